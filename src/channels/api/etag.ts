/**
 * Weak entity tags (RFC 9110 §8.8) over the content of an answer. `asOf`, the instant of reading,
 * moves with every request and is no part of the content.
 */
import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'

const TAG_LENGTH = 22

export function entityTag(body: unknown): string {
  const content = JSON.stringify(body, (name, value: unknown) =>
    name === 'asOf' ? undefined : value,
  )
  const digest = createHash('sha256').update(content).digest('base64url')
  return `W/"${digest.slice(0, TAG_LENGTH)}"`
}

/** If-None-Match compares weakly (RFC 9110 §13.1.2). */
export function matches(ifNoneMatch: string, tag: string): boolean {
  const strong = tag.replace(/^W\//, '')
  return ifNoneMatch
    .split(',')
    .map((one) => one.trim())
    .some((one) => one === '*' || one.replace(/^W\//, '') === strong)
}

/** Tags what a GET or HEAD answers with 200, and answers 304 to who has it already. */
export function tagAnswers(fastify: FastifyInstance): void {
  fastify.addHook('preSerialization', async (request, reply, payload) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    if (!isRead || reply.statusCode !== 200) return payload
    const tag = entityTag(payload)
    void reply.header('etag', tag)
    if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'private, no-cache')
    const asked = request.headers['if-none-match']
    if (asked !== undefined && matches(asked, tag)) void reply.code(304)
    return payload
  })
  fastify.addHook('onSend', async (_request, reply, payload) => {
    if (reply.statusCode !== 304) return payload
    void reply.removeHeader('content-type')
    return null
  })
}

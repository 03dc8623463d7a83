/** How a route answers: with a value and its status, or with a problem. */
import type { FastifyReply } from 'fastify'
import { assert } from '../../domain/basics/assert.ts'
import { problemOf, type Trouble } from './problems.ts'

export type Answered<Body> =
  | {
      readonly body: Body
      readonly status?: 200 | 201
      /** Address of the thing that was made. */
      readonly location?: string
      readonly replayed?: boolean
    }
  | {
      readonly trouble: Trouble
      readonly replayed?: boolean
      /** For a new attempt: the key of this one is spent on a remembered refusal. */
      readonly freshIdempotencyKey?: string
    }

export const PROBLEM_TYPE = 'application/problem+json'

export function answer<Body extends object>(
  reply: FastifyReply,
  answered: Answered<Body>,
): FastifyReply {
  if (answered.replayed === true) void reply.header('idempotent-replayed', 'true')
  if ('trouble' in answered) {
    const { trouble, freshIdempotencyKey } = answered
    return answerTrouble(reply, trouble, freshIdempotencyKey)
  }
  if (answered.location !== undefined) void reply.header('location', answered.location)
  return reply.code(answered.status ?? 200).send(answered.body)
}

export function answerTrouble(
  reply: FastifyReply,
  trouble: Trouble,
  freshIdempotencyKey?: string,
): FastifyReply {
  const problem = problemOf(trouble, docsOf(reply))
  if ('retryAfterSeconds' in trouble) void reply.header('retry-after', trouble.retryAfterSeconds)
  if (trouble.code === 'method_not_allowed') void reply.header('allow', trouble.allowed.join(', '))
  if (problem.status === 401) void reply.header('www-authenticate', 'Bearer realm="api"')
  const more = freshIdempotencyKey === undefined ? {} : { freshIdempotencyKey }
  return reply
    .code(problem.status)
    .header('cache-control', 'no-store')
    .type(PROBLEM_TYPE)
    .send({ ...problem, ...more })
}

/** The plugin says once where its page of explanations is. */
export const DOCS_ADDRESS = 'docsAddress'

function docsOf(reply: FastifyReply): string {
  const address = reply.getDecorator<unknown>(DOCS_ADDRESS)
  assert(typeof address === 'string', 'the plugin names its docs')
  return address
}

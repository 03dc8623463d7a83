/** How the sandbox's routes answer: a page to whoever reads pages, problem details to programs. */
import type { FastifyReply, FastifyRequest } from 'fastify'

export const FORM = 'application/x-www-form-urlencoded'
export const HTML = 'text/html; charset=utf-8'

/** Problem details (RFC 9457). */
export function problem(
  reply: FastifyReply,
  status: number,
  facts: { readonly code: string; readonly detail: string } & Readonly<Record<string, string>>,
): FastifyReply {
  return reply
    .code(status)
    .type('application/problem+json')
    .send(JSON.stringify({ type: 'about:blank', title: 'Refused', status, ...facts }))
}

export function isForm(request: FastifyRequest): boolean {
  return request.headers['content-type']?.startsWith(FORM) === true
}

export function wantsHtml(request: FastifyRequest): boolean {
  return request.headers.accept?.includes('text/html') === true
}

export function field(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null
    ? (body as Readonly<Record<string, unknown>>)[name]
    : undefined
}

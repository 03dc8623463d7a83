/**
 * Where the portal is reached by https, plain HTTP never shows a form and never takes one: whoever
 * stands between could read and change both. Not the captive landing, which has no form.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Portal } from './desk.ts'

/** A hook for `onRequest`, after the visitor is known; silent where the portal itself is http. */
export function plainHttpHook({ app, page }: Pick<Portal, 'app' | 'page'>) {
  const { portalUrl } = app
  const isSecure = portalUrl.startsWith('https:')
  return async (request: FastifyRequest, reply: FastifyReply) => {
    if (!isSecure || !cameInPlain(request)) return undefined
    if (request.method === 'GET' || request.method === 'HEAD') {
      return reply.redirect(`${portalUrl}${request.url}`, 308)
    }
    return page.trouble(request, reply, { status: 403 })
  }
}

/**
 * As the proxy in front tells it, or the browser itself: it names the page that a form was posted
 * from (Fetch §3.1). Without either the connection to us may well be the proxy's own, inside.
 */
function cameInPlain(request: FastifyRequest): boolean {
  const toldByProxy = request.headers['x-forwarded-proto'] !== undefined
  if (toldByProxy && request.protocol === 'http') return true
  return request.headers.origin?.startsWith('http:') === true
}

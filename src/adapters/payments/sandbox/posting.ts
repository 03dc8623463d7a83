/**
 * One POST to the product, over connections that are kept: a webhook is small and there are many.
 * Redirects are not followed. It never throws: what was not answered with 2xx was not taken.
 */
import { Agent as PlainAgent, request as plainRequest } from 'node:http'
import { Agent as SecureAgent, request as secureRequest } from 'node:https'

export interface Posted {
  readonly url: string
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
}

export interface Poster {
  post(posted: Posted): Promise<boolean>
  close(): void
}

export function createPoster(about: {
  readonly connectionsMax: number
  readonly timeoutMs: number
}): Poster {
  const options = { keepAlive: true, maxSockets: about.connectionsMax }
  const agents = { plain: new PlainAgent(options), secure: new SecureAgent(options) }

  function attempt({ url, body, headers }: Posted): Promise<'taken' | 'refused' | 'stale'> {
    const { promise, resolve } = Promise.withResolvers<'taken' | 'refused' | 'stale'>()
    const isSecure = url.startsWith('https:')
    const request = (isSecure ? secureRequest : plainRequest)(url, {
      method: 'POST',
      agent: isSecure ? agents.secure : agents.plain,
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      signal: AbortSignal.timeout(about.timeoutMs),
    })
    request.once('response', (answer) => {
      const status = answer.statusCode ?? 0
      answer.resume()
      answer.once('close', () => resolve(status >= 200 && status < 300 ? 'taken' : 'refused'))
    })
    // A kept connection that the product had just closed says nothing about the webhook.
    request.once('error', () => resolve(request.reusedSocket ? 'stale' : 'refused'))
    request.end(body)
    return promise
  }

  return {
    async post(posted) {
      try {
        const first = await attempt(posted)
        return (first === 'stale' ? await attempt(posted) : first) === 'taken'
      } catch {
        // An address that is none.
        return false
      }
    },
    close() {
      agents.plain.destroy()
      agents.secure.destroy()
    },
  }
}

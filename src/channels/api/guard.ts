/**
 * Who may pass: a known key, not asking too often, with the scope of the route, that takes JSON.
 * Wrong keys are counted by address.
 */
import type { FastifyReply, FastifyRequest, onRequestAsyncHookHandler } from 'fastify'
import type { App } from '../../app/app.ts'
import { isKeyText, type ApiKey, type ApiKeys, type ApiScope } from '../../app/api-keys.ts'
import { answerTrouble } from './answer.ts'
import type { ProtocolTrouble } from './problems.ts'
import { API_LIMITS, createRateLimit, type ApiLimits } from './rate-limit.ts'

export const API_KEY = 'apiKey'
const BEARER = /^Bearer +(\S+) *$/i
const JSON_TYPE = 'application/json'
const ACCEPTED = new Set(['*/*', 'application/*', 'application/problem+json'])

export function keyOf(request: FastifyRequest): ApiKey {
  return request.getDecorator<ApiKey>(API_KEY)
}

/** `type` is what the route answers with; JSON where nothing is said. */
export type Guard = (scope: ApiScope, type?: string) => onRequestAsyncHookHandler

export function createGuard(
  app: App,
  { apiKeys, limits = API_LIMITS }: { readonly apiKeys: ApiKeys; readonly limits?: ApiLimits },
): Guard {
  const byKey = createRateLimit(limits.requestsAMinute)
  const byAddress = createRateLimit(limits.wrongKeysAMinute)

  async function admitted(
    request: FastifyRequest,
    { scope, type }: { readonly scope: ApiScope; readonly type: string },
  ): Promise<ApiKey | ProtocolTrouble> {
    const now = app.clock.now()
    const wrongTooOften = byAddress.wait(request.ip, now)
    if (wrongTooOften !== null) {
      return { code: 'rate_limited', retryAfterSeconds: wrongTooOften }
    }
    const key = await readKey(app, apiKeys, request.headers.authorization)
    if ('code' in key) {
      byAddress.take(request.ip, now)
      return key
    }
    const retryAfterSeconds = byKey.take(key.id, now)
    if (retryAfterSeconds !== null) return { code: 'rate_limited', retryAfterSeconds }
    if (!key.scopes.includes(scope)) return { code: 'scope_missing', scope }
    if (!takes(type, request.headers.accept)) return { code: 'not_acceptable' }
    return key
  }

  return (scope, type = JSON_TYPE) =>
    async (request: FastifyRequest, reply: FastifyReply) => {
      const key = await admitted(request, { scope, type })
      if ('code' in key) return answerTrouble(reply, key)
      request.setDecorator(API_KEY, key)
      return undefined
    }
}

async function readKey(
  app: App,
  apiKeys: ApiKeys,
  authorization: string | undefined,
): Promise<ApiKey | ProtocolTrouble> {
  if (authorization === undefined) return { code: 'api_key_missing' }
  const text = BEARER.exec(authorization)?.[1]
  if (text === undefined || !isKeyText(text)) return { code: 'api_key_unknown' }
  return (await apiKeys.byHash(app.vault.digest(text))) ?? { code: 'api_key_unknown' }
}

/**
 * Accept as far as it matters here: whether the type is among what is wanted (RFC 9110 §12.5.1).
 */
export function takes(wanted: string, accept: string | undefined): boolean {
  if (accept === undefined || accept.trim() === '') return true
  return accept.split(',').some((one) => {
    const [type = '', ...parameters] = one.split(';').map((part) => part.trim().toLowerCase())
    const isTaken = type === wanted || ACCEPTED.has(type)
    return isTaken && !parameters.some((part) => /^q=0(?:\.0{0,3})?$/.test(part))
  })
}

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
const ACCEPTED = new Set(['*/*', 'application/*', 'application/json', 'application/problem+json'])

export function keyOf(request: FastifyRequest): ApiKey {
  return request.getDecorator<ApiKey>(API_KEY)
}

export type Guard = (scope: ApiScope) => onRequestAsyncHookHandler

export function createGuard(
  app: App,
  { apiKeys, limits = API_LIMITS }: { readonly apiKeys: ApiKeys; readonly limits?: ApiLimits },
): Guard {
  const byKey = createRateLimit(limits.requestsAMinute)
  const byAddress = createRateLimit(limits.wrongKeysAMinute)

  async function admitted(
    request: FastifyRequest,
    scope: ApiScope,
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
    if (!takesJson(request.headers.accept)) return { code: 'not_acceptable' }
    return key
  }

  return (scope) => async (request: FastifyRequest, reply: FastifyReply) => {
    const key = await admitted(request, scope)
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

/** Accept as far as it matters here: whether JSON is among what is wanted (RFC 9110 §12.5.1). */
export function takesJson(accept: string | undefined): boolean {
  if (accept === undefined || accept.trim() === '') return true
  return accept.split(',').some((one) => {
    const [type = '', ...parameters] = one.split(';').map((part) => part.trim().toLowerCase())
    return ACCEPTED.has(type) && !parameters.some((part) => /^q=0(?:\.0{0,3})?$/.test(part))
  })
}

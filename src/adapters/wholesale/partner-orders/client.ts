/**
 * Calls with a token that is kept until it ends and asked for rarely. Where nothing was answered,
 * what became of a call is told in the port's words: `later` where nothing was taken on, else
 * `unknown`.
 */
import { isBefore, plusSeconds, type Instant } from '../../../domain/basics/time.ts'
import type { ToldTopUp } from '../../../domain/fulfilment/told.ts'
import type { Clock } from '../../../app/ports.ts'
import { call, type HttpAnswer } from '../calling.ts'
import { recordIn, textIn } from '../reading.ts'
import { createTurns } from '../turns.ts'

/** The wholesaler allows 3 to 5 a minute. */
export const TOKEN_EVERY_SECONDS = 20
const TOKEN_SLACK_SECONDS = 60
/** Where it says "too many" without saying when. */
const LIMITED_SECONDS = 60
const UNREACHABLE_SECONDS = 60

export interface PartnerSettings {
  /** Without a slash at the end. */
  readonly apiBase: string
  readonly clientId: string
  readonly clientSecret: string
  readonly timeoutMs: number
}

export interface PartnerCall {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly body?: Readonly<Record<string, unknown>>
}

type Trouble = Extract<ToldTopUp, { readonly kind: 'later' | 'unknown' }>

export type PartnerAnswer =
  | { readonly kind: 'told'; readonly told: Readonly<Record<string, unknown>> }
  /** Understood, and said no to. */
  | { readonly kind: 'no'; readonly code: number }
  | Trouble

export type AskPartner = (asked: PartnerCall) => Promise<PartnerAnswer>

interface Token {
  readonly value: string
  readonly goodUntil: Instant
}

export function createPartnerClient(settings: PartnerSettings, clock: Clock): AskPartner {
  const turns = createTurns(clock, TOKEN_EVERY_SECONDS)
  let token: Token | null = null
  let renewing: Promise<Token | Trouble> | null = null

  async function currentToken(): Promise<Token | Trouble> {
    if (token !== null && isBefore(clock.now(), token.goodUntil)) return token
    renewing ??= renew().finally(() => (renewing = null))
    return renewing
  }

  async function renew(): Promise<Token | Trouble> {
    const wait = turns.take('token')
    if (wait !== null) return { kind: 'later', why: 'signed_out', seconds: wait }
    const fetched = await fetchToken(settings, clock)
    if ('value' in fetched) token = fetched
    else if (fetched.kind === 'later') turns.putOff('token', fetched.seconds)
    return fetched
  }

  return async (asked) => {
    const used = await currentToken()
    if ('kind' in used) return used
    const answer = await send(settings, asked, used)
    if (answer.kind !== 'answered' || answer.status !== 401) return worded(answer)
    // Ended early: nothing was taken on, and a fresh one comes with the next call.
    if (token === used) token = null
    return { kind: 'later', why: 'signed_out', seconds: TOKEN_EVERY_SECONDS }
  }
}

async function fetchToken(settings: PartnerSettings, clock: Clock): Promise<Token | Trouble> {
  const askedAt = clock.now()
  const { clientId, clientSecret, apiBase, timeoutMs } = settings
  const answer = await call({
    method: 'POST',
    url: `${apiBase}/v2/token`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      client_id: clientId,
      client_secret: clientSecret,
      grant_type: 'client_credentials',
    }).toString(),
    timeoutMs,
  })
  // Without a token nothing else was asked for.
  if (answer.kind !== 'answered' || answer.status >= 500) {
    return { kind: 'later', why: 'unreachable', seconds: UNREACHABLE_SECONDS }
  }
  if (answer.status === 429) return limited(answer.retryAfter)
  const data = recordIn(answer.told, 'data')
  const value = textIn(data, 'access_token')
  const seconds = Number(textIn(data, 'expires_in'))
  if (answer.status !== 200 || value === null || !Number.isFinite(seconds)) {
    return { kind: 'later', why: 'signed_out', seconds: UNREACHABLE_SECONDS }
  }
  const good = Math.max(0, Math.trunc(seconds) - TOKEN_SLACK_SECONDS)
  return { value, goodUntil: plusSeconds(askedAt, good) }
}

function send(settings: PartnerSettings, asked: PartnerCall, token: Token): Promise<HttpAnswer> {
  return call({
    method: asked.method,
    url: `${settings.apiBase}${asked.path}`,
    headers: {
      authorization: `Bearer ${token.value}`,
      ...(asked.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(asked.body === undefined ? {} : { body: JSON.stringify(asked.body) }),
    timeoutMs: settings.timeoutMs,
  })
}

function worded(answer: HttpAnswer): PartnerAnswer {
  if (answer.kind === 'unsent') {
    return { kind: 'later', why: 'unreachable', seconds: UNREACHABLE_SECONDS }
  }
  if (answer.kind === 'lost') return { kind: 'unknown', why: 'unreachable' }
  const { status, told, retryAfter } = answer
  if (status === 429) return limited(retryAfter)
  if (status >= 400 && status < 500 && status !== 408) {
    const code = Number(textIn(told, 'code'))
    if (Number.isSafeInteger(code) && code > 0) return { kind: 'no', code }
    return { kind: 'unknown', why: 'malformed' }
  }
  if (status !== 200 || told === null) return { kind: 'unknown', why: 'unreachable' }
  return { kind: 'told', told }
}

function limited(retryAfter: number | null): Trouble {
  return { kind: 'later', why: 'rate_limited', seconds: retryAfter ?? LIMITED_SECONDS }
}

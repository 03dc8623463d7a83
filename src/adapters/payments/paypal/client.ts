/**
 * A small client for PayPal's REST API over `fetch`: a token that is kept and renewed, JSON both
 * ways, an idempotency key on every post. It knows no order and no payment.
 *
 * Not known is not refused: no answer, a time-out, 408, 409 (the same call is still running), 429,
 * 5xx, a redirect and an answer that is no JSON throw `ProviderUnreachable`. Every other refusal
 * throws `PayPalRefused` with PayPal's own words for it, of which only names are kept, never a
 * text: nothing that was sent, and no secret, can stand in it.
 */
import { ProviderUnreachable, type Clock } from '../../../app/ports.ts'
import { assert } from '../../../domain/basics/assert.ts'
import { isBefore, plusSeconds, type Instant } from '../../../domain/basics/time.ts'

/** A token is renewed so long before PayPal's end of it, in seconds. */
export const TOKEN_SLACK_SECONDS = 60
/** PayPal takes idempotency keys up to this length (Orders v2, header PayPal-Request-Id). */
export const REQUEST_ID_LENGTH_MAX = 108
/** Names and issues longer than this, or with other characters, are not repeated. */
const NAME = /^[A-Za-z0-9_]{1,80}$/

const UNKNOWN_OUTCOMES = [408, 409, 425, 429]

export interface PayPalCall {
  /** For the words of an error. */
  readonly what: string
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** With its query; ids in it are already encoded. */
  readonly path: string
  /** JSON text, so that a body can be sent byte for byte. */
  readonly body?: string
  /** `PayPal-Request-Id`: the same id asked again is the same deed. */
  readonly requestId?: string
}

export type Ask = <Answer>(call: PayPalCall) => Promise<Answer>

/** PayPal understood and said no, so nothing happened. */
export class PayPalRefused extends Error {
  override name = 'PayPalRefused'
  readonly status: number
  /** PayPal's word for the kind, such as `UNPROCESSABLE_ENTITY`. */
  readonly kind: string
  /** PayPal's words for the reasons, such as `INSTRUMENT_DECLINED`. */
  readonly issues: readonly string[]

  constructor(what: string, refusal: Refusal) {
    const { status, kind, issues, debugId } = refusal
    const why = [kind, ...issues].join(' ')
    super(`PayPal, ${what}: ${status} ${why}${debugId === '' ? '' : `, debug id ${debugId}`}`)
    this.status = status
    this.kind = kind
    this.issues = issues
  }
}

interface Refusal {
  readonly status: number
  readonly kind: string
  readonly issues: readonly string[]
  readonly debugId: string
}

export interface ClientSettings {
  readonly clientId: string
  readonly clientSecret: string
  /** Without a final slash. */
  readonly apiBase: string
  readonly timeoutMs: number
}

interface Token {
  readonly value: string
  readonly goodUntil: Instant
}

export function createClient(settings: ClientSettings, clock: Clock): Ask {
  let token: Token | null = null
  let renewing: Promise<Token> | null = null

  /** One renewal at a time, however many calls wait for it. */
  const currentToken = async (): Promise<Token> => {
    if (token !== null && isBefore(clock.now(), token.goodUntil)) return token
    renewing ??= fetchToken(settings, clock).finally(() => {
      renewing = null
    })
    token = await renewing
    return token
  }

  return async <Answer>(call: PayPalCall): Promise<Answer> => {
    const used = await currentToken()
    try {
      return await send<Answer>(settings, call, headersFor(call, used))
    } catch (error) {
      if (!(error instanceof PayPalRefused) || error.status !== 401) throw error
    }
    // PayPal may end a token early: one fresh one, and its refusal is final.
    if (token === used) token = null
    return await send<Answer>(settings, call, headersFor(call, await currentToken()))
  }
}

async function fetchToken(settings: ClientSettings, clock: Clock): Promise<Token> {
  const askedAt = clock.now()
  const who = Buffer.from(`${settings.clientId}:${settings.clientSecret}`).toString('base64')
  const call = { what: 'sign in', method: 'POST', path: '/v1/oauth2/token' } as const
  const told = await send<{ access_token?: unknown; expires_in?: unknown }>(
    settings,
    { ...call, body: 'grant_type=client_credentials' },
    { authorization: `Basic ${who}`, 'content-type': 'application/x-www-form-urlencoded' },
  )
  if (typeof told.access_token !== 'string' || typeof told.expires_in !== 'number') {
    throw new ProviderUnreachable('PayPal, sign in: an answer without a token')
  }
  const seconds = Math.max(0, Math.trunc(told.expires_in) - TOKEN_SLACK_SECONDS)
  return { value: told.access_token, goodUntil: plusSeconds(askedAt, seconds) }
}

function headersFor(call: PayPalCall, token: Token): Record<string, string> {
  assert((call.requestId ?? '').length <= REQUEST_ID_LENGTH_MAX, 'PayPal takes short request ids')
  return {
    authorization: `Bearer ${token.value}`,
    // Answers carry the whole object, so that no call needs a second one to see what it did.
    prefer: 'return=representation',
    ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(call.requestId === undefined ? {} : { 'paypal-request-id': call.requestId }),
  }
}

async function send<Answer>(
  settings: ClientSettings,
  call: PayPalCall,
  headers: Record<string, string>,
): Promise<Answer> {
  const unreachable = (why: string): ProviderUnreachable =>
    new ProviderUnreachable(`PayPal, ${call.what}: ${why}`)
  const answer = await fetchText(settings, call, headers)
  if (answer === null) throw unreachable('no answer')
  const { status, text } = answer
  if (status === 204) return null as Answer
  if (status >= 500 || status < 200 || (status >= 300 && status < 400)) {
    throw unreachable(`status ${status}`)
  }
  if (UNKNOWN_OUTCOMES.includes(status)) throw unreachable(`status ${status}`)
  const told = parsed(text)
  if (status >= 400) throw new PayPalRefused(call.what, refusalIn(status, told))
  if (typeof told !== 'object' || told === null) throw unreachable('an answer that is no JSON')
  return told as Answer
}

/** Null when the answer did not come whole and in time. */
async function fetchText(
  settings: ClientSettings,
  call: PayPalCall,
  headers: Record<string, string>,
): Promise<{ readonly status: number; readonly text: string } | null> {
  try {
    const answer = await fetch(`${settings.apiBase}${call.path}`, {
      method: call.method,
      headers: { accept: 'application/json', ...headers },
      redirect: 'manual',
      signal: AbortSignal.timeout(settings.timeoutMs),
      ...(call.body === undefined ? {} : { body: call.body }),
    })
    return { status: answer.status, text: await answer.text() }
  } catch {
    return null
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** PayPal has two envelopes: `{name, details: [{issue}]}`, and OAuth's `{error}`. */
function refusalIn(status: number, told: unknown): Refusal {
  const { name, error, details, debug_id } = (told ?? {}) as {
    readonly name?: unknown
    readonly error?: unknown
    readonly details?: unknown
    readonly debug_id?: unknown
  }
  const issues = Array.isArray(details)
    ? details.map((detail) => named((detail as { issue?: unknown } | null)?.issue))
    : []
  return {
    status,
    kind: named(name ?? error) || 'refused',
    issues: issues.filter((issue) => issue !== ''),
    debugId: named(debug_id),
  }
}

function named(value: unknown): string {
  return typeof value === 'string' && NAME.test(value) ? value : ''
}

export function isRefused(error: unknown, issues: readonly string[]): error is PayPalRefused {
  return (
    error instanceof PayPalRefused &&
    [error.kind, ...error.issues].some((word) => issues.includes(word))
  )
}

export function isMissing(error: unknown): error is PayPalRefused {
  return error instanceof PayPalRefused && error.status === 404
}

/**
 * What a voice request of the provider tells: the call, the numbers, what was keyed, how waiting
 * for a person ended, how the call ended. Total: odd fields read as absent. Does not know whether
 * the request is genuine.
 */
import { readTelephone } from '../../telephone.ts'
import type { SpokenLanguage } from '../../../domain/call/call.ts'
import { SPOKEN_LANGUAGES } from '../../../domain/call/call.ts'
import { keysHeard } from '../keys.ts'
import type { HeardNow } from '../ports.ts'
import type { Form } from './signature.ts'

export const FORM_BYTES_MAX = 16 * 1024
const TURN_DIGITS_MAX = 4
const SECONDS_DIGITS_MAX = 5

/** Repeated fields become lists, as the signature wants them. */
export function readForm(body: string): Form {
  const fields = new Map<string, string | string[]>()
  for (const [name, value] of new URLSearchParams(body)) {
    const before = fields.get(name)
    if (before === undefined) fields.set(name, value)
    else fields.set(name, [before, value].flat())
  }
  return Object.fromEntries(fields)
}

export function field(form: Form, name: string): string | null {
  const value = Object.hasOwn(form, name) ? form[name] : undefined
  return typeof value === 'string' ? value : null
}

/** Names of other providers that speak TwiML are as short and plain. */
const CALL_SID = /^[\w-]{1,64}$/

export function callSid(form: Form): string | null {
  const sid = field(form, 'CallSid')
  return sid !== null && CALL_SID.test(sid) ? sid : null
}

/** Of our own action address. */
export interface Asked {
  /** Of the reply that was heard; null: the call rings. */
  readonly turn: number | null
  /** The caller heard of trouble: what stands is said again. */
  readonly again: boolean
  /** Of what was said last, as far as it was one. */
  readonly language: SpokenLanguage | null
  /** For how long somebody is waited for. */
  readonly waitSeconds: number
}

export function readAsked(query: unknown): Asked {
  const given = new Map(Object.entries(query ?? {}))
  const language = SPOKEN_LANGUAGES.find((one) => one === given.get('language')) ?? null
  const turn = whole(given.get('turn'), TURN_DIGITS_MAX)
  const waitSeconds = whole(given.get('wait'), SECONDS_DIGITS_MAX) ?? 0
  return { turn, again: given.get('again') === '1', language, waitSeconds }
}

function whole(value: unknown, digitsMax: number): number | null {
  const isWhole = typeof value === 'string' && value.length <= digitsMax && /^\d+$/.test(value)
  return isWhole ? Number(value) : null
}

export function callingNumber(form: Form): string | null {
  return readTelephone(field(form, 'From') ?? '')
}

export function isAsserted(form: Form, assertedNumbers: readonly string[]): boolean {
  const called = readTelephone(field(form, 'To') ?? '')
  return called !== null && assertedNumbers.includes(called)
}

/** The call itself has ended, however. */
const ENDED = ['completed', 'busy', 'no-answer', 'canceled', 'failed']

export function isEnded(form: Form): boolean {
  return ENDED.includes(field(form, 'CallStatus') ?? '')
}

/** `DialCallStatus` of a person who was reached, `QueueResult` of one who took the call. */
const REACHED = ['completed', 'answered', 'bridged', 'redirected-from-bridged']

/** Silence is told as no digits, or as empty ones. A `#` alone says as little. */
export function heardIn(form: Form): HeardNow {
  if (isEnded(form)) return { kind: 'hang_up' }
  const waited = field(form, 'DialCallStatus') ?? field(form, 'QueueResult')
  if (waited === 'hangup') return { kind: 'hang_up' }
  if (waited !== null) return { kind: REACHED.includes(waited) ? 'person_left' : 'nobody_came' }
  const keys = field(form, 'Digits') ?? ''
  return keys === '' ? { kind: 'silence' } : keysHeard(keys)
}

/** How long a caller has been in a queue, by the provider's count. */
export function queuedSeconds(form: Form): number {
  return whole(field(form, 'QueueTime'), SECONDS_DIGITS_MAX) ?? 0
}

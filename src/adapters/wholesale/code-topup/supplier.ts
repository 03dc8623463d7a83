/**
 * A wholesaler that tops up a card with a package code under the caller's own `transactionId`: the
 * same one asked twice tops up once. Volumes are in bytes, prices times 10,000.
 */
import type { Clock } from '../../../app/ports.ts'
import {
  SUPPLIER_ANSWERS_MS,
  type SupplierEvent,
  type TopUpQuestion,
  type TopUpRequest,
  type UsageAnswer,
  type WholesaleSupplier,
} from '../../../app/fulfilment/ports.ts'
import type { SupplierName } from '../../../domain/basics/ids.ts'
import { minus } from '../../../domain/basics/data-volume.ts'
import type { Instant } from '../../../domain/basics/time.ts'
import type { SupplyTrouble, ToldTopUp, ToldUsage } from '../../../domain/fulfilment/told.ts'
import type { Iccid } from '../../../domain/line/iccid.ts'
import { call, type HttpAnswer } from '../calling.ts'
import { cardEvent } from '../events.ts'
import { hmac, isSigned, recordIn, recordsIn, textIn, timeIn, volumeIn } from '../reading.ts'
import { createTurns } from '../turns.ts'

/** Its own count moves no faster. */
export const USAGE_EVERY_SECONDS = 900
const LIMITED_SECONDS = 60
const UNREACHABLE_SECONDS = 60
const MENDING_SECONDS = 300
const CALLS_IN_ANSWER_MAX = 3
/** A webhook that is older than this, or from the future, may be a repeated one. */
export const EVENT_AGE_SECONDS_MAX = 300

export interface CodeTopUpSettings {
  readonly name: SupplierName
  /** Without a slash at the end. */
  readonly apiBase: string
  readonly accessCode: string
  /** Signs calls and webhooks; null: calls go unsigned and no webhook is believed. */
  readonly secret: string | null
  readonly zone: string
}

type Told = Readonly<Record<string, unknown>>
type Answer =
  | { readonly kind: 'told'; readonly told: Told }
  | { readonly kind: 'no'; readonly code: string }
  | Extract<ToldTopUp, { readonly kind: 'later' | 'unknown' }>
type Ask = (path: string, body: Told) => Promise<Answer>

export function createCodeTopUp(settings: CodeTopUpSettings, clock: Clock): WholesaleSupplier {
  const ask: Ask = async (path, body) => worded(await send(settings, clock, { path, body }))
  const turns = createTurns(clock, USAGE_EVERY_SECONDS)
  return {
    name: settings.name,
    knowsKeys: true,
    usageEverySeconds: USAGE_EVERY_SECONDS,
    topUp: (request) => topUp(ask, request),
    readTopUp: (question) => readTopUp(ask, question),
    async readUsage(iccid) {
      const wait = turns.take(iccid)
      if (wait !== null) return { kind: 'later', why: 'rate_limited', seconds: wait }
      return readUsage(ask, iccid, { settings, clock })
    },
    readEvent: (rawBody, headers) =>
      Promise.resolve(readEvent(settings, { rawBody, headers, now: clock.now() })),
  }
}

function send(
  { apiBase, accessCode, secret }: CodeTopUpSettings,
  clock: Clock,
  { path, body }: { readonly path: string; readonly body: Told },
): Promise<HttpAnswer> {
  const text = JSON.stringify(body)
  const timestamp = String(clock.now().epochMilliseconds)
  const requestId = crypto.randomUUID()
  const signed =
    secret === null ? null : signature(secret, { timestamp, requestId, accessCode, text })
  return call({
    method: 'POST',
    url: `${apiBase}/api/v1/open${path}`,
    headers: {
      'content-type': 'application/json',
      'rt-accesscode': accessCode,
      'rt-timestamp': timestamp,
      'rt-requestid': requestId,
      ...(signed === null ? {} : { 'rt-signature': signed }),
    },
    body: text,
    timeoutMs: SUPPLIER_ANSWERS_MS / CALLS_IN_ANSWER_MAX,
  })
}

/** HMAC-SHA256 over time, request, access code and the raw body, in hexadecimal. */
export function signature(
  secret: string,
  of: {
    readonly timestamp: string
    readonly requestId: string
    readonly accessCode: string
    readonly text: string
  },
): string {
  return hmac('sha256', secret, `${of.timestamp}${of.requestId}${of.accessCode}${of.text}`)
}

function worded(answer: HttpAnswer): Answer {
  if (answer.kind === 'unsent') {
    return { kind: 'later', why: 'unreachable', seconds: UNREACHABLE_SECONDS }
  }
  if (answer.kind === 'lost') return { kind: 'unknown', why: 'unreachable' }
  const { status, told, retryAfter } = answer
  if (status === 429) {
    return { kind: 'later', why: 'rate_limited', seconds: retryAfter ?? LIMITED_SECONDS }
  }
  if (status === 401 || status === 403) {
    return { kind: 'later', why: 'signed_out', seconds: MENDING_SECONDS }
  }
  if (status !== 200 || told === null) return { kind: 'unknown', why: 'unreachable' }
  if (told['success'] === true) return { kind: 'told', told: recordIn(told, 'obj') ?? {} }
  const code = told['success'] === false ? textIn(told, 'errorCode') : null
  if (code === null) return { kind: 'unknown', why: 'malformed' }
  if (UNDECIDED.includes(code)) return { kind: 'unknown', why: 'other' }
  if (SIGNED_OUT.includes(code)) {
    return { kind: 'later', why: 'signed_out', seconds: MENDING_SECONDS }
  }
  return { kind: 'no', code }
}

/** "Server error" and "being worked on": nobody knows. */
const UNDECIDED: readonly string[] = ['000001', '200010', '900001']
/** Time over, address not allowed, signature wrong. */
const SIGNED_OUT: readonly string[] = ['101001', '101002', '101003']

const TROUBLES: Readonly<Record<string, SupplyTrouble>> = {
  '200002': 'disabled',
  '200007': 'no_credit',
  '200011': 'out_of_stock',
  '310241': 'out_of_stock',
  '310243': 'out_of_stock',
  '310403': 'card_unknown',
}

async function topUp(ask: Ask, { key, iccid, plan }: TopUpRequest): Promise<ToldTopUp> {
  const asked = { iccid, packageCode: plan, transactionId: key }
  const answer = await ask('/esim/topup', asked)
  if (answer.kind === 'no') {
    const why = TROUBLES[answer.code] ?? 'other'
    if (why === 'no_credit') return { kind: 'later', why, seconds: MENDING_SECONDS }
    return { kind: 'refused', why }
  }
  if (answer.kind !== 'told') return answer
  return packageTold({ transactionId: key, ...answer.told }, key)
}

/** The packages of the card name the transaction that brought them. */
async function readTopUp(ask: Ask, { key, iccid }: TopUpQuestion): Promise<ToldTopUp> {
  const answer = await ask('/esim/query', { iccid, pager: { pageNum: 1, pageSize: 1 } })
  if (answer.kind === 'no') return { kind: 'unknown', why: 'other' }
  if (answer.kind !== 'told') return answer
  const [card] = recordsIn(answer.told, 'esimList')
  if (card === undefined) return { kind: 'unknown', why: 'card_unknown' }
  const own = recordsIn(card, 'packageList').find((one) => textIn(one, 'transactionId') === key)
  return own === undefined ? { kind: 'absent' } : packageTold(own, key)
}

function packageTold(told: Told, key: string): ToldTopUp {
  const state = textIn(told, 'topUpStatus')
  if (state === 'SUCCESS') return { kind: 'done', ref: key }
  if (state === 'FAILED' || state === 'CANCEL') return { kind: 'refused', why: 'other' }
  return { kind: 'accepted', ref: key }
}

const STATES: Readonly<Record<string, ToldUsage['status']>> = {
  GOT_RESOURCE: 'not_active',
  IN_USE: 'active',
  USED_UP: 'used_up',
  USED_EXPIRED: 'expired',
  UNUSED_EXPIRED: 'expired',
}

async function readUsage(
  ask: Ask,
  iccid: Iccid,
  { settings, clock }: { readonly settings: CodeTopUpSettings; readonly clock: Clock },
): Promise<UsageAnswer> {
  const answer = await ask('/esim/query', { iccid, pager: { pageNum: 1, pageSize: 1 } })
  if (answer.kind === 'later') return answer
  const [card] = answer.kind === 'told' ? recordsIn(answer.told, 'esimList') : []
  if (card === undefined) return { kind: 'later', why: 'unreachable', seconds: USAGE_EVERY_SECONDS }
  const total = volumeIn(card, 'totalVolume', 1n)
  const used = volumeIn(card, 'orderUsage', 1n)
  const counted = timeIn(card, 'lastUpdateTime', settings.zone)
  const bytesLeft =
    total === null || used === null
      ? null
      : used >= total
        ? minus(total, total)
        : minus(total, used)
  return {
    kind: 'told',
    usage: {
      bytesLeft,
      bytesTotal: total,
      until: timeIn(card, 'expiredTime', settings.zone),
      status: STATES[textIn(card, 'esimStatus') ?? ''] ?? 'unknown',
      asOf: counted ?? clock.now(),
    },
  }
}

function readEvent(
  { secret, accessCode }: CodeTopUpSettings,
  event: {
    readonly rawBody: Uint8Array
    readonly headers: Readonly<Record<string, string | undefined>>
    readonly now: Instant
  },
): SupplierEvent {
  if (secret === null) return { kind: 'forged' }
  const { rawBody, headers, now } = event
  const timestamp = headers['rt-timestamp'] ?? ''
  const requestId = headers['rt-requestid'] ?? ''
  const text = new TextDecoder().decode(rawBody)
  const right = signature(secret, { timestamp, requestId, accessCode, text })
  if (!isSigned(headers['rt-signature'], right)) return { kind: 'forged' }
  const age = Math.abs(now.epochMilliseconds - Number(timestamp))
  if (!(age <= EVENT_AGE_SECONDS_MAX * 1_000)) return { kind: 'forged' }
  return cardEvent(rawBody, (told) => textIn(recordIn(told, 'content'), 'iccid'))
}

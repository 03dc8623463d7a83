/**
 * A wholesaler whose top-ups are orders. It knows no key of ours twice: the order's id goes into
 * the description, by which the order is found again. Amounts are in MiB (3 GB is 3072).
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
import { isBefore } from '../../../domain/basics/time.ts'
import type { SupplyTrouble, ToldTopUp, ToldUsage } from '../../../domain/fulfilment/told.ts'
import type { Iccid } from '../../../domain/line/iccid.ts'
import { cardEvent } from '../events.ts'
import { hmac, isSigned, recordIn, recordsIn, textIn, timeIn, volumeIn } from '../reading.ts'
import { createTurns } from '../turns.ts'
import { createPartnerClient, type AskPartner, type PartnerAnswer } from './client.ts'

/** One request a card in a quarter of an hour, by the wholesaler's rules. */
export const USAGE_EVERY_SECONDS = 900
const MIB = 1_048_576n
/** The operator's own credit, or the carrier's maintenance, may be mended within the time. */
const MENDING_SECONDS = 300
/** A token, a list and an order. */
const CALLS_IN_ANSWER_MAX = 3
/** Orders of one card and description are one, or two at the most after a fault. */
const ORDERS_READ = 10

export interface PartnerOrdersSettings {
  readonly name: SupplierName
  readonly apiBase: string
  readonly clientId: string
  readonly clientSecret: string
  /** Signs webhooks; null: none are believed. */
  readonly webhookSecret: string | null
  /** Lower case. */
  readonly signatureHeader: string
  /** IANA name of the zone that times without one are in. */
  readonly zone: string
}

export function createPartnerOrders(
  settings: PartnerOrdersSettings,
  clock: Clock,
): WholesaleSupplier {
  const ask = createPartnerClient(
    { ...settings, timeoutMs: SUPPLIER_ANSWERS_MS / CALLS_IN_ANSWER_MAX },
    clock,
  )
  const turns = createTurns(clock, USAGE_EVERY_SECONDS)
  return {
    name: settings.name,
    knowsKeys: false,
    usageEverySeconds: USAGE_EVERY_SECONDS,
    topUp: (request) => topUp(ask, request),
    readTopUp: (question) => readTopUp(ask, question),
    async readUsage(iccid) {
      const wait = turns.take(iccid)
      if (wait !== null) return { kind: 'later', why: 'rate_limited', seconds: wait }
      return readUsage(ask, iccid, { settings, clock })
    },
    readEvent: (rawBody, headers) => Promise.resolve(readEvent(settings, rawBody, headers)),
  }
}

async function topUp(ask: AskPartner, { key, iccid, plan }: TopUpRequest): Promise<ToldTopUp> {
  const offered = await ask({ method: 'GET', path: `/v2/sims/${iccid}/topups` })
  // Nothing was ordered yet, whatever became of this question.
  if (offered.kind === 'unknown') return { kind: 'later', why: offered.why, seconds: 60 }
  if (offered.kind !== 'told') return refusedOr(offered)
  const has = recordsIn(offered.told, 'data').some((one) => textIn(one, 'id') === plan)
  if (!has) return { kind: 'refused', why: 'out_of_stock' }
  const body = { package_id: plan, iccid, description: key }
  const ordered = await ask({ method: 'POST', path: '/v2/orders/topups', body })
  if (ordered.kind !== 'told') return refusedOr(ordered)
  return orderTold(recordIn(ordered.told, 'data'))
}

async function readTopUp(ask: AskPartner, { key, iccid }: TopUpQuestion): Promise<ToldTopUp> {
  const query = new URLSearchParams({
    'filter[description]': key,
    'filter[iccid]': iccid,
    limit: String(ORDERS_READ),
  })
  const found = await ask({ method: 'GET', path: `/v2/orders?${query}` })
  // A refusal to be read refuses no top-up.
  if (found.kind === 'no') return { kind: 'unknown', why: 'other' }
  if (found.kind !== 'told') return found
  const own = recordsIn(found.told, 'data').filter((one) => textIn(one, 'description') === key)
  const [order] = own
  return order === undefined ? { kind: 'absent' } : orderTold(order)
}

function orderTold(order: Readonly<Record<string, unknown>> | null): ToldTopUp {
  const ref = textIn(order, 'code')
  if (ref === null) return { kind: 'unknown', why: 'malformed' }
  const state = textIn(recordIn(order, 'status'), 'slug')
  if (state === 'completed') return { kind: 'done', ref }
  if (state === 'failed' || state === 'refunded') return { kind: 'refused', why: 'other' }
  return { kind: 'accepted', ref }
}

const TROUBLES: Readonly<Record<number, SupplyTrouble>> = {
  11: 'no_credit',
  13: 'maintenance',
  14: 'malformed',
  23: 'disabled',
  33: 'out_of_stock',
  34: 'out_of_stock',
  73: 'card_unknown',
}

function refusedOr(answer: Exclude<PartnerAnswer, { readonly kind: 'told' }>): ToldTopUp {
  if (answer.kind !== 'no') return answer
  const why = TROUBLES[answer.code] ?? 'other'
  if (why === 'no_credit' || why === 'maintenance') {
    return { kind: 'later', why, seconds: MENDING_SECONDS }
  }
  return { kind: 'refused', why }
}

const STATES: Readonly<Record<string, ToldUsage['status']>> = {
  NOT_ACTIVE: 'not_active',
  ACTIVE: 'active',
  FINISHED: 'used_up',
  EXPIRED: 'expired',
}

async function readUsage(
  ask: AskPartner,
  iccid: Iccid,
  { settings, clock }: { readonly settings: PartnerOrdersSettings; readonly clock: Clock },
): Promise<UsageAnswer> {
  const answer = await ask({ method: 'GET', path: `/v2/sims/${iccid}/usage` })
  if (answer.kind === 'later') return answer
  const data = answer.kind === 'told' ? recordIn(answer.told, 'data') : null
  if (data === null) return { kind: 'later', why: 'unreachable', seconds: USAGE_EVERY_SECONDS }
  const asOf = clock.now()
  const status = STATES[textIn(data, 'status') ?? ''] ?? 'unknown'
  const isUnlimited = data['is_unlimited'] === true
  const until = timeIn(data, 'expired_at', settings.zone)
  // Over without a time for it: it ended at the latest when we heard so.
  const ended = status === 'expired' && (until === null || isBefore(asOf, until)) ? asOf : until
  return {
    kind: 'told',
    usage: {
      bytesLeft: isUnlimited ? null : volumeIn(data, 'remaining', MIB),
      bytesTotal: isUnlimited ? null : volumeIn(data, 'total', MIB),
      until: ended,
      status,
      asOf,
    },
  }
}

function readEvent(
  { webhookSecret, signatureHeader }: PartnerOrdersSettings,
  rawBody: Uint8Array,
  headers: Readonly<Record<string, string | undefined>>,
): SupplierEvent {
  if (webhookSecret === null) return { kind: 'forged' }
  const right = hmac('sha512', webhookSecret, rawBody)
  if (!isSigned(headers[signatureHeader], right)) return { kind: 'forged' }
  return cardEvent(rawBody, (told) => textIn(told, 'iccid'))
}

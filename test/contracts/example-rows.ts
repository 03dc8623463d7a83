/**
 * Rows as awkward as their types allow: bare and full, to the microsecond, beyond 2^53, in every
 * script. For tests only.
 */
import type { Pack } from '../../src/domain/balance/pack.ts'
import { bytes } from '../../src/domain/basics/data-volume.ts'
import type { LineId } from '../../src/domain/basics/ids.ts'
import { yen } from '../../src/domain/basics/money.ts'
import { instant, plusSeconds } from '../../src/domain/basics/time.ts'
import type { DataSession } from '../../src/domain/charging/data-session.ts'
import type { UsageRecord } from '../../src/domain/charging/usage-record.ts'
import type { Order } from '../../src/domain/order/order.ts'
import type { Payment } from '../../src/domain/payment/payment.ts'
import type { Ids } from '../../src/app/ports.ts'
import type { OrderWithPayment } from '../../src/app/reads.ts'
import { DAY, MONTH } from './catalogue.ts'

interface Minting {
  readonly ids: Ids
}

/** Microseconds, before and after the epoch, and beyond what a double can hold. */
export const FINE = instant('2026-12-31T23:59:59.999999Z')
export const EARLY = instant('1969-12-31T23:59:59.000001Z')
const HUGE = bytes(9_223_372_036_854_775_807n)
const BEYOND_DOUBLE = bytes(9_007_199_254_740_993n)
export const EVERY_SCRIPT = `日本語 简体 繁體 한국어 e\u0301 🗾 "quoted" \\back 'single' {brace} \t $bigint`

/** In every state of their start. */
export function somePacks(line: LineId, { ids }: Minting): readonly Pack[] {
  const id = ids.next<Pack['id']>()
  const bare: Pack = {
    id,
    line,
    order: null,
    offer: { id: DAY.id, version: 1 },
    family: DAY.family,
    length: 'hourly',
    chain: id,
    origin: 'bonus',
    allowance: { kind: 'unlimited' },
    afterAllowance: { kind: 'stop' },
    fullKbps: null,
    validity: { kind: 'calendar_month' },
    extendsFrom: null,
    anchorDay: null,
    graceDays: 0,
    deliveredAt: EARLY,
    start: { kind: 'begun', from: EARLY, until: null },
    bytesUsed: HUGE,
    bytesReserved: bytes(0),
    bytesThrottled: BEYOND_DOUBLE,
    days: [],
    noticed: [],
    revoked: null,
  }
  const next = (over: Partial<Pack>): Pack => ({ ...bare, id: ids.next(), ...over })
  return [
    bare,
    next({
      order: ids.next(),
      origin: 'paid',
      allowance: { kind: 'total', bytes: HUGE },
      afterAllowance: { kind: 'throttle', kbps: 128 },
      fullKbps: 2_000_000_000,
      validity: { kind: 'hours', hours: 24 },
      anchorDay: 31,
      graceDays: 30,
      start: { kind: 'begun', from: EARLY, until: FINE },
      bytesUsed: BEYOND_DOUBLE,
    }),
    next({
      allowance: { kind: 'daily', bytesPerDay: BEYOND_DOUBLE, resetHour: 5 },
      days: [
        { from: EARLY, bytesUsed: BEYOND_DOUBLE },
        { from: FINE, bytesUsed: bytes(0) },
      ],
    }),
    next({ start: { kind: 'queued', behind: id, trigger: 'end_or_empty' } }),
    next({ start: { kind: 'first_use', latest: FINE, atLatest: 'lapses' } }),
    next({ start: { kind: 'lapsed', at: FINE } }),
    next({ revoked: { at: FINE, order: null }, noticed: ['data_50', 'end_1h'] }),
    next({ revoked: { at: FINE, order: ids.next() } }),
  ]
}

/** In every state, one each. */
export function someOrders(line: LineId, { ids }: Minting): readonly OrderWithPayment[] {
  const buyers: readonly Order['buyer'][] = [
    { kind: 'line_proof' },
    { kind: 'connection' },
    { kind: 'account', account: ids.next() },
    { kind: 'api_key', apiKey: ids.next() },
  ]
  const states: readonly (readonly [Order['state'], Payment['state']])[] = [
    [{ kind: 'awaiting_payment' }, { kind: 'created' }],
    [
      { kind: 'delivered', at: FINE, pack: ids.next() },
      { kind: 'succeeded', at: FINE, claimedAt: EARLY, charge: REFERENCE },
    ],
    [
      { kind: 'cancelled', at: FINE, replacedBy: null },
      { kind: 'open', lastFailure: null },
    ],
    [
      { kind: 'cancelled', at: FINE, replacedBy: ids.next() },
      { kind: 'open', lastFailure: 'declined' },
    ],
    [
      { kind: 'expired', at: EARLY },
      { kind: 'failed', reason: 'expired' },
    ],
    [{ kind: 'refund_due', at: FINE, why: 'too_many_packs' }, { kind: 'undecided' }],
    [
      { kind: 'refunded', at: FINE, why: 'replaced' },
      { kind: 'succeeded', at: FINE, claimedAt: FINE, charge: REFERENCE },
    ],
  ]
  return states.map(([state, paid], at) => {
    const buyer = buyers[at % buyers.length] ?? { kind: 'connection' }
    const order = { ...someOrder(line, ids), buyer, state, taxPercent: at, startNow: at % 2 === 0 }
    const placed = { ...order, placedAt: plusSeconds(EARLY, at) }
    return {
      order: placed,
      payment: somePayment(placed, { ids, state: paid, isFull: at % 2 === 1 }),
    }
  })
}

const REFERENCE = 'cs_ü' as Payment['reference'] & string

function someOrder(line: LineId, ids: Ids): Order {
  return {
    id: ids.next(),
    line,
    offer: { id: MONTH.id, version: 2_147_483_647 },
    price: yen(BEYOND_DOUBLE),
    taxPercent: 0,
    channel: 'phone',
    buyer: { kind: 'line_proof' },
    startNow: false,
    placedAt: EARLY,
    payBy: FINE,
    payment: ids.next(),
    agreement: ids.next(),
    state: { kind: 'awaiting_payment' },
  }
}

function somePayment(
  order: Order,
  given: { readonly ids: Ids; readonly state: Payment['state']; readonly isFull: boolean },
): Payment {
  const { ids, state, isFull } = given
  return {
    id: order.payment,
    line: order.line,
    order: order.id,
    provider: isFull ? 'partner' : 'stripe',
    method: isFull ? 'partner' : 'card',
    amount: order.price,
    reference: isFull ? REFERENCE : null,
    checkoutUrl: isFull ? `https://pay.example/${EVERY_SCRIPT}` : null,
    means: isFull ? { brand: 'visa', lastDigits: '0042' } : null,
    state,
    refunds: isFull ? [{ id: ids.next(), amount: yen(1n), askedAt: FINE, state: 'undecided' }] : [],
    createdAt: EARLY,
    stateSince: FINE,
  }
}

export function someSessions(line: LineId, { ids }: Minting) {
  const bare: DataSession = {
    id: ids.next(),
    line,
    protocol: 'radius',
    peer: 'nas-1',
    sessionKey: EVERY_SCRIPT,
    startedAt: EARLY,
    reportedUntil: EARLY,
    heardAt: EARLY,
    bytesCounted: bytes(0),
    framedAddress: null,
    framedIpv6Prefix: null,
    ended: null,
  }
  const full: DataSession = {
    ...bare,
    id: ids.next(),
    protocol: 'nchf',
    sessionKey: 'other',
    reportedUntil: FINE,
    heardAt: FINE,
    bytesCounted: HUGE,
    framedAddress: '10.1.2.3',
    framedIpv6Prefix: '2001:db8::/64',
  }
  const over = {
    ...full,
    id: ids.next(),
    sessionKey: 'over',
    ended: { at: FINE, reason: '終' },
  } as DataSession
  return { bare, full, over }
}

export function someUsage(session: DataSession, { ids }: Minting): readonly UsageRecord[] {
  const record: UsageRecord = {
    id: ids.next(),
    line: session.line,
    session: session.id,
    key: 'nas-1|x|1',
    sequence: '1',
    moment: 'start',
    from: EARLY,
    until: EARLY,
    heardAt: EARLY,
    claimedAt: null,
    delaySeconds: 0,
    bytes: bytes(0),
    shares: [],
    uncovered: bytes(0),
  }
  const charged: UsageRecord = {
    ...record,
    id: ids.next(),
    key: 'nas-1|x|2',
    sequence: EVERY_SCRIPT,
    moment: 'end',
    until: FINE,
    heardAt: FINE,
    claimedAt: FINE,
    delaySeconds: 2_147_483_647,
    bytes: HUGE,
    shares: [{ pack: ids.next(), bytes: BEYOND_DOUBLE, at: 'throttled' }],
    uncovered: BEYOND_DOUBLE,
  }
  return [record, charged]
}

/**
 * Rows as awkward as their types allow: bare and full, to the microsecond, beyond 2^53, in every
 * script. For tests only.
 */
import type { Pack } from '../../src/domain/balance/pack.ts'
import { bytes } from '../../src/domain/basics/data-volume.ts'
import type {
  AccountId,
  CampaignId,
  LineId,
  OrderId,
  ShopId,
  StaffId,
  TillId,
} from '../../src/domain/basics/ids.ts'
import { NO_YEN, yen } from '../../src/domain/basics/money.ts'
import { instant, plusDays, plusSeconds } from '../../src/domain/basics/time.ts'
import type { DataSession } from '../../src/domain/charging/data-session.ts'
import type { UsageRecord } from '../../src/domain/charging/usage-record.ts'
import type { GiftCard } from '../../src/domain/gift-card/gift-card.ts'
import type { Order, OrderRefund } from '../../src/domain/order/order.ts'
import type { KeptMethod } from '../../src/domain/payment/kept-method.ts'
import type { Payment, Refund } from '../../src/domain/payment/payment.ts'
import type { KeptMeans, ProviderDispute } from '../../src/domain/payment/provider.ts'
import type { PointsLot } from '../../src/domain/points/lots.ts'
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
    anchorDay: null,
    graceDays: 0,
    extendsFrom: null,
    deliveredAt: EARLY,
    start: { kind: 'begun', from: EARLY, until: null },
    bytesUsed: HUGE,
    bytesReserved: bytes(0),
    bytesThrottled: BEYOND_DOUBLE,
    days: [],
    noticed: [],
    elsewhere: null,
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
      extendsFrom: FINE,
      start: { kind: 'begun', from: EARLY, until: FINE },
      bytesUsed: BEYOND_DOUBLE,
    }),
    next({
      allowance: { kind: 'daily', bytesPerDay: BEYOND_DOUBLE, resetHour: 5 },
      days: [
        { from: EARLY, bytesUsed: BEYOND_DOUBLE, bytesReserved: bytes(7) },
        { from: FINE, bytesUsed: bytes(0), bytesReserved: bytes(0) },
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
      { kind: 'open', lastFailure: null, voucher: { url: EVERY_SCRIPT, until: FINE } },
    ],
    [
      { kind: 'cancelled', at: FINE, replacedBy: ids.next() },
      { kind: 'open', lastFailure: 'declined', voucher: null },
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
    [
      { kind: 'charged_back', at: FINE },
      { kind: 'succeeded', at: EARLY, claimedAt: FINE, charge: REFERENCE },
    ],
  ]
  return states.map(([state, paid], at) => {
    const buyer = buyers[at % buyers.length] ?? { kind: 'connection' }
    const isFull = at % 2 === 1
    const order = { ...someOrder(line, ids), buyer, state, taxPercent: at, startNow: !isFull }
    const paidFor = isFull ? { ...order, ...someMoney(ids) } : order
    const placed = { ...paidFor, placedAt: plusSeconds(EARLY, at) }
    return { order: placed, payment: somePayment(placed, { ids, state: paid, isFull }) }
  })
}

/** Everything that an order can hold of money: taken in parts, partly returned, earned with. */
function someMoney(ids: Ids): Partial<Order> {
  const campaign: NonNullable<Order['campaign']> = {
    id: 'spring-2' as CampaignId,
    name: DAY.name,
    benefit: { kind: 'gift_card', value: yen(BEYOND_DOUBLE), validMonths: 6 },
  }
  const [amount, toReturn, returned] = [yen(BEYOND_DOUBLE), yen(70n), yen(70n)]
  const refund: OrderRefund = {
    id: ids.next(),
    at: FINE,
    why: 'goodwill',
    reason: 'other',
    note: 'c2VhbGVk',
    amount: yen(BEYOND_DOUBLE),
    fromProvider: yen(1n),
    asMoney: yen(2n),
    taxable: yen(9n),
    tax: yen(-1n),
    pointsTakenBack: yen(3n),
    shortfall: yen(4n),
    revoked: false,
  }
  return {
    discount: yen(BEYOND_DOUBLE),
    campaign,
    pointsAs: 'discount',
    taxRounding: 'half_up',
    parts: [
      {
        kind: 'points',
        account: ids.next(),
        lots: [
          { amount: yen(1n), expiresAt: EARLY },
          { amount: yen(BEYOND_DOUBLE - 1n), expiresAt: FINE },
        ],
        amount,
        toReturn,
        returned,
      },
      {
        kind: 'gift_card',
        card: ids.next(),
        hint: EVERY_SCRIPT,
        origin: 'given',
        expiresAt: FINE,
        amount,
        toReturn: NO_YEN,
        returned: NO_YEN,
        asMoney: yen(5n),
      },
    ],
    refunds: [
      refund,
      { ...refund, id: ids.next(), why: 'asked', reason: null, note: null, revoked: true },
    ],
    earning: { account: ids.next(), points: yen(BEYOND_DOUBLE), state: 'granted' },
    payLink: { since: EARLY, until: FINE, revokedAt: FINE },
    keepMeans: true,
    after: 'coverage',
  }
}

/** Bare and full, one of each source. */
export function someLots(account: AccountId, { ids }: Minting): readonly PointsLot[] {
  const sources: readonly PointsLot['source'][] = [
    { kind: 'earned', order: ids.next() },
    { kind: 'campaign', campaign: 'spring-2' as CampaignId, order: ids.next() },
    { kind: 'returned', order: ids.next() },
    { kind: 'goodwill', order: null },
  ]
  return sources.map((source, at) => ({
    id: ids.next(),
    account,
    source,
    granted: yen(BEYOND_DOUBLE),
    left: yen(at === 0 ? BEYOND_DOUBLE : 1n),
    grantedAt: EARLY,
    expiresAt: FINE,
  }))
}

/** In use, barred, and forgotten. */
export function someKeptMethods(account: AccountId, { ids }: Minting): readonly KeptMethod[] {
  const means = { brand: 'visa', lastDigits: '0042', customer: EVERY_SCRIPT, token: 'pm_ü' }
  const bare: KeptMethod = {
    id: ids.next(),
    account,
    provider: 'stripe',
    means: { ...means, expires: null },
    order: ids.next(),
    keptAt: EARLY,
    barred: null,
    forgottenAt: null,
    attempts: [],
  }
  return [
    bare,
    {
      ...bare,
      id: ids.next(),
      provider: 'paypal',
      means: { ...means, expires: '2031-12' },
      barred: { since: FINE, why: 'charged_back' },
      attempts: [EARLY, FINE],
    },
    { ...bare, id: ids.next(), forgottenAt: FINE },
  ]
}

/** Unsold, in use, frozen, given free, and over. */
export function someGiftCards({ ids }: Minting): readonly GiftCard[] {
  const bare: GiftCard = {
    id: ids.next(),
    origin: { kind: 'sold' },
    value: yen(BEYOND_DOUBLE),
    left: yen(BEYOND_DOUBLE),
    hint: '7K2Q',
    batch: EVERY_SCRIPT,
    issuedAt: EARLY,
    activatedAt: null,
    expiresAt: null,
    freeze: null,
    lapsedAt: null,
  }
  const active = { ...bare, activatedAt: FINE, expiresAt: plusDays(FINE, 180) }
  const given = { kind: 'given', campaign: 'spring-2' as CampaignId, order: ids.next<OrderId>() }
  return [
    bare,
    { ...active, id: ids.next(), left: yen(1n) },
    { ...active, id: ids.next(), freeze: { since: FINE, why: 'too_many_tries' } },
    { ...active, id: ids.next(), origin: given as GiftCard['origin'] },
    {
      ...active,
      id: ids.next(),
      origin: { kind: 'given', campaign: null, order: null },
      left: NO_YEN,
      lapsedAt: FINE,
    },
  ]
}

const REFERENCE = 'cs_ü' as Payment['reference'] & string

function someOrder(line: LineId, ids: Ids): Order {
  return {
    id: ids.next(),
    line,
    offer: { id: MONTH.id, version: 2_147_483_647 },
    price: yen(BEYOND_DOUBLE),
    discount: NO_YEN,
    campaign: null,
    pointsAs: 'payment',
    taxRounding: 'down',
    parts: [],
    refunds: [],
    earning: null,
    payLink: null,
    shortCode: { hash: EVERY_SCRIPT, until: FINE },
    keepMeans: false,
    taxPercent: 0,
    channel: 'phone',
    buyer: { kind: 'line_proof' },
    startNow: false,
    after: null,
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
    charges: isFull ? CHARGED : null,
    byLink: isFull,
    taken: isFull ? TAKEN : null,
    state,
    refunds: isFull ? someRefunds(ids) : [],
    disputes: isFull ? DISPUTES : [],
    createdAt: EARLY,
    stateSince: FINE,
  }
}

const TAKEN: Payment['taken'] = {
  till: '01900000-0000-7000-8000-000000000001' as TillId,
  shop: 'shinjuku' as ShopId,
  staff: '01900000-0000-7000-8000-000000000002' as StaffId,
}

const CHARGED: KeptMeans = {
  brand: 'jcb',
  lastDigits: '0005',
  customer: EVERY_SCRIPT,
  token: 'pm_1',
  expires: '2030-01',
}

const DISPUTES: readonly ProviderDispute[] = [
  { id: 'dp_ü', state: 'won', amount: yen(BEYOND_DOUBLE), fee: null },
  { id: 'dp_2', state: 'open', amount: yen(1n), fee: yen(1_500n) },
]

function someRefunds(ids: Ids): readonly Refund[] {
  const refund: Refund = {
    id: ids.next(),
    amount: yen(1n),
    askedAt: FINE,
    state: 'undecided',
    askPayer: true,
  }
  return [refund, { ...refund, id: ids.next(), state: 'succeeded', askPayer: false }]
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
    lastNumber: null,
    bytesCounted: bytes(0),
    bytesUsed: bytes(0),
    reservations: [],
    told: null,
    telling: null,
    expectedBy: FINE,
    lookAt: null,
    reach: null,
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
    lastNumber: 4_294_967_295,
    bytesCounted: HUGE,
    bytesUsed: HUGE,
    reservations: [
      {
        ratingGroup: 4_294_967_295,
        slices: [
          { at: 'full', pack: ids.next(), day: FINE, bytes: BEYOND_DOUBLE },
          { at: 'throttled', pack: null, bytes: HUGE },
        ],
        askAgainBefore: FINE,
      },
    ],
    told: {
      kind: 'throttled',
      kbps: 128,
      behind: [{ ratingGroup: 4_294_967_295, to: { kind: 'portal_only' } }],
    },
    telling: { to: { kind: 'full', kbps: null }, how: 'stop', tries: 3, lastAt: FINE },
    lookAt: FINE,
    reach: { host: EVERY_SCRIPT },
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
    free: bytes(0),
    services: [],
    shares: [],
    uncovered: bytes(0),
    answer: [],
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
    free: HUGE,
    services: [{ ratingGroup: null, bytes: HUGE }],
    shares: [{ pack: ids.next(), bytes: BEYOND_DOUBLE, at: 'throttled' }],
    uncovered: BEYOND_DOUBLE,
    answer: [
      { ratingGroup: null, grant: null },
      {
        ratingGroup: 1,
        grant: { kind: 'granted', bytes: BEYOND_DOUBLE, kbps: 128, seconds: 1, last: 'none' },
      },
    ],
  }
  return [record, charged]
}

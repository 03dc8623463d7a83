/**
 * Orders as the tests of this folder tell their stories: one line, one account, small prices, JST
 * times of one year. Sold and returned by the very functions of the folder; the ledger sets of the
 * line are kept beside. Not used by the product.
 */
import { at, LINE, NETWORK, offer } from '../balance/example-packs.ts'
import type { Pack } from '../balance/pack.ts'
import type {
  AccountId,
  GiftCardId,
  PaymentId,
  PointsLotId,
  PostingSetId,
  RefundId,
} from '../basics/ids.ts'
import { yen, type Yen } from '../basics/money.ts'
import { plusDays, type Instant } from '../basics/time.ts'
import type { Campaign } from '../catalogue/campaign.ts'
import { offerKey, type Catalogue } from '../catalogue/catalogue.ts'
import { DEFAULT_RULES, type MoneyRules } from '../catalogue/money-rules.ts'
import type { Offer } from '../catalogue/offer.ts'
import type { GiftCard } from '../gift-card/gift-card.ts'
import type { IdentityCheck } from '../identity/identity-check.ts'
import type { PostingSet } from '../ledger/posting.ts'
import type { Line } from '../line/line.ts'
import type { Payment } from '../payment/payment.ts'
import type { ProviderReference } from '../payment/provider.ts'
import type { PointsLot } from '../points/lots.ts'
import type { Order, OrderRefund } from './order.ts'
import {
  PAID_PLAINLY,
  place,
  type Placed,
  type PlacingIds,
  type PlacingRequest,
} from './placing.ts'
import { giveRefund, quoteRefund, type RefundAsk, type Refunding } from './refunding.ts'
import { settle } from './settling.ts'

export { at, justBefore, LINE } from '../balance/example-packs.ts'

export const ACCOUNT = id<AccountId>(900)
export const NOON = at('03-10 12:00')

export function id<Id extends string>(number: number): Id {
  return `00000000-0000-7000-8000-${String(number).padStart(12, '0')}` as Id
}

export function lot(number: number, points: number, expiresAt = plusDays(NOON, 30)): PointsLot {
  return {
    id: id<PointsLotId>(number),
    account: ACCOUNT,
    source: { kind: 'goodwill', order: null },
    granted: yen(points),
    left: yen(points),
    grantedAt: at('03-01 00:00'),
    expiresAt,
  }
}

export function card(number: number, value: number, own: Partial<GiftCard> = {}): GiftCard {
  return {
    id: id<GiftCardId>(number),
    origin: { kind: 'sold' },
    value: yen(value),
    left: yen(value),
    hint: '7K2Q',
    batch: 'b',
    issuedAt: at('03-01 00:00'),
    activatedAt: at('03-01 00:00'),
    expiresAt: plusDays(NOON, 30),
    freeze: null,
    lapsedAt: null,
    ...own,
  }
}

const line: Line = {
  id: LINE,
  network: NETWORK.id,
  sim: {
    iccid: '8981100000000000001' as Line['sim']['iccid'],
    imsi: null,
    form: 'card',
    eid: null,
  },
  msisdn: null,
  holder: ACCOUNT,
  releasedAt: null,
  activation: { hash: '', wrongTries: 0, lockedUntil: null },
  suspension: null,
  recognition: 'on',
  campaignUses: {},
  createdAt: at('01-01 00:00'),
}

export interface Wish {
  readonly offer: Offer
  readonly request: Partial<PlacingRequest>
  readonly rules: Partial<MoneyRules>
  readonly campaigns: readonly Campaign[]
  readonly packs: readonly Pack[]
  readonly lots: readonly PointsLot[]
  readonly giftCards: readonly GiftCard[]
  readonly identityChecks: readonly IdentityCheck[]
  /** First of the numbers that its ids are made of. */
  readonly number: number
  readonly now: Instant
  readonly fee: Yen | null
}

const WISH: Wish = {
  offer: { ...offer(), price: yen(1_000), refund: { kind: 'pro_rata' } },
  request: {},
  rules: { pointsPerHundredYen: 0 },
  campaigns: [],
  packs: [],
  lots: [],
  giftCards: [],
  identityChecks: [],
  number: 100,
  now: NOON,
  fee: null,
}

export const OFFER = WISH.offer

function catalogueOf({ offer: bought, rules, campaigns }: Wish): Catalogue {
  return {
    networks: new Map([[NETWORK.id, NETWORK]]),
    offers: new Map([[offerKey(bought), bought]]),
    terms: [],
    campaigns,
    exhausted: new Set(),
    rules: [{ ...DEFAULT_RULES, ...rules }],
  }
}

/** As `place` answers. */
export function placing(own: Partial<Wish> = {}) {
  const wish = { ...WISH, ...own }
  const { number, now } = wish
  const state = { line, orders: [], payments: [], ...wish }
  const request: PlacingRequest = {
    ...PAID_PLAINLY,
    offer: { id: wish.offer.id, version: wish.offer.version },
    shownPrice: wish.offer.price,
    acceptedTerms: [],
    shown: { language: 'en', lines: [], button: '' },
    startNow: false,
    method: 'card',
    provider: 'stripe',
    channel: 'web',
    buyer: { kind: 'account', account: ACCOUNT },
    person: null,
    ...wish.request,
  }
  const ids: PlacingIds = { order: id(number), payment: id(number + 1), agreement: id(number + 2) }
  return place(state, request, { now, catalogue: catalogueOf(wish), ids })
}

/** Throws where placing is refused. */
export function placed(own: Partial<Wish> = {}): Placed {
  const answer = placing(own)
  if (!answer.ok) throw new Error(answer.refusal.code)
  return answer.value
}

export interface Sold {
  readonly offer: Offer
  readonly order: Order
  readonly payment: Payment
  readonly packs: readonly Pack[]
  readonly lots: readonly PointsLot[]
  readonly sets: readonly PostingSet[]
}

export function succeeded(payment: Payment, now: Instant): Payment {
  const charge = `ch_${payment.id}` as ProviderReference
  return { ...payment, state: { kind: 'succeeded', at: now, claimedAt: now, charge } }
}

/** Placed and paid at once. */
export function sold(own: Partial<Wish> = {}): Sold {
  return paid(placed(own), own)
}

/** What was placed is paid. */
export function paid(
  one: Pick<Placed, 'order' | 'payment' | 'lots'>,
  own: Partial<Wish> = {},
): Sold {
  const wish = { ...WISH, ...own }
  const { number, now, offer: bought, packs, fee } = wish
  const settled = settle(
    { order: one.order, payment: succeeded(one.payment, now), packs },
    {
      offer: bought,
      network: NETWORK,
      rules: { ...DEFAULT_RULES, ...wish.rules },
      now,
      fee,
      ids: {
        pack: id(number + 3),
        bonus: id(number + 4),
        postings: id(number + 5),
        fee: id(number + 6),
        refund: id(number + 7),
      },
    },
  )
  const { order, payment, postings } = settled
  return { offer: bought, order, payment, packs: settled.packs, lots: one.lots, sets: postings }
}

export function quoted(state: Sold, ask: RefundAsk, now: Instant) {
  return quoteRefund(state, ask, { offer: state.offer, now })
}

/** Asked and given; throws where it is refused. */
export function refunded(
  state: Sold,
  ask: RefundAsk,
  { now = NOON, number = 500 }: { readonly now?: Instant; readonly number?: number } = {},
): Sold & { readonly refund: OrderRefund; readonly made: Refunding } {
  const quote = quoted(state, ask, now)
  if (!quote.ok) throw new Error(quote.refusal.code)
  const payOut = { payment: id<PaymentId>(number + 2), refund: id<RefundId>(number + 3) }
  const ids = { refund: id<RefundId>(number), postings: id<PostingSetId>(number + 1), payOut }
  const made = giveRefund(state, quote.value, { ask, note: null, now, ids })
  const { order, payment, packs } = made
  const refund = order.refunds.at(-1)
  if (refund === undefined) throw new Error('nothing was given back')
  return { ...state, order, payment, packs, sets: [...state.sets, made.postings], refund, made }
}

export function goodwill(amount: number, revoke = false): RefundAsk {
  return { kind: 'goodwill', amount: yen(amount), revoke, reason: 'courtesy' }
}

/** Yen by ledger account over several sets, without what came to nothing. */
export function bookOf(sets: readonly PostingSet[]): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {}
  for (const { postings } of sets) {
    for (const { account, amount } of postings) {
      sums[account] = (sums[account] ?? 0) + Number(amount)
    }
  }
  return Object.fromEntries(Object.entries(sums).filter(([, amount]) => amount !== 0))
}

/**
 * Placing a renewal: every reason not to, then the order with its payment and agreement. What the
 * buyer saw is compared with what is true now, so a stale page can not buy at a stale price.
 */
import type { Agreement, ShownScreen, Terms, TermsRef } from '../agreement/agreement.ts'
import { begin } from '../balance/chain.ts'
import { isAlive, PACKS_ALIVE_MAX } from '../balance/delivery.ts'
import type { Pack } from '../balance/pack.ts'
import type { AgreementId, NetworkId, OrderId, PaymentId, PersonId } from '../basics/ids.ts'
import { NO_YEN, yen, type Yen } from '../basics/money.ts'
import { accept, refuse, type Result } from '../basics/result.ts'
import type { Instant } from '../basics/time.ts'
import { campaignFor, discountOf, type Campaign } from '../catalogue/campaign.ts'
import { currentOffer, offerOf, termsInForce, type Catalogue } from '../catalogue/catalogue.ts'
import {
  onSale,
  type Channel,
  type Network,
  type Offer,
  type OfferRef,
} from '../catalogue/offer.ts'
import { rulesAt } from '../catalogue/money-rules.ts'
import type { GiftCard } from '../gift-card/gift-card.ts'
import type { IdentityCheck } from '../identity/identity-check.ts'
import { identityNeededSince } from '../identity/needed.ts'
import { lifecycleAt } from '../line/lifecycle.ts'
import type { Line } from '../line/line.ts'
import type { Payment } from '../payment/payment.ts'
import type { KeptMeans, ProviderName } from '../payment/provider.ts'
import type { PointsLot } from '../points/lots.ts'
import { sameBuyer, type Order, type OrderState } from './order.ts'
import { allToReturn } from './parts.ts'
import {
  payByFor,
  takeParts,
  type TakenParts,
  type TakingRefusal,
  type TakingRequest,
} from './taking.ts'

/** Orders of one line that wait for their money, whoever placed them. */
export const ORDERS_WAITING_MAX = 8

export interface PlacingRequest extends TakingRequest {
  readonly offer: OfferRef
  /** The price on the page the buyer saw, discount included. */
  readonly shownPrice: Yen
  readonly campaignCode: string | null
  readonly acceptedTerms: readonly TermsRef[]
  readonly shown: ShownScreen
  readonly startNow: boolean
  readonly provider: ProviderName
  /** What a `saved` payment charges. */
  readonly charges: KeptMeans | null
  readonly keepMeans: boolean
  /** Somebody else pays: the order waits longer, under a link. */
  readonly byLink: boolean
  readonly channel: Channel
  readonly person: PersonId | null
  /** Auto-renewal orders under a mandate; absent for everybody else. */
  readonly mandated?: Mandated | undefined
}

/** What was agreed to beforehand: the order accepts no terms anew and replaces nobody's. */
export interface Mandated {
  readonly agreement: AgreementId
  readonly after: Order['after']
  readonly payBy: Instant
}

/** Nothing of points, gift cards, campaigns, kept means or links: the whole price one plain way. */
export const PAID_PLAINLY = {
  campaignCode: null,
  points: NO_YEN,
  giftCards: [],
  charges: null,
  keepMeans: false,
  byLink: false,
} as const satisfies Partial<PlacingRequest>

export type PlacingRefusal =
  | { readonly code: 'line_unknown' }
  | { readonly code: 'line_ended'; readonly since: Instant }
  | { readonly code: 'line_reported_lost'; readonly since: Instant }
  | { readonly code: 'offer_unknown' }
  | { readonly code: 'offer_of_other_network'; readonly network: NetworkId }
  | { readonly code: 'offer_not_in_channel'; readonly channel: Channel }
  | { readonly code: 'offer_off_sale'; readonly until: Instant | null }
  | { readonly code: 'identity_needed'; readonly since: Instant }
  | { readonly code: 'price_changed'; readonly shown: Yen; readonly price: Yen }
  | { readonly code: 'terms_not_accepted'; readonly kinds: readonly string[] }
  | { readonly code: 'too_many_packs'; readonly max: number }
  | { readonly code: 'too_many_orders'; readonly max: number }
  | { readonly code: 'payment_undecided'; readonly order: OrderId }
  | { readonly code: 'campaign_code_unknown' }
  | TakingRefusal

export interface PlacingIds {
  readonly order: OrderId
  readonly payment: PaymentId
  readonly agreement: AgreementId
}

/** What is known of the line, the buyer's points and the gift cards that were named. */
export interface PlacingState {
  readonly line: Line | null
  readonly packs: readonly Pack[]
  readonly orders: readonly Order[]
  readonly payments: readonly Payment[]
  readonly lots: readonly PointsLot[]
  readonly giftCards: readonly GiftCard[]
  /** Of the line. */
  readonly identityChecks: readonly IdentityCheck[]
}

export interface Placed {
  readonly order: Order
  readonly payment: Payment
  readonly agreement: Agreement
  /** Orders of the same buyer that this one replaces. */
  readonly replaced: readonly Order[]
  /** What changed of points and gift cards. */
  readonly lots: readonly PointsLot[]
  readonly giftCards: readonly GiftCard[]
}

export function place(
  state: PlacingState,
  request: PlacingRequest,
  given: { readonly now: Instant; readonly catalogue: Catalogue; readonly ids: PlacingIds },
): Result<Placed, PlacingRefusal> {
  const { now, catalogue } = given
  const { line } = state
  if (line === null) return refuse({ code: 'line_unknown' })
  const network = catalogue.networks.get(line.network)
  if (network === undefined) return refuse({ code: 'line_unknown' })
  const lineTrouble = refuseLine(line, { packs: state.packs, network, now })
  if (lineTrouble !== null) return refuse(lineTrouble)
  const offer = offerOf(catalogue, request.offer)
  if (offer === null) return refuse({ code: 'offer_unknown' })
  const offerTrouble = refuseOffer(offer, { ...state, line, request, catalogue, now })
  if (offerTrouble !== null) return refuse(offerTrouble)
  const campaign = campaignOf(offer, { state, line, request, catalogue, now })
  if (campaign === null && hasCode(request)) return refuse({ code: 'campaign_code_unknown' })
  const discount = discountOf(campaign, offer.price)
  const price = yen(offer.price - discount)
  if (price !== request.shownPrice) {
    return refuse({ code: 'price_changed', shown: request.shownPrice, price })
  }
  const terms = request.mandated === undefined ? termsInForce(catalogue, now) : []
  const missing = termsNotAccepted(terms, request.acceptedTerms)
  if (missing.length > 0) return refuse({ code: 'terms_not_accepted', kinds: missing })
  const orderTrouble = refuseOrders(state)
  if (orderTrouble !== null) return refuse(orderTrouble)
  const taken = takeParts(state, request, { price, now })
  if (!taken.ok) return taken

  // From here placing must succeed.
  const agreed = { line, offer, request, campaign, discount, price, taken: taken.value }
  return accept(draw({ ...agreed, orders: state.orders }, given))
}

function hasCode(request: PlacingRequest): boolean {
  return (request.campaignCode ?? '').trim() !== ''
}

/** Orders that still wait have taken their place in a campaign already. */
export function campaignOf(
  offer: Offer,
  given: {
    readonly state: Pick<PlacingState, 'orders'>
    readonly line: Line
    readonly request: Pick<PlacingRequest, 'buyer' | 'channel' | 'campaignCode'>
    readonly catalogue: Catalogue
    readonly now: Instant
  },
): Campaign | null {
  const { state, line, request, catalogue, now } = given
  const uses: Record<string, number> = { ...line.campaignUses }
  for (const order of state.orders) {
    if (order.campaign === null || order.state.kind !== 'awaiting_payment') continue
    if (sameBuyer(order.buyer, request.buyer)) continue
    uses[order.campaign.id] = (uses[order.campaign.id] ?? 0) + 1
  }
  return campaignFor(catalogue.campaigns, {
    offer,
    channel: request.channel,
    hasAccount: request.buyer.kind === 'account',
    code: request.campaignCode,
    uses,
    exhausted: catalogue.exhausted,
    at: now,
  })
}

function refuseLine(
  line: Line,
  given: { readonly packs: readonly Pack[]; readonly network: Network; readonly now: Instant },
): PlacingRefusal | null {
  const { now } = given
  const packs = begin(given.packs, now)
  const lifecycle = lifecycleAt(packs, { suspendedDays: given.network.suspendedDays, now })
  if (lifecycle.state === 'ended') return { code: 'line_ended', since: lifecycle.since }
  if (line.suspension !== null) return { code: 'line_reported_lost', since: line.suspension.since }
  if (packs.filter((pack) => isAlive(pack, now)).length >= PACKS_ALIVE_MAX) {
    return { code: 'too_many_packs', max: PACKS_ALIVE_MAX }
  }
  return null
}

function refuseOffer(
  offer: Offer,
  given: {
    readonly line: Line
    readonly identityChecks: readonly IdentityCheck[]
    readonly request: PlacingRequest
    readonly catalogue: Catalogue
    readonly now: Instant
  },
): PlacingRefusal | null {
  const { line, request, now } = given
  if (offer.network !== line.network) {
    return { code: 'offer_of_other_network', network: offer.network }
  }
  if (!offer.channels.includes(request.channel)) {
    return { code: 'offer_not_in_channel', channel: request.channel }
  }
  if (!onSale(offer, now)) return { code: 'offer_off_sale', until: offer.onSaleUntil }
  const newest = currentOffer(given.catalogue, offer.id, now)
  if (newest !== null && newest.version !== offer.version) {
    if (newest.price === offer.price) return { code: 'offer_off_sale', until: newest.onSaleFrom }
    return { code: 'price_changed', shown: request.shownPrice, price: newest.price }
  }
  const since = identityNeededSince(offer, given)
  return since === null ? null : { code: 'identity_needed', since }
}

function termsNotAccepted(inForce: readonly Terms[], accepted: readonly TermsRef[]) {
  return inForce
    .filter((terms) => !accepted.some((one) => one.kind === terms.kind && one.hash === terms.hash))
    .map((terms) => terms.kind)
}

/** While a bank is deciding on a payment for this line, nothing further is charged. */
function refuseOrders(state: PlacingState): PlacingRefusal | null {
  const undecided = state.payments.find((payment) => payment.state.kind === 'undecided')
  if (undecided !== undefined) return { code: 'payment_undecided', order: undecided.order }
  const waiting = state.orders.filter((order) => order.state.kind === 'awaiting_payment')
  if (waiting.length >= ORDERS_WAITING_MAX) {
    return { code: 'too_many_orders', max: ORDERS_WAITING_MAX }
  }
  return null
}

interface Agreed {
  readonly line: Line
  readonly offer: Offer
  readonly request: PlacingRequest
  readonly campaign: Campaign | null
  readonly discount: Yen
  readonly price: Yen
  readonly taken: TakenParts
  readonly orders: readonly Order[]
}

function draw(
  agreed: Agreed,
  made: { readonly now: Instant; readonly catalogue: Catalogue; readonly ids: PlacingIds },
): Placed {
  const { line, request, taken } = agreed
  const { now, ids } = made
  const order = drawOrder(agreed, made)
  const agreement: Agreement = {
    id: ids.agreement,
    home: { kind: 'line', id: line.id },
    order: ids.order,
    person: request.person,
    channel: request.channel,
    terms: request.acceptedTerms,
    shown: request.shown,
    at: now,
  }
  const replaceable = request.mandated === undefined ? agreed.orders : []
  const replaced = replaceable
    .filter((one) => one.state.kind === 'awaiting_payment' && sameBuyer(one.buyer, request.buyer))
    .map((one): Order => ended(one, { kind: 'cancelled', at: now, replacedBy: ids.order }))
  return {
    order,
    payment: firstPayment(order, { request, rest: taken.rest, now }),
    agreement,
    replaced,
    lots: taken.lots,
    giftCards: taken.giftCards,
  }
}

function drawOrder(agreed: Agreed, made: Parameters<typeof draw>[1]): Order {
  const { line, offer, request, campaign, discount, price, taken } = agreed
  const { now, ids } = made
  const rules = rulesAt(made.catalogue.rules, now)
  const { parts } = taken
  const payBy = request.mandated?.payBy ?? payByFor(request, { rules, parts, now })
  return {
    id: ids.order,
    line: line.id,
    offer: request.offer,
    price,
    discount,
    campaign: campaign && { id: campaign.id, name: campaign.name, benefit: campaign.benefit },
    pointsAs: rules.pointsAs,
    taxRounding: rules.taxRounding,
    parts,
    refunds: [],
    earning: null,
    payLink: request.byLink ? { since: now, until: payBy, revokedAt: null } : null,
    shortCode: null,
    keepMeans: request.keepMeans && request.buyer.kind === 'account',
    taxPercent: offer.taxPercent,
    channel: request.channel,
    buyer: request.buyer,
    startNow: request.startNow,
    after: request.mandated?.after ?? null,
    placedAt: now,
    payBy,
    payment: ids.payment,
    agreement: request.mandated?.agreement ?? ids.agreement,
    state: { kind: 'awaiting_payment' },
  }
}

function firstPayment(
  order: Order,
  given: { readonly request: PlacingRequest; readonly rest: Yen; readonly now: Instant },
): Payment {
  const { request, rest, now } = given
  const covered = rest === 0n
  return {
    id: order.payment,
    line: order.line,
    order: order.id,
    provider: covered ? 'house' : request.provider,
    method: covered ? 'house' : request.method,
    amount: rest,
    reference: null,
    checkoutUrl: null,
    means: null,
    charges: covered ? null : request.charges,
    byLink: request.byLink,
    taken: null,
    state: { kind: 'created' },
    refunds: [],
    disputes: [],
    createdAt: now,
    stateSince: now,
  }
}

/** An order that is over without its money gives back what was taken for it. */
export function ended(order: Order, state: OrderState): Order {
  return { ...order, state, parts: allToReturn(order.parts) }
}

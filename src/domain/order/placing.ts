/**
 * Placing a renewal: every reason not to, then the order with its payment and agreement. What the
 * buyer saw is compared with what is true now, so a stale page can not buy at a stale price.
 */
import type { Agreement, ShownScreen, Terms, TermsRef } from '../agreement/agreement.ts'
import { begin } from '../balance/chain.ts'
import { isAlive, PACKS_ALIVE_MAX } from '../balance/delivery.ts'
import type { Pack } from '../balance/pack.ts'
import type { AgreementId, NetworkId, OrderId, PaymentId, PersonId } from '../basics/ids.ts'
import type { Yen } from '../basics/money.ts'
import { accept, refuse, type Result } from '../basics/result.ts'
import { isBefore, plusMinutes, type Instant } from '../basics/time.ts'
import { currentOffer, offerOf, termsInForce, type Catalogue } from '../catalogue/catalogue.ts'
import {
  onSale,
  type Channel,
  type Network,
  type Offer,
  type OfferRef,
} from '../catalogue/offer.ts'
import { lifecycleAt } from '../line/lifecycle.ts'
import type { Line } from '../line/line.ts'
import type { Payment } from '../payment/payment.ts'
import type { PaymentMethod, ProviderName } from '../payment/provider.ts'
import { sameBuyer, type Buyer, type Order } from './order.ts'

/** Price and offer version of an order paid by card are held so long. */
export const PAY_BY_MINUTES = 60
/** Orders of one line that wait for their money, whoever placed them. */
export const ORDERS_WAITING_MAX = 8

export interface PlacingRequest {
  readonly offer: OfferRef
  /** The price on the page the buyer saw. */
  readonly shownPrice: Yen
  readonly acceptedTerms: readonly TermsRef[]
  readonly shown: ShownScreen
  readonly startNow: boolean
  readonly method: PaymentMethod
  readonly provider: ProviderName
  readonly channel: Channel
  readonly buyer: Buyer
  readonly person: PersonId | null
}

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

export interface PlacingIds {
  readonly order: OrderId
  readonly payment: PaymentId
  readonly agreement: AgreementId
}

/** What is known of the line: `packs` as stored, `payments` of the orders that still wait. */
export interface PlacingState {
  readonly line: Line | null
  readonly packs: readonly Pack[]
  readonly orders: readonly Order[]
  readonly payments: readonly Payment[]
}

export interface Placed {
  readonly order: Order
  readonly payment: Payment
  readonly agreement: Agreement
  /** Orders of the same buyer that this one replaces. */
  readonly replaced: readonly Order[]
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
  const offerTrouble = refuseOffer(offer, { line, request, catalogue, now })
  if (offerTrouble !== null) return refuse(offerTrouble)
  const missing = termsNotAccepted(termsInForce(catalogue, now), request.acceptedTerms)
  if (missing.length > 0) return refuse({ code: 'terms_not_accepted', kinds: missing })
  const orderTrouble = refuseOrders(state)
  if (orderTrouble !== null) return refuse(orderTrouble)

  // From here placing must succeed.
  return accept(draw({ line, offer, request, orders: state.orders }, given))
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
  if (offer.idRequiredFrom !== null && !isBefore(now, offer.idRequiredFrom)) {
    return { code: 'identity_needed', since: offer.idRequiredFrom }
  }
  if (offer.price !== request.shownPrice) {
    return { code: 'price_changed', shown: request.shownPrice, price: offer.price }
  }
  return null
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

function draw(
  given: {
    readonly line: Line
    readonly offer: Offer
    readonly request: PlacingRequest
    readonly orders: readonly Order[]
  },
  made: { readonly now: Instant; readonly ids: PlacingIds },
): Placed {
  const { line, offer, request } = given
  const { now, ids } = made
  const order: Order = {
    id: ids.order,
    line: line.id,
    offer: request.offer,
    price: offer.price,
    taxPercent: offer.taxPercent,
    channel: request.channel,
    buyer: request.buyer,
    startNow: request.startNow,
    placedAt: now,
    payBy: plusMinutes(now, PAY_BY_MINUTES),
    payment: ids.payment,
    agreement: ids.agreement,
    state: { kind: 'awaiting_payment' },
  }
  const payment: Payment = {
    id: ids.payment,
    line: line.id,
    order: ids.order,
    provider: request.provider,
    method: request.method,
    amount: offer.price,
    reference: null,
    checkoutUrl: null,
    means: null,
    state: { kind: 'created' },
    refunds: [],
    createdAt: now,
    stateSince: now,
  }
  const agreement: Agreement = {
    id: ids.agreement,
    line: line.id,
    order: ids.order,
    person: request.person,
    channel: request.channel,
    terms: request.acceptedTerms,
    shown: request.shown,
    at: now,
  }
  const replaced = given.orders
    .filter((one) => one.state.kind === 'awaiting_payment' && sameBuyer(one.buyer, request.buyer))
    .map((one): Order => ({ ...one, state: { kind: 'cancelled', at: now, replacedBy: ids.order } }))
  return { order, payment, agreement, replaced }
}

/**
 * Places a renewal: the order with its payment, its agreement and what is taken of points and gift
 * cards, in one transaction. What they cover whole is delivered in the same one.
 */
import type { LineId, OrderId, PaymentId, PersonId } from '../../domain/basics/ids.ts'
import {
  place,
  type Placed,
  type PlacingIds,
  type PlacingRefusal,
  type PlacingRequest,
} from '../../domain/order/placing.ts'
import type { SettlingIds } from '../../domain/order/settling.ts'
import type { Payment } from '../../domain/payment/payment.ts'
import type { ProviderReference } from '../../domain/payment/provider.ts'
import type { Mandate } from '../../domain/renewal/mandate.ts'
import {
  decided,
  refused,
  type Command,
  type DecideContext,
  type Decision,
} from '../door/command.ts'
import { NO_ACCOUNT, NO_LINE, type Change, type Home } from '../door/state.ts'
import { cancelCheckout } from './order-jobs.ts'
import { partsTaken } from './parts.ts'
import { findOrder, settlement } from './settlement.ts'

export interface PlaceOrder {
  readonly line: LineId
  readonly request: PlacingRequest
  /** A buyer without an account who left an address for the receipt, kept with the order alone. */
  readonly guest?: SealedGuest | null
  readonly ids: PlacingIds & SettlingIds
}

export interface SealedGuest {
  readonly person: PersonId
  readonly wrappedKey: Uint8Array
  readonly email: Uint8Array
}

export interface PlacedOrder {
  readonly order: OrderId
  readonly payment: PaymentId
  /** Further at once where points and gift cards covered the price. */
  readonly state: 'awaiting_payment' | 'delivered' | 'fulfilling' | 'refund_due'
}

export const placeOrder: Command<PlaceOrder, PlacedOrder, PlacingRefusal> = {
  name: 'place_order',
  keyPlace: 'outcomes',
  reads: ['packs', 'sessions', 'orders', 'points', 'mandate', 'identity'],
  homes: ({ line, request }) => [{ kind: 'line', id: line }, ...homesTakenFrom(request)],
  fingerprint: ({ request }) => placingFingerprint(request),
  decide(context, { line, request: asked, guest = null, ids }) {
    const request = guest === null ? asked : { ...asked, person: guest.person }
    const placed = placeNow(context, { line, request, ids })
    if (!placed.ok) return refused(placed.refusal)
    const own = guest === null ? [] : guestChanges(line, guest)
    return placedDecision(context, { placed: placed.value, line, ids, own })
  },
}

/** The buyer's account when points are asked for, and each gift card. */
export function homesTakenFrom({ points, giftCards, buyer }: PlacingRequest): readonly Home[] {
  const cards = giftCards.map((id): Home => ({ kind: 'gift_card', id }))
  return points > 0n && buyer.kind === 'account'
    ? [{ kind: 'account', id: buyer.account }, ...cards]
    : cards
}

export function placingFingerprint(request: PlacingRequest): string {
  return [
    request.offer.id,
    request.offer.version,
    request.shownPrice,
    request.startNow,
    request.method,
    request.points,
    request.byLink,
    request.campaignCode ?? '',
    ...request.giftCards,
    ...request.acceptedTerms.map((terms) => terms.hash),
  ].join('|')
}

export function placeNow(
  { states, now, catalogue }: DecideContext,
  given: {
    readonly line: LineId
    readonly request: PlacingRequest
    readonly ids: PlacingIds
  },
) {
  const { line, request, ids } = given
  const state = states.lines.get(line) ?? NO_LINE
  const buyer = request.buyer.kind === 'account' ? request.buyer.account : null
  const { lots } = (buyer === null ? undefined : states.accounts.get(buyer)) ?? NO_ACCOUNT
  const giftCards = request.giftCards.flatMap((id) => states.giftCards.get(id) ?? [])
  return place({ ...state, lots, giftCards }, request, { now, catalogue, ids })
}

/** The rows of a placed order; when nothing is left to pay, delivered with them. */
export function placedDecision(
  context: DecideContext,
  given: {
    readonly placed: Placed
    readonly line: LineId
    readonly ids: SettlingIds
    readonly own?: readonly Change[]
    /** As the order is placed under it; absent, as it is known. */
    readonly mandate?: Mandate
  },
): Decision<PlacedOrder, never> {
  const { states, now, catalogue, ids: minted } = context
  const { placed, line, ids, own = [] } = given
  const { order, agreement, replaced } = placed
  const known = states.lines.get(line) ?? NO_LINE
  const state = { ...known, mandate: given.mandate ?? known.mandate }
  const payment = placed.payment.method === 'house' ? paidByHouse(placed, now) : placed.payment
  const settled =
    payment.state.kind === 'succeeded'
      ? settlement({ state, order, payment, catalogue, now, ids, fee: null })
      : null
  const rows: readonly Change[] = settled?.changes ?? [
    { table: 'orders', row: order },
    { table: 'payments', row: payment },
  ]
  return decided(
    { order: order.id, payment: payment.id, state: stateOf(settled) },
    {
      changes: [
        ...rows,
        // A mandate's order stands under the mandate's agreement.
        ...(order.agreement === agreement.id
          ? [{ table: 'agreements', row: agreement } as const]
          : []),
        findOrder(line, order),
        ...own,
        ...partsTaken(order, placed, { ids: minted, now }),
        ...replaced.map((row): Change => ({ table: 'orders', row })),
      ],
      events: [
        {
          name: 'order_placed',
          facts: { order: order.id, offer: order.offer.id, price: order.price },
        },
        ...replaced.map((one) => ({
          name: 'order_replaced',
          facts: { order: one.id, by: order.id },
        })),
        ...(settled?.events ?? []),
      ],
      jobs: [
        ...replaced.map(cancelCheckout),
        ...replaced.flatMap((one) => returnPartsJob(one)),
        ...(settled?.jobs ?? []),
      ],
    },
  )
}

function stateOf(settled: ReturnType<typeof settlement> | null): PlacedOrder['state'] {
  return settled === null ? 'awaiting_payment' : settled.outcome
}

/** Nothing moves from outside; the attempt is over as it is made. */
function paidByHouse({ payment, order }: Placed, now: DecideContext['now']): Payment {
  const charge = `house:${order.id}` as ProviderReference
  return { ...payment, state: { kind: 'succeeded', at: now, claimedAt: now, charge } }
}

export function returnPartsJob({ line, id, parts }: Placed['order']) {
  return parts.length === 0 ? [] : [{ task: 'return_parts', payload: { line, order: id } } as const]
}

function guestChanges(line: LineId, guest: SealedGuest): readonly Change[] {
  const home = { kind: 'line', id: line } as const
  const { person, wrappedKey, email } = guest
  return [
    { table: 'person_keys', row: { home, person, wrapped: wrappedKey } },
    { table: 'sealed_texts', row: { home, person, kind: 'email', sealed: email } },
  ]
}

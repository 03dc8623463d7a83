/** Places a renewal that waits for its payment; replaces the buyer's earlier waiting orders. */
import {
  place,
  type PlacingIds,
  type PlacingRefusal,
  type PlacingRequest,
} from '../../domain/order/placing.ts'
import type { LineId, OrderId, PaymentId, PersonId } from '../../domain/basics/ids.ts'
import type { Order } from '../../domain/order/order.ts'
import { decided, refused, type Command, type Job } from '../door/command.ts'
import { NO_LINE, type Change } from '../door/state.ts'

export interface PlaceOrder {
  readonly line: LineId
  readonly request: PlacingRequest
  /** A buyer without an account who left an address for the receipt, kept with the order alone. */
  readonly guest?: SealedGuest | null
  readonly ids: PlacingIds
}

export interface SealedGuest {
  readonly person: PersonId
  readonly wrappedKey: Uint8Array
  readonly email: Uint8Array
}

export interface PlacedOrder {
  readonly order: OrderId
  readonly payment: PaymentId
}

export const placeOrder: Command<PlaceOrder, PlacedOrder, PlacingRefusal> = {
  name: 'place_order',
  keyPlace: 'outcomes',
  reads: ['packs', 'orders'],
  homes: ({ line }) => [{ kind: 'line', id: line }],
  fingerprint: ({ request }) =>
    [
      request.offer.id,
      request.offer.version,
      request.shownPrice,
      request.startNow,
      request.method,
      ...request.acceptedTerms.map((terms) => terms.hash),
    ].join('|'),
  decide({ states, now, catalogue }, { line, request: asked, guest = null, ids }) {
    const state = states.lines.get(line) ?? NO_LINE
    const request = guest === null ? asked : { ...asked, person: guest.person }
    const placed = place(state, request, { now, catalogue, ids })
    if (!placed.ok) return refused(placed.refusal)
    const { order, payment, agreement, replaced } = placed.value
    return decided(
      { order: order.id, payment: payment.id },
      {
        changes: [
          { table: 'orders', row: order },
          { table: 'payments', row: payment },
          { table: 'agreements', row: agreement },
          findOrder(line, order.id),
          ...(guest === null ? [] : guestChanges(line, guest)),
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
        ],
        jobs: replaced.map(cancelCheckout),
      },
    )
  },
}

function guestChanges(line: LineId, guest: SealedGuest): readonly Change[] {
  const home = { kind: 'line', id: line } as const
  const { person, wrappedKey, email } = guest
  return [
    { table: 'person_keys', row: { home, person, wrapped: wrappedKey } },
    { table: 'sealed_texts', row: { home, person, kind: 'email', sealed: email } },
  ]
}

/** An order that is over takes no more money. */
export function cancelCheckout(order: Order): Job {
  const payload = { line: order.line, order: order.id, payment: order.payment }
  return { task: 'cancel_checkout', payload }
}

/** An order id arrives alone in addresses; this is how its line is found. */
export function findOrder(line: LineId, order: OrderId): Change {
  return {
    table: 'finds',
    row: { kind: 'order', value: order, home: { kind: 'line', id: line }, id: order },
  }
}

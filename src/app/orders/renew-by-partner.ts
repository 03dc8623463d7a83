/**
 * A renewal whose money an integrating partner has taken itself (product: API channel): placed,
 * settled against the partner's clearing account, and delivered in one command.
 */
import type { LineId, OrderId, PaymentId } from '../../domain/basics/ids.ts'
import { assert, present } from '../../domain/basics/assert.ts'
import { offerOf } from '../../domain/catalogue/catalogue.ts'
import {
  place,
  type PlacingIds,
  type PlacingRefusal,
  type PlacingRequest,
} from '../../domain/order/placing.ts'
import { settle, type SettlingIds } from '../../domain/order/settling.ts'
import type { ProviderReference } from '../../domain/payment/provider.ts'
import { decided, refused, type Command } from '../door/command.ts'
import { NO_LINE, type Change } from '../door/state.ts'
import { changedPacks, orderLetter, settlementEvents } from './learn-payment.ts'
import { cancelCheckout, findOrder } from './place-order.ts'

export interface RenewByPartner {
  readonly line: LineId
  readonly request: PlacingRequest
  /** The partner's own receipt number, kept as the payment's reference. */
  readonly partnerReference: string
  readonly ids: PlacingIds & SettlingIds
}

export interface RenewedByPartner {
  readonly order: OrderId
  readonly payment: PaymentId
}

export const renewByPartner: Command<RenewByPartner, RenewedByPartner, PlacingRefusal> = {
  name: 'renew_by_partner',
  keyPlace: 'outcomes',
  reads: ['packs', 'orders'],
  homes: ({ line }) => [{ kind: 'line', id: line }],
  fingerprint: ({ request, partnerReference }) =>
    [
      request.offer.id,
      request.offer.version,
      request.shownPrice,
      request.startNow,
      partnerReference,
    ].join('|'),
  decide({ states, now, catalogue }, { line, request, partnerReference, ids }) {
    const state = states.lines.get(line) ?? NO_LINE
    const placed = place(state, request, { now, catalogue, ids })
    if (!placed.ok) return refused(placed.refusal)
    const { order, agreement, replaced } = placed.value
    const offer = present(offerOf(catalogue, order.offer), 'a placed offer is in the catalogue')
    const network = present(catalogue.networks.get(offer.network), 'an offer has its network')
    const reference = partnerReference as ProviderReference
    const payment = {
      ...placed.value.payment,
      reference,
      state: { kind: 'succeeded', at: now, claimedAt: now, charge: reference },
    } as const
    const settled = settle(
      { order, payment, packs: state.packs },
      { offer, network, now, ids, fee: null },
    )
    assert(settled.outcome === 'delivered', 'what may be placed now can be delivered now')
    return decided(
      { order: order.id, payment: payment.id },
      {
        changes: [
          { table: 'orders', row: settled.order },
          { table: 'payments', row: settled.payment },
          { table: 'agreements', row: agreement },
          findOrder(line, order.id),
          ...replaced.map((row): Change => ({ table: 'orders', row })),
          ...changedPacks(state.packs, settled.packs),
          ...settled.postings.map((row): Change => ({ table: 'postings', row })),
        ],
        events: settlementEvents(settled.outcome, order, payment),
        jobs: [orderLetter(order, 'delivered'), ...replaced.map(cancelCheckout)],
      },
    )
  },
}

/**
 * A renewal whose money an integrating partner has taken itself (product: API channel): placed,
 * settled against the partner's clearing account, and delivered in one command.
 */
import type { LineId } from '../../domain/basics/ids.ts'
import { assert } from '../../domain/basics/assert.ts'
import type { PlacingIds, PlacingRefusal, PlacingRequest } from '../../domain/order/placing.ts'
import type { SettlingIds } from '../../domain/order/settling.ts'
import type { ProviderReference } from '../../domain/payment/provider.ts'
import { refused, type Command } from '../door/command.ts'
import { placedDecision, placeNow, placingFingerprint, type PlacedOrder } from './place-order.ts'

export interface RenewByPartner {
  readonly line: LineId
  readonly request: PlacingRequest
  /** The partner's own receipt number, kept as the payment's reference. */
  readonly partnerReference: string
  readonly ids: PlacingIds & SettlingIds
}

export const renewByPartner: Command<RenewByPartner, PlacedOrder, PlacingRefusal> = {
  name: 'renew_by_partner',
  keyPlace: 'outcomes',
  reads: ['packs', 'sessions', 'orders', 'mandate', 'identity'],
  homes: ({ line }) => [{ kind: 'line', id: line }],
  fingerprint: ({ request, partnerReference }) =>
    `${placingFingerprint(request)}|${partnerReference}`,
  decide(context, { line, request, partnerReference, ids }) {
    const placed = placeNow(context, { line, request, ids })
    if (!placed.ok) return refused(placed.refusal)
    const reference = partnerReference as ProviderReference
    const { now } = context
    const payment = {
      ...placed.value.payment,
      reference,
      state: { kind: 'succeeded', at: now, claimedAt: now, charge: reference },
    } as const
    const decision = placedDecision(context, {
      placed: { ...placed.value, payment },
      line,
      ids,
      own: [],
    })
    const { outcome } = decision
    assert(
      outcome.ok && outcome.value.state === 'delivered',
      'what may be placed now can be delivered now',
    )
    return decision
  },
}

/**
 * A person asks to be forgotten: what must be over before, and how long it waits so that whoever
 * did not ask can stop it. What is then removed is the command's (`app/accounts/forget-person.ts`).
 */
import type { DisputeId, LineId, OrderId } from '../basics/ids.ts'
import { isOpen, type Order } from '../order/order.ts'
import type { Dispute } from '../dispute/dispute.ts'

/** Told at once, carried out after so many days. */
export const CLOSING_DAYS = 7

export type ClosingRefusal =
  /** Money is on its way for it, or on its way back. */
  | { readonly code: 'order_not_over'; readonly line: LineId; readonly order: OrderId }
  /** Answered or withdrawn first. */
  | { readonly code: 'dispute_not_over'; readonly line: LineId; readonly dispute: DisputeId }

export interface HeldLine {
  readonly orders: readonly Order[]
  /** Those that are open. */
  readonly disputes: readonly Dispute[]
}

/** Null: nothing on the account's lines is in the way. */
export function refuseClosing(held: readonly HeldLine[]): ClosingRefusal | null {
  for (const { orders, disputes } of held) {
    const order = orders.find(isOpen)
    if (order !== undefined) return { code: 'order_not_over', line: order.line, order: order.id }
    const [dispute] = disputes
    if (dispute !== undefined) {
      return { code: 'dispute_not_over', line: dispute.line, dispute: dispute.id }
    }
  }
  return null
}

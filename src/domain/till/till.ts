/**
 * A cash drawer and its shifts. A shift opens with a float, writes down every movement, and closes
 * with a count; what is missing or too much is named. A closed till holds nothing: its cash went to
 * the safe. Not the ledger, which gets a posting set of each movement.
 */
import type {
  GiftCardId,
  LineId,
  OrderId,
  ShiftId,
  ShopId,
  StaffId,
  TillEntryId,
  TillId,
} from '../basics/ids.ts'
import { yen, type Yen } from '../basics/money.ts'
import type { Instant } from '../basics/time.ts'

export interface Till {
  readonly id: TillId
  readonly shop: ShopId
  /** As it is called in the shop: `1`, `front`. */
  readonly name: string
  readonly createdAt: Instant
}

export interface Shift {
  readonly id: ShiftId
  readonly till: TillId
  readonly openedBy: StaffId
  readonly openedAt: Instant
  readonly float: Yen
  /** What the drawer should hold: float and every movement of cash since. */
  readonly cashExpected: Yen
  /** What the card terminal took, less what it gave back. */
  readonly terminalExpected: Yen
  readonly entries: number
  readonly closing: Closing | null
}

export interface Closing {
  readonly at: Instant
  readonly by: StaffId
  /** Who saw a difference that is too large for one person; null where nobody had to. */
  readonly second: StaffId | null
  readonly cashCounted: Yen
  /** Counted less expected: negative where money is missing. */
  readonly difference: Yen
  /** What the clerk says of it; null where nothing differs. */
  readonly note: string | null
}

/** Money that went into the drawer or out of it, or over the card terminal. */
export interface TillEntry {
  readonly id: TillEntryId
  readonly till: TillId
  readonly shift: ShiftId
  readonly staff: StaffId
  readonly kind: TillEntryKind
  readonly means: TillMeans
  /** Positive into the till, negative out of it. */
  readonly amount: Yen
  /** Cash that the customer handed over; the change is the difference. Null but for cash taken. */
  readonly tendered: Yen | null
  /** The terminal's own number of its charge or reversal. */
  readonly reference: string | null
  readonly line: LineId | null
  readonly order: OrderId | null
  readonly giftCard: GiftCardId | null
  /** Why cash was put in or taken out. */
  readonly note: string | null
  readonly at: Instant
}

export type TillMeans = 'cash' | 'terminal'

export type TillEntryKind =
  | 'sale'
  | 'gift_card_sold'
  | 'refund'
  /** From or to the safe, in the middle of a shift. */
  | 'paid_in'
  | 'paid_out'
  /** Spent for the shop. */
  | 'expense'

export const CASH_MAX = 1_000_000n
export const NOTE_LENGTH_MAX = 200
export const TERMINAL_REFERENCE_LENGTH_MAX = 40

/** The shift as it stands after the entry. */
export function withEntry(shift: Shift, { means, amount }: TillEntry): Shift {
  const cash = means === 'cash' ? amount : 0n
  return {
    ...shift,
    cashExpected: yen(shift.cashExpected + cash),
    terminalExpected: yen(shift.terminalExpected + (amount - cash)),
    entries: shift.entries + 1,
  }
}

/**
 * Writing down a movement of the till: into the drawer, out of it, or over the card terminal. Only
 * an open shift takes entries, and no more cash leaves a drawer than it holds.
 */
import type { GiftCardId, LineId, OrderId, StaffId, TillEntryId } from '../basics/ids.ts'
import { negate, yen, type Yen } from '../basics/money.ts'
import { accept, refuse, type Result } from '../basics/result.ts'
import type { Instant } from '../basics/time.ts'
import {
  CASH_MAX,
  NOTE_LENGTH_MAX,
  TERMINAL_REFERENCE_LENGTH_MAX,
  withEntry,
  type Shift,
  type TillEntry,
  type TillEntryKind,
  type TillMeans,
} from './till.ts'

export interface Movement {
  readonly staff: StaffId
  readonly kind: TillEntryKind
  readonly means: TillMeans
  /** Never zero; the kind says which way it goes. */
  readonly amount: Yen
  /** What the customer handed over, where cash is taken of one; null: exactly the amount. */
  readonly tendered: Yen | null
  /** The terminal's own number. Of no account for cash. */
  readonly reference: string | null
  readonly note: string | null
  readonly line: LineId | null
  readonly order: OrderId | null
  readonly giftCard: GiftCardId | null
}

/** A movement of the drawer that no customer stands for. */
export const NOBODYS = {
  means: 'cash',
  tendered: null,
  reference: null,
  line: null,
  order: null,
  giftCard: null,
} as const satisfies Partial<Movement>

export type EnteringRefusal =
  | { readonly code: 'no_shift_open' }
  | { readonly code: 'cash_out_of_bounds'; readonly max: Yen }
  | { readonly code: 'tendered_too_little'; readonly missing: Yen }
  | { readonly code: 'not_enough_cash'; readonly has: Yen }
  | { readonly code: 'reference_needed'; readonly lengthMax: number }
  | { readonly code: 'note_needed' }
  | { readonly code: 'note_too_long'; readonly lengthMax: number }

export interface Entered {
  readonly entry: TillEntry
  /** As it stands after the entry. */
  readonly shift: Shift
  readonly change: Yen
}

/** What comes in; everything else goes out. */
const INTO: ReadonlySet<TillEntryKind> = new Set(['sale', 'gift_card_sold', 'paid_in'])

/** Letters, digits and what stands between them on a terminal's slip. */
const REFERENCE = /^[0-9A-Za-z][0-9A-Za-z ./-]*$/u

export function enter(
  shift: Shift | null,
  movement: Movement,
  { id, now }: { readonly id: TillEntryId; readonly now: Instant },
): Result<Entered, EnteringRefusal> {
  if (shift === null) return refuse({ code: 'no_shift_open' })
  const { means, kind, amount } = movement
  const trouble = refuseNote(movement) ?? refuseAmount(shift, movement)
  if (trouble !== null) return refuse(trouble)
  const reference = means === 'terminal' ? (movement.reference ?? '').trim() : null
  if (reference !== null && !isReference(reference)) {
    return refuse({ code: 'reference_needed', lengthMax: TERMINAL_REFERENCE_LENGTH_MAX })
  }

  // From here the entry must be made.
  const isTaken = means === 'cash' && (kind === 'sale' || kind === 'gift_card_sold')
  const tendered = isTaken ? (movement.tendered ?? amount) : null
  const { staff, line, order, giftCard } = movement
  const entry: TillEntry = {
    id,
    till: shift.till,
    shift: shift.id,
    staff,
    kind,
    means,
    amount: INTO.has(kind) ? amount : negate(amount),
    tendered,
    reference,
    line,
    order,
    giftCard,
    note: noteOf(movement),
    at: now,
  }
  const change = yen((tendered ?? amount) - amount)
  return accept({ entry, shift: withEntry(shift, entry), change })
}

export function noteOf({ note }: Pick<Movement, 'note'>): string | null {
  const said = note?.trim() ?? ''
  return said === '' ? null : said
}

/** What was spent must be said; the safe needs no word. */
function refuseNote(movement: Movement): EnteringRefusal | null {
  const note = noteOf(movement)
  if (note === null) return movement.kind === 'expense' ? { code: 'note_needed' } : null
  return note.length > NOTE_LENGTH_MAX
    ? { code: 'note_too_long', lengthMax: NOTE_LENGTH_MAX }
    : null
}

function refuseAmount(
  { cashExpected }: Shift,
  { kind, means, amount, tendered }: Movement,
): EnteringRefusal | null {
  const handed = tendered ?? amount
  if (amount <= 0n || amount > CASH_MAX || handed > CASH_MAX) {
    return { code: 'cash_out_of_bounds', max: yen(CASH_MAX) }
  }
  if (means === 'terminal') return null
  if (!INTO.has(kind)) {
    return amount > cashExpected ? { code: 'not_enough_cash', has: cashExpected } : null
  }
  return handed < amount ? { code: 'tendered_too_little', missing: yen(amount - handed) } : null
}

function isReference(reference: string): boolean {
  return reference.length <= TERMINAL_REFERENCE_LENGTH_MAX && REFERENCE.test(reference)
}

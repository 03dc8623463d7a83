/**
 * A shift ends with a count. What differs from what the drawer should hold is named and explained;
 * nothing is mended. A shift that is closed takes no entries any more.
 */
import type { StaffId } from '../basics/ids.ts'
import { negate, yen, type Yen } from '../basics/money.ts'
import { accept, refuse, type Result } from '../basics/result.ts'
import type { Instant } from '../basics/time.ts'
import type { CounterRules } from '../staff/counter-rules.ts'
import { withinCount, type CountRefusal } from './count.ts'
import { noteOf } from './entering.ts'
import { NOTE_LENGTH_MAX, type Shift } from './till.ts'

export type ClosingRefusal =
  | { readonly code: 'no_shift_open' }
  | CountRefusal
  /** Somebody sold or moved cash since the count was begun. */
  | { readonly code: 'expected_changed'; readonly shown: Yen; readonly expected: Yen }
  | { readonly code: 'difference_note_needed'; readonly difference: Yen }
  | { readonly code: 'note_too_long'; readonly lengthMax: number }

export interface Count {
  readonly cashCounted: Yen
  /** What the drawer should hold, as the page said when it was counted. */
  readonly shownExpected: Yen
  readonly note: string | null
}

/** Counted less expected: negative where money is missing. */
export function differenceOf({ cashExpected }: Shift, cashCounted: Yen): Yen {
  return yen(cashCounted - cashExpected)
}

/** A large difference is for two people to see. */
export function needsSecondCount(difference: Yen, { differenceAloneMax }: CounterRules): boolean {
  return difference > differenceAloneMax || negate(difference) > differenceAloneMax
}

export function close(
  shift: Shift | null,
  count: Count,
  given: {
    readonly staff: StaffId
    /** Who stands beside them; null: nobody. */
    readonly second: StaffId | null
    readonly rules: CounterRules
    readonly now: Instant
  },
): Result<Shift, ClosingRefusal> {
  if (shift === null) return refuse({ code: 'no_shift_open' })
  const counted = withinCount(count.cashCounted)
  if (!counted.ok) return counted
  const { cashExpected } = shift
  if (count.shownExpected !== cashExpected) {
    const { shownExpected: shown } = count
    return refuse({ code: 'expected_changed', shown, expected: cashExpected })
  }
  const difference = differenceOf(shift, counted.value)
  const note = noteOf(count)
  if (difference !== 0n && note === null) {
    return refuse({ code: 'difference_note_needed', difference })
  }
  if (note !== null && note.length > NOTE_LENGTH_MAX) {
    return refuse({ code: 'note_too_long', lengthMax: NOTE_LENGTH_MAX })
  }

  // From here closing must succeed.
  const { staff, second, rules, now } = given
  const closing = {
    at: now,
    by: staff,
    second: needsSecondCount(difference, rules) ? second : null,
    cashCounted: counted.value,
    difference,
    note: difference === 0n ? null : note,
  }
  return accept({ ...shift, closing })
}

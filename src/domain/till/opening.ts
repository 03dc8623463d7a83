/** A shift begins with a float. A drawer has one shift at a time. */
import type { ShiftId, StaffId } from '../basics/ids.ts'
import { NO_YEN, yen, type Yen } from '../basics/money.ts'
import { accept, refuse, type Result } from '../basics/result.ts'
import type { Instant } from '../basics/time.ts'
import { CASH_MAX, type Shift, type Till } from './till.ts'

export type OpeningRefusal =
  | { readonly code: 'till_unknown' }
  | { readonly code: 'shift_open'; readonly since: Instant; readonly by: StaffId }
  | { readonly code: 'cash_out_of_bounds'; readonly max: Yen }

export function open(
  { till, shift }: { readonly till: Till | null; readonly shift: Shift | null },
  given: {
    readonly id: ShiftId
    readonly staff: StaffId
    readonly float: Yen
    readonly now: Instant
  },
): Result<Shift, OpeningRefusal> {
  const { id, staff, float, now } = given
  if (till === null) return refuse({ code: 'till_unknown' })
  if (shift !== null) {
    return refuse({ code: 'shift_open', since: shift.openedAt, by: shift.openedBy })
  }
  if (float < 0n || float > CASH_MAX) {
    return refuse({ code: 'cash_out_of_bounds', max: yen(CASH_MAX) })
  }

  // From here opening must succeed.
  return accept({
    id,
    till: till.id,
    openedBy: staff,
    openedAt: now,
    float,
    cashExpected: float,
    terminalExpected: NO_YEN,
    entries: 0,
    closing: null,
  })
}

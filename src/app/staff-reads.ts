/** What staff look up: a part of the read side (`reads.ts`), bounded like the rest of it. */
import type { AccountId, LineId, ShiftId, ShopId, StaffId, TillId } from '../domain/basics/ids.ts'
import type { Instant } from '../domain/basics/time.ts'
import type { Case } from '../domain/case/case.ts'
import type { IdentityCheck } from '../domain/identity/identity-check.ts'
import type { PendingChange } from '../domain/line/pending-change.ts'
import type { Staff } from '../domain/staff/staff.ts'
import type { Shift, TillEntry } from '../domain/till/till.ts'
import type { Home, SearchKey, StaffState, TillState } from './door/state.ts'

export interface StaffReads {
  /** As the door would load it. */
  staff(id: StaffId): Promise<StaffState>
  /** Everybody, also who has left; by name. */
  allStaff(): Promise<readonly Staff[]>
  till(id: TillId): Promise<TillState>
  /** Of one shop, or of all; by shop and name. */
  tills(shop: ShopId | null): Promise<readonly TillState[]>
  /** Newest first. */
  shifts(till: TillId, limit: number): Promise<readonly Shift[]>
  shift(till: TillId, id: ShiftId): Promise<Shift | null>
  /** Of one shift, oldest first. */
  tillEntries(till: TillId, shift: ShiftId): Promise<readonly TillEntry[]>
  /** Oldest first. */
  identityChecks(line: LineId): Promise<readonly IdentityCheck[]>
  /** Newest first, also closed ones. */
  cases(line: LineId, limit: number): Promise<readonly Case[]>
  /** Of all lines, longest open first. */
  openCases(limit: number): Promise<readonly Case[]>
  /** Newest first, also those that are over. */
  pendingChanges(home: LineId | AccountId, limit: number): Promise<readonly PendingChange[]>
  /** Waiting changes whose time has come, longest due first. */
  changesDue(at: Instant, limit: number): Promise<readonly PendingChange[]>
  /** Accounts that no word of a name finds, in order of accounts. */
  accountsUnnamed(page: {
    readonly after: AccountId | null
    readonly limit: number
  }): Promise<readonly AccountId[]>
  /** Homes that are found by all of these values together. */
  searched(
    kind: SearchKey['kind'],
    values: readonly string[],
    limit: number,
  ): Promise<readonly Home[]>
}

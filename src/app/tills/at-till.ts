/**
 * What every act at a till has in common: whoever asks is whose name stands on the entry, the till
 * belongs to their shop, and a movement is an entry of the open shift with its posting set in the
 * till's own part of the book.
 */
import type { PostingSetId, TillEntryId, TillId } from '../../domain/basics/ids.ts'
import { negate, type Yen } from '../../domain/basics/money.ts'
import { accept, type RefusalShape, type Result } from '../../domain/basics/result.ts'
import {
  postingSet,
  transfer,
  type LedgerAccount,
  type PostingCause,
} from '../../domain/ledger/posting.ts'
import type { StaffAct } from '../../domain/staff/permissions.ts'
import {
  enter,
  type Entered,
  type EnteringRefusal,
  type Movement,
} from '../../domain/till/entering.ts'
import type { TillEntry, TillEntryKind } from '../../domain/till/till.ts'
import type { Command, DecideContext, JournalEvent } from '../door/command.ts'
import { NO_TILL, type Change, type States } from '../door/state.ts'
import type { StaffCommand, StaffRule } from '../staff/by-staff.ts'
import { inOwnName, type OwnName } from '../staff/in-own-name.ts'

export interface AtTill extends OwnName {
  readonly till: TillId
}

/** The rule of a command at a till, which belongs to a shop. */
export function atTill<Input extends AtTill, Value, Refusal extends RefusalShape>(
  act: StaffAct,
  command: Command<Input, Value, Refusal>,
  rule: Pick<StaffRule<Input>, 'needsSecond'> = {},
): StaffCommand<Input, Value, Refusal> {
  const ofShop: StaffRule<Input> = { act, shopOf: shopOfTill, ...rule }
  return inOwnName(ofShop, command)
}

export function shopOfTill({ tills }: States, { till }: Pick<AtTill, 'till'>) {
  return tills.get(till)?.till?.shop ?? null
}

export interface TillReceipt extends Entered {
  /** The entry, the shift as it stands after it, and the till's part of the book. */
  readonly changes: readonly Change[]
  readonly events: readonly JournalEvent[]
}

/** Where the money comes from or goes to, seen from the till, and what the set is called. */
const OTHER_SIDE: Readonly<Record<TillEntryKind, readonly [PostingCause, LedgerAccount]>> = {
  sale: ['till_received', 'between_homes'],
  gift_card_sold: ['till_received', 'between_homes'],
  refund: ['till_paid', 'between_homes'],
  paid_in: ['cash_moved', 'safe'],
  paid_out: ['cash_moved', 'safe'],
  expense: ['cash_moved', 'expenses'],
}

/**
 * A movement of any kind as changes of the till's home. Of a sale, a gift card or a refund the
 * caller posts the other side, out of `between_homes` (`clearingOf('till')`), in the thing's home.
 */
export function tillReceipt(
  { states, now, ids }: Pick<DecideContext, 'states' | 'now' | 'ids'>,
  movement: Movement & { readonly till: TillId; readonly entry: TillEntryId },
): Result<TillReceipt, EnteringRefusal> {
  const { till, entry: id, ...moved } = movement
  const { shift } = states.tills.get(till) ?? NO_TILL
  const entered = enter(shift, moved, { id, now })
  if (!entered.ok) return entered
  const { entry, shift: after } = entered.value
  return accept({
    ...entered.value,
    changes: [
      { table: 'till_entries', row: entry },
      { table: 'shifts', row: after },
      { table: 'postings', row: postedBy(entry, ids.next()) },
    ],
    events: [
      {
        name: 'till_moved',
        facts: { till, entry: id, kind: entry.kind, means: entry.means, yen: entry.amount },
      },
    ],
  })
}

function postedBy(entry: TillEntry, id: PostingSetId) {
  const [cause, account] = OTHER_SIDE[entry.kind]
  const { means, amount, till, order, at } = entry
  return postingSet({
    id,
    home: { kind: 'till', id: till },
    order,
    cause,
    subject: entry.id,
    at,
    postings: transferred(amount, { into: means, from: account }),
  })
}

/** Either way: a negative amount goes back where it came from. */
export function transferred(
  amount: Yen,
  { into, from }: { readonly into: LedgerAccount; readonly from: LedgerAccount },
) {
  return amount < 0n
    ? transfer(negate(amount), { debit: from, credit: into })
    : transfer(amount, { debit: into, credit: from })
}

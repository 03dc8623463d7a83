/**
 * A shift of a till: opened with a float out of the safe, cash moved in its course, closed with a
 * count that empties the drawer into the safe. Sales and refunds are `take-at-till.ts` and
 * `pay-out-refund.ts`.
 */
import type {
  PostingSetId,
  ShiftId,
  StaffId,
  TillEntryId,
  TillId,
} from '../../domain/basics/ids.ts'
import { negate, type Yen } from '../../domain/basics/money.ts'
import { rulesAt } from '../../domain/catalogue/money-rules.ts'
import { postingSet, type Posting, type PostingCause } from '../../domain/ledger/posting.ts'
import {
  close,
  differenceOf,
  needsSecondCount,
  type ClosingRefusal,
  type Count,
} from '../../domain/till/closing.ts'
import { NOBODYS, type EnteringRefusal } from '../../domain/till/entering.ts'
import { open, type OpeningRefusal } from '../../domain/till/opening.ts'
import type { Shift } from '../../domain/till/till.ts'
import { decided, refused, type Command } from '../door/command.ts'
import { NO_TILL, type Change } from '../door/state.ts'
import { atTill, tillReceipt, transferred, type AtTill } from './at-till.ts'

export interface OpenShift extends AtTill {
  readonly float: Yen
  readonly ids: { readonly shift: ShiftId }
}

const opening: Command<OpenShift, { readonly shift: ShiftId }, OpeningRefusal> = {
  name: 'open_shift',
  keyPlace: 'outcomes',
  reads: [],
  homes: ({ till }) => [{ kind: 'till', id: till }],
  fingerprint: ({ till, float }) => `${till}|${float}`,
  decide({ states, now, ids: minted }, { till, staff, float, ids }) {
    const opened = open(states.tills.get(till) ?? NO_TILL, { id: ids.shift, staff, float, now })
    if (!opened.ok) return refused(opened.refusal)
    const { value: shift } = opened
    const postings = transferred(float, { into: 'cash', from: 'safe' })
    return decided(
      { shift: shift.id },
      {
        changes: [
          { table: 'shifts', row: shift },
          ...ofShift(shift, { id: minted.next(), cause: 'float', at: now, postings }),
        ],
        events: [{ name: 'shift_opened', facts: { till, shift: shift.id, yen: float } }],
      },
    )
  },
}

/** Nothing is posted where nothing moved. */
function ofShift(
  { id: subject, till }: Shift,
  given: {
    readonly id: PostingSetId
    readonly cause: PostingCause
    readonly at: Shift['openedAt']
    readonly postings: readonly Posting[]
  },
): readonly Change[] {
  const home = { kind: 'till', id: till } as const
  const set = postingSet({ ...given, home, order: null, subject })
  return set.postings.length === 0 ? [] : [{ table: 'postings', row: set }]
}

export interface MoveCash extends AtTill {
  readonly kind: 'paid_in' | 'paid_out' | 'expense'
  /** Whichever way it goes, more than zero. */
  readonly amount: Yen
  /** An expense says what for. Kept with the entry alone. */
  readonly note: string | null
  readonly ids: { readonly entry: TillEntryId }
}

export interface MovedCash {
  readonly entry: TillEntryId
  readonly shift: ShiftId
  readonly cashExpected: Yen
}

const moving: Command<MoveCash, MovedCash, EnteringRefusal> = {
  name: 'move_cash',
  keyPlace: 'outcomes',
  reads: [],
  homes: ({ till }) => [{ kind: 'till', id: till }],
  fingerprint: ({ till, kind, amount }) => `${till}|${kind}|${amount}`,
  decide(context, { till, staff, kind, amount, note, ids }) {
    const { entry } = ids
    const moved = tillReceipt(context, { ...NOBODYS, till, staff, kind, amount, note, entry })
    if (!moved.ok) return refused(moved.refusal)
    const { shift, changes, events } = moved.value
    return decided(
      { entry, shift: shift.id, cashExpected: shift.cashExpected },
      { changes, events },
    )
  },
}

export interface CloseShift extends AtTill, Count {
  /** The one that was counted. */
  readonly shift: ShiftId
  /** Who proved to stand beside them, as in `StaffActing`. */
  readonly second: StaffId | null
}

export interface ClosedShift {
  readonly shift: ShiftId
  readonly cashCounted: Yen
  /** Counted less expected. */
  readonly difference: Yen
}

const closing: Command<CloseShift, ClosedShift, ClosingRefusal> = {
  name: 'close_shift',
  keyPlace: 'outcomes',
  reads: [],
  homes: ({ till }) => [{ kind: 'till', id: till }],
  fingerprint: ({ shift, cashCounted, shownExpected }) =>
    `${shift}|${cashCounted}|${shownExpected}`,
  decide({ states, now, ids, catalogue }, { staff, second, ...count }) {
    const { counter: rules } = rulesAt(catalogue.rules, now)
    const by = { staff, second, rules, now }
    const closed = close(countedShift(states.tills, count), count, by)
    if (!closed.ok) return refused(closed.refusal)
    const { value: shift } = closed
    const { cashExpected } = shift
    const { cashCounted } = count
    const difference = differenceOf(shift, cashCounted)
    const set = {
      id: ids.next<PostingSetId>(),
      cause: 'cash_counted',
      at: now,
      postings: [
        { account: 'safe', amount: cashCounted },
        { account: 'cash_differences', amount: negate(difference) },
        { account: 'cash', amount: negate(cashExpected) },
      ],
    } as const
    return decided(
      { shift: shift.id, cashCounted, difference },
      {
        changes: [{ table: 'shifts', row: shift }, ...ofShift(shift, set)],
        events: [
          {
            name: 'shift_closed',
            facts: { till: shift.till, shift: shift.id, counted: cashCounted, difference },
          },
        ],
      },
    )
  },
}

function countedShift(
  tills: ReadonlyMap<TillId, { readonly shift: Shift | null }>,
  { till, shift: id }: Pick<CloseShift, 'till' | 'shift'>,
): Shift | null {
  const shift = tills.get(till)?.shift ?? null
  return shift?.id === id ? shift : null
}

export const openShift = atTill('open_till', opening)
export const moveCash = atTill('move_cash', moving)
/** A large difference needs a second person. */
export const closeShift = atTill('close_till', closing, {
  needsSecond({ states, catalogue, now }, { till, shift: id, cashCounted }) {
    const shift = countedShift(states.tills, { till, shift: id })
    if (shift === null) return false
    return needsSecondCount(differenceOf(shift, cashCounted), rulesAt(catalogue.rules, now).counter)
  },
})

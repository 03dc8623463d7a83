import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { ShiftId, ShopId, StaffId, TillEntryId, TillId } from '../basics/ids.ts'
import { negate, NO_YEN, yen, type Yen } from '../basics/money.ts'
import { instant } from '../basics/time.ts'
import { DEFAULT_COUNTER_RULES as RULES } from '../staff/counter-rules.ts'
import { close, differenceOf, needsSecondCount, type Count } from './closing.ts'
import { COUNTED_MAX, DENOMINATIONS, PIECES_MAX, sumCount, withinCount } from './count.ts'
import { enter, NOBODYS, type Movement } from './entering.ts'
import { open } from './opening.ts'
import {
  CASH_MAX,
  NOTE_LENGTH_MAX,
  TERMINAL_REFERENCE_LENGTH_MAX,
  type Shift,
  type Till,
} from './till.ts'

const NOW = instant('2026-11-23T01:00:00Z')
const STAFF = 'staff' as StaffId
const TILL: Till = {
  id: 'till' as TillId,
  shop: 'shinjuku' as ShopId,
  name: 'front',
  createdAt: NOW,
}
const OPENING = { id: 'shift' as ShiftId, staff: STAFF, now: NOW }
const ENTRY = { id: 'entry' as TillEntryId, now: NOW }
const SALE: Movement = {
  ...NOBODYS,
  staff: STAFF,
  kind: 'sale',
  amount: yen(1_430),
  note: null,
}

function opened(float: bigint): Shift {
  const made = open({ till: TILL, shift: null }, { ...OPENING, float: yen(float) })
  assert.ok(made.ok)
  return made.value
}

function refusalOf(made: { ok: true } | { ok: false; refusal: unknown }): unknown {
  return made.ok ? null : made.refusal
}

function entered(shift: Shift, over: Partial<Movement>) {
  const made = enter(shift, { ...SALE, ...over }, ENTRY)
  assert.ok(
    made.ok,
    JSON.stringify(refusalOf(made), (_, value) => String(value)),
  )
  return made.value
}

test('A shift opens with its float and with nothing else, on a till that has none', () => {
  const shift = opened(30_000n)
  assert.equal(shift.cashExpected, 30_000n)
  assert.deepEqual([shift.terminalExpected, shift.entries, shift.closing], [0n, 0, null])
  const float = NO_YEN
  assert.deepEqual(refusalOf(open({ till: TILL, shift }, { ...OPENING, float })), {
    code: 'shift_open',
    since: NOW,
    by: STAFF,
  })
  assert.deepEqual(refusalOf(open({ till: null, shift: null }, { ...OPENING, float })), {
    code: 'till_unknown',
  })
})

test('A float is bounded', () => {
  const at = (float: bigint) =>
    open({ till: TILL, shift: null }, { ...OPENING, float: yen(float) }).ok
  assert.deepEqual(
    [-1n, 0n, CASH_MAX, CASH_MAX + 1n].map((float) => at(float)),
    [false, true, true, false],
  )
})

test('Cash taken tells its change; too little says what is missing', () => {
  const { entry, shift, change } = entered(opened(10_000n), { tendered: yen(2_000) })
  assert.equal(change, 570n)
  assert.deepEqual([entry.amount, entry.tendered, entry.reference], [1_430n, 2_000n, null])
  assert.deepEqual([shift.cashExpected, shift.entries], [11_430n, 1])
  assert.equal(entered(opened(0n), { tendered: yen(1_430) }).change, 0n)
  assert.equal(entered(opened(0n), { tendered: null }).entry.tendered, 1_430n)
  const short = enter(opened(0n), { ...SALE, tendered: yen(1_429) }, ENTRY)
  assert.deepEqual(refusalOf(short), { code: 'tendered_too_little', missing: 1n })
  const wild = enter(opened(0n), { ...SALE, tendered: yen(CASH_MAX + 1n) }, ENTRY)
  assert.deepEqual(refusalOf(wild), { code: 'cash_out_of_bounds', max: CASH_MAX })
})

test('No more cash leaves the drawer than it holds; the terminal has no drawer', () => {
  const shift = opened(1_000n)
  const out = (amount: bigint, over: Partial<Movement> = {}) =>
    enter(shift, { ...SALE, kind: 'refund', amount: yen(amount), ...over }, ENTRY)
  const whole = out(1_000n)
  assert.ok(whole.ok)
  assert.deepEqual([whole.value.entry.amount, whole.value.shift.cashExpected], [-1_000n, 0n])
  assert.deepEqual(refusalOf(out(1_001n)), { code: 'not_enough_cash', has: 1_000n })
  const back = out(1_001n, { means: 'terminal', reference: 'R-17' })
  assert.ok(back.ok)
  const { terminalExpected, cashExpected } = back.value.shift
  assert.deepEqual([terminalExpected, cashExpected], [-1_001n, 1_000n])
})

test('Nothing moves without an open shift, and nothing of zero yen or beyond bounds', () => {
  assert.deepEqual(refusalOf(enter(null, SALE, ENTRY)), { code: 'no_shift_open' })
  for (const amount of [-1n, 0n, CASH_MAX + 1n]) {
    const made = enter(opened(0n), { ...SALE, amount: yen(amount) }, ENTRY)
    assert.deepEqual(refusalOf(made), { code: 'cash_out_of_bounds', max: CASH_MAX })
  }
  assert.equal(entered(opened(0n), { amount: yen(CASH_MAX) }).shift.cashExpected, CASH_MAX)
})

test('The card terminal needs its own number, and nothing that is none', () => {
  const needed = { code: 'reference_needed', lengthMax: TERMINAL_REFERENCE_LENGTH_MAX }
  const long = '1'.repeat(TERMINAL_REFERENCE_LENGTH_MAX)
  for (const reference of [null, '', '  ', '-', '売上', `${long}1`]) {
    const made = enter(opened(0n), { ...SALE, means: 'terminal', reference }, ENTRY)
    assert.deepEqual(refusalOf(made), needed)
  }
  for (const reference of [' 0042 ', 'A-1/7', long]) {
    const made = entered(opened(0n), { means: 'terminal', reference })
    assert.equal(made.entry.reference, reference.trim())
    assert.equal(made.entry.tendered, null)
    assert.equal(made.shift.terminalExpected, 1_430n)
  }
})

test('An expense says what for; the safe asks nothing; a note has its length', () => {
  const shift = opened(5_000n)
  const move = (kind: Movement['kind'], note: string | null) =>
    enter(shift, { ...NOBODYS, staff: STAFF, kind, amount: yen(300), note }, ENTRY)
  assert.deepEqual(refusalOf(move('expense', ' ')), { code: 'note_needed' })
  const long = 'x'.repeat(NOTE_LENGTH_MAX)
  assert.ok(move('expense', long).ok)
  assert.deepEqual(refusalOf(move('paid_in', `${long}x`)), {
    code: 'note_too_long',
    lengthMax: NOTE_LENGTH_MAX,
  })
  const [paidIn, paidOut] = [move('paid_in', null), move('paid_out', ' coins ')]
  assert.ok(paidIn.ok && paidOut.ok)
  assert.deepEqual([paidIn.value.entry.amount, paidIn.value.entry.note], [300n, null])
  assert.deepEqual([paidOut.value.entry.amount, paidOut.value.entry.note], [-300n, 'coins'])
})

const CLOSING = { staff: STAFF, second: 'other' as StaffId, rules: RULES, now: NOW }

function closed(shift: Shift, count: Partial<Count>) {
  const { cashExpected: shownExpected } = shift
  return close(shift, { cashCounted: shownExpected, shownExpected, note: null, ...count }, CLOSING)
}

test('A count that agrees closes without a word; one that differs is named and explained', () => {
  const shift = opened(20_000n)
  const even = closed(shift, { note: 'nothing to say' })
  assert.ok(even.ok)
  assert.deepEqual(
    [even.value.closing?.difference, even.value.closing?.note, even.value.closing?.second],
    [0n, null, null],
  )
  assert.deepEqual(refusalOf(closed(shift, { cashCounted: yen(19_000) })), {
    code: 'difference_note_needed',
    difference: -1_000n,
  })
  const short = closed(shift, { cashCounted: yen(19_000), note: 'a note stuck to another' })
  assert.ok(short.ok)
  assert.deepEqual(short.value.closing, {
    at: NOW,
    by: STAFF,
    second: null,
    cashCounted: 19_000n,
    difference: -1_000n,
    note: 'a note stuck to another',
  })
})

test('A difference is for one person up to the rule, and for two beyond it, either way', () => {
  const max = RULES.differenceAloneMax
  for (const [difference, two] of [
    [max, false],
    [negate(max), false],
    [max + 1n, true],
    [-1n - max, true],
  ] as const) {
    assert.equal(needsSecondCount(yen(difference), RULES), two)
    const made = closed(opened(20_000n), { cashCounted: yen(20_000n + difference), note: 'why' })
    assert.ok(made.ok)
    assert.equal(made.value.closing?.second, two ? 'other' : null)
  }
})

test('Who counted before somebody sold counts on', () => {
  const shift = opened(20_000n)
  const after = entered(shift, { tendered: yen(1_430) }).shift
  const made = close(
    after,
    { cashCounted: yen(20_000), shownExpected: yen(20_000), note: null },
    CLOSING,
  )
  const told = { code: 'expected_changed', shown: 20_000n, expected: 21_430n }
  assert.deepEqual(refusalOf(made), told)
  assert.deepEqual(
    refusalOf(close(null, { cashCounted: NO_YEN, shownExpected: NO_YEN, note: null }, CLOSING)),
    { code: 'no_shift_open' },
  )
  assert.deepEqual(
    refusalOf(closed(shift, { cashCounted: yen(1), note: 'x'.repeat(NOTE_LENGTH_MAX + 1) })),
    { code: 'note_too_long', lengthMax: NOTE_LENGTH_MAX },
  )
})

test('Pieces are counted within their bounds, and a total within the same', () => {
  assert.deepEqual(refusalOf(sumCount({})), null)
  const one = sumCount(Object.fromEntries(DENOMINATIONS.map((of) => [of, 1])))
  assert.ok(one.ok && one.value === 18_666n)
  for (const pieces of [-1, 0.5, PIECES_MAX + 1, Number.NaN]) {
    assert.deepEqual(refusalOf(sumCount({ 500: pieces })), {
      code: 'pieces_out_of_bounds',
      of: 500,
      max: PIECES_MAX,
    })
  }
  assert.ok(sumCount({ 500: PIECES_MAX }).ok)
  const beyond = { code: 'count_out_of_bounds', max: COUNTED_MAX }
  assert.deepEqual(refusalOf(sumCount({ 10_000: 1_000, 1: 1 })), beyond)
  assert.ok(sumCount({ 10_000: 1_000 }).ok)
  assert.deepEqual(refusalOf(withinCount(yen(-1))), beyond)
})

const anyMovement = fc.record({
  kind: fc.constantFrom('sale', 'gift_card_sold', 'refund', 'paid_in', 'paid_out', 'expense'),
  means: fc.constantFrom('cash', 'terminal'),
  amount: fc.constantFrom(0n, 1n, 999n, 1_000n, 1_001n, CASH_MAX),
})

test('Whatever moves, the drawer holds float and entries, and never less than nothing', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(0n, 1_000n, CASH_MAX),
      fc.array(anyMovement, { maxLength: 12 }),
      fc.constantFrom(-1n, 0n, 1n),
      (float, movements, apart) => {
        let shift = opened(float)
        const sums: Record<'cash' | 'terminal', bigint> = { cash: float, terminal: 0n }
        let entries = 0
        for (const { kind, means, amount } of movements) {
          const over = { kind, means, amount: yen(amount), reference: '7', note: 'why' } as const
          const made = enter(shift, { ...SALE, ...over }, ENTRY)
          if (!made.ok) continue
          shift = made.value.shift
          sums[means] += made.value.entry.amount
          entries += 1
          assert.ok(shift.cashExpected >= 0n)
        }
        assert.deepEqual(
          [shift.cashExpected, shift.terminalExpected, shift.entries],
          [sums.cash, sums.terminal, entries],
        )
        const counted = (shift.cashExpected + apart) as Yen
        if (counted < 0n || counted > COUNTED_MAX) return
        const end = closed(shift, { cashCounted: counted, note: 'why' })
        assert.ok(end.ok)
        assert.equal(end.value.closing?.difference, apart)
        assert.equal(differenceOf(shift, counted), apart)
      },
    ),
  )
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { yen } from '../basics/money.ts'
import { totalsBy, trialBalance, type TrialLine } from './trial-balance.ts'

function line(account: string, debit: bigint, credit: bigint, own: Partial<TrialLine> = {}) {
  const day = Temporal.PlainDate.from('2027-03-10')
  const sums = { debit: yen(debit), credit: yen(credit) }
  return { day, homeKind: 'line', account, ...sums, ...own } satisfies TrialLine
}

const SALE = [
  line('provider_clearing:stripe', 550n, 0n),
  line('sales', 0n, 500n),
  line('consumption_tax', 0n, 50n),
]
const NEXT_DAY = { day: Temporal.PlainDate.from('2027-03-11') } as const

test('A book that sums to zero is balanced, and each account has both its sums', () => {
  const book = trialBalance([...SALE, line('sales', 100n, 0n, NEXT_DAY), line('bank', 0n, 100n)])
  assert.ok(book.isBalanced)
  assert.deepEqual([book.debit, book.credit], [650n, 650n])
  assert.deepEqual(
    book.accounts.map(({ account, balance }) => [account, balance]),
    [
      ['bank', -100n],
      ['consumption_tax', -50n],
      ['provider_clearing:stripe', 550n],
      ['sales', -400n],
    ],
  )
  assert.deepEqual(book.accounts.at(-1), {
    account: 'sales',
    debit: 100n,
    credit: 500n,
    balance: -400n,
  })
})

test('Value that left one home and never reached another is no balance', () => {
  const lost = trialBalance([line('points', 5n, 0n), line('between_homes', 0n, 5n)])
  assert.equal(lost.betweenHomes, -5n)
  assert.equal(lost.isBalanced, false)
  const found = [line('between_homes', 5n, 0n, NEXT_DAY), line('held_for_orders', 0n, 5n)]
  assert.ok(
    trialBalance([line('points', 5n, 0n), line('between_homes', 0n, 5n), ...found]).isBalanced,
  )
  assert.equal(trialBalance([line('bank', 1n, 0n)]).isBalanced, false)
  assert.ok(trialBalance([]).isBalanced)
})

test('Lines are summed by day and by the kind of home', () => {
  const lines = [...SALE, line('sales', 0n, 7n, { ...NEXT_DAY, homeKind: 'book' })]
  assert.deepEqual(
    totalsBy(lines, ({ day }) => day.toString()),
    [
      { key: '2027-03-10', debit: 550n, credit: 550n },
      { key: '2027-03-11', debit: 0n, credit: 7n },
    ],
  )
  assert.deepEqual(
    totalsBy(lines, ({ homeKind }) => homeKind).map(({ key }) => key),
    ['book', 'line'],
  )
})

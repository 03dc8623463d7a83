/** Posting sets: none that does not balance, none that is too long; sales to the yen. */
import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import fc from 'fast-check'
import { NO_YEN, yen } from '../basics/money.ts'
import { taxWithin } from '../bill/tax.ts'
import { id, LINE, NOON } from '../order/example-orders.ts'
import { POSTINGS_MAX, postingSet, salePostings, transfer, type Posting } from './posting.ts'

function set(postings: readonly Posting[]) {
  const home = { kind: 'line', id: LINE } as const
  return postingSet({
    id: id(1),
    home,
    order: null,
    cause: 'sale',
    subject: 'x',
    at: NOON,
    postings,
  })
}

suite('A posting set', () => {
  test('sums to zero or does not exist', () => {
    const [debit, credit] = transfer(yen(5), { debit: 'bank', credit: 'sales' })
    assert.ok(debit !== undefined && credit !== undefined)
    assert.deepEqual([debit.amount, credit.amount], [5n, -5n])
    assert.throws(() => set([debit]), /sums to zero/)
    assert.throws(() => set([debit, { ...credit, amount: yen(-6) }]), /sums to zero/)
    assert.equal(set([debit, credit]).postings.length, 2)
  })

  test('leaves lines of zero yen out, and takes so many of the others and no more', () => {
    const one = transfer(yen(1), { debit: 'bank', credit: 'sales' })
    const none = transfer(NO_YEN, { debit: 'bank', credit: 'points' })
    const most = Array.from({ length: POSTINGS_MAX / 2 }, () => one).flat()
    assert.equal(set([...most, ...none]).postings.length, POSTINGS_MAX)
    assert.throws(() => set([...most, ...one]), /few lines/)
  })

  test('of any sale sums to zero, and tax is of what is not a discount', () => {
    const amount = fc.bigInt({ min: 0n, max: 10_000n }).map(yen)
    fc.assert(
      fc.property(amount, amount, fc.bigInt({ min: 0n, max: 100n }), (paid, held, share) => {
        const discounted = yen((held * share) / 100n)
        const tax = taxWithin(yen(paid + held - discounted), 10)
        const from = 'provider_clearing:stripe'
        const { postings } = set(salePostings({ from, paid, held, discounted, tax }))
        const of = (account: Posting['account']) =>
          postings.find((one) => one.account === account)?.amount ?? 0n
        assert.equal(of('sales') + of('consumption_tax'), discounted - paid - held)
        assert.equal(of('promotions'), 0n - discounted)
        assert.equal(of('held_for_orders') + of('provider_clearing:stripe'), paid + held)
      }),
    )
  })
})

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { yen } from '../basics/money.ts'
import { shareOut } from './shares.ts'

const weight = fc.oneof(fc.constantFrom(0n, 1n, 2n), fc.bigInt({ min: 0n, max: 100_000n }))

describe('sharing out', () => {
  test('gives whole yen in proportion, the odd one to whoever lost most', () => {
    assert.deepEqual(shareOut(yen(100), [yen(1_000), yen(500)]), [67n, 33n])
    assert.deepEqual(shareOut(yen(1), [yen(5), yen(5)]), [1n, 0n])
    assert.deepEqual(shareOut(yen(0), [yen(0)]), [0n])
  })

  test('loses nothing, gives nobody more than their weight, and is within a yen of fair', () => {
    const asked = fc
      .array(weight, { minLength: 1, maxLength: 5 })
      .chain((weights) =>
        fc.tuple(
          fc.bigInt({ min: 0n, max: weights.reduce((sum, one) => sum + one, 0n) }),
          fc.constant(weights),
        ),
      )
    fc.assert(
      fc.property(asked, ([amount, weights]) => {
        const whole = weights.reduce((sum, one) => sum + one, 0n)
        const shares = shareOut(yen(amount), weights.map(yen))
        assert.equal(
          shares.reduce((sum, one) => sum + one, 0n),
          amount,
        )
        for (const [place, share] of shares.entries()) {
          const its = weights[place]!
          assert.ok(share >= 0n && share <= its)
          const off = share * whole - amount * its
          assert.ok(whole === 0n || (off > -whole && off < whole))
        }
      }),
    )
  })

  test('of more than the weights is a broken invariant', () => {
    assert.throws(() => shareOut(yen(3), [yen(1), yen(1)]), { name: 'BrokenInvariant' })
  })
})

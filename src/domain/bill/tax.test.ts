import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { yen } from '../basics/money.ts'
import { taxOfReturn, taxWithin, type Taxed, type TaxRounding } from './tax.ts'

const amount = fc.bigInt({ min: 0n, max: 3_000_000n }).map(yen)
const percent = fc.constantFrom(0, 8, 10)
const rounding = fc.constantFrom<TaxRounding>('down', 'half_up', 'up')

describe('tax within a price', () => {
  test('rounds as the operator chose', () => {
    // 100 × 10 / 110 = 9.09…, 115 × 10 / 110 = 10.45…, 105 × 10 / 110 = 9.54…
    for (const [gross, down, halfUp, up] of [
      [0, 0n, 0n, 0n],
      [1, 0n, 0n, 1n],
      [5, 0n, 0n, 1n],
      [6, 0n, 1n, 1n],
      [100, 9n, 9n, 10n],
      [105, 9n, 10n, 10n],
      [110, 10n, 10n, 10n],
      [115, 10n, 10n, 11n],
      [1_430, 130n, 130n, 130n],
    ] as const) {
      assert.equal(taxWithin(yen(gross), 10, 'down'), down, `${gross} down`)
      assert.equal(taxWithin(yen(gross), 10, 'half_up'), halfUp, `${gross} half up`)
      assert.equal(taxWithin(yen(gross), 10, 'up'), up, `${gross} up`)
    }
  })

  test('rounds an exact half up only when told so', () => {
    // No rate of today meets a half with whole yen; at 100 % every odd amount does.
    assert.equal(taxWithin(yen(3), 100, 'down'), 1n)
    assert.equal(taxWithin(yen(3), 100, 'half_up'), 2n)
    assert.equal(taxWithin(yen(3), 100, 'up'), 2n)
  })

  test('is less than a yen from the exact amount, on the side that the rounding says', () => {
    fc.assert(
      fc.property(amount, percent, rounding, (gross, rate, way) => {
        const scaled = 100n + BigInt(rate)
        const off = taxWithin(gross, rate, way) * scaled - gross * BigInt(rate)
        if (way === 'down') assert.ok(off <= 0n && -off < scaled)
        if (way === 'up') assert.ok(off >= 0n && off < scaled)
        if (way === 'half_up') assert.ok(off * 2n > -scaled && off * 2n <= scaled)
      }),
    )
  })
})

describe('tax of returns', () => {
  const cuts = fc.array(fc.bigInt({ min: 0n, max: 1_000n }), { minLength: 1, maxLength: 12 })

  test('sums to the tax of the sale once everything is returned, however it was cut', () => {
    fc.assert(
      fc.property(cuts, percent, rounding, (parts, rate, way) => {
        const gross = yen(parts.reduce((sum, part) => sum + part, 0n))
        const original = { gross, tax: taxWithin(gross, rate, way) }
        const earlier: Taxed[] = []
        for (const part of parts) {
          const given = { original, earlier: [...earlier], percent: rate, rounding: way }
          const tax = taxOfReturn(yen(part), given)
          assert.ok(tax >= 0n)
          earlier.push({ gross: yen(part), tax })
        }
        assert.equal(
          earlier.reduce((sum, one) => sum + one.tax, 0n),
          original.tax,
        )
      }),
    )
  })

  test('rounds its own amount while something is left to return', () => {
    const original = { gross: yen(1_430), tax: yen(130) }
    const given = { original, earlier: [], percent: 10, rounding: 'down' } as const
    assert.equal(taxOfReturn(yen(1_000), given), 90n)
    const earlier = [{ gross: yen(1_000), tax: yen(90) }]
    assert.equal(taxOfReturn(yen(430), { ...given, earlier }), 40n)
    assert.equal(taxOfReturn(yen(429), { ...given, earlier }), 39n)
  })

  test('never passes what is left, however many small returns are rounded up', () => {
    const original = { gross: yen(100), tax: yen(10) }
    const earlier = Array.from({ length: 10 }, () => ({ gross: yen(1), tax: yen(1) }))
    const given = { original, earlier, percent: 10, rounding: 'up' } as const
    assert.equal(taxOfReturn(yen(1), given), 0n)
  })

  test('of more than was paid is a broken invariant', () => {
    const original = { gross: yen(100), tax: yen(9) }
    const given = { original, earlier: [], percent: 10, rounding: 'down' } as const
    assert.throws(() => taxOfReturn(yen(101), given), { name: 'BrokenInvariant' })
  })
})

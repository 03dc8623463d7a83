import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { CHARACTERS_KEPT_MAX, cutStock, keptWith } from './cut-stock.ts'

const someOf = (first: number, count: number) =>
  new Set(Array.from({ length: count }, (_, place) => String.fromCodePoint(first + place)))

describe('fonts cut for receipts', () => {
  test('are cut once for the same characters, and for fewer of them', async () => {
    const stock = cutStock()
    const first = await stock.font('latin', 'Regular', new Set('Total 10'))
    assert.equal(await stock.font('latin', 'Regular', new Set('lot')), first)
    assert.notEqual(await stock.font('latin', 'Bold', new Set('lot')), first)
  })

  test('grow by what the next receipt says', async () => {
    const stock = cutStock()
    const first = await stock.font('latin', 'Regular', new Set('abc'))
    const second = await stock.font('latin', 'Regular', new Set('xyz'))
    assert.notEqual(second, first)
    assert.equal(await stock.font('latin', 'Regular', new Set('abcxyz')), second)
  })

  test('keep so many characters at most, and begin again past that', () => {
    const kept = someOf(0x4e00, CHARACTERS_KEPT_MAX - 1)
    assert.equal(keptWith(kept, new Set('a')).size, CHARACTERS_KEPT_MAX)
    assert.deepEqual(keptWith(kept, new Set('ab')), new Set('ab'))
  })
})

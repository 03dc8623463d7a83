import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OfferId } from '../basics/ids.ts'
import { autoOffer, catalogueOf } from '../renewal/example-desk.ts'
import { currentOffer, nameOfOffer } from './catalogue.ts'

test('An offer is called as its newest version is, also when that one is sold no more', () => {
  const sold = autoOffer({}, { version: 1 })
  const name = { ...sold.name, en: 'renamed' }
  const gone = { ...autoOffer({}, { version: 2 }), name, onSaleUntil: sold.onSaleFrom }
  for (const catalogue of [catalogueOf(sold, gone), catalogueOf(gone, sold)]) {
    assert.equal(currentOffer(catalogue, sold.id, sold.onSaleFrom)?.version, 1)
    assert.deepEqual(nameOfOffer(catalogue, sold.id), name)
    assert.equal(nameOfOffer(catalogue, 'never-sold' as OfferId), null)
  }
})

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openPostgres, type OpenPostgres } from '../../../test/contracts/stores.ts'
import { present } from '../../domain/basics/assert.ts'
import { yen } from '../../domain/basics/money.ts'
import { plusDays } from '../../domain/basics/time.ts'
import { offerKey } from '../../domain/catalogue/catalogue.ts'
import { CORNER_SHOP, readWorldFolder } from '../../main/world/read-folder.ts'
import {
  catalogueEdition,
  loadCatalogue,
  loadOperator,
  saveCatalogue,
  watchCatalogue,
} from './catalogue-store.ts'

const { catalogue, operator } = readWorldFolder(CORNER_SHOP)
const offers = [...catalogue.offers.values()]
const first = present(offers[0], 'there is an offer')
const save = {
  networks: [...catalogue.networks.values()],
  offers,
  terms: catalogue.terms,
  operator,
}
const pieces = save.networks.length + offers.length + save.terms.length + 1

let open: OpenPostgres
before(async () => {
  open = await openPostgres()
})
after(() => open.close())

test('Offers without their network are refused, and nothing is kept', async () => {
  const saved = await saveCatalogue(open.pool, { ...save, networks: [] })
  assert.equal(saved.ok ? null : saved.refusal.code, 'network_unknown')
  assert.equal((await loadCatalogue(open.pool)).terms.length, 0)
})

test('A dry run judges and keeps nothing', async () => {
  const saved = await saveCatalogue(open.pool, save, { dryRun: true })
  assert.deepEqual(saved.ok && saved.value, { created: pieces, changed: 0, unchanged: 0 })
  assert.equal((await loadCatalogue(open.pool)).offers.size, 0)
})

test('What was saved is loaded as it was, and saving it again changes nothing', async () => {
  assert.ok((await saveCatalogue(open.pool, save)).ok)
  const loaded = await loadCatalogue(open.pool)
  assert.deepEqual(loaded.networks.get(first.network), catalogue.networks.get(first.network))
  assert.deepEqual(loaded.offers.get(offerKey(first)), first)
  assert.deepEqual(
    loaded.terms.map((terms) => terms.hash).toSorted(),
    catalogue.terms.map((terms) => terms.hash).toSorted(),
  )
  assert.deepEqual(await loadOperator(open.pool), operator)
  const edition = await catalogueEdition(open.pool)
  const again = await saveCatalogue(open.pool, save)
  assert.deepEqual(again.ok && again.value, { created: 0, changed: 0, unchanged: pieces })
  assert.equal(await catalogueEdition(open.pool), edition)
})

test('A published version is never edited; a new version is taken', async () => {
  const dearer = { ...first, price: yen(first.price + 1n) }
  const refused = await saveCatalogue(open.pool, { offers: [dearer] })
  assert.deepEqual(refused.ok ? null : refused.refusal, {
    code: 'version_exists',
    versions: [{ kind: 'offer', name: first.id, version: 1 }],
  })
  const reworded = catalogue.terms.slice(0, 1).map((terms) => ({ ...terms, hash: '0'.repeat(64) }))
  assert.equal((await saveCatalogue(open.pool, { terms: reworded })).ok, false)
  assert.ok((await saveCatalogue(open.pool, { offers: [{ ...dearer, version: 2 }] })).ok)
})

test('The end of a sale may be set, and running processes learn of it', async () => {
  let told = 0
  const watch = await watchCatalogue(open.pool, () => (told += 1))
  try {
    const until = plusDays(first.onSaleFrom, 400)
    const saved = await saveCatalogue(open.pool, { offers: [{ ...first, onSaleUntil: until }] })
    assert.deepEqual(saved.ok && saved.value, { created: 0, changed: 1, unchanged: 0 })
    await watch.refresh()
    assert.equal(told, 1)
    const known = watch.catalogue().offers.get(offerKey(first))
    assert.equal(known?.onSaleUntil?.toString(), until.toString())
    await watch.refresh()
    assert.equal(told, 1)
  } finally {
    watch.stop()
  }
})

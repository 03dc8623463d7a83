import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { placing } from '../../../test/contracts/catalogue.ts'
import {
  createWorld,
  openPostgres,
  writeRows,
  type DoorWorld,
  type OpenPostgres,
} from '../../../test/contracts/stores.ts'
import type { Change, Home } from '../../app/door/state.ts'
import { placeOrder } from '../../app/orders/place-order.ts'
import { SYSTEM } from '../../app/origin.ts'
import { present } from '../../domain/basics/assert.ts'
import type {
  AccountId,
  CampaignId,
  LineId,
  OfferId,
  ReportId,
  StaffId,
} from '../../domain/basics/ids.ts'
import { yen } from '../../domain/basics/money.ts'
import { THE_BOOK } from '../../domain/bill/book.ts'
import { plusDays } from '../../domain/basics/time.ts'
import { offerKey } from '../../domain/catalogue/catalogue.ts'
import type { Campaign } from '../../domain/catalogue/campaign.ts'
import { DIRECTORY } from '../../domain/directory/example-directory.ts'
import type { Report } from '../../domain/directory/report.ts'
import type { Order, OrderState } from '../../domain/order/order.ts'
import { CORNER_SHOP, readWorldFolder } from '../../main/world/read-folder.ts'
import { countCampaigns } from './campaign-counts.ts'
import { loadCatalogue, loadOperator, saveCatalogue, watchCatalogue } from './catalogue-store.ts'
import { catalogueEdition } from './edition.ts'

const { catalogue, operator, answers } = readWorldFolder(CORNER_SHOP)
const offers = [...catalogue.offers.values()]
const first = present(offers[0], 'there is an offer')
const save = {
  networks: [...catalogue.networks.values()],
  offers,
  terms: catalogue.terms,
  campaigns: catalogue.campaigns,
  rules: catalogue.rules,
  operator,
}
const { campaigns, rules } = save
const reference = [...save.networks, ...offers, ...save.terms, ...campaigns, ...rules]
const pieces = reference.length + 1

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
  assert.deepEqual(loaded.campaigns, campaigns)
  assert.deepEqual(loaded.rules, rules)
  assert.deepEqual(await loadOperator(open.pool), operator)
  const edition = await catalogueEdition(open.pool)
  const again = await saveCatalogue(open.pool, save)
  assert.deepEqual(again.ok && again.value, { created: 0, changed: 0, unchanged: pieces })
  assert.equal(await catalogueEdition(open.pool), edition)
})

test('Answers are loaded whole, and the operator loaded again leaves them', async () => {
  const created = await saveCatalogue(open.pool, { answers })
  assert.deepEqual(created.ok && created.value, { created: 1, changed: 0, unchanged: 0 })
  assert.deepEqual((await loadOperator(open.pool))?.view.answers, answers)
  const view = { ...operator.view, phone: '+81 3-0000-0199' }
  const moved = await saveCatalogue(open.pool, { operator: { ...operator, view } })
  assert.deepEqual(moved.ok && moved.value, { created: 0, changed: 1, unchanged: 0 })
  const watch = await watchCatalogue(open.pool)
  try {
    assert.deepEqual(watch.operator()?.view, { ...view, answers })
    const few = answers.slice(0, 2)
    assert.ok((await saveCatalogue(open.pool, { answers: few, operator })).ok)
    await watch.refresh()
    assert.deepEqual(watch.operator()?.view, { ...operator.view, answers: few })
  } finally {
    watch.stop()
  }
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

test('The list of campaigns is loaded as a whole: its order counts, what is left out ends', async () => {
  const [first, ...rest] = campaigns
  assert.ok(first !== undefined)
  const turned = [...rest, first]
  const moved = await saveCatalogue(open.pool, { campaigns: turned })
  assert.deepEqual(moved.ok && moved.value, { created: 0, changed: turned.length, unchanged: 0 })
  assert.deepEqual((await loadCatalogue(open.pool)).campaigns, turned)
  const fewer = await saveCatalogue(open.pool, { campaigns: rest })
  assert.deepEqual(fewer.ok && fewer.value, { created: 0, changed: 1, unchanged: rest.length })
  assert.deepEqual((await loadCatalogue(open.pool)).campaigns, rest)
  const other = await saveCatalogue(open.pool, { rules: [] })
  assert.deepEqual(other.ok && other.value, { created: 0, changed: 0, unchanged: 0 })
  assert.equal((await loadCatalogue(open.pool)).campaigns.length, rest.length)
})

test('A campaign for what nobody sells is refused, by name', async () => {
  const [campaign] = campaigns
  assert.ok(campaign !== undefined)
  const strange = { ...campaign, offers: [first.id, 'nothing' as OfferId] }
  const saved = await saveCatalogue(open.pool, { campaigns: [strange] })
  assert.deepEqual(saved.ok ? null : saved.refusal, {
    code: 'campaign_names_unknown',
    names: [{ campaign: campaign.id, name: 'nothing' }],
  })
})

test('Rules that may have decided already are never edited; a later date is taken', async () => {
  const [known] = rules
  assert.ok(known !== undefined)
  const milder = { ...known, pointsPerHundredYen: 2 }
  const refused = await saveCatalogue(open.pool, { rules: [milder] })
  assert.equal(refused.ok ? null : refused.refusal.code, 'rules_exist')
  const later = { ...milder, effectiveFrom: plusDays(known.effectiveFrom, 1_000) }
  assert.ok((await saveCatalogue(open.pool, { rules: [later] })).ok)
  assert.deepEqual((await loadCatalogue(open.pool)).rules, [known, later])
})

test('A campaign is used up by orders that wait or were delivered, and open again without them', async () => {
  const [campaign] = campaigns
  assert.ok(campaign !== undefined)
  const limited = { ...campaign, totalMax: 2 }
  const endless = { ...campaign, id: 'endless' as CampaignId }
  assert.ok((await saveCatalogue(open.pool, { campaigns: [limited, endless] })).ok)
  const world = createWorld(open)
  const line = await world.line()
  const orders = await Promise.all([1, 2, 3].map(() => orderOf(world, line)))
  const count = async (all = false) => {
    const before = await catalogueEdition(open.pool)
    const moved = await countCampaigns(open.pool, { all })
    const told = (await catalogueEdition(open.pool)) > before
    const { exhausted } = await loadCatalogue(open.pool)
    return { moved, told, exhausted: [...exhausted] }
  }
  const put = async (states: readonly OrderState[], of: Campaign) => {
    const rows = states.map((state, at): Change => {
      const { id, name, benefit } = of
      return {
        table: 'orders',
        row: { ...present(orders[at], 'an order'), state, campaign: { id, name, benefit } },
      }
    })
    const homes = [{ kind: 'line', id: line }] as const
    await world.door.ask(writeRows, { homes, changes: rows }, SYSTEM)
  }
  const waiting = { kind: 'awaiting_payment' } as const
  const over = { kind: 'expired', at: world.clock.now() } as const
  await put([waiting, over], limited)
  assert.deepEqual(await count(), { moved: 1, told: false, exhausted: [] })
  await put([waiting, waiting], limited)
  assert.deepEqual(await count(), { moved: 1, told: true, exhausted: [limited.id] })
  assert.deepEqual(await count(), { moved: 0, told: false, exhausted: [limited.id] })
  await put([waiting, over], limited)
  assert.deepEqual(await count(), { moved: 1, told: true, exhausted: [] })
  await put([waiting, waiting, waiting], endless)
  assert.deepEqual(await count(), { moved: 1, told: false, exhausted: [] })
  assert.deepEqual(await count(true), { moved: 1, told: false, exhausted: [] })
})

/** An order as it is placed, not yet of any campaign. */
async function orderOf({ door, ids, open: { reads } }: DoorWorld, line: LineId): Promise<Order> {
  const buyer = { kind: 'account', account: ids.next<AccountId>() } as const
  const input = placing(line, ids, { buyer })
  assert.ok((await door.ask(placeOrder, input, SYSTEM)).ok)
  const known = await reads.order(line, input.ids.order)
  return present(known, 'an order placed is there').order
}

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

test('What staff confirm and edit stands before the file, and running processes learn of it', async () => {
  assert.ok((await saveCatalogue(open.pool, { directory: DIRECTORY })).ok)
  const watch = await watchCatalogue(open.pool)
  try {
    const { door, clock, ids } = createWorld(open)
    const at = clock.now()
    const by = ids.next<StaffId>()
    const id = ids.next<ReportId>()
    const put = async (home: Home, change: Change) => {
      await door.ask(writeRows, { homes: [home], changes: [change] }, SYSTEM)
      await watch.refresh()
      return present(watch.operator(), 'the operator was saved').view.directory
    }
    const row: Report = {
      id,
      at,
      channel: 'web',
      language: 'ko',
      account: null,
      names: ['link bad.example', 'link other.example'],
      sealed: null,
      state: { kind: 'waiting' },
    }
    const told = (state: Report['state']) =>
      put({ kind: 'report', id }, { table: 'reports', row: { ...row, state } })
    const before = await catalogueEdition(open.pool)
    assert.deepEqual(await told({ kind: 'waiting' }), DIRECTORY)
    assert.equal(await catalogueEdition(open.pool), before)
    const { reported } = await told({ kind: 'confirmed', at, by, keys: ['link bad.example'] })
    assert.deepEqual(reported, [...DIRECTORY.reported, 'link bad.example'])
    assert.deepEqual(await told({ kind: 'rejected', at, by }), DIRECTORY)
    const [portal, ...others] = DIRECTORY.entries
    const entry = { ...present(portal, 'the first entry'), until: at }
    const edited = { table: 'directory_entries', row: { entry, by, at } } as const
    const { entries } = await put({ kind: 'book', id: THE_BOOK }, edited)
    assert.deepEqual(entries, [entry, ...others])
    const again = await saveCatalogue(open.pool, { directory: DIRECTORY })
    assert.deepEqual(again.ok && again.value, { created: 0, changed: 0, unchanged: 1 })
  } finally {
    watch.stop()
  }
})

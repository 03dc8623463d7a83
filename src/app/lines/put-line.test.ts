import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { createMemoryStore } from '../../adapters/memory/memory-store.ts'
import { createMemoryReads } from '../../adapters/memory/reads.ts'
import { systemDice } from '../../adapters/system/dice.ts'
import { createIds } from '../../adapters/system/ids.ts'
import { createVault } from '../../adapters/system/vault.ts'
import { MASTER_KEY_BYTES } from '../vault.ts'
import type { NetworkId } from '../../domain/basics/ids.ts'
import { instant } from '../../domain/basics/time.ts'
import type { Network } from '../../domain/catalogue/offer.ts'
import { createDoor } from '../door/door.ts'
import { readLines, type LoadedLine } from '../operator/line-files.ts'
import { NO_CATALOGUE } from '../operator/whole-catalogue.ts'
import { SYSTEM } from '../origin.ts'
import { LOAD_BATCH, loadLines } from './load-lines.ts'
import { activationHash } from './put-line.ts'

const NAME = { 'zh-CN': '网', 'zh-TW': '網', en: 'Net', ja: '網', ko: '망' }
const network = (id: string, prefix: string): Network => ({
  id: id as NetworkId,
  name: NAME,
  iccidPrefixes: [prefix],
  suspendedDays: 30,
  alwaysOnKbps: null,
  freeRatingGroups: [],
  unsharedPools: [],
})

function open() {
  const store = createMemoryStore()
  const clock = { now: () => instant('2026-11-22T10:00:00Z') }
  const ids = createIds({ clock, dice: systemDice })
  const networks = [network('docomo', '898110'), network('au', '898130')]
  const catalogue = {
    ...NO_CATALOGUE,
    networks: new Map(networks.map((one) => [one.id, one])),
  }
  const vault = createVault(new Uint8Array(MASTER_KEY_BYTES))
  const door = createDoor({ store, clock, ids, catalogue: () => catalogue })
  const reads = createMemoryReads(store)
  const app = { door, reads, ids, clock, vault, catalogue: () => catalogue }
  const run = (lines: readonly LoadedLine[], dryRun = false) =>
    loadLines(app, lines, { dryRun, origin: SYSTEM })
  return { store, vault, run }
}

function card(payload: string, over: Readonly<Record<string, string>> = {}): LoadedLine {
  const row = {
    iccid: payload + luhn(payload),
    activation_code: '0123456789',
    msisdn: '',
    imsi: '',
    network: 'docomo',
    form: 'card',
    eid: '',
    ...over,
  }
  const read = readLines([row])
  assert.ok(read.ok)
  const [line] = read.value
  assert.ok(line !== undefined)
  return line
}

/** By trial, so that it is not the code under test that says which is right. */
function luhn(payload: string): string {
  for (const digit of '0123456789') {
    const digits = [...(payload + digit)].toReversed().map(Number)
    const sum = digits.reduce((total, one, index) => {
      const value = index % 2 === 0 ? one : one * 2
      return total + (value > 9 ? value - 9 : value)
    }, 0)
    if (sum % 10 === 0) return digit
  }
  return ''
}

const ONE = '898110000000000001'

suite('loading a list of cards', () => {
  test('makes lines that their numbers find and their codes prove', async () => {
    const { store, vault, run } = open()
    const line = card(ONE, { imsi: '440101234567890', msisdn: '02012345678' })
    const report = await run([line])
    assert.deepEqual(report, { created: 1, changed: 0, unchanged: 0, refused: [] })
    const [row] = [...store.tables.lines.values()]
    assert.equal(row?.activation.hash, activationHash(vault, line.iccid, line.activationCode))
    assert.match(row?.activation.hash ?? '', /^[0-9a-f]{64}$/)
    for (const name of [`iccid|${line.iccid}`, `imsi|${line.imsi}`, `msisdn|${line.msisdn}`]) {
      assert.equal(store.tables.finds.get(name)?.home.id, row?.id)
    }
  })

  test('a second time changes nothing, not even the journal', async () => {
    const { store, run } = open()
    const lines = Array.from({ length: LOAD_BATCH + 1 }, (_, index) =>
      card(`898110${String(index).padStart(12, '0')}`),
    )
    assert.equal((await run(lines)).created, LOAD_BATCH + 1)
    const entries = store.journal.length
    const again = await run(lines)
    assert.deepEqual(again, { created: 0, changed: 0, unchanged: LOAD_BATCH + 1, refused: [] })
    assert.equal(store.journal.length, entries)
  })

  test('brings a known line up to its row and lets the old number go', async () => {
    const { store, run } = open()
    await run([card(ONE, { msisdn: '02012345678' })])
    const report = await run([card(ONE, { msisdn: '02087654321', activation_code: '9876543210' })])
    assert.equal(report.changed, 1)
    assert.equal(store.tables.lines.size, 1)
    assert.equal(store.tables.finds.has('msisdn|+812012345678'), false)
    assert.equal(store.tables.finds.has('msisdn|+812087654321'), true)
  })

  test('refuses by row what belongs elsewhere, and loads the others', async () => {
    const { run } = open()
    await run([card(ONE, { imsi: '440101234567890' })])
    const report = await run([
      card(ONE, { imsi: '440101234567890', network: 'au' }),
      card('898110000000000002', { imsi: '440101234567890' }),
      card('898110000000000003', { network: 'moon' }),
      card('898120000000000004'),
      card('898110000000000005'),
    ])
    assert.equal(report.created, 1)
    assert.deepEqual(report.refused, [
      { index: 0, refusal: { code: 'card_of_other_issuer', prefixes: ['898130'] } },
      { index: 1, refusal: { code: 'number_taken', number: 'imsi' } },
      { index: 2, refusal: { code: 'network_unknown', network: 'moon' } },
      { index: 3, refusal: { code: 'card_of_other_issuer', prefixes: ['898110'] } },
    ])
  })

  test('says in a dry run what it would do, and does nothing', async () => {
    const { store, run } = open()
    await run([card(ONE)])
    const report = await run([card(ONE), card('898110000000000009')], true)
    assert.deepEqual(report, { created: 1, changed: 0, unchanged: 1, refused: [] })
    assert.equal(store.tables.lines.size, 1)
  })
})

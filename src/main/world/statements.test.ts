/** The demo world's months against its book: every yen of it stands on exactly one statement. */
import assert from 'node:assert/strict'
import { before, suite, test } from 'node:test'
import { createMemoryAnomalyMarks } from '../../adapters/memory/anomaly-marks.ts'
import { createMemoryLimits } from '../../adapters/memory/limits.ts'
import { createMemoryStore, type MemoryStore } from '../../adapters/memory/memory-store.ts'
import { createMemoryReads } from '../../adapters/memory/reads.ts'
import { systemDice } from '../../adapters/system/dice.ts'
import { createVault } from '../../adapters/system/vault.ts'
import type { App } from '../../app/app.ts'
import { createDoor } from '../../app/door/door.ts'
import {
  accountStatement,
  lineStatement,
  MONTHS_LISTED_MAX,
  statementMonths,
  type StatementView,
} from '../../app/queries/statement.ts'
import { lookForAnomalies } from '../../app/sweeps/anomalies.ts'
import { MASTER_KEY_BYTES } from '../../app/vault.ts'
import type { ApiKeyId, LineId, MailboxId } from '../../domain/basics/ids.ts'
import { negate, sumYen, yen, type Yen } from '../../domain/basics/money.ts'
import { instant } from '../../domain/basics/time.ts'
import { monthAt } from '../../domain/bill/month.ts'
import type { LedgerAccount, PostingSet } from '../../domain/ledger/posting.ts'
import { CORNER_SHOP, readWorldFolder } from './read-folder.ts'
import { seedWorld } from './seed.ts'

const NOW = instant('2026-11-22T03:00:00Z')
const folder = readWorldFolder(CORNER_SHOP)
const partner = '01890000-0000-7000-8000-000000000001' as ApiKeyId

function on(sets: readonly PostingSet[], ...accounts: readonly LedgerAccount[]): Yen {
  const postings = sets.flatMap((set) => set.postings)
  return sumYen(postings.filter((one) => accounts.includes(one.account)).map((one) => one.amount))
}

suite('Statements of the demo world', () => {
  let store: MemoryStore
  let app: App

  before(async () => {
    store = createMemoryStore()
    const vault = createVault(new Uint8Array(MASTER_KEY_BYTES).fill(7))
    const reads = createMemoryReads(store)
    const mailboxOf = (email: string) => vault.keyed('mailbox', email).slice(0, 36) as MailboxId
    const { catalogue, operator } = folder
    const ports = { store, reads, vault, catalogue, operator: operator.view, mailboxOf, partner }
    await seedWorld(ports, { world: folder.world, cards: folder.cards, now: NOW })
    let count = 0
    const ids = {
      next<Id extends string>(): Id {
        count += 1
        return `01990000-0000-7000-8000-${String(count).padStart(12, '0')}` as Id
      },
    }
    const clock = { now: () => NOW }
    app = {
      door: createDoor({ store, clock, ids, catalogue: () => catalogue }),
      reads,
      clock,
      ids,
      dice: systemDice,
      vault,
      catalogue: () => catalogue,
      operator: () => operator.view,
      providers: new Map(),
      providerTroubles: () => new Set(),
      portalUrl: 'https://example.jp',
      interimSeconds: 600,
      limits: createMemoryLimits(),
    }
  })

  async function months(line: LineId): Promise<readonly StatementView[]> {
    const views = (await statementMonths(app, [line])).map((month) =>
      lineStatement(app, line, month),
    )
    return (await Promise.all(views)).filter((view) => view !== null)
  }

  test('have of every line and month what the book has, tax and all', async () => {
    let [gross, stated] = [0n, 0]
    for (const line of store.tables.lines.keys()) {
      const sets = [...store.tables.postings.values()].filter(({ home }) => home.id === line)
      const views = await months(line as LineId)
      assert.ok(views.length < MONTHS_LISTED_MAX, 'all months are listed')
      for (const { statement } of views) {
        const own = sets.filter(({ at }) => monthAt(at) === statement.month)
        const [sold, back] = [
          statement.rates.map((one) => one.sold),
          statement.rates.map((one) => one.returned),
        ]
        const net = sumYen(sold.map((one) => one.gross)) - sumYen(back.map((one) => one.gross))
        const tax = sumYen(sold.map((one) => one.tax)) - sumYen(back.map((one) => one.tax))
        const about = `${line} in ${statement.month}`
        assert.equal(net, negate(on(own, 'sales', 'consumption_tax')), about)
        assert.equal(tax, negate(on(own, 'consumption_tax')), about)
        assert.equal(
          sumYen(statement.ways.map(({ amount }) => amount)),
          statement.sold,
          `${about}: what was sold was paid`,
        )
        gross += net
        stated += statement.entries.length
      }
    }
    const book = await app.reads.trialBalance()
    assert.equal(gross, -((book.get('sales') ?? 0n) + (book.get('consumption_tax') ?? 0n)))
    assert.ok(stated > 50, `${stated} entries`)
  })

  test('have of every account the points that its lots hold', async () => {
    let moves = 0
    for (const account of store.tables.accounts.values()) {
      const [month] = await statementMonths(app, [account.id])
      if (month === undefined) continue
      const view = await accountStatement(app, account, month)
      const lots = [...store.tables.lots.values()].filter((lot) => lot.account === account.id)
      assert.equal(view?.statement.points?.after, yen(sumYen(lots.map(({ left }) => left))))
      moves += view?.statement.points?.moves.length ?? 0
    }
    assert.ok(moves > 0)
  })

  test('have the bytes that were reported, each in one month', async () => {
    for (const line of store.tables.lines.keys()) {
      const records = [...store.tables.usage.values()].filter((one) => one.line === line)
      const views = await months(line as LineId)
      const used = views.flatMap(({ statement }) => statement.lines.map(({ bytes }) => bytes))
      assert.equal(
        used.reduce((sum, one) => sum + one, 0n),
        records.reduce((sum, { bytes }) => sum + bytes, 0n),
        line,
      )
    }
  })

  test('have nothing odd on them but what was bought twice within minutes', async () => {
    const marks = createMemoryAnomalyMarks()
    for (let run = 0; run < 20; run += 1) {
      const { left } = await lookForAnomalies(app, marks)
      assert.deepEqual(left, [])
    }
    const kinds = [...store.tables.anomalies.values()].map(({ finding }) => finding.kind)
    // Stories whose people buy the same pack again within a minute: all that is odd.
    assert.deepEqual([...new Set(kinds)], ['duplicate'])
    const before = kinds.length
    await lookForAnomalies(app, createMemoryAnomalyMarks())
    assert.equal(store.tables.anomalies.size, before, 'begun again, nothing is found twice')
  })
})

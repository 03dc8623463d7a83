/**
 * Bills in a store: a month's records read back, oddities noted once and answered by whoever holds
 * the line, and the search for them, which begins again where it stood.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { createMemoryLimits } from '../../src/adapters/memory/limits.ts'
import { systemDice } from '../../src/adapters/system/dice.ts'
import { createVault } from '../../src/adapters/system/vault.ts'
import type { App } from '../../src/app/app.ts'
import { answerAnomaly, anomalyIdOf, noteAnomaly } from '../../src/app/bills/anomalies.ts'
import type { AnomalyMarks } from '../../src/app/bills/ports.ts'
import { chargeLine } from '../../src/app/charging/charge-line.ts'
import { renewByPartner } from '../../src/app/orders/renew-by-partner.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import { accountStatement, lineStatement } from '../../src/app/queries/statement.ts'
import { lookForAnomalies, SALE_SETTLED_SECONDS } from '../../src/app/sweeps/anomalies.ts'
import { createStatementSweep, STATEMENTS_TOLD_DAYS } from '../../src/app/sweeps/statements.ts'
import { resolveNotice } from '../../src/app/notices/resolve-notice.ts'
import { MASTER_KEY_BYTES } from '../../src/app/vault.ts'
import type { Account } from '../../src/domain/account/account.ts'
import { NO_PHONE } from '../../src/domain/account/phone.ts'
import { present } from '../../src/domain/basics/assert.ts'
import { bytes } from '../../src/domain/basics/data-volume.ts'
import type { LineId, OrderId } from '../../src/domain/basics/ids.ts'
import { jstMidnight, plusDays, plusHours, type Instant } from '../../src/domain/basics/time.ts'
import type { Finding } from '../../src/domain/bill/anomaly.ts'
import { monthAt, spanOf, type JstMonth } from '../../src/domain/bill/month.ts'
import { CATALOGUE, freshLine, partnerRenewal, usageReport } from './catalogue.ts'
import { createWorld, writeRows, type DoorWorld, type OpenStore } from './stores.ts'
import { OPERATOR } from './task-world.ts'

const MANY = 1_000
const GIGABYTE = 1_000_000_000n
const APRIL = '2026-04' as JstMonth

export function billsContract<Open extends OpenStore>(
  name: string,
  openStore: () => Promise<Open>,
  marksOf: (open: Open) => AnomalyMarks,
): void {
  describe(`Bills in the ${name} store`, () => {
    let stage: Stage
    before(async () => {
      const open = await openStore()
      const world = createWorld(open)
      stage = { world, app: appOf(world), marks: marksOf(open) }
    })
    after(() => stage.world.open.close())
    monthsOfLines(() => stage)
    noting(() => stage)
    telling(() => stage)
    searching(() => stage)
  })
}

interface Stage {
  readonly world: DoorWorld
  readonly app: App
  readonly marks: AnomalyMarks
}

/** Months read back. */
function monthsOfLines(stage: () => Stage): void {
  test('a month has what was sold, delivered and reported in it, up to its very end', async () => {
    const { world, app } = stage()
    const { line, buy, use } = await held(world)
    await use('s1', 300_000_000n)
    const sale = await buy()
    await use('s1', 1_500_000_000n)
    const end = spanOf(APRIL).until
    const last = await at(world, end.subtract({ microseconds: 1 }), buy)
    const next = await at(world, end, buy)
    const april = await lineStatement(app, line, APRIL)
    const may = await lineStatement(app, line, monthAt(end))
    assert.deepEqual(
      april?.statement.entries.map(({ kind, order }) => [kind, order]),
      [
        ['sold', sale],
        ['sold', last],
      ],
    )
    assert.deepEqual(
      may?.statement.entries.map(({ order }) => order),
      [next],
    )
    assert.equal(april?.statement.sold, 1_100n)
    assert.deepEqual(april?.statement.rates, [
      {
        percent: 10,
        sold: { gross: 1_100n, tax: 100n },
        returned: { gross: 0n, tax: 0n },
      },
    ])
    const [own] = april?.statement.lines ?? []
    assert.equal(own?.bytes, 1_500_000_000n)
    assert.equal(own?.uncovered, 300_000_000n, 'used before there was a pack')
    assert.equal(own?.bought.length, 2)
    const months = await app.reads.monthsOf([line], { newest: monthAt(end), count: 36 })
    assert.deepEqual(months, [monthAt(end), APRIL])
  })

  test('a statement of a month that is over is the same ever after', async () => {
    const { world, app } = stage()
    const { account, line, buy } = await held(world)
    const month = monthAt(world.clock.now())
    await buy()
    world.clock.set(spanOf(month).until)
    const first = await lineStatement(app, line, month)
    assert.notEqual(first, null)
    await buy()
    const second = await lineStatement(app, line, month)
    assert.deepEqual(second?.statement, first?.statement)
    assert.equal(first?.isOpen, false)
    const whole = await accountStatement(app, account, month)
    assert.equal(whole?.statement.sold, first?.statement.sold)
    assert.deepEqual(whole?.statement.points, { before: 0n, after: 0n, moves: [] })
  })
}

/** Oddities kept and answered. */
function noting(stage: () => Stage): void {
  test('what is odd is noted once, whoever looks again', async () => {
    const { world, app } = stage()
    const { line, account } = await held(world)
    const asked = noted(app, line)
    const first = await world.door.ask(noteAnomaly, asked, SYSTEM)
    const again = await world.door.ask(noteAnomaly, asked, SYSTEM)
    assert.ok(first.ok && first.value.noted && again.ok && !again.value.noted)
    const [row, ...others] = await app.reads.unansweredAnomalies(line, MANY)
    assert.deepEqual(others, [])
    assert.deepEqual(row?.finding, asked.finding)
    assert.equal(row?.account, account.id)
    const told = (await world.open.takeJobs()).filter(({ payload }) =>
      payload['notice']?.includes('anomaly_found'),
    )
    assert.equal(told.length, 1)
  })

  test('only whoever holds the line says that it is fine, and once', async () => {
    const { world, app } = stage()
    const { line, account } = await held(world)
    const { id: anomaly } = noted(app, line)
    await world.door.ask(noteAnomaly, noted(app, line), SYSTEM)
    const answer = (from: Account['id']) =>
      world.door.ask(answerAnomaly, { line, account: from, anomaly }, SYSTEM)
    const stranger = await answer(world.ids.next())
    assert.ok(!stranger.ok && stranger.refusal.code === 'anomaly_unknown')
    assert.ok((await answer(account.id)).ok)
    const said = await app.reads.anomaly(line, anomaly)
    assert.equal(said?.feedback?.says, 'fine')
    world.clock.advance(60)
    assert.ok((await answer(account.id)).ok)
    assert.deepEqual((await app.reads.anomaly(line, anomaly))?.feedback, said?.feedback)
    assert.deepEqual(await app.reads.unansweredAnomalies(line, MANY), [])
    const counts = await app.reads.anomalyCounts(said?.foundAt ?? world.clock.now())
    assert.ok(counts.some((one) => one.kind === 'duplicate' && one.fine > 0))
  })
}

/** Months and oddities told. */
function telling(stage: () => Stage): void {
  test('accounts are told once of a month that had something, in the next one’s first days', async () => {
    const { world, app } = stage()
    const busy = await held(world)
    const idle = await held(world)
    const month = monthAt(world.clock.now())
    await busy.buy()
    const { until } = spanOf(month)
    const over = plusDays(until, STATEMENTS_TOLD_DAYS)
    await world.open.takeJobs()
    const run = async (now: Instant) => {
      world.clock.set(now)
      assert.deepEqual((await createStatementSweep(app)()).left, [])
      const jobs = (await world.open.takeJobs()).filter(({ task }) => task === 'notice')
      const told = jobs.map(({ payload }) => payload['notice'] ?? '')
      const of = (account: Account) => told.filter((one) => one.includes(account.id)).length
      return [of(busy.account), of(idle.account)]
    }
    assert.deepEqual(await run(until.subtract({ microseconds: 1 })), [0, 0], 'not over yet')
    assert.deepEqual(await run(until), [1, 0])
    assert.deepEqual(await run(over.subtract({ microseconds: 1 })), [0, 0], 'told already')
    const late = await held(world)
    world.clock.set(over)
    assert.equal((await createStatementSweep(app)()).done, 0, late.line)
  })

  test('what is told of a bill is looked at again when it goes', async () => {
    const { world, app } = stage()
    const { line, account, buy } = await held(world)
    await buy()
    const month = monthAt(world.clock.now())
    const ready = { kind: 'statement_ready', account: account.id, month } as const
    const told = await resolveNotice(app, ready)
    assert.deepEqual(told?.notice, {
      kind: 'statement_ready',
      month,
      sold: 550n,
      returned: 0n,
      odd: 0,
    })
    const wish = noted(app, line)
    const found = { kind: 'anomaly_found', line, anomaly: wish.id } as const
    assert.equal(await resolveNotice(app, found), null, 'nothing was found')
    await world.door.ask(noteAnomaly, wish, SYSTEM)
    assert.equal((await resolveNotice(app, found))?.account, account.id)
    const answer = { line, account: account.id, anomaly: wish.id }
    assert.ok((await world.door.ask(answerAnomaly, answer, SYSTEM)).ok)
    assert.equal(await resolveNotice(app, found), null, 'answered meanwhile')
  })
}

/** Looking, once. */
function searching(stage: () => Stage): void {
  test('a sale is looked at once its group must be committed, and not again', async () => {
    const { world, app, marks } = stage()
    const { line, buy } = await held(world)
    // What was there before the first look is no news.
    await searched(app, marks)
    const first = await buy()
    world.clock.advance(120)
    const second = await buy()
    world.clock.advance(SALE_SETTLED_SECONDS)
    await searched(app, marks)
    assert.deepEqual(await app.reads.unansweredAnomalies(line, MANY), [], 'not yet')
    world.clock.advance(1)
    await world.open.takeJobs()
    await searched(app, marks)
    const told = (await world.open.takeJobs()).filter(({ task }) => task === 'notice')
    assert.equal(told.length, 1, 'told of once')
    const found = (await app.reads.unansweredAnomalies(line, MANY)).map((one) => one.finding)
    assert.deepEqual(found, [
      { kind: 'duplicate', order: second, earlier: first, secondsApart: 120 },
    ])
    assert.equal((await lookForAnomalies(app, marks)).done, 0)
    const mark = present(await marks.read(), 'a look leaves its mark')
    await marks.keep({ ...mark, sale: null })
    await searched(app, marks)
    assert.equal((await app.reads.anomaliesOfOrder(line, second)).length, 1)
  })

  test('a day is looked at an hour after it is over', async () => {
    const { world, app, marks } = stage()
    const { line, use } = await held(world)
    let used = 0n
    for (const day of [1, 1, 1, 9]) {
      used += BigInt(day) * GIGABYTE
      await use('s2', used)
      world.clock.advance(86_400)
    }
    const today = world.clock.now().toZonedDateTimeISO('Asia/Tokyo').toPlainDate()
    world.clock.set(plusHours(jstMidnight(today), 1).subtract({ microseconds: 1 }))
    await searched(app, marks)
    assert.deepEqual(await app.reads.unansweredAnomalies(line, MANY), [])
    world.clock.set(plusHours(jstMidnight(today), 1))
    await searched(app, marks)
    const [found] = await app.reads.unansweredAnomalies(line, MANY)
    assert.deepEqual(found?.finding, {
      kind: 'usage_jump',
      day: today.subtract({ days: 1 }),
      bytes: 9n * GIGABYTE,
      usual: GIGABYTE,
    })
    assert.deepEqual((await marks.read())?.day, today.subtract({ days: 1 }))
  })
}

/** Until a run finds nothing more to look at. */
async function searched(app: App, marks: AnomalyMarks): Promise<void> {
  for (;;) {
    const before = await marks.read()
    const { left } = await lookForAnomalies(app, marks)
    assert.deepEqual(left, [])
    if (JSON.stringify(before) === JSON.stringify(await marks.read())) return
  }
}

function noted(app: App, line: LineId) {
  const order = '00000000-0000-7000-8000-0000000000aa' as OrderId
  const finding: Finding = { kind: 'duplicate', order, earlier: order, secondsApart: 5 }
  const id = anomalyIdOf(app.vault, line, finding)
  return { id, line, finding, aboutAt: app.clock.now(), isNews: true }
}

/** A line with a holder, and what its people do. */
async function held({ ids, door, clock }: DoorWorld) {
  const line = freshLine(ids.next())
  const account: Account = {
    id: ids.next(),
    person: ids.next(),
    mailbox: ids.next(),
    language: 'ja',
    country: null,
    lines: [line.id],
    createdAt: clock.now(),
    notices: null,
    phone: NO_PHONE,
    accepted: [],
    closed: null,
  }
  const homes = [
    { kind: 'line', id: line.id },
    { kind: 'account', id: account.id },
  ] as const
  await door.ask(
    writeRows,
    {
      homes,
      changes: [
        { table: 'lines', row: { ...line, holder: account.id } },
        { table: 'accounts', row: account },
      ],
    },
    SYSTEM,
  )
  let sequence = 0
  return {
    line: line.id,
    account,
    async buy(): Promise<OrderId> {
      const wish = partnerRenewal(line.id, ids)
      const bought = await door.ask(renewByPartner, wish, SYSTEM)
      assert.ok(bought.ok, JSON.stringify(bought))
      return wish.ids.order
    },
    /** In all, since the session began. */
    async use(session: string, total: bigint): Promise<void> {
      sequence += 1
      const report = usageReport(line.id, ids, {
        sequence: `${sequence}`,
        sessionKey: `${line.id} ${session}`,
        usedBytes: bytes(total),
      })
      const origin = { ...SYSTEM, key: `${line.id}|${session}|${sequence}` }
      const told = await door.ask(chargeLine, report, origin)
      assert.ok(told.ok, JSON.stringify(told))
    },
  }
}

function at<Value>(world: DoorWorld, now: Instant, act: () => Promise<Value>): Promise<Value> {
  world.clock.set(now)
  return act()
}

function appOf({ door, ids, clock, open }: DoorWorld): App {
  return {
    door,
    reads: open.reads,
    clock,
    ids,
    dice: systemDice,
    vault: createVault(new Uint8Array(MASTER_KEY_BYTES)),
    catalogue: () => CATALOGUE,
    operator: () => OPERATOR,
    providers: new Map(),
    providerTroubles: () => new Set(),
    portalUrl: 'https://example.jp',
    interimSeconds: 600,
    limits: createMemoryLimits(),
  }
}

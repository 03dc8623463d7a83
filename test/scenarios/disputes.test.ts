/**
 * From something odd on a bill to its answer, through the pages of the portal and the console: a
 * charge that came twice, a price that differs from the list, a day of much data. Each is flagged,
 * disputed in one tap, answered by staff; then the book sums to zero, the paper of the return is
 * right, and the customer's page and letters say so.
 */
import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { createMemoryAnomalyMarks } from '../../src/adapters/memory/anomaly-marks.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import { DAYS_A_RUN_MAX, DAYS_BACK_MAX, lookForAnomalies } from '../../src/app/sweeps/anomalies.ts'
import { overdueDisputes } from '../../src/app/sweeps/disputes.ts'
import { CONSOLE_LIMITS } from '../../src/channels/counter/desk.ts'
import { present } from '../../src/domain/basics/assert.ts'
import { gigabytes, NO_BYTES, type Bytes } from '../../src/domain/basics/data-volume.ts'
import type { LineId, OrderId } from '../../src/domain/basics/ids.ts'
import { sumYen, yen } from '../../src/domain/basics/money.ts'
import {
  isBefore,
  jstDate,
  jstMidnight,
  plusDays,
  plusHours,
  type Instant,
} from '../../src/domain/basics/time.ts'
import { offerKey } from '../../src/domain/catalogue/catalogue.ts'
import type { Offer } from '../../src/domain/catalogue/offer.ts'
import type { UsageRecord } from '../../src/domain/charging/usage-record.ts'
import { DAY, MONTH } from '../contracts/catalogue.ts'
import { writeRows } from '../contracts/stores.ts'
import { openDesk, type Browser as Desk } from './console-world.ts'
import { openPaying, type Browser, type PayingWorld } from './paying-world.ts'

/** To the next noon in Japan. */
function hoursUntilNoon(now: Instant): number {
  const noon = plusHours(jstMidnight(jstDate(now)), 12)
  const next = isBefore(now, noon) ? noon : plusDays(noon, 1)
  return now.until(next).total('hours')
}

/** A run looks at a few days; as many as nobody has looked at. */
const RUNS_TO_CATCH_UP = Math.ceil(DAYS_BACK_MAX / DAYS_A_RUN_MAX) + 1

suite('What is odd on a bill', () => {
  let world: PayingWorld
  let desk: Awaited<ReturnType<typeof openDesk>>
  let agent: Desk
  const marks = createMemoryAnomalyMarks()

  before(async () => {
    world = await openPaying()
    // Notices of the night would wait for the morning.
    world.outside.product.advanceHours(hoursUntilNoon(world.clock.now()))
    const nextStep = () => world.outside.product.advanceHours(1 / 120)
    desk = await openDesk(world.app, { nextStep, limits: CONSOLE_LIMITS })
    await desk.hire('kim', 'operator', { shop: null })
    await desk.hire('ono', 'operator', { shop: null })
    agent = await desk.signedIn('kim')
  })
  after(async () => {
    await desk.close()
    await world.close()
  })

  const sell = (...offers: readonly Offer[]) => {
    const known = new Map(world.catalogue.offers)
    for (const one of offers) known.set(offerKey(one), one)
    world.catalogue = { ...world.catalogue, offers: known }
  }

  /** By card, on the hosted page; then on the order's page. */
  async function buys(browser: Browser, line: LineId, offer: Offer): Promise<OrderId> {
    await browser.get(`/lines/${line}/renewals/new?offer=${offer.id}&version=${offer.version}`)
    const page = await browser.send(`/lines/${line}/renewals`, { act: 'pay', accept: 'yes' })
    const session = page?.split('/').at(-1) ?? ''
    await world.outside.control('POST', `/sessions/${session}/payment`, { card: 'approve' })
    const [known] = await world.app.reads.orders(line, { limit: 1, before: null })
    const { order } = present(known, 'it was ordered')
    await browser.get(`/orders/${order.id}`)
    await world.work()
    return order.id
  }

  async function looksForOddities(): Promise<void> {
    world.outside.product.advanceHours(1 / 60)
    for (let run = 0; run < RUNS_TO_CATCH_UP; run += 1) {
      assert.deepEqual((await lookForAnomalies(world.app, marks)).left, [])
    }
    await world.work()
  }

  /** One tap on what is flagged; the page of the dispute follows. */
  async function disputes(browser: Browser, line: LineId): Promise<string> {
    await browser.send(`/lines/${line}/disputes`)
    assert.equal(browser.status, 200, browser.text())
    assert.match(browser.path, /\/disputes\/[0-9a-f-]{36}$/)
    assert.match(browser.text(), /Open: we are looking into it/)
    await world.work()
    return browser.path
  }

  /** What staff do with it, from the queue on. */
  async function answers(path: string, fields: Readonly<Record<string, string>>): Promise<void> {
    const at = `/staff${path}`
    const queue = await agent.get('/staff/disputes')
    assert.ok(queue.body.includes(at), 'it stands on the queue')
    await agent.get(at)
    assert.equal((await agent.post(`${at}/taking`, {})).status, 303)
    await agent.get(at)
    if (fields['outcome'] === 'refunded') {
      const quoted = await agent.post(`${at}/quote`, fields)
      assert.equal(quoted.status, 200, quoted.body)
    }
    const answer = await agent.post(`${at}/decision`, fields)
    assert.equal(answer.status, 303, answer.body)
    await world.work()
  }

  /** Sums to zero in every set; provider and refunds due of the order are even. */
  async function assertBooks(line: LineId, left: bigint): Promise<void> {
    const sets = [...world.store.tables.postings.values()]
    for (const { postings } of sets) assert.equal(sumYen(postings.map((one) => one.amount)), 0n)
    const own = sets.filter(({ home }) => home.id === line).flatMap(({ postings }) => postings)
    const of = (...accounts: readonly string[]) =>
      sumYen(own.filter((one) => accounts.includes(one.account)).map((one) => one.amount))
    assert.equal(of('refunds_due'), 0n, 'nothing is owed any more')
    assert.equal(of('sales', 'consumption_tax'), -left, 'what stays sold')
  }

  async function refundsOf(line: LineId, order: OrderId) {
    const papers = await world.app.reads.documents(line, order)
    return papers.filter(({ kind }) => kind === 'return_invoice' || kind === 'refund_note')
  }

  async function signedIn() {
    const held = await world.holder()
    return { ...held, browser: world.browser(held.cookies) }
  }

  test('A charge that came twice goes back whole', async () => {
    const { browser, line } = await signedIn()
    await buys(browser, line, DAY)
    const second = await buys(browser, line, DAY)
    await looksForOddities()
    await browser.get(`/lines/${line}`)
    assert.match(browser.text(), /Bought twice within minutes/)
    const path = await disputes(browser, line)
    assert.match(browser.text(), /The same was bought \d+ seconds before/)
    await browser.send(`${path}/words`, { words: 'I only tapped once.' })
    assert.match(browser.text(), /I only tapped once/)
    assert.ok(world.sent.some(({ subject }) => subject.includes('已收到您的异议')))
    const shown = `${DAY.price}`
    const money = { amount: shown, shown, reason: 'duplicate', data: 'take', order: second }
    await answers(path, { outcome: 'refunded', 'words-refund': 'You are right.', ...money })
    await browser.get(path)
    assert.match(browser.text(), /Answered: JPY 550 goes back/)
    assert.match(browser.text(), /Our answer You are right\./)
    assert.ok(world.sent.some(({ subject }) => subject.includes('将退款')))
    await browser.get(`/orders/${second}`)
    assert.match(browser.text(), /See the dispute of this order/)
    await assertBooks(line, DAY.price)
    assert.deepEqual(
      (await refundsOf(line, second)).map(({ total }) => total),
      [DAY.price],
    )
  })

  test('A price that differs from the list: the difference goes back, with a return invoice', async () => {
    const dear: Offer = { ...MONTH, version: 7, price: yen(30_000) }
    sell(dear)
    const { browser, line } = await signedIn()
    const order = await buys(browser, line, dear)
    // The list was put right for the time of the sale.
    sell({ ...dear, price: yen(15_000) })
    await looksForOddities()
    await browser.get(`/orders/${order}`)
    assert.match(browser.text(), /Not the listed price/)
    const path = await disputes(browser, line)
    assert.match(browser.text(), /JPY 30,000 were charged; the list said JPY 15,000/)
    const money = { amount: '15000', shown: '15000', reason: 'courtesy', data: 'keep', order }
    const second = {
      'second-name': 'ono',
      'second-password': 'kado-ya',
      'second-code': desk.freshCode(),
    }
    await answers(path, { outcome: 'refunded', ...money, ...second })
    await browser.get(path)
    assert.match(browser.text(), /Answered: JPY 15,000 goes back/)
    await assertBooks(line, 15_000n)
    const [paper, ...more] = await refundsOf(line, order)
    assert.deepEqual([paper?.total, more], [15_000n, []])
    assert.equal(paper?.rates[0]?.tax, 1_363n, 'of the half that went back')
  })

  test('A day of much data is answered with points', async () => {
    const { browser, line, account } = await signedIn()
    await buys(browser, line, DAY)
    const today = world.clock.now()
    for (const [place, gigabyte] of [1, 1, 1, 1, 9].entries()) {
      await used(line, { at: plusDays(today, place - 4), bytes: gigabytes(gigabyte) })
    }
    // A day is looked at once it is over.
    world.outside.product.advanceHours(30)
    agent = await desk.signedIn('kim')
    await looksForOddities()
    await browser.get(`/lines/${line}`)
    assert.match(browser.text(), /Much more data than usual/)
    const path = await disputes(browser, line)
    assert.match(browser.text(), /The network reported 9 GB on .* usually 1 GB/)
    await answers(path, { outcome: 'adjusted', points: '300', 'words-points': 'A phone update.' })
    await browser.get(path)
    assert.match(browser.text(), /Answered: 300 points were given/)
    assert.match(browser.text(), /A phone update\./)
    const { lots } = await world.app.reads.account(account)
    assert.deepEqual(
      lots.filter(({ source }) => source.kind === 'goodwill').map(({ left }) => left),
      [300n],
    )
    await assertBooks(line, DAY.price)
    await browser.get('/account/disputes')
    assert.match(browser.text(), /Data used on/)
  })

  test('Late, it says so to both; withdrawn, it is over; strangers see nothing', async () => {
    const { browser, line } = await signedIn()
    await buys(browser, line, DAY)
    const path = await disputes(browser, line)
    const stranger = (await signedIn()).browser
    await stranger.get(path)
    assert.equal(stranger.status, 404)
    await browser.send(`/lines/${line}/disputes`).catch(() => null)
    world.outside.product.advanceHours(24 * 15)
    assert.deepEqual((await overdueDisputes(world.app)).left, [])
    await world.work()
    await browser.get(path)
    assert.match(browser.text(), /Open: our answer is late/)
    agent = await desk.signedIn('kim')
    const queue = await agent.get('/staff/disputes?show=unowned')
    assert.match(queue.body, /late since/)
    await browser.send(`${path}/withdrawal`)
    assert.match(browser.text(), /Withdrawn/)
    assert.doesNotMatch((await agent.get('/staff/disputes')).body, new RegExp(path))
  })

  async function used(
    line: LineId,
    { at, bytes }: { readonly at: Instant; readonly bytes: Bytes },
  ): Promise<void> {
    const id = world.app.ids.next<UsageRecord['id']>()
    const row: UsageRecord = {
      id,
      line,
      session: world.app.ids.next(),
      key: id,
      sequence: '1',
      moment: 'update',
      from: plusHours(at, -1),
      until: at,
      heardAt: at,
      claimedAt: null,
      delaySeconds: 0,
      bytes,
      free: NO_BYTES,
      services: [],
      shares: [],
      uncovered: NO_BYTES,
      answer: [],
    }
    const home = { kind: 'line', id: line } as const
    const changes = [{ table: 'usage_records', row }] as const
    const put = await world.app.door.ask(writeRows, { homes: [home], changes }, SYSTEM)
    assert.ok(put.ok, jstDate(at).toString())
  }
})

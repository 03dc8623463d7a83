/**
 * From something odd on a bill to its answer: a charge that came twice, a price that is not the
 * list's, a day of much data. Each is flagged on the bill, disputed in one tap, answered by staff
 * at the console; then the book, the paper of the return and the customer's page are right.
 */
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { anomalyWords } from '../../src/channels/anomaly-words.ts'
import { disputeDeskWords } from '../../src/channels/counter/words/disputes/words.ts'
import { refundWords } from '../../src/channels/counter/words/refund/words.ts'
import { disputePageWords } from '../../src/channels/web/words/disputes/words.ts'
import type { AnomalyKind } from '../../src/domain/bill/anomaly.ts'
import { signedInAs, staffOf } from './desk.ts'
import { report } from './nas.ts'
import { orderOf } from './paying.ts'
import { LEVELS, violations } from './reading-journeys.ts'
import { lineOf, taken, until, type Product } from './product.ts'
import {
  buy,
  button,
  follow,
  heading,
  link,
  mainText,
  newEnd,
  payWith,
  readUntil,
  type Journey,
  type Place,
} from './visiting.ts'

const HOLDER = 'bikash.shrestha@post.test'
const AU_YEAR = 'chidori-365gb-365d'
const AU_THREE_DAYS = 'chidori-3gb-3d'
const AU_FIVE_DAYS = 'chidori-5gb-5d'
const MUCH_DATA = 3_900_000_000
const ODD = anomalyWords('en')
const SAID = disputeDeskWords('en')
const REFUND = refundWords('en')
const READABLE = { type: 'tag', values: LEVELS } as const

/** The list as it should have been all along. */
const CHEAPER = `
kind: offers
offers:
  - id: ${AU_THREE_DAYS}
    version: 2
    network: au
    family: chidori-days
    name: { zh-CN: 千鸟, zh-TW: 千鳥, en: Chidori, ja: ちどり, ko: 치도리 }
    length: daily
    price: 450
    tax_percent: 10
    gigabyte: GB
    validity: { kind: days_to_day_end, days: 3 }
    allowance: { kind: total, bytes: 3 GB }
    after_allowance: { kind: throttle, kbps: 128 }
    start: now
    stacking: independent
    grace_days: 30
    refund: none
    on_sale_from: 2024-04-02
    channels: [web, counter, phone, api, auto]
`

/** A letter without hurry goes out in waking hours only. */
const MORNING = 9

/** These move the clock, which is everybody's. */
export const disputeJourneys: readonly Journey[] = [
  [
    'A charge that came twice goes back whole, by two people, with a return invoice',
    async (place) => {
      const { product } = place
      await product.clockToNext(MORNING)
      const { page, line } = await atHome(place)
      await bought(page, line.id, AU_YEAR)
      const second = await bought(page, line.id, AU_YEAR)
      await flagged(place, page, { line: line.id, kind: 'duplicate' })
      const path = await disputed(page, 'duplicate')
      const desk = await atDispute(place, path)
      await askRefund(desk, { amount: '29800' })
      await standBeside(product, desk, 'sato')
      await desk.fill('[name=words-refund]', 'You were charged twice. We are sorry.')
      await decided(desk, REFUND.give('JPY 29,800'))

      await page.goto(path)
      assert.equal(await heading(page), 'Answered: JPY 29,800 goes back')
      assert.match(await mainText(page), /You were charged twice\. We are sorry\./)
      await product.letter(HOLDER, 'Your dispute is answered: money goes back')
      await assertReturned(product, second, { provider: 0 })
      await follow(page, link(page, disputePageWords('en').toOrder))
      assert.equal(orderOf(page), second)
      const [kind, total] = await returnPaper(product, second)
      assert.deepEqual([kind, total], ['return_invoice', 29_800])
    },
  ],
  [
    'What was charged beyond the list goes back, and the data stays',
    async (place) => {
      const { product } = place
      const { page, line } = await atHome(place)
      await buy(page, line.id, AU_THREE_DAYS)
      // The list is put right while the customer stands on the payment page.
      await product.load(CHEAPER)
      const list = await page.context().newPage()
      await list.goto(`/lines/${line.id}/offers`)
      await readUntil(list, 'JPY 450')
      await payWith(page, 'approve')
      await newEnd(page)
      const order = orderOf(page)
      await flagged(place, page, { line: line.id, kind: 'price_differs' })
      const path = await disputed(page, 'price_differs')
      assert.match(await mainText(page), /JPY 600 were charged; the list said JPY 450/)
      const desk = await atDispute(place, path)
      await askRefund(desk, { amount: '150', data: 'keep' })
      await decided(desk, REFUND.give('JPY 150'))

      await page.goto(path)
      assert.equal(await heading(page), 'Answered: JPY 150 goes back')
      await assertReturned(product, order, { provider: 450 })
      assert.deepEqual(await returnPaper(product, order), ['refund_note', 150])
    },
  ],
  [
    'A day of much data is answered with money for the pack that it burnt',
    async (place) => {
      const { product } = place
      const { page, line } = await atHome(place)
      const order = await bought(page, line.id, AU_FIVE_DAYS)
      const session = crypto.randomUUID()
      await report(product.world, line, { moment: 'start', session, usedBytes: 0 })
      await product.advanceClock('PT1M')
      await report(product.world, line, { moment: 'stop', session, usedBytes: MUCH_DATA })
      // A day is looked at once it is over and its last reports are in.
      await product.advanceClock('PT26H')
      await flagged(place, page, { line: line.id, kind: 'usage_jump' })
      const path = await disputed(page, 'usage_jump')
      assert.match(await mainText(page), /The network reported [34][.\d]* GB on/)
      const desk = await atDispute(place, path)
      await desk.selectOption('[name=order]', order)
      await askRefund(desk, { amount: '900' })
      await decided(desk, REFUND.give('JPY 900'))

      await page.goto(path)
      assert.equal(await heading(page), 'Answered: JPY 900 goes back')
      await assertReturned(product, order, { provider: 0 })
      await page.goto('/account/disputes')
      assert.match(await mainText(page), /Data used on .*\s+Answered: JPY 900 goes back/)
    },
  ],
]

async function atHome({ product, visit }: Place) {
  const line = lineOf(product.world, 'low', HOLDER)
  const { page } = await visit({ language: 'en', as: HOLDER, scripts: true })
  await page.goto(`/lines/${line.id}`)
  return { page, line }
}

async function bought(page: Page, line: string, offer: string): Promise<string> {
  await buy(page, line, offer)
  await payWith(page, 'approve')
  await newEnd(page)
  return orderOf(page)
}

/** On the bill of the month; a sale is looked at moments later. */
async function flagged(
  { product }: Place,
  page: Page,
  { line, kind }: { readonly line: string; readonly kind: AnomalyKind },
): Promise<void> {
  await product.advanceClock('PT1M')
  await page.goto(`/lines/${line}/statements`)
  await follow(page, page.locator(`main a[href^="/lines/${line}/statements/"]`).first())
  await readUntil(page, ODD.names[kind])
}

/** One tap beside what is flagged. */
async function disputed(page: Page, kind: AnomalyKind): Promise<string> {
  const wrong = page.locator('form[action$="/disputes"]:has([name=anomaly]) button')
  await follow(page, wrong.filter({ hasText: ODD.names[kind] }))
  const { pathname } = new URL(page.url())
  assert.match(pathname, /\/disputes\/[0-9a-f-]{36}$/)
  assert.match(await heading(page), /^Open/)
  assert.deepEqual(await violations(page, READABLE), [])
  return pathname
}

/** The operator takes it from the queue. */
async function atDispute(place: Place, path: string): Promise<Page> {
  const { page } = await signedInAs(place, 'minato', 'en')
  await page.goto('/staff/disputes')
  assert.deepEqual(await violations(page, READABLE), [])
  await follow(page, page.locator(`a[href="/staff${path}"]`))
  assert.deepEqual(await violations(page, READABLE), [])
  await follow(page, page.getByRole('button', { name: SAID.take }))
  assert.match(await page.locator('[role=status]').first().innerText(), /You look after/)
  return page
}

async function askRefund(
  page: Page,
  { amount, data = 'take' }: { readonly amount: string; readonly data?: 'take' | 'keep' },
): Promise<void> {
  await page.fill('[name=amount]', amount)
  await page.selectOption('[name=data]', data)
  await follow(page, page.getByRole('button', { name: REFUND.show }))
}

async function standBeside(product: Product, page: Page, name: string): Promise<void> {
  const second = await staffOf(product, name)
  await page.fill('[name=second-name]', second.name)
  await page.fill('[name=second-password]', second.password)
  await page.fill('[name=second-code]', second.oneTimeCode)
}

async function decided(page: Page, give: string): Promise<void> {
  await follow(page, page.getByRole('button', { name: give }))
  assert.match(await page.locator('[role=status]').first().innerText(), /is answered/)
  assert.equal(await button(page, give).count(), 0, 'it is over')
}

/** The provider has what it keeps, nothing is owed, every set of the book sums to zero. */
async function assertReturned(
  product: Product,
  order: string,
  { provider }: { readonly provider: number },
): Promise<void> {
  const book = await until('the money to go back', async () => {
    const now = await product.bookOf(order)
    return (now['refunds_due'] ?? 0) === 0 && now
  })
  assert.equal(taken(book, 'stripe'), provider)
  const sold = (book['sales'] ?? 0) + (book['consumption_tax'] ?? 0)
  assert.equal(sold + provider, 0, 'what stays sold is what was kept')
  assert.deepEqual(await product.unbalanced(), [])
  assert.deepEqual(await product.differences(), [])
}

/** Kind and total of what documents the return. */
async function returnPaper(product: Product, order: string): Promise<readonly unknown[]> {
  const paper = await until('the paper of the return', () => product.returnOf(order))
  return [paper.kind, paper.total]
}

/**
 * Auto-renewal as its holder lives through it: agreed to, announced, done at the end and at the
 * last byte; a card that stops paying, a bank that wants its holder. Each moves the clock.
 */
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { renewingWords } from '../../src/channels/web/words/renewing/words.ts'
import { report } from './nas.ts'
import { chooseToPay, order, orderOf, pickWay } from './paying.ts'
import { lineOf, until, type ApiOrder, type DemoLine, type Product } from './product.ts'
import {
  button,
  follow,
  heading,
  mainText,
  newEnd,
  payWith,
  readUntil,
  rowText,
  wordsOn,
  type Journey,
} from './visiting.ts'

/** Its end is known to the minute. */
const AU_24_HOURS = 'chidori-unlimited-24h'
const AU_WEEK = 'chidori-unlimited-7d'
const DOCOMO_DAY = 'kawasemi-1gb-1d'
const GIGABYTE = 1_000_000_000
const CAP = '9000'

/** Twelve hours later nobody in Japan sleeps yet, nor 24 hours later less the lead. */
const MORNING = 9
/** From buying 24 hours to when they are charged again: 15 minutes before their end. */
const UNTIL_LEAD = 'PT23H46M'

export const autoRenewalJourneys: readonly Journey[] = [
  [
    'At the end: told before, charged in the lead, and the line goes on without a gap',
    async ({ product, visit }) => {
      const line = lineOf(product.world, 'grace', 'sun.li@example.com')
      const { page, elsewhere } = await visit({ as: line.holder ?? '' })
      await product.clockToNext(MORNING)
      const bought = await buyAndKeep(page, { line, offer: AU_24_HOURS, card: 'approve' })
      const firstEnd = await newEnd(page)
      elsewhere.length = 0
      await page.goto(`/lines/${line.id}`)
      await follow(
        page,
        page
          .getByRole('main')
          .getByRole('link', { name: /自动续费/ })
          .first(),
      )
      await agreeToRenew(page, { line, offer: AU_24_HOURS })
      const said = renewingWords('zh-CN')
      assert.match(await mainText(page), /自动续费已开启。下一次扣款最迟在/)
      assert.match(await rowText(page, said.payWith), /Visa 尾号 4242/)
      assert.deepEqual(elsewhere, [])

      await product.advanceClock('PT12H1M')
      const coming = await product.letter(
        line.holder ?? '',
        '即将自动续费：千鸟 无限流量 · 24 小时',
      )
      assert.match(coming.text, /330 日元/)
      assert.equal((await byItself(product, line, bought)).length, 0, 'nothing is charged yet')
      await product.advanceClock('PT11H45M')
      const renewed = await renewedBy(product, line, bought)
      await product.letter(line.holder ?? '', '自动续费成功：千鸟 无限流量 · 24 小时')
      await page.goto(`/orders/${renewed.id}`)
      const { offers, order: told } = await wordsOn(page)
      assert.equal(await heading(page), told.queued.title)
      assert.equal(await rowText(page, offers.startsAt), firstEnd, 'it begins where the first ends')
      const end = await newEnd(page)
      await page.goto(`/lines/${line.id}`)
      assert.ok((await mainText(page)).includes(end), 'home shows the new end')
      assert.deepEqual(await soldBy(product, renewed), [-300, -30])
      await product.advanceClock('PT1H')
      assert.equal((await byItself(product, line, bought)).length, 1, 'once for one end')

      await page.goto(`/lines/${line.id}/auto-renewal`)
      await follow(page, button(page, said.pause))
      assert.match(await mainText(page), /已暂停，不会扣款/)
      await follow(page, button(page, said.resume))
      await follow(page, button(page, said.end))
      assert.ok((await mainText(page)).includes(said.stopped.by_owner))
      await product.advanceClock('P2D')
      assert.equal((await byItself(product, line, bought)).length, 1, 'switched off is off')
    },
  ],
  [
    'At zero: the network reports the last byte, and the next gigabyte is there',
    async ({ product, visit }) => {
      const line = lineOf(product.world, 'suspended', 'zhang.min@post.test')
      const { page } = await visit({ as: line.holder ?? '' })
      await product.clockToNext(MORNING)
      const bought = await buyAndKeep(page, { line, offer: DOCOMO_DAY, card: 'approve-mastercard' })
      await agreeToRenew(page, { line, offer: DOCOMO_DAY, trigger: 'at_zero' })
      const session = 'to-the-last-byte'
      await report(product.world, line, { moment: 'start', session, usedBytes: 0 })
      const nearly = GIGABYTE - 1_000_000
      await report(product.world, line, { moment: 'interim', session, usedBytes: nearly })
      assert.equal((await byItself(product, line, bought)).length, 0)
      await report(product.world, line, { moment: 'interim', session, usedBytes: GIGABYTE })
      const renewed = await renewedBy(product, line, bought)
      await page.goto(`/lines/${line.id}`)
      assert.match(await mainText(page), /剩余流量\s+1 GB/)
      await product.letter(line.holder ?? '', '自动续费成功：翠鸟 加 1 GB')
      await page.goto(`/orders/${renewed.id}`)
      const { order: told } = await wordsOn(page)
      assert.match(await rowText(page, told.means), /Mastercard/)
      assert.deepEqual(await soldBy(product, renewed), [-455, -45])
      await report(product.world, line, { moment: 'stop', session, usedBytes: GIGABYTE })
      await page.goto(`/lines/${line.id}/auto-renewal`)
      await follow(page, button(page, renewingWords('zh-CN').end))
    },
  ],
  [
    'A card stops paying: tried again on the schedule, told each time, then it stops and says so',
    async ({ product, visit }) => {
      const line = lineOf(product.world, 'suspended', 'ma.chao@mail.test')
      const holder = line.holder ?? ''
      const { page } = await visit({ as: holder })
      await product.clockToNext(MORNING)
      const bought = await buyAndKeep(page, {
        line,
        offer: AU_24_HOURS,
        card: 'saved-insufficient-funds',
      })
      await agreeToRenew(page, { line, offer: AU_WEEK })
      const failures = async () =>
        (await product.mailTo(holder)).filter((one) => one.subject.startsWith('自动续费扣款失败'))
      // The first try and those of a week's schedule: three, a day apart.
      for (const [tries, wait] of [UNTIL_LEAD, 'P1D', 'P1D'].entries()) {
        await product.advanceClock(wait)
        const told = await until(`failure ${tries + 1}`, async () => {
          const letters = await failures()
          return letters.length === tries + 1 ? letters : null
        })
        assert.match(told[0]?.text ?? '', /1,800 日元[^]*再试一次/)
        await page.goto(`/lines/${line.id}/auto-renewal`)
        assert.match(await mainText(page), /上次扣款没有成功，将在.*再试/)
      }
      await product.advanceClock('P1D')
      const stopped = await product.letter(holder, '自动续费已停止')
      assert.match(stopped.text, /多次扣款都没有成功/)
      assert.equal((await failures()).length, 3)
      await page.goto(`/lines/${line.id}/auto-renewal`)
      assert.match(await mainText(page), /多次扣款都没有成功，自动续费已停止/)
      await product.advanceClock('P2D')
      const tried = await byItself(product, line, bought)
      assert.deepEqual(
        tried.map((one) => one.state.kind),
        ['cancelled'],
        'one order, however many tries',
      )
      assert.deepEqual(await product.bookOf(tried[0]?.id ?? ''), {})

      await chooseToPay(page, { line: line.id, offer: AU_24_HOURS }, { method: 'card' })
      await order(page)
      await payWith(page, 'approve')
      await newEnd(page)
      assert.equal(await heading(page), '已开通', 'the line is left able to buy')
    },
  ],
  [
    'A bank wants its holder: nothing is tried again, and the letter’s link pays',
    async ({ product, visit }) => {
      const line = lineOf(product.world, 'grace', 'chen.guanyu@post.test')
      const holder = line.holder ?? ''
      const { page } = await visit({ as: holder })
      await product.clockToNext(MORNING)
      const bought = await buyAndKeep(page, {
        line,
        offer: AU_24_HOURS,
        card: 'saved-authentication',
      })
      await agreeToRenew(page, { line, offer: AU_24_HOURS })
      await product.advanceClock(UNTIL_LEAD)
      const letter = await product.letter(holder, '自動續購需要您確認')
      const link = /https?:\/\/\S+\/pay\/\S+/.exec(letter.text)?.[0] ?? ''
      await page.goto(`/lines/${line.id}/auto-renewal`)
      assert.ok((await mainText(page)).includes(renewingWords('zh-TW').needsYou))

      const phone = await visit({ language: 'zh-TW' })
      assert.notEqual(link, '', 'the letter leads to where it is paid, not to a sign-in')
      await phone.page.goto(link)
      await pickWay(phone.page, 'card')
      await follow(phone.page, phone.page.locator('main form button.main'))
      await payWith(phone.page, 'authenticate')
      await follow(phone.page, phone.page.locator('button[value=approve]'))
      assert.equal(await heading(phone.page), (await wordsOn(phone.page)).payLink.paid.title)
      const renewed = await renewedBy(product, line, bought)
      await page.goto(`/lines/${line.id}/auto-renewal`)
      await readUntil(page, renewingWords('zh-TW').on)
      assert.deepEqual(await soldBy(product, renewed), [-300, -30])
      assert.deepEqual(await product.unbalanced(), [], 'after all of this the book balances')
    },
  ],
]

interface Bought {
  readonly line: DemoLine
  readonly offer: string
  readonly card: string
}

/** Answers the order. */
async function buyAndKeep(page: Page, { line, offer, card }: Bought): Promise<string> {
  await chooseToPay(page, { line: line.id, offer }, { method: 'card', keep: true })
  await order(page)
  await payWith(page, card)
  if (card === 'saved-authentication') await follow(page, page.locator('button[value=approve]'))
  await newEnd(page)
  return orderOf(page)
}

/** Chooses, reads the last screen and agrees. */
async function agreeToRenew(
  page: Page,
  wish: { readonly line: DemoLine; readonly offer: string; readonly trigger?: 'at_zero' },
): Promise<void> {
  await page.goto(`/lines/${wish.line.id}/auto-renewal`)
  const language = (await page.locator('html').getAttribute('lang')) as 'zh-CN'
  await page.locator('select[name=offer]').selectOption(`${wish.offer}.1`)
  await page.locator(`input[name=trigger][value=${wish.trigger ?? 'at_end'}]`).check()
  // Less than one renewal is told beside the field, before anything is agreed to.
  await page.locator('input[name=cap]').fill('1')
  await follow(page, page.locator('button[name=act][value=look]'))
  assert.equal(await page.locator('input[name=cap]').getAttribute('aria-invalid'), 'true')
  await page.locator('input[name=cap]').fill(CAP)
  await follow(page, page.locator('button[name=act][value=look]'))
  const { confirm } = await wordsOn(page)
  assert.equal(await heading(page), renewingWords(language).screen.title)
  await page.getByLabel(confirm.accept).check()
  await follow(page, page.locator('main form button.main'))
}

/** What came after somebody last ordered, newest first: `since` is the newest order of theirs. */
async function byItself(
  product: Product,
  line: DemoLine,
  since: string,
): Promise<readonly ApiOrder[]> {
  const orders = await product.ordersOf(line.id)
  return orders.slice(
    0,
    orders.findIndex((one) => one.id === since),
  )
}

async function renewedBy(product: Product, line: DemoLine, since: string): Promise<ApiOrder> {
  return until('the renewal', async () =>
    (await byItself(product, line, since)).find((one) => one.state.kind === 'delivered'),
  )
}

async function soldBy(product: Product, order: ApiOrder) {
  const book = await product.bookOf(order.id)
  return [book['sales'], book['consumption_tax']]
}

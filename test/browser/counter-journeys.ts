/** A shift at the counter: sold by keys, paid on a phone, begun at home, given back, counted. */
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { consoleWords } from '../../src/channels/counter/words/console/words.ts'
import { DESK_SCREEN, openDesk, passport, signedInAs, staffOf, type Clerk } from './desk.ts'
import { order, orderOf, pickWay } from './paying.ts'
import { LEVELS, violations } from './reading-journeys.ts'
import { lineOf, until } from './product.ts'
import {
  button,
  choose,
  follow,
  heading,
  mainText,
  newEnd,
  payWith,
  wordsOn,
  type Journey,
} from './visiting.ts'

/** After the scan, a document checked on the way. */
const KEY_PRESSES_MAX = 12
const LANGUAGE = 'zh-CN'
const FRONT = { name: 'lin', till: 'front', float: '30000' } as const
const TABLET = { width: 768, height: 1024 } as const
/** A card that no line has, with the code beside it, and a gift card that nobody made. */
const OTHER_CARD = '8981100000000000010'
const CARD_CODE = '0123456789'
const NO_GIFT_CODE = '1111111111111111111111111'
/** Above what one person may refund. */
const DOCOMO_MONTH = 'kawasemi-30gb-month'
const AU_THREE_DAYS = 'chidori-3gb-3d'

export const counterJourneys: readonly Journey[] = [
  [
    'A card is scanned, its holder identified, the advice sold for cash, the receipt in Chinese',
    async (place) => {
      const clerk = await openDesk(place, FRONT)
      const { page, scan, pressOn, pressed } = clerk
      const line = lineOf(place.product.world, 'grace', 'sun.li@example.com')
      const before = pressed()
      await Promise.all([page.waitForEvent('load'), scan(line.iccid)])
      assert.match(page.url(), new RegExp(`/staff/lines/${line.id}`))

      await pressOn('i')
      const zone = page.locator('[name=document]:focus')
      await zone.waitFor()
      await scan(passport('L898902C3'))
      assert.equal(await zone.inputValue(), `${passport('L898902C3')}\n`)
      await pressOn('Alt+i')
      assert.match(await mainText(page), /ERIKSSON/, 'shown once, to compare with the person')
      await pressOn('Enter')
      assert.doesNotMatch(await mainText(page), /ERIKSSON/)

      await pressOn('Enter')
      assert.match(await mainText(page), /特定商取引|卖家|销售/, 'what law wants shown, in Chinese')
      await pressOn('Enter')
      await pressOn('9', '9', '9', '9', 'Enter')
      assert.match(page.url(), /\/receipt/)
      assert.match(await mainText(page), /找零|收据/)
      assert.ok(pressed() - before <= KEY_PRESSES_MAX, `${pressed() - before} key presses`)
      const [bought] = await place.product.ordersOf(line.id)
      assert.equal(bought?.state.kind, 'delivered')
      assert.deepEqual(clerk.complaints, [])
    },
  ],
  [
    'What is scanned into a field made for it stays there; beside it the search takes it',
    async (place) => {
      const { page, scan, pressOn } = await openDesk(place, FRONT)
      const line = lineOf(place.product.world, 'month', 'chen.wei@example.com')
      const scanIntoOn = async (name: string, text: string) => {
        await page.focus(`[name=${name}]`)
        await Promise.all([page.waitForEvent('load'), scan(text)])
      }
      await page.goto(`/staff/lines/${line.id}/identity`)
      await scan(passport('L898902C3'))
      await pressOn('Alt+i')
      await pressOn('Enter')

      await page.goto(`/staff/lines/${line.id}/sim`)
      await page.focus('[name=iccid]')
      await scan(OTHER_CARD)
      assert.equal(await page.inputValue('[name=iccid]'), OTHER_CARD)
      // Enter asks for what is still empty, and that is the code.
      await page.locator('[name=code]:focus').waitFor()
      await scan(CARD_CODE)
      assert.equal(await page.inputValue('[name=code]'), CARD_CODE)
      await page.locator('[name=second-name]:focus').waitFor()

      await page.goto(`/staff/lines/${line.id}/sales/new?offer=${DOCOMO_MONTH}&version=1`)
      await scanIntoOn('giftCode', NO_GIFT_CODE)
      await page.locator('#giftCode-wrong').waitFor()
      await page.goto('/staff/gift-cards')
      await scanIntoOn('code', NO_GIFT_CODE)
      await page.locator('#code-wrong').waitFor()

      await page.locator('main form button').focus()
      await Promise.all([page.waitForEvent('load'), scan(line.iccid)])
      assert.match(page.url(), new RegExp(`/staff/lines/${line.id}`))
    },
  ],
  [
    'The customer pays by a code on their own phone, and the clerk’s page sees it by itself',
    async (place) => {
      const clerk = await openDesk(place, { name: 'mori', till: 'back', float: '20000' })
      const { page } = clerk
      const line = lineOf(place.product.world, 'grace', 'kim.minjun@example.com')
      await Promise.all([page.waitForEvent('load'), clerk.scan(line.iccid)])
      await clerk.pressOn('Enter')
      await clerk.pressOn('Enter')
      await clerk.pressOn('q')
      const waiting = await heading(page)
      const address = (await page.locator('main a[href*="/pay"]').getAttribute('href')) ?? ''

      const phone = await place.visit({ language: 'ko' })
      await phone.page.goto(address)
      await pickWay(phone.page, 'card')
      await follow(phone.page, phone.page.locator('main form button.main'))
      await payWith(phone.page, 'approve')
      await until('the clerk’s page to move', async () => (await heading(page)) !== waiting)
      const [bought] = await place.product.ordersOf(line.id)
      assert.equal(bought?.state.kind, 'delivered')
    },
  ],
  [
    'An order begun on the portal is finished at the counter by its eight digits',
    async (place) => {
      const { product, visit } = place
      const line = lineOf(product.world, 'suspended', 'ma.chao@mail.test')
      const home = await visit({ as: line.holder ?? '' })
      await choose(home.page, line.id, AU_THREE_DAYS)
      await order(home.page)
      await follow(home.page, home.page.locator('a.back'))
      const id = orderOf(home.page)
      const { orderMoney } = await wordsOn(home.page)
      await home.page.locator('main summary').filter({ hasText: orderMoney.counter }).click()
      await follow(home.page, button(home.page, orderMoney.counterMake))
      const digits = (await home.page.locator('#counter .number').innerText()).replaceAll(' ', '')
      assert.match(digits, /^\d{8}$/)

      const clerk = await openDesk(place, { name: 'kim', till: 'front', float: '10000' })
      await clerk.page.goto('/staff')
      await clerk.press(...digits)
      await clerk.pressOn('Enter')
      assert.match(clerk.page.url(), new RegExp(`/staff/orders/${id}`))
      await clerk.page.locator('[name=tendered]').first().focus()
      await clerk.pressOn('Enter')
      await home.page.goto(`/orders/${id}`)
      assert.notEqual(await newEnd(home.page), '')
      const book = await product.bookOf(id)
      assert.equal(book['provider_clearing:stripe'], undefined, 'nothing went through a provider')
    },
  ],
  [
    'A refund above the limit is refused to one clerk and done by two, and paid out of the drawer',
    async (place) => {
      const { product } = place
      const clerk = await openDesk(place, FRONT)
      const { page } = clerk
      const line = lineOf(product.world, 'month', 'chen.wei@example.com')
      const id = await sellForCash(clerk, line.id)

      await page.goto(`/staff/orders/${id}/refund`)
      await page.fill('[name=amount]', '2500')
      await page.selectOption('[name=reason]', 'no_service')
      await follow(page, page.locator('main form[action$="/refund/quote"] button'))
      const give = page.locator('main form:has([name="second-name"]) button.main')
      // The browser alone would ask for the fields; what counts is the answer.
      await page.$$eval('form', (forms) => forms.forEach((form) => (form.noValidate = true)))
      await follow(page, give)
      const { refusals } = consoleWords(LANGUAGE)
      const refusal = { code: 'second_person_needed', act: 'refund' } as const
      assert.ok((await mainText(page)).includes(refusals.second_person_needed(refusal)))
      assert.deepEqual(await product.drawersOf(id), { sale: 2_970 })

      const second = await staffOf(product, 'sato')
      await page.fill('[name="second-name"]', second.name)
      await page.fill('[name="second-password"]', second.password)
      await page.fill('[name="second-code"]', second.oneTimeCode)
      await follow(page, give)
      await follow(page, page.locator('main form[action*="/pay-out"] button'))
      assert.deepEqual(await product.drawersOf(id), { sale: 2_970, refund: -2_500 })
    },
  ],
  [
    'Every page of the console is accessible, light and dark, and fits a tablet',
    async (place) => {
      const { page } = await openDesk(place, FRONT)
      const line = lineOf(place.product.world, 'month', 'chen.wei@example.com').id
      const [bought] = await place.product.ordersOf(line)
      assert.deepEqual(await flawsOf(page, consolePages(line, bought?.id ?? '')), [])
    },
  ],
  [
    'So is every page that only the operator reads',
    async (place) => {
      const { page } = await signedInAs(place, 'minato')
      const line = lineOf(place.product.world, 'month', 'chen.wei@example.com').id
      await page.goto('/staff/reports')
      const report = await page
        .locator('main a[href^="/staff/reports/"]')
        .first()
        .getAttribute('href')
      assert.ok(report !== null)
      assert.deepEqual(await flawsOf(page, [...operatorPages(line), report]), [])
    },
  ],
  [
    'A shift is counted a thousand yen short: the difference is named before and after closing',
    async (place) => {
      const clerk = await openDesk(place, FRONT)
      const { page } = clerk
      await page.goto('/staff/till/close')
      const expected = await place.product.cashIn('shinjuku/front')
      await page.fill('[name=total]', String(expected - 1_000))
      await follow(page, page.locator('main form button.main'))
      assert.match(await mainText(page), /-?1,000/)
      await page.fill('[name=note]', 'wrong change at noon')
      await follow(page, page.locator('main form button.main'))
      assert.match(page.url(), /\/shifts\//)
      assert.match(await mainText(page), /1,000/)
      assert.deepEqual(await place.product.unbalanced(), [])
    },
  ],
]

/** What is not accessible, light or dark, or wider than a tablet. */
async function flawsOf(page: Page, paths: readonly string[]): Promise<readonly string[]> {
  const found: string[] = []
  for (const path of paths) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      const answer = await page.goto(path)
      assert.equal(answer?.status(), 200, path)
      found.push(...(await violations(page, { type: 'tag', values: LEVELS })))
    }
    await page.setViewportSize(TABLET)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    if (wide > TABLET.width) found.push(`${path} is ${wide} wide`)
    await page.setViewportSize(DESK_SCREEN)
  }
  return found
}

function operatorPages(line: string): readonly string[] {
  return [
    '/staff/reports',
    '/staff/directory/new',
    '/staff/disputes',
    '/staff/anomalies',
    '/staff/limits',
    '/staff/network',
    '/staff/breach',
    '/staff/usage-files',
    `/staff/lines/${line}/statements`,
  ]
}

function consolePages(line: string, order: string): readonly string[] {
  const ofLine = ['', '/identity', '/person', '/contact', '/sim', '/suspension', '/cases']
  return [
    '/staff',
    '/staff/account',
    '/staff/till',
    '/staff/till/close',
    '/staff/till-choice',
    '/staff/shifts',
    '/staff/gift-cards',
    '/staff/cases',
    '/staff/directory',
    '/staff/directory/entries/shinjuku/code',
    ...ofLine.map((path) => `/staff/lines/${line}${path}`),
    `/staff/lines/${line}/sales/new?offer=${DOCOMO_MONTH}&version=1`,
    `/staff/orders/${order}`,
    `/staff/orders/${order}/receipt`,
    `/staff/orders/${order}/refund`,
  ]
}

/** For what it costs, to the yen. Answers the order. */
async function sellForCash({ page, pressOn }: Clerk, line: string): Promise<string> {
  await page.goto(`/staff/lines/${line}/sales/new?offer=${DOCOMO_MONTH}&version=1`)
  await pressOn('Enter')
  await pressOn('Enter')
  return orderOf(page)
}

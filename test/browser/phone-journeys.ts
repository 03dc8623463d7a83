/** The telephone's part of the portal: a number and a PIN, and an order carried here by digits. */
import assert from 'node:assert/strict'
import { codePageWords } from '../../src/channels/web/words/code.ts'
import { phonePageWords } from '../../src/channels/web/words/phone.ts'
import { order, orderOf } from './paying.ts'
import { lineOf } from './product.ts'
import {
  button,
  choose,
  follow,
  heading,
  link,
  mainText,
  newEnd,
  payWith,
  wordsOn,
  type Journey,
} from './visiting.ts'

const AU_THREE_DAYS = 'chidori-3gb-3d'
const HOLDER = 'sato.ken@example.com'

export const phoneJourneys: readonly Journey[] = [
  [
    'With scripts off a number waits with its code to be keyed, and a PIN is set',
    async ({ product, visit }) => {
      const said = phonePageWords('ja')
      const { page } = await visit({ language: 'ja', as: HOLDER })
      await page.goto('/profile?lang=ja')
      await follow(page, link(page, said.title))
      assert.equal(await heading(page), said.title)
      await page.getByLabel(said.number.field, { exact: true }).fill('０９０ー1234ー5678')
      await follow(page, button(page, said.number.claim))
      const digits = await page.locator('.figure').innerText()
      assert.match(digits, /^\d{3} \d{3}$/)
      const text = await mainText(page)
      assert.ok(text.includes(said.number.waits('5678')))
      await product.letter(HOLDER, '電話番号の確認待ち')

      const pin = page.getByLabel(said.pin.field, { exact: true })
      assert.equal(await pin.getAttribute('type'), 'password')
      await pin.fill('1234')
      await page.getByLabel(said.pin.again, { exact: true }).fill('1234')
      await follow(page, button(page, said.pin.set))
      assert.match(await mainText(page), /推測されやすい/)
      assert.equal(await page.locator('.figure').innerText(), digits, 'the code is still there')
      await page.getByLabel(said.pin.field, { exact: true }).fill('2759')
      await page.getByLabel(said.pin.again, { exact: true }).fill('2759')
      await follow(page, button(page, said.pin.set))
      assert.ok((await page.locator('body').innerText()).includes(said.told.pin_set))
      await product.letter(HOLDER, '電話用暗証番号')
    },
  ],
  [
    'An order is carried by its digits to another browser, and paid there',
    async ({ product, visit }) => {
      const line = lineOf(product.world, 'year', HOLDER)
      const owner = await visit({ language: 'ja', as: HOLDER })
      await choose(owner.page, line.id, AU_THREE_DAYS)
      await order(owner.page)
      await follow(owner.page, owner.page.locator('a.back'))
      const id = orderOf(owner.page)
      const { orderMoney } = await wordsOn(owner.page)
      await owner.page.locator('main summary').filter({ hasText: orderMoney.counter }).click()
      await follow(owner.page, button(owner.page, orderMoney.counterMake))
      const digits = (await owner.page.locator('#counter .number').innerText()).trim()

      const { page } = await visit()
      const said = codePageWords('zh-CN')
      await page.goto('/')
      await follow(page, link(page, said.link))
      await page.getByLabel(said.field, { exact: true }).fill('0000 0000')
      await follow(page, button(page, said.show))
      assert.match(await mainText(page), /没有用这个付款码等待付款的订单/)
      await page.getByLabel(said.field, { exact: true }).fill(digits)
      await follow(page, button(page, said.show))
      assert.equal(orderOf(page), id)
      const shown = await mainText(page)
      for (const secret of ['佐藤', line.iccid, line.msisdn ?? line.iccid]) {
        assert.ok(!shown.includes(secret), secret)
      }
      const { order: words } = await wordsOn(page)
      await follow(page, page.locator(`form[action="/orders/${id}/payments"] button.main`).first())
      await payWith(page, 'approve')
      await page.getByText(words.state.delivered.succeeded.title).first().waitFor()
      await owner.page.goto(`/orders/${id}`)
      await newEnd(owner.page)
    },
  ],
]

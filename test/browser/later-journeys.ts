/** Money that takes days: a convenience store paid tomorrow, its refund, a number that ended. */
import assert from 'node:assert/strict'
import { chooseToPay, order, orderOf, takeNumber } from './paying.ts'
import { lineOf } from './product.ts'
import {
  follow,
  heading,
  mainText,
  newEnd,
  readUntil,
  rowText,
  wordsOn,
  type Journey,
} from './visiting.ts'

const DOCOMO_MONTH = 'kawasemi-20gb-anniversary'
const AU_THREE_DAYS = 'chidori-3gb-3d'

/** These move the clock, which is everybody's. */
export const laterJourneys: readonly Journey[] = [
  [
    'A konbini number is paid the next day; its money goes back to a bank account',
    async ({ product, visit }) => {
      const line = lineOf(product.world, 'connected', 'chen.wei@example.com')
      const { page } = await visit({ language: 'ja', as: line.holder ?? '' })
      await page.goto(`/lines/${line.id}?lang=ja`)
      await chooseToPay(page, { line: line.id, offer: DOCOMO_MONTH }, { method: 'konbini' })
      const { orderMoney, order: said } = await wordsOn(page)
      await order(page)
      await takeNumber(page)
      await follow(page, page.locator('a.back').last())
      assert.equal(await heading(page), orderMoney.voucher.title)
      const id = orderOf(page)
      const told = await product.letter(line.holder ?? '', /便利店/)
      assert.match(told.text, /2,700 日元/)

      await product.advanceClock('PT24H')
      await page.reload()
      assert.equal(await heading(page), orderMoney.voucher.title, 'it waits for days')
      await follow(page, page.getByRole('button', { name: orderMoney.voucherOpen }))
      assert.match(page.url(), /\/pay\/vouchers\//)
      const voucher = page.url()
      await follow(page, page.locator('button.deed'))
      await follow(page, page.locator('a.back').last())
      const end = await newEnd(page)
      assert.equal(orderOf(page), id)
      await page.goto(`/lines/${line.id}`)
      assert.ok((await mainText(page)).includes(end))
      await product.letter(line.holder ?? '', '续费成功：翠鸟 20 GB')
      assert.equal((await product.bookOf(id))['sales'], -2_455)

      await page.goto(`/orders/${id}`)
      await page.locator('main summary').getByText(orderMoney.refund, { exact: true }).click()
      await follow(page, page.getByRole('button', { name: orderMoney.refundAsk('2,700円') }))
      await readUntil(page, orderMoney.asksPayer)
      assert.match(await rowText(page, orderMoney.way.provider), /手続き中/)
      await page.goto(voucher)
      await follow(page, page.locator('button.deed'))
      await product.advanceClock('PT1M')
      await product.lever('POST', '/due')
      await page.goto(`/orders/${id}`)
      await readUntil(page, said.state.refunded.succeeded.text)
      assert.equal((await product.bookOf(id))['sales'] ?? 0, 0)
    },
  ],
  [
    'A konbini number that nobody pays ends; nothing is charged and the holder may start again',
    async ({ product, visit }) => {
      const line = lineOf(product.world, 'order-expired', 'choi.yujin@post.test')
      const { page } = await visit({ language: 'en', as: line.holder ?? '' })
      await chooseToPay(page, { line: line.id, offer: AU_THREE_DAYS }, { method: 'konbini' })
      await order(page)
      await takeNumber(page, 'familymart')
      const voucher = page.url()
      await follow(page, page.locator('a.back').last())
      const id = orderOf(page)
      await product.advanceClock('P4D')
      await page.goto(voucher)
      assert.equal(await page.locator('button.deed').count(), 0, 'the till takes nothing any more')
      await page.goto(`/orders/${id}`)
      const { order: said } = await wordsOn(page)
      await readUntil(page, said.state.expired.failed.title)
      assert.deepEqual(await product.bookOf(id), {})
    },
  ],
]

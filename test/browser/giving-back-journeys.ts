/**
 * Money goes back the way it came: what would come back is shown first, then what was shown is
 * done. Orders that gave money back by themselves are in `payment-journeys.ts`.
 */
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { answerPayPal, chooseToPay, order, orderOf } from './paying.ts'
import { giftOf, lineOf, taken } from './product.ts'
import {
  follow,
  mainText,
  newEnd,
  payWith,
  readUntil,
  rowText,
  wordsOn,
  type Journey,
} from './visiting.ts'

const DOCOMO_MONTH = 'kawasemi-20gb-anniversary'
const AU_MONTH = 'chidori-3gb-30d'
const AU_THREE_DAYS = 'chidori-3gb-3d'

export const givingBackJourneys: readonly Journey[] = [
  [
    'Paid by points, a gift card and a card, each gets back its own share, shown before',
    async ({ product, visit }) => {
      const line = lineOf(product.world, 'plenty', 'tanaka.misaki@post.test')
      const { page } = await visit({ language: 'ja', as: line.holder ?? '' })
      await page.goto(`/lines/${line.id}`)
      const { frame } = await wordsOn(page)
      const coveredBefore = await mainText(page)
      const giftCode = giftOf(product.world, 500)
      await chooseToPay(
        page,
        { line: line.id, offer: DOCOMO_MONTH },
        { points: 'all', giftCode, method: 'card' },
      )
      await order(page)
      await payWith(page, 'approve')
      await newEnd(page)
      const id = orderOf(page)
      const { orderMoney, paying } = await wordsOn(page)
      await openRefund(page)
      assert.equal(await rowText(page, orderMoney.refundNow), '2,700円')
      assert.equal(await rowText(page, orderMoney.way.provider), '2,080円')
      assert.equal(await rowText(page, orderMoney.way.gift_card), '500円')
      assert.equal(await rowText(page, orderMoney.way.points), '120円')
      await follow(page, page.getByRole('button', { name: orderMoney.refundAsk('2,700円') }))

      await readUntil(page, orderMoney.returnState.done)
      const { order: said } = await wordsOn(page)
      await readUntil(page, said.state.refunded.succeeded.text)
      assert.equal(await page.getByText(orderMoney.returnState.done).count(), 3)
      await product.letter(line.holder ?? '', '返金')
      await page.goto(`/lines/${line.id}`)
      assert.equal(endOf(await mainText(page)), endOf(coveredBefore), frame.home)
      await page.goto('/account/payment')
      assert.match(await mainText(page), /120円/)
      const book = await product.bookOf(id)
      assert.deepEqual(netOf(book), [], 'nothing was sold in the end')
      assert.equal(taken(book, 'stripe'), 0)
      await chooseToPay(page, { line: line.id, offer: DOCOMO_MONTH }, { giftCode })
      assert.equal(await rowText(page, paying.rest), '2,200円', 'the card is whole again')
    },
  ],
  [
    'PayPal’s money goes back to PayPal, and what has begun is told to be past refunding',
    async ({ product, visit }) => {
      const line = lineOf(product.world, 'low', 'bikash.shrestha@post.test')
      const { page } = await visit({ language: 'en', as: line.holder ?? '' })
      await chooseToPay(page, { line: line.id, offer: AU_MONTH }, { method: 'paypal' })
      await order(page)
      await answerPayPal(page)
      await newEnd(page)
      const id = orderOf(page)
      const { orderMoney, order: said } = await wordsOn(page)
      await openRefund(page)
      await follow(page, page.getByRole('button', { name: orderMoney.refundAsk('JPY 990') }))
      await readUntil(page, said.state.refunded.succeeded.text)
      assert.match(await rowText(page, orderMoney.way.provider), /JPY 990/)
      const book = await product.bookOf(id)
      assert.deepEqual(netOf(book), [])
      assert.equal(taken(book, 'paypal'), 0)

      await chooseToPay(page, { line: line.id, offer: AU_THREE_DAYS }, { method: 'card' })
      await order(page)
      await payWith(page, 'approve')
      await newEnd(page)
      await openRefund(page)
      assert.equal(await page.locator('details[open] form').count(), 0)
    },
  ],
]

async function openRefund(page: Page): Promise<void> {
  const { orderMoney } = await wordsOn(page)
  await page.locator('main summary').getByText(orderMoney.refund, { exact: true }).click()
}

/** Revenue and tax that are left. */
function netOf(book: Readonly<Record<string, number>>): readonly string[] {
  return ['sales', 'consumption_tax', 'refunds_due', 'held_for_orders'].filter((one) => book[one])
}

function endOf(home: string): string {
  return /有効期限[^]{0,60}/.exec(home)?.[0] ?? ''
}

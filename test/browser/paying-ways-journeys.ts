/**
 * Ways to pay besides a plain card: a kept card after 3-D Secure, PayPal, a wallet, points and gift
 * cards, and mixes of them. Each ends with what the customer is told and with the book. Failures of
 * cards are in `payment-journeys.ts`, what takes days in `later-journeys.ts`.
 */
import assert from 'node:assert/strict'
import { giftOf, lineOf, taken } from './product.ts'
import { answerPayPal, answerWallet, chooseToPay, order, orderOf, pickWay } from './paying.ts'
import {
  follow,
  heading,
  link,
  mainText,
  newEnd,
  payWith,
  rowText,
  wordsOn,
  type Journey,
} from './visiting.ts'

const AU_THREE_DAYS = 'chidori-3gb-3d'
const DOCOMO_MONTH = 'kawasemi-20gb-anniversary'

export const payingWaysJourneys: readonly Journey[] = [
  [
    'PayPal declines its funding source once, then pays; the letter and the book say so',
    async ({ product, visit }) => {
      const line = lineOf(product.world, 'plenty', 'guo.xiaowen@example.com')
      const { page, url, complaints } = await visit({ as: line.holder ?? '' })
      await chooseToPay(page, { line: line.id, offer: AU_THREE_DAYS }, { method: 'paypal' })
      await order(page)
      const paying = page.url()
      await answerPayPal(page, 'declined')
      assert.ok(page.url().startsWith(`${url}/orders/`), 'back at the shop')
      assert.equal(await heading(page), '等待付款')
      await follow(page, page.getByRole('button', { name: /^继续支付/ }))
      assert.equal(page.url(), paying, 'the same payment goes on')
      await answerPayPal(page)
      const end = await newEnd(page)
      const id = orderOf(page)
      assert.match(await mainText(page), /付款方式\s+PayPal/)
      await follow(page, link(page, '查看收据'))
      assert.match(await mainText(page), /PayPal\s+600 日元/)
      await page.goto(`/lines/${line.id}`)
      assert.ok((await mainText(page)).includes(end), 'home shows the new end')
      const letter = await product.letter(line.holder ?? '', '续费成功：千鸟 3 GB')
      assert.match(letter.text, /600 日元/)
      // 3.6 % and 40 yen stay with PayPal.
      const book = await product.bookOf(id)
      assert.deepEqual([book['sales'], book['consumption_tax']], [-546, -54])
      assert.deepEqual([book['provider_clearing:paypal'], book['provider_fees:paypal']], [538, 62])
      assert.deepEqual(complaints, [])
    },
  ],
  [
    'A card is kept after 3-D Secure; the next renewal is one press and sees no other host',
    async ({ product, visit }) => {
      const line = lineOf(product.world, 'queued', 'wu.jing@post.test')
      const wanted = { line: line.id, offer: AU_THREE_DAYS }
      const { page, elsewhere } = await visit({ as: line.holder ?? '' })
      await chooseToPay(page, wanted, { method: 'card', keep: true })
      await order(page)
      await payWith(page, 'authenticate')
      await follow(page, page.locator('button[value=approve]'))
      await newEnd(page)

      elsewhere.length = 0
      await chooseToPay(page, wanted, {})
      const { paying, order: said } = await wordsOn(page)
      const first = page.locator('fieldset:has(input[name=method]) label').first()
      assert.match(await first.innerText(), /Visa.*3220[^]*马上从保存的付款方式/)
      assert.equal(await first.locator('input').isChecked(), true)
      assert.ok((await mainText(page)).includes(paying.keptText))
      await order(page)
      await newEnd(page)
      assert.match(await rowText(page, said.means), /Visa.*3220/)
      const book = await product.bookOf(orderOf(page))
      assert.deepEqual([book['sales'], book['consumption_tax']], [-546, -54])
      assert.deepEqual(elsewhere, [], 'no third-party host at all')

      await page.goto('/account/payment')
      assert.match(await mainText(page), /Visa.*3220/)
      await follow(page, page.getByRole('button', { name: /^删除/ }))
      assert.match(await mainText(page), /还没有保存/)
      await chooseToPay(page, wanted, {})
      assert.equal(await page.locator('input[name=method][value^="kept:"]').count(), 0)
    },
  ],
  [
    'Alipay is refused in its app, and WeChat Pay takes its place on the same order',
    async ({ product, visit }) => {
      const line = lineOf(product.world, 'grace', 'sun.li@example.com')
      const { page } = await visit({ as: line.holder ?? '' })
      await chooseToPay(page, { line: line.id, offer: AU_THREE_DAYS }, { method: 'alipay' })
      await order(page)
      await answerWallet(page, 'fail')
      assert.match(await page.getByRole('alert').innerText(), /没有扣款/)
      const abandoned = page.url()
      const [placed] = await product.ordersOf(line.id)
      await page.goto(`/orders/${placed?.id}`)
      const { orderMoney } = await wordsOn(page)
      await page.locator('main summary').filter({ hasText: orderMoney.change }).click()
      await pickWay(page, 'wechat_pay')
      await follow(page, page.locator('details[open] form button').last())
      assert.notEqual(page.url(), abandoned)
      await answerWallet(page, 'approve')
      await newEnd(page)
      assert.equal(orderOf(page), placed?.id)
      assert.match(await mainText(page), /微信支付/)
      await page.goto(abandoned)
      assert.equal(await page.locator('button[name=method]').count(), 0, 'that one is closed')
      assert.equal((await product.bookOf(placed?.id ?? ''))['sales'], -546)
    },
  ],
  [
    'Points first, then a gift card, the rest by card: one order, one receipt, one book',
    async ({ product, visit }) => {
      const line = lineOf(product.world, 'connected', 'chen.wei@example.com')
      const { page } = await visit({ as: line.holder ?? '' })
      await chooseToPay(
        page,
        { line: line.id, offer: DOCOMO_MONTH },
        { points: 'all', giftCode: giftOf(product.world, 1_000), method: 'card' },
      )
      const { paying, order: said, orderMoney } = await wordsOn(page)
      assert.equal(await rowText(page, paying.points), '−800 日元')
      assert.equal(await rowText(page, paying.rest), '900 日元')
      assert.equal(
        await page.locator('main form button.main').innerText(),
        '支付 900 日元',
        'the button says the rest',
      )
      await order(page)
      assert.match(await page.locator('.amount').innerText(), /900/)
      await payWith(page, 'approve-jcb')
      await newEnd(page)
      const id = orderOf(page)
      assert.equal(await rowText(page, said.price), '2,700 日元')
      assert.equal(await rowText(page, paying.points), '−800 日元')
      assert.equal(await rowText(page, orderMoney.restPaid), '900 日元')
      assert.match(await rowText(page, said.means), /JCB/)
      await page.goto('/account/payment')
      assert.doesNotMatch(await mainText(page), /800 日元.*到期/, 'they are spent')
      const letter = await product.letter(line.holder ?? '', '续费成功：翠鸟 20 GB')
      for (const part of ['2,700 日元', '800 日元', '1,000 日元', '900 日元']) {
        assert.ok(letter.text.includes(part), part)
      }
      const book = await product.bookOf(id)
      assert.equal(book['held_for_orders'] ?? 0, 0, 'what was held is sold')
      assert.deepEqual([book['sales'], book['consumption_tax']], [-2_455, -245])
      assert.equal(taken(book, 'stripe'), 900)
      // Whatever was earned with it stands against promotions.
      assert.equal((book['points'] ?? 0) + (book['promotions'] ?? 0), 800)
    },
  ],
  [
    'A gift card that covers all delivers at once; its number is never in a page again',
    async ({ product, visit }) => {
      const line = lineOf(product.world, 'first-use-running', 'olivia.martin@example.com')
      const code = giftOf(product.world, 3_000)
      const { page, elsewhere } = await visit({ language: 'en', as: line.holder ?? '' })
      await chooseToPay(page, { line: line.id, offer: DOCOMO_MONTH }, { giftCode: code })
      assert.ok(!(await page.content()).includes(code), 'the number does not come back')
      assert.equal(await page.locator('input[name=method]').count(), 0)
      const { paying } = await wordsOn(page)
      assert.equal(
        await page.locator('main form button.main').innerText(),
        paying.payWithGiftCard('JPY 2,700'),
      )
      await order(page)
      await newEnd(page)
      const book = await product.bookOf(orderOf(page))
      assert.deepEqual([book['sales'], book['consumption_tax']], [-2_455, -245])
      assert.deepEqual([book['gift_cards'], book['held_for_orders'] ?? 0], [2_700, 0])
      assert.deepEqual(elsewhere, [])

      // What is left on it buys more, and nothing else does.
      await chooseToPay(page, { line: line.id, offer: DOCOMO_MONTH }, { giftCode: code })
      assert.equal(await rowText(page, paying.rest), 'JPY 2,400')
    },
  ],
]

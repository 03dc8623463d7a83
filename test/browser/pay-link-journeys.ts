/** Somebody else pays: what the friend sees and does, and what neither learns of the other. */
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { answerWallet, chooseToPay, order, orderOf, pickWay } from './paying.ts'
import { lineOf } from './product.ts'
import {
  button,
  choose,
  follow,
  heading,
  mainText,
  newEnd,
  payWith,
  row,
  wordsOn,
  type Journey,
} from './visiting.ts'

const DOCOMO_DAY = 'kawasemi-1gb-1d'
const AU_THREE_DAYS = 'chidori-3gb-3d'

export const payLinkJourneys: readonly Journey[] = [
  [
    'A friend abroad pays by a link; neither learns anything of the other',
    async ({ product, visit }) => {
      const line = lineOf(product.world, 'until-used', 'tran.hoa@example.com')
      const owner = await visit({ language: 'ja', as: line.holder ?? '' })
      await choose(owner.page, line.id, DOCOMO_DAY)
      const address = await askForLink(owner.page)
      const id = orderOf(owner.page)

      const friend = await visit()
      await friend.page.goto(address)
      assert.equal(friend.page.url(), `${friend.url}/pay`, 'the token leaves the address')
      const shown = await mainText(friend.page)
      assert.match(shown, /翠鸟 加 1 GB 并延长 1 天/)
      assert.match(shown, /500 日元/)
      assert.ok(shown.includes(new URL(friend.url).host), 'the host to look for')
      for (const secret of ['Trần', 'Hoa', line.iccid, line.iccid.slice(-4), '剩余']) {
        assert.ok(!shown.includes(secret), secret)
      }
      // Looking spends nothing: a scanner of mails may look as often as it likes.
      for (let looks = 0; looks < 3; looks += 1) await friend.context.request.get(address)
      assert.equal((await product.ordersOf(line.id))[0]?.state.kind, 'awaiting_payment')

      await pickWay(friend.page, 'alipay')
      await follow(friend.page, friend.page.locator('main form button.main'))
      await answerWallet(friend.page, 'approve')
      assert.equal(friend.page.url(), `${friend.url}/pay/return`)
      const { payLink } = await wordsOn(friend.page)
      assert.equal(await heading(friend.page), payLink.paid.title)
      await friend.page.goto(`/orders/${id}`)
      assert.equal(friend.page.url(), `${friend.url}/sign-in`, 'the order is not the friend’s')

      await owner.page.reload()
      await newEnd(owner.page)
      const { order: said, orderMoney } = await wordsOn(owner.page)
      assert.ok((await row(owner.page, said.means).innerText()).includes(orderMoney.paidByOther))
      const page = await owner.page.content()
      assert.ok(!/alipay|アリペイ/i.test(page), 'nor is how they paid the owner’s to know')
      await product.letter(line.holder ?? '', 'かわせみ')
      const book = await product.bookOf(id)
      assert.deepEqual([book['sales'], book['consumption_tax']], [-455, -45])

      const late = await visit({ language: 'en' })
      await late.page.goto(address)
      assert.equal(await heading(late.page), (await wordsOn(late.page)).payLink.paid.title)
      assert.equal(await late.page.locator('main form').count(), 0, 'it is paid once')
    },
  ],
  [
    'A link is made on the order’s page and stopped; its owner pays, the friend’s page is closed',
    async ({ product, visit }) => {
      const line = lineOf(product.world, 'suspended', 'ma.chao@mail.test')
      const { page } = await visit({ as: line.holder ?? '' })
      await chooseToPay(page, { line: line.id, offer: AU_THREE_DAYS }, { method: 'card' })
      await order(page)
      await follow(page, page.locator('a.back'))
      const { orderMoney } = await wordsOn(page)
      await page.locator('main summary').filter({ hasText: orderMoney.link }).click()
      await follow(page, button(page, orderMoney.linkMake))
      const address = await page.getByLabel(orderMoney.linkAddress).inputValue()

      const friend = await visit({ language: 'en' })
      await friend.page.goto(`${address.slice(0, -3)}AAA`)
      const { payLink } = await wordsOn(friend.page)
      assert.equal(await heading(friend.page), payLink.unknown.title, 'a forged one opens nothing')
      await friend.page.goto(address)
      await pickWay(friend.page, 'card')
      await follow(friend.page, friend.page.locator('main form button.main'))
      const paying = friend.page.url()
      await payWith(friend.page, 'declined')

      await page.reload()
      await follow(page, button(page, orderMoney.linkRevoke))
      assert.equal(await page.getByLabel(orderMoney.linkAddress).count(), 0)
      await friend.page.goto('/pay')
      assert.equal(await heading(friend.page), payLink.revoked.title)

      await page.locator('main summary').filter({ hasText: orderMoney.change }).click()
      await pickWay(page, 'card')
      await follow(page, page.locator('details[open] form button').last())
      await payWith(page, 'approve')
      await newEnd(page)
      await friend.page.goto(paying)
      assert.equal(await friend.page.locator('button.deed').count(), 0, 'it is paid once')
    },
  ],
]

/** On the last screen: agrees, and asks for a link instead of paying. Answers the address. */
async function askForLink(page: Page): Promise<string> {
  const { confirm, orderMoney } = await wordsOn(page)
  await page.getByLabel(confirm.accept).check()
  await follow(page, page.locator('button[name=act][value=link]'))
  assert.equal(await heading(page), orderMoney.linkWaiting.title)
  return page.getByLabel(orderMoney.linkAddress).inputValue()
}

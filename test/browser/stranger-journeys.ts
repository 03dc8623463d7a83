/** Renewing without an account: by the card’s two numbers, or over its own connection. */
import assert from 'node:assert/strict'
import { lineOf } from './product.ts'
import {
  agree,
  button,
  choose,
  follow,
  heading,
  link,
  mainText,
  payWith,
  wordsOn,
  type Journey,
} from './visiting.ts'

export const strangerJourneys: readonly Journey[] = [
  [
    'A friend renews by the card’s two numbers: offers and prices, never a balance or a name',
    async ({ product, visit }) => {
      const line = lineOf(product.world, 'unlimited', 'liu.siyu@example.com')
      const { page, url } = await visit()
      await page.goto('/')
      await follow(page, link(page, '不登录，直接续费'))
      await page.getByLabel('上网卡编号（ICCID）').fill(line.iccid)
      await page.getByLabel('激活码').fill('0000000000')
      await follow(page, button(page, '查看可买的套餐'))
      assert.match(await page.getByRole('alert').innerText(), /编号和激活码对不上/)
      await page.getByLabel('激活码').fill(line.activationCode)
      await follow(page, button(page, '查看可买的套餐'))
      assert.equal(page.url(), `${url}/lines/${line.id}/offers`)

      await page.goto(`/lines/${line.id}`)
      assert.equal(page.url(), `${url}/lines/${line.id}/offers`, 'home is the holder’s')
      const live = await page.request.get(`/lines/${line.id}/live`)
      assert.equal(live.status(), 404)
      const offers = await mainText(page)
      assert.match(offers, /日元/)
      for (const secret of ['剩余流量', '已用', '思妤', line.iccid, line.msisdn ?? line.iccid]) {
        assert.ok(!offers.includes(secret), secret)
      }

      await follow(page, page.locator('main a.button[href*="renewals/new"]').first())
      await page.getByLabel('接收收据的邮箱').fill('friend@mail.test')
      await agree(page)
      await payWith(page, 'approve')
      await page.getByRole('heading', { level: 1, name: /已开通|购买成功/ }).waitFor()
      const order = page.url()
      assert.doesNotMatch(await mainText(page), /剩余流量/)
      assert.equal(await link(page, '查看收据').count(), 0, 'receipts are the holder’s')
      await follow(page, link(page, '查看您同意的内容'))
      assert.equal(await heading(page), '您同意过的内容')

      const other = await visit()
      await other.page.goto(order)
      assert.equal(other.page.url(), `${url}/sign-in`, 'only the browser that paid sees the order')
      const holder = await visit({ as: line.holder ?? '' })
      await holder.page.goto('/orders')
      assert.ok((await holder.page.content()).includes(new URL(order).pathname))
      await holder.page.goto(order)
      const { order: said } = await wordsOn(holder.page)
      assert.equal(await link(holder.page, said.agreement).count(), 0, 'it is the buyer’s')
    },
  ],
  [
    'A friend with an account of their own sees the order too, and not the line',
    async ({ product, visit }) => {
      const line = lineOf(product.world, 'until-used', 'le.duc@post.test')
      const { page, url } = await visit({ as: 'ma.chao@mail.test' })
      await page.goto('/renewal')
      await page.getByLabel('上网卡编号（ICCID）').fill(line.iccid)
      await page.getByLabel('激活码').fill(line.activationCode)
      await follow(page, button(page, '查看可买的套餐'))
      await follow(page, page.locator('main a.button[href*="renewals/new"]').first())
      await agree(page)
      await payWith(page, 'approve')
      await page.getByRole('heading', { level: 1, name: /已开通|购买成功/ }).waitFor()
      await follow(page, link(page, '查看您同意的内容'))
      assert.equal(await heading(page), '您同意过的内容')
      await page.goto(`/lines/${line.id}`)
      assert.equal(page.url(), `${url}/lines/${line.id}/offers`)
    },
  ],
  [
    'A price list is anybody’s, and a card of another company is told apart from ours',
    async ({ product, visit }) => {
      const { page, url } = await visit()
      await page.goto('/networks/au/offers')
      assert.match(await mainText(page), /au 网 套餐价格[^]*千鸟 10 GB · 15 天\s+1,750/)
      await page.goto('/')
      await page.getByLabel('上网卡编号（ICCID）').fill('8986011234567890128')
      await follow(page, button(page, '查一查能不能续费'))
      assert.equal(await heading(page), '这张卡不是由我们提供服务')
      await page.goto('/')
      await page.getByLabel('上网卡编号（ICCID）').fill(lineOf(product.world, 'year').iccid)
      await follow(page, button(page, '查一查能不能续费'))
      assert.equal(page.url(), `${url}/renewal`)
    },
  ],
  [
    'Over the line’s own connection the balance shows and a renewal is possible, no more',
    async ({ product, visit }) => {
      const line = lineOf(product.world, 'connected', 'chen.wei@example.com')
      const { page, url, complaints } = await visit({ from: line.connected ?? '' })
      await page.goto('/')
      assert.match(await heading(page), /^您正在用 .* 的这张卡上网$/)
      const shown = await mainText(page)
      assert.match(shown, /剩余流量\s+[\d.]+ GB[^]*有效期至[^]*流量包/)
      assert.doesNotMatch(shown, /最近的订单|最近 14 天的用量|陈伟/)
      for (const path of ['/orders', '/agreements', '/profile']) {
        await page.goto(path)
        assert.equal(page.url(), `${url}/sign-in`, path)
      }
      await choose(page, line.id, 'kawasemi-20gb-anniversary')
      assert.match(await mainText(page), /您正在用这张卡自己的网络，可以放心付款/)
      await agree(page)
      await payWith(page, 'approve')
      await page.getByRole('heading', { level: 1, name: /已开通|购买成功/ }).waitFor()
      assert.deepEqual(complaints, [])
    },
  ],
  [
    'A forged address is not recognised, nor is a line whose holder turned recognition off',
    async ({ product, visit }) => {
      const line = lineOf(product.world, 'connected', 'lin.yijun@example.com')
      const address = line.connected ?? ''
      const forged = await visit({
        headers: {
          'x-forwarded-for': address,
          forwarded: `for=${address}`,
          'x-real-ip': address,
          'cf-connecting-ip': address,
        },
      })
      await forged.page.goto('/')
      const { first } = await wordsOn(forged.page)
      assert.equal(await heading(forged.page), first.title)

      const own = await visit({ from: address })
      await own.page.goto('/')
      assert.notEqual(await heading(own.page), first.title)
      const holder = await visit({ as: line.holder ?? '' })
      await holder.page.goto(`/lines/${line.id}`)
      const { home } = await wordsOn(holder.page)
      await follow(holder.page, button(holder.page, home.recognitionTurnOff))
      await own.page.goto('/')
      assert.equal(await heading(own.page), first.title)
      await own.page.goto(`/lines/${line.id}`)
      assert.equal(own.page.url(), `${own.url}/sign-in`)
    },
  ],
]

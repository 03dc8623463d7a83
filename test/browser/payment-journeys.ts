/** Payments that do not go straight: refused, abandoned, undecided, repeated, too late. */
import assert from 'node:assert/strict'
import { lineOf, until, type ApiOrder, type Product } from './product.ts'
import {
  agree,
  button,
  buy,
  choose,
  follow,
  heading,
  link,
  mainText,
  newEnd,
  payWith,
  readUntil,
  sessionOf,
  wordsOn,
  type Journey,
} from './visiting.ts'

const AU_OFFER = 'chidori-3gb-3d'

export const paymentJourneys: readonly Journey[] = [
  [
    'A card is declined, another lacks funds, the third pays, and one pack is delivered',
    async ({ product, visit }) => {
      const line = lineOf(product.world, 'grace', 'sun.li@example.com')
      const { page } = await visit({ as: line.holder ?? '' })
      const before = await deliveredOf(product, line.id)
      await page.goto(`/lines/${line.id}`)
      assert.match(await mainText(page), /流量包已到期/)
      await buy(page, line.id, AU_OFFER)
      await payWith(page, 'declined')
      assert.match(await page.getByRole('alert').innerText(), /拒绝/)
      await payWith(page, 'insufficient-funds')
      const paying = page.url()
      assert.match(await page.getByRole('alert').innerText(), /余额|额度/)

      const [order] = await product.ordersOf(line.id)
      await page.goto(`/orders/${order?.id}`)
      assert.match(await mainText(page), /等待付款[^]*上一次付款没有成功：卡内余额或额度不足/)
      await follow(page, page.getByRole('button', { name: /^继续支付/ }))
      assert.equal(page.url(), paying, 'the same checkout goes on')
      await payWith(page, 'approve-jcb')
      await newEnd(page)
      assert.equal((await deliveredOf(product, line.id)).length, before.length + 1)
      await follow(page, link(page, '我的上网卡'))
      assert.doesNotMatch(await mainText(page), /流量包已到期/)
    },
  ],
  [
    'A bank asks for 3-D Secure: refused nothing is charged, confirmed the pack is there',
    async ({ product, visit }) => {
      const line = lineOf(product.world, 'queued', 'wu.jing@post.test')
      const { page } = await visit({ as: line.holder ?? '' })
      await buy(page, line.id, AU_OFFER)
      await payWith(page, 'authenticate')
      await follow(page, page.locator('button[value=fail]'))
      assert.match(await page.getByRole('alert').innerText(), /没有扣款|未扣款/)
      const [order] = await product.ordersOf(line.id)
      assert.equal(order?.state.kind, 'awaiting_payment')
      await payWith(page, 'authenticate')
      await follow(page, page.locator('button[value=approve]'))
      await newEnd(page)
      assert.equal(await heading(page), '已开通')
    },
  ],
  [
    'Coming back without paying, a holder pays later; another order is cancelled',
    async ({ product, visit }) => {
      const line = lineOf(product.world, 'suspended', 'ma.chao@mail.test')
      const { page } = await visit({ as: line.holder ?? '' })
      await buy(page, line.id, AU_OFFER)
      await follow(page, page.locator('a.back'))
      assert.equal(await heading(page), '等待付款')
      assert.match(await mainText(page), /请在 .* 前付款/)
      await follow(page, page.getByRole('button', { name: /^继续支付/ }))
      await payWith(page, 'approve')
      await newEnd(page)

      await buy(page, line.id, AU_OFFER)
      const paying = page.url()
      await follow(page, page.locator('a.back'))
      await follow(page, button(page, '取消订单'))
      assert.equal(await heading(page), '订单已取消')
      assert.match(await mainText(page), /没有扣款/)
      await page.goto(paying)
      assert.equal(await page.locator('button.deed').count(), 0, 'nothing can be paid any more')
    },
  ],
  [
    'While the bank is deciding the page says not to pay again, and tells the end by itself',
    async ({ product, visit }) => {
      const line = lineOf(product.world, 'suspended', 'zhang.min@post.test')
      const { page } = await visit({ scripts: true, as: line.holder ?? '' })
      await buy(page, line.id, 'kawasemi-1gb-1d')
      const session = sessionOf(page.url())
      await payWith(page, 'late-success')
      assert.match(await mainText(page), /银行/)
      await follow(page, page.locator('a.back'))
      assert.equal(await heading(page), '银行正在处理')
      assert.match(await mainText(page), /请不要重复付款/)

      const asked = await page.context().newPage()
      await choose(asked, line.id, 'kawasemi-1gb-1d')
      await asked.getByLabel('我已阅读并同意以上条款').check()
      await follow(asked, asked.locator('main form button.main'))
      assert.match(await asked.getByRole('alert').innerText(), /上一笔付款银行还在处理/)
      await asked.close()

      await product.lever('PUT', `/sessions/${session}/state`, { state: 'succeeded' })
      await newEnd(page)
      assert.equal(await heading(page), '已开通')
    },
  ],
  [
    'Without scripts the browser itself reads a waiting order again; a late refusal ends it',
    async ({ product, visit }) => {
      const line = lineOf(product.world, 'several-packs', 'chen.wei@example.com')
      const { page } = await visit({ as: line.holder ?? '' })
      await buy(page, line.id, 'kawasemi-1gb-1d')
      const session = sessionOf(page.url())
      await payWith(page, 'late-failure')
      await follow(page, page.locator('a.back'))
      assert.equal(await heading(page), '银行正在处理')
      await product.lever('PUT', `/sessions/${session}/state`, { state: 'failed' })
      await page.getByRole('heading', { name: '付款没有成功' }).waitFor()
      assert.match(await mainText(page), /原因：发卡银行拒绝了这笔付款/)
      await follow(page, page.getByRole('link', { name: /^重新支付/ }))
      await agree(page)
      await payWith(page, 'approve')
      await newEnd(page)
    },
  ],
  [
    'News of a payment that comes twice or in the wrong order delivers once',
    async ({ product, visit }) => {
      const line = lineOf(product.world, 'empty-throttled', 'zhou.wenbin@example.com')
      const { page } = await visit({ as: line.holder ?? '' })
      for (const card of ['duplicate-webhooks', 'disordered-webhooks']) {
        const before = await deliveredOf(product, line.id)
        await buy(page, line.id, AU_OFFER)
        await payWith(page, card)
        await newEnd(page)
        await until('the webhooks', async () => allDelivered(product))
        const after = await deliveredOf(product, line.id)
        assert.equal(after.length, before.length + 1, card)
      }
    },
  ],
  [
    'Money for an order that another has replaced goes back by itself',
    async ({ product, visit }) => {
      const line = lineOf(product.world, 'daily-quota', 'ram.thapa@mail.test')
      const { page } = await visit({ as: line.holder ?? '' })
      const before = await deliveredOf(product, line.id)
      await buy(page, line.id, 'kawasemi-1gb-1d')
      const first = sessionOf(page.url())
      const [replaced] = await product.ordersOf(line.id)
      await product.lever('POST', '/webhooks/hold')
      try {
        await product.lever('POST', `/sessions/${first}/payment`, { card: 'approve' })
        await buy(page, line.id, 'kawasemi-1gb-1d')
        await payWith(page, 'approve')
        await newEnd(page)
        await page.goto(`/orders/${replaced?.id}`)
        const { order: said } = await wordsOn(page)
        await readUntil(page, said.state.refunded.succeeded.text)
        assert.ok((await mainText(page)).includes(said.refundWhy.replaced))
      } finally {
        await product.lever('POST', '/webhooks/release')
      }
      assert.equal((await deliveredOf(product, line.id)).length, before.length + 1)
    },
  ],
]

async function deliveredOf(product: Product, line: string): Promise<readonly ApiOrder[]> {
  return (await product.ordersOf(line)).filter((order) => order.state.kind === 'delivered')
}

async function allDelivered(product: Product): Promise<boolean> {
  const told = (await product.lever('GET', '/webhooks')) as {
    deliveries: { readonly state: string }[]
  }
  return told.deliveries.every((one) => one.state !== 'waiting')
}

/** What is refused and how it is told: broken seals, repeated forms, old prices, others' lines. */
import assert from 'node:assert/strict'
import type { BrowserContext, Page } from 'playwright-core'
import { lineOf } from './product.ts'
import {
  agree,
  button,
  choose,
  follow,
  heading,
  newEnd,
  payWith,
  wordsOn,
  type Journey,
} from './visiting.ts'

const EXPIRED = '为了安全，表单已过期'
const OFFER = 'chidori-3gb-3d'

export const refusalJourneys: readonly Journey[] = [
  [
    'A form with a broken seal, or without its cookie, is told so and keeps what was typed',
    async ({ visit }) => {
      const { page, context } = await visit({ scripts: true })
      await page.goto('/sign-in')
      await page.getByLabel('电子邮箱').fill('somebody@mail.test')
      await setHidden(page, 'csrf', 'A'.repeat(40))
      await follow(page, button(page, '发送验证码'))
      assert.match(await page.getByRole('alert').innerText(), new RegExp(EXPIRED))
      assert.equal(await page.getByLabel('电子邮箱').inputValue(), 'somebody@mail.test')

      await context.clearCookies()
      await follow(page, button(page, '发送验证码'))
      assert.match(await page.getByRole('alert').innerText(), new RegExp(EXPIRED))
      assert.equal(await page.getByLabel('电子邮箱').inputValue(), 'somebody@mail.test')
      await follow(page, button(page, '发送验证码'))
      assert.equal(await heading(page), '输入验证码', 'the page of the refusal has a good seal')
    },
  ],
  [
    'Pages are read without cookies; whatever needs a sign-in leads there',
    async ({ product }) => {
      const line = lineOf(product.world, 'year')
      for (const path of ['/', '/help', '/renewal', '/sign-in', '/registration']) {
        assert.equal((await fetch(`${product.url}${path}`)).status, 200, path)
      }
      for (const path of [`/lines/${line.id}`, '/lines', '/orders', '/profile', '/passkeys']) {
        const answer = await fetch(`${product.url}${path}`, { redirect: 'manual' })
        assert.equal(answer.headers.get('location'), '/sign-in', path)
      }
      const posted = await fetch(`${product.url}/sign-in`, {
        method: 'POST',
        body: new URLSearchParams({ email: 'somebody@mail.test' }),
        headers: { 'accept-language': 'zh-CN' },
      })
      assert.equal(posted.status, 422)
      assert.match(await posted.text(), new RegExp(EXPIRED))
    },
  ],
  [
    'A form sent twice buys once; sent again with other content it is refused',
    async ({ product, visit }) => {
      const line = lineOf(product.world, 'order-waiting')
      const { page, context, url } = await visit({ as: line.holder ?? '' })
      const before = await product.ordersOf(line.id)
      await choose(page, line.id, OFFER)
      const fields = [...(await fieldsOf(page)), ['accept', 'yes'], ['act', 'pay']] as const
      const address = `${url}/lines/${line.id}/renewals`
      const [one, other] = await Promise.all([
        post(context, address, fields),
        post(context, address, fields),
      ])
      assert.equal(one.status, 303)
      assert.equal(one.to, other.to, 'both lead to the same payment page')
      const dearer = fields.map(([name, value]) => [name, name === 'price' ? '1' : value] as const)
      const changed = await post(context, address, dearer)
      assert.equal(changed.status, 422)
      const orders = await product.ordersOf(line.id)
      assert.equal(orders.length, before.length + 1)

      await page.goto(one.to)
      await payWith(page, 'approve')
      await newEnd(page)
      const again = await post(context, address, fields)
      assert.equal(again.status, 303)
      assert.equal((await product.ordersOf(line.id)).length, before.length + 1)
    },
  ],
  [
    'An old price is told before anything is charged, and the terms must be agreed to',
    async ({ product, visit }) => {
      const line = lineOf(product.world, 'order-cancelled')
      const { page } = await visit({ scripts: true, language: 'en', as: line.holder ?? '' })
      const before = await product.ordersOf(line.id)
      await choose(page, line.id, OFFER)
      await setHidden(page, 'price', '1')
      await page.locator('#accept').check()
      await follow(page, page.locator('main form button.main'))
      assert.match(await page.getByRole('alert').innerText(), /JPY 1 .*JPY \d+/)
      assert.equal(await page.locator('#accept').isChecked(), true)
      await page.locator('#accept').uncheck()
      await page.evaluate("document.querySelector('#accept').required = false")
      await follow(page, page.locator('main form button.main'))
      const { frame } = await wordsOn(page)
      assert.match(await page.getByRole('alert').innerText(), new RegExp(frame.wrongTitle))
      assert.equal((await product.ordersOf(line.id)).length, before.length)
      await agree(page)
    },
  ],
  [
    'An unknown line, another person’s and nonsense are one: not found',
    async ({ product, visit }) => {
      const own = lineOf(product.world, 'order-expired')
      const foreign = lineOf(product.world, 'year')
      const [foreignOrder] = await product.ordersOf(foreign.id)
      const unknown = crypto.randomUUID()
      const { context } = await visit({ as: own.holder ?? '' })
      const stranger = await visit()
      const places = (line: string) => [
        `/lines/${line}`,
        `/lines/${line}/offers`,
        `/lines/${line}/renewals/new?offer=${OFFER}&version=1`,
      ]
      const orders = (order: string) => [`/orders/${order}`, `/orders/${order}/receipt`]
      const paths = [
        ...[foreign.id, unknown, 'nonsense'].flatMap(places),
        ...[foreignOrder?.id ?? '', unknown].flatMap(orders),
      ]
      const told = new Set<string>()
      for (const path of paths) {
        const { status, main } = await ask(context, path)
        assert.equal(status, 404, path)
        told.add(main)
        assert.equal((await ask(stranger.context, path)).to, '/sign-in', path)
      }
      assert.deepEqual(told.size, 1)
      for (const path of [`/agreements/${unknown}`, `/lines/${foreign.id}/live`]) {
        assert.equal((await ask(context, path)).status, 404, path)
      }
    },
  ],
]

/** These move the clock, which is everybody's. */
export const lateJourneys: readonly Journey[] = [
  [
    'A code that came too late is told so, and a wrong one counts down',
    async ({ product, visit }) => {
      const { page } = await visit()
      const email = 'sun.li@example.com'
      await page.goto('/sign-in')
      await page.getByLabel('电子邮箱').fill(email)
      const code = await product.codeSent(email, () => follow(page, button(page, '发送验证码')))
      await page.getByLabel('验证码').fill(code === '000000' ? '000001' : '000000')
      await follow(page, button(page, '登录'))
      assert.match(await page.getByRole('alert').innerText(), /验证码不对，还可以试 4 次/)
      await product.advanceClock('PT11M')
      await page.getByLabel('验证码').fill(code)
      await follow(page, button(page, '登录'))
      assert.match(await page.getByRole('alert').innerText(), /验证码已过期/)
      const next = await product.codeSent(email, () => follow(page, button(page, '重新发送验证码')))
      await page.getByLabel('验证码').fill(next)
      await follow(page, button(page, '登录'))
      assert.match(page.url(), /\/lines\//)
    },
  ],
  [
    'An order that is not paid in time says that it ended, and takes no money',
    async ({ product, visit }) => {
      const line = lineOf(product.world, 'voucher', 'maria.cruz@mail.test')
      const { page } = await visit({ language: 'en', as: line.holder ?? '' })
      await choose(page, line.id, OFFER)
      await agree(page)
      const paying = page.url()
      const [order] = await product.ordersOf(line.id)
      await product.advanceClock('PT2H')
      await page.goto(`/orders/${order?.id}`)
      const { order: said } = await wordsOn(page)
      assert.equal(await heading(page), said.state.expired.open.title)
      await page.goto(paying)
      assert.equal(await page.locator('button.deed').count(), 0)
    },
  ],
]

async function setHidden(page: Page, name: string, value: string): Promise<void> {
  await page
    .locator(`main form.sheet input[name="${name}"], main form.stack input[name="${name}"]`)
    .first()
    .evaluate((input, text) => input.setAttribute('value', text), value)
}

type Fields = readonly (readonly [name: string, value: string])[]

/** The hidden fields of the page's own form and what is picked, as a browser would send them. */
async function fieldsOf(page: Page): Promise<Fields> {
  const inputs = await page.locator('main form :is(input[type=hidden], input:checked)').all()
  return Promise.all(
    inputs.map(async (input) => [
      (await input.getAttribute('name')) ?? '',
      (await input.getAttribute('value')) ?? '',
    ]),
  )
}

async function post(
  context: BrowserContext,
  address: string,
  fields: Fields,
): Promise<{ readonly status: number; readonly to: string }> {
  const answer = await context.request.post(address, {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    data: new URLSearchParams(fields.map(([name, value]) => [name, value])).toString(),
    maxRedirects: 0,
  })
  return { status: answer.status(), to: answer.headers()['location'] ?? '' }
}

/** What a browser with these cookies is answered, without the frame around the page. */
async function ask(context: BrowserContext, path: string) {
  const answer = await context.request.get(path, { maxRedirects: 0 })
  const main = /<main[^]*<\/main>/.exec(await answer.text())?.[0] ?? ''
  return { status: answer.status(), to: answer.headers()['location'] ?? '', main }
}

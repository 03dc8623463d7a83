/**
 * The sandbox's payment pages in a real browser without scripts: forms, redirects, policy, access.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Language } from '../../src/app/ports.ts'
import { asksFor, SECRET_KEY, type PaymentWorld } from '../contracts/payment-world.ts'
import { clientFor, session } from '../contracts/stripe-client.ts'
import { isAccessibleAndFits, skip, withoutScripts, withPage } from './sandbox-page.ts'

function open(world: PaymentWorld, language: Language = 'en') {
  const successUrl = `${world.product.url}/paid`
  const cancelUrl = `${world.product.url}/cancelled`
  return world.payments.openCheckout(asksFor(world.clock, { language, successUrl, cancelUrl }))
}

test(
  'with scripts off a payer picks a card, is asked by the bank and lands at the shop',
  { skip },
  () =>
    withoutScripts(async (page, world) => {
      const { url, reference } = await open(world)
      await page.goto(url)
      await page.locator('button[value=declined]').click()
      await page.getByRole('button', { name: 'Pay JPY 1,430' }).click()
      assert.match(await page.getByRole('alert').innerText(), /declined/)
      await page.locator('button[value=authenticate]').click()
      await page.getByRole('button', { name: 'Pay JPY 1,430' }).click()
      await page.getByRole('button', { name: 'Yes, confirm' }).click()
      await page.waitForURL(`${world.product.url}/paid`)
      assert.equal((await world.payments.readPayment(reference)).state, 'succeeded')
    }),
)

test('in every language the page is accessible and fits a small phone', { skip }, () =>
  withPage(true, async (page, world) => {
    for (const language of ['zh-CN', 'zh-TW', 'en', 'ja', 'ko'] as const) {
      const { url } = await open(world, language)
      await page.goto(url)
      await isAccessibleAndFits(page, language)
    }
  }),
)

const CHOICE = {
  allowed_payment_method_types: ['card', 'konbini', 'alipay', 'wechat_pay'],
  payment_method_options: { wechat_pay: { client: 'web' } },
} as const

/** A checkout that allows every way to pay; no adapter of ours asks for more than one. */
async function openChoice(world: PaymentWorld, locale: 'zh' | 'zh-TW' | 'en' | 'ja' | 'ko') {
  const { url } = await session(clientFor(world.url, SECRET_KEY), {
    allowed_payment_method_types: [...CHOICE.allowed_payment_method_types],
    payment_method_options: CHOICE.payment_method_options,
    success_url: `${world.product.url}/paid`,
    cancel_url: `${world.product.url}/cancelled`,
    locale,
  })
  return String(url)
}

test('with scripts off a payer chooses a store, pays at the till and goes back', { skip }, () =>
  withoutScripts(async (page, world) => {
    await page.goto(await openChoice(world, 'en'))
    await page.getByRole('link', { name: 'Convenience store' }).click()
    await page.getByLabel('Name').fill('Aki')
    await page.getByLabel('E-mail').fill('aki@example.com')
    await page.getByLabel(/Lawson/).check()
    await page.getByRole('button', { name: 'Get a payment number' }).click()
    assert.match(await page.locator('main').innerText(), /Lawson[\s\S]*Confirmation number/)
    await page.getByRole('button', { name: 'Pay at the till' }).click()
    assert.match(await page.getByRole('status').innerText(), /paid at the till/)
    await page.getByRole('link', { name: 'Back to the shop' }).click()
    await page.waitForURL(`${world.product.url}/paid`)

    await page.goto(await openChoice(world, 'en'))
    await page.getByRole('link', { name: 'Alipay' }).click()
    await page.getByRole('button', { name: 'Continue to Alipay' }).click()
    await page.getByRole('button', { name: 'Yes, pay' }).click()
    await page.waitForURL(`${world.product.url}/paid`)
  }),
)

test('every way to pay is accessible and fits a small phone, in every language', { skip }, () =>
  withPage(true, async (page, world) => {
    const look = (where: string) => isAccessibleAndFits(page, where)
    for (const locale of ['zh', 'zh-TW', 'en', 'ja', 'ko'] as const) {
      const url = await openChoice(world, locale)
      await page.goto(url)
      await look(`${locale} choice`)
      await page.goto(`${url}?method=wechat_pay`)
      await look(`${locale} wallet`)
      await page.locator('button[name=method]').click()
      await look(`${locale} wallet asks`)
      await page.goto(`${url}?method=konbini`)
      await look(`${locale} konbini`)
      await page.locator('input[name=name]').fill('Aki')
      await page.locator('input[name=email]').fill('aki@example.com')
      await page.locator('input[value=seicomart]').check()
      await page.locator('button.deed').click()
      await look(`${locale} number`)
      await page.locator('button.deed').click()
      await look(`${locale} paid`)
    }
  }),
)

/** PayPal's page of the sandbox in a real browser: no scripts, the way back, small phones. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Language } from '../../src/app/ports.ts'
import { asksFor, type PaymentWorld } from '../contracts/payment-world.ts'
import { isAccessibleAndFits, skip, withoutScripts, withPage } from './sandbox-page.ts'

async function open(world: PaymentWorld, language: Language = 'en') {
  const request = asksFor(world.clock, {
    method: 'paypal',
    language,
    keepMeans: true,
    successUrl: `${world.product.url}/paid`,
    cancelUrl: `${world.product.url}/cancelled`,
  })
  return { ...(await world.paypal.openCheckout(request)), ref: request.ref }
}

test(
  'with scripts off a payer is declined, agrees again, lands at the shop and may go back',
  { skip },
  () =>
    withoutScripts(async (page, world) => {
      const { url, reference, ref } = await open(world)
      await page.goto(url)
      await page.getByRole('button', { name: 'Agree, but the funding source is declined' }).click()
      await page.waitForURL(`${world.product.url}/paid?token=${reference}&PayerID=*`)
      assert.equal((await world.paypal.capture(reference, ref)).state, 'open')

      await page.goto(url)
      assert.match(await page.getByRole('alert').innerText(), /declined/)
      await page.getByRole('button', { name: 'Agree and pay' }).click()
      await page.waitForURL(`${world.product.url}/paid?token=${reference}&PayerID=*`)
      await page.goto(url)
      assert.match(await page.getByRole('status').innerText(), /until the shop takes/)
      assert.equal((await world.paypal.capture(reference, ref)).state, 'succeeded')
      await page.goto(url)
      assert.match(await page.getByRole('heading').innerText(), /This is paid/)

      const other = await open(world)
      await page.goto(other.url)
      await page.getByRole('link', { name: 'Cancel and go back' }).click()
      await page.waitForURL(`${world.product.url}/cancelled?token=${other.reference}`)
      assert.equal((await world.paypal.readPayment(other.reference)).state, 'open')
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

/** PayPal's page of the sandbox in a real browser: no scripts, the way back, small phones. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import { chromium, type Page } from 'playwright-core'
import type { Language } from '../../src/app/ports.ts'
import { asksFor, openWorld, type PaymentWorld } from '../contracts/payment-world.ts'

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const skip = existsSync(CHROMIUM) ? false : 'there is no Chromium here'
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

async function withPage(
  scripts: boolean,
  act: (page: Page, world: PaymentWorld) => Promise<void>,
): Promise<void> {
  const world = await openWorld()
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] })
  try {
    const context = await browser.newContext({
      javaScriptEnabled: scripts,
      viewport: { width: 360, height: 740 },
      bypassCSP: scripts,
    })
    await act(await context.newPage(), world)
  } finally {
    await browser.close()
    await world.close()
  }
}

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
    withPage(false, async (page, world) => {
      const complaints: string[] = []
      page.on('console', (message) => complaints.push(message.text()))
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
      assert.deepEqual(
        complaints.filter((text) => /Content Security Policy/.test(text)),
        [],
      )
    }),
)

test('in every language the page is accessible and fits a small phone', { skip }, () =>
  withPage(true, async (page, world) => {
    for (const language of ['zh-CN', 'zh-TW', 'en', 'ja', 'ko'] as const) {
      const { url } = await open(world, language)
      await page.goto(url)
      await page.evaluate(readFileSync(AXE, 'utf8'))
      const violations = await page.evaluate(
        "axe.run().then((found) => found.violations.map(({ id, help }) => id + ': ' + help))",
      )
      assert.deepEqual(violations, [], language)
      assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 360, language)
    }
  }),
)

/**
 * The sandbox's payment pages in a real browser without scripts: forms, redirects, policy, access.
 */
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

function open(world: PaymentWorld, language: Language = 'en') {
  const successUrl = `${world.product.url}/paid`
  const cancelUrl = `${world.product.url}/cancelled`
  return world.payments.openCheckout(asksFor(world.clock, { language, successUrl, cancelUrl }))
}

test(
  'with scripts off a payer picks a card, is asked by the bank and lands at the shop',
  { skip },
  () =>
    withPage(false, async (page, world) => {
      const complaints: string[] = []
      page.on('console', (message) => complaints.push(message.text()))
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

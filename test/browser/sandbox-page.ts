/**
 * A page of the sandbox provider in a small phone's browser, with a world of its own behind it, and
 * what every one of them is held to. Not the portal (`walking.ts`).
 */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { chromium, type Page } from 'playwright-core'
import { openWorld, type PaymentWorld } from '../contracts/payment-world.ts'

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const PHONE = { width: 360, height: 740 }

/** Why these tests are left out here, or false. */
export const skip = existsSync(CHROMIUM) ? false : 'there is no Chromium here'

/** With scripts the policy is passed by, so that axe can be put into the page. */
export async function withPage(
  scripts: boolean,
  act: (page: Page, world: PaymentWorld) => Promise<void>,
): Promise<void> {
  const world = await openWorld()
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] })
  try {
    const context = await browser.newContext({
      javaScriptEnabled: scripts,
      viewport: PHONE,
      bypassCSP: scripts,
    })
    await act(await context.newPage(), world)
  } finally {
    await browser.close()
    await world.close()
  }
}

/** As a payer whose scripts are off; no page's own policy may have stood in the way. */
export function withoutScripts(
  act: (page: Page, world: PaymentWorld) => Promise<void>,
): Promise<void> {
  return withPage(false, async (page, world) => {
    const complaints: string[] = []
    page.on('console', (message) => complaints.push(message.text()))
    await act(page, world)
    assert.deepEqual(
      complaints.filter((text) => /Content Security Policy/.test(text)),
      [],
    )
  })
}

export async function isAccessibleAndFits(page: Page, where: string): Promise<void> {
  await page.evaluate(readFileSync(AXE, 'utf8'))
  const violations = await page.evaluate(
    "axe.run().then((found) => found.violations.map(({ id, help }) => id + ': ' + help))",
  )
  assert.deepEqual(violations, [], where)
  assert.equal(await page.evaluate('document.documentElement.scrollWidth'), PHONE.width, where)
}

/**
 * What only a browser can show of the console's frame: a scanner heard anywhere, keys, passkeys.
 * Over the memory store; the sign-in itself is told in `scenarios/console-sign-in.test.ts`.
 */
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import Fastify, { type FastifyInstance } from 'fastify'
import { after, before, suite, test } from 'node:test'
import { chromium, type Browser, type Page } from 'playwright-core'
import { documentRenderer } from '../../src/adapters/documents/renderer.ts'
import { receiptPrinter } from '../../src/adapters/documents/receipt-tape/printer.ts'
import { createMemoryDocumentFiles } from '../../src/adapters/memory/document-files.ts'
import { staffSecrets } from '../../src/adapters/secrets/staff-secrets.ts'
import { consoleRoutes } from '../../src/channels/counter/console.ts'
import { CONSOLE_LIMITS } from '../../src/channels/counter/desk.ts'
import { wordDocument } from '../../src/channels/documents/sheet.ts'
import { hotlineSide } from '../../src/main/hotline-side.ts'
import { portalSide } from '../../src/main/serve.ts'
import { openConsole, PASSWORD, type ConsoleWorld } from '../scenarios/console-world.ts'
import { typeLikeScanner } from './desk.ts'

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const skip = existsSync(CHROMIUM) ? false : 'there is no Chromium here'
const ICCID = '8981100022313842011'
const KEY_NAME = 'form[data-passkey=create] [name=name]'

suite('The frame of the console in a browser', { skip }, () => {
  let world: ConsoleWorld
  let server: FastifyInstance
  let browser: Browser
  let page: Page
  let base: string

  before(async () => {
    world = await openConsole()
    await world.hire('sato', 'senior')
    await world.addTill('front')
    const { app } = world
    server = Fastify()
    const paper = {
      wording: wordDocument,
      renderer: documentRenderer(),
      files: createMemoryDocumentFiles(),
    }
    const tools = {
      paper,
      printer: receiptPrinter(),
      portal: portalSide(app),
      hotline: hotlineSide(),
    }
    const secrets = staffSecrets(app.dice)
    // As a sandbox, so that a passkey is for the name in the address.
    const settings = { sandbox: true, limits: CONSOLE_LIMITS }
    await server.register(consoleRoutes(app, { ...tools, secrets, ...settings }))
    const url = new URL(await server.listen({ port: 0, host: '127.0.0.1' }))
    base = `http://localhost:${url.port}`
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] })
    const context = await browser.newContext({ locale: 'en' })
    page = await context.newPage()
    await page.goto(`${base}/staff/sign-in?back=/staff/account`)
    await page.keyboard.type('sato')
    await page.fill('[name=password]', PASSWORD)
    await page.fill('[name=code]', world.freshCode())
    await page.keyboard.press('Enter')
    await arrived('/staff/account')
  })
  after(async () => {
    await browser.close()
    await Promise.all([server.close(), world.close()])
  })

  const arrived = (path: string) => page.waitForURL(({ pathname }) => pathname === path)

  async function scanned(): Promise<string | null> {
    const request = page.waitForRequest((one) => one.url().endsWith('/staff/search'))
    await typeLikeScanner(page, ICCID)
    return new URLSearchParams((await request).postData() ?? '').get('q')
  }

  test('A scanner is heard wherever the cursor stands, and leaves no field changed', async () => {
    await page.goto(`${base}/staff/account`)
    assert.equal(await scanned(), ICCID)
    await page.goto(`${base}/staff/account`)
    await page.fill(KEY_NAME, 'my key')
    const kept = page.evaluate(
      (field) =>
        new Promise((resolve) => {
          const typed = () => document.querySelector<HTMLInputElement>(field)?.value
          document.addEventListener('submit', () => resolve(typed()), { once: true })
        }),
      KEY_NAME,
    )
    assert.equal(await scanned(), ICCID)
    assert.equal(await kept, 'my key')
  })

  test('Typing like a person stays in its field', async () => {
    await page.goto(`${base}/staff/account`)
    await page.focus(KEY_NAME)
    await page.keyboard.type('slow key', { delay: 60 })
    assert.equal(await page.inputValue(KEY_NAME), 'slow key')
    assert.match(page.url(), /account$/)
  })

  test('A question mark lists every key of the page', async () => {
    await page.goto(`${base}/staff/account`)
    await page.keyboard.press('?')
    const list = await page.locator('dialog[open]').innerText()
    for (const said of ['Lock', 'Till', 'Gift cards', 'Alt']) assert.ok(list.includes(said), list)
  })

  test('A passkey is added, unlocks, and lets in by itself', async () => {
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('WebAuthn.enable')
    const options = {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    } as const
    await devtools.send('WebAuthn.addVirtualAuthenticator', { options })
    await page.goto(`${base}/staff/account`)
    await page.fill(KEY_NAME, 'counter key')
    await page.fill('form[data-passkey=create] [name=password]', PASSWORD)
    await page.click('form[data-passkey=create] button')
    await page.getByText('counter key').waitFor()
    await page.focus(KEY_NAME)
    await page.keyboard.press('Alt+l')
    await arrived('/staff/lock')
    await page.click('form[data-passkey] button')
    await arrived('/staff/account')
    await page.click('footer form button')
    await arrived('/staff/sign-in')
    await page.click('form[data-passkey] button')
    await arrived('/staff')
  })
})

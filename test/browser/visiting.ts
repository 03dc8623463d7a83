/**
 * People at a browser: one phone-sized context each, what they do on the portal's pages, and what
 * their browser complains of. Words come from the portal's own catalogue, so that tests read what
 * is on the screen in any language. Not the journeys themselves.
 */
import assert from 'node:assert/strict'
import { createServer, request as forward } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { voice, type Words } from '../../src/channels/web/words/words.ts'
import type { Language } from '../../src/domain/basics/language.ts'
import { until, type Product } from './product.ts'

export const PHONE = { width: 390, height: 844 } as const
const ACTION_MS_MAX = 20_000

export interface Visiting {
  readonly scripts?: boolean
  readonly language?: Language
  /** E-mail of an account to be signed in as; nobody by default. */
  readonly as?: string
  /** The local address that this browser's requests come from. */
  readonly from?: string
  /** `localhost` is the same product under the name that browsers trust with passkeys. */
  readonly host?: 'localhost'
  readonly headers?: Readonly<Record<string, string>>
}

export interface Visit {
  readonly page: Page
  readonly context: BrowserContext
  readonly url: string
  /** Errors and warnings on the console, exceptions, breaches of the content security policy. */
  readonly complaints: string[]
  /** Addresses asked for beyond the portal's own origin. */
  readonly elsewhere: string[]
}

export type Place = ReturnType<typeof openPlace>
export type Journey = readonly [title: string, walk: (place: Place) => Promise<void>]

/** Sign-ins are kept over the journeys: an address takes only a few codes an hour. */
type SignedIn = Map<string, ReturnType<BrowserContext['storageState']>>

export function openPlace(browser: Browser, product: Product, signedIn: SignedIn) {
  const leaving: (() => Promise<void>)[] = []

  async function visit(visiting: Visiting = {}): Promise<Visit> {
    const url = visiting.host === undefined ? product.url : withHost(product.url, visiting.host)
    const state = visiting.as === undefined ? undefined : await stateOf(visiting.as, url)
    const context = await browser.newContext({
      viewport: PHONE,
      locale: visiting.language ?? 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      baseURL: url,
      javaScriptEnabled: visiting.scripts ?? false,
      ...(state === undefined ? {} : { storageState: state }),
      ...(visiting.from === undefined ? {} : { proxy: await viaAddress(visiting.from, leaving) }),
      ...(visiting.headers === undefined ? {} : { extraHTTPHeaders: { ...visiting.headers } }),
    })
    context.setDefaultTimeout(ACTION_MS_MAX)
    leaving.push(() => context.close())
    const page = await context.newPage()
    return { page, context, url, ...listenTo(page, url) }
  }

  function stateOf(email: string, url: string) {
    const known = signedIn.get(`${url} ${email}`) ?? signedInState(email, url)
    signedIn.set(`${url} ${email}`, known)
    return known
  }

  async function signedInState(email: string, url: string) {
    const context = await browser.newContext({ baseURL: url, javaScriptEnabled: false })
    await signIn(product, await context.newPage(), email)
    const state = await context.storageState()
    await context.close()
    return state
  }

  return {
    product,
    visit,
    async leave() {
      for (const leave of leaving.splice(0).toReversed()) await leave()
    },
  }
}

export function withHost(url: string, host: string): string {
  const other = new URL(url)
  other.hostname = host
  return other.origin
}

function listenTo(page: Page, url: string) {
  const complaints: string[] = []
  const elsewhere: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('pageerror', (fault) => complaints.push(String(fault)))
  page.on('request', (request) => {
    if (!request.url().startsWith(`${url}/`)) elsewhere.push(request.url())
  })
  return { complaints, elsewhere }
}

/** A browser cannot choose its address; the proxy on its way can, and adds nothing of its own. */
async function viaAddress(localAddress: string, leaving: (() => Promise<void>)[]) {
  const proxy = createServer((asked, reply) => {
    const { method, headers } = asked
    const onward = forward(asked.url ?? '', { method, headers, localAddress }, (answer) => {
      reply.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(reply)
    })
    onward.on('error', () => reply.destroy())
    reply.on('close', () => onward.destroy())
    asked.pipe(onward)
  })
  const listening = Promise.withResolvers<void>()
  proxy.listen(0, '127.0.0.1', listening.resolve)
  await listening.promise
  leaving.push(async () => {
    proxy.closeAllConnections()
    proxy.close()
  })
  return {
    server: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    bypass: '<-loopback>',
  }
}

/** The catalogue of the page's own language. */
export async function wordsOn(page: Page): Promise<Words> {
  const language = await page.locator('html').getAttribute('lang')
  return voice(language as Language).words
}

/** Clicks what leads to another page and waits until that has come. */
export async function follow(page: Page, what: Locator): Promise<void> {
  await Promise.all([page.waitForEvent('load'), what.click()])
}

export function button(page: Page, name: string): Locator {
  return page.getByRole('button', { name, exact: true })
}

export function link(page: Page, name: string): Locator {
  return page.getByRole('main').getByRole('link', { name, exact: true })
}

export function mainText(page: Page): Promise<string> {
  return page.locator('main').innerText()
}

export function heading(page: Page): Promise<string> {
  return page.getByRole('heading', { level: 1 }).innerText()
}

/** What stands beside a label in the page's lists of facts. */
export function row(page: Page, label: string): Locator {
  return page
    .locator('main dl > div')
    .filter({ has: page.getByText(label, { exact: true }) })
    .locator('dd')
}

export async function rowText(page: Page, label: string): Promise<string> {
  return (await row(page, label).innerText()).trim()
}

export async function signIn(product: Product, page: Page, email: string): Promise<void> {
  await page.goto('/sign-in')
  const { signIn: said, fields } = await wordsOn(page)
  await page.getByLabel(fields.email).fill(email)
  const code = await product.codeSent(email, () => follow(page, button(page, said.send)))
  await page.getByLabel(fields.code, { exact: false }).first().fill(code)
  await follow(page, button(page, said.confirm))
}

/** From the list of a line’s offers, not from what is advised, to the last screen of one. */
export async function choose(page: Page, line: string, offer: string): Promise<void> {
  await page.goto(`/lines/${line}/offers`)
  await follow(page, page.locator(`main article a.button[href*="offer=${offer}&"]`))
}

/** Agrees to the terms and presses the button that leads to the payment page. */
export async function agree(page: Page): Promise<void> {
  const { confirm } = await wordsOn(page)
  await page.getByLabel(confirm.accept).check()
  await follow(page, page.locator('main form button.main'))
  assert.match(page.url(), /\/pay\/cs_/)
}

export async function buy(page: Page, line: string, offer: string): Promise<void> {
  await choose(page, line, offer)
  await agree(page)
}

/** On the payment page: takes a test card's button, then pays. */
export async function payWith(page: Page, card: string): Promise<void> {
  await follow(page, page.locator(`button[value="${card}"]`))
  await follow(page, page.locator('button.deed'))
}

/** The new end as the order's page tells it, once the order is delivered. */
export async function newEnd(page: Page): Promise<string> {
  const { order } = await wordsOn(page)
  const told = row(page, order.newEnd)
  await told.waitFor()
  return (await told.locator('time').innerText()).trim()
}

/**
 * Reads a page again until it says something; where the page does so itself, this is not needed.
 */
export async function readUntil(page: Page, text: string): Promise<void> {
  await until(text, async () => {
    if ((await mainText(page)).includes(text)) return true
    await page.reload()
    return false
  })
}

export function sessionOf(payUrl: string): string {
  const session = /\/pay\/([^/?]+)/.exec(payUrl)?.[1]
  assert.ok(session, 'a payment page names its checkout')
  return decodeURIComponent(session)
}

/**
 * The staff console over the real application on the memory store, and browsers that keep cookies
 * and post the forms of the page they last saw. For tests only.
 */
import assert from 'node:assert/strict'
import Fastify, { type FastifyInstance } from 'fastify'
import { documentRenderer } from '../../src/adapters/documents/renderer.ts'
import { createMemoryDocumentFiles } from '../../src/adapters/memory/document-files.ts'
import { receiptPrinter } from '../../src/adapters/documents/receipt-tape/printer.ts'
import { oneTimeCodeAt } from '../../src/adapters/secrets/one-time-codes.ts'
import { staffSecrets } from '../../src/adapters/secrets/staff-secrets.ts'
import type { BreachReads } from '../../src/app/breach/reads.ts'
import type { App } from '../../src/app/app.ts'
import type { UsageFileParts } from '../../src/app/usage-files/take.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import { putStaff } from '../../src/app/staff/put-staff.ts'
import { putTill } from '../../src/app/tills/put-till.ts'
import { consoleRoutes } from '../../src/channels/counter/console.ts'
import { CONSOLE_LIMITS, type ConsoleLimits } from '../../src/channels/counter/desk.ts'
import { wordDocument } from '../../src/channels/documents/sheet.ts'
import type { ShopId, StaffId, TillId } from '../../src/domain/basics/ids.ts'
import { plusSeconds } from '../../src/domain/basics/time.ts'
import type { StaffRole } from '../../src/domain/staff/permissions.ts'
import { hotlineSide } from '../../src/main/hotline-side.ts'
import { portalSide } from '../../src/main/serve.ts'
import { openApi, type ApiWorld } from './api-world.ts'

export const PASSWORD = 'kado-ya'
/** Base32, as an authenticator holds it. */
export const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
export const SHOP = 'shinjuku' as ShopId
const STEP_SECONDS = 30
const FORM = 'application/x-www-form-urlencoded'

export interface ConsoleWorld extends ApiWorld {
  readonly console: FastifyInstance
  /** Password `PASSWORD`; the one-time code of `SECRET`, unless it is still to be set up. */
  hire(
    name: string,
    role: StaffRole,
    given?: { shop?: ShopId | null; isSetUp?: boolean },
  ): Promise<StaffId>
  addTill(name: string, shop?: ShopId): Promise<TillId>
  /** A code that was not used before: time moves to the next one. */
  freshCode(secret?: string): string
  browser(headers?: Readonly<Record<string, string>>): Browser
  /** A browser at which they are signed in. */
  signedIn(name: string): Promise<Browser>
  close(): Promise<void>
}

export async function openConsole(limits: ConsoleLimits = CONSOLE_LIMITS): Promise<ConsoleWorld> {
  const world = await openApi()
  const { clock } = world
  const nextStep = () => clock.set(plusSeconds(clock.now(), STEP_SECONDS))
  const { app, usageFiles } = world
  const desk = await openDesk(app, { nextStep, limits, usageFiles })
  const close = async () => void (await Promise.all([desk.close(), world.server.close()]))
  return Object.assign(world, desk, { close })
}

interface DeskGiven {
  /** Moves the clock to another one-time code. */
  readonly nextStep: () => void
  readonly limits: ConsoleLimits
  readonly breaches?: BreachReads
  readonly usageFiles?: UsageFileParts
}

/** A console over an application that stands already. */
export async function openDesk(app: App, { nextStep, ...given }: DeskGiven) {
  const { clock } = app
  const secrets = staffSecrets(app.dice)
  const paper = {
    wording: wordDocument,
    renderer: documentRenderer(),
    files: createMemoryDocumentFiles(),
  }
  const console = Fastify()
  const tools = {
    paper,
    printer: receiptPrinter(),
    portal: portalSide(app),
    hotline: hotlineSide(),
    secrets,
  }
  await console.register(consoleRoutes(app, { ...tools, ...given, sandbox: false }))
  await console.ready()
  const passwordHash = await secrets.hashPassword(PASSWORD)
  const freshCode = (secret = SECRET) => {
    nextStep()
    return oneTimeCodeAt(secret, clock.now())
  }
  const browser = (headers = {}) => new Browser(console, headers)
  return {
    console,
    freshCode,
    browser,
    async hire(
      name: string,
      role: StaffRole,
      of: { readonly shop?: ShopId | null; readonly isSetUp?: boolean } = {},
    ) {
      const { shop = SHOP, isSetUp = true } = of
      const staff = app.ids.next<StaffId>()
      const sealedSecret = isSetUp ? app.vault.seal(SECRET) : null
      await app.door.ask(putStaff, { staff, name, role, shop, passwordHash, sealedSecret }, SYSTEM)
      return staff
    },
    async addTill(name: string, shop = SHOP) {
      const till = app.ids.next<TillId>()
      await app.door.ask(putTill, { till, shop, name }, SYSTEM)
      return till
    },
    async signedIn(name: string) {
      const made = browser({ 'accept-language': 'en' })
      await made.get('/staff/sign-in')
      const fields = { name, password: PASSWORD, code: freshCode() }
      const answer = await made.post('/staff/sign-in', fields)
      assert.equal(answer.status, 303, answer.body)
      return made
    },
    close: () => console.close(),
  }
}

export interface Answered {
  readonly status: number
  readonly body: string
  /** A file as it came. */
  readonly bytes: Uint8Array
  /** Where it leads, as a path. */
  readonly to: string | null
  readonly headers: Readonly<Record<string, unknown>>
}

export class Browser {
  readonly #server: FastifyInstance
  readonly #headers: Readonly<Record<string, string>>
  readonly #cookies = new Map<string, string>()
  #page = ''
  #address = ''

  constructor(server: FastifyInstance, headers: Readonly<Record<string, string>>) {
    this.#server = server
    this.#headers = headers
  }

  async get(url: string): Promise<Answered> {
    const answer = await this.#ask({ method: 'GET', url })
    if (answer.to === null) this.#address = url
    return answer
  }

  /** With the seal of the page that was seen last, unless the fields bring their own. */
  async post(url: string, fields: Readonly<Record<string, string>>): Promise<Answered> {
    const hidden = (name: string) =>
      new RegExp(`name="${name}" value="([^"]*)"`).exec(this.#page)?.[1] ?? ''
    const given = { csrf: hidden('csrf'), key: hidden('key'), sealed: hidden('sealed'), ...fields }
    const referer = `https://example.jp${this.#address}`
    return this.#ask({
      method: 'POST',
      url,
      headers: { 'content-type': FORM, referer, 'sec-fetch-site': 'same-origin' },
      payload: new URLSearchParams(given).toString(),
    })
  }

  cookie(name: string): string | null {
    return this.#cookies.get(name) ?? null
  }

  async #ask(request: {
    readonly method: 'GET' | 'POST'
    readonly url: string
    readonly headers?: Readonly<Record<string, string>>
    readonly payload?: string
  }): Promise<Answered> {
    const { headers = {}, ...rest } = request
    const answer = await this.#server.inject({
      ...rest,
      headers: { ...this.#headers, ...headers },
      cookies: Object.fromEntries(this.#cookies),
    })
    for (const { name, value } of answer.cookies) {
      if (value === '') this.#cookies.delete(name)
      else this.#cookies.set(name, value)
    }
    const { body, statusCode: status } = answer
    if (body.includes('<html')) this.#page = body
    const { location } = answer.headers
    const { headers: told, rawPayload: bytes } = answer
    return { status, body, bytes, to: location ?? null, headers: told }
  }
}

/**
 * The portal over the real application on the memory store, with the real payment adapters speaking
 * to the sandbox provider over HTTP; browsers that keep their cookies and fill in the forms that
 * they were shown; jobs done as the worker does them. For tests only.
 */
import { createMemoryLimits } from '../../src/adapters/memory/limits.ts'
import { directoryKeyFrom } from '../../src/adapters/secrets/directory-key.ts'
import { USUAL_HOTLINE } from '../../src/app/queries/views.ts'
import { NO_PHONE } from '../../src/domain/account/phone.ts'
import assert from 'node:assert/strict'
import Fastify, { type FastifyInstance } from 'fastify'
import { documentRenderer } from '../../src/adapters/documents/renderer.ts'
import { createMemoryDocumentFiles } from '../../src/adapters/memory/document-files.ts'
import { createMemoryReads } from '../../src/adapters/memory/reads.ts'
import { createMemoryStore } from '../../src/adapters/memory/memory-store.ts'
import { createOutbound } from '../../src/adapters/notify/outbound.ts'
import { createPushSender, pushKeysFrom } from '../../src/adapters/notify/web-push.ts'
import { createEventSender } from '../../src/adapters/notify/webhook.ts'
import { systemDice } from '../../src/adapters/system/dice.ts'
import { createIds } from '../../src/adapters/system/ids.ts'
import { createVault } from '../../src/adapters/system/vault.ts'
import { accountChanges } from '../../src/app/accounts/register.ts'
import type { App } from '../../src/app/app.ts'
import { createDoor } from '../../src/app/door/door.ts'
import type { DoorStore } from '../../src/app/door/store.ts'
import type { Change, Home } from '../../src/app/door/state.ts'
import { giftCodeHash } from '../../src/app/money/gift-codes.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import type { Mail } from '../../src/app/ports.ts'
import { MASTER_KEY_BYTES } from '../../src/app/vault.ts'
import { wordDocument } from '../../src/channels/documents/sheet.ts'
import { PORTAL_LIMITS } from '../../src/channels/web/desk.ts'
import { portalRoutes } from '../../src/channels/web/portal.ts'
import type {
  AccountId,
  GiftCardId,
  LineId,
  MailboxId,
  OrderId,
  PersonId,
  PointsLotId,
  SignInId,
} from '../../src/domain/basics/ids.ts'
import type { Account } from '../../src/domain/account/account.ts'
import { yen } from '../../src/domain/basics/money.ts'
import { plusDays } from '../../src/domain/basics/time.ts'
import { offerKey, type Catalogue } from '../../src/domain/catalogue/catalogue.ts'
import {
  GIFT_CODE_BYTES,
  giftCodeOf,
  giftCodeHint,
  printGiftCode,
} from '../../src/domain/gift-card/code.ts'
import type { GiftCard } from '../../src/domain/gift-card/gift-card.ts'
import type { PointsLot } from '../../src/domain/points/lots.ts'
import type { ProviderName } from '../../src/domain/payment/provider.ts'
import { isOfWorker, tasks } from '../../src/main/tasks.ts'
import { CATALOGUE, DAY, freshLine, MONTH } from '../contracts/catalogue.ts'
import { openWorld } from '../contracts/payment-world.ts'
import { writeRows } from '../contracts/stores.ts'
import { NO_DIRECTORY } from '../../src/domain/directory/directory.ts'
import { formFields } from './shown-forms.ts'

/** A month that is given back whole until it has begun, for two weeks. */
export const REFUNDABLE = {
  ...MONTH,
  refund: { kind: 'full_while_unstarted', withinDays: 14 },
} as const
const OFFERS = new Map([DAY, REFUNDABLE].map((one) => [offerKey(one), one]))
export const everywhere = (text: string) => {
  return { 'zh-CN': text, 'zh-TW': text, en: text, ja: text, ko: text }
}

export type PayingWorld = Awaited<ReturnType<typeof openPaying>>

const OPERATOR: ReturnType<App['operator']> = {
  name: everywhere('Tabi Data'),
  representative: 'Mori Aoi',
  address: 'Tokyo',
  phone: '03-0000-0000',
  email: 'desk@tabi.example',
  hotlineHours: everywhere('10:00-18:00'),
  invoiceNumber: null,
  shops: [],
  hotline: USUAL_HOTLINE,
  answers: [],
  directory: NO_DIRECTORY,
}

/** What the world stands on in place of memory; counted, or shared by several processes. */
export type Ground = Partial<Pick<App, 'reads' | 'limits' | 'vault'>> & {
  readonly store?: DoorStore
  /** Of one address, in ten minutes. */
  readonly requests?: number
}

export async function openPaying(ground: Ground = {}) {
  const { store: other, requests = PORTAL_LIMITS.requests, ...parts } = ground
  const outside = await openWorld()
  const { clock } = outside
  const store = createMemoryStore()
  const ids = createIds({ clock, dice: systemDice })
  const troubled = new Set<ProviderName>()
  const world = { catalogue: { ...CATALOGUE, offers: OFFERS } as Catalogue }
  const catalogue = () => world.catalogue
  const app: App = {
    door: createDoor({ store: other ?? store, clock, ids, catalogue }),
    reads: createMemoryReads(store),
    clock,
    ids,
    dice: systemDice,
    vault: createVault(new Uint8Array(MASTER_KEY_BYTES)),
    catalogue,
    operator: () => OPERATOR,
    providers: new Map([
      ['stripe', outside.payments],
      ['paypal', outside.paypal],
    ]),
    providerTroubles: () => troubled,
    portalUrl: 'https://renew.example.jp',
    interimSeconds: 600,
    limits: createMemoryLimits(),
    ...parts,
  }
  const paper = {
    wording: wordDocument,
    renderer: documentRenderer(),
    files: createMemoryDocumentFiles(),
  }
  const portal = Fastify()
  const push = { publicKey: '', accepts: () => false }
  const without = {
    sandbox: false,
    push,
    sendsSms: false,
    isHoliday: () => false,
    directoryKey: directoryKeyFrom(new Uint8Array(MASTER_KEY_BYTES)),
    providerOrigins: [outside.url],
  }
  await portal.register(portalRoutes(app, { ...without, paper, limits: { requests } }))
  await portal.ready()
  const sent: Mail[] = []
  return Object.assign(world, {
    app,
    store,
    portal,
    sent,
    troubled,
    clock,
    outside,
    ...customersOf(app),
    browser: (cookies: Readonly<Record<string, string>> = {}, address = '192.0.2.1') =>
      new Browser(portal, cookies, address),
    work: workOf(app, { store, sent }),
    async close() {
      await portal.close()
      await outside.close()
    },
  })
}

/** Does every waiting job once, with those that follow from it. */
function workOf(
  app: App,
  on: { readonly store: ReturnType<typeof createMemoryStore>; readonly sent: Mail[] },
) {
  const outbound = createOutbound({ privateAddresses: false })
  const keys = pushKeysFrom(new Uint8Array(MASTER_KEY_BYTES))
  const subject = () => 'mailto:desk@tabi.example'
  const doing = tasks(app, {
    mailer: { send: async (mail) => void on.sent.push(mail) },
    senders: {
      push: createPushSender({ keys, subject, extraHosts: [], outbound }),
      sms: null,
      events: createEventSender({ receivers: [], clock: app.clock, outbound }),
    },
  })
  return async () => {
    for (;;) {
      const jobs = on.store.jobs.splice(0)
      if (jobs.length === 0) return
      for (const job of jobs.filter(isOfWorker)) await doing[job.task](job.payload)
    }
  }
}

/** Holders, their lines, points and gift cards, written as they are. */
function customersOf(app: App) {
  let count = 0

  /** Signed in where a browser has these cookies; reads English, gets letters in Chinese. */
  async function holder(points = 0) {
    count += 1
    const name = `holder-${count}`
    const account = app.ids.next<AccountId>()
    const line = app.ids.next<LineId>()
    const lots = points === 0 ? [] : [pointsOf(app, account, points)]
    await put(app, { kind: 'account', id: account }, [
      ...signedUp(app, { account, line, name }),
      ...lots.map((row): Change => ({ table: 'points_lots', row })),
    ])
    const held = { ...freshLine(line), holder: account }
    await put(app, { kind: 'line', id: line }, [{ table: 'lines', row: held }])
    return { account, line, cookies: { 'sign-in': name, browser: name, language: 'en' } }
  }

  async function giftCard(value: number, over: Partial<GiftCard> = {}): Promise<string> {
    const now = app.clock.now()
    const id = app.ids.next<GiftCardId>()
    const code = giftCodeOf(app.dice.bytes(GIFT_CODE_BYTES))
    const home = { kind: 'gift_card', id } as const
    const row: GiftCard = {
      id,
      origin: { kind: 'sold' },
      value: yen(value),
      left: yen(value),
      batch: 'test',
      hint: giftCodeHint(code),
      issuedAt: now,
      activatedAt: now,
      expiresAt: plusDays(now, 90),
      freeze: null,
      lapsedAt: null,
      ...over,
    }
    const hash = giftCodeHash(app.vault, code)
    await put(app, home, [
      { table: 'gift_cards', row },
      { table: 'finds', row: { kind: 'gift_card', value: hash, home, id: null } },
    ])
    return printGiftCode(code)
  }

  return { holder, giftCard }
}

function signedUp(
  app: App,
  given: { readonly account: AccountId; readonly line: LineId; readonly name: string },
): readonly Change[] {
  const { account, line, name } = given
  const now = app.clock.now()
  const home = { kind: 'account', id: account } as const
  const tokenHash = app.vault.digest(name)
  const id = app.ids.next<SignInId>()
  const wrappedKey = app.vault.newPersonKey()
  const seal = (text: string) => app.vault.sealFor(wrappedKey, text)
  const row: Account = {
    id: account,
    person: app.ids.next<PersonId>(),
    mailbox: app.ids.next<MailboxId>(),
    language: 'zh-CN',
    country: 'CN',
    lines: [line],
    createdAt: now,
    notices: null,
    phone: NO_PHONE,
    accepted: [],
    closed: null,
  }
  const profile = {
    wrappedKey,
    email: seal(`${name}@example.jp`),
    displayName: seal('Mei'),
    nameKeys: [],
  }
  const signIn = { id, account, tokenHash, means: 'email_code', device: 'test' } as const
  const times = { since: now, lastSeenAt: now, ended: null, push: null }
  return [
    ...accountChanges(row, profile),
    { table: 'sign_ins', row: { ...signIn, ...times } },
    { table: 'finds', row: { kind: 'sign_in', value: tokenHash, home, id } },
  ]
}

function pointsOf(app: App, account: AccountId, points: number): PointsLot {
  const now = app.clock.now()
  return {
    id: app.ids.next<PointsLotId>(),
    account,
    source: { kind: 'goodwill', order: null },
    granted: yen(points),
    left: yen(points),
    grantedAt: now,
    expiresAt: plusDays(now, 90),
  }
}

async function put(app: App, home: Home, changes: readonly Change[]): Promise<void> {
  assert.ok((await app.door.ask(writeRows, { homes: [home], changes }, SYSTEM)).ok)
}

type Fields = Readonly<Record<string, string>>

/** Remembers its cookies and the page that it sees. */
export class Browser {
  readonly cookies: Record<string, string>
  page = ''
  path = ''
  status = 0
  /** As its User-Agent; empty: none that is known. */
  agent = ''
  headers: Readonly<Record<string, unknown>> = {}
  readonly #portal: FastifyInstance
  readonly #address: string

  constructor(portal: FastifyInstance, cookies: Fields, address: string) {
    this.#portal = portal
    this.#address = address
    this.cookies = { ...cookies }
  }

  /** Follows redirects within the portal; answers the address where it left, else null. */
  async get(path: string): Promise<string | null> {
    return this.#ask({ method: 'GET', path })
  }

  /** Sends the form of that action as it was shown, with what a person changed in it. */
  async send(action: string, changed: Fields = {}): Promise<string | null> {
    const body = new URLSearchParams(formFields(this.page, action))
    for (const [name, value] of Object.entries(changed)) body.set(name, value)
    return this.#ask({ method: 'POST', path: action, body: body.toString() })
  }

  text(): string {
    return this.page
      .replace(/<(style|head)[\s\S]*?<\/\1>/g, '')
      .replace(/<[^>]+>/g, ' ')
      .replace(/&amp;/g, '&')
      .replace(/\s+/g, ' ')
  }

  order(): OrderId {
    const [, id = ''] = /^\/orders\/([0-9a-f-]{36})/.exec(this.path) ?? []
    return id as OrderId
  }

  async #ask(asked: {
    method: 'GET' | 'POST'
    path: string
    body?: string
  }): Promise<string | null> {
    const answer = await this.#portal.inject({
      method: asked.method,
      url: asked.path,
      cookies: this.cookies,
      remoteAddress: this.#address,
      headers: {
        ...(this.agent === '' ? {} : { 'user-agent': this.agent }),
        ...(asked.body === undefined
          ? {}
          : { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(asked.body === undefined ? {} : { payload: asked.body }),
    })
    for (const { name, value } of answer.cookies) this.cookies[name] = value
    const to = answer.headers.location
    if (typeof to === 'string') {
      if (!to.startsWith('/')) return to
      return this.#ask({ method: 'GET', path: to })
    }
    Object.assign(this, { path: asked.path, status: answer.statusCode, page: answer.body })
    this.headers = answer.headers
    return null
  }
}

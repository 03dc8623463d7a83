/**
 * The portal and the console over a real database, with pairs of questions that must be answered
 * alike: one about something that exists and is not the asker's, one about nothing. Every statement
 * and every keyed hash of an answer is written down. For tests and for the bench.
 */
import Fastify, { type FastifyInstance } from 'fastify'
import type pg from 'pg'
import { documentRenderer } from '../../src/adapters/documents/renderer.ts'
import { receiptPrinter } from '../../src/adapters/documents/receipt-tape/printer.ts'
import { createMemoryDocumentFiles } from '../../src/adapters/memory/document-files.ts'
import { createDoorStore } from '../../src/adapters/postgres/door-store.ts'
import { createLimits, LIMIT_SETTINGS } from '../../src/adapters/postgres/limits.ts'
import { createPool, LOOK_UPS_ONLY } from '../../src/adapters/postgres/pool.ts'
import { createReads } from '../../src/adapters/postgres/reads.ts'
import { ensureDecoys } from '../../src/adapters/postgres/upkeep.ts'
import { staffSecrets } from '../../src/adapters/secrets/staff-secrets.ts'
import { createVault } from '../../src/adapters/system/vault.ts'
import { LIMIT_KINDS, LIMITS, type LimitRule, type LimitTable } from '../../src/app/limits/table.ts'
import { makeShortCode, mintShortCode } from '../../src/app/orders/short-code.ts'
import { makePayLink } from '../../src/app/orders/pay-link.ts'
import { placeOrder } from '../../src/app/orders/place-order.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import { payLinkToken } from '../../src/app/pay-links.ts'
import { putStaff } from '../../src/app/staff/put-staff.ts'
import { MASTER_KEY_BYTES, type Vault } from '../../src/app/vault.ts'
import { consoleRoutes } from '../../src/channels/counter/console.ts'
import { wordDocument } from '../../src/channels/documents/sheet.ts'
import { present } from '../../src/domain/basics/assert.ts'
import type { OrderId, StaffId } from '../../src/domain/basics/ids.ts'
import { yen } from '../../src/domain/basics/money.ts'
import { plusDays } from '../../src/domain/basics/time.ts'
import type { Email } from '../../src/domain/account/email.ts'
import { GIFT_CODE_BYTES, giftCodeOf, printGiftCode } from '../../src/domain/gift-card/code.ts'
import { hotlineSide } from '../../src/main/hotline-side.ts'
import { portalSide } from '../../src/main/serve.ts'
import type { Ground } from '../../bench/ground.ts'
import { card, holder } from '../contracts/care-world.ts'
import { DAY, freshLine, placing } from '../contracts/catalogue.ts'
import { openPaying, type PayingWorld } from './paying-world.ts'

/** As a client sees an answer. */
export interface Told {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly setCookies: readonly string[]
  readonly body: string
}

interface Asked {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly cookies: Readonly<Record<string, string>>
  readonly fields: Readonly<Record<string, string>> | null
}

export type Way = (asked: Asked) => Promise<Told>

/** One question, ready to be asked; `typed` is echoed and differs between the two of a pair. */
export interface Ready {
  readonly typed: readonly string[]
  ask(): Promise<Told>
}

export interface Pair {
  readonly name: string
  /** What each of the two asks about. */
  readonly sides: readonly [known: string, unknown: string]
  known(way: Way): Promise<Ready>
  unknown(way: Way): Promise<Ready>
}

export interface EnumerationWorld {
  readonly paying: PayingWorld
  readonly portal: FastifyInstance
  readonly console: FastifyInstance
  readonly pairs: readonly Pair[]
  /** Statements and hashes since the last look, sorted. */
  takeWork(): readonly string[]
  close(): Promise<void>
}

/** So many tries are made here by so few that the product's own limits would end them. */
const PATIENCE = 1_000
const REQUESTS = 1_000_000

function patient(): LimitTable {
  const rules = LIMIT_KINDS.map((kind) => {
    const rule: LimitRule = LIMITS[kind]
    const max = Object.entries(rule.max).map(([who, most]) => [who, most * PATIENCE])
    return [kind, { ...rule, max: Object.fromEntries(max) }] as const
  })
  return Object.fromEntries(rules) as LimitTable
}

export async function openEnumeration(ground: Ground): Promise<EnumerationWorld> {
  const work: string[] = []
  const pools: pg.Pool[] = []
  const poolOf = (name: string, max: number, settings: Readonly<Record<string, string>> = {}) => {
    const pool = createPool(ground.connection, { max, applicationName: name, settings })
    pool.on('connect', (client) => listen(client, work))
    pools.push(pool)
    return pool
  }
  const vault = counting(createVault(new Uint8Array(MASTER_KEY_BYTES)), work)
  const paying = await openPaying({
    store: createDoorStore(poolOf('door', 2, LOOK_UPS_ONLY)),
    reads: createReads(poolOf('reads', 4)),
    limits: createLimits(poolOf('limits', 2, LIMIT_SETTINGS), patient()),
    vault,
    requests: REQUESTS,
  })
  await ensureDecoys(ground.pool, paying.clock.now())
  const console = await openDesk(paying, work)
  const pairs = await makePairs(paying)
  return {
    paying,
    portal: paying.portal,
    console,
    pairs,
    takeWork: () => work.splice(0).toSorted(),
    async close() {
      await console.close()
      await paying.close()
      for (const pool of pools) await pool.end()
    },
  }
}

/** Prepared statements by their name. */
function listen(client: pg.PoolClient, work: string[]): void {
  const { query } = client
  const heard = (...given: Parameters<typeof query>) => {
    const [statement] = given as unknown[] as [string | { name?: string; text: string }]
    work.push(
      `sql ${typeof statement === 'string' ? statement : (statement.name ?? statement.text)}`,
    )
    return query.apply(client, given)
  }
  client.query = heard as typeof query
}

function counting(vault: Vault, work: string[]): Vault {
  return {
    ...vault,
    keyed(purpose, text) {
      work.push(`hash ${purpose}`)
      return vault.keyed(purpose, text)
    },
  }
}

export const STAFF_NAME = 'tanaka'

async function openDesk({ app }: PayingWorld, work: string[]): Promise<FastifyInstance> {
  const secrets = staffSecrets(app.dice)
  const passwordHash = await secrets.hashPassword('a password that nobody guesses')
  const staff = app.ids.next<StaffId>()
  const hired = { staff, name: STAFF_NAME, role: 'operator', shop: null, passwordHash } as const
  const sealedSecret = app.vault.seal('JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP')
  await app.door.ask(putStaff, { ...hired, sealedSecret }, SYSTEM)
  const console = Fastify()
  await console.register(
    consoleRoutes(app, {
      paper: {
        wording: wordDocument,
        renderer: documentRenderer(),
        files: createMemoryDocumentFiles(),
      },
      printer: receiptPrinter(),
      portal: portalSide(app),
      hotline: hotlineSide(),
      secrets: {
        ...secrets,
        isPassword(password, hash) {
          work.push('hash argon2id')
          return secrets.isPassword(password, hash)
        },
      },
      sandbox: false,
      limits: { requests: REQUESTS },
    }),
  )
  await console.ready()
  return console
}

/** Seen in pages as they are typed. */
const CODE_TYPED = '9999999999'
let visitors = 0

/** Opens the page as a browser of its own does, and readies its form. */
async function ready(
  way: Way,
  page: string,
  form: {
    readonly action: string
    readonly fields: Readonly<Record<string, string>>
    readonly cookies?: Readonly<Record<string, string>>
    readonly typed?: readonly string[]
  },
): Promise<Ready> {
  visitors += 1
  const browser = `visitor-${visitors}`
  const own = { browser, 'staff-browser': browser, language: 'en', 'staff-language': 'en' }
  const cookies: Record<string, string> = { ...own, ...form.cookies }
  const shown = await way({ method: 'GET', path: page, cookies, fields: null })
  keep(cookies, shown)
  const fields = { ...hiddenFields(shown.body, form.action), ...form.fields }
  const typed = form.typed ?? Object.values(form.fields)
  const asked = { method: 'POST', path: form.action, cookies, fields } as const
  return { typed, ask: () => way(asked) }
}

function keep(cookies: Record<string, string>, { setCookies }: Told): void {
  for (const cookie of setCookies) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
    cookies[name] = decodeURIComponent(value)
  }
}

function hiddenFields(page: string, action: string): Readonly<Record<string, string>> {
  const forms = [...page.matchAll(/<form[^>]*action="([^"]*)"[\s\S]*?<\/form>/g)]
  const form = present(forms.find(([, to]) => to === action)?.[0], `a form to ${action}`)
  const inputs = [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)]
  return Object.fromEntries(inputs.map(([, name = '', value = '']) => [name, value]))
}

async function makePairs(world: PayingWorld): Promise<readonly Pair[]> {
  return [
    cardPair(world),
    await giftPair(world, 'used', { left: yen(0) }),
    await giftPair(world, 'expired', { expiresAt: plusDays(world.clock.now(), -1) }),
    emailPair(world),
    emailCodePair(world),
    await shortCodePair(world),
    await payLinkPair(world),
    staffPair(),
  ]
}

/** A code tried at somebody else's card, and at a card of nobody. */
function cardPair({ app }: PayingWorld): Pair {
  const ask = (iccid: string) => (way: Way) =>
    ready(way, '/renewal', {
      action: '/renewal',
      fields: { iccid, activationCode: CODE_TYPED },
    })
  return {
    name: 'card',
    sides: ["somebody's card", 'a card of nobody'],
    known: async (way) => ask((await holder({ app })).line.sim.iccid)(way),
    async unknown(way) {
      // A card with a right check digit that is in no list.
      const { iccid } = freshLine(app.ids.next()).sim
      return ask(withCheck(iccid.slice(0, -1)))(way)
    },
  }
}

/** Luhn over nineteen digits, ITU-T E.118. */
function withCheck(digits: string): string {
  const sum = [...digits].toReversed().reduce((all, digit, place) => {
    const value = Number(digit) * (place % 2 === 0 ? 2 : 1)
    return all + (value > 9 ? value - 9 : value)
  }, 0)
  return `${digits}${(10 - (sum % 10)) % 10}`
}

async function giftPair(
  world: PayingWorld,
  state: string,
  over: Parameters<PayingWorld['giftCard']>[1],
): Promise<Pair> {
  const { line, cookies } = await world.holder()
  const known = await world.giftCard(500, over)
  const ask = (giftCode: string) => (way: Way) =>
    ready(way, `/lines/${line}/renewals/new?offer=${DAY.id}&version=${DAY.version}`, {
      action: `/lines/${line}/renewals`,
      fields: { act: 'update', giftCode },
      cookies,
    })
  return {
    name: `gift card, ${state}`,
    sides: [`a card that is ${state}`, 'a number of no card'],
    known: ask(known),
    unknown: (way) => ask(printGiftCode(giftCodeOf(world.app.dice.bytes(GIFT_CODE_BYTES))))(way),
  }
}

let mailboxes = 0
function newEmail(): Email {
  mailboxes += 1
  return `visitor${String(mailboxes).padStart(8, '0')}@example.jp` as Email
}

async function member({ app }: PayingWorld): Promise<Email> {
  const email = newEmail()
  await holder({ app }, { email })
  return email
}

const SIGN_IN = '/sign-in'
const askCode = (way: Way, email: Email) =>
  ready(way, SIGN_IN, { action: SIGN_IN, fields: { email } })

function emailPair(world: PayingWorld): Pair {
  return {
    name: 'e-mail, code asked for',
    sides: ['an address with an account', 'an address without'],
    known: async (way) => askCode(way, await member(world)),
    unknown: (way) => askCode(way, newEmail()),
  }
}

/** A wrong code for a mailbox to which one was sent. */
function emailCodePair(world: PayingWorld): Pair {
  async function wrongCode(way: Way, email: Email): Promise<Ready> {
    const cookies: Record<string, string> = {}
    keep(cookies, await (await askCode(way, email)).ask())
    const given = { action: '/sign-in/code', fields: { code: '000000' }, cookies, typed: [email] }
    return ready(way, '/sign-in/code', given)
  }
  return {
    name: 'e-mail, wrong code',
    sides: ['an address with an account', 'an address without'],
    known: async (way) => wrongCode(way, await member(world)),
    unknown: (way) => wrongCode(way, newEmail()),
  }
}

/** An order of nobody's line, waiting for its money. */
export async function placed(world: PayingWorld) {
  const { app } = world
  const { id: line } = await card({ app })
  const answer = await app.door.ask(placeOrder, placing(line, app.ids), SYSTEM)
  if (!answer.ok) throw new Error(answer.refusal.code)
  return { line, order: answer.value.order }
}

/** Digits that were replaced by others are those of nothing any more, but were known. */
async function shortCodePair(world: PayingWorld): Promise<Pair> {
  const { app } = world
  const { line, order } = await placed(world)
  const minted = await mintShortCode(app)
  const made = await app.door.ask(makeShortCode, { line, order, ...minted }, SYSTEM)
  if (!made.ok) throw new Error(made.refusal.code)
  const digits = app.vault.open(made.value.sealed)
  const next = await mintShortCode(app)
  await app.door.ask(makeShortCode, { line, order, ...next }, SYSTEM)
  const ask = (code: string) => (way: Way) =>
    ready(way, '/code', { action: '/code', fields: { code } })
  const other = digits.replace(/.$/, (last) => String((Number(last) + 1) % 10))
  return {
    name: 'short code',
    sides: ['digits that are over', 'digits of nothing'],
    known: ask(digits),
    unknown: ask(other),
  }
}

/** A link to somebody's order with a proof that is not ours, and one to no order. */
async function payLinkPair(world: PayingWorld): Promise<Pair> {
  const { app } = world
  const { line, order } = await placed(world)
  await app.door.ask(makePayLink, { line, order, act: 'open' }, SYSTEM)
  const tokenOf = (of: OrderId) => payLinkToken(app.vault, of, plusDays(app.clock.now(), 999))
  const open = async (way: Way, of: OrderId): Promise<Ready> => {
    visitors += 1
    const cookies: Record<string, string> = { browser: `visitor-${visitors}`, language: 'en' }
    const path = `/pay/${tokenOf(of)}`
    keep(cookies, await way({ method: 'GET', path, cookies, fields: null }))
    return { typed: [], ask: () => way({ method: 'GET', path: '/pay', cookies, fields: null }) }
  }
  return {
    name: 'pay-link',
    sides: ["a false link to somebody's order", 'a link to no order'],
    known: (way) => open(way, order),
    unknown: (way) => open(way, app.ids.next<OrderId>()),
  }
}

function staffPair(): Pair {
  const ask = (name: string) => (way: Way) =>
    ready(way, '/staff/sign-in', {
      action: '/staff/sign-in',
      fields: { name, password: 'a wrong password', code: '000000' },
      typed: [name],
    })
  return {
    name: 'staff name',
    sides: ['a name that somebody has', 'a name that nobody has'],
    known: ask(STAFF_NAME),
    unknown: ask('nobody'),
  }
}

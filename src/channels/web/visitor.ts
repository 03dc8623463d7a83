/**
 * Who is asking: the language, the browser (a random cookie), the sign-in, the recognised
 * connection, and the lines and orders that this browser may see for other reasons. Everything a
 * browser brings is either random and hashed here, or sealed by us.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { fromJson, toJson } from '../../domain/basics/json.ts'
import { LANGUAGES, parseLanguage, type Language } from '../../domain/basics/language.ts'
import type { AccountId, LineId, OrderId, SignInId } from '../../domain/basics/ids.ts'
import { isBefore, plusHours, type Instant } from '../../domain/basics/time.ts'
import type { Account } from '../../domain/account/account.ts'
import { isLive, type SignIn } from '../../domain/account/sign-in.ts'
import type { App } from '../../app/app.ts'
import { seenSignIn } from '../../app/accounts/sign-in.ts'
import type { Actor } from '../../app/origin.ts'
import { recognisedLine } from '../../app/queries/connection.ts'
import type { Access } from '../../app/queries/views.ts'
import { acceptedLanguage } from '../accepted-language.ts'

export interface Visitor {
  readonly language: Language
  /** The browser's own random name; never stored but as a hash. */
  readonly browser: string
  readonly signedIn: { readonly account: Account; readonly signIn: SignIn } | null
  /** The line whose live data session this very request comes over. */
  readonly connection: LineId | null
  /** Proved by card number and code in this browser lately. */
  readonly provedLine: LineId | null
  /** Orders placed from this browser without an account. */
  readonly ownOrders: readonly OrderId[]
  /** Orders that their digits brought to this browser: to be seen and paid. */
  readonly carriedOrders: readonly OrderId[]
  readonly actor: Actor
}

declare module 'fastify' {
  interface FastifyRequest {
    visitor: Visitor
  }
}

export const COOKIES = {
  language: 'language',
  browser: 'browser',
  signIn: 'sign-in',
  /** Of accounts that signed in here: keyed hashes that mean nothing elsewhere. */
  known: 'known',
  /** Sealed: see `Kept`. */
  kept: 'kept',
} as const

/** What this browser may carry for us, sealed: proofs and half-done sign-ins. */
export interface Kept {
  readonly proof?: { readonly line: LineId; readonly until: Instant }
  readonly orders?: readonly OrderId[]
  /** Brought here by their digits. */
  readonly carried?: readonly OrderId[]
  /** Of a telephone number that waits, for as long as the account has that claim. */
  readonly numberCode?: { readonly claim: string; readonly code: string }
  readonly mailbox?: KeptMailbox
  readonly challenge?: { readonly value: string; readonly until: Instant }
}

/** A mailbox being proved, and what is to happen then. */
export interface KeptMailbox {
  readonly email: string
  readonly purpose: 'sign_in' | 'change_email'
  readonly ticket?: string
  readonly profile?: { readonly displayName: string; readonly country: string }
}

export const PROOF_HOURS = 2
export const OWN_ORDERS_MAX = 8
const BROWSER_BYTES = 18
/** A browser is known to so many accounts, the newest first. */
const KNOWN_ACCOUNTS_MAX = 5
const COOKIE_DAYS = 180
const SEEN_AGAIN_HOURS = 24

interface Entry {
  readonly token: string
  readonly account: AccountId
}

export interface Visitors {
  onRequest(request: FastifyRequest, reply: FastifyReply): Promise<void>
  kept(request: FastifyRequest): Kept
  keep(request: FastifyRequest, reply: FastifyReply, kept: Kept): void
  /** Signed in, and from now on known to this account. */
  letIn(request: FastifyRequest, reply: FastifyReply, entry: Entry): void
  /** Whether this browser has signed in to the account before. */
  knows(request: FastifyRequest, account: AccountId): boolean
  letOut(reply: FastifyReply): void
  setLanguage(reply: FastifyReply, language: Language): void
  /** How much of a line this visitor may see; null: nothing, as if it were not there. */
  accessTo(visitor: Visitor, line: LineId): Access | null
}

export function createVisitors(app: App): Visitors {
  const secure = app.portalUrl.startsWith('https:')
  const cookie = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const
  const lasting = { ...cookie, maxAge: COOKIE_DAYS * 86_400 }
  return {
    async onRequest(request, reply) {
      const known = request.cookies[COOKIES.browser]
      const browser = known ?? app.dice.bytes(BROWSER_BYTES).toBase64({ alphabet: 'base64url' })
      if (known === undefined) reply.setCookie(COOKIES.browser, browser, lasting)
      // Whoever cannot be identified, because the database is away, is still answered in a page.
      request.visitor = stranger(app, request, browser)
      request.visitor = await identify(app, request, browser)
      // Kept at once, so that the wish outlives a redirect.
      const wish = languageWish(request)
      if (wish !== null) reply.setCookie(COOKIES.language, wish, lasting)
    },
    kept: (request) => readKept(app, request),
    keep(_request, reply, value) {
      const sealed = app.vault.seal(JSON.stringify(toJson(value)))
      reply.setCookie(COOKIES.kept, sealed, { ...cookie, maxAge: PROOF_HOURS * 3_600 })
    },
    letIn(request, reply, { token, account }) {
      reply.setCookie(COOKIES.signIn, token, lasting)
      const mark = knownMark(app, request.visitor.browser, account)
      const marks = [mark, ...knownMarks(request).filter((one) => one !== mark)]
      reply.setCookie(COOKIES.known, marks.slice(0, KNOWN_ACCOUNTS_MAX).join('.'), lasting)
    },
    knows: (request, account) =>
      knownMarks(request).includes(knownMark(app, request.visitor.browser, account)),
    letOut: (reply) => void reply.clearCookie(COOKIES.signIn, cookie),
    setLanguage: (reply, language) => void reply.setCookie(COOKIES.language, language, lasting),
    accessTo(visitor, line) {
      if (visitor.signedIn?.account.lines.includes(line) === true) return 'holder'
      if (visitor.connection === line) return 'connection'
      return visitor.provedLine === line ? 'line_proof' : null
    },
  }
}

/** Nobody but us can make it, and it counts beside this browser's own name alone. */
function knownMark(app: App, browser: string, account: AccountId): string {
  return app.vault.keyed('visitor', `known|${account}|${browser}`)
}

function knownMarks(request: FastifyRequest): readonly string[] {
  return (request.cookies[COOKIES.known] ?? '').split('.').filter((mark) => mark !== '')
}

function stranger(app: App, request: FastifyRequest, browser: string): Visitor {
  return {
    language: chooseLanguage(request, null),
    browser,
    signedIn: null,
    connection: null,
    provedLine: null,
    ownOrders: [],
    carriedOrders: [],
    actor: `visitor:${app.vault.keyed('visitor', browser)}`,
  }
}

async function identify(app: App, request: FastifyRequest, browser: string): Promise<Visitor> {
  const [signedIn, connection] = await Promise.all([
    readSignIn(app, request),
    recognisedLine(app, request.ip),
  ])
  const { proof, orders, carried } = readKept(app, request)
  const proved = proof !== undefined && isBefore(app.clock.now(), proof.until)
  const unknown = stranger(app, request, browser)
  return {
    ...unknown,
    language: chooseLanguage(request, signedIn?.account.language ?? null),
    signedIn,
    connection,
    provedLine: proved ? proof.line : null,
    ownOrders: orders ?? [],
    carriedOrders: carried ?? [],
    actor: signedIn === null ? unknown.actor : `account:${signedIn.account.id}`,
  }
}

function readKept(app: App, request: FastifyRequest): Kept {
  const sealed = request.cookies[COOKIES.kept]
  if (sealed === undefined || sealed === '') return {}
  try {
    return fromJson<Kept>(JSON.parse(app.vault.open(sealed)))
  } catch {
    // Not ours, changed, or sealed under an older key: the browser brings nothing.
    return {}
  }
}

async function readSignIn(app: App, request: FastifyRequest): Promise<Visitor['signedIn']> {
  const token = request.cookies[COOKIES.signIn]
  if (token === undefined || token === '') return null
  const found = await app.reads.find('sign_in', app.vault.digest(token))
  if (found === null) return null
  const state = await app.reads.account(found.home.id as AccountId)
  const signIn = state.signIns.find((one) => one.id === (found.id as SignInId))
  const now = app.clock.now()
  if (signIn === undefined || state.account === null || !isLive(signIn, now)) return null
  await markSeen(app, signIn, now)
  return { account: state.account, signIn }
}

async function markSeen(app: App, signIn: SignIn, now: Instant): Promise<void> {
  if (isBefore(now, plusHours(signIn.lastSeenAt, SEEN_AGAIN_HOURS))) return
  const origin = { channel: 'web', actor: `account:${signIn.account}`, key: null } as const
  await app.door.ask(seenSignIn, { account: signIn.account, signIn: signIn.id }, origin)
}

function languageWish(request: FastifyRequest): Language | null {
  const asked = (request.query as Record<string, unknown> | null)?.['lang']
  return typeof asked === 'string' ? parseLanguage(asked) : null
}

/** Asked for in the address, chosen before, told by the account, or the browser's; else Chinese. */
function chooseLanguage(request: FastifyRequest, account: Language | null): Language {
  const wish = languageWish(request)
  const before = parseLanguage(request.cookies[COOKIES.language] ?? '')
  const asked = acceptedLanguage(request.headers['accept-language'] ?? '')
  return wish ?? before ?? account ?? asked ?? LANGUAGES[0]
}

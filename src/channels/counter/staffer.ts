/**
 * Who is asking at the console: the browser, its language, and the member of staff who is signed in
 * there. Also the guard of the house: pages are for open sign-ins, a locked one leads to the lock
 * screen and comes back. What somebody may do is not asked here but inside commands
 * (`app/staff/by-staff.ts`).
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { assert } from '../../domain/basics/assert.ts'
import { parseLanguage, type Language } from '../../domain/basics/language.ts'
import type { StaffId, StaffSignInId } from '../../domain/basics/ids.ts'
import { isBefore, plusSeconds } from '../../domain/basics/time.ts'
import {
  SEEN_AGAIN_SECONDS,
  signInStateAt,
  STAFF_SIGN_IN_HOURS_MAX,
  type Staff,
  type StaffSignIn,
} from '../../domain/staff/staff.ts'
import type { Till } from '../../domain/till/till.ts'
import type { App } from '../../app/app.ts'
import type { Actor } from '../../app/origin.ts'
import type { StaffActing } from '../../app/staff/by-staff.ts'
import { channelOf } from '../../app/staff/channel.ts'
import { seenStaff } from '../../app/staff/desk-lock.ts'
import { isUnfinished } from '../../app/staff/sign-in.ts'
import { acceptedLanguage } from '../accepted-language.ts'
import { paths, safeBack } from './paths.ts'

export interface SignedIn {
  readonly staff: Staff
  readonly signIn: StaffSignIn
  readonly state: 'open' | 'locked'
  /** Where this browser stands, if it was told. */
  readonly till: Till | null
}

export interface Staffer {
  readonly language: Language
  /** The browser's own random name; never stored. */
  readonly browser: string
  readonly signedIn: SignedIn | null
  readonly actor: Actor
}

declare module 'fastify' {
  interface FastifyRequest {
    staffer: Staffer
  }
  interface FastifyContextConfig {
    /**
     * Whom a route is for. Absent: an open sign-in, and the request counts as a sign of life.
     * `watching`: the same, but asked by the page itself. `locked`: also a locked one. `anyone`.
     */
    desk?: 'watching' | 'locked' | 'anyone'
  }
}

export const COOKIES = {
  language: 'staff-language',
  browser: 'staff-browser',
  signIn: 'staff-sign-in',
  /** Sealed: the challenge of a passkey. */
  challenge: 'staff-challenge',
} as const

const HOUSE_LANGUAGE: Language = 'ja'
const BROWSER_BYTES = 18
const COOKIE_DAYS = 400

export interface Staffers {
  onRequest(request: FastifyRequest, reply: FastifyReply): Promise<void>
  /** Runs before a route; answers in its place when the asker has no business there. */
  guard(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined>
  letIn(reply: FastifyReply, token: string): void
  letOut(reply: FastifyReply): void
  /** Null forgets it. */
  keepChallenge(reply: FastifyReply, sealed: string | null): void
}

export function createStaffers(app: App): Staffers {
  const secure = app.portalUrl.startsWith('https:')
  const cookie = { path: paths.first, httpOnly: true, sameSite: 'strict', secure } as const
  const lasting = { ...cookie, maxAge: COOKIE_DAYS * 86_400 }
  const shift = { ...cookie, maxAge: STAFF_SIGN_IN_HOURS_MAX * 3_600 }
  return {
    async onRequest(request, reply) {
      const known = request.cookies[COOKIES.browser]
      const browser = known ?? app.dice.bytes(BROWSER_BYTES).toBase64({ alphabet: 'base64url' })
      if (known === undefined) reply.setCookie(COOKIES.browser, browser, lasting)
      // Whoever cannot be identified, because the database is away, is still answered in a page.
      request.staffer = stranger(app, request, browser)
      const signedIn = await readSignIn(app, request)
      if (signedIn !== null) {
        const actor = `staff:${signedIn.staff.id}` as const
        request.staffer = { ...request.staffer, signedIn, actor }
      }
      const wish = languageWish(request)
      if (wish !== null) reply.setCookie(COOKIES.language, wish, lasting)
    },
    guard: (request, reply) => guard(app, request, reply),
    letIn: (reply, token) => void reply.setCookie(COOKIES.signIn, token, shift),
    letOut: (reply) => void reply.clearCookie(COOKIES.signIn, cookie),
    keepChallenge(reply, sealed) {
      if (sealed === null) reply.clearCookie(COOKIES.challenge, cookie)
      else reply.setCookie(COOKIES.challenge, sealed, cookie)
    },
  }
}

/** In a route behind the guard: who stands at this desk. */
export function atDesk(request: FastifyRequest): SignedIn {
  const { signedIn } = request.staffer
  assert(signedIn !== null, 'the guard let nobody in who is not signed in')
  return signedIn
}

/** On whose word a command is asked; `second` from `second.ts`. */
export function acting(request: FastifyRequest, second: StaffId | null = null): StaffActing {
  const { staff, signIn } = atDesk(request)
  return { staff: staff.id, signIn: signIn.id, second }
}

/** For `noteRead`: who reads, and where they stand. */
export function reader(request: FastifyRequest) {
  return { acting: acting(request), channel: channelOf(atDesk(request).staff) }
}

function stranger(app: App, request: FastifyRequest, browser: string): Staffer {
  return {
    language: chooseLanguage(request),
    browser,
    signedIn: null,
    actor: `visitor:${app.vault.keyed('visitor', `staff|${browser}`)}`,
  }
}

async function readSignIn(app: App, request: FastifyRequest): Promise<SignedIn | null> {
  const token = request.cookies[COOKIES.signIn]
  if (token === undefined || token === '') return null
  const found = await app.reads.find('staff_sign_in', app.vault.digest(token))
  if (found === null || found.home.kind !== 'staff') return null
  const { staff, signIns } = await app.reads.staff(found.home.id)
  const signIn = signIns.find((one) => one.id === (found.id as StaffSignInId))
  if (staff === null || staff.ended !== null || signIn === undefined) return null
  const state = signInStateAt(signIn, app.clock.now())
  if (state === 'over') return null
  const till = signIn.till === null ? null : (await app.reads.till(signIn.till)).till
  return { staff, signIn, state, till }
}

async function guard(
  app: App,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | undefined> {
  const { desk } = request.routeOptions.config
  if (desk === 'anyone') return undefined
  const { signedIn } = request.staffer
  const asksItself = desk === 'watching' || request.url === paths.seen
  if (signedIn === null) {
    return asksItself ? reply.code(401).send() : turnTo(reply, paths.signInThen(backOf(request)))
  }
  if (desk === 'locked') return undefined
  if (signedIn.state === 'locked') {
    return asksItself ? reply.code(401).send() : turnTo(reply, lockedPage(request, signedIn))
  }
  if (desk !== 'watching') await markSeen(app, signedIn)
  return undefined
}

/** A sign-in without a one-time code is born locked: setting that up opens it. */
function lockedPage(request: FastifyRequest, { staff, signIn }: SignedIn): string {
  return isUnfinished(staff, signIn) ? paths.oneTimeCode : paths.locked(backOf(request))
}

/** The page asked for, or the page whose form was posted. */
function backOf(request: FastifyRequest): string {
  if (request.method === 'GET') return safeBack(request.url)
  const { referer } = request.headers
  const page = referer === undefined ? null : URL.parse(referer)
  return safeBack(page === null ? undefined : `${page.pathname}${page.search}`)
}

function turnTo(reply: FastifyReply, path: string): FastifyReply {
  return reply.header('cache-control', 'no-store').redirect(path, 303)
}

async function markSeen(app: App, { staff, signIn }: SignedIn): Promise<void> {
  const again = plusSeconds(signIn.lastSeenAt, SEEN_AGAIN_SECONDS)
  if (isBefore(app.clock.now(), again)) return
  const origin = { channel: channelOf(staff), actor: `staff:${staff.id}`, key: null } as const
  await app.door.ask(seenStaff, { staff: staff.id, signIn: signIn.id }, origin)
}

function languageWish(request: FastifyRequest): Language | null {
  const asked = (request.query as Record<string, unknown> | null)?.['lang']
  return typeof asked === 'string' ? parseLanguage(asked) : null
}

/** Asked for in the address, chosen before, or the browser's; else Japanese. */
function chooseLanguage(request: FastifyRequest): Language {
  const wish = languageWish(request)
  const before = parseLanguage(request.cookies[COOKIES.language] ?? '')
  const asked = acceptedLanguage(request.headers['accept-language'] ?? '')
  return wish ?? before ?? asked ?? HOUSE_LANGUAGE
}

/**
 * What each live session of a line should be allowed, held against what its peer was told; and
 * which peers have to be told. Nothing here believes that a peer does as it was told: one that does
 * not take a change has its session ended, and one that is silent loses what was set aside for it.
 */
import { isValidAt, type Pack } from '../balance/pack.ts'
import { begin } from '../balance/chain.ts'
import { commit } from '../balance/reserving.ts'
import { NO_BYTES } from '../basics/data-volume.ts'
import {
  earlier,
  earlierEnd,
  fromMicros,
  isBefore,
  later,
  microsOf,
  plusSeconds,
  sameInstant,
  type Instant,
} from '../basics/time.ts'
import { sameEntitlement, type Entitlement } from '../line/entitlement.ts'
import { lifecycleAt } from '../line/lifecycle.ts'
import {
  asksForCredit,
  ENDED_BY_SILENCE,
  ENDED_UNANSWERED,
  type DataSession,
  type Reservation,
  type Telling,
} from './data-session.ts'
import { entitlementOfNextByte, faster, speedOf, type GrantState } from './granting.ts'
import { nextTurn } from './quota.ts'
import { groupsBehind, isGroup, toldAfter, withoutBehind, type Told } from './told.ts'

/** A peer that holds a grant may be late with its report by so much. */
export const REPORT_LATE_SECONDS_MAX = 120
/** Silence is noticed at whole steps of this. */
export const EXPECTED_STEP_SECONDS = 600
/**
 * A session that holds nothing and says nothing is over after so long: there are gateways that
 * report a session's end and nothing before it.
 */
export const SILENCE_SECONDS_MAX = 7 * 86_400
/** A change that shows no effect is told again after so long: longer than any resending takes. */
export const TELL_AGAIN_SECONDS = 30
/** So often a change is told, and then so often an end. */
export const TELL_TRIES_MAX = 3
/** After it took its end, a peer reports the last of a session within this. */
export const LAST_REPORT_SECONDS_MAX = 60

/** `packs` may lag behind time. */
export interface EnforceState extends GrantState {
  readonly sessions: readonly DataSession[]
}

export interface Enforced {
  /** The same objects where nothing changed. */
  readonly packs: readonly Pack[]
  readonly sessions: readonly DataSession[]
  /** Whose peers have to be told now. */
  readonly tell: readonly DataSession[]
}

/**
 * By when a session has to be heard of again, rounded up: a time that moved with every report would
 * move an index with it. `before` itself while it stays.
 */
export function expectedBy(
  { heardAt, reservations }: Pick<DataSession, 'heardAt' | 'reservations'>,
  { now, before }: { readonly now: Instant; readonly before: Instant },
): Instant {
  const silentAt =
    reservations.length === 0
      ? microsOf(later(heardAt, now)) + BigInt(SILENCE_SECONDS_MAX) * 1_000_000n
      : microsOf(reservations.map((one) => one.askAgainBefore).reduce(later)) +
        BigInt(REPORT_LATE_SECONDS_MAX) * 1_000_000n
  const rounded = stepFrom(silentAt)
  return rounded === microsOf(before) ? before : fromMicros(rounded)
}

function stepFrom(micros: bigint): bigint {
  const step = BigInt(EXPECTED_STEP_SECONDS) * 1_000_000n
  return ((micros + step - 1n) / step) * step
}

/** Whether the report is no longer awaited for which something was set aside. */
export function isOverdue({ askAgainBefore }: Reservation, now: Instant): boolean {
  if (isBefore(now, askAgainBefore)) return false
  return !isBefore(now, plusSeconds(askAgainBefore, REPORT_LATE_SECONDS_MAX))
}

export function enforce(state: EnforceState, now: Instant): Enforced {
  const { line, network } = state
  const kept = withoutOverdue(state, now)
  let { packs } = kept
  const sessions: DataSession[] = []
  const tell: DataSession[] = []
  for (const session of kept.sessions) {
    if (session.ended !== null) {
      sessions.push(session)
      continue
    }
    const seen = isBefore(now, session.expectedBy)
      ? hold(session, { line, network, packs }, now)
      : { session: over(session, ENDED_BY_SILENCE, now), isTold: asksForCredit(session) }
    if (seen.session.ended !== null) packs = release(packs, session, now)
    sessions.push(seen.session)
    if (seen.isTold) tell.push(seen.session)
  }
  return { packs, sessions, tell }
}

type Holding = Pick<EnforceState, 'packs' | 'sessions'>

/**
 * What was set aside for rating groups that fell silent is given back, before it is decided what
 * anybody may do. The same objects where nothing was.
 */
function withoutOverdue({ packs: before, sessions }: Holding, now: Instant): Holding {
  const isOver = (one: Reservation) => isOverdue(one, now)
  if (!sessions.some(({ reservations }) => reservations.some(isOver))) {
    return { packs: before, sessions }
  }
  let packs = before
  const kept = sessions.map((session) => {
    const overdue = session.reservations.filter(isOver)
    if (overdue.length === 0) return session
    packs = release(packs, { reservations: overdue }, now)
    const reservations = session.reservations.filter((one) => !overdue.includes(one))
    return { ...session, reservations, told: toldAfter(session.told, [], reservations) }
  })
  return { packs, sessions: kept }
}

interface Held {
  readonly session: DataSession
  readonly isTold: boolean
}

function hold(session: DataSession, state: GrantState, now: Instant): Held {
  const { told, telling } = session
  if (told === null) return look(session, null, { state, now })
  const due = dueTo(session, told, { state, now })
  if (due === null) return look(session, null, { state, now })
  const { to, isOfAll } = due
  if (telling === null || !sameEntitlement(telling.to, to)) {
    const fresh = { to, how: 'change', tries: 1, lastAt: now } as const
    return look(session, fresh, { state, now })
  }
  if (isBefore(now, plusSeconds(telling.lastAt, TELL_AGAIN_SECONDS))) {
    return look(session, telling, { state, now })
  }
  const again = tellAgain(telling, now)
  // What the others are served is worth more than what one does not ask for.
  if (!isOfAll && again?.how !== 'change') {
    return look({ ...session, told: withoutBehind(told) }, null, { state, now })
  }
  if (again === null) return { session: over(session, ENDED_UNANSWERED, now), isTold: false }
  return look(session, again, { state, now })
}

interface Due {
  readonly to: Entitlement
  /** Not only of rating groups that are behind the others. */
  readonly isOfAll: boolean
}

/** Null: each rating group may do what it was told. */
function dueTo(
  { reservations }: DataSession,
  told: Told,
  { state, now }: { readonly state: GrantState; readonly now: Instant },
): Due | null {
  const packs = begin(state.packs, now)
  const next = entitlementOfNextByte({ ...state, packs }, now)
  const should = (held: readonly Reservation[]) =>
    allowed(held, next, { line: state.line, packs, now })
  const behind = groupsBehind(told)
  const ahead =
    behind.length === 0 ? reservations : reservations.filter((one) => !isGroup(behind, one))
  const best = should(ahead)
  if (!sameEntitlement(told, best)) return { to: best, isOfAll: true }
  for (const { ratingGroup, to } of behind) {
    const own = should(reservations.filter((one) => one.ratingGroup === ratingGroup))
    if (!sameEntitlement(to, own)) return { to: own, isOfAll: false }
  }
  return null
}

/** Null when nothing more can be tried. */
function tellAgain(telling: Telling, now: Instant): Telling | null {
  if (telling.tries < TELL_TRIES_MAX) {
    return { ...telling, tries: telling.tries + 1, lastAt: now }
  }
  return telling.how === 'stop' ? null : { ...telling, how: 'stop', tries: 1, lastAt: now }
}

/**
 * What was set aside for a session is served to its end, also where nothing is left beside it; not
 * while the line is suspended, and not of a pack that is no longer valid.
 */
function allowed(
  reservations: readonly Reservation[],
  next: Entitlement,
  { line, packs, now }: Pick<GrantState, 'line' | 'packs'> & { readonly now: Instant },
): Entitlement {
  if (line.suspension !== null || next.kind === 'none' || isBest(next)) return next
  const serving = reservations.flatMap(({ slices }) =>
    slices.filter(({ at, pack: id }) => {
      const pack = packs.find((one) => one.id === id)
      return at === 'full' && pack !== undefined && isValidAt(pack, now)
    }),
  )
  if (serving.length === 0) return next
  const own = speedOf(packs, serving)
  return { kind: 'full', kbps: next.kind === 'full' ? faster(own, next.kbps) : own }
}

/** Nothing that is set aside could be served faster. */
function isBest(entitlement: Entitlement): boolean {
  return entitlement.kind === 'full' && entitlement.kbps === null
}

function look(
  session: DataSession,
  telling: Telling | null,
  { state, now }: { readonly state: GrantState; readonly now: Instant },
): Held {
  const isTold = telling !== null && telling !== session.telling
  const next = nextLook(session, telling, { state, now })
  const isSame = session.lookAt !== null && sameInstant(session.lookAt, next)
  if (isSame && telling === session.telling) return { session, isTold }
  return { session: { ...session, telling, lookAt: isSame ? session.lookAt : next }, isTold }
}

/** The next instant at which time alone is a reason to look at a session. */
function nextLook(
  { expectedBy: expected, told, reservations }: DataSession,
  telling: Telling | null,
  { state, now }: { readonly state: GrantState; readonly now: Instant },
): Instant {
  if (telling !== null) {
    return earlier(expected, plusSeconds(telling.lastAt, TELL_AGAIN_SECONDS))
  }
  if (reservations.length > 1) {
    const { askAgainBefore } = reservations.reduce((one, other) => {
      return isBefore(other.askAgainBefore, one.askAgainBefore) ? other : one
    })
    const overdueAt = plusSeconds(askAgainBefore, REPORT_LATE_SECONDS_MAX)
    return earlier(expected, fromMicros(stepFrom(microsOf(overdueAt))))
  }
  // Who holds a grant comes back by itself before anything changes.
  if (told === null || reservations.length > 0) return expected
  const { packs, network } = state
  const turn = nextTurn(packs, now)
  const lifecycle = lifecycleAt(packs, { suspendedDays: network.suspendedDays, now })
  const end = 'endsAt' in lifecycle ? lifecycle.endsAt : null
  return earlierEnd(earlierEnd(turn, end), expected) ?? expected
}

function over(session: DataSession, reason: string, now: Instant): DataSession {
  return { ...session, reservations: [], telling: null, lookAt: null, ended: { at: now, reason } }
}

/** Nothing was reported of it, so nothing of it was used. */
export function release(
  packs: readonly Pack[],
  { reservations }: Pick<DataSession, 'reservations'>,
  now: Instant,
): readonly Pack[] {
  return reservations.reduce(
    (held, { slices }) => commit(held, slices, { used: NO_BYTES, heardAt: now }).packs,
    packs,
  )
}

/** What a peer said to what it was told; see `SessionTeller`. */
export type Said = 'taken' | 'gone' | 'refused' | 'silent'

export interface Learned {
  readonly session: DataSession
  readonly packs: readonly Pack[]
}

/** Null: nothing follows, or the answer is to something that is no longer asked. */
export function learn(
  session: DataSession,
  { to, said }: { readonly to: Entitlement; readonly said: Said },
  packs: readonly Pack[],
  now: Instant,
): Learned | null {
  const { telling } = session
  if (session.ended !== null || telling === null || !sameEntitlement(telling.to, to)) return null
  switch (said) {
    case 'gone':
      return { session: over(session, ENDED_BY_SILENCE, now), packs: release(packs, session, now) }
    case 'silent':
      return null
    case 'refused':
      return telling.how === 'stop' ? null : { session: refused(session, telling, now), packs }
    case 'taken':
      return taken(session, telling, { packs, now })
  }
}

/** What it does not want to change is ended next, without waiting. */
function refused(session: DataSession, telling: Telling, now: Instant): DataSession {
  const lastAt = plusSeconds(now, -TELL_AGAIN_SECONDS)
  return { ...session, telling: { ...telling, tries: TELL_TRIES_MAX, lastAt } }
}

/** Who asks for credit has taken a change only when it asks again. */
function taken(
  session: DataSession,
  { how, to }: Telling,
  { packs, now }: { readonly packs: readonly Pack[]; readonly now: Instant },
): Learned | null {
  if (how === 'change' && to.kind !== 'none') {
    return asksForCredit(session)
      ? null
      : { session: { ...session, told: to, telling: null }, packs }
  }
  const expected = earlier(session.expectedBy, plusSeconds(now, LAST_REPORT_SECONDS_MAX))
  return { session: { ...session, told: to, telling: null, expectedBy: expected }, packs }
}

/**
 * One step of a line's future under the real engine: from a stop to the next. A stop is now, the
 * start of a day, and inside a day each instant at which a pack begins, ends, lapses or has its
 * daily reset. What a piece between two stops needs is used at its first instant. Not a second
 * engine: `deliver`, `burn` and `begin` decide all that happens.
 */
import { burn } from '../balance/burn.ts'
import { begin } from '../balance/chain.ts'
import { deliver, isAlive, type DeliveryEffect } from '../balance/delivery.ts'
import { isValidAt, type Pack } from '../balance/pack.ts'
import { assert } from '../basics/assert.ts'
import { bytes, NO_BYTES, type Bytes } from '../basics/data-volume.ts'
import type { PackId } from '../basics/ids.ts'
import {
  fromMicros,
  jstDayStart,
  microsOf,
  nextJstDayStart,
  plusDays,
  type Instant,
} from '../basics/time.ts'
import { onSale, type Offer } from '../catalogue/offer.ts'
import { lifecycleAt } from '../line/lifecycle.ts'
import type { Question } from './question.ts'

/** Instants as whole microseconds; every instant of ten years fits a number exactly. */
export type Micros = number

export const microsAt = (at: Instant): Micros => Number(microsOf(at))
export const instantAt = (at: Micros): Instant => fromMicros(BigInt(at))

/** A question with its calendar worked out. */
export interface Course {
  readonly question: Question
  /** Where each day begins; the first is now, and one more than there are days: the horizon. */
  readonly dayFrom: readonly Micros[]
}

export function courseOf(question: Question): Course {
  assert(question.dayBytes.length > 0, 'a need covers at least the day of now')
  const first = jstDayStart(question.now)
  const days = question.dayBytes.map((_, index) => microsAt(plusDays(first, index + 1)))
  return { question, dayFrom: [microsAt(question.now), ...days] }
}

/** A line at a stop. */
export interface Stand {
  readonly at: Micros
  /** Index of the day that contains `at`. */
  readonly day: number
  /** Need of that day not yet used, spread evenly over what is left of it. */
  readonly left: Bytes
  /** `begin` has brought them up to `at`. */
  readonly packs: readonly Pack[]
}

export function firstStand({ question, dayFrom }: Course): Stand {
  const packs = question.packs.map((pack) =>
    pack.bytesReserved === 0n ? pack : { ...pack, bytesReserved: NO_BYTES },
  )
  return {
    at: dayFrom[0] ?? 0,
    day: 0,
    left: question.dayBytes[0] ?? NO_BYTES,
    packs: begin(packs, question.now),
  }
}

export const isOver = (course: Course, stand: Stand): boolean =>
  stand.day >= course.question.dayBytes.length

/** What became of the piece that begins at a stand. */
export interface Piece {
  /** The next stop. */
  readonly until: Micros
  readonly packs: readonly Pack[]
  readonly needed: Bytes
  readonly served: Bytes
  readonly servedBy: ReadonlyMap<PackId, Bytes>
  readonly isCovered: boolean
}

/** Ends early where the burn itself begins a pack that ends sooner. */
export function pieceAt(course: Course, stand: Stand): Piece {
  const at = instantAt(stand.at)
  const dayUntil = course.dayFrom[stand.day + 1] ?? stand.at
  const span = { from: at, until: at, heardAt: at }
  let until = nextStop(stand.packs, stand.at, dayUntil)
  for (;;) {
    const needed = partOf(stand.left, until - stand.at, dayUntil - stand.at)
    const burned = burn(stand.packs, span, needed)
    const sooner = nextStop(burned.packs, stand.at, until)
    if (sooner === until) {
      const servedBy = new Map<PackId, Bytes>()
      let served = 0n
      for (const share of burned.shares) {
        if (share.at !== 'full') continue
        servedBy.set(share.pack, share.bytes)
        served += share.bytes
      }
      const isCovered = burned.packs.some((pack) => isValidAt(pack, at))
      return { until, packs: burned.packs, needed, served: bytes(served), servedBy, isCovered }
    }
    until = sooner
  }
}

/** Truncated: the last piece of a day takes what is left. */
function partOf(left: Bytes, piece: Micros, rest: Micros): Bytes {
  return piece === rest ? left : bytes((left * BigInt(piece)) / BigInt(rest))
}

function nextStop(packs: readonly Pack[], after: Micros, latest: Micros): Micros {
  let next = latest
  const meet = (at: Micros) => {
    if (at > after && at < next) next = at
  }
  for (const { revoked, start, allowance } of packs) {
    if (revoked !== null) continue
    if (start.kind === 'first_use') meet(microsAt(start.latest))
    if (start.kind !== 'begun') continue
    const until = start.until === null ? null : microsAt(start.until)
    if (until !== null && until <= after) continue
    const from = microsAt(start.from)
    meet(from)
    if (until !== null) meet(until)
    if (allowance.kind === 'daily' && from <= after && allowance.resetHour !== 0) {
      meet(microsAt(nextJstDayStart(instantAt(after), allowance.resetHour)))
    }
  }
  return next
}

/** Goes on to the next stop; what was not served is given up. */
export function goOn(course: Course, stand: Stand, piece: Piece): Stand {
  const isDayOver = piece.until === course.dayFrom[stand.day + 1]
  const day = isDayOver ? stand.day + 1 : stand.day
  const nextDay = course.question.dayBytes[day] ?? NO_BYTES
  const left = isDayOver ? nextDay : bytes(stand.left - piece.needed)
  const packs = begin(piece.packs, instantAt(piece.until))
  return { at: piece.until, day, left, packs: withoutOver(packs, piece.until) }
}

/** Stays where the data ended, with what was served used up: the place to buy for the rest. */
export function stayEmptied(stand: Stand, piece: Piece): Stand {
  return { ...stand, left: bytes(stand.left - piece.served), packs: piece.packs }
}

/** Now, the start of a day, or the end of all cover. */
export function isBuyingInstant(course: Course, stand: Stand): boolean {
  if (stand.at === course.dayFrom[stand.day]) return true
  const at = instantAt(stand.at)
  return stand.packs.some(endsAt(at)) && !stand.packs.some((pack) => isValidAt(pack, at))
}

function endsAt(at: Instant) {
  return ({ revoked, start }: Pack): boolean =>
    revoked === null &&
    start.kind === 'begun' &&
    start.until !== null &&
    start.until.epochNanoseconds === at.epochNanoseconds &&
    start.from.epochNanoseconds < at.epochNanoseconds
}

/** A line that has ended buys nothing more, and no plan has more than so many purchases. */
export function mayBuy({ question }: Course, { packs, at }: Stand, bought: number): boolean {
  if (question.offers.length === 0 || bought >= question.purchasesMax) return false
  const now = instantAt(at)
  if (packs.some((pack) => isValidAt(pack, now))) return true
  return lifecycleAt(packs, { suspendedDays: question.suspendedDays, now }).state !== 'ended'
}

export interface Bought {
  readonly stand: Stand
  readonly pack: PackId
  readonly effect: DeliveryEffect
  readonly oldEnd: Instant | null
}

/** Null where the offer is not on sale then, or the line can take no more packs. */
export function buyAt(
  { question }: Course,
  stand: Stand,
  given: { readonly offer: Offer; readonly startNow: boolean; readonly number: number },
): Bought | null {
  const now = instantAt(stand.at)
  if (!onSale(given.offer, now)) return null
  const delivered = deliver(stand.packs, given.offer, {
    line: question.line,
    order: null,
    packId: plannedId(given.number),
    origin: 'paid',
    startNow: given.startNow,
    now,
  })
  if (!delivered.ok) return null
  const { packs, pack, effect, extendsFrom } = delivered.value
  return { stand: { ...stand, packs }, pack: pack.id, effect, oldEnd: extendsFrom }
}

/** After every id that a line can hold, in the order of purchase. */
const PLANNED = 'ffffffff-ffff-7fff-bfff-'

function plannedId(number: number): PackId {
  return `${PLANNED}${String(number).padStart(12, '0')}` as PackId
}

export const isPlanned = (pack: Pack): boolean => pack.id.startsWith(PLANNED)

/**
 * Packs that are over and that nothing refers to any more change nothing; the last to end is kept,
 * for a line's grace counts from it.
 */
function withoutOver(packs: readonly Pack[], at: Micros): readonly Pack[] {
  const justBefore = instantAt(at - 1)
  const alive = packs.filter((pack) => isAlive(pack, justBefore))
  if (alive.length === packs.length || packs.some(isLapsedOrRevoked)) return packs
  const chains = new Set<PackId>()
  for (const pack of alive) {
    chains.add(pack.chain)
    if (pack.start.kind === 'queued') chains.add(pack.start.behind)
  }
  const last = alive.length > 0 ? undefined : packs.reduce(laterToEnd)
  return packs.filter(
    (pack) => pack === last || chains.has(pack.chain) || isAlive(pack, justBefore),
  )
}

const isLapsedOrRevoked = ({ start, revoked }: Pack): boolean =>
  start.kind === 'lapsed' || revoked !== null

function laterToEnd(one: Pack, other: Pack): Pack {
  const order = Temporal.Instant.compare(endOf(other), endOf(one))
  if (order !== 0) return order > 0 ? other : one
  return other.graceDays > one.graceDays ? other : one
}

function endOf({ start }: Pack): Instant {
  assert(start.kind === 'begun' && start.until !== null, 'what is over has an end')
  return start.until
}

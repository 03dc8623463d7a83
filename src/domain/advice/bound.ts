/**
 * What a line must at least still spend: the proven lower bound of the search (README.md has the
 * proof). It never decides what a pack serves, only how much it could serve at most. Counts are
 * whole numbers below 2^53, which a number holds exactly.
 */
import type { Pack } from '../balance/pack.ts'
import { assert } from '../basics/assert.ts'
import type { OfferFamily } from '../basics/ids.ts'
import type { Allowance, Grant, Offer } from '../catalogue/offer.ts'
import { longest, type Validity } from '../catalogue/validity.ts'
import { dayPricesFor } from './day-prices.ts'
import { microsAt, type Course, type Micros, type Stand } from './walk.ts'

const HOUR: Micros = 3_600_000_000
const DAY: Micros = 24 * HOUR
const JST_OFFSET: Micros = 9 * HOUR
/** Need moves between pieces by rounding, a byte each; no window has so many pieces. */
const BYTES_ROUNDED_MAX = 4_096
/** Rows of the table of costs; beyond, prices are rounded down to fit. */
const COST_ROWS_MAX = 16_384

/** What is not served by what is held, whatever is bought beside it. */
export interface Missing {
  /** So many bytes at least. */
  readonly bytes: number
  /** And so many yen of need, as days are priced. */
  readonly worth: number
}

export interface Bound {
  missing(stand: Stand): Missing
  /** The most that one more pack of the offer can take from it. */
  mostServed(offer: Offer): Missing
  /** Yen that it takes at least to serve so much more. */
  yenFor(missing: Missing): number
  /** So many packs at least. */
  packsFor(missing: Missing): number
}

export function boundFor(course: Course): Bound {
  const need = needOver(course)
  const { offers } = course.question
  const stretching = new Set(
    offers.filter((offer) => offer.grant.stacking.kind === 'extends').map((one) => one.family),
  )
  const prices = dayPricesFor(course)
  const served = new Map<Offer, Missing>()
  for (const offer of offers) {
    const bytes = mostOf({ ...offer.grant, family: offer.family }, need, stretching)
    served.set(offer, { bytes, worth: prices?.mostWorth(offer) ?? 0 })
  }
  const rows = costRows(served, need.total)
  const most = Math.max(0, ...[...served.values()].map(({ bytes }) => bytes))
  return {
    missing: (stand) => ({
      bytes: missingAt(stand, need, stretching),
      worth: prices?.worthMissing(stand) ?? 0,
    }),
    mostServed: (offer) => served.get(offer) ?? NOTHING,
    yenFor: ({ bytes, worth }) => Math.max(rows.yenFor(bytes), rows.wholeYen(worth)),
    packsFor: ({ bytes }) => (bytes <= 0 ? 0 : most === 0 ? 1 : Math.ceil(bytes / most)),
  }
}

const NOTHING: Missing = { bytes: 0, worth: 0 }

export function without(missing: Missing, served: Missing): Missing {
  const bytes = Math.max(0, missing.bytes - served.bytes)
  return { bytes, worth: Math.max(0, missing.worth - served.worth) }
}

export function larger(one: Missing, other: Missing): Missing {
  return { bytes: Math.max(one.bytes, other.bytes), worth: Math.max(one.worth, other.worth) }
}

interface NeedOver {
  readonly course: Course
  readonly days: readonly number[]
  readonly total: number
  /** The most that is needed within any span so long. */
  mostWithin(length: Micros): number
}

function needOver(course: Course): NeedOver {
  const days = course.question.dayBytes.map(Number)
  const reached = [0]
  for (const day of days) reached.push((reached.at(-1) ?? 0) + day)
  const total = reached.at(-1) ?? 0
  assert(Number.isSafeInteger(total), 'a need is a number of bytes that can be told')
  const known = new Map<Micros, number>()
  function neededBy(at: Micros): number {
    const { dayFrom } = course
    const first = dayFrom[0] ?? 0
    if (at <= first) return 0
    if (at >= (dayFrom.at(-1) ?? 0)) return total
    const second = dayFrom[1] ?? 0
    const index = at < second ? 0 : 1 + Math.floor((at - second) / DAY)
    const from = dayFrom[index] ?? at
    const length = (dayFrom[index + 1] ?? at) - from
    return (reached[index] ?? 0) + ((days[index] ?? 0) * (at - from)) / length
  }
  /** Need is even within a day, so the most lies where a span meets the edge of a day. */
  function mostWithin(length: Micros): number {
    const before = known.get(length)
    if (before !== undefined) return before
    let most = 0
    for (const edge of course.dayFrom) {
      const after = neededBy(edge + length) - neededBy(edge)
      most = Math.max(most, after, neededBy(edge) - neededBy(edge - length))
    }
    const whole = Math.min(total, Math.ceil(most) + BYTES_ROUNDED_MAX)
    known.set(length, whole)
    return whole
  }
  return { course, days, total, mostWithin }
}

type Served = Pick<Grant, 'allowance' | 'validity' | 'stacking'> & { readonly family: OfferFamily }

/** Whatever is bought beside it and whenever it begins. */
function mostOf(grant: Served, need: NeedOver, stretching: ReadonlySet<OfferFamily>): number {
  const { allowance } = grant
  if (stretching.has(grant.family)) {
    return allowance.kind === 'total' ? Math.min(need.total, Number(allowance.bytes)) : need.total
  }
  const length = lengthOf(grant.validity)
  const within = length === null ? need.total : need.mostWithin(length)
  return Math.min(within, mostAllowed(allowance, length))
}

function mostAllowed(allowance: Allowance, length: Micros | null): number {
  if (allowance.kind === 'unlimited') return Number.POSITIVE_INFINITY
  if (allowance.kind === 'total') return Number(allowance.bytes)
  if (length === null) return Number.POSITIVE_INFINITY
  return Number(allowance.bytesPerDay) * (Math.ceil(length / DAY) + 1)
}

function lengthOf(validity: Validity): Micros | null {
  if (validity.kind === 'hours') return validity.hours * HOUR
  const days = longest(validity)
  return days === null ? null : days * DAY
}

/** For each cost, the most that so much money serves: a knapsack filled once. */
function costRows(served: ReadonlyMap<Offer, Missing>, total: number) {
  const useful = [...served].map(([offer, { bytes }]) => [offer, bytes] as const)
  const divisor = useful.reduce((sum, [offer]) => gcd(sum, Number(offer.price)), 0)
  /** Every cost is a multiple of what all prices are multiples of. */
  const wholeYen = (worth: number) => Math.ceil(worth / Math.max(1, divisor)) * divisor
  const dearest = Math.min(
    ...useful.map(([offer, most]) => Number(offer.price) * Math.ceil(total / most)),
  )
  if (!Number.isFinite(dearest)) return { yenFor: () => 0, wholeYen }
  const unit = Math.max(1, divisor, Math.ceil(dearest / COST_ROWS_MAX))
  const kinds = useful.map(([offer, most]) => ({
    row: Math.floor(Number(offer.price) / unit),
    most,
  }))
  const free = kinds.some(({ row }) => row === 0)
  const rows = new Float64Array(Math.ceil(dearest / unit) + 2)
  if (free) return { yenFor: () => 0, wholeYen }
  for (let cost = 1; cost < rows.length; cost += 1) {
    let best = rows[cost - 1] ?? 0
    for (const { row, most } of kinds) {
      if (row <= cost) best = Math.max(best, (rows[cost - row] ?? 0) + most)
    }
    rows[cost] = best
  }
  function yenFor(missing: number): number {
    if (missing <= 0) return 0
    let low = 0
    let high = rows.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if ((rows[middle] ?? 0) >= missing) high = middle
      else low = middle + 1
    }
    return low * unit
  }
  return { yenFor, wholeYen }
}

function gcd(one: number, other: number): number {
  return other === 0 ? one : gcd(other, one % other)
}

/** Bytes that can be used until an instant: a total, or the quota of one day. */
interface Source {
  left: number
  readonly until: Micros
}

/** A daily allowance: its quota comes anew each day, and lives until the next day's reset. */
interface Quota {
  readonly bytes: number
  readonly resetHour: number
  readonly until: Micros
  today: Source
}

/** Used earliest lapse first, which serves the most that a set of packs can serve. */
function missingAt(stand: Stand, need: NeedOver, stretching: ReadonlySet<OfferFamily>): number {
  const held = heldAt(stand, need, stretching)
  const { dayFrom } = need.course
  let missing = 0
  for (let day = stand.day; day < need.days.length; day += 1) {
    const isFirst = day === stand.day
    const from = isFirst ? stand.at : (dayFrom[day] ?? 0)
    const until = dayFrom[day + 1] ?? from
    const whole = isFirst ? Number(stand.left) : (need.days[day] ?? 0)
    let rest = whole
    for (const end of held.open) rest -= partWithin(whole, { from, until, end })
    for (const source of sourcesOf(held, { from, until, isFirst })) {
      if (rest <= 0) break
      const most = partWithin(whole, { from, until, end: source.until })
      const taken = Math.min(rest, most, source.left)
      source.left -= taken
      rest -= taken
    }
    missing += Math.max(0, rest)
  }
  return Math.max(0, missing - held.anywhere)
}

interface Held {
  readonly totals: readonly Source[]
  readonly quotas: readonly Quota[]
  /** Ends of what is unlimited. */
  readonly open: readonly Micros[]
  /** The most that packs serve of which it is not known when they run. */
  readonly anywhere: number
}

function heldAt(stand: Stand, need: NeedOver, stretching: ReadonlySet<OfferFamily>): Held {
  const totals: Source[] = []
  const quotas: Quota[] = []
  const open: Micros[] = []
  let anywhere = 0
  for (const pack of stand.packs) {
    const { start, allowance } = pack
    if (pack.revoked !== null || start.kind === 'lapsed') continue
    const stretches = stretching.has(pack.family)
    if (start.kind !== 'begun' || (stretches && allowance.kind !== 'total')) {
      anywhere += mostOf({ ...pack, stacking: { kind: 'independent' } }, need, stretching)
      continue
    }
    const end = start.until === null ? Number.POSITIVE_INFINITY : microsAt(start.until)
    if (end <= stand.at) continue
    const until = stretches ? Number.POSITIVE_INFINITY : end
    if (allowance.kind === 'unlimited') open.push(end)
    else if (allowance.kind === 'total') {
      totals.push({ left: Number(allowance.bytes - pack.bytesUsed), until })
    } else quotas.push(quotaOf(pack, { stand, until, ...allowance }))
  }
  totals.sort(byEnd)
  return { totals, quotas, open, anywhere }
}

function quotaOf(
  pack: Pack,
  given: {
    readonly stand: Stand
    readonly until: Micros
    readonly bytesPerDay: bigint
    readonly resetHour: number
  },
): Quota {
  const { resetHour, until } = given
  const dayOf = (at: Micros) => Math.floor((at + JST_OFFSET - resetHour * HOUR) / DAY)
  const quota = Number(given.bytesPerDay)
  const last = pack.days.at(-1)
  const isToday = last !== undefined && dayOf(microsAt(last.from)) === dayOf(given.stand.at)
  const left = quota - (isToday ? Number(last.bytesUsed) : 0)
  const resetAt = (dayOf(given.stand.at) + 1) * DAY - JST_OFFSET + resetHour * HOUR
  return { bytes: quota, resetHour, until, today: { left, until: Math.min(until, resetAt) } }
}

/** What the day can use, earliest lapse first; quotas of the day before live until the reset. */
function sourcesOf(
  { totals, quotas }: Held,
  day: { readonly from: Micros; readonly until: Micros; readonly isFirst: boolean },
): readonly Source[] {
  if (quotas.length === 0) return totals
  const sources = [...totals]
  for (const quota of quotas) {
    sources.push(quota.today)
    const resetAt = day.until + quota.resetHour * HOUR
    const until = Math.min(quota.until, resetAt)
    if (until <= quota.today.until) continue
    quota.today = { left: quota.bytes, until }
    sources.push(quota.today)
  }
  return sources.toSorted(byEnd)
}

function partWithin(
  whole: number,
  span: { readonly from: Micros; readonly until: Micros; readonly end: Micros },
): number {
  if (span.end >= span.until) return whole
  if (span.end <= span.from) return 0
  const share = (span.end - span.from) / (span.until - span.from)
  return Math.min(whole, Math.ceil(whole * share) + BYTES_ROUNDED_MAX)
}

function byEnd(one: Source, other: Source): number {
  return one.until === other.until ? 0 : one.until - other.until
}

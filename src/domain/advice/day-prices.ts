/**
 * A price for each day of need such that no pack of any offer serves more worth than it costs,
 * wherever it lies. What is not yet served is then worth no more than it must still cost: a bound
 * that knows the calendar, beside the one of `bound.ts` that knows whole packs. A weak price is
 * still a sound one; the search for good ones is a fixed number of steps.
 */
import { bytesLeftEver } from '../balance/balance.ts'
import type { Pack } from '../balance/pack.ts'
import type { OfferFamily } from '../basics/ids.ts'
import { fromMicros } from '../basics/time.ts'
import type { Allowance, Offer } from '../catalogue/offer.ts'
import { validUntil, type Validity } from '../catalogue/validity.ts'
import { microsAt, type Course, type Micros, type Stand } from './walk.ts'

const HOUR: Micros = 3_600_000_000
const DAY: Micros = 24 * HOUR
/** Days of less are given no price: there the rounding of pieces would count. */
const DAY_BYTES_MIN = 1_000_000
/** Taken off every price for what rounding and floating points can move. */
const KEPT_SHARE = 0.999
/** A worth is the difference of two sums: less than this may be nothing at all. */
const YEN_TOLD_MIN = 0.001
/** So many steps of (spans × days) the search for good prices may take. */
const WORK_MAX = 400_000
const ROUNDS_MAX = 24

export interface DayPrices {
  /** What the need from here on must at least still cost, beside what is held. */
  worthMissing(stand: Stand): number
  /** The most worth that one more pack of the offer serves. */
  mostWorth(offer: Offer): number
}

/** Days that a pack could serve, and how much of it. */
interface Span {
  readonly offer: Offer
  readonly first: number
  /** Not included. */
  readonly end: number
  /** Of the first and the last day only this share lies within. */
  readonly firstShare: number
  readonly lastShare: number
  readonly bytesMost: number
  readonly bytesADay: number
}

/** Null where no price can be told: nothing on sale, or too little is needed. */
export function dayPricesFor(course: Course): DayPrices | null {
  const { offers } = course.question
  const days = course.question.dayBytes.map(Number)
  const stretching = new Set(
    offers.filter((one) => one.grant.stacking.kind === 'extends').map((one) => one.family),
  )
  const isOpen = offers.some(
    ({ family, grant, price }) =>
      price <= 0n || (stretching.has(family) && grant.allowance.kind !== 'total'),
  )
  if (isOpen || offers.length === 0) return null
  const given = { course, ends: endsOver(course), stretching }
  const spans = offers.flatMap((offer) => spansOf(offer, given))
  const density = goodDensities(spans, days)
  return pricesOf(course, { density, days, spans, stretching })
}

function spansOf(
  offer: Offer,
  given: {
    readonly course: Course
    readonly ends: Ends
    readonly stretching: ReadonlySet<OfferFamily>
  },
): readonly Span[] {
  const { course, ends, stretching } = given
  const { grant } = offer
  const days = course.question.dayBytes.length
  if (stretching.has(offer.family)) {
    return [{ offer, first: 0, end: days, ...WHOLE, ...mostOf(grant.allowance, days) }]
  }
  if (grant.validity.kind === 'hours' && grant.allowance.kind === 'unlimited') {
    return hourSpans(offer, grant.validity.hours, course)
  }
  const spans: Span[] = []
  for (const [first, end] of ends(grant.validity).entries()) {
    if (spans.at(-1)?.end === end) continue
    spans.push({ offer, first, end, ...WHOLE, ...mostOf(grant.allowance, end - first) })
  }
  return spans
}

const WHOLE = { firstShare: 1, lastShare: 1 } as const

function mostOf(allowance: Allowance, days: number) {
  switch (allowance.kind) {
    case 'unlimited':
      return { bytesMost: Number.POSITIVE_INFINITY, bytesADay: Number.POSITIVE_INFINITY }
    case 'total':
      return { bytesMost: Number(allowance.bytes), bytesADay: Number.POSITIVE_INFINITY }
    case 'daily': {
      const quota = Number(allowance.bytesPerDay)
      const splits = allowance.resetHour !== 0
      return { bytesMost: quota * (days + (splits ? 1 : 0)), bytesADay: splits ? 2 * quota : quota }
    }
  }
}

/** For each day the first that a pack cannot serve, begun as late as may be on that day. */
type Ends = (validity: Validity) => readonly number[]

/** Offers share their shapes, and a calendar is slow to ask. */
function endsOver({ dayFrom }: Course): Ends {
  const known = new Map<string, readonly number[]>()
  return (validity) => {
    const key = Object.values(validity).join(' ')
    const ends = known.get(key) ?? dayFrom.slice(1).map((from) => endOf(validity, from - 1))
    known.set(key, ends)
    return ends
  }

  function endOf(validity: Validity, latest: Micros): number {
    const until = validUntil(validity, fromMicros(BigInt(latest)))
    return until === null ? dayFrom.length - 1 : dayAtOrAfter(dayFrom, microsAt(until))
  }
}

/** The first day that begins no sooner; the horizon, counted as a day, where none does. */
function dayAtOrAfter(dayFrom: readonly Micros[], at: Micros): number {
  const second = dayFrom[1] ?? 0
  if (at <= (dayFrom[0] ?? 0)) return 0
  return Math.min(dayFrom.length - 1, Math.max(1, 1 + Math.ceil((at - second) / DAY)))
}

/** Worth is even within a day, so the most lies where a span meets the edge of a day. */
function hourSpans(offer: Offer, hours: number, { dayFrom }: Course): readonly Span[] {
  const length = hours * HOUR
  const horizon = dayFrom.at(-1) ?? 0
  const start = dayFrom[0] ?? 0
  return dayFrom
    .flatMap((edge) => [edge, edge - length])
    .flatMap((from) => {
      const until = Math.min(from + length, horizon)
      const begun = Math.max(from, start)
      if (begun >= until) return []
      const first = dayFrom.findLastIndex((at) => at <= begun)
      const end = dayFrom.findIndex((at) => at >= until)
      const lengthOf = (day: number) => (dayFrom[day + 1] ?? 0) - (dayFrom[day] ?? 0)
      const within = (day: number) => {
        const inside = Math.min(until, dayFrom[day + 1] ?? 0) - Math.max(begun, dayFrom[day] ?? 0)
        return inside / lengthOf(day)
      }
      const shares = { firstShare: within(first), lastShare: within(end - 1) }
      return [{ offer, first, end, ...shares, ...mostOf({ kind: 'unlimited' }, 0) }]
    })
}

/** Yen a byte of each day; zero where too little is needed. */
type Densities = Float64Array

/**
 * From one price for all bytes: days that no span holds down become dearer, days of spans that are
 * worth more than they cost cheaper. Every round is made sound by the worst span; the best is kept.
 */
function goodDensities(spans: readonly Span[], days: readonly number[]): Densities {
  const count = days.length
  const rounds = Math.min(ROUNDS_MAX, Math.ceil(WORK_MAX / Math.max(1, spans.length * count)))
  let density = Float64Array.from(days, (day) => (day < DAY_BYTES_MIN ? 0 : 1))
  let best: Densities = density.map(() => 0)
  let bestWorth = 0
  for (let round = 0; round < rounds; round += 1) {
    const order = dearestFirst(density)
    const pressure = new Float64Array(count)
    let worst = 0
    for (const span of spans) {
      const load = worthWithin(span, { density, days, order }) / Number(span.offer.price)
      worst = Math.max(worst, load)
      for (let day = span.first; day < span.end; day += 1) {
        if (load > (pressure[day] ?? 0)) pressure[day] = load
      }
    }
    if (worst === 0) break
    const sound = density.map((one) => (one * KEPT_SHARE) / worst)
    const worth = sound.reduce((sum, one, day) => sum + one * (days[day] ?? 0), 0)
    if (worth > bestWorth) [best, bestWorth] = [sound, worth]
    density = density.map((one, day) => one / Math.sqrt(pressure[day] || worst))
  }
  return best
}

function dearestFirst(density: Densities): readonly number[] {
  return [...density.keys()].toSorted((one, other) => (density[other] ?? 0) - (density[one] ?? 0))
}

interface Priced {
  readonly density: Densities
  readonly days: readonly number[]
  readonly order: readonly number[]
}

/** The most worth that the span can serve: the dearest bytes first. */
function worthWithin(span: Omit<Span, 'offer'>, { density, days, order }: Priced): number {
  let left = span.bytesMost
  let worth = 0
  for (const day of order) {
    if (left <= 0) break
    if (day < span.first || day >= span.end) continue
    let share = 1
    if (day === span.first) share = span.firstShare
    else if (day === span.end - 1) share = span.lastShare
    const taken = Math.min((days[day] ?? 0) * share, span.bytesADay, left)
    left -= taken
    worth += taken * (density[day] ?? 0)
  }
  return worth
}

function pricesOf(
  course: Course,
  given: {
    readonly density: Densities
    readonly days: readonly number[]
    readonly spans: readonly Span[]
    readonly stretching: ReadonlySet<OfferFamily>
  },
): DayPrices {
  const { density, days, spans, stretching } = given
  const order = dearestFirst(density)
  const most = new Map<Offer, number>()
  for (const span of spans) {
    const worth = worthWithin(span, { density, days, order })
    most.set(span.offer, Math.max(most.get(span.offer) ?? 0, worth))
  }
  const worthFrom = new Float64Array(days.length + 1)
  for (let day = days.length - 1; day >= 0; day -= 1) {
    worthFrom[day] = (worthFrom[day + 1] ?? 0) + (days[day] ?? 0) * (density[day] ?? 0)
  }
  function worthMissing(stand: Stand): number {
    if (stand.day >= days.length) return 0
    const ahead = [...days]
    ahead[stand.day] = Number(stand.left)
    let worth = (worthFrom[stand.day + 1] ?? 0) + Number(stand.left) * (density[stand.day] ?? 0)
    for (const pack of stand.packs) {
      const span = spanOfHeld(pack, stand, { course, stretching })
      if (span !== null) worth -= worthWithin(span, { density, days: ahead, order })
    }
    return Math.max(0, worth - YEN_TOLD_MIN)
  }
  return { worthMissing, mostWorth: (offer) => most.get(offer) ?? 0 }
}

/** Null for what is over; without an own interval it may serve any day from here on. */
function spanOfHeld(
  pack: Pack,
  stand: Stand,
  {
    course,
    stretching,
  }: { readonly course: Course; readonly stretching: ReadonlySet<OfferFamily> },
): Omit<Span, 'offer'> | null {
  const { start, allowance } = pack
  if (pack.revoked !== null || start.kind === 'lapsed') return null
  const { dayFrom } = course
  const first = stand.day
  const ownEnd = start.kind === 'begun' && start.until !== null ? microsAt(start.until) : null
  if (ownEnd !== null && ownEnd <= stand.at) return null
  const isFixed = ownEnd !== null && !stretching.has(pack.family)
  const until = isFixed ? ownEnd : Number.POSITIVE_INFINITY
  const end = Math.max(first + 1, dayAtOrAfter(dayFrom, until))
  const most = mostOf(allowance, end - first)
  const lastShare = until < (dayFrom[end] ?? 0) ? shareBefore(until, end - 1, dayFrom) : 1
  const left = bytesLeftEver(pack)
  const bytesMost = left === null ? most.bytesMost : Number(left)
  const shares = { firstShare: 1, lastShare: end - 1 === first ? 1 : lastShare }
  return { first, end, ...shares, ...most, bytesMost }
}

function shareBefore(until: Micros, day: number, dayFrom: readonly Micros[]): number {
  const from = dayFrom[day] ?? 0
  return (until - from) / ((dayFrom[day + 1] ?? 0) - from)
}

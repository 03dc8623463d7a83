/**
 * When and how much a line of the demo world uses: a total over a while, spread by hour of day,
 * weekday and a whim of each day, cut at the instants at which the network reports. Pure.
 */
import { assert } from '../../domain/basics/assert.ts'
import { bytes, NO_BYTES, plus, type Bytes } from '../../domain/basics/data-volume.ts'
import {
  isBefore,
  jstDate,
  jstDayStart,
  jstMidnight,
  microsOf,
  plusDays,
  plusMinutes,
  TOKYO,
  type Instant,
} from '../../domain/basics/time.ts'
import type { Chance } from './chance.ts'

/** So much in all, evenly within `[from, until)` but for habits. */
export interface PlannedUse {
  readonly from: Instant
  readonly until: Instant
  readonly bytes: Bytes
}

export interface PlannedReport {
  readonly at: Instant
  /** Used since the report before, of all uses together. */
  readonly bytes: Bytes
}

/** A while without a gap, one data session: begun at its first use, over with its last report. */
export interface Stretch {
  readonly from: Instant
  readonly reports: readonly PlannedReport[]
}

/** JST minutes of the day at which every line reports; together they are one group. */
const REPORT_MINUTES = [8 * 60 + 10, 13 * 60 + 20, 22 * 60 + 40] as const
/** An evening of the week weighs about ten times a night. */
const HOUR_WEIGHTS = [
  4, 2, 1, 1, 1, 2, 5, 9, 10, 7, 6, 7, 10, 9, 7, 7, 8, 9, 11, 13, 14, 14, 12, 8,
] as const
/** Monday first. */
const WEEKDAY_PERCENTS = [92, 90, 94, 97, 112, 130, 118] as const

/** Reports of one line in order, cut into stretches. `now` is the last instant of the world. */
export function planUsage(
  uses: readonly PlannedUse[],
  given: { readonly now: Instant; readonly chance: Chance },
): readonly Stretch[] {
  const whims = whimsOf(given.chance)
  const sorted = uses.toSorted((one, other) => Temporal.Instant.compare(one.from, other.from))
  const stretches: { from: Instant; until: Instant; uses: PlannedUse[] }[] = []
  for (const use of sorted) {
    assert(isBefore(use.from, use.until), 'a use takes a while')
    const last = stretches.at(-1)
    if (last === undefined || isBefore(last.until, use.from)) {
      stretches.push({ from: use.from, until: use.until, uses: [use] })
    } else {
      last.uses.push(use)
      if (isBefore(last.until, use.until)) last.until = use.until
    }
  }
  return stretches.map((stretch) => ({
    from: stretch.from,
    reports: reportsOf(stretch, given.now, whims),
  }))
}

type Whims = (day: Instant) => number

/** Percent, the same for the same day however often it is asked. */
function whimsOf(chance: Chance): Whims {
  const known = new Map<bigint, number>()
  return (day) => {
    const key = microsOf(day)
    const whim = known.get(key) ?? chance.between(60, 150)
    known.set(key, whim)
    return whim
  }
}

function reportsOf(
  stretch: { readonly from: Instant; readonly until: Instant; readonly uses: PlannedUse[] },
  now: Instant,
  whims: Whims,
): readonly PlannedReport[] {
  const instants = reportInstants(stretch, now)
  const totals = instants.map((): Bytes => NO_BYTES)
  for (const use of stretch.uses) {
    for (const [index, share] of sharesOf(use, instants, whims).entries()) {
      totals[index] = plus(totals[index] ?? NO_BYTES, share)
    }
  }
  return instants.map((at, index) => ({ at, bytes: totals[index] ?? NO_BYTES }))
}

/**
 * The common instants after `from`, then `now` while the stretch lasts. One that is too short for
 * any common instant reports a minute before its end.
 */
function reportInstants(
  { from, until }: { readonly from: Instant; readonly until: Instant },
  now: Instant,
): readonly Instant[] {
  const isOver = isBefore(until, now)
  const last = isOver ? plusMinutes(until, -1) : now
  const instants: Instant[] = []
  for (let day = jstDayStart(from); isBefore(day, last); day = plusDays(day, 1)) {
    for (const minutes of REPORT_MINUTES) {
      const at = plusMinutes(day, minutes)
      if (isBefore(plusMinutes(from, 5), at) && isBefore(at, last)) instants.push(at)
    }
  }
  return isOver && instants.length > 0 ? instants : [...instants, last]
}

/** One share for each instant, adding up to the use exactly. */
function sharesOf(use: PlannedUse, instants: readonly Instant[], whims: Whims): readonly Bytes[] {
  const last = instants.findIndex((at) => !isBefore(plusMinutes(at, 1), use.until))
  const end = last < 0 ? instants.length - 1 : last
  const reached: bigint[] = []
  let sum = 0n
  let before = use.from
  for (const [index, at] of instants.entries()) {
    if (index <= end && isBefore(before, at)) {
      sum += BigInt(weightBetween(before, at, whims))
      before = at
    }
    reached.push(sum)
  }
  let given = 0n
  return reached.map((weight, index) => {
    const due = index >= end || sum === 0n ? use.bytes : (use.bytes * weight) / sum
    const isPast = index > end || (sum === 0n && index !== end)
    const share = isPast ? 0n : due - given
    given += share
    return bytes(share)
  })
}

/** Whole numbers all the way: hour weight × minutes × weekday percent × whim. */
function weightBetween(from: Instant, until: Instant, whims: Whims): number {
  let weight = 0
  let at = from
  while (isBefore(at, until)) {
    const local = at.toZonedDateTimeISO(TOKYO)
    const nextHour = plusMinutes(at, 60 - local.minute)
    const to = isBefore(nextHour, until) ? nextHour : until
    const minutes = Number((microsOf(to) - microsOf(at)) / 60_000_000n)
    const weekday = WEEKDAY_PERCENTS[local.dayOfWeek - 1] ?? 100
    const day = whims(jstMidnight(jstDate(at)))
    weight += (HOUR_WEIGHTS[local.hour] ?? 1) * Math.max(minutes, 1) * weekday * day
    at = to
  }
  return weight
}

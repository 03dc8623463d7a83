/**
 * How far forecasts are from what then happened: usage as the demo world's people make it, with
 * days off and days of much, its last two weeks held back from the estimator.
 */
import { exhaustionOf } from '../src/domain/advice/exhaustion.ts'
import { needAtPace, paceOf, type Pace, type UsedDay } from '../src/domain/advice/need.ts'
import { buying, LINE, offer } from '../src/domain/balance/example-packs.ts'
import { bytes } from '../src/domain/basics/data-volume.ts'
import { instant, jstDate, microsOf, plusDays, type Instant } from '../src/domain/basics/time.ts'
import { seededChance, type Chance } from '../src/main/world/chance.ts'
import { planUsage } from '../src/main/world/usage-plan.ts'
import { median, rounded, say } from './harness.ts'

const PEOPLE = 400
const SEED = 7
const NOW = instant('2026-11-23T00:00:00+09:00')
const DAYS_HELD_BACK = 14
/** Known days of the estimator: little, some, plenty. */
const DAYS_KNOWN = [3, 7, 28] as const
const MEGABYTE = 1_000_000

interface Seen {
  readonly errors: number[]
  readonly hours: number[]
  within: number
  emptyWithin: number
}

export function forecastErrors(): Readonly<Record<string, number>> {
  const figures: Record<string, number> = {}
  for (const known of DAYS_KNOWN) {
    const seen: Seen = { errors: [], hours: [], within: 0, emptyWithin: 0 }
    for (let person = 0; person < PEOPLE; person += 1) {
      judge(usageOf(seededChance(SEED, person)), known, seen)
    }
    const error = rounded(median(seen.errors))
    const within = rounded((seen.within * 100) / seen.errors.length)
    const hours = rounded(median(seen.hours))
    const emptyWithin = rounded((seen.emptyWithin * 100) / seen.hours.length)
    say(
      `${known} days known: two weeks' need off by ${error} % in the median, ${within} % between ` +
        `light and heavy (meant 80); empty off by ${hours} h, ${emptyWithin} % between`,
    )
    figures[`needErrorPercentAfter${known}Days`] = error
    figures[`needWithinPercentAfter${known}Days`] = within
    figures[`emptyErrorHoursAfter${known}Days`] = hours
    figures[`emptyWithinPercentAfter${known}Days`] = emptyWithin
  }
  return figures
}

/** 42 days around now. Some people have days off, some days of three times as much. */
function usageOf(chance: Chance): readonly UsedDay[] {
  const daily = chance.between(50, 2_000)
  const isUneven = chance.between(0, 2) === 0
  const uses = Array.from({ length: 42 }, (_, index) => {
    const from = plusDays(NOW, index - 28)
    const roll = isUneven ? chance.between(0, 9) : 5
    const times = roll === 0 ? 0 : roll === 9 ? 3 : 1
    return { from, until: plusDays(from, 1), bytes: bytes(daily * times * MEGABYTE) }
  })
  const whims = uses.map((use) => ({ ...use, bytes: varied(use, chance) }))
  const until = plusDays(NOW, DAYS_HELD_BACK)
  const reports = planUsage(whims, { now: until, chance }).flatMap((stretch) => stretch.reports)
  return uses.map(({ from }) => {
    const end = plusDays(from, 1)
    const own = reports.filter(({ at }) => isWithin(at, from, end))
    return { date: jstDate(from), bytes: bytes(own.reduce((sum, one) => sum + one.bytes, 0n)) }
  })
}

/** A day's own whim, and more on Saturdays and Sundays. */
function varied(use: { readonly from: Instant; readonly bytes: bigint }, chance: Chance) {
  const weekend = jstDate(use.from).dayOfWeek >= 6 ? 130n : 100n
  return bytes((use.bytes * weekend * BigInt(chance.between(60, 150))) / 10_000n)
}

function isWithin(at: Instant, from: Instant, until: Instant): boolean {
  return Temporal.Instant.compare(from, at) <= 0 && Temporal.Instant.compare(at, until) < 0
}

function judge(usage: readonly UsedDay[], known: number, seen: Seen): void {
  const past = usage.slice(28 - known, 28)
  const heldBack = usage.slice(28)
  const pace = paceOf(past)
  if (pace === null) return
  const actual = sumOf(heldBack)
  const needed = (quantile: 'low' | 'median' | 'high') =>
    needAtPace(pace, { now: NOW, days: DAYS_HELD_BACK, quantile }).dayBytes.reduce(
      (sum, day) => sum + Number(day),
      0,
    )
  seen.errors.push((Math.abs(needed('median') - actual) * 100) / actual)
  if (needed('low') <= actual && actual <= needed('high')) seen.within += 1
  judgeEmptiness(pace, { heldBack, actual, seen })
}

/** A pack of half of what is then used: when is it empty? */
function judgeEmptiness(
  pace: Pace,
  given: { readonly heldBack: readonly UsedDay[]; readonly actual: number; readonly seen: Seen },
): void {
  const { heldBack, actual, seen } = given
  const pack = Math.floor(actual / 2)
  const month = offer({
    validity: { kind: 'calendar_days', days: 60 },
    allowance: { kind: 'total', bytes: bytes(pack) },
  })
  const { packs } = buying([], month, { id: 1, now: NOW })
  const told = exhaustionOf({ line: LINE, now: NOW, packs, suspendedDays: 90 }, pace)
  const emptyDays = daysUntilUsed(heldBack, pack)
  const days = (at: Instant | null) =>
    at === null ? Number.POSITIVE_INFINITY : Number(microsOf(at) - microsOf(NOW)) / 86_400_000_000
  const off = Math.abs(days(told.median) - emptyDays) * 24
  seen.hours.push(Number.isFinite(off) ? off : DAYS_HELD_BACK * 24)
  if (days(told.early) <= emptyDays && emptyDays <= days(told.late)) seen.emptyWithin += 1
}

function daysUntilUsed(days: readonly UsedDay[], pack: number): number {
  let left = pack
  for (const [index, day] of days.entries()) {
    const used = Number(day.bytes)
    if (used >= left) return index + left / used
    left -= used
  }
  return days.length
}

function sumOf(days: readonly UsedDay[]): number {
  return days.reduce((sum, day) => sum + Number(day.bytes), 0)
}

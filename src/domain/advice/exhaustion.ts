/**
 * When what a line holds runs out of data, with its uncertainty: the pace of a light, a usual and a
 * heavy time lived through under the real engine. The home page's `balance/forecast.ts` is the
 * quick word for one pace; this one knows weekdays, queues and daily quotas.
 */
import { isValidAt } from '../balance/pack.ts'
import { fromMicros, type Instant } from '../basics/time.ts'
import { needAtPace, type Pace, type Quantile } from './need.ts'
import type { Question } from './question.ts'
import { courseOf, firstStand, goOn, instantAt, isOver, pieceAt } from './walk.ts'

/**
 * `early` at the pace of a heavy time, `late` at that of a light one. Null: the data lasts to the
 * end of what is held, or beyond the days looked at.
 */
export interface Exhaustion {
  readonly early: Instant | null
  readonly median: Instant | null
  readonly late: Instant | null
}

/** No further than this is looked. */
export const EXHAUSTION_DAYS = 60

type Holding = Pick<Question, 'line' | 'now' | 'packs' | 'suspendedDays'>

export function exhaustionOf(held: Holding, pace: Pace): Exhaustion {
  const median = emptyAt(held, pace, { quantile: 'median', within: EXHAUSTION_DAYS })
  const within = median === null ? EXHAUSTION_DAYS : daysUntil(held.now, median)
  return {
    early: emptyAt(held, pace, { quantile: 'high', within }),
    median,
    late: emptyAt(held, pace, { quantile: 'low', within }),
  }
}

/** `within`: over so many days the pace can stray, which decides how far. */
function emptyAt(
  held: Holding,
  pace: Pace,
  { quantile, within }: { readonly quantile: Quantile; readonly within: number },
): Instant | null {
  const { now } = held
  const scaled = needAtPace(pace, { now, days: within, quantile }).dayBytes
  const usual = needAtPace(pace, { now, days: EXHAUSTION_DAYS, quantile }).dayBytes
  const dayBytes = usual.map((day, index) => scaled[index] ?? day)
  const course = courseOf({ ...held, offers: [], dayBytes, purchasesMax: 0 })
  let stand = firstStand(course)
  while (!isOver(course, stand)) {
    const piece = pieceAt(course, stand)
    const at = instantAt(stand.at)
    if (!stand.packs.some((pack) => isValidAt(pack, at)) && !piece.isCovered) return null
    if (piece.served < piece.needed) {
      const into = (BigInt(piece.until - stand.at) * piece.served) / piece.needed
      return fromMicros(BigInt(stand.at) + into)
    }
    stand = goOn(course, stand, piece)
  }
  return null
}

/** Whole days begun, at least one. */
function daysUntil(now: Instant, then: Instant): number {
  const hours = now.until(then).total('hours')
  return Math.min(EXHAUSTION_DAYS, Math.max(1, Math.ceil(hours / 24)))
}

/**
 * Simple rules that a person might follow instead of the plan, lived through under the same
 * statement: the last pack again, a monthly pack again, one pack for everything.
 */
import { yen } from '../basics/money.ts'
import type { Bytes } from '../basics/data-volume.ts'
import type { Offer } from '../catalogue/offer.ts'
import { live, type Life } from './life.ts'
import type { Comparison, Costs } from './plan.ts'
import type { Course } from './walk.ts'

export function compareWith(course: Course, plan: Life, last: Offer | null): readonly Comparison[] {
  const { offers } = course.question
  const compared: Comparison[] = []
  const add = (rule: Comparison['with'], offer: Offer, costs: Costs) => {
    const yenSaved = yen(costs.yen - plan.costs.yen)
    const bytesServedMore = (costs.bytesUnserved - plan.costs.bytesUnserved) as Bytes
    compared.push({ with: rule, offer, costs, yenSaved, bytesServedMore })
  }
  if (last !== null) add('repeat_last', last, repeating(course, last, null))
  const monthly = best(
    course,
    offers.filter((offer) => offer.length === 'monthly'),
    null,
  )
  if (monthly !== null) add('monthly', monthly.offer, monthly.costs)
  const one = best(course, offers, 1)
  if (one !== null && one.costs.bytesUnserved === 0n) add('one_pack', one.offer, one.costs)
  return compared
}

/**
 * Bought whenever a byte is needed that nothing serves, run at once, at most so many times (null:
 * as often as plans may buy).
 */
export function repeating(course: Course, offer: Offer, times: number | null): Costs {
  let bought = 0
  return live(course, ({ isEmptied }) => {
    if (!isEmptied || (times !== null && bought >= times)) return null
    bought += 1
    return { offer, startNow: true }
  }).costs
}

function best(course: Course, offers: readonly Offer[], times: number | null) {
  let found: { readonly offer: Offer; readonly costs: Costs } | null = null
  for (const offer of offers) {
    const costs = repeating(course, offer, times)
    if (costs.purchases === 0) continue
    if (found === null || isBetter(costs, found.costs)) found = { offer, costs }
  }
  return found
}

export function isBetter(one: Costs, other: Costs): boolean {
  if (one.bytesUnserved !== other.bytesUnserved) return one.bytesUnserved < other.bytesUnserved
  if (one.yen !== other.yen) return one.yen < other.yen
  if (one.purchases !== other.purchases) return one.purchases < other.purchases
  return one.microsWithoutCover < other.microsWithoutCover
}

/**
 * Simple rules that a person might follow instead of the plan, lived through under the same
 * statement: the last pack again, a monthly pack again, one pack for everything.
 */
import { yen } from '../basics/money.ts'
import type { Bytes } from '../basics/data-volume.ts'
import type { Offer } from '../catalogue/offer.ts'
import type { Bound } from './bound.ts'
import { live, type Life } from './life.ts'
import type { Comparison, Costs } from './plan.ts'
import { firstStand, type Course } from './walk.ts'

/** A rule, and what came of it. */
export interface Rule {
  readonly with: Comparison['with']
  readonly offer: Offer
  readonly life: Life
}

export function rulesFor(course: Course, bound: Bound, last: Offer | null): readonly Rule[] {
  const { offers } = course.question
  const missing = bound.missing(firstStand(course)).bytes
  const rules: Rule[] = []
  if (last !== null) {
    rules.push({ with: 'repeat_last', offer: last, life: repeating(course, last, null) })
  }
  const monthly = offers.filter((offer) => offer.length === 'monthly')
  const best = bestRepeated(course, { bound, missing, offers: monthly })
  if (best !== null) rules.push({ with: 'monthly', ...best })
  const one = onePack(course, { bound, missing, offers })
  if (one !== null) rules.push({ with: 'one_pack', ...one })
  return rules
}

export function comparisonOf({ with: rule, offer, life }: Rule, plan: Costs): Comparison {
  const yenSaved = yen(life.costs.yen - plan.yen)
  const bytesServedMore = (life.costs.bytesUnserved - plan.bytesUnserved) as Bytes
  return { with: rule, offer, costs: life.costs, yenSaved, bytesServedMore }
}

/**
 * Bought whenever a byte is needed that nothing serves, run at once, at most so many times (null:
 * as often as plans may buy).
 */
export function repeating(course: Course, offer: Offer, times: number | null): Life {
  let bought = 0
  return live(course, ({ isEmptied }) => {
    if (!isEmptied || (times !== null && bought >= times)) return null
    bought += 1
    return { offer, startNow: true }
  })
}

interface Among {
  readonly bound: Bound
  readonly missing: number
  readonly offers: readonly Offer[]
}

type Repeated = Pick<Rule, 'offer' | 'life'>

/** Those are not lived through that must cost more than one that serves everything. */
function bestRepeated(course: Course, { bound, missing, offers }: Among): Repeated | null {
  const atLeast = (offer: Offer) =>
    Number(offer.price) * Math.ceil(missing / Math.max(1, bound.mostServed(offer).bytes))
  let found: Repeated | null = null
  for (const offer of offers.toSorted((one, other) => atLeast(one) - atLeast(other))) {
    const isServed = found?.life.costs.bytesUnserved === 0n
    if (found !== null && isServed && atLeast(offer) >= Number(found.life.costs.yen)) break
    const life = repeating(course, offer, null)
    if (life.purchases.length === 0) continue
    if (found === null || isBetter(life.costs, found.life.costs)) found = { offer, life }
  }
  return found
}

/** The cheapest of which one is enough. */
function onePack(course: Course, { bound, missing, offers }: Among): Repeated | null {
  const able = offers.filter((offer) => missing > 0 && bound.mostServed(offer).bytes >= missing)
  for (const offer of able.toSorted((one, other) => Number(one.price - other.price))) {
    const life = repeating(course, offer, 1)
    if (life.costs.bytesUnserved === 0n && life.purchases.length === 1) return { offer, life }
  }
  return null
}

export function isBetter(one: Costs, other: Costs): boolean {
  if (one.bytesUnserved !== other.bytesUnserved) return one.bytesUnserved < other.bytesUnserved
  if (one.yen !== other.yen) return one.yen < other.yen
  if (one.purchases !== other.purchases) return one.purchases < other.purchases
  return one.microsWithoutCover < other.microsWithoutCover
}

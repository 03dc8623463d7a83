/** What there is to say of a plan, as facts in the order of telling. No sentences. */
import { bytes } from '../basics/data-volume.ts'
import { jstDate, type JstDate } from '../basics/time.ts'
import type { Offer } from '../catalogue/offer.ts'
import type { Life } from './life.ts'
import type { Comparison, Fact, PlannedOffer, PlannedPurchase } from './plan.ts'
import { instantAt, type Course } from './walk.ts'

const HOUR_MICROS = 3_600_000_000

export function factsOf(
  course: Course,
  told: {
    readonly life: Life
    readonly purchases: readonly PlannedPurchase[]
    readonly comparisons: readonly Comparison[]
  },
): readonly Fact[] {
  const { life, purchases, comparisons } = told
  const { costs } = life
  const facts: Fact[] = []
  const days = life.unserved.length
  const missed = life.unserved.findIndex((unserved) => unserved > 0n)
  const [first] = purchases
  if (first === undefined && missed < 0) {
    facts.push({ kind: 'nothing_needed', lastDay: dayOf(course, days - 1) })
  }
  if (first !== undefined) {
    facts.push({ kind: 'packs', offers: countedOf(purchases), yen: costs.yen })
  }
  if (first !== undefined && missed !== 0) {
    const lastDay = dayOf(course, (missed < 0 ? days : missed) - 1)
    facts.push({ kind: 'served_through', lastDay, isHorizonEnd: missed < 0 })
  }
  if (first?.when === 'planned') facts.push({ kind: 'first_purchase', at: first.at })
  for (const comparison of comparisons) {
    if (comparison.yenSaved > 0n) facts.push({ kind: 'saves', ...comparison })
    else if (comparison.bytesServedMore > 0n) facts.push({ kind: 'serves_more', ...comparison })
  }
  if (missed >= 0) {
    const unserved = bytes(costs.bytesUnserved)
    facts.push({ kind: 'unserved', bytes: unserved, firstDay: dayOf(course, missed) })
  }
  const hours = Math.floor(costs.microsWithoutCover / HOUR_MICROS)
  if (hours > 0) facts.push({ kind: 'without_cover', hours })
  return facts
}

function dayOf({ dayFrom }: Course, index: number): JstDate {
  return jstDate(instantAt(dayFrom[index] ?? 0))
}

function countedOf(purchases: readonly PlannedPurchase[]): readonly PlannedOffer[] {
  const counts = new Map<Offer, number>()
  for (const { offer } of purchases) counts.set(offer, (counts.get(offer) ?? 0) + 1)
  return [...counts].map(([offer, count]) => ({ offer, count }))
}

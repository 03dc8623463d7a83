/**
 * The advisor: the cheapest purchases that cover a need, exactly, and why. The statement it solves
 * is in README.md; the search in `search.ts`; the words for its facts are the channels'.
 */
import { present } from '../basics/assert.ts'
import { bytes, NO_BYTES } from '../basics/data-volume.ts'
import { yen } from '../basics/money.ts'
import type { Offer } from '../catalogue/offer.ts'
import { boundFor } from './bound.ts'
import { comparisonOf, isBetter, rulesFor, type Rule } from './comparing.ts'
import { factsOf } from './facts.ts'
import { live, type Life } from './life.ts'
import type { Costs, Plan, PlannedPurchase, Proof } from './plan.ts'
import type { Question } from './question.ts'
import { search, type Choice, type Cost, type Found } from './search.ts'
import { courseOf, type Course } from './walk.ts'

/**
 * How far is searched is a number of nodes, never a time: the same question always has the same
 * answer. The more offers and days, the more a node costs to look at, and the fewer there are.
 */
export const NODES_MAX = 2_000
export const NODES_MIN = 150
const NODES_TIMES_OFFERS_TIMES_DAYS = 360_000

export function nodesFor({ offers, dayBytes }: Question): number {
  const size = Math.max(1, offers.length * dayBytes.length)
  const nodes = Math.floor(NODES_TIMES_OFFERS_TIMES_DAYS / size)
  return Math.min(NODES_MAX, Math.max(NODES_MIN, nodes))
}

export interface Advice {
  readonly plan: Plan
  readonly nodes: number
}

/** `last`: what the line bought last, as sold now; null where that is not on sale any more. */
export function advise(
  asked: Question,
  given: { readonly last: Offer | null; readonly nodesMax?: number },
): Advice {
  const question = { ...asked, offers: worthAsking(asked.offers) }
  const course = courseOf(question)
  const bound = boundFor(course)
  const rules = rulesFor(course, bound, given.last)
  const known = bestOf(question, rules)
  const found = search(course, bound, {
    nodesMax: given.nodesMax ?? nodesFor(question),
    known: known === null ? null : weighed(known.costs),
  })
  const life = present(better(livedBy(course, found), known), 'one plan at least was found')
  const comparisons = rules.map((rule) => comparisonOf(rule, life.costs))
  const purchases = purchasesOf(question, life)
  return {
    plan: {
      purchases,
      costs: life.costs,
      proof: proofOf(found, life),
      comparisons,
      facts: factsOf(course, { life, purchases, comparisons }),
    },
    nodes: found.nodes,
  }
}

function chosen(choices: readonly Choice[], asked: number): Choice | null {
  return choices.find((choice) => choice.asked === asked) ?? null
}

/** The best of the simple rules that buys only what is offered; a plan to begin with. */
function bestOf({ offers }: Question, rules: readonly Rule[]): Life | null {
  return rules
    .filter((rule) => offers.includes(rule.offer))
    .reduce<Life | null>((best, { life }) => better(best, life), null)
}

function livedBy(course: Course, { choices }: Found): Life | null {
  return choices === null ? null : live(course, ({ number }) => chosen(choices, number))
}

/** The first where neither is. */
function better<One extends Life | null, Other extends Life | null>(one: One, other: Other) {
  if (one === null) return other
  return other !== null && isBetter(other.costs, one.costs) ? other : one
}

function weighed(costs: Costs): Cost {
  const { bytesUnserved, yen: spent, purchases, microsWithoutCover } = costs
  const unserved = Number(bytesUnserved)
  return { unserved, yen: Number(spent), purchases, micros: microsWithoutCover }
}

/**
 * An end that only a wholesaler knows cannot be planned with. Of offers that grant the very same in
 * the same family the cheapest is asked about, then the first: exchanging one for the other changes
 * nothing but the price.
 */
function worthAsking(offers: readonly Offer[]): readonly Offer[] {
  const cheapest = new Map<string, Offer>()
  for (const offer of offers) {
    if (offer.grant.validity.kind === 'told_by_wholesaler') continue
    const key = grantKey(offer)
    const other = cheapest.get(key)
    if (other === undefined || offer.price < other.price) cheapest.set(key, offer)
  }
  return [...cheapest.values()]
}

function grantKey({ family, grant, onSaleFrom, onSaleUntil }: Offer): string {
  const what = { family, grant, onSaleFrom, onSaleUntil }
  return JSON.stringify(what, (_, value: unknown) =>
    typeof value === 'bigint' ? `${value}` : value,
  )
}

function proofOf({ atLeast }: Found, { costs }: Life): Proof {
  if (atLeast === null) return { kind: 'exact' }
  const gapYen = costs.yen - BigInt(atLeast.yen)
  const gapBytes = costs.bytesUnserved - BigInt(atLeast.unserved)
  return {
    kind: 'best_found',
    atMostYenFromBest: yen(gapYen > 0n ? gapYen : 0n),
    atMostBytesFromBest: gapBytes > 0n ? bytes(gapBytes) : NO_BYTES,
  }
}

function purchasesOf({ now }: Question, life: Life): readonly PlannedPurchase[] {
  return life.purchases.map(({ pack, at, offer, startNow, effect, reason }) => {
    const interval = present(life.intervals.get(pack), 'what was bought lies somewhere')
    const isNow = at.epochNanoseconds === now.epochNanoseconds
    return {
      offer,
      when: isNow ? 'now' : 'planned',
      at,
      startNow,
      effect,
      ...interval,
      bytesServed: life.servedBy.get(pack) ?? NO_BYTES,
      reason,
    }
  })
}

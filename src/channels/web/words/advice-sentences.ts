/** The facts of a plan as sentences, in the order of telling. Not the offers themselves. */
import type { AdvicePlan } from '../../../app/queries/advice.ts'
import type { Comparison, Fact, PlannedPurchase } from '../../../domain/advice/plan.ts'
import { NO_BYTES } from '../../../domain/basics/data-volume.ts'
import { negate, NO_YEN } from '../../../domain/basics/money.ts'
import { jstDate, type Instant } from '../../../domain/basics/time.ts'
import type { Voice } from './words.ts'

/** How much until when, and how that is known. */
export function needText({ need }: AdvicePlan, { words, format }: Voice): string {
  const volume = format.volumeUsed(need.total, 'GB')
  const day = format.dayOfWeek(need.lastDay)
  const { needByUsage, needByWords } = words.advice
  return need.source === 'usage' ? needByUsage(volume, day) : needByWords(volume, day)
}

/** What the plan comes to, what it saves, and what it leaves open. */
export function planTexts(plan: AdvicePlan, voice: Voice): readonly string[] {
  const said = plan.facts.flatMap((fact) => factText(fact, plan, voice) ?? [])
  const isEnough = plan.facts.some(({ kind }) => kind === 'nothing_needed')
  if (plan.steps.length > 0 || isEnough) return said
  return [voice.words.advice.nothingHelps, ...said]
}

function factText(fact: Fact, plan: AdvicePlan, { words, format, language }: Voice): string | null {
  const { advice } = words
  switch (fact.kind) {
    case 'nothing_needed':
      return advice.nothingNeeded(format.dayOfWeek(fact.lastDay))
    case 'packs': {
      // One alone stands beside its price already.
      if (plan.steps.length < 2) return null
      const named = fact.offers.map((one) => advice.offerTimes(one.offer.name[language], one.count))
      const list = new Intl.ListFormat(language, { type: 'conjunction' })
      return advice.packs(list.format(named), format.yen(fact.yen))
    }
    case 'served_through':
      return advice.servedThrough(format.dayOfWeek(fact.lastDay))
    case 'first_purchase':
      return advice.firstPurchase(format.moment(fact.at, plan.asOf))
    case 'saves':
    case 'serves_more':
      return isToldBefore(fact, plan.facts)
        ? null
        : comparisonText(fact, { words, format, language })
    case 'unserved': {
      const volume = format.volumeUsed(fact.bytes, 'GB')
      return advice.unserved(volume, format.dayOfWeek(fact.firstDay))
    }
    case 'without_cover':
      return advice.withoutCover(format.hours(fact.hours))
  }
}

/** The last pack may be the monthly one as well: once is enough. */
function isToldBefore(fact: Fact & Comparison, facts: readonly Fact[]): boolean {
  const same = facts.find(
    (one) =>
      (one.kind === 'saves' || one.kind === 'serves_more') &&
      one.offer === fact.offer &&
      one.yenSaved === fact.yenSaved,
  )
  return same !== fact
}

function comparisonText(compared: Comparison, { words, format, language }: Voice): string {
  const { advice } = words
  const rule = advice.rule[compared.with](compared.offer.name[language])
  const { yenSaved } = compared
  if (yenSaved > NO_YEN) return advice.saves(format.yen(yenSaved), rule)
  const volume = format.volume(compared.bytesServedMore, compared.offer.gigabyte)
  if (yenSaved === NO_YEN) return advice.samePrice(rule, volume)
  return advice.dearer(format.yen(negate(yenSaved)), rule, volume)
}

/** How sure it is that nothing is better; null where nothing is to be bought. */
export function proofText({ proof, steps }: AdvicePlan, { words, format }: Voice): string | null {
  if (steps.length === 0) return null
  if (proof.kind === 'exact') return words.advice.exact
  if (proof.atMostBytesFromBest > NO_BYTES) {
    return words.advice.bestFoundServes(format.volumeUsed(proof.atMostBytesFromBest, 'GB'))
  }
  return words.advice.bestFound(format.yen(proof.atMostYenFromBest))
}

export function reasonText(
  { reason }: Pick<PlannedPurchase, 'reason'>,
  { words, format }: Voice,
  asOf: Instant,
): string {
  if (reason.kind !== 'prolongs') return words.advice.reason[reason.kind]
  return words.advice.prolongs(format.end(reason.oldEnd, asOf))
}

/** How sure it is when the data ends; null where the usage does not say. */
export function exhaustionText(plan: AdvicePlan, { words, format }: Voice): string | null {
  const { advice } = words
  if (plan.exhaustion === null) return null
  const { early, late } = plan.exhaustion
  if (early === null) return advice.lasts
  const from = format.dayOfWeek(jstDate(early))
  if (late === null) return advice.mayRunOut(from)
  const to = format.dayOfWeek(jstDate(late))
  return from === to ? advice.runsOutOn(from) : advice.runsOutBetween(from, to)
}

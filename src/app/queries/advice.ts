/**
 * The advisor's plan for one line, as every channel shows it. Facts at one instant (`asOf`), no
 * sentences. Only the purchase marked `now` can be bought; the others are an outlook that the next
 * question may change.
 */
import { advise } from '../../domain/advice/advise.ts'
import { exhaustionOf, type Exhaustion } from '../../domain/advice/exhaustion.ts'
import {
  DAYS_LOOKED_AT,
  daysThatTell,
  DAYS_KNOWN_MIN,
  needAtPace,
  needInWords,
  paceOf,
  type Need,
  type Pace,
  type Quantile,
} from '../../domain/advice/need.ts'
import type { Plan, PlannedPurchase } from '../../domain/advice/plan.ts'
import { HORIZON_DAYS_MAX, PURCHASES_MAX } from '../../domain/advice/question.ts'
import { bytesLeftAt } from '../../domain/balance/balance.ts'
import { begin } from '../../domain/balance/chain.ts'
import { isValidAt, type Pack } from '../../domain/balance/pack.ts'
import { present } from '../../domain/basics/assert.ts'
import { gigabytes, type Bytes } from '../../domain/basics/data-volume.ts'
import type { LineId } from '../../domain/basics/ids.ts'
import { accept, refuse, type Result } from '../../domain/basics/result.ts'
import {
  isBefore,
  jstDate,
  jstMidnightAfter,
  type Instant,
  type JstDate,
} from '../../domain/basics/time.ts'
import { currentOffer, offersOnSale, type Catalogue } from '../../domain/catalogue/catalogue.ts'
import type { Channel, Offer } from '../../domain/catalogue/offer.ts'
import { lifecycleAt } from '../../domain/line/lifecycle.ts'
import type { Line } from '../../domain/line/line.ts'
import { maySeePack, seenFrom } from '../../domain/line/past.ts'
import type { App } from '../app.ts'
import type { DayOfUsage } from '../reads.ts'
import { quoteFor } from './offer-quotes.ts'
import { seesPast, type Access, type OfferQuote } from './views.ts'

/** Where nobody says until when: a fortnight, a usual stay. */
export const DAYS_UNTOLD = 14
/** Who lives here renews by the month: the longest common period, rolling. */
export const DAYS_RESIDENT = 30
/** More than a person can mean, and well within what can be counted. */
export const BYTES_WISHED_MAX: Bytes = gigabytes(10_000)

/** What a person says of the time ahead. Bytes null: as much as the line used so far. */
export type AdviceWish =
  /** Nothing was said: the coming fortnight at the pace of the last weeks. */
  | { readonly kind: 'history' }
  /** Leaves on that day, which still counts. */
  | { readonly kind: 'until'; readonly date: JstDate; readonly bytes: Bytes | null }
  /** Lives here: thirty days rolling. */
  | { readonly kind: 'resident'; readonly bytes: Bytes | null }

export interface AdviceStep extends PlannedPurchase {
  /** Of the offer as if bought at `asOf`; for the step `now` only, ready for the checkout. */
  readonly quote: OfferQuote | null
}

export interface AdvicePlan extends Omit<Plan, 'purchases'> {
  readonly kind: 'plan'
  readonly asOf: Instant
  readonly wish: AdviceWish
  readonly need: {
    readonly total: Bytes
    readonly lastDay: JstDate
    readonly source: 'usage' | 'words'
    readonly quantile: Quantile
  }
  /** In order of time. Empty when what is held is enough, or nothing on sale helps. */
  readonly steps: readonly AdviceStep[]
  /** When what is held runs out, by the line's own usage; null for words and too little usage. */
  readonly exhaustion: Exhaustion | null
}

export type LineAdvice =
  | AdvicePlan
  /** Usage of too few days to judge by: ask for bytes. */
  | { readonly kind: 'too_little_usage'; readonly daysKnown: number; readonly daysNeeded: number }
  | {
      readonly kind: 'date_out_of_range'
      readonly earliest: JstDate
      readonly latest: JstDate
    }
  | { readonly kind: 'bytes_out_of_range'; readonly max: Bytes }
  /** Usage belongs to the holder: this visitor can only say how much is wanted. */
  | { readonly kind: 'usage_not_shown' }
  /** A visitor who sees no balance gets no plan, for it would tell one. */
  | { readonly kind: 'balance_not_shown' }
  | { readonly kind: 'line_ended' }

type WithoutPlan = Exclude<LineAdvice, AdvicePlan>

/**
 * `access` as for the line's overview: usage is the holder's, so a recognised connection gets plans
 * for its own words only, and who sees no balance gets none. Null for a line that is not there.
 */
export async function lineAdvice(
  app: App,
  id: LineId,
  asked: { readonly wish: AdviceWish; readonly channel: Channel; readonly access: Access },
): Promise<LineAdvice | null> {
  const { wish, channel, access } = asked
  if (access === 'line_proof') return { kind: 'balance_not_shown' }
  const now = app.clock.now()
  const { line, packs } = await app.reads.line(id)
  if (line === null) return null
  const usage = await usageFor(app, { line, access, now })
  const held = begin(packs, now)
  const pace = paceFrom(usage, held, now)
  const need = needFor(wish, { now, pace, access })
  if (!need.ok) return need.refusal.answer
  return adviceFor(app.catalogue(), { line, held, now, channel, wish, pace, need: need.value })
}

/** Of the present holder alone: the pace of whoever held the line before says nothing of theirs. */
async function usageFor(
  { reads }: App,
  given: { readonly line: Line; readonly access: Access; readonly now: Instant },
): Promise<readonly DayOfUsage[]> {
  const { line, access, now } = given
  if (!seesPast(access)) return []
  const from = seenFrom(line, jstMidnightAfter(now, -DAYS_LOOKED_AT))
  const until = jstMidnightAfter(now, 0)
  return isBefore(from, until) ? reads.usageDays(line.id, from, until) : []
}

interface Gathered {
  readonly line: Line
  readonly held: readonly Pack[]
  readonly now: Instant
  readonly channel: Channel
  readonly wish: AdviceWish
  readonly pace: KnownPace
  readonly need: Need
}

function adviceFor(catalogue: Catalogue, gathered: Gathered): LineAdvice {
  const { line, held, now, channel, wish, need } = gathered
  const { suspendedDays } = present(catalogue.networks.get(line.network), 'a line has its network')
  if (lifecycleAt(held, { suspendedDays, now }).state === 'ended') return { kind: 'line_ended' }
  const offers = offersOnSale(catalogue, { network: line.network, channel, at: now })
  const question = { line: line.id, now, packs: held, suspendedDays }
  const { plan } = advise(
    { ...question, offers, dayBytes: need.dayBytes, purchasesMax: PURCHASES_MAX },
    { last: lastBought(catalogue, { line, held, now, offers }) },
  )
  const { purchases, ...rest } = plan
  const { pace } = gathered.pace
  return {
    kind: 'plan',
    ...rest,
    asOf: now,
    wish,
    need: {
      total: need.dayBytes.reduce((sum, day) => (sum + day) as Bytes),
      lastDay: need.lastDay,
      source: need.source,
      quantile: need.quantile,
    },
    steps: purchases.map((step) => {
      const { offer, startNow } = step
      const isNow = step.when === 'now'
      const quote = isNow ? quoteFor(line.id, held, { offer, startNow, now }) : null
      return { ...step, quote }
    }),
    exhaustion: pace === null ? null : exhaustionOf(question, pace),
  }
}

interface KnownPace {
  readonly pace: Pace | null
  readonly daysKnown: number
}

function paceFrom(usage: readonly DayOfUsage[], held: readonly Pack[], now: Instant): KnownPace {
  const isServed = held.some((pack) => isValidAt(pack, now) && bytesLeftAt(pack, now) !== 0n)
  const days = daysThatTell(usage, { now, isServed })
  return { pace: paceOf(days), daysKnown: days.length }
}

function needFor(
  wish: AdviceWish,
  given: { readonly now: Instant; readonly pace: KnownPace; readonly access: Access },
): Result<Need, { readonly code: 'no_need'; readonly answer: WithoutPlan }> {
  const { now, access } = given
  const without = (answer: WithoutPlan) => refuse({ code: 'no_need', answer })
  const days = daysOf(wish, now)
  if (days < 1 || days > HORIZON_DAYS_MAX) {
    const earliest = jstDate(now)
    const latest = earliest.add({ days: HORIZON_DAYS_MAX - 1 })
    return without({ kind: 'date_out_of_range', earliest, latest })
  }
  const told = wish.kind === 'history' ? null : wish.bytes
  if (told !== null) {
    if (told <= 0n || told > BYTES_WISHED_MAX) {
      return without({ kind: 'bytes_out_of_range', max: BYTES_WISHED_MAX })
    }
    return accept(needInWords(told, { now, days }))
  }
  if (!seesPast(access)) return without({ kind: 'usage_not_shown' })
  const { pace, daysKnown } = given.pace
  if (pace === null) {
    return without({ kind: 'too_little_usage', daysKnown, daysNeeded: DAYS_KNOWN_MIN })
  }
  return accept(needAtPace(pace, { now, days, quantile: 'high' }))
}

/** Today and the last day counted; below one for a day that is past. */
function daysOf(wish: AdviceWish, now: Instant): number {
  switch (wish.kind) {
    case 'history':
      return DAYS_UNTOLD
    case 'resident':
      return DAYS_RESIDENT
    case 'until':
      return jstDate(now).until(wish.date, { largestUnit: 'days' }).days + 1
  }
}

/** The offer of the last paid pack as sold now; null where this channel sells it no more. */
function lastBought(
  catalogue: Catalogue,
  given: {
    readonly line: Line
    readonly held: readonly Pack[]
    readonly now: Instant
    readonly offers: readonly Offer[]
  },
): Offer | null {
  const last = given.held
    .filter((pack) => pack.origin === 'paid' && maySeePack(given.line, pack, given.now))
    .toSorted((one, other) => Temporal.Instant.compare(other.deliveredAt, one.deliveredAt))[0]
  if (last === undefined) return null
  const offer = currentOffer(catalogue, last.offer.id, given.now)
  return offer !== null && given.offers.includes(offer) ? offer : null
}

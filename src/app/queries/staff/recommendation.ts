/**
 * What staff are told to offer first: the advisor's purchase of this moment, else the last pack
 * again, else the cheapest. The plan's own facts are the advisor's (`../advice.ts`).
 */
import { NO_YEN, type Yen } from '../../../domain/basics/money.ts'
import type { JstDate } from '../../../domain/basics/time.ts'
import type { App } from '../../app.ts'
import { lineAdvice, type AdvicePlan } from '../advice.ts'
import type { OfferQuote } from '../views.ts'
import type { CustomerView } from './customer-view.ts'

export interface Recommendation {
  /** Null where nothing can be sold. */
  readonly quote: OfferQuote | null
  readonly startNow: boolean
  readonly why: 'advice' | 'same_as_last' | 'cheapest'
  /** The advisor finds that nothing is needed now; the quote is what to sell all the same. */
  readonly enough: boolean
  /** Against repeating the last pack; null where nothing is saved. */
  readonly saves: Yen | null
  /** The whole plan, where it is more than one purchase. */
  readonly plan: {
    readonly purchases: number
    readonly total: Yen
    readonly lastDay: JstDate
  } | null
}

export async function recommendationFor(
  app: App,
  { overview, quotes, channel }: Pick<CustomerView, 'overview' | 'quotes' | 'channel'>,
): Promise<Recommendation> {
  const asked = { wish: { kind: 'history' }, channel, access: 'staff' } as const
  const advice = quotes.length === 0 ? null : await lineAdvice(app, overview.id, asked)
  const plan = advice?.kind === 'plan' ? advice : null
  const first = plan?.steps.find(({ when, quote }) => when === 'now' && quote !== null)
  if (plan !== null && first !== undefined) {
    const { quote, startNow } = first
    const told = { saves: savedBy(plan), plan: wholeOf(plan) }
    return { quote, startNow, why: 'advice', enough: false, ...told }
  }
  const repeated = quotes.find(({ offer }) => offer.id === overview.repeat?.offer.id)
  return {
    quote: repeated ?? quotes[0] ?? null,
    startNow: false,
    why: repeated === undefined ? 'cheapest' : 'same_as_last',
    enough: plan?.facts.some(({ kind }) => kind === 'nothing_needed') ?? false,
    saves: null,
    plan: null,
  }
}

function savedBy({ comparisons }: AdvicePlan): Yen | null {
  const repeating = comparisons.find((one) => one.with === 'repeat_last')
  return repeating !== undefined && repeating.yenSaved > NO_YEN ? repeating.yenSaved : null
}

function wholeOf({ steps, costs, need }: AdvicePlan): Recommendation['plan'] {
  if (steps.length < 2) return null
  return { purchases: steps.length, total: costs.yen, lastDay: need.lastDay }
}

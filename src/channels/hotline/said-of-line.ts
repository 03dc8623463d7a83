/** A line, its offers and its past as facts for the ear, cut to what this caller may hear. */
import { begin } from '../../domain/balance/chain.ts'
import type { LineId } from '../../domain/basics/ids.ts'
import { callerMay, standingOf } from '../../domain/call/caller.ts'
import { offersOnSale } from '../../domain/catalogue/catalogue.ts'
import type { Offer, OfferLength } from '../../domain/catalogue/offer.ts'
import { maySeeOrder } from '../../domain/line/past.ts'
import type { LineState } from '../../app/door/state.ts'
import { autoRenewalView } from '../../app/queries/auto-renewal-view.ts'
import { lineAdvice, type AdviceWish } from '../../app/queries/advice.ts'
import { lineOverview } from '../../app/queries/line-overview.ts'
import { quoteFor } from '../../app/queries/offer-quotes.ts'
import { orderView } from '../../app/queries/order-view.ts'
import { NO_WISH, payingView } from '../../app/queries/paying-view.ts'
import type { LineOverview, OrderView } from '../../app/queries/views.ts'
import { jstDate } from '../../domain/basics/time.ts'
import type { OnLine } from './on-line.ts'
import type { LineFacts, LineSaid, Told } from './places.ts'
import type { PackSaid, Utterance } from './utterances.ts'

/** Last digits of the card number by which a line is told from others. */
export const LINE_DIGITS_SAID = 4
export const PAST_ORDERS_SAID = 3
/** More than a menu of the telephone can hold is not said. */
export const PACKS_SAID_MAX = 12
/** The three that are named first. */
const FIRST_LENGTHS: readonly OfferLength[] = ['daily', 'weekly', 'monthly']

export function lineSaid({ line }: LineState): LineSaid | null {
  return line === null ? null : { id: line.id, lastDigits: line.sim.iccid.slice(-LINE_DIGITS_SAID) }
}

/** Null for a line that is not there, and for whoever may not hear of it. */
export async function factsOf(on: OnLine, id: LineId): Promise<LineFacts | null> {
  const { app } = on
  const state = await app.reads.line(id)
  const said = lineSaid(state)
  if (state.line === null || said === null || !mayHear(on, state)) return null
  const standing = standingOf(on, state.line) === 'holder' ? 'holder' : 'card'
  // Of the past, which the holder may see, nothing is said here.
  const overview = await lineOverview(app, id, 'connection')
  if (overview === null) return null
  const packs = packsSaid(on, state)
  const repeated = lastPaid(state)
  return {
    ...said,
    asOf: overview.asOf,
    standing,
    held: state.line.holder !== null,
    bytesLeft: overview.bytesLeft,
    gigabyte: overview.packs[0]?.gigabyte ?? 'GB',
    slowedKbps: overview.entitlement.kind === 'throttled' ? overview.entitlement.kbps : null,
    life: lifeOf(overview),
    stopped: overview.lostCard !== null,
    follow: overview.packs.filter((pack) => pack.state === 'queued').length,
    repeat: packs.find(({ ref }) => ref.id === repeated) ?? null,
    sells: packs.length > 0 && overview.lostCard === null,
  }
}

function mayHear({ proofs }: OnLine, { line }: LineState): boolean {
  const call = { proofs, state: { kind: 'in_flow' } } as const
  return line !== null && callerMay(call, 'hear_balance', line).ok
}

function lastPaid({ packs }: LineState) {
  const paid = packs.filter((pack) => pack.origin === 'paid')
  const newest = paid.toSorted((one, other) =>
    Temporal.Instant.compare(other.deliveredAt, one.deliveredAt),
  )[0]
  return newest?.offer.id ?? null
}

function lifeOf({ lifecycle }: LineOverview): LineFacts['life'] {
  switch (lifecycle.state) {
    case 'fresh':
      return { kind: 'not_begun' }
    case 'active':
      return lifecycle.until === null
        ? { kind: 'until_used' }
        : { kind: 'valid', until: lifecycle.until }
    case 'grace':
      return { kind: 'grace', suspendedFrom: lifecycle.suspendedFrom }
    case 'suspended':
      return { kind: 'suspended', endsAt: lifecycle.endsAt }
    case 'ended':
      return { kind: 'over' }
  }
}

/** One of each usual length first, then the others, cheapest first. */
export function packsSaid({ app }: OnLine, state: LineState): readonly PackSaid[] {
  const { line } = state
  if (line === null) return []
  const at = app.clock.now()
  const held = begin(state.packs, at)
  const offers = offersOnSale(app.catalogue(), { network: line.network, channel: 'phone', at })
    .filter((offer) => quoteFor(line.id, held, { offer, now: at, startNow: false }) !== null)
    .toSorted((one, other) => (one.price < other.price ? -1 : one.price > other.price ? 1 : 0))
  const first = FIRST_LENGTHS.flatMap(
    (length) => offers.find((offer) => offer.length === length) ?? [],
  )
  const others = offers.filter((offer) => !first.includes(offer))
  return [...first, ...others].slice(0, PACKS_SAID_MAX).map((offer) => packSaid(app, state, offer))
}

export function packSaid(app: OnLine['app'], state: LineState, offer: Offer): PackSaid {
  const { line, orders } = state
  const nothing = {
    buyer: { kind: 'line_proof' },
    lots: [],
    giftCards: [],
    keptMethods: [],
  } as const
  const asked = { offer, channel: 'phone', wish: NO_WISH, now: app.clock.now() } as const
  const price =
    line === null ? offer.price : payingView(app, { line, orders, ...nothing }, asked).price
  return wordless(offer, price)
}

/** The facts of an offer that are said instead of its name. */
export function wordless(offer: Offer, price: PackSaid['price']): PackSaid {
  const { grant, id, version, length, gigabyte } = offer
  return {
    ref: { id, version },
    length,
    validity: grant.validity,
    allowance: grant.allowance,
    gigabyte,
    after: grant.afterAllowance,
    price,
  }
}

export async function adviceSaid(
  on: OnLine,
  id: LineId,
  days: number | 'resident' | null,
): Promise<Extract<Told, { readonly kind: 'advice' }>['advice']> {
  const { app } = on
  const facts = await factsOf(on, id)
  if (facts === null) return { kind: 'none' }
  const access = facts.standing === 'holder' ? 'holder' : 'connection'
  const advice = await lineAdvice(app, id, { wish: wishOf(on, days), channel: 'phone', access })
  if (advice?.kind !== 'plan') return { kind: 'none' }
  const step = advice.steps.find(({ when }) => when === 'now')
  if (step === undefined) {
    const isEnough = advice.facts.some(({ kind }) => kind === 'nothing_needed')
    return { kind: isEnough ? 'nothing_needed' : 'none' }
  }
  const repeating = advice.comparisons.find((one) => one.with === 'repeat_last')
  return {
    kind: 'pack',
    pack: packSaid(app, await app.reads.line(id), step.offer),
    lastDay: advice.need.lastDay,
    asOf: advice.asOf,
    saves: repeating !== undefined && repeating.yenSaved > 0n ? repeating.yenSaved : null,
    purchases: advice.steps.length,
    total: advice.costs.yen,
  }
}

function wishOf({ app }: OnLine, days: number | 'resident' | null): AdviceWish {
  if (days === null) return { kind: 'history' }
  if (days === 'resident') return { kind: 'resident', bytes: null }
  // The day of the call counts.
  const date = jstDate(app.clock.now()).add({ days: days - 1 })
  return { kind: 'until', date, bytes: null }
}

/** Billing dates and the last orders: the holder's alone. */
export async function pastSaid(on: OnLine, id: LineId): Promise<readonly Utterance[]> {
  const { app, proofs } = on
  const state = await app.reads.line(id)
  const call = { proofs, state: { kind: 'in_flow' } } as const
  if (state.line === null || !callerMay(call, 'hear_past', state.line).ok) return []
  const [overview, renewal, orders] = await Promise.all([
    lineOverview(app, id, 'holder'),
    autoRenewalView(app, id, 'holder'),
    app.reads.orders(id, { limit: PAST_ORDERS_SAID, before: null }),
  ])
  const asOf = renewal.asOf
  const given = { state, catalogue: app.catalogue(), now: asOf, access: 'holder' } as const
  const { line } = state
  const own = orders.filter(({ order }) => maySeeOrder(line, order, line.holder))
  const past = own.map((one): Utterance => pastOrder(orderView(one, given), asOf))
  const reset = overview?.packs.find(({ nextReset }) => nextReset !== null)?.nextReset ?? null
  return [
    ...(reset === null ? [] : [{ code: 'next_reset', at: reset, asOf } as const]),
    renewal.state === 'on'
      ? { code: 'auto_renewal_on', chargesAt: renewal.chargesAt, asOf }
      : { code: 'auto_renewal_off' },
    ...(past.length === 0 ? [{ code: 'no_orders' } as const] : past),
  ]
}

const SAID_AS = {
  awaiting_payment: 'waiting',
  fulfilling: 'coming',
  delivered: 'paid',
  cancelled: 'not_paid',
  expired: 'not_paid',
  refund_due: 'returned',
  refunded: 'returned',
  charged_back: 'returned',
} as const satisfies Record<OrderView['state']['kind'], string>

function pastOrder({ placedAt, price, state }: OrderView, asOf: LineFacts['asOf']): Utterance {
  return { code: 'past_order', placedAt, asOf, price, state: SAID_AS[state.kind] }
}

/**
 * What a mandate does when it is looked at: wait, place an order, charge, try again, drop, be held
 * back by its cap or by terms that were not accepted, or stop. It decides everything and makes no
 * order itself: the application places it under the same lock. Looking twice is looking once,
 * because every answer carries the mandate as it is to be kept.
 */
import type { Terms } from '../agreement/agreement.ts'
import { begin } from '../balance/chain.ts'
import type { Pack } from '../balance/pack.ts'
import { present } from '../basics/assert.ts'
import type { OrderId, PackId } from '../basics/ids.ts'
import type { Yen } from '../basics/money.ts'
import { isBefore, later, plusHours, plusMinutes, type Instant } from '../basics/time.ts'
import { currentOffer, type Catalogue } from '../catalogue/catalogue.ts'
import type { Network, Offer } from '../catalogue/offer.ts'
import { lifecycleAt } from '../line/lifecycle.ts'
import type { IdentityCheck } from '../identity/identity-check.ts'
import { identityNeededSince } from '../identity/needed.ts'
import type { Line } from '../line/line.ts'
import type { Order } from '../order/order.ts'
import type { Payment } from '../payment/payment.ts'
import { giveBack, isWithinCap, nextMonthStart } from './cap.ts'
import { announcementOf, resume, rewatch } from './looking.ts'
import { isPaused, stop, type Attempt, type Mandate, type StopWhy } from './mandate.ts'
import { nextTryAllowed } from './retries.ts'
import { SUSPENDED_LOOK_HOURS, UNDECIDED_LOOK_MINUTES, type RenewalRules } from './rules.ts'
import { isToTell, termsWanting, toldOf } from './terms.ts'
import { watch, type DueBy } from './triggers.ts'

/** What the mandate would pay with, as it stands now. */
export type MeansState =
  /** `tries`: when it was charged or asked to be, by whichever line. */
  | { readonly kind: 'kept'; readonly barred: boolean; readonly tries: readonly Instant[] }
  | { readonly kind: 'gone' }
  | { readonly kind: 'points'; readonly left: Yen }

/** The order of the attempt, and its payment that counts. */
export interface UnderWay {
  readonly order: Pick<Order, 'id' | 'price' | 'payBy' | 'state'>
  readonly payment: Pick<Payment, 'method' | 'state'>
}

export interface FiringState {
  readonly line: Pick<Line, 'network' | 'holder' | 'releasedAt' | 'suspension'>
  readonly network: Pick<Network, 'suspendedDays'>
  /** They may lag behind. */
  readonly packs: readonly Pack[]
  /** Of the line. */
  readonly identityChecks: readonly IdentityCheck[]
  readonly mandate: Mandate
  readonly means: MeansState
  readonly underWay: UnderWay | null
  /** A bank is deciding on some payment of the line. */
  readonly undecided: boolean
}

export interface FiringGiven {
  readonly now: Instant
  readonly catalogue: Catalogue
  readonly rules: RenewalRules
}

export type Place = 'now' | 'after_coverage' | 'after_data'

/** Where the new pack goes: at zero it runs at once, else behind what there is. */
const PLACE_OF: Readonly<Record<DueBy, Place>> = {
  end: 'after_coverage',
  zero: 'now',
  share: 'after_data',
}

/** A try to be begun with `begun` (attempt.ts). */
export interface Try {
  readonly offer: Offer
  readonly place: Place
  readonly coverage: PackId
  readonly number: number
}

export type Firing =
  /** Nothing to do before `mandate.dueAt`. */
  | { readonly kind: 'wait'; readonly mandate: Mandate }
  /** Held back by the cap; `tell` is the first time for this coverage. */
  | {
      readonly kind: 'capped'
      readonly mandate: Mandate
      readonly price: Yen
      readonly tell: boolean
    }
  /** Held back: these terms are in force and not accepted; `tell` is the first time for them. */
  | {
      readonly kind: 'terms_changed'
      readonly mandate: Mandate
      readonly terms: Terms
      readonly tell: boolean
    }
  | { readonly kind: 'order'; readonly mandate: Mandate; readonly try: Try }
  /** The points do not suffice for the try: it has failed without an order. */
  | { readonly kind: 'short_of_points'; readonly mandate: Mandate; readonly try: Try }
  /** The charge was decided and may not have been asked for: ask, under the same payment. */
  | { readonly kind: 'charge'; readonly mandate: Mandate; readonly order: OrderId }
  /** Another payment of the same order, the `number`-th try. */
  | {
      readonly kind: 'retry'
      readonly mandate: Mandate
      readonly order: OrderId
      readonly number: number
    }
  /** Not needed any more: the order, if there is one, is to be cancelled. */
  | { readonly kind: 'drop'; readonly mandate: Mandate; readonly order: OrderId | null }
  | {
      readonly kind: 'stop'
      readonly mandate: Mandate
      readonly why: StopWhy
      /** Waits for its money still, and is to be cancelled. */
      readonly order: OrderId | null
    }

export function fire(state: FiringState, given: FiringGiven): Firing {
  const awake = { ...state, mandate: resumedByTime(state, given.now) }
  const { mandate } = awake
  if (mandate.ended !== null || isPaused(mandate, given.now)) return wait(awake, given)
  const over = whyOver(awake, given.now)
  if (over !== null) return halt(awake, over, given.now)
  if (mandate.attempt !== null) return goOn(awake, mandate.attempt, given)
  const due = watched(awake, given)
  if (due.kind === 'wait' || due.coverage === mandate.fired) return wait(awake, given)
  const held = heldUntil(awake, given.now)
  if (held !== null) return waitUntil(mandate, held)
  return tryOnce(awake, { place: PLACE_OF[due.by], coverage: due.coverage, number: 1 }, given)
}

function resumedByTime({ mandate, packs }: FiringState, now: Instant): Mandate {
  const until = mandate.paused?.until ?? null
  if (until === null || isBefore(now, until)) return mandate
  return resume(mandate, packs, until)
}

function whyOver({ line, network, packs, mandate }: FiringState, now: Instant): StopWhy | null {
  if (line.holder !== mandate.account) return 'holder_changed'
  const { suspendedDays } = network
  const lifecycle = lifecycleAt(begin(packs, now), { suspendedDays, now })
  return lifecycle.state === 'ended' ? 'line_ended' : null
}

function watched({ packs, mandate }: FiringState, { rules, now }: FiringGiven) {
  return watch(packs, { trigger: mandate.trigger, leadMinutes: rules.leadMinutes, now })
}

/** Nothing is charged for a line reported lost, nor while a bank is deciding. */
function heldUntil({ line, undecided }: FiringState, now: Instant): Instant | null {
  if (line.suspension !== null) return plusHours(now, SUSPENDED_LOOK_HOURS)
  return undecided ? plusMinutes(now, UNDECIDED_LOOK_MINUTES) : null
}

function wait({ mandate, packs }: FiringState, given: FiringGiven): Firing {
  return { kind: 'wait', mandate: rewatch(mandate, packs, given) }
}

function waitUntil(mandate: Mandate, dueAt: Instant): Firing {
  return { kind: 'wait', mandate: { ...mandate, dueAt } }
}

/** A payment that may have been charged already is left to its own end. */
function halt({ mandate, underWay }: FiringState, why: StopWhy, now: Instant): Firing {
  const order = underWay !== null && isForsaken(underWay) ? underWay.order.id : null
  return { kind: 'stop', mandate: stop(mandate, why, now), why, order }
}

/** Waits for its money, and none is on its way. */
export function isForsaken({ order, payment }: UnderWay): boolean {
  return order.state.kind === 'awaiting_payment' && payment.state.kind === 'failed'
}

function tryOnce(state: FiringState, wanted: Omit<Try, 'offer'>, given: FiringGiven): Firing {
  const { mandate, means } = state
  const { now } = given
  const offer = offerOf(state, given)
  if (typeof offer === 'string') return halt(state, offer, now)
  const held = heldByTerms(state, given) ?? heldByMeans(state, now)
  if (held !== null) return held
  const { price } = offer
  if (!isWithinCap(price, { spent: mandate.spent, cap: mandate.monthlyCap, now })) {
    const tell = mandate.capped?.coverage !== wanted.coverage
    const capped = { since: now, coverage: wanted.coverage }
    const waiting = { ...mandate, capped, dueAt: nextMonthStart(now) }
    return { kind: 'capped', mandate: waiting, price, tell }
  }
  const one: Try = { ...wanted, offer }
  const short = means.kind === 'points' && means.left < price
  return { kind: short ? 'short_of_points' : 'order', mandate, try: one }
}

/** Only its holder can make it due again. */
function heldByTerms({ mandate }: FiringState, { catalogue, now }: FiringGiven): Firing | null {
  const terms = termsWanting(mandate, catalogue.terms, now)
  if (terms === null) return null
  const tell = isToTell(mandate, terms)
  return { kind: 'terms_changed', mandate: { ...toldOf(mandate, terms), dueAt: null }, terms, tell }
}

/** What keeps the means from being charged now; null: nothing. Points are looked at by amount. */
function heldByMeans(state: FiringState, now: Instant): Firing | null {
  const { mandate, means } = state
  if (means.kind === 'points') return null
  if (means.kind === 'gone') return halt(state, 'means_gone', now)
  if (means.barred) return halt(state, 'means_barred', now)
  const allowed = nextTryAllowed(means.tries, now)
  return allowed === null ? null : waitUntil(mandate, allowed)
}

/** The version to buy, or why the mandate ends. */
function offerOf(
  { mandate, line, identityChecks }: FiringState,
  given: FiringGiven,
): Offer | StopWhy {
  const offer = currentOffer(given.catalogue, mandate.offer, given.now)
  if (offer === null || offer.network !== line.network) return 'offer_gone'
  if (!offer.channels.includes('auto')) return 'offer_gone'
  const needed = identityNeededSince(offer, { line, identityChecks, now: given.now })
  if (needed !== null) return 'identity_needed'
  return offer.price > mandate.maxPrice ? 'price_raised' : offer
}

/** An attempt is under way: charge it, wait for it, try it again, or let it go. */
function goOn(state: FiringState, attempt: Attempt, given: FiringGiven): Firing {
  const { mandate } = state
  const { now } = given
  if (attempt.order !== null) {
    const underWay = present(state.underWay, 'an attempt is looked at with its order')
    const { order, payment } = underWay
    if (order.state.kind !== 'awaiting_payment') return unpaid(state, attempt, given)
    const next = plusMinutes(now, UNDECIDED_LOOK_MINUTES)
    if (payment.state.kind === 'created' && payment.method === 'saved') {
      return { kind: 'charge', mandate: { ...mandate, dueAt: next }, order: order.id }
    }
    if (payment.state.kind !== 'failed') return waitUntil(mandate, next)
    if (attempt.nextAt === null) return waitUntil(mandate, later(order.payBy, next))
  }
  const at = present(attempt.nextAt, 'a failed try without the holder has its next')
  if (isBefore(now, at)) return waitUntil(mandate, at)
  const due = watched(state, given)
  if (due.kind === 'wait') return letGo(state, attempt, given)
  const held = heldUntil(state, now)
  if (held !== null) return waitUntil(mandate, held)
  const number = attempt.number + 1
  if (attempt.order === null) {
    const { coverage } = attempt
    return tryOnce(state, { place: PLACE_OF[due.by], coverage, number }, given)
  }
  return tryAgain(state, attempt, given)
}

/** The order is over and was not paid: by its holder, by its time, or by another in its place. */
function unpaid(state: FiringState, attempt: Attempt, given: FiringGiven): Firing {
  const expired = state.underWay?.order.state.kind === 'expired'
  if (expired && attempt.lastFailure === 'authentication_needed') {
    return halt(state, 'not_confirmed', given.now)
  }
  return letGo(state, attempt, given)
}

function letGo(state: FiringState, attempt: Attempt, given: FiringGiven): Firing {
  const { mandate, underWay } = state
  const spent = giveBack(mandate.spent, attempt.counted)
  const free = rewatch({ ...mandate, attempt: null, spent }, state.packs, given)
  const order = underWay !== null && isForsaken(underWay) ? underWay.order.id : null
  return { kind: 'drop', mandate: free, order }
}

/** The order keeps its version and price; only the means and the cap are asked again. */
function tryAgain(state: FiringState, attempt: Attempt, given: FiringGiven): Firing {
  const { mandate } = state
  const { now } = given
  const { order } = present(state.underWay, 'an attempt is looked at with its order')
  const held = heldByMeans(state, now)
  if (held !== null) return held
  if (!isWithinCap(order.price, { spent: mandate.spent, cap: mandate.monthlyCap, now })) {
    return waitUntil(mandate, nextMonthStart(now))
  }
  return { kind: 'retry', mandate, order: order.id, number: attempt.number + 1 }
}

export type Announcing =
  | { readonly kind: 'nothing'; readonly mandate: Mandate }
  | {
      readonly kind: 'announce'
      readonly mandate: Mandate
      readonly offer: Offer
      readonly coveredUntil: Instant
    }
  /** It will be held back then, and so is not announced until its holder has accepted. */
  | {
      readonly kind: 'terms_changed'
      readonly mandate: Mandate
      readonly terms: Terms
      readonly tell: boolean
    }
  | { readonly kind: 'stop'; readonly mandate: Mandate; readonly why: StopWhy }

/** Prior notice; what will keep the renewal from happening is told while there is time. */
export function announce(state: FiringState, given: FiringGiven): Announcing {
  const { mandate, packs } = state
  const { now } = given
  const rewatched = { ...state, mandate: rewatch(mandate, packs, given) }
  const { noticeAt } = rewatched.mandate
  const told = announcementOf(mandate, packs, now)
  if (noticeAt === null || isBefore(now, noticeAt) || told === null) {
    return { kind: 'nothing', mandate: rewatched.mandate }
  }
  const over = whyOver(state, now)
  const offer = over ?? offerOf(state, given)
  if (typeof offer === 'string') {
    return { kind: 'stop', mandate: stop(mandate, offer, now), why: offer }
  }
  const chargedFrom = plusMinutes(told.coveredUntil, -given.rules.leadMinutes)
  const terms = termsWanting(mandate, given.catalogue.terms, later(chargedFrom, now))
  if (terms !== null) {
    const held = { ...toldOf(rewatched.mandate, terms), noticeAt: null }
    return { kind: 'terms_changed', mandate: held, terms, tell: isToTell(mandate, terms) }
  }
  const announced = rewatch({ ...mandate, announced: told.coverage }, packs, given)
  return { kind: 'announce', mandate: announced, offer, coveredUntil: told.coveredUntil }
}

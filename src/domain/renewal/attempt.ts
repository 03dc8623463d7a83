/**
 * The one renewal under way: how it begins, and what follows from what became of its payment. Every
 * answer says what the holder is told.
 */
import type { Pack } from '../balance/pack.ts'
import type { OrderId, PackId } from '../basics/ids.ts'
import type { Yen } from '../basics/money.ts'
import { plusMinutes, type Instant } from '../basics/time.ts'
import type { OfferLength } from '../catalogue/offer.ts'
import { count, giveBack } from './cap.ts'
import { rewatch } from './looking.ts'
import { stop, type Attempt, type AttemptFailure, type Mandate, type StopWhy } from './mandate.ts'
import { afterFailure } from './retries.ts'
import { UNDECIDED_LOOK_MINUTES, type RenewalRules } from './rules.ts'

/** A try has begun: its order is placed, or points were asked for in vain (`order` null). */
export function begun(
  mandate: Mandate,
  made: {
    readonly coverage: PackId
    readonly order: OrderId | null
    readonly number: number
    readonly price: Yen
    readonly now: Instant
  },
): Mandate {
  const { coverage, order, number, price, now } = made
  const spent = count(mandate.spent, price, now)
  const attempt: Attempt = {
    coverage,
    order,
    number,
    lastFailure: mandate.attempt?.lastFailure ?? null,
    nextAt: null,
    counted: { month: spent.month, yen: price },
  }
  const dueAt = plusMinutes(now, UNDECIDED_LOOK_MINUTES)
  return { ...mandate, attempt, fired: coverage, capped: null, spent, dueAt, noticeAt: null }
}

export type Told =
  | { readonly kind: 'succeeded' }
  | { readonly kind: 'failed'; readonly reason: AttemptFailure }

export interface LearnedGiven {
  readonly now: Instant
  readonly rules: RenewalRules
  readonly length: OfferLength
  /** As they are after the delivery, if there was one. */
  readonly packs: readonly Pack[]
}

export interface Learned {
  readonly mandate: Mandate
  readonly tell:
    | { readonly kind: 'done' }
    | { readonly kind: 'failed'; readonly reason: AttemptFailure; readonly nextAt: Instant }
    | { readonly kind: 'needs_you' }
    | { readonly kind: 'stopped'; readonly why: StopWhy }
    | null
  /** The order waits for its money and is to be cancelled. */
  readonly cancelOrder: boolean
}

/**
 * What became of a try. Of an order that is not under way any more only its money counts. A
 * repeat changes nothing, because the payment's own state catches it before.
 */
export function learned(
  mandate: Mandate,
  about: { readonly order: OrderId | null; readonly price: Yen; readonly told: Told },
  given: LearnedGiven,
): Learned {
  const { attempt } = mandate
  const { order, price, told } = about
  if (attempt === null || attempt.order !== order) {
    if (told.kind === 'failed') return { mandate, tell: null, cancelOrder: false }
    const spent = count(mandate.spent, price, given.now)
    return { mandate: { ...mandate, spent }, tell: null, cancelOrder: false }
  }
  if (told.kind === 'succeeded') return succeeded(mandate, { attempt, price }, given)
  return failed(mandate, { attempt, reason: told.reason }, given)
}

function succeeded(
  mandate: Mandate,
  { attempt, price }: { readonly attempt: Attempt; readonly price: Yen },
  given: LearnedGiven,
): Learned {
  const late = attempt.counted === null
  const spent = late ? count(mandate.spent, price, given.now) : mandate.spent
  const free = { ...mandate, spent, attempt: null }
  return { mandate: rewatch(free, given.packs, given), tell: { kind: 'done' }, cancelOrder: false }
}

function failed(
  mandate: Mandate,
  { attempt, reason }: { readonly attempt: Attempt; readonly reason: AttemptFailure },
  given: LearnedGiven,
): Learned {
  const { now } = given
  const spent = giveBack(mandate.spent, attempt.counted)
  const after = afterFailure({ number: attempt.number, reason }, given)
  const tried: Attempt = { ...attempt, lastFailure: reason, counted: null, nextAt: null }
  if (after.kind === 'give_up') {
    const stopped = stop({ ...mandate, spent }, after.why, now)
    const tell = { kind: 'stopped', why: after.why } as const
    return { mandate: stopped, tell, cancelOrder: attempt.order !== null }
  }
  if (after.kind === 'ask_holder') {
    // Its order is looked at until it is paid or over.
    const dueAt = plusMinutes(now, UNDECIDED_LOOK_MINUTES)
    const asked = { ...mandate, spent, attempt: tried, dueAt }
    return { mandate: asked, tell: { kind: 'needs_you' }, cancelOrder: false }
  }
  const waiting = { ...mandate, spent, attempt: { ...tried, nextAt: after.at }, dueAt: after.at }
  return {
    mandate: waiting,
    tell: { kind: 'failed', reason, nextAt: after.at },
    cancelOrder: false,
  }
}

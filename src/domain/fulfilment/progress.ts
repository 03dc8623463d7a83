/**
 * How far an order that another carrier delivers has come, and what follows from each answer. Pure:
 * asks nobody, moves no money.
 */
import {
  earlier,
  isBefore,
  plusHours,
  plusMinutes,
  plusSeconds,
  sameInstant,
  type Instant,
} from '../basics/time.ts'
import type { Fulfilment } from '../catalogue/offer.ts'
import type { SupplyTrouble, ToldTopUp } from './told.ts'

/** After an answer that decides nothing, the n-th look comes so many seconds later. */
export const LOOK_AGAIN_SECONDS = [5, 15, 30, 60, 120, 300] as const
/** "No such top-up" is believed so long after it was asked for: it may still be on its way. */
export const SURE_MINUTES = 5
/** So long after the deadline money waits for an answer; then it goes back without one. */
export const DOUBT_HOURS = 24
/** What a wholesaler or a person must be given at least, and at most. */
export const WITHIN_MINUTES_MIN = 10
export const WITHIN_MINUTES_MAX = 2_880

export interface Progress {
  readonly by: Fulfilment
  /** When it is looked at next. */
  readonly due: Instant
  /** Since when the wholesaler may have been asked; null while it surely was not. */
  readonly asked: Instant | null
  /** The latest time it was; the same, unless it was asked again. */
  readonly askedLast: Instant | null
  readonly next: 'ask' | 'read'
  /** The wholesaler's own name for what it took on. */
  readonly ref: string | null
  readonly looks: number
  /** Why the last answer decided nothing; for staff. */
  readonly trouble: SupplyTrouble | null
  /** Since when the deadline has passed and nobody knows. */
  readonly doubt: Instant | null
}

export interface Fulfilling {
  readonly kind: 'fulfilling'
  readonly at: Instant
  readonly deadline: Instant
  readonly progress: Progress
}

export function beginFulfilling(by: Fulfilment, now: Instant): Fulfilling {
  const deadline = plusMinutes(now, by.withinMinutes)
  // By hand, nothing is to be done here before the time is over.
  const due = by.kind === 'manual' ? deadline : now
  const progress: Progress = {
    by,
    due,
    asked: null,
    askedLast: null,
    next: 'ask',
    ref: null,
    looks: 0,
    trouble: null,
    doubt: null,
  }
  return { kind: 'fulfilling', at: now, deadline, progress }
}

/** What is to be done at a look. */
export type NextStep =
  | { readonly kind: 'wait' }
  /** First written down with `beginAsking`. */
  | { readonly kind: 'ask' }
  | { readonly kind: 'read'; readonly ref: string | null }
  | { readonly kind: 'give_back'; readonly why: 'not_supplied' | 'supply_unknown' }

export function nextStep(state: Fulfilling, now: Instant): NextStep {
  const { progress, deadline } = state
  const isLate = !isBefore(now, deadline)
  if (isBefore(now, progress.due) && !isLate) return { kind: 'wait' }
  if (isLate && progress.asked === null) return { kind: 'give_back', why: 'not_supplied' }
  if (isDoubtOver(state, now)) return { kind: 'give_back', why: 'supply_unknown' }
  if (isBefore(now, progress.due)) return { kind: 'wait' }
  if (progress.next === 'ask' && !isLate) return { kind: 'ask' }
  return { kind: 'read', ref: progress.ref }
}

function isDoubtOver({ progress }: Fulfilling, now: Instant): boolean {
  return progress.doubt !== null && !isBefore(now, plusHours(progress.doubt, DOUBT_HOURS))
}

/** From here on the wholesaler may have been asked. */
export function beginAsking(state: Fulfilling, now: Instant): Fulfilling {
  const asked = state.progress.asked ?? now
  return moved(state, { asked, askedLast: now, next: 'read', due: nextLook(state, now) })
}

interface Waits {
  readonly kind: 'waits'
  readonly state: Fulfilling
}

export type Learned =
  | Waits
  | { readonly kind: 'supplied'; readonly ref: string }
  | { readonly kind: 'give_back'; readonly why: 'not_supplied' | 'supply_unknown' }

/**
 * Applies one answer. `asksAgain`: the wholesaler knows our keys, so what it does not know of may
 * be asked for once more under the same one.
 */
export function learnTopUp(
  state: Fulfilling,
  told: ToldTopUp,
  given: { readonly now: Instant; readonly asksAgain: boolean; readonly wasReading: boolean },
): Learned {
  const { now } = given
  if (told.kind === 'done') return { kind: 'supplied', ref: told.ref }
  if (told.kind === 'refused') return { kind: 'give_back', why: 'not_supplied' }
  const isLate = !isBefore(now, state.deadline)
  if (told.kind === 'absent' && isSureAt(state, now)) {
    if (isLate) return { kind: 'give_back', why: 'not_supplied' }
    if (given.asksAgain) return waits(state, { next: 'ask', due: now }, now)
  }
  if (told.kind === 'later') return heardLater(state, told, given)
  const ref = told.kind === 'accepted' ? told.ref : state.progress.ref
  const trouble = told.kind === 'unknown' ? told.why : null
  return waits(state, { ref, trouble }, now)
}

/**
 * Not now. Where nothing else was ever asked, the wholesaler surely has nothing; a reading that was
 * put off waits as long as it is told to, even past the deadline.
 */
function heardLater(
  state: Fulfilling,
  told: Extract<ToldTopUp, { readonly kind: 'later' }>,
  { now, wasReading }: { readonly now: Instant; readonly wasReading: boolean },
): Learned {
  const { asked, askedLast } = state.progress
  const due = plusSeconds(now, told.seconds)
  const isOnly = asked !== null && askedLast !== null && sameInstant(asked, askedLast)
  if (wasReading || !isOnly) return waits(state, { due, trouble: told.why }, now)
  if (!isBefore(now, state.deadline)) return { kind: 'give_back', why: 'not_supplied' }
  const unasked = { asked: null, askedLast: null, next: 'ask', due, trouble: told.why } as const
  return waits(state, unasked, now)
}

/** Whether a request that was sent then has surely arrived or got lost. */
function isSureAt({ progress }: Fulfilling, now: Instant): boolean {
  const { askedLast } = progress
  return askedLast !== null && !isBefore(now, plusMinutes(askedLast, SURE_MINUTES))
}

/** Past the deadline, whatever waits is in doubt. */
/** Not looked at for so long: whoever is to be asked does not answer others. */
export function putOff(state: Fulfilling, seconds: number, now: Instant): Fulfilling {
  return waits(state, { due: plusSeconds(now, seconds) }, now).state
}

function waits(state: Fulfilling, change: Partial<Progress>, now: Instant): Waits {
  const isLate = !isBefore(now, state.deadline)
  const doubt = isLate ? (state.progress.doubt ?? now) : null
  const after = moved(state, { due: nextLook(state, now), ...change, doubt })
  const { progress } = after
  const isPutOff = change.due !== undefined && progress.asked !== null
  const due = isLate || isPutOff ? progress.due : earlier(progress.due, state.deadline)
  return { kind: 'waits', state: moved(after, { due, looks: state.progress.looks + 1 }) }
}

function nextLook({ progress }: Fulfilling, now: Instant): Instant {
  const last = LOOK_AGAIN_SECONDS.length - 1
  const seconds = LOOK_AGAIN_SECONDS[Math.min(progress.looks, last)] ?? 300
  return plusSeconds(now, seconds)
}

function moved(state: Fulfilling, change: Partial<Progress>): Fulfilling {
  return { ...state, progress: { ...state.progress, ...change } }
}

/** What happens to a dispute that is open: taken, late, decided, withdrawn. Moves no money. */
import type { AccountId, StaffId } from '../basics/ids.ts'
import { accept, refuse, type Result } from '../basics/result.ts'
import { isBefore, type Instant } from '../basics/time.ts'
import type { Dispute, DisputeOutcome, DisputeStep, SealedWords, ToldStep } from './dispute.ts'

/** Decided, withdrawn, never there, or not theirs. */
export type NotOpen = { readonly code: 'dispute_not_open' }

export interface Moved {
  readonly dispute: Dispute
  /** Null where whoever raised it has nothing new to learn. */
  readonly told: ToldStep | null
}

type By = { readonly staff: StaffId; readonly now: Instant }

/** Whoever takes it looks after it from now on; that somebody does is told once. */
export function take(dispute: Dispute, { staff, now }: By): Result<Moved, NotOpen> {
  if (dispute.state.kind !== 'open') return refuse({ code: 'dispute_not_open' })
  const owned = { ...dispute, owner: staff }
  if (has(dispute, 'taken')) return accept({ dispute: owned, told: null })
  return accept({ dispute: stepped(owned, { at: now, kind: 'taken', by: staff }), told: 'taken' })
}

export type DecidingRefusal =
  | NotOpen
  /** Where nothing moves, the words are the answer. */
  | { readonly code: 'dispute_words_needed' }

export function decide(
  dispute: Dispute,
  given: By & { readonly outcome: DisputeOutcome; readonly words: SealedWords | null },
): Result<Moved, DecidingRefusal> {
  const { staff, now, outcome, words } = given
  if (dispute.state.kind !== 'open') return refuse({ code: 'dispute_not_open' })
  if (outcome.kind === 'explained' && words === null) {
    return refuse({ code: 'dispute_words_needed' })
  }

  // From here deciding must succeed.
  const decided: Dispute = {
    ...dispute,
    owner: dispute.owner ?? staff,
    state: { kind: 'decided', at: now, by: staff, outcome, words },
  }
  const step: DisputeStep = { at: now, kind: 'decided', by: staff }
  return accept({ dispute: stepped(decided, step), told: 'decided' })
}

/** By whoever raised it. */
export function withdraw(
  dispute: Dispute,
  { account, now }: { readonly account: AccountId; readonly now: Instant },
): Result<Moved, NotOpen> {
  if (dispute.state.kind !== 'open' || dispute.account !== account) {
    return refuse({ code: 'dispute_not_open' })
  }
  const withdrawn: Dispute = { ...dispute, state: { kind: 'withdrawn', at: now } }
  const step: DisputeStep = { at: now, kind: 'withdrawn', by: null }
  return accept({ dispute: stepped(withdrawn, step), told: null })
}

/** Null while there is nothing to say: in time, over, or told before. */
export function markLate(dispute: Dispute, now: Instant): Moved | null {
  if (!isLate(dispute, now) || has(dispute, 'overdue')) return null
  return { dispute: stepped(dispute, { at: now, kind: 'overdue', by: null }), told: 'overdue' }
}

/** From the instant on at which the answer was promised. */
export function isLate({ state, dueAt }: Pick<Dispute, 'state' | 'dueAt'>, now: Instant): boolean {
  return state.kind === 'open' && !isBefore(now, dueAt)
}

/** Once, and while it is open: the customer's own words, said after it was raised. */
export function tellMore(
  dispute: Dispute,
  { account, words }: { readonly account: AccountId; readonly words: SealedWords },
): Result<Dispute, NotOpen | { readonly code: 'dispute_words_said' }> {
  if (dispute.state.kind !== 'open' || dispute.account !== account) {
    return refuse({ code: 'dispute_not_open' })
  }
  if (dispute.words !== null) return refuse({ code: 'dispute_words_said' })
  return accept({ ...dispute, words })
}

function has({ steps }: Dispute, kind: DisputeStep['kind']): boolean {
  return steps.some((step) => step.kind === kind)
}

function stepped(dispute: Dispute, step: DisputeStep): Dispute {
  return { ...dispute, steps: [...dispute.steps, step] }
}

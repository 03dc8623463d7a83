/**
 * Raising a dispute: every reason not to, then the dispute with its clock. Who may raise one is the
 * command's to judge; what the facts are is gathered outside (`evidence.ts`).
 */
import { assert } from '../basics/assert.ts'
import type { Bytes } from '../basics/data-volume.ts'
import type { AccountId, DisputeId, LineId } from '../basics/ids.ts'
import { accept, refuse, type Result } from '../basics/result.ts'
import {
  isBefore,
  jstDate,
  jstMidnight,
  jstMidnightAfter,
  type Instant,
  type JstDate,
} from '../basics/time.ts'
import type { Anomaly } from '../bill/anomaly.ts'
import type { Order } from '../order/order.ts'
import type { Dispute, DisputeSubject, Evidence, SealedWords } from './dispute.ts'
import type { DisputeRules } from './rules.ts'

/** What a line may have open at once; more than this is a talk with staff. */
export const OPEN_DISPUTES_MAX = 10
export const DISPUTE_WORDS_LENGTH_MAX = 1_000

export type RaisingRefusal =
  | { readonly code: 'already_disputed'; readonly dispute: DisputeId }
  | { readonly code: 'too_many_disputes'; readonly max: number }
  | { readonly code: 'dispute_too_late'; readonly until: Instant; readonly months: number }
  | { readonly code: 'nothing_charged' }
  | { readonly code: 'nothing_used'; readonly day: JstDate }

/** What is contested, as it is. */
export type Contested =
  | { readonly kind: 'order'; readonly order: Order }
  | { readonly kind: 'usage'; readonly day: JstDate; readonly bytes: Bytes }

export interface Raising {
  readonly id: DisputeId
  readonly line: LineId
  readonly account: AccountId | null
  readonly contested: Contested
  /** Found about the same; the first is what it came of. */
  readonly anomalies: readonly Anomaly[]
  readonly raised: Dispute['raised']
  readonly words: SealedWords | null
  readonly evidence: readonly Evidence[]
}

export function raise(
  raising: Raising,
  given: {
    /** Of the line. */
    readonly open: readonly Dispute[]
    readonly rules: DisputeRules
    readonly now: Instant
  },
): Result<Dispute, RaisingRefusal> {
  const { contested, anomalies, ...kept } = raising
  const { open, rules, now } = given
  const about = subjectOf(contested)
  const same = open.find((one) => isSameSubject(one.about, about))
  if (same !== undefined) return refuse({ code: 'already_disputed', dispute: same.id })
  if (contested.kind === 'order' && !isCharged(contested.order)) {
    return refuse({ code: 'nothing_charged' })
  }
  if (contested.kind === 'usage' && contested.bytes === 0n) {
    return refuse({ code: 'nothing_used', day: contested.day })
  }
  const until = raisedUntil(contested, rules)
  if (!isBefore(now, until)) {
    return refuse({ code: 'dispute_too_late', until, months: rules.withinMonths })
  }
  if (open.length >= OPEN_DISPUTES_MAX) {
    return refuse({ code: 'too_many_disputes', max: OPEN_DISPUTES_MAX })
  }

  // From here raising must succeed.
  assert(
    open.every(({ line }) => line === raising.line),
    'open disputes are of the line',
  )
  return accept({
    ...kept,
    about,
    anomaly: anomalies[0]?.id ?? null,
    raisedAt: now,
    // The day of raising counts as none, the last one whole.
    dueAt: jstMidnightAfter(now, rules.answerDays + 1),
    owner: null,
    steps: [{ at: now, kind: 'raised', by: raising.raised.staff }],
    state: { kind: 'open' },
  })
}

function subjectOf(contested: Contested): DisputeSubject {
  return contested.kind === 'order'
    ? { kind: 'order', order: contested.order.id }
    : { kind: 'usage', day: contested.day }
}

export function isSameSubject(one: DisputeSubject, other: DisputeSubject): boolean {
  if (one.kind === 'order') return other.kind === 'order' && one.order === other.order
  return other.kind === 'usage' && one.day.equals(other.day)
}

/** Whether an anomaly is about what is contested. */
export function isFoundAbout({ finding }: Anomaly, about: DisputeSubject): boolean {
  const found: DisputeSubject =
    finding.kind === 'usage_jump'
      ? { kind: 'usage', day: finding.day }
      : { kind: 'order', order: finding.order }
  return isSameSubject(found, about)
}

/** Money was asked for it and has not been taken back by a bank. */
export function isCharged({ price, state }: Order): boolean {
  const { kind } = state
  if (price === 0n) return false
  return kind === 'delivered' || kind === 'refund_due' || kind === 'refunded'
}

/** The end of the day so many months after it. */
function raisedUntil(contested: Contested, { withinMonths: months }: DisputeRules): Instant {
  const day = contested.kind === 'usage' ? contested.day : jstDate(contested.order.placedAt)
  return jstMidnight(day.add({ months }).add({ days: 1 }))
}

/**
 * Webhooks may be lost: whatever has not been decided for a while is asked about at its provider.
 * All that is due is asked in one run, a few at a time, so that thousands of open checkouts
 * converge soon; the older a payment, the less often it is asked about, because most old ones are
 * konbini numbers that nobody has paid yet. What failed is looked at again by the daily
 * reconciliation alone.
 */
import { isBefore, microsOf, plusMinutes, type Instant } from '../../domain/basics/time.ts'
import type { App } from '../app.ts'
import type { UnsettledPayment } from '../reads.ts'
import { cancelPayment, refreshPayment } from '../sagas/paying.ts'
import { fewAtOnce } from './few-at-once.ts'
import type { SweepReport } from './orders.ts'

/** A payment that has not moved for so long is asked about. */
export const ASK_AFTER_MINUTES = 2
/** One read brings no more. */
export const UNSETTLED_PAGE_MAX = 500
/** So many providers' answers are waited for at once: far below what Stripe refuses (100/s). */
export const ASKED_AT_ONCE_MAX = 16

/** From that age on, in minutes, a payment is asked once in so many minutes. */
export const ASKING: readonly { readonly fromMinutes: number; readonly everyMinutes: number }[] = [
  { fromMinutes: 0, everyMinutes: 1 },
  { fromMinutes: 10, everyMinutes: 5 },
  { fromMinutes: 60, everyMinutes: 30 },
  { fromMinutes: 360, everyMinutes: 60 },
  { fromMinutes: 1_440, everyMinutes: 180 },
]
/** What must take no more money is asked at least as often as this. */
export const ENDING_EVERY_MINUTES_MAX = 5

/**
 * Asks what became due since the last run; without one (a fresh process, a test) everything that is
 * undecided. Repeatable: asking twice changes nothing.
 */
export async function reconcilePayments(
  app: App,
  since: Instant | null = null,
): Promise<SweepReport> {
  const now = app.clock.now()
  const left: unknown[] = []
  let done = 0
  let after: UnsettledPayment | null = null
  for (;;) {
    const before = plusMinutes(now, -ASK_AFTER_MINUTES)
    const page = await app.reads.paymentsUnsettled(before, { limit: UNSETTLED_PAGE_MAX, after })
    const due = page.filter((payment) => since === null || isDue(payment, { since, now }))
    const faults = await fewAtOnce(due, ASKED_AT_ONCE_MAX, (payment) => ask(app, payment))
    left.push(...faults)
    done += due.length - faults.length
    after = page.at(-1) ?? null
    if (page.length < UNSETTLED_PAGE_MAX) return { done, left }
  }
}

/** For a process that goes on: each run asks what became due since the last one that went well. */
export function createAsking(app: App): () => Promise<SweepReport> {
  let since: Instant | null = null
  return async () => {
    const begun = app.clock.now()
    const report = await reconcilePayments(app, since)
    // What could not be asked is asked again at once.
    if (report.left.length === 0) since = begun
    return report
  }
}

async function ask(app: App, payment: UnsettledPayment): Promise<void> {
  await (payment.isAwaited ? refreshPayment(app, payment) : cancelPayment(app, payment))
}

/** Whether its age has passed one of the moments of asking between the two instants. */
export function isDue(
  payment: Pick<UnsettledPayment, 'since' | 'isAwaited'>,
  span: { readonly since: Instant; readonly now: Instant },
): boolean {
  const first = plusMinutes(payment.since, ASK_AFTER_MINUTES)
  if (isBefore(span.since, first)) return !isBefore(span.now, first)
  const asked = (at: Instant) => asksUntil(minutesBetween(payment.since, at), payment.isAwaited)
  return asked(span.now) > asked(span.since)
}

/** How many moments of asking lie in an age of so many minutes. */
function asksUntil(minutes: number, isAwaited: boolean): number {
  let asks = 0
  for (const [index, { fromMinutes, everyMinutes }] of ASKING.entries()) {
    const until = Math.min(minutes, ASKING[index + 1]?.fromMinutes ?? minutes)
    const every = isAwaited ? everyMinutes : Math.min(everyMinutes, ENDING_EVERY_MINUTES_MAX)
    if (until > fromMinutes) asks += Math.floor((until - fromMinutes) / every)
  }
  return asks
}

function minutesBetween(from: Instant, to: Instant): number {
  return Number((microsOf(to) - microsOf(from)) / 60_000_000n)
}

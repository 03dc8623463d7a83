/**
 * Sweeps take no input: they look at what should be true of orders and payments and make it so.
 * Each is bounded, may run anywhere and any number of times, and leaves what it cannot do now to
 * the next run.
 */
import type { App } from '../app.ts'
import { SYSTEM } from '../origin.ts'
import { endOrder } from '../orders/end-order.ts'
import { forgetShortCode } from '../orders/short-code.ts'
import { returnTakenParts } from '../sagas/giving-back.ts'
import { cancelPayment, payBack, refreshPayment } from '../sagas/paying.ts'

/** One run of a sweep handles no more than this. */
export const SWEEP_BATCH_MAX = 200
export interface SweepReport {
  readonly done: number
  /** Could not be done now; the next run tries again. */
  readonly left: readonly unknown[]
}

/** Waiting orders whose pay-by has passed end, and take no more money. */
export async function expireOrders(app: App): Promise<SweepReport> {
  const due = await app.reads.ordersDue(app.clock.now(), SWEEP_BATCH_MAX)
  return each(due, async (ref) => {
    const input = { line: ref.line, order: ref.order, why: 'expired' } as const
    const ended = await app.door.ask(endOrder, input, SYSTEM)
    if (ended.ok) await cancelPayment(app, ref)
    else if (ended.refusal.code === 'payment_undecided') await refreshPayment(app, ref)
  })
}

/** Money that is owed goes back, however often it takes. */
export async function returnOwed(app: App): Promise<SweepReport> {
  const owed = await app.reads.refundsOwed(SWEEP_BATCH_MAX)
  return each(owed, (ref) => payBack(app, ref.line, ref.order))
}

/** Points and gift cards that are owed go back. */
export async function returnOwedParts(app: App): Promise<SweepReport> {
  const owed = await app.reads.partsOwed(SWEEP_BATCH_MAX)
  return each(owed, (ref) => returnTakenParts(app, ref.line, ref.order))
}

/** Digits that are over can name another order. */
export async function forgetShortCodes(app: App): Promise<SweepReport> {
  const due = await app.reads.shortCodesDue(app.clock.now(), SWEEP_BATCH_MAX)
  return each(due, async (ref) => void (await app.door.ask(forgetShortCode, ref, SYSTEM)))
}

export async function each<Ref>(
  refs: readonly Ref[],
  act: (ref: Ref) => Promise<void>,
): Promise<SweepReport> {
  const left: unknown[] = []
  for (const ref of refs) {
    try {
      await act(ref)
    } catch (fault) {
      left.push(fault)
    }
  }
  return { done: refs.length - left.length, left }
}

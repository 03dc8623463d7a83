/**
 * Auto-renewal of everything that is due, in groups: the door gathers looks that are asked for
 * together into one transaction. It goes on until nothing is due any more, so that a midnight at
 * which all lines end is one run. It takes no input and keeps nothing: killed anywhere, the next
 * run finds what is left.
 */
import type { App } from '../app.ts'
import { chargeRenewal, lookAtMandate } from '../sagas/renewing.ts'
import type { RenewedByMandate } from '../renewal/renew-by-mandate.ts'
import type { SweepReport } from './orders.ts'

/** So many mandates are read and looked at together; fewer than the door's queue takes. */
export const LOOKS_AT_ONCE_MAX = 1_024
/** So many charges are asked of providers at once. */
export const CHARGES_AT_ONCE_MAX = 64
/** One run ends after so many rounds; the next goes on. */
export const ROUNDS_MAX = 10_000

type Charge = NonNullable<RenewedByMandate['charge']>

export async function renewWhatIsDue(app: App): Promise<SweepReport> {
  const left: unknown[] = []
  let done = 0
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const due = await app.reads.mandatesDue(app.clock.now(), LOOKS_AT_ONCE_MAX)
    if (due.length === 0) break
    const looked = await Promise.allSettled(due.map((ref) => lookAtMandate(app, ref)))
    const charges = looked.flatMap((one) => (one.status === 'fulfilled' ? chargeOf(one.value) : []))
    const faults = looked.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
    const unpaid = await chargeAll(app, charges)
    left.push(...faults, ...unpaid)
    done += due.length - faults.length
    // What did not move is still due: it is left to the next run, not asked for ever.
    if (faults.length > 0 || looked.every(didNothing)) break
  }
  return { done, left }
}

function didNothing(one: PromiseSettledResult<RenewedByMandate>): boolean {
  return one.status === 'fulfilled' && one.value.did === 'nothing'
}

function chargeOf({ charge }: RenewedByMandate): readonly Charge[] {
  return charge === null ? [] : [charge]
}

/** A few at a time, each taking the next when it is done. Answers what went wrong. */
async function chargeAll(app: App, charges: readonly Charge[]): Promise<readonly unknown[]> {
  const faults: unknown[] = []
  const waiting = charges.values()
  const hands = Array.from({ length: Math.min(CHARGES_AT_ONCE_MAX, charges.length) }, async () => {
    for (const charge of waiting) {
      await chargeRenewal(app, charge).catch((fault: unknown) => faults.push(fault))
    }
  })
  await Promise.all(hands)
  return faults
}

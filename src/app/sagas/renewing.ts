/**
 * One look at one mandate: a command, and for kept means a charge at the provider whose outcome is
 * learned like any other payment's. Every step may be repeated: a payment that was made and not
 * charged is charged under the same id by the next look, an undecided one waits.
 */
import type { App } from '../app.ts'
import { SYSTEM } from '../origin.ts'
import { orderIds } from '../orders/minted.ts'
import type { MandateRef } from '../reads.ts'
import { renewByMandate, type RenewedByMandate } from '../renewal/renew-by-mandate.ts'
import { chargeOrdered, DoorBusy } from './paying.ts'

/** Decides and writes; what is left to charge is answered. */
export async function lookAtMandate(app: App, ref: MandateRef): Promise<RenewedByMandate> {
  const { line, account, order } = ref
  const input = { line, account, order, ids: orderIds(app.ids) }
  const looked = await app.door.ask(renewByMandate, input, SYSTEM)
  if (!looked.ok) throw new DoorBusy(looked.refusal.code)
  return looked.value
}

/** Throws `ProviderUnreachable` when the outcome is not known: the next look asks again. */
export async function chargeRenewal(
  app: App,
  charge: NonNullable<RenewedByMandate['charge']>,
): Promise<void> {
  await chargeOrdered(app, charge)
}

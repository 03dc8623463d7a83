/** Whether an offer asks for a document that nobody has checked for this line yet. */
import { isBefore, type Instant } from '../basics/time.ts'
import type { Offer } from '../catalogue/offer.ts'
import { satisfiesSale, type IdentityCheck } from './identity-check.ts'

/** Since when the offer needs what is missing; null: nothing is missing. */
export function identityNeededSince(
  { idRequiredFrom }: Pick<Offer, 'idRequiredFrom'>,
  { identityChecks, now }: { identityChecks: readonly IdentityCheck[]; now: Instant },
): Instant | null {
  if (idRequiredFrom === null || isBefore(now, idRequiredFrom)) return null
  // A line passes from nobody to its first holder and no further: every check is of that holder.
  return satisfiesSale(identityChecks, { holderSince: null, now }) ? null : idRequiredFrom
}

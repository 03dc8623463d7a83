/** Whether an offer asks for a document that nobody has checked for this line yet. */
import { isBefore, type Instant } from '../basics/time.ts'
import type { Offer } from '../catalogue/offer.ts'
import type { Line } from '../line/line.ts'
import { satisfiesSale, type IdentityCheck } from './identity-check.ts'

/** Since when the offer needs what is missing; null: nothing is missing. */
export function identityNeededSince(
  { idRequiredFrom }: Pick<Offer, 'idRequiredFrom'>,
  given: {
    readonly line: Pick<Line, 'releasedAt'>
    readonly identityChecks: readonly IdentityCheck[]
    readonly now: Instant
  },
): Instant | null {
  const { line, identityChecks, now } = given
  if (idRequiredFrom === null || isBefore(now, idRequiredFrom)) return null
  // Checks of before an earlier holder let it go are of that one.
  const holderSince = line.releasedAt
  return satisfiesSale(identityChecks, { holderSince, now }) ? null : idRequiredFrom
}

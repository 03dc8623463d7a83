/**
 * Whether the line's holder is the person at this counter: the document seen here today is one
 * that was seen for this line before, on another day. What was first seen a moment ago proves
 * nobody, for anybody may bring a document and somebody else's card. Not the check itself
 * (`identity-check.ts`).
 */
import type { ShopId } from '../basics/ids.ts'
import { isBefore, jstDate, plusHours, type Instant } from '../basics/time.ts'
import type { IdentityCheck } from './identity-check.ts'

/** So much earlier the same document was seen, at least. */
export const KNOWN_HOURS_MIN = 24

export type Presence = 'known' | 'not_checked_today' | 'first_seen_today'

export function presenceAt(
  checks: readonly IdentityCheck[],
  { shop, now }: { readonly shop: ShopId | null; readonly now: Instant },
): Presence {
  const good = checks.filter(({ result, at }) => result === 'accepted' && !isBefore(now, at))
  const today = good.filter((one) => one.shop === shop && jstDate(one.at).equals(jstDate(now)))
  if (shop === null || today.length === 0) return 'not_checked_today'
  const isKnown = today.some(({ numberHash, at }) =>
    good.some((one) => {
      const isOld = !isBefore(plusHours(at, -KNOWN_HOURS_MIN), one.at)
      return isOld && one.numberHash === numberHash
    }),
  )
  return isKnown ? 'known' : 'first_seen_today'
}

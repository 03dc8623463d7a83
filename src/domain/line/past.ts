/**
 * What of a line's past its holder sees: nothing of before it was released by whoever held it then,
 * but what they bought for it themselves. Packs that are alive serve the card and are no past. Not
 * what staff see, who see all.
 */
import { isAlive } from '../balance/delivery.ts'
import type { Pack } from '../balance/pack.ts'
import type { AccountId } from '../basics/ids.ts'
import { isBefore, jstDate, later, type Instant, type JstDate } from '../basics/time.ts'
import type { IdentityCheck } from '../identity/identity-check.ts'
import type { Order } from '../order/order.ts'
import type { Line } from './line.ts'

type Released = Pick<Line, 'releasedAt'>

/** The instant of the release itself is of the time after it. */
export function isOfBefore({ releasedAt }: Released, at: Instant): boolean {
  return releasedAt !== null && isBefore(at, releasedAt)
}

/** Null for whoever is not signed in. */
export function maySeeOrder(
  line: Released,
  { placedAt, buyer }: Pick<Order, 'placedAt' | 'buyer'>,
  account: AccountId | null,
): boolean {
  if (!isOfBefore(line, placedAt)) return true
  return buyer.kind === 'account' && buyer.account === account
}

/** Documents of an earlier holder say nothing of the present one. */
export function checksOfHolder(
  line: Released,
  checks: readonly IdentityCheck[],
): readonly IdentityCheck[] {
  return checks.filter(({ at }) => !isOfBefore(line, at))
}

/** Alive, or delivered to whoever has the line now. */
export function maySeePack(line: Released, pack: Pack, now: Instant): boolean {
  return isAlive(pack, now) || !isOfBefore(line, pack.deliveredAt)
}

/** The instant, or the release where that came later. */
export function seenFrom({ releasedAt }: Released, from: Instant): Instant {
  return releasedAt === null ? from : later(from, releasedAt)
}

/** The day of the release is shown, with what was used after it. */
export function maySeeDay({ releasedAt }: Released, day: JstDate): boolean {
  return releasedAt === null || Temporal.PlainDate.compare(day, jstDate(releasedAt)) >= 0
}

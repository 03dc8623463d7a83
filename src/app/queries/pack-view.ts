/** One pack as the read side shows it. Expects packs that `begin` brought up to `now`. */
import { bytesUnusedAt, grantedAt, usedAt } from '../../domain/balance/balance.ts'
import { derivedInterval } from '../../domain/balance/chain.ts'
import { canStartNow, isAlive } from '../../domain/balance/delivery.ts'
import type { Pack } from '../../domain/balance/pack.ts'
import { isValidAt } from '../../domain/balance/pack.ts'
import { present } from '../../domain/basics/assert.ts'
import { isBefore, nextJstDayStart, type Instant } from '../../domain/basics/time.ts'
import { offerOf, type Catalogue } from '../../domain/catalogue/catalogue.ts'
import type { PackView } from './views.ts'

export function packView(
  packs: readonly Pack[],
  pack: Pack,
  given: { readonly catalogue: Catalogue; readonly now: Instant },
): PackView {
  const { now } = given
  const offer = present(offerOf(given.catalogue, pack.offer), 'a pack has its offer')
  const interval = derivedInterval(packs, pack)
  const firstUse = pack.start.kind === 'first_use' ? pack.start.latest : null
  return {
    id: pack.id,
    offerName: offer.name,
    length: pack.length,
    origin: pack.origin,
    state: stateOf(pack, now),
    from: interval.from,
    until: interval.until ?? (pack.revoked === null ? firstUse : pack.revoked.at),
    allowance: pack.allowance,
    afterAllowance: pack.afterAllowance,
    bytesGranted: grantedAt(pack),
    bytesLeft: bytesUnusedAt(pack, now),
    bytesUsed: usedAt(pack, now),
    bytesThrottled: pack.bytesThrottled,
    nextReset: nextReset(pack, now),
    gigabyte: offer.gigabyte,
    canStartNow: canStartNow(pack, now),
    toldAsOf: pack.elsewhere?.asOf ?? null,
  }
}

function stateOf(pack: Pack, now: Instant): PackView['state'] {
  if (!isAlive(pack, now)) return 'ended'
  if (pack.start.kind === 'first_use') return 'waiting_first_use'
  if (!isValidAt(pack, now)) return 'queued'
  return bytesUnusedAt(pack, now) === 0n ? 'empty' : 'running'
}

function nextReset(pack: Pack, now: Instant): Instant | null {
  if (pack.allowance.kind !== 'daily' || !isValidAt(pack, now)) return null
  const reset = nextJstDayStart(now, pack.allowance.resetHour)
  const until = pack.start.kind === 'begun' ? pack.start.until : null
  return until !== null && !isBefore(reset, until) ? null : reset
}

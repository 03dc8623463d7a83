/**
 * Taking packs back: they stop now, keep what was used, and an end that one of them had moved moves
 * back. What waits behind is derived anew. Begun is begun: an end never moves before `now`.
 */
import { present } from '../basics/assert.ts'
import type { OrderId, PackId } from '../basics/ids.ts'
import { later, sameInstant, type Instant } from '../basics/time.ts'
import { anchorDayOf, validUntil } from '../catalogue/validity.ts'
import { begin } from './chain.ts'
import type { Pack } from './pack.ts'

export function revokePacksOf(
  packs: readonly Pack[],
  order: OrderId,
  now: Instant,
): readonly Pack[] {
  let current = begin(packs, now)
  const own = current.filter((pack) => pack.order === order && pack.revoked === null)
  for (const pack of own) {
    const revoked = current.map((one) =>
      one.id === pack.id ? { ...one, revoked: { at: now, order } } : one,
    )
    current = pack.extendsFrom === null ? revoked : moveEndBack(revoked, pack, now)
  }
  return current
}

/** The chain's end without this extension: the others are counted again from where it began. */
function moveEndBack(packs: readonly Pack[], revoked: Pack, now: Instant): readonly Pack[] {
  const oldEnd = revoked.start.kind === 'begun' ? revoked.start.until : null
  if (oldEnd === null) return packs
  const newEnd = later(endWithout(packs, revoked.chain), now)
  return packs.map((pack) => {
    if (pack.chain !== revoked.chain || pack.revoked !== null) return pack
    if (pack.start.kind !== 'begun' || pack.start.until === null) return pack
    if (!sameInstant(pack.start.until, oldEnd)) return pack
    return { ...pack, start: { ...pack.start, until: newEnd } }
  })
}

/** Extensions that stand, counted one after the other from the end that the first of all moved. */
function endWithout(packs: readonly Pack[], chain: PackId): Instant {
  const extensions = packs
    .filter((pack) => pack.chain === chain && pack.extendsFrom !== null && pack.origin === 'paid')
    .toSorted((one, other) => Temporal.Instant.compare(one.deliveredAt, other.deliveredAt))
  let end = present(extensions[0]?.extendsFrom, 'an extension has its old end')
  for (const pack of extensions) {
    if (pack.revoked !== null) continue
    const anchorDay = pack.anchorDay ?? anchorDayOf(end)
    end = validUntil(pack.validity, end, { anchorDay }) ?? end
  }
  return end
}

/**
 * Taking packs back: they stop now, keep what was used, and an end that one of them had moved moves
 * back. What waits behind is derived anew. Begun is begun: an end never moves before `now`,
 * and never later than it was.
 */
import { present } from '../basics/assert.ts'
import type { OrderId, PackId } from '../basics/ids.ts'
import { earlier, later, sameInstant, type Instant, type Interval } from '../basics/time.ts'
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
  // One that is over already keeps the end it had.
  const newEnd = earlier(oldEnd, later(endWithout(packs, revoked.chain), now))
  return packs.map((pack) => {
    if (pack.chain !== revoked.chain || pack.revoked !== null) return pack
    if (pack.start.kind !== 'begun' || pack.start.until === null) return pack
    if (!sameInstant(pack.start.until, oldEnd)) return pack
    return { ...pack, start: { ...pack.start, until: newEnd } }
  })
}

/** Extensions that stand, counted one after the other from the end that the first of all moved. */
function endWithout(packs: readonly Pack[], chain: PackId): Instant {
  const extensions = extensionsOf(packs, chain)
  let end = present(extensions[0]?.extendsFrom, 'an extension has its old end')
  for (const pack of extensions) if (pack.revoked === null) end = extended(pack, end)
  return end
}

/** In the order in which they came; also those that were taken back. */
function extensionsOf(packs: readonly Pack[], chain: PackId): readonly Pack[] {
  return packs
    .filter((pack) => pack.chain === chain && pack.extendsFrom !== null && pack.origin === 'paid')
    .toSorted(
      (one, other) =>
        Temporal.Instant.compare(one.deliveredAt, other.deliveredAt) ||
        (one.id < other.id ? -1 : 1),
    )
}

function extended(pack: Pack, end: Instant): Instant {
  return validUntil(pack.validity, end, { anchorDay: pack.anchorDay ?? anchorDayOf(end) }) ?? end
}

/**
 * The time that a paid pack itself brought: up to where the first extension began, or from the end
 * that it moved to the end it made. Null where that cannot be said: it has not begun.
 */
export function ownTime(packs: readonly Pack[], pack: Pack): Interval | null {
  if (pack.start.kind !== 'begun') return null
  const extensions = extensionsOf(packs, pack.chain)
  const first = extensions[0]?.extendsFrom ?? null
  if (first === null) return pack.start
  if (pack.extendsFrom === null) return { from: pack.start.from, until: first }
  let from = first
  for (const one of extensions) {
    if (one.id === pack.id) break
    if (one.revoked === null) from = extended(one, from)
  }
  return { from, until: extended(pack, from) }
}

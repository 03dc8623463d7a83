/**
 * What another carrier says is left on a card, laid over the packs it holds. It tells of the card
 * as a whole: what is left belongs to the packs that came last, and what exceeds all of them to the
 * first, because it was there before them. Our own usage never touches these packs.
 */
import { bytes, NO_BYTES, plus, type Bytes } from '../basics/data-volume.ts'
import type { SupplierName } from '../basics/ids.ts'
import { isBefore, type Instant } from '../basics/time.ts'
import type { ToldUsage } from '../fulfilment/told.ts'
import { beginWaiting } from './burn.ts'
import { isAlive } from './delivery.ts'
import type { Pack } from './pack.ts'

/** Packs of this wholesaler that are not over, oldest first. */
export function packsAt(
  packs: readonly Pack[],
  supplier: SupplierName,
  now: Instant,
): readonly Pack[] {
  return packs
    .filter((pack) => {
      const by = pack.elsewhere?.by
      return by?.kind === 'wholesale' && by.supplier === supplier && isAlive(pack, now)
    })
    .toSorted((one, other) => (one.id < other.id ? -1 : 1))
}

/** Nobody could be asked now; the packs keep what is known of them. */
export function askLater(
  packs: readonly Pack[],
  given: { readonly supplier: SupplierName; readonly askAt: Instant; readonly now: Instant },
): readonly Pack[] {
  const held = new Set(packsAt(packs, given.supplier, given.now))
  return packs.map((pack) => (held.has(pack) ? askedAgain(pack, given.askAt) : pack))
}

/**
 * `askAt`: when the wholesaler is asked again. Figures older than those known of a pack, or than
 * the pack itself, tell nothing of it: what they call used up or over is what was there before.
 */
export function hearElsewhere(
  packs: readonly Pack[],
  told: ToldUsage,
  given: { readonly supplier: SupplierName; readonly askAt: Instant; readonly now: Instant },
): readonly Pack[] {
  const { now, askAt } = given
  const held = packsAt(packs, given.supplier, now)
  const counted = held.filter(({ elsewhere }) => {
    return elsewhere !== null && !isBefore(told.asOf, elsewhere.asOf)
  })
  const lefts = spread(counted, told.bytesLeft)
  const newest = held.at(-1)
  const after = packs.map((pack) => {
    if (!held.includes(pack)) return pack
    const at = counted.indexOf(pack)
    if (at === -1 || pack.elsewhere === null) return askedAgain(pack, askAt)
    const left = withLeft(pack, lefts[at] ?? null)
    const heard = { ...left, elsewhere: { ...pack.elsewhere, asOf: told.asOf } }
    return askedAgain(pack === newest ? endAt(heard, told.until) : heard, askAt)
  })
  return beginWaiting(after, now)
}

/** Not beyond its end. */
function askedAgain(pack: Pack, askAt: Instant): Pack {
  if (pack.elsewhere === null) return pack
  const until = pack.start.kind === 'begun' ? pack.start.until : null
  const isOver = until !== null && !isBefore(askAt, until)
  return { ...pack, elsewhere: { ...pack.elsewhere, askAt: isOver ? null : askAt } }
}

/** An end before it came can not be its own: then its end is not known. */
function endAt(pack: Pack, until: Instant | null): Pack {
  const { start } = pack
  if (until === null || start.kind !== 'begun' || !isBefore(start.from, until)) return pack
  return { ...pack, start: { ...start, until } }
}

function spread(held: readonly Pack[], left: Bytes | null): readonly (Bytes | null)[] {
  if (left === null) return held.map(() => null)
  let rest: bigint = left
  const lefts = held.toReversed().map((pack) => {
    const granted = grantedOf(pack)
    const own = rest < granted ? rest : granted
    rest -= own
    return bytes(own)
  })
  const [first = NO_BYTES, ...others] = lefts.toReversed()
  return [plus(first, bytes(rest)), ...others]
}

function grantedOf({ allowance }: Pack): bigint {
  return allowance.kind === 'total' ? allowance.bytes : 0n
}

function withLeft(pack: Pack, left: Bytes | null): Pack {
  const { allowance } = pack
  if (left === null || allowance.kind !== 'total') return pack
  const granted = allowance.bytes < left ? left : allowance.bytes
  return {
    ...pack,
    allowance: { kind: 'total', bytes: granted },
    bytesUsed: bytes(granted - left),
  }
}

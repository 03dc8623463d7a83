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
  {
    supplier,
    askAt,
    now,
  }: {
    readonly supplier: SupplierName
    readonly askAt: Instant
    readonly now: Instant
  },
): readonly Pack[] {
  const held = new Set(packsAt(packs, supplier, now))
  return packs.map((pack) =>
    held.has(pack) && pack.elsewhere !== null
      ? { ...pack, elsewhere: { ...pack.elsewhere, askAt } }
      : pack,
  )
}

/** `askAt`: when the wholesaler is asked again. Older figures than those known change nothing. */
export function hearElsewhere(
  packs: readonly Pack[],
  told: ToldUsage,
  given: { readonly supplier: SupplierName; readonly askAt: Instant; readonly now: Instant },
): readonly Pack[] {
  const { now, askAt } = given
  const held = packsAt(packs, given.supplier, now)
  const lefts = spread(held, told.bytesLeft)
  const newest = held.at(-1)
  const after = packs.map((pack) => {
    const at = held.indexOf(pack)
    if (at === -1 || pack.elsewhere === null) return pack
    const counted = withLeft(pack, lefts[at] ?? null)
    const until = pack === newest ? told.until : null
    const ended = until === null || pack.start.kind !== 'begun' ? counted : endAt(counted, until)
    const next = told.until !== null && !isBefore(askAt, told.until) ? null : askAt
    return { ...ended, elsewhere: { ...pack.elsewhere, asOf: told.asOf, askAt: next } }
  })
  return beginWaiting(after, now)
}

/** Never before the pack began: what is told as long past ended as it came. */
function endAt(pack: Pack, until: Instant): Pack {
  if (pack.start.kind !== 'begun') return pack
  const { from } = pack.start
  return { ...pack, start: { ...pack.start, until: isBefore(until, from) ? from : until } }
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

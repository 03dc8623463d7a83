/**
 * Bytes set aside for a live data session, and what becomes of them. A reservation is cut into
 * slices of packs in burn order; what is reported against it goes to those very packs, up to its
 * size, even after their end, and only the excess is attributed to the instant it was heard
 * (`burn.ts`). Every slice is settled whole, once: used, or given back.
 */
import { assert, present } from '../basics/assert.ts'
import { lesser, minus, NO_BYTES, plus, type Bytes } from '../basics/data-volume.ts'
import type { PackId } from '../basics/ids.ts'
import type { Instant } from '../basics/time.ts'
import type { UsageShare } from '../charging/usage-record.ts'
import { burnOrder, bytesLeftAt, dayFromAt, dayOf } from './balance.ts'
import {
  beginWaiting,
  burn,
  daysWith,
  endWhenUsedUp,
  fastestThrottle,
  nextFirstUse,
  type Burned,
} from './burn.ts'
import { beginAt, isChainSetAside } from './chain.ts'
import type { Pack } from './pack.ts'

export type Slice =
  | {
      readonly at: 'full'
      readonly pack: PackId
      /** The first instant of the day whose quota it was cut from; null where none is daily. */
      readonly day: Instant | null
      readonly bytes: Bytes
    }
  /** Takes no allowance. `pack` null: the network's own base rate, which no pack grants. */
  | { readonly at: 'throttled'; readonly pack: PackId | null; readonly bytes: Bytes }

export interface Reserved {
  readonly packs: readonly Pack[]
  /** In burn order; none where nothing is left at full speed. */
  readonly slices: readonly Slice[]
}

/**
 * Sets aside up to `wanted` bytes at full speed of what is left at `now`. When nothing else can
 * serve, what waits behind a chain begins if all that is left of the chain is set aside; else what
 * waits for its first use. `packs` may lag behind time.
 */
export function reserve(packs: readonly Pack[], wanted: Bytes, now: Instant): Reserved {
  let current = beginWaiting(packs, now)
  const slices: Slice[] = []
  let rest = wanted
  while (rest > 0n) {
    const cut = cutNext(current, rest, now)
    if (cut === null) {
      const begun = beginNext(current, now)
      if (begun === null) break
      current = begun
      continue
    }
    current = cut.packs
    slices.push(cut.slice)
    rest = minus(rest, cut.slice.bytes)
  }
  return { packs: current, slices }
}

function cutNext(packs: readonly Pack[], wanted: Bytes, now: Instant) {
  for (const pack of burnOrder(packs, now)) {
    const left = bytesLeftAt(pack, now)
    if (left === 0n) continue
    const bytes = left === null ? wanted : lesser(left, wanted)
    const { allowance } = pack
    const day = allowance.kind === 'daily' ? dayFromAt(pack, allowance, now) : null
    const slice = { at: 'full', pack: pack.id, day, bytes } as const
    return { packs: packs.map((one) => (one.id === pack.id ? setAside(one, slice) : one)), slice }
  }
  return null
}

type FullSlice = Extract<Slice, { readonly at: 'full' }>

function setAside(pack: Pack, { day, bytes }: FullSlice): Pack {
  const bytesReserved = plus(pack.bytesReserved, bytes)
  if (day === null) return { ...pack, bytesReserved }
  const before = dayOf(pack, day)
  const after = { ...before, bytesReserved: plus(before.bytesReserved, bytes) }
  return { ...pack, bytesReserved, days: daysWith(pack.days, after) }
}

/** Null where no pack waits that could begin now. */
function beginNext(packs: readonly Pack[], now: Instant): readonly Pack[] | null {
  const replace = (begun: Pack) => packs.map((pack) => (pack.id === begun.id ? begun : pack))
  const behind = packs.find(
    ({ revoked, start }) =>
      revoked === null &&
      start.kind === 'queued' &&
      (start.trigger === 'end_or_empty' || endsWhenUsed(packs, start.behind)) &&
      isChainSetAside(packs, start.behind),
  )
  const next = behind ?? nextFirstUse(packs, { at: now, usedBy: now })
  return next === null ? null : replace(beginAt(next, now))
}

/** A chain whose own end is its last byte. */
function endsWhenUsed(packs: readonly Pack[], chain: PackId): boolean {
  const standing = packs.filter((pack) => pack.chain === chain && pack.revoked === null)
  return standing.every((pack) => pack.validity.kind === 'until_used')
}

/**
 * A reservation at the best throttled rate that a pack grants now. It keeps what is used at that
 * rate from being taken of a pack that is bought meanwhile.
 */
export function reserveThrottled(packs: readonly Pack[], wanted: Bytes, now: Instant): Slice {
  return { at: 'throttled', pack: fastestThrottle(packs, now)?.id ?? null, bytes: wanted }
}

/**
 * Settles a reservation by what was used of it, heard at `heardAt`: the slices in their order, the
 * rest of them given back, and what is beyond them attributed to that instant.
 */
export function commit(
  packs: readonly Pack[],
  slices: readonly Slice[],
  { used, heardAt }: { readonly used: Bytes; readonly heardAt: Instant },
): Burned {
  let current = packs
  let rest = used
  let uncovered = NO_BYTES
  const shares: UsageShare[] = []
  for (const slice of slices) {
    const taken = lesser(slice.bytes, rest)
    rest = minus(rest, taken)
    const { pack: id, at } = slice
    if (id === null) {
      uncovered = plus(uncovered, taken)
      continue
    }
    const pack = present(
      current.find((one) => one.id === id),
      'a pack is there as long as something of it is set aside',
    )
    const settled = at === 'full' ? settle(pack, slice, taken) : throttled(pack, taken)
    const ended = taken > 0n ? endWhenUsedUp(settled, heardAt) : settled
    current = current.map((one) => (one.id === id ? ended : one))
    if (taken > 0n) shares.push({ pack: id, bytes: taken, at })
  }
  const span = { from: heardAt, until: heardAt, heardAt }
  const beyond = burn(beginWaiting(current, heardAt), span, rest)
  return {
    packs: beyond.packs,
    shares: sumShares([...shares, ...beyond.shares]),
    uncovered: plus(uncovered, beyond.uncovered),
  }
}

function settle(pack: Pack, { day, bytes }: FullSlice, taken: Bytes): Pack {
  assert(pack.bytesReserved >= bytes, 'what is settled was set aside')
  const bytesReserved = minus(pack.bytesReserved, bytes)
  const bytesUsed = plus(pack.bytesUsed, taken)
  if (day === null) return { ...pack, bytesReserved, bytesUsed }
  const before = dayOf(pack, day)
  const after = {
    ...before,
    // A day that is forgotten already had its reservation forgotten with it.
    bytesReserved: minus(before.bytesReserved, lesser(before.bytesReserved, bytes)),
    bytesUsed: plus(before.bytesUsed, taken),
  }
  return { ...pack, bytesReserved, bytesUsed, days: daysWith(pack.days, after) }
}

function throttled(pack: Pack, taken: Bytes): Pack {
  if (taken === 0n) return pack
  return { ...pack, bytesThrottled: plus(pack.bytesThrottled, taken) }
}

/** One share for a pack and rate, in the order in which they were taken. */
function sumShares(shares: readonly UsageShare[]): readonly UsageShare[] {
  if (shares.length < 2) return shares
  const sums: UsageShare[] = []
  for (const share of shares) {
    const at = sums.findIndex((one) => one.pack === share.pack && one.at === share.at)
    const same = sums[at]
    if (same === undefined) sums.push(share)
    else sums[at] = { ...same, bytes: plus(same.bytes, share.bytes) }
  }
  return sums
}

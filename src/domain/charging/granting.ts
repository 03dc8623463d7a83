/**
 * What a service of a live session may have now: a slice of what is left at full speed, a slice at
 * a throttled rate, or why not. The last slice says that it is the last, and where its user can go
 * from there. Settling what was used is `reserving.ts`'.
 */
import { begin } from '../balance/chain.ts'
import type { Pack } from '../balance/pack.ts'
import { reserve, reserveThrottled, type Slice } from '../balance/reserving.ts'
import { bytes, type Bytes } from '../basics/data-volume.ts'
import type { Instant } from '../basics/time.ts'
import type { Network } from '../catalogue/offer.ts'
import { entitlementAt, type Entitlement } from '../line/entitlement.ts'
import { hasEnded } from '../line/lifecycle.ts'
import type { Line } from '../line/line.ts'
import type { Reservation } from './data-session.ts'
import { askAgainBefore, leftToGrant, sliceOf, throttledSliceOf, type QuotaRules } from './quota.ts'

export type Grant =
  | {
      readonly kind: 'granted'
      readonly bytes: Bytes
      /** Null: the network's best. */
      readonly kbps: number | null
      readonly at: 'full' | 'throttled'
      readonly slices: readonly Slice[]
      readonly askAgainBefore: Instant
      /** Nothing is granted after this; null: something is. */
      readonly last: 'portal_only' | 'none' | null
    }
  /** Nothing is left; the pages on which it is renewed stay reachable. */
  | { readonly kind: 'empty' }
  /** Stopped at somebody's wish; the portal stays reachable. */
  | { readonly kind: 'suspended' }
  /** The line is no more. */
  | { readonly kind: 'ended' }

export interface Granted {
  readonly packs: readonly Pack[]
  readonly grant: Grant
}

export interface GrantState {
  readonly line: Line
  readonly packs: readonly Pack[]
  readonly network: Network
}

/** `packs` may lag behind time. `wanted` null: the peer leaves it to us. */
export function grant(
  { line, packs: before, network }: GrantState,
  wanted: Bytes | null,
  { rules, now }: { readonly rules: QuotaRules; readonly now: Instant },
): Granted {
  const packs = begin(before, now)
  const stopped = stopOf({ line, packs, network }, now)
  if (stopped !== null) return { packs, grant: stopped }
  const full = grantFull(packs, wanted, { rules, now })
  const next = entitlementOfNextByte({ line, packs: full.packs, network }, now)
  if (full.slices.length > 0) {
    return {
      packs: full.packs,
      grant: {
        bytes: sizeOf(full.slices),
        slices: full.slices,
        askAgainBefore: askAgainBefore(full.packs, rules, now),
        ...atFull(full.packs, full.slices, next),
      },
    }
  }
  if (next.kind !== 'throttled') return { packs: full.packs, grant: { kind: 'empty' } }
  const slice = throttledSliceOf(next.kbps, rules)
  const size = wanted === null || wanted > slice ? slice : wanted
  return {
    packs: full.packs,
    grant: {
      kind: 'granted',
      bytes: size,
      kbps: next.kbps,
      at: 'throttled',
      slices: [reserveThrottled(full.packs, size, now)],
      askAgainBefore: askAgainBefore(full.packs, rules, now),
      last: null,
    },
  }
}

/** A reservation that stands, as a grant: what it may do now, and no byte more set aside. */
export function grantAgain(
  { line, packs: before, network }: GrantState,
  { slices, askAgainBefore }: Pick<Reservation, 'slices' | 'askAgainBefore'>,
  now: Instant,
): Granted {
  const packs = begin(before, now)
  const stopped = stopOf({ line, packs, network }, now)
  if (stopped !== null) return { packs, grant: stopped }
  const next = entitlementOfNextByte({ line, packs, network }, now)
  const whole = { bytes: sizeOf(slices), slices, askAgainBefore }
  if (slices.some(({ at }) => at === 'full')) {
    return { packs, grant: { ...whole, ...atFull(packs, slices, next) } }
  }
  const kbps = 'kbps' in next ? next.kbps : null
  const at = next.kind === 'full' ? 'full' : 'throttled'
  return { packs, grant: { ...whole, kind: 'granted', at, kbps, last: null } }
}

/**
 * For what is taken at once and asked about no more: all that is wanted, at full speed, or nothing.
 * `packs` may lag behind time.
 */
export function grantWhole(
  { line, packs: before, network }: GrantState,
  wanted: Bytes,
  { rules, now }: { readonly rules: QuotaRules; readonly now: Instant },
): Granted {
  const packs = begin(before, now)
  const stopped = stopOf({ line, packs, network }, now)
  if (stopped !== null) return { packs, grant: stopped }
  const whole = reserve(packs, wanted, now)
  if (sizeOf(whole.slices) < wanted) return { packs, grant: { kind: 'empty' } }
  return {
    packs: whole.packs,
    grant: {
      kind: 'granted',
      bytes: wanted,
      kbps: speedOf(whole.packs, whole.slices),
      at: 'full',
      slices: whole.slices,
      askAgainBefore: askAgainBefore(whole.packs, rules, now),
      last: null,
    },
  }
}

/** At the best speed that any valid pack allows now. */
function atFull(packs: readonly Pack[], slices: readonly Slice[], next: Entitlement) {
  const own = speedOf(packs, slices)
  const last = next.kind === 'portal_only' || next.kind === 'none' ? next.kind : null
  const kbps = next.kind === 'full' ? faster(own, next.kbps) : own
  return { kind: 'granted', at: 'full', kbps, last } as const
}

function stopOf({ line, packs, network }: GrantState, now: Instant): Grant | null {
  if (hasEnded(packs, { suspendedDays: network.suspendedDays, now })) return { kind: 'ended' }
  return line.suspension === null ? null : { kind: 'suspended' }
}

function sizeOf(slices: readonly Slice[]): Bytes {
  return bytes(slices.reduce((sum, slice) => sum + slice.bytes, 0n))
}

/**
 * Where nothing is left but a pack waits, the slice is of that pack: a byte begins it, and then
 * what it holds is known.
 */
function grantFull(
  packs: readonly Pack[],
  wanted: Bytes | null,
  { rules, now }: { readonly rules: QuotaRules; readonly now: Instant },
) {
  const left = leftToGrant(packs, now)
  if (left !== 0n) return reserve(packs, sliceOf({ left, wanted }, rules), now)
  const begun = reserve(packs, bytes(1n), now)
  if (begun.slices.length === 0) return begun
  const again = leftToGrant(begun.packs, now)
  const rest = sliceOf({ left: again, wanted }, rules)
  const more = reserve(begun.packs, rest, now)
  return { packs: more.packs, slices: merged([...begun.slices, ...more.slices]) }
}

/** Slices of one pack and day that follow each other are one. */
function merged(slices: readonly Slice[]): readonly Slice[] {
  const [first, second, ...others] = slices
  if (first === undefined || second === undefined) return slices
  const isSame = first.pack === second.pack && first.at === second.at
  return isSame ? [{ ...second, bytes: bytes(first.bytes + second.bytes) }, ...others] : slices
}

/**
 * What the next byte of the line gets, beside all that is set aside: a queued pack may begin with
 * it, or one that waits for its first use. `packs` brought up to `now`.
 */
export function entitlementOfNextByte(
  { line, packs, network }: GrantState,
  now: Instant,
): Entitlement {
  const present = entitlementAt(line, packs, { network, now })
  if (present.kind === 'full' || present.kind === 'none' || line.suspension !== null) return present
  const next = reserve(packs, bytes(1n), now)
  return next.slices.length > 0 ? { kind: 'full', kbps: speedOf(next.packs, next.slices) } : present
}

/** The best of the packs that the slices are of; null: the network's best. */
export function speedOf(packs: readonly Pack[], slices: readonly Slice[]): number | null {
  const speeds = slices.map(({ pack: id }) => packs.find((one) => one.id === id)?.fullKbps ?? null)
  return speeds.reduce(faster, 0)
}

export function faster(one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : Math.max(one, other)
}

/**
 * Whether and how fast the network should serve a line now, and why; derived, never stored.
 * Somebody out of data can always reach the renewal pages (`portal_only`). Not a staff permission.
 */
import { bytesLeftAt } from '../balance/balance.ts'
import { fastestThrottle, throttledKbps } from '../balance/burn.ts'
import { isValidAt, type Pack } from '../balance/pack.ts'
import type { Instant } from '../basics/time.ts'
import type { Network } from '../catalogue/offer.ts'
import { hasEnded } from './lifecycle.ts'
import type { Line } from './line.ts'

export type Entitlement =
  /** `kbps` null: the network's best. */
  | { readonly kind: 'full'; readonly kbps: number | null }
  | { readonly kind: 'throttled'; readonly kbps: number }
  | { readonly kind: 'portal_only' }
  | { readonly kind: 'none' }

export function sameEntitlement(one: Entitlement, other: Entitlement): boolean {
  return one.kind === other.kind && speedOf(one) === speedOf(other)
}

function speedOf(entitlement: Entitlement): number | null {
  return 'kbps' in entitlement ? entitlement.kbps : null
}

/** `packs` brought up to `now` by `begin`. */
export function entitlementAt(
  line: Line,
  packs: readonly Pack[],
  { network, now }: { readonly network: Network; readonly now: Instant },
): Entitlement {
  const full = fullSpeed(packs, now)
  if (full === undefined && hasEnded(packs, { suspendedDays: network.suspendedDays, now })) {
    return { kind: 'none' }
  }
  if (line.suspension !== null) return { kind: 'portal_only' }
  if (full === null) return { kind: 'full', kbps: null }
  const base = Math.max(throttledSpeed(packs, now), network.alwaysOnKbps ?? 0)
  if (full !== undefined && full >= base) return { kind: 'full', kbps: full }
  return base > 0 ? { kind: 'throttled', kbps: base } : { kind: 'portal_only' }
}

/**
 * The best speed of a pack with bytes left; undefined if there is none. A pack that waits for its
 * first use counts: its first byte begins it, and that byte must be let through.
 */
function fullSpeed(packs: readonly Pack[], now: Instant): number | null | undefined {
  let best: number | null | undefined
  for (const pack of packs) {
    if (!canServe(pack, now)) continue
    if (pack.fullKbps === null) return null
    best = best === undefined || best === null ? pack.fullKbps : Math.max(best, pack.fullKbps)
  }
  return best
}

function canServe(pack: Pack, now: Instant): boolean {
  if (pack.elsewhere !== null) return false
  if (pack.start.kind === 'first_use') return pack.revoked === null
  return isValidAt(pack, now) && bytesLeftAt(pack, now) !== 0n
}

function throttledSpeed(packs: readonly Pack[], now: Instant): number {
  const pack = fastestThrottle(packs, now)
  return pack === null ? 0 : throttledKbps(pack)
}

/**
 * Where a line stands at an instant: active while packs cover it, then grace, then suspended, then
 * ended. Everything is derived; each coming date can be shown in advance. In grace and suspended
 * the line can still buy. Not `Suspension` (stopped at somebody's wish).
 */
import { coverageAt } from '../balance/coverage.ts'
import { isValidAt, type Pack } from '../balance/pack.ts'
import { isBefore, plusDays, type Instant } from '../basics/time.ts'

export type Lifecycle =
  | { readonly state: 'fresh' }
  | { readonly state: 'active'; readonly until: Instant | null }
  | {
      readonly state: 'grace'
      readonly since: Instant
      readonly suspendedFrom: Instant
      readonly endsAt: Instant
    }
  | { readonly state: 'suspended'; readonly since: Instant; readonly endsAt: Instant }
  | { readonly state: 'ended'; readonly since: Instant }

/** Whether the line is no more, as `lifecycleAt` says; asked at every request of the network. */
export function hasEnded(
  packs: readonly Pack[],
  given: { readonly suspendedDays: number; readonly now: Instant },
): boolean {
  if (packs.some((pack) => isValidAt(pack, given.now))) return false
  return lifecycleAt(packs, given).state === 'ended'
}

/** `packs` brought up to `now` by `begin`; days are 24 hours, which JST keeps. */
export function lifecycleAt(
  packs: readonly Pack[],
  { suspendedDays, now }: { readonly suspendedDays: number; readonly now: Instant },
): Lifecycle {
  const coverage = coverageAt(packs, now)
  if (coverage.kind === 'none') return { state: 'fresh' }
  if (coverage.kind === 'covered') return { state: 'active', until: coverage.until }
  const suspendedFrom = plusDays(coverage.since, coverage.graceDays)
  const endsAt = plusDays(suspendedFrom, suspendedDays)
  if (isBefore(now, suspendedFrom)) {
    return { state: 'grace', since: coverage.since, suspendedFrom, endsAt }
  }
  if (isBefore(now, endsAt)) return { state: 'suspended', since: suspendedFrom, endsAt }
  return { state: 'ended', since: endsAt }
}

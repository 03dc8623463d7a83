/**
 * The span that a line's packs, queued ones too, cover; and when coverage ended, with the grace of
 * the offer whose pack ended last. Expects packs that `begin` has brought up to the instant.
 */
import { compareInstants, isBefore, type Instant } from '../basics/time.ts'
import { derivedInterval } from './chain.ts'
import { isValidAt, type Pack } from './pack.ts'

export type Coverage =
  /** No pack was ever delivered, or only ones that wait for their first use. */
  | { readonly kind: 'none' }
  /** Covered now, without a gap until `until`; null while a pack without an end lives. */
  | { readonly kind: 'covered'; readonly until: Instant | null }
  | { readonly kind: 'over'; readonly since: Instant; readonly graceDays: number }

export function coverageAt(packs: readonly Pack[], now: Instant): Coverage {
  const standing = packs.filter((pack) => pack.revoked === null)
  const covering = standing.some((pack) => isValidAt(pack, now))
  if (covering) return { kind: 'covered', until: coveredUntil(packs, now) }
  if (standing.some((pack) => waits(pack, now))) return { kind: 'none' }
  const last = lastEnded(packs)
  return last === null ? { kind: 'none' } : { kind: 'over', ...last }
}

/**
 * Follows the intervals from `now` for as long as one begins no later than the others end. Revoked
 * packs cover nothing, yet a queued one is still known by the chain it waited behind.
 */
function coveredUntil(packs: readonly Pack[], now: Instant): Instant | null {
  const standing = packs.filter((pack) => pack.revoked === null)
  const intervals = standing.map((pack) => derivedInterval(packs, pack))
  let reached = now
  for (;;) {
    let further: Instant = reached
    for (const { from, until } of intervals) {
      if (from === null || isBefore(reached, from)) continue
      if (until === null) return null
      if (isBefore(further, until)) further = until
    }
    if (further === reached) return reached
    reached = further
  }
}

function waits(pack: Pack, now: Instant): boolean {
  if (pack.start.kind === 'first_use' || pack.start.kind === 'queued') return true
  return pack.start.kind === 'begun' && isBefore(now, pack.start.from)
}

interface LastEnd {
  readonly since: Instant
  readonly graceDays: number
}

/** Two packs ending together: the longer grace counts. */
function lastEnded(packs: readonly Pack[]): LastEnd | null {
  let last: LastEnd | null = null
  for (const pack of packs) {
    const since = endedAt(pack)
    if (since === null) continue
    const order = last === null ? 1 : compareInstants(since, last.since)
    if (order > 0 || (order === 0 && last !== null && pack.graceDays > last.graceDays)) {
      last = { since, graceDays: pack.graceDays }
    }
  }
  return last
}

function endedAt(pack: Pack): Instant | null {
  if (pack.start.kind === 'lapsed') return pack.start.at
  if (pack.start.kind !== 'begun') return pack.revoked?.at ?? null
  if (pack.revoked === null) return pack.start.until
  const { until } = pack.start
  return until === null || isBefore(pack.revoked.at, until) ? pack.revoked.at : until
}

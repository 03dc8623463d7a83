/**
 * Bytes are attributed, then burned. Without a reservation a report covers the span (previous
 * report, heard − delay]: first the packs valid at the span's start, then at its end, each in burn
 * order. Then a pack waiting for its first use begins, even where another would serve at a
 * throttled rate: throttled is not served. What is left runs at a throttled rate, which takes no
 * allowance, or is recorded as uncovered and never taken from a later purchase.
 */
import { assert } from '../basics/assert.ts'
import { lesser, minus, plus, type Bytes } from '../basics/data-volume.ts'
import { compareInstants, earlierEnd, isBefore, sameInstant, type Instant } from '../basics/time.ts'
import type { UsageShare } from '../charging/usage-record.ts'
import { burnOrder, bytesLeftAt, bytesLeftEver, dayFromAt, dayOf } from './balance.ts'
import { begin, beginAt, beginBehindEmptied } from './chain.ts'
import { DAYS_KEPT, type DayUsage, type Pack } from './pack.ts'

/** Usage heard at `heardAt` for the time after `from` up to and including `until`. */
export interface UsageSpan {
  readonly from: Instant
  readonly until: Instant
  readonly heardAt: Instant
}

export interface Burned {
  readonly packs: readonly Pack[]
  readonly shares: readonly UsageShare[]
  readonly uncovered: Bytes
}

/**
 * `packs` may lag behind; what time has decided up to `heardAt` is written down first. Starts and
 * ends that usage decides take effect at `heardAt`, never before it: nothing that was shown becomes
 * untrue afterwards, and the customer gets the later start. A pack that they begin serves the rest
 * of the same report only if the span reaches that instant (a report without delay).
 */
export function burn(packs: readonly Pack[], span: UsageSpan, used: Bytes): Burned {
  assert(!isBefore(span.until, span.from), 'a span runs forwards')
  assert(!isBefore(span.heardAt, span.until), 'usage is heard of after it happened')
  const work: Work = { packs: beginWaiting(packs, span.heardAt), shares: [], rest: used }
  while (work.rest > 0n) {
    if (takeNext(work, span.from, span)) continue
    if (takeNext(work, span.until, span)) continue
    if (!beginFirstUse(work, span)) break
  }
  if (work.rest > 0n) throttle(work, span)
  return { packs: work.packs, shares: work.shares, uncovered: work.rest }
}

interface Work {
  packs: readonly Pack[]
  readonly shares: UsageShare[]
  rest: Bytes
}

/** What is due by time or by emptiness begins. */
export function beginWaiting(packs: readonly Pack[], now: Instant): readonly Pack[] {
  return beginBehindEmptied(begin(packs, now), now)
}

/** From the first pack in burn order that has bytes left. Answers whether there was one. */
function takeNext(work: Work, at: Instant, { heardAt }: UsageSpan): boolean {
  for (const pack of burnOrder(work.packs, at)) {
    const left = bytesLeftAt(pack, at)
    if (left === 0n) continue
    const taken = left === null ? work.rest : lesser(left, work.rest)
    replace(work, endWhenUsedUp(take(pack, taken, at), heardAt))
    share(work, { pack: pack.id, bytes: taken, at: 'full' })
    if (taken === left) work.packs = beginWaiting(work.packs, heardAt)
    return true
  }
  return false
}

function replace(work: Work, changed: Pack): void {
  work.packs = work.packs.map((pack) => (pack.id === changed.id ? changed : pack))
}

/** One share for a pack and rate, however many days of its quota were taken from. */
function share(work: Work, taken: UsageShare): void {
  const index = work.shares.findIndex((one) => one.pack === taken.pack && one.at === taken.at)
  const same = work.shares[index]
  if (same === undefined) work.shares.push(taken)
  else work.shares[index] = { ...same, bytes: plus(same.bytes, taken.bytes) }
  work.rest = minus(work.rest, taken.bytes)
}

function take(pack: Pack, taken: Bytes, at: Instant): Pack {
  const bytesUsed = plus(pack.bytesUsed, taken)
  if (pack.allowance.kind !== 'daily') return { ...pack, bytesUsed }
  const day = dayOf(pack, dayFromAt(pack, pack.allowance, at))
  const used = { ...day, bytesUsed: plus(day.bytesUsed, taken) }
  return { ...pack, bytesUsed, days: daysWith(pack.days, used) }
}

/**
 * "Until used" has no end of its own: it ends with its last byte, heard of now. A limit that has
 * passed meanwhile stays the end. Begun and used up by one report, its interval is empty.
 */
export function endWhenUsedUp(pack: Pack, heardAt: Instant): Pack {
  if (pack.validity.kind !== 'until_used' || bytesLeftEver(pack) !== 0n) return pack
  if (pack.start.kind !== 'begun') return pack
  const until = earlierEnd(pack.start.until, heardAt)
  return until === pack.start.until ? pack : { ...pack, start: { ...pack.start, until } }
}

/** The days of a pack with this one as it now stands; the oldest are forgotten. */
export function daysWith(days: readonly DayUsage[], day: DayUsage): readonly DayUsage[] {
  const at = days.findIndex((one) => sameInstant(one.from, day.from))
  if (at >= 0) return days.with(at, day)
  return [...days, day]
    .toSorted((one, other) => compareInstants(one.from, other.from))
    .slice(-DAYS_KEPT)
}

/**
 * Of the waiting packs the one delivered first begins; answers whether one did. None begins while
 * any pack could serve a byte now, nor for usage from before its purchase.
 */
function beginFirstUse(work: Work, { until, heardAt }: UsageSpan): boolean {
  const waiting = nextFirstUse(work.packs, { at: heardAt, usedBy: until })
  if (waiting === null) return false
  replace(work, beginAt(waiting, heardAt))
  return true
}

/** The pack that a byte used by then would begin at `at`; null while another could serve it. */
export function nextFirstUse(
  packs: readonly Pack[],
  { at, usedBy }: { readonly at: Instant; readonly usedBy: Instant },
): Pack | null {
  if (burnOrder(packs, at).some((pack) => bytesLeftAt(pack, at) !== 0n)) return null
  const waiting = packs
    .filter((pack) => pack.revoked === null && pack.start.kind === 'first_use')
    .filter((pack) => !isBefore(usedBy, pack.deliveredAt))
    .toSorted((one, other) => (one.id < other.id ? -1 : 1))
  return waiting[0] ?? null
}

/** Recorded against the pack that grants the best throttled rate at the span's start, else end. */
function throttle(work: Work, span: UsageSpan): void {
  const pack = fastestThrottle(work.packs, span.from) ?? fastestThrottle(work.packs, span.until)
  if (pack === null) return
  replace(work, { ...pack, bytesThrottled: plus(pack.bytesThrottled, work.rest) })
  share(work, { pack: pack.id, bytes: work.rest, at: 'throttled' })
}

export function fastestThrottle(packs: readonly Pack[], at: Instant): Pack | null {
  let best: Pack | null = null
  for (const pack of burnOrder(packs, at)) {
    if (throttledKbps(pack) > (best === null ? 0 : throttledKbps(best))) best = pack
  }
  return best
}

export function throttledKbps(pack: Pack): number {
  return pack.afterAllowance.kind === 'throttle' ? pack.afterAllowance.kbps : 0
}

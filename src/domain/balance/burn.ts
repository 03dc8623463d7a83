/**
 * Bytes are attributed, then burned. Without a reservation a report covers the span (previous
 * report, heard − delay]: first the packs valid at the span's start, then at its end, each in burn
 * order. Then a pack waiting for its first use begins. What is left runs at a throttled rate, which
 * takes no allowance, or is recorded as uncovered and never taken from a later purchase.
 */
import { assert } from '../basics/assert.ts'
import { lesser, minus, NO_BYTES, plus, type Bytes } from '../basics/data-volume.ts'
import { isBefore, jstDayStart, type Instant } from '../basics/time.ts'
import type { UsageShare } from '../charging/usage-record.ts'
import { burnOrder, bytesLeftAt, bytesLeftEver } from './balance.ts'
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

/** `packs` may lag behind; what time has decided up to `heardAt` is written down first. */
export function burn(packs: readonly Pack[], span: UsageSpan, used: Bytes): Burned {
  assert(!isBefore(span.until, span.from), 'a span runs forwards')
  const work: Work = {
    packs: new Map(begin(packs, span.heardAt).map((pack) => [pack.id, pack])),
    shares: [],
    rest: used,
  }
  takeInOrder(work, span.from)
  takeInOrder(work, span.until)
  while (work.rest > 0n && beginFirstUse(work, span.heardAt)) takeInOrder(work, span.heardAt)
  if (work.rest > 0n) throttle(work, span)
  return {
    packs: beginBehindEmptied([...work.packs.values()], span.heardAt),
    shares: work.shares,
    uncovered: work.rest,
  }
}

interface Work {
  readonly packs: Map<Pack['id'], Pack>
  readonly shares: UsageShare[]
  rest: Bytes
}

function takeInOrder(work: Work, at: Instant): void {
  for (const pack of burnOrder([...work.packs.values()], at)) {
    if (work.rest === 0n) return
    const left = bytesLeftAt(pack, at)
    const taken = left === null ? work.rest : lesser(left, work.rest)
    if (taken === 0n) continue
    work.packs.set(pack.id, take(pack, taken, at))
    work.shares.push({ pack: pack.id, bytes: taken, at: 'full' })
    work.rest = minus(work.rest, taken)
  }
}

function take(pack: Pack, taken: Bytes, at: Instant): Pack {
  const used = { ...pack, bytesUsed: plus(pack.bytesUsed, taken) }
  if (pack.allowance.kind === 'daily') {
    return { ...used, days: addToDay(pack.days, jstDayStart(at, pack.allowance.resetHour), taken) }
  }
  return endWhenUsedUp(used, at)
}

/** "Until used" has no end of its own: it ends with its last byte. */
function endWhenUsedUp(pack: Pack, at: Instant): Pack {
  if (pack.validity.kind !== 'until_used' || bytesLeftEver(pack) !== 0n) return pack
  if (pack.start.kind !== 'begun') return pack
  return { ...pack, start: { ...pack.start, until: at } }
}

function addToDay(days: readonly DayUsage[], from: Instant, taken: Bytes): readonly DayUsage[] {
  const same = (day: DayUsage) => day.from.epochNanoseconds === from.epochNanoseconds
  const before = days.find(same)?.bytesUsed ?? NO_BYTES
  const others = days.filter((day) => !same(day))
  return [...others, { from, bytesUsed: plus(before, taken) }]
    .toSorted((one, other) => Temporal.Instant.compare(one.from, other.from))
    .slice(-DAYS_KEPT)
}

/** The pack delivered first begins first. Answers whether one began. */
function beginFirstUse(work: Work, now: Instant): boolean {
  const waiting = [...work.packs.values()]
    .filter((pack) => pack.revoked === null && pack.start.kind === 'first_use')
    .toSorted((one, other) => (one.id < other.id ? -1 : 1))[0]
  if (waiting === undefined) return false
  work.packs.set(waiting.id, beginAt(waiting, now))
  return true
}

/** Recorded against the pack that grants the best throttled rate at the span's end, else start. */
function throttle(work: Work, span: UsageSpan): void {
  const all = [...work.packs.values()]
  const pack = fastestThrottle(all, span.until) ?? fastestThrottle(all, span.from)
  if (pack === null) return
  work.packs.set(pack.id, { ...pack, bytesThrottled: plus(pack.bytesThrottled, work.rest) })
  work.shares.push({ pack: pack.id, bytes: work.rest, at: 'throttled' })
  work.rest = NO_BYTES
}

export function fastestThrottle(packs: readonly Pack[], at: Instant): Pack | null {
  let best: Pack | null = null
  for (const pack of burnOrder(packs, at)) {
    if (throttledKbps(pack) > (best === null ? 0 : throttledKbps(best))) best = pack
  }
  return best
}

function throttledKbps(pack: Pack): number {
  return pack.afterAllowance.kind === 'throttle' ? pack.afterAllowance.kbps : 0
}

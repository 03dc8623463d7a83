/**
 * What time alone asks to be told of a line: that its coverage ends, that its number will be lost;
 * and when to look again. Remembered on the pack that ends the coverage, so that a pack bought
 * meanwhile, which ends it later, is told of afresh. Of several that are due the nearest to the end
 * is told and all are remembered: a late look tells nothing stale.
 */
import { coverageAt } from '../balance/coverage.ts'
import { begin, derivedInterval } from '../balance/chain.ts'
import type { Pack } from '../balance/pack.ts'
import type { PackId } from '../basics/ids.ts'
import {
  earlierEnd,
  isBefore,
  later,
  plusDays,
  plusHours,
  sameInstant,
  type Instant,
} from '../basics/time.ts'
import { lifecycleAt } from '../line/lifecycle.ts'
import {
  END_NOTICES,
  NUMBER_LOSS_NOTICES,
  type EndNotice,
  type NumberLossNotice,
} from './notice.ts'

export const END_HOURS: Readonly<Record<EndNotice, number>> = { end_3d: 72, end_1d: 24, end_1h: 1 }
export const NUMBER_LOSS_DAYS: Readonly<Record<NumberLossNotice, number>> = {
  number_loss_30: 30,
  number_loss_14: 14,
  number_loss_7: 7,
  number_loss_3: 3,
  number_loss_1: 1,
}

export interface Watched {
  /** Brought up to `now`; the pack that told something remembers it. */
  readonly packs: readonly Pack[]
  readonly told: { readonly kind: EndNotice | NumberLossNotice; readonly pack: PackId } | null
  /** When time alone next asks for something of this line; null while it never does. */
  readonly next: Instant | null
}

/** `suspendedDays` of the line's network. Looking twice at one instant tells nothing twice. */
export function watch(
  packs: readonly Pack[],
  given: { readonly suspendedDays: number; readonly now: Instant },
): Watched {
  const { now } = given
  const current = begin(packs, now)
  const awaited = nextByItself(current, now)
  const end = comingEnd(current, given)
  if (end === null) return { packs: current, told: null, next: awaited }
  const due = end.marks.filter(({ at }) => !isBefore(now, at))
  const told = due.at(-1) ?? null
  const coming = end.marks.find(({ at }) => isBefore(now, at))
  const next = earlierEnd(coming?.at ?? end.lookAgain, awaited)
  if (told === null) return { packs: current, told: null, next }
  const kinds = due.map(({ kind }) => kind)
  const noticed = [...end.pack.noticed, ...kinds]
  return {
    packs: current.map((pack) => (pack.id === end.pack.id ? { ...pack, noticed } : pack)),
    told: { kind: told.kind, pack: end.pack.id },
    next,
  }
}

/** Nothing else on the line changes: is what was to be told then still so? For a late letter. */
export function endsBy(
  packs: readonly Pack[],
  given: { readonly suspendedDays: number; readonly now: Instant },
): { readonly pack: PackId; readonly what: 'coverage' | 'number'; readonly at: Instant } | null {
  const end = comingEnd(begin(packs, given.now), given)
  return end === null ? null : { pack: end.pack.id, what: end.what, at: end.at }
}

interface Mark {
  readonly kind: EndNotice | NumberLossNotice
  readonly at: Instant
}

interface ComingEnd {
  readonly what: 'coverage' | 'number'
  readonly at: Instant
  /** The one that ends it, and remembers. */
  readonly pack: Pack
  /** Not told yet, in the order in which they come. */
  readonly marks: readonly Mark[]
  /** To look again once all are told. */
  readonly lookAgain: Instant | null
}

/** `packs` brought up to now. */
function comingEnd(
  packs: readonly Pack[],
  given: { readonly suspendedDays: number; readonly now: Instant },
): ComingEnd | null {
  // Its first byte will begin it: until then nothing runs out.
  if (packs.some((pack) => pack.revoked === null && pack.start.kind === 'first_use')) return null
  const coverage = coverageAt(packs, given.now)
  if (coverage.kind === 'covered' && coverage.until !== null) {
    return endOfCoverage(packs, coverage.until, given.now)
  }
  if (coverage.kind !== 'over') return null
  const lifecycle = lifecycleAt(packs, given)
  if (lifecycle.state !== 'grace' && lifecycle.state !== 'suspended') return null
  return lossOfNumber(packs, { since: coverage.since, endsAt: lifecycle.endsAt })
}

function endOfCoverage(packs: readonly Pack[], until: Instant, now: Instant): ComingEnd | null {
  const pack = newest(packs.filter((one) => endsAt(packs, one, until)))
  if (pack === null) return null
  const since = knownSince(pack, now)
  const marks = END_NOTICES.map((kind) => ({ kind, at: plusHours(until, -END_HOURS[kind]) }))
    // Whoever buys a day need not be told at once that it ends in a day.
    .filter(({ kind, at }) => isBefore(since, at) && !pack.noticed.includes(kind))
  return { what: 'coverage', at: until, pack, marks, lookAgain: until }
}

function endsAt(packs: readonly Pack[], pack: Pack, until: Instant): boolean {
  if (pack.revoked !== null) return false
  const own = derivedInterval(packs, pack).until
  return own !== null && sameInstant(own, until)
}

/** A start that lies ahead was known from the delivery on; any other, from when it happened. */
function knownSince(pack: Pack, now: Instant): Instant {
  if (pack.start.kind !== 'begun' || isBefore(now, pack.start.from)) return pack.deliveredAt
  return later(pack.deliveredAt, pack.start.from)
}

function lossOfNumber(
  packs: readonly Pack[],
  over: { readonly since: Instant; readonly endsAt: Instant },
): ComingEnd | null {
  const pack = newest(packs.filter((one) => endedAt(one, over.since)))
  if (pack === null) return null
  const marks = NUMBER_LOSS_NOTICES.map((kind) => {
    return { kind, at: plusDays(over.endsAt, -NUMBER_LOSS_DAYS[kind]) }
  }).filter(({ kind, at }) => !isBefore(at, over.since) && !pack.noticed.includes(kind))
  return { what: 'number', at: over.endsAt, pack, marks, lookAgain: null }
}

function endedAt(pack: Pack, since: Instant): boolean {
  const ends = [
    pack.revoked?.at ?? null,
    pack.start.kind === 'begun' ? pack.start.until : null,
    pack.start.kind === 'lapsed' ? pack.start.at : null,
  ]
  return ends.some((end) => end !== null && sameInstant(end, since))
}

/** Ids sort by age. */
function newest(packs: readonly Pack[]): Pack | null {
  return packs.toSorted((one, other) => (one.id < other.id ? 1 : -1))[0] ?? null
}

/** Starts that come by themselves and may move the end: a fixed one ahead, a first use's latest. */
function nextByItself(packs: readonly Pack[], now: Instant): Instant | null {
  let next: Instant | null = null
  for (const pack of packs) {
    if (pack.revoked !== null) continue
    if (pack.start.kind === 'first_use') next = earlierEnd(next, pack.start.latest)
    if (pack.start.kind === 'begun' && isBefore(now, pack.start.from)) {
      next = earlierEnd(next, pack.start.from)
    }
  }
  return next
}

/**
 * Ends and starts of packs: when a chain ends, when a queued pack therefore begins, and the step
 * that writes down what time alone has decided (`begin`). Begun is begun: a derived start becomes
 * a fact at the very instant it was derived for, however late we look, so looking twice or once is
 * the same (the half-runs property).
 */
import { present } from '../basics/assert.ts'
import type { PackId } from '../basics/ids.ts'
import { earlier, isBefore, later, type Instant } from '../basics/time.ts'
import { anchorDayOf, validUntil } from '../catalogue/validity.ts'
import { bytesLeftEver } from './balance.ts'
import type { Pack } from './pack.ts'

/** `known: false` while it depends on a first use that has not happened. `at: null` is no end. */
export type End = { readonly known: true; readonly at: Instant | null } | { readonly known: false }

const UNKNOWN: End = { known: false }

/** Where the pack's own interval lies if nothing else happens; null from when it cannot be said. */
export interface DerivedInterval {
  readonly from: Instant | null
  readonly until: Instant | null
}

/** The latest end of its packs; one that was paid back stopped then, or already at its end. */
export function endOfChain(packs: readonly Pack[], chain: PackId): End {
  let latest: End | null = null
  for (const pack of packs) {
    if (pack.chain !== chain) continue
    if (pack.id === chain && pack.start.kind === 'queued' && pack.revoked !== null) {
      return endOfNeverBegun(packs, pack.start.behind, pack.revoked.at)
    }
    const end = endOfPack(packs, pack)
    latest = latest === null ? end : laterEnd(latest, end)
  }
  return present(latest, 'a chain is asked about together with its packs')
}

/** The later of two ends: unknown if one is unknown, none if one has none. */
function laterEnd(one: End, other: End): End {
  if (!one.known || !other.known) return UNKNOWN
  if (one.at === null || other.at === null) return { known: true, at: null }
  return isBefore(one.at, other.at) ? other : one
}

/** Whoever waited behind a queued pack that was paid back begins where that one would have. */
function endOfNeverBegun(packs: readonly Pack[], behind: PackId, revokedAt: Instant): End {
  const before = endOfChain(packs, behind)
  if (!before.known || before.at === null) return before
  return { known: true, at: later(before.at, revokedAt) }
}

function stoppedAt(pack: Pack, revokedAt: Instant): Instant {
  if (pack.start.kind === 'lapsed') return earlier(pack.start.at, revokedAt)
  if (pack.start.kind !== 'begun' || pack.start.until === null) return revokedAt
  return earlier(pack.start.until, revokedAt)
}

function endOfPack(packs: readonly Pack[], pack: Pack): End {
  if (pack.revoked !== null) return { known: true, at: stoppedAt(pack, pack.revoked.at) }
  switch (pack.start.kind) {
    case 'begun':
      return { known: true, at: pack.start.until }
    case 'lapsed':
      return { known: true, at: pack.start.at }
    case 'first_use':
      return UNKNOWN
    case 'queued': {
      const before = endOfChain(packs, pack.start.behind)
      if (!before.known) return UNKNOWN
      return { known: true, at: before.at === null ? null : endFrom(pack, before.at) }
    }
  }
}

function endFrom(pack: Pack, from: Instant): Instant | null {
  return validUntil(pack.validity, from, { anchorDay: pack.anchorDay ?? anchorDayOf(from) })
}

/** The interval as it stands now, for showing and for coverage. */
export function derivedInterval(packs: readonly Pack[], pack: Pack): DerivedInterval {
  switch (pack.start.kind) {
    case 'begun':
      return pack.start
    case 'lapsed':
    case 'first_use':
    case 'queued': {
      const from = derivedStart(packs, pack)
      return { from, until: from === null ? null : endFrom(pack, from) }
    }
  }
}

/** When it began, or begins if nothing else happens: null while that cannot be said. */
export function derivedStart(packs: readonly Pack[], { start }: Pack): Instant | null {
  switch (start.kind) {
    case 'begun':
      return start.from
    case 'lapsed':
    case 'first_use':
      return null
    case 'queued': {
      const before = endOfChain(packs, start.behind)
      return before.known ? before.at : null
    }
  }
}

/**
 * Writes down every start, end and lapse that lies at or before `now`. Idempotent; the same array
 * where nothing is new.
 */
export function begin(packs: readonly Pack[], now: Instant): readonly Pack[] {
  if (!packs.some(waits)) return packs
  let current = packs
  for (;;) {
    const next = current.map((pack) => beginOne(current, pack, now))
    if (next.every((pack, index) => pack === current[index])) return current
    current = next
  }
}

/** Only such a pack can begin or lapse. */
function waits({ revoked, start }: Pack): boolean {
  return revoked === null && (start.kind === 'queued' || start.kind === 'first_use')
}

function beginOne(packs: readonly Pack[], pack: Pack, now: Instant): Pack {
  if (pack.revoked !== null) return pack
  if (pack.start.kind === 'first_use' && !isBefore(now, pack.start.latest)) {
    if (pack.start.atLatest === 'starts') return beginAt(pack, pack.start.latest)
    return { ...pack, start: { kind: 'lapsed', at: pack.start.latest } }
  }
  if (pack.start.kind !== 'queued') return pack
  const before = endOfChain(packs, pack.start.behind)
  if (!before.known || before.at === null || isBefore(now, before.at)) return pack
  return beginAt(pack, later(before.at, pack.deliveredAt))
}

/** The pack running from `from` by its own shape. */
export function beginAt(pack: Pack, from: Instant): Pack {
  const anchorDay = pack.anchorDay ?? anchorDayOf(from)
  const until = validUntil(pack.validity, from, { anchorDay })
  return { ...pack, anchorDay, start: { kind: 'begun', from, until } }
}

/** Packs that wait for an end *or* an emptiness begin at `now` once their chain is empty. */
export function beginBehindEmptied(packs: readonly Pack[], now: Instant): readonly Pack[] {
  const isDue = ({ revoked, start }: Pack) =>
    revoked === null &&
    start.kind === 'queued' &&
    start.trigger === 'end_or_empty' &&
    isChainEmpty(packs, start.behind)
  if (!packs.some(isDue)) return packs
  return packs.map((pack) => (isDue(pack) ? beginAt(pack, now) : pack))
}

/**
 * No byte is left in the chain for good: a daily allowance or an unlimited one is never empty.
 * Who waits behind a queued chain that was paid back waits for what that one waited for.
 */
export function isChainEmpty(packs: readonly Pack[], chain: PackId): boolean {
  return isChainSpent(packs, chain, bytesLeftEver)
}

/** As `isChainEmpty`, where what is set aside for live sessions counts as gone. */
export function isChainSetAside(packs: readonly Pack[], chain: PackId): boolean {
  return isChainSpent(packs, chain, (pack) => {
    const left = bytesLeftEver(pack)
    return left === null ? null : left - pack.bytesReserved
  })
}

function isChainSpent(
  packs: readonly Pack[],
  chain: PackId,
  leftOf: (pack: Pack) => bigint | null,
): boolean {
  const members = packs.filter((pack) => pack.chain === chain)
  const standing = members.filter((pack) => pack.revoked === null)
  const founder = members.find((pack) => pack.id === chain)
  if (standing.length === 0 && founder?.start.kind === 'queued') {
    return isChainSpent(packs, founder.start.behind, leftOf)
  }
  return standing.every((pack) => {
    if (pack.start.kind === 'queued' || pack.start.kind === 'first_use') return false
    return leftOf(pack) === 0n
  })
}

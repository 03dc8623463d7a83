/**
 * Turning a paid offer into a pack: its start by the offer's rule and its place among the others
 * by the offer's stacking. The same function answers "when would it end if bought now?", so what is
 * shown before paying and what is delivered cannot differ.
 */
import { present } from '../basics/assert.ts'
import { NO_BYTES, type Bytes } from '../basics/data-volume.ts'
import type { LineId, OrderId, PackId } from '../basics/ids.ts'
import { accept, refuse, type Result } from '../basics/result.ts'
import { isBefore, plusDays, sameInstant, type Instant } from '../basics/time.ts'
import type { Offer } from '../catalogue/offer.ts'
import { anchorDayOf, validUntil } from '../catalogue/validity.ts'
import { begin, beginAt, derivedInterval, endOfChain, isChainEmpty } from './chain.ts'
import { coverageAt } from './coverage.ts'
import type { Elsewhere, Pack, PackStart } from './pack.ts'

/** A line holds no more packs than this that have not ended; a store may rely on it. */
export const PACKS_ALIVE_MAX = 24

export type DeliveryRefusal = { readonly code: 'too_many_packs'; readonly max: number }

export interface Delivery {
  readonly line: LineId
  readonly order: OrderId | null
  readonly packId: PackId
  readonly origin: 'paid' | 'bonus'
  /** Run at once what would otherwise wait its turn. */
  readonly startNow: boolean
  /**
   * Auto-renewal's places, whatever the offer's own rule: when the line's coverage ends, or already
   * when its data does (there an offer that extends still extends). Absent, the offer decides.
   */
  readonly after?: 'coverage' | 'data' | undefined
  readonly now: Instant
  /** Of an offer that somebody else delivers: what they told. Absent: nothing yet. */
  readonly told?: ToldSupply | undefined
}

/** What whoever holds the data said when it was there. */
export interface ToldSupply {
  readonly by: Elsewhere['by']
  /** Null where they name no end yet. */
  readonly until: Instant | null
  /** Null: as much as the offer grants. */
  readonly bytesTotal: Bytes | null
  readonly askAt: Instant | null
}

export type DeliveryEffect = 'runs_now' | 'extends' | 'queues' | 'first_use'

export interface Delivered {
  readonly packs: readonly Pack[]
  readonly pack: Pack
  readonly effect: DeliveryEffect
  /** The end that an extension moved. */
  readonly extendsFrom: Instant | null
}

export function deliver(
  packs: readonly Pack[],
  offer: Offer,
  delivery: Delivery,
): Result<Delivered, DeliveryRefusal> {
  const { now } = delivery
  const current = begin(packs, now)
  if (current.filter((pack) => isAlive(pack, now)).length >= PACKS_ALIVE_MAX) {
    return refuse({ code: 'too_many_packs', max: PACKS_ALIVE_MAX })
  }

  // From here delivering must succeed.
  const { stacking, fulfilment } = offer.grant
  if (fulfilment !== undefined) return accept(placeElsewhere(current, offer, delivery))
  if (delivery.after === 'coverage') return accept(placeAfterCoverage(current, offer, delivery))
  if (stacking.kind === 'extends') {
    const chain = chainToExtend(current, offer, now)
    if (chain !== null) return accept(extend(current, offer, { delivery, ...chain }))
  }
  const trigger = triggerOfQueue(offer, delivery)
  const behind = trigger === null ? null : chainToQueueBehind(current, now, trigger)
  if (behind !== null && trigger !== null) {
    return accept(queue(current, offer, { delivery, behind, trigger }))
  }
  const startNow = delivery.startNow || delivery.after === 'data'
  return accept(place(current, offer, { ...delivery, startNow }))
}

/**
 * Runs beside whatever else is there: where it lies among the other carrier's packs is theirs to
 * say. Asked for a quotation, nothing is told, and the end is not known.
 */
export function placeElsewhere(
  packs: readonly Pack[],
  offer: Offer,
  delivery: Delivery,
): Delivered {
  const { now, told } = delivery
  const { allowance } = offer.grant
  const bytes = told?.bytesTotal ?? null
  const elsewhere = told === undefined ? null : { by: told.by, asOf: now, askAt: told.askAt }
  const pack: Pack = {
    ...blank(offer, delivery),
    allowance: bytes === null || allowance.kind !== 'total' ? allowance : { kind: 'total', bytes },
    start: { kind: 'begun', from: now, until: told?.until ?? null },
    elsewhere,
  }
  return { packs: [...packs, pack], pack, effect: 'runs_now', extendsFrom: null }
}

function triggerOfQueue(offer: Offer, delivery: Delivery): 'end' | 'end_or_empty' | null {
  if (delivery.after === 'data') return 'end_or_empty'
  const { stacking } = offer.grant
  return stacking.kind === 'queues' && !delivery.startNow ? stacking.trigger : null
}

/** Behind what ends last of the unbroken span; at once where nothing covers the line. */
function placeAfterCoverage(packs: readonly Pack[], offer: Offer, delivery: Delivery): Delivered {
  const { now } = delivery
  const coverage = coverageAt(packs, now)
  if (coverage.kind !== 'covered') return place(packs, offer, { ...delivery, startNow: true })
  const last = youngestEndingAt(packs, coverage.until, now)
  if (last !== null) return queue(packs, offer, { delivery, behind: last, trigger: 'end' })
  const from = present(coverage.until, 'what never ends is the end of its own chain')
  const pack = beginAt(blank(offer, delivery), from)
  return { packs: [...packs, pack], pack, effect: 'queues', extendsFrom: null }
}

/** Of chains without an end one may wait behind another: the youngest is the last of them. */
function youngestEndingAt(packs: readonly Pack[], at: Instant | null, now: Instant) {
  let youngest: PackId | null = null
  for (const pack of packs) {
    if (pack.revoked !== null || !isAlive(pack, now)) continue
    if (youngest !== null && pack.chain <= youngest) continue
    const end = endOfChain(packs, pack.chain)
    if (end.known && sameEnd(end.at, at)) youngest = pack.chain
  }
  return youngest
}

function sameEnd(one: Instant | null, other: Instant | null): boolean {
  return one === null || other === null ? one === other : sameInstant(one, other)
}

/** Not over: running, or still to come. */
export function isAlive(pack: Pack, now: Instant): boolean {
  if (pack.revoked !== null || pack.start.kind === 'lapsed') return false
  if (pack.start.kind !== 'begun') return true
  return pack.start.until === null || isBefore(now, pack.start.until)
}

/**
 * The latest-ending chain of the offer's family that lives and has an end to move. One whose start
 * is fixed for later counts too: moving an earlier end would only overlap it. A queued chain has no
 * end of its own yet; it moves with the chain it waits behind.
 */
function chainToExtend(packs: readonly Pack[], offer: Offer, now: Instant) {
  let best: { readonly chain: PackId; readonly oldEnd: Instant } | null = null
  for (const pack of packs) {
    if (pack.family !== offer.family || pack.start.kind !== 'begun') continue
    if (pack.elsewhere !== null) continue
    if (!isAlive(pack, now)) continue
    const end = endOfChain(packs, pack.chain)
    if (!end.known || end.at === null || !isBefore(now, end.at)) continue
    if (best === null || isBefore(best.oldEnd, end.at)) {
      best = { chain: pack.chain, oldEnd: end.at }
    }
  }
  return best
}

function extend(
  packs: readonly Pack[],
  offer: Offer,
  to: { readonly delivery: Delivery; readonly chain: PackId; readonly oldEnd: Instant },
): Delivered {
  const { delivery, chain, oldEnd } = to
  const founder = packs.find((pack) => pack.id === chain)
  const anchorDay = founder?.anchorDay ?? anchorDayOf(oldEnd)
  const until = validUntil(offer.grant.validity, oldEnd, { anchorDay })
  const moved = packs.map((pack) => {
    if (pack.chain !== chain || pack.start.kind !== 'begun' || pack.revoked !== null) return pack
    if (pack.start.until === null || isBefore(pack.start.until, oldEnd)) return pack
    return { ...pack, start: { ...pack.start, until } }
  })
  const start: PackStart = { kind: 'begun', from: delivery.now, until }
  const pack = { ...blank(offer, delivery), chain, anchorDay, start, extendsFrom: oldEnd }
  return { packs: [...moved, pack], pack, effect: 'extends', extendsFrom: oldEnd }
}

/** The chain that ends last; one without an end can only be waited for until it is empty. */
function chainToQueueBehind(
  packs: readonly Pack[],
  now: Instant,
  trigger: 'end' | 'end_or_empty',
): PackId | null {
  let best: { readonly chain: PackId; readonly end: Instant | null } | null = null
  for (const pack of packs) {
    if (!isAlive(pack, now)) continue
    const end = endOfChain(packs, pack.chain)
    const at = end.known ? end.at : null
    if (at === null && trigger === 'end') continue
    if (trigger === 'end_or_empty' && isChainEmpty(packs, pack.chain)) continue
    if (best === null || endsLater(at, best.end)) best = { chain: pack.chain, end: at }
  }
  return best?.chain ?? null
}

function endsLater(one: Instant | null, other: Instant | null): boolean {
  if (other === null) return false
  return one === null || isBefore(other, one)
}

function queue(
  packs: readonly Pack[],
  offer: Offer,
  to: {
    readonly delivery: Delivery
    readonly behind: PackId
    readonly trigger: 'end' | 'end_or_empty'
  },
): Delivered {
  const { behind, trigger } = to
  const start: PackStart = { kind: 'queued', behind, trigger }
  const pack = { ...blank(offer, to.delivery), start }
  return { packs: [...packs, pack], pack, effect: 'queues', extendsFrom: null }
}

function place(packs: readonly Pack[], offer: Offer, delivery: Delivery): Delivered {
  const { now } = delivery
  const rule = offer.grant.start
  const fresh = blank(offer, delivery)
  if (rule.kind === 'first_use' && !delivery.startNow) {
    const latest = plusDays(now, rule.withinDays)
    const start: PackStart = { kind: 'first_use', latest, atLatest: rule.atLatest }
    const pack = { ...fresh, start }
    return { packs: [...packs, pack], pack, effect: 'first_use', extendsFrom: null }
  }
  const waits = rule.kind === 'after_current' && !delivery.startNow
  const from = waits ? (latestEndAfter(packs, now) ?? now) : now
  const pack = beginAt(fresh, from)
  const effect = isBefore(now, from) ? 'queues' : 'runs_now'
  return { packs: [...packs, pack], pack, effect, extendsFrom: null }
}

/** The end of what the line holds as it stands now; fixed at delivery by `after_current`. */
function latestEndAfter(packs: readonly Pack[], now: Instant): Instant | null {
  let latest: Instant | null = null
  for (const pack of packs) {
    if (!isAlive(pack, now)) continue
    const { until } = derivedInterval(packs, pack)
    if (until !== null && (latest === null || isBefore(latest, until))) latest = until
  }
  return latest
}

function blank(offer: Offer, delivery: Delivery): Pack {
  const { grant } = offer
  return {
    id: delivery.packId,
    line: delivery.line,
    order: delivery.order,
    offer: { id: offer.id, version: offer.version },
    family: offer.family,
    length: offer.length,
    chain: delivery.packId,
    origin: delivery.origin,
    allowance: grant.allowance,
    afterAllowance: grant.afterAllowance,
    fullKbps: grant.fullKbps,
    validity: grant.validity,
    anchorDay: null,
    graceDays: grant.graceDays,
    extendsFrom: null,
    deliveredAt: delivery.now,
    start: { kind: 'begun', from: delivery.now, until: null },
    bytesUsed: NO_BYTES,
    bytesReserved: NO_BYTES,
    bytesThrottled: NO_BYTES,
    days: [],
    noticed: [],
    elsewhere: null,
    revoked: null,
  }
}

export type StartNowRefusal = { readonly code: 'not_waiting' }

/** The owner's wish: a pack that waits runs at once, beside whatever runs. */
export function startNow(
  packs: readonly Pack[],
  packId: PackId,
  now: Instant,
): Result<readonly Pack[], StartNowRefusal> {
  const current = begin(packs, now)
  const waiting = current.find((pack) => pack.id === packId)
  if (waiting === undefined || !canStartNow(waiting, now)) return refuse({ code: 'not_waiting' })
  const begun = beginEarly(current, waiting, now)
  return accept(current.map((pack) => (pack === waiting ? begun : pack)))
}

/** By its own shape and a new anchor, unless an extension has moved the end: that one it keeps. */
function beginEarly(packs: readonly Pack[], pack: Pack, now: Instant): Pack {
  const isExtended = packs.some(
    (other) => other !== pack && other.chain === pack.chain && other.revoked === null,
  )
  if (isExtended && pack.start.kind === 'begun') {
    return { ...pack, start: { ...pack.start, from: now } }
  }
  return beginAt({ ...pack, anchorDay: null }, now)
}

export function canStartNow(pack: Pack, now: Instant): boolean {
  if (pack.revoked !== null) return false
  if (pack.start.kind === 'queued' || pack.start.kind === 'first_use') return true
  return pack.start.kind === 'begun' && isBefore(now, pack.start.from)
}

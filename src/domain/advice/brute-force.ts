/**
 * A second opinion on the advisor, for tests and the bench: every purchase at every buying instant,
 * tried to the end, on the statement of README.md read anew. It shares nothing with the search but
 * the real engine. Exponential, so for small cases only. Not used by the product.
 */
import { burn } from '../balance/burn.ts'
import { begin } from '../balance/chain.ts'
import { deliver } from '../balance/delivery.ts'
import { isValidAt, type Pack } from '../balance/pack.ts'
import { bytes } from '../basics/data-volume.ts'
import type { PackId } from '../basics/ids.ts'
import { jstMidnightAfter, nextJstDayStart, sameInstant, type Instant } from '../basics/time.ts'
import { onSale, type Offer } from '../catalogue/offer.ts'
import { lifecycleAt } from '../line/lifecycle.ts'
import type { Question } from './question.ts'

/** Unserved bytes, yen, purchases, nanoseconds without cover. */
export type Value = readonly [bigint, bigint, bigint, bigint]

interface Place {
  readonly at: Instant
  readonly day: number
  /** Of the day's need, what is still to be used. */
  readonly open: bigint
  readonly packs: readonly Pack[]
  /** May something be bought before the bytes of this place are used? */
  readonly buys: boolean
  readonly spent: Value
}

export function bruteForce(question: Question): Value {
  const trial = new Trial(question)
  const held = question.packs.map((pack) => ({ ...pack, bytesReserved: bytes(0n) }))
  trial.visit({
    at: question.now,
    day: 0,
    open: question.dayBytes[0] ?? 0n,
    packs: begin(held, question.now),
    buys: true,
    spent: [0n, 0n, 0n, 0n],
  })
  return trial.best ?? [0n, 0n, 0n, 0n]
}

class Trial {
  best: Value | null = null
  readonly question: Question

  constructor(question: Question) {
    this.question = question
  }

  visit(place: Place): void {
    if (this.best !== null && !isLess(place.spent, this.best)) return
    if (place.day === this.question.dayBytes.length) {
      this.best = place.spent
      return
    }
    if (place.buys) for (const bought of this.purchases(place)) this.visit(bought)
    this.use(place)
  }

  use(place: Place): void {
    const { at, day, open } = place
    const dayEnd = jstMidnightAfter(this.question.now, day + 1)
    const { end, amount, burned } = piece(place, dayEnd)
    let missed: bigint = burned.uncovered
    for (const share of burned.shares) if (share.at === 'throttled') missed += share.bytes
    if (missed > 0n) {
      const emptied = { ...place, open: open - (amount - missed), packs: burned.packs }
      for (const bought of this.purchases(emptied)) this.visit(bought)
    }
    const covered = burned.packs.some((pack) => isValidAt(pack, at))
    const isDayOver = sameInstant(end, dayEnd)
    const nextDay = isDayOver ? day + 1 : day
    const packs = begin(burned.packs, end)
    const gap = covered ? 0n : nanos(at, end)
    this.visit({
      at: end,
      day: nextDay,
      open: isDayOver ? (this.question.dayBytes[nextDay] ?? 0n) : open - amount,
      packs,
      buys: isDayOver || coverEnds(packs, end),
      spent: sum(place.spent, [missed, 0n, 0n, gap]),
    })
  }

  *purchases(place: Place): Generator<Place> {
    const { at, spent } = place
    const { offers, suspendedDays, purchasesMax } = this.question
    if (spent[2] >= BigInt(purchasesMax)) return
    if (lifecycleAt(place.packs, { suspendedDays, now: at }).state === 'ended') return
    for (const offer of offers) {
      if (!onSale(offer, at)) continue
      const plainly = this.bought(place, offer, false)
      if (plainly === null) continue
      const paid = sum(spent, [0n, offer.price, 1n, 0n])
      yield { ...place, packs: plainly.packs, buys: true, spent: paid }
      if (plainly.effect !== 'queues') continue
      const atOnce = this.bought(place, offer, true)
      if (atOnce !== null) yield { ...place, packs: atOnce.packs, buys: true, spent: paid }
    }
  }

  bought(place: Place, offer: Offer, startNow: boolean) {
    const number = String(place.spent[2]).padStart(4, '0')
    const delivered = deliver(place.packs, offer, {
      line: this.question.line,
      order: null,
      packId: `eeeeeeee-0000-7000-8000-00000000${number}` as PackId,
      origin: 'paid',
      startNow,
      now: place.at,
    })
    return delivered.ok ? delivered.value : null
  }
}

/** Lasts to the next change of any pack, those included that its own bytes begin. */
function piece({ at, open, packs }: Place, dayEnd: Instant) {
  let end = firstChange(packs, at, dayEnd)
  for (;;) {
    const amount = (open * nanos(at, end)) / nanos(at, dayEnd)
    const burned = burn(packs, { from: at, until: at, heardAt: at }, bytes(amount))
    const change = firstChange(burned.packs, at, end)
    if (sameInstant(change, end)) return { end, amount, burned }
    end = change
  }
}

function firstChange(packs: readonly Pack[], after: Instant, latest: Instant): Instant {
  const changes = packs
    .filter((pack) => pack.revoked === null)
    .flatMap(({ start, allowance }) => {
      if (start.kind === 'first_use') return [start.latest]
      if (start.kind !== 'begun') return []
      const ends = start.until === null ? [] : [start.until]
      const isOver = ends.some((end) => !isLater(end, after))
      if (isOver) return []
      const resets =
        allowance.kind === 'daily' && !isLater(start.from, after)
          ? [nextJstDayStart(after, allowance.resetHour)]
          : []
      return [start.from, ...ends, ...resets]
    })
  return changes
    .filter((change) => isLater(change, after))
    .reduce((first, change) => (isLater(first, change) ? change : first), latest)
}

function coverEnds(packs: readonly Pack[], at: Instant): boolean {
  if (packs.some((pack) => isValidAt(pack, at))) return false
  return packs.some(
    ({ revoked, start }) =>
      revoked === null &&
      start.kind === 'begun' &&
      start.until !== null &&
      sameInstant(start.until, at) &&
      isLater(at, start.from),
  )
}

const isLater = (one: Instant, other: Instant): boolean =>
  one.epochNanoseconds > other.epochNanoseconds

const nanos = (from: Instant, to: Instant): bigint => to.epochNanoseconds - from.epochNanoseconds

function sum(one: Value, other: Value): Value {
  return [one[0] + other[0], one[1] + other[1], one[2] + other[2], one[3] + other[3]]
}

function isLess(one: Value, other: Value): boolean {
  const differs = one.findIndex((value, index) => value !== other[index])
  return differs >= 0 && (one[differs] ?? 0n) < (other[differs] ?? 0n)
}

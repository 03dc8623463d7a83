/**
 * A line's whole horizon lived through under given purchases: what a plan or a simple rule comes to
 * and what each pack of it served. The search finds plans; this one tells what they are.
 */
import { bytesLeftAt } from '../balance/balance.ts'
import { derivedInterval, type DerivedInterval } from '../balance/chain.ts'
import type { DeliveryEffect } from '../balance/delivery.ts'
import { isValidAt } from '../balance/pack.ts'
import { bytes, NO_BYTES, type Bytes } from '../basics/data-volume.ts'
import type { PackId } from '../basics/ids.ts'
import { sumYen } from '../basics/money.ts'
import type { Instant } from '../basics/time.ts'
import type { Offer } from '../catalogue/offer.ts'
import type { Costs, StepReason } from './plan.ts'
import {
  buyAt,
  firstStand,
  goOn,
  instantAt,
  isBuyingInstant,
  isOver,
  mayBuy,
  pieceAt,
  stayEmptied,
  type Course,
  type Piece,
  type Stand,
} from './walk.ts'

/** "Buy what?", asked at a buying instant until the answer is nothing. */
export interface Asked {
  /** Counted from 1. */
  readonly number: number
  readonly stand: Stand
  /** The burn stopped here, for nothing more serves. */
  readonly isEmptied: boolean
}

export interface Wanted {
  readonly offer: Offer
  /** At once where it would queue; changes nothing elsewhere. */
  readonly startNow: boolean
}

export interface LivedPurchase extends Wanted {
  /** The number of the question that it answered. */
  readonly asked: number
  readonly pack: PackId
  readonly at: Instant
  readonly effect: DeliveryEffect
  readonly reason: StepReason
}

export interface Life {
  readonly costs: Costs
  readonly purchases: readonly LivedPurchase[]
  readonly servedBy: ReadonlyMap<PackId, Bytes>
  /** Of each day, what was not served. */
  readonly unserved: readonly Bytes[]
  /** As they come out by the end of the horizon. */
  readonly intervals: ReadonlyMap<PackId, DerivedInterval>
}

/** `choose` answers what to buy; null buys nothing more there. */
export function live(course: Course, choose: (asked: Asked) => Wanted | null): Life {
  const telling = new Telling(course, choose)
  let stand = firstStand(course)
  while (!isOver(course, stand)) stand = telling.stop(stand)
  return telling.life()
}

class Telling {
  readonly #course: Course
  readonly #choose: (asked: Asked) => Wanted | null
  readonly #purchases: LivedPurchase[] = []
  readonly #servedBy = new Map<PackId, Bytes>()
  readonly #unserved: Bytes[]
  readonly #intervals = new Map<PackId, DerivedInterval>()
  #asked = 0
  #micros = 0

  constructor(course: Course, choose: (asked: Asked) => Wanted | null) {
    this.#course = course
    this.#choose = choose
    this.#unserved = course.question.dayBytes.map(() => NO_BYTES)
  }

  /** Buys, burns, buys for what is still needed, and goes on to the next stop. */
  stop(first: Stand): Stand {
    let stand = first
    let isBuying = isBuyingInstant(this.#course, stand)
    for (;;) {
      if (isBuying) stand = this.#buyAll(stand)
      const piece = pieceAt(this.#course, stand)
      for (const [pack, served] of piece.servedBy) add(this.#servedBy, pack, served)
      const bought = piece.served < piece.needed ? this.#ask(stayEmptied(stand, piece), true) : null
      if (bought === null) return this.#goOn(stand, piece)
      stand = bought
      isBuying = true
    }
  }

  #buyAll(first: Stand): Stand {
    let stand = first
    for (;;) {
      const bought = this.#ask(stand, false)
      if (bought === null) return stand
      stand = bought
    }
  }

  #ask(stand: Stand, isEmptied: boolean): Stand | null {
    if (!mayBuy(this.#course, stand, this.#purchases.length)) return null
    this.#asked += 1
    const wanted = this.#choose({ number: this.#asked, stand, isEmptied })
    if (wanted === null) return null
    const { offer } = wanted
    const number = this.#purchases.length + 1
    const plainly = buyAt(this.#course, stand, { offer, startNow: false, number })
    const startNow = wanted.startNow && plainly?.effect === 'queues'
    const bought = startNow ? buyAt(this.#course, stand, { offer, startNow, number }) : plainly
    if (bought === null) return null
    const at = instantAt(stand.at)
    const { pack, effect, oldEnd } = bought
    const reason = reasonOf(stand, { effect, oldEnd })
    this.#purchases.push({ offer, startNow, asked: this.#asked, pack, at, effect, reason })
    return bought.stand
  }

  #goOn(stand: Stand, piece: Piece): Stand {
    const rest = piece.needed - piece.served
    this.#unserved[stand.day] = bytes((this.#unserved[stand.day] ?? NO_BYTES) + rest)
    if (!piece.isCovered) this.#micros += piece.until - stand.at
    for (const pack of piece.packs) {
      if (pack.revoked === null) this.#intervals.set(pack.id, derivedInterval(piece.packs, pack))
    }
    return goOn(this.#course, stand, piece)
  }

  life(): Life {
    const unserved = this.#unserved.reduce((sum, one) => sum + one, 0n)
    const costs: Costs = {
      bytesUnserved: bytes(unserved),
      yen: sumYen(this.#purchases.map(({ offer }) => offer.price)),
      purchases: this.#purchases.length,
      microsWithoutCover: this.#micros,
    }
    return {
      costs,
      purchases: this.#purchases,
      servedBy: this.#servedBy,
      unserved: this.#unserved,
      intervals: this.#intervals,
    }
  }
}

function add(sums: Map<PackId, Bytes>, pack: PackId, served: Bytes): void {
  sums.set(pack, bytes((sums.get(pack) ?? NO_BYTES) + served))
}

function reasonOf(
  stand: Stand,
  { effect, oldEnd }: { readonly effect: DeliveryEffect; readonly oldEnd: Instant | null },
): StepReason {
  const at = instantAt(stand.at)
  const valid = stand.packs.filter((pack) => isValidAt(pack, at))
  if (valid.length === 0) return { kind: 'cover_ended' }
  if (oldEnd !== null) return { kind: 'prolongs', oldEnd }
  if (effect === 'queues') return { kind: 'waits_its_turn' }
  const isEmpty = valid.every((pack) => bytesLeftAt(pack, at) === 0n)
  return { kind: isEmpty ? 'data_ended' : 'spares_others' }
}

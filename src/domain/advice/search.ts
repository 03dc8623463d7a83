/**
 * The exact search: best first, by what a plan has cost and must at least still cost. The first
 * plan that comes out whole is the best of all; past the limit of nodes the best found is answered
 * with the distance it can have from the best (README.md has the proof). No clock, no chance.
 */
import type { Pack } from '../balance/pack.ts'
import { assert } from '../basics/assert.ts'
import type { Offer } from '../catalogue/offer.ts'
import { larger, without, type Bound, type Missing } from './bound.ts'
import { Heap } from './heap.ts'
import {
  buyAt,
  firstStand,
  goOn,
  isBuyingInstant,
  isOver,
  mayBuy,
  microsAt,
  pieceAt,
  isPlanned,
  stayEmptied,
  type Course,
  type Micros,
  type Piece,
  type Stand,
} from './walk.ts'

/** A purchase by the number of the question "buy what?" that it answers, see `life.ts`. */
export interface Choice {
  readonly asked: number
  readonly offer: Offer
  readonly startNow: boolean
}

export interface Found {
  /** Null: none is better than the plan known before. */
  readonly choices: readonly Choice[] | null
  /** Null: no plan is better. Else every better one costs at least this, in order of weight. */
  readonly atLeast: Cost | null
  readonly nodes: number
}

/** In order of weight; whole numbers. */
export interface Cost {
  readonly unserved: number
  readonly yen: number
  readonly purchases: number
  readonly micros: Micros
}

interface Node {
  readonly stand: Stand
  /** The piece whose data ended here, and where it began; null at a stop not yet burned. */
  readonly emptied: { readonly before: Stand; readonly piece: Piece } | null
  readonly isBuying: boolean
  readonly cost: Cost
  /** At least so much is not served by what is held. */
  readonly missing: Missing
  readonly trail: Trail | null
  /** Questions asked on the way here. */
  readonly asked: number
  /** The purchase made last, at this very stop. */
  readonly last: { readonly rank: number } | null
}

interface Trail {
  readonly choice: Choice
  readonly before: Trail | null
}

/** A node to look at, or a purchase to try at one; cheap to make, costly to look at. */
interface Open {
  readonly node: Node
  readonly buy: Item | null
  readonly least: Cost
  readonly serial: number
}

interface Item {
  readonly offer: Offer
  readonly startNow: boolean
  /** Place among the items; same-instant purchases that commute are tried in this order only. */
  readonly rank: number
  readonly commutes: boolean
}

/** In hundredths: how dear the rest of the way is held, exactly and then in haste. */
const EXACTLY = 100
const IN_HASTE = [130, 200]

/** `known`: of a plan at hand; only what may be better is looked for. */
export function search(
  course: Course,
  bound: Bound,
  given: { readonly nodesMax: number; readonly known: Cost | null },
): Found {
  const { nodesMax, known } = given
  const exact = new Run(course, bound, { weight: EXACTLY, known })
  const best = exact.run(nodesMax)
  if (best !== null || exact.isExhausted()) {
    const choices = best === null ? null : choicesOf(best)
    return { choices, atLeast: null, nodes: exact.nodes }
  }
  // The limit is reached: what is open bounds the best; searches in haste find good plans.
  const atLeast = exact.atLeast()
  const ends: Node[] = []
  let { nodes } = exact
  for (const weight of IN_HASTE) {
    const hasty = new Run(course, bound, { weight, known: null })
    const end = hasty.run(Math.ceil(nodesMax / IN_HASTE.length))
    nodes += hasty.nodes
    if (end !== null) ends.push(end)
  }
  if (ends.length === 0) ends.push(exact.dive())
  const found = ends.reduce((one, other) => (compareCosts(other.cost, one.cost) < 0 ? other : one))
  return { choices: choicesOf(found), atLeast, nodes }
}

class Run {
  nodes = 0
  readonly #course: Course
  readonly #bound: Bound
  readonly #weight: number
  readonly #known: Cost | null
  readonly #items: readonly Item[]
  readonly #heap = new Heap<Open>(compareOpen)
  readonly #seen = new Map<string, Cost>()
  #serial = 0

  /** `weight`: 100 is exact; above, the first whole plan is only a good one. */
  constructor(
    course: Course,
    bound: Bound,
    given: { readonly weight: number; readonly known: Cost | null },
  ) {
    this.#course = course
    this.#bound = bound
    this.#weight = given.weight
    this.#known = given.known
    this.#items = itemsOf(course)
    this.open(this.#root(), null)
  }

  /** The first whole plan; null when so many nodes were looked at before, or none is open. */
  run(nodesMax: number): Node | null {
    while (this.nodes < nodesMax) {
      const best = this.#next()
      if (best === null) return null
      if (isOver(this.#course, best.stand)) return best
      this.#expand(best, (node, buy) => this.open(node, buy))
    }
    return null
  }

  /** Nothing is left that could be better than what was known. */
  isExhausted(): boolean {
    return this.#heap.size === 0
  }

  /** Every better plan begins with one that is open. */
  atLeast(): Cost | null {
    return this.#heap.least?.least ?? null
  }

  #root(): Node {
    const stand = firstStand(this.#course)
    const cost = { unserved: 0, yen: 0, purchases: 0, micros: 0 }
    const missing = this.#bound.missing(stand)
    const isBuying = isBuyingInstant(this.#course, stand)
    return { stand, emptied: null, isBuying, cost, missing, trail: null, asked: 0, last: null }
  }

  open(node: Node, buy: Item | null): void {
    const least = this.#least(node, buy)
    if (this.#known !== null && compareCosts(least, this.#known) >= 0) return
    this.#heap.push({ node, buy, least, serial: (this.#serial += 1) })
  }

  /** The node with the least to cost, a purchase made where that is what comes next. */
  #next(): Node | null {
    for (;;) {
      const top = this.#heap.pop()
      if (top === undefined) return null
      if (top.buy === null) {
        if (!this.#isNew(top.node)) continue
        this.nodes += 1
        return top.node
      }
      this.nodes += 1
      const bought = this.#buy(top.node, top.buy)
      if (bought !== null) this.open(bought, null)
    }
  }

  /** What can come next: a purchase, or going on. */
  #expand(node: Node, push: (node: Node, buy: Item | null) => void): void {
    const course = this.#course
    const { stand, cost } = node
    const asks = node.isBuying && mayBuy(course, stand, cost.purchases)
    if (asks) for (const item of this.#items) if (!isOutOfOrder(node, item)) push(node, item)
    const asked = node.asked + (asks ? 1 : 0)
    if (node.emptied !== null) {
      const { before, piece } = node.emptied
      push(this.#goneOn({ ...node, stand: before, asked }, piece), null)
      return
    }
    const piece = pieceAt(course, stand)
    if (piece.served === piece.needed) {
      push(this.#goneOn({ ...node, asked }, piece), null)
      return
    }
    const emptied = { before: stand, piece }
    const there = stayEmptied(stand, piece)
    const missing = larger(node.missing, this.#bound.missing(there))
    const isBuying = true
    push({ ...node, stand: there, emptied, isBuying, missing, asked, last: null }, null)
  }

  #goneOn(node: Node, piece: Piece): Node {
    const unserved = Number(piece.needed - piece.served)
    const micros = piece.isCovered ? 0 : piece.until - node.stand.at
    const stand = goOn(this.#course, node.stand, piece)
    const cost = {
      ...node.cost,
      unserved: node.cost.unserved + unserved,
      micros: node.cost.micros + micros,
    }
    const still = this.#bound.missing(stand)
    const missing = unserved === 0 ? larger(node.missing, still) : still
    const isBuying = isBuyingInstant(this.#course, stand)
    return { ...node, stand, emptied: null, isBuying, cost, missing, last: null }
  }

  /** Null where it cannot be bought, or where asking for a start at once changes nothing. */
  #buy(node: Node, item: Item): Node | null {
    const { offer, startNow, rank } = item
    const number = node.cost.purchases + 1
    const plainly = buyAt(this.#course, node.stand, { offer, startNow: false, number })
    if (plainly === null || (startNow && plainly.effect !== 'queues')) return null
    const bought = startNow ? buyAt(this.#course, node.stand, { offer, startNow, number }) : plainly
    if (bought === null) return null
    const asked = node.asked + 1
    return {
      stand: bought.stand,
      emptied: null,
      isBuying: true,
      cost: { ...node.cost, yen: node.cost.yen + Number(offer.price), purchases: number },
      missing: this.#bound.missing(bought.stand),
      trail: { choice: { asked, offer, startNow }, before: node.trail },
      asked,
      last: item.commutes ? { rank } : null,
    }
  }

  #least({ cost, missing }: Node, buy: Item | null): Cost {
    const bound = this.#bound
    const rest = buy === null ? missing : without(missing, bound.mostServed(buy.offer))
    const price = buy === null ? 0 : Number(buy.offer.price)
    return {
      unserved: cost.unserved,
      yen: cost.yen + price + Math.floor((bound.yenFor(rest) * this.#weight) / EXACTLY),
      purchases: cost.purchases + (buy === null ? 0 : 1) + bound.packsFor(rest),
      micros: cost.micros,
    }
  }

  /** False where the same state was reached before at no greater cost and purchases. */
  #isNew(node: Node): boolean {
    const key = keyOf(node)
    const before = this.#seen.get(key)
    if (before !== undefined) {
      const isWorse = compareCosts(before, node.cost) <= 0
      if (isWorse && before.purchases <= node.cost.purchases) return false
      if (isWorse) return true
    }
    this.#seen.set(key, node.cost)
    return true
  }

  /** Greedily from the start: at each question what promises to cost least. */
  dive(): Node {
    let node = this.#root()
    while (!isOver(this.#course, node.stand)) {
      const options: Open[] = []
      this.#expand(node, (child, buy) => {
        options.push({ node: child, buy, least: this.#least(child, buy), serial: options.length })
      })
      node = this.#firstOf(options.toSorted(compareOpen))
    }
    return node
  }

  #firstOf(options: readonly Open[]): Node {
    for (const option of options) {
      const node = option.buy === null ? option.node : this.#buy(option.node, option.buy)
      if (node !== null) return node
    }
    assert(false, 'going on is always possible')
  }
}

/** Each offer once, and once more run at once where its own rule may make it wait. */
function itemsOf({ question }: Course): readonly Item[] {
  const queues = question.offers.some((one) => one.grant.stacking.kind === 'queues')
  const stretching = question.offers.filter((one) => one.grant.stacking.kind === 'extends')
  const families = new Set(stretching.map((one) => one.family))
  return question.offers
    .flatMap((offer) => {
      const { stacking, start } = offer.grant
      const waits = stacking.kind === 'queues' || start.kind === 'after_current'
      const isPlain = stacking.kind === 'independent' && start.kind === 'now'
      const commutes = isPlain && !queues && !families.has(offer.family)
      const plain = { offer, startNow: false, commutes }
      return waits ? [plain, { offer, startNow: true, commutes: false }] : [plain]
    })
    .map((item, rank) => ({ ...item, rank }))
}

function isOutOfOrder({ last }: Node, item: Item): boolean {
  return last !== null && item.commutes && item.rank < last.rank
}

function compareCosts(one: Cost, other: Cost): number {
  return (
    one.unserved - other.unserved ||
    one.yen - other.yen ||
    one.purchases - other.purchases ||
    one.micros - other.micros
  )
}

/** Equal costs: what is further along comes first, then what was opened last. */
function compareOpen(one: Open, other: Open): number {
  return (
    compareCosts(one.least, other.least) ||
    other.node.stand.at - one.node.stand.at ||
    other.serial - one.serial
  )
}

function choicesOf(node: Node): readonly Choice[] {
  const choices: Choice[] = []
  for (let trail = node.trail; trail !== null; trail = trail.before) choices.push(trail.choice)
  return choices.toReversed()
}

/** All that the future depends on. Ids matter by their order only, so places stand for them. */
function keyOf({ stand, emptied, last }: Node): string {
  const { at, left, packs } = stand
  const places = new Map(packs.map((pack, index) => [pack.id, index]))
  const parts: unknown[] = [at, left, emptied?.piece.until, last?.rank]
  for (const pack of packs) {
    parts.push(keyOfPack(pack), places.get(pack.chain))
    if (pack.start.kind === 'queued') parts.push(places.get(pack.start.behind))
  }
  return parts.join(';')
}

function keyOfPack(pack: Pack): string {
  const { start } = pack
  const when =
    start.kind === 'begun'
      ? `${microsAt(start.from)}-${start.until === null ? '' : microsAt(start.until)}`
      : start.kind === 'first_use'
        ? `f${microsAt(start.latest)}`
        : start.kind
  const days = pack.days.map((day) => `${microsAt(day.from)}=${day.bytesUsed}`).join(',')
  const what = isPlanned(pack) ? `${pack.offer.id}@${pack.offer.version}` : pack.id
  return `${what}${pack.anchorDay}/${when}/${pack.bytesUsed}/${days}`
}

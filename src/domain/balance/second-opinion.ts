/**
 * A second opinion on the whole pack engine, for `model.test.ts`: a life lived forward through
 * every instant at which anything happens, burning byte by byte, on plain data of its own. Slow and
 * obvious. Only the calendar (`validity.ts`, which has its own second opinion) is shared. Not used
 * by the product.
 */
import { assert, present } from '../basics/assert.ts'
import type { OfferFamily } from '../basics/ids.ts'
import { fromMicros, instant, microsOf } from '../basics/time.ts'
import type { Grant } from '../catalogue/offer.ts'
import { anchorDayOf, validUntil } from '../catalogue/validity.ts'
import { DAYS_KEPT } from './pack.ts'

export const HOUR = 3_600_000_000
export const DAY = 24 * HOUR
export const FOREVER = Number.POSITIVE_INFINITY
export const FIRST_DAY = Number(microsOf(instant('2027-01-30T22:00+09:00')))

export interface Held {
  id: number
  chain: number
  family: OfferFamily
  bonus: boolean
  grant: Grant
  delivered: number
  state: 'runs' | 'queued' | 'first_use' | 'lapsed'
  from: number
  until: number
  anchor: number | null
  behind: number
  whenEmpty: boolean
  latest: number
  used: number
  throttled: number
  days: Map<number, number>
  revoked: number | null
}

/** As delivered, before its place is found. */
function held(
  grant: Grant,
  given: { id: number; family: OfferFamily; bonus: boolean },
  now: number,
): Held {
  return {
    id: given.id,
    chain: given.id,
    family: given.family,
    bonus: given.bonus,
    grant,
    delivered: now,
    state: 'runs',
    from: now,
    until: now,
    anchor: null,
    behind: 0,
    whenEmpty: false,
    latest: 0,
    used: 0,
    throttled: 0,
    days: new Map(),
    revoked: null,
  }
}

export class Life {
  now = FIRST_DAY
  held: Held[] = []

  standing = () => this.held.filter((one) => one.revoked === null)
  founderOf = (chain: number) =>
    present(
      this.held.find((one) => one.id === chain),
      'a chain has a founder',
    )
  chainOf = (chain: number) => this.held.filter((one) => one.chain === chain)

  valid(one: Held, t: number) {
    return one.revoked === null && one.state === 'runs' && one.from <= t && t < one.until
  }

  alive(one: Held) {
    if (one.revoked !== null || one.state === 'lapsed') return false
    return one.state !== 'runs' || one.until > this.now
  }

  /** Everything is over, or paid back; behind a queued pack paid back, what it waited for. */
  chainIs(chain: number, done: (one: Held) => boolean): boolean {
    const standing = this.chainOf(chain).filter((one) => one.revoked === null)
    const founder = this.founderOf(chain)
    if (standing.length === 0 && founder.state === 'queued')
      return this.chainIs(founder.behind, done)
    return standing.every(done)
  }

  over = (one: Held) => one.state === 'lapsed' || (one.state === 'runs' && one.until <= this.now)

  empty = ({ state, grant: { allowance }, used }: Held) =>
    state === 'runs' && allowance.kind === 'total' && used === Number(allowance.bytes)

  start(one: Held, t: number) {
    one.anchor = anchorDayOf(fromMicros(BigInt(t)))
    one.state = 'runs'
    one.from = t
    one.until = end(one.grant, t, one.anchor)
  }

  /** Whatever is due at this very instant, until nothing more is. */
  happen() {
    for (const one of this.standing()) {
      if (one.state !== 'first_use' || one.latest > this.now) continue
      const rule = one.grant.start
      if (rule.kind === 'first_use' && rule.atLatest === 'starts') this.start(one, this.now)
      else one.state = 'lapsed'
    }
    for (const one of this.standing()) {
      if (one.state !== 'queued') continue
      const due = this.chainIs(one.behind, this.over)
      if (!due && !(one.whenEmpty && this.chainIs(one.behind, this.empty))) continue
      this.start(one, this.now)
      this.happen()
    }
  }

  edges = () => this.held.flatMap((one) => [one.from, one.until, one.latest])

  live(to: number) {
    for (;;) {
      const next = Math.min(...this.edges().filter((t) => t > this.now && t <= to), FOREVER)
      if (next === FOREVER) break
      this.now = next
      this.happen()
    }
    this.now = to
  }

  /** How the packs lie if nothing else happens and nobody makes a first use. */
  foreseen(): Held[] {
    const life = new Life()
    life.now = this.now
    life.held = this.held.map((one) => ({ ...one }))
    for (const one of life.held) if (one.state === 'first_use') one.latest = FOREVER
    life.live(this.now + 1_000 * DAY)
    return life.held
  }

  chainEnd(chain: number, foreseen: readonly Held[]) {
    const members = foreseen.filter((one) => one.chain === chain && one.revoked === null)
    return Math.max(...members.map((one) => (one.state === 'runs' ? one.until : FOREVER)))
  }

  deliver(
    grant: Grant,
    given: {
      id: number
      family: OfferFamily
      bonus: boolean
      hurry: boolean
      after?: 'coverage' | 'data' | undefined
    },
  ) {
    const one = held(grant, given, this.now)
    const foreseen = this.foreseen()
    const coverage = this.coverage()
    const alive = this.held.filter((other) => this.alive(other))
    this.held.push(one)
    const ends = new Map(alive.map(({ chain }) => [chain, this.chainEnd(chain, foreseen)]))
    if (given.after === 'coverage') return this.follow(one, coverage, { alive, foreseen })
    if (grant.stacking.kind === 'extends') {
      const mine = alive.filter((other) => other.family === one.family && other.state === 'runs')
      const chain = latest(
        mine.map((other) => other.chain).filter((id) => ends.get(id) !== FOREVER),
      )
      if (chain !== undefined) return this.extend(one, chain, endOf(chain))
    }
    const queues = grant.stacking.kind === 'queues' && !given.hurry ? grant.stacking.trigger : null
    const trigger = given.after === 'data' ? 'end_or_empty' : queues
    if (trigger !== null) {
      const chain = latest(
        [...ends.keys()].filter((id) =>
          trigger === 'end' ? ends.get(id) !== FOREVER : !this.chainIs(id, this.empty),
        ),
      )
      const whenEmpty = trigger !== 'end'
      if (chain !== undefined) {
        return Object.assign(one, { state: 'queued', behind: chain, whenEmpty })
      }
    }
    if (given.after === 'data') return this.start(one, this.now)
    if (grant.start.kind === 'first_use' && !given.hurry) {
      const by = this.now + grant.start.withinDays * DAY
      return Object.assign(one, { state: 'first_use', latest: by })
    }
    const untils = foreseen
      .filter((other) => alive.some(({ id }) => id === other.id) && other.state === 'runs')
      .map((other) => other.until)
      .filter((until) => until !== FOREVER)
    const waits = grant.start.kind === 'after_current' && !given.hurry
    return this.start(one, waits ? Math.max(this.now, ...untils) : this.now)

    function endOf(chain: number): number {
      return present(ends.get(chain), 'only chains alive are weighed')
    }

    function latest(chains: readonly number[]): number | undefined {
      const last = Math.max(...chains.map(endOf))
      return chains.find((id) => ends.get(id) === last)
    }
  }

  /** Auto-renewal's place: where the unbroken span that holds now comes to its end. */
  follow(
    one: Held,
    coverage: { kind: string; until?: number },
    given: { alive: readonly Held[]; foreseen: readonly Held[] },
  ) {
    if (coverage.until === undefined) return this.start(one, this.now)
    const reaching = new Set(
      given.alive
        .map((other) => other.chain)
        .filter((chain) => this.isKnown(chain, given.foreseen))
        .filter((chain) => this.chainEnd(chain, given.foreseen) === coverage.until),
    )
    if (reaching.size === 0) return this.start(one, coverage.until)
    return Object.assign(one, { state: 'queued', behind: Math.max(...reaching) })
  }

  /** Its end does not hang on a first use. */
  isKnown(chain: number, foreseen: readonly Held[]): boolean {
    return foreseen
      .filter((one) => one.chain === chain && (one.revoked === null || one.state === 'queued'))
      .every(
        ({ state, behind }) =>
          state === 'runs' || (state === 'queued' && this.isKnown(behind, foreseen)),
      )
  }

  extend(one: Held, chain: number, oldEnd: number) {
    const { anchor } = this.founderOf(chain)
    assert(anchor !== null, 'only what has begun is extended')
    const until = end(one.grant, oldEnd, anchor)
    for (const other of this.chainOf(chain)) {
      if (other.until === oldEnd && other.revoked === null) other.until = until
    }
    Object.assign(one, { chain, anchor, until })
  }

  startNow(id: number): boolean {
    const one = this.standing().find((other) => other.id === id)
    if (one === undefined || one.state === 'lapsed') return false
    if (one.state === 'runs' && one.from <= this.now) return false
    const isExtended = this.chainOf(id).some((other) => other !== one && other.revoked === null)
    if (isExtended) one.from = this.now
    else this.start(one, this.now)
    return true
  }

  left({ grant: { allowance }, used, days }: Held, t: number): number {
    if (allowance.kind === 'unlimited') return FOREVER
    if (allowance.kind === 'total') return Number(allowance.bytes) - used
    const day = dayOf(t, allowance.resetHour)
    const kept = [...days.keys()].toSorted((a, b) => b - a)
    if (kept.length >= DAYS_KEPT && day < (kept[DAYS_KEPT - 1] ?? 0)) return 0
    return Number(allowance.bytesPerDay) - (days.get(day) ?? 0)
  }

  /** The pack that the next byte at `t` burns. */
  burns(t: number): Held | undefined {
    const rank = (one: Held) => {
      const { allowance, fullKbps } = one.grant
      const reset = allowance.kind === 'daily' ? allowance.resetHour : null
      const dayEnd = reset === null ? FOREVER : (dayOf(t, reset) + 1) * DAY + (reset - 9) * HOUR
      const speed = allowance.kind !== 'unlimited' ? 1 : fullKbps === null ? 0 : 2
      return [speed, Math.min(dayEnd, one.until), one.bonus ? 0 : 1, one.id]
    }
    const open = this.held.filter((one) => this.valid(one, t) && this.left(one, t) > 0)
    return open.reduce<Held | undefined>((best, one) => {
      if (best === undefined) return one
      const [mine, bests] = [rank(one), rank(best)]
      const differs = mine.findIndex((value, index) => value !== bests[index])
      return (mine[differs] ?? 0) < (bests[differs] ?? 0) ? one : best
    }, undefined)
  }

  /** One byte of the span; false where nothing covers it. */
  byte(from: number, until: number): boolean {
    for (const t of [from, until]) {
      const one = this.burns(t)
      if (one === undefined) continue
      one.used += 1
      const { allowance, validity } = one.grant
      if (allowance.kind === 'daily') {
        const day = dayOf(t, allowance.resetHour)
        one.days.set(day, (one.days.get(day) ?? 0) + 1)
      }
      const isUsedUp = validity.kind === 'until_used' && this.empty(one)
      if (isUsedUp) one.until = Math.min(one.until, this.now)
      this.happen()
      return true
    }
    const waiting = this.standing().filter(
      (one) => one.state === 'first_use' && one.delivered <= until,
    )[0]
    if (waiting !== undefined && this.burns(this.now) === undefined) {
      this.start(waiting, this.now)
      return this.byte(from, until)
    }
    for (const t of [from, until]) {
      const kbps = (one: Held) =>
        one.grant.afterAllowance.kind === 'throttle' ? one.grant.afterAllowance.kbps : 0
      const best = Math.max(0, ...this.held.filter((one) => this.valid(one, t)).map(kbps))
      if (best === 0) continue
      // Which of equals is a matter of burn order, covered by an example; the sum is compared.
      const granting = this.held.find((one) => this.valid(one, t) && kbps(one) === best)
      present(granting, 'somebody grants the best').throttled += 1
      return true
    }
    return false
  }

  coverage() {
    const foreseen = this.foreseen().filter((one) => one.revoked === null && one.state === 'runs')
    let t = this.now
    for (;;) {
      const covering = foreseen.filter((one) => one.from <= t && t < one.until)
      if (covering.length === 0) break
      t = Math.max(...covering.map((one) => one.until))
    }
    if (t > this.now) return { kind: 'covered', until: t }
    if (this.held.length === 0 || this.standing().some((one) => !this.over(one))) {
      return { kind: 'none' }
    }
    const stops = this.held.map((one) => {
      const own = one.state === 'runs' ? one.until : one.state === 'lapsed' ? one.latest : FOREVER
      return { since: Math.min(own, one.revoked ?? FOREVER), graceDays: one.grant.graceDays }
    })
    const since = Math.max(...stops.map((stop) => stop.since))
    const graces = stops.filter((stop) => stop.since === since).map((stop) => stop.graceDays)
    return { kind: 'over', since, graceDays: Math.max(...graces) }
  }
}

function end({ validity }: Grant, from: number, anchorDay: number): number {
  return ofInstant(validUntil(validity, fromMicros(BigInt(from)), { anchorDay }))
}

export function dayOf(t: number, resetHour: number) {
  return Math.floor((t + (9 - resetHour) * HOUR) / DAY)
}

export function ofInstant(at: Temporal.Instant | null): number {
  return at === null ? FOREVER : Number(microsOf(at))
}

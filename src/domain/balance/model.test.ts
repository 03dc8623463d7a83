/**
 * A second opinion on the whole pack engine: it lives forward through every instant at which
 * anything happens and burns byte by byte, on plain data of its own. Only the calendar
 * (`validity.ts`, which has its own second opinion) is shared. Examples are in the other tests.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { bytes } from '../basics/data-volume.ts'
import type { OfferFamily } from '../basics/ids.ts'
import { fromMicros, instant, microsOf } from '../basics/time.ts'
import type { Grant } from '../catalogue/offer.ts'
import { anchorDayOf, validUntil } from '../catalogue/validity.ts'
import { burn } from './burn.ts'
import { begin, beginBehindEmptied } from './chain.ts'
import { coverageAt } from './coverage.ts'
import { deliver, startNow } from './delivery.ts'
import { LINE, offer, packId, revoke } from './example-packs.ts'
import { DAYS_KEPT, type Pack } from './pack.ts'

const HOUR = 3_600_000_000
const DAY = 24 * HOUR
const FOREVER = Number.POSITIVE_INFINITY
const FIRST_DAY = Number(microsOf(instant('2027-01-30T22:00+09:00')))

interface Held {
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
  latest: number
  used: number
  throttled: number
  days: Map<number, number>
  revoked: number | null
}

class Life {
  now = FIRST_DAY
  held: Held[] = []

  standing = () => this.held.filter((one) => one.revoked === null)
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
    const founder = this.held.find((one) => one.id === chain)!
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
      const { stacking } = one.grant
      const whenEmpty = stacking.kind === 'queues' && stacking.trigger === 'end_or_empty'
      const due = this.chainIs(one.behind, this.over)
      if (!due && !(whenEmpty && this.chainIs(one.behind, this.empty))) continue
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
    given: { id: number; family: OfferFamily; bonus: boolean; hurry: boolean },
  ) {
    const one: Held = {
      ...{ id: given.id, chain: given.id, family: given.family, bonus: given.bonus, grant },
      ...{ delivered: this.now, state: 'runs', from: this.now, until: this.now, anchor: null },
      ...{ behind: 0, latest: 0, used: 0, throttled: 0, days: new Map(), revoked: null },
    }
    const foreseen = this.foreseen()
    const alive = this.held.filter((other) => this.alive(other))
    this.held.push(one)
    const ends = new Map(alive.map(({ chain }) => [chain, this.chainEnd(chain, foreseen)]))
    if (grant.stacking.kind === 'extends') {
      const mine = alive.filter((other) => other.family === one.family && other.state === 'runs')
      const chain = latest(
        mine.map((other) => other.chain).filter((id) => ends.get(id) !== FOREVER),
      )
      if (chain !== undefined) return this.extend(one, chain, ends.get(chain)!)
    }
    if (grant.stacking.kind === 'queues' && !given.hurry) {
      const { trigger } = grant.stacking
      const chain = latest(
        [...ends.keys()].filter((id) =>
          trigger === 'end' ? ends.get(id) !== FOREVER : !this.chainIs(id, this.empty),
        ),
      )
      if (chain !== undefined) return Object.assign(one, { state: 'queued', behind: chain })
    }
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

    function latest(chains: readonly number[]): number | undefined {
      const last = Math.max(...chains.map((id) => ends.get(id)!))
      return chains.find((id) => ends.get(id) === last)
    }
  }

  extend(one: Held, chain: number, oldEnd: number) {
    const anchor = this.held.find((other) => other.id === chain)!.anchor!
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
    if (kept.length >= DAYS_KEPT && day < kept[DAYS_KEPT - 1]!) return 0
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
      return mine[differs]! < bests[differs]! ? one : best
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
      this.held.find((one) => this.valid(one, t) && kbps(one) === best)!.throttled += 1
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

function dayOf(t: number, resetHour: number) {
  return Math.floor((t + (9 - resetHour) * HOUR) / DAY)
}

function ofInstant(at: Temporal.Instant | null): number {
  return at === null ? FOREVER : Number(microsOf(at))
}

/** What must be equal, in words common to both. */
function ofEngine(packs: readonly Pack[]) {
  return packs.map((pack) => ({
    id: Number(pack.id.slice(-4)),
    chain: Number(pack.chain.slice(-4)),
    start:
      pack.start.kind === 'begun'
        ? [ofInstant(pack.start.from), ofInstant(pack.start.until)]
        : pack.start.kind,
    behind: pack.start.kind === 'queued' ? Number(pack.start.behind.slice(-4)) : null,
    used: Number(pack.bytesUsed),
    days: pack.days.map((day) => Number(day.bytesUsed)),
  }))
}

function ofLife(held: readonly Held[]) {
  return held.map((one) => ({
    id: one.id,
    chain: one.chain,
    start: one.state === 'runs' ? [one.from, one.until] : one.state,
    behind: one.state === 'queued' ? one.behind : null,
    used: one.used,
    days: [...one.days]
      .toSorted(([a], [b]) => a - b)
      .slice(-DAYS_KEPT)
      .map(([, used]) => used),
  }))
}

const sum = (all: readonly (number | bigint)[]) =>
  all.reduce((one: number, n) => one + Number(n), 0)

/** Each step first lets time pass: to an edge of some pack, just before or after, or some hours. */
const grants: fc.Arbitrary<Grant> = fc.record({
  validity: fc.constantFrom(
    { kind: 'hours', hours: 1 },
    { kind: 'hours', hours: 24 },
    { kind: 'days_to_day_end', days: 1 },
    { kind: 'calendar_days', days: 2 },
    { kind: 'calendar_month' },
    { kind: 'monthly_anniversary', shortMonths: 'clip' },
    { kind: 'end_of_month', months: 1 },
    { kind: 'until_used', daysMax: null },
    { kind: 'until_used', daysMax: 2 },
  ),
  allowance: fc.constantFrom(
    { kind: 'total', bytes: bytes(2) },
    { kind: 'total', bytes: bytes(5) },
    { kind: 'daily', bytesPerDay: bytes(2), resetHour: 0 },
    { kind: 'daily', bytesPerDay: bytes(3), resetHour: 5 },
    { kind: 'unlimited' },
  ),
  afterAllowance: fc.constantFrom({ kind: 'stop' }, { kind: 'throttle', kbps: 128 }),
  fullKbps: fc.constantFrom(null, 1_000),
  start: fc.constantFrom(
    { kind: 'now' },
    { kind: 'after_current' },
    { kind: 'first_use', withinDays: 1, atLatest: 'starts' },
    { kind: 'first_use', withinDays: 1, atLatest: 'lapses' },
  ),
  stacking: fc.constantFrom(
    { kind: 'independent' },
    { kind: 'extends' },
    { kind: 'queues', trigger: 'end' },
    { kind: 'queues', trigger: 'end_or_empty' },
  ),
  graceDays: fc.constantFrom(0, 3),
})
const index = fc.nat(30)
const acts = fc.oneof(
  fc.record({
    act: fc.constant('deliver' as const),
    grant: grants,
    family: fc.constantFrom('one' as OfferFamily, 'two' as OfferFamily),
    bonus: fc.boolean(),
    hurry: fc.constantFrom(false, false, false, true),
  }),
  fc.record({
    act: fc.constant('report' as const),
    count: fc.nat(9),
    half: fc.nat(9),
    from: index,
    until: fc.constantFrom(0, 0, 1, 2, 3, 7),
  }),
  fc.record({ act: fc.constantFrom('startNow' as const, 'revoke' as const), which: index }),
)
const passing = fc.oneof(
  fc.constant({ hours: 0 }),
  fc.record({ hours: fc.constantFrom(0.5, 25) }),
  fc.record({ edge: index, nudge: fc.constantFrom(-1, 0, 1) }),
)
const stories = fc.array(fc.record({ passing, acts }), { minLength: 2, maxLength: 14 })

type Step = { passing: { hours: number } | { edge: number; nudge: number }; acts: Act }
type Act = typeof acts extends fc.Arbitrary<infer One> ? One : never

/** The engine twice (asked only when it must be, and asked often with every report in halves). */
class Trial {
  life = new Life()
  lazy: readonly Pack[] = []
  eager: readonly Pack[] = []

  step({ passing, acts: act }: Step) {
    const to = this.reached(passing)
    for (const t of [(this.life.now + to) / 2, to - 1, to]) {
      this.eager = begin(this.eager, fromMicros(BigInt(Math.max(this.life.now, Math.floor(t)))))
    }
    this.life.live(to)
    if (act.act === 'deliver') this.deliver(act)
    else if (act.act === 'report') this.report(act)
    else if (this.life.held.length > 0) this.turn(act)
    this.compare()
  }

  reached(passing: Step['passing']): number {
    const { now } = this.life
    if ('hours' in passing) return now + passing.hours * HOUR
    const reset = (dayOf(now, 5) + 1) * DAY - 4 * HOUR
    const ahead = this.life.foreseen().flatMap((one) => [one.from, one.until, one.latest])
    const edges = [...ahead.filter((t) => t > now && t !== FOREVER), reset]
    return Math.max(now, edges[passing.edge % edges.length]! + passing.nudge)
  }

  deliver(act: Extract<Act, { act: 'deliver' }>) {
    const id = this.life.held.length + 1
    this.life.deliver(act.grant, { id, ...act })
    const given = {
      line: LINE,
      order: null,
      packId: packId(id),
      startNow: act.hurry,
      now: this.now(),
    }
    const origin = act.bonus ? 'bonus' : 'paid'
    const after = (packs: readonly Pack[]) => {
      const delivered = deliver(packs, offer(act.grant, act.family), { ...given, origin })
      assert(delivered.ok)
      return delivered.value.packs
    }
    this.lazy = after(this.lazy)
    this.eager = after(this.eager)
  }

  report(act: Extract<Act, { act: 'report' }>) {
    const { life } = this
    const past = life.edges().flatMap((t) => [t - 1, t, t + 1])
    const heard = [life.now, ...past.filter((t) => t > FIRST_DAY - DAY && t < life.now)]
    heard.sort((a, b) => b - a)
    const until = heard[act.until % heard.length]!
    const from = [until - HOUR, ...heard.filter((t) => t <= until)][act.from % (heard.length + 1)]
    const span = { from: fromMicros(BigInt(from ?? until)), until: fromMicros(BigInt(until)) }
    const heardSpan = { ...span, heardAt: this.now() }

    life.happen()
    const covered = Array.from({ length: act.count }, () => life.byte(from ?? until, until))
    const whole = burn(this.lazy, heardSpan, bytes(act.count))
    const first = burn(this.eager, heardSpan, bytes(Math.min(act.half, act.count)))
    const second = burn(first.packs, heardSpan, bytes(act.count - Math.min(act.half, act.count)))
    const uncovered = covered.filter((one) => !one).length
    assert.equal(Number(whole.uncovered), uncovered)
    assert.equal(Number(first.uncovered + second.uncovered), uncovered)
    assert.equal(sum(whole.shares.map((share) => share.bytes)) + uncovered, act.count)
    this.lazy = whole.packs
    this.eager = second.packs
  }

  turn(act: Extract<Act, { act: 'startNow' | 'revoke' }>) {
    const one = this.life.held[act.which % this.life.held.length]!
    if (act.act === 'startNow') {
      const lazily = startNow(this.lazy, packId(one.id), this.now())
      const eagerly = startNow(this.eager, packId(one.id), this.now())
      assert.equal(lazily.ok, this.life.startNow(one.id))
      if (lazily.ok) this.lazy = lazily.value
      if (eagerly.ok) this.eager = eagerly.value
      return
    }
    if (one.revoked !== null) return
    one.revoked = this.life.now
    this.life.happen()
    const revoked = (packs: readonly Pack[]) =>
      beginBehindEmptied(revoke(begin(packs, this.now()), one.id, this.now()), this.now())
    this.lazy = revoked(this.lazy)
    this.eager = revoked(this.eager)
  }

  now = () => fromMicros(BigInt(this.life.now))

  compare() {
    const packs = begin(this.lazy, this.now())
    assert.deepEqual(begin(this.eager, this.now()), packs)
    assert.deepEqual(ofEngine(packs), ofLife(this.life.held))
    const throttled = sum(packs.map((pack) => pack.bytesThrottled))
    assert.equal(throttled, sum(this.life.held.map((one) => one.throttled)))
    const coverage = coverageAt(packs, this.now())
    const plain = Object.entries(coverage).map(([key, value]) => [
      key,
      key === 'until' || key === 'since' ? ofInstant(value) : value,
    ])
    assert.deepEqual(Object.fromEntries(plain), this.life.coverage())
    for (const { allowance, bytesUsed, days } of packs) {
      if (allowance.kind === 'total') assert(bytesUsed <= allowance.bytes)
      if (allowance.kind !== 'daily') continue
      assert(days.every((day) => day.bytesUsed <= allowance.bytesPerDay))
    }
  }
}

test('the engine agrees with a life lived forward, byte by byte, however often it is asked', () => {
  const property = fc.property(stories, (steps) => {
    const trial = new Trial()
    for (const step of steps) trial.step(step)
  })
  fc.assert(property, { numRuns: Number(process.env['RUNS'] ?? 300) })
})

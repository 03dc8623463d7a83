/**
 * The engine against the second opinion (`second-opinion.ts`) on random stories aimed at edges.
 * Examples of each rule are in the other tests.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { bytes } from '../basics/data-volume.ts'
import type { OfferFamily } from '../basics/ids.ts'
import { fromMicros } from '../basics/time.ts'
import type { Grant } from '../catalogue/offer.ts'
import { burn } from './burn.ts'
import { begin, beginBehindEmptied } from './chain.ts'
import { coverageAt } from './coverage.ts'
import { deliver, startNow } from './delivery.ts'
import { LINE, offer, packId, plain, revoke } from './example-packs.ts'
import { DAYS_KEPT, type Pack } from './pack.ts'
import {
  DAY,
  dayOf,
  FIRST_DAY,
  FOREVER,
  HOUR,
  Life,
  ofInstant,
  type Held,
} from './second-opinion.ts'

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
    after: fc.constantFrom(undefined, undefined, undefined, 'coverage' as const, 'data' as const),
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
const STORIES = 1_000
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
      after: act.after,
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
    assert.deepEqual(plain(begin(this.eager, this.now())), plain(packs))
    assert.deepEqual(ofEngine(packs), ofLife(this.life.held))
    const throttled = sum(packs.map((pack) => pack.bytesThrottled))
    assert.equal(throttled, sum(this.life.held.map((one) => one.throttled)))
    const coverage = coverageAt(packs, this.now())
    const numbers = Object.entries(coverage).map(([key, value]) => [
      key,
      key === 'until' || key === 'since' ? ofInstant(value) : value,
    ])
    assert.deepEqual(Object.fromEntries(numbers), this.life.coverage())
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
  fc.assert(property, { numRuns: STORIES })
})

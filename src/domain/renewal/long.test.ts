/**
 * Auto-renewal against an opinion of its own on random stories aimed at edges: whether a renewal is
 * due is asked of a life lived forward (`balance/second-opinion.ts`), and what became of a whole
 * story is held to what was promised: no doubles, no back-dating, no gap where the money comes in
 * time. Examples of each rule are in `renewal.test.ts`.
 */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { burn } from '../balance/burn.ts'
import { begin, beginBehindEmptied } from '../balance/chain.ts'
import { coverageAt } from '../balance/coverage.ts'
import { deliver } from '../balance/delivery.ts'
import { LINE, offer, packId, revoke } from '../balance/example-packs.ts'
import type { Pack } from '../balance/pack.ts'
import { DAY, dayOf, FIRST_DAY, FOREVER, HOUR, Life, type Held } from '../balance/second-opinion.ts'
import { bytes } from '../basics/data-volume.ts'
import type { OfferFamily } from '../basics/ids.ts'
import { yen } from '../basics/money.ts'
import { fromMicros, isBefore, microsOf, plusHours, type Instant } from '../basics/time.ts'
import type { Grant } from '../catalogue/offer.ts'
import { monthOf } from './cap.ts'
import { autoOffer, catalogueOf, Desk, mandateOf, type Bank } from './example-desk.ts'
import type { Trigger } from './mandate.ts'
import { watch } from './triggers.ts'

const STORIES = 20_000
const LEAD = 15 * 60_000_000

const grants: fc.Arbitrary<Grant> = fc.record({
  validity: fc.constantFrom(
    { kind: 'hours', hours: 1 },
    { kind: 'hours', hours: 24 },
    { kind: 'calendar_days', days: 2 },
    { kind: 'calendar_month' },
    { kind: 'until_used', daysMax: null },
  ),
  allowance: fc.constantFrom(
    { kind: 'total', bytes: bytes(2) },
    { kind: 'total', bytes: bytes(10) },
    { kind: 'daily', bytesPerDay: bytes(2), resetHour: 5 },
    { kind: 'unlimited' },
  ),
  afterAllowance: fc.constant({ kind: 'stop' }),
  fullKbps: fc.constant(null),
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
  graceDays: fc.constant(3),
})
const triggers: fc.Arbitrary<Trigger> = fc.constantFrom(
  { kind: 'at_end' },
  { kind: 'at_zero' },
  { kind: 'at_share', percent: 50 },
)
const passing = fc.oneof(
  fc.record({ hours: fc.constantFrom(0, 0.5, 25) }),
  fc.record({
    edge: fc.nat(30),
    before: fc.constantFrom(0, LEAD),
    nudge: fc.constantFrom(-1, 0, 1),
  }),
)
const acts = fc.oneof(
  fc.record({ act: fc.constant('deliver' as const), grant: grants }),
  fc.record({ act: fc.constant('use' as const), count: fc.nat(9) }),
  fc.record({ act: fc.constant('revoke' as const), which: fc.nat(30) }),
)

/** What is due of a life at its present instant, in as plain a way as it can be said. */
function dueOf(life: Life, trigger: Trigger): 'end' | 'zero' | 'share' | null {
  const standing = life.standing()
  const started = (one: Held) => one.state === 'runs' && one.from <= life.now
  if (standing.length === 0) return null
  if (standing.some((one) => one.state !== 'lapsed' && !started(one))) return null
  const cover: { kind: string; until?: number; since?: number } = life.coverage()
  if (cover.kind === 'none') return null
  if (cover.kind === 'over') {
    return life.held.some((one) => one.revoked === cover.since) ? null : 'end'
  }
  const valid = standing.filter((one) => life.valid(one, life.now))
  const counts = valid.every(({ grant: { allowance }, until }) => {
    if (allowance.kind === 'unlimited') return false
    if (allowance.kind === 'total') return true
    const today = dayOf(life.now, allowance.resetHour)
    return until !== FOREVER && dayOf(until - 1, allowance.resetHour) === today
  })
  const left = valid.reduce((sum, one) => sum + life.left(one, life.now), 0)
  const granted = valid.reduce((sum, { grant: { allowance } }) => {
    if (allowance.kind === 'unlimited') return FOREVER
    return sum + Number(allowance.kind === 'total' ? allowance.bytes : allowance.bytesPerDay)
  }, 0)
  if (trigger.kind !== 'at_end' && counts && left === 0) return 'zero'
  if (trigger.kind === 'at_share' && counts && left * 100 <= trigger.percent * granted)
    return 'share'
  return (cover.until ?? FOREVER) - life.now <= LEAD ? 'end' : null
}

function copyOf(life: Life): Life {
  const copy = new Life()
  copy.now = life.now
  copy.held = life.held.map((one) => ({ ...one, days: new Map(one.days) }))
  return copy
}

function edgesAhead(life: Life): number[] {
  const ahead = life.foreseen().flatMap((one) => [one.from, one.until, one.latest])
  const reset = (dayOf(life.now, 5) + 1) * DAY - 4 * HOUR
  return [...ahead.filter((t) => t > life.now && t !== FOREVER), reset]
}

interface Step {
  readonly passing: { hours: number } | { edge: number; before: number; nudge: number }
  readonly acts: typeof acts extends fc.Arbitrary<infer One> ? One : never
}

/** The engine's packs and the life, moved together. */
class Watching {
  life = new Life()
  packs: readonly Pack[] = []
  readonly trigger: Trigger

  constructor(trigger: Trigger) {
    this.trigger = trigger
  }

  step({ passing: by, acts: act }: Step) {
    const { life } = this
    const edges = edgesAhead(life)
    const to =
      'hours' in by
        ? life.now + by.hours * HOUR
        : edges[by.edge % edges.length]! - by.before + by.nudge
    life.live(Math.max(life.now, to))
    life.happen()
    const now = fromMicros(BigInt(life.now))
    if (act.act === 'deliver') {
      const id = life.held.length + 1
      const family = 'one' as OfferFamily
      life.deliver(act.grant, { id, family, bonus: false, hurry: false })
      const given = {
        line: LINE,
        order: null,
        packId: packId(id),
        origin: 'paid',
        startNow: false,
        now,
      } as const
      const delivered = deliver(this.packs, offer(act.grant, family), given)
      assert(delivered.ok)
      this.packs = delivered.value.packs
    } else if (act.act === 'use') {
      for (let n = 0; n < act.count; n += 1) life.byte(life.now, life.now)
      this.packs = burn(this.packs, { from: now, until: now, heardAt: now }, bytes(act.count)).packs
    } else {
      const one = life.held[act.which % Math.max(1, life.held.length)]
      if (one === undefined || one.revoked !== null) return
      one.revoked = life.now
      life.happen()
      this.packs = beginBehindEmptied(revoke(begin(this.packs, now), one.id, now), now)
    }
  }

  seen(life: Life) {
    return watch(this.packs, {
      trigger: this.trigger,
      leadMinutes: 15,
      now: fromMicros(BigInt(life.now)),
    })
  }

  compare() {
    const now = this.seen(this.life)
    assert.equal(now.kind === 'due' ? now.by : null, dueOf(this.life, this.trigger))
    if (now.kind === 'due') return
    // Until the next look nothing comes due by time alone.
    const until = now.until === null ? this.life.now + 40 * DAY : Number(microsOf(now.until))
    assert(until > this.life.now, 'it waits for a later instant')
    const ahead = copyOf(this.life)
    const stops = edgesAhead(this.life).flatMap((t) => [
      t - LEAD - 1,
      t - LEAD,
      t - LEAD + 1,
      t - 1,
      t,
      t + 1,
    ])
    for (const t of [...stops, until - 1].toSorted((a, b) => a - b)) {
      if (t <= ahead.now || t >= until) continue
      ahead.live(t)
      assert.equal(dueOf(ahead, this.trigger), null, `not looked at, ${t - this.life.now} later`)
    }
  }
}

describe('watching', () => {
  test('agrees with a life lived forward, and its next look is never too late', () => {
    const stories = fc.array(fc.record({ passing, acts }), { minLength: 1, maxLength: 12 })
    const property = fc.property(triggers, stories, (trigger, steps) => {
      const one = new Watching(trigger)
      for (const step of steps) {
        one.step(step)
        one.compare()
      }
    })
    fc.assert(property, { numRuns: STORIES })
  })
})

const banks: fc.Arbitrary<Bank> = fc.constantFrom(
  'pays',
  'pays',
  'pays',
  'undecided',
  'declined',
  'authentication_needed',
)
const turns = fc.oneof(
  fc.record({
    turn: fc.constant('wait' as const),
    hours: fc.constantFrom(0, 1, 24, 25, 100),
    late: fc.constantFrom(0, 0, 1, 3_600),
  }),
  fc.record({ turn: fc.constant('bank' as const), bank: banks }),
  fc.record({ turn: fc.constant('use' as const), count: fc.constantFrom(1, 89, 90, 100) }),
  fc.record({ turn: fc.constant('deliver' as const), grant: grants }),
  fc.record({ turn: fc.constant('refund' as const), which: fc.nat(9) }),
)
type Turn = typeof turns extends fc.Arbitrary<infer One> ? One : never

function deskFor(given: {
  trigger: Trigger
  grant: Grant
  cap: number
  length: 'daily' | 'weekly'
}): Desk {
  const now = fromMicros(BigInt(FIRST_DAY))
  const bought = autoOffer(given.grant, { length: given.length })
  const wish = { trigger: given.trigger, monthlyCap: yen(given.cap) }
  const one = new Desk({
    mandate: mandateOf(bought, now, wish),
    packs: [],
    now,
    catalogue: catalogueOf(bought),
  })
  return one.changed(bringing(one, offer(), 1))
}

function bringing(one: Desk, bought: ReturnType<typeof offer>, id: number): readonly Pack[] {
  const given = {
    line: LINE,
    order: null,
    packId: packId(id),
    origin: 'paid',
    startNow: false,
    now: one.now,
  } as const
  const delivered = deliver(one.packs, bought, given)
  return delivered.ok ? delivered.value.packs : one.packs
}

function play(one: Desk, turn: Turn, number: number): void {
  switch (turn.turn) {
    case 'wait':
      one.until(plusHours(one.now, turn.hours), turn.late)
      break
    case 'bank':
      one.bank = turn.bank
      one.decide(turn.bank)
      break
    case 'use':
      one.changed(
        burn(one.packs, { from: one.now, until: one.now, heardAt: one.now }, bytes(turn.count))
          .packs,
      )
      break
    case 'deliver':
      one.changed(bringing(one, offer(turn.grant), 100 + number))
      break
    case 'refund': {
      const pack = one.packs[turn.which % one.packs.length]
      if (pack === undefined || pack.revoked !== null) return
      const revoked = { at: one.now, order: null }
      const begun = begin(one.packs, one.now)
      one.changed(
        beginBehindEmptied(
          begun.map((p) => (p.id === pack.id ? { ...p, revoked } : p)),
          one.now,
        ),
      )
    }
  }
}

function keepsItsPromises(one: Desk, cap: number): void {
  const keys = one.orders.map((order) => order.coverage)
  assert.equal(new Set(keys).size, keys.length, 'a coverage is renewed once')
  for (const pack of one.packs) {
    if (pack.start.kind !== 'begun') continue
    assert(!isBefore(pack.start.from, pack.deliveredAt), 'nothing is back-dated')
  }
  const months = new Map<string, bigint>()
  for (const { at, yen: amount, outcome } of one.charges) {
    if (outcome !== 'failed') months.set(monthOf(at), (months.get(monthOf(at)) ?? 0n) + amount)
  }
  for (const spent of months.values()) assert(spent <= BigInt(cap), 'the cap holds')
  for (const order of one.orders) {
    const tries = one.charges.filter((charge) => charge.order === order.id).map((one) => one.at)
    const { afterHours, times } = one.rules.retries[order.offer.length]
    assert(tries.length <= 1 + times, 'it is tried as often as the schedule says')
    tries.slice(1).forEach((at, index) => {
      assert(!isBefore(at, plusHours(tries[index]!, afterHours)), 'and no sooner')
    })
    assert.equal(
      one.packs.filter((pack) => pack.order === order.id).length,
      order.state === 'delivered' ? 1 : 0,
    )
  }
}

describe('a story of a mandate', () => {
  const wishes = fc.record({
    trigger: triggers,
    grant: grants,
    cap: fc.constantFrom(500, 1_000, 999_999),
    length: fc.constantFrom('daily' as const, 'weekly' as const),
  })

  test('renews a coverage once, never back-dates, keeps its cap and its schedule', () => {
    const property = fc.property(wishes, fc.array(turns, { maxLength: 15 }), (wish, story) => {
      const one = deskFor(wish)
      story.forEach((turn, number) => {
        play(one, turn, number)
        keepsItsPromises(one, wish.cap)
      })
    })
    fc.assert(property, { numRuns: STORIES })
  })

  test('leaves no gap where the money comes within the lead', () => {
    const waits = fc.array(
      fc.record({ hours: fc.constantFrom(0.25, 1, 24, 30), late: fc.constantFrom(0, 899) }),
    )
    const property = fc.property(wishes, waits, ({ trigger, grant, length }, story) => {
      const lasting =
        grant.validity.kind === 'hours' && grant.validity.hours < 2 ? autoOffer().grant : grant
      const one = deskFor({ trigger, grant: lasting, cap: 999_999, length })
      for (const { hours, late } of story) {
        one.until(one.now.add({ minutes: hours * 60 }), late)
        assert.equal(coverageAt(begin(one.packs, one.now), one.now).kind, 'covered')
      }
      gapless(one)
    })
    fc.assert(property, { numRuns: STORIES })
  })
})

/** Each pack begins no later than another ends. */
function gapless(one: Desk): void {
  const begun = begin(one.packs, one.now).filter((pack) => pack.start.kind === 'begun')
  let reached: Instant | null = null
  for (const { start } of begun) {
    if (start.kind !== 'begun') continue
    if (reached !== null) assert(!isBefore(reached, start.from), 'no gap between packs')
    if (start.until === null) return
    if (reached === null || isBefore(reached, start.until)) reached = start.until
  }
}

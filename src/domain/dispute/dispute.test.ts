import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { bytes } from '../basics/data-volume.ts'
import type { AccountId, DisputeId, OrderId, PaymentId, StaffId } from '../basics/ids.ts'
import { yen } from '../basics/money.ts'
import { instant, jstDate, jstMidnight, type Instant } from '../basics/time.ts'
import type { Anomaly } from '../bill/anomaly.ts'
import { id, LINE, NOON } from '../order/example-orders.ts'
import type { Order, OrderState } from '../order/order.ts'
import { STAFF_ROLES, reachOf } from '../staff/permissions.ts'
import { decide, isLate, markLate, take, tellMore, withdraw } from './deciding.ts'
import type { Dispute } from './dispute.ts'
import { evidenceOfAnomaly } from './evidence.ts'
import { isFoundAbout, OPEN_DISPUTES_MAX, raise, type Contested, type Raising } from './raising.ts'
import {
  ANSWER_DAYS_MAX,
  DEFAULT_DISPUTE_RULES,
  WITHIN_MONTHS_MAX,
  type DisputeRules,
} from './rules.ts'

const OWNER = id<AccountId>(1)
const STAFF = id<StaffId>(2)
const OTHER = id<StaffId>(3)
const WORDS = { person: null, sealed: 'x' } as const

function order(over: Partial<Order> = {}): Order {
  const own = { id: id<OrderId>(10), line: LINE, price: yen(1_430), placedAt: NOON }
  const state = { kind: 'delivered', at: NOON, pack: id(11) } as OrderState
  return { ...own, state, payment: id<PaymentId>(12), ...over } as Order
}

const contested = (over: Partial<Order> = {}): Contested => ({ kind: 'order', order: order(over) })

function raising(what: Contested = contested(), over: Partial<Raising> = {}): Raising {
  return {
    id: id<DisputeId>(20),
    line: LINE,
    account: OWNER,
    contested: what,
    anomalies: [],
    raised: { channel: 'web', staff: null },
    words: null,
    evidence: [],
    ...over,
  }
}

function tried(
  what: Contested,
  given: { now?: Instant; open?: readonly Dispute[]; rules?: DisputeRules } = {},
) {
  const { now = NOON, open = [], rules = DEFAULT_DISPUTE_RULES } = given
  return raise(raising(what), { now, open, rules })
}

function raised(what: Contested = contested()): Dispute {
  const made = tried(what)
  assert.ok(made.ok)
  return made.value
}

const codeOf = (answer: { ok: boolean; refusal?: { code: string } }) =>
  answer.ok ? null : (answer.refusal?.code ?? '')

describe('raising', () => {
  test('promises an answer by the end of the last day, whenever in the day it was raised', () => {
    const span = fc.integer({ min: 1, max: ANSWER_DAYS_MAX })
    const second = fc.constantFrom(0, 1, 43_200, 86_399)
    const property = fc.property(span, second, (answerDays, seconds) => {
      const now = jstMidnight(jstDate(NOON)).add({ seconds })
      const rules = { ...DEFAULT_DISPUTE_RULES, answerDays }
      const made = tried(contested({ placedAt: now }), { now, rules })
      assert.ok(made.ok)
      const last = jstDate(NOON).add({ days: answerDays })
      assert.ok(made.value.dueAt.equals(jstMidnight(last.add({ days: 1 }))))
    })
    fc.assert(property)
  })

  test('is possible to the end of the last day of the months, and not later', () => {
    for (const months of [1, DEFAULT_DISPUTE_RULES.withinMonths, WITHIN_MONTHS_MAX]) {
      const rules = { ...DEFAULT_DISPUTE_RULES, withinMonths: months }
      const until = jstMidnight(jstDate(NOON).add({ months }).add({ days: 1 }))
      const before = until.subtract({ microseconds: 1 })
      assert.equal(codeOf(tried(contested(), { now: before, rules })), null)
      const late = tried(contested(), { now: until, rules })
      assert.deepEqual(late, { ok: false, refusal: { code: 'dispute_too_late', until, months } })
    }
  })

  test('asks that something was charged, and that data was used', () => {
    const at = NOON
    const none: readonly Partial<Order>[] = [
      { price: yen(0) },
      { state: { kind: 'awaiting_payment' } },
      { state: { kind: 'cancelled', at, replacedBy: null } },
      { state: { kind: 'expired', at } },
      { state: { kind: 'charged_back', at } },
    ]
    for (const over of none) assert.equal(codeOf(tried(contested(over))), 'nothing_charged')
    const some: readonly OrderState[] = [
      { kind: 'refund_due', at, why: 'asked' },
      { kind: 'refunded', at, why: 'asked' },
    ]
    for (const state of some) assert.equal(codeOf(tried(contested({ state }))), null)
    const day = jstDate(NOON)
    assert.equal(codeOf(tried({ kind: 'usage', day, bytes: bytes(0) })), 'nothing_used')
    assert.equal(codeOf(tried({ kind: 'usage', day, bytes: bytes(1) })), null)
  })

  test('is refused while the same is open, and beyond so many at once', () => {
    const open = raised()
    const twice = tried(contested(), { open: [open] })
    const refusal = { code: 'already_disputed', dispute: open.id } as const
    assert.deepEqual(twice, { ok: false, refusal })
    const day = jstDate(NOON)
    const usage: Contested = { kind: 'usage', day, bytes: bytes(1) }
    const many = Array.from({ length: OPEN_DISPUTES_MAX }, (_, place): Dispute => {
      return { ...open, about: { kind: 'usage', day: day.subtract({ days: place + 1 }) } }
    })
    assert.equal(codeOf(tried(usage, { open: many })), 'too_many_disputes')
    assert.equal(codeOf(tried(usage, { open: many.slice(1) })), null)
  })

  test('remembers what it came of', () => {
    const anomaly: Anomaly = {
      id: id(30),
      line: LINE,
      account: OWNER,
      finding: { kind: 'usage_jump', day: jstDate(NOON), bytes: bytes(9), usual: bytes(1) },
      aboutAt: NOON,
      foundAt: NOON,
      feedback: null,
    }
    const about = { kind: 'usage', day: jstDate(NOON) } as const
    assert.ok(isFoundAbout(anomaly, about))
    assert.ok(!isFoundAbout(anomaly, { kind: 'order', order: id(10) }))
    const what: Contested = { ...about, bytes: bytes(9) }
    const made = raise(raising(what, { anomalies: [anomaly] }), {
      now: NOON,
      open: [],
      rules: DEFAULT_DISPUTE_RULES,
    })
    assert.equal(made.ok && made.value.anomaly, anomaly.id)
    const { facts } = evidenceOfAnomaly(anomaly)
    assert.deepEqual(facts, { finding: 'usage_jump', day: '2027-03-10', bytes: 9n, usual: 1n })
  })
})

describe('an open dispute', () => {
  const at = (minutes: number) => NOON.add({ minutes })

  test('is taken by whoever takes it, and that is told once', () => {
    const first = take(raised(), { staff: STAFF, now: at(1) })
    assert.ok(first.ok)
    assert.equal(first.value.told, 'taken')
    const second = take(first.value.dispute, { staff: OTHER, now: at(2) })
    assert.ok(second.ok)
    assert.equal(second.value.told, null)
    assert.equal(second.value.dispute.owner, OTHER)
    assert.equal(second.value.dispute.steps.length, 2)
  })

  test('is late from the promised instant on, and told so once', () => {
    const dispute = raised()
    const before = dispute.dueAt.subtract({ microseconds: 1 })
    assert.ok(!isLate(dispute, before))
    assert.equal(markLate(dispute, before), null)
    const late = markLate(dispute, dispute.dueAt)
    assert.equal(late?.told, 'overdue')
    assert.equal(markLate(late?.dispute ?? dispute, instant('2030-01-01T00:00:00Z')), null)
  })

  test('is decided once, and without money or points in words', () => {
    const given = { staff: STAFF, now: at(5), words: null }
    const explained = { kind: 'explained' } as const
    const silent = decide(raised(), { ...given, outcome: explained })
    assert.equal(codeOf(silent), 'dispute_words_needed')
    const spoken = decide(raised(), { ...given, outcome: explained, words: WORDS })
    assert.ok(spoken.ok)
    assert.equal(spoken.value.dispute.owner, STAFF, 'whoever decides looked after it')
    const outcome = { kind: 'adjusted', points: yen(1) } as const
    assert.ok(decide(raised(), { ...given, outcome }).ok)
    const again = decide(spoken.value.dispute, { ...given, outcome })
    assert.equal(codeOf(again), 'dispute_not_open')
    assert.equal(codeOf(take(spoken.value.dispute, given)), 'dispute_not_open')
    assert.ok(!isLate(spoken.value.dispute, instant('2030-01-01T00:00:00Z')))
  })

  test('is withdrawn and said more of by whoever raised it alone', () => {
    const stranger = id<AccountId>(99)
    const dispute = raised()
    assert.equal(codeOf(withdraw(dispute, { account: stranger, now: at(1) })), 'dispute_not_open')
    const more = tellMore(dispute, { account: OWNER, words: WORDS })
    assert.ok(more.ok)
    assert.equal(codeOf(tellMore(dispute, { account: stranger, words: WORDS })), 'dispute_not_open')
    const twice = tellMore(more.value, { account: OWNER, words: WORDS })
    assert.equal(codeOf(twice), 'dispute_words_said')
    const over = withdraw(dispute, { account: OWNER, now: at(1) })
    assert.ok(over.ok)
    assert.equal(over.value.told, null)
    const late = tellMore(over.value.dispute, { account: OWNER, words: WORDS })
    assert.equal(codeOf(late), 'dispute_not_open')
  })
})

test('whoever settles disputes may give refunds and points as far', () => {
  const order = ['no', 'own', 'any']
  for (const role of STAFF_ROLES) {
    const settles = order.indexOf(reachOf(role, 'settle_disputes'))
    for (const act of ['refund', 'give_points', 'read_disputes'] as const) {
      assert.ok(settles <= order.indexOf(reachOf(role, act)), `${role} ${act}`)
    }
  }
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { at, buying, LINE, offer, plain, total, use } from '../balance/example-packs.ts'
import { bytes } from '../basics/data-volume.ts'
import type { OfferId } from '../basics/ids.ts'
import { yen } from '../basics/money.ts'
import { jstDate } from '../basics/time.ts'
import type { Grant, Offer, OfferLength } from '../catalogue/offer.ts'
import { advise, nodesFor, NODES_MAX, NODES_MIN } from './advise.ts'
import { bruteForce } from './brute-force.ts'
import { smallQuestion } from './example-questions.ts'
import { exhaustionOf } from './exhaustion.ts'
import { paceOf } from './need.ts'
import { PURCHASES_MAX, type Question } from './question.ts'

const CASES = 400
/** Far more than a small case needs. */
const NODES = 1_000_000

test('The advisor finds what trying everything finds, to the byte, the yen and the hour', () => {
  const property = fc.property(fc.infiniteStream(fc.nat()), (stream) => {
    const question = smallQuestion((below) => (stream.next().value ?? 0) % below)
    const { plan } = advise(question, { last: question.offers[0] ?? null, nodesMax: NODES })
    const { bytesUnserved, yen, purchases, microsWithoutCover } = plan.costs
    assert.deepEqual(
      [bytesUnserved, yen, BigInt(purchases), BigInt(microsWithoutCover) * 1_000n],
      bruteForce(question),
    )
    assert.equal(plan.proof.kind, 'exact')
    assert.equal(plan.purchases.length, purchases)
  })
  fc.assert(property, { numRuns: CASES })
})

const NOW = at('03-08 00:00')

function packOf(
  id: string,
  price: number,
  given: { readonly days: number; readonly bytes: number; readonly length?: OfferLength },
): Offer {
  const grant: Partial<Grant> = {
    validity: { kind: 'calendar_days', days: given.days },
    allowance: total(given.bytes),
  }
  const example = offer(grant, id)
  return { ...example, id: id as OfferId, price: yen(price), length: given.length ?? 'daily' }
}

const THREE_DAYS = packOf('three-days', 990, { days: 3, bytes: 300 })
const MONTH = packOf('month', 2_600, { days: 30, bytes: 3_000, length: 'monthly' })

/** So much each day, and nothing held unless told. */
function asking(days: number, given: Partial<Question> = {}): Question {
  return {
    line: LINE,
    now: NOW,
    packs: [],
    offers: [THREE_DAYS, MONTH],
    dayBytes: Array.from({ length: days }, () => bytes(90)),
    suspendedDays: 90,
    purchasesMax: PURCHASES_MAX,
    ...given,
  }
}

test('Two packs of three days cost 620 yen less than a month, and the plan says so', () => {
  const { plan } = advise(asking(6), { last: MONTH })
  const told = plan.purchases.map(
    ({ offer: bought, when, at: then, until, bytesServed, reason }) => [
      bought.id,
      when,
      jstDate(then).toString(),
      until === null ? null : jstDate(until).toString(),
      bytesServed,
      reason.kind,
    ],
  )
  assert.deepEqual(told, [
    ['three-days', 'now', '2027-03-08', '2027-03-11', 270n, 'cover_ended'],
    ['three-days', 'planned', '2027-03-11', '2027-03-14', 270n, 'cover_ended'],
  ])
  assert.deepEqual(plan.proof, { kind: 'exact' })
  const packs = plan.facts.find((fact) => fact.kind === 'packs')
  assert.deepEqual(
    packs?.offers.map(({ offer: one, count }) => [one.id, count]),
    [['three-days', 2]],
  )
  const through = plan.facts.find((fact) => fact.kind === 'served_through')
  assert.equal(through?.lastDay.toString(), '2027-03-13')
  const saved = plan.facts.flatMap((fact) =>
    fact.kind === 'saves' ? [[fact.with, fact.yenSaved]] : [],
  )
  assert.deepEqual(saved, [
    ['repeat_last', 620n],
    ['monthly', 620n],
    ['one_pack', 620n],
  ])
})

test('What is held is used before anything is bought, and nothing at all where it is enough', () => {
  const { packs } = buying([], THREE_DAYS, { id: 1, now: NOW })
  const four = advise(asking(4, { packs }), { last: THREE_DAYS }).plan
  assert.equal(four.purchases.length, 1)
  assert.equal(
    four.facts.find((fact) => fact.kind === 'first_purchase')?.at.epochNanoseconds,
    at('03-11 00:00').epochNanoseconds,
  )
  const three = advise(asking(3, { packs }), { last: THREE_DAYS }).plan
  assert.deepEqual(
    three.facts.map((fact) => fact.kind),
    ['nothing_needed'],
  )
})

test('What waits in a queue is bought to run at once where its turn would come too late', () => {
  const queueing = {
    ...THREE_DAYS,
    grant: { ...THREE_DAYS.grant, stacking: { kind: 'queues', trigger: 'end' } as const },
  }
  const { packs } = buying([], MONTH, { id: 1, now: NOW })
  const empty = use(packs, { from: NOW, until: NOW }, 3_000).packs
  const { plan } = advise(asking(3, { packs: empty, offers: [queueing] }), { last: null })
  const [first] = plan.purchases
  assert.equal(first?.startNow, true)
  assert.equal(first.reason.kind, 'data_ended')
  assert.equal(plan.costs.bytesUnserved, 0n)
})

test('Bytes set aside for a live session count as left', () => {
  const { packs } = buying([], THREE_DAYS, { id: 1, now: NOW })
  const reserved = packs.map((pack) => ({ ...pack, bytesReserved: bytes(300) }))
  const { plan } = advise(asking(3, { packs: reserved }), { last: null })
  assert.equal(plan.purchases.length, 0)
})

test('Slow data is not served data', () => {
  const { packs } = buying(
    [],
    { ...MONTH, grant: { ...MONTH.grant, afterAllowance: { kind: 'throttle', kbps: 128 } } },
    { id: 1, now: NOW },
  )
  const slow = use(packs, { from: NOW, until: NOW }, 3_000).packs
  const { plan } = advise(asking(3, { packs: slow, offers: [] }), { last: null })
  assert.equal(plan.costs.bytesUnserved, 270n)
  assert.deepEqual(
    plan.facts.map((fact) => fact.kind),
    ['unserved'],
  )
})

test('Past the limit of nodes the plan is as good as the best rule, its distance told', () => {
  const { plan } = advise(asking(6), { last: MONTH, nodesMax: 1 })
  assert.equal(plan.proof.kind, 'best_found')
  assert.ok(plan.costs.yen <= 2_600n)
  assert.ok(
    plan.proof.kind === 'best_found' && plan.costs.yen - plan.proof.atMostYenFromBest <= 1_980n,
  )
})

test('No plan has more purchases than the limit, nor one of an end only a wholesaler knows', () => {
  const one = advise(asking(6, { purchasesMax: 1, offers: [THREE_DAYS] }), { last: null }).plan
  assert.equal(one.purchases.length, 1)
  assert.equal(one.costs.bytesUnserved, 270n)
  const told = {
    ...MONTH,
    grant: { ...MONTH.grant, validity: { kind: 'told_by_wholesaler' } as const },
  }
  const none = advise(asking(6, { offers: [told] }), { last: null }).plan
  assert.equal(none.purchases.length, 0)
})

test('The more offers and days, the fewer nodes, within limits', () => {
  const many = (count: number) => Array.from({ length: count }, () => MONTH)
  assert.equal(nodesFor(asking(14)), NODES_MAX)
  assert.equal(nodesFor(asking(30, { offers: many(20) })), 600)
  assert.equal(nodesFor(asking(90, { offers: many(90) })), NODES_MIN)
})

test('The same question has the same answer', () => {
  const answer = () => plain(advise(asking(20), { last: MONTH }))
  assert.deepEqual(answer(), answer())
})

test('Data that ends is told with its uncertainty, data that outlives its pack is not', () => {
  const days = Array.from({ length: 28 }, (_, index) => ({
    date: jstDate(NOW).subtract({ days: 28 - index }),
    bytes: bytes(60_000 + (index % 2) * 60_000),
  }))
  const pace = paceOf(days)
  assert.ok(pace !== null)
  const holding = (count: number) => {
    const held = packOf('held', 1, { days: 10, bytes: count })
    return exhaustionOf({ ...asking(1), packs: buying([], held, { id: 1, now: NOW }).packs }, pace)
  }
  const { early, median, late } = holding(430_000)
  assert.ok(early !== null && median !== null && late !== null)
  assert.equal(jstDate(median).toString(), '2027-03-12')
  assert.ok(Temporal.Instant.compare(early, median) < 0)
  assert.ok(Temporal.Instant.compare(median, late) < 0)
  assert.deepEqual(holding(5_000_000), { early: null, median: null, late: null })
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  CATALOGUE,
  DAY,
  megabyte,
  MONTH,
  partnerRenewal,
  START,
  usageReport,
} from '../../../test/contracts/catalogue.ts'
import { createWorld, openMemory } from '../../../test/contracts/stores.ts'
import { HORIZON_DAYS_MAX } from '../../domain/advice/question.ts'
import { bytes, gigabytes } from '../../domain/basics/data-volume.ts'
import type { LineId } from '../../domain/basics/ids.ts'
import { jstDate, plusDays } from '../../domain/basics/time.ts'
import type { App } from '../app.ts'
import { renewByPartner } from '../orders/renew-by-partner.ts'
import { chargeLine } from '../charging/charge-line.ts'
import type { Origin } from '../origin.ts'
import {
  BYTES_WISHED_MAX,
  DAYS_RESIDENT,
  DAYS_UNTOLD,
  lineAdvice,
  type AdviceWish,
} from './advice.ts'
import type { Access } from './views.ts'

async function aLine() {
  const open = await openMemory()
  const world = createWorld(open)
  const { clock, ids, door } = world
  const ports = { door, reads: open.reads, clock, catalogue: () => CATALOGUE }
  const app = ports as Pick<App, keyof typeof ports> as App
  const line = await world.line()
  const asks = (wish: AdviceWish, access: Access = 'holder', id: LineId = line) =>
    lineAdvice(app, id, { wish, channel: 'web', access })
  const buys = async (offer = DAY) => {
    const origin: Origin = { channel: 'api', actor: 'system', key: ids.next() }
    assert.ok((await door.ask(renewByPartner, partnerRenewal(line, ids, offer), origin)).ok)
  }
  /** Half a gigabyte a day, reported at noon of so many days, the last of them yesterday. */
  const used = async (days: number) => {
    for (let day = 0; day < days; day += 1) {
      const told = { sequence: `${day}`, usedBytes: bytes(megabyte * 500n * BigInt(day + 1)) }
      const origin: Origin = { channel: 'network', actor: 'network:nas-1', key: `${day}` }
      const answer = await door.ask(chargeLine, usageReport(line, ids, told), origin)
      assert.ok(answer.ok)
      clock.set(plusDays(clock.now(), 1))
    }
  }
  return { asks, buys, used, clock, ids }
}

const until = (days: number, told: bigint | null = null): AdviceWish => ({
  kind: 'until',
  date: jstDate(START).add({ days }),
  bytes: told === null ? null : bytes(told),
})

test('A wish in words makes a plan of which only the purchase of now can be bought', async () => {
  const { asks } = await aLine()
  const advice = await asks(until(1, gigabytes(2)))
  assert.equal(advice?.kind, 'plan')
  assert.equal(advice.need.total, gigabytes(2))
  assert.equal(advice.need.source, 'words')
  assert.equal(advice.exhaustion, null)
  const [first, ...others] = advice.steps
  assert.equal(first?.when, 'now')
  assert.equal(first.quote?.offer.id, first.offer.id)
  assert.equal(first.quote.until?.epochNanoseconds, first.until?.epochNanoseconds)
  assert.ok(others.length > 0)
  for (const step of others) {
    if (step.when === 'planned') assert.equal(step.quote, null)
  }
  assert.equal(advice.costs.bytesUnserved, 0n)
})

test('Usage makes a plan once enough days are known, with the end of the data told', async () => {
  const { asks, buys, used } = await aLine()
  const nothing = await asks({ kind: 'history' })
  assert.deepEqual(nothing, { kind: 'too_little_usage', daysKnown: 0, daysNeeded: 3 })
  await buys(MONTH)
  await used(5)
  const stay = await asks({ kind: 'history' })
  assert.equal(stay?.kind, 'plan')
  assert.equal(stay.need.quantile, 'high')
  const today = jstDate(START).add({ days: 5 })
  assert.deepEqual(stay.need.lastDay.toString(), today.add({ days: DAYS_UNTOLD - 1 }).toString())
  assert.ok(stay.exhaustion?.median !== null)
  assert.equal(stay.comparisons[0]?.with, 'repeat_last')
  const home = await asks({ kind: 'resident', bytes: null })
  assert.equal(home?.kind, 'plan')
  assert.deepEqual(home.need.lastDay.toString(), today.add({ days: DAYS_RESIDENT - 1 }).toString())
})

test('Usage is the holder’s, and who sees no balance gets no plan', async () => {
  const { asks, buys, used, ids } = await aLine()
  await buys(MONTH)
  await used(5)
  assert.deepEqual(await asks({ kind: 'history' }, 'connection'), { kind: 'usage_not_shown' })
  const words = await asks(until(7, gigabytes(1)), 'connection')
  assert.equal(words?.kind, 'plan')
  assert.equal(words.exhaustion, null)
  const proof = await asks(until(7, gigabytes(1)), 'line_proof')
  assert.deepEqual(proof, { kind: 'balance_not_shown' })
  assert.equal(await asks({ kind: 'history' }, 'holder', ids.next()), null)
})

test('Days and bytes that cannot be meant are refused with what can', async () => {
  const { asks } = await aLine()
  for (const days of [-1, HORIZON_DAYS_MAX]) {
    const advice = await asks(until(days, gigabytes(1)))
    assert.equal(advice?.kind, 'date_out_of_range')
    assert.equal(advice.earliest.toString(), jstDate(START).toString())
    assert.equal(
      advice.latest.toString(),
      jstDate(START)
        .add({ days: HORIZON_DAYS_MAX - 1 })
        .toString(),
    )
  }
  assert.equal((await asks(until(HORIZON_DAYS_MAX - 1, gigabytes(1))))?.kind, 'plan')
  for (const told of [0n, BYTES_WISHED_MAX + 1n]) {
    const advice = await asks(until(3, told))
    assert.deepEqual(advice, { kind: 'bytes_out_of_range', max: BYTES_WISHED_MAX })
  }
})

test('A line that has ended gets no advice', async () => {
  const { asks, buys, clock } = await aLine()
  await buys()
  clock.set(plusDays(START, 1 + 3 + 90))
  const date = jstDate(clock.now()).add({ days: 3 })
  const advice = await asks({ kind: 'until', date, bytes: gigabytes(1) })
  assert.deepEqual(advice, { kind: 'line_ended' })
})

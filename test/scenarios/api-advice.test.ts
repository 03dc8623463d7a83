/** The advisor through the API: by usage, by the caller's own words, and what bad input gets. */
import assert from 'node:assert/strict'
import { beforeEach, suite, test } from 'node:test'
import { BYTES_WISHED_MAX } from '../../src/app/queries/advice.ts'
import { HORIZON_DAYS_MAX } from '../../src/domain/advice/question.ts'
import { Advice } from '../../src/channels/api/schemas/advice.ts'
import { Order } from '../../src/channels/api/schemas/orders.ts'
import { jstDate } from '../../src/domain/basics/time.ts'
import { DAY } from '../contracts/catalogue.ts'
import { openAdvice, type AdviceWorld } from './advice-world.ts'
import { asker, holds, problem } from './api-asking.ts'

suite('The advisor through the API', () => {
  let world: AdviceWorld
  const { ask, renew } = asker(() => world)
  beforeEach(async () => {
    world = await openAdvice()
  })

  const advice = (query: string) => ask(`/lines/${world.line}/advice${query}`)
  const inDays = (days: number) => jstDate(world.clock.now()).add({ days }).toString()
  async function plan(query = '') {
    const said = holds(Advice, await advice(query))
    assert.ok(said.kind === 'plan', said.kind)
    return said
  }

  test('A line that used its pack up is told what to buy now, and that can be bought', async () => {
    await world.uses(14, 380)
    const said = await plan()
    assert.equal(said.need.source, 'usage')
    assert.ok(said.need.bytes > 5_000_000_000 && said.exhaustion !== null)
    const [first] = said.steps
    assert.ok(first?.when === 'now' && first.quote !== null)
    assert.deepEqual(first.quote.offer.price, first.price)
    const sum = said.steps.reduce((yen, step) => yen + step.price.amount, 0)
    assert.equal(said.price.amount, sum)
    const { offer, price, startNow } = first
    const bought = holds(Order, await renew({ offer, expectedPrice: price, startNow }), 201)
    assert.equal(bought.state.kind, 'delivered')
  })

  test('Bytes, a day and living here are taken at their word', async () => {
    const gigabyte = await plan('?bytes=900000000')
    assert.deepEqual(gigabyte.need, {
      bytes: 900_000_000,
      lastDay: inDays(13),
      source: 'words',
      quantile: 'median',
    })
    const today = await plan(`?bytes=900000000&until=${inDays(0)}&resident=false`)
    assert.deepEqual(
      today.steps.map(({ offer, when }) => [offer.id, when]),
      [[DAY.id, 'now']],
    )
    assert.equal((await plan('?bytes=1&resident=true')).need.lastDay, inDays(29))
    const last = inDays(HORIZON_DAYS_MAX - 1)
    assert.equal((await plan(`?bytes=1&until=${last}`)).need.lastDay, last)
  })

  test('Without usage it asks for bytes', async () => {
    const said = holds(Advice, await advice(''))
    assert.deepEqual(said, { kind: 'too_little_usage', daysKnown: 0, daysNeeded: 3 })
  })

  test('Who has the advice already is told so', async () => {
    const first = await advice('')
    const again = await ask(`/lines/${world.line}/advice`, {
      headers: { 'if-none-match': String(first.headers['etag']) },
    })
    assert.equal(again.statusCode, 304)
  })

  test('Each wrong value is named with its field', async () => {
    const wrong = [
      ['until=tomorrow', 'until'],
      ['until=2026-02-30', 'until'],
      [`until=${inDays(-1)}`, 'until'],
      [`until=${inDays(HORIZON_DAYS_MAX)}`, 'until'],
      [`until=${inDays(3)}&resident=true`, 'until'],
      ['bytes=0', 'bytes'],
      ['bytes=1.5', 'bytes'],
      ['bytes=-1', 'bytes'],
      [`bytes=${BYTES_WISHED_MAX + 1n}`, 'bytes'],
      ['resident=maybe', 'resident'],
    ] as const
    for (const [query, field] of wrong) {
      const { errors } = problem(await advice(`?${query}`), 'invalid_request')
      assert.ok(Array.isArray(errors))
      assert.match(JSON.stringify(errors), new RegExp(`"field":"/?${field}"`), query)
    }
    problem(await advice('?days=3'), 'invalid_request')
    holds(Advice, await advice(`?bytes=${BYTES_WISHED_MAX}&until=${inDays(0)}`))
  })
})

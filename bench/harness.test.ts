import assert from 'node:assert/strict'
import { test } from 'node:test'
import { closedLoop, inRounds, median, medianSlice, ratioOf, sliceOf } from './harness.ts'

const slice = (perSecond: number) => ({ perSecond, p50Ms: 1, p99Ms: 2, done: perSecond })

test('A median is the middle figure, or lies between the two middle ones', () => {
  assert.equal(median([9, 1, 5]), 5)
  assert.equal(median([4, 1, 2, 9]), 3)
})

test('A slice counts what was done and how long the half and nearly all of it took', () => {
  const latencies = Array.from({ length: 100 }, (_, index) => index + 1)
  assert.deepEqual(sliceOf(latencies, 2_000), { perSecond: 50, p50Ms: 51, p99Ms: 100, done: 100 })
  assert.equal(sliceOf([], 1_000).done, 0)
})

test('A ratio is taken within each round, so that a slow round slows both sides', () => {
  const taken = new Map([
    ['ours', [slice(80), slice(8), slice(90)]],
    ['theirs', [slice(10), slice(1), slice(30)]],
  ])
  assert.equal(ratioOf(taken, 'ours', 'theirs'), 8)
  assert.equal(medianSlice(taken, 'ours').perSecond, 80)
  assert.throws(() => ratioOf(taken, 'ours', 'nobody'))
})

test('Contestants take turns, in turned order every other round', async () => {
  const order: string[] = []
  const contestant = (name: string) => async () => {
    order.push(name)
    return slice(1)
  }
  await inRounds(3, { a: contestant('a'), b: contestant('b') })
  assert.equal(order.join(''), 'abbaab')
})

test('A closed loop has as many questions open as it has callers', async () => {
  let open = 0
  let most = 0
  const ask = async () => {
    open += 1
    most = Math.max(most, open)
    await new Promise(setImmediate)
    open -= 1
  }
  const told = await closedLoop({ callers: 3, durationMs: 5, ask })
  assert.equal(most, 3)
  assert.ok(told.done >= 3)
})

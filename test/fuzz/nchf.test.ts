/** Fuzzing with every run of the tests, under one seed; more, under others, by `npm run fuzz`. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fuzz, fuzzSocket } from './nchf.ts'

const GROWTH_BYTES_MAX = 32 * 1024 * 1024

test('Mutated bodies never break the reading of Nchf', async () => {
  const { inputs, refused, charged } = await fuzz({ seed: 1, rounds: 1_000_000 })
  assert.equal(inputs, refused + charged)
  assert.ok(charged > 2_000, `${charged} were read to the end`)
  assert.ok(refused > 2_000, `${refused} were refused`)
})

test('Mutated bodies and octets at a live gateway break nothing, and a stranger changes nothing', async () => {
  const { inputs, answered, broken, bytesGrown } = await fuzzSocket({ seed: 2, rounds: 20_000 })
  assert.ok(inputs >= 20_000)
  assert.ok(answered > 500 && broken > 5, `${answered} answered, ${broken} broken`)
  assert.ok(bytesGrown < GROWTH_BYTES_MAX, `${bytesGrown} bytes`)
})

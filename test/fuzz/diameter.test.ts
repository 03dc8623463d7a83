/** Fuzzing with every run of the tests, under one seed; more, under others, by `npm run fuzz`. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fuzz, fuzzSocket } from './diameter.ts'

const GROWTH_BYTES_MAX = 32 * 1024 * 1024

test('Mutated octets never break the reading of Diameter', async () => {
  const { inputs, decoded, refused, charged } = await fuzz({ seed: 1, rounds: 1_000_000 })
  assert.equal(inputs, decoded + refused)
  assert.ok(charged > 100, `${charged} were read to the end`)
})

test('Mutated octets at a live node change nothing that a stranger may not change', async () => {
  const { inputs, bytesGrown } = await fuzzSocket({ seed: 2, rounds: 20_000 })
  assert.ok(inputs >= 20_000)
  assert.ok(bytesGrown < GROWTH_BYTES_MAX, `${bytesGrown} bytes`)
})

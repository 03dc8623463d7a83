/** Fuzzing with every run of the tests, under one seed; more, under others, by `npm run fuzz`. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fuzz, fuzzSockets } from './radius.ts'

const GROWTH_BYTES_MAX = 32 * 1024 * 1024

test('Mutated octets never break the reading of RADIUS', async () => {
  const { inputs, decoded, refused, read } = await fuzz({ seed: 1, rounds: 1_000_000 })
  assert.equal(inputs, decoded + refused)
  assert.ok(read > 1_000, `${read} were read to the end`)
})

test('Twenty thousand datagrams, most unsigned, change nothing that needs a signature', async () => {
  const { inputs, charged, bytesGrown } = await fuzzSockets({ seed: 2, rounds: 20_000 })
  assert.equal(inputs, 20_000)
  assert.ok(charged > 100, `${charged} were charged`)
  assert.ok(bytesGrown < GROWTH_BYTES_MAX, `${bytesGrown} bytes`)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseId } from '../../domain/basics/ids.ts'
import { instant, plusSeconds, type Instant } from '../../domain/basics/time.ts'
import { systemClock } from './clock.ts'
import { systemDice } from './dice.ts'
import { createIds } from './ids.ts'

const VERSION_7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

test('The system clock tells the present, in whole microseconds', () => {
  const at = systemClock.now()
  assert.equal(at.epochNanoseconds % 1_000n, 0n)
  assert.ok(Math.abs(Date.now() - at.epochMilliseconds) < 60_000)
})

test('Ids are UUIDs of version 7 that carry their millisecond', () => {
  const now = instant('2026-04-01T00:00:00.123456Z')
  const id = createIds({ clock: { now: () => now }, dice: systemDice }).next()
  assert.match(id, VERSION_7)
  assert.equal(parseId(id), id)
  assert.equal(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16), now.epochMilliseconds)
})

test('Ids of one process sort as they were minted, in one millisecond and when the clock goes back', () => {
  const start = instant('2026-04-01T00:00:00Z')
  let now: Instant = start
  const ids = createIds({ clock: { now: () => now }, dice: systemDice })
  const minted: string[] = []
  // More than one millisecond's counter can hold.
  for (let count = 0; count < 5_000; count += 1) minted.push(ids.next())
  now = plusSeconds(start, -3_600)
  for (let count = 0; count < 10; count += 1) minted.push(ids.next())
  now = plusSeconds(start, 60)
  minted.push(ids.next())
  assert.deepEqual(minted, minted.toSorted())
  assert.equal(new Set(minted).size, minted.length)
  for (const id of minted) assert.match(id, VERSION_7)
})

test('Two processes on one millisecond mint different ids', () => {
  const now = systemClock.now()
  const clock = { now: () => now }
  const [one, other] = [
    createIds({ clock, dice: systemDice }),
    createIds({ clock, dice: systemDice }),
  ]
  assert.notEqual(one.next(), other.next())
})

test('The dice give as many bytes as asked, and others the next time', () => {
  assert.equal(systemDice.bytes(0).length, 0)
  const [one, other] = [systemDice.bytes(32), systemDice.bytes(32)]
  assert.equal(one.length, 32)
  assert.notDeepEqual(one, other)
  assert.equal(one.buffer.byteLength, 32)
})

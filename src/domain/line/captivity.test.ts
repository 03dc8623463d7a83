/** When a line is shut in with the operator's pages, and after what it will be. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { at, buy, daily, NETWORK, offer, total, use } from '../balance/example-packs.ts'
import type { Pack } from '../balance/pack.ts'
import { megabytes } from '../basics/data-volume.ts'
import type { Instant } from '../basics/time.ts'
import { captivityAt } from './captivity.ts'
import { EXAMPLE_LINE as line } from './example-line.ts'

const NOON = at('03-10 12:00')
const ONE = at('03-10 13:00')
const END = at('03-11 12:00')
const slow = { kind: 'throttle', kbps: 128 } as const

function told(packs: readonly Pack[], given: { now?: Instant; alwaysOnKbps?: number } = {}) {
  const { now = ONE, alwaysOnKbps = null } = given
  const found = captivityAt(line, packs, { network: { ...NETWORK, alwaysOnKbps }, now })
  if (found.captive) return 'captive'
  const { until, bytesLeft } = found
  return { until: until?.toString() ?? null, bytes: bytesLeft === null ? null : Number(bytesLeft) }
}

describe('a line that is shut in with the operator’s pages', () => {
  const packs = buy([], offer(), { id: 1, now: NOON })

  test('is one that bought nothing, used all up, or whose time is over', () => {
    assert.equal(told([]), 'captive')
    assert.equal(told(use(packs, { from: NOON, until: ONE }, 100).packs), 'captive')
    assert.equal(told(packs, { now: END }), 'captive')
  })

  test('will be so at the end of its pack, or after the bytes that are left', () => {
    const left = use(packs, { from: NOON, until: ONE }, 30).packs
    assert.deepEqual(told(left), { until: END.toString(), bytes: 70 })
  })

  test('is shut in by its time alone where the pack goes on slowly or has no bounds', () => {
    for (const grant of [{ afterAllowance: slow }, { allowance: { kind: 'unlimited' } as const }]) {
      const bought = buy([], offer(grant), { id: 1, now: NOON })
      assert.deepEqual(told(bought), { until: END.toString(), bytes: null })
      assert.deepEqual(told(use(bought, { from: NOON, until: ONE }, 500).packs), {
        until: END.toString(),
        bytes: null,
      })
    }
  })

  test('counts the quota of the day, for after it a day of waiting follows', () => {
    const days = offer({ allowance: daily(40), validity: { kind: 'hours', hours: 72 } })
    const bought = use(buy([], days, { id: 1, now: NOON }), { from: NOON, until: ONE }, 15).packs
    assert.deepEqual(told(bought), { until: at('03-13 12:00').toString(), bytes: 25 })
    const used = use(bought, { from: ONE, until: ONE }, 25).packs
    assert.equal(told(used), 'captive')
    assert.deepEqual(told(used, { now: at('03-11 00:00') }), {
      until: at('03-13 12:00').toString(),
      bytes: 40,
    })
  })

  test('counts packs that follow by time, and their bytes only if they follow what is empty', () => {
    const queued = offer({ stacking: { kind: 'queues', trigger: 'end' } })
    const behind = buy(packs, queued, { id: 2, now: ONE })
    assert.deepEqual(told(behind), { until: at('03-12 12:00').toString(), bytes: 100 })
    const soon = offer({ stacking: { kind: 'queues', trigger: 'end_or_empty' } })
    const next = buy(packs, soon, { id: 2, now: ONE })
    assert.deepEqual(told(next), { until: at('03-12 12:00').toString(), bytes: 200 })
  })

  test('counts a pack that waits for its first byte, until it gives up waiting', () => {
    const start = { kind: 'first_use', withinDays: 10, atLatest: 'lapses' } as const
    const waiting = buy([], offer({ start }), { id: 1, now: NOON })
    assert.deepEqual(told(waiting), { until: at('03-20 12:00').toString(), bytes: 100 })
    const starting = buy([], offer({ start: { ...start, atLatest: 'starts' } }), {
      id: 1,
      now: NOON,
    })
    assert.deepEqual(told(starting), { until: at('03-21 12:00').toString(), bytes: 100 })
  })

  test('is never shut in by bytes where the network always lets something through', () => {
    const base = { alwaysOnKbps: 64 }
    const ends = at('06-12 12:00').toString()
    assert.deepEqual(told(packs, base), { until: ends, bytes: null })
    assert.deepEqual(told(packs, { ...base, now: END }), { until: ends, bytes: null })
    assert.equal(told(packs, { ...base, now: at('06-12 12:00') }), 'captive')
    assert.deepEqual(told([], base), { until: null, bytes: null })
  })

  test('is shut in at once where somebody stopped it', () => {
    const suspension = { since: NOON, by: 'holder', reason: 'lost_card' } as const
    const found = captivityAt({ ...line, suspension }, packs, { network: NETWORK, now: ONE })
    assert.deepEqual(found, { captive: true })
  })

  test('is told to the byte, also of many', () => {
    const much = buy([], offer({ allowance: { kind: 'total', bytes: megabytes(3_000) } }), {
      id: 1,
      now: NOON,
    })
    assert.deepEqual(told(much), { until: END.toString(), bytes: 3_000_000_000 })
    assert.deepEqual(told(buy(much, offer({ allowance: total(7) }), { id: 2, now: ONE })), {
      until: at('03-11 13:00').toString(),
      bytes: 3_000_000_007,
    })
  })
})

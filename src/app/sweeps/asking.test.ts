import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instant, plusMinutes, plusSeconds } from '../../domain/basics/time.ts'
import { ASK_AFTER_MINUTES, ASKED_AT_ONCE_MAX, ASKING, isDue } from './asking.ts'
import { fewAtOnce } from './few-at-once.ts'

const SINCE = instant('2027-03-10T00:00:00Z')

/** The ages in minutes at which a run every ten seconds asks. */
function agesAsked(minutes: number, isAwaited = true): readonly number[] {
  const ages: number[] = []
  for (let seconds = 10; seconds <= minutes * 60; seconds += 10) {
    const span = { since: plusSeconds(SINCE, seconds - 10), now: plusSeconds(SINCE, seconds) }
    if (isDue({ since: SINCE, isAwaited }, span)) ages.push(seconds / 60)
  }
  return ages
}

test('A payment is first asked about when it has not moved for a while', () => {
  assert.deepEqual(agesAsked(ASK_AFTER_MINUTES), [ASK_AFTER_MINUTES])
})

test('The older it is the less often it is asked about', () => {
  const ages = agesAsked(2_000)
  assert.deepEqual(ages.slice(0, 9), [2, 3, 4, 5, 6, 7, 8, 9, 10])
  assert.deepEqual(ages.slice(9, 14), [15, 20, 25, 30, 35])
  for (const { fromMinutes, everyMinutes } of ASKING) {
    const next = ages.filter((age) => age > fromMinutes + everyMinutes)
    assert.equal((next[1] ?? 0) - (next[0] ?? 0), everyMinutes, `from ${fromMinutes} minutes on`)
  }
  assert.ok(ages.length < 60, `${ages.length} times in a day and a half`)
})

test('What is to take no more money is asked about every few minutes', () => {
  const ages = agesAsked(600, false)
  assert.deepEqual(ages.slice(-2), [595, 600])
})

test('A run that comes late asks once for all it missed', () => {
  const payment = { since: SINCE, isAwaited: true }
  const at = (minutes: number) => plusMinutes(SINCE, minutes)
  assert.ok(isDue(payment, { since: at(-10), now: at(500) }))
  assert.ok(isDue(payment, { since: at(61), now: at(200) }))
  assert.equal(isDue(payment, { since: at(61), now: at(89) }), false)
})

test('No more than a few are asked at once, all are asked, and faults are told', async () => {
  let atOnce = 0
  let most = 0
  const asked: number[] = []
  const faults = await fewAtOnce(
    Array.from({ length: 100 }, (_, index) => index),
    ASKED_AT_ONCE_MAX,
    async (thing) => {
      atOnce += 1
      most = Math.max(most, atOnce)
      await new Promise((resolve) => setImmediate(resolve))
      asked.push(thing)
      atOnce -= 1
      if (thing % 10 === 0) throw new Error(`no ${thing}`)
    },
  )
  assert.equal(most, ASKED_AT_ONCE_MAX)
  assert.equal(asked.length, 100)
  assert.equal(faults.length, 10)
  assert.deepEqual(await fewAtOnce([], ASKED_AT_ONCE_MAX, async () => {}), [])
})

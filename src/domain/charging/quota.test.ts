import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { at, buy, daily, offer } from '../balance/example-packs.ts'
import { reserve } from '../balance/reserving.ts'
import { bytes } from '../basics/data-volume.ts'
import {
  askAgainBefore,
  leftToGrant,
  QUOTA_RULES,
  sliceOf,
  throttledSliceOf,
  type QuotaRules,
} from './quota.ts'

const RULES: QuotaRules = { sliceMax: bytes(100), sliceMin: bytes(10), parts: 8, seconds: 3_600 }
const NOON = at('03-10 12:00')

const slice = (left: number | null, wanted: number | null = null) =>
  Number(
    sliceOf(
      { left: left === null ? null : bytes(left), wanted: wanted === null ? null : bytes(wanted) },
      RULES,
    ),
  )

describe('How much is granted at once', () => {
  test('is much while plenty is left, little near the end, and the rest at last', () => {
    assert.deepEqual(
      [null, 10_000, 800, 799, 400, 80, 79, 11, 10, 9, 1, 0].map((left) => slice(left)),
      [100, 100, 100, 99, 50, 10, 10, 10, 10, 9, 1, 0],
    )
  })

  test('is no more than was asked for', () => {
    assert.deepEqual(
      [slice(800, 5), slice(800, 500), slice(null, 500), slice(3, 5)],
      [5, 100, 100, 3],
    )
  })

  test('never exceeds what is left, and leaves nothing that could not be granted', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 2n ** 45n), (left) => {
        const granted = sliceOf({ left: bytes(left), wanted: null }, QUOTA_RULES)
        assert.ok(granted <= left)
        assert.ok(left === 0n || granted > 0n)
        assert.ok(granted <= QUOTA_RULES.sliceMax)
      }),
    )
  })

  test('is at a throttled rate what fits into its time', () => {
    assert.equal(throttledSliceOf(128, QUOTA_RULES), 57_600_000n)
    assert.equal(throttledSliceOf(1_000, QUOTA_RULES), QUOTA_RULES.sliceMax)
  })
})

describe('What is left to grant', () => {
  test('is what no session has set aside, over all packs that are valid', () => {
    const one = buy([], offer(), { id: 1, now: NOON })
    const two = buy(one, offer(), { id: 2, now: NOON })
    assert.equal(leftToGrant(two, NOON), 200n)
    assert.equal(leftToGrant(reserve(two, bytes(70), NOON).packs, NOON), 130n)
    const unlimited = buy(two, offer({ allowance: { kind: 'unlimited' } }), { id: 3, now: NOON })
    assert.equal(leftToGrant(unlimited, NOON), null)
  })
})

describe('A grant is asked about again', () => {
  const until = (packs: ReturnType<typeof buy>, now = NOON) =>
    askAgainBefore(packs, RULES, now).toString()

  test('after its own time', () => {
    const packs = buy([], offer(), { id: 1, now: NOON })
    assert.equal(until(packs), at('03-10 13:00').toString())
  })

  test("sooner at a pack's end, at a quota's reset, and at the turn of one that waits", () => {
    const short = { validity: { kind: 'hours', hours: 1 } } as const
    const ending = buy([], offer(short), { id: 1, now: at('03-10 11:30') })
    assert.equal(until(ending), at('03-10 12:30').toString())
    const validity = { kind: 'hours', hours: 72 } as const
    const days = buy([], offer({ validity, allowance: daily(100) }), { id: 1, now: NOON })
    assert.equal(until(days, at('03-10 23:40')), at('03-11 00:00').toString())
    const stacking = { kind: 'queues', trigger: 'end' } as const
    const queued = buy(ending, offer({ stacking }), { id: 2, now: NOON })
    assert.equal(until(queued), at('03-10 12:30').toString())
  })

  test('at no instant that is past', () => {
    const packs = buy([], offer(), { id: 1, now: NOON })
    const end = at('03-11 12:00')
    assert.equal(until(packs, end), end.add({ hours: 1 }).toString())
  })
})

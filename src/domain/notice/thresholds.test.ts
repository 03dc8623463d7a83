/** Thresholds of use: each once a pack, the highest of several, the last day of a daily quota. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import {
  at,
  buy,
  daily,
  justBefore,
  LINE,
  offer,
  pack,
  packId,
  revoke,
  total,
  use,
} from '../balance/example-packs.ts'
import type { Pack } from '../balance/pack.ts'
import { plusMinutes } from '../basics/time.ts'
import { noticeUse } from './thresholds.ts'

const NOON = at('03-10 12:00')
const EVENING = at('03-10 18:00')
const DAY_LATER = at('03-11 12:00')

function using(packs: readonly Pack[], count: number, until = EVENING) {
  return noticeUse(use(packs, { from: NOON, until }, count).packs, until)
}

function toldKinds({ told }: ReturnType<typeof noticeUse>): readonly string[] {
  return told.map(({ kind }) => kind)
}

describe('thresholds of use', () => {
  test('lie at 50, 80 and 100 of 100 bytes, not one before', () => {
    const packs = buy([], offer(), { id: 1, now: NOON })
    const expected: readonly (readonly [number, readonly string[]])[] = [
      [49, []],
      [50, ['data_50']],
      [79, ['data_50']],
      [80, ['data_80']],
      [99, ['data_80']],
      [100, ['data_100']],
      [101, ['data_100']],
    ]
    for (const [count, kinds] of expected) assert.deepEqual(toldKinds(using(packs, count)), kinds)
  })

  test('crossed at once tell the highest and are remembered together', () => {
    const told = using(buy([], offer(), { id: 1, now: NOON }), 85)
    assert.deepEqual(told.told, [{ kind: 'data_80', pack: packId(1) }])
    assert.deepEqual(pack(told.packs, 1).noticed, ['data_50', 'data_80'])
    assert.deepEqual(toldKinds(noticeUse(told.packs, EVENING)), [])
  })

  test('leave the packs as they are where nothing is new', () => {
    const { packs } = use(buy([], offer(), { id: 1, now: NOON }), { from: NOON, until: EVENING }, 9)
    assert.equal(noticeUse(packs, EVENING).packs, packs)
  })

  test('are each pack’s own', () => {
    const first = buy([], offer(), { id: 1, now: NOON })
    const told = using(buy(first, offer(), { id: 2, now: NOON }), 160)
    assert.deepEqual(told.told, [
      { kind: 'data_100', pack: packId(1) },
      { kind: 'data_50', pack: packId(2) },
    ])
  })

  test('of a pack that ended or was paid back are no news any more', () => {
    const packs = buy([], offer(), { id: 1, now: NOON })
    const late = { from: NOON, until: EVENING, heardAt: at('03-11 12:01') }
    const burned = use(packs, late, 90).packs
    assert.deepEqual(toldKinds(noticeUse(burned, late.heardAt)), [])
    assert.deepEqual(toldKinds(noticeUse(burned, DAY_LATER)), ['data_80'])
    assert.deepEqual(toldKinds(noticeUse(revoke(burned, 1, EVENING), EVENING)), [])
  })

  test('tell the last byte of a pack that lasts until it is used', () => {
    const lasting = offer({ validity: { kind: 'until_used', daysMax: null } })
    assert.deepEqual(toldKinds(using(buy([], lasting, { id: 1, now: NOON }), 100)), ['data_100'])
  })

  test('never come from an unlimited pack', () => {
    const free = offer({ allowance: { kind: 'unlimited' } })
    assert.deepEqual(toldKinds(using(buy([], free, { id: 1, now: NOON }), 1_000_000)), [])
  })

  test('of a daily allowance count on its last day only', () => {
    const grant = { validity: { kind: 'hours', hours: 48 }, allowance: daily(100, 3) } as const
    const packs = buy([], offer(grant), { id: 1, now: NOON })
    const lastReset = at('03-12 03:00')
    const heard = (until: typeof NOON) =>
      toldKinds(noticeUse(use(packs, { from: until, until }, 100).packs, until))
    assert.deepEqual(heard(NOON), [])
    assert.deepEqual(heard(justBefore(lastReset)), [])
    assert.deepEqual(heard(lastReset), ['data_100'])
  })

  test('each come at most once, in rising order, however the reports are cut', () => {
    const counts = fc.array(fc.constantFrom(0, 1, 9, 10, 29, 30, 31, 49, 50, 51), { maxLength: 20 })
    fc.assert(
      fc.property(counts, fc.constantFrom(1, 3, 100), (reports, granted) => {
        let packs = buy([], offer({ allowance: total(granted) }), { id: 1, now: NOON })
        packs = buy(packs, offer({ allowance: total(100) }), { id: 2, now: NOON })
        const told: string[] = []
        let heard = NOON
        for (const count of reports) {
          const until = plusMinutes(heard, 1)
          const burned = use(packs, { from: heard, until }, count).packs
          const noticed = noticeUse(burned, until)
          told.push(...noticed.told.map((one) => `${one.pack} ${one.kind.slice(5)}`))
          packs = noticed.packs
          heard = until
        }
        assert.equal(new Set(told).size, told.length)
        for (const number of [1, 2]) {
          const own = told.filter((one) => one.startsWith(packId(number)))
          const shares = own.map((one) => Number(one.split(' ')[1]))
          assert.deepEqual(
            shares,
            shares.toSorted((one, other) => one - other),
          )
          const { allowance, bytesUsed, line } = pack(packs, number)
          assert.equal(line, LINE)
          const all = allowance.kind === 'total' && bytesUsed === allowance.bytes
          assert.equal(shares.at(-1) === 100, all)
        }
      }),
    )
  })
})

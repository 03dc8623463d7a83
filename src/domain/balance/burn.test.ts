/** Examples of attribution, burn order, first use and what is left at an instant. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { balanceAt, burnOrder, bytesLeftAt, usedAt } from './balance.ts'
import { begin } from './chain.ts'
import {
  at,
  buy,
  daily,
  interval,
  justBefore,
  offer,
  pack,
  packId,
  plain,
  revoke,
  total,
  use,
  usedOf,
} from './example-packs.ts'
import { DAYS_KEPT, type Pack } from './pack.ts'

const same = (actual: unknown, expected: unknown) =>
  assert.deepEqual(plain(actual), plain(expected))

const NOON = at('03-10 12:00')
const ONE = at('03-10 13:00')
const DAY_LATER = at('03-11 12:00')

function orderAt(packs: readonly Pack[], now = ONE): number[] {
  return burnOrder(packs, now).map((one) => Number(one.id.slice(-4)))
}

describe('burn order', () => {
  test('unlimited at full speed burns first, unlimited at a limited speed last', () => {
    let packs = buy([], offer({ allowance: { kind: 'unlimited' }, fullKbps: 1_000 }), {
      id: 1,
      now: NOON,
    })
    packs = buy(packs, offer(), { id: 2, now: NOON })
    packs = buy(packs, offer({ allowance: { kind: 'unlimited' } }), { id: 3, now: NOON })
    same(orderAt(packs), [3, 2, 1])
  })

  test('what lapses sooner burns first, and today of a daily allowance lapses at its reset', () => {
    let packs = buy([], offer({ validity: { kind: 'hours', hours: 20 } }), { id: 1, now: NOON })
    const days = { kind: 'calendar_days', days: 9 } as const
    packs = buy(packs, offer({ validity: days, allowance: daily(10, 5) }), { id: 2, now: NOON })
    packs = buy(packs, offer({ validity: { kind: 'hours', hours: 16 } }), { id: 3, now: NOON })
    packs = buy(packs, offer({ validity: { kind: 'until_used', daysMax: null } }), {
      id: 4,
      now: NOON,
    })
    same(orderAt(packs), [3, 2, 1, 4])
  })

  test('of two lapsing together the bonus burns before the paid, then the older before', () => {
    let packs = buy([], offer(), { id: 1, now: NOON })
    packs = buy(packs, offer(), { id: 2, now: NOON })
    packs = buy(packs, offer(), { id: 3, now: NOON, origin: 'bonus' })
    same(orderAt(packs), [3, 1, 2])
  })

  test('a pack burns from its first instant and no longer at its end', () => {
    const packs = buy([], offer(), { id: 1, now: NOON })
    same(orderAt(packs, justBefore(NOON)), [])
    same(orderAt(packs, NOON), [1])
    same(orderAt(packs, justBefore(DAY_LATER)), [1])
    same(orderAt(packs, DAY_LATER), [])
  })
})

describe('attribution of a span', () => {
  test('packs valid at the start come first, then packs valid at the end', () => {
    let packs = buy([], offer(), { id: 1, now: NOON })
    packs = buy(packs, offer({ start: { kind: 'after_current' } }), { id: 2, now: NOON })
    const over = { from: justBefore(DAY_LATER), until: DAY_LATER }
    const burned = use(packs, over, 130)
    same([usedOf(burned.packs, 1), usedOf(burned.packs, 2)], [100, 30])
    same(burned.shares, [
      { pack: packId(1), bytes: 100n, at: 'full' },
      { pack: packId(2), bytes: 30n, at: 'full' },
    ])
  })

  test('a report heard late burns the pack of its time though it is over', () => {
    const packs = buy([], offer(), { id: 1, now: NOON })
    const span = { from: ONE, until: at('03-10 14:00'), heardAt: at('03-20 00:00') }
    assert.equal(usedOf(use(packs, span, 40).packs, 1), 40)
  })

  test('a span wholly before or after a pack never burns it, and stays uncovered', () => {
    const packs = buy([], offer(), { id: 1, now: NOON })
    const before = { from: at('03-10 11:00'), until: justBefore(NOON), heardAt: ONE }
    const after = { from: DAY_LATER, until: at('03-11 13:00') }
    for (const span of [before, after]) {
      const burned = use(packs, span, 7)
      same([burned.uncovered, usedOf(burned.packs, 1)], [7n, 0])
      same(burned.shares, [])
    }
  })

  test('what no pack covers makes nothing negative and is not taken from a later purchase', () => {
    let packs = buy([], offer(), { id: 1, now: NOON })
    const burned = use(packs, { from: NOON, until: ONE }, 170)
    assert.equal(burned.uncovered, 70n)
    assert.equal(bytesLeftAt(pack(burned.packs, 1), ONE), 0n)
    packs = buy(burned.packs, offer(), { id: 2, now: at('03-10 14:00') })
    assert.equal(balanceAt(packs, at('03-10 14:00')).bytesLeft, 100n)
    const late = { from: ONE, until: at('03-10 13:30'), heardAt: at('03-10 15:00') }
    assert.equal(use(packs, late, 20).uncovered, 20n)
  })

  test('a refunded pack burns no more, not even for its time', () => {
    const packs = revoke(buy([], offer(), { id: 1, now: NOON }), 1, ONE)
    assert.equal(use(packs, { from: NOON, until: ONE }, 5).uncovered, 5n)
  })

  test('bytes set aside for a session are neither used nor left', () => {
    const packs = buy([], offer(), { id: 1, now: NOON }).map((one) => ({
      ...one,
      bytesReserved: 60n as Pack['bytesReserved'],
    }))
    assert.equal(bytesLeftAt(pack(packs, 1), NOON), 40n)
    assert.equal(use(packs, { from: NOON, until: ONE }, 50).uncovered, 10n)
  })
})

describe('throttled bytes', () => {
  const slow = (kbps: number) => offer({ afterAllowance: { kind: 'throttle', kbps } })

  test('are recorded against the fastest pack granting them and reduce no allowance', () => {
    let packs = buy([], slow(128), { id: 1, now: NOON })
    packs = buy(packs, slow(256), { id: 2, now: NOON })
    packs = buy(packs, offer({ start: { kind: 'after_current' } }), { id: 3, now: NOON })
    const burned = use(packs, { from: NOON, until: ONE }, 250)
    same([usedOf(burned.packs, 1), usedOf(burned.packs, 2)], [100, 100])
    assert.equal(pack(burned.packs, 2).bytesThrottled, 50n)
    assert.equal(usedOf(burned.packs, 3), 0)
    same(burned.shares[2], { pack: packId(2), bytes: 50n, at: 'throttled' })
    assert.equal(burned.uncovered, 0n)
  })

  test('fall to the first in burn order among equal rates', () => {
    let packs = buy([], slow(128), { id: 1, now: NOON })
    packs = buy(packs, slow(128), { id: 2, now: NOON, origin: 'bonus' })
    const burned = use(packs, { from: NOON, until: ONE }, 201)
    assert.equal(pack(burned.packs, 2).bytesThrottled, 1n)
  })
})

describe('a daily allowance', () => {
  const held = () =>
    buy([], offer({ validity: { kind: 'calendar_days', days: 9 }, allowance: daily(10, 5) }), {
      id: 1,
      now: NOON,
    })
  const RESET = at('03-11 05:00')

  test('comes back at its reset hour and what was left lapses', () => {
    const { packs } = use(held(), { from: NOON, until: ONE }, 8)
    assert.equal(bytesLeftAt(pack(packs, 1), justBefore(RESET)), 2n)
    assert.equal(bytesLeftAt(pack(packs, 1), RESET), 10n)
    assert.equal(usedAt(pack(packs, 1), RESET), 0n)
    assert.equal(usedOf(packs, 1), 8)
  })

  test('a report over a reset takes the old day first, then the new one, in one share', () => {
    const burned = use(held(), { from: justBefore(RESET), until: RESET }, 13)
    const [old, fresh] = pack(burned.packs, 1).days
    same([old?.bytesUsed, fresh?.bytesUsed], [10n, 3n])
    same(burned.shares, [{ pack: packId(1), bytes: 13n, at: 'full' }])
  })

  test('a late report goes to its own day and leaves today whole', () => {
    const span = { from: NOON, until: ONE, heardAt: at('03-11 06:00') }
    const { packs } = use(held(), span, 9)
    assert.equal(bytesLeftAt(pack(packs, 1), at('03-11 06:00')), 10n)
    assert.equal(bytesLeftAt(pack(packs, 1), ONE), 1n)
  })

  test('a day no longer remembered is never taken from again', () => {
    let packs = held()
    for (let day = 10; day <= 10 + DAYS_KEPT; day += 1) {
      const noon = at(`03-${day} 12:00`)
      packs = use(packs, { from: noon, until: noon }, 10).packs
    }
    assert.equal(pack(packs, 1).days.length, DAYS_KEPT)
    const late = { from: NOON, until: ONE, heardAt: at('03-14 12:00') }
    assert.equal(use(packs, late, 4).uncovered, 4n)
  })
})

describe('a pack waiting for its first use', () => {
  const waiting = (atLatest: 'starts' | 'lapses') =>
    offer({ start: { kind: 'first_use', withinDays: 3, atLatest } })
  const LATEST = at('03-13 12:00')

  test('begins with the first byte that no other pack can serve, when we hear of it', () => {
    let packs = buy([], offer({ allowance: total(50) }), { id: 1, now: NOON })
    packs = buy(packs, waiting('lapses'), { id: 2, now: NOON })
    const served = use(packs, { from: NOON, until: ONE }, 50)
    assert.equal(pack(served.packs, 2).start.kind, 'first_use')
    const { packs: begun } = use(served.packs, { from: ONE, until: at('03-10 14:00') }, 1)
    same(interval(begun, 2), [at('03-10 14:00'), at('03-11 14:00')])
    assert.equal(usedOf(begun, 2), 1)
  })

  test('the oldest begins first, the next only when that one is empty', () => {
    let packs = buy([], waiting('lapses'), { id: 1, now: NOON })
    packs = buy(packs, waiting('lapses'), { id: 2, now: NOON })
    const { packs: one } = use(packs, { from: NOON, until: ONE }, 100)
    same([pack(one, 1).start.kind, pack(one, 2).start.kind], ['begun', 'first_use'])
    const { packs: two } = use(packs, { from: NOON, until: ONE }, 101)
    same([usedOf(two, 1), usedOf(two, 2)], [100, 1])
  })

  test('begins rather than let a customer crawl at a throttled rate', () => {
    const slow = offer({ allowance: total(1), afterAllowance: { kind: 'throttle', kbps: 128 } })
    const packs = buy(buy([], slow, { id: 1, now: NOON }), waiting('lapses'), { id: 2, now: NOON })
    assert.equal(usedOf(use(packs, { from: NOON, until: ONE }, 2).packs, 2), 1)
  })

  test('a delayed report begins it when heard but burns nothing of it', () => {
    const packs = buy([], waiting('lapses'), { id: 1, now: NOON })
    const heardAt = at('03-10 14:00')
    const burned = use(packs, { from: NOON, until: ONE, heardAt }, 9)
    same(interval(burned.packs, 1), [heardAt, at('03-11 14:00')])
    same([burned.uncovered, usedOf(burned.packs, 1)], [9n, 0])
  })

  test('usage from before its purchase does not begin it', () => {
    const packs = buy([], waiting('lapses'), { id: 1, now: at('03-10 13:30') })
    const burned = use(packs, { from: NOON, until: ONE, heardAt: at('03-10 14:00') }, 9)
    assert.equal(pack(burned.packs, 1).start.kind, 'first_use')
    assert.equal(burned.uncovered, 9n)
  })

  test('at its latest date it starts or lapses, as the offer says', () => {
    const starts = buy([], waiting('starts'), { id: 1, now: NOON })
    const lapses = buy([], waiting('lapses'), { id: 1, now: NOON })
    assert.equal(pack(begin(starts, justBefore(LATEST)), 1).start.kind, 'first_use')
    same(interval(begin(starts, at('03-13 20:00')), 1), [LATEST, at('03-14 12:00')])
    same(pack(begin(lapses, LATEST), 1).start, { kind: 'lapsed', at: LATEST })
    assert.equal(use(lapses, { from: LATEST, until: LATEST }, 1).uncovered, 1n)
  })
})

describe('a pack until used', () => {
  const untilUsed = (daysMax: number | null) => offer({ validity: { kind: 'until_used', daysMax } })

  test('has no end, and ends with its last byte', () => {
    const packs = buy([], untilUsed(null), { id: 1, now: NOON })
    const { packs: nearly } = use(packs, { from: NOON, until: ONE }, 99)
    same(interval(nearly, 1), [NOON, null])
    const { packs: gone } = use(nearly, { from: ONE, until: at('03-12 00:00') }, 1)
    same(interval(gone, 1), [NOON, at('03-12 00:00')])
  })

  test('a limit that passed before the last byte was heard of stays the end', () => {
    const packs = buy([], untilUsed(1), { id: 1, now: NOON })
    const { packs: gone } = use(packs, { from: ONE, until: at('03-12 00:00') }, 100)
    same(interval(gone, 1), [NOON, DAY_LATER])
  })
})

test('a balance adds up the packs valid now, a daily one with its present day', () => {
  let packs = buy([], offer({ allowance: total(50) }), { id: 1, now: NOON })
  packs = buy(packs, offer({ allowance: daily(10) }), { id: 2, now: NOON })
  packs = buy(packs, offer({ start: { kind: 'after_current' } }), { id: 3, now: NOON })
  packs = use(packs, { from: NOON, until: ONE }, 14).packs
  const balance = balanceAt(packs, ONE)
  same(balance, { bytesLeft: 46n, bytesGranted: 60n, bytesUsed: 14n })
  const more = buy(packs, offer({ allowance: { kind: 'unlimited' } }), { id: 4, now: ONE })
  assert.equal(balanceAt(more, ONE).bytesLeft, null)
})

test('a span that runs backwards, or is heard of before its end, is a broken invariant', () => {
  assert.throws(() => use([], { from: ONE, until: NOON }, 1), /runs forwards/)
  assert.throws(() => use([], { from: NOON, until: ONE, heardAt: NOON }, 1), /after it happened/)
})

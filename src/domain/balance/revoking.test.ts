/**
 * Taking packs back out of chains: what stops, and which ends move back how far. Held against a
 * replay that only adds up what stands.
 */
import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import fc from 'fast-check'
import type { OrderId } from '../basics/ids.ts'
import { bytes } from '../basics/data-volume.ts'
import { isBefore, plusHours, type Instant } from '../basics/time.ts'
import type { Offer } from '../catalogue/offer.ts'
import { bonusBeside } from './bonus.ts'
import { begin, derivedInterval } from './chain.ts'
import { deliver } from './delivery.ts'
import { at, interval, LINE, offer, pack, packId, plain, use } from './example-packs.ts'
import type { Pack } from './pack.ts'
import { ownTime, revokePacksOf } from './revoking.ts'

const NOON = at('03-10 12:00')
const EXTENDS = { stacking: { kind: 'extends' } } as const
const DAY = offer(EXTENDS)

function orderId(number: number): OrderId {
  return `00000000-0000-7000-9000-${String(number).padStart(12, '0')}` as OrderId
}

/** Each order has the number of its pack. */
function buy(packs: readonly Pack[], bought: Offer, number: number, now: Instant): readonly Pack[] {
  const delivered = deliver(packs, bought, {
    line: LINE,
    order: orderId(number),
    packId: packId(number),
    origin: 'paid',
    startNow: false,
    now,
  })
  if (!delivered.ok) throw new Error(delivered.refusal.code)
  return delivered.value.packs
}

function three(): readonly Pack[] {
  const first = buy([], DAY, 1, NOON)
  const second = buy(first, DAY, 2, plusHours(NOON, 1))
  return buy(second, DAY, 3, plusHours(NOON, 2))
}

const ends = (packs: readonly Pack[]) =>
  packs
    .filter(({ revoked }) => revoked === null)
    .map((one) => String(interval(packs, Number(one.id.slice(-2)))[1]))
const day = (count: number) => String(plusHours(NOON, 24 * count))

suite('A pack that is taken back', () => {
  test('stops now and keeps what was used of it', () => {
    const later = plusHours(NOON, 3)
    const used = use(buy([], DAY, 1, NOON), { from: NOON, until: later }, 30).packs
    const packs = revokePacksOf(used, orderId(1), later)
    assert.deepEqual(plain(pack(packs, 1).revoked), plain({ at: later, order: orderId(1) }))
    assert.equal(pack(packs, 1).bytesUsed, 30n)
    assert.equal(
      revokePacksOf(packs, orderId(1), plusHours(later, 1))[0]?.revoked,
      packs[0]?.revoked,
    )
  })

  test('takes along what it had added to the end: the last, the middle, the first extension', () => {
    const now = plusHours(NOON, 3)
    assert.deepEqual(ends(three()), [day(3), day(3), day(3)])
    assert.deepEqual(ends(revokePacksOf(three(), orderId(3), now)), [day(2), day(2)])
    assert.deepEqual(ends(revokePacksOf(three(), orderId(2), now)), [day(2), day(2)])
    const both = revokePacksOf(revokePacksOf(three(), orderId(2), now), orderId(3), now)
    assert.deepEqual(ends(both), [day(1)])
  })

  test('moved no end as the founder: what others added stands where it is', () => {
    assert.deepEqual(ends(revokePacksOf(three(), orderId(1), plusHours(NOON, 3))), [day(3), day(3)])
  })

  test('never moves an end before now, and never later than it was', () => {
    const late = plusHours(NOON, 40)
    const two = buy(buy([], DAY, 1, NOON), DAY, 2, NOON)
    assert.deepEqual(ends(revokePacksOf(two, orderId(2), late)), [String(late)])
    const over = plusHours(NOON, 60)
    assert.deepEqual(ends(revokePacksOf(two, orderId(2), over)), [day(2)])
  })

  test('moves what waits behind the chain', () => {
    const waits = { stacking: { kind: 'queues', trigger: 'end' } } as const
    const chain = buy(buy([], DAY, 1, NOON), DAY, 2, NOON)
    const packs = buy(chain, offer(waits, 'other'), 3, NOON)
    const starts = (all: readonly Pack[]) => String(derivedInterval(all, pack(all, 3)).from)
    assert.equal(starts(packs), day(2))
    const now = plusHours(NOON, 3)
    assert.equal(starts(revokePacksOf(packs, orderId(2), now)), day(1))
    assert.equal(starts(revokePacksOf(chain, orderId(2), now).concat(pack(packs, 3))), day(1))
  })

  test('takes its present with it', () => {
    const bought = buy(buy([], DAY, 1, NOON), DAY, 2, NOON)
    const bonus = bonusBeside(pack(bought, 2), { kind: 'bonus_data', bytes: bytes(7) }, packId(9))
    assert.ok(bonus !== null)
    const packs = revokePacksOf([...bought, bonus], orderId(2), plusHours(NOON, 3))
    assert.deepEqual(
      packs.map(({ revoked }) => revoked !== null),
      [false, true, true],
    )
    assert.deepEqual(ends(packs), [day(1)])
  })

  test('finds its months by the anchor of the chain', () => {
    const month = offer({
      ...EXTENDS,
      validity: { kind: 'monthly_anniversary', shortMonths: 'clip' },
    })
    const begun = at('01-31 12:00')
    const first = buy([], month, 1, begun)
    const packs = buy(buy(first, month, 2, begun), month, 3, begun)
    assert.equal(String(interval(packs, 3)[1]), String(at('04-30 00:00')))
    const back = revokePacksOf(packs, orderId(2), plusHours(begun, 1))
    assert.equal(String(interval(back, 3)[1]), String(at('03-31 00:00')))
  })
})

type Step = { readonly hours: number; readonly what: number; readonly buys: 24 | 72 | null }

const anyStep: fc.Arbitrary<Step> = fc.record({
  hours: fc.constantFrom(0, 1, 11, 24, 25, 72),
  what: fc.nat({ max: 5 }),
  buys: fc.constantFrom(24, 72, null),
})

suite('Any sequence of extensions and returns', () => {
  test('ends where a replay of what stands ends', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 10 }), (steps) => {
        let packs = buy([], DAY, 1, NOON)
        let now = NOON
        /** Hours that each extension added, until it was taken back. */
        const added = new Map<number, number>()
        let end = plusHours(NOON, 24)
        for (const [index, { hours, what, buys }] of steps.entries()) {
          now = plusHours(now, hours)
          const number = index + 2
          if (buys !== null) {
            // With nothing alive to extend it would be an ordinary pack.
            const alive = packs.some(({ revoked }) => revoked === null)
            if (!alive || !isBefore(now, end)) continue
            const bought = offer({ ...EXTENDS, validity: { kind: 'hours', hours: buys } })
            packs = buy(packs, bought, number, now)
            added.set(number, buys)
            end = plusHours(end, buys)
          } else {
            const target = [1, ...added.keys()][what] ?? 1
            packs = revokePacksOf(packs, orderId(target), now)
            if (!added.delete(target)) continue
            const sum = [...added.values()].reduce((one, other) => one + other, 24)
            const replayed = plusHours(NOON, sum)
            if (isBefore(now, end)) end = isBefore(replayed, now) ? now : replayed
          }
          const standing = begin(packs, now).filter(({ revoked }) => revoked === null)
          for (const one of standing) {
            assert.equal(one.start.kind === 'begun' && String(one.start.until), String(end))
          }
        }
      }),
      { numRuns: 500 },
    )
  })

  test('shares the time of a chain out among its packs without gap or overlap', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(24, 72), { maxLength: 5 }),
        fc.nat({ max: 5 }),
        (buys, gone) => {
          let packs = buy([], DAY, 1, NOON)
          for (const [index, hours] of buys.entries()) {
            const bought = offer({ ...EXTENDS, validity: { kind: 'hours', hours } })
            packs = buy(packs, bought, index + 2, NOON)
          }
          if (gone >= 2) packs = revokePacksOf(packs, orderId(gone), NOON)
          let from = String(NOON)
          for (const one of packs.filter(({ revoked }) => revoked === null)) {
            const own = ownTime(packs, one)
            assert.equal(String(own?.from), from)
            from = String(own?.until)
          }
          assert.equal(from, ends(packs)[0])
        },
      ),
    )
  })
})

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { bytes, type Bytes } from '../basics/data-volume.ts'
import type { OfferFamily } from '../basics/ids.ts'
import type { Instant } from '../basics/time.ts'
import type { Grant } from '../catalogue/offer.ts'
import { bytesLeftAt } from './balance.ts'
import { burn } from './burn.ts'
import { deliver } from './delivery.ts'
import {
  at,
  buy,
  daily,
  justBefore,
  LINE,
  offer,
  pack,
  packId,
  plain,
  revoke,
  total,
  usedOf,
} from './example-packs.ts'
import type { Pack } from './pack.ts'
import { commit, reserve, reserveThrottled, type Slice } from './reserving.ts'

const NOON = at('03-10 12:00')

function buyOne(grant: Partial<Grant> = {}): readonly Pack[] {
  return buy([], offer(grant), { id: 1, now: NOON })
}

function set(packs: readonly Pack[], wanted: number, now: Instant = NOON) {
  return reserve(packs, bytes(wanted), now)
}

function settled(
  reserved: { readonly packs: readonly Pack[]; readonly slices: readonly Slice[] },
  used: number,
  heardAt: Instant = NOON,
) {
  return commit(reserved.packs, reserved.slices, { used: bytes(used), heardAt })
}

const cut = (slices: readonly Slice[]) =>
  slices.map((slice) => [
    slice.pack === null ? null : Number(slice.pack.slice(-4)),
    Number(slice.bytes),
  ])

describe('Setting bytes aside', () => {
  test('leaves them to nobody else, and never more than there is', () => {
    const first = set(buyOne(), 70)
    assert.deepEqual(cut(first.slices), [[1, 70]])
    const second = set(first.packs, 70)
    assert.deepEqual(cut(second.slices), [[1, 30]])
    assert.deepEqual(set(second.packs, 1).slices, [])
  })

  test('cuts from one pack after another, in burn order', () => {
    const two = buy(buyOne(), offer({ validity: { kind: 'hours', hours: 1 } }), {
      id: 2,
      now: NOON,
    })
    assert.deepEqual(cut(set(two, 150).slices), [
      [2, 100],
      [1, 50],
    ])
  })

  test("takes of one day's quota what is left of that day, and of the next day all of it", () => {
    const validity = { kind: 'hours', hours: 72 } as const
    const evening = set(buyOne({ validity, allowance: daily(100) }), 80, at('03-10 23:00'))
    assert.deepEqual(cut(set(evening.packs, 80, justBefore(at('03-11 00:00'))).slices), [[1, 20]])
    assert.deepEqual(cut(set(evening.packs, 120, at('03-11 00:00')).slices), [[1, 100]])
  })

  test('begins a pack that waits for its first use when nothing else can serve', () => {
    const start = { kind: 'first_use', withinDays: 9, atLatest: 'lapses' } as const
    const waiting = buy(buyOne(), offer({ start }), { id: 2, now: NOON })
    const served = set(waiting, 100)
    assert.equal(pack(served.packs, 2).start.kind, 'first_use')
    const more = set(served.packs, 10)
    assert.deepEqual(cut(more.slices), [[2, 10]])
    assert.equal(pack(more.packs, 2).start.kind, 'begun')
  })

  test('begins what waits for an emptied chain when all of that chain is set aside', () => {
    const stacking = { kind: 'queues', trigger: 'end_or_empty' } as const
    const queued = buy(buyOne(), offer({ stacking }), { id: 2, now: NOON })
    const served = set(queued, 99)
    assert.equal(pack(served.packs, 2).start.kind, 'queued')
    assert.deepEqual(cut(set(served.packs, 20).slices), [
      [1, 1],
      [2, 19],
    ])
  })
})

describe('Settling a reservation', () => {
  test('gives back what was not used', () => {
    const { packs } = settled(set(buyOne(), 70), 30)
    assert.equal(usedOf(packs, 1), 30)
    assert.equal(bytesLeftAt(pack(packs, 1), NOON), 70n)
  })

  test('goes to the packs it was cut from even when it is reported after their end', () => {
    const later = buy(set(buyOne(), 40).packs, offer(), { id: 2, now: at('03-11 11:00') })
    const slices = set(buyOne(), 40).slices
    const { packs, shares, uncovered } = settled({ packs: later, slices }, 40, at('03-11 13:00'))
    assert.deepEqual([usedOf(packs, 1), usedOf(packs, 2), uncovered], [40, 0, 0n])
    assert.deepEqual(shares, [{ pack: packId(1), bytes: 40n, at: 'full' }])
  })

  test('attributes only the excess to the instant it was heard', () => {
    const reserved = set(buyOne(), 40)
    const later = buy(reserved.packs, offer(), { id: 2, now: at('03-11 11:00') })
    const late = settled({ packs: later, slices: reserved.slices }, 55, at('03-11 13:00'))
    assert.deepEqual([usedOf(late.packs, 1), usedOf(late.packs, 2)], [40, 15])
    const alone = settled(reserved, 55, at('03-11 13:00'))
    assert.deepEqual([usedOf(alone.packs, 1), alone.uncovered], [40, 15n])
  })

  test("counts into the day it was set aside on, after that day's reset", () => {
    const validity = { kind: 'hours', hours: 72 } as const
    const evening = set(buyOne({ validity, allowance: daily(100) }), 80, at('03-10 23:00'))
    const { packs } = settled(evening, 80, at('03-11 01:00'))
    assert.equal(bytesLeftAt(pack(packs, 1), at('03-11 01:00')), 100n)
    assert.equal(bytesLeftAt(pack(packs, 1), at('03-10 23:59')), 20n)
  })

  test('counts against a pack that was paid back meanwhile, as reserved bytes are used ones', () => {
    const reserved = set(buyOne(), 40)
    const revoked = revoke(reserved.packs, 1, NOON)
    const { packs, uncovered } = settled({ packs: revoked, slices: reserved.slices }, 45)
    assert.deepEqual([usedOf(packs, 1), uncovered], [40, 5n])
  })

  test('keeps what was used at a throttled rate from a pack bought meanwhile', () => {
    const spent = settled(
      set(buyOne({ afterAllowance: { kind: 'throttle', kbps: 128 } }), 100),
      100,
    ).packs
    const slice = reserveThrottled(spent, bytes(10), NOON)
    const bought = buy(spent, offer(), { id: 2, now: NOON })
    const { packs, shares } = settled({ packs: bought, slices: [slice] }, 12)
    assert.equal(pack(packs, 1).bytesThrottled, 10n)
    assert.equal(usedOf(packs, 2), 2)
    assert.deepEqual(
      shares.map((share) => share.at),
      ['throttled', 'full'],
    )
  })

  test("is uncovered where only the network's base rate served", () => {
    const slice = reserveThrottled([], bytes(10), NOON)
    assert.equal(settled({ packs: [], slices: [slice] }, 7).uncovered, 7n)
  })
})

const grants: fc.Arbitrary<Partial<Grant>> = fc.record({
  validity: fc.constantFrom(
    { kind: 'hours', hours: 1 },
    { kind: 'hours', hours: 24 },
    { kind: 'calendar_days', days: 2 },
    { kind: 'until_used', daysMax: null },
    { kind: 'until_used', daysMax: 2 },
  ),
  allowance: fc.constantFrom<Grant['allowance'][]>(total(2), total(5), daily(2), daily(3, 5), {
    kind: 'unlimited',
  }),
  afterAllowance: fc.constantFrom<Grant['afterAllowance'][]>(
    { kind: 'stop' },
    { kind: 'throttle', kbps: 128 },
  ),
  fullKbps: fc.constantFrom(null, 1_000),
  start: fc.constantFrom<Grant['start'][]>(
    { kind: 'now' },
    { kind: 'first_use', withinDays: 1, atLatest: 'starts' },
    { kind: 'first_use', withinDays: 1, atLatest: 'lapses' },
  ),
  stacking: fc.constantFrom<Grant['stacking'][]>(
    { kind: 'independent' },
    { kind: 'extends' },
    { kind: 'queues', trigger: 'end' },
    { kind: 'queues', trigger: 'end_or_empty' },
  ),
})
const steps = fc.array(
  fc.record({
    hours: fc.constantFrom(0, 0, 0.5, 1, 11, 25),
    act: fc.oneof(
      fc.record({ kind: fc.constant('buy' as const), grant: grants, family: fc.boolean() }),
      fc.record({ kind: fc.constant('ask' as const), wanted: fc.nat(6), throttled: fc.boolean() }),
      fc.record({ kind: fc.constant('settle' as const), which: fc.nat(5), used: fc.nat(8) }),
      fc.record({ kind: fc.constant('burn' as const), used: fc.nat(4) }),
    ),
  }),
  { minLength: 3, maxLength: 16 },
)

function checkBooks(packs: readonly Pack[], open: readonly (readonly Slice[])[]): void {
  const slices = open.flat().filter((slice) => slice.at === 'full')
  for (const one of packs) {
    const mine = slices.filter((slice) => slice.pack === one.id)
    const aside = mine.reduce((sum, slice) => sum + slice.bytes, 0n)
    assert.equal(one.bytesReserved, aside, 'what is set aside is what sessions hold')
    const { allowance } = one
    if (allowance.kind === 'total') {
      assert.ok(one.bytesUsed + one.bytesReserved <= allowance.bytes, 'never overdrawn')
    }
    if (allowance.kind !== 'daily') continue
    for (const day of one.days) {
      const taken = day.bytesUsed + day.bytesReserved
      assert.ok(taken <= allowance.bytesPerDay, 'no day is overdrawn')
    }
  }
}

describe('Whatever is bought, asked for, used and settled', () => {
  test('what sessions hold is set aside exactly, nothing is overdrawn, every byte is told', () => {
    fc.assert(
      fc.property(steps, (story) => {
        let packs: readonly Pack[] = []
        let now = at('03-10 12:00')
        let open: (readonly Slice[])[] = []
        story.forEach(({ hours, act }, index) => {
          now = now.add({ minutes: hours * 60 })
          if (act.kind === 'buy') {
            const family = (act.family ? 'one' : 'two') as OfferFamily
            const bought = deliver(packs, offer(act.grant, family), {
              line: LINE,
              order: null,
              packId: packId(index + 1),
              origin: 'paid',
              startNow: false,
              now,
            })
            if (bought.ok) packs = bought.value.packs
          } else if (act.kind === 'ask') {
            const asked = reserve(packs, bytes(act.wanted), now)
            packs = asked.packs
            const slow = act.throttled ? [reserveThrottled(packs, bytes(3), now)] : []
            open.push([...asked.slices, ...slow])
          } else {
            const slices = act.kind === 'settle' ? (open[act.which] ?? []) : []
            const done = commit(packs, slices, { used: bytes(act.used), heardAt: now })
            packs = done.packs
            open = open.filter((one) => one !== slices)
            const told = done.shares.reduce((sum, share) => sum + share.bytes, 0n)
            assert.equal(told + done.uncovered, BigInt(act.used))
          }
          checkBooks(packs, open)
        })
        for (const slices of open) {
          packs = commit(packs, slices, { used: bytes(0), heardAt: now }).packs
        }
        checkBooks(packs, [])
      }),
      { numRuns: 1_000 },
    )
  })

  test('asked for and used at one instant is the same as burned at that instant', () => {
    // What waits behind an emptied chain begins later here: only when nothing else can serve.
    const byTime = grants.filter(({ stacking: one, validity }) => {
      return validity?.kind !== 'until_used' && (one?.kind !== 'queues' || one.trigger === 'end')
    })
    const held = fc.array(fc.tuple(byTime, fc.boolean()), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(held, fc.nat(12), fc.constantFrom(0, 1, 13, 30), (bought, used, hours) => {
        let packs: readonly Pack[] = []
        bought.forEach(([grant, one], index) => {
          const family = (one ? 'one' : 'two') as OfferFamily
          packs = buy(packs, offer(grant, family), { id: index + 1, now: NOON })
        })
        const now = NOON.add({ hours })
        const wanted: Bytes = bytes(used)
        const asked = reserve(packs, wanted, now)
        const one = commit(asked.packs, asked.slices, { used: wanted, heardAt: now })
        const other = burn(packs, { from: now, until: now, heardAt: now }, wanted)
        assert.deepEqual(plain([one.packs, one.uncovered]), plain([other.packs, other.uncovered]))
        assert.deepEqual(plain(one.shares), plain(other.shares))
      }),
      { numRuns: 1_000 },
    )
  })
})

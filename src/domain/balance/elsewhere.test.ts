import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { bytes } from '../basics/data-volume.ts'
import type { SupplierName } from '../basics/ids.ts'
import type { Instant } from '../basics/time.ts'
import type { ToldUsage } from '../fulfilment/told.ts'
import { entitlementAt } from '../line/entitlement.ts'
import { balanceAt, bytesLeftAt } from './balance.ts'
import { placeElsewhere } from './delivery.ts'
import { askLater, hearElsewhere } from './elsewhere.ts'
import { at, LINE, NETWORK, offer, pack, packId, total, use } from './example-packs.ts'
import { reserve } from './reserving.ts'
import type { Pack } from './pack.ts'

const NOON = at('03-10 12:00')
const LATER = at('03-10 13:00')
const END = at('04-09 12:00')
const ASIA = 'asia' as SupplierName

function bought(packs: readonly Pack[], id: number, count = 100, now = NOON): readonly Pack[] {
  const sold = offer({
    validity: { kind: 'told_by_wholesaler' },
    allowance: total(count),
    fulfilment: { kind: 'wholesale', supplier: ASIA, plan: 'jp', withinMinutes: 30 },
  })
  const by = { kind: 'wholesale', supplier: ASIA, ref: null } as const
  return placeElsewhere(packs, sold, {
    line: LINE,
    order: null,
    packId: packId(id),
    origin: 'paid',
    startNow: true,
    now,
    told: { by, until: END, bytesTotal: null, askAt: LATER },
  }).packs
}

function told(left: number | null, until: Instant | null = END, asOf = LATER): ToldUsage {
  const bytesLeft = left === null ? null : bytes(left)
  return { bytesLeft, bytesTotal: null, until, status: 'active', asOf }
}

const hear = (packs: readonly Pack[], usage: ToldUsage) =>
  hearElsewhere(packs, usage, { supplier: ASIA, askAt: at('03-10 13:15'), now: LATER })

const leftOf = (packs: readonly Pack[], id: number) => Number(bytesLeftAt(pack(packs, id), LATER))

describe('A pack that another carrier holds', () => {
  test('is neither burned nor set aside nor entitles on our own network', () => {
    const packs = bought([], 1)
    const used = use(packs, { from: NOON, until: LATER }, 30)
    assert.equal(used.uncovered, 30n)
    assert.equal(pack(used.packs, 1).bytesUsed, 0n)
    assert.deepEqual(reserve(packs, bytes(10), LATER).slices, [])
    const line = { suspension: null } as Parameters<typeof entitlementAt>[0]
    assert.equal(entitlementAt(line, packs, { network: NETWORK, now: LATER }).kind, 'portal_only')
  })

  test('has left what is told, as of then', () => {
    const packs = hear(bought([], 1), told(40))
    assert.equal(leftOf(packs, 1), 40)
    assert.equal(balanceAt(packs, LATER).bytesLeft, 40n)
    assert.ok(pack(packs, 1).elsewhere?.asOf.equals(LATER))
  })

  test('of several, the last bought hold what is left, and the first what exceeds them', () => {
    const two = bought(bought([], 1), 2)
    assert.deepEqual([leftOf(hear(two, told(150)), 1), leftOf(hear(two, told(150)), 2)], [50, 100])
    assert.deepEqual([leftOf(hear(two, told(30)), 1), leftOf(hear(two, told(30)), 2)], [0, 30])
    const more = hear(two, told(230))
    assert.deepEqual([leftOf(more, 1), leftOf(more, 2)], [130, 100])
  })

  test('ends when it is told, and is not asked about beyond that', () => {
    const sooner = at('03-10 13:10')
    const packs = hear(bought([], 1), told(40, sooner))
    const { start, elsewhere } = pack(packs, 1)
    assert.ok(start.kind === 'begun' && start.until?.equals(sooner))
    assert.equal(elsewhere?.askAt, null)
  })

  test('is told nothing by figures of before it came, or older than the last', () => {
    const fresh = hear(bought([], 1), told(0, at('03-09 12:00'), at('03-10 11:50')))
    const { start, elsewhere } = pack(fresh, 1)
    assert.equal(leftOf(fresh, 1), 100)
    assert.ok(start.kind === 'begun' && start.until?.equals(END))
    assert.ok(elsewhere?.asOf.equals(NOON) && elsewhere.askAt?.equals(at('03-10 13:15')))
    const later = hear(hear(fresh, told(40)), told(70, END, at('03-10 12:59')))
    assert.equal(leftOf(later, 1), 40)
  })

  test('bought since the count has all of it, and what was counted belongs to the others', () => {
    const two = bought(bought([], 1), 2, 100, LATER)
    const packs = hear(two, told(30, END, at('03-10 12:59')))
    assert.deepEqual([leftOf(packs, 1), leftOf(packs, 2)], [30, 100])
  })

  test('is not over by an end before it came: its own is not known then', () => {
    const packs = hear(bought([], 1), told(40, at('03-10 11:00')))
    const { start, elsewhere } = pack(packs, 1)
    assert.ok(start.kind === 'begun' && start.until?.equals(END))
    assert.ok(elsewhere?.askAt !== null)
  })

  test('is not asked about beyond its own end, while another goes on', () => {
    const first = bought([], 1).map((one) => {
      const { start } = one
      if (start.kind !== 'begun') return one
      return { ...one, start: { ...start, until: at('03-10 13:10') } }
    })
    const packs = hear(bought(first, 2), told(150))
    assert.equal(pack(packs, 1).elsewhere?.askAt, null)
    assert.ok(pack(packs, 2).elsewhere?.askAt !== null)
  })

  test('keeps what is known when nobody answers', () => {
    const before = hear(bought([], 1), told(40))
    const askAt = at('03-11 12:00')
    const after = askLater(before, { supplier: ASIA, askAt, now: LATER })
    assert.equal(leftOf(after, 1), 40)
    assert.ok(pack(after, 1).elsewhere?.askAt?.equals(askAt))
    assert.equal(leftOf(hear(before, told(null, null)), 1), 40)
  })
})

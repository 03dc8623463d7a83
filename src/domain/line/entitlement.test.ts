/** Examples of where a line stands and of how fast the network serves it. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { begin } from '../balance/chain.ts'
import { at, buy, justBefore, NETWORK, offer, plain, total, use } from '../balance/example-packs.ts'
import type { Pack } from '../balance/pack.ts'
import { entitlementAt } from './entitlement.ts'
import { lifecycleAt } from './lifecycle.ts'
import { EXAMPLE_LINE as line } from './example-line.ts'

const same = (actual: unknown, expected: unknown) =>
  assert.deepEqual(plain(actual), plain(expected))

const NOON = at('03-10 12:00')
const ONE = at('03-10 13:00')
const END = at('03-11 12:00')
const GRACE_OVER = at('03-14 12:00')
const LINE_OVER = at('06-12 12:00')

const LOST = { since: NOON, by: 'holder', reason: 'lost_card' } as const
const slow = { kind: 'throttle', kbps: 128 } as const

function entitled(packs: readonly Pack[], now = ONE, alwaysOnKbps: number | null = null) {
  return entitlementAt(line, begin(packs, now), { network: { ...NETWORK, alwaysOnKbps }, now })
}

function standing(packs: readonly Pack[], now = ONE) {
  return lifecycleAt(begin(packs, now), { suspendedDays: NETWORK.suspendedDays, now })
}

describe('the life of a line', () => {
  const packs = buy([], offer(), { id: 1, now: NOON })

  test('is fresh before its first pack, active while covered', () => {
    same(standing([]), { state: 'fresh' })
    same(standing(packs, justBefore(END)), { state: 'active', until: END })
  })

  test('grace follows the last pack, then suspension, then the end; each date is told before', () => {
    const grace = { state: 'grace', since: END, suspendedFrom: GRACE_OVER, endsAt: LINE_OVER }
    same(standing(packs, END), grace)
    same(standing(packs, justBefore(GRACE_OVER)), grace)
    const suspended = { state: 'suspended', since: GRACE_OVER, endsAt: LINE_OVER }
    same(standing(packs, GRACE_OVER), suspended)
    same(standing(packs, justBefore(LINE_OVER)), suspended)
    same(standing(packs, LINE_OVER), { state: 'ended', since: LINE_OVER })
  })

  test('without grace days suspension follows at once', () => {
    const graceless = buy([], offer({ graceDays: 0 }), { id: 1, now: NOON })
    assert.equal(standing(graceless, END).state, 'suspended')
  })

  test('grace of a pack until used counts from its last byte', () => {
    const untilUsed = offer({ validity: { kind: 'until_used', daysMax: null } })
    const { packs: gone } = use(
      buy([], untilUsed, { id: 1, now: NOON }),
      { from: NOON, until: ONE },
      100,
    )
    const suspendedFrom = at('03-13 13:00')
    const grace = { state: 'grace', since: ONE, suspendedFrom, endsAt: at('06-11 13:00') }
    same(standing(gone), grace)
  })

  test('grace of a pack never used counts from the date it lapsed', () => {
    const start = { kind: 'first_use', withinDays: 1, atLatest: 'lapses' } as const
    const lapsed = buy([], offer({ start }), { id: 1, now: NOON })
    same(standing(lapsed, justBefore(END)), { state: 'fresh' })
    assert.equal(standing(lapsed, END).state, 'grace')
  })
})

describe('entitlement', () => {
  test('is the best speed that any pack with data allows', () => {
    let packs = buy([], offer({ fullKbps: 1_000 }), { id: 1, now: NOON })
    packs = buy(packs, offer({ fullKbps: 3_000 }), { id: 2, now: NOON })
    same(entitled(packs), { kind: 'full', kbps: 3_000 })
    const best = buy(packs, offer({ allowance: total(1) }), { id: 3, now: NOON })
    same(entitled(best), { kind: 'full', kbps: null })
    const { packs: spent } = use(
      buy([], offer(), { id: 1, now: NOON }),
      { from: NOON, until: NOON },
      100,
    )
    same(entitled(buy(spent, offer({ fullKbps: 500 }), { id: 2, now: NOON })), {
      kind: 'full',
      kbps: 500,
    })
  })

  test('after the allowance is the throttled rate or the portal only', () => {
    const stop = use(buy([], offer(), { id: 1, now: NOON }), { from: NOON, until: NOON }, 100)
    same(entitled(stop.packs), { kind: 'portal_only' })
    const throttled = buy(stop.packs, offer({ allowance: total(1), afterAllowance: slow }), {
      id: 2,
      now: NOON,
    })
    const { packs } = use(throttled, { from: NOON, until: NOON }, 1)
    same(entitled(packs), { kind: 'throttled', kbps: 128 })
  })

  test('a faster throttled rate wins over a slower full one, an equal one does not', () => {
    const after = (kbps: number) => offer({ afterAllowance: { kind: 'throttle', kbps } })
    const { packs: spent } = use(
      buy([], after(256), { id: 1, now: NOON }),
      { from: NOON, until: NOON },
      100,
    )
    const with200 = buy(spent, offer({ fullKbps: 200 }), { id: 2, now: NOON })
    same(entitled(with200), { kind: 'throttled', kbps: 256 })
    const with256 = buy(spent, offer({ fullKbps: 256 }), { id: 2, now: NOON })
    same(entitled(with256), { kind: 'full', kbps: 256 })
  })

  test('lets through the byte that a pack waiting for its first use begins with', () => {
    const start = { kind: 'first_use', withinDays: 1, atLatest: 'lapses' } as const
    const packs = buy([], offer({ start, fullKbps: 2_000 }), { id: 1, now: NOON })
    same(entitled(packs), { kind: 'full', kbps: 2_000 })
    same(entitled(packs, END), { kind: 'portal_only' })
  })

  test('a network may grant a base rate always, and lifts slower throttles to it', () => {
    const { packs } = use(
      buy([], offer({ afterAllowance: slow }), { id: 1, now: NOON }),
      { from: NOON, until: NOON },
      100,
    )
    same(entitled(packs, ONE, 200), { kind: 'throttled', kbps: 200 })
    same(entitled(packs, ONE, 64), { kind: 'throttled', kbps: 128 })
    same(entitled(packs, GRACE_OVER, 64), { kind: 'throttled', kbps: 64 })
    same(entitled([], ONE, 64), { kind: 'throttled', kbps: 64 })
  })

  test('grace and suspension leave the portal, the end leaves nothing', () => {
    const packs = buy([], offer(), { id: 1, now: NOON })
    same(entitled(packs, END), { kind: 'portal_only' })
    same(entitled(packs, GRACE_OVER), { kind: 'portal_only' })
    same(entitled(packs, LINE_OVER, 64), { kind: 'none' })
  })

  test('a lost card reaches the portal only, whatever was bought, and nothing once ended', () => {
    const packs = buy([], offer(), { id: 1, now: NOON })
    const lost = { ...line, suspension: LOST }
    const network = { ...NETWORK, alwaysOnKbps: 64 }
    same(entitlementAt(lost, packs, { network, now: ONE }), { kind: 'portal_only' })
    same(entitlementAt(lost, packs, { network, now: LINE_OVER }), { kind: 'none' })
  })
})

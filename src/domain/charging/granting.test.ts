import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { at, buy, daily, NETWORK, offer, total, use } from '../balance/example-packs.ts'
import type { Pack } from '../balance/pack.ts'
import { commit } from '../balance/reserving.ts'
import { bytes } from '../basics/data-volume.ts'
import type { Instant } from '../basics/time.ts'
import type { Line } from '../line/line.ts'
import { grant, type Grant } from './granting.ts'
import type { QuotaRules } from './quota.ts'
import { EXAMPLE_LINE as line } from '../line/example-line.ts'

const RULES: QuotaRules = { sliceMax: bytes(40), sliceMin: bytes(10), parts: 4, seconds: 3_600 }
const NOON = at('03-10 12:00')
const END = at('03-11 12:00')
const SLOW = { kind: 'throttle', kbps: 128 } as const

function ask(
  packs: readonly Pack[],
  given: {
    readonly now?: Instant
    readonly wanted?: number
    readonly line?: Line
    readonly alwaysOnKbps?: number
  } = {},
) {
  const { now = NOON, wanted, alwaysOnKbps = null } = given
  return grant(
    { line: given.line ?? line, packs, network: { ...NETWORK, alwaysOnKbps } },
    wanted === undefined ? null : bytes(wanted),
    { rules: RULES, now },
  )
}

function slice(one: Grant) {
  assert.ok(one.kind === 'granted')
  return one
}

const held = buy([], offer(), { id: 1, now: NOON })

describe('What a service may have now', () => {
  test('is a fair slice, and the last one says so', () => {
    let packs: readonly Pack[] = held
    const sizes: [bigint, string | null][] = []
    for (;;) {
      const asked = ask(packs)
      packs = asked.packs
      if (asked.grant.kind !== 'granted') break
      sizes.push([asked.grant.bytes, asked.grant.last])
    }
    assert.equal(
      sizes.reduce((sum, [size]) => sum + size, 0n),
      100n,
    )
    assert.deepEqual(
      sizes.map(([size]) => size),
      [25n, 18n, 14n, 10n, 10n, 10n, 10n, 3n],
    )
    assert.deepEqual([...new Set(sizes.slice(0, -1).map(([, last]) => last))], [null])
    assert.equal(sizes.at(-1)?.[1], 'portal_only')
    assert.equal(ask(packs).grant.kind, 'empty')
  })

  test('goes on at the throttled rate of the pack, or of the network, and is then never the last', () => {
    const slow = buy([], offer({ afterAllowance: SLOW, allowance: total(5) }), { id: 1, now: NOON })
    const full = ask(slow)
    assert.deepEqual([slice(full.grant).bytes, slice(full.grant).last], [5n, null])
    const throttled = slice(ask(full.packs).grant)
    assert.deepEqual(
      [throttled.at, throttled.kbps, throttled.last, throttled.slices[0]?.pack],
      ['throttled', 128, null, slow[0]?.id],
    )
    const spent = ask(ask(held, { wanted: 100 }).packs).packs
    const base = slice(
      ask(use(spent, { from: NOON, until: NOON }, 0).packs, { alwaysOnKbps: 64, wanted: 7 }).grant,
    )
    assert.equal(base.at, 'full')
    const empty = use(held, { from: NOON, until: NOON }, 100).packs
    const always = slice(ask(empty, { alwaysOnKbps: 64, wanted: 7 }).grant)
    assert.deepEqual([always.at, always.kbps, always.bytes], ['throttled', 64, 7n])
    assert.equal(always.slices[0]?.pack, null)
  })

  test('is of the pack that waits for its first use, which its first byte begins', () => {
    const start = { kind: 'first_use', withinDays: 9, atLatest: 'lapses' } as const
    const waiting = buy([], offer({ start }), { id: 1, now: NOON })
    const asked = ask(waiting)
    assert.equal(slice(asked.grant).bytes, 25n)
    assert.deepEqual(asked.packs[0]?.start.kind, 'begun')
  })

  test('is not the last where a queued pack waits behind it', () => {
    const stacking = { kind: 'queues', trigger: 'end_or_empty' } as const
    const small = buy([], offer({ allowance: total(5) }), { id: 1, now: NOON })
    const queued = buy(small, offer({ stacking }), { id: 2, now: NOON })
    const first = ask(queued)
    assert.deepEqual([slice(first.grant).bytes, slice(first.grant).last], [5n, null])
    assert.equal(first.packs[1]?.start.kind, 'queued')
    assert.equal(slice(ask(first.packs).grant).slices[0]?.pack, queued[1]?.id)
  })

  test("is asked about again at the reset of a day's quota, and is whole again then", () => {
    const validity = { kind: 'hours', hours: 72 } as const
    const days = buy([], offer({ validity, allowance: daily(8) }), { id: 1, now: NOON })
    const evening = ask(days, { now: at('03-10 23:30') })
    assert.equal(slice(evening.grant).askAgainBefore.toString(), at('03-11 00:00').toString())
    assert.equal(slice(evening.grant).bytes, 8n)
    assert.equal(ask(evening.packs, { now: at('03-10 23:59') }).grant.kind, 'empty')
    assert.equal(slice(ask(evening.packs, { now: at('03-11 00:00') }).grant).bytes, 8n)
  })

  test('is nothing after the end, while suspended, and when the line is no more', () => {
    assert.equal(ask(held, { now: END }).grant.kind, 'empty')
    const lost = {
      ...line,
      suspension: { since: NOON, by: 'holder', reason: 'lost_card' } as const,
    }
    assert.equal(ask(held, { line: lost }).grant.kind, 'suspended')
    assert.equal(ask(held, { now: at('06-12 12:00') }).grant.kind, 'ended')
  })

  test('takes nothing from what was set aside, whatever is asked and used', () => {
    const turns = fc.array(fc.record({ wanted: fc.option(fc.nat(60)), used: fc.nat(60) }), {
      maxLength: 20,
    })
    fc.assert(
      fc.property(turns, (all) => {
        let packs: readonly Pack[] = held
        let counted = 0n
        for (const { wanted, used } of all) {
          const asked = ask(packs, wanted === null ? {} : { wanted })
          const slices = asked.grant.kind === 'granted' ? asked.grant.slices : []
          const done = commit(asked.packs, slices, { used: bytes(used), heardAt: NOON })
          packs = done.packs
          counted += done.shares.reduce((sum, share) => sum + share.bytes, 0n)
        }
        assert.equal(packs[0]?.bytesUsed, counted)
        assert.equal(packs[0]?.bytesReserved, 0n)
        assert.ok(counted <= 100n)
      }),
    )
  })
})

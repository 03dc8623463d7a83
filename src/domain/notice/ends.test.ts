/** What time alone asks to be told: ends of coverage, the number's loss, and when to look again. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import {
  at,
  buy,
  justBefore,
  offer,
  pack,
  packId,
  plain,
  revoke,
} from '../balance/example-packs.ts'
import type { Pack } from '../balance/pack.ts'
import { fromMicros, isBefore, microsOf, plusHours, type Instant } from '../basics/time.ts'
import { endsBy, watch } from './ends.ts'

const SUSPENDED_DAYS = 40
const NOON = at('03-10 12:00')
const WEEK = offer({ validity: { kind: 'hours', hours: 168 } })
const DAY = offer()
const QUEUED_DAY = offer({ stacking: { kind: 'queues', trigger: 'end' } })
const WEEK_END = at('03-17 12:00')

const look = (packs: readonly Pack[], now: Instant) =>
  watch(packs, { suspendedDays: SUSPENDED_DAYS, now })

/** Follows `next` from look to look, as the sweep does. */
function follow(packs: readonly Pack[], from: Instant) {
  const told: string[] = []
  let current = packs
  let now: Instant | null = from
  while (now !== null) {
    const seen = look(current, now)
    if (seen.told !== null) told.push(`${now.toString()} ${seen.told.kind}`)
    if (seen.next !== null) assert.ok(isBefore(now, seen.next), 'it goes forward')
    current = seen.packs
    now = seen.next
  }
  return told
}

describe('ends', () => {
  test('are told three days, a day and an hour before, then the number’s loss', () => {
    const packs = buy([], WEEK, { id: 1, now: NOON })
    const loss = plusHours(WEEK_END, 24 * (3 + SUSPENDED_DAYS))
    assert.deepEqual(follow(packs, NOON), [
      `${plusHours(WEEK_END, -72).toString()} end_3d`,
      `${plusHours(WEEK_END, -24).toString()} end_1d`,
      `${plusHours(WEEK_END, -1).toString()} end_1h`,
      ...[30, 14, 7, 3, 1].map(
        (days) => `${plusHours(loss, -24 * days).toString()} number_loss_${days}`,
      ),
    ])
  })

  test('come at their very instant, not a microsecond before', () => {
    const packs = buy([], WEEK, { id: 1, now: NOON })
    const mark = plusHours(WEEK_END, -72)
    assert.equal(look(packs, justBefore(mark)).told, null)
    assert.deepEqual(look(packs, mark).told, { kind: 'end_3d', pack: packId(1) })
  })

  test('looked at late, tell only the nearest and never the passed ones', () => {
    const seen = look(buy([], WEEK, { id: 1, now: NOON }), plusHours(WEEK_END, -2))
    assert.equal(seen.told?.kind, 'end_1d')
    assert.deepEqual(pack(seen.packs, 1).noticed, ['end_3d', 'end_1d'])
    assert.equal(look(seen.packs, plusHours(WEEK_END, -2)).told, null)
  })

  test('that were passed when the pack was bought are not told', () => {
    const kinds = follow(buy([], DAY, { id: 1, now: NOON }), NOON).map((one) => one.split(' ')[1])
    assert.deepEqual(kinds.slice(0, 2), ['end_1h', 'number_loss_30'])
  })

  test('are of the coverage: a queued pack moves them and tells them afresh', () => {
    const week = look(buy([], WEEK, { id: 1, now: NOON }), plusHours(WEEK_END, -72)).packs
    const packs = buy(week, QUEUED_DAY, { id: 2, now: plusHours(WEEK_END, -50) })
    const seen = look(packs, plusHours(WEEK_END, -49))
    assert.equal(seen.told, null)
    assert.equal(seen.next?.toString(), plusHours(WEEK_END, -48).toString())
    assert.deepEqual(look(packs, plusHours(WEEK_END, -48)).told, {
      kind: 'end_3d',
      pack: packId(2),
    })
  })

  test('of an earlier pack count again when the later one is paid back', () => {
    const packs = buy([], WEEK, { id: 1, now: NOON })
    const both = buy(packs, QUEUED_DAY, { id: 2, now: NOON })
    const now = plusHours(WEEK_END, -2)
    assert.equal(look(revoke(both, 2, now), now).told?.pack, packId(1))
  })

  test('are none while a pack waits for its first use, which serves from the first byte', () => {
    const waiting = offer({ start: { kind: 'first_use', withinDays: 30, atLatest: 'lapses' } })
    const packs = buy(buy([], WEEK, { id: 1, now: NOON }), waiting, { id: 2, now: NOON })
    const seen = look(packs, plusHours(WEEK_END, -1))
    assert.equal(seen.told, null)
    assert.equal(seen.next?.toString(), at('04-09 12:00').toString())
    const lapsed = look(packs, at('04-09 12:00'))
    assert.equal(pack(lapsed.packs, 2).start.kind, 'lapsed')
    assert.equal(lapsed.next?.toString(), at('04-22 12:00').toString())
  })

  test('are none without an end, and none of a line that never had a pack', () => {
    const endless = offer({ validity: { kind: 'until_used', daysMax: null } })
    const packs = buy([], endless, { id: 1, now: NOON })
    assert.deepEqual(plain(look(packs, NOON)), plain({ packs, told: null, next: null }))
    assert.equal(look([], NOON).next, null)
  })

  test('can be asked for again when a letter goes late', () => {
    const packs = buy([], WEEK, { id: 1, now: NOON })
    const ask = (now: Instant) => plain(endsBy(packs, { suspendedDays: SUSPENDED_DAYS, now }))
    assert.deepEqual(ask(NOON), plain({ pack: packId(1), what: 'coverage', at: WEEK_END }))
    const loss = plusHours(WEEK_END, 24 * (3 + SUSPENDED_DAYS))
    assert.deepEqual(ask(WEEK_END), plain({ pack: packId(1), what: 'number', at: loss }))
    assert.equal(ask(loss), null)
  })
})

describe('looking again', () => {
  const offers = [
    DAY,
    WEEK,
    QUEUED_DAY,
    offer({ stacking: { kind: 'extends' } }),
    offer({ start: { kind: 'after_current' } }),
    offer({ start: { kind: 'first_use', withinDays: 2, atLatest: 'starts' } }),
    offer({ validity: { kind: 'hours', hours: 1 }, graceDays: 0 }),
  ]
  const purchases = fc.array(
    fc.record({ which: fc.nat(offers.length - 1), hour: fc.constantFrom(0, 1, 23, 24, 25, 96) }),
    { minLength: 1, maxLength: 5 },
  )

  test('is never due later than the next thing to tell, and tells each once', () => {
    fc.assert(
      fc.property(purchases, fc.nat(1_000_000), (bought, share) => {
        let packs: readonly Pack[] = []
        let id = 0
        for (const { which, hour } of bought.toSorted((a, b) => a.hour - b.hour)) {
          id += 1
          packs = buy(packs, offers[which] ?? DAY, { id, now: plusHours(NOON, hour) })
        }
        let now: Instant | null = plusHours(NOON, 96)
        const told = new Set<string>()
        for (let looks = 0; now !== null; looks += 1) {
          assert.ok(looks < 100, 'looking ends')
          const seen = look(packs, now)
          const text = seen.told === null ? null : `${seen.told.kind} ${seen.told.pack}`
          assert.ok(text === null || !told.has(text), 'told once')
          if (text !== null) told.add(text)
          packs = seen.packs
          if (seen.next === null) break
          const span = microsOf(seen.next) - microsOf(now)
          const between = fromMicros(microsOf(now) + (span * BigInt(share)) / 1_000_001n)
          assert.equal(look(packs, between).told, null, 'nothing is due in between')
          now = seen.next
        }
      }),
    )
  })
})

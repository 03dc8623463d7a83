import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { at, daily, LINE, offer, packId } from '../balance/example-packs.ts'
import { burn } from '../balance/burn.ts'
import { deliver } from '../balance/delivery.ts'
import { bytes } from '../basics/data-volume.ts'
import type { OrderId } from '../basics/ids.ts'
import { jstDayStart, plusHours } from '../basics/time.ts'
import type { Pack } from '../balance/pack.ts'
import { provePack, type UsedSum } from './usage.ts'

const RESET = 3

function freshPack(): Pack {
  const grant = {
    validity: { kind: 'hours', hours: 240 },
    allowance: daily(100, RESET),
    afterAllowance: { kind: 'throttle', kbps: 128 },
  } as const
  const made = deliver([], offer(grant), {
    line: LINE,
    order: 'order' as OrderId,
    packId: packId(1),
    origin: 'paid',
    startNow: true,
    now: at('03-10 12:00'),
  })
  assert.ok(made.ok)
  return made.value.pack
}

/** Hours after the last report, hours the report comes late, bytes. */
const anyReport = fc.record({
  after: fc.integer({ min: 0, max: 30 }),
  late: fc.integer({ min: 0, max: 4 }),
  used: fc.constantFrom(0, 1, 60, 99, 100, 101, 250),
})

test('Whatever is reported, the pack is what its reports say', () => {
  fc.assert(
    fc.property(fc.array(anyReport, { maxLength: 12 }), (reports) => {
      let pack = freshPack()
      let until = at('03-10 12:00')
      let heardAt = until
      const sums: UsedSum[] = []
      for (const { after, late, used } of reports) {
        const from = until
        heardAt = plusHours(heardAt, after)
        const read = plusHours(heardAt, -late)
        until = Temporal.Instant.compare(read, from) > 0 ? read : from
        const burned = burn([pack], { from, until, heardAt }, bytes(used))
        pack = burned.packs[0] as Pack
        const days = { dayOfStart: jstDayStart(from, RESET), dayOfEnd: jstDayStart(until, RESET) }
        for (const share of burned.shares) sums.push({ ...days, at: share.at, bytes: share.bytes })
      }
      assert.deepEqual(provePack(pack, sums), [])
    }),
  )
})

const DAY = jstDayStart(at('03-12 12:00'), RESET)
const NEXT = jstDayStart(at('03-13 12:00'), RESET)

function told(change: Partial<Pack>, sums: readonly UsedSum[]): readonly string[] {
  return provePack({ ...freshPack(), ...change }, sums).map(
    ({ figure, stored, rebuilt }) => `${figure}: ${stored} not ${rebuilt}`,
  )
}

test('Bytes that no report explains are told, full and throttled apart', () => {
  const full = { at: 'full', dayOfStart: DAY, dayOfEnd: DAY, bytes: 60n } as const
  const days = [{ from: DAY, bytesUsed: bytes(60), bytesReserved: bytes(0) }]
  assert.deepEqual(told({ bytesUsed: bytes(60), days }, [full]), [])
  assert.deepEqual(told({ bytesUsed: bytes(61), days }, [full]), ['bytes_used: 61 not 60'])
  assert.deepEqual(told({ bytesThrottled: bytes(5) }, [{ ...full, at: 'throttled' }]), [
    'bytes_throttled: 5 not 60',
  ])
})

test('A day is exact where its reports are, and between two bounds where one crossed a reset', () => {
  const own = { at: 'full', dayOfStart: DAY, dayOfEnd: DAY, bytes: 60n } as const
  const crossing = { at: 'full', dayOfStart: DAY, dayOfEnd: NEXT, bytes: 30n } as const
  const day = (used: number) => ({
    bytesUsed: bytes(60),
    days: [{ from: DAY, bytesUsed: bytes(used), bytesReserved: bytes(0) }],
  })
  assert.deepEqual(told(day(60), [own]), [])
  assert.deepEqual(told(day(59), [own]), [`day ${DAY.toString()}: 59 not 60`])
  const both = (used: number) => ({ ...day(used), bytesUsed: bytes(90) })
  for (const used of [60, 75, 90]) assert.deepEqual(told(both(used), [own, crossing]), [])
  assert.deepEqual(told(both(91), [own, crossing]), [`day ${DAY.toString()}: 91 not 60 to 90`])
  assert.deepEqual(told({ bytesUsed: bytes(60) }, [own]), [`day ${DAY.toString()}: 0 not 60`])
})

/** Waking hours: their edges, other zones, days on which clocks change. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { fromMicros, instant, isBefore, microsOf, type Instant } from '../basics/time.ts'
import { NOTICE_KINDS, traitsOf } from './notice.ts'
import { DEFAULT_ZONE, nextWakingInstant, parseZone, sendAt, type Zone } from './quiet-hours.ts'

const japan = (time: string) => instant(`${time}+09:00`)

function same(actual: Instant, expected: Instant): void {
  assert.equal(actual.toString(), expected.toString())
}

describe('waking hours', () => {
  test('begin at eight and end before ten in the evening', () => {
    const asked: readonly (readonly [string, string])[] = [
      ['2027-03-10T07:59:59.999999', '2027-03-10T08:00'],
      ['2027-03-10T08:00', '2027-03-10T08:00'],
      ['2027-03-10T21:59:59.999999', '2027-03-10T21:59:59.999999'],
      ['2027-03-10T22:00', '2027-03-11T08:00'],
      ['2027-03-11T00:00', '2027-03-11T08:00'],
      ['2027-12-31T23:00', '2028-01-01T08:00'],
    ]
    for (const [from, to] of asked) same(nextWakingInstant(japan(from), DEFAULT_ZONE), japan(to))
  })

  test('are the customer’s own', () => {
    const paris = parseZone('Europe/Paris')
    assert.ok(paris !== null)
    same(nextWakingInstant(instant('2027-01-10T06:30Z'), paris), instant('2027-01-10T07:00Z'))
    same(nextWakingInstant(instant('2027-07-10T06:30Z'), paris), instant('2027-07-10T06:30Z'))
  })

  test('stand on days on which clocks change', () => {
    const york = 'America/New_York' as Zone
    same(nextWakingInstant(instant('2027-03-14T05:00Z'), york), instant('2027-03-14T12:00Z'))
    same(nextWakingInstant(instant('2027-11-07T04:00Z'), york), instant('2027-11-07T13:00Z'))
  })

  test('do not hold back what is urgent', () => {
    const night = japan('2027-03-10T03:00')
    for (const kind of NOTICE_KINDS) {
      const at = sendAt(kind, night, DEFAULT_ZONE)
      same(at, traitsOf(kind).urgent ? night : japan('2027-03-10T08:00'))
    }
  })

  test('are reached within half a day, and then kept', () => {
    const zones = ['Asia/Tokyo', 'Asia/Kathmandu', 'America/St_Johns', 'Pacific/Kiritimati', 'UTC']
    const half = 12n * 3_600_000_000n
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.bigInt({ min: 0n, max: 10n ** 16n }),
        (name, at) => {
          const now = fromMicros(at)
          const zone = parseZone(name)
          assert.ok(zone !== null)
          const next = nextWakingInstant(now, zone)
          assert.ok(!isBefore(next, now) && microsOf(next) - at <= half)
          same(nextWakingInstant(next, zone), next)
        },
      ),
    )
  })
})

describe('a zone', () => {
  test('is a name that exists', () => {
    assert.equal(parseZone('Asia/Tokyo'), 'Asia/Tokyo')
    for (const text of ['', 'Mars/Olympus', '+09:00', 'Asia/Tokyo; drop', 'A'.repeat(65)]) {
      assert.equal(parseZone(text), null, text)
    }
  })
})

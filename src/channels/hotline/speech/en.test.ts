import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import fc from 'fast-check'
import { bytes } from '../../../domain/basics/data-volume.ts'
import { yen } from '../../../domain/basics/money.ts'
import { instant, jstDate } from '../../../domain/basics/time.ts'
import * as en from './en.ts'
import type { Phrase } from './phrase.ts'

const said = (phrase: Phrase) => phrase.map(({ text }) => text).join(' ')
const at = (jst: string) => instant(`${jst}+09:00`)
const asOf = at('2026-11-23T13:05')

suite('Figures in spoken English', () => {
  const NUMBERS: readonly (readonly [bigint, string])[] = [
    [0n, 'zero'],
    [13n, 'thirteen'],
    [20n, 'twenty'],
    [21n, 'twenty-one'],
    [100n, 'one hundred'],
    [101n, 'one hundred and one'],
    [1_000n, 'one thousand'],
    [1_005n, 'one thousand and five'],
    [1_430n, 'one thousand four hundred and thirty'],
    [12_000n, 'twelve thousand'],
    [300_017n, 'three hundred thousand and seventeen'],
    [1_000_000n, 'one million'],
    [120_000_000n, 'one hundred and twenty million'],
  ]
  for (const [n, words] of NUMBERS) {
    test(`${n} is ${words}`, () => assert.equal(said(en.number(n)), words))
  }

  test('A number of thirteen digits is none that can be said', () => {
    assert.doesNotThrow(() => en.number(10n ** BigInt(en.NUMBER_DIGITS_MAX) - 1n))
    assert.throws(() => en.number(10n ** BigInt(en.NUMBER_DIGITS_MAX)))
    assert.throws(() => en.number(-1n))
  })

  test('Yen has no plural, days and hours have one', () => {
    assert.equal(said(en.yen(yen(1))), 'one yen')
    assert.equal(said(en.yen(yen(2))), 'two yen')
    assert.equal(said(en.days(1)), 'one day')
    assert.equal(said(en.days(2)), 'two days')
    assert.equal(said(en.hours(1)), 'one hour')
    assert.equal(said(en.hours(72)), 'seventy-two hours')
  })

  test('Digits are said one by one, zero by its name, and nothing else is said', () => {
    assert.equal(said(en.digits('03-51')), 'zero three five one')
  })

  test('A volume is rounded down, to a tenth of a gigabyte or a whole megabyte', () => {
    const volume = (count: bigint) => said(en.bytesSaid(bytes(count), 'GB'))
    assert.equal(volume(999_999n), 'less than one megabyte')
    assert.equal(volume(1_000_000n), 'one megabyte')
    assert.equal(volume(999_999_999n), 'nine hundred and ninety-nine megabytes')
    assert.equal(volume(1_000_000_000n), 'one gigabyte')
    assert.equal(volume(1_100_000_000n), 'one point one gigabytes')
    assert.equal(volume(2_999_999_999n), 'two point nine gigabytes')
    assert.equal(
      said(en.bytesSaid(bytes(1_073_741_823n), 'GiB')),
      'one thousand and twenty-three megabytes',
    )
  })

  test('A speed is said in kilobits, from a thousand in megabits', () => {
    assert.equal(said(en.kbps(1)), 'one kilobit per second')
    assert.equal(said(en.kbps(999)), 'nine hundred and ninety-nine kilobits per second')
    assert.equal(said(en.kbps(1_000)), 'one megabit per second')
    assert.equal(said(en.kbps(1_599)), 'one point five megabits per second')
  })
})

suite('Moments in spoken English', () => {
  const MOMENTS: readonly (readonly [jst: string, words: string, on: string])[] = [
    ['2026-11-23T18:30', 'today at six thirty p.m.', 'today at six thirty p.m.'],
    ['2026-11-24T09:01', 'tomorrow at nine oh one a.m.', 'tomorrow at nine oh one a.m.'],
    ['2026-11-24T00:00', 'midnight at the end of today', 'at midnight at the end of today'],
    [
      '2026-11-27T00:01',
      'November twenty-seventh at twelve oh one a.m.',
      'on November twenty-seventh at twelve oh one a.m.',
    ],
    ['2026-11-30T12:00', 'November thirtieth at noon', 'on November thirtieth at noon'],
    [
      '2027-01-01T00:00:59',
      'midnight at the end of December thirty-first',
      'at midnight at the end of December thirty-first',
    ],
    ['2027-01-01T12:10', 'January first next year at twelve ten p.m.', ''],
    ['2025-03-02T08:00', 'March second last year at eight a.m.', ''],
    [
      '2028-08-12T23:59',
      'August twelfth two thousand and twenty-eight at eleven fifty-nine p.m.',
      '',
    ],
  ]
  for (const [jst, words, on] of MOMENTS) {
    test(`${jst} in Japan is ${words}`, () => {
      assert.equal(said(en.moment(at(jst), asOf)), words)
      assert.equal(said(en.momentOn(at(jst), asOf)), on === '' ? `on ${words}` : on)
    })
  }

  test('Days of a month are ordinals', () => {
    const ordinals = [3, 5, 8, 9, 11, 12, 13, 20, 21, 22, 31].map((day) =>
      said(en.day(Temporal.PlainDate.from({ year: 2026, month: 12, day }), asOf)),
    )
    assert.deepEqual(
      ordinals.map((words) => words.replace('December ', '')),
      (
        'third fifth eighth ninth eleventh twelfth thirteenth twentieth twenty-first ' +
        'twenty-second thirty-first'
      ).split(' '),
    )
  })

  test('An hour of every day is said as the clock shows it', () => {
    assert.deepEqual(
      [0, 4, 12, 23].map((hour) => said(en.hourOfDay(hour))),
      ['midnight', 'four a.m.', 'noon', 'eleven p.m.'],
    )
  })
})

test('Whatever is said in English is made of atoms', () => {
  const atoms = new Set(en.atoms().map(({ text }) => text))
  const seconds = fc.integer({ min: 0, max: 5_000_000_000 })
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 12n - 1n }), seconds, (n, second) => {
      const moment = Temporal.Instant.fromEpochMilliseconds(second * 1_000)
      const small = Number(n % 100_000n)
      const all = [
        en.number(n),
        en.digits(String(n)),
        en.yen(yen(n)),
        en.bytesSaid(bytes(n), 'GB'),
        en.bytesSaid(bytes(n), 'GiB'),
        en.kbps(small),
        en.days(small),
        en.hours(small),
        en.day(jstDate(moment), asOf),
        en.moment(moment, asOf),
        en.momentOn(moment, asOf),
        en.hourOfDay(second % 24),
      ].flat()
      for (const { text, reading } of all) {
        assert.ok(atoms.has(text), text)
        assert.equal(reading, text)
      }
    }),
  )
  assert.equal(atoms.size, en.atoms().length, 'no atom twice')
})

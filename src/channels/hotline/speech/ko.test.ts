import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import fc from 'fast-check'
import { bytes } from '../../../domain/basics/data-volume.ts'
import { yen } from '../../../domain/basics/money.ts'
import { instant, jstDate } from '../../../domain/basics/time.ts'
import { withParticle } from './ko-particles.ts'
import * as ko from './ko.ts'
import type { Phrase } from './phrase.ts'

const said = (phrase: Phrase) => phrase.map(({ text }) => text).join(' ')
const at = (jst: string) => instant(`${jst}+09:00`)
const asOf = at('2026-11-23T13:05')

suite('Figures in spoken Korean', () => {
  const NUMBERS: readonly (readonly [bigint, string])[] = [
    [0n, '영'],
    [10n, '십'],
    [16n, '십육'],
    [100n, '백'],
    [105n, '백 오'],
    [1_000n, '천'],
    [1_430n, '천 사백 삼십'],
    [10_000n, '만'],
    [11_000n, '만 천'],
    [20_000n, '이 만'],
    [110_000n, '십일 만'],
    [300_001n, '삼십 만 일'],
    [10_000_000n, '천 만'],
    [100_010_000n, '일 억 일 만'],
  ]
  for (const [n, words] of NUMBERS) {
    test(`${n} is ${words}`, () => assert.equal(said(ko.number(n)), words))
  }

  test('A number of thirteen digits is none that can be said', () => {
    assert.doesNotThrow(() => ko.number(10n ** BigInt(ko.NUMBER_DIGITS_MAX) - 1n))
    assert.throws(() => ko.number(10n ** BigInt(ko.NUMBER_DIGITS_MAX)))
    assert.throws(() => ko.number(-1n))
  })

  test('Things are counted in native numbers up to ninety-nine', () => {
    assert.deepEqual(
      [1, 2, 5, 10, 12, 20, 21, 25, ko.COUNTED_MAX, 100].map((n) => said(ko.count(n))),
      ['한', '두', '다섯', '열', '열두', '스무', '스물한', '스물다섯', '아흔아홉', '백'],
    )
  })

  test('Digits are said one by one, zero as 공, and nothing else is said', () => {
    assert.equal(said(ko.digits('03-51')), '공 삼 오 일')
  })

  test('Yen, days and hours', () => {
    assert.equal(said(ko.yen(yen(1_430), 'object')), '천 사백 삼십 엔을')
    assert.equal(said(ko.yen(yen(1_430), 'is')), '천 사백 삼십 엔입니다.')
    assert.equal(said(ko.days(1)), '하루')
    assert.equal(said(ko.days(30)), '삼십 일')
    assert.equal(said(ko.hours(1)), '한 시간')
    assert.equal(said(ko.hours(12)), '열두 시간')
    assert.equal(said(ko.hours(24)), '이십사 시간')
  })

  test('A volume is rounded down, to a tenth of a gigabyte or a whole megabyte', () => {
    const volume = (count: bigint) => said(ko.bytesSaid(bytes(count), 'GB', 'subject'))
    assert.equal(volume(999_999n), '일 메가바이트 미만이')
    assert.equal(volume(1_000_000n), '일 메가바이트가')
    assert.equal(volume(999_999_999n), '구백 구십구 메가바이트가')
    assert.equal(volume(3_000_000_000n), '삼 기가바이트가')
    assert.equal(volume(2_999_999_999n), '이 점 구 기가바이트가')
  })

  test('A speed is said in kilobits, from a thousand in megabits', () => {
    assert.equal(said(ko.kbps(128)), '초당 백 이십팔 킬로비트')
    assert.equal(said(ko.kbps(1_000)), '초당 일 메가비트')
    assert.equal(said(ko.kbps(1_599)), '초당 일 점 오 메가비트')
  })
})

test('A particle depends on how the word before it ends', () => {
  const forms = (word: string) =>
    (['topic', 'subject', 'object', 'towards'] as const).map((one) => withParticle(word, one))
  assert.deepEqual(forms('엔'), ['엔은', '엔이', '엔을', '엔으로'])
  assert.deepEqual(forms('카드'), ['카드는', '카드가', '카드를', '카드로'])
  assert.deepEqual(forms('일'), ['일은', '일이', '일을', '일로'])
  assert.throws(() => withParticle('GB', 'object'))
  assert.throws(() => withParticle('', 'object'))
})

suite('Moments in spoken Korean', () => {
  const ENDS: readonly (readonly [jst: string, words: string])[] = [
    ['2026-11-23T18:30', '오늘 오후 여섯 시 삼십 분까지'],
    ['2026-11-24T09:01', '내일 오전 아홉 시 일 분까지'],
    ['2026-11-24T00:00', '오늘 밤 열두 시까지'],
    ['2026-12-01T00:00:59', '십일월 삼십일 밤 열두 시까지'],
    ['2026-11-27T00:20', '십일월 이십칠일 오전 영 시 이십 분까지'],
    ['2026-11-30T12:00', '십일월 삼십일 낮 열두 시까지'],
    ['2026-11-30T12:30', '십일월 삼십일 낮 열두 시 삼십 분까지'],
    ['2026-06-06T13:00', '유월 육일 오후 한 시까지'],
    ['2027-10-10T02:00', '내년 시월 십일 오전 두 시까지'],
    ['2025-12-31T23:59', '작년 십이월 삼십일일 오후 열한 시 오십구 분까지'],
    ['2028-02-29T16:00', '이천 이십팔 년 이월 이십구일 오후 네 시까지'],
  ]
  for (const [jst, words] of ENDS) {
    test(`Until ${jst} in Japan is ${words}`, () => {
      assert.equal(said(ko.moment(at(jst), asOf, 'until')), words)
    })
  }

  test('What begins at midnight begins at the hour zero of its day', () => {
    assert.equal(said(ko.start(at('2026-11-24T00:00'), asOf, 'from')), '내일 오전 영 시부터')
    assert.equal(said(ko.start(at('2026-11-24T10:00'), asOf, 'at')), '내일 오전 열 시에')
  })

  test('An hour of every day is said as the clock shows it', () => {
    assert.deepEqual(
      [0, 4, 12, 23].map((hour) => said(ko.hourOfDay(hour))),
      ['오전 영 시에', '오전 네 시에', '낮 열두 시에', '오후 열한 시에'],
    )
  })
})

test('Whatever is said in Korean is made of atoms, in hangul', () => {
  const atoms = new Set(ko.atoms().map(({ text }) => text))
  const seconds = fc.integer({ min: 0, max: 5_000_000_000 })
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 12n - 1n }), seconds, (n, second) => {
      const moment = Temporal.Instant.fromEpochMilliseconds(second * 1_000)
      const small = Number(n % 100_000n)
      const all = [
        ko.number(n),
        ko.count(small),
        ko.digits(String(n)),
        ko.kbps(small),
        ko.days(small),
        ko.hours(small),
        ko.hourOfDay(second % 24),
        ...(
          [undefined, 'subject', 'object', 'towards', 'out_of', 'is', 'is_and', 'that_is'] as const
        ).map((one) => ko.yen(yen(n), one)),
        ...([undefined, 'subject', 'object'] as const).map((one) =>
          ko.bytesSaid(bytes(n), 'GB', one),
        ),
        ...([undefined, 'until'] as const).map((one) => ko.day(jstDate(moment), asOf, one)),
        ...([undefined, 'until', 'from', 'at'] as const).flatMap((one) => [
          ko.moment(moment, asOf, one),
          ko.start(moment, asOf, one),
        ]),
      ].flat()
      for (const { text, reading } of all) {
        assert.ok(atoms.has(text), text)
        assert.equal(reading, text)
      }
    }),
  )
  for (const atom of atoms) assert.match(atom, /^[가-힣 .]+$/)
})

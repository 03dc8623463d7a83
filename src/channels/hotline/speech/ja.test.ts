import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import fc from 'fast-check'
import { bytes, gigabytes } from '../../../domain/basics/data-volume.ts'
import { yen } from '../../../domain/basics/money.ts'
import { fromMicros, instant, jstDate, microsOf } from '../../../domain/basics/time.ts'
import { NUMBER_MAX } from './ja-numbers.ts'
import * as ja from './ja.ts'
import type { Phrase } from './phrase.ts'

const at = (jst: string) => instant(`${jst}+09:00`)
const NOW = at('2026-11-23T13:05')

function text(phrase: Phrase): string {
  return phrase.map((clip) => clip.text).join('')
}

/** As one word: where clips meet is not heard. */
function reading(phrase: Phrase): string {
  return phrase.map((clip) => clip.reading).join('')
}

suite('Numbers in Japanese', () => {
  for (const [n, written, read] of [
    [0n, '零', 'ぜろ'],
    [4n, '四', 'よん'],
    [10n, '十', 'じゅう'],
    [19n, '十九', 'じゅうきゅう'],
    [100n, '百', 'ひゃく'],
    [300n, '三百', 'さんびゃく'],
    [600n, '六百', 'ろっぴゃく'],
    [800n, '八百', 'はっぴゃく'],
    [1_000n, '千', 'せん'],
    [1_430n, '千四百三十', 'せんよんひゃくさんじゅう'],
    [3_000n, '三千', 'さんぜん'],
    [8_000n, '八千', 'はっせん'],
    [10_000n, '一万', 'いちまん'],
    [11_000n, '一万千', 'いちまんせん'],
    [20_001n, '二万一', 'にまんいち'],
    [10_000_000n, '一千万', 'いっせんまん'],
    [12_340_000n, '一千二百三十四万', 'いっせんにひゃくさんじゅうよんまん'],
    [100_000_000n, '一億', 'いちおく'],
    [1_000_000_000_000n, '一兆', 'いっちょう'],
    [20_000_000_000_000n, '二十兆', 'にじゅっちょう'],
  ] as const) {
    test(`${n} is ${read}`, () => {
      assert.deepEqual([text(ja.number(n)), reading(ja.number(n))], [written, read])
    })
  }

  test('Neither less than nothing nor more than there is money', () => {
    assert.throws(() => ja.number(-1n))
    assert.ok(ja.number(NUMBER_MAX).length > 0)
    assert.throws(() => ja.number(NUMBER_MAX + 1n))
  })

  test('A number that is spelled out has its digits drawn out', () => {
    assert.equal(text(ja.digits('05-29')), '0529')
    assert.equal(reading(ja.digits('05-29')), 'ぜろごーにーきゅう')
  })
})

type Counted = readonly [phrase: Phrase, written: string, read: string]

function counts(title: string, cases: readonly Counted[]): void {
  for (const [phrase, written, read] of cases) {
    test(`${title}: ${written} is ${read}`, () => {
      assert.deepEqual([text(phrase), reading(phrase)], [written, read])
    })
  }
}

suite('Counters in Japanese', () => {
  counts('Yen', [
    [ja.yen(yen(0)), '零円', 'ぜろえん'],
    [ja.yen(yen(4)), '四円', 'よえん'],
    [ja.yen(yen(14)), '十四円', 'じゅうよえん'],
    [ja.yen(yen(1_430)), '千四百三十円', 'せんよんひゃくさんじゅうえん'],
    [ja.yen(yen(10_000)), '一万円', 'いちまんえん'],
  ])
  counts('Days', [
    [ja.days(1), '一日間', 'いちにちかん'],
    [ja.days(2), '二日間', 'ふつかかん'],
    [ja.days(3), '三日間', 'みっかかん'],
    [ja.days(4), '四日間', 'よっかかん'],
    [ja.days(7), '七日間', 'なのかかん'],
    [ja.days(8), '八日間', 'ようかかん'],
    [ja.days(10), '十日間', 'とおかかん'],
    [ja.days(14), '十四日間', 'じゅうよっかかん'],
    [ja.days(15), '十五日間', 'じゅうごにちかん'],
    [ja.days(19), '十九日間', 'じゅうくにちかん'],
    [ja.days(20), '二十日間', 'はつかかん'],
    [ja.days(24), '二十四日間', 'にじゅうよっかかん'],
    [ja.days(30), '三十日間', 'さんじゅうにちかん'],
    [ja.days(365), '三百六十五日間', 'さんびゃくろくじゅうごにちかん'],
  ])
  counts('Hours', [
    [ja.hours(1), '一時間', 'いちじかん'],
    [ja.hours(4), '四時間', 'よじかん'],
    [ja.hours(9), '九時間', 'くじかん'],
    [ja.hours(24), '二十四時間', 'にじゅうよじかん'],
    [ja.hours(72), '七十二時間', 'ななじゅうにじかん'],
  ])
  counts('Minutes', [
    [ja.minutes(1), '一分', 'いっぷん'],
    [ja.minutes(3), '三分', 'さんぷん'],
    [ja.minutes(6), '六分', 'ろっぷん'],
    [ja.minutes(10), '十分', 'じゅっぷん'],
    [ja.minutes(30), '三十分', 'さんじゅっぷん'],
  ])
  counts('Months', [
    [ja.months(1), '一か月', 'いっかげつ'],
    [ja.months(6), '六か月', 'ろっかげつ'],
    [ja.months(12), '十二か月', 'じゅうにかげつ'],
    [ja.months(120), '百二十か月', 'ひゃくにじゅっかげつ'],
  ])
  counts('The rest', [
    [ja.times(1), '一回', 'いっかい'],
    [ja.times(3), '三回', 'さんかい'],
    [ja.pieces(12), '十二個', 'じゅうにこ'],
    [ja.pieces(8), '八個', 'はっこ'],
    [ja.cases(6), '六件', 'ろっけん'],
    [ja.figures(4), '四桁', 'よんけた'],
    [ja.figures(20), '二十桁', 'にじゅっけた'],
    [ja.percent(10), '十パーセント', 'じゅっぱーせんと'],
    [ja.percent(8), '八パーセント', 'はちぱーせんと'],
    [ja.points(yen(300)), '三百ポイント', 'さんびゃくぽいんと'],
  ])
})

suite('Volumes and speeds in Japanese', () => {
  counts('Volumes', [
    [ja.bytesSaid(bytes(999_999), 'GB'), '一メガバイト未満', 'いちめがばいとみまん'],
    [ja.bytesSaid(bytes(320_999_999), 'GB'), '三百二十メガバイト', 'さんびゃくにじゅうめがばいと'],
    [ja.bytesSaid(gigabytes(3), 'GB'), '三ギガバイト', 'さんぎがばいと'],
    [ja.bytesSaid(bytes(1_599_999_999n), 'GB'), '一点五ギガバイト', 'いってんごぎがばいと'],
    [ja.bytesSaid(bytes(10_300_000_000n), 'GB'), '十点三ギガバイト', 'じゅってんさんぎがばいと'],
    [ja.bytesSaid(gigabytes(20, 'GiB'), 'GiB'), '二十ギガバイト', 'にじゅうぎがばいと'],
  ])
  counts('Speeds', [
    [ja.kbps(128), '毎秒百二十八キロビット', 'まいびょうひゃくにじゅうはちきろびっと'],
    [ja.kbps(1_599), '毎秒一点五メガビット', 'まいびょういってんごめがびっと'],
    [ja.kbps(2_000), '毎秒二メガビット', 'まいびょうにめがびっと'],
  ])
})

suite('Days and hours in Japanese', () => {
  const on = (date: string) => ja.day(Temporal.PlainDate.from(date), NOW)
  counts('Dates', [
    [on('2026-11-23'), '本日', 'ほんじつ'],
    [on('2026-11-24'), '明日', 'あす'],
    [on('2026-12-01'), '十二月一日', 'じゅうにがつついたち'],
    [on('2026-04-04'), '四月四日', 'しがつよっか'],
    [on('2026-07-07'), '七月七日', 'しちがつなのか'],
    [on('2026-09-09'), '九月九日', 'くがつここのか'],
    [on('2026-12-14'), '十二月十四日', 'じゅうにがつじゅうよっか'],
    [on('2026-12-17'), '十二月十七日', 'じゅうにがつじゅうしちにち'],
    [on('2026-12-19'), '十二月十九日', 'じゅうにがつじゅうくにち'],
    [on('2026-12-20'), '十二月二十日', 'じゅうにがつはつか'],
    [on('2027-01-24'), '来年一月二十四日', 'らいねんいちがつにじゅうよっか'],
    [on('2025-12-29'), '昨年十二月二十九日', 'さくねんじゅうにがつにじゅうくにち'],
    [on('2024-02-08'), '二千二十四年二月八日', 'にせんにじゅうよねんにがつようか'],
  ])
  counts('Times', [
    [ja.moment(at('2026-11-23T16:01'), NOW), '本日十六時一分', 'ほんじつじゅうろくじいっぷん'],
    [ja.moment(at('2026-11-24T04:03'), NOW), '明日四時三分', 'あすよじさんぷん'],
    [ja.moment(at('2026-11-24T07:08'), NOW), '明日七時八分', 'あすしちじはっぷん'],
    [ja.moment(at('2026-11-24T09:20'), NOW), '明日九時二十分', 'あすくじにじゅっぷん'],
    [ja.moment(at('2026-11-24T19:14'), NOW), '明日十九時十四分', 'あすじゅうくじじゅうよんぷん'],
    [ja.moment(at('2026-11-24T00:20'), NOW), '明日零時二十分', 'あすれいじにじゅっぷん'],
    [ja.moment(at('2026-11-24T12:00'), NOW), '明日十二時', 'あすじゅうにじ'],
  ])

  test('A midnight ends one day and begins the next', () => {
    const midnight = at('2026-12-01T00:00')
    assert.equal(text(ja.moment(midnight, NOW)), '十一月三十日二十四時')
    assert.ok(reading(ja.moment(midnight, NOW)).endsWith('にじゅうよじ'))
    assert.equal(text(ja.start(midnight, NOW)), '十二月一日零時')
  })

  test('The end of a span names its day only where it is another', () => {
    const from = at('2026-11-23T22:00')
    assert.equal(text(ja.endOfSpan(from, at('2026-11-24T00:00'), NOW)), '二十四時')
    assert.equal(text(ja.endOfSpan(from, at('2026-11-24T09:05'), NOW)), '明日九時五分')
  })
})

test('Whatever is said in Japanese is made of atoms, each with kana', () => {
  const atoms = new Set(ja.atoms().map((clip) => JSON.stringify(clip)))
  const isKnown = (phrase: Phrase) =>
    phrase.length > 0 && phrase.every((clip) => atoms.has(JSON.stringify(clip)))
  const counted = [ja.kbps, ja.days, ja.hours, ja.times, ja.pieces, ja.cases, ja.figures]
  const measured = [ja.months, ja.minutes, ja.percent]
  fc.assert(
    fc.property(
      fc.bigInt({ min: 0n, max: NUMBER_MAX }),
      fc.integer({ min: 0, max: 100_000 }),
      fc.bigInt({ min: -800_000_000_000_000n, max: 800_000_000_000_000n }),
      (large, small, micros) => {
        const then = fromMicros(microsOf(NOW) + micros)
        return [
          ja.number(large),
          ja.yen(yen(large)),
          ja.points(yen(large)),
          ja.bytesSaid(bytes(large), 'GB'),
          ja.bytesSaid(bytes(large), 'GiB'),
          ...[...counted, ...measured].map((say) => say(small)),
          ja.digits(String(small)),
          ja.moment(then, NOW),
          ja.start(then, NOW),
          ja.day(jstDate(then), NOW),
          ja.oclock(small % 24),
        ].every(isKnown)
      },
    ),
  )
  for (const clip of ja.atoms()) assert.match(clip.reading, /^[ぁ-ゖー]+$/, clip.text)
})

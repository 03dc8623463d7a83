import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import fc from 'fast-check'
import { bytes, gigabytes, megabytes } from '../../../domain/basics/data-volume.ts'
import { yen } from '../../../domain/basics/money.ts'
import { fromMicros, instant, jstDate, microsOf } from '../../../domain/basics/time.ts'
import type { Phrase } from './phrase.ts'
import * as zh from './zh.ts'

const at = (jst: string) => instant(`${jst}+09:00`)
const NOW = at('2026-11-23T13:05')

function said(phrase: Phrase): [text: string, reading: string] {
  return [phrase.map(({ text }) => text).join(''), phrase.map(({ reading }) => reading).join(' ')]
}

suite('Numbers in Mandarin', () => {
  for (const [n, text, reading] of [
    [0n, '零', 'ling2'],
    [2n, '二', 'er4'],
    [10n, '十', 'shi2'],
    [11n, '十一', 'shi2 yi1'],
    [20n, '二十', 'er4 shi2'],
    [99n, '九十九', 'jiu3 shi2 jiu3'],
    [100n, '一百', 'yi1 bai3'],
    [101n, '一百零一', 'yi1 bai3 ling2 yi1'],
    [110n, '一百一十', 'yi1 bai3 yi1 shi2'],
    [118n, '一百一十八', 'yi1 bai3 yi1 shi2 ba1'],
    [200n, '二百', 'er4 bai3'],
    [1_001n, '一千零一', 'yi1 qian1 ling2 yi1'],
    [1_010n, '一千零一十', 'yi1 qian1 ling2 yi1 shi2'],
    [1_430n, '一千四百三十', 'yi1 qian1 si4 bai3 san1 shi2'],
    [2_000n, '两千', 'liang3 qian1'],
    [2_002n, '两千零二', 'liang3 qian1 ling2 er4'],
    [2_200n, '两千二百', 'liang3 qian1 er4 bai3'],
    [10_000n, '一万', 'yi1 wan4'],
    [10_010n, '一万零一十', 'yi1 wan4 ling2 yi1 shi2'],
    [12_000n, '一万二千', 'yi1 wan4 er4 qian1'],
    [20_001n, '两万零一', 'liang3 wan4 ling2 yi1'],
    [100_000n, '十万', 'shi2 wan4'],
    [220_000n, '二十二万', 'er4 shi2 er4 wan4'],
    [9_999_999n, '九百九十九万九千九百九十九', null],
    [200_020_000n, '两亿零二万', 'liang3 yi4 ling2 er4 wan4'],
    [1_000_000_000_000n, '一万亿', 'yi1 wan4 yi4'],
  ] as const) {
    test(`${n} is ${text}`, () => {
      const [saidText, saidReading] = said(zh.number(n))
      assert.equal(saidText, text)
      if (reading !== null) assert.equal(saidReading, reading)
    })
  }

  test('Two of a thing are liǎng, twelve are not', () => {
    assert.deepEqual(said(zh.days(2)), ['两天', 'liang3 tian1'])
    assert.deepEqual(said(zh.days(12)), ['十二天', 'shi2 er4 tian1'])
    assert.deepEqual(said(zh.hours(2)), ['两小时', 'liang3 xiao3 shi2'])
    assert.deepEqual(said(zh.yen(yen(2))), ['两日元', 'liang3 ri4 yuan2'])
    assert.deepEqual(said(zh.yen(yen(980))), ['九百八十日元', 'jiu3 bai3 ba1 shi2 ri4 yuan2'])
  })

  test('A number that is spelled out has yāo for one', () => {
    assert.deepEqual(said(zh.digits('10 21')), ['1021', 'yao1 ling2 er4 yao1'])
  })

  test('Nothing negative is counted', () => {
    assert.throws(() => zh.number(-1n))
  })
})

suite('Volumes and speeds in Mandarin', () => {
  for (const [count, text, reading] of [
    [0n, '不到一兆', 'bu4 dao4 yi1 zhao4'],
    [999_999n, '不到一兆', 'bu4 dao4 yi1 zhao4'],
    [1_000_000n, '一兆', 'yi1 zhao4'],
    [2_999_999n, '两兆', 'liang3 zhao4'],
    [999_999_999n, '九百九十九兆', 'jiu3 bai3 jiu3 shi2 jiu3 zhao4'],
    [1_000_000_000n, '一个G', 'yi1 ge4 ji1'],
    [2_000_000_000n, '两个G', 'liang3 ge4 ji1'],
    [2_349_999_999n, '二点三个G', 'er4 dian3 san1 ge4 ji1'],
    [3_099_999_999n, '三个G', 'san1 ge4 ji1'],
  ] as const) {
    test(`${count} bytes are ${text}`, () => {
      assert.deepEqual(said(zh.bytesSaid(bytes(count), 'GB')), [text, reading])
    })
  }

  test('Each meaning of a gigabyte has its own', () => {
    assert.equal(said(zh.bytesSaid(gigabytes(20, 'GiB'), 'GiB'))[0], '二十个G')
    assert.equal(said(zh.bytesSaid(megabytes(500, 'GiB'), 'GiB'))[0], '五百兆')
  })

  test('From a thousand on, kilobits are megabits, rounded down', () => {
    assert.deepEqual(said(zh.kbps(128)), [
      '每秒一百二十八K',
      'mei3 miao3 yi1 bai3 er4 shi2 ba1 kei1',
    ])
    assert.equal(said(zh.kbps(999))[0], '每秒九百九十九K')
    assert.equal(said(zh.kbps(1_000))[0], '每秒一兆')
    assert.equal(said(zh.kbps(1_599))[0], '每秒一点五兆')
  })
})

suite('Days and hours in Mandarin', () => {
  for (const [jst, text, reading] of [
    ['2026-11-23T18:30', '今天十八点三十分', 'jin1 tian1 shi2 ba1 dian3 san1 shi2 fen1'],
    ['2026-11-24T02:00', '明天两点整', 'ming2 tian1 liang3 dian3 zheng3'],
    ['2026-11-25T12:02', null, 'shi2 er4 dian3 ling2 er4 fen1'],
    ['2026-12-03T22:00', '十二月三日二十二点整', 'er4 shi2 er4 dian3 zheng3'],
    ['2027-02-02T00:20', '明年二月二日零点二十分', 'ming2 nian2 er4 yue4 er4 ri4 ling2 dian3'],
    ['2025-12-31T23:59', '去年十二月三十一日二十三点五十九分', 'qu4 nian2'],
    ['2028-01-10T09:00', '二零二八年一月十日九点整', 'er4 ling2 er4 ba1 nian2 yi1 yue4 shi2 ri4'],
  ] as const) {
    test(`${jst} is said to the minute`, () => {
      const [saidText, saidReading] = said(zh.moment(at(jst), NOW))
      if (text !== null) assert.equal(saidText, text)
      assert.ok(saidReading.includes(reading), saidReading)
    })
  }

  test('A midnight ends one day and begins the next', () => {
    const midnight = at('2026-11-24T00:00')
    assert.equal(said(zh.moment(midnight, NOW))[0], '今天二十四点整')
    assert.equal(said(zh.start(midnight, NOW))[0], '明天零点整')
    assert.equal(said(zh.moment(at('2026-12-01T00:00'), NOW))[0], '十一月三十日二十四点整')
    assert.equal(said(zh.moment(at('2027-01-01T00:00'), NOW))[0], '十二月三十一日二十四点整')
  })

  test('The end of a span names its day only where it is another', () => {
    const from = at('2026-11-23T22:00')
    assert.equal(said(zh.endOfSpan(from, at('2026-11-24T00:00'), NOW))[0], '二十四点整')
    assert.equal(said(zh.endOfSpan(from, at('2026-11-24T09:05'), NOW))[0], '明天九点零五分')
  })

  test('A day is today, tomorrow or a date', () => {
    const day = (date: string) => said(zh.day(Temporal.PlainDate.from(date), NOW))[0]
    assert.equal(day('2026-11-23'), '今天')
    assert.equal(day('2026-11-24'), '明天')
    assert.equal(day('2026-11-25'), '十一月二十五日')
    assert.equal(day('2027-11-23'), '明年十一月二十三日')
  })
})

test('Whatever is said in Mandarin is made of atoms, each with a reading', () => {
  const atoms = new Set(zh.atoms().map((clip) => JSON.stringify(clip)))
  const isKnown = (phrase: Phrase) =>
    phrase.length > 0 && phrase.every((clip) => atoms.has(JSON.stringify(clip)))
  fc.assert(
    fc.property(
      fc.bigInt({ min: 0n, max: 10n ** 15n }),
      fc.integer({ min: 0, max: 100_000 }),
      fc.bigInt({ min: -800_000_000_000_000n, max: 800_000_000_000_000n }),
      (large, small, micros) => {
        const then = fromMicros(microsOf(NOW) + micros)
        return [
          zh.number(large),
          zh.count(large),
          zh.yen(yen(large)),
          zh.bytesSaid(bytes(large), 'GB'),
          zh.bytesSaid(bytes(large), 'GiB'),
          zh.kbps(small),
          zh.days(small),
          zh.hours(small),
          zh.digits(`1${small}`),
          zh.moment(then, NOW),
          zh.start(then, NOW),
          zh.day(jstDate(then), NOW),
          zh.oclock(small % 24),
        ].every(isKnown)
      },
    ),
  )
  for (const { text, reading } of zh.atoms()) {
    assert.match(reading, /^[a-z]+[1-5](?: [a-z]+[1-5])*$/, text)
    assert.equal(reading.split(' ').length, Array.from(text).length, text)
  }
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes, gigabytes, megabytes } from '../../../domain/basics/data-volume.ts'
import { LANGUAGES } from '../../../domain/basics/language.ts'
import { yen } from '../../../domain/basics/money.ts'
import { instant } from '../../../domain/basics/time.ts'
import { format } from './format.ts'

const SEEN = instant('2026-11-22T06:04:00Z')

test('yen carry a word, never the sign that the yuan shares', () => {
  assert.deepEqual(
    LANGUAGES.map((language) => format(language).yen(yen(1_430))),
    ['1,430 日元', '1,430 日圓', 'JPY 1,430', '1,430円', '1,430엔'],
  )
})

test('what is left is never shown as more than it is, what was used never as less', () => {
  const { volume, volumeUsed } = format('en')
  assert.equal(volume(bytes(1_999_999_999n), 'GB'), '1.99 GB')
  assert.equal(volumeUsed(bytes(1_990_000_001n), 'GB'), '2 GB')
  assert.equal(volume(megabytes(999), 'GB'), '999 MB')
  assert.equal(volume(bytes(999_999_999n), 'GB'), '999 MB')
  assert.equal(volumeUsed(bytes(999_999_999n), 'GB'), '1 GB')
  assert.equal(volume(bytes(999_999n), 'GB'), '999 KB')
  assert.equal(volume(bytes(999n), 'GB'), '0 KB')
  assert.equal(volumeUsed(bytes(1n), 'GB'), '1 KB')
  assert.equal(volume(bytes(0n), 'GB'), '0 MB')
})

test('a gigabyte is what the offer says it is', () => {
  const { volume } = format('ja')
  assert.equal(volume(gigabytes(5), 'GB'), '5 GB')
  assert.equal(volume(gigabytes(5), 'GiB'), '4.65 GB')
  assert.equal(volume(gigabytes(5, 'GiB'), 'GiB'), '5 GB')
  assert.equal(volume(megabytes(1_023, 'GiB'), 'GiB'), '1023 MB')
  assert.equal(volume(megabytes(1_500), 'GB'), '1.5 GB')
  assert.equal(volume(gigabytes(1_200), 'GB'), '1,200 GB')
})

test('an end at midnight is 24:00 of the day that it ends', () => {
  const end = instant('2026-11-24T15:00:00Z')
  assert.deepEqual(
    LANGUAGES.map((language) => format(language).end(end, SEEN)),
    [
      '11月24日（周二）24:00',
      '11月24日（週二）24:00',
      'Tue 24 Nov, 24:00 (midnight)',
      '11月24日（火）24:00',
      '11월 24일(화) 24:00',
    ],
  )
})

test('a start at midnight is 00:00 of the day that it begins', () => {
  assert.equal(
    format('zh-CN').moment(instant('2026-11-24T15:00:00Z'), SEEN),
    '11月25日（周三）00:00',
  )
})

test('an end within a day is cut to the minute, never shown later than it is', () => {
  assert.equal(
    format('ja').end(instant('2026-11-24T14:59:59.999999Z'), SEEN),
    '11月24日（火）23:59',
  )
  assert.equal(
    format('en').end(instant('2026-11-24T15:00:30Z'), SEEN),
    'Tue 24 Nov, 24:00 (midnight)',
  )
})

test('the year is shown where it differs, and the end of a year belongs to its last day', () => {
  const newYear = instant('2026-12-31T15:00:00Z')
  assert.equal(format('zh-CN').end(newYear, SEEN), '12月31日（周四）24:00')
  assert.equal(format('zh-CN').moment(newYear, SEEN), '2027年1月1日（周五）00:00')
  assert.equal(format('ko').moment(newYear, SEEN), '2027년 1월 1일(금) 00:00')
  assert.equal(format('en').moment(newYear, SEEN), 'Fri 1 Jan 2027, 00:00')
})

test('documents carry the whole date', () => {
  assert.deepEqual(
    LANGUAGES.map((language) => format(language).longMoment(SEEN)),
    [
      '2026年11月22日 15:04',
      '2026年11月22日 15:04',
      '22 Nov 2026, 15:04',
      '2026年11月22日 15:04',
      '2026년 11월 22일 15:04',
    ],
  )
})

test('hours become days and hours', () => {
  assert.equal(format('zh-CN').hours(51), '2 天 3 小时')
  assert.equal(format('en').hours(25), '1 day 1 hour')
  assert.equal(format('en').hours(48), '2 days')
  assert.equal(format('ja').hours(51), '2日3時間')
  assert.equal(format('ko').hours(0), '0시간')
})

test('speeds change unit at a thousand', () => {
  assert.equal(format('en').speed(128), '128 kbps')
  assert.equal(format('en').speed(1_000), '1 Mbps')
  assert.equal(format('en').speed(1_590), '1.5 Mbps')
})

test('a label and what is said aside have the marks of their language', () => {
  assert.deepEqual(
    LANGUAGES.map((language) => `a${format(language).colon}b${format(language).brackets('c')}`),
    ['a：b（c）', 'a：b（c）', 'a: b (c)', 'a：b（c）', 'a: b(c)'],
  )
})

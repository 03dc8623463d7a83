import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { ANSWERS_MAX, ANSWERS_SPOKEN_MAX } from '../../domain/call/answer.ts'
import { CALL_BACK_HOURS_MAX, CLOSED_DATES_MAX, readAnswers } from './hotline-files.ts'
import { readOperator } from './operator-files.ts'
import { pathText, type Read } from './reading.ts'

const WORDS = { 'zh-CN': '店', 'zh-TW': '店', en: 'Shop', ja: '店', ko: '가게' }
const SELLER = {
  name: WORDS,
  representative: 'Minato Kadoya',
  address: 'Shinjuku, Tokyo',
  phone: '+81 3-0000-0142',
  email: 'help@example.com',
  hotline_hours: WORDS,
  invoice_number: null,
}

const operator = (hotline?: unknown) =>
  readOperator({ kind: 'operator', seller: SELLER, ...(hotline === undefined ? {} : { hotline }) })

function hoursOf(hotline?: unknown) {
  const read = operator(hotline)
  assert.ok(read.ok, JSON.stringify(read))
  return read.value.view.hotline.hours
}

function troubles(read: Read<unknown>): readonly string[] {
  return read.ok ? [] : read.refusal.troubles.map(({ path }) => pathText(path))
}

const WEEK = {
  mon: '9:00-21:00',
  tue: '09:00 - 21:00',
  wed: '9:00–21:00',
  thu: '0:00-24:00',
  fri: '9:30-12:45',
  sat: 'closed',
  sun: 'closed',
}

suite('what an operator says of its hotline', () => {
  test('is hours of each day of the week, from Monday on', () => {
    const whole = { from: 540, until: 1_260 }
    assert.deepEqual(hoursOf({ week: WEEK }).week, [
      whole,
      whole,
      whole,
      { from: 0, until: 1_440 },
      { from: 570, until: 765 },
      null,
      null,
    ])
  })

  test('left out, is nine to nine every day, with a call back within two hours', () => {
    const hours = hoursOf()
    assert.equal(hours.week.length, 7)
    assert.deepEqual(hours.week[6], { from: 540, until: 1_260 })
    assert.equal(hours.holidays, 'as_usual')
    assert.equal(hours.callBackHours, 2)
    assert.deepEqual(hoursOf({}), hours)
  })

  test('has holidays as usual, closed or with hours of their own', () => {
    assert.equal(hoursOf({ holidays: 'as-usual' }).holidays, 'as_usual')
    assert.equal(hoursOf({ holidays: 'closed' }).holidays, null)
    assert.deepEqual(hoursOf({ holidays: '10:00-17:00' }).holidays, { from: 600, until: 1_020 })
  })

  test('names closed dates, each once, with or without why', () => {
    const { closed } = hoursOf({
      closed: [{ date: '2026-12-31' }, { date: '2027-01-01', why: WORDS }],
    })
    assert.deepEqual(
      closed.map(({ date, why }) => [date.toString(), why]),
      [
        ['2026-12-31', null],
        ['2027-01-01', WORDS],
      ],
    )
    const twice = operator({ closed: [{ date: '2026-12-31' }, { date: '2026-12-31' }] })
    assert.deepEqual(troubles(twice), ['hotline.closed[2]'])
  })

  test('is refused with the place of each trouble', () => {
    const wrong = {
      week: { ...WEEK, mon: '21:00-9:00', tue: '9:00-24:01', wed: 'sometimes', sun: 9 },
      holidays: 'maybe',
      closed: [{ date: '2026-02-30' }],
      call_back_hours: 0,
    }
    assert.deepEqual(troubles(operator(wrong)), [
      'hotline.week.mon',
      'hotline.week.tue',
      'hotline.week.wed',
      'hotline.week.sun',
      'hotline.holidays',
      'hotline.closed[1].date',
      'hotline.call_back_hours',
    ])
    const { sun: _, ...short } = WEEK
    assert.deepEqual(troubles(operator({ week: short })), ['hotline.week.sun'])
  })

  test('has limits', () => {
    const days = Array.from({ length: CLOSED_DATES_MAX + 1 }, (_, index) => ({
      date: Temporal.PlainDate.from('2027-01-01').add({ days: index }).toString(),
    }))
    assert.equal(hoursOf({ closed: days.slice(1) }).closed.length, CLOSED_DATES_MAX)
    assert.deepEqual(troubles(operator({ closed: days })), ['hotline.closed'])
    assert.equal(hoursOf({ call_back_hours: CALL_BACK_HOURS_MAX }).callBackHours, 72)
    assert.deepEqual(troubles(operator({ call_back_hours: CALL_BACK_HOURS_MAX + 1 })), [
      'hotline.call_back_hours',
    ])
  })

  test('tells the ear who answers: Chinese and Japanese with their reading', () => {
    const name = {
      zh: { text: '角屋通信', reading: 'jiao3 wu1 tong1 xin4' },
      en: 'Kadoya',
      ja: { text: '角屋', reading: 'かどや' },
      ko: '가도야',
    }
    const read = operator({ spoken_name: name })
    assert.ok(read.ok)
    assert.deepEqual(read.value.view.hotline.spokenName?.en, { text: 'Kadoya', reading: 'Kadoya' })
    assert.deepEqual(troubles(operator({ spoken_name: { ...name, zh: '角屋', ja: '角屋' } })), [
      'hotline.spoken_name.zh',
      'hotline.spoken_name.ja',
    ])
    const unread = { zh: { text: '角屋', reading: '角屋' }, ja: { text: '角屋', reading: '角や' } }
    assert.deepEqual(troubles(operator({ spoken_name: { ...name, ...unread } })), [
      'hotline.spoken_name.zh.reading',
      'hotline.spoken_name.ja.reading',
    ])
  })
})

const HEARD = {
  zh: { text: '你好。', reading: 'ni3 hao3.' },
  en: 'Hello.',
  ja: { text: '今日は', reading: 'こんにちは' },
  ko: '안녕하세요.',
}
const ANSWER = { id: 'lost-card', topic: 'card', question: WORDS, answer: WORDS }
const SPOKEN = { question: HEARD, answer: HEARD }
const file = (...answers: readonly object[]) => readAnswers({ kind: 'answers', answers })

suite('questions and their answers', () => {
  test('are taken in their order, read out or not', () => {
    const read = file({ ...ANSWER, spoken: SPOKEN }, { ...ANSWER, id: 'other' })
    assert.ok(read.ok, JSON.stringify(read))
    assert.deepEqual(
      read.value.map(({ id, spoken }) => [id, spoken?.answer.ko.reading ?? null]),
      [
        ['lost-card', '안녕하세요.'],
        ['other', null],
      ],
    )
  })

  test('need all five languages, a known topic and a name of their own', () => {
    const { ko: _, ...four } = WORDS
    const wrong = file(
      { ...ANSWER, answer: four, topic: 'weather' },
      { ...ANSWER, id: 'Lost Card' },
    )
    assert.deepEqual(troubles(wrong), ['answers[1].topic', 'answers[1].answer.ko', 'answers[2].id'])
    assert.deepEqual(troubles(file(ANSWER, ANSWER)), ['answers[2]'])
  })

  test('are spoken in all four languages or not at all', () => {
    const { ja: _, ...three } = HEARD
    const wrong = file({ ...ANSWER, spoken: { question: HEARD, answer: three } })
    assert.deepEqual(troubles(wrong), ['answers[1].spoken.answer.ja'])
  })

  test('are no more than are looked through, and read out no more than a menu holds', () => {
    const many = Array.from({ length: ANSWERS_MAX + 1 }, (_, index) => ({
      ...ANSWER,
      id: `answer-${index}`,
    }))
    assert.ok(file(...many.slice(1)).ok)
    assert.deepEqual(troubles(file(...many)), ['answers'])
    const read = many.slice(0, ANSWERS_SPOKEN_MAX + 1).map((one) => ({ ...one, spoken: SPOKEN }))
    assert.ok(file(...read.slice(1)).ok)
    assert.deepEqual(troubles(file(...read)), [`answers[${ANSWERS_SPOKEN_MAX + 1}].spoken`])
  })

  test('may all be taken away', () => {
    assert.deepEqual(file(), { ok: true, value: [] })
  })
})

/**
 * The meaning of what an operator says of its hotline: the section `hotline` of `kind: operator`
 * (when people answer, who answers) and `kind: answers` files (questions and their answers). What
 * is spoken carries its reading, because the speech of the sandbox reads no Chinese characters.
 */
import { ANSWER_TOPICS, ANSWERS_MAX, ANSWERS_SPOKEN_MAX } from '../../domain/call/answer.ts'
import type { Answer, Heard } from '../../domain/call/answer.ts'
import type { SpokenLanguage } from '../../domain/call/call.ts'
import {
  MINUTES_A_DAY,
  USUAL_HOURS,
  type DayHours,
  type HotlineHours,
} from '../../domain/call/hotline-hours.ts'
import { USUAL_HOTLINE, type HotlineView } from '../queries/views.ts'
import {
  and,
  date,
  listOf,
  localised,
  named,
  oneOf,
  orElse,
  orNull,
  parsed,
  read,
  record,
  tell,
  text,
  unique,
  whole,
  within,
  type Place,
  type Read,
  type Reader,
  type Wrong,
} from './reading.ts'

/** Dates that are closed beside the weekly ones; more are a trouble. */
export const CLOSED_DATES_MAX = 400
/** Promised later than that, a call back is none. */
export const CALL_BACK_HOURS_MAX = 72
const WHY_LENGTH_MAX = 200

const SPAN = /^(\d{1,2}):([0-5]\d)\s*[-–]\s*(\d{1,2}):([0-5]\d)$/

/** `9:00-21:00`, until 24:00 at most; null where the hours are none. */
function parseHours(given: string): DayHours | null {
  const parts = SPAN.exec(given.trim())?.slice(1).map(Number)
  if (parts === undefined) return null
  const [fromHour = 0, fromMinute = 0, untilHour = 0, untilMinute = 0] = parts
  const from = fromHour * 60 + fromMinute
  const until = untilHour * 60 + untilMinute
  return from < until && until <= MINUTES_A_DAY ? { from, until } : null
}

const HOURS_WANTED = 'hours such as 9:00-21:00 (until 24:00 at most) or closed are needed here'

const hours = parsed(parseHours, HOURS_WANTED)
const dayHours: Reader<DayHours | null> = (given, place) =>
  given === 'closed' ? null : hours(given, place)
const holidayHours: Reader<HotlineHours['holidays']> = (given, place) =>
  given === 'as-usual' ? 'as_usual' : dayHours(given, place)

const week = and(
  record({
    mon: dayHours,
    tue: dayHours,
    wed: dayHours,
    thu: dayHours,
    fri: dayHours,
    sat: dayHours,
    sun: dayHours,
  }),
  ({ mon, tue, wed, thu, fri, sat, sun }) => [mon, tue, wed, thu, fri, sat, sun],
)

const closing = record({
  date,
  why: orNull(localised({ max: WHY_LENGTH_MAX })),
})
const closings = unique(listOf(closing, { min: 0, max: CLOSED_DATES_MAX }), (one) =>
  one.date.toString(),
)

/** Syllables with tone numbers, and the marks at which a voice pauses. */
const PINYIN = /^[a-zü]+[1-5](?:[ ,.?!]+[a-zü]+[1-5])*[.?!]?$/
/** Kana alone, with the marks at which a voice pauses: digits and letters are written out. */
const KANA = /^[\p{Script=Hiragana}\p{Script=Katakana}ー、。？！\s]+$/u

const READINGS: Readonly<Record<SpokenLanguage, { readonly pattern: RegExp; wanted: string }>> = {
  zh: { pattern: PINYIN, wanted: 'pinyin with tone numbers (ni3 hao3) is needed here' },
  en: { pattern: /^[^\p{Script=Han}]+$/u, wanted: 'English words are needed here' },
  ja: { pattern: KANA, wanted: 'kana alone are needed here, numbers written out' },
  ko: { pattern: /^[^\p{Script=Han}]+$/u, wanted: 'hangul is needed here' },
}

/** Where the text is its own reading it may stand alone. */
function heard(language: SpokenLanguage, max: number): Reader<Heard> {
  const { pattern, wanted } = READINGS[language]
  const readsItself = language === 'en' || language === 'ko'
  const reading: Reader<string> = and(text({ max: max * READING_LONGER }), (given, place) =>
    pattern.test(given) ? given : tell(place, wanted),
  )
  const both = record({ text: text({ max }), reading })
  return (given, place) => {
    if (!readsItself || typeof given !== 'string') return both(given, place)
    return both({ text: given, reading: given }, place)
  }
}

/** A syllable of pinyin takes more letters than its character. */
const READING_LONGER = 6

function spoken(max: number): Reader<Readonly<Record<SpokenLanguage, Heard>>> {
  const [zh, en, ja, ko] = [heard('zh', max), heard('en', max), heard('ja', max), heard('ko', max)]
  return record({ zh, en, ja, ko })
}

const SPOKEN_NAME_LENGTH_MAX = 60

/** The section `hotline`; what is left out is as for an operator who says nothing. */
export const hotline: Reader<HotlineView> = and(
  record({
    week: orElse(week, USUAL_HOURS.week),
    holidays: orElse(holidayHours, USUAL_HOURS.holidays),
    closed: orElse(closings, USUAL_HOURS.closed),
    call_back_hours: orElse(whole({ min: 1, max: CALL_BACK_HOURS_MAX }), USUAL_HOURS.callBackHours),
    spoken_name: orElse(orNull(spoken(SPOKEN_NAME_LENGTH_MAX)), USUAL_HOTLINE.spokenName),
  }),
  ({ call_back_hours: callBackHours, spoken_name: spokenName, ...rest }) => ({
    hours: { ...rest, callBackHours },
    spokenName,
  }),
)

export const QUESTION_LENGTH_MAX = 120
export const ANSWER_LENGTH_MAX = 1_000
/** Longer than that nobody listens. */
export const SPOKEN_ANSWER_LENGTH_MAX = 400
const ID_LENGTH_MAX = 40

const answerId: Reader<string> = and(named(), (given, place) =>
  given.length <= ID_LENGTH_MAX ? given : tell(place, `longer than ${ID_LENGTH_MAX} characters`),
)

const answer = record({
  id: answerId,
  topic: oneOf(ANSWER_TOPICS),
  question: localised({ max: QUESTION_LENGTH_MAX }),
  answer: localised({ max: ANSWER_LENGTH_MAX }),
  spoken: orElse(
    orNull(
      record({ question: spoken(QUESTION_LENGTH_MAX), answer: spoken(SPOKEN_ANSWER_LENGTH_MAX) }),
    ),
    null,
  ),
})

/** An empty list takes every answer away. */
export function readAnswers(file: unknown): Read<readonly Answer[]> {
  const answers = unique(listOf(answer, { min: 0, max: ANSWERS_MAX }), ({ id }) => id)
  const top = record({ kind: oneOf(['answers']), answers: and(answers, fewSpoken) })
  return read(
    and(top, (given) => given.answers),
    file,
  )
}

function fewSpoken(answers: readonly Answer[], place: Place): readonly Answer[] | Wrong {
  const read = answers.flatMap((one, index) => (one.spoken === null ? [] : [index]))
  const first = read[ANSWERS_SPOKEN_MAX]
  if (first === undefined) return answers
  return tell(
    within(within(place, first), 'spoken'),
    `no more than ${ANSWERS_SPOKEN_MAX} answers are read out on the telephone`,
  )
}

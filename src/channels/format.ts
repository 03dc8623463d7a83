/**
 * Figures as each language writes them: yen, volumes, speeds, instants of Japan. Figures only; the
 * sentences around them are the catalogues'. What a person still has is rounded down and what they
 * used is rounded up, so that no page promises a byte or a minute that is not there.
 */
import type { Bytes, GigabyteMeaning } from '../domain/basics/data-volume.ts'
import type { Language } from '../domain/basics/language.ts'
import type { Yen } from '../domain/basics/money.ts'
import { TOKYO, type Instant, type JstDate } from '../domain/basics/time.ts'

export interface Format {
  /** Never with the bare sign that yen and yuan share. */
  yen(amount: Yen): string
  /** What is left or granted: rounded down. */
  volume(bytes: Bytes, meaning: GigabyteMeaning): string
  /** What was used: rounded up. */
  volumeUsed(bytes: Bytes, meaning: GigabyteMeaning): string
  speed(kbps: number): string
  /** A moment in Japan, to the minute; the year only where it differs from that of `seenAt`. */
  moment(at: Instant, seenAt: Instant): string
  /** The open end of an interval: midnight is 24:00 of the day that it ends. */
  end(at: Instant, seenAt: Instant): string
  /** With the year, for documents. */
  longMoment(at: Instant): string
  longDate(at: Instant): string
  clock(at: Instant): string
  day(date: JstDate): string
  /** With the day of the week, for days near enough to need no year. */
  dayOfWeek(date: JstDate): string
  /** The name of a day of the week alone, 1 for Monday. */
  weekday(day: number): string
  /** 51 → two days and three hours. */
  hours(count: number): string
  country(code: string): string
  /** Between a label and what it labels, with the space that belongs to it. */
  readonly colon: string
  /** Said aside, right after other text: the marks and the space are the language's. */
  brackets(text: string): string
}

const GROUPED: Readonly<Record<Language, Intl.NumberFormat>> = {
  'zh-CN': new Intl.NumberFormat('zh-CN'),
  'zh-TW': new Intl.NumberFormat('zh-TW'),
  en: new Intl.NumberFormat('en'),
  ja: new Intl.NumberFormat('ja'),
  ko: new Intl.NumberFormat('ko'),
}

const WEEKDAYS: Readonly<Record<Language, readonly string[]>> = {
  'zh-CN': ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  'zh-TW': ['週一', '週二', '週三', '週四', '週五', '週六', '週日'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  ja: ['月', '火', '水', '木', '金', '土', '日'],
  ko: ['월', '화', '수', '목', '금', '토', '일'],
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

const formats = new Map<Language, Format>()

export function format(language: Language): Format {
  const known = formats.get(language)
  if (known !== undefined) return known
  const made = makeFormat(language)
  formats.set(language, made)
  return made
}

function makeFormat(language: Language): Format {
  const countries = new Intl.DisplayNames([language], { type: 'region' })
  const at = (instant: Instant) => instant.toZonedDateTimeISO(TOKYO)
  return {
    yen: (amount) => yenText(amount, language),
    volume: (bytes, meaning) => volumeText(bytes, meaning, 'down', language),
    volumeUsed: (bytes, meaning) => volumeText(bytes, meaning, 'up', language),
    speed: (kbps) => (kbps < 1_000 ? `${kbps} kbps` : `${Math.floor(kbps / 100) / 10} Mbps`),
    moment: (instant, seenAt) => {
      const date = at(instant).toPlainDate()
      return joined(dayText(date, language, yearToShow(date, seenAt)), clockText(instant), language)
    },
    end: (instant, seenAt) => {
      const local = at(instant)
      if (!isMidnight(local)) {
        const date = local.toPlainDate()
        const day = dayText(date, language, yearToShow(date, seenAt))
        return joined(day, clockText(instant), language)
      }
      const date = local.toPlainDate().subtract({ days: 1 })
      const midnight = language === 'en' ? '24:00 (midnight)' : '24:00'
      return joined(dayText(date, language, yearToShow(date, seenAt)), midnight, language)
    },
    longMoment: (instant) =>
      joined(longDateText(at(instant).toPlainDate(), language), clockText(instant), language),
    longDate: (instant) => longDateText(at(instant).toPlainDate(), language),
    clock: clockText,
    day: (date) => shortDayText(date, language),
    dayOfWeek: (date) => dayText(date, language, null),
    weekday: (day) => WEEKDAYS[language][day - 1] ?? '',
    hours: (count) => hoursText(count, language),
    country: (code) => countries.of(code) ?? code,
    colon: isNarrow(language) ? ': ' : '：',
    brackets: (text) => bracketsText(text, language),
  }
}

function yenText(amount: Yen, language: Language): string {
  const figure = GROUPED[language].format(amount)
  switch (language) {
    case 'zh-CN':
      return `${figure} 日元`
    case 'zh-TW':
      return `${figure} 日圓`
    case 'en':
      return `JPY ${figure}`
    case 'ja':
      return `${figure}円`
    case 'ko':
      return `${figure}엔`
  }
}

const SCALE = {
  GB: { KB: 1_000n, MB: 1_000_000n, GB: 1_000_000_000n },
  GiB: { KB: 1_024n, MB: 1_048_576n, GB: 1_073_741_824n },
} as const

/** Gigabytes with up to two decimals; whole megabytes below; whole kilobytes below one megabyte. */
function volumeText(
  count: Bytes,
  meaning: GigabyteMeaning,
  towards: 'up' | 'down',
  language: Language,
): string {
  const scale = SCALE[meaning]
  const parts = (unit: bigint, perUnit: bigint) =>
    (count * perUnit + (towards === 'up' ? unit - 1n : 0n)) / unit
  if (count === 0n) return '0 MB'
  if (parts(scale.KB, 1n) < scale.MB / scale.KB) return `${parts(scale.KB, 1n)} KB`
  if (parts(scale.MB, 1n) < scale.GB / scale.MB) return `${parts(scale.MB, 1n)} MB`
  const hundredths = parts(scale.GB, 100n)
  const decimals = String(hundredths % 100n)
    .padStart(2, '0')
    .replace(/0+$/, '')
  const whole = GROUPED[language].format(hundredths / 100n)
  return decimals === '' ? `${whole} GB` : `${whole}.${decimals} GB`
}

/** Korean sets them close, English apart. */
function bracketsText(text: string, language: Language): string {
  if (!isNarrow(language)) return `（${text}）`
  return language === 'en' ? ` (${text})` : `(${text})`
}

/** Chinese and Japanese write their marks as wide as their letters. */
function isNarrow(language: Language): boolean {
  return language === 'en' || language === 'ko'
}

/** To the minute, like all that is shown. */
function isMidnight(local: Temporal.ZonedDateTime): boolean {
  return local.hour === 0 && local.minute === 0
}

/** To the minute, cut off: an end is never shown later than it is. */
function clockText(instant: Instant): string {
  const local = instant.toZonedDateTimeISO(TOKYO)
  return `${String(local.hour).padStart(2, '0')}:${String(local.minute).padStart(2, '0')}`
}

function yearToShow(date: JstDate, seenAt: Instant): number | null {
  return date.year === seenAt.toZonedDateTimeISO(TOKYO).year ? null : date.year
}

function shortDayText(date: JstDate, language: Language): string {
  if (language === 'en') return `${date.day} ${MONTHS[date.month - 1]}`
  if (language === 'ko') return `${date.month}월 ${date.day}일`
  return `${date.month}月${date.day}日`
}

function dayText(date: JstDate, language: Language, year: number | null): string {
  const day = shortDayText(date, language)
  const weekday = WEEKDAYS[language][date.dayOfWeek - 1] ?? ''
  if (language === 'en') return year === null ? `${weekday} ${day}` : `${weekday} ${day} ${year}`
  if (language === 'ko') return `${year === null ? '' : `${year}년 `}${day}(${weekday})`
  return `${year === null ? '' : `${year}年`}${day}（${weekday}）`
}

function longDateText(date: JstDate, language: Language): string {
  const day = shortDayText(date, language)
  if (language === 'en') return `${day} ${date.year}`
  return language === 'ko' ? `${date.year}년 ${day}` : `${date.year}年${day}`
}

/** A bracket already sets the clock off in Chinese and Japanese. */
function joined(day: string, clock: string, language: Language): string {
  if (language === 'en') return `${day}, ${clock}`
  return day.endsWith('）') ? `${day}${clock}` : `${day} ${clock}`
}

function hoursText(count: number, language: Language): string {
  const days = Math.floor(count / 24)
  const rest = Math.floor(count % 24)
  const parts = [
    ...(days > 0 ? [durationPart(days, 'day', language)] : []),
    ...(rest > 0 || days === 0 ? [durationPart(rest, 'hour', language)] : []),
  ]
  return parts.join(language === 'ja' ? '' : ' ')
}

function durationPart(count: number, unit: 'day' | 'hour', language: Language): string {
  switch (language) {
    case 'zh-CN':
      return `${count} ${unit === 'day' ? '天' : '小时'}`
    case 'zh-TW':
      return `${count} ${unit === 'day' ? '天' : '小時'}`
    case 'en':
      return `${count} ${unit}${count === 1 ? '' : 's'}`
    case 'ja':
      return `${count}${unit === 'day' ? '日' : '時間'}`
    case 'ko':
      return `${count}${unit === 'day' ? '일' : '시간'}`
  }
}

/**
 * The official telephone and when people answer it, from the operator's calendar: now, in a usual
 * week, on the days ahead that differ. Not what to have at hand (`before-call.tsx`).
 */
import type { JSX } from 'preact'
import type { HotlineTimes, OtherDays, WeekRow } from '../../../app/queries/hotline-times.ts'
import type { OperatorView } from '../../../app/queries/views.ts'
import { MINUTES_A_DAY, type DayHours } from '../../../domain/call/hotline-hours.ts'
import { dialled } from '../contact-card.ts'
import { inLanguage, paths } from '../paths.ts'
import type { Voice } from '../words/words.ts'

export interface HotlineProps {
  readonly voice: Voice
  readonly operator: OperatorView
  readonly times: HotlineTimes
}

export function Hotline(props: HotlineProps): JSX.Element {
  const { voice, operator, times } = props
  const { help, fields } = voice.words
  return (
    <section class="sheet" aria-labelledby="call">
      <h2 id="call">{help.callTitle}</h2>
      <p>{help.anyHour}</p>
      <dl class="rows">
        <div>
          <dt>{help.phone}</dt>
          <dd>
            <a class="nowrap" href={`tel:${dialled(operator.phone)}`}>
              {operator.phone}
            </a>
          </dd>
        </div>
        <div>
          <dt>{fields.email}</dt>
          <dd>
            <a href={`mailto:${operator.email}`}>{operator.email}</a>
          </dd>
        </div>
      </dl>
      <p class="notice">{nowText(props)}</p>
      <h3>{help.peopleTitle}</h3>
      <dl class="rows">
        {weekTexts(times, voice).map(([days, hours]) => (
          <div key={days}>
            <dt>{days}</dt>
            <dd>{hours}</dd>
          </div>
        ))}
        {times.others.map((one) => (
          <div key={one.from.toString()}>
            <dt>{otherText(one, voice)}</dt>
            <dd>{hoursText(one.hours, voice)}</dd>
          </div>
        ))}
      </dl>
      <a class="button" href={inLanguage(paths.hotlineContact, voice.language)}>
        {help.saveContact}
      </a>
    </section>
  )
}

function nowText({ voice, times }: HotlineProps): string {
  const { help } = voice.words
  const { now, asOf } = times
  if (now.kind === 'open') {
    return now.until === null ? help.openAlways : help.openUntil(voice.format.end(now.until, asOf))
  }
  return now.opens === null ? help.closed : help.closedUntil(voice.format.moment(now.opens, asOf))
}

/** Days and their hours, public holidays last where they have their own. */
export function weekTexts(
  { week, holidays }: HotlineTimes,
  voice: Voice,
): readonly (readonly [days: string, hours: string])[] {
  const { help } = voice.words
  const rows = week.map((row) => [daysText(row, voice), hoursText(row.hours, voice)] as const)
  if (holidays === 'as_usual') return rows
  return [...rows, [help.holidays, hoursText(holidays, voice)]]
}

function daysText({ from, to }: WeekRow, { words, format }: Voice): string {
  if (from === 1 && to === 7) return words.help.everyDay
  if (from === to) return format.weekday(from)
  return words.help.days(format.weekday(from), format.weekday(to))
}

function otherText({ from, to, why, isHoliday }: OtherDays, voice: Voice): string {
  const { words, format, language } = voice
  const first = format.dayOfWeek(from)
  const days = from.equals(to) ? first : words.help.days(first, format.dayOfWeek(to))
  const reason = isHoliday ? words.help.holiday : words.help.closing
  return words.help.otherDay(days, why?.[language] ?? reason)
}

function hoursText(hours: DayHours | null, { words }: Voice): string {
  if (hours === null) return words.help.closedDay
  const isWhole = hours.from === 0 && hours.until === MINUTES_A_DAY
  if (isWhole) return words.help.aroundTheClock
  return `${timeText(hours.from)}–${timeText(hours.until)}`
}

function timeText(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
}

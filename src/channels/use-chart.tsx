/**
 * A month of usage as a small server-drawn chart, a bar a day, with the same figures as a table
 * beneath. No script, no style attribute; who sees no picture has the table.
 */
import type { JSX } from 'preact'
import type { Language } from '../domain/basics/language.ts'
import type { JstMonth } from '../domain/bill/month.ts'
import type { DayOfUse } from '../domain/bill/statement.ts'
import { format } from './format.ts'
import { statementWords } from './statement-words.ts'

const DAY_WIDTH = 11
const BARS_HEIGHT = 64
const LABEL_HEIGHT = 18
/** A day with any usage shows at least this much of a bar. */
const BAR_MIN = 2
/** Every so many days a number stands below. */
const LABELLED_DAYS = 5

export function UseChart(props: {
  readonly language: Language
  readonly month: JstMonth
  readonly days: readonly DayOfUse[]
}): JSX.Element | null {
  const { language, month, days } = props
  if (days.length === 0) return null
  const said = statementWords(language)
  const { day: dayText, volumeUsed } = format(language)
  return (
    <>
      <Bars month={month} days={days} />
      <details>
        <summary class="plain">{said.byDay}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{said.day}</th>
              <th scope="col">{said.used}</th>
            </tr>
          </thead>
          <tbody>
            {days.map(({ date, bytes }) => (
              <tr key={date.toString()}>
                <th scope="row">{dayText(date)}</th>
                <td>{volumeUsed(bytes, 'GB')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  )
}

/** Hidden from readers of text: the table says all that it shows. */
function Bars(props: { readonly month: JstMonth; readonly days: readonly DayOfUse[] }) {
  const { days } = props
  const { daysInMonth } = Temporal.PlainYearMonth.from(props.month)
  const top = days.reduce((most, { bytes }) => (bytes > most ? bytes : most), 1n)
  const width = daysInMonth * DAY_WIDTH
  const labelled = Array.from({ length: daysInMonth }, (_, place) => place + 1).filter(
    (day) => day === 1 || day % LABELLED_DAYS === 0,
  )
  return (
    <svg class="chart" viewBox={`0 0 ${width} ${BARS_HEIGHT + LABEL_HEIGHT}`} aria-hidden="true">
      {days.map(({ date, bytes }) => {
        const height = Math.max(BAR_MIN, Number((bytes * BigInt(BARS_HEIGHT)) / top))
        const x = (date.day - 1) * DAY_WIDTH + 2
        return (
          <rect key={date.day} {...{ x, height }} y={BARS_HEIGHT - height} width={DAY_WIDTH - 4} />
        )
      })}
      {labelled.map((day) => (
        <text key={day} x={Math.round((day - 0.5) * DAY_WIDTH)} y={BARS_HEIGHT + LABEL_HEIGHT - 4}>
          {day}
        </text>
      ))}
      <line x1="0" x2={width} y1={BARS_HEIGHT + 0.5} y2={BARS_HEIGHT + 0.5} />
    </svg>
  )
}

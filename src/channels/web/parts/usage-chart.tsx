/**
 * Fourteen days and the last 24 hours of usage as small server-drawn charts, with the same figures
 * as
 * tables beneath.
 * No script, no style attribute; a reader that sees no picture gets the sentence and the table.
 */
import type { JSX } from 'preact'
import type { UsageDay } from '../../../app/queries/views.ts'
import type { HourOfUsage } from '../../../app/session-reads.ts'
import { bytes, type Bytes, type GigabyteMeaning } from '../../../domain/basics/data-volume.ts'
import type { Instant } from '../../../domain/basics/time.ts'
import { SESSION_WORDS } from '../../session-words.ts'
import type { Voice } from '../words/words.ts'

const WIDTH = 340
const BARS_HEIGHT = 72
const LABEL_HEIGHT = 18
/** A day with any usage shows at least this much of a bar. */
const BAR_MIN = 2
const GAP_MAX = 3

export function UsageChart(props: {
  readonly days: readonly UsageDay[]
  readonly meaning: GigabyteMeaning
  readonly voice: Voice
}): JSX.Element | null {
  const { days, voice, meaning } = props
  const first = days[0]
  if (first === undefined) return null
  const { home } = voice.words
  const most = days.reduce((top, day) => (day.bytes > top.bytes ? day : top), first)
  const total = bytes(days.reduce((sum, day) => sum + day.bytes, 0n))
  const volume = (day: UsageDay) => voice.format.volumeUsed(day.bytes, meaning)
  const sentence =
    total === 0n
      ? home.usageNone
      : home.usageChart(
          voice.format.volumeUsed(total, meaning),
          volume(most),
          voice.format.day(most.date),
        )
  return (
    <section class="sheet" aria-labelledby="usage">
      <h2 id="usage">{home.usage}</h2>
      <Bars bars={days.map(({ date, bytes }) => ({ bytes, label: `${date.day}` }))} />
      <p class="soft">{sentence}</p>
      <details>
        <summary class="plain">{home.usageTable}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{home.usageDay}</th>
              <th scope="col">{home.usageVolume}</th>
            </tr>
          </thead>
          <tbody>
            {days.toReversed().map((day) => (
              <tr key={day.date.toString()}>
                <th scope="row">{voice.format.day(day.date)}</th>
                <td>{volume(day)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  )
}

/** The last day by the hour, beneath the days. */
export function HoursChart(props: {
  readonly hours: readonly HourOfUsage[]
  readonly asOf: Instant
  readonly meaning: GigabyteMeaning
  readonly voice: Voice
}): JSX.Element | null {
  const { hours, asOf, voice, meaning } = props
  const [first] = hours
  if (first === undefined) return null
  const said = SESSION_WORDS[voice.language]
  const { home, frame } = voice.words
  const volume = (count: Bytes) => voice.format.volumeUsed(count, meaning)
  const most = hours.reduce((top, hour) => (hour.bytes > top.bytes ? hour : top), first)
  const total = bytes(hours.reduce((sum, hour) => sum + hour.bytes, 0n))
  const labelOf = (hour: number) => (hour % LABEL_EVERY_HOURS === 0 ? `${hour}` : null)
  return (
    <section class="sheet" aria-labelledby="hours">
      <h2 id="hours">{said.hours}</h2>
      <Bars bars={hours.map((one) => ({ bytes: one.bytes, label: labelOf(hourInJapan(one)) }))} />
      <p class="soft">
        {total === 0n
          ? said.chartNone
          : said.chart(volume(total), voice.format.moment(most.from, asOf), volume(most.bytes))}
      </p>
      <details>
        <summary class="plain">{said.table}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">
                {said.hour}
                {voice.format.brackets(frame.japanTime)}
              </th>
              <th scope="col">{home.usageVolume}</th>
            </tr>
          </thead>
          <tbody>
            {hours.toReversed().map((hour) => (
              <tr key={hour.from.epochMilliseconds}>
                <th scope="row">{voice.format.clock(hour.from)}</th>
                <td>{volume(hour.bytes)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  )
}

const LABEL_EVERY_HOURS = 6

function hourInJapan({ from }: HourOfUsage): number {
  return from.toZonedDateTimeISO('Asia/Tokyo').hour
}

interface Bar {
  readonly bytes: Bytes
  readonly label: string | null
}

/** Hidden from readers of text: the sentence and the table say all that it shows. */
function Bars({ bars }: { readonly bars: readonly Bar[] }): JSX.Element {
  const step = WIDTH / bars.length
  const gap = Math.min(GAP_MAX, Math.round(step / 4))
  const most = bars.reduce((top, bar) => (bar.bytes > top ? bar.bytes : top), 1n)
  return (
    <svg class="chart" viewBox={`0 0 ${WIDTH} ${BARS_HEIGHT + LABEL_HEIGHT}`} aria-hidden="true">
      {bars.map((bar, place) => {
        const drawn = Number((bar.bytes * BigInt(BARS_HEIGHT)) / most)
        const height = bar.bytes > 0n ? Math.max(BAR_MIN, drawn) : 0
        const left = Math.round(place * step)
        return (
          <>
            {height > 0 && (
              <rect
                x={left + gap}
                y={BARS_HEIGHT - height}
                width={Math.floor(step) - 2 * gap}
                height={height}
                rx="2"
                {...(place === bars.length - 1 ? { class: 'today' } : {})}
              />
            )}
            {bar.label !== null && (
              <text x={left + Math.round(step / 2)} y={BARS_HEIGHT + LABEL_HEIGHT - 4}>
                {bar.label}
              </text>
            )}
          </>
        )
      })}
      <line x1="0" x2={WIDTH} y1={BARS_HEIGHT + 0.5} y2={BARS_HEIGHT + 0.5} />
    </svg>
  )
}

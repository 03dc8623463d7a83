/**
 * Fourteen days of usage as a small server-drawn chart, with the same figures as a table beneath.
 * No script, no style attribute; a reader that sees no picture gets the sentence and the table.
 */
import type { JSX } from 'preact'
import type { UsageDay } from '../../../app/queries/views.ts'
import type { GigabyteMeaning } from '../../../domain/basics/data-volume.ts'
import { bytes } from '../../../domain/basics/data-volume.ts'
import type { Voice } from '../words/words.ts'

const WIDTH = 340
const BARS_HEIGHT = 72
const LABEL_HEIGHT = 18
/** A day with any usage shows at least this much of a bar. */
const BAR_MIN = 2

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
  const sentence = home.usageChart(
    voice.format.volumeUsed(total, meaning),
    volume(most),
    voice.format.day(most.date),
  )
  return (
    <section class="sheet" aria-labelledby="usage">
      <h2 id="usage">{home.usage}</h2>
      <Bars days={days} most={most} />
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

/** Hidden from readers of text: the sentence and the table say all that it shows. */
function Bars(props: { readonly days: readonly UsageDay[]; readonly most: UsageDay }): JSX.Element {
  const { days, most } = props
  const step = WIDTH / days.length
  const top = most.bytes > 0n ? most.bytes : 1n
  return (
    <svg class="chart" viewBox={`0 0 ${WIDTH} ${BARS_HEIGHT + LABEL_HEIGHT}`} aria-hidden="true">
      {days.map((day, place) => {
        const drawn = Number((day.bytes * BigInt(BARS_HEIGHT)) / top)
        const height = day.bytes > 0n ? Math.max(BAR_MIN, drawn) : 0
        const left = Math.round(place * step)
        return (
          <>
            <rect
              x={left + 3}
              y={BARS_HEIGHT - height}
              width={Math.floor(step) - 6}
              height={height}
              rx="2"
              {...(place === days.length - 1 ? { class: 'today' } : {})}
            />
            <text x={left + Math.round(step / 2)} y={BARS_HEIGHT + LABEL_HEIGHT - 4}>
              {day.date.day}
            </text>
          </>
        )
      })}
      <line x1="0" x2={WIDTH} y1={BARS_HEIGHT + 0.5} y2={BARS_HEIGHT + 0.5} />
    </svg>
  )
}

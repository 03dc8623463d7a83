/** Fourteen days of usage as a small chart, and in a sentence for whoever sees no picture. */
import type { JSX } from 'preact'
import { bytes } from '../../../domain/basics/data-volume.ts'
import type { UsageDay } from '../../../app/queries/views.ts'
import type { Speech } from '../voice.ts'
import { lineWords } from '../words/line/words.ts'

const WIDTH = 340
const BARS_HEIGHT = 64
const LABEL_HEIGHT = 18
/** A day with any usage shows at least this much of a bar. */
const BAR_MIN = 2

export function UsageBars(props: {
  readonly days: readonly UsageDay[]
  readonly speech: Speech
}): JSX.Element | null {
  const { days, speech } = props
  const [first] = days
  if (first === undefined) return null
  const said = lineWords(speech.language).usage
  const most = days.reduce((top, day) => (day.bytes > top.bytes ? day : top), first)
  const total = bytes(days.reduce((sum, day) => sum + day.bytes, 0n))
  const { volumeUsed, day } = speech.format
  return (
    <section class="sheet" aria-labelledby="usage">
      <h2 id="usage">{said.title}</h2>
      <Bars days={days} most={most} />
      <p class="soft">
        {total === 0n
          ? said.none
          : said.chart(volumeUsed(total, 'GB'), volumeUsed(most.bytes, 'GB'), day(most.date))}
      </p>
    </section>
  )
}

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
          <g key={day.date.toString()}>
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
          </g>
        )
      })}
    </svg>
  )
}

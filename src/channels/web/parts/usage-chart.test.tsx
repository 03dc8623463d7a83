import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { renderToString } from 'preact-render-to-string'
import { NO_BYTES } from '../../../domain/basics/data-volume.ts'
import { LANGUAGES } from '../../../domain/basics/language.ts'
import { UsageBars } from '../../counter/parts/usage-bars.tsx'
import { speechOf } from '../../counter/voice.ts'
import { OVERVIEW, NOW } from '../pages/samples.ts'
import { voice as voiceOf } from '../words/words.ts'
import { HoursChart, UsageChart } from './usage-chart.tsx'

const { usageDays, usageHours } = OVERVIEW
const UNUSED_DAYS = usageDays.map((day) => ({ ...day, bytes: NO_BYTES }))
const UNUSED_HOURS = usageHours.map((hour) => ({ ...hour, bytes: NO_BYTES }))

/** The sentence beneath the bars of each language. */
function sentences(days: typeof usageDays, hours: typeof usageHours): string[][] {
  return LANGUAGES.map((language) => {
    const voice = voiceOf(language)
    const drawn = [
      <UsageChart days={days} meaning="GB" voice={voice} />,
      <HoursChart hours={hours} asOf={NOW} meaning="GB" voice={voice} />,
      <UsageBars days={days} speech={speechOf(language)} />,
    ]
    return drawn.map((chart) => /<p class="soft">([^<]*)/.exec(renderToString(chart))?.[1] ?? '')
  })
}

suite('Charts of usage', () => {
  test('Where nothing was used that is said, without a day or hour of the most', () => {
    for (const [days = '', hours = '', bars = ''] of sentences(UNUSED_DAYS, UNUSED_HOURS)) {
      for (const sentence of [days, hours, bars]) {
        assert.doesNotMatch(sentence, /\b0 MB|\d:\d/)
        assert.match(sentence, /14|24/)
      }
    }
  })

  test('Where something was used the total and the most are said', () => {
    for (const said of sentences(usageDays, usageHours)) {
      for (const sentence of said) assert.match(sentence, /\d [GM]B.*\d [GM]B/)
    }
  })
})

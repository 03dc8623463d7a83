/**
 * Prints, as CSV, every clip that a voice actor records for the hotline: `npm run voice-list --
 * [language] [operator files…]`. A recording is `<language>/<clip id>.wav` in the folder of
 * recordings. Operator files (`kind: operator`, `kind: answers`) add the operator's own words.
 */
import { readFileSync } from 'node:fs'
import { readOperatorFile } from '../src/adapters/operator-files/read-file.ts'
import { clipId } from '../src/adapters/speech/recordings.ts'
import { isPause } from '../src/adapters/speech/voices.ts'
import { readAnswers } from '../src/app/operator/hotline-files.ts'
import { readOperator } from '../src/app/operator/operator-files.ts'
import {
  everyClip,
  toldBy,
  type PlacedClip,
  type Told,
} from '../src/channels/hotline/words/every-clip.ts'
import { SPOKEN_LANGUAGES } from '../src/domain/call/call.ts'

const HEAD = ['language', 'clip_id', 'text', 'reading', 'where']

function toldIn(path: string): Told[] {
  const file = readOperatorFile(path, readFileSync(path))
  if (!file.ok) throw new Error(`${path}: ${file.refusal.troubles[0]?.message}`)
  if (file.value.kind === 'answers') {
    const answers = readAnswers(file.value.content)
    if (!answers.ok) throw new Error(`${path}: ${answers.refusal.troubles[0]?.message}`)
    return toldBy(answers.value, null)
  }
  if (file.value.kind !== 'operator') throw new Error(`${path}: nothing in it is spoken`)
  const operator = readOperator(file.value.content)
  if (!operator.ok) throw new Error(`${path}: ${operator.refusal.troubles[0]?.message}`)
  return toldBy([], operator.value.view.hotline.spokenName)
}

function line({ language, clip, where }: PlacedClip): string[] {
  return [language, clipId(language, clip), clip.text, clip.reading, where.join('; ')]
}

/** RFC 4180. */
function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

const words = process.argv.slice(2)
const language = SPOKEN_LANGUAGES.find((one) => one === words[0])
const files = language === undefined ? words : words.slice(1)
const clips = everyClip(files.flatMap(toldIn)).filter(
  (one) => !isPause(one.clip) && (language === undefined || one.language === language),
)
const rows = [HEAD, ...clips.map(line)].map((row) => row.map(quoted).join(','))
process.stdout.write(`${rows.join('\r\n')}\r\n`)

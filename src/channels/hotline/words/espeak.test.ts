/**
 * Every clip of every sample, every atom and every answer of the demo world through the real
 * espeak-ng: a word that a voice can not read is spelled, or said in English, and nobody would
 * notice by reading.
 */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { suite, test } from 'node:test'
import { ESPEAK, SPOKEN_CHARACTERS_MAX } from '../../../adapters/speech/synthesiser.ts'
import { isPause, readingOf, VOICES } from '../../../adapters/speech/voices.ts'
import { SPOKEN_LANGUAGES, type SpokenLanguage } from '../../../domain/call/call.ts'
import { CORNER_SHOP, readWorldFolder } from '../../../main/world/read-folder.ts'
import { everyClip, everyPhrase, toldBy } from './every-clip.ts'

const hasEspeak = spawnSync(ESPEAK, ['--version']).status === 0

/** The program reads its input line by line, of at most 1,000 bytes. */
const LINE_BYTES_MAX = 900
const OUTPUT_BYTES_MAX = 64 * 1024 * 1024

/** Said between the lines, so that what was made of each can be told apart. */
const MARKS: Readonly<Record<SpokenLanguage, string>> = {
  zh: 'la1 la1 la1',
  en: 'la la la',
  ja: 'ら ら ら',
  ko: '라 라 라',
}

const { answers, operator } = readWorldFolder(CORNER_SHOP)
const TOLD = toldBy(answers, operator.view.hotline.spokenName)

/** Every clip alone, and of each kind of utterance one whole: a voice reads word by word. */
function readingsIn(language: SpokenLanguage): string[] {
  const phrases = everyPhrase(TOLD).filter((one) => one.language === language)
  const clips = everyClip(TOLD).filter((one) => one.language === language)
  const whole = new Map(phrases.map(({ where, phrase }) => [where, phrase]))
  const alone = clips.map(({ clip }) => clip).filter((clip) => !isPause(clip))
  const rows = [...whole.values(), ...alone.map((clip) => [clip])]
  return [...new Set(rows.map((row) => readingOf({ clips: row })))]
}

/** Cut at spaces into lines that the program takes. */
function linesOf(reading: string): string {
  const lines = ['']
  for (const word of reading.split(' ')) {
    const longer = `${lines.at(-1)} ${word}`.trim()
    if (Buffer.byteLength(longer) <= LINE_BYTES_MAX) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines.join('\n')
}

/** What each would sound like, in the program's phonemes, by one process. */
function phonemesOf(language: SpokenLanguage, readings: readonly string[]): string[] {
  const mark = MARKS[language]
  const input = [mark, ...readings.flatMap((reading) => [linesOf(reading), mark])]
  const { stdout, status } = spawnSync(ESPEAK, ['-v', VOICES[language].name, '-b', '1', '-xq'], {
    input: `${input.join('\n')}\n`,
    encoding: 'utf8',
    maxBuffer: OUTPUT_BYTES_MAX,
  })
  assert.equal(status, 0)
  const [marked = '', ...lines] = stdout.split('\n').map((line) => line.trim())
  const spoken: string[] = []
  const said: string[] = []
  for (const line of lines) {
    if (line !== marked) said.push(line)
    else spoken.push(said.splice(0).join(' '))
  }
  assert.equal(spoken.length, readings.length, 'every line is found again')
  return spoken
}

/** Another language begins in the phonemes. */
const ELSEWHERE = /\([a-z]{2,3}\)/

/** Those that would be spelled, said in another language or passed over. */
function unreadable(language: SpokenLanguage, readings: readonly string[]): string[] {
  const [letter = '', ...spoken] = phonemesOf(language, ['letter', ...readings]).map(unstressed)
  return readings.filter((reading, index) => {
    const phonemes = spoken[index] ?? ''
    const isSpelled =
      language === 'en' && !/\bletters?\b/.test(reading) && phonemes.includes(letter)
    return isSpelled || ELSEWHERE.test(phonemes) || !/[a-z]/i.test(phonemes)
  })
}

function unstressed(phonemes: string): string {
  return phonemes.replaceAll(/[',]/g, '')
}

suite('What the synthesiser is given', () => {
  for (const language of SPOKEN_LANGUAGES) {
    test(`It can read every word of ${language}`, (t) => {
      if (!hasEspeak) return t.skip(`needs ${ESPEAK}`)
      assert.deepEqual(unreadable(language, readingsIn(language)), [])
    })
  }

  test('What it can not read would be found', (t) => {
    if (!hasEspeak) return t.skip(`needs ${ESPEAK}`)
    const bad = {
      // At Chinese characters this voice guesses; the next test looks for them.
      zh: ['network', '갱신'],
      en: ['更新', '갱신'],
      ja: ['更新', 'GB'],
      ko: ['更新', 'GB'],
    }
    const good = { zh: 'geng1 xin1', en: 'renewal', ja: 'こうしん', ko: '충전' }
    for (const language of SPOKEN_LANGUAGES) {
      const readings = [good[language], ...bad[language], '…']
      assert.deepEqual(unreadable(language, readings), [...bad[language], '…'], language)
    }
  })

  test('Pinyin has its tones, and no reading has digits or characters of another script', () => {
    const alphabets: Readonly<Record<SpokenLanguage, RegExp>> = {
      zh: /^(?:[a-zü]+[1-5]\b|[,.?!;:]| )+$/,
      en: /^[\p{Script=Latin}\p{P} ]+$/u,
      ja: /^[\p{Script=Hiragana}\p{Script=Katakana}ー\p{P} ]+$/u,
      ko: /^[\p{Script=Hangul}\p{P} ]+$/u,
    }
    const strange = SPOKEN_LANGUAGES.flatMap((language) =>
      readingsIn(language).filter((reading) => !alphabets[language].test(reading)),
    )
    assert.deepEqual(strange, [])
  })

  test('Nothing is longer than the synthesiser takes', () => {
    for (const language of SPOKEN_LANGUAGES) {
      const longest = Math.max(...readingsIn(language).map((reading) => reading.length))
      assert.ok(longest <= SPOKEN_CHARACTERS_MAX, `${longest} characters of ${language}`)
    }
  })
})

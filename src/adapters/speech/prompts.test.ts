/** The port over real files and the real espeak-ng; without it, what needs it is skipped. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  mkdtemp,
  mkdir,
  readdir,
  readFile,
  rm,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suite, test, type TestContext } from 'node:test'
import type { SpokenClip, SpokenStretch } from '../../app/calls/prompts.ts'
import { SPOKEN_LANGUAGES, type SpokenLanguage } from '../../domain/call/call.ts'
import { PART_MS_MAX } from './prompt-cache.ts'
import {
  CLIP_GAP_MS,
  openSpeech,
  PAUSE_MS,
  STRETCH_GAP_MS,
  type SpeechSettings,
  type SpeechTrouble,
} from './prompts.ts'
import { clipId } from './recordings.ts'
import {
  ESPEAK,
  SPOKEN_CHARACTERS_MAX,
  SYNTHESES_AT_ONCE,
  SYNTHESES_WAITING_MAX,
} from './synthesiser.ts'
import { readingOf } from './voices.ts'
import { readWave, samplesIn, TELEPHONE_RATE, writeWave } from './wave.ts'

const hasEspeak = spawnSync(ESPEAK, ['--version']).status === 0

function clip(text: string, reading = text): SpokenClip {
  return { text, reading }
}

const HELLO: Readonly<Record<SpokenLanguage, SpokenStretch>> = {
  zh: { language: 'zh', clips: [clip('欢迎', 'huan1 ying2'), clip('再见', 'zai4 jian4')] },
  en: { language: 'en', clips: [clip('Welcome to the shop.'), clip('Goodbye')] },
  ja: { language: 'ja', clips: [clip('ようこそ'), clip('更新', 'こうしん')] },
  ko: { language: 'ko', clips: [clip('안녕하세요'), clip('충전')] },
}
const ALL = SPOKEN_LANGUAGES.map((language) => HELLO[language])

/** A tone in the place of a voice actor. */
function tone(hertz: number, ms: number): Uint8Array {
  const samples = Float32Array.from(
    { length: samplesIn(ms) },
    (_, index) => 0.1 * Math.sin((2 * Math.PI * hertz * index) / TELEPHONE_RATE),
  )
  return writeWave(samples)
}

async function placeFor(t: TestContext) {
  const place = await mkdtemp(join(tmpdir(), 'tsuzuki-speech-'))
  t.after(() => rm(place, { recursive: true, force: true }))
  const said: SpeechTrouble[] = []
  const [folder, recordings] = [join(place, 'kept'), join(place, 'recordings')]
  const open = (changed: Partial<SpeechSettings> = {}) =>
    openSpeech({
      folder,
      recordings: null,
      hash: (content) => createHash('sha256').update(content).digest('hex'),
      log: (trouble) => said.push(trouble),
      ...changed,
    })
  const record = async (language: SpokenLanguage, name: string, wave: Uint8Array) => {
    await mkdir(join(recordings, language), { recursive: true })
    await writeFile(join(recordings, language, name), wave)
  }
  return { folder, recordings, said, open, record }
}

/** A test that needs the program. */
function spoken(title: string, body: (t: TestContext) => Promise<void>): void {
  test(title, (t) => (hasEspeak ? body(t) : t.skip(`needs ${ESPEAK}`)))
}

suite('What the synthesiser says', () => {
  test('Clips are read in one breath, and a comma stands by what it follows', () => {
    const clips = [
      clip('欢迎', 'huan1  ying2 '),
      clip('，', ','),
      clip(''),
      clip('再见', 'zai4 jian4.'),
    ]
    assert.equal(readingOf({ clips }), 'huan1 ying2, zai4 jian4.')
  })

  spoken('A reply in four languages is one telephone file of a plausible length', async (t) => {
    const { open, said, folder } = await placeFor(t)
    const speech = await open()
    const prompt = await speech.render(ALL)
    assert.ok(prompt)
    assert.equal(prompt.path, join(folder, `${prompt.id}.wav`))
    assert.match(prompt.id, /^[0-9a-f]{64}$/)
    const file = await readFile(prompt.path)
    const sound = readWave(file)
    assert.ok(sound.ok)
    assert.equal(sound.value.samplesPerSecond, TELEPHONE_RATE)
    assert.equal(file.readUInt16LE(22), 1)
    assert.equal(file.readUInt16LE(34), 16)
    const ms = (sound.value.samples.length * 1_000) / TELEPHONE_RATE
    assert.equal(prompt.milliseconds, Math.round(ms))
    assert.ok(ms > 3_000 && ms < 12_000, `${ms}`)
    assert.deepEqual(said, [])
  })

  spoken('A stretch alone and the same in a row are one synthesis', async (t) => {
    const speech = await (await placeFor(t)).open()
    const parts = []
    for (const stretch of ALL) parts.push((await speech.render([stretch]))?.milliseconds ?? 0)
    const whole = await speech.render(ALL)
    assert.equal(speech.stats().processesStarted, ALL.length)
    assert.equal(speech.stats().filesKept, ALL.length + 1)
    const gaps = (ALL.length - 1) * STRETCH_GAP_MS
    const sum = parts.reduce((total, ms) => total + ms, gaps)
    assert.ok(Math.abs((whole?.milliseconds ?? 0) - sum) <= ALL.length)
  })

  spoken('Asked for twice, one after the other or at once, it is said once', async (t) => {
    const speech = await (await placeFor(t)).open()
    const first = speech.render([HELLO.ja, HELLO.en])
    const second = speech.render([HELLO.ja, HELLO.en])
    assert.deepEqual(await second, await first)
    assert.deepEqual(await speech.render([HELLO.ja, HELLO.en]), await first)
    assert.equal(speech.stats().processesStarted, 2)
  })

  spoken('What is kept outlives the process', async (t) => {
    const { open } = await placeFor(t)
    const prompt = await (await open()).render(ALL)
    const next = await open()
    assert.deepEqual(await next.render(ALL), prompt)
    assert.deepEqual(await next.render(ALL.toReversed()).then((one) => one !== null), true)
    assert.equal(next.stats().processesStarted, 0)
  })

  spoken('A file that was cut off is not played but made again', async (t) => {
    const { open } = await placeFor(t)
    const speech = await open()
    const prompt = await speech.render([HELLO.en])
    assert.ok(prompt)
    const whole = await readFile(prompt.path)
    for (const length of [whole.length - 2, 44, 10, 0]) {
      await truncate(prompt.path, length)
      assert.deepEqual(await speech.render([HELLO.en]), prompt)
      assert.deepEqual(await readFile(prompt.path), whole)
    }
    await rm(prompt.path)
    assert.deepEqual(await speech.render([HELLO.en]), prompt)
    assert.equal(speech.stats().processesStarted, 6)
  })

  spoken('Other words, another reading and another language are other files', async (t) => {
    const speech = await (await placeFor(t)).open()
    const rows: SpokenStretch[] = [
      { language: 'ja', clips: [clip('分', 'ふん')] },
      { language: 'ja', clips: [clip('分', 'ぷん')] },
      { language: 'en', clips: [clip('hallo')] },
      { language: 'ko', clips: [clip('hallo')] },
    ]
    const ids = await Promise.all(rows.map(async (row) => (await speech.render([row]))?.id))
    assert.equal(new Set(ids).size, rows.length)
  })

  spoken('No more wait than the row holds, and what is too long is not begun', async (t) => {
    const { open, said } = await placeFor(t)
    const speech = await open()
    const room = SYNTHESES_AT_ONCE + SYNTHESES_WAITING_MAX
    const many = Array.from({ length: room + 1 }, (_, n) =>
      speech.render([{ language: 'en', clips: [clip(`${n}`)] }]),
    )
    const prompts = await Promise.all(many)
    assert.equal(prompts.filter((prompt) => prompt === null).length, 1)
    assert.deepEqual(said, [{ code: 'queue_full' }])
    assert.equal(speech.stats().processesStarted, room)
    assert.equal(speech.stats().waiting, 0)

    const long = 'a '.repeat(SPOKEN_CHARACTERS_MAX / 2) + 'a'
    assert.equal(await speech.render([{ language: 'en', clips: [clip(`${long}a`)] }]), null)
    assert.equal(said.at(-1)?.code, 'text_too_long')
    assert.equal(speech.stats().processesStarted, room)
  })

  spoken('Text is never an option of the program, nor read by a shell', async (t) => {
    const { open, said } = await placeFor(t)
    const speech = await open()
    for (const text of ['--version', '$(false) `false`; false', '-w /dev/null hello']) {
      const prompt = await speech.render([{ language: 'en', clips: [clip(text)] }])
      assert.ok((prompt?.milliseconds ?? 0) > 500, text)
    }
    assert.deepEqual(said, [])
  })
})

suite('Recordings', () => {
  test('A stretch of which every clip is recorded is not synthesised', async (t) => {
    const { open, record, recordings, said } = await placeFor(t)
    const [one, two] = [clip('three', 'three'), clip('days')]
    await record('en', `${clipId('en', one)}.wav`, tone(300, 400))
    await record('en', `${clipId('en', two)}.wav`, tone(600, 700))
    const speech = await open({ recordings, program: '/nowhere/espeak-ng' })
    const prompt = await speech.render([{ language: 'en', clips: [one, two] }])
    assert.ok(prompt)
    assert.ok(Math.abs(prompt.milliseconds - (400 + CLIP_GAP_MS + 700)) <= 40)
    const paused = await speech.render([{ language: 'en', clips: [one, clip(','), two] }])
    assert.equal(paused?.milliseconds, prompt.milliseconds + PAUSE_MS + CLIP_GAP_MS)
    assert.equal(await speech.render([{ language: 'ja', clips: [one, two] }]), null)
    assert.deepEqual(said, [{ code: 'no_synthesiser' }])
  })

  spoken('A stretch with a clip that is not recorded is synthesised whole', async (t) => {
    const { open, record, recordings } = await placeFor(t)
    const [first] = HELLO.en.clips
    assert.ok(first)
    await record('en', `${clipId('en', first)}.wav`, tone(300, 400))
    const plain = await (await open()).render([HELLO.en])
    assert.deepEqual(await (await open({ recordings })).render([HELLO.en]), plain)
  })

  spoken('A bad file is named once, and the synthesiser speaks instead', async (t) => {
    const { open, record, recordings, said } = await placeFor(t)
    const plain = await (await open()).render(ALL)
    const [first, second] = HELLO.en.clips
    assert.ok(first && second)
    const name = `${clipId('en', first)}.wav`
    await record('en', name, tone(300, 400).subarray(0, 1_000))
    await record('en', `${clipId('en', second)}.wav`, tone(300, 400))
    await record('ko', 'read-me.txt', new Uint8Array())
    const speech = await open({ recordings })
    assert.deepEqual(await Promise.all([speech.render(ALL), speech.render(ALL)]), [plain, plain])
    assert.deepEqual(said, [
      { code: 'bad_recording', path: join(recordings, 'ko/read-me.txt'), why: 'not_a_clip_id' },
      { code: 'bad_recording', path: join(recordings, 'en', name), why: 'cut_off' },
    ])
  })

  test('A file that changed is heard after the next start', async (t) => {
    const { open, record, recordings } = await placeFor(t)
    const only = clip('days')
    const row: SpokenStretch[] = [{ language: 'en', clips: [only] }]
    await record('en', `${clipId('en', only)}.wav`, tone(300, 400))
    const before = await (await open({ recordings })).render(row)
    await record('en', `${clipId('en', only)}.wav`, tone(300, 900))
    const after = await (await open({ recordings })).render(row)
    assert.ok(before && after && after.milliseconds > before.milliseconds)
  })

  test('A text that is read in two ways is two clips', () => {
    assert.notEqual(clipId('ja', clip('分', 'ふん')), clipId('ja', clip('分', 'ぷん')))
    assert.notEqual(clipId('en', clip('a')), clipId('ko', clip('a')))
    assert.match(clipId('en', clip('a')), /^[0-9a-f]{12}$/)
  })
})

suite('A machine that can not speak', () => {
  test('The missing program is looked for once, told once, and answered with null', async (t) => {
    const { open, said } = await placeFor(t)
    const speech = await open({ program: '/nowhere/espeak-ng' })
    assert.equal(await speech.render([HELLO.en]), null)
    assert.deepEqual(await Promise.all(ALL.map((one) => speech.render([one]))), [
      null,
      null,
      null,
      null,
    ])
    assert.deepEqual(said, [{ code: 'no_synthesiser' }])
    assert.equal(speech.stats().processesStarted, 1)
  })

  test('A program that fails or says nothing is told without the words', async (t) => {
    const { open, said } = await placeFor(t)
    for (const program of ['false', 'true']) {
      assert.equal(await (await open({ program })).render([HELLO.en]), null)
    }
    assert.deepEqual(said, [
      { code: 'synthesis_failed', why: 'status 1' },
      { code: 'synthesis_failed', why: 'not_a_wave' },
    ])
  })

  test('Nothing to say is no file', async (t) => {
    const speech = await (await placeFor(t)).open()
    assert.equal(await speech.render([]), null)
    assert.equal(
      await speech.render([{ language: 'en', clips: [clip('', ' '), clip('。')] }]),
      null,
    )
  })

  test('A folder that is gone ends no call', async (t) => {
    const { open, folder, record, recordings, said } = await placeFor(t)
    const only = clip('days')
    await record('en', `${clipId('en', only)}.wav`, tone(300, 400))
    const speech = await open({ recordings })
    await rm(folder, { recursive: true })
    assert.equal(await speech.render([{ language: 'en', clips: [only] }]), null)
    assert.deepEqual(said, [{ code: 'folder_failed', why: 'ENOENT' }])
  })
})

suite('Room', () => {
  const words = ['a', 'b', 'c', 'd'].map((text) => clip(text))
  const rowOf = (one: SpokenClip | undefined): SpokenStretch[] =>
    one === undefined ? [] : [{ language: 'en', clips: [one] }]

  async function recordAll(t: TestContext) {
    const place = await placeFor(t)
    for (const one of words) {
      await place.record('en', `${clipId('en', one)}.wav`, tone(300, 500))
    }
    return place
  }

  test('The file unused for longest goes first, by count and by bytes', async (t) => {
    const { open, recordings, folder } = await recordAll(t)
    for (const limits of [
      { filesMax: 2, bytesMax: 1_000_000 },
      { filesMax: 100, bytesMax: 2 * tone(300, 500).length },
    ]) {
      await rm(folder, { recursive: true, force: true })
      const speech = await open({ recordings, limits })
      const [a, b, c] = words
      const first = await speech.render(rowOf(a))
      await speech.render(rowOf(b))
      await speech.render(rowOf(a))
      const third = await speech.render(rowOf(c))
      const names = [first, third].map((prompt) => `${prompt?.id}.wav`)
      assert.deepEqual((await readdir(folder)).toSorted(), names.toSorted())
      assert.equal(speech.stats().filesKept, 2)
      assert.ok(speech.stats().bytesKept <= limits.bytesMax)
    }
  })

  test('The order of use is known after a start, and a lower limit is kept at once', async (t) => {
    const { open, recordings, folder } = await recordAll(t)
    const speech = await open({ recordings })
    const prompts = await Promise.all(words.map((one) => speech.render(rowOf(one))))
    for (const [index, prompt] of prompts.entries()) {
      await utimes(prompt?.path ?? '', 1_000_000, 1_000_000 - index)
    }
    await open({ recordings, limits: { filesMax: 1, bytesMax: 1_000_000 } })
    assert.deepEqual(await readdir(folder), [`${prompts[0]?.id}.wav`])
  })

  test('Half-written files of the dead go; those of the living, and strangers, stay', async (t) => {
    const { open, folder } = await placeFor(t)
    await mkdir(folder)
    const part = (name: string) => `${'0'.repeat(64)}.${name}.part`
    const [dead, alive] = [part('1.1'), part('2.1')]
    for (const name of [dead, alive, 'notes.txt']) await writeFile(join(folder, name), 'x')
    const old = (Date.now() - PART_MS_MAX - 1_000) / 1_000
    await utimes(join(folder, dead), old, old)
    await open({ limits: { filesMax: 0, bytesMax: 0 } })
    assert.deepEqual((await readdir(folder)).toSorted(), [alive, 'notes.txt'].toSorted())
  })
})

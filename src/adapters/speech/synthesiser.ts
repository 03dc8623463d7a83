/**
 * Words into sound by espeak-ng, a program beside ours: called by name, given its text by a pipe,
 * never by a shell, and never linked (its licence is GPL-3, ours is not). A few at once; others
 * wait in a row that has an end.
 */
import { spawn } from 'node:child_process'
import { accept, refuse, type Result } from '../../domain/basics/result.ts'
import type { SpokenLanguage } from '../../domain/call/call.ts'
import { VOICES } from './voices.ts'
import { readWave, type Sound } from './wave.ts'

export const ESPEAK = 'espeak-ng'
export const SYNTHESES_AT_ONCE = 2
export const SYNTHESES_WAITING_MAX = 64
export const SYNTHESIS_MS_MAX = 10_000
/** About three minutes of speech, more than anybody listens to. */
export const SPOKEN_CHARACTERS_MAX = 3_000
/** Of the program's answer: more than three minutes of its sound. */
const SOUND_BYTES_MAX = 16 * 1024 * 1024

export type SynthesisRefusal =
  | { readonly code: 'no_synthesiser' }
  | { readonly code: 'queue_full' }
  | { readonly code: 'text_too_long'; readonly characters: number }
  /** The program ended otherwise than well, took too long or said nothing. Never with the words. */
  | { readonly code: 'synthesis_failed'; readonly why: string }

export interface Synthesiser {
  speak(language: SpokenLanguage, text: string): Promise<Result<Sound, SynthesisRefusal>>
  /** Since the beginning. */
  processesStarted(): number
  waiting(): number
}

export function synthesiser(program = ESPEAK): Synthesiser {
  let isMissing = false
  let [running, started] = [0, 0]
  const row: (() => void)[] = []

  /** A place that is left goes to the next in the row, so nobody can step in between. */
  function leave(): void {
    const next = row.shift()
    if (next === undefined) running -= 1
    else next()
  }

  async function speak(language: SpokenLanguage, text: string) {
    if (isMissing) return refuse({ code: 'no_synthesiser' })
    if (text.length > SPOKEN_CHARACTERS_MAX) {
      return refuse({ code: 'text_too_long', characters: text.length })
    }
    if (running < SYNTHESES_AT_ONCE) running += 1
    else if (row.length < SYNTHESES_WAITING_MAX) await new Promise<void>((go) => row.push(go))
    else return refuse({ code: 'queue_full' })
    try {
      // It may have turned out while this one waited.
      if (isMissing) return refuse({ code: 'no_synthesiser' })
      started += 1
      const spoken = await run(program, language, text)
      if (!spoken.ok && spoken.refusal.code === 'no_synthesiser') isMissing = true
      return spoken
    } finally {
      leave()
    }
  }

  return { speak, processesStarted: () => started, waiting: () => row.length }
}

function wordsFor(language: SpokenLanguage): string[] {
  const { name, wordsPerMinute } = VOICES[language]
  // -b 1: UTF-8. -z: no pause after the last sentence.
  return ['-v', name, '-s', String(wordsPerMinute), '-b', '1', '-z', '--stdin', '--stdout']
}

function run(
  program: string,
  language: SpokenLanguage,
  text: string,
): Promise<Result<Sound, SynthesisRefusal>> {
  const child = spawn(program, wordsFor(language), {
    cwd: '/',
    env: { PATH: process.env['PATH'] ?? '' },
    stdio: ['pipe', 'pipe', 'ignore'],
    timeout: SYNTHESIS_MS_MAX,
    killSignal: 'SIGKILL',
  })
  const failed = (why: string) => refuse({ code: 'synthesis_failed', why })
  return new Promise((resolve) => {
    const heard: Buffer[] = []
    let bytes = 0
    child.stdout.on('data', (part: Buffer) => {
      heard.push(part)
      bytes += part.length
      if (bytes > SOUND_BYTES_MAX) child.kill('SIGKILL')
    })
    child.on('error', ({ code }: NodeJS.ErrnoException) => {
      const isMissing = code === 'ENOENT' || code === 'EACCES'
      resolve(isMissing ? refuse({ code: 'no_synthesiser' }) : failed(code ?? 'error'))
    })
    child.on('close', (status, signal) => {
      if (status !== 0) return resolve(failed(signal ?? `status ${status}`))
      const sound = readWave(Buffer.concat(heard), { streamed: true })
      resolve(sound.ok ? accept(sound.value) : failed(sound.refusal.code))
    })
    // A program that ends early does not read; how it ended is told by `close`.
    child.stdin.on('error', () => {})
    child.stdin.end(`${text}\n`)
  })
}

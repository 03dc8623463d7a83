/**
 * Clips that a voice actor recorded: `<language>/<clip id>.wav` in the operator's folder. What is
 * there is looked up once, when it is opened; later files are heard after the next start.
 */
import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { SpokenClip } from '../../app/calls/prompts.ts'
import { SPOKEN_LANGUAGES, type SpokenLanguage } from '../../domain/call/call.ts'
import { level, trim } from './level.ts'
import { resample } from './resample.ts'
import { readWave } from './wave.ts'

/** About a minute at the highest rate that is read. */
export const RECORDING_BYTES_MAX = 24 * 1024 * 1024
const CLIP_ID_LETTERS = 12
const FILE_NAME = /^([0-9a-f]{12})\.wav$/

/**
 * The reading is part of it: one text may be read in two ways (分: fun and pun), which are two
 * recordings.
 */
export function clipId(language: SpokenLanguage, { text, reading }: SpokenClip): string {
  const content = JSON.stringify([language, text, reading])
  return createHash('sha256').update(content).digest('hex').slice(0, CLIP_ID_LETTERS)
}

export interface RecordingTrouble {
  readonly code: 'bad_recording'
  readonly path: string
  /** Why it is not used. */
  readonly why: string
}

export interface Recording {
  /** Changes when the file does. */
  readonly mark: string
  /** At the telephone's rate, trimmed and level; null for a bad file, which is then forgotten. */
  read(): Promise<Float32Array | null>
}

export interface Recordings {
  find(language: SpokenLanguage, clip: SpokenClip): Recording | null
}

/** `folder` null: there are none. */
export async function openRecordings(
  folder: string | null,
  log: (trouble: RecordingTrouble) => void,
): Promise<Recordings> {
  const found = new Map<string, Recording>()
  for (const language of folder === null ? [] : SPOKEN_LANGUAGES) {
    const place = join(folder ?? '', language)
    for (const name of await namesIn(place)) {
      const path = join(place, name)
      const refuseFile = (why: string) => log({ code: 'bad_recording', path, why })
      const looked = await lookAt(path, name)
      if ('why' in looked) {
        refuseFile(looked.why)
        continue
      }
      const key = `${language}/${looked.id}`
      const read = async () => {
        const sound = await readRecording(path)
        if (typeof sound !== 'string') return sound
        if (found.delete(key)) refuseFile(sound)
        return null
      }
      found.set(key, { mark: `${key} ${looked.version}`, read })
    }
  }
  return { find: (language, clip) => found.get(`${language}/${clipId(language, clip)}`) ?? null }
}

async function lookAt(
  path: string,
  name: string,
): Promise<{ readonly id: string; readonly version: string } | { readonly why: string }> {
  const id = FILE_NAME.exec(name)?.[1]
  if (id === undefined) return { why: 'not_a_clip_id' }
  const about = await stat(path).catch(() => null)
  if (about === null || !about.isFile()) return { why: 'not_a_file' }
  if (about.size > RECORDING_BYTES_MAX) return { why: 'too_large' }
  return { id, version: `${about.size} ${about.mtimeMs}` }
}

/** Answers a word when it is not a file that can be used. */
async function readRecording(path: string): Promise<Float32Array | string> {
  const file = await readFile(path).catch(() => null)
  if (file === null) return 'unreadable'
  const sound = readWave(file)
  return sound.ok ? level(trim(resample(sound.value))) : sound.refusal.code
}

async function namesIn(place: string): Promise<string[]> {
  const names = await readdir(place).catch(() => [])
  return names.toSorted()
}

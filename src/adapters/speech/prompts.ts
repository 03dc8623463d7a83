/**
 * The port `Prompts`: each stretch by recordings where all its clips have one, otherwise by the
 * synthesiser; kept by what it says, and joined with its neighbours into one file.
 */
import { resolve } from 'node:path'
import type { Prompts, RenderedPrompt, SpokenStretch } from '../../app/calls/prompts.ts'
import { level, trim } from './level.ts'
import {
  openPromptCache,
  PROMPT_BYTES_KEPT_MAX,
  PROMPTS_KEPT_MAX,
  type CacheLimits,
} from './prompt-cache.ts'
import {
  openRecordings,
  type Recording,
  type Recordings,
  type RecordingTrouble,
} from './recordings.ts'
import { resample } from './resample.ts'
import { synthesiser, type Synthesiser, type SynthesisRefusal } from './synthesiser.ts'
import { isPause, readingOf, VOICES } from './voices.ts'
import { joinWaves, samplesIn, writeWave } from './wave.ts'

/** Between utterances. */
export const STRETCH_GAP_MS = 300
/** Between recorded clips of one utterance. */
export const CLIP_GAP_MS = 60

/** Of a comma between recorded clips, beside the gaps around it. */
export const PAUSE_MS = 150

/** Raised when anything here changes how the same words sound, so that old files are not used. */
const RENDERING = 1

/** For the operator's log; never with what was to be said. */
export type SpeechTrouble =
  | RecordingTrouble
  | SynthesisRefusal
  | { readonly code: 'folder_failed'; readonly why: string }

export interface SpeechSettings {
  /** Where files are kept; made when it is not there. */
  readonly folder: string
  /** Of recorded clips; null: there are none. */
  readonly recordings: string | null
  /**
   * Lower-case hex. Keyed, for the id is part of an address and what is said may be a secret of
   * the caller: nobody may find out what was said by asking for guesses.
   */
  readonly hash: (content: string) => string
  readonly log: (trouble: SpeechTrouble) => void
  readonly program?: string
  readonly limits?: CacheLimits
}

export interface SpeechStats {
  /** Of the synthesiser, since the beginning. */
  readonly processesStarted: number
  readonly waiting: number
  readonly filesKept: number
  readonly bytesKept: number
}

export interface SpeechPrompts extends Prompts {
  stats(): SpeechStats
}

/** A stretch with how it will be spoken, and the id that follows from it. */
interface Planned {
  readonly id: string
  readonly stretch: SpokenStretch
  /** Null: by the synthesiser. */
  readonly recordings: readonly Recording[] | null
}

const PAUSE: Recording = {
  mark: `pause ${PAUSE_MS}`,
  read: () => Promise.resolve(new Float32Array(samplesIn(PAUSE_MS))),
}

/** A recording proved bad and is forgotten: what was planned with it is planned once more. */
const PLAN_AGAIN = 'plan_again'
type Spoken<Sound> = Sound | typeof PLAN_AGAIN | null

/** @throws when the folder can not be made or read. */
export async function openSpeech(settings: SpeechSettings): Promise<SpeechPrompts> {
  const { recordings: recorded, hash, program } = settings
  const limits = settings.limits ?? { filesMax: PROMPTS_KEPT_MAX, bytesMax: PROMPT_BYTES_KEPT_MAX }
  const log = onceMissing(settings.log)
  const cache = await openPromptCache(resolve(settings.folder), limits)
  const recordings = await openRecordings(recorded === null ? null : resolve(recorded), log)
  const voice = synthesiser(program)
  /** The same asked for twice at a time is done once. */
  const stretchesAtWork = new Map<string, Promise<Spoken<Uint8Array>>>()
  const promptsAtWork = new Map<string, Promise<Spoken<RenderedPrompt>>>()

  function soundOf(planned: Planned): Promise<Spoken<Uint8Array>> {
    return shared(stretchesAtWork, planned.id, async () => {
      const kept = await cache.read(planned.id)
      if (kept !== null) return kept
      const wave = await speak(planned, voice, log)
      if (wave instanceof Uint8Array) await cache.keep(planned.id, wave)
      return wave
    })
  }

  async function join(id: string, row: readonly Planned[]): Promise<Spoken<RenderedPrompt>> {
    const kept = await cache.find(id)
    if (kept !== null) return { id, ...kept }
    const sounds = await Promise.all(row.map(soundOf))
    const waves = sounds.filter((sound) => sound instanceof Uint8Array)
    if (sounds.includes(PLAN_AGAIN)) return PLAN_AGAIN
    if (waves.length < sounds.length) return null
    // One stretch alone is its own prompt, and kept by now.
    const alone = row.length === 1 ? await cache.find(id) : null
    return { id, ...(alone ?? (await cache.keep(id, joinWaves(waves, STRETCH_GAP_MS)))) }
  }

  async function render(stretches: readonly SpokenStretch[]): Promise<RenderedPrompt | null> {
    const row = stretches
      .filter(({ clips }) => !clips.every(isPause))
      .map((stretch) => plan(stretch, recordings, hash))
    const [only] = row
    if (only === undefined) return null
    const ids = row.map(({ id }) => id)
    const id = row.length === 1 ? only.id : hash(JSON.stringify([RENDERING, STRETCH_GAP_MS, ids]))
    try {
      const prompt = await shared(promptsAtWork, id, () => join(id, row))
      return prompt === PLAN_AGAIN ? await render(stretches) : prompt
    } catch (fault) {
      // A full disk must not end a call; anything but the file system's word is our own mistake.
      if (!(fault instanceof Error && 'syscall' in fault && 'code' in fault)) throw fault
      log({ code: 'folder_failed', why: String(fault.code) })
      return null
    }
  }

  function stats(): SpeechStats {
    const { files, bytes } = cache.size()
    const [processesStarted, waiting] = [voice.processesStarted(), voice.waiting()]
    return { processesStarted, waiting, filesKept: files, bytesKept: bytes }
  }

  return { render, stats }
}

function plan(
  stretch: SpokenStretch,
  recordings: Recordings,
  hash: SpeechSettings['hash'],
): Planned {
  const { language, clips } = stretch
  const found = clips
    .map((clip) => (isPause(clip) ? PAUSE : recordings.find(language, clip)))
    .filter((one) => one !== null)
  if (found.length === clips.length) {
    const content = [RENDERING, CLIP_GAP_MS, found.map(({ mark }) => mark)]
    return { id: hash(JSON.stringify(content)), stretch, recordings: found }
  }
  const content = [RENDERING, language, VOICES[language], readingOf(stretch)]
  return { id: hash(JSON.stringify(content)), stretch, recordings: null }
}

/** Null when it can not be spoken here. */
async function speak(
  { stretch, recordings }: Planned,
  voice: Synthesiser,
  log: SpeechSettings['log'],
): Promise<Spoken<Uint8Array>> {
  if (recordings !== null) {
    const read = await Promise.all(recordings.map((recording) => recording.read()))
    const sounds = read.filter((sound) => sound !== null)
    if (sounds.length < read.length) return PLAN_AGAIN
    return joinWaves(sounds.map(writeWave), CLIP_GAP_MS)
  }
  const spoken = await voice.speak(stretch.language, readingOf(stretch))
  if (spoken.ok) return writeWave(level(trim(resample(spoken.value))))
  log(spoken.refusal)
  return null
}

/** That there is no synthesiser is said once; it does not change while we run. */
function onceMissing(log: (trouble: SpeechTrouble) => void): (trouble: SpeechTrouble) => void {
  let isSaid = false
  return (trouble) => {
    if (trouble.code === 'no_synthesiser' && isSaid) return
    if (trouble.code === 'no_synthesiser') isSaid = true
    log(trouble)
  }
}

async function shared<Value>(
  atWork: Map<string, Promise<Value>>,
  id: string,
  work: () => Promise<Value>,
): Promise<Value> {
  const begun = atWork.get(id)
  if (begun !== undefined) return begun
  const working = work().finally(() => atWork.delete(id))
  atWork.set(id, working)
  return working
}

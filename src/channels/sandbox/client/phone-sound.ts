/**
 * The telephone's ear-piece: the sound of a reply, or the browser's own voice where there is none,
 * stopped by whoever keys. Browsers let nothing sound before the first tap, so it waits for one.
 */
import type { PhoneSaid } from '../phone-ports.ts'

export type Played =
  /** To its end. */
  | 'ended'
  /** A key was pressed, or another reply came. */
  | 'stopped'
  /** Neither sound nor voice is there. */
  | 'none'

const VOICES = { zh: 'zh-CN', en: 'en-US', ja: 'ja-JP', ko: 'ko-KR' } as const

let context: AudioContext | null = null
let stopPlaying: () => void = () => {}

export function stopSound(): void {
  stopPlaying()
}

/** `address` is of a WAV file; `said` is spoken where it has none. */
export async function playSound(address: string, said: readonly PhoneSaid[]): Promise<Played> {
  stopPlaying()
  const { promise: stopped, resolve } = Promise.withResolvers<'stopped'>()
  stopPlaying = () => resolve('stopped')
  const played = await Promise.race([stopped, play(address, said, stopped)])
  return played
}

export function mayBeHeard(): boolean {
  return navigator.userActivation.hasBeenActive
}

async function play(
  address: string,
  said: readonly PhoneSaid[],
  stopped: Promise<unknown>,
): Promise<Played> {
  await tapped()
  const sound = await soundAt(address)
  return sound === null ? speak(said, stopped) : playFile(sound, stopped)
}

async function tapped(): Promise<void> {
  if (mayBeHeard()) return
  const { promise, resolve } = Promise.withResolvers<void>()
  for (const gesture of ['pointerup', 'keyup']) {
    addEventListener(gesture, () => resolve(), { once: true })
  }
  await promise
}

async function soundAt(address: string): Promise<AudioBuffer | null> {
  try {
    const answer = await fetch(address)
    if (answer.status !== 200) return null
    context ??= new AudioContext()
    await context.resume()
    return await context.decodeAudioData(await answer.arrayBuffer())
  } catch {
    return null
  }
}

async function playFile(sound: AudioBuffer, stopped: Promise<unknown>): Promise<Played> {
  if (context === null) return 'none'
  const source = context.createBufferSource()
  source.buffer = sound
  source.connect(context.destination)
  const { promise, resolve } = Promise.withResolvers<Played>()
  source.addEventListener('ended', () => resolve('ended'))
  source.start()
  void stopped.then(() => source.stop())
  return promise
}

async function speak(said: readonly PhoneSaid[], stopped: Promise<unknown>): Promise<Played> {
  const voice = globalThis.speechSynthesis
  if (voice === undefined || voice.getVoices().length === 0 || said.length === 0) return 'none'
  const { promise, resolve } = Promise.withResolvers<Played>()
  for (const [index, { language, text }] of said.entries()) {
    const utterance = new SpeechSynthesisUtterance(text)
    utterance.lang = VOICES[language]
    utterance.addEventListener('error', () => resolve('none'))
    if (index === said.length - 1) utterance.addEventListener('end', () => resolve('ended'))
    voice.speak(utterance)
  }
  void stopped.then(() => voice.cancel())
  return promise
}

/**
 * Speech as a file: what the hotline says, in sound, for transports that play files. Plain data;
 * which words are said is the hotline's, how they become sound is an adapter's.
 */
import type { SpokenLanguage } from '../../domain/call/call.ts'

export interface SpokenClip {
  /** As it is written. */
  readonly text: string
  /** As it is read: pinyin with tone numbers (zh), kana (ja), the text again (en, ko). */
  readonly reading: string
}

/** One utterance in one language. */
export interface SpokenStretch {
  readonly language: SpokenLanguage
  readonly clips: readonly SpokenClip[]
}

export interface RenderedPrompt {
  /** Lower-case hex: the same words in the same voice have the same. Good as part of an address. */
  readonly id: string
  /** Absolute, ends in `.wav`: 8,000 samples a second, one channel, 16 bits, PCM. */
  readonly path: string
  readonly milliseconds: number
}

export interface Prompts {
  /**
   * One file for a row of stretches, made now or kept from before. It stays for at least as long
   * as it takes to begin playing it, not for ever: whoever wants it later renders it again.
   * Null where this machine can not say it (no synthesiser, too much asked at once, nothing to
   * say): a transport then speaks by its own voice, or shows text. Never rejects for such reasons.
   */
  render(stretches: readonly SpokenStretch[]): Promise<RenderedPrompt | null>
}

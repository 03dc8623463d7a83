/** The voices of espeak-ng for the languages of the hotline, and what they are given to read. */
import type { SpokenClip, SpokenStretch } from '../../app/calls/prompts.ts'
import type { SpokenLanguage } from '../../domain/call/call.ts'

export interface Voice {
  /** As espeak-ng names it. */
  readonly name: string
  readonly wordsPerMinute: number
}

/**
 * Slower than the synthesiser's own 175: sums and dates are heard once, on a telephone. The voice
 * for Mandarin reads pinyin with tone numbers; given characters it would spell them.
 */
export const VOICES: Readonly<Record<SpokenLanguage, Voice>> = {
  zh: { name: 'cmn-latn-pinyin', wordsPerMinute: 150 },
  en: { name: 'en', wordsPerMinute: 155 },
  ja: { name: 'ja', wordsPerMinute: 150 },
  ko: { name: 'ko', wordsPerMinute: 150 },
}

/** Commas and full stops that stand alone are said by nobody, and heard as a pause. */
export function isPause({ reading }: SpokenClip): boolean {
  return !/[\p{L}\p{N}]/u.test(reading)
}

/** In one breath: a voice lowers where a sentence ends, not between clips. */
export function readingOf({ clips }: Pick<SpokenStretch, 'clips'>): string {
  return clips
    .map(({ reading }) => reading.replaceAll(/\s+/g, ' ').trim())
    .filter((reading) => reading !== '')
    .join(' ')
    .replaceAll(/ (?=\p{P}+(?: |$))/gu, '')
}

/**
 * Speech as a row of clips: fixed words, and the atoms of numbers, dates and sums. A clip is what a
 * voice actor records as one and what a synthesiser reads in one breath with its neighbours.
 */

export interface Clip {
  /** As it is written: what a transcript shows and a provider's own voice reads. */
  readonly text: string
  /** As it is read: pinyin with tone numbers (zh), kana (ja), the text again (en, ko). */
  readonly reading: string
}

export type Phrase = readonly Clip[]

/** Where text and reading are one. */
export function plain(text: string): Clip {
  return { text, reading: text }
}

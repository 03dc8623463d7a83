/**
 * Korean particles, chosen by how the word before them ends. Words in hangul only: a figure or a
 * Latin letter has no final consonant that could be seen.
 */
import { assert } from '../../../domain/basics/assert.ts'
import { plain, type Phrase } from './phrase.ts'

/** After a final consonant, and after a vowel. */
const FORMS = {
  topic: ['은', '는'],
  subject: ['이', '가'],
  object: ['을', '를'],
  towards: ['으로', '로'],
  until: ['까지', '까지'],
  from: ['부터', '부터'],
  at: ['에', '에'],
  out_of: ['에서', '에서'],
  is: ['입니다.', '입니다.'],
  that_is: ['인', '인'],
  is_and: ['이며', '이며'],
} as const satisfies Record<string, readonly [string, string]>
export type Particle = keyof typeof FORMS

const FIRST_SYLLABLE = 0xac00
const LAST_SYLLABLE = 0xd7a3
/** Ways in which a syllable may end; the first is an open vowel. */
const FINALS = 28
const FINAL_L = 8

export function withParticle(word: string, particle: Particle): string {
  const final = finalOf(word)
  // 로 alone also follows ㄹ: 서울로, 일로.
  const isOpen = final === 0 || (particle === 'towards' && final === FINAL_L)
  return word + FORMS[particle][isOpen ? 1 : 0]
}

/** The particle joins the last clip: it is spoken in one breath with it. */
export function attached(phrase: Phrase, particle: Particle): Phrase {
  const last = phrase.at(-1)
  assert(last !== undefined, 'a particle follows a word')
  return [...phrase.slice(0, -1), plain(withParticle(last.text, particle))]
}

function finalOf(word: string): number {
  const code = word.charCodeAt(word.length - 1)
  assert(code >= FIRST_SYLLABLE && code <= LAST_SYLLABLE, 'a word that ends in hangul')
  return (code - FIRST_SYLLABLE) % FINALS
}

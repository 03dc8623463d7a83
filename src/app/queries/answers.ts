/**
 * Finding among the operator's questions and answers what somebody typed: on the help page, at an
 * agent's desk. Words of English by their beginnings, Chinese, Japanese and Korean by pairs of
 * characters, because none of them is written in words that people would cut alike. All languages
 * are looked through, the asker's first: who reads Japanese may type what a Chinese page called it.
 */
import { LANGUAGES, type Language } from '../../domain/basics/language.ts'
import type { Answer } from '../../domain/call/answer.ts'

/** Characters that are looked at; whoever types more is understood by the first. */
export const SEARCH_LENGTH_MAX = 100
const TERMS_MAX = 64

/** Of an answer found in a language that is not the asker's. */
const OTHER_LANGUAGE = 0.6
const IN_QUESTION = 3
const IN_ANSWER = 1
/** One Chinese character of a longer run: 退 of 退钱 finds 退款. */
const CHARACTER_ALONE = 0.4
/** A word that only begins alike. */
const BEGINS_ALIKE = 0.7
/** A shorter word that begins another says little: "on" and "once". */
const BEGINNING_LETTERS_MIN = 3
/** What is found much worse than the best is not shown. */
const SHARE_OF_BEST = 0.3

/** Said whatever is asked. */
const EVERYDAY = new Set(
  [
    'a an and are as at be but by can could did do does for from get has have how i if in is it',
    'me my no not of on or should so that the their there this to was what when where which why',
    'will with would you your 怎么 怎麼 怎样 怎樣 什么 什麼 如何 可以 怎 么 麼 什 可 以',
    'です ます ませ せん した して たい くだ ださ さい どう でき きま',
    '어떻 떻게 하나 나요 해요 습니 니다 세요',
  ].flatMap((line) => line.split(' ')),
)

interface Term {
  readonly kind: 'word' | 'characters'
  readonly text: string
  /** How much it counts where it is found. */
  readonly worth: number
}

interface Folded {
  readonly text: string
  readonly words: readonly string[]
}
type FoldedAnswer = Readonly<
  Record<Language, { readonly question: Folded; readonly answer: Folded }>
>

/** Best first; everything in its own order where nothing is asked, nothing where nothing fits. */
export function searchAnswers(
  answers: readonly Answer[],
  asked: { readonly text: string; readonly language: Language },
): readonly Answer[] {
  const typed = fold(Array.from(asked.text).slice(0, SEARCH_LENGTH_MAX).join(''))
  if (typed.trim() === '') return answers
  const terms = termsOf(typed)
  const found = answers.map((answer) => ({
    answer,
    fits: terms.map((term) => fitsOf(foldedOf(answer), term, asked.language)),
  }))
  const weights = terms.map((_, index) => weightOf(found.map(({ fits }) => fits[index] ?? 0)))
  const ranked = found
    .map(({ answer, fits }) => ({
      answer,
      score: fits.reduce((sum, fit, index) => sum + fit * (weights[index] ?? 0), 0),
    }))
    .toSorted((one, other) => other.score - one.score)
  const best = ranked[0]?.score ?? 0
  return ranked
    .filter(({ score }) => score > 0 && score >= best * SHARE_OF_BEST)
    .map(({ answer }) => answer)
}

/** Full width and half width, capitals and small, katakana and hiragana are one. */
function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - KATAKANA_AFTER))
}

const KATAKANA_AFTER = 'ァ'.charCodeAt(0) - 'ぁ'.charCodeAt(0)

const UNSPACED = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー`
const RUNS = new RegExp(`[${UNSPACED}]+|[^${UNSPACED}\\P{L}]+|\\p{N}+`, 'gu')
const IS_UNSPACED = new RegExp(`^[${UNSPACED}]`, 'u')

function termsOf(typed: string): readonly Term[] {
  const terms = new Map<string, Term>()
  for (const [run] of typed.matchAll(RUNS)) {
    const parts = IS_UNSPACED.test(run)
      ? pairsOf(run)
      : [{ kind: 'word', text: run, worth: 1 } as const]
    for (const part of parts) terms.set(part.text, part)
  }
  const all = [...terms.values()]
  const telling = all.filter(({ text }) => !EVERYDAY.has(text))
  return (telling.length > 0 ? telling : all).slice(0, TERMS_MAX)
}

function pairsOf(run: string): readonly Term[] {
  const characters = Array.from(run)
  const term = (text: string, worth: number): Term => ({ kind: 'characters', text, worth })
  if (characters.length === 1) return [term(run, 1)]
  const pairs = characters.slice(1).map((one, index) => term(`${characters[index]}${one}`, 1))
  const alone = characters.filter((one) => IS_CHINESE.test(one))
  return [...pairs, ...alone.map((one) => term(one, CHARACTER_ALONE))]
}

const IS_CHINESE = /^\p{Script=Han}$/u

/** Rare terms tell more (the weight of BM25); one that is everywhere tells next to nothing. */
function weightOf(fits: readonly number[]): number {
  const having = fits.filter((fit) => fit > 0).length
  return Math.log(1 + (fits.length - having + 0.5) / (having + 0.5))
}

function fitsOf(folded: FoldedAnswer, term: Term, language: Language): number {
  const fits = LANGUAGES.map((one) => {
    const { question, answer } = folded[one]
    const fit = Math.max(IN_QUESTION * fitIn(question, term), IN_ANSWER * fitIn(answer, term))
    return term.worth * (one === language ? fit : fit * OTHER_LANGUAGE)
  })
  return Math.max(...fits)
}

function fitIn({ text, words }: Folded, term: Term): number {
  if (term.kind === 'characters') return text.includes(term.text) ? 1 : 0
  if (words.includes(term.text)) return 1
  return words.some((word) => beginAlike(word, term.text)) ? BEGINS_ALIKE : 0
}

/** "refun" and "refund", "renewing" and "renew", "share" and "sharing". */
function beginAlike(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one]
  if (short.length >= BEGINNING_LETTERS_MIN && long.startsWith(short)) return true
  const stem = short.slice(0, -1)
  return short.endsWith('e') && stem.length > BEGINNING_LETTERS_MIN && long.startsWith(stem)
}

/** Folding is most of the work, and answers stay the same for days. */
const folded = new WeakMap<Answer, FoldedAnswer>()

function foldedOf(answer: Answer): FoldedAnswer {
  const known = folded.get(answer)
  if (known !== undefined) return known
  const entries = LANGUAGES.map((language) => [
    language,
    {
      question: foldedText(answer.question[language]),
      answer: foldedText(answer.answer[language]),
    },
  ])
  const made = Object.fromEntries(entries) as FoldedAnswer
  folded.set(answer, made)
  return made
}

function foldedText(written: string): Folded {
  const text = fold(written)
  const runs = [...text.matchAll(RUNS)].map(([run]) => run)
  return { text, words: runs.filter((run) => !IS_UNSPACED.test(run)) }
}

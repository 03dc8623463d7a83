/**
 * Everything that the hotline can say, by its samples and by the atoms of numbers and dates: what a
 * voice actor records, and what a synthesiser is tried on. Not what a call says.
 */
import type { Answer } from '../../../domain/call/answer.ts'
import { SPOKEN_LANGUAGES, type SpokenLanguage } from '../../../domain/call/call.ts'
import { atoms as enAtoms } from '../speech/en.ts'
import { atoms as jaAtoms } from '../speech/ja.ts'
import { atoms as koAtoms } from '../speech/ko.ts'
import type { Clip, Phrase } from '../speech/phrase.ts'
import { atoms as zhAtoms } from '../speech/zh.ts'
import type { InEveryLanguage, Utterance } from '../utterances.ts'
import { SAMPLES } from './samples.ts'
import { speak } from './words.ts'

const ATOMS: Readonly<Record<SpokenLanguage, () => readonly Clip[]>> = {
  zh: zhAtoms,
  en: enAtoms,
  ja: jaAtoms,
  ko: koAtoms,
}

export interface PlacedPhrase {
  readonly language: SpokenLanguage
  /** The code of the utterance, with the kind of its option or the code of its refusal. */
  readonly where: string
  readonly phrase: Phrase
}

export interface PlacedClip {
  readonly language: SpokenLanguage
  readonly clip: Clip
  readonly where: readonly string[]
}

/** Words of the operator, which no sample knows. */
export interface Told {
  readonly where: string
  readonly words: InEveryLanguage
}

/** What an operator has to say: its name, and its answers that are read out. */
export function toldBy(
  answers: readonly Pick<Answer, 'id' | 'spoken'>[],
  spokenName: InEveryLanguage | null,
): Told[] {
  const said = answers.flatMap(({ id, spoken }) =>
    spoken === null
      ? []
      : [
          { where: `question ${id}`, words: spoken.question },
          { where: `answer ${id}`, words: spoken.answer },
        ],
  )
  return spokenName === null ? said : [{ where: 'welcome', words: spokenName }, ...said]
}

/** Samples first, then atoms, each a phrase of its own, then what the operator has to say. */
export function everyPhrase(told: readonly Told[] = []): readonly PlacedPhrase[] {
  return SPOKEN_LANGUAGES.flatMap((language) => [
    ...SAMPLES.filter((sample) => !saysTold(sample)).map((utterance) => ({
      language,
      where: whereOf(utterance),
      phrase: speak({ language, utterance }),
    })),
    ...ATOMS[language]().map((clip) => ({ language, where: 'number or date', phrase: [clip] })),
    ...told.map(({ where, words }) => ({ language, where, phrase: [words[language]] })),
  ])
}

/** Each clip of a language once, in the order in which it is met. */
export function everyClip(told: readonly Told[] = []): readonly PlacedClip[] {
  const met = new Map<string, { language: SpokenLanguage; clip: Clip; where: Set<string> }>()
  for (const { language, where, phrase } of everyPhrase(told)) {
    for (const clip of phrase) {
      const key = JSON.stringify([language, clip.text, clip.reading])
      const known = met.get(key) ?? { language, clip, where: new Set() }
      known.where.add(where)
      met.set(key, known)
    }
  }
  return Array.from(met.values(), ({ where, ...rest }) => ({ ...rest, where: [...where] }))
}

function whereOf(utterance: Utterance): string {
  if (utterance.code === 'option') return `option ${utterance.option.kind}`
  if (utterance.code === 'refused') return `refused ${utterance.refusal.code}`
  return utterance.code
}

/** In an answer nothing is ours: its sample is words that nobody will say. */
function saysTold({ code }: Utterance): boolean {
  return code === 'answer_said'
}

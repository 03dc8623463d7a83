/**
 * What is stored of a page on which terms are accepted and nothing is bought: what was said, the
 * documents with their versions, and the words on the button. The page shows exactly this.
 */
import type { TermsView } from '../../../app/queries/views.ts'
import type { ShownScreen } from '../../../domain/agreement/agreement.ts'
import type { Language } from '../../../domain/basics/language.ts'
import { isBefore, type Instant } from '../../../domain/basics/time.ts'
import { termsWords } from './terms.ts'
import { voice, type Voice } from './words.ts'

type Documents = readonly TermsView[]

/** At the end of opening an account. */
export function openingScreen(documents: Documents, language: Language): ShownScreen {
  const speech = voice(language)
  const said = termsWords(language)
  return {
    language,
    lines: [{ label: said.byOpening, value: namesOf(documents, speech) }],
    button: speech.words.registration.finish,
  }
}

/** When an account is asked again. */
export function askingScreen(documents: Documents, language: Language): ShownScreen {
  const speech = voice(language)
  const said = termsWords(language)
  return {
    language,
    lines: [
      { label: speech.words.confirm.termsTitle, value: namesOf(documents, speech) },
      { label: said.pending, value: said.calm },
    ],
    button: said.accept,
  }
}

/** Of a line whose auto-renewal goes on under changed terms. */
export function mandateTermsScreen(
  documents: Documents,
  given: {
    readonly language: Language
    readonly now: Instant
    /** A renewal is due and waits for this very acceptance. */
    readonly waits: boolean
  },
): ShownScreen {
  const { language, now, waits } = given
  const speech = voice(language)
  const { mandate, accept } = termsWords(language)
  const from = documents[0]?.effectiveFrom
  const isComing = from !== undefined && isBefore(now, from)
  return {
    language,
    lines: [
      { label: speech.words.confirm.termsTitle, value: namesOf(documents, speech) },
      {
        label: mandate.title,
        value: [
          isComing ? mandate.comes(speech.format.longDate(from)) : mandate.held,
          waits ? mandate.renewsNow : mandate.renewsLater,
          mandate.canBuy,
        ].join('\n'),
      },
    ],
    button: accept,
  }
}

function namesOf(documents: Documents, { words, format, language }: Voice): string {
  return documents
    .map(({ title, version, effectiveFrom }) => {
      const from = words.terms.version(version, format.longDate(effectiveFrom))
      return `${title[language]}${format.brackets(from)}`
    })
    .join('\n')
}

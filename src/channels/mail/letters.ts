/**
 * The letters about an account, worded: codes, a changed address, a new sign-in. None of these
 * holds a link: a reader used to links in such letters would follow a forged one. A change that
 * waits is the exception (`change-letter.ts`).
 */
import type { AddressedLetter, Letter } from '../../app/accounts/letters.ts'
import type { Mail } from '../../app/ports.ts'
import type { OperatorView } from '../../app/queries/views.ts'
import type { Language } from '../../domain/basics/language.ts'
import type { Instant } from '../../domain/basics/time.ts'
import { format } from '../format.ts'
import { wordChange } from './change-letter.ts'
import { wordPhone } from './phone-letter.ts'
import { BREACH_MAIL } from './words/breach.ts'
import { PASSKEY_MAIL } from './words/passkey.ts'
import { seal, type Part, type Sheet } from './sheet.tsx'
import { GIFT_CARD_MAIL } from './words/gift-card.ts'
import { inJapan, mailWords } from './words/words.ts'

export function wordLetter(
  { to, language, letter }: AddressedLetter,
  operator: OperatorView,
): Mail {
  return seal({ to, language, ...worded(letter, language) }, operator)
}

function worded(letter: Letter, language: Language): Pick<Sheet, 'subject' | 'parts'> {
  const words = mailWords(language)
  switch (letter.kind) {
    case 'sign_in_code': {
      const { code } = words
      const told = letter.registers
        ? { subject: code.registerSubject, intro: code.register }
        : { subject: code.signInSubject, intro: code.signIn }
      return coded(letter, { ...told, notYou: code.notYou, language })
    }
    case 'change_email_code': {
      const { code } = words
      const told = { subject: code.changeEmailSubject, intro: code.changeEmail }
      return coded(letter, { ...told, notYou: code.notYouChange, language })
    }
    case 'email_changed': {
      const { subject, text, notYou } = words.emailChanged
      const at = momentText(letter.at, language)
      return { subject, parts: [said(text(at, letter.newEmailMasked)), said(notYou)] }
    }
    case 'signed_in': {
      const { subject, text, notYou } = words.signedIn
      const at = momentText(letter.at, language)
      return { subject, parts: [said(text(at, letter.device)), said(notYou)] }
    }
    case 'gift_card':
      return present(letter, language)
    case 'change':
      return wordChange(letter, language, momentText(letter.at, language))
    case 'phone':
      return wordPhone(letter, language, momentText(letter.at, language))
    case 'breach': {
      const words = BREACH_MAIL[language]
      const [from, until] = [letter.from, letter.until].map((at) => momentText(at, language))
      const named = letter.kinds.map((kind) => words.kind[kind]).join(words.between)
      const kinds = named === '' ? words.none : named
      return {
        subject: words.subject,
        parts: [
          said(words.text(from ?? '', until ?? '')),
          { kind: 'rows', rows: [[words.kinds, kinds]] },
          said(words.care),
        ],
      }
    }
    case 'passkey': {
      const { [letter.what]: told, notYou } = PASSKEY_MAIL[language]
      const text = told.text(momentText(letter.at, language))
      return { subject: told.subject, parts: [said(text), said(notYou)] }
    }
  }
}

/** The value may stand in the subject; the code may not. */
function present(
  letter: Extract<Letter, { kind: 'gift_card' }>,
  language: Language,
): Pick<Sheet, 'subject' | 'parts'> {
  const words = GIFT_CARD_MAIL[language]
  const figures = format(language)
  const value = figures.yen(letter.value)
  const until = inJapan(figures.end(letter.expiresAt, FAR_AWAY), language)
  return {
    subject: words.subject(value),
    parts: [
      said(words.intro(letter.campaign, value)),
      { kind: 'code', code: letter.code },
      {
        kind: 'rows',
        rows: [
          [words.value, value],
          [words.until, until],
          [words.keypad, letter.digits],
        ],
      },
      said(words.use),
      said(words.keep),
    ],
  }
}

/** Seen from there every year differs, so that a letter, which is kept, always says it. */
const FAR_AWAY = Temporal.Instant.fromEpochMilliseconds(0)

/** The code stands alone, once, and not in the subject, which a locked screen would show. */
function coded(
  letter: { readonly code: string; readonly expiresAt: Instant },
  given: {
    readonly subject: string
    readonly intro: string
    readonly notYou: string
    readonly language: Language
  },
): Pick<Sheet, 'subject' | 'parts'> {
  const { code } = mailWords(given.language)
  return {
    subject: given.subject,
    parts: [
      said(given.intro),
      { kind: 'code', code: letter.code },
      said(code.until(format(given.language).clock(letter.expiresAt))),
      said(code.keep),
      said(given.notYou),
    ],
  }
}

function said(text: string): Part {
  return { kind: 'text', text }
}

function momentText(at: Instant, language: Language): string {
  return inJapan(format(language).longMoment(at), language)
}

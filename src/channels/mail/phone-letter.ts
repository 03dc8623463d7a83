/** The letter about the PIN or the contact number for the telephone, worded. It has no link. */
import type { PhoneLetter } from '../../app/accounts/letters.ts'
import type { Language } from '../../domain/basics/language.ts'
import type { Part, Sheet } from './sheet.tsx'
import { PHONE_MAIL } from './words/phone.ts'

export function wordPhone(
  { what }: PhoneLetter,
  language: Language,
  at: string,
): Pick<Sheet, 'subject' | 'parts'> {
  const words = PHONE_MAIL[language]
  const told = (subject: string, text: string): Pick<Sheet, 'subject' | 'parts'> => {
    return { subject, parts: [said(text), said(words.notYou)] }
  }
  switch (what.kind) {
    case 'pin_set':
      return told(words.pinSet.subject, words.pinSet.text(at))
    case 'number_waits':
      return told(words.numberWaits.subject, words.numberWaits.text(what.numberEnds, at))
    case 'number_confirmed':
      return told(words.numberConfirmed.subject, words.numberConfirmed.text(what.numberEnds, at))
  }
}

function said(text: string): Part {
  return { kind: 'text', text }
}

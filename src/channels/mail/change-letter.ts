/**
 * The letter about a risky change that was asked for at a counter, worded. While the change waits
 * the letter has the one link that stops it, because its reader may have no other way left.
 */
import type { ChangeLetter } from '../../app/accounts/letters.ts'
import type { Language } from '../../domain/basics/language.ts'
import type { Part, Sheet } from './sheet.tsx'
import { CHANGE_MAIL } from './words/change.ts'

export function wordChange(
  { moment, what, stopUrl }: ChangeLetter,
  language: Language,
  at: string,
): Pick<Sheet, 'subject' | 'parts'> {
  const words = CHANGE_MAIL[language]
  const fact = (said: Fact) =>
    text(
      what.kind === 'contact' ? said.contact(what.newEmailMasked, at) : said.sim(what.cardEnds, at),
    )
  switch (moment) {
    case 'asked': {
      const { asked } = words
      const stop: readonly Part[] =
        stopUrl === null
          ? []
          : [text(asked.notYou), { kind: 'link', label: asked.stop, url: stopUrl }]
      return { subject: asked.subject, parts: [fact(asked), ...stop, text(asked.fine)] }
    }
    case 'done': {
      const { done } = words
      const subject = what.kind === 'contact' ? done.contactSubject : done.simSubject
      return { subject, parts: [fact(done), text(done.notYou)] }
    }
    case 'off':
      return { subject: words.off.subject, parts: [fact(words.off), text(words.off.nothing)] }
  }
}

interface Fact {
  readonly contact: (newEmail: string, at: string) => string
  readonly sim: (cardEnds: string, at: string) => string
}

function text(said: string): Part {
  return { kind: 'text', text: said }
}

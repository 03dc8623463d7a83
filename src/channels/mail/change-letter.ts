/**
 * The letter about a risky change that was asked for, worded. While the change waits
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
  const fact = (said: Fact) => text(factOf(said, what, at))
  const isForget = what.kind === 'forget'
  switch (moment) {
    case 'asked': {
      const { asked } = words
      const stop: readonly Part[] =
        stopUrl === null
          ? []
          : [text(asked.notYou), { kind: 'link', label: asked.stop, url: stopUrl }]
      const subject = isForget ? asked.forgetSubject : asked.subject
      return { subject, parts: [fact(asked), ...stop, text(asked.fine)] }
    }
    case 'done': {
      const { done } = words
      return { subject: done[`${what.kind}Subject`], parts: [fact(done), text(done.notYou)] }
    }
    case 'off': {
      const { off } = words
      const then = isForget ? off.forgetAgain : off.nothing
      return { subject: off.subject, parts: [fact(off), text(then)] }
    }
  }
}

interface Fact {
  readonly contact: (newEmail: string, at: string) => string
  readonly sim: (cardEnds: string, at: string) => string
  readonly forget: (at: string) => string
}

function factOf(said: Fact, what: ChangeLetter['what'], at: string): string {
  if (what.kind === 'contact') return said.contact(what.newEmailMasked, at)
  return what.kind === 'sim' ? said.sim(what.cardEnds, at) : said.forget(at)
}

function text(said: string): Part {
  return { kind: 'text', text: said }
}

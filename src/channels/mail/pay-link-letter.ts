/**
 * The letter with a link to pay, worded. Unlike others it has a link by nature; opening it spends
 * nothing, and the letter says how the page is known.
 */
import type { PayLinkLetterFacts } from '../../app/letters/pay-link-letter.ts'
import type { Mail } from '../../app/ports.ts'
import type { OperatorView } from '../../app/queries/views.ts'
import type { Language } from '../../domain/basics/language.ts'
import { format } from '../format.ts'
import { seal, type Part } from './sheet.tsx'
import { PAY_LINK_MAIL } from './words/pay-link.ts'
import { inJapan, mailWords } from './words/words.ts'

export function wordPayLinkLetter(
  facts: PayLinkLetterFacts,
  language: Language,
  operator: OperatorView,
): Mail {
  const words = PAY_LINK_MAIL[language]
  const { order: said } = mailWords(language)
  const figures = format(language)
  const parts: readonly Part[] = [
    text(words.text(operator.name[language])),
    {
      kind: 'rows',
      rows: [
        [said.offer, facts.offerName[language]],
        [words.amount, figures.yen(facts.amount)],
        [words.payBy, inJapan(figures.end(facts.payBy, FAR_AWAY), language)],
        [said.line, facts.lineMasked],
        [said.number, facts.number],
      ],
    },
    { kind: 'link', label: words.pay, url: facts.url },
    text(words.share),
    text(words.check(new URL(facts.url).origin)),
    text(words.notYou),
  ]
  return seal({ to: facts.to, language, subject: words.subject(facts.number), parts }, operator)
}

/** Seen from there every year differs, so that a letter, which is kept, always says it. */
const FAR_AWAY = Temporal.Instant.fromEpochMilliseconds(0)

function text(words: string): Part {
  return { kind: 'text', text: words }
}

/**
 * The letter that tells the operator's staff of a contested charge, in Japanese with the English
 * below: what is contested, how it stands, what to do where.
 */
import type { DisputeLetterFacts } from '../../app/letters/dispute-letter.ts'
import type { Mail } from '../../app/ports.ts'
import type { OperatorView } from '../../app/queries/views.ts'
import { format } from '../format.ts'
import { seal, type Part, type Row } from './sheet.tsx'
import { DISPUTE_MAIL, type StaffLanguage } from './words/dispute.ts'
import { inJapan } from './words/words.ts'

export function wordDisputeLetter(facts: DisputeLetterFacts, operator: OperatorView): Mail {
  const newest = facts.disputes.at(-1)
  const state = newest?.state ?? 'open'
  const { ja, en } = DISPUTE_MAIL
  const subject = `${ja.state[state]} / ${en.state[state]}: ${facts.number}`
  const parts = (['ja', 'en'] as const).flatMap((language) => partsIn(language, facts))
  return seal({ to: operator.email, language: 'ja', subject, parts }, operator)
}

function partsIn(language: StaffLanguage, facts: DisputeLetterFacts): readonly Part[] {
  const said = DISPUTE_MAIL[language]
  const figures = format(language)
  const rows: Row[] = [
    [said.order, facts.number],
    [said.placedAt, inJapan(figures.longMoment(facts.placedAt), language)],
    [said.offer, `${facts.offerName[language]} ${figures.yen(facts.price)}`],
    [said.charge, `${facts.provider} ${facts.charge}`],
  ]
  return facts.disputes.flatMap((dispute): readonly Part[] => [
    { kind: 'text', text: `${said.state[dispute.state]} — ${said.todo[dispute.state]}` },
    ...(facts.undone ? [{ kind: 'text', text: said.undone } as const] : []),
    {
      kind: 'rows',
      rows: [
        [said.contested, figures.yen(dispute.amount)],
        ...(dispute.fee === null ? [] : [[said.fee, figures.yen(dispute.fee)] as const]),
        [said.dispute, dispute.id],
        ...rows,
      ],
    },
  ])
}

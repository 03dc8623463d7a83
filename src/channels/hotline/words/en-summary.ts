/** English: the last words before paying. What the law asks for, in whole sentences. */
import type { SummaryCode } from './groups.ts'
import type { RefundRule } from '../../../domain/catalogue/offer.ts'
import * as speech from '../speech/en.ts'
import type { Phrase } from '../speech/phrase.ts'
import { inJapan, means, packInFull, row } from './en-row.ts'
import type { Facts, HotlineWords } from './words.ts'

export const summaries: Pick<HotlineWords, SummaryCode> = {
  summary_pack: ({ pack }) =>
    row('Before you agree, please listen: you order', packInFull(pack, '.')),
  summary_period: (facts) => row(starting(facts), ending(facts)),
  summary_price: ({ price, taxPercent, tax }) => {
    if (price === 0n)
      return row('The price is zero. You pay nothing, and there are no other charges.')
    if (taxPercent === 0) {
      return row(
        'The price is',
        speech.yen(price),
        'and no consumption tax is due. We charge nothing else.',
      )
    }
    return row(
      'The price is',
      speech.yen(price),
      'and includes',
      speech.number(BigInt(taxPercent)),
      'percent consumption tax of',
      speech.yen(tax),
      'in it. We charge nothing else.',
    )
  },
  summary_parts: ({ points, giftCards, rest }) =>
    row(
      ...(points > 0n ? ['Your points pay', speech.yen(points), 'of the price.'] : []),
      ...(giftCards > 0n ? ['Your gift cards pay', speech.yen(giftCards), 'of the price.'] : []),
      ...(rest > 0n ? ['There remain', speech.yen(rest), 'to pay.'] : ['Nothing remains to pay.']),
    ),
  summary_paid: (facts) => paid(facts),
  summary_refund: ({ rule }) => row('You can cancel until you have paid.', refund(rule)),
  summary_once: () =>
    row('This is one order, paid once. It does not renew by itself, and nothing more is charged.'),
  summary_terms: () =>
    row(
      'Our terms of service in force today apply.',
      'You can read them on our website, and they come with your receipt.',
    ),
}

function starting({ effect, from, asOf }: Facts<'summary_period'>): Phrase {
  switch (effect) {
    case 'runs_now':
      return row('It starts as soon as it is paid.')
    case 'extends':
      return row('It extends your present pack, and its data is yours as soon as it is paid.')
    case 'queues':
      return from === null
        ? row('It starts by itself when your present packs end.')
        : row('It waits for your present packs to end, and starts from', inJapan(from, asOf))
    case 'first_use':
      return from === null
        ? row('It starts when it is first used.')
        : row('It starts when it is first used. Please use it before', inJapan(from, asOf))
  }
}

function ending({ effect, until, asOf }: Facts<'summary_period'>): Phrase {
  if (until !== null) return row('If you pay now, it is valid until', inJapan(until, asOf))
  return effect === 'runs_now'
    ? row('It ends as described, without a fixed date.')
    : row('When it ends depends on when it starts.')
}

function paid({ how, payBy, asOf }: Facts<'summary_paid'>): Phrase {
  switch (how?.kind) {
    case undefined:
      return row('It is settled in full when you agree, and nothing is left to pay.')
    case 'points':
      return row(
        'When you agree,',
        speech.yen(how.points),
        'worth of your points pay for it at once.',
      )
    case 'saved':
      return row(
        'When you agree, we charge',
        speech.yen(how.amount),
        'at once and in full to',
        means(how.means),
        'and to nothing else.',
      )
    case 'gift_card':
      return row(
        'When you agree,',
        speech.yen(how.amount),
        'are taken from your gift card at once.',
      )
    case 'link':
      return row(
        'We send you a link by e-mail. You, or whoever opens it, pay',
        speech.yen(how.amount),
        'in full before',
        inJapan(payBy, asOf),
        'If it is not paid by then, the order ends and nothing is charged.',
      )
    case 'web_code':
      return row(
        'You will hear a code of eight digits. With it, you pay',
        speech.yen(how.amount),
        'in full on our website before',
        inJapan(payBy, asOf),
        'If it is not paid by then, the order ends and nothing is charged.',
      )
  }
}

function refund(rule: RefundRule): Phrase {
  switch (rule.kind) {
    case 'none':
      return row('Once it is delivered, it cannot be cancelled or refunded.')
    case 'pro_rata':
      return row(
        'Once it is delivered, we refund the share of data not used',
        'or of time left, whichever is less.',
      )
    case 'full_while_unstarted':
      return row(
        'After that we refund the full price within',
        speech.days(rule.withinDays),
        'of the purchase, as long as it has not started. Once it has started, nothing is refunded.',
      )
  }
}

/** English: disputes at the console. */
import { format } from '../../../format.ts'
import type { DisputeDeskWords } from './words.ts'

const { day, longMoment } = format('en')

export const en: DisputeDeskWords = {
  title: 'Disputes',
  show: { all: 'All open', mine: 'Mine', unowned: 'Nobody’s yet' },
  showLabel: 'Which are shown',
  none: 'Nothing is open here.',
  due: 'Answer due',
  late: (due) => `late since ${due}`,
  owner: 'Looked after by',
  nobody: 'nobody yet',
  you: (name) => `${name} (you)`,
  take: 'I look after it',
  raisedBy: 'Raised by',
  themselves: 'the customer',
  customerSays: 'What the customer says',
  saysNothing: 'Nothing beyond what they contest.',
  weAnswered: 'What we answered',
  settle: 'Answer it',
  mayNot: 'Your role reads disputes and does not answer them.',
  words: 'Words to the customer',
  wordsHint: 'They read this on their page, in your words.',
  refund: 'Give money back',
  refundHint:
    'Goes back the way it came, together with the answer. What goes back is shown before it is done.',
  order: 'Order',
  noRefund: 'Nothing of this can be refunded at your desk.',
  anotherWish: 'Another amount',
  points: 'Give points',
  pointsLabel: 'Points',
  pointsHint: (max) => `From 1 to ${max}; one point is one yen.`,
  givePoints: 'Answer with points',
  explain: 'Nothing was wrong',
  explainHint: 'No money moves. The words are the answer.',
  giveExplanation: 'Answer with words',
  wordsTooLong: (max) => `Please write no more than ${max} characters.`,
  done: {
    taken: 'You look after this dispute now. The customer is told.',
    decided: 'The dispute is answered. The customer is told.',
    raised: 'The dispute is raised. The customer is told.',
  },
  toOrder: 'To the order',
  toLine: 'To the customer',
  toQueue: 'All open disputes',
  raise: 'Dispute this for the customer',
  raiseHint: 'Evidence is gathered by itself; colleagues answer it by the promised day.',
  refusals: {
    line_unknown: () => 'There is no such line.',
    already_disputed: () => 'This is contested already, and still open.',
    too_many_disputes: ({ max }) => `${max} disputes of this line are open; that is the limit.`,
    dispute_too_late: ({ until, months }) =>
      `It could be disputed for ${months} months, until ${longMoment(until)}.`,
    nothing_charged: () => 'Nothing was charged for this order.',
    nothing_used: ({ day: date }) => `No use of data was reported on ${day(date)}.`,
    dispute_not_open: () => 'This dispute is not open any more.',
    dispute_words_needed: () =>
      'Without money or points the words are the answer: please write them.',
    account_unknown: () => 'There is no such account.',
    points_out_of_bounds: ({ max }) => `Please give from 1 to ${max} points. More is a refund.`,
    nobody_to_give_points: () => 'Nobody holds this line who could be given points.',
  },
}

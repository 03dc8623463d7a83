/** English: the pages of disputes. */
import { format } from '../../../format.ts'
import type { DisputePageWords } from './words.ts'

const { day, end: endOf } = format('en')
/** Seen from there every year differs: what lies back says its year. */
const FAR_AWAY = Temporal.Instant.fromEpochMilliseconds(0)
const end = (at: Parameters<typeof endOf>[0]) => endOf(at, FAR_AWAY)

export const en: DisputePageWords = {
  listTitle: 'Disputes',
  listLead: 'What you contested, and what came of it.',
  none: 'You have not contested anything.',
  wrong: 'Something is wrong with this order?',
  wrongText:
    'Charged twice, another price than shown, or not yours: one tap is enough. Our records are gathered by themselves.',
  wrongButton: 'Dispute this order',
  see: 'See the dispute of this order',
  lead: (due) => `We answer by ${due}. You need not do anything.`,
  late: 'We promised an answer by then and have not given one. We are sorry.',
  yourWords: 'What you told us',
  tellMore: 'Is there more to say?',
  tellMoreHint: 'It is optional and can be sent once. Only our staff read it.',
  send: 'Send',
  answer: 'Our answer',
  toOrder: 'To the order and its documents',
  toPoints: 'To your points',
  withdraw: 'Withdraw the dispute',
  withdrawText: 'If it is settled for you, withdraw it. You can raise it again later.',
  refusedTitle: 'It was not disputed',
  back: 'Back',
  wordsNeeded: 'Please write something.',
  refusals: {
    already_disputed: () => 'This is being looked into already.',
    too_many_disputes: ({ max }) =>
      `${max} disputes of this line are open. Please wait for an answer to one of them, or call us.`,
    dispute_too_late: ({ until, months }) =>
      `This could be disputed for ${months} months, until ${end(until)}. Please call us if you still have a question.`,
    nothing_charged: () => 'Nothing was charged for this order.',
    nothing_used: ({ day: date }) => `The network reported no use of data on ${day(date)}.`,
    dispute_not_open: () => 'This dispute is not open any more.',
    dispute_words_said: () => 'You have told us already. Please call us if there is more.',
  },
}

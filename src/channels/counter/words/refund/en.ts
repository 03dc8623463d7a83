/** English: giving money back. */
import { format } from '../../../format.ts'
import type { RefundWords } from './words.ts'

const { yen, longMoment } = format('en')

export const en: RefundWords = {
  title: (number) => `Refund of order ${number}`,
  offer: 'Bought',
  price: 'Paid',
  left: 'Not yet given back',
  byRule: 'By the offer’s rule',
  goodwill: 'As goodwill',
  goodwillHint: 'What the rule does not give, with a reason.',
  amount: 'Amount in yen',
  reason: 'Reason',
  reasons: {
    no_service: 'No service',
    slow_service: 'Service too slow',
    wrong_offer: 'Wrong pack bought',
    duplicate: 'Bought twice',
    cannot_use: 'Cannot be used with their device or SIM',
    courtesy: 'Courtesy',
    other: 'Something else (please write it)',
  },
  byRuleReason: 'By the offer’s rule',
  note: 'What happened',
  noteHint: 'Needed for “something else”. Kept sealed, no names please.',
  data: 'Data of this order',
  keep: 'The customer keeps the data',
  take: 'The data is taken back',
  show: 'Show what goes back',
  confirm: 'What goes back',
  total: 'Goes back in all',
  ways: {
    provider: 'Back the way it was paid online',
    partner: 'Settled with the partner who took it',
    cash: 'In cash from the till',
    terminal: 'Reversed on the card terminal',
    gift_card: 'Back to the gift card',
    points: 'Back as points',
  },
  asMoney: 'In cash, because the gift card is over',
  tax: 'Consumption tax in it',
  pointsTakenBack: 'Points earned with it, taken back',
  shortfall: 'Points earned and already spent, taken off the refund',
  revokes: 'The data of this order is taken back at once.',
  keeps: 'The customer keeps the data of this order.',
  overCard:
    'A gift card that paid for this is over and never made longer. Its share is paid out in cash instead, and that always takes two people.',
  give: (amount) => `Give back ${amount}`,
  given: 'Given back so far',
  givenAt: (moment) => `on ${moment}`,
  done: 'The refund is given.',
  payOuts: 'To be paid out at a till',
  payOutHint: 'This money is owed until somebody pays it out.',
  payCash: (amount) => `Pay out ${amount} in cash`,
  payTerminal: (amount) => `${amount} was reversed on the terminal`,
  reference: 'Number of the terminal’s reversal',
  paidOut: 'Paid out',
  noTill: 'Please choose a till with an open shift to pay it out.',
  toCustomer: 'Back to the customer',
  amountNeeded: (max) => `Please type an amount from JPY 1 to ${max}.`,
  reasonNeeded: 'Please choose a reason.',
  noteNeeded: 'Please write what happened.',
  noteTooLong: (max) => `Please write no more than ${max} characters.`,
  refusals: {
    order_unknown: () => 'There is no such order.',
    order_not_delivered: () =>
      'Nothing was delivered for this order, or it has gone back already: there is nothing to refund.',
    not_refundable: () =>
      'This offer is sold without a refund. Only goodwill can give something back.',
    pack_started: ({ at }) =>
      `The pack began on ${longMoment(at)}. It could be returned until then; from now on only goodwill can give something back.`,
    refund_time_over: ({ until }) =>
      `The pack could be returned until ${longMoment(until)}. Only goodwill can give something back.`,
    nothing_left_to_refund: () => 'Nothing of the price is left that could go back.',
    refund_too_large: ({ max }) => `Only ${yen(max)} of the price have not gone back yet.`,
    gift_card_expired: ({ at }) =>
      `A gift card that paid for the order was over on ${longMoment(at)} and is never made longer. Two people may pay its share out in cash.`,
    refund_disputed: () =>
      'The payer contests this payment at their bank. Nothing is given back until the bank has decided.',
    refund_changed: ({ shown, amount }) =>
      `The page said ${yen(shown)}, now it would be ${yen(amount)}. Please look at it again.`,
  },
}

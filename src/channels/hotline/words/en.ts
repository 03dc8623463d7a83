/**
 * English, as the hotline speaks it: warm, short, whole sentences. Figures are `speech/en.ts`;
 * keys, refusals and the last words before paying have files of their own.
 */
import type { AskCode, LineCode, OutcomeCode, PastCode, PeopleCode, TroubleCode } from './groups.ts'
import type { FailureReason } from '../../../domain/payment/provider.ts'
import * as speech from '../speech/en.ts'
import type { Phrase } from '../speech/phrase.ts'
import { option } from './en-options.ts'
import { refused } from './en-refusals.ts'
import { inJapan, packInFull, row } from './en-row.ts'
import { summaries } from './en-summary.ts'
import type { Facts, HotlineWords } from './words.ts'

const HASH = 'then the hash key.'
const GO_BACK = 'To go back, press the star key.'

const asks: Pick<HotlineWords, AskCode> = {
  ask_iccid: () =>
    row(
      'Please key your SIM card number,',
      'the nineteen or twenty digits printed on the card that begin with eight nine,',
      HASH,
      GO_BACK,
    ),
  ask_activation: ({ digits }) =>
    row(
      'Now please key the activation code that came with the card,',
      speech.number(BigInt(digits)),
      'digits,',
      HASH,
      GO_BACK,
    ),
  ask_number_code: ({ digits }) =>
    row(
      'Please key the code that our website shows you for this phone number,',
      speech.number(BigInt(digits)),
      'digits,',
      HASH,
      GO_BACK,
    ),
  ask_pin: () => row('Please key your phone PIN, four to six digits,', HASH, GO_BACK),
  ask_gift_code: ({ digits }) =>
    row(
      'Please key the digits of your gift card without a pause,',
      speech.number(BigInt(digits)),
      'in all,',
      HASH,
      GO_BACK,
    ),
  ask_stay: () =>
    row(
      'How many days more will you use this SIM in Japan? Please key the number,',
      HASH,
      'If you live in Japan, key zero. If you do not know yet, just wait.',
    ),
  ask_call_back_number: () =>
    row(
      'Please key the number on which we should call you,',
      HASH,
      'A number in Japan begins with zero, any other with its country code.',
    ),
  ask_line: () => row('You have several SIMs. Which one is it about?'),
  ask_how_to_pay: ({ rest }) =>
    row('To be paid:', speech.yen(rest), 'in total. How would you like to pay?'),
  ask_how_to_be_known: () => row('So that we can find your SIM, please choose.'),
}

const troubles: Pick<HotlineWords, TroubleCode> = {
  nothing_heard: () => row('We did not hear a key.'),
  wrong_key: () => row('That key has no choice here.'),
  digits_missing: ({ keyed, expected }) =>
    row(
      'We heard',
      speech.number(BigInt(keyed)),
      keyed === 1 ? 'digit, but it should be' : 'digits, but it should be',
      either(expected),
      'digits. Please try again.',
    ),
  iccid_mistyped: () =>
    row('One digit of the card number is not right. Please compare it with the card.'),
  card_not_proved: () =>
    row(
      'The card number and the activation code cannot be confirmed.',
      'Please compare them with the card. After several tries there is a pause.',
    ),
  number_not_confirmed: () =>
    row('This code does not confirm your number. Please get another one on our website.'),
  number_confirmed: () => row('Thank you. This phone number is confirmed.'),
  pin_wrong: ({ triesLeft }) =>
    row(
      'This phone PIN is not right. You have',
      speech.number(BigInt(triesLeft)),
      triesLeft === 1 ? 'try left.' : 'tries left.',
    ),
  pin_locked: () =>
    row(
      'Your phone PIN is locked for your safety. You can set another one on our website.',
      'Until then you can pay without points and saved ways to pay.',
    ),
  pin_not_set: () =>
    row('To pay with points or a saved way to pay, first set a phone PIN on our website.'),
  gift_code_mistyped: () =>
    row('One digit of the gift card is not right. Please compare it with the card.'),
  gift_code_unknown: () =>
    row('We cannot accept this gift card: it is not known, not active, expired or used up.'),
  tries_used_up: () => row('It seems this does not work out. We would like to help you.'),
  call_back_number_wrong: () => row('We cannot call this number. Please check its digits.'),
  refused: ({ refusal }) => refused(refusal),
  trouble: () =>
    row(
      'We are sorry, something went wrong on our side. Nothing is charged twice. Please try again.',
    ),
}

const line: Pick<HotlineWords, LineCode> = {
  line_said: ({ lastDigits }) =>
    row('Your SIM with the last digits', speech.digits(lastDigits), 'is selected.'),
  no_lines: () => row('There is no SIM in your account yet.'),
  data_left: ({ bytes, gigabyte }) => {
    if (bytes === null) return row('You have unlimited data.')
    if (bytes === 0n) return row('You have no data left.')
    return row('You have', speech.bytesSaid(bytes, gigabyte), 'of data left.')
  },
  slowed: ({ kbps }) => row('Your data is slowed down to', speech.kbps(kbps), 'for now.'),
  valid_until: ({ at, asOf }) => row('It is valid until', inJapan(at, asOf)),
  valid_until_used: () => row('It is valid until your data is used up.'),
  not_begun: () => row('Your pack has not begun yet. It begins when it is first used.'),
  in_grace: ({ suspendedFrom, asOf }) =>
    row(
      'Your pack has ended. If you do not renew, the SIM is suspended from',
      inJapan(suspendedFrom, asOf),
    ),
  in_suspension: ({ endsAt, asOf }) =>
    row(
      'This SIM is suspended. You can still renew it. Its number is lost for good from',
      inJapan(endsAt, asOf),
    ),
  line_over: () => row('This SIM is over and cannot be renewed. You need a new card.'),
  card_is_stopped: () => row('This SIM card was reported lost and is stopped.'),
  packs_follow: ({ count }) =>
    row(
      count === 1 ? 'There is' : 'There are',
      speech.number(BigInt(count)),
      count === 1 ? 'more pack that starts later.' : 'more packs that start later.',
    ),
  nothing_on_sale: () => row('There is nothing that you could buy for this SIM by telephone now.'),
  pack_said: ({ pack }) => row('Your choice:', packInFull(pack, '.')),
  advised: (facts) => advised(facts),
  nothing_needed: () => row('What you have is enough for your stay. You need not buy anything.'),
  no_advice: () => row('We have no advice for this SIM at present.'),
}

const outcomes: Pick<HotlineWords, OutcomeCode> = {
  renewed: ({ until, asOf }) =>
    until === null
      ? row('Thank you, it is paid. Your new data is ready.')
      : row('Thank you, it is paid. Your SIM is now valid until', inJapan(until, asOf)),
  renewed_queued: ({ from, asOf }) =>
    from === null
      ? row('Thank you, it is paid. Your pack will start by itself.')
      : row('Thank you, it is paid. Your pack will start by itself from', inJapan(from, asOf)),
  bank_is_deciding: () =>
    row(
      'The bank is still deciding, and nothing is charged twice. Please do not pay again.',
      'As soon as it has decided, your data is ready, or the order ends without a charge.',
    ),
  charge_failed: ({ reason }) => row('The payment did not go through.', failed(reason)),
  money_comes_back: () =>
    row('Your data could not be delivered. What you paid comes back the way it was paid.'),
  data_is_coming: ({ by, asOf }) =>
    row(
      'Thank you, your payment has arrived. Your carrier is adding the data, at the latest by',
      inJapan(by, asOf),
      'If it is not there by then, your money comes back by itself.',
    ),
  link_sent: ({ payBy, asOf }) =>
    row(
      'We have sent a link to the e-mail address on file. Please pay before',
      inJapan(payBy, asOf),
    ),
  web_code: ({ digits, minutes }) =>
    row(
      'Please open our website, and enter this code to pay:',
      speech.digits(digits),
      'Once more:',
      speech.digits(digits),
      'The code is good for',
      speech.number(BigInt(minutes)),
      minutes === 1 ? 'minute.' : 'minutes.',
    ),
  receipt_by_mail: () => row('Your receipt and the terms come by e-mail.'),
  card_stopped_now: () =>
    row('The SIM card is stopped, and nobody can use it now. Our staff can give you a new card.'),
  stop_card_warning: () =>
    row(
      'If you stop this SIM card, it cannot be used at once, and only our staff can undo it.',
      'Your packs stay, and their time runs on.',
    ),
}

const past: Pick<HotlineWords, PastCode> = {
  next_reset: ({ at, asOf }) => row('Your daily data is full again from', inJapan(at, asOf)),
  auto_renewal_on: ({ chargesAt, asOf }) =>
    chargesAt === null
      ? row('Automatic renewal is on.')
      : row('Automatic renewal is on. It is charged next from', inJapan(chargesAt, asOf)),
  auto_renewal_off: () => row('Automatic renewal is off.'),
  past_order: ({ placedAt, asOf, price, state }) =>
    row(
      'An order for',
      speech.yen(price),
      'was placed',
      speech.momentOn(placedAt, asOf),
      ORDER_STATES[state],
    ),
  no_orders: () => row('There are no orders yet.'),
}

const ORDER_STATES: Readonly<Record<Facts<'past_order'>['state'], string>> = {
  paid: 'and is paid.',
  coming: 'and is paid. The carrier is adding the data.',
  waiting: 'and waits to be paid.',
  not_paid: 'and was not paid.',
  returned: 'and its money was returned.',
}

const people: Pick<HotlineWords, PeopleCode> = {
  person_comes: () => row('One moment please, somebody is coming to the phone.'),
  still_waiting: () => row('Thank you for waiting. We are still looking for somebody.'),
  nobody_free: () => row('We are sorry, nobody is free at this moment.'),
  people_away: ({ opens, asOf }) =>
    opens === null
      ? row('Our staff are away at present. You can use this menu at any hour.')
      : row('Our staff are away at present. They are here again from', inJapan(opens, asOf)),
  call_back_promised: ({ lastDigits, from, until, asOf }) =>
    row(
      'We will call the number that ends in',
      speech.digits(lastDigits),
      'between',
      speech.moment(from, asOf),
      'and',
      inJapan(until, asOf),
    ),
  answer_said: ({ answer }) => row([answer.en]),
  no_answers: () => row('There are no recorded answers at present.'),
  anything_else: () => row('Is there anything else?'),
  goodbye: () => row('Thank you for calling. Goodbye.'),
}

export const en: HotlineWords = {
  option: ({ key, option: chosen }) => option(key, chosen),
  welcome: ({ name }) =>
    name === null
      ? row('Welcome to our hotline.')
      : row('Welcome. You have reached', [name.en], 'by telephone.'),
  demonstration: () => row('This is a demonstration. Nothing is really sold or charged.'),
  number_known: () => row('We know you by the number from which you call.'),
  never_asked: () =>
    row(
      'We never ask for the number of a payment card.',
      'Nobody will ever ask you to tell them a PIN. Please only key it, and never say it.',
    ),
  ...asks,
  ...troubles,
  ...line,
  ...summaries,
  ...outcomes,
  ...past,
  ...people,
}

function either(counts: readonly number[]): Phrase {
  return counts.flatMap((count, index) =>
    row(...(index === 0 ? [] : ['or']), speech.number(BigInt(count))),
  )
}

function advised({ pack, lastDay, asOf, saves, purchases, total }: Facts<'advised'>): Phrase {
  return row(
    'The cheapest choice that lasts you to the end of',
    speech.day(lastDay, asOf),
    'is',
    packInFull(pack, '.'),
    ...(purchases > 1
      ? ([
          'In all you would buy',
          speech.number(BigInt(purchases)),
          'packs, and pay',
          speech.yen(total),
          'for them together.',
        ] as const)
      : []),
    ...(saves === null
      ? []
      : ([
          'Compared with your last pack over and over, you save',
          speech.yen(saves),
          'in all.',
        ] as const)),
  )
}

function failed(reason: FailureReason | null): Phrase {
  switch (reason) {
    case null:
      return row('Nothing was charged. Please choose another way to pay.')
    case 'declined':
      return row('The bank refused it, and nothing was charged. Please choose another way.')
    case 'authentication_failed':
      return row('The check by your bank was not passed, and nothing was charged.')
    case 'authentication_needed':
      return row(
        'Your bank wants you to confirm it yourself, which takes a screen. Nothing was charged.',
        'Please pay by a link or on our website.',
      )
    case 'insufficient_funds':
      return row('There is not enough money on the account, and nothing was charged.')
    case 'expired_card':
      return row('The saved card has expired, and nothing was charged.')
    case 'barred':
      return row(
        'This card can no longer be charged, and nothing was charged. Please choose another way to pay.',
      )
    case 'provider_error':
      return row(
        'The payment company has trouble, and nothing was charged. Please try again later.',
      )
  }
}

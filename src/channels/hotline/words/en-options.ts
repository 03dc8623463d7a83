/** English: what each key does. */
import type { OptionWords } from './groups.ts'
import * as speech from '../speech/en.ts'
import type { Phrase } from '../speech/phrase.ts'
import type { Option, PaidHow } from '../utterances.ts'
import { means, packInFull, packInShort, press, row } from './en-row.ts'

/** Each ends where "press …" follows. */
const WORDINGS: OptionWords = {
  this_language: () => row('For English,'),
  by_card: () => row('If you have your SIM card number and activation code at hand,'),
  confirm_number: () => row('To confirm this phone number with a code from our website,'),
  questions: () => row('For answers to common questions,'),
  person: () => row('To speak to one of our staff,'),
  again: () => row('To hear this again,'),
  back: () => row('To go back,'),
  main_menu: () => row('For the main menu,'),
  finish: () => row('To end this call,'),
  line: ({ lastDigits }) => row('For the SIM ending in', speech.digits(lastDigits)),
  more: () => row('To hear more,'),
  repeat_pack: ({ pack }) => row('To buy your last pack again,', packInShort(pack, ',')),
  choose_pack: () => row('To choose a pack,'),
  advice: () => row('To hear which pack is the cheapest for your stay,'),
  details: () => row('For your billing dates and last orders,'),
  stop_card: () => row('If your SIM card is lost and should be stopped,'),
  other_line: () => row('For another SIM of yours,'),
  key_pin: () => row('To key your phone PIN, and use points or a saved way to pay,'),
  pack: ({ pack }) => row('For', packInFull(pack, ',')),
  take_it: () => row('To take this pack,'),
  pay: ({ how }) => paying(how),
  points_first: ({ points }) =>
    row('To lower the price first by', speech.yen(points), 'with your points,'),
  another_gift_card: () => row('To use another gift card,'),
  agree_and_pay: ({ amount }) =>
    row('To agree to the terms and pay', speech.yen(amount), 'with tax included now,'),
  agree_to_link: ({ amount }) =>
    row(
      'To agree to the terms and order for',
      speech.yen(amount),
      'with tax included, paid later,',
    ),
  agree_free: () => row('To agree to the terms and order free of charge,'),
  yes_stop_card: () => row('To stop this SIM card now,'),
  call_back_here: ({ lastDigits }) =>
    row('To be called back at the number that ends in', speech.digits(lastDigits)),
  call_back_other: () => row('To be called back at another number,'),
  answer: ({ question }) => row('For the answer to:', [question.en]),
}

function paying(how: PaidHow): Phrase {
  switch (how.kind) {
    case 'points':
      return row('To pay with', speech.yen(how.points), 'worth of your points,')
    case 'saved':
      return row('To pay', speech.yen(how.amount), 'with', means(how.means))
    case 'gift_card':
      return row('To pay with a gift card,')
    case 'link':
      return row('To pay', speech.yen(how.amount), 'by a link that we send you by e-mail,')
    case 'web_code':
      return row('To pay', speech.yen(how.amount), 'on our website, with a code that you hear now,')
  }
}

export function option(key: string, chosen: Option): Phrase {
  const word = WORDINGS[chosen.kind] as (facts: Option) => Phrase
  return row(word(chosen), press(key))
}

/** English: why something cannot be done, and what can be done instead. */
import type { RefusalWords } from './groups.ts'
import * as speech from '../speech/en.ts'
import type { Phrase } from '../speech/phrase.ts'
import type { HotlineRefusal } from '../refusals.ts'
import { inJapan, row } from './en-row.ts'

const WORDINGS: RefusalWords = {
  line_unknown: () => row('We cannot find this SIM.'),
  line_ended: () => row('This SIM has ended for good and cannot be renewed.'),
  line_reported_lost: () =>
    row('This SIM was reported lost and is stopped. Our staff can help you to use it again.'),
  offer_unknown: () => row('We cannot find this pack. Please choose again.'),
  offer_of_other_network: () =>
    row('This pack is not for the network of your SIM. Please choose another.'),
  offer_not_in_channel: () => row('This pack is not sold by telephone. Please choose another.'),
  offer_off_sale: () => row('This pack is no longer sold. Please choose another.'),
  identity_needed: () =>
    row('For this pack your identity must be checked first. Please come to one of our shops.'),
  price_changed: ({ shown, price }) =>
    row(
      'The price has changed from',
      speech.yen(shown),
      'to',
      speech.yen(price),
      'with tax included. Nothing was charged.',
    ),
  terms_not_accepted: () =>
    row('The terms have changed. Nothing was charged. Please listen to the summary once more.'),
  too_many_packs: ({ max }) =>
    row(
      'A SIM can hold',
      speech.number(BigInt(max)),
      'packs at once. Please wait until one has ended.',
    ),
  too_many_orders: ({ max }) =>
    max === 1
      ? row('An order of yours is still waiting to be paid. Please pay or cancel it first.')
      : row(
          'There are',
          speech.number(BigInt(max)),
          'orders of yours that wait to be paid. Please pay or cancel one first.',
        ),
  payment_undecided: () =>
    row(
      'The bank is still deciding on your last payment. Please wait for it,',
      'so that you are not charged twice.',
    ),
  campaign_code_unknown: () => row('This campaign does not apply to your purchase.'),
  points_short: ({ left }) =>
    row('You have too few points: they are worth', speech.yen(left), 'at present.'),
  gift_code_unknown: () =>
    row('This gift card cannot be used for this order. Please check it, or use another.'),
  not_covered: ({ missing }) =>
    row('There are still', speech.yen(missing), 'missing to pay in full.'),
  rest_too_small: ({ min }) =>
    row('Less than', speech.yen(min), 'cannot be paid this way. Please choose another way.'),
  rest_too_large: ({ max }) =>
    row('More than', speech.yen(max), 'cannot be paid this way. Please choose another way.'),
  busy: () =>
    row('We are very busy at this moment. Nothing was done. Please try again in a minute.'),
  no_email: () => row('There is no e-mail address on file to which we could send a link.'),
  declines_too_many: ({ again, asOf }) =>
    row(
      'Several payments were declined. To protect cards, saved ways to pay are held until',
      inJapan(again, asOf),
      'Nothing was charged. Please choose another way to pay.',
    ),
  wait: () => row('That was tried too often. Please wait a while before you try again.'),
}

export function refused(refusal: HotlineRefusal): Phrase {
  const word = WORDINGS[refusal.code] as (facts: HotlineRefusal) => Phrase
  return word(refusal)
}

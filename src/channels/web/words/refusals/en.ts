/** English: why it did not work, and what to do next. */
import { format } from '../format.ts'
import type { PortalRefusalWords } from '../refusals.ts'

const { clock, end, longDate, yen } = format('en')

function either(lengths: readonly number[]): string {
  return lengths.join(' or ')
}

export const enRefusals: PortalRefusalWords = {
  not_digits: ({ position, found }) =>
    `Character ${position}, “${found}”, is not a digit. Please check it.`,
  wrong_length: ({ digits, expected }) =>
    digits === 0
      ? `Please enter ${either(expected)} digits.`
      : `It should have ${either(expected)} digits, but there ${digits === 1 ? 'is 1' : `are ${digits}`}.`,
  not_a_sim_number: ({ startsWith }) =>
    `A SIM number begins with 89; this one begins with ${startsWith}. Look for the line marked ICCID.`,
  check_digit: ({ swappedAt, found, expected }) =>
    swappedAt === null
      ? `One digit is wrong: by the others, the last should be ${expected}, but it is ${found}. Please compare each digit with the card.`
      : `Digits ${swappedAt} and ${swappedAt + 1} may have changed places. Please compare with the card.`,
  not_mobile_prefix: ({ prefix }) =>
    `A number with ${prefix} is not a Japanese mobile number. Those begin with 070, 080, 090, 060 or 020.`,
  foreign_number: ({ countryCode }) =>
    `This is a number of +${countryCode}. A Japanese number (+81) is needed here.`,
  not_an_email: () => 'This is not an e-mail address. It should look like name@example.com.',
  name_missing: () => 'Please enter a name.',
  name_too_long: ({ max }) => `A name can have ${max} characters at most.`,
  too_many_codes: ({ again }) =>
    `Too many codes were sent. Please try again after ${clock(again)} Japan time.`,
  wrong_code: ({ triesLeft }) =>
    `The code is not right. ${triesLeft === 1 ? 'One try is' : `${triesLeft} tries are`} left.`,
  code_expired: () => 'The code has expired. Please send another one.',
  too_many_tries: ({ again }) =>
    `Too many wrong codes. Please send another one after ${clock(again)} Japan time.`,
  proof_expired: () => 'That took too long. Please confirm your e-mail once more.',
  step_up_needed: () => 'For your safety, first confirm with a code by e-mail that it is you.',
  passkey_unknown: () => 'We do not know this passkey. Please sign in with a code by e-mail.',
  too_many_passkeys: ({ max }) => `You can have ${max} passkeys at most. Remove one first.`,
  line_not_proved: () =>
    'The SIM number and the activation code do not match. Please compare them with the card and the leaflet. After several wrong tries there is a pause.',
  line_held_by_other: () =>
    'This SIM is in another account. Ask its holder to remove it, or contact support.',
  too_many_lines: ({ max }) => `An account can have ${max} SIMs at most.`,
  line_unknown: () => 'There is no such SIM, or it is not yours to see.',
  not_waiting: () => 'This pack has already started or ended.',
  line_ended: ({ since }) => `This SIM ended on ${longDate(since)} and cannot be renewed.`,
  line_reported_lost: ({ since }) =>
    `This SIM was reported lost on ${longDate(since)} and cannot be renewed for now. Contact support to use it again.`,
  offer_unknown: () => 'There is no such pack. Please choose again.',
  offer_of_other_network: () =>
    'This pack is not for the network of your SIM. Please choose again.',
  offer_not_in_channel: () => 'This pack is not sold online. You can buy it in a shop or by phone.',
  offer_off_sale: () => 'This pack is no longer sold. Please choose again.',
  identity_needed: () =>
    'Your identity must be checked before buying this pack. Please come to a shop.',
  price_changed: ({ shown, price }) =>
    `The price has changed from ${yen(shown)} to ${yen(price)}. Nothing was charged. Please check the new price before you pay.`,
  terms_not_accepted: () => 'Please read the terms and tick the box to accept them.',
  too_many_packs: ({ max }) =>
    `A SIM can hold ${max} packs at once. Please wait until one has ended.`,
  too_many_orders: ({ max }) =>
    max === 1
      ? 'One order is already waiting for payment. Please pay or cancel it first.'
      : `${max} orders are already waiting for payment. Please pay or cancel one first.`,
  payment_undecided: () =>
    'The bank is still deciding on your last payment. Please wait for it, so that you are not charged twice.',
  order_unknown: () => 'There is no such order, or it is not yours to see.',
  order_not_waiting: () =>
    'This order already has its outcome and cannot be cancelled. Please look at its latest state.',
  pay_by_not_passed: ({ payBy }) => `The order stands: it can be paid until ${end(payBy, payBy)}.`,
  payment_over: () => 'This payment is over. Please choose a pack again.',
  busy: ({ retryAfterSeconds }) =>
    `Very busy right now. Please try again in ${retryAfterSeconds === 1 ? '1 second' : `${retryAfterSeconds} seconds`}. Nothing was done and nothing was charged.`,
  key_reused: () => 'This form was already sent, and then changed. Please open the page again.',
  campaign_code_unknown: () =>
    'This campaign code does not apply to this purchase. Please check it, or leave it empty.',
  points_short: ({ left }) =>
    `There are not so many points: ${yen(left)} worth is left. Please choose again how many to use.`,
  gift_code_unknown: () =>
    'This gift card number is wrong, or the card is used up, expired or not active yet. Please compare it with the card; if it is right, contact support.',
  not_covered: ({ missing }) =>
    `${yen(missing)} is still missing. Please choose how to pay the rest.`,
  rest_too_small: ({ min }) =>
    `The rest is below ${yen(min)}, less than can be charged this way. Use fewer points, or choose another way to pay.`,
  rest_too_large: ({ max }) => `This way takes ${yen(max)} at most. Please choose another.`,
  pay_by_passed: ({ payBy }) =>
    `The time to pay ended at ${end(payBy, payBy)}. Please place the order again.`,
  order_not_delivered: () =>
    'There is nothing to refund for this order now. Please look at its latest state.',
  not_refundable: () => 'By the rule it was sold with, this pack is not refunded once delivered.',
  pack_started: ({ at }) =>
    `The pack started at ${end(at, at)}; by the rule it was sold with, it is no longer refunded.`,
  refund_time_over: ({ until }) => `The time for a refund ended at ${end(until, until)}.`,
  nothing_left_to_refund: () => 'There is no amount left to refund.',
  refund_too_large: ({ max }) => `At most ${yen(max)} can be refunded.`,
  gift_card_expired: ({ at }) =>
    `The gift card that paid expired at ${end(at, at)}, so nothing can go back to it by itself. Please contact support.`,
  refund_disputed: () =>
    'The payer’s bank is looking into this charge. It cannot be refunded before the bank has decided.',
  refund_changed: ({ shown, amount }) =>
    `What would come back has changed from ${yen(shown)} to ${yen(amount)}. Nothing was refunded yet. Please check the new amount.`,
  method_unknown: () => 'This way to pay was removed already.',
  recipient_missing: () => 'Enter the name that should stand on the invoice.',
  recipient_too_long: ({ max }) => `A name has at most ${max} characters. Please shorten it.`,
  recipient_unwritable: ({ characters }) =>
    `These characters can not be printed: ${characters}. Please write them another way.`,
  invoice_issued: ({ number }) =>
    `Invoice ${number} was issued for this order already, in another name. Contact support to have it corrected.`,
  nothing_supplied: () => 'Nothing was delivered for this order, so there is no invoice for it.',
  gift_code_length: ({ length }) =>
    `A gift card number has 17 letters and digits, or 25 digits, but there are ${length}.`,
  gift_code_mistyped: () =>
    'One character of the gift card number is wrong. Please compare each with the card.',
  gift_codes_too_many: ({ again }) =>
    `Too many wrong gift card numbers. Please try again after ${clock(again)} Japan time.`,
  gift_cards_too_many: ({ max }) => `An order takes ${max} gift cards at most.`,
  points_not_whole: () => 'Please enter points as a whole number, such as 300.',
  method_unavailable: () => 'This way to pay cannot be used right now. Please choose another.',
  declines_too_many: ({ again }) =>
    `Several payments were declined one after another. To protect cards, paying is held until ${clock(again)} Japan time. Please ask the card's bank meanwhile, or pay in another way at a shop. Nothing was charged.`,
  payments_too_many: ({ again }) =>
    `Too many tries to pay. Please try again after ${clock(again)} Japan time. Nothing was charged.`,
  cap_below_price: ({ price }) =>
    `The monthly limit is below the price of one renewal, ${yen(price)}. Please choose a higher limit.`,
  cap_too_high: ({ max }) => `A monthly limit is ${yen(max)} at most.`,
  cap_not_whole: () => 'Please enter the monthly limit as a whole number of yen, such as 5000.',
  share_out_of_bounds: ({ min, max }) =>
    `The share of data left is between ${min} and ${max} percent.`,
  notice_out_of_bounds: ({ max }) => `Notice is given at most ${max / 24} days before.`,
  means_unknown: () => 'This way to pay is no longer saved. Please choose another.',
  means_barred: () =>
    'This card can no longer be charged without you. Please choose another way to pay.',
  renewal_charging: () =>
    'A renewal is being charged at this moment. Please try again when it is through.',
  no_mandate: () => 'Auto-renewal is not on for this SIM.',
  paused_already: () => 'Auto-renewal is paused already.',
  pause_in_the_past: () => 'Please choose a day that is still to come.',
  not_paused: () => 'Auto-renewal is not paused.',
  pin_wrong_length: ({ min, max }) =>
    `A phone PIN has ${min} to ${max} digits. Please choose again.`,
  pin_not_digits: () => 'A phone PIN has digits only. Please choose again.',
  pin_too_easy: () =>
    'The same digit throughout, or digits in a row, are guessed first. Please choose another PIN.',
  pins_differ: () => 'The two are not the same. Please enter the PIN twice again.',
  telephone_unreadable: () =>
    'This is not a telephone number that can be called. Please check it; outside Japan it begins with + and the country code.',
  short_code_length: ({ digits, expected }) =>
    digits === 0
      ? `Please enter the ${expected} digits.`
      : `The code has ${expected} digits, but there ${digits === 1 ? 'is 1' : `are ${digits}`}.`,
  short_code_unknown: () =>
    'No order waits to be paid under this code. Please check the digits; if the code is old, get a new one where you got it.',
  tries_too_many: ({ again }) =>
    `Too many tries. Please try again after ${clock(again)} Japan time.`,
}

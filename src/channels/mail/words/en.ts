/** The letters in English. */
import { FULFILMENT_WORDS } from '../../fulfilment-words.ts'
import type { MailWords } from './words.ts'

export const en: MailWords = {
  colon: ': ',
  frame: {
    from: (name) => `Sent by ${name}`,
    never:
      'We never ask for passwords, codes, card numbers or gift-card numbers by e-mail, phone, text or chat, and never for a transfer to a person’s account.',
    contact: (phone, hours, email) => `Phone ${phone} (${hours}), e-mail ${email}`,
    japanTime: 'Japan time',
  },
  code: {
    signInSubject: 'Your sign-in code',
    signIn: 'You are signing in. Enter this code on the sign-in page:',
    registerSubject: 'Your code to create an account',
    register: 'There is no account for this address yet. Enter this code to create one:',
    changeEmailSubject: 'Your code to change the e-mail address',
    changeEmail:
      'You are changing the address you sign in with. Enter this code on the account page:',
    until: (clock) => `It is valid until ${clock} Japan time and works once.`,
    keep: 'Give the code to nobody, not even to someone who says they work for us. This letter contains no link to sign in: open our site yourself and enter the code only there.',
    notYou: 'If this was not you, ignore this letter. Nobody can sign in without the code.',
    notYouChange: 'If this was not you, do not use the code, and contact us at once.',
  },
  emailChanged: {
    subject: 'Your sign-in address was changed',
    text: (moment, newEmail) =>
      `On ${moment}, the address you sign in with was changed to ${newEmail}. Codes and notices now go there.`,
    notYou: 'If this was not you, contact us at once.',
  },
  signedIn: {
    subject: 'A new sign-in to your account',
    text: (moment, device) => `On ${moment}, a device signed in to your account: ${device}.`,
    notYou:
      'If it was you, there is nothing to do. If not, open our site yourself, sign that device out under “Signed-in devices”, and contact us.',
  },
  order: {
    delivered: {
      subject: (offer) => `Renewed: ${offer}`,
      now: 'Your payment arrived and your data is ready to use.',
      queued:
        'Your payment arrived. The pack is registered and starts by itself when the present one ends.',
      firstUse: 'Your payment arrived. The pack is registered and starts when it is first used.',
    },
    refundDue: {
      subject: (number) => `Being refunded: order ${number}`,
      text: 'The money is on its way back the way it came. To a card this usually takes a few working days. There is nothing you need to do.',
    },
    refunded: {
      subject: (number) => `Refunded: order ${number}`,
      text: 'The money went back the way it came. When you see it on a card depends on your bank.',
    },
    chargedBack: {
      subject: (number) => `Payment taken back by the bank: order ${number}`,
      text: 'The payer’s bank took this payment back, so what was left of the data has been stopped. If you did not ask for that, check with the bank, then contact us.',
    },
    why: {
      line_ended: 'The SIM has ended, so the data could not be delivered.',
      too_many_packs: 'The SIM already has as many waiting packs as it can hold.',
      replaced: 'You replaced it by another order.',
      too_late:
        'The money came after the order had ended and its points and gift cards had gone back.',
      asked: 'Refunded at your request.',
      goodwill: 'Our staff refunded it for you.',
      ...FULFILMENT_WORDS.en.refundWhy,
    },
    newEnd: 'Now valid until',
    noEnd: 'No end date, until the data is used up',
    endAtFirstUse: 'Counted from its first use',
    data: 'New data',
    total: (volume) => `${volume} in all`,
    daily: (volume, hour) =>
      hour === 0 ? `${volume} a day, new at midnight` : `${volume} a day, new at ${hour}:00`,
    unlimited: 'Unlimited data',
    starts: 'Starts',
    offer: 'Pack',
    price: 'Price',
    taxed: (price, percent, tax) => `${price} (includes ${percent}% consumption tax, ${tax})`,
    untaxed: (price) => `${price} (no consumption tax)`,
    amount: 'Amount',
    line: 'For SIM',
    number: 'Order',
    placedAt: 'Ordered',
    receipt: 'Receipt',
    page: 'The order',
    linkAdvice: 'You need not use the link: open our site yourself and look under “Orders”.',
  },
}

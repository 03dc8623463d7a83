/** English: reporting what pretends to be us. */
import type { ReportWords } from './words.ts'

export const enReports: ReportWords = {
  title: 'Report it to us',
  one: 'Report this',
  oneHint: 'The text goes to our staff, sealed. No name or contact is asked for.',
  more: 'Add what happened',
  lead: 'Tell us of a message, link, number or account that pretends to be us. Nothing in it is opened.',
  field: 'What you were sent',
  fieldHint: 'Paste the whole text. Leave out your own codes and card numbers.',
  pictures: 'Pictures can not be sent: type the links, numbers and accounts that they show.',
  happened: 'What happened',
  happenings: {
    received: 'I only received it',
    opened_link: 'I opened the link',
    added_account: 'I added the account',
    told_secret: 'I told a code, password or number',
    paid: 'I paid',
    gave_sim: 'I gave a SIM card or contract',
  },
  words: 'In your own words',
  wordsHint: 'Please leave out names and contacts; we do not need them.',
  optional: ' (optional)',
  send: 'Send the report',
  kept: 'What you send is kept sealed for our staff, and deleted when its time is over.',
  needed: 'Please paste what you were sent.',
  tooLong: (max) => `Please paste no more than ${max} characters.`,
  tooOften: (minutes) =>
    `You reported often in a short time. Please try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
  thanks: 'Thank you for telling us',
  next: [
    'People of ours read it, the oldest report first.',
    'What they confirm is shown as reported to everybody who checks it here.',
    'You get no answer from us. Whoever writes to you about a report is not us.',
  ],
  lost: 'If you paid, or told a code or card number',
  lostText:
    'Call your bank or card company now and have the payment stopped. Then call one of these lines.',
  back: 'Check something else',
}

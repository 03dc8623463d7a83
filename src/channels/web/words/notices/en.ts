/** Notice settings in English. */
import type { NoticePageWords } from './words.ts'

export const en: NoticePageWords = {
  title: 'Notice settings',
  lead: 'Choose what you want to be told and how. Codes and letters about orders always come.',
  groups: {
    data: { name: 'Data', hint: 'When 50, 80 and 100% is used' },
    ends: { name: 'Validity', hint: '3 days, 1 day and 1 hour before it ends' },
    auto_renewal: {
      name: 'Auto-renewal',
      hint: 'Before charging, when done, when it failed. What the law asks us to tell you cannot be switched off: where no chosen way reaches you, it comes by e-mail.',
    },
    number_loss: { name: 'Before your SIM is lost', hint: '30, 14, 7, 3 and 1 days before' },
    points: { name: 'Points', hint: 'When points expire soon' },
    bills: {
      name: 'Bills',
      hint: 'Monthly statements, anything odd on them, and what you contest',
    },
  },
  ways: { email: 'E-mail', web_push: 'Browser notification', sms: 'SMS' },
  smsHint:
    'SMS goes to the number of the SIM itself. A data-only SIM cannot receive it, so do not choose SMS alone.',
  zone: 'Your time zone',
  zoneHint: 'What is not urgent only comes between 8:00 and 22:00 where you are.',
  save: 'Save',
  saved: 'Your notice settings are saved.',
  push: {
    title: 'Notifications on this device',
    lead: 'They show even while this site is closed, when data runs out or validity ends. Signing out stops them.',
    unsupported: 'This browser cannot show notifications. Try another one, or choose e-mail.',
    begin: 'Notify me on this device',
    begun: 'This device is being notified.',
    end: 'Stop',
    failed:
      'It could not be switched on. Allow notifications for this site in your browser and try again.',
    refused: 'We cannot reach the push service of this browser. Please choose e-mail.',
  },
  silent:
    'Your mailbox refused our e-mails several times, so we stopped sending them (codes excepted). Check your mailbox, then sign out and sign in again with an e-mail code, or change your address.',
  unsubscribe: {
    title: 'Stop e-mail notices',
    ask: (group) => `No more e-mails about “${group}”?`,
    stop: 'Stop them',
    done: (group) => `You get no more e-mails about “${group}”. Other ways stay as they are.`,
    required:
      'What the law asks us to tell you still comes: by e-mail, if there is no other way to reach you.',
    unknown: 'This link is not complete or not right. Sign in and change your notice settings.',
    preferences: 'Open notice settings',
  },
}

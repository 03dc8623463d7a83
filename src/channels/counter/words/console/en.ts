/** English: what every page of the console shares. */
import { STAFF_LOCK_MINUTES, STAFF_TRIES_MAX } from '../../../../domain/staff/staff.ts'
import type { ConsoleWords } from './words.ts'

const roles: ConsoleWords['roles'] = {
  clerk: 'Clerk',
  senior: 'Senior clerk',
  agent: 'Hotline agent',
  operator: 'Operator',
  auditor: 'Auditor',
}

const acts: ConsoleWords['acts'] = {
  find_line: 'Finding a line',
  sell: 'Selling',
  take_money: 'Taking money',
  open_till: 'Opening a till',
  move_cash: 'Moving cash',
  close_till: 'Closing a till',
  read_shifts: 'Reading shifts',
  read_anomalies: 'Reading what looks odd on bills',
  check_identity: 'Checking a document',
  edit_person: 'Changing personal data',
  change_contact: 'Changing a contact',
  forget_person: 'Forgetting a person',
  replace_sim: 'Replacing a SIM',
  stop_change: 'Stopping a change',
  suspend_line: 'Suspending a line',
  resume_line: 'Resuming a line',
  keep_case: 'Keeping cases',
  refund: 'Refunding',
  pay_out_refund: 'Paying out a refund',
  raise_dispute: 'Disputing for a customer',
  read_disputes: 'Reading disputes',
  settle_disputes: 'Settling disputes',
  give_points: 'Giving points',
  sell_gift_card: 'Selling a gift card',
  check_gift_card: 'Checking a gift card',
  freeze_gift_card: 'Freezing a gift card',
  read_calls: 'Reading calls',
  answer_call: 'Answering calls',
  read_reports: 'Reading reports',
  judge_reports: 'Judging reports',
  edit_directory: 'Editing the directory',
  handle_breach: 'Handling a breach',
  manage_staff: 'Managing staff',
  be_second: 'Being the second person',
}

export const en: ConsoleWords = {
  frame: {
    console: 'Staff console',
    sandbox: 'Sandbox: nothing here is real money or a real customer.',
    skip: 'Skip to the page',
    language: 'Language',
    menu: 'Menu',
    find: 'Find a customer',
    findHint: 'Scan or type a SIM number, phone number, e-mail, name, document or order number',
    search: 'Find',
    till: 'Till',
    shifts: 'Shifts',
    giftCards: 'Gift cards',
    cases: 'Cases',
    calls: 'Hotline',
    official: 'Official or not',
    account: 'Account',
    signIn: 'Sign in',
    signOut: 'Sign out',
    lock: 'Lock',
    noTill: 'No till chosen',
    tillNamed: (name) => `Till ${name}`,
    shortcuts: 'Keyboard shortcuts',
    shortcutsHint: 'Inside a field press Alt as well.',
    close: 'Close',
    wrongTitle: 'That did not work yet',
    optional: 'optional',
  },
  roles,
  acts,
  trouble: {
    expired: 'This form is older than your sign-in. Please send it once more.',
    forbidden: {
      title: 'Not from here',
      text: 'This form did not come from our own page, or it is too old. Please open the page again.',
    },
    notFound: {
      title: 'Not found',
      text: 'There is nothing at this address, or it is not yours to see.',
    },
    tooMany: { title: 'Too many tries', text: 'This address asked too often.' },
    fault: {
      title: 'Something went wrong',
      text: 'The fault is ours. Nothing was done twice; please try again.',
    },
    busy: {
      title: 'Busy for a moment',
      text: 'The system cannot answer right now. Please try again.',
    },
    waitSeconds: (seconds) => `Please wait ${seconds} seconds.`,
    reference: (id) => `Reference: ${id}`,
    toStart: 'To the search',
  },
  second: {
    title: 'Second person',
    hint: 'This needs two people. Somebody else proves here that they stand beside you.',
    name: 'Their sign-in name',
    password: 'Their password',
    code: 'Their one-time code',
  },
  refusals: {
    act_not_allowed: ({ act, role }) => `${acts[act]} is not part of the role “${roles[role]}”.`,
    other_shop: ({ act, shop }) => `${acts[act]} is for the staff of the shop ${shop}.`,
    staff_signed_out: () => 'Your sign-in is over or locked. Please sign in again.',
    second_person_needed: ({ act }) =>
      `${acts[act]} needs a second person here. Please ask a colleague to prove themselves.`,
    second_person_refused: () =>
      'That person cannot be the second one here: it must be another person of this shop with that permission.',
    busy: ({ retryAfterSeconds }) =>
      `The system is busy. Please try again in ${retryAfterSeconds} seconds.`,
    key_reused: () => 'This form was sent before with other content. Please send it once more.',
    staff_not_proved: () =>
      `That was not right. Check name, password and one-time code; a code is good once. After ${STAFF_TRIES_MAX} wrong tries there is a pause of ${STAFF_LOCK_MINUTES} minutes.`,
  },
}

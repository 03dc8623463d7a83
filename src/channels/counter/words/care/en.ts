/** English: looking after a line. */
import { format } from '../../../format.ts'
import type { CareWords } from './words.ts'

const { longMoment } = format('en')

const reasons: CareWords['suspension']['reasons'] = {
  lost_card: 'Lost card',
  misuse: 'Misuse',
  request: 'The holder asked for it',
}

export const en: CareWords = {
  toCustomer: 'Back to the customer',
  saved: 'Saved.',
  identity: {
    title: 'Check a document',
    document: 'Passport, residence card or identity card',
    documentHint:
      'Scan, paste or type the two or three machine-readable lines, or the number of a residence card.',
    expires: 'Last day (residence card)',
    expiresHint: 'As printed on the card, for example 2028-05-01.',
    read: 'Read',
    compare: 'Compare with the person, and look for tampering',
    kind: 'Document',
    name: 'Name',
    state: 'Issued by',
    number: 'Number ends in',
    lastDay: 'Last day',
    noEnd: 'Never expires',
    expired: 'This document has expired.',
    isHolder: 'It is them',
    isNot: 'It is not them, or it was tampered with',
    another: 'Read another one',
    keeps:
      'Kept are the kind, the last characters, a keyed hash of the number, the result, your name and the time. Nothing else.',
    recorded: {
      accepted: 'The document was accepted.',
      expired: 'Recorded: the document has expired. It does not count.',
      refused: 'Recorded: the document was refused.',
    },
    numberAlone:
      'A number alone has no check digit. Please read the machine-readable lines of the document.',
    notADocument: 'This is no document. Please read it again.',
    tooOld: 'This was read too long ago. Please read the document once more.',
  },
  person: {
    title: 'Personal data',
    name: 'Name',
    language: 'Language of letters and pages',
    country: 'Country',
    countryHint: 'Two letters, for example VN; may stay empty.',
    save: 'Save',
    notHeld: 'Nobody holds this line, so that there is no personal data.',
  },
  contact: {
    title: 'Another e-mail address',
    now: 'Address now',
    fresh: 'New address',
    told: (hours) =>
      `The old address is told at once and can stop it. The change takes effect after ${hours} hours; every device is signed out then.`,
    ask: 'Ask for the change',
    asked: (due) => `Asked for. It takes effect on ${due}.`,
    otherDocument:
      'The document accepted today is another one than before. Please be sure that it is the same person.',
  },
  sim: {
    title: 'Another SIM card',
    now: 'Card now',
    iccid: 'Number of the new card (ICCID)',
    code: 'Activation code of the new card',
    codeHint: 'Ten digits, printed with the card.',
    told: (hours) =>
      `The holder is told at once and can stop it. The line moves to the new card after ${hours} hours; packs and number stay.`,
    ask: 'Ask for the replacement',
    asked: (due) => `Asked for. It takes effect on ${due}.`,
  },
  forget: {
    title: 'Delete account and personal data',
    told: (days) =>
      `The customer is told at once and can stop it. After ${days} days, name, e-mail, sign-ins, telephone and notes are deleted, points lapse and every line of the account is released. Invoices stay as long as law wants.`,
    ask: 'Ask for the deletion',
    asked: (due) => `Asked for. It is done on ${due}.`,
  },
  waiting: {
    title: 'Waiting changes',
    contact: (email, due) => `New address ${email}, on ${due}`,
    sim: (cardEnds, due) => `New card ending in ${cardEnds}, on ${due}`,
    forget: (due) => `Account and personal data deleted on ${due}`,
    byHolder: (at) => `Asked for by the holder in the portal on ${at}`,
    by: (first, second, at) => `Asked for by ${first} with ${second} on ${at}`,
    stop: 'Stop this change',
    stopped: 'The change was stopped.',
  },
  suspension: {
    reasons,
    reason: 'Why',
    title: 'Stopping the line',
    stop: 'Stop the line',
    goOn: 'Let the line go on',
    stopped: (reason, since) => `Stopped since ${since}: ${reason}`,
    running: 'The line is not stopped.',
  },
  cases: {
    title: 'Cases and notes',
    allTitle: 'Open cases',
    none: 'No cases.',
    open: 'Open a case',
    subject: 'About',
    note: 'Note',
    noteHint: 'Kept sealed; staff alone read it.',
    add: 'Add note',
    close: 'Close case',
    openedBy: (name, at) => `Opened by ${name} on ${at}`,
    closedBy: (name, at) => `Closed by ${name} on ${at}`,
    noteBy: (name, at) => `${name}, ${at}`,
    noteNeeded: 'Please write something.',
    noteTooLong: (max) => `Please write no more than ${max} characters.`,
    toLine: 'To the line',
  },
  refusals: {
    line_unknown: () => 'There is no such line, or its holder changed. Please look it up again.',
    line_not_held: () => 'Nobody holds this line, or somebody else does by now.',
    identity_check_today_needed: () => 'A document of the person must be accepted today first.',
    earlier_identity_check_needed: () =>
      'Today’s is the first document ever seen for this line. Another address can be asked for from tomorrow on, with the document seen again.',
    change_waits_already: ({ dueAt }) =>
      `Such a change waits already, until ${longMoment(dueAt)}. Stop it first.`,
    same_email: () => 'This is the address already.',
    email_taken: () => 'Another account signs in with this address.',
    card_unknown: () => 'There is no such card of this network in stock.',
    card_not_in_stock: () => 'This card is in use, or was used. Please take another one.',
    card_not_proved: () =>
      'The activation code does not belong to this card, or was wrong too often. Please compare it with the card.',
    order_not_over: () =>
      'An order on a line of this account is not over: it is to be paid, cancelled or refunded first.',
    dispute_not_over: () =>
      'A dispute on a line of this account is open: it is answered or withdrawn first.',
    lines_moved: () => 'The lines of the account changed meanwhile. Please try again.',
    change_not_waiting: () => 'This change is over: done, stopped or void.',
    line_suspended_already: ({ since, reason }) =>
      `The line is stopped since ${longMoment(since)}: ${reasons[reason]}.`,
    line_not_suspended: () => 'The line is not stopped.',
    too_many_open_cases: ({ max }) => `There are ${max} open cases. Please close one first.`,
    case_not_open: () => 'This case is closed.',
    too_many_notes: ({ max }) => `A case takes ${max} notes. Please open another one.`,
    name_missing: () => 'Please type a name.',
    name_too_long: ({ max }) => `A name has at most ${max} characters.`,
    expiry_date_shape: () => 'Please type year, month and day, for example 2028-05-01.',
    expiry_date_unknown_day: ({ year, month, day }) =>
      `${year}-${month}-${day} is in no calendar. Please check it.`,
  },
}

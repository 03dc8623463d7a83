/** English: signing in, locking, the own account and the till. */
import type { SignInWords } from './words.ts'

export const en: SignInWords = {
  signIn: {
    title: 'Staff sign-in',
    name: 'Sign-in name',
    password: 'Password',
    code: 'One-time code',
    codeHint: 'Six digits from your authenticator. Leave it empty the very first time.',
    submit: 'Sign in',
    passkey: 'Sign in with a passkey',
  },
  passkeyFailed: 'The passkey was not accepted. Please try again or use the password.',
  setUp: {
    title: 'Set up one-time codes',
    lead: 'Scan this picture with an authenticator app, or type the key into it. Then enter the code that it shows. Nothing else works before.',
    picture: 'QR code with the key for your authenticator',
    secret: 'Key',
    submit: 'Finish set-up',
  },
  lock: {
    title: 'Locked',
    lead: 'This console was left alone or locked. Enter your password to go on where you were.',
    submit: 'Unlock',
    passkey: 'Unlock with a passkey',
    other: 'Sign in as somebody else',
  },
  account: {
    title: 'Your account',
    role: 'Role',
    shop: 'Shop',
    noShop: 'No counter',
    passkeys: 'Passkeys',
    passkeysLead: 'A passkey that checks your finger, face or PIN replaces password and code.',
    noPasskeys: 'There is none yet.',
    passkeyName: 'Name for the passkey',
    addPasskey: 'Add a passkey',
    needsScript: 'Passkeys need scripts and a browser that knows them.',
    removePasskey: 'Remove',
    signIns: 'Where you are signed in',
    thisOne: 'this browser',
    endAll: 'Sign out everywhere',
    ended: 'You are signed out everywhere.',
  },
  till: {
    title: 'Choose your till',
    lead: 'Cash and terminal payments of this browser go through the till chosen here.',
    none: 'There is no till that you may stand at.',
    open: 'shift open',
    here: 'chosen',
  },
  refusals: {
    till_unknown: () => 'That till does not exist or belongs to another shop.',
    one_time_code_there: () => 'One-time codes are set up already. An operator can reset them.',
    one_time_code_wrong: () =>
      'That is not the code of this moment. Check the clock of your phone and enter the newest code.',
    too_many_passkeys: ({ max }) => `There are ${max} passkeys already. Remove one first.`,
  },
}

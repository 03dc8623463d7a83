/**
 * Journeys through the running product in a real browser, a small phone: getting in, choosing,
 * paying by card, calling, what is refused, reading. Each has its own lines of the demonstration
 * world. What else money does is in `money.test.ts`.
 */
import { accountJourneys } from './account-journeys.ts'
import { adviceJourneys } from './advice-journeys.ts'
import { paymentJourneys } from './payment-journeys.ts'
import { phoneCallJourneys } from './phone-call-journeys.ts'
import { phoneJourneys } from './phone-journeys.ts'
import { readingJourneys } from './reading-journeys.ts'
import { lateJourneys, refusalJourneys } from './refusal-journeys.ts'
import { renewalJourneys } from './renewal-journeys.ts'
import { strangerJourneys } from './stranger-journeys.ts'
import { walkAll } from './walking.ts'

walkAll('In a browser', [
  ['Renewing', renewalJourneys],
  ['Advised', adviceJourneys],
  ['Strangers', strangerJourneys],
  ['Accounts', accountJourneys],
  ['Paying', paymentJourneys],
  ['Telephone', phoneJourneys],
  ['Calling', phoneCallJourneys],
  ['Refusing', refusalJourneys],
  ['Reading', readingJourneys],
  ['In time', lateJourneys, 1],
])

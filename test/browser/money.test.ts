/**
 * Journeys of money through the running product in a real browser, a small phone: every way to pay,
 * somebody else's, giving back, renewing by itself. A product of its own beside `journeys.test.ts`,
 * because much of it takes days of the sandbox's clock.
 */
import { autoRenewalJourneys } from './auto-renewal-journeys.ts'
import { givingBackJourneys } from './giving-back-journeys.ts'
import { laterJourneys } from './later-journeys.ts'
import { payLinkJourneys } from './pay-link-journeys.ts'
import { payingWaysJourneys } from './paying-ways-journeys.ts'
import { walkAll } from './walking.ts'

walkAll('Money in a browser', [
  ['Ways to pay', payingWaysJourneys],
  ['Somebody else pays', payLinkJourneys],
  ['Giving back', givingBackJourneys],
  ['Days later', laterJourneys, 1],
  ['By itself', autoRenewalJourneys, 1],
])

/** Disputes through the running product: bills, the portal on a small phone, the console. */
import { disputeJourneys } from './dispute-journeys.ts'
import { walkAll } from './walking.ts'

walkAll('Disputes in a browser', [['What is odd on a bill', disputeJourneys, 1]])

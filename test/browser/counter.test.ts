/**
 * Journeys over the counter in a real browser, on the smallest screen of a console, and on the
 * phones of its customers. One at a time: one-time codes are good once, and a shift is everybody's.
 */
import { counterJourneys } from './counter-journeys.ts'
import { walkAll } from './walking.ts'

walkAll('Over the counter in a browser', [['At the desk', counterJourneys, 1]])

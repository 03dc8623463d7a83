/** Advice as the OpenAPI document shows it; a test holds it to its schema. */
import { QUOTES } from './examples.ts'
import type { Advice } from './schemas/advice.ts'
import type { Shape } from './shapes.ts'

const yen = (amount: number) => ({ amount, currency: 'JPY' }) as const
const OFFER = { id: 'day-1gb', version: 1 }
const NOON = '2026-04-01T03:00:00Z'
const NEXT_NOON = '2026-04-02T03:00:00Z'

export const ADVICE: Shape<typeof Advice> = {
  kind: 'plan',
  asOf: NOON,
  need: { bytes: 1_640_000_000, lastDay: '2026-04-03', source: 'usage', quantile: 'high' },
  steps: [
    {
      offer: OFFER,
      price: yen(550),
      when: 'now',
      at: NOON,
      startNow: false,
      effect: 'runs_now',
      from: NOON,
      until: NEXT_NOON,
      bytesServed: 820_000_000,
      reason: { kind: 'data_ended' },
      quote: QUOTES.items[0] ?? null,
    },
    {
      offer: OFFER,
      price: yen(550),
      when: 'planned',
      at: NEXT_NOON,
      startNow: false,
      effect: 'runs_now',
      from: NEXT_NOON,
      until: '2026-04-03T03:00:00Z',
      bytesServed: 820_000_000,
      reason: { kind: 'cover_ended' },
      quote: null,
    },
  ],
  price: yen(1_100),
  bytesUnserved: 0,
  hoursWithoutCover: 12,
  proof: { kind: 'exact' },
  comparisons: [
    {
      with: 'monthly',
      offer: { id: 'month-10gb', version: 2 },
      price: yen(2_980),
      yenSaved: 1_880,
      bytesServedMore: 0,
    },
  ],
  exhaustion: { early: NOON, median: NOON, late: NOON },
}

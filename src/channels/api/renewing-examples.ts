/** Examples of auto-renewal for the OpenAPI document; a test holds them to their schemas. */
import type * as schemas from './schemas/auto-renewal.ts'
import type { Shape } from './shapes.ts'

export const AUTO_RENEWAL: Shape<typeof schemas.AutoRenewal> = {
  state: 'on',
  mandate: {
    id: '01981f2e-0000-7000-8000-0000000000b1',
    offer: 'chidori-10gb-7d',
    maxPrice: { amount: 1430, currency: 'JPY' },
    means: { kind: 'kept', method: '01981f2e-0000-7000-8000-0000000000f1' },
    trigger: { kind: 'at_end' },
    monthlyCap: { amount: 6000, currency: 'JPY' },
    spentThisMonth: { amount: 1430, currency: 'JPY' },
    noticeHours: 24,
    since: '2027-01-10T03:00:00Z',
    pausedSince: null,
    pausedUntil: null,
    endedAt: null,
    endedWhy: null,
    chargesAt: '2027-01-17T14:45:00Z',
    retryAt: null,
    order: null,
    needsHolder: false,
    heldByTerms: false,
  },
  terms: [{ kind: 'auto-renewal', version: 1, hash: 'ab'.repeat(32) }],
  methods: [{ id: '01981f2e-0000-7000-8000-0000000000f1', brand: 'visa', lastDigits: '4242' }],
  points: 120,
}

/** A settlement as the OpenAPI document shows it; a test holds it to its schema. */
import type * as schemas from './schemas/settlements.ts'
import type { Shape } from './shapes.ts'

const yen = (amount: number) => ({ amount, currency: 'JPY' }) as const

export const SETTLEMENT: Shape<typeof schemas.Settlement> = {
  provider: 'stripe',
  day: '2026-11-22',
  gross: yen(143_000),
  refunds: yen(1_430),
  disputes: yen(0),
  fees: yen(5_148),
  other: yen(0),
  net: yen(136_422),
  payouts: yen(120_000),
  ledger: { opening: yen(18_200), closing: yen(34_722) },
  provided: { opening: yen(18_200), closing: yen(34_622) },
  comparison: {
    state: 'differs',
    at: '2026-11-22T21:00:05Z',
    payments: 100,
    mended: 2,
    differences: 1,
  },
  differences: [
    {
      figure: 'returned',
      order: '01964f2e-9a00-7c6d-8e5f-000000000a01',
      payment: '01964f2e-9a00-7c6d-8e5f-000000000a02',
      movement: null,
      ours: yen(1_330),
      theirs: yen(1_430),
    },
  ],
}

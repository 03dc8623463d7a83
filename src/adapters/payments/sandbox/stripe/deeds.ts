/** What time does to Stripe's objects, by the name under which it was planned. */
import type { Deeds } from '../due.ts'
import { settleCharge } from './off-session.ts'
import { settle } from './payments.ts'
import { endRefund } from './refunds.ts'
import { endVoucher } from './vouchers.ts'

export const STRIPE_DEEDS: Deeds = {
  approve: (sandbox, id) => settle(sandbox, id, true),
  refuse: (sandbox, id) => settle(sandbox, id, false),
  'approve-charge': (sandbox, id) => settleCharge(sandbox, id, true),
  'refuse-charge': (sandbox, id) => settleCharge(sandbox, id, false),
  'voucher-ends': (sandbox, id) => endVoucher(sandbox, id),
  'refund-arrives': (sandbox, id) => endRefund(sandbox, id, 'succeeded'),
}

/**
 * What would come back for an order if its buyer asked now, or staff gave it, and which way; or why
 * nothing would.
 */
import { present } from '../../domain/basics/assert.ts'
import type { AccountId } from '../../domain/basics/ids.ts'
import type { Result } from '../../domain/basics/result.ts'
import { offerOf } from '../../domain/catalogue/catalogue.ts'
import {
  quoteRefund,
  type RefundAsk,
  type RefundingRefusal,
  type RefundQuote,
} from '../../domain/order/refunding.ts'
import type { App } from '../app.ts'
import { NO_ACCOUNT } from '../door/state.ts'
import type { OrderWithPayment } from '../reads.ts'

export interface RefundAsking {
  /** The account whose points would be taken back, for the command. */
  readonly earner: AccountId | null
  readonly quote: Result<RefundQuote, RefundingRefusal>
}

export async function refundQuote(
  app: App,
  { order, payment }: OrderWithPayment,
  ask: RefundAsk = { kind: 'asked' },
): Promise<RefundAsking> {
  const earner = order.earning?.account ?? null
  const [{ packs }, { lots }] = await Promise.all([
    app.reads.line(order.line),
    earner === null ? NO_ACCOUNT : app.reads.account(earner),
  ])
  const offer = present(offerOf(app.catalogue(), order.offer), 'an order has its offer')
  const given = { offer, now: app.clock.now() }
  const quote = quoteRefund({ order, payment, packs, lots }, ask, given)
  return { earner, quote }
}

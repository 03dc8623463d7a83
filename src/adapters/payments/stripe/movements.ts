/**
 * Stripe's own book of our balance, as movements in our words. The mapping is pure; the reading
 * pages through Stripe's list and asks for the payment behind a refund or dispute where neither it
 * nor a charge of the same span says.
 *
 * | reporting category                                       | ours        |
 * |----------------------------------------------------------|-------------|
 * | charge, charge_failure                                   | charge      |
 * | refund, refund_failure, partial_capture_reversal         | refund      |
 * | dispute                                                  | dispute     |
 * | dispute_reversal                                         | dispute_won |
 * | payout, payout_reversal                                  | payout      |
 * | fee, network_cost, tax, …                                | fee         |
 * | anything else                                            | other       |
 *
 * The sign tells a refund from one that failed and came back. Other currencies than yen are not
 * ours and are left out.
 */
import type Stripe from 'stripe'
import type { PaymentRef, ProviderMovement } from '../../../app/ports.ts'
import { yen } from '../../../domain/basics/money.ts'
import { microsOf, type Instant } from '../../../domain/basics/time.ts'
import { fromSeconds } from './payment.ts'
import { idOf, refFrom, refOfIntent } from './reference.ts'
import type { Reach } from './trouble.ts'

/** Stripe's largest page. */
export const MOVEMENTS_A_PAGE = 100

/** More in one span than this is refused whole: ask for a shorter one. */
export const MOVEMENTS_MAX = 100_000

export class TooManyMovements extends Error {
  override name = 'TooManyMovements'
}

const KINDS: { readonly [category: string]: ProviderMovement['kind'] } = {
  charge: 'charge',
  charge_failure: 'charge',
  refund: 'refund',
  refund_failure: 'refund',
  partial_capture_reversal: 'refund',
  dispute: 'dispute',
  dispute_reversal: 'dispute_won',
  payout: 'payout',
  payout_reversal: 'payout',
  fee: 'fee',
  network_cost: 'fee',
  tax: 'fee',
}

/** In `[from, until)`, oldest first. Stripe keeps whole seconds. */
export async function readMovements(
  port: Reach,
  span: { readonly from: Instant; readonly until: Instant },
  movementsMax = MOVEMENTS_MAX,
): Promise<readonly ProviderMovement[]> {
  const booked = await port.ask('read movements', () => readBook(port, span, movementsMax))
  const refs = new Map<string, PaymentRef | null>()
  for (const { source } of booked) rememberCharge(refs, source)
  const movements: ProviderMovement[] = []
  for (const balance of booked) {
    movements.push(movementOf(balance, await refOf(port, refs, balance.source)))
  }
  return movements.toReversed()
}

async function readBook(
  { stripe }: Reach,
  { from, until }: { readonly from: Instant; readonly until: Instant },
  movementsMax: number,
): Promise<Stripe.BalanceTransaction[]> {
  const booked: Stripe.BalanceTransaction[] = []
  const pages = stripe.balanceTransactions.list({
    created: { gte: wholeSecondFrom(from), lt: wholeSecondFrom(until) },
    limit: MOVEMENTS_A_PAGE,
    expand: ['data.source'],
  })
  for await (const balance of pages) {
    if (balance.currency !== 'jpy') continue
    if (booked.length === movementsMax) {
      throw new TooManyMovements(
        `more than ${movementsMax} movements from ${String(from)} until ${String(until)}`,
      )
    }
    booked.push(balance)
  }
  return booked
}

export function movementOf(
  balance: Stripe.BalanceTransaction,
  ref: PaymentRef | null,
): ProviderMovement {
  return {
    id: balance.id,
    kind: KINDS[balance.reporting_category] ?? 'other',
    ref,
    amount: yen(balance.amount),
    fee: yen(balance.fee),
    at: fromSeconds(balance.created),
  }
}

type Source = Stripe.BalanceTransaction['source']

function rememberCharge(refs: Map<string, PaymentRef | null>, source: Source): void {
  if (source === null || typeof source === 'string' || source.object !== 'charge') return
  const intent = idOf(source.payment_intent)
  if (intent !== null) refs.set(intent, refFrom(source.metadata))
}

async function refOf(
  port: Reach,
  refs: Map<string, PaymentRef | null>,
  source: Source,
): Promise<PaymentRef | null> {
  if (source === null || typeof source === 'string') return null
  if (source.object === 'charge') return refFrom(source.metadata)
  if (source.object !== 'refund' && source.object !== 'dispute') return null
  const own = refFrom(source.metadata)
  if (own !== null) return own
  const intent = idOf(source.payment_intent)
  if (intent === null) return null
  const known = refs.get(intent)
  if (known !== undefined) return known
  const found = await refOfIntent(port, intent)
  refs.set(intent, found)
  return found
}

/** The first whole second at or after the instant. */
function wholeSecondFrom(at: Instant): number {
  return Number((microsOf(at) + 999_999n) / 1_000_000n)
}

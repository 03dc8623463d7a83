/**
 * Giving money back, once per refund id, for ever: by the request id for the 45 days for which
 * PayPal remembers it (Payments v2), and after that because PayPal takes the refund id only once
 * as `invoice_id` of a refund, and the order lists the refunds made. Asking again is also how an
 * undecided refund is asked after: PayPal repeats its answer, and the refund is then read.
 */
import type { PaymentProvider } from '../../../app/ports.ts'
import { assert } from '../../../domain/basics/assert.ts'
import type { ProviderRefund } from '../../../domain/payment/provider.ts'
import { isRefused, PayPalRefused, type Ask } from './client.ts'
import { idIn, moneyOf, type WireCapture, type WireOrder, type WireRefund } from './wire.ts'

/** Said about the capture, not about our asking: nothing went back, and nothing will. */
const FINAL_ISSUES: Readonly<Record<string, string>> = {
  CAPTURE_FULLY_REFUNDED: 'charge_already_refunded',
  MAX_NUMBER_OF_REFUNDS_EXCEEDED: 'too_many_refunds',
  PARTIAL_REFUND_NOT_ALLOWED: 'partial_refund_not_allowed',
  PAYER_ACCOUNT_LOCKED_OR_CLOSED: 'payer_account_closed',
  REFUND_AMOUNT_EXCEEDED: 'amount_too_large',
  REFUND_NOT_ALLOWED: 'refund_not_allowed',
  REFUND_NOT_PERMITTED_DUE_TO_CHARGEBACK: 'charge_disputed',
  REFUND_TIME_LIMIT_EXCEEDED: 'too_late',
  TRANSACTION_DISPUTED: 'charge_disputed',
}

type RefundRequest = Parameters<PaymentProvider['refund']>[0]

export async function refundOnce(ask: Ask, request: RefundRequest): Promise<ProviderRefund> {
  const { refundId, charge, amount } = request
  assert(amount > 0n, 'a refund gives money')
  try {
    const refund = await ask<WireRefund>({
      what: 'refund',
      method: 'POST',
      path: `/v2/payments/captures/${idIn(charge)}/refund`,
      requestId: `refund-${refundId}`,
      body: JSON.stringify({
        amount: moneyOf(amount),
        custom_id: refundId,
        invoice_id: refundId,
      }),
    })
    if (refund.status !== 'PENDING') return stateOf(refund)
    return stateOf(await readRefund(ask, refund.id))
  } catch (error) {
    if (!(error instanceof PayPalRefused) || error.status !== 422) throw error
    // What refuses a repeat after 45 days is what the first asking did.
    const made = await madeEarlier(ask, request)
    if (made !== null) return stateOf(made)
    const issue = error.issues.find((known) => known in FINAL_ISSUES)
    const reason = issue === undefined ? undefined : FINAL_ISSUES[issue]
    if (reason === undefined || isRefused(error, ['DUPLICATE_INVOICE_ID'])) throw error
    return { state: 'failed', reason }
  }
}

async function madeEarlier(
  ask: Ask,
  { refundId, charge }: RefundRequest,
): Promise<WireRefund | null> {
  const capture = await ask<WireCapture>({
    what: 'read capture',
    method: 'GET',
    path: `/v2/payments/captures/${idIn(charge)}`,
  })
  const orderId = capture.supplementary_data?.related_ids?.order_id
  if (orderId === undefined) return null
  const order = await ask<WireOrder>({
    what: 'look for refund',
    method: 'GET',
    path: `/v2/checkout/orders/${idIn(orderId)}`,
  })
  const refunds = order.purchase_units?.[0]?.payments?.refunds ?? []
  return refunds.find((refund) => refund.invoice_id === refundId) ?? null
}

function readRefund(ask: Ask, id: string): Promise<WireRefund> {
  return ask<WireRefund>({
    what: 'read refund',
    method: 'GET',
    path: `/v2/payments/refunds/${idIn(id)}`,
  })
}

function stateOf(refund: WireRefund): ProviderRefund {
  if (refund.status === 'COMPLETED') return { state: 'succeeded' }
  if (refund.status === 'PENDING') return { state: 'undecided', askPayer: false }
  if (refund.status === 'CANCELLED') return { state: 'failed', reason: 'canceled' }
  if (refund.status === 'FAILED') {
    return { state: 'failed', reason: (refund.status_details?.reason ?? 'unknown').toLowerCase() }
  }
  throw new Error(`refund ${refund.id} is in an unknown state: ${refund.status}`)
}

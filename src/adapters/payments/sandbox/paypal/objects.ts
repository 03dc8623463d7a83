/**
 * PayPal's objects as they stand on the wire: records in, JSON out. The payer they show is made
 * up; PayPal shows a real one here, which is why the adapter must not keep it.
 */
import type { Sandbox } from '../sandbox.ts'
import {
  find,
  listed,
  wireTime,
  type CaptureRecord,
  type DisputeRecord,
  type OrderRecord,
  type RefundRecord,
  type TokenRecord,
  type TransactionRecord,
} from './records.ts'

export const PAYER_EMAIL = 'payer@sandbox.example'
const MERCHANT = { email_address: 'shop@sandbox.example', merchant_id: 'SANDB2XSH2PAA' }
const PAYER_NAME = { given_name: 'Test', surname: 'Payer' }

export function money(amount: number): { currency_code: 'JPY'; value: string } {
  return { currency_code: 'JPY', value: String(amount) }
}

export function orderObject(sandbox: Sandbox, order: OrderRecord): Record<string, unknown> {
  return {
    id: order.id,
    intent: 'CAPTURE',
    status: order.status,
    payment_source: { paypal: walletOf(sandbox, order) },
    purchase_units: [unitOf(sandbox, order)],
    ...(order.payer === null ? {} : { payer: payerOf(order.payer) }),
    create_time: wireTime(order.created),
    update_time: wireTime(order.updated),
    links: orderLinks(sandbox, order),
  }
}

function unitOf(sandbox: Sandbox, order: OrderRecord): Record<string, unknown> {
  const capture = order.capture === null ? null : find(sandbox, 'paypal.capture', order.capture)
  const refunds = capture === null ? [] : listed(sandbox, 'paypal.refund', { parent: capture.id })
  const payments = {
    ...(capture === null ? {} : { captures: [captureObject(sandbox, capture)] }),
    ...(refunds.length === 0
      ? {}
      : { refunds: refunds.map((refund) => refundObject(sandbox, refund)) }),
  }
  return {
    reference_id: 'default',
    amount: money(order.amount),
    payee: MERCHANT,
    ...(order.description === null ? {} : { description: order.description }),
    ...ownIds(order),
    ...(capture === null ? {} : { payments }),
  }
}

function walletOf(sandbox: Sandbox, order: OrderRecord): Record<string, unknown> {
  if (order.payer === null) return {}
  return {
    email_address: PAYER_EMAIL,
    account_id: order.payer,
    account_status: 'VERIFIED',
    name: PAYER_NAME,
    address: { country_code: 'JP' },
    ...(order.keep && order.capture !== null
      ? { attributes: { vault: vaultOf(sandbox, order) } }
      : {}),
  }
}

/** Without an id while PayPal has only promised to keep the means. */
function vaultOf(sandbox: Sandbox, order: OrderRecord): Record<string, unknown> {
  const token = order.token === null ? null : find(sandbox, 'paypal.token', order.token)
  if (token === null) return { status: 'APPROVED' }
  return {
    id: token.id,
    status: 'VAULTED',
    customer: { id: token.customer },
    links: tokenLinks(sandbox, token.id),
  }
}

export function payerOf(payerId: string): Record<string, unknown> {
  return {
    name: PAYER_NAME,
    email_address: PAYER_EMAIL,
    payer_id: payerId,
    address: { country_code: 'JP' },
  }
}

function orderLinks(sandbox: Sandbox, order: OrderRecord): unknown[] {
  const href = `${sandbox.publicUrl()}/v2/checkout/orders/${order.id}`
  const self = { href, rel: 'self', method: 'GET' }
  if (order.status === 'COMPLETED') return [self]
  if (order.status === 'APPROVED') {
    return [self, { href: `${href}/capture`, rel: 'capture', method: 'POST' }]
  }
  return [
    self,
    { href: `${sandbox.publicUrl()}/pay/paypal/${order.id}`, rel: 'payer-action', method: 'GET' },
  ]
}

export function captureObject(sandbox: Sandbox, capture: CaptureRecord): Record<string, unknown> {
  const href = `${sandbox.publicUrl()}/v2/payments/captures/${capture.id}`
  const order = `${sandbox.publicUrl()}/v2/checkout/orders/${capture.order}`
  const net = capture.amount - capture.fee
  return {
    id: capture.id,
    status: capture.status,
    ...(capture.status === 'PENDING' ? { status_details: { reason: 'PENDING_REVIEW' } } : {}),
    amount: money(capture.amount),
    final_capture: true,
    disbursement_mode: 'INSTANT',
    seller_protection: { status: 'NOT_ELIGIBLE' },
    ...(capture.status === 'PENDING' || capture.status === 'DECLINED'
      ? {}
      : {
          seller_receivable_breakdown: {
            gross_amount: money(capture.amount),
            paypal_fee: money(capture.fee),
            net_amount: money(net),
          },
        }),
    ...ownIds(capture),
    supplementary_data: { related_ids: { order_id: capture.order } },
    create_time: wireTime(capture.created),
    update_time: wireTime(capture.updated),
    links: [
      { href, rel: 'self', method: 'GET' },
      { href: `${href}/refund`, rel: 'refund', method: 'POST' },
      { href: order, rel: 'up', method: 'GET' },
    ],
  }
}

export function refundObject(sandbox: Sandbox, refund: RefundRecord): Record<string, unknown> {
  const capture = `${sandbox.publicUrl()}/v2/payments/captures/${refund.capture}`
  const href = `${sandbox.publicUrl()}/v2/payments/refunds/${refund.id}`
  return {
    id: refund.id,
    status: refund.status,
    ...(refund.status === 'PENDING' ? { status_details: { reason: 'ECHECK' } } : {}),
    amount: money(refund.amount),
    ...ownIds(refund),
    seller_payable_breakdown: {
      gross_amount: money(refund.amount),
      paypal_fee: money(0),
      net_amount: money(refund.amount),
      total_refunded_amount: money(refund.total),
    },
    create_time: wireTime(refund.created),
    update_time: wireTime(refund.updated),
    links: [
      { href, rel: 'self', method: 'GET' },
      { href: capture, rel: 'up', method: 'GET' },
    ],
  }
}

export function tokenObject(sandbox: Sandbox, token: TokenRecord): Record<string, unknown> {
  return {
    id: token.id,
    customer: { id: token.customer },
    payment_source: {
      paypal: {
        email_address: PAYER_EMAIL,
        payer_id: token.payer,
        account_id: token.payer,
        name: PAYER_NAME,
        usage_type: 'MERCHANT',
        customer_type: 'CONSUMER',
      },
    },
    links: tokenLinks(sandbox, token.id),
  }
}

function tokenLinks(sandbox: Sandbox, id: string): unknown[] {
  const href = `${sandbox.publicUrl()}/v3/vault/payment-tokens/${id}`
  return [
    { href, rel: 'self', method: 'GET' },
    { href, rel: 'delete', method: 'DELETE' },
  ]
}

/** Lists show no outcome, as PayPal's do not. */
export function disputeObject(
  sandbox: Sandbox,
  dispute: DisputeRecord,
  { whole }: { readonly whole: boolean },
): Record<string, unknown> {
  const href = `${sandbox.publicUrl()}/v1/customer/disputes/${dispute.id}`
  const code = dispute.end === 'won' ? 'RESOLVED_SELLER_FAVOUR' : 'RESOLVED_BUYER_FAVOUR'
  const details = {
    disputed_transactions: [
      {
        seller_transaction_id: dispute.capture,
        gross_amount: money(dispute.amount),
        transaction_status: 'COMPLETED',
      },
    ],
    ...(dispute.end === null
      ? {}
      : {
          dispute_outcome: {
            outcome_code: code,
            ...(dispute.end === 'lost' ? { amount_refunded: money(dispute.amount) } : {}),
          },
        }),
  }
  return {
    dispute_id: dispute.id,
    create_time: wireTime(dispute.created),
    update_time: wireTime(dispute.updated),
    reason: 'MERCHANDISE_OR_SERVICE_NOT_RECEIVED',
    status: dispute.end === null ? 'UNDER_REVIEW' : 'RESOLVED',
    dispute_state: dispute.end === null ? 'UNDER_PAYPAL_REVIEW' : 'RESOLVED',
    dispute_amount: money(dispute.amount),
    dispute_life_cycle_stage: 'CHARGEBACK',
    dispute_channel: 'INTERNAL',
    ...(whole ? details : {}),
    links: [{ href, rel: 'self', method: 'GET' }],
  }
}

export function transactionObject(record: TransactionRecord): unknown {
  const at = wireTime(record.created).replace('Z', '+0000')
  return {
    transaction_info: {
      transaction_id: record.transaction,
      ...(record.about === null
        ? {}
        : { paypal_reference_id: record.about, paypal_reference_id_type: 'TXN' }),
      transaction_event_code: record.code,
      transaction_initiation_date: at,
      transaction_updated_date: at,
      transaction_amount: money(record.amount),
      ...(record.fee === 0 ? {} : { fee_amount: money(-record.fee) }),
      transaction_status: 'S',
      ...(record.invoiceId === null ? {} : { invoice_id: record.invoiceId }),
      ...(record.customId === null ? {} : { custom_field: record.customId }),
      protection_eligibility: '02',
    },
  }
}

function ownIds(record: { readonly customId: string | null; readonly invoiceId: string | null }) {
  return {
    ...(record.customId === null ? {} : { custom_id: record.customId }),
    ...(record.invoiceId === null ? {} : { invoice_id: record.invoiceId }),
  }
}

/**
 * Opening an order that a payer approves on PayPal's page, and taking what was approved. What
 * became of an order is read elsewhere (`payment.ts`).
 */
import { createHash } from 'node:crypto'
import type { Checkout, CheckoutRequest, Language, PaymentRef } from '../../../app/ports.ts'
import { assert } from '../../../domain/basics/assert.ts'
import { earlier, isBefore, plusHours, type Instant } from '../../../domain/basics/time.ts'
import type { ProviderPayment, ProviderReference } from '../../../domain/payment/provider.ts'
import { isRefused, PayPalRefused, type Ask } from './client.ts'
import { reasonIn } from './payment.ts'
import { customIdOf } from './ref.ts'
import { idIn, instantIn, moneyOf, PayPalMismatch, yenIn, type WireOrder } from './wire.ts'

/**
 * A payer has so long from the creation of an order to approve it (Orders v2, `links` of the
 * order: 3 hours unless PayPal has agreed to more).
 */
export const APPROVAL_HOURS = 3
/** Within the memory of a key only one order can have ended; more is somebody's broken clock. */
export const OPENINGS_MAX = 3
/** Orders v2, `purchase_units[].description`. */
export const DESCRIPTION_LENGTH_MAX = 127
/** Hexadecimal digits of the digest that tell two wordings apart. */
const WORDING_LENGTH = 16

const LOCALES: Readonly<Record<Language, string>> = {
  'zh-CN': 'zh-CN',
  'zh-TW': 'zh-TW',
  en: 'en-US',
  ja: 'ja-JP',
  ko: 'ko-KR',
}

/** The links that lead the payer to the page; the newer word first. */
const PAYER_LINKS = ['payer-action', 'approve']

/**
 * One order per payment and wording for as long as it can be approved; after that the next. Asked
 * after the six hours for which PayPal remembers a key there may be two; that all carry the payment
 * as `invoice_id` lets PayPal itself refuse to take twice.
 * @throws PayPalMismatch if the order that PayPal remembers asks for another amount
 */
export async function openOrder(
  ask: Ask,
  request: CheckoutRequest,
  { now }: { readonly now: Instant },
): Promise<Checkout> {
  assert(request.method === 'paypal', 'PayPal is asked for PayPal only')
  assert(request.amount > 0n, 'a checkout asks for money')
  const key = `checkout-${request.ref.payment}-${wordingOf(request)}`
  const body = JSON.stringify(orderParams(request))
  for (let opening = 1; opening <= OPENINGS_MAX; opening += 1) {
    const order = await ask<WireOrder>({
      what: 'open checkout',
      method: 'POST',
      path: '/v2/checkout/orders',
      requestId: opening === 1 ? key : `${key}-${opening}`,
      body,
    })
    const { url, until } = pageOf(order, request)
    if (!isBefore(now, until)) continue
    return {
      reference: order.id as ProviderReference,
      url,
      expiresAt: earlier(request.payBy, until),
    }
  }
  throw new Error(`PayPal gave only ended orders for payment ${request.ref.payment}`)
}

/**
 * Where the payer goes, and until when. Whoever has agreed already is sent where PayPal would send
 * them.
 */
function pageOf(order: WireOrder, request: CheckoutRequest): { url: string; until: Instant } {
  const asked = yenIn(order.purchase_units?.[0]?.amount)
  if (asked !== request.amount) {
    throw new PayPalMismatch(`order ${order.id} asks ${asked ?? '?'}, not ${request.amount} yen`)
  }
  const page = order.links?.find((link) => PAYER_LINKS.includes(link.rel))?.href
  const isAgreed = order.status === 'APPROVED' || order.status === 'COMPLETED'
  const url = isAgreed ? request.successUrl : page
  if (url === undefined || order.create_time === undefined) {
    throw new Error(`PayPal gave no page for order ${order.id}`)
  }
  return { url, until: plusHours(instantIn(order.create_time), APPROVAL_HOURS) }
}

/** A payer who comes back in another language is given an order in that language. */
function wordingOf(request: CheckoutRequest): string {
  const { language, description, successUrl, cancelUrl, keepMeans } = request
  const worded = JSON.stringify([language, description, successUrl, cancelUrl, keepMeans])
  return createHash('sha256').update(worded).digest('hex').slice(0, WORDING_LENGTH)
}

function orderParams(request: CheckoutRequest): unknown {
  return {
    intent: 'CAPTURE',
    purchase_units: [purchaseUnit(request)],
    payment_source: {
      paypal: {
        experience_context: {
          return_url: request.successUrl,
          cancel_url: request.cancelUrl,
          user_action: 'PAY_NOW',
          shipping_preference: 'NO_SHIPPING',
          locale: LOCALES[request.language],
        },
        ...(request.keepMeans
          ? { attributes: { vault: { store_in_vault: 'ON_SUCCESS', usage_type: 'MERCHANT' } } }
          : {}),
      },
    },
  }
}

export function purchaseUnit(asked: {
  readonly ref: PaymentRef
  readonly amount: CheckoutRequest['amount']
  readonly description: string
}): unknown {
  return {
    amount: moneyOf(asked.amount),
    description: asked.description.slice(0, DESCRIPTION_LENGTH_MAX),
    custom_id: customIdOf(asked.ref),
    invoice_id: asked.ref.payment,
  }
}

/**
 * Takes what was approved, once: PayPal refuses a second capture of an order whatever its key. The
 * key names the moment of the approval, because after a refused funding source the payer approves
 * the same order again, and that is another try.
 * @returns the order as it then is, or what the refusal means; null if it must be read again
 */
export async function captureOrder(
  ask: Ask,
  order: WireOrder,
  { payment }: PaymentRef,
): Promise<WireOrder | ProviderPayment | null> {
  const approval = (order.update_time ?? '').replaceAll(/\D/g, '')
  try {
    return await ask<WireOrder>({
      what: 'capture',
      method: 'POST',
      path: `/v2/checkout/orders/${idIn(order.id)}/capture`,
      requestId: `capture-${payment}-${approval}`,
      body: '{}',
    })
  } catch (error) {
    if (isRefused(error, ['ORDER_ALREADY_CAPTURED', 'ORDER_NOT_APPROVED'])) return null
    if (isRefused(error, ['ORDER_VOIDED'])) return { state: 'failed', reason: 'cancelled' }
    if (isRefused(error, ['ORDER_EXPIRED'])) return { state: 'failed', reason: 'expired' }
    // An earlier order of the same payment was captured; only a person can say which one counts.
    if (isRefused(error, ['DUPLICATE_INVOICE_ID'])) throw error
    const reason = error instanceof PayPalRefused ? reasonIn(error.issues) : null
    if (reason === null) throw error
    return { state: 'open', lastFailure: reason, voucher: null }
  }
}

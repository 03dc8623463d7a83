/** The ways to pay that a checkout allows, and what was asked of each. */
import type Stripe from 'stripe'
import { bracketed, textAt, wholeAt, type Form } from './form.ts'
import { PAYMENT_TYPES, type PaymentType } from './means.ts'
import { refused } from './trouble.ts'
import { VOUCHER_DAYS_MAX } from './vouchers.ts'

/** Convenience stores take payments between these, in yen. */
export const KONBINI_AMOUNT_MIN = 120
export const KONBINI_AMOUNT_MAX = 299_999

/**
 * What the merchant allows of what can pay this checkout: as at Stripe, a way that cannot take the
 * amount or cannot be kept for later is left out, and nothing left is an error.
 */
export function readTypes(
  form: Form,
  about: { readonly amount: number; readonly setupFutureUsage: string | null },
): PaymentType[] {
  const param = 'allowed_payment_method_types'
  const asked = form[param] ?? [...PAYMENT_TYPES]
  const list = typeof asked === 'string' ? [asked] : Object.values(asked)
  const unknown = list.find((name) => typeof name !== 'string' || name === '')
  if (unknown !== undefined) throw refused('Invalid payment method type.', { param })
  const types = PAYMENT_TYPES.filter((type) => list.includes(type) && canPay(type, about))
  if (types.length > 0) return types
  throw refused('No valid payment method types for this Checkout Session.', { param })
}

function canPay(
  type: PaymentType,
  { amount, setupFutureUsage }: { amount: number; setupFutureUsage: string | null },
): boolean {
  if (type !== 'card' && setupFutureUsage !== null) return false
  return type !== 'konbini' || (amount >= KONBINI_AMOUNT_MIN && amount <= KONBINI_AMOUNT_MAX)
}

export interface Options {
  readonly session: Stripe.Checkout.Session.PaymentMethodOptions
  readonly intent: Stripe.PaymentIntent.PaymentMethodOptions
  readonly voucherDays: number | null
}

export function readOptions(form: Form, types: readonly PaymentType[]): Options {
  const secure = readThreeDSecure(form)
  const voucherDays = readVoucherDays(form)
  const client = types.includes('wechat_pay') ? readWeChatClient(form) : null
  const session: Stripe.Checkout.Session.PaymentMethodOptions = {}
  const intent: Stripe.PaymentIntent.PaymentMethodOptions = {}
  if (types.includes('card')) {
    session.card = { request_three_d_secure: secure }
    intent.card = {
      installments: null,
      mandate_options: null,
      network: null,
      request_three_d_secure: secure,
    }
  }
  if (types.includes('konbini')) {
    session.konbini = { expires_after_days: voucherDays }
    intent.konbini = {
      confirmation_number: null,
      expires_after_days: voucherDays,
      expires_at: null,
      product_description: null,
    }
  }
  if (types.includes('alipay')) {
    session.alipay = {}
    intent.alipay = {}
  }
  if (types.includes('wechat_pay')) {
    session.wechat_pay = { app_id: null, client }
    intent.wechat_pay = { app_id: null, client }
  }
  return { session, intent, voucherDays }
}

function readThreeDSecure(form: Form): 'any' | 'automatic' | 'challenge' {
  const path = 'payment_method_options.card.request_three_d_secure'
  const asked = textAt(form, path) ?? 'automatic'
  if (asked === 'any' || asked === 'automatic' || asked === 'challenge') return asked
  throw invalid(path, 'must be one of any, automatic, or challenge')
}

/** A checkout takes days only; the instant that a PaymentIntent takes is unknown to it. */
function readVoucherDays(form: Form): number | null {
  const at = 'payment_method_options.konbini'
  if (textAt(form, `${at}.expires_at`) !== null) {
    throw refused(`Received unknown parameter: ${bracketed(`${at}.expires_at`)}`, {
      code: 'parameter_unknown',
      param: bracketed(`${at}.expires_at`),
    })
  }
  const path = `${at}.expires_after_days`
  const days = wholeAt(form, path)
  if (days === null || (days >= 1 && days <= VOUCHER_DAYS_MAX)) return days
  throw invalid(path, `must be between 1 and ${VOUCHER_DAYS_MAX}`)
}

/** Stripe wants to hear where the payer is whenever WeChat Pay is named. */
function readWeChatClient(form: Form): string | null {
  const path = 'payment_method_options.wechat_pay.client'
  const client = textAt(form, path)
  if (client === 'web') return client
  if (client === null && form['allowed_payment_method_types'] === undefined) return client
  throw invalid(path, 'must be web for a Checkout Session')
}

function invalid(path: string, rule: string) {
  return refused(`Invalid ${bracketed(path)}: ${rule}`, { param: bracketed(path) })
}

/**
 * Our methods in Stripe's words, and what each of them asks of a Checkout Session.
 *
 * 3-D Secure: `any` asks for authentication whenever the card can do it and leaves it to the
 * issuer to wave the payer through or to challenge (EMV 3-D Secure is expected of every
 * electronic-commerce payment in Japan since the end of March 2025, and a passed check moves the
 * liability for fraud to the issuer). `automatic` leaves the choice to Stripe. `challenge` is not
 * offered: it would force a one-time code, which often goes to a home SIM that is switched off.
 */
import type Stripe from 'stripe'
import type { HostedMethod } from '../../../domain/payment/provider.ts'

export type ThreeDSecure = 'any' | 'automatic'

export type StripeMethod = Exclude<HostedMethod, 'paypal'>

type Params = Stripe.Checkout.SessionCreateParams

/**
 * Since API 2026-09-30 types are no longer set outright: this filters those that the account has
 * switched on, so each must be on in Stripe's dashboard.
 */
export const STRIPE_TYPES: Readonly<
  Record<StripeMethod, 'card' | 'konbini' | 'alipay' | 'wechat_pay'>
> = { card: 'card', konbini: 'konbini', alipay: 'alipay', wechat_pay: 'wechat_pay' }

export function isStripeMethod(method: HostedMethod): method is StripeMethod {
  return method in STRIPE_TYPES
}

export function methodParams(
  method: StripeMethod,
  asked: { readonly threeDSecure: ThreeDSecure; readonly voucherDays: number | null },
) {
  return {
    allowed_payment_method_types: [STRIPE_TYPES[method]],
    payment_method_options: optionsOf(method, asked),
  } satisfies Params
}

function optionsOf(
  method: StripeMethod,
  { threeDSecure, voucherDays }: Parameters<typeof methodParams>[1],
): NonNullable<Params['payment_method_options']> {
  if (method === 'card') return { card: { request_three_d_secure: threeDSecure } }
  if (method === 'wechat_pay') return { wechat_pay: { client: 'web' } }
  return voucherDays === null ? {} : { konbini: { expires_after_days: voucherDays } }
}

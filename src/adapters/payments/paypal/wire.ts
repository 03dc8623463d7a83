/**
 * The parts of PayPal's objects that are read here (Orders v2, Payments v2, Disputes v1,
 * Transaction Search v1), as they come on the wire. Everything else in them is left alone,
 * above all who the payer is.
 */
import { yen, type Yen } from '../../../domain/basics/money.ts'
import { fromMicros, instant, microsOf, type Instant } from '../../../domain/basics/time.ts'

export interface WireMoney {
  readonly currency_code: string
  readonly value: string
}

export interface WireLink {
  readonly href: string
  readonly rel: string
}

export interface WireCapture {
  readonly id: string
  readonly status: string
  readonly amount: WireMoney
  readonly custom_id?: string
  readonly create_time: string
  readonly seller_receivable_breakdown?: { readonly paypal_fee?: WireMoney }
  readonly supplementary_data?: { readonly related_ids?: { readonly order_id?: string } }
}

export interface WireRefund {
  readonly id: string
  readonly status: string
  readonly invoice_id?: string
  readonly status_details?: { readonly reason?: string }
}

export interface WireOrder {
  readonly id: string
  readonly status: string
  readonly create_time?: string
  readonly update_time?: string
  readonly links?: readonly WireLink[]
  readonly payment_source?: {
    readonly paypal?: {
      readonly attributes?: {
        readonly vault?: {
          readonly id?: string
          readonly status?: string
          readonly customer?: { readonly id?: string }
        }
      }
    }
  }
  readonly purchase_units?: readonly {
    readonly amount?: WireMoney
    readonly custom_id?: string
    readonly payments?: {
      readonly captures?: readonly WireCapture[]
      readonly refunds?: readonly WireRefund[]
    }
  }[]
}

/** PayPal's amounts disagree with each other or with what we asked: somebody must look. */
export class PayPalMismatch extends Error {
  override name = 'PayPalMismatch'
}

/** Yen have no decimals at PayPal; zeros behind a point are let pass. Null is not yen. */
export function yenIn(money: WireMoney | undefined): Yen | null {
  if (money === undefined || money.currency_code !== 'JPY') return null
  const whole = /^(-?\d{1,15})(?:\.0+)?$/.exec(money.value)?.[1]
  return whole === undefined ? null : yen(BigInt(whole))
}

export function moneyOf(amount: Yen): WireMoney {
  return { currency_code: 'JPY', value: String(amount) }
}

/** RFC 3339, also with an offset without a colon, as Transaction Search writes it. */
export function instantIn(text: string): Instant {
  return instant(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'))
}

/** To the second, as PayPal takes it. */
export function wireTime(at: Instant): string {
  return fromMicros((microsOf(at) / 1_000_000n) * 1_000_000n).toString()
}

export function idIn(text: string): string {
  return encodeURIComponent(text)
}

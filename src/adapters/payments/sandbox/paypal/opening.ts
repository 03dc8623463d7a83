/** Creating an order: the parameters that the sandbox takes, checked as PayPal would. */
import type { Sandbox } from '../sandbox.ts'
import { mintId } from './ids.ts'
import type { OrderRecord } from './records.ts'
import { malformed, unprocessable } from './trouble.ts'

/** JSON of a body, read step by step; nothing in it is trusted to have a shape. */
export type Json = { readonly [field: string]: unknown }

const CUSTOM_ID_LENGTH_MAX = 127
const INVOICE_ID_LENGTH_MAX = 127
const DESCRIPTION_LENGTH_MAX = 127
/** PayPal's bound for one payment in yen. */
export const AMOUNT_MAX = 10_000_000

export function at(body: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((here, step) => (here as Json | null | undefined)?.[step], body)
}

export function textAt(body: unknown, path: string, lengthMax = 2_000): string | null {
  const value = at(body, path)
  if (value === undefined || value === null) return null
  if (typeof value !== 'string') throw malformed(pointer(path), 'INVALID_PARAMETER_SYNTAX')
  if (value === '' || value.length > lengthMax) {
    throw malformed(pointer(path), 'INVALID_STRING_LENGTH')
  }
  return value
}

/** Whole yen above zero. */
export function amountAt(body: unknown, path: string): number {
  const currency = textAt(body, `${path}.currency_code`) ?? lacking(`${path}.currency_code`)
  const value = textAt(body, `${path}.value`, 32) ?? lacking(`${path}.value`)
  if (currency !== 'JPY') {
    throw unprocessable(
      'INVALID_CURRENCY_CODE',
      'Currency code is invalid or is not currently supported. The sandbox takes JPY only.',
    )
  }
  if (/^\d+\.\d+$/.test(value)) {
    throw unprocessable('DECIMALS_NOT_SUPPORTED', 'Currency does not support decimals.')
  }
  if (!/^-?\d{1,15}$/.test(value)) throw malformed(pointer(path), 'INVALID_PARAMETER_SYNTAX')
  const amount = Number(value)
  if (amount <= 0) {
    throw unprocessable('CANNOT_BE_ZERO_OR_NEGATIVE', 'Must be greater than zero.')
  }
  if (amount > AMOUNT_MAX) {
    throw unprocessable(
      'TRANSACTION_LIMIT_EXCEEDED',
      'Total payment amount exceeded transaction limit.',
    )
  }
  return amount
}

/** An order that has not been stored yet, as the body asks for it. */
export function orderAsked(sandbox: Sandbox, body: unknown): OrderRecord {
  if (at(body, 'intent') !== 'CAPTURE') throw malformed('/intent', 'INVALID_PARAMETER_SYNTAX')
  const units = at(body, 'purchase_units')
  if (!Array.isArray(units) || units.length !== 1) throw malformed('/purchase_units')
  const context = 'payment_source.paypal.experience_context'
  const created = sandbox.clock.nowSeconds()
  const vault = 'payment_source.paypal.attributes.vault'
  const keep = textAt(body, `${vault}.store_in_vault`) === 'ON_SUCCESS'
  if (keep && textAt(body, `${vault}.usage_type`) === null) throw malformed(`/${vault}/usage_type`)
  return {
    id: mintId(),
    object: 'paypal.order',
    created,
    updated: created,
    status: 'PAYER_ACTION_REQUIRED',
    amount: amountAt(body, 'purchase_units.0.amount'),
    description: textAt(body, 'purchase_units.0.description', DESCRIPTION_LENGTH_MAX),
    customId: textAt(body, 'purchase_units.0.custom_id', CUSTOM_ID_LENGTH_MAX),
    invoiceId: textAt(body, 'purchase_units.0.invoice_id', INVOICE_ID_LENGTH_MAX),
    locale: textAt(body, `${context}.locale`, 10),
    returnUrl: urlAt(body, `${context}.return_url`),
    cancelUrl: urlAt(body, `${context}.cancel_url`),
    keep,
    charged: textAt(body, 'payment_source.paypal.vault_id', 255),
    outcome: null,
    refused: false,
    payer: null,
    capture: null,
    token: null,
  }
}

function urlAt(body: unknown, path: string): string | null {
  const text = textAt(body, path)
  const protocol = URL.parse(text ?? 'http:/x')?.protocol
  if (protocol === 'http:' || protocol === 'https:') return text
  throw malformed(pointer(path), 'INVALID_PARAMETER_SYNTAX')
}

export function lacking(path: string): never {
  throw malformed(pointer(path))
}

function pointer(path: string): string {
  return `/${path.replaceAll('.', '/')}`
}

/** Opening a Checkout Session: the parameters that the sandbox takes, checked as Stripe would. */
import type Stripe from 'stripe'
import type { Sandbox } from '../sandbox.ts'
import { findCustomer } from './customers.ts'
import { bracketed, textAt, textsAt, wholeAt, type Form } from './form.ts'
import { mintId } from './ids.ts'
import { sessionObject } from './objects/session.ts'
import { readOptions, readTypes } from './options.ts'
import type { SessionPrivate } from './payments.ts'
import { missingParam, refused } from './trouble.ts'

export const SESSION_SECONDS_MIN = 30 * 60
export const SESSION_SECONDS_MAX = 24 * 3_600
/** Stripe's bounds for one payment in yen. */
export const AMOUNT_MIN = 50
export const AMOUNT_MAX = 99_999_999

const KNOWN = [
  'adaptive_pricing',
  'allowed_payment_method_types',
  'cancel_url',
  'client_reference_id',
  'customer',
  'customer_creation',
  'customer_email',
  'expand',
  'expires_at',
  'line_items',
  'locale',
  'metadata',
  'mode',
  'payment_intent_data',
  'payment_method_options',
  'submit_type',
  'success_url',
]

/** Called inside the transaction that also remembers the key. */
export function openSession(sandbox: Sandbox, form: Form): Stripe.Checkout.Session {
  refuseUnknown(form, KNOWN)
  const item = readItem(form)
  const setupFutureUsage = readUsage(form)
  const types = readTypes(form, { amount: item.amount, setupFutureUsage })
  const options = readOptions(form, types)
  const created = sandbox.clock.nowSeconds()
  const expiresAt = readExpiry(form, created)
  const id = mintId('cs_test')
  const session = sessionObject({
    id,
    created,
    expiresAt,
    amount: item.amount,
    url: `${sandbox.publicUrl()}/pay/${id}`,
    successUrl: readUrl(form, 'success_url') ?? missingParameter('success_url'),
    cancelUrl: readUrl(form, 'cancel_url'),
    clientReference: textAt(form, 'client_reference_id'),
    email: textAt(form, 'customer_email'),
    locale: textAt(form, 'locale'),
    metadata: textsAt(form, 'metadata'),
    submitType: textAt(form, 'submit_type'),
    types,
    options: options.session,
    ...readCustomer(sandbox, form),
  })

  // From here opening must succeed.
  const known: SessionPrivate = {
    description: item.name,
    intentMetadata: textsAt(form, 'payment_intent_data.metadata'),
    intentDescription: textAt(form, 'payment_intent_data.description'),
    options: options.intent,
    setupFutureUsage,
    voucherDays: options.voucherDays,
  }
  sandbox.store.put(session, { openUntil: expiresAt })
  sandbox.store.setPrivate(id, known)
  return session
}

export function refuseUnknown(form: Form, known: readonly string[]): void {
  const unknown = Object.keys(form).find((name) => !known.includes(name))
  if (unknown === undefined) return
  throw refused(`Received unknown parameter: ${unknown}`, {
    code: 'parameter_unknown',
    param: unknown,
  })
}

function readUsage(form: Form): SessionPrivate['setupFutureUsage'] {
  const path = 'payment_intent_data.setup_future_usage'
  const asked = textAt(form, path)
  if (asked === null || asked === 'off_session' || asked === 'on_session') return asked
  throw refused(`Invalid ${bracketed(path)}: must be one of off_session or on_session`, {
    param: bracketed(path),
  })
}

function readCustomer(
  sandbox: Sandbox,
  form: Form,
): { customer: string | null; customerCreation: 'always' | 'if_required' | null } {
  const customer = textAt(form, 'customer')
  const creation = textAt(form, 'customer_creation')
  if (customer === null) {
    if (creation === 'always') return { customer, customerCreation: creation }
    if (creation === null || creation === 'if_required') {
      return { customer, customerCreation: 'if_required' }
    }
    throw refused('Invalid customer_creation: must be one of if_required or always', {
      param: 'customer_creation',
    })
  }
  if (creation !== null || textAt(form, 'customer_email') !== null) {
    throw refused(
      'You may only specify one of these parameters: customer, customer_creation, customer_email.',
      {
        code: 'parameters_exclusive',
      },
    )
  }
  if (findCustomer(sandbox, customer) === null) {
    throw missingParam('customer', customer, 'customer')
  }
  return { customer, customerCreation: null }
}

function readItem(form: Form): { name: string; amount: number } {
  if (textAt(form, 'mode') !== 'payment') {
    throw refused('The sandbox knows mode payment only.', { param: 'mode' })
  }
  if (!Array.isArray(form['line_items']) || form['line_items'].length !== 1) {
    throw refused('The sandbox takes exactly one line item.', { param: 'line_items' })
  }
  const at = 'line_items.0.price_data'
  if (textAt(form, `${at}.currency`)?.toLowerCase() !== 'jpy') {
    throw refused('The sandbox takes yen only.', { param: bracketed(`${at}.currency`) })
  }
  const unit = wholeAt(form, `${at}.unit_amount`) ?? missingParameter(`${at}.unit_amount`)
  const quantity = wholeAt(form, 'line_items.0.quantity') ?? 1
  const amount = unit * quantity
  if (amount < AMOUNT_MIN) {
    throw refused(
      `The Checkout Session's total amount due must add up to at least ¥${AMOUNT_MIN}`,
      {
        code: 'amount_too_small',
      },
    )
  }
  if (amount > AMOUNT_MAX) {
    throw refused(`The Checkout Session's total amount must be no more than ¥${AMOUNT_MAX}`, {
      code: 'amount_too_large',
    })
  }
  const name = textAt(form, `${at}.product_data.name`)
  return { name: name ?? missingParameter(`${at}.product_data.name`), amount }
}

function readExpiry(form: Form, created: number): number {
  const asked = wholeAt(form, 'expires_at') ?? created + SESSION_SECONDS_MAX
  if (asked < created + SESSION_SECONDS_MIN) {
    throw refused(
      'The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.',
      { param: 'expires_at' },
    )
  }
  if (asked > created + SESSION_SECONDS_MAX) {
    throw refused(
      'The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.',
      { param: 'expires_at' },
    )
  }
  return asked
}

function readUrl(form: Form, name: string): string | null {
  const text = textAt(form, name)
  if (text === null) return null
  const url = URL.parse(text)
  if (url !== null && (url.protocol === 'http:' || url.protocol === 'https:')) return text
  throw refused('Not a valid URL', { code: 'url_invalid', param: name })
}

function missingParameter(path: string): never {
  throw refused(`Missing required param: ${bracketed(path)}.`, {
    code: 'parameter_missing',
    param: bracketed(path),
  })
}

/** Opening a Checkout Session: the parameters that the sandbox takes, checked as Stripe would. */
import type Stripe from 'stripe'
import type { Sandbox } from '../sandbox.ts'
import { bracketed, textAt, textsAt, wholeAt, type Form } from './form.ts'
import { mintId } from './ids.ts'
import { sessionObject } from './objects.ts'
import type { SessionPrivate } from './payments.ts'
import { refused } from './trouble.ts'

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
  const unknown = Object.keys(form).find((name) => !KNOWN.includes(name))
  if (unknown !== undefined) {
    throw refused(`Received unknown parameter: ${unknown}`, {
      code: 'parameter_unknown',
      param: unknown,
    })
  }
  const item = readItem(form)
  refuseUnlessCards(form)
  const created = sandbox.clock.nowSeconds()
  const expiresAt = readExpiry(form, created)
  const threeDSecure = readThreeDSecure(form)
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
    threeDSecure,
    submitType: textAt(form, 'submit_type'),
  })

  // From here opening must succeed.
  const known: SessionPrivate = {
    description: item.name,
    intentMetadata: textsAt(form, 'payment_intent_data.metadata'),
    intentDescription: textAt(form, 'payment_intent_data.description'),
    threeDSecure,
  }
  sandbox.store.put(session, { openUntil: expiresAt })
  sandbox.store.setPrivate(id, known)
  return session
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

function refuseUnlessCards(form: Form): void {
  const types = form['allowed_payment_method_types'] ?? ['card']
  const list = typeof types === 'string' ? [types] : Object.values(types)
  if (!list.includes('card')) {
    throw refused('No valid payment method types for this Checkout Session.', {
      param: 'allowed_payment_method_types',
    })
  }
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

function readThreeDSecure(form: Form): SessionPrivate['threeDSecure'] {
  const path = 'payment_method_options.card.request_three_d_secure'
  const asked = textAt(form, path) ?? 'automatic'
  if (asked === 'any' || asked === 'automatic' || asked === 'challenge') return asked
  throw refused(`Invalid ${bracketed(path)}: must be one of any, automatic, or challenge`, {
    param: bracketed(path),
  })
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

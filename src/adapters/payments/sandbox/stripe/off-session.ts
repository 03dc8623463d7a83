/**
 * A kept card charged without its payer: one call that creates and confirms a PaymentIntent. A
 * decline is an answer (402 with the PaymentIntent inside), and what it stored stays.
 */
import { idOf } from './ids.ts'
import type Stripe from 'stripe'
import type { Decline } from '../cards.ts'
import type { Sandbox } from '../sandbox.ts'
import {
  advices,
  deliberate,
  failureOf,
  findMethod,
  privateOfMethod,
  refusedNews,
  refuseMoney,
  savedConductOf,
  takeMoney,
  takenNews,
  type Trying,
} from './charging.ts'
import { findCustomer } from './customers.ts'
import { openDispute } from './disputes.ts'
import { tell } from './events.ts'
import { bracketed, textAt, textsAt, wholeAt, type Form } from './form.ts'
import { mintId } from './ids.ts'
import { findIntentById } from './intents.ts'
import { intentObject } from './objects/payment.ts'
import { AMOUNT_MAX, AMOUNT_MIN, refuseUnknown } from './opening.ts'
import { decided, missingParam, refused, StripeTrouble } from './trouble.ts'

const KNOWN = [
  'allowed_payment_method_types',
  'amount',
  'automatic_payment_methods',
  'confirm',
  'currency',
  'customer',
  'description',
  'error_on_requires_action',
  'expand',
  'metadata',
  'off_session',
  'payment_method',
  'payment_method_types',
  'receipt_email',
  'statement_descriptor_suffix',
]

/** Called inside the transaction that also remembers the key; a returned trouble is the answer. */
export function chargeOffSession(
  sandbox: Sandbox,
  form: Form,
): Stripe.PaymentIntent | StripeTrouble {
  refuseUnknown(form, KNOWN)
  for (const flag of ['confirm', 'off_session']) {
    if (textAt(form, flag) === 'true') continue
    throw refused(`The sandbox charges kept cards only: ${flag} must be true.`, { param: flag })
  }
  const amount = readAmount(form)
  const { customer, method } = readMeans(sandbox, form)

  // From here there is an intent, whatever becomes of it.
  const id = mintId('pi')
  const intent = intentObject({
    id,
    secret: mintId(`${id}_secret`),
    created: sandbox.clock.nowSeconds(),
    amount,
    description: textAt(form, 'description'),
    metadata: textsAt(form, 'metadata'),
    types: ['card'],
    options: { card: NO_OPTIONS },
    customer,
    setupFutureUsage: null,
  })
  sandbox.store.put(intent, { parent: customer })
  const known = privateOfMethod(sandbox, method.id)
  return conduct(sandbox, { intent, method, means: known.means })
}

const NO_OPTIONS: Stripe.PaymentIntent.PaymentMethodOptions.Card = {
  installments: null,
  mandate_options: null,
  network: null,
  request_three_d_secure: 'automatic',
}

function conduct(sandbox: Sandbox, trying: Trying): Stripe.PaymentIntent | StripeTrouble {
  const way = savedConductOf(privateOfMethod(sandbox, trying.method.id))
  switch (way.kind) {
    case 'approve':
      return approve(sandbox, trying).intent
    case 'dispute': {
      const { intent, charge } = approve(sandbox, trying)
      openDispute(sandbox, charge)
      return intent
    }
    case 'decide-later': {
      const deed = way.approve ? 'approve-charge' : 'refuse-charge'
      const intent = deliberate(sandbox, trying, { id: trying.intent.id, deed })
      tell(sandbox, intent.id, [{ type: 'payment_intent.processing', object: intent }])
      return intent
    }
    case 'decline':
      return refuse(sandbox, trying, way)
  }
}

function approve(sandbox: Sandbox, trying: Trying) {
  const taken = takeMoney(sandbox, trying)
  tell(sandbox, taken.intent.id, takenNews(taken.charge, taken.intent))
  return taken
}

function refuse(sandbox: Sandbox, trying: Trying, way: Decline): StripeTrouble {
  const failure = failureOf(way)
  const { intent, charge } = refuseMoney(sandbox, trying, failure)
  tell(sandbox, intent.id, refusedNews(charge, intent))
  return new StripeTrouble(402, {
    type: 'card_error',
    code: failure.code,
    decline_code: way.declineCode,
    message: failure.message,
    charge: charge.id,
    ...advices(failure.advice),
    payment_intent: intent,
    payment_method: trying.method,
  })
}

/** The bank has decided at last about a charge without its payer. */
export function settleCharge(sandbox: Sandbox, id: string, approved: boolean): boolean {
  const settled = sandbox.store.transaction(() => {
    const intent = findIntentById(sandbox, id)
    if (intent?.status !== 'processing') return false
    const method = findMethod(sandbox, idOf(intent.payment_method))
    if (method === null) return false
    const trying = { intent, method, means: privateOfMethod(sandbox, method.id).means }
    sandbox.store.dropActs(id)
    if (approved) approve(sandbox, trying)
    else {
      const failure = { code: 'card_declined', declineCode: 'generic_decline' }
      const message = 'Your card was declined.'
      const { intent: over, charge } = refuseMoney(sandbox, trying, { ...failure, message })
      tell(sandbox, id, refusedNews(charge, over))
    }
    return true
  })
  sandbox.wake()
  return settled
}

function readAmount(form: Form): number {
  if (textAt(form, 'currency')?.toLowerCase() !== 'jpy') {
    throw refused('The sandbox takes yen only.', { param: 'currency' })
  }
  const amount = wholeAt(form, 'amount')
  if (amount === null) {
    throw refused('Missing required param: amount.', { code: 'parameter_missing', param: 'amount' })
  }
  const code = amount < AMOUNT_MIN ? 'amount_too_small' : 'amount_too_large'
  if (amount >= AMOUNT_MIN && amount <= AMOUNT_MAX) return amount
  throw refused(`Amount must be between ¥${AMOUNT_MIN} and ¥${AMOUNT_MAX}`, {
    code,
    param: 'amount',
  })
}

function readMeans(
  sandbox: Sandbox,
  form: Form,
): { readonly customer: string; readonly method: Stripe.PaymentMethod } {
  const customer = textAt(form, 'customer') ?? missingText('customer')
  const id = textAt(form, 'payment_method') ?? missingText('payment_method')
  if (findCustomer(sandbox, customer) === null) {
    throw missingParam('customer', customer, 'customer')
  }
  const method = findMethod(sandbox, id)
  if (method === null) throw missingParam('PaymentMethod', id, 'payment_method')
  if (method.customer === null) {
    throw decided(
      'The provided PaymentMethod was previously used with a PaymentIntent without Customer ' +
        'attachment, or was detached from a Customer. It may not be used again. To use a ' +
        'PaymentMethod multiple times, you must attach it to a Customer first.',
    )
  }
  if (method.customer === customer) return { customer, method }
  throw decided(
    `The customer does not have a payment method with the ID ${id}. The payment method must be ` +
      `attached to the customer.`,
  )
}

function missingText(path: string): never {
  throw refused(`Missing required param: ${bracketed(path)}.`, {
    code: 'parameter_missing',
    param: bracketed(path),
  })
}

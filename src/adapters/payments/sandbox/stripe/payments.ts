/**
 * The life of a checkout: opened, tried with cards, authenticated, decided later, ended. Each verb
 * is one transaction that changes the objects and queues the webhooks that tell of it; a verb that
 * comes too late answers `over` and changes nothing.
 */
import type Stripe from 'stripe'
import type { TestCard } from '../cards.ts'
import type { Sandbox } from '../sandbox.ts'
import { tell, type Told } from './events.ts'
import { mintId } from './ids.ts'
import { balanceObject, chargeObject, intentObject, type IntentAsked } from './objects.ts'

export type Expiry = { readonly month: number; readonly year: number }

export type Attempt = 'succeeded' | 'declined' | 'authenticate' | 'deciding' | 'over'

/** What the sandbox knows of a checkout and does not show on the wire. */
export interface SessionPrivate {
  readonly description: string
  readonly intentMetadata: { [name: string]: string }
  readonly intentDescription: string | null
  readonly threeDSecure: IntentAsked['threeDSecure']
  /** The test card of the latest attempt: a name from the list, never a number. */
  readonly attempt?: { readonly card: TestCard; readonly expiry: Expiry }
}

export function findSession(sandbox: Sandbox, id: string): Stripe.Checkout.Session | null {
  const found = sandbox.store.get<Stripe.Checkout.Session>(id)
  return found?.object === 'checkout.session' ? found : null
}

export function privateOf(sandbox: Sandbox, id: string): SessionPrivate {
  return sandbox.store.getPrivate(id) as SessionPrivate
}

export function findIntent(
  sandbox: Sandbox,
  session: Stripe.Checkout.Session,
): Stripe.PaymentIntent | null {
  if (typeof session.payment_intent !== 'string') return null
  return sandbox.store.get<Stripe.PaymentIntent>(session.payment_intent)
}

function saveSession(sandbox: Sandbox, session: Stripe.Checkout.Session): void {
  sandbox.store.put(session, {
    parent: session.payment_intent as string | null,
    openUntil: session.status === 'open' ? session.expires_at : null,
  })
}

/** The payer presses "pay" with a test card. */
export function attemptPayment(
  sandbox: Sandbox,
  sessionId: string,
  { card, expiry }: { readonly card: TestCard; readonly expiry: Expiry },
): Attempt {
  const outcome = sandbox.store.transaction((): Attempt => {
    const session = findSession(sandbox, sessionId)
    if (session === null || !isPayable(sandbox, session)) return 'over'
    const intent = findIntent(sandbox, session) ?? beginIntent(sandbox, session)
    const known = privateOf(sandbox, sessionId)
    sandbox.store.setPrivate(sessionId, { ...known, attempt: { card, expiry } })
    return conduct(sandbox, { session, intent, card, expiry })
  })
  sandbox.wake()
  return outcome
}

interface Trying {
  readonly session: Stripe.Checkout.Session
  readonly intent: Stripe.PaymentIntent
  readonly card: TestCard
  readonly expiry: Expiry
}

function conduct(sandbox: Sandbox, trying: Trying): Attempt {
  const { conduct: way } = trying.card
  switch (way.kind) {
    case 'approve':
      return approve(sandbox, trying)
    case 'duplicate-webhooks':
      return approve(sandbox, trying, { times: 2 })
    case 'hang-next-read':
      sandbox.store.setQuirk(trying.session.id, 'hang', 1)
      return approve(sandbox, trying)
    case 'disordered-webhooks':
      return approveInDisorder(sandbox, trying)
    case 'decline':
      return decline(sandbox, trying, way)
    case 'authenticate':
      return challenge(sandbox, trying)
    case 'decide-later':
      return deliberate(sandbox, trying, way)
  }
}

/** The payer comes back from the bank's 3-D Secure page. */
export function authenticate(sandbox: Sandbox, sessionId: string, passed: boolean): Attempt {
  const outcome = sandbox.store.transaction((): Attempt => {
    const session = findSession(sandbox, sessionId)
    if (session === null || !isPayable(sandbox, session)) return 'over'
    const intent = findIntent(sandbox, session)
    const { attempt } = privateOf(sandbox, sessionId)
    if (intent?.status !== 'requires_action' || attempt === undefined) return 'over'
    const trying = { session, intent, ...attempt }
    if (passed) return approve(sandbox, trying, { authenticated: true })
    return refuseAttempt(sandbox, trying, {
      code: 'payment_intent_authentication_failure',
      message: 'The payer could not be authenticated. Try another card.',
    })
  })
  sandbox.wake()
  return outcome
}

/** The bank has decided at last: only a payment still in processing is touched. */
export function settle(sandbox: Sandbox, sessionId: string, approved: boolean): Attempt {
  const outcome = sandbox.store.transaction((): Attempt => {
    const session = findSession(sandbox, sessionId)
    const intent = session === null ? null : findIntent(sandbox, session)
    const attempt = session === null ? undefined : privateOf(sandbox, sessionId).attempt
    if (session === null || intent?.status !== 'processing' || attempt === undefined) return 'over'
    const trying = { session, intent, ...attempt }
    if (approved) return approve(sandbox, trying, { late: true })
    return refuseAttempt(sandbox, trying, {
      code: 'card_declined',
      declineCode: 'generic_decline',
      message: 'Your card was declined.',
      late: true,
    })
  })
  sandbox.wake()
  return outcome
}

/** Ends an open checkout, by the merchant or by its time; answers null if it was not open. */
export function expireSession(sandbox: Sandbox, sessionId: string): Stripe.Checkout.Session | null {
  const ended = sandbox.store.transaction(() => {
    const session = findSession(sandbox, sessionId)
    if (session?.status !== 'open') return null
    const intent = findIntent(sandbox, session)
    const over = { ...session, status: 'expired' as const, url: null }
    saveSession(sandbox, over)
    const told: Told[] = [{ type: 'checkout.session.expired', object: over }]
    if (intent !== null) {
      const canceled: Stripe.PaymentIntent = {
        ...intent,
        status: 'canceled',
        canceled_at: sandbox.clock.nowSeconds(),
        next_action: null,
      }
      sandbox.store.put(canceled)
      told.unshift({ type: 'payment_intent.canceled', object: canceled })
    }
    tell(sandbox, sessionId, told)
    return over
  })
  sandbox.wake()
  return ended
}

/** Open, and its time has not come, whether or not the sweep has seen it yet. */
export function isPayable(sandbox: Sandbox, session: Stripe.Checkout.Session): boolean {
  return session.status === 'open' && sandbox.clock.nowSeconds() < session.expires_at
}

/** As Stripe does since 2022-08-01, the PaymentIntent begins with the first attempt. */
function beginIntent(sandbox: Sandbox, session: Stripe.Checkout.Session): Stripe.PaymentIntent {
  const known = privateOf(sandbox, session.id)
  const id = mintId('pi')
  const intent = intentObject({
    id,
    secret: mintId(`${id}_secret`),
    created: sandbox.clock.nowSeconds(),
    amount: session.amount_total ?? 0,
    description: known.intentDescription,
    metadata: known.intentMetadata,
    threeDSecure: known.threeDSecure,
  })
  sandbox.store.put(intent)
  saveSession(sandbox, { ...session, payment_intent: id })
  return intent
}

interface Approval {
  readonly times?: number
  readonly authenticated?: boolean
  readonly late?: boolean
}

function approve(
  sandbox: Sandbox,
  trying: Trying,
  { times = 1, authenticated = false, late = false }: Approval = {},
): Attempt {
  const { session, intent, charge } = takeMoney(sandbox, trying, authenticated)
  const last = late ? 'checkout.session.async_payment_succeeded' : 'checkout.session.completed'
  const told: Told[] = [
    { type: 'charge.succeeded', object: charge },
    { type: 'payment_intent.succeeded', object: intent },
    { type: last, object: session },
  ]
  tell(sandbox, session.id, told, { times })
  return 'succeeded'
}

/** News of the end comes first, then older news as if the bank were still thinking. */
function approveInDisorder(sandbox: Sandbox, trying: Trying): Attempt {
  const thinking = { ...trying.intent, status: 'processing' as const }
  const { session, intent, charge } = takeMoney(sandbox, trying, false)
  const unpaid = { ...session, payment_status: 'unpaid' as const }
  tell(sandbox, session.id, [
    { type: 'payment_intent.succeeded', object: intent },
    { type: 'checkout.session.async_payment_succeeded', object: session },
    { type: 'checkout.session.completed', object: unpaid, ageSeconds: 5 },
    { type: 'payment_intent.processing', object: thinking, ageSeconds: 6 },
    { type: 'charge.succeeded', object: charge },
  ])
  return 'succeeded'
}

function takeMoney(sandbox: Sandbox, trying: Trying, authenticated: boolean) {
  const created = sandbox.clock.nowSeconds()
  const paymentMethod = mintId('pm')
  const chargeId = mintId('ch')
  const balance = balanceObject({
    id: mintId('txn'),
    created,
    source: chargeId,
    amount: trying.intent.amount,
    type: 'charge',
  })
  const charge = chargeObject({
    id: chargeId,
    created,
    intent: trying.intent,
    paymentMethod,
    card: trying.card,
    expiry: trying.expiry,
    authenticated,
    balanceTransaction: balance.id,
    failure: null,
  })
  const intent: Stripe.PaymentIntent = {
    ...trying.intent,
    status: 'succeeded',
    amount_received: trying.intent.amount,
    latest_charge: charge.id,
    payment_method: paymentMethod,
    last_payment_error: null,
    next_action: null,
    processing: null,
  }
  const session = completed(trying.session, intent, 'paid')
  sandbox.store.put(balance)
  sandbox.store.put(charge, { parent: intent.id })
  sandbox.store.put(intent)
  saveSession(sandbox, session)
  return { session, intent, charge }
}

function completed(
  session: Stripe.Checkout.Session,
  intent: Stripe.PaymentIntent,
  paymentStatus: 'paid' | 'unpaid',
): Stripe.Checkout.Session {
  return {
    ...session,
    status: 'complete',
    payment_status: paymentStatus,
    payment_intent: intent.id,
    url: null,
  }
}

function decline(
  sandbox: Sandbox,
  trying: Trying,
  way: { readonly code: string; readonly declineCode: string },
): Attempt {
  return refuseAttempt(sandbox, trying, { ...way, message: messageFor(way.declineCode) })
}

function messageFor(declineCode: string): string {
  if (declineCode === 'insufficient_funds') return 'Your card has insufficient funds.'
  if (declineCode === 'expired_card') return 'Your card has expired.'
  if (declineCode === 'processing_error') return 'An error occurred while processing your card.'
  return 'Your card was declined.'
}

interface Refusal {
  readonly code: string
  readonly declineCode?: string
  readonly message: string
  readonly late?: boolean
}

function refuseAttempt(sandbox: Sandbox, trying: Trying, refusal: Refusal): Attempt {
  const charge = chargeObject({
    id: mintId('ch'),
    created: sandbox.clock.nowSeconds(),
    intent: trying.intent,
    paymentMethod: mintId('pm'),
    card: trying.card,
    expiry: trying.expiry,
    authenticated: false,
    balanceTransaction: null,
    failure: refusal,
  })
  const intent: Stripe.PaymentIntent = {
    ...trying.intent,
    status: 'requires_payment_method',
    latest_charge: charge.id,
    next_action: null,
    processing: null,
    last_payment_error: {
      type: 'card_error',
      code: refusal.code,
      charge: charge.id,
      message: refusal.message,
      ...(refusal.declineCode === undefined ? {} : { decline_code: refusal.declineCode }),
    },
  }
  sandbox.store.put(charge, { parent: intent.id })
  sandbox.store.put(intent)
  const told: Told[] = [{ type: 'payment_intent.payment_failed', object: intent }]
  if (refusal.late) {
    told.push({ type: 'checkout.session.async_payment_failed', object: trying.session })
  } else {
    saveSession(sandbox, { ...trying.session, payment_intent: intent.id })
  }
  tell(sandbox, trying.session.id, told)
  return 'declined'
}

function challenge(sandbox: Sandbox, trying: Trying): Attempt {
  const page = `${sandbox.publicUrl()}/pay/${trying.session.id}/authentication`
  const intent: Stripe.PaymentIntent = {
    ...trying.intent,
    status: 'requires_action',
    last_payment_error: null,
    next_action: {
      type: 'redirect_to_url',
      redirect_to_url: { url: page, return_url: trying.session.url },
    },
  }
  sandbox.store.put(intent)
  saveSession(sandbox, { ...trying.session, payment_intent: intent.id })
  return 'authenticate'
}

function deliberate(
  sandbox: Sandbox,
  trying: Trying,
  { approve: approved }: { readonly approve: boolean },
): Attempt {
  const intent: Stripe.PaymentIntent = {
    ...trying.intent,
    status: 'processing',
    last_payment_error: null,
    processing: { type: 'card', card: {} },
  }
  const session = completed(trying.session, intent, 'unpaid')
  sandbox.store.put(intent)
  saveSession(sandbox, session)
  const dueMs = sandbox.clock.nowMs() + sandbox.settings.decisionSeconds * 1_000
  sandbox.store.schedule(session.id, approved ? 'approve' : 'refuse', dueMs)
  tell(sandbox, session.id, [
    { type: 'payment_intent.processing', object: intent },
    { type: 'checkout.session.completed', object: session },
  ])
  return 'deciding'
}

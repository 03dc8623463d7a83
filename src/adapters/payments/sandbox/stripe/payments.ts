/**
 * The life of a checkout: opened, tried with some means, authenticated, decided later, ended. Each
 * verb is one transaction that changes the objects and queues the webhooks that tell of it; a verb
 * that comes too late answers `over` and changes nothing.
 */
import type Stripe from 'stripe'
import type { Decline } from '../cards.ts'
import type { Sandbox } from '../sandbox.ts'
import {
  deliberate,
  failureOf,
  findMethod,
  keepMethod,
  makeMethod,
  refusedNews,
  refuseMoney,
  takeMoney,
  takenNews,
} from './charging.ts'
import { makeCustomer } from './customers.ts'
import { openDispute } from './disputes.ts'
import { tell, type Told } from './events.ts'
import { mintId } from './ids.ts'
import type { CardMeans, KonbiniMeans, Means, PaymentType, WalletMeans } from './means.ts'
import { intentObject, type Failure } from './objects/payment.ts'
import { completedSession } from './objects/session.ts'
import { issueVoucher, VOUCHER_DAYS_DEFAULT } from './vouchers.ts'

export type Attempt = 'succeeded' | 'declined' | 'authenticate' | 'deciding' | 'voucher' | 'over'

/** What the sandbox knows of a checkout and does not show on the wire. */
export interface SessionPrivate {
  readonly description: string
  readonly intentMetadata: { [name: string]: string }
  readonly intentDescription: string | null
  readonly options: Stripe.PaymentIntent.PaymentMethodOptions
  readonly setupFutureUsage: 'off_session' | 'on_session' | null
  readonly voucherDays: number | null
  /** The latest attempt; its payment method is on the wire. */
  readonly attempt?: { readonly means: Means; readonly method: string }
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

export function typesOf(session: Stripe.Checkout.Session): PaymentType[] {
  return session.payment_method_types as PaymentType[]
}

function saveSession(sandbox: Sandbox, session: Stripe.Checkout.Session): void {
  sandbox.store.put(session, {
    parent: session.payment_intent as string | null,
    openUntil: session.status === 'open' ? session.expires_at : null,
  })
}

/** Open, and its time has not come, whether or not the sweep has seen it yet. */
export function isPayable(sandbox: Sandbox, session: Stripe.Checkout.Session): boolean {
  return session.status === 'open' && sandbox.clock.nowSeconds() < session.expires_at
}

/** The payer presses "pay" with a test card, chooses a store, or goes to a wallet. */
export function attemptPayment(sandbox: Sandbox, sessionId: string, means: Means): Attempt {
  const outcome = sandbox.store.transaction((): Attempt => {
    const found = findSession(sandbox, sessionId)
    if (found === null || !isPayable(sandbox, found)) return 'over'
    if (!typesOf(found).includes(means.type)) return 'over'
    const intent = findIntent(sandbox, found) ?? beginIntent(sandbox, found)
    const session = { ...found, payment_intent: intent.id }
    const method = makeMethod(sandbox, means)
    const known = privateOf(sandbox, sessionId)
    sandbox.store.setPrivate(sessionId, { ...known, attempt: { means, method: method.id } })
    if (means.type === 'card') return conduct(sandbox, { session, intent, method, means })
    if (means.type === 'konbini') return toTheStore(sandbox, { session, intent, method, means })
    return toTheWallet(sandbox, { session, intent, method, means })
  })
  sandbox.wake()
  return outcome
}

interface Trying<Kind extends Means = Means> {
  readonly session: Stripe.Checkout.Session
  readonly intent: Stripe.PaymentIntent
  readonly method: Stripe.PaymentMethod
  readonly means: Kind
}

function conduct(sandbox: Sandbox, trying: Trying<CardMeans>): Attempt {
  const { conduct: way } = trying.means.card
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
    case 'dispute':
      return approveAndContest(sandbox, trying)
    case 'decline':
      return decline(sandbox, trying, way)
    case 'authenticate':
      return challenge(sandbox, trying)
    case 'decide-later':
      return decideLater(sandbox, trying, way.approve ? 'approve' : 'refuse')
  }
}

function latestAttempt(sandbox: Sandbox, session: Stripe.Checkout.Session): Trying | null {
  const intent = findIntent(sandbox, session)
  const { attempt } = privateOf(sandbox, session.id)
  const method = attempt === undefined ? null : findMethod(sandbox, attempt.method)
  if (intent === null || attempt === undefined || method === null) return null
  return { session, intent, method, means: attempt.means }
}

/** The payer comes back from the bank's 3-D Secure page, or from their wallet. */
export function authenticate(sandbox: Sandbox, sessionId: string, passed: boolean): Attempt {
  const outcome = sandbox.store.transaction((): Attempt => {
    const session = findSession(sandbox, sessionId)
    if (session === null || !isPayable(sandbox, session)) return 'over'
    const trying = latestAttempt(sandbox, session)
    if (trying?.intent.status !== 'requires_action') return 'over'
    const authenticated = trying.means.type === 'card'
    if (passed) return approve(sandbox, trying, { authenticated })
    return refuseAttempt(sandbox, trying, {
      code: 'payment_intent_authentication_failure',
      message: 'The payer could not be authenticated. Try another way to pay.',
    })
  })
  sandbox.wake()
  return outcome
}

/** The bank has decided at last: only a payment still in processing is touched. */
export function settle(sandbox: Sandbox, sessionId: string, approved: boolean): Attempt {
  const outcome = sandbox.store.transaction((): Attempt => {
    const session = findSession(sandbox, sessionId)
    const trying = session === null ? null : latestAttempt(sandbox, session)
    if (trying?.intent.status !== 'processing') return 'over'
    sandbox.store.dropActs(sessionId)
    if (approved) return approve(sandbox, trying, { late: true })
    const failure = {
      code: 'card_declined',
      declineCode: 'generic_decline',
      message: 'Your card was declined.',
    }
    return refuseAttempt(sandbox, trying, failure, { late: true })
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

/** As Stripe does since 2022-08-01, the PaymentIntent begins with the first attempt. */
function beginIntent(sandbox: Sandbox, session: Stripe.Checkout.Session): Stripe.PaymentIntent {
  const known = privateOf(sandbox, session.id)
  const id = mintId('pi')
  const customer = session.customer as string | null
  const intent = intentObject({
    id,
    secret: mintId(`${id}_secret`),
    created: sandbox.clock.nowSeconds(),
    amount: session.amount_total ?? 0,
    description: known.intentDescription,
    metadata: known.intentMetadata,
    types: typesOf(session),
    options: known.options,
    customer,
    setupFutureUsage: known.setupFutureUsage,
  })
  sandbox.store.put(intent, { parent: customer })
  saveSession(sandbox, { ...session, payment_intent: id })
  return intent
}

/**
 * The checkout is about to be complete: the customer that it was to create is created, and owns
 * what the payer agreed to keep.
 */
function withCustomer<Kind extends Means>(sandbox: Sandbox, trying: Trying<Kind>): Trying<Kind> {
  const { session, intent, method } = trying
  if (session.customer !== null || session.customer_creation !== 'always') return trying
  const email = session.customer_email ?? method.billing_details.email
  const { name } = method.billing_details
  const { id } = makeCustomer(sandbox, { email, name, metadata: {} })
  const owned = { ...intent, customer: id }
  sandbox.store.put(owned, { parent: id })
  return { ...trying, session: { ...session, customer: id }, intent: owned }
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
  const { session, intent, charge } = take(sandbox, trying, { authenticated })
  const last = late ? 'checkout.session.async_payment_succeeded' : 'checkout.session.completed'
  const told: Told[] = [...takenNews(charge, intent), { type: last, object: session }]
  tell(sandbox, session.id, told, { times })
  return 'succeeded'
}

/** News of the end comes first, then older news as if the bank were still thinking. */
function approveInDisorder(sandbox: Sandbox, trying: Trying): Attempt {
  const thinking = { ...trying.intent, status: 'processing' as const }
  const { session, intent, charge } = take(sandbox, trying)
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

function approveAndContest(sandbox: Sandbox, trying: Trying): Attempt {
  const { session, intent, charge } = take(sandbox, trying)
  const last = { type: 'checkout.session.completed', object: session } as const
  tell(sandbox, session.id, [...takenNews(charge, intent), last])
  openDispute(sandbox, charge)
  return 'succeeded'
}

function take(sandbox: Sandbox, asked: Trying, how: { readonly authenticated?: boolean } = {}) {
  const trying = withCustomer(sandbox, asked)
  const { customer } = trying.intent
  const isKept = trying.intent.setup_future_usage !== null && typeof customer === 'string'
  const method = isKept ? keepMethod(sandbox, trying.method, customer) : trying.method
  const { intent, charge } = takeMoney(sandbox, { ...trying, method }, how)
  const session = completedSession(trying.session, intent, 'paid')
  saveSession(sandbox, session)
  return { session, intent, charge }
}

function decline(sandbox: Sandbox, trying: Trying, way: Decline): Attempt {
  return refuseAttempt(sandbox, trying, failureOf(way))
}

function refuseAttempt(
  sandbox: Sandbox,
  trying: Trying,
  failure: Failure,
  { late = false }: { readonly late?: boolean } = {},
): Attempt {
  const { intent, charge } = refuseMoney(sandbox, trying, failure)
  const told = refusedNews(charge, intent)
  if (late) told.push({ type: 'checkout.session.async_payment_failed', object: trying.session })
  else saveSession(sandbox, trying.session)
  tell(sandbox, trying.session.id, told)
  return 'declined'
}

function challenge(sandbox: Sandbox, trying: Trying): Attempt {
  const url = authenticationPage(sandbox, trying)
  return waitForPayer(sandbox, trying, {
    type: 'redirect_to_url',
    redirect_to_url: { url, return_url: trying.session.url },
  })
}

function toTheWallet(sandbox: Sandbox, trying: Trying<WalletMeans>): Attempt {
  const url = authenticationPage(sandbox, trying)
  const return_url = trying.session.url
  if (trying.means.type === 'alipay') {
    return waitForPayer(sandbox, trying, {
      type: 'alipay_handle_redirect',
      alipay_handle_redirect: { native_data: null, native_url: null, return_url, url },
    })
  }
  return waitForPayer(sandbox, trying, {
    type: 'wechat_pay_display_qr_code',
    wechat_pay_display_qr_code: {
      data: url,
      hosted_instructions_url: url,
      image_data_url: '',
      image_url_png: url,
      image_url_svg: url,
    },
  })
}

function authenticationPage(sandbox: Sandbox, { session }: Trying): string {
  return `${sandbox.publicUrl()}/pay/${session.id}/authentication`
}

function waitForPayer(
  sandbox: Sandbox,
  { session, intent, method }: Trying,
  next: Stripe.PaymentIntent.NextAction,
): Attempt {
  const waiting: Stripe.PaymentIntent = {
    ...intent,
    status: 'requires_action',
    payment_method: method.id,
    last_payment_error: null,
    next_action: next,
  }
  sandbox.store.put(waiting)
  saveSession(sandbox, session)
  tell(sandbox, session.id, [{ type: 'payment_intent.requires_action', object: waiting }])
  return 'authenticate'
}

function toTheStore(sandbox: Sandbox, asked: Trying<KonbiniMeans>): Attempt {
  const trying = withCustomer(sandbox, asked)
  const days = privateOf(sandbox, trying.session.id).voucherDays ?? VOUCHER_DAYS_DEFAULT
  const intent = issueVoucher(sandbox, trying, days)
  const session = completedSession(trying.session, intent, 'unpaid')
  saveSession(sandbox, session)
  tell(sandbox, session.id, [
    { type: 'payment_intent.requires_action', object: intent },
    { type: 'checkout.session.completed', object: session },
  ])
  return 'voucher'
}

function decideLater(sandbox: Sandbox, asked: Trying, deed: 'approve' | 'refuse'): Attempt {
  const trying = withCustomer(sandbox, asked)
  const intent = deliberate(sandbox, trying, { id: trying.session.id, deed })
  const session = completedSession(trying.session, intent, 'unpaid')
  saveSession(sandbox, session)
  tell(sandbox, session.id, [
    { type: 'payment_intent.processing', object: intent },
    { type: 'checkout.session.completed', object: session },
  ])
  return 'deciding'
}

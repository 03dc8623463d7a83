/**
 * Paying through a provider: command, call, command. Every step may be repeated: the provider knows
 * a payment by its id, and what it says is applied by the payment's own state. A crash between two
 * steps leaves a state from which the same steps, or the sweeps, go on.
 */
import { assert, present } from '../../domain/basics/assert.ts'
import type { LineId, OrderId } from '../../domain/basics/ids.ts'
import type { Language } from '../../domain/basics/language.ts'
import { offerOf } from '../../domain/catalogue/catalogue.ts'
import { accountOf, type Order } from '../../domain/order/order.ts'
import { refundsDue, type Payment } from '../../domain/payment/payment.ts'
import {
  HOSTED_METHODS,
  type HostedMethod,
  type ProviderPayment,
  type ProviderRefund,
} from '../../domain/payment/provider.ts'
import type { App } from '../app.ts'
import { countDecline } from '../limits/declines.ts'
import { SYSTEM } from '../origin.ts'
import { beginCharge } from '../orders/begin-charge.ts'
import { dropPayment } from '../orders/drop-payment.ts'
import { learnPayment, type LearnedPayment } from '../orders/learn-payment.ts'
import { learnRefund } from '../orders/learn-refund.ts'
import { settlingIds } from '../orders/minted.ts'
import { openCheckout } from '../orders/open-checkout.ts'
import type { OrderWithPayment, PaymentRef } from '../reads.ts'

/** Waiting orders of one line are fewer than this. */
const REPLACED_LOOKED_AT_MAX = 10

export interface CheckoutPlace {
  readonly language: Language
  readonly successUrl: string
  readonly cancelUrl: string
  readonly receiptEmail: string | null
}

/**
 * The address of the hosted page for an order that waits for its money. Null when there is nothing
 * to pay any more. Throws `ProviderUnreachable` when the provider does not answer.
 */
export async function checkoutAddress(
  app: App,
  { order, payment }: OrderWithPayment,
  place: CheckoutPlace,
): Promise<string | null> {
  if (order.state.kind !== 'awaiting_payment') return null
  // At a till there is no page.
  if (payment.provider === 'till') return null
  if (payment.state.kind !== 'created') return payment.checkoutUrl
  const ref = refOf(order, payment)
  if (payment.method === 'saved') {
    await chargeKept(app, ref)
    return null
  }
  const checkout = await providerOf(app, payment.provider).openCheckout({
    ref,
    method: hostedMethod(payment),
    amount: payment.amount,
    description: describe(app, order, place.language),
    payBy: order.payBy,
    keepMeans: order.keepMeans && !payment.byLink,
    ...place,
  })
  const { reference, url } = checkout
  const opened = await app.door.ask(openCheckout, { ...ref, reference, url }, SYSTEM)
  return opened.ok ? opened.value.url : null
}

function hostedMethod({ method }: Payment): HostedMethod {
  const hosted = HOSTED_METHODS.find((one) => one === method)
  return present(hosted, 'a checkout is opened for a method with a page')
}

function describe(app: App, order: Order, language: Language): string {
  return present(offerOf(app.catalogue(), order.offer), 'an order has its offer').name[language]
}

function refOf(order: Order, payment: Payment): PaymentRef {
  return { line: order.line, order: order.id, payment: payment.id }
}

export interface Attempt {
  readonly order: Order
  readonly payment: Payment
}

/** Null for what is not ours, or not any more. */
async function attemptOf(app: App, ref: PaymentRef): Promise<Attempt | null> {
  const [known, payments] = await Promise.all([
    app.reads.order(ref.line, ref.order),
    app.reads.payments(ref.line, ref.order),
  ])
  const payment = payments.find((one) => one.id === ref.payment)
  return known === null || payment === undefined ? null : { order: known.order, payment }
}

/**
 * Charges kept means without the payer. Repeatable: the provider answers the same charge for the
 * same payment. The reference is remembered before the outcome is applied.
 */
export async function chargeKept(app: App, ref: PaymentRef): Promise<LearnedPayment | null> {
  const attempt = await attemptOf(app, ref)
  return attempt === null ? null : chargeOrdered(app, attempt)
}

/** The same, for an attempt as the command that made it left it. */
export async function chargeOrdered(
  app: App,
  { order, payment }: Attempt,
): Promise<LearnedPayment | null> {
  if (payment.state.kind !== 'created' && !isInDoubt(payment)) return null
  const ref = refOf(order, payment)
  const begun = await app.door.ask(beginCharge, ref, SYSTEM)
  if (begun.ok) return askCharge(app, { order, payment })
  if (begun.refusal.code === 'payment_over') return null
  throw new DoorBusy(begun.refusal.code)
}

/** A charge was about to be asked for, and nobody knows whether it was. */
function isInDoubt({ method, state, reference }: Payment): boolean {
  return method === 'saved' && state.kind === 'undecided' && reference === null
}

async function askCharge(app: App, { order, payment }: Attempt): Promise<LearnedPayment> {
  const ref = refOf(order, payment)
  const charged = await providerOf(app, payment.provider).chargeSaved({
    ref,
    means: present(payment.charges, 'a charge without the payer has its means'),
    amount: payment.amount,
    description: describe(app, order, 'en'),
  })
  const remembered = { ...ref, reference: charged.reference, url: null }
  const opened = await app.door.ask(openCheckout, remembered, SYSTEM)
  if (!opened.ok && opened.refusal.code !== 'payment_over') throw new DoorBusy(opened.refusal.code)
  return applyTold(app, ref, { order, payment }, charged.told)
}

/**
 * Asks the provider about one payment and applies the answer; what the payer has approved is taken.
 * Null: there is nothing to ask about.
 */
export async function refreshPayment(app: App, ref: PaymentRef): Promise<LearnedPayment | null> {
  const attempt = await attemptOf(app, ref)
  if (attempt === null) return null
  const { order, payment } = attempt
  const waits = order.state.kind === 'awaiting_payment' && order.payment === payment.id
  if (payment.reference === null) {
    return payment.method === 'saved' && waits ? chargeKept(app, ref) : null
  }
  const provider = providerOf(app, payment.provider)
  const told = await provider.readPayment(payment.reference)
  if (told.state !== 'approved') return applyTold(app, ref, attempt, told)
  if (!waits) return cancelPayment(app, ref)
  return applyTold(app, ref, attempt, await provider.capture(payment.reference, ref))
}

/** A payment whose order is over takes no more money; if it did already, that is applied. */
export async function cancelPayment(app: App, ref: PaymentRef): Promise<LearnedPayment | null> {
  const attempt = await attemptOf(app, ref)
  if (attempt === null) return null
  const { payment } = attempt
  if (payment.state.kind === 'succeeded' || payment.state.kind === 'failed') return null
  // Asked again it tells what became of it; what it took for an order that is over goes back.
  if (isInDoubt(payment)) return askCharge(app, attempt)
  if (payment.reference === null) return dropUnopened(app, ref)
  const told = await providerOf(app, payment.provider).cancelCheckout(payment.reference)
  return applyTold(app, ref, attempt, told)
}

/** If a checkout was opened meanwhile, that one is cancelled. */
async function dropUnopened(app: App, ref: PaymentRef): Promise<LearnedPayment | null> {
  const dropped = await app.door.ask(dropPayment, ref, SYSTEM)
  if (dropped.ok) return dropped.value
  if (dropped.refusal.code === 'checkout_opened') return cancelPayment(app, ref)
  throw new DoorBusy(dropped.refusal.code)
}

/** Orders that a new one replaced are cancelled at the provider now; what fails, the jobs do. */
export async function cancelReplaced(app: App, line: LineId, by: OrderId): Promise<void> {
  const recent = await app.reads.orders(line, { limit: REPLACED_LOOKED_AT_MAX, before: null })
  const replaced = recent.filter(({ order, payment }) => {
    const gone = order.state.kind === 'cancelled' && order.state.replacedBy === by
    return gone && (payment.state.kind === 'created' || payment.state.kind === 'open')
  })
  await Promise.allSettled(
    replaced.map(({ order, payment }) =>
      cancelPayment(app, { line, order: order.id, payment: payment.id }),
    ),
  )
}

async function applyTold(
  app: App,
  ref: PaymentRef,
  { order, payment }: Attempt,
  told: ProviderPayment,
): Promise<LearnedPayment> {
  const keeps = order.keepMeans && told.state === 'succeeded' && told.kept !== null
  const keeper = keeps ? accountOf(order) : null
  const learned = await app.door.ask(
    learnPayment,
    { ...ref, told, keeper, ids: { ...settlingIds(app.ids), keptMethod: app.ids.next() } },
    SYSTEM,
  )
  if (!learned.ok) throw new DoorBusy(learned.refusal.code)
  await countDecline(app, { order, payment }, told)
  return learned.value
}

/** Sends back what is owed for an order. Repeatable: the provider knows the refund by its id. */
export async function payBack(app: App, line: LineId, order: OrderId): Promise<void> {
  const known = await app.reads.order(line, order)
  if (known === null) return
  const agreement = await app.reads.agreement(line, known.order.agreement)
  const language = agreement?.shown.language ?? 'en'
  for (const payment of await app.reads.payments(line, order)) {
    // What a till took goes back over a counter, when its customer comes.
    if (payment.provider === 'till') continue
    for (const refund of refundsDue(payment)) {
      const told = await refundAt(app, payment, { ...refund, language })
      const ids = { postings: app.ids.next() } as const
      const learned = await app.door.ask(
        learnRefund,
        { line, order, refund: refund.id, told, ids },
        SYSTEM,
      )
      if (!learned.ok) throw new DoorBusy(learned.refusal.code)
    }
  }
}

/** A partner holds the money itself: what we owe lowers what the partner owes us. */
async function refundAt(
  app: App,
  payment: Payment,
  due: Payment['refunds'][number] & { readonly language: Language },
): Promise<ProviderRefund> {
  if (payment.provider === 'partner') return { state: 'succeeded' }
  assert(payment.state.kind === 'succeeded', 'only what was taken goes back')
  return providerOf(app, payment.provider).refund({
    refundId: due.id,
    charge: payment.state.charge,
    amount: due.amount,
    language: due.language,
  })
}

/** The door was full; the job or the sweep comes again. */
export class DoorBusy extends Error {
  override name = 'DoorBusy'
}

function providerOf(app: App, name: Parameters<App['providers']['get']>[0]) {
  return present(app.providers.get(name), 'a payment has its provider')
}

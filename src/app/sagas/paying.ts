/**
 * Paying through a provider's hosted page: command, call, command. Every step may be repeated: the
 * provider knows a payment by its id, and what it says is applied by the payment's own state. A
 * crash between two steps leaves a state from which the same steps, or the sweeps, go on.
 */
import { present } from '../../domain/basics/assert.ts'
import type { LineId, OrderId } from '../../domain/basics/ids.ts'
import type { Language } from '../../domain/basics/language.ts'
import type { ProviderPayment } from '../../domain/payment/provider.ts'
import { offerOf } from '../../domain/catalogue/catalogue.ts'
import type { App } from '../app.ts'
import { SYSTEM } from '../origin.ts'
import { dropPayment } from '../orders/drop-payment.ts'
import { learnPayment, type LearnedPayment } from '../orders/learn-payment.ts'
import { learnRefund } from '../orders/learn-refund.ts'
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
  if (payment.state.kind !== 'created') return payment.checkoutUrl
  const provider = providerOf(app, payment.provider)
  const offer = present(offerOf(app.catalogue(), order.offer), 'an order has its offer')
  const checkout = await provider.openCheckout({
    paymentId: payment.id,
    method: payment.method,
    amount: payment.amount,
    description: offer.name[place.language],
    payBy: order.payBy,
    ...place,
  })
  const opened = await app.door.ask(
    openCheckout,
    {
      line: order.line,
      order: order.id,
      payment: payment.id,
      reference: checkout.reference,
      url: checkout.url,
    },
    SYSTEM,
  )
  return opened.ok ? opened.value.url : null
}

/** Asks the provider about one payment and applies the answer. Null: it has no checkout yet. */
export async function refreshPayment(app: App, ref: PaymentRef): Promise<LearnedPayment | null> {
  const known = await app.reads.order(ref.line, ref.order)
  const payment = present(known, 'a payment has its order').payment
  if (payment.reference === null) return null
  const told = await providerOf(app, payment.provider).readPayment(payment.reference)
  return applyTold(app, ref, told)
}

/** A payment whose order is over takes no more money; if it did already, that is applied. */
export async function cancelPayment(app: App, ref: PaymentRef): Promise<LearnedPayment | null> {
  const known = await app.reads.order(ref.line, ref.order)
  const payment = present(known, 'a payment has its order').payment
  if (payment.state.kind === 'succeeded' || payment.state.kind === 'failed') return null
  if (payment.reference === null) return dropUnopened(app, ref)
  const told = await providerOf(app, payment.provider).cancelCheckout(payment.reference)
  return applyTold(app, ref, told)
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

async function applyTold(app: App, ref: PaymentRef, told: ProviderPayment) {
  const ids = {
    pack: app.ids.next(),
    postings: app.ids.next(),
    fee: app.ids.next(),
    refund: app.ids.next(),
  } as const
  const learned = await app.door.ask(learnPayment, { ...ref, told, ids }, SYSTEM)
  if (!learned.ok) throw new DoorBusy(learned.refusal.code)
  return learned.value
}

/** Sends back what is owed for an order. Repeatable: the provider knows the refund by its id. */
export async function payBack(app: App, line: LineId, order: OrderId): Promise<void> {
  const known = await app.reads.order(line, order)
  if (known?.order.state.kind !== 'refund_due' || known.payment.state.kind !== 'succeeded') return
  const provider = providerOf(app, known.payment.provider)
  for (const refund of known.payment.refunds) {
    if (refund.state === 'succeeded') continue
    const told = await provider.refund({
      refundId: refund.id,
      charge: known.payment.state.charge,
      amount: refund.amount,
    })
    const learned = await app.door.ask(
      learnRefund,
      { line, order, refund: refund.id, told, ids: { postings: app.ids.next() } },
      SYSTEM,
    )
    if (!learned.ok) throw new DoorBusy(learned.refusal.code)
  }
}

/** The door was full; the job or the sweep comes again. */
export class DoorBusy extends Error {
  override name = 'DoorBusy'
}

function providerOf(app: App, name: Parameters<App['providers']['get']>[0]) {
  return present(app.providers.get(name), 'a payment has its provider')
}

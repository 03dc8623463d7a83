/**
 * The ways to pay what is left of an order that waits, and until when by each. Not those of the
 * last screen (`paying-view.ts`): nothing is taken of points and gift cards any more.
 */
import type { AccountId } from '../../domain/basics/ids.ts'
import { isBefore, later } from '../../domain/basics/time.ts'
import { rulesAt } from '../../domain/catalogue/money-rules.ts'
import { accountOf } from '../../domain/order/order.ts'
import { payByFor } from '../../domain/order/taking.ts'
import type { App } from '../app.ts'
import { NO_ACCOUNT } from '../door/state.ts'
import { payLinkState, payLinkToken } from '../pay-links.ts'
import type { OrderWithPayment } from '../reads.ts'
import { methodsFor, type MethodOption, type PayingView } from './paying-view.ts'

export interface OrderWaysView {
  readonly methods: readonly MethodOption[]
  readonly payBy: PayingView['payBy']
  /** Of the link for somebody else, while it is in force. */
  readonly linkToken: string | null
}

/** Null once a bank is deciding, or after. Kept means are offered to the buyer's account alone. */
export async function orderWays(
  app: App,
  { order, payment }: OrderWithPayment,
  viewer: AccountId | null,
): Promise<OrderWaysView | null> {
  const now = app.clock.now()
  const { kind } = payment.state
  if (order.state.kind !== 'awaiting_payment' || !isBefore(now, order.payBy)) return null
  if (kind === 'undecided' || kind === 'succeeded') return null
  const isOwn = viewer !== null && viewer === accountOf(order)
  const { keptMethods } = isOwn ? await app.reads.account(viewer) : NO_ACCOUNT
  const { parts, payLink } = order
  const held = { rules: rulesAt(app.catalogue().rules, now), parts, now }
  const konbini = payByFor({ method: 'konbini', byLink: false }, held)
  const isLinked = payLink !== null && payLinkState(payLink, now) === 'open'
  return {
    methods: methodsFor(app, keptMethods, payment.amount),
    payBy: { atOnce: order.payBy, konbini: later(order.payBy, konbini), byLink: order.payBy },
    linkToken: isLinked ? payLinkToken(app.vault, order.id, payLink.since) : null,
  }
}

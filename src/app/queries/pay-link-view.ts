/** An order as a stranger with its pay-link may see it: what is bought, how much, until when. */
import { present } from '../../domain/basics/assert.ts'
import type { OrderId } from '../../domain/basics/ids.ts'
import type { Localised } from '../../domain/basics/language.ts'
import type { Yen } from '../../domain/basics/money.ts'
import { later, type Instant } from '../../domain/basics/time.ts'
import { offerOf } from '../../domain/catalogue/catalogue.ts'
import { rulesAt } from '../../domain/catalogue/money-rules.ts'
import { payByFor } from '../../domain/order/taking.ts'
import type { Voucher } from '../../domain/payment/provider.ts'
import type { App } from '../app.ts'
import type { FoundPayLink } from '../pay-links.ts'
import { methodsFor, type MethodKey, type MethodOption, type PayingView } from './paying-view.ts'

export interface PayLinkView {
  readonly asOf: Instant
  readonly order: OrderId
  readonly state: 'open' | 'undecided' | 'paid' | 'revoked' | 'over'
  readonly operatorName: Localised
  readonly offerName: Localised
  readonly networkName: Localised
  readonly amount: Yen
  readonly until: Instant
  readonly methods: readonly MethodOption[]
  readonly chosen: MethodKey | null
  readonly payBy: PayingView['payBy']
  /** Of the payer's own choice: a number that waits at a till. */
  readonly voucher: Voucher | null
  readonly host: string
}

export function payLinkView(app: App, { order, payment, state }: FoundPayLink): PayLinkView {
  const catalogue = app.catalogue()
  const now = app.clock.now()
  const offer = present(offerOf(catalogue, order.offer), 'an order has its offer')
  const network = present(catalogue.networks.get(offer.network), 'an offer has its network')
  const held = { rules: rulesAt(catalogue.rules, now), parts: order.parts, now }
  const konbini = later(order.payBy, payByFor({ method: 'konbini', byLink: false }, held))
  const methods = methodsFor(app, [], payment.amount)
  return {
    asOf: now,
    order: order.id,
    state: stateOf({ order, payment, state }),
    operatorName: app.operator().name,
    offerName: offer.name,
    networkName: network.name,
    amount: payment.amount,
    until: order.payBy,
    methods,
    chosen: methods.find(({ bar }) => bar === null)?.key ?? null,
    payBy: { atOnce: order.payBy, konbini, byLink: order.payBy },
    voucher: payment.byLink && payment.state.kind === 'open' ? payment.state.voucher : null,
    host: new URL(app.portalUrl).host,
  }
}

/** Whoever paid meanwhile, or however the order ended, comes before the link's own state. */
function stateOf({ order, payment, state }: FoundPayLink): PayLinkView['state'] {
  if (payment.state.kind === 'succeeded') return 'paid'
  if (state === 'revoked') return 'revoked'
  if (state === 'over' || order.state.kind !== 'awaiting_payment') return 'over'
  return payment.state.kind === 'undecided' ? 'undecided' : 'open'
}

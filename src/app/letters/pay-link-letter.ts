/**
 * What the holder is sent when a waiting order is to be paid by a link: somebody asked for it on
 * the telephone. Facts only; not the wording (`channels/mail`), not the link's making
 * (`orders/pay-link.ts`).
 */
import { present } from '../../domain/basics/assert.ts'
import type { LineId, OrderId } from '../../domain/basics/ids.ts'
import type { Localised } from '../../domain/basics/language.ts'
import type { Yen } from '../../domain/basics/money.ts'
import { isBefore, type Instant } from '../../domain/basics/time.ts'
import { offerOf } from '../../domain/catalogue/catalogue.ts'
import { maskIccid } from '../../domain/line/iccid.ts'
import type { App } from '../app.ts'
import { payLinkState, payLinkToken } from '../pay-links.ts'
import { personalText } from '../queries/account-view.ts'
import { orderNumber } from '../queries/order-view.ts'

export interface PayLinkLetterFacts {
  readonly to: string
  readonly number: string
  readonly offerName: Localised
  /** What is left to pay. */
  readonly amount: Yen
  readonly payBy: Instant
  readonly lineMasked: string
  readonly url: string
}

/** Null once there is nothing to pay by a link, and where the holder can not be written to. */
export async function payLinkLetterFacts(
  app: App,
  ref: { readonly line: LineId; readonly order: OrderId },
): Promise<PayLinkLetterFacts | null> {
  const [known, { line }] = await Promise.all([
    app.reads.order(ref.line, ref.order),
    app.reads.line(ref.line),
  ])
  if (known === null || line === null || line.holder === null) return null
  const { order, payment } = known
  const now = app.clock.now()
  if (order.state.kind !== 'awaiting_payment' || !isBefore(now, order.payBy)) return null
  if (payment.state.kind === 'succeeded' || payment.state.kind === 'undecided') return null
  if (order.payLink === null || payLinkState(order.payLink, now) !== 'open') return null
  const text = await personalText(app, await app.reads.account(line.holder))
  if (text === null || text.email === '') return null
  const token = payLinkToken(app.vault, order.id, order.payLink.since)
  return {
    to: text.email,
    number: orderNumber(order.id),
    offerName: present(offerOf(app.catalogue(), order.offer), 'an order has its offer').name,
    amount: payment.amount,
    payBy: order.payBy,
    lineMasked: maskIccid(line.sim.iccid),
    url: `${app.portalUrl}/pay/${token}`,
  }
}

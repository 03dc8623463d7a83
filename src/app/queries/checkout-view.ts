/** Everything that the last screen before paying shows, computed at one instant. */
import { begin } from '../../domain/balance/chain.ts'
import type { Pack } from '../../domain/balance/pack.ts'
import type { LineId } from '../../domain/basics/ids.ts'
import { plusSeconds, type Instant } from '../../domain/basics/time.ts'
import { currentOffer, termsInForce } from '../../domain/catalogue/catalogue.ts'
import type { Channel, Offer, OfferRef } from '../../domain/catalogue/offer.ts'
import type { Buyer } from '../../domain/order/order.ts'
import type { App } from '../app.ts'
import { NO_ACCOUNT, type LineState } from '../door/state.ts'
import { lineOverview } from './line-overview.ts'
import { quoteFor } from './offer-quotes.ts'
import { NO_WISH, payingView, type PayingWish } from './paying-view.ts'
import type { Access, CheckoutView, OfferQuote } from './views.ts'

export interface CheckoutAsked {
  readonly line: LineId
  readonly offer: OfferRef
  readonly startNow: boolean
  readonly buyer: Buyer
  /** Absent: the portal. */
  readonly channel?: Channel
  readonly wish?: PayingWish
}

/**
 * Null when the line is not there or the offer is no longer on sale to it. An older version of the
 * offer is answered with the one now on sale: the buyer sees the price that will be asked.
 */
export async function checkoutView(
  app: App,
  asked: CheckoutAsked & { readonly access: Access; readonly ownConnection: boolean },
): Promise<CheckoutView | null> {
  const [overview, state] = await Promise.all([
    lineOverview(app, asked.line, asked.access),
    app.reads.line(asked.line),
  ])
  if (overview === null) return null
  const price = await checkoutPrice(app, asked, { state, now: overview.asOf })
  if (price === null) return null
  const { quote, paying, terms } = price
  const { offer } = quote
  const lastly = paying.methods.some(({ method, bar }) => method === 'konbini' && bar === null)
  return {
    overview,
    quote,
    quoteLast: lastly ? lastQuote(state.packs, paying.payBy.konbini, { ...asked, offer }) : null,
    channel: asked.channel ?? 'web',
    startNow: asked.startNow,
    paying,
    terms,
    operator: app.operator(),
    ownConnection: asked.ownConnection,
    host: new URL(app.portalUrl).host,
  }
}

export type CheckoutPrice = Pick<CheckoutView, 'quote' | 'paying' | 'terms'>

/** What the renewal would be and cost, for whoever shows nothing else of the line. */
export async function checkoutPrice(
  app: App,
  asked: CheckoutAsked,
  { state, now }: { readonly state: LineState; readonly now: Instant },
): Promise<CheckoutPrice | null> {
  const { line, orders } = state
  const offer = currentOffer(app.catalogue(), asked.offer.id, now)
  if (line === null || offer === null || offer.network !== line.network) return null
  const { channel = 'web', buyer, wish = NO_WISH } = asked
  if (!offer.channels.includes(channel)) return null
  const quote = quoteFor(line.id, begin(state.packs, now), { ...asked, offer, now })
  if (quote === null) return null
  const [{ lots, keptMethods }, giftCards] = await Promise.all([
    buyer.kind === 'account' ? app.reads.account(buyer.account) : NO_ACCOUNT,
    Promise.all(wish.giftCards.map((id) => app.reads.giftCard(id))),
  ])
  const known = giftCards.filter((one) => one !== null)
  const paying = payingView(
    app,
    { line, orders, buyer, lots, keptMethods, giftCards: known },
    { offer, channel, wish, now },
  )
  return { quote, paying, terms: termsInForce(app.catalogue(), now) }
}

/** As if paid at the till of a convenience store in the last second in which that can be done. */
function lastQuote(
  packs: readonly Pack[],
  payBy: Instant,
  asked: { readonly line: LineId; readonly offer: Offer; readonly startNow: boolean },
): OfferQuote | null {
  const now = plusSeconds(payBy, -1)
  return quoteFor(asked.line, begin(packs, now), { ...asked, now })
}

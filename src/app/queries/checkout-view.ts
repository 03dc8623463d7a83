/** Everything that the last screen before paying shows, computed at one instant. */
import { begin } from '../../domain/balance/chain.ts'
import type { Pack } from '../../domain/balance/pack.ts'
import type { LineId } from '../../domain/basics/ids.ts'
import { plusSeconds, type Instant } from '../../domain/basics/time.ts'
import { currentOffer, termsInForce } from '../../domain/catalogue/catalogue.ts'
import type { Channel, Offer, OfferRef } from '../../domain/catalogue/offer.ts'
import type { Buyer } from '../../domain/order/order.ts'
import type { App } from '../app.ts'
import { NO_ACCOUNT } from '../door/state.ts'
import { lineOverview } from './line-overview.ts'
import { quoteFor } from './offer-quotes.ts'
import { NO_WISH, payingView, type PayingWish } from './paying-view.ts'
import type { Access, CheckoutView, OfferQuote } from './views.ts'

/**
 * Null when the line is not there or the offer is no longer on sale to it. An older version of the
 * offer is answered with the one now on sale: the buyer sees the price that will be asked.
 */
export async function checkoutView(
  app: App,
  asked: {
    readonly line: LineId
    readonly access: Access
    readonly offer: OfferRef
    readonly startNow: boolean
    readonly ownConnection: boolean
    readonly buyer: Buyer
    /** Absent: the portal. */
    readonly channel?: Channel
    readonly wish?: PayingWish
  },
): Promise<CheckoutView | null> {
  const [overview, state] = await Promise.all([
    lineOverview(app, asked.line, asked.access),
    app.reads.line(asked.line),
  ])
  if (overview === null || state.line === null) return null
  const now = overview.asOf
  const offer = currentOffer(app.catalogue(), asked.offer.id, now)
  if (offer === null || offer.network !== state.line.network) return null
  const { channel = 'web' } = asked
  if (!offer.channels.includes(channel)) return null
  const packs = begin(state.packs, now)
  const quote = quoteFor(asked.line, packs, { ...asked, offer, now })
  if (quote === null) return null
  const wish = asked.wish ?? NO_WISH
  const [money, giftCards] = await Promise.all([
    asked.buyer.kind === 'account' ? app.reads.account(asked.buyer.account) : NO_ACCOUNT,
    Promise.all(wish.giftCards.map((id) => app.reads.giftCard(id))),
  ])
  const paying = payingView(
    app,
    {
      line: state.line,
      orders: state.orders,
      buyer: asked.buyer,
      lots: money.lots,
      keptMethods: money.keptMethods,
      giftCards: giftCards.filter((one) => one !== null),
    },
    { offer, channel, wish, now },
  )
  const lastly = paying.methods.some(({ method, bar }) => method === 'konbini' && bar === null)
  return {
    overview,
    quote,
    quoteLast: lastly ? lastQuote(state.packs, paying.payBy.konbini, { ...asked, offer }) : null,
    channel,
    startNow: asked.startNow,
    paying,
    terms: termsInForce(app.catalogue(), now),
    operator: app.operator(),
    ownConnection: asked.ownConnection,
    host: new URL(app.portalUrl).host,
  }
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

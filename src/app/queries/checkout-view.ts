/** Everything that the last screen before paying shows, computed at one instant. */
import { begin } from '../../domain/balance/chain.ts'
import type { LineId } from '../../domain/basics/ids.ts'
import { plusMinutes } from '../../domain/basics/time.ts'
import { currentOffer, termsInForce } from '../../domain/catalogue/catalogue.ts'
import type { OfferRef } from '../../domain/catalogue/offer.ts'
import { PAY_BY_MINUTES } from '../../domain/order/taking.ts'
import type { App } from '../app.ts'
import { lineOverview } from './line-overview.ts'
import { quoteFor } from './offer-quotes.ts'
import type { Access, CheckoutView } from './views.ts'

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
  if (!offer.channels.includes('web')) return null
  const quote = quoteFor(asked.line, begin(state.packs, now), { ...asked, offer, now })
  if (quote === null) return null
  return {
    overview,
    quote,
    startNow: asked.startNow,
    payBy: plusMinutes(now, PAY_BY_MINUTES),
    terms: termsInForce(app.catalogue(), now),
    operator: app.operator(),
    ownConnection: asked.ownConnection,
    host: new URL(app.portalUrl).host,
  }
}

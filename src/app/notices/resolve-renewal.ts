/** What auto-renewal did or needs, as it is told: from the order where there is one. */
import { coverageAt } from '../../domain/balance/coverage.ts'
import type { OfferId } from '../../domain/basics/ids.ts'
import type { Localised } from '../../domain/basics/language.ts'
import { nameOfOffer } from '../../domain/catalogue/catalogue.ts'
import type { Order } from '../../domain/order/order.ts'
import type { App } from '../app.ts'
import { payLinkToken } from '../pay-links.ts'
import type { NoticeView } from './notice-view.ts'
import type { LineNow } from './line-now.ts'
import type { RenewalFacts } from './notice-job.ts'

/** Null where it is not so any more, or there is nothing to call it by. */
export async function sayRenewal(
  app: App,
  given: LineNow,
  facts: RenewalFacts,
): Promise<NoticeView | null> {
  if ('order' in facts) return ofOrder(app, given, facts)
  const offerName = nameOfOffer(given.catalogue, facts.offer)
  return offerName === null ? null : ofMandate(given, facts, offerName)
}

type OfMandate = Extract<RenewalFacts, { readonly offer: OfferId }>

function ofMandate({ state }: LineNow, facts: OfMandate, offerName: Localised): NoticeView | null {
  switch (facts.kind) {
    case 'auto_renewal_upcoming':
      // Switched off since: nothing is going to be charged.
      if (state.mandate === null) return null
      return { kind: facts.kind, offerName, price: facts.price, at: facts.at }
    case 'auto_renewal_failed':
      return { kind: facts.kind, offerName, price: facts.price, again: facts.again }
    case 'auto_renewal_stopped':
      return { kind: facts.kind, offerName, why: facts.why }
    case 'auto_renewal_cap':
      return { kind: facts.kind, offerName, price: facts.price, cap: facts.cap }
  }
}

async function ofOrder(
  app: App,
  { line, packs, catalogue, now }: LineNow,
  facts: Exclude<RenewalFacts, OfMandate>,
): Promise<NoticeView | null> {
  const found = await app.reads.order(line.id, facts.order)
  const offerName = found === null ? null : nameOfOffer(catalogue, found.order.offer.id)
  if (found === null || offerName === null) return null
  const { order } = found
  const bought = { offerName, price: order.price }
  if (facts.kind === 'auto_renewal_done') {
    if (order.state.kind !== 'delivered') return null
    const coverage = coverageAt(packs, now)
    const until = coverage.kind === 'covered' ? coverage.until : null
    return { kind: facts.kind, ...bought, until }
  }
  if (order.state.kind !== 'awaiting_payment') return null
  const payUrl = `${app.portalUrl}${payPath(app, order)}`
  return { kind: facts.kind, ...bought, payUrl, until: order.payBy }
}

/** The link that pays and shows nothing personal; without one, the page that asks who is there. */
function payPath({ vault }: App, { id, payLink }: Order): string {
  if (payLink === null || payLink.revokedAt !== null) return `/orders/${id}`
  return `/pay/${payLinkToken(vault, id, payLink.since)}`
}

/**
 * Everything on sale and the terms it is sold under, as one value that a decision reads. Versioned
 * and cached; a decision names the versions it used.
 */
import { allInForce, isAskedBy, type TermsAsker } from '../agreement/accepting.ts'
import type { Terms } from '../agreement/agreement.ts'
import type { CampaignId, NetworkId, OfferId } from '../basics/ids.ts'
import type { Localised } from '../basics/language.ts'
import type { Instant } from '../basics/time.ts'
import type { Campaign } from './campaign.ts'
import type { MoneyRules } from './money-rules.ts'
import { onSale, type Channel, type Network, type Offer, type OfferRef } from './offer.ts'

export interface Catalogue {
  readonly networks: ReadonlyMap<NetworkId, Network>
  /** All versions, by `offerKey`. */
  readonly offers: ReadonlyMap<string, Offer>
  /** All versions of all terms documents. */
  readonly terms: readonly Terms[]
  /** In the operator's order: the first that fits is taken. */
  readonly campaigns: readonly Campaign[]
  /** Campaigns whose total is reached, as last counted. */
  readonly exhausted: ReadonlySet<CampaignId>
  /** Dated; see `money-rules.ts`. */
  readonly rules: readonly MoneyRules[]
}

export function offerKey(ref: OfferRef): string {
  return `${ref.id}@${ref.version}`
}

export function offerOf(catalogue: Catalogue, ref: OfferRef): Offer | null {
  return catalogue.offers.get(offerKey(ref)) ?? null
}

/** How its newest version is called, on sale or not; null for what was never offered. */
export function nameOfOffer({ offers }: Catalogue, id: OfferId): Localised | null {
  let newest: Offer | null = null
  for (const offer of offers.values()) {
    if (offer.id === id && (newest === null || offer.version > newest.version)) newest = offer
  }
  return newest?.name ?? null
}

/** The version of this offer that is on sale at the instant: the highest, if several are. */
export function currentOffer(catalogue: Catalogue, id: OfferId, at: Instant): Offer | null {
  let best: Offer | null = null
  for (const offer of catalogue.offers.values()) {
    if (offer.id !== id || !onSale(offer, at)) continue
    if (best === null || offer.version > best.version) best = offer
  }
  return best
}

/** What a line of this network may buy in this channel now, cheapest first within a length. */
export function offersOnSale(
  catalogue: Catalogue,
  wanted: { readonly network: NetworkId; readonly channel: Channel; readonly at: Instant },
): readonly Offer[] {
  const ids = new Set<OfferId>()
  for (const offer of catalogue.offers.values()) {
    if (offer.network === wanted.network) ids.add(offer.id)
  }
  return [...ids]
    .map((id) => currentOffer(catalogue, id, wanted.at))
    .filter((offer) => offer !== null)
    .filter((offer) => offer.channels.includes(wanted.channel))
    .toSorted((one, other) => Number(one.price - other.price) || (one.id < other.id ? -1 : 1))
}

/** The terms in force at the instant that the asker wants accepted, in the order of their kinds. */
export function termsInForce(
  catalogue: Catalogue,
  at: Instant,
  what: TermsAsker = 'order',
): readonly Terms[] {
  return allInForce(catalogue.terms, at).filter(({ kind }) => isAskedBy(what, kind))
}

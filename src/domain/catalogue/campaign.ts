/**
 * A campaign is data: who gets what present with which offers, from when until when, how often.
 * One order takes at most one: the first of the operator's list that fits. Not a price change (that
 * is a new version of the Offer).
 */
import type { Bytes } from '../basics/data-volume.ts'
import type { CampaignId, NetworkId, OfferId } from '../basics/ids.ts'
import type { Localised } from '../basics/language.ts'
import { NO_YEN, yen, type Yen } from '../basics/money.ts'
import { contains, type Instant } from '../basics/time.ts'
import type { Channel, Offer, OfferLength } from './offer.ts'

export type Benefit =
  /** A bonus pack beside the bought one, with its interval. */
  | { readonly kind: 'bonus_data'; readonly bytes: Bytes }
  | { readonly kind: 'percent_off'; readonly percent: number }
  /** The points an order earns, so many times. */
  | { readonly kind: 'points_multiplier'; readonly times: number }
  | { readonly kind: 'points'; readonly points: Yen }
  /** Issued free, in its own ledger account. */
  | { readonly kind: 'gift_card'; readonly value: Yen; readonly validMonths: number }

export interface Campaign {
  readonly id: CampaignId
  readonly name: Localised
  readonly from: Instant
  readonly until: Instant | null
  /** Null is any. */
  readonly offers: readonly OfferId[] | null
  readonly networks: readonly NetworkId[] | null
  readonly lengths: readonly OfferLength[] | null
  readonly channels: readonly Channel[] | null
  /** Points and gift cards need an account to belong to. */
  readonly buyers: 'anyone' | 'account'
  /** What the buyer must enter; null where nothing. Compared without case. */
  readonly code: string | null
  readonly perLineMax: number | null
  /** Counted by a sweep, so a few more may slip through in the seconds between. */
  readonly totalMax: number | null
  readonly benefit: Benefit
}

export interface CampaignQuestion {
  readonly offer: Offer
  readonly channel: Channel
  readonly hasAccount: boolean
  readonly code: string | null
  /** How often this line took part, by campaign. */
  readonly uses: Readonly<Record<string, number>>
  /** Campaigns whose total is reached. */
  readonly exhausted: ReadonlySet<CampaignId>
  readonly at: Instant
}

/** The first campaign of the list that fits; one whose code was entered goes before the others. */
export function campaignFor(
  campaigns: readonly Campaign[],
  question: CampaignQuestion,
): Campaign | null {
  const fitting = campaigns.filter((campaign) => fits(campaign, question))
  return fitting.find((campaign) => campaign.code !== null) ?? fitting[0] ?? null
}

function fits(campaign: Campaign, { offer, ...asked }: CampaignQuestion): boolean {
  const among = <One>(list: readonly One[] | null, one: One) => list === null || list.includes(one)
  const uses = asked.uses[campaign.id] ?? 0
  return (
    contains(campaign, asked.at) &&
    among(campaign.offers, offer.id) &&
    among(campaign.networks, offer.network) &&
    among(campaign.lengths, offer.length) &&
    among(campaign.channels, asked.channel) &&
    (campaign.buyers === 'anyone' || asked.hasAccount) &&
    (campaign.code === null || campaign.code.toLowerCase() === asked.code?.trim().toLowerCase()) &&
    // Whoever delivers elsewhere delivers nothing beside it.
    (campaign.benefit.kind !== 'bonus_data' || offer.grant.fulfilment === undefined) &&
    (campaign.perLineMax === null || uses < campaign.perLineMax) &&
    !asked.exhausted.has(campaign.id)
  )
}

/** Yen off the price; a percentage rounds down, in the seller's favour. */
export function discountOf(campaign: Pick<Campaign, 'benefit'> | null, price: Yen): Yen {
  if (campaign?.benefit.kind !== 'percent_off') return NO_YEN
  return yen((price * BigInt(campaign.benefit.percent)) / 100n)
}

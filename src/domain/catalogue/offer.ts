/**
 * What is on sale: price, dates, channels, and what it grants. An offer is published in versions
 * and never edited; an order holds the version it was shown. Not a Pack (what somebody holds).
 */
import type { Bytes, GigabyteMeaning } from '../basics/data-volume.ts'
import type { Localised } from '../basics/language.ts'
import type { NetworkId, OfferFamily, OfferId, SupplierName } from '../basics/ids.ts'
import type { Yen } from '../basics/money.ts'
import { contains, type Instant } from '../basics/time.ts'
import type { Validity } from './validity.ts'

export type Channel = 'web' | 'counter' | 'phone' | 'api' | 'auto'

export type Allowance =
  | { readonly kind: 'total'; readonly bytes: Bytes }
  /** So much each day; the day begins at `resetHour`:00 JST. */
  | { readonly kind: 'daily'; readonly bytesPerDay: Bytes; readonly resetHour: number }
  | { readonly kind: 'unlimited' }

export type AfterAllowance =
  | { readonly kind: 'throttle'; readonly kbps: number }
  | { readonly kind: 'stop' }

/** When a pack begins, decided at delivery (the door's `now` at which payment is known). */
export type StartRule =
  | { readonly kind: 'now' }
  | { readonly kind: 'after_current' }
  /** Begins at the first byte no other pack can serve; at the latest date it starts or lapses. */
  | {
      readonly kind: 'first_use'
      readonly withinDays: number
      readonly atLatest: 'starts' | 'lapses'
    }

export type Stacking =
  /** Runs beside whatever else is there. */
  | { readonly kind: 'independent' }
  /** Linked to the chosen chain: own bytes, valid now, and the chain's end moves. */
  | { readonly kind: 'extends' }
  /** Starts at the chain's end or, with `end_or_empty`, already when its bytes are gone. */
  | { readonly kind: 'queues'; readonly trigger: 'end' | 'end_or_empty' }

/**
 * Who delivers where that is not this system: a wholesaler through its interface, or staff by hand
 * at a carrier's desk. Either has so many minutes; after them the money goes back.
 */
export type Fulfilment =
  | {
      readonly kind: 'wholesale'
      readonly supplier: SupplierName
      /** What the wholesaler calls it. */
      readonly plan: string
      readonly withinMinutes: number
    }
  | {
      readonly kind: 'manual'
      readonly withinMinutes: number
      /** For whoever does it: where, and what to ask for. */
      readonly note: string
    }

/** Display group on the portal; the duration decides nothing else. */
export type OfferLength = 'hourly' | 'daily' | 'weekly' | 'monthly' | 'long'

export interface Grant {
  readonly validity: Validity
  readonly allowance: Allowance
  readonly afterAllowance: AfterAllowance
  /** Speed while the allowance lasts; null is the network's best. */
  readonly fullKbps: number | null
  readonly start: StartRule
  readonly stacking: Stacking
  /** After the last pack ends the line can still buy at once for so many days. */
  readonly graceDays: number
  /** Absent: this system delivers itself, at once. */
  readonly fulfilment?: Fulfilment
}

export type RefundRule =
  | { readonly kind: 'none' }
  | { readonly kind: 'full_while_unstarted'; readonly withinDays: number }
  | { readonly kind: 'pro_rata' }

export interface Offer {
  readonly id: OfferId
  /** 1, 2, 3 …; a new version never changes what was sold under an older one. */
  readonly version: number
  readonly network: NetworkId
  /** Offers of one family extend each other. */
  readonly family: OfferFamily
  readonly name: Localised
  readonly length: OfferLength
  readonly price: Yen
  /** Consumption tax within the price, in percent; 0 for a non-taxable sale. */
  readonly taxPercent: number
  readonly gigabyte: GigabyteMeaning
  readonly grant: Grant
  readonly refund: RefundRule
  readonly onSaleFrom: Instant
  readonly onSaleUntil: Instant | null
  readonly channels: readonly Channel[]
  /** From this instant a sale needs an identity check; null while none is needed. */
  readonly idRequiredFrom: Instant | null
}

export interface OfferRef {
  readonly id: OfferId
  readonly version: number
}

export function onSale(offer: Offer, at: Instant): boolean {
  return contains({ from: offer.onSaleFrom, until: offer.onSaleUntil }, at)
}

/** A network as customers know it: docomo, au or SoftBank, or the operator's name for it. */
export interface Network {
  readonly id: NetworkId
  readonly name: Localised
  /** ICCID prefixes of the cards this operator serves on it (89 81 + issuer digits). */
  readonly iccidPrefixes: readonly string[]
  /**
   * After grace: days suspended, still able to buy, before the line ends and its number is lost.
   */
  readonly suspendedDays: number
  /** A base rate that the network always grants, in kbps; null where it grants none. */
  readonly alwaysOnKbps: number | null
  /** Traffic that costs nothing: to the portal and the other hosts the network does not count. */
  readonly freeRatingGroups: readonly number[]
  /** Address pools whose addresses belong to one line each (CIDR); recognition needs one. */
  readonly unsharedPools: readonly string[]
}

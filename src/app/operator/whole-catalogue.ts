/**
 * What several files promise together: each offer's network exists, and every kind of terms that
 * is in force is there. Asked before anything is stored, over what is stored and what comes.
 */
import type { Terms } from '../../domain/agreement/agreement.ts'
import { offerKey, type Catalogue } from '../../domain/catalogue/catalogue.ts'
import type { Campaign } from '../../domain/catalogue/campaign.ts'
import type { MoneyRules } from '../../domain/catalogue/money-rules.ts'
import type { Network, Offer } from '../../domain/catalogue/offer.ts'
import type { CampaignId } from '../../domain/basics/ids.ts'
import { sameInstant } from '../../domain/basics/time.ts'
import { toJson } from '../../domain/basics/json.ts'

export interface CatalogueLoad {
  readonly networks: readonly Network[]
  readonly offers: readonly Offer[]
  readonly terms: readonly Terms[]
  /** The whole list in its order; undefined where none is loaded. */
  readonly campaigns?: readonly Campaign[] | undefined
  readonly rules?: readonly MoneyRules[]
}

export const NO_CATALOGUE: Catalogue = {
  networks: new Map(),
  offers: new Map(),
  terms: [],
  campaigns: [],
  exhausted: new Set(),
  rules: [],
}

export function offersWithoutNetwork(stored: Catalogue, load: CatalogueLoad): readonly Offer[] {
  const coming = new Set(load.networks.map((network) => network.id))
  return load.offers.filter(
    (offer) => !coming.has(offer.network) && !stored.networks.has(offer.network),
  )
}

/** What campaigns name and nobody sells. */
export function unknownInCampaigns(
  stored: Catalogue,
  load: CatalogueLoad,
): readonly { readonly campaign: CampaignId; readonly name: string }[] {
  const { networks, offers } = withLoad(stored, load)
  const sold = new Set([...offers.values()].map((offer) => offer.id))
  return (load.campaigns ?? []).flatMap((campaign) => {
    const names = [
      ...(campaign.offers ?? []).filter((id) => !sold.has(id)),
      ...(campaign.networks ?? []).filter((id) => !networks.has(id)),
    ]
    return names.map((name) => ({ campaign: campaign.id, name }))
  })
}

/** Rules that are known for the same instant with other content: they may have decided already. */
export function changedRules(stored: Catalogue, load: CatalogueLoad): readonly MoneyRules[] {
  return (load.rules ?? []).filter((one) => {
    const known = knownRules(stored, one)
    return known !== undefined && !isSame(known, one)
  })
}

export function knownRules(stored: Catalogue, rules: MoneyRules): MoneyRules | undefined {
  return stored.rules.find((known) => sameInstant(known.effectiveFrom, rules.effectiveFrom))
}

export interface VersionChanged {
  readonly kind: 'offer' | 'terms'
  readonly name: string
  readonly version: number
}

/**
 * A published version is never edited: what was sold or accepted under it must stay readable. Only
 * the end of an offer's sale may be set or moved, which changes nothing that was sold.
 */
export function changedVersions(stored: Catalogue, load: CatalogueLoad): readonly VersionChanged[] {
  const offers = load.offers.filter((offer) => {
    const known = stored.offers.get(offerKey(offer))
    return known !== undefined && !isSame(known, { ...offer, onSaleUntil: known.onSaleUntil })
  })
  const terms = load.terms.filter((one) => {
    const known = stored.terms.find((t) => t.kind === one.kind && t.version === one.version)
    if (known === undefined) return false
    return known.hash !== one.hash || !sameInstant(known.effectiveFrom, one.effectiveFrom)
  })
  return [
    ...offers.map(({ id, version }) => ({ kind: 'offer', name: id, version }) as const),
    ...terms.map(({ kind, version }) => ({ kind: 'terms', name: kind, version }) as const),
  ]
}

/** Whether two values of the catalogue say the same, in whatever order their fields stand. */
export function isSame(one: unknown, other: unknown): boolean {
  return ordered(toJson(one)) === ordered(toJson(other))
}

function ordered(json: unknown): string {
  return JSON.stringify(json, (_name, value: unknown) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
    return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  })
}

/** Laid over what is stored: networks and the campaigns' list replace, versions are added. */
export function withLoad(stored: Catalogue, load: CatalogueLoad): Catalogue {
  const terms = stored.terms.filter(
    (known) => !load.terms.some((one) => one.kind === known.kind && one.version === known.version),
  )
  return {
    ...stored,
    networks: new Map([...stored.networks, ...load.networks.map((one) => [one.id, one] as const)]),
    offers: new Map([...stored.offers, ...load.offers.map((one) => [offerKey(one), one] as const)]),
    terms: [...terms, ...load.terms],
    campaigns: load.campaigns ?? stored.campaigns,
    rules: [
      ...stored.rules,
      ...(load.rules ?? []).filter((one) => knownRules(stored, one) === undefined),
    ],
  }
}

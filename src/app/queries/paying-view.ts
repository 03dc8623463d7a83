/**
 * What a price comes to and how it can be paid: discount, points, gift cards, the rest, and the
 * ways that are open for it. Computed by the very functions that place the order, so that what is
 * shown is what will be taken. Not the order's own parts (`order-money.ts`).
 */
import type { CampaignId, GiftCardId, KeptMethodId } from '../../domain/basics/ids.ts'
import type { Localised } from '../../domain/basics/language.ts'
import { NO_YEN, yen, type Yen } from '../../domain/basics/money.ts'
import type { Instant } from '../../domain/basics/time.ts'
import { taxWithin } from '../../domain/bill/tax.ts'
import { discountOf, type Benefit, type Campaign } from '../../domain/catalogue/campaign.ts'
import { rulesAt } from '../../domain/catalogue/money-rules.ts'
import type { Channel, Offer } from '../../domain/catalogue/offer.ts'
import type { Line } from '../../domain/line/line.ts'
import type { GiftCard } from '../../domain/gift-card/gift-card.ts'
import type { Buyer, Order } from '../../domain/order/order.ts'
import { pointsOf } from '../../domain/order/parts.ts'
import { campaignOf } from '../../domain/order/placing.ts'
import {
  CHARGE_LIMITS,
  payByFor,
  takeParts,
  type TakenParts,
  type TakingRefusal,
} from '../../domain/order/taking.ts'
import { isUsable, type KeptMethod } from '../../domain/payment/kept-method.ts'
import {
  HOSTED_METHODS,
  PROVIDER_OF_METHOD,
  type HostedMethod,
  type ProviderName,
  type ShownMeans,
} from '../../domain/payment/provider.ts'
import { pointsLeft, type PointsLot } from '../../domain/points/lots.ts'
import type { App } from '../app.ts'

/** A hosted page, or means that the account keeps. */
export type MethodKey = HostedMethod | `kept:${KeptMethodId}`

export interface PayingWish {
  /** Null: what is best to offer. */
  readonly method: MethodKey | null
  readonly points: 'none' | 'all' | Yen
  readonly giftCards: readonly GiftCardId[]
  readonly campaignCode: string | null
}

/** Nothing chosen yet. */
export const NO_WISH: PayingWish = {
  method: null,
  points: 'none',
  giftCards: [],
  campaignCode: null,
}

export type MethodBar =
  /** The provider has not answered lately. */
  | { readonly why: 'troubled' }
  | { readonly why: 'rest_too_small'; readonly min: Yen }
  | { readonly why: 'rest_too_large'; readonly max: Yen }

export interface MethodOption {
  readonly key: MethodKey
  readonly method: HostedMethod | 'saved'
  readonly provider: ProviderName
  readonly means: ShownMeans | null
  /** Why it can not be used now. */
  readonly bar: MethodBar | null
}

export interface GiftCardUse {
  readonly card: GiftCardId
  readonly hint: string
  readonly taken: Yen
  readonly left: Yen
}

export interface PayingView {
  readonly listPrice: Yen
  readonly discount: Yen
  /** What is to be paid, by whichever parts. */
  readonly price: Yen
  readonly tax: Yen
  readonly campaign: {
    readonly id: CampaignId
    readonly name: Localised
    readonly benefit: Benefit
  } | null
  /** Null: the buyer has no account that could hold any. */
  readonly pointsLeft: Yen | null
  readonly pointsUsed: Yen
  readonly giftCards: readonly GiftCardUse[]
  /** What no part covers. */
  readonly rest: Yen
  /** Those that are open come first. Empty when nothing is left to pay, and at a counter. */
  readonly methods: readonly MethodOption[]
  readonly chosen: MethodKey | null
  readonly canKeep: boolean
  /** Until when the price is held, by how it is paid. */
  readonly payBy: { readonly atOnce: Instant; readonly konbini: Instant; readonly byLink: Instant }
  readonly trouble: TakingRefusal | { readonly code: 'campaign_code_unknown' } | null
}

export interface PayingState {
  readonly line: Line
  readonly orders: readonly Order[]
  readonly buyer: Buyer
  readonly lots: readonly PointsLot[]
  readonly giftCards: readonly GiftCard[]
  readonly keptMethods: readonly KeptMethod[]
}

export interface PayingAsked {
  readonly offer: Offer
  readonly channel: Channel
  readonly wish: PayingWish
  readonly now: Instant
}

export function payingView(app: App, state: PayingState, asked: PayingAsked): PayingView {
  const { offer, channel, wish, now } = asked
  const catalogue = app.catalogue()
  const rules = rulesAt(catalogue.rules, now)
  const campaign = campaignFor(app, state, asked)
  const discount = discountOf(campaign, offer.price)
  const price = yen(offer.price - discount)
  const taken = take(state, wish, { price, now })
  const { parts, rest } = taken.parts
  const pointsUsed = pointsOf(parts)
  // At a counter the till takes it, or a pay-link whose payer picks.
  const isHosted = rest > 0n && channel !== 'counter'
  const methods = isHosted ? methodsFor(app, state.keptMethods, rest) : []
  const held = { rules, parts, now }
  const byCode = campaign !== null && campaign.code !== null
  const codeRefused = wish.campaignCode !== null && !byCode
  return {
    listPrice: offer.price,
    discount,
    price,
    tax: taxWithin(
      rules.pointsAs === 'payment' ? price : yen(price - pointsUsed),
      offer.taxPercent,
      rules.taxRounding,
    ),
    campaign: campaign && { id: campaign.id, name: campaign.name, benefit: campaign.benefit },
    pointsLeft: state.buyer.kind === 'account' ? pointsLeft(state.lots, now) : null,
    pointsUsed,
    giftCards: giftCardUses(taken.parts),
    rest,
    methods,
    chosen: chosenOf(methods, wish.method),
    canKeep: state.buyer.kind === 'account' && isHosted,
    payBy: {
      atOnce: payByFor({ method: 'card', byLink: false }, held),
      konbini: payByFor({ method: 'konbini', byLink: false }, held),
      byLink: payByFor({ method: 'card', byLink: true }, held),
    },
    trouble: taken.trouble ?? (codeRefused ? { code: 'campaign_code_unknown' } : null),
  }
}

/** A code that fits nothing leaves the campaign that needs none. */
function campaignFor(
  app: App,
  { line, orders, buyer }: PayingState,
  { offer, channel, wish, now }: PayingAsked,
): Campaign | null {
  const request = { buyer, channel, campaignCode: wish.campaignCode }
  const state = { orders }
  return campaignOf(offer, { state, line, request, catalogue: app.catalogue(), now })
}

const UNTAKEN: Omit<TakenParts, 'rest'> = { parts: [], lots: [], giftCards: [] }

/** What can not be taken leaves the whole price to pay. */
function take(
  state: PayingState,
  wish: PayingWish,
  { price, now }: { readonly price: Yen; readonly now: Instant },
): { readonly parts: TakenParts; readonly trouble: TakingRefusal | null } {
  const points = wantedPoints(state, wish, { price, now })
  // Of the rest's own limits each method tells below.
  const request = {
    points,
    giftCards: wish.giftCards,
    method: 'partner',
    buyer: state.buyer,
  } as const
  const taken = takeParts(state, request, { price, now })
  return taken.ok
    ? { parts: taken.value, trouble: null }
    : { parts: { ...UNTAKEN, rest: price }, trouble: taken.refusal }
}

function wantedPoints(
  { buyer, lots }: PayingState,
  { points }: PayingWish,
  { price, now }: { readonly price: Yen; readonly now: Instant },
): Yen {
  if (points === 'none' || buyer.kind !== 'account') return NO_YEN
  if (points !== 'all') return points
  const left = pointsLeft(lots, now)
  return left < price ? left : price
}

function giftCardUses({ parts, giftCards }: TakenParts): readonly GiftCardUse[] {
  return parts.flatMap((part) =>
    part.kind === 'gift_card'
      ? {
          card: part.card,
          hint: part.hint,
          taken: part.amount,
          left: giftCards.find((one) => one.id === part.card)?.left ?? NO_YEN,
        }
      : [],
  )
}

/** Kept means first, newest first; what is barred now goes last. */
export function methodsFor(
  app: App,
  keptMethods: readonly KeptMethod[],
  rest: Yen,
): readonly MethodOption[] {
  const troubled = app.providerTroubles()
  const barOf = (method: HostedMethod | 'saved', provider: ProviderName): MethodBar | null => {
    const { min, max } = CHARGE_LIMITS[method]
    if (troubled.has(provider)) return { why: 'troubled' }
    if (rest < min) return { why: 'rest_too_small', min: yen(min) }
    return rest > max ? { why: 'rest_too_large', max: yen(max) } : null
  }
  const kept = keptMethods
    .filter((one) => isUsable(one) && app.providers.has(one.provider))
    .toReversed()
    .map(({ id, provider, means }): MethodOption => {
      const { brand, lastDigits } = means
      const bar = barOf('saved', provider)
      return { key: `kept:${id}`, method: 'saved', provider, means: { brand, lastDigits }, bar }
    })
  const hosted = HOSTED_METHODS.flatMap((method): readonly MethodOption[] => {
    const provider = PROVIDER_OF_METHOD[method]
    if (!app.providers.has(provider)) return []
    return [{ key: method, method, provider, means: null, bar: barOf(method, provider) }]
  })
  const all = [...kept, ...hosted]
  return [...all.filter(({ bar }) => bar === null), ...all.filter(({ bar }) => bar !== null)]
}

function chosenOf(methods: readonly MethodOption[], wish: MethodKey | null): MethodKey | null {
  const open = methods.filter(({ bar }) => bar === null)
  return (open.find(({ key }) => key === wish) ?? open[0])?.key ?? null
}

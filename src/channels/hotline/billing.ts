/**
 * From what a caller picked to the bill that is read to them, and from their word to the order: the
 * price and the ways to pay as every channel computes them, and the agreement with what was said.
 */
import type { ShownScreen } from '../../domain/agreement/agreement.ts'
import { NO_YEN, sumYen } from '../../domain/basics/money.ts'
import type { LineId, OrderId } from '../../domain/basics/ids.ts'
import { hasKeyedPin, standingOf } from '../../domain/call/caller.ts'
import { GIFT_CARDS_AN_ORDER_MAX } from '../../domain/order/parts.ts'
import type { Buyer } from '../../domain/order/order.ts'
import type { PlacingRequest } from '../../domain/order/placing.ts'
import { isUsable } from '../../domain/payment/kept-method.ts'
import type { Payment } from '../../domain/payment/payment.ts'
import type { FailureReason } from '../../domain/payment/provider.ts'
import { pointsLeft } from '../../domain/points/lots.ts'
import { makeShortCodeOnCall, placeOnCall, sendPayLinkOnCall } from '../../app/calls/renew.ts'
import { declinesHold } from '../../app/limits/declines.ts'
import { orderIds } from '../../app/orders/minted.ts'
import { mintShortCode, SHORT_CODE_MINUTES } from '../../app/orders/short-code.ts'
import {
  checkoutPrice,
  type CheckoutAsked,
  type CheckoutPrice,
} from '../../app/queries/checkout-view.ts'
import { packView } from '../../app/queries/pack-view.ts'
import type { MethodKey } from '../../app/queries/paying-view.ts'
import { cancelReplaced, chargeKept } from '../../app/sagas/paying.ts'
import type { OrderWithPayment } from '../../app/reads.ts'
import { idOfHash } from '../../app/vault.ts'
import { begin } from '../../domain/balance/chain.ts'
import { originOf, writtenLanguage, type OnLine } from './on-line.ts'
import type { Bill, Draft, PlacedOutcome, Question, Way } from './places.ts'
import type { HotlineRefusal } from './refusals.ts'
import { wordless } from './said-of-line.ts'
import { heading } from './words/headings.ts'
import { textOf } from './words/words.ts'

/** Null: the offer is not sold to this line any more. */
export async function billOf(on: OnLine, line: LineId, draft: Draft): Promise<Bill | null> {
  const priced = await price(on, line, draft)
  if (priced === null) return null
  const { view, pin, keptIs } = priced
  const { paying, quote } = view
  const { asOf, effect, from, until, offer } = quote
  const spends = pin === 'set' || pin === 'keyed'
  return {
    asOf,
    pack: wordless(offer, paying.price),
    price: paying.price,
    taxPercent: offer.taxPercent,
    tax: paying.tax,
    pointsUsed: paying.pointsUsed,
    giftCardsUsed: sumYen(paying.giftCards.map(({ taken }) => taken)),
    rest: paying.rest,
    ways: waysOf(priced, { draft, spends }),
    pointsToUse: pointsFirst(priced, { draft, spends }),
    effect,
    // What starts at its first use says by when that must be.
    from: effect === 'first_use' ? quote.latestStart : from,
    until,
    refund: offer.refund,
    payBy: paying.payBy,
    pin: keptIs ? pin : 'not_needed',
  }
}

interface Priced {
  readonly view: CheckoutPrice
  readonly buyer: Buyer
  readonly pin: Exclude<Bill['pin'], 'not_needed'>
  /** Whether the holder has points or kept means at all. */
  readonly keptIs: boolean
  readonly hasHolder: boolean
}

async function price(on: OnLine, id: LineId, draft: Draft): Promise<Priced | null> {
  const { app, proofs } = on
  const state = await app.reads.line(id)
  const { line } = state
  if (line === null) return null
  const isHolder = standingOf({ proofs }, line) === 'holder'
  const buyer: Buyer =
    isHolder && line.holder !== null
      ? { kind: 'account', account: line.holder }
      : { kind: 'line_proof' }
  const asked: CheckoutAsked = {
    line: id,
    offer: draft.pack.ref,
    startNow: false,
    buyer,
    channel: 'phone',
    wish: {
      method: keptKey(draft),
      points: draft.usesPoints ? 'all' : 'none',
      giftCards: draft.giftCards,
      campaignCode: null,
    },
  }
  const view = await checkoutPrice(app, asked, { state, now: app.clock.now() })
  if (view === null) return null
  const account = buyer.kind === 'account' ? await app.reads.account(buyer.account) : null
  const phone = account?.account?.phone.pin ?? null
  const pin =
    phone === null
      ? 'none'
      : phone.lockedAt !== null
        ? 'locked'
        : hasKeyedPin({ proofs }, line.holder)
          ? 'keyed'
          : 'set'
  const points = pointsLeft(account?.lots ?? [], app.clock.now())
  const keptIs = points > 0n || (account?.keptMethods.some(isUsable) ?? false)
  return { view, buyer, pin, keptIs, hasHolder: line.holder !== null }
}

function keptKey({ way }: Draft): MethodKey | null {
  const kept = way?.kept ?? null
  return kept === null ? null : `kept:${kept}`
}

/** Points that cover it, kept means, a gift card, a link by e-mail, a code for the web. */
function waysOf(
  { view, hasHolder }: Priced,
  { draft, spends }: { readonly draft: Draft; readonly spends: boolean },
): readonly Way[] {
  const { paying } = view
  const { rest } = paying
  if (rest === 0n) return []
  const left = paying.pointsLeft ?? NO_YEN
  const covers = spends && !draft.usesPoints && left >= rest
  const kept = spends ? paying.methods : []
  return [
    ...(covers ? [{ how: { kind: 'points', points: rest }, kept: null } as const] : []),
    ...kept.flatMap((option): readonly Way[] => {
      const { key, means, bar } = option
      if (option.method !== 'saved' || means === null || bar !== null) return []
      const id = key.slice('kept:'.length) as Way['kept']
      return [{ how: { kind: 'saved', means, amount: rest }, kept: id }]
    }),
    ...(draft.giftCards.length < GIFT_CARDS_AN_ORDER_MAX
      ? [{ how: { kind: 'gift_card', amount: rest }, kept: null } as const]
      : []),
    ...(hasHolder ? [{ how: { kind: 'link', amount: rest }, kept: null } as const] : []),
    { how: { kind: 'web_code', amount: rest }, kept: null },
  ]
}

function pointsFirst(
  { view }: Priced,
  { draft, spends }: { readonly draft: Draft; readonly spends: boolean },
): Bill['pointsToUse'] {
  const { pointsLeft: left, rest } = view.paying
  const lowers = spends && !draft.usesPoints && left !== null && left > 0n && left < rest
  return lowers ? left : null
}

type Placing = Extract<Question, { readonly kind: 'place' }>
type Bought = Pick<Placing, 'line' | 'draft' | 'bill'>

export interface SaidPlaced {
  readonly outcome: PlacedOutcome
  readonly order: OrderId | null
}

/** What the caller agreed to. Where two hear it at once, both tell what came of the one order. */
export async function placeSaid(on: OnLine, asked: Placing): Promise<SaidPlaced> {
  const { line, draft, bill } = asked
  const refusal = await tryPlacing(on, asked)
  const placed = await placedInTurn(on, { line, draft, bill })
  if (placed !== null) return placed
  const reason = refusal ?? { code: 'busy' }
  return { outcome: { kind: 'refused', refusal: reason }, order: null }
}

/** Computed again, because the world may have moved meanwhile. Null: placed. */
async function tryPlacing(on: OnLine, asked: Placing): Promise<HotlineRefusal | null> {
  const { app } = on
  const { line, draft, bill } = asked
  const priced = await price(on, line, draft)
  if (priced === null) return { code: 'offer_unknown' }
  const { paying } = priced.view
  if (paying.price !== bill.price || paying.rest !== bill.rest) {
    return { code: 'price_changed', shown: bill.price, price: paying.price }
  }
  const request = await requestOf(on, asked, priced)
  if (request === null) return { code: 'offer_unknown' }
  const held = await heldBack(on, line, request)
  if (held !== null) return held
  const input = { line, request, ids: { ...orderIds(app.ids), order: orderOfTurn(on) } }
  const answer = await app.door.ask(placeOnCall, { call: on.call, input }, originOf(on, 'place'))
  return answer.ok ? null : asHotline(answer.refusal)
}

/** A number that is stolen is tested by whatever way it can be charged. */
async function heldBack(
  { app }: OnLine,
  line: LineId,
  { buyer, charges }: PlacingRequest,
): Promise<HotlineRefusal | null> {
  if (charges === null) return null
  const account = buyer.kind === 'account' ? buyer.account : null
  const asOf = app.clock.now()
  const again = await declinesHold(app, { account, line, byLink: null, means: charges }, asOf)
  return again === null ? null : { code: 'declines_too_many', again, asOf }
}

/** A turn has one order, and names it before it is placed. */
export function orderOfTurn({ app, call, turn }: OnLine): OrderId {
  return idOfHash<OrderId>(app.vault.keyed('call', `order|${call}|${turn}`))
}

/** What came of the order of this very turn. Null: none was placed. */
export async function placedInTurn(on: OnLine, bought: Bought): Promise<SaidPlaced | null> {
  const { app } = on
  const { line } = bought
  const known = await app.reads.order(line, orderOfTurn(on))
  if (known === null) return null
  await cancelReplaced(app, line, known.order.id)
  return { outcome: await outcomeOf(on, bought, known), order: known.order.id }
}

/** Refusals that the flow never leads to: the caller is told to begin anew. */
function asHotline(refused: { readonly code: string }): HotlineRefusal {
  switch (refused.code) {
    case 'call_over':
    case 'call_unknown':
    case 'caller_not_verified':
    case 'pin_needed':
      return { code: 'wait' }
    case 'busy':
    case 'key_reused':
      return { code: 'busy' }
    default:
      return refused as HotlineRefusal
  }
}

async function requestOf(
  on: OnLine,
  { draft, summary, agreed }: Placing,
  { view, buyer }: Priced,
): Promise<PlacingRequest | null> {
  const { app } = on
  const { paying, quote } = view
  const picked = draft.way?.kept ?? null
  const kept =
    picked === null || buyer.kind !== 'account'
      ? null
      : await app.reads.keptMethod(buyer.account, picked)
  const how = paying.rest === 0n ? null : (draft.way?.how.kind ?? null)
  if (how === 'saved' && kept === null) return null
  const account = buyer.kind === 'account' ? (await app.reads.account(buyer.account)).account : null
  return {
    offer: { id: quote.offer.id, version: quote.offer.version },
    shownPrice: paying.price,
    shownRest: paying.rest,
    campaignCode: null,
    acceptedTerms: view.terms.map(({ kind, version, hash }) => ({ kind, version, hash })),
    shown: shownOf(on, summary, agreed),
    startNow: false,
    ...(how === null
      ? ({ method: 'house', provider: 'house', charges: null } as const)
      : how === 'saved' && kept !== null
        ? ({ method: 'saved', provider: kept.provider, charges: kept.means } as const)
        : ({ method: 'card', provider: 'stripe', charges: null } as const)),
    points: paying.pointsUsed,
    giftCards: draft.giftCards,
    keepMeans: false,
    byLink: how === 'link',
    channel: 'phone',
    buyer,
    person: account?.person ?? null,
  }
}

/** What was said, word by word, as the last screen of a call. */
function shownOf(
  { language }: OnLine,
  summary: Placing['summary'],
  agreed: Placing['agreed'],
): ShownScreen {
  return {
    language: writtenLanguage(language),
    lines: summary.map((utterance) => ({
      label: heading(utterance.code, language),
      value: textOf({ language, utterance }),
    })),
    button: textOf({ language, utterance: agreed }),
  }
}

async function outcomeOf(
  on: OnLine,
  { line, draft, bill }: Bought,
  placed: OrderWithPayment,
): Promise<PlacedOutcome> {
  const { app } = on
  const order = placed.order.id
  const how = bill.rest === 0n ? null : draft.way?.how.kind
  if (placed.order.state.kind === 'awaiting_payment' && how === 'saved') {
    await chargeKept(app, { line, order, payment: placed.payment.id })
  }
  if (how === 'link') return linkOutcome(on, { line, order })
  if (how === 'web_code') return codeOutcome(on, { line, order })
  return settledOutcome(on, line, order)
}

interface OfOrder {
  readonly line: LineId
  readonly order: OrderId
}

async function linkOutcome(on: OnLine, { line, order }: OfOrder): Promise<PlacedOutcome> {
  const { app } = on
  const language = writtenLanguage(on.language)
  const input = { line, order, act: 'open', language } as const
  const asked = { call: on.call, input }
  const sent = await app.door.ask(sendPayLinkOnCall, asked, originOf(on, 'link'))
  if (sent.ok) return { kind: 'link_sent', payBy: sent.value.until, asOf: app.clock.now() }
  const code = sent.refusal.code === 'no_email' ? 'no_email' : 'busy'
  return { kind: 'refused', refusal: { code } }
}

async function codeOutcome(on: OnLine, { line, order }: OfOrder): Promise<PlacedOutcome> {
  const { app } = on
  const minted = await mintShortCode(app)
  const asked = { call: on.call, input: { line, order, ...minted } }
  const made = await app.door.ask(makeShortCodeOnCall, asked, originOf(on, 'code'))
  if (!made.ok) return { kind: 'refused', refusal: { code: 'busy' } }
  const digits = app.vault.open(made.value.sealed)
  return { kind: 'web_code', digits, minutes: SHORT_CODE_MINUTES }
}

async function settledOutcome(on: OnLine, line: LineId, id: OrderId): Promise<PlacedOutcome> {
  const { app } = on
  const [known, state] = await Promise.all([app.reads.order(line, id), app.reads.line(line)])
  if (known === null) return { kind: 'deciding' }
  const { order, payment } = known
  switch (order.state.kind) {
    case 'delivered': {
      const now = app.clock.now()
      const packs = begin(state.packs, now)
      const own = packs.find((one) => one.order === id && one.origin === 'paid')
      const pack = own && packView(packs, own, { catalogue: app.catalogue(), now })
      return {
        kind: 'renewed',
        until: pack?.until ?? null,
        from: pack?.from ?? null,
        queued: pack?.state === 'queued',
        receipt: order.buyer.kind === 'account',
        asOf: now,
      }
    }
    case 'fulfilling':
      return { kind: 'data_coming', by: order.state.deadline, asOf: app.clock.now() }
    case 'awaiting_payment': {
      const reason = failureOf(payment)
      return reason === undefined ? { kind: 'deciding' } : { kind: 'failed', reason }
    }
    default:
      return { kind: 'money_back' }
  }
}

/** Null: for no reason that a caller could mend. Undefined: it did not fail. */
function failureOf({ state }: Payment): FailureReason | null | undefined {
  if (state.kind === 'open') return state.lastFailure ?? undefined
  if (state.kind !== 'failed') return undefined
  return state.reason === 'expired' || state.reason === 'cancelled' ? null : state.reason
}

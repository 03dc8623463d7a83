/**
 * How renewals are bought: on the web in every way to pay, with points, gift cards and campaign
 * codes, cancelled, replaced; and through partners that repeat their keys. What happens on the
 * provider's page is `paying.ts`.
 */
import { endOrder } from '../src/app/orders/end-order.ts'
import { orderIds } from '../src/app/orders/minted.ts'
import { placeOrder } from '../src/app/orders/place-order.ts'
import { renewByPartner } from '../src/app/orders/renew-by-partner.ts'
import type { Origin } from '../src/app/origin.ts'
import { cancelReplaced } from '../src/app/sagas/paying.ts'
import { present } from '../src/domain/basics/assert.ts'
import type { ApiKeyId, OrderId } from '../src/domain/basics/ids.ts'
import { NO_YEN, yen } from '../src/domain/basics/money.ts'
import { campaignFor, discountOf } from '../src/domain/catalogue/campaign.ts'
import { offersOnSale, termsInForce } from '../src/domain/catalogue/catalogue.ts'
import type { Offer } from '../src/domain/catalogue/offer.ts'
import type { Buyer } from '../src/domain/order/order.ts'
import { PAID_PLAINLY, type PlacingRequest } from '../src/domain/order/placing.ts'
import { isUsable } from '../src/domain/payment/kept-method.ts'
import {
  HOSTED_METHODS,
  PROVIDER_OF_METHOD,
  type HostedMethod,
} from '../src/domain/payment/provider.ts'
import { pointsLeft } from '../src/domain/points/lots.ts'
import { CAMPAIGN_CODE } from './catalogue.ts'
import { expect, type Attempt } from './outside.ts'
import { pay } from './paying.ts'
import { askDoor, origin } from './people.ts'
import type { Process } from './process.ts'
import { insist, type SimLine, type World } from './world.ts'

export const API_KEY = '00000000-0000-7000-8000-0000000000a1' as ApiKeyId
const REMEMBERED_MAX = 12

export function chooseOffer(
  world: World,
  line: SimLine,
  channel: 'web' | 'counter' | 'phone' = 'web',
): Offer | undefined {
  const { chance, catalogue, clock } = world
  if (chance.happens(0.03)) return chance.pickAny([...catalogue.offers.values()])
  const wanted = { network: line.network, channel, at: clock.now() }
  return chance.pickAny(offersOnSale(catalogue, wanted))
}

export type How = Omit<
  PlacingRequest,
  'offer' | 'shownPrice' | 'acceptedTerms' | 'shown' | 'startNow' | 'person'
>

/** With the price that the page shows, now and then an old one. */
export function requestFor(world: World, line: SimLine, offer: Offer, how: How): PlacingRequest {
  const { chance, catalogue, clock, store } = world
  const campaign = campaignFor(catalogue.campaigns, {
    offer,
    channel: how.channel,
    hasAccount: how.buyer.kind === 'account',
    code: how.campaignCode,
    uses: store.tables.lines.get(line.id)?.campaignUses ?? {},
    exhausted: catalogue.exhausted,
    at: clock.now(),
  })
  const price = yen(offer.price - discountOf(campaign, offer.price))
  const terms = termsInForce(catalogue, clock.now())
  return {
    offer: { id: offer.id, version: offer.version },
    shownPrice: chance.happens(0.02) ? yen(price + 1n) : price,
    acceptedTerms: terms.map(({ kind, version, hash }) => ({ kind, version, hash })),
    shown: { language: 'en', lines: [], button: `Pay JPY ${price}` },
    startNow: chance.happens(0.15),
    person: null,
    ...how,
  }
}

function buyerOf(world: World, line: SimLine): Buyer {
  const holder = world.people.find(({ lines }) => lines.includes(line.id))
  const kind = world.chance.below(4)
  if (kind > 0 && holder !== undefined && holder.account !== null) {
    return { kind: 'account', account: holder.account }
  }
  return kind === 2 ? { kind: 'connection' } : { kind: 'line_proof' }
}

type Means = Pick<How, 'method' | 'provider' | 'charges' | 'keepMeans'>

/** A page of the provider, or what the account keeps. */
async function meansFor(world: World, buyer: Buyer): Promise<Means> {
  const { chance, process } = world
  if (buyer.kind === 'account' && chance.happens(0.6)) {
    const { keptMethods } = await process.app.reads.account(buyer.account)
    const kept = chance.pickAny(keptMethods.filter((one) => isUsable(one)))
    if (kept !== undefined) {
      const { provider, means } = kept
      return { method: 'saved', provider, charges: means, keepMeans: false }
    }
  }
  const method: HostedMethod = chance.happens(0.4)
    ? 'card'
    : chance.pick<HostedMethod>(['card', ...HOSTED_METHODS])
  const keeps = buyer.kind === 'account' && (method === 'card' || method === 'paypal')
  const keepMeans = keeps && chance.happens(0.5)
  return { method, provider: PROVIDER_OF_METHOD[method], charges: null, keepMeans }
}

/** Points as many as there are, or some, or one more; cards that somebody holds, over ones too. */
export async function partsFor(
  world: World,
  buyer: Buyer,
): Promise<Pick<How, 'points' | 'giftCards'>> {
  const { chance, process, clock, giftCards } = world
  const cards = chance.happens(0.35) ? giftCards.slice(-6) : []
  const chosen = cards.filter(() => chance.happens(0.4)).slice(0, 3)
  if (buyer.kind !== 'account' || !chance.happens(0.6)) return { points: NO_YEN, giftCards: chosen }
  const { lots } = await process.app.reads.account(buyer.account)
  const left = Number(pointsLeft(lots, clock.now()))
  const points = chance.pick([left, left, chance.between(0, left), left + 1])
  return { points: yen(points), giftCards: chosen }
}

export function beginAttempt(world: World, asked: Origin, command: string, line: SimLine): Attempt {
  const about = { command, line: line.id, orders: [], refunds: [] }
  const attempt: Attempt = { ...about, answer: null, order: null }
  world.outside.attempts.set(present(asked.key, 'an attempt has its key'), attempt)
  return attempt
}

export function mint({ app }: Process, attempt: Pick<Attempt, 'orders'>) {
  const ids = orderIds(app.ids)
  attempt.orders.push(ids.order)
  return ids
}

export async function buy(world: World, line: SimLine): Promise<void> {
  const offer = chooseOffer(world, line)
  if (offer === undefined) return
  const { chance } = world
  const buyer = buyerOf(world, line)
  const how: How = {
    ...(await meansFor(world, buyer)),
    ...(await partsFor(world, buyer)),
    campaignCode: chance.happens(0.2) ? CAMPAIGN_CODE : null,
    byLink: chance.happens(0.05),
    channel: 'web',
    buyer,
  }
  const request = requestFor(world, line, offer, how)
  const asked = origin(world, buyer.kind === 'account' ? `account:${buyer.account}` : 'visitor:x')
  const key = present(asked.key, 'a buyer has a key')
  const attempt = beginAttempt(world, asked, 'place_order', line)
  const place = () =>
    insist(world, async (process) => {
      const input = { line: line.id, request, ids: mint(process, attempt) }
      const answer = await askDoor(process, placeOrder, input, asked)
      if (answer !== 'busy') world.outside.answered(key, answer)
      return answer
    })
  const placed = await place()
  // A second click, with the key of the same page.
  if (placed !== null && chance.happens(0.1)) await place()
  if (placed?.ok !== true) return
  const { order } = placed.value
  remember(world, { line: line.id, order })
  if (chance.happens(0.5)) {
    await insist(world, async ({ app }) => ({ done: await cancelReplaced(app, line.id, order) }))
  }
  await pay(world, { line: line.id, order })
}

export async function cancel(world: World): Promise<void> {
  const known = world.chance.pickAny(world.remembered)
  if (known === undefined) return
  const asked = origin(world, 'visitor:x')
  const input = { ...known, why: 'cancelled' } as const
  await insist(world, (process) => askDoor(process, endOrder, input, asked))
}

export function remember({ remembered }: World, of: World['remembered'][number]): void {
  remembered.push(of)
  if (remembered.length > REMEMBERED_MAX) remembered.shift()
}

/** A partner took the money itself; it must learn whether the line was renewed. */
export async function partnerRenews(world: World, line: SimLine): Promise<void> {
  const { chance } = world
  const offer = chooseOffer(world, line)
  if (offer === undefined) return
  const request = requestFor(world, line, offer, {
    ...PAID_PLAINLY,
    method: 'partner',
    provider: 'partner',
    channel: 'api',
    buyer: { kind: 'api_key', apiKey: API_KEY },
  })
  const asked = { ...origin(world, `api_key:${API_KEY}`), channel: 'api' } as const
  const attempt = beginAttempt(world, asked, 'renew_by_partner', line)
  const partnerReference = `receipt-${asked.key}`
  const ask = partnerAsk(world, { line, request, partnerReference, asked, attempt })
  const answered = await ask()
  if (!answered) world.pursued.push(async () => void (await ask()))
  else if (chance.happens(0.3)) await ask()
  else if (chance.happens(0.1)) await askOtherwise(world, { line, request, asked })
}

interface PartnerAsk {
  readonly line: SimLine
  readonly request: PlacingRequest
  readonly asked: Origin
}

/** Answers whether there was an answer. */
function partnerAsk(
  world: World,
  given: PartnerAsk & { readonly partnerReference: string; readonly attempt: Attempt },
): () => Promise<boolean> {
  const { line, request, partnerReference, asked, attempt } = given
  const key = present(asked.key, 'a partner has a key')
  return async () => {
    const answer = await insist(world, async (process) => {
      const ids = mint(process, attempt)
      const input = { line: line.id, request, partnerReference, ids }
      const answer = await askDoor(process, renewByPartner, input, asked)
      if (answer !== 'busy') world.outside.answered(key, answer)
      return answer
    })
    return answer !== null
  }
}

/** The key of an answered attempt with another input: refused, and without effect. */
async function askOtherwise(world: World, { line, request, asked }: PartnerAsk): Promise<void> {
  const attempt = { orders: [] as OrderId[] }
  const answer = await insist(world, (process) => {
    const ids = mint(process, attempt)
    const input = { line: line.id, request, partnerReference: 'another receipt', ids }
    return askDoor(process, renewByPartner, input, asked)
  })
  if (answer === null) return
  expect(!answer.ok && answer.refusal.code === 'key_reused', 'another input under one key', answer)
}

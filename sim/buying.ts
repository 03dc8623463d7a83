/**
 * How renewals are bought: on the web through the provider's page (paid at once, late, never, or
 * left to the bank), cancelled, replaced; and through partners that repeat their keys.
 */
import { endOrder } from '../src/app/orders/end-order.ts'
import { placeOrder, type PlacedOrder } from '../src/app/orders/place-order.ts'
import { renewByPartner } from '../src/app/orders/renew-by-partner.ts'
import type { Origin } from '../src/app/origin.ts'
import { cancelReplaced, checkoutAddress, refreshPayment } from '../src/app/sagas/paying.ts'
import { present } from '../src/domain/basics/assert.ts'
import type { ApiKeyId, OrderId } from '../src/domain/basics/ids.ts'
import { yen } from '../src/domain/basics/money.ts'
import { offersOnSale, termsInForce } from '../src/domain/catalogue/catalogue.ts'
import type { Offer } from '../src/domain/catalogue/offer.ts'
import type { Buyer } from '../src/domain/order/order.ts'
import type { PlacingIds, PlacingRequest } from '../src/domain/order/placing.ts'
import type { SettlingIds } from '../src/domain/order/settling.ts'
import type { ProviderReference } from '../src/domain/payment/provider.ts'
import { plusMinutes } from '../src/domain/basics/time.ts'
import { expect, type Attempt } from './outside.ts'
import { askDoor, origin } from './people.ts'
import type { Process } from './process.ts'
import { insist, onTheWay, type SimLine, type World } from './world.ts'

const API_KEY = '00000000-0000-7000-8000-0000000000a1' as ApiKeyId
const PAGE = {
  language: 'en',
  successUrl: 'https://portal.example/paid',
  cancelUrl: 'https://portal.example/back',
  receiptEmail: null,
} as const
const REMEMBERED_MAX = 12
const DECIDES_SECONDS_MAX = 120

function chooseOffer(world: World, line: SimLine): Offer | undefined {
  const { chance, catalogue, clock } = world
  if (chance.happens(0.03)) return chance.pickAny([...catalogue.offers.values()])
  const wanted = { network: line.network, channel: 'web', at: clock.now() } as const
  return chance.pickAny(offersOnSale(catalogue, wanted))
}

function requestFor(
  world: World,
  offer: Offer,
  how: Pick<PlacingRequest, 'method' | 'provider' | 'channel' | 'buyer'>,
): PlacingRequest {
  const { chance, catalogue, clock } = world
  const terms = termsInForce(catalogue, clock.now())
  return {
    offer: { id: offer.id, version: offer.version },
    shownPrice: chance.happens(0.02) ? yen(offer.price + 1n) : offer.price,
    acceptedTerms: terms.map(({ kind, version, hash }) => ({ kind, version, hash })),
    shown: { language: 'en', lines: [], button: `Pay JPY ${offer.price}` },
    startNow: chance.happens(0.15),
    person: null,
    ...how,
  }
}

function buyerOf(world: World, line: SimLine): Buyer {
  const holder = world.people.find(({ lines }) => lines.includes(line.id))
  const kind = world.chance.below(3)
  if (kind > 0 && holder !== undefined && holder.account !== null) {
    return { kind: 'account', account: holder.account }
  }
  return kind === 2 ? { kind: 'connection' } : { kind: 'line_proof' }
}

function beginAttempt(world: World, asked: Origin, command: string, line: SimLine): Attempt {
  const attempt: Attempt = { command, line: line.id, orders: [], answer: null, order: null }
  world.outside.attempts.set(present(asked.key, 'an attempt has its key'), attempt)
  return attempt
}

function mint(process: Process, attempt: Attempt): PlacingIds & SettlingIds {
  const { ids } = process.app
  const order = ids.next<OrderId>()
  attempt.orders.push(order)
  return {
    order,
    payment: ids.next(),
    agreement: ids.next(),
    pack: ids.next(),
    postings: ids.next(),
    fee: ids.next(),
    refund: ids.next(),
  }
}

export async function buy(world: World, line: SimLine): Promise<void> {
  const offer = chooseOffer(world, line)
  if (offer === undefined) return
  const buyer = buyerOf(world, line)
  const how = { method: 'card', provider: 'stripe', channel: 'web', buyer } as const
  const request = requestFor(world, offer, how)
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
  if (placed !== null && world.chance.happens(0.1)) await place()
  if (placed?.ok !== true) return
  world.remembered.push({ line: line.id, order: placed.value.order })
  if (world.remembered.length > REMEMBERED_MAX) world.remembered.shift()
  const { order } = placed.value
  if (world.chance.happens(0.5)) {
    await insist(world, async ({ app }) => ({ done: await cancelReplaced(app, line.id, order) }))
  }
  await pay(world, line, placed.value)
}

async function pay(world: World, line: SimLine, placed: PlacedOrder): Promise<void> {
  const went = await insist(world, async ({ app }) => {
    const known = await app.reads.order(line.id, placed.order)
    const url = await checkoutAddress(app, present(known, 'a placed order is there'), PAGE)
    return { url }
  })
  if (went === null || went.url === null) return
  const reference = went.url.slice(went.url.lastIndexOf('/') + 1) as ProviderReference
  await onTheWay(world, DECIDES_SECONDS_MAX)
  await onThePage(world, reference)
  if (!world.chance.happens(0.6)) return
  const ref = { line: line.id, order: placed.order, payment: placed.payment }
  await insist(world, async ({ app }) => ({ learned: await refreshPayment(app, ref) }))
}

async function onThePage(world: World, reference: ProviderReference): Promise<void> {
  const { chance, provider } = world
  const mood = chance.weigh([
    [50, 'pays'],
    [10, 'declined first'],
    [15, 'bank'],
    [15, 'late'],
    [10, 'goes away'],
  ])
  if (mood === 'goes away') return
  if (mood === 'declined first') {
    provider.payer(reference, 'is_declined')
    await onTheWay(world, DECIDES_SECONDS_MAX)
  }
  if (mood === 'late') await untilNearlyTooLate(world, reference)
  provider.payer(reference, mood === 'bank' ? 'leaves_it_to_the_bank' : 'pays')
}

/** The last minutes before pay-by, or just at it. */
async function untilNearlyTooLate(world: World, reference: ProviderReference): Promise<void> {
  const truth = present(world.provider.truths.get(reference), 'a page is of a checkout')
  const at = world.chance.pick([truth.payBy, plusMinutes(truth.payBy, -1)])
  await world.crossings.cross(truth, at)
}

export async function cancel(world: World): Promise<void> {
  const known = world.chance.pickAny(world.remembered)
  if (known === undefined) return
  const asked = origin(world, 'visitor:x')
  const input = { ...known, why: 'cancelled' } as const
  await insist(world, (process) => askDoor(process, endOrder, input, asked))
}

/** A partner took the money itself; it must learn whether the line was renewed. */
export async function partnerRenews(world: World, line: SimLine): Promise<void> {
  const { chance } = world
  const offer = chooseOffer(world, line)
  if (offer === undefined) return
  const how = {
    method: 'partner',
    provider: 'partner',
    channel: 'api',
    buyer: { kind: 'api_key', apiKey: API_KEY },
  } as const
  const request = requestFor(world, offer, how)
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
  const attempt = { orders: [] as OrderId[] } as Attempt
  const answer = await insist(world, (process) => {
    const ids = mint(process, attempt)
    const input = { line: line.id, request, partnerReference: 'another receipt', ids }
    return askDoor(process, renewByPartner, input, asked)
  })
  if (answer === null) return
  expect(!answer.ok && answer.refusal.code === 'key_reused', 'another input under one key', answer)
}

/**
 * What payers do: on the provider's page (at once, late, never, declined first, left to the bank),
 * at the till of a convenience store, by a link for somebody else, by another way than at first;
 * and on two pages of one order.
 */
import { changePayment } from '../src/app/orders/change-payment.ts'
import { makePayLink } from '../src/app/orders/pay-link.ts'
import { checkoutAddress, refreshPayment } from '../src/app/sagas/paying.ts'
import { present } from '../src/domain/basics/assert.ts'
import type { LineId, OrderId, PaymentId } from '../src/domain/basics/ids.ts'
import { plusMinutes } from '../src/domain/basics/time.ts'
import {
  HOSTED_METHODS,
  PROVIDER_OF_METHOD,
  type HostedMethod,
  type ProviderReference,
} from '../src/domain/payment/provider.ts'
import { askDoor, origin } from './people.ts'
import { insist, onTheWay, type World } from './world.ts'

const PAGE = {
  language: 'en',
  successUrl: 'https://portal.example/paid',
  cancelUrl: 'https://portal.example/back',
  receiptEmail: null,
} as const
const DECIDES_SECONDS_MAX = 120

interface OrderRef {
  readonly line: LineId
  readonly order: OrderId
}

/** From our page to the provider's and back; what is charged without a page is charged here. */
export async function pay(world: World, of: OrderRef): Promise<void> {
  const went = await insist(world, async ({ app }) => {
    const known = present(await app.reads.order(of.line, of.order), 'a placed order is there')
    return { url: await checkoutAddress(app, known, PAGE), payment: known.payment.id }
  })
  if (went === null || went.url === null) return
  const reference = went.url.slice(went.url.lastIndexOf('/') + 1) as ProviderReference
  world.outside.pages.add(reference)
  await onTheWay(world, DECIDES_SECONDS_MAX)
  await onThePage(world, reference)
  if (!world.chance.happens(0.6)) return
  const ref = { ...of, payment: went.payment }
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

/** Somebody with a konbini number reaches a till, soon or on the last evening. */
export async function payAtTill(world: World): Promise<void> {
  const { chance, provider } = world
  const out = [...provider.truths.values()].filter(({ state }) => state === 'voucher')
  const truth = chance.pickAny(out)
  if (truth === undefined) return
  if (chance.happens(0.2)) await untilNearlyTooLate(world, truth.reference)
  provider.payVoucher(truth.reference)
}

/** Another way to pay, for oneself or for somebody else by a link; the older page stays open. */
export async function payOtherwise(world: World): Promise<void> {
  const { chance } = world
  const of = chance.pickAny(world.remembered)
  if (of === undefined) return
  const byLink = chance.happens(0.4)
  const asked = origin(world, 'visitor:x')
  if (byLink) {
    const act = chance.happens(0.1) ? 'revoke' : 'open'
    const input = { ...of, act } as const
    const made = await insist(world, (process) => askDoor(process, makePayLink, input, asked))
    if (made?.ok !== true) return
  }
  const method = chance.pick<HostedMethod>(['card', ...HOSTED_METHODS])
  const provider = PROVIDER_OF_METHOD[method]
  const payment = world.ids.next<PaymentId>()
  const input = { ...of, method, provider, charges: null, byLink, payment }
  const changing = origin(world, 'visitor:x')
  const changed = await insist(world, (process) => askDoor(process, changePayment, input, changing))
  if (changed?.ok === true) await pay(world, of)
}

/** A payer comes back to a page that was left open, of this attempt or an older one. */
export async function payLeftOpen(world: World): Promise<void> {
  const { chance, provider, outside } = world
  const open = [...provider.truths.values()].filter(
    ({ state, reference }) => state === 'open' && outside.pages.has(reference),
  )
  const truth = chance.pickAny(open)
  if (truth !== undefined) provider.payer(truth.reference, 'pays')
}

/**
 * What happens to the application rather than through it: its worker and sweeps, the provider's
 * events, time passing, crashes, clocks set back, prices changed.
 */
import { openLetter } from '../src/app/accounts/letters.ts'
import type { Job } from '../src/app/door/command.ts'
import type { App } from '../src/app/app.ts'
import { lapseGiftCard, lapsePoints } from '../src/app/money/lapse.ts'
import { SYSTEM } from '../src/app/origin.ts'
import {
  barMeansOf,
  forgetMeansAtProvider,
  grantOrderPresents,
  returnTakenParts,
} from '../src/app/sagas/giving-back.ts'
import { cancelPayment, payBack, refreshPayment } from '../src/app/sagas/paying.ts'
import { tellSession } from '../src/app/charging/tell-session.ts'
import { endLostCalls } from '../src/app/sweeps/calls.ts'
import { reconcilePayments } from '../src/app/sweeps/asking.ts'
import {
  expireOrders,
  returnOwed,
  returnOwedParts,
  type SweepReport,
} from '../src/app/sweeps/orders.ts'
import { lookAfterSessionsDue } from '../src/app/sweeps/sessions.ts'
import { present } from '../src/domain/basics/assert.ts'
import type {
  AccountId,
  DataSessionId,
  KeptMethodId,
  LineId,
  OrderId,
  PaymentId,
} from '../src/domain/basics/ids.ts'
import {
  fromMicros,
  isBefore,
  microsOf,
  nextJstDayStart,
  plusDays,
  plusMinutes,
  plusSeconds,
  type Instant,
} from '../src/domain/basics/time.ts'
import { onSale } from '../src/domain/catalogue/offer.ts'
import { reprice } from './catalogue.ts'
import { tellerOf } from './network.ts'
import { insist, isOutage, onTheWay, type World } from './world.ts'

const CLOCK_BACK_MICROS_MAX = 3_000_000
const STILL_STEPS_MAX = 15
const HANDS_MAX = 4
/** No single jump of time is longer. */
const JUMP_DAYS_MAX = 40
const EVENT_SECONDS_MAX = 60
const FORGED = new TextEncoder().encode(
  '{"signature":"copied","ref":{"line":"x","order":"x","payment":"x"}}',
)

/** Several hands take a job each. */
export async function work(world: World): Promise<void> {
  const hands = Array.from({ length: world.chance.between(1, HANDS_MAX) }, () => workOnce(world))
  await Promise.all(hands)
}

/** Takes one job; it is done at least once. */
async function workOnce(world: World): Promise<void> {
  const { chance, store } = world
  const at = chance.below(Math.max(1, Math.min(store.jobs.length, 4)))
  const [job] = store.jobs.splice(at, 1)
  if (job === undefined) return
  const done = await tryOnce(world, (app) => perform(world, app, job))
  const again = world.troubled && chance.happens(0.05)
  if (!done || again) store.jobs.push(job)
}

/** In the process of the hour; false after an outage. */
async function tryOnce(world: World, act: (app: App) => Promise<void>): Promise<boolean> {
  await onTheWay(world)
  const { process } = world
  try {
    await process.within(() => act(process.app))
    return true
  } catch (fault) {
    if (!isOutage(fault)) throw fault
    return false
  }
}

async function perform(world: World, app: App, job: Job): Promise<void> {
  const { payload } = job
  // Letters, notices and documents are looked at elsewhere: no money moves with them.
  switch (job.task) {
    case 'letter': {
      const { to, letter } = openLetter(app.vault, present(payload['sealed'], 'a letter is sealed'))
      if (letter.kind === 'sign_in_code') world.codes.set(to, letter.code)
      return
    }
    case 'refund':
      return payBack(app, lineOf(payload), orderOf(payload))
    case 'cancel_checkout': {
      const payment = payload['payment'] as PaymentId
      await cancelPayment(app, { line: lineOf(payload), order: orderOf(payload), payment })
      return
    }
    case 'return_parts':
      return returnTakenParts(app, lineOf(payload), orderOf(payload))
    case 'grant_presents':
      return grantOrderPresents(app, lineOf(payload), orderOf(payload))
    case 'bar_means': {
      const payment = payload['payment'] as PaymentId
      const why = payload['why'] === 'scheme' ? 'scheme' : 'charged_back'
      return barMeansOf(app, { line: lineOf(payload), order: orderOf(payload), payment }, why)
    }
    case 'forget_means': {
      const [account, method] = [payload['account'] as AccountId, payload['method']]
      return forgetMeansAtProvider(app, account, method as KeptMethodId)
    }
    case 'tell_radius':
    case 'tell_diameter': {
      const session = present(payload['session'], 'a job names its session') as DataSessionId
      return tellSession(app, tellerOf(world), { line: lineOf(payload), session })
    }
    default:
      return undefined
  }
}

function lineOf(payload: Job['payload']): LineId {
  return present(payload['line'], 'a job names its line') as LineId
}

function orderOf(payload: Job['payload']): OrderId {
  return present(payload['order'], 'a job names its order') as OrderId
}

const SWEEPS = [
  endLostCalls,
  expireOrders,
  lookAfterSessionsDue,
  reconcilePayments,
  returnOwed,
  returnOwedParts,
] as const

export async function sweep(world: World): Promise<void> {
  await runSweep(world, world.chance.pick(SWEEPS))
}

async function runSweep(
  world: World,
  run: (app: App) => Promise<SweepReport>,
): Promise<SweepReport> {
  let report: SweepReport = { done: 0, left: [] }
  await tryOnce(world, async (app) => {
    report = await run(app)
    for (const fault of report.left) if (!isOutage(fault)) throw fault
  })
  return report
}

/** Everything that may be done at once; answers whether there was anything. */
export async function sweepAll(world: World): Promise<boolean> {
  let any = false
  for (const run of SWEEPS) {
    const { done, left } = await runSweep(world, run)
    any ||= done + left.length > 0
  }
  return any
}

/** One of the provider's events reaches us, in any order; not taken, it comes again. */
export async function deliverEvent(world: World): Promise<void> {
  const { chance, provider } = world
  const at = chance.below(Math.max(1, provider.events.length))
  const [reference] = provider.events.splice(at, 1)
  const body = reference === undefined ? FORGED : provider.body(reference)
  await onTheWay(world, chance.happens(0.3) ? EVENT_SECONDS_MAX : 0)
  const taken = await tryOnce(world, (app) => hear(app, body))
  if (!taken && reference !== undefined) provider.events.push(reference)
}

async function hear(app: App, body: Uint8Array): Promise<void> {
  const stripe = present(app.providers.get('stripe'), 'the provider is connected')
  const event = await stripe.readEvent(body, {})
  if (event.kind === 'payment') await refreshPayment(app, event.ref)
}

export async function decideAtBank({ provider, chance }: World): Promise<void> {
  const deciding = [...provider.truths.values()].filter(({ state }) => state === 'deciding')
  const truth = chance.pickAny(deciding)
  if (truth !== undefined) provider.decide(truth.reference)
}

export async function lookAtOrder(world: World): Promise<void> {
  const known = world.chance.pickAny(world.remembered)
  if (known === undefined) return
  await insist(world, async ({ app }) => {
    const order = await app.reads.order(known.line, known.order)
    const payment = present(order, 'an order that was placed is there').payment.id
    return { learned: await refreshPayment(app, { ...known, payment }) }
  })
}

/** A while, or to just before, at or just after something that the clock decides. */
export async function passTime(world: World): Promise<void> {
  const { chance, clock } = world
  const now = clock.now()
  const kind = chance.below(10)
  if (kind < 4) return clock.moveTo(plusSeconds(now, chance.between(1, 600)))
  if (kind < 5) return clock.moveTo(plusMinutes(now, chance.between(10, 600)))
  const edge = chance.pickAny(edges(world).filter((at) => isComing(at, now)))
  if (edge === undefined) return
  world.stillSteps = chance.below(STILL_STEPS_MAX)
  clock.moveTo(fromMicros(microsOf(edge) + BigInt(chance.between(-1, 1))))
}

function isComing(at: Instant, now: Instant): boolean {
  return isBefore(now, at) && isBefore(at, plusDays(now, JUMP_DAYS_MAX))
}

/** What lies ahead of one line, and of all. */
function edges({ chance, clock, lines, store }: World): Instant[] {
  const now = clock.now()
  const ahead: Instant[] = [nextJstDayStart(now), nextJstDayStart(now, 4)]
  const line = chance.pickAny(lines)
  if (line === undefined) return ahead
  for (const { start } of store.tables.packsOf(line.id).slice(-8)) {
    if (start.kind === 'begun') ahead.push(start.from)
    if (start.kind === 'begun' && start.until !== null) ahead.push(start.until)
    if (start.kind === 'first_use') ahead.push(start.latest)
  }
  for (const { payBy, state } of store.tables.ordersOf(line.id).slice(-8)) {
    if (state.kind === 'awaiting_payment') ahead.push(payBy, payBy)
  }
  return ahead
}

/** Points and gift cards whose time is over leave the books, or somebody thinks it is. */
export async function lapse(world: World): Promise<void> {
  const { chance, people, giftCards } = world
  const card = chance.pickAny(giftCards)
  const { account } = chance.pickAny(people) ?? { account: null }
  if (chance.happens(0.5) && card !== undefined) {
    await tryOnce(world, async ({ door }) => void (await door.ask(lapseGiftCard, { card }, SYSTEM)))
  } else if (account !== null) {
    await tryOnce(
      world,
      async ({ door }) => void (await door.ask(lapsePoints, { account }, SYSTEM)),
    )
  }
}

export async function setClockBack({ chance, clock }: World): Promise<void> {
  clock.step(-BigInt(chance.between(1, CLOCK_BACK_MICROS_MAX)))
}

export async function changePrice(world: World): Promise<void> {
  const { chance, clock } = world
  const now = clock.now()
  const selling = [...world.catalogue.offers.values()].filter((offer) => onSale(offer, now))
  const offer = chance.pickAny(selling)
  if (offer === undefined) return
  world.catalogue = reprice(world.catalogue, offer, chance.between(1, 3_000), now)
}

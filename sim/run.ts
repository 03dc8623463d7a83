/**
 * Runs one world: so many steps of trouble with quick checks between them, then quiet until nothing
 * moves any more, then the whole audit. The same seed and steps are the same run to the byte.
 */
import { createHash } from 'node:crypto'
import { fromMicros, microsOf, plusMinutes } from '../src/domain/basics/time.ts'
import { isOpen } from '../src/domain/order/order.ts'
import type { TillEntry } from '../src/domain/till/till.ts'
import { isUndecided } from '../src/domain/payment/payment.ts'
import { toJson } from '../src/domain/basics/json.ts'
import { auditAtRest, createAuditor } from './auditor.ts'
import { buy, cancel, partnerRenews } from './buying.ts'
import { callBack, passFlow, stepIn, workOffCallBacks } from './agents.ts'
import { callHotline } from './calling.ts'
import { getCard } from './cards.ts'
import { turn } from './crossings.ts'
import { giveBack, payOut } from './giving-back.ts'
import { interim, resend, restartPeer, startSession, stopSession } from './network.ts'
import {
  changePrice,
  decideAtBank,
  deliverEvent,
  lapse,
  lookAtOrder,
  passTime,
  setClockBack,
  sweep,
  sweepAll,
  work,
} from './operations.ts'
import { expect } from './outside.ts'
import { payAtTill, payLeftOpen, payOtherwise } from './paying.ts'
import { activateLine, leave, loseCard, newPerson, signIn, startEarly, takeLine } from './people.ts'
import { setUpPhone } from './telephones.ts'
import { finishOver, sellCard, sellOver } from './selling.ts'
import { leaveDesk, openShops } from './staff.ts'
import { closeTheDay, closeTill, isEvening, moveMoney, openTill, useLeftDesk } from './tills.ts'
import { contest, contested, decideDispute, refund, takeMeansAway } from './returning.ts'
import { crash, createWorld, spawn, type Person, type SimLine, type World } from './world.ts'

export interface RunReport {
  readonly seed: number
  readonly steps: number
  /** Null when all is well. */
  readonly failure: { readonly step: number; readonly fault: unknown } | null
  /** Of the whole story and all books. */
  readonly hash: string
  readonly counts: ReadonlyMap<string, number>
  readonly lastLines: readonly string[]
}

const PEOPLE = 4
const LINES_AT_FIRST = 4
const KNOWN_SHARE = 0.7
/** The newest cards are the ones in use: between one and so many, as the seed says. */
const LINES_USED_MAX = 8
/** Every world has its own temper: each kind of act comes so many times as often as usual. */
const TEMPERS = [0.2, 1, 1, 4] as const
/** More than this going on at once: nothing further begins before some of it ends. */
const TASKS_MAX = 24
const CHECK_STEPS = 50
/** A world longer than this is looked at so often, however long it is. */
const CHECKS_MAX = 60
const REST_ROUNDS_MAX = 60
/** Turns of the loop without any end in sight: somebody waits for ever. */
const TURNS_MAX = 1_000_000

export async function runWorld(seed: number, steps: number): Promise<RunReport> {
  const world = createWorld(seed)
  let step = 0
  try {
    await settle(world)
    const temper = temperOf(world)
    const auditor = createAuditor(world)
    const checkEvery = Math.max(CHECK_STEPS, Math.ceil(steps / CHECKS_MAX))
    for (step = 1; step <= steps; step += 1) {
      await oneStep(world, temper)
      if (step % checkEvery === 0) auditor.look()
    }
    await comeToRest(world)
    auditor.look()
    auditAtRest(world)
  } catch (fault) {
    world.failure ??= fault
  }
  const { failure } = world
  return {
    seed,
    steps,
    failure: failure === null ? null : { step, fault: failure },
    hash: hashOf(world),
    counts: countsOf(world),
    lastLines: world.trace.last(),
  }
}

/** The shop opens: people, and cards to sell. */
async function settle(world: World): Promise<void> {
  for (let number = 0; number < PEOPLE; number += 1) {
    world.people.push(newPerson(number))
  }
  for (let number = 0; number < LINES_AT_FIRST; number += 1) {
    spawn(world, 'activate', () => activateLine(world))
  }
  spawn(world, 'open shops', () => openShops(world))
  await finishTasks(world)
  if (world.chance.happens(KNOWN_SHARE)) await comeToBeKnown(world)
}

/** In many worlds people have accounts and lines from the first day on. */
async function comeToBeKnown(world: World): Promise<void> {
  for (const person of world.people) {
    spawn(world, 'telephone', () => setUpPhone(world, person))
    for (let tries = 0; tries < 4; tries += 1) {
      await turn()
      for (let moves = 0; moves < 8 && world.crossings.letOneGo(); moves += 1) await turn()
      spawn(world, 'work', () => work(world))
    }
  }
  await finishTasks(world)
  for (const [index, line] of world.lines.entries()) {
    const person = world.people[index % PEOPLE]
    if (person !== undefined) spawn(world, 'take line', () => takeLine(world, person, line))
  }
  await finishTasks(world)
}

type Act = (world: World, about: { line: SimLine; person: Person }) => Promise<void>

const ACTS: readonly (readonly [weight: number, act: readonly [name: string, act: Act]])[] = [
  [110, ['buy', (world, { line }) => buy(world, line)]],
  [50, ['partner', (world, { line }) => partnerRenews(world, line)]],
  [25, ['cancel', cancel]],
  [25, ['look', lookAtOrder]],
  [25, ['pay otherwise', payOtherwise]],
  [12, ['pay left open', payLeftOpen]],
  [15, ['till', payAtTill]],
  [12, ['gift card', getCard]],
  [25, ['refund', refund]],
  [6, ['contest', contest]],
  [8, ['dispute', decideDispute]],
  [8, ['lapse', lapse]],
  [2, ['forget means', takeMeansAway]],
  [40, ['session', (world, { line }) => startSession(world, line)]],
  [160, ['interim', interim]],
  [30, ['stop', stopSession]],
  [40, ['resend', resend]],
  [6, ['restart', restartPeer]],
  [45, ['sign in', (world, { person }) => signIn(world, person)]],
  [4, ['sign out', (world, { person }) => leave(world, person)]],
  [60, ['take line', (world, { person, line }) => takeLine(world, person, line)]],
  [20, ['start now', (world, { person }) => startEarly(world, person)]],
  [1, ['lost', (world, { person }) => loseCard(world, person)]],
  [12, ['activate', activateLine]],
  [40, ['open till', openTill]],
  [60, ['sell over', (world, { line }) => sellOver(world, line)]],
  [25, ['finish over', finishOver]],
  [12, ['sell card', sellCard]],
  [30, ['give back', giveBack]],
  [30, ['pay out', payOut]],
  [10, ['move money', moveMoney]],
  [12, ['close till', closeTill]],
  [6, ['leave desk', leaveDesk]],
  [6, ['left desk', useLeftDesk]],
  [70, ['call', (world, { line, person }) => callHotline(world, line, person)]],
  [30, ['telephone', (world, { person }) => setUpPhone(world, person)]],
  [20, ['step in', stepIn]],
  [15, ['call back', callBack]],
  [10, ['past the flow', (world, { line }) => passFlow(world, line)]],
  [60, ['work', work]],
  [25, ['sweep', sweep]],
  [70, ['event', deliverEvent]],
  [25, ['bank', decideAtBank]],
  [70, ['time', passTime]],
  [8, ['clock back', setClockBack]],
  [5, ['price', changePrice]],
  [8, ['crash', async (world) => crash(world)]],
]

interface Temper {
  readonly acts: typeof ACTS
  readonly linesUsed: number
}

function temperOf({ chance }: World): Temper {
  const acts = ACTS.map(
    ([weight, act]) => [Math.ceil(weight * 5 * chance.pick(TEMPERS)), act] as const,
  )
  return { acts, linesUsed: chance.between(1, LINES_USED_MAX) }
}

async function oneStep(world: World, temper: Temper): Promise<void> {
  const { chance, clock } = world
  if (world.stillSteps > 0) world.stillSteps -= 1
  else clock.moveTo(fromMicros(microsOf(clock.now()) + BigInt(chance.between(1, 800_000))))
  const line = chance.pickAny(world.lines.slice(-temper.linesUsed))
  const person = chance.pickAny(world.people)
  const [name, act] = chance.weigh(temper.acts)
  if (line !== undefined && person !== undefined && world.tasks < TASKS_MAX) {
    spawn(world, name, () => act(world, { line, person }))
  }
  await turn()
  for (let moves = chance.below(3 + 2 * world.crossings.waiting()); moves > 0; moves -= 1) {
    if (!world.crossings.letOneGo()) break
    await turn()
  }
  if (world.failure !== null) throw world.failure
}

/** Goes on until nobody is under way; time moves only where somebody waits for it. */
async function finishTasks(world: World): Promise<void> {
  for (let turns = 0; world.tasks > 0; turns += 1) {
    expect(turns < TURNS_MAX, 'somebody waits for ever')
    await turn()
    if (!world.crossings.letOneGo()) {
      const until = world.crossings.heldUntil()
      if (until !== null) world.clock.moveTo(until)
    }
    if (world.failure !== null) throw world.failure
  }
}

/** No more trouble: everybody gets their answers, the sweeps run until there is nothing to do. */
async function comeToRest(world: World): Promise<void> {
  await finishTasks(world)
  world.troubled = false
  for (let round = 0; round < REST_ROUNDS_MAX; round += 1) {
    const asked = world.pursued.splice(0)
    for (const pursue of asked) spawn(world, 'pursue', pursue)
    for (const { reference, state } of world.provider.truths.values()) {
      if (state === 'deciding') world.provider.decide(reference)
    }
    for (const { reference } of contested(world.provider)) {
      world.provider.decideDispute(reference)
    }
    for (const _ of world.provider.events) spawn(world, 'event', () => deliverEvent(world))
    for (const _ of world.store.jobs) spawn(world, 'work', () => work(world))
    await finishTasks(world)
    spawn(world, 'evening', () => closeTheDay(world))
    spawn(world, 'call-backs', () => workOffCallBacks(world))
    await finishTasks(world)
    world.clock.moveTo(plusMinutes(world.clock.now(), 31))
    // Konbini numbers wait for days; nobody pays them any more.
    for (const { state, payBy } of world.store.tables.orders.values()) {
      if (round > 0 && state.kind === 'awaiting_payment') world.clock.moveTo(payBy)
    }
    let swept = false
    spawn(world, 'sweep', async () => {
      swept = await sweepAll(world)
    })
    await finishTasks(world)
    const left = world.pursued.length + world.provider.events.length + world.store.jobs.length
    const isStill = isEvening(world) && isQuiet(world) && isReleased(world)
    if (round >= 2 && !swept && left === 0 && isStill) return
  }
  const { orders, payments } = world.store.tables
  expect(false, 'the sweeps do not come to rest', {
    events: world.provider.events.length,
    jobs: world.store.jobs.slice(0, 4),
    isEvening: isEvening(world),
    pursued: world.pursued.length,
    orders: [...orders.values()].filter((order) => isOpen(order)).slice(0, 2),
    payments: [...payments.values()].filter((one) => isUndecided(one)).slice(0, 2),
  })
}

/** Nothing is set aside for a session that nobody hears of any more. */
function isReleased({ store }: World): boolean {
  return [...store.tables.sessions.values()].every(({ reservations }) => reservations.length === 0)
}

/** Nobody waits to be called. */
function isQuiet({ store }: World): boolean {
  return [...store.tables.callBacks.values()].every(({ state }) => state.kind === 'done')
}

function hashOf(world: World): string {
  const { tables, journal } = world.store
  const books = createHash('sha256').update(world.trace.hash())
  const { lines, packs, orders, payments, postings, usage, sessions } = tables
  const { lots, giftCards, keptMethods } = tables
  const { staff, staffSignIns, shifts, tillEntries } = tables
  const money = [orders, payments, postings, lots, giftCards, keptMethods]
  const counter = [staff, staffSignIns, shifts, tillEntries]
  const { calls, callTurns, callBacks } = tables
  const telephone = [calls, callTurns, callBacks]
  for (const table of [lines, packs, usage, sessions, ...money, ...counter, ...telephone]) {
    books.update(JSON.stringify(toJson([...table.values()])))
  }
  return books.update(JSON.stringify(toJson(journal))).digest('hex')
}

function entriesOf(entries: Iterable<TillEntry>) {
  const kinds = Map.groupBy(entries, ({ kind }) => kind)
  return (['sale', 'gift_card_sold', 'refund'] as const).map(
    (kind) => [`till_${kind}`, kinds.get(kind)?.length ?? 0] as const,
  )
}

function countsOf({
  counts,
  store,
  outside,
  provider,
  givenByStaff,
}: World): ReadonlyMap<string, number> {
  const orders = [...store.tables.orders.values()]
  const returns = orders.flatMap(({ refunds }) => refunds)
  const truths = [...provider.truths.values()]
  const taken = truths.filter(({ state }) => state === 'taken')
  const paidOf = Map.groupBy(taken, ({ ref }) => ref.order)
  const of = (kind: string) => orders.filter(({ state }) => state.kind === kind).length
  return new Map([
    ['orders', orders.length],
    ['delivered', of('delivered')],
    ['refunded', of('refunded')],
    ['charged_back', of('charged_back')],
    ['with_parts', orders.filter(({ parts }) => parts.length > 0).length],
    ['charged_unattended', truths.filter(({ method }) => method === 'saved').length],
    ['paid_twice', [...paidOf.values()].filter((payments) => payments.length > 1).length],
    ['disputes', truths.reduce((sum, { disputes }) => sum + disputes.length, 0)],
    ['returns', returns.length],
    ['checkouts', provider.truths.size],
    ['usage_records', store.tables.usage.size],
    ['sessions', outside.sessions.size],
    ['shifts', store.tables.shifts.size],
    ['till_entries', store.tables.tillEntries.size],
    ...entriesOf(store.tables.tillEntries.values()),
    ['by_two', returns.filter(({ id }) => (givenByStaff.get(id)?.second ?? null) !== null).length],
    ['card_over_as_money', returns.filter(({ asMoney }) => asMoney > 0n).length],
    ['calls', store.tables.calls.size],
    ['call_turns', store.tables.callTurns.size],
    ['phone_orders', orders.filter(({ channel }) => channel === 'phone').length],
    ['call_backs', store.tables.callBacks.size],
    ['journal', store.journal.length],
    ['crashes', counts.get('crash') ?? 0],
  ])
}

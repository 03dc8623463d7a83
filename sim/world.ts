/**
 * One simulated world: the store that outlives every process, the process of the hour, the outside
 * (provider, people, network, partners) and what the outside saw. Everything random comes from the
 * seed, everything asynchronous stands at a crossing.
 */
import { createMemoryStore, type MemoryStore } from '../src/adapters/memory/memory-store.ts'
import { createIds } from '../src/adapters/system/ids.ts'
import { HotlineBusy } from '../src/channels/hotline/answering.ts'
import { Contention } from '../src/app/door/store.ts'
import { ProviderUnreachable, type Ids } from '../src/app/ports.ts'
import { DoorBusy } from '../src/app/sagas/paying.ts'
import type {
  AccountId,
  CallId,
  GiftCardId,
  LineId,
  NetworkId,
  OrderId,
  StaffSignInId,
} from '../src/domain/basics/ids.ts'
import { plusSeconds, type Instant } from '../src/domain/basics/time.ts'
import type { Catalogue } from '../src/domain/catalogue/catalogue.ts'
import type { SimCall } from './call-book.ts'
import { openingCatalogue, WORLD_BEGINS } from './catalogue.ts'
import { createChance, type Chance } from './chance.ts'
import { createMovableClock, type MovableClock } from './clock.ts'
import { createCrossings, type Crossings } from './crossings.ts'
import type { GivenByStaff, TillAct } from './counter-book.ts'
import { createOutside, Finding, type Outside, type SessionTruth } from './outside.ts'
import { ProcessDied, startProcess, type Process } from './process.ts'
import { createFaultyProvider, type FaultyProvider } from './provider.ts'
import type { SimTill, Staffer } from './staff.ts'
import { createTrace, type Trace } from './trace.ts'

export interface SimLine {
  readonly id: LineId
  readonly network: NetworkId
  readonly iccid: string
  readonly imsi: string
  readonly msisdn: string | null
  readonly code: string
}

export interface Person {
  readonly mailbox: string
  /** Of the telephone they call from. */
  readonly number: string
  /** Null until registered. */
  account: AccountId | null
  readonly lines: LineId[]
  /** The last one that was taken; null: none they know of. */
  pin: string | null
  /** Every one that they ever asked for. */
  readonly pins: Set<string>
  /** Whether one of them may have been taken since. */
  pinsAsked: number
  /** To be keyed on a call from their number. */
  numberCode: string | null
}

/** A data session as the network runs it. */
export interface Session {
  readonly truth: SessionTruth
  readonly line: SimLine
  readonly protocol: 'radius' | 'diameter'
  readonly peer: string
  readonly key: string
  readonly address: string
  bytesCounted: bigint
  reports: number
  /** The latest reports, for resending. */
  readonly sent: Reading[]
}

/** Counters as they stood at an instant; sent once or many times. */
export interface Reading {
  readonly moment: 'start' | 'update' | 'end'
  readonly sequence: string
  readonly at: Instant
  readonly bytes: bigint | null
}

export interface World {
  readonly chance: Chance
  readonly clock: MovableClock
  readonly crossings: Crossings
  readonly trace: Trace
  readonly store: MemoryStore
  readonly provider: FaultyProvider
  readonly outside: Outside
  /** Minted outside: partners' receipts, keys of attempts. */
  readonly ids: Ids
  /** Cards that are in the shop or with customers. */
  readonly lines: SimLine[]
  /** Cards made so far. */
  cards: number
  readonly people: Person[]
  readonly sessions: Session[]
  readonly staff: Staffer[]
  readonly tills: SimTill[]
  /** Consoles that were signed out or locked for good. */
  readonly leftDesks: { readonly staffer: Staffer; readonly signIn: StaffSignInId }[]
  /** Every call that was ever placed. */
  readonly calls: Map<CallId, SimCall>
  /** Digits of gift cards that were sold. */
  readonly giftCodes: string[]
  /** Everything that was ever asked at a till, oldest first. */
  readonly tillActs: TillAct[]
  /** Refunds that staff asked for, by every id that was minted for them. */
  readonly givenByStaff: Map<string, GivenByStaff>
  /** Letters that arrived: the last code by mailbox. */
  readonly codes: Map<string, string>
  /** Orders that somebody remembers, newest last. */
  readonly remembered: { readonly line: LineId; readonly order: OrderId }[]
  /** Gift cards that somebody holds, over ones too. */
  readonly giftCards: GiftCardId[]
  /** What somebody gave up for now and will ask again once the world has come to rest. */
  readonly pursued: (() => Promise<void>)[]
  catalogue: Catalogue
  process: Process
  /** False once the world is left to come to rest. */
  troubled: boolean
  /** For so many steps the clock stands still, so that an edge is not only passed but stood on. */
  stillSteps: number
  tasks: number
  failure: unknown
  readonly counts: Map<string, number>
}

const STORE_FAULT_SHARE = 0.01
/** Those outside go on with their own lives; they do not die with a process. */
const OUTSIDE = {}
const TRIES_MAX = 6
const GIVES_UP_SHARE = 0.15

/** The database went away; nothing says how far it had come. */
class StoreFault extends Error {
  override name = 'StoreFault'
}

export function createWorld(seed: number): World {
  const chance = createChance(seed)
  const clock = createMovableClock(WORLD_BEGINS)
  const crossings = createCrossings(chance, clock)
  const store = createMemoryStore()
  const provider = createFaultyProvider({
    chance,
    clock,
    crossings,
    troubled: () => world.troubled,
  })
  const dice = { bytes: (count: number) => chance.bytes(count) }
  const parts = { chance, clock, crossings, store, provider, catalogue: () => world.catalogue }
  const world: World = {
    ...parts,
    trace: createTrace(),
    outside: createOutside(),
    ids: createIds({ clock, dice }),
    lines: [],
    cards: 0,
    people: [],
    sessions: [],
    staff: [],
    tills: [],
    leftDesks: [],
    calls: new Map(),
    giftCodes: [],
    tillActs: [],
    givenByStaff: new Map(),
    codes: new Map(),
    remembered: [],
    giftCards: [],
    pursued: [],
    catalogue: openingCatalogue(),
    process: startProcess(parts),
    troubled: true,
    stillSteps: 0,
    tasks: 0,
    failure: null,
    counts: new Map(),
  }
  makeStoreFaulty(world)
  return world
}

function makeStoreFaulty(world: World): void {
  const { store, chance } = world
  store.faults = {
    beforeCommit() {
      if (!world.troubled || !chance.happens(STORE_FAULT_SHARE)) return
      world.trace.note('fault before commit')
      throw chance.happens(0.5) ? new Contention('another process') : new StoreFault('before')
    },
    afterCommit() {
      if (!world.troubled || !chance.happens(STORE_FAULT_SHARE)) return
      world.trace.note('fault after commit')
      throw new StoreFault('after')
    },
  }
}

/** The process dies where it stands; another one begins over the same store. */
export function crash(world: World): void {
  const { process } = world
  world.process = startProcess({ ...world, catalogue: () => world.catalogue })
  process.die()
}

/** Somebody begins to do something; it goes on beside everything else. */
export function spawn(world: World, name: string, task: () => Promise<void>): void {
  world.tasks += 1
  count(world, name)
  world.trace.note(name)
  task()
    .catch((fault: unknown) => fail(world, fault))
    .finally(() => (world.tasks -= 1))
}

export function count(world: World, name: string): void {
  world.counts.set(name, (world.counts.get(name) ?? 0) + 1)
}

function fail(world: World, fault: unknown): void {
  if (isOutage(fault)) return
  if (world.failure === null) world.failure = fault
}

/** Trouble that everybody must be able to live with; anything else is a finding. */
export function isOutage(fault: unknown): boolean {
  if (fault instanceof HotlineBusy) return fault.message === 'busy'
  const kinds = [ProcessDied, StoreFault, Contention, ProviderUnreachable, DoorBusy]
  return kinds.some((kind) => fault instanceof kind)
}

/** A while on the way, outside any process. */
export function onTheWay(world: World, secondsMax = 0): Promise<void> {
  const { chance, clock } = world
  const after = secondsMax === 0 ? clock.now() : plusSeconds(clock.now(), chance.below(secondsMax))
  return world.crossings.cross(OUTSIDE, after)
}

/**
 * Asks, and after an outage or a full door asks again, until there is an answer. Null: gave up and
 * does not know. Once the world comes to rest nobody gives up.
 */
export async function insist<Value extends object>(
  world: World,
  ask: (process: Process) => Promise<Value | 'busy'>,
): Promise<Value | null> {
  for (let tries = 1; ; tries += 1) {
    await onTheWay(world)
    const { process } = world
    try {
      const answer = await process.within(() => ask(process))
      if (answer !== 'busy') return answer
    } catch (fault) {
      if (!isOutage(fault)) throw fault
    }
    if (!world.troubled && tries > 100 * TRIES_MAX) throw new Finding('no answer in quiet times')
    if (world.troubled && (tries >= TRIES_MAX || world.chance.happens(GIVES_UP_SHARE))) return null
  }
}

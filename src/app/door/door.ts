/**
 * The one door: lock → key → load → decide → save → journal → enqueue, in one transaction for a
 * group of commands. A group is whatever arrived while the last ones committed; there is no timer.
 * Groups in flight hold disjoint homes, and commands of one home keep their order of arrival. Each
 * caller gets its own outcome, after it is durable. A faulted group is retried one by one, so that
 * neither a poison command nor a home that somebody holds harms a neighbour.
 */
import { present } from '../../domain/basics/assert.ts'
import { refuse, type RefusalShape, type Result } from '../../domain/basics/result.ts'
import { later } from '../../domain/basics/time.ts'
import type { Catalogue } from '../../domain/catalogue/catalogue.ts'
import type { Origin } from '../origin.ts'
import { StoreAway, type Clock, type Ids } from '../ports.ts'
import type { Command } from './command.ts'
import { decideGroup, type Pending, type Settled } from './group.ts'
import { homeText, sortedHomes, type Part } from './state.ts'
import {
  Contention,
  HomeHeld,
  type DoorStore,
  type GroupPlan,
  type GroupWrites,
  type NamedKey,
  type NamedOrder,
  type NamedSession,
} from './store.ts'

/** More callers than this waiting: the door answers `busy` at once. */
export const QUEUE_MAX = 4_096
/** A group is no larger than this. */
export const GROUP_MAX = 256
/** Groups in flight at once, on disjoint homes. */
export const GROUPS_IN_FLIGHT = 2
/** A command that meets another process on its homes is tried so often. */
export const CONTENTION_TRIES_MAX = 5
/** What `busy` tells the caller to wait. */
export const BUSY_RETRY_SECONDS = 1

const BUSY = refuse({ code: 'busy', retryAfterSeconds: BUSY_RETRY_SECONDS })

export type DoorRefusal =
  /** The queue is full, or somebody holds one of the homes: nothing was done. */
  | { readonly code: 'busy'; readonly retryAfterSeconds: number }
  /** The same key came before with another input. */
  | { readonly code: 'key_reused' }

export type Answer<Value, Refusal extends RefusalShape> = Result<Value, Refusal | DoorRefusal> & {
  /** True when the outcome was remembered from an earlier attempt under the same key. */
  readonly replayed: boolean
}

export interface Door {
  ask<Input, Value, Refusal extends RefusalShape>(
    command: Command<Input, Value, Refusal>,
    input: Input,
    origin: Origin,
  ): Promise<Answer<Value, Refusal>>
  /** Resolves when nothing is queued or in flight. */
  idle(): Promise<void>
  /** Figures for operations. */
  stats(): { readonly queued: number; readonly inFlight: number; readonly groups: number }
}

export interface DoorPorts {
  readonly store: DoorStore
  readonly clock: Clock
  readonly ids: Ids
  readonly catalogue: () => Catalogue
}

export interface DoorLimits {
  readonly queueMax: number
  readonly groupMax: number
  readonly groupsInFlight: number
}

const LIMITS: DoorLimits = {
  queueMax: QUEUE_MAX,
  groupMax: GROUP_MAX,
  groupsInFlight: GROUPS_IN_FLIGHT,
}

export function createDoor(ports: DoorPorts, limits: DoorLimits = LIMITS): Door {
  let queue: Pending[] = []
  const lockedHomes = new Set<string>()
  let inFlight = 0
  let groups = 0
  let scheduled = false
  let idleWaiters: (() => void)[] = []

  /** Waits for the end of this turn of the event loop, so that a burst becomes one group. */
  function schedule(): void {
    if (scheduled) return
    scheduled = true
    setImmediate(() => {
      scheduled = false
      while (inFlight < limits.groupsInFlight && startGroup());
    })
  }

  function startGroup(): boolean {
    const free = limits.groupsInFlight - inFlight
    const size = Math.min(limits.groupMax, Math.ceil(queue.length / free))
    const { group, rest } = takeGroup(queue, lockedHomes, size)
    if (group.length === 0) return false
    queue = rest
    for (const { names } of group) for (const name of names) lockedHomes.add(name)
    inFlight += 1
    groups += 1
    void runGroup(ports, group).finally(() => {
      for (const { names } of group) for (const name of names) lockedHomes.delete(name)
      inFlight -= 1
      if (queue.length > 0) schedule()
      else if (inFlight === 0) wakeIdle()
    })
    return true
  }

  function wakeIdle(): void {
    const waiters = idleWaiters
    idleWaiters = []
    for (const wake of waiters) wake()
  }

  return {
    ask(command, input, origin) {
      if (queue.length >= limits.queueMax) {
        return Promise.resolve({ ...BUSY, replayed: false })
      }
      return new Promise((resolve, reject) => {
        // The queue is of mixed commands; each entry's own types meet again when it is settled.
        const settle = resolve as (settled: Settled) => void
        const erased = command as Command<unknown, unknown, RefusalShape>
        const homes = sortedHomes(command.homes(input))
        const names = homes.map(homeText)
        queue.push({ command: erased, input, origin, homes, names, settle, fail: reject })
        schedule()
      })
    },
    idle() {
      if (queue.length === 0 && inFlight === 0) return Promise.resolve()
      return new Promise((resolve) => idleWaiters.push(resolve))
    },
    stats: () => ({ queued: queue.length, inFlight, groups }),
  }
}

/** In order of arrival; who shares a home with a group in flight or with one passed over waits. */
function takeGroup(queue: readonly Pending[], lockedHomes: ReadonlySet<string>, size: number) {
  const group: Pending[] = []
  const rest: Pending[] = []
  const passedOver = new Set<string>()
  for (const pending of queue) {
    const { names } = pending
    const waits = names.some((name) => lockedHomes.has(name) || passedOver.has(name))
    if (group.length >= size || waits) {
      for (const name of names) passedOver.add(name)
      rest.push(pending)
    } else {
      group.push(pending)
    }
  }
  return { group, rest }
}

async function runGroup(ports: DoorPorts, group: readonly Pending[]): Promise<void> {
  try {
    await commitGroup(ports, group)
  } catch (fault) {
    if (group.length > 1) await runApart(ports, group, fault)
    else await runAgain(ports, present(group[0], 'a group has a member'), fault)
  }
}

/**
 * One by one. Once a held home has been waited for, no other is for long; once the store is away
 * for one alone, it is away for all.
 */
async function runApart(
  ports: DoorPorts,
  group: readonly Pending[],
  faultOfAll: unknown,
): Promise<void> {
  let isHurried = faultOfAll instanceof HomeHeld
  let away: StoreAway | null = null
  for (const pending of group) {
    if (away !== null) {
      pending.fail(away)
      continue
    }
    try {
      await commitGroup(ports, [pending], isHurried)
    } catch (fault) {
      if (fault instanceof StoreAway) away = fault
      isHurried ||= fault instanceof HomeHeld
      await runAgain(ports, pending, fault)
    }
  }
}

async function runAgain(ports: DoorPorts, pending: Pending, first: unknown): Promise<void> {
  let fault = first
  for (let tries = 1; fault instanceof Contention && tries < CONTENTION_TRIES_MAX; tries += 1) {
    try {
      return await commitGroup(ports, [pending])
    } catch (next) {
      fault = next
    }
  }
  if (fault instanceof HomeHeld) pending.settle({ ...BUSY, replayed: false })
  else pending.fail(fault)
}

async function commitGroup(
  ports: DoorPorts,
  group: readonly Pending[],
  isHurried = false,
): Promise<void> {
  let settlements: readonly (() => void)[] = []
  const plan = planOf(group, isHurried)
  await ports.store.transact(plan, (loaded): GroupWrites => {
    const clockNow = ports.clock.now()
    const now = loaded.lastInstant === null ? clockNow : later(clockNow, loaded.lastInstant)
    const decided = decideGroup(group, loaded, {
      now,
      ids: ports.ids,
      catalogue: ports.catalogue(),
    })
    settlements = decided.settlements
    return decided.writes
  })
  for (const settle of settlements) settle()
}

function planOf(group: readonly Pending[], isHurried: boolean): GroupPlan {
  const parts = new Map<Part, string[]>()
  for (const { command, homes } of group) {
    for (const part of command.reads) {
      const wanted = parts.get(part) ?? []
      parts.set(part, wanted)
      for (const home of homes) wanted.push(home.id)
    }
  }
  return {
    isHurried,
    homes: sortedHomes(group.flatMap((pending) => pending.homes)),
    keys: group.flatMap((pending) => namedKey(pending) ?? []),
    parts,
    orders: group.flatMap(namedOrders),
    sessions: group.flatMap(namedSessions),
  }
}

/** With the homes of its own command, lest a group asks every line for every order. */
function namedOrders({ command, input, homes }: Pending): readonly NamedOrder[] {
  const orders = command.orders?.(input) ?? []
  return homes.flatMap((home) => orders.map((order) => ({ home, order })))
}

function namedSessions({ command, input, homes }: Pending): readonly NamedSession[] {
  const sessions = command.sessions?.(input) ?? []
  return homes.flatMap((home) => sessions.map((session) => ({ home, ...session })))
}

function namedKey({ command, origin, homes, input }: Pending): NamedKey | null {
  const [home] = command.homes(input)
  if (origin.key === null || homes.length === 0) return null
  const isNew: NamedKey['isNew'] =
    command.isNew === undefined ? null : (known) => command.isNew?.(known, input) ?? false
  return { home, actor: origin.actor, key: origin.key, place: command.keyPlace, isNew }
}

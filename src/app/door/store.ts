/**
 * The store as the door sees it: one transaction that locks homes, loads them, lets the door decide
 * in memory, and saves everything. Two adapters answer it, one contract suite holds both.
 */
import type { RefusalShape, Result } from '../../domain/basics/result.ts'
import type { Instant } from '../../domain/basics/time.ts'
import type { JournalId, OrderId } from '../../domain/basics/ids.ts'
import type { Origin } from '../origin.ts'
import type { Job, JournalEvent } from './command.ts'
import type { Change, Home, LineState, Part, SessionRef, States, Table } from './state.ts'

/** Scope of an idempotency key: home, actor, key (architecture §3). */
export interface KeyRef {
  readonly home: Home
  readonly actor: string
  readonly key: string
  readonly place: 'outcomes' | 'usage_records'
}

export interface RememberedOutcome {
  readonly ref: KeyRef
  readonly command: string
  readonly fingerprint: string
  readonly outcome: Result<unknown, RefusalShape>
  readonly at: Instant
}

export interface JournalEntry {
  readonly id: JournalId
  readonly home: Home
  readonly at: Instant
  readonly command: string
  readonly origin: Origin
  readonly events: readonly JournalEvent[]
}

/** An order that a command asks for by name, of one of its own homes. */
export interface NamedOrder {
  readonly home: Home
  readonly order: OrderId
}

export interface NamedSession extends SessionRef {
  readonly home: Home
}

/** A key to look for. */
export interface NamedKey extends KeyRef {
  /** Whether what a store knows of the home anyway shows that the key was never used. */
  readonly isNew: ((known: Pick<LineState, 'sessions'>) => boolean) | null
}

export interface GroupPlan {
  /** Others wait behind it: a home that somebody else holds is not waited for as long as usual. */
  readonly isHurried: boolean
  /** Sorted, without repeats. */
  readonly homes: readonly Home[]
  readonly keys: readonly NamedKey[]
  /** Which homes' parts are wanted; a home itself is always loaded. */
  readonly parts: ReadonlyMap<Part, readonly string[]>
  readonly orders: readonly NamedOrder[]
  readonly sessions: readonly NamedSession[]
}

export interface LoadedGroup {
  readonly states: States
  /** By `keyText`; keys never seen are absent. */
  readonly remembered: ReadonlyMap<string, RememberedOutcome>
  /** Ids of the homes that exist already. */
  readonly knownHomes: ReadonlySet<string>
  /** The latest journal instant of any of the homes; null when all are new. */
  readonly lastInstant: Instant | null
}

export interface GroupWrites {
  readonly now: Instant
  readonly homes: readonly Home[]
  readonly changes: readonly Change[]
  /** Tables that are written even without rows; see `Command.saves`. */
  readonly saves?: readonly Table[]
  readonly journal: readonly JournalEntry[]
  readonly outcomes: readonly RememberedOutcome[]
  readonly jobs: readonly Job[]
}

/**
 * Another process changed one of the homes between our look and our write, or a deadlock was
 * broken: nothing was written, and the same again will do.
 */
export class Contention extends Error {
  override name = 'Contention'
}

/**
 * Somebody holds one of the homes, or a row of it, for longer than the store waits: nothing was
 * written, and the same again at once would wait as long.
 */
export class HomeHeld extends Error {
  override name = 'HomeHeld'
}

export interface DoorStore {
  /**
   * Runs one group. Resolves once everything is durable; rejects when nothing was written or when
   * it cannot be known (the caller asks again under the same keys). `decide` is called once, under
   * the locks, and must not wait. A store that rejects with `Contention` has waited a moment, so
   * that those who met do not meet again.
   */
  transact(plan: GroupPlan, decide: (loaded: LoadedGroup) => GroupWrites): Promise<void>
}

/** A usage record is the same report whoever brought it: its key is not the actor's. */
export function keyText(ref: KeyRef): string {
  if (ref.place === 'usage_records') return `${ref.home.kind}:${ref.home.id}|usage|${ref.key}`
  return `${ref.home.kind}:${ref.home.id}|${ref.actor}|${ref.key}`
}

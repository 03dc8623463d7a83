/**
 * A command: the homes it locks and a pure decision. It takes the states as loaded under the lock,
 * its input and `now`, and answers with an outcome, changes, journal events and jobs; nothing else
 * of it can have an effect.
 */
import type { RefusalShape, Result } from '../../domain/basics/result.ts'
import type { Instant } from '../../domain/basics/time.ts'
import type { OrderId } from '../../domain/basics/ids.ts'
import type { Catalogue } from '../../domain/catalogue/catalogue.ts'
import type { Ids } from '../ports.ts'
import type { Change, Home, LineState, Part, SessionRef, States, Table } from './state.ts'

/** Facts of what happened, for the journal: ids and figures, never personal text. */
export interface JournalEvent {
  readonly name: string
  readonly facts: Readonly<Record<string, string | number | bigint | boolean | null>>
}

/** "Do this now", handed to the worker in the same transaction. */
export interface Job {
  readonly task:
    | 'letter'
    | 'sign_in_letter'
    | 'breach_letters'
    | 'order_letter'
    | 'pay_link_letter'
    | 'refund'
    | 'fulfil'
    | 'cancel_checkout'
    | 'return_parts'
    | 'grant_presents'
    | 'bar_means'
    | 'forget_means'
    | 'dispute_letter'
    | 'advance_profile'
    | 'notice'
    | 'notice_way'
    | 'event'
    | 'tell_radius'
    | 'tell_diameter'
    | 'tell_nchf'
  readonly payload: Readonly<Record<string, string>>
}

export interface Decision<Value, Refusal extends RefusalShape> {
  readonly outcome: Result<Value, Refusal>
  readonly changes: readonly Change[]
  readonly events: readonly JournalEvent[]
  readonly jobs: readonly Job[]
}

export interface DecideContext {
  readonly now: Instant
  readonly states: States
  readonly catalogue: Catalogue
  /** Ids for rows that the decision makes. */
  readonly ids: Ids
}

export interface Command<Input, Value, Refusal extends RefusalShape> {
  readonly name: string
  /** The first one owns the journal entry and the idempotency key. */
  homes(input: Input): readonly [Home, ...Home[]]
  /** What of its homes it needs to see; the rest is left unloaded. */
  readonly reads: readonly Part[]
  /**
   * Tables whose statement is sent whatever is decided: a refusal that writes and one that does not
   * cost the same.
   */
  readonly saves?: readonly Table[]
  /** Orders that must be loaded even when they are long over. */
  orders?(input: Input): readonly OrderId[]
  /** Data sessions that must be loaded even when they are over. */
  sessions?(input: Input): readonly SessionRef[]
  /**
   * Where the key is kept: with the remembered outcomes, or (charging) on the usage record that
   * the command writes, so that nothing is written twice.
   */
  readonly keyPlace: 'outcomes' | 'usage_records'
  /** Whether what is known of its line shows that its key was never used: nobody looks for it. */
  isNew?(known: Pick<LineState, 'sessions'>, input: Input): boolean
  /** What distinguishes two inputs under one key; never secrets or minted ids. */
  fingerprint(input: Input): string
  decide(context: DecideContext, input: Input): Decision<Value, Refusal>
}

export function decided<Value>(
  value: Value,
  made: {
    readonly changes?: readonly Change[]
    readonly events?: readonly JournalEvent[]
    readonly jobs?: readonly Job[]
  } = {},
): Decision<Value, never> {
  return {
    outcome: { ok: true, value },
    changes: made.changes ?? [],
    events: made.events ?? [],
    jobs: made.jobs ?? [],
  }
}

/** A refusal changes nothing, unless it counts a wrong try. */
export function refused<Refusal extends RefusalShape>(
  refusal: Refusal,
  changes: readonly Change[] = [],
  jobs: readonly Job[] = [],
): Decision<never, Refusal> {
  return { outcome: { ok: false, refusal }, changes, events: [], jobs }
}

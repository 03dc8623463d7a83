/**
 * Deciding one group in memory, command by command in order of arrival. A command that breaks an
 * invariant fails alone: its changes were never applied. Pure but for the ids it mints.
 */
import { present } from '../../domain/basics/assert.ts'
import type { RefusalShape, Result } from '../../domain/basics/result.ts'
import type { Instant } from '../../domain/basics/time.ts'
import type { Catalogue } from '../../domain/catalogue/catalogue.ts'
import type { Origin } from '../origin.ts'
import type { Ids } from '../ports.ts'
import type { Command, Decision, Job } from './command.ts'
import { applyChange } from './applying.ts'
import { assertAtHome } from './change-home.ts'
import { homeText, type Change, type Find, type Home } from './state.ts'
import {
  keyText,
  type GroupWrites,
  type JournalEntry,
  type KeyRef,
  type LoadedGroup,
  type RememberedOutcome,
} from './store.ts'

export type Settled = Result<unknown, RefusalShape> & { readonly replayed: boolean }

export interface Pending {
  readonly command: Command<unknown, unknown, RefusalShape>
  readonly input: unknown
  readonly origin: Origin
  /** Sorted, without repeats. */
  readonly homes: readonly Home[]
  /** Theirs, in the same order. */
  readonly names: readonly string[]
  settle(settled: Settled): void
  fail(fault: unknown): void
}

interface GroupContext {
  readonly now: Instant
  readonly ids: Ids
  readonly catalogue: Catalogue
}

export interface DecidedGroup {
  readonly writes: GroupWrites
  /** To be run once the writes are durable. */
  readonly settlements: readonly (() => void)[]
}

export function decideGroup(
  group: readonly Pending[],
  loaded: LoadedGroup,
  context: GroupContext,
): DecidedGroup {
  const made: Made = {
    changes: new Map(),
    journal: [],
    outcomes: new Map(),
    jobs: [],
    touched: new Map(),
  }
  const settlements = group.map((pending) => decideOne(pending, { loaded, context, made }))
  const writes: GroupWrites = {
    now: context.now,
    homes: [...made.touched.values()],
    changes: [...made.changes.values()],
    saves: group.flatMap(({ command }) => command.saves ?? []),
    journal: made.journal,
    outcomes: [...made.outcomes.values()],
    jobs: made.jobs,
  }
  return { writes, settlements }
}

interface Made {
  /** The last word on each row. */
  readonly changes: Map<string, Change>
  readonly journal: JournalEntry[]
  readonly outcomes: Map<string, RememberedOutcome>
  readonly jobs: Job[]
  readonly touched: Map<string, Home>
}

interface Desk {
  readonly loaded: LoadedGroup
  readonly context: GroupContext
  readonly made: Made
}

/** Everything of the command's own is called here; what is returned only tells the caller. */
function decideOne(pending: Pending, desk: Desk): () => void {
  const { command, input, origin } = pending
  let one: DecidedOne
  try {
    const [home] = command.homes(input)
    const fingerprint = command.fingerprint(input)
    const ref = origin.key === null ? null : keyRef(pending, home, origin.key)
    const known = ref === null ? undefined : findRemembered(desk, ref)
    if (known !== undefined) {
      const settled = replay(command.name, fingerprint, known)
      return () => pending.settle(settled)
    }
    const decision = command.decide({ ...desk.context, states: desk.loaded.states }, input)
    assertAtHome(decision.changes, pending.homes)
    one = { home, fingerprint, ref, decision }
  } catch (fault) {
    return () => pending.fail(fault)
  }
  record(pending, one, desk)
  return () => pending.settle({ ...one.decision.outcome, replayed: false })
}

interface DecidedOne {
  readonly home: Home
  readonly fingerprint: string
  readonly ref: KeyRef | null
  readonly decision: Decision<unknown, RefusalShape>
}

function keyRef({ command, origin }: Pending, home: Home, key: string): KeyRef {
  return { home, actor: origin.actor, key, place: command.keyPlace }
}

function findRemembered({ loaded, made }: Desk, ref: KeyRef): RememberedOutcome | undefined {
  const text = keyText(ref)
  return made.outcomes.get(text) ?? loaded.remembered.get(text)
}

function replay(command: string, fingerprint: string, known: RememberedOutcome): Settled {
  const same = known.command === command && known.fingerprint === fingerprint
  if (!same) return { ok: false, refusal: { code: 'key_reused' }, replayed: false }
  return { ...known.outcome, replayed: true }
}

function record({ command, origin, homes }: Pending, one: DecidedOne, desk: Desk): void {
  const { home, fingerprint, ref, decision } = one
  const { now, ids } = desk.context
  for (const change of decision.changes) {
    applyChange(desk.loaded.states, change)
    // A later write of the same row replaces the earlier one but keeps the later place.
    const key = changeKey(change)
    desk.made.changes.delete(key)
    if (change.table === 'finds') desk.made.changes.delete(changeKey(givenUp(change.row)))
    desk.made.changes.set(key, change)
  }
  if (decision.events.length > 0) {
    const entry = { id: ids.next(), home, at: now, command: command.name, origin }
    desk.made.journal.push({ ...entry, events: decision.events } as JournalEntry)
  }
  if (ref !== null) {
    const { outcome } = decision
    const remembered = { ref, command: command.name, fingerprint, outcome, at: now }
    desk.made.outcomes.set(keyText(ref), remembered)
  }
  desk.made.jobs.push(...decision.jobs)
  if (decision.changes.length > 0 || decision.events.length > 0 || ref !== null) {
    for (const home of homes) desk.made.touched.set(homeText(home), home)
  }
}

function givenUp(row: Find): Change {
  return { table: 'finds', row, removed: true }
}

function changeKey(change: Change): string {
  switch (change.table) {
    case 'finds': {
      // What one home gives up stands beside what another put there: only its own goes.
      const key = `finds|${change.row.kind}|${change.row.value}`
      return change.removed === true ? `${key}|${change.row.home.id}` : key
    }
    case 'watches':
      return `watches|${change.row.line}`
    case 'waiting_notices':
      return `waiting_notices|${change.row.account}|${change.row.id}`
    case 'person_keys':
      return `person_keys|${change.row.person}`
    case 'sealed_texts':
      return `sealed_texts|${change.row.person}|${change.row.kind}`
    case 'call_turns':
      return `call_turns|${change.row.call}|${change.row.number}`
    case 'directory_entries':
      return `directory_entries|${change.row.entry.id}`
    case 'search_keys':
      return `search_keys|${change.row.kind}|${change.row.value}|${change.row.home.id}`
    default:
      return `${change.table}|${present(change.row.id, 'every row has an id')}`
  }
}

/**
 * A risky change whose time has come is carried out, or is void where its ground moved. Idempotent
 * by the change's own state: what no longer waits, or not yet long enough, changes nothing and
 * tells nobody.
 */
import { assert, present } from '../../domain/basics/assert.ts'
import type { AccountId, LineId, MailboxId, PendingChangeId } from '../../domain/basics/ids.ts'
import { isBefore } from '../../domain/basics/time.ts'
import { swapSims, voidContact, voidSim, type VoidWhy } from '../../domain/line/changing.ts'
import type { Line } from '../../domain/line/line.ts'
import type { PendingChange, WhatChanges } from '../../domain/line/pending-change.ts'
import { orderProfile, type SimProfile } from '../../domain/esim/sim-profile.ts'
import { endChanges } from '../accounts/sign-in.ts'
import {
  decided,
  type Command,
  type DecideContext,
  type Decision,
  type Job,
} from '../door/command.ts'
import { NO_ACCOUNT, NO_LINE, type Change, type Find } from '../door/state.ts'
import { advanceJob } from '../esim/by-staff.ts'
import type { NewProfile } from '../esim/saga.ts'
import { movedCard } from '../lines/moved-cards.ts'
import { over, waitingChange } from './stop-change.ts'

export type CarriedOut = 'done' | 'void' | 'nothing'

interface Letters {
  readonly done: readonly Job[]
  readonly off: readonly Job[]
}

export interface CarryOutContact {
  readonly account: AccountId
  readonly change: PendingChangeId
  readonly mailbox: MailboxId
  /** Another account signs in with it by now. */
  readonly isTaken: boolean
  /** Under the person's own key; null: the person was forgotten. */
  readonly sealedEmail: Uint8Array | null
  readonly letters: Letters
}

export const carryOutContact: Command<CarryOutContact, CarriedOut, never> = {
  name: 'carry_out_contact_change',
  keyPlace: 'outcomes',
  reads: ['changes', 'sign_ins'],
  homes: ({ account, mailbox }) => [
    { kind: 'account', id: account },
    { kind: 'mailbox', id: mailbox },
  ],
  fingerprint: ({ change }) => change,
  decide(context, { account: id, change: changeId, isTaken, sealedEmail, letters }) {
    const { states, now } = context
    const of = { kind: 'account', id } as const
    const change = dueChange(context, { of, change: changeId })
    if (change === null) return decided('nothing')
    const what = contactOf(change)
    const { account, signIns } = states.accounts.get(id) ?? NO_ACCOUNT
    const mailbox = sealedEmail === null ? null : (account?.mailbox ?? null)
    const why = voidContact(what, { mailbox, mailboxTaken: isTaken })
    if (why !== null || account === null || sealedEmail === null) {
      return voided(change, { why: why ?? 'gone', jobs: letters.off, now })
    }

    // From here the address is changed.
    const { person } = account
    const find = (value: MailboxId): Find => ({ kind: 'mailbox', value, home: of, id })
    const live = signIns.filter((one) => one.ended === null)
    return carried(change, {
      now,
      jobs: letters.done,
      changes: [
        { table: 'accounts', row: { ...account, mailbox: what.mailbox } },
        { table: 'sealed_texts', row: { home: of, person, kind: 'email', sealed: sealedEmail } },
        { table: 'finds', row: find(what.from), removed: true },
        { table: 'finds', row: find(what.mailbox) },
        ...live.flatMap((one) => endChanges(one, now)),
      ],
    })
  },
}

export interface CarryOutSim {
  readonly line: LineId
  readonly change: PendingChangeId
  /** Whose the card is by now; null: nobody's. */
  readonly stock: LineId | null
  /** Minted for an eSIM; null: profiles are not ordered here. */
  readonly profile: NewProfile | null
  readonly letters: Letters
}

export const carryOutSim: Command<CarryOutSim, CarriedOut, never> = {
  name: 'carry_out_sim_replacement',
  keyPlace: 'outcomes',
  reads: ['changes', 'packs', 'orders', 'profiles'],
  homes: ({ line, stock }) =>
    stock === null || stock === line
      ? [{ kind: 'line', id: line }]
      : [
          { kind: 'line', id: line },
          { kind: 'line', id: stock },
        ],
  fingerprint: ({ change }) => change,
  decide(context, { line: id, change: changeId, stock: stockId, profile, letters }) {
    const { states, now } = context
    const change = dueChange(context, { of: { kind: 'line', id }, change: changeId })
    if (change === null) return decided('nothing')
    const what = simOf(change)
    const { line } = states.lines.get(id) ?? NO_LINE
    const stock = (stockId === null ? undefined : states.lines.get(stockId)) ?? NO_LINE
    const why = voidSim(what, { line, stock })
    if (why !== null || line === null) {
      return voided(change, { why: why ?? 'gone', jobs: letters.off, now })
    }

    // From here the cards change places.
    const card = present(stock.line, 'a card in stock has its line')
    const { sim, activationHash } = what
    const swapped = swapSims(line, { stock: card, sim, activationHash, now })
    const ordered = profile === null ? null : profileOfSwap(swapped.line, states, profile, now)
    return carried(change, {
      now,
      jobs: [...letters.done, ...(ordered === null ? [] : [advanceJob(ordered)])],
      changes: [
        ...(ordered === null ? [] : [{ table: 'sim_profiles', row: ordered } as const]),
        { table: 'lines', row: swapped.line },
        { table: 'lines', row: swapped.stock },
        ...findsAfter(line, card),
      ],
    })
  },
}

/** An eSIM comes with its profile, for its holder to fetch; null for a card. */
function profileOfSwap(
  line: Line,
  states: DecideContext['states'],
  profile: NewProfile,
  now: PendingChange['askedAt'],
): SimProfile | null {
  const { profiles } = states.lines.get(line.id) ?? NO_LINE
  const order = { ...profile, id: profile.profile, eid: null, orderedBy: null, now }
  const ordered = orderProfile(line, profiles, order)
  return ordered.ok ? ordered.value : null
}

/** The line is found by the new card and by its own number; the old card finds nothing any more. */
function findsAfter(line: Line, stock: Line): readonly Change[] {
  const own = { kind: 'line', id: line.id } as const
  const other = { kind: 'line', id: stock.id } as const
  const gone = (kind: Find['kind'], value: string | null, home: Find['home']): readonly Change[] =>
    value === null
      ? []
      : [{ table: 'finds', row: { kind, value, home, id: home.id }, removed: true }]
  const there = (kind: Find['kind'], value: string | null): readonly Change[] =>
    value === null ? [] : [{ table: 'finds', row: { kind, value, home: own, id: line.id } }]
  return [
    ...gone('iccid', line.sim.iccid, own),
    ...gone('imsi', line.sim.imsi, own),
    ...gone('msisdn', stock.msisdn, other),
    ...there('iccid', stock.sim.iccid),
    ...there('imsi', stock.sim.imsi),
    // A list of cards that is loaded again must not bring either back as it was.
    { table: 'finds', row: movedCard(line.sim.iccid, stock.id) },
    { table: 'finds', row: movedCard(stock.sim.iccid, line.id) },
  ]
}

function dueChange(
  { states, now }: DecideContext,
  ref: Parameters<typeof waitingChange>[1],
): PendingChange | null {
  const change = waitingChange(states, ref)
  return change === null || isBefore(now, change.dueAt) ? null : change
}

function contactOf({ what }: PendingChange): Extract<WhatChanges, { kind: 'contact' }> {
  assert(what.kind === 'contact', 'an account’s change is of its contact')
  return what
}

function simOf({ what }: PendingChange): Extract<WhatChanges, { kind: 'sim' }> {
  assert(what.kind === 'sim', 'a line’s change is of its card')
  return what
}

function carried(
  change: PendingChange,
  made: {
    readonly now: PendingChange['askedAt']
    readonly jobs: readonly Job[]
    readonly changes: readonly Change[]
  },
): Decision<CarriedOut, never> {
  const row = over(change, { kind: 'done', at: made.now })
  return decided('done', {
    changes: [{ table: 'pending_changes', row }, ...made.changes],
    events: [{ name: 'change_done', facts: { change: row.id, what: row.what.kind } }],
    jobs: made.jobs,
  })
}

function voided(
  change: PendingChange,
  made: {
    readonly why: VoidWhy
    readonly jobs: readonly Job[]
    readonly now: PendingChange['askedAt']
  },
): Decision<CarriedOut, never> {
  const { why, now } = made
  const row = over(change, { kind: 'void', at: now, why })
  return decided('void', {
    changes: [{ table: 'pending_changes', row }],
    events: [{ name: 'change_void', facts: { change: row.id, what: row.what.kind, why } }],
    jobs: made.jobs,
  })
}

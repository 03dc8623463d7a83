/**
 * Risky changes that staff are asked for at the counter: another e-mail address, another card. Two
 * people ask, a document of today is needed, and the change waits; the old contacts are told in
 * the same transaction. Carrying it out is `changes/carry-out.ts`.
 */
import type {
  AccountId,
  LineId,
  MailboxId,
  PendingChangeId,
  StaffId,
} from '../../domain/basics/ids.ts'
import type { Instant } from '../../domain/basics/time.ts'
import { present } from '../../domain/basics/assert.ts'
import { rulesAt } from '../../domain/catalogue/money-rules.ts'
import {
  dueAtOf,
  identityMissing,
  proveStock,
  refuseStock,
  type IdentityMissing,
  type StockRefusal,
} from '../../domain/line/changing.ts'
import { checksOfHolder } from '../../domain/line/past.ts'
import type { PendingChange } from '../../domain/line/pending-change.ts'
import { waitingOf, type ChangeWaits } from '../changes/waiting.ts'
import { STOPPING, stopped, type StopChange, type StopRefusal } from '../changes/stop-change.ts'
import { decided, refused, type Command, type DecideContext, type Job } from '../door/command.ts'
import { NO_ACCOUNT, NO_LINE, type Change } from '../door/state.ts'
import { inOwnName, shopOfStaff } from './in-own-name.ts'

export interface Asking {
  readonly staff: StaffId
  readonly second: StaffId | null
  readonly change: PendingChangeId
  /** To the old contacts; there are none where nobody holds the line. */
  readonly letters: readonly Job[]
}

export interface Asked {
  readonly change: PendingChangeId
  readonly dueAt: Instant
}

export interface AskContactChange extends Asking {
  readonly line: LineId
  readonly account: AccountId
  readonly mailbox: MailboxId
  /** Ciphertext under the operator's key. */
  readonly sealedEmail: string
  /** Another account signs in with it, as it was looked up before. */
  readonly isTaken: boolean
}

export type AskContactRefusal =
  | IdentityMissing
  | ChangeWaits
  | { readonly code: 'line_not_held' }
  | { readonly code: 'same_email' }
  | { readonly code: 'email_taken' }

const contactAsking: Command<AskContactChange, Asked, AskContactRefusal> = {
  name: 'ask_contact_change',
  keyPlace: 'outcomes',
  reads: ['identity', 'changes'],
  homes: ({ account, line }) => [
    { kind: 'account', id: account },
    { kind: 'line', id: line },
  ],
  fingerprint: ({ account, mailbox }) => `${account}|${mailbox}`,
  decide(context, input) {
    const { states, now } = context
    const { line, identityChecks } = states.lines.get(input.line) ?? NO_LINE
    const { account, changes } = states.accounts.get(input.account) ?? NO_ACCOUNT
    if (account === null || line?.holder !== account.id) return refused({ code: 'line_not_held' })
    const waits = waitingOf(changes, 'contact')
    if (waits !== null) return refused(waits)
    if (account.mailbox === input.mailbox) return refused({ code: 'same_email' })
    const missing = identityMissing(checksOfHolder(line, identityChecks), { earlier: true, now })
    if (missing !== null) return refused(missing)
    if (input.isTaken) return refused({ code: 'email_taken' })

    // From here asking must succeed.
    const { mailbox, sealedEmail } = input
    const of = { kind: 'account', id: account.id } as const
    const what = { kind: 'contact', from: account.mailbox, sealedEmail, mailbox } as const
    return asked(context, input, { of, what })
  },
}

export const askContactChange = inOwnName(
  { act: 'change_contact', needsSecond: () => true },
  contactAsking,
)

export interface AskSimReplacement extends Asking {
  readonly line: LineId
  /** Who held the line when the letters were written. */
  readonly holder: AccountId | null
  /** Whose card it is by its number; null: nobody's, so that it is unknown. */
  readonly stock: LineId | null
  /** Orders of long ago lie there, as it was looked up before. */
  readonly isUsed: boolean
  /** Of the code printed with the new card. */
  readonly codeHash: string
}

export type AskSimRefusal =
  | IdentityMissing
  | ChangeWaits
  | StockRefusal
  | { readonly code: 'line_unknown' }
  /** The code is not the one that was printed with this card, or was tried too often. */
  | { readonly code: 'card_not_proved' }

const simAsking: Command<AskSimReplacement, Asked, AskSimRefusal> = {
  name: 'ask_sim_replacement',
  keyPlace: 'outcomes',
  reads: ['identity', 'changes', 'packs', 'orders'],
  homes: ({ line, stock }) =>
    stock === null || stock === line
      ? [{ kind: 'line', id: line }]
      : [
          { kind: 'line', id: line },
          { kind: 'line', id: stock },
        ],
  fingerprint: ({ line, codeHash }) => `${line}|${codeHash}`,
  decide(context, input) {
    const { states, now } = context
    const { line, identityChecks, changes } = states.lines.get(input.line) ?? NO_LINE
    if (line === null || line.holder !== input.holder) return refused({ code: 'line_unknown' })
    const waits = waitingOf(changes, 'sim')
    if (waits !== null) return refused(waits)
    const missing = identityMissing(checksOfHolder(line, identityChecks), { earlier: false, now })
    if (missing !== null) return refused(missing)
    if (input.stock === null) return refused({ code: 'card_unknown' })
    const stock = states.lines.get(input.stock) ?? NO_LINE
    const wrong = refuseStock(stock, line)
    if (wrong !== null) return refused(wrong)
    if (input.isUsed) return refused({ code: 'card_not_in_stock' })
    const card = present(stock.line, 'what is in stock is there')
    const { proved, check } = proveStock(card, input.codeHash, now)
    const tried: Change = { table: 'lines', row: { ...card, activation: check } }
    if (!proved) return refused({ code: 'card_not_proved' }, [tried])

    // From here asking must succeed.
    const of = { kind: 'line', id: line.id } as const
    const { sim } = card
    const activationHash = input.codeHash
    const what = { kind: 'sim', from: line.sim.iccid, sim, activationHash } as const
    return asked(context, input, { of, what })
  },
}

export const askSimReplacement = inOwnName(
  { act: 'replace_sim', needsSecond: () => true },
  simAsking,
)

/** It waits from now on, and is told. */
export function asked(
  { states, now, catalogue }: DecideContext,
  input: Asking,
  { of, what }: Pick<PendingChange, 'of' | 'what'>,
) {
  const { staff, change: id, letters } = input
  const row: PendingChange = {
    id,
    of,
    what,
    askedBy: staff,
    second: present(input.second, 'two people ask'),
    shop: shopOfStaff(states, input),
    askedAt: now,
    dueAt: dueAtOf(what.kind, rulesAt(catalogue.rules, now).counter, now),
    state: { kind: 'waiting' },
  }
  return decided(
    { change: id, dueAt: row.dueAt },
    {
      changes: [{ table: 'pending_changes', row }],
      events: [{ name: 'change_asked', facts: { change: id, what: what.kind } }],
      jobs: letters,
    },
  )
}

export interface StopByStaff extends StopChange {
  readonly staff: StaffId
}

const stoppingByStaff: Command<StopByStaff, null, StopRefusal> = {
  ...STOPPING,
  name: 'stop_change_by_staff',
  decide: (context, input) => stopped(context, input, input.staff),
}

export const stopChange = inOwnName({ act: 'stop_change' }, stoppingByStaff)

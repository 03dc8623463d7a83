/**
 * A person is forgotten: asked for by its holder, signed in a moment ago, or at a counter
 * (`staff/forget.ts`); carried out after its days. One command locks the account with its lines and
 * destroys the keys, so that nothing sealed under them can be read by anybody again. What the door
 * does not load is removed beside it (`forgetting/`). The books, journal and agreements stay: they
 * hold ids and figures.
 */
import { refuseClosing, type ClosingRefusal } from '../../domain/account/closing.ts'
import type { Account } from '../../domain/account/account.ts'
import { NO_PHONE } from '../../domain/account/phone.ts'
import { assert, present } from '../../domain/basics/assert.ts'
import type {
  AccountId,
  LineId,
  MailboxId,
  PendingChangeId,
  PersonId,
  PostingSetId,
  SignInId,
} from '../../domain/basics/ids.ts'
import { NO_YEN, sumYen } from '../../domain/basics/money.ts'
import { isBefore, type Instant } from '../../domain/basics/time.ts'
import { rulesAt } from '../../domain/catalogue/money-rules.ts'
import { postingSet, transfer } from '../../domain/ledger/posting.ts'
import { dueAtOf } from '../../domain/line/changing.ts'
import type { PendingChange } from '../../domain/line/pending-change.ts'
import { endByOwner } from '../../domain/renewal/agreeing.ts'
import { over, waitingChange } from '../changes/stop-change.ts'
import { waitingOf, type ChangeWaits } from '../changes/waiting.ts'
import { decided, refused, type Command, type DecideContext, type Job } from '../door/command.ts'
import {
  NO_ACCOUNT,
  NO_LINE,
  type AccountState,
  type Change,
  type Find,
  type Home,
  type LineState,
  type States,
} from '../door/state.ts'
import { nameKeyChanges } from './name-keys.ts'
import { lacksStepUp, type StepUpRefusal } from './step-up.ts'

/** A line came or went while the page was read. */
export type LinesMoved = { readonly code: 'lines_moved' }

export interface AskToClose {
  readonly account: AccountId
  /** The browser that asks; its sign-in must be fresh (a risky act). */
  readonly signIn: SignInId
  /** As they were when the page was shown. */
  readonly lines: readonly LineId[]
  readonly change: PendingChangeId
  readonly letters: readonly Job[]
}

export type AskToCloseRefusal = StepUpRefusal | ClosingRefusal | ChangeWaits | LinesMoved

export interface ClosingAsked {
  readonly change: PendingChangeId
  readonly dueAt: Instant
}

export const askToClose: Command<AskToClose, ClosingAsked, AskToCloseRefusal> = {
  name: 'ask_to_close_account',
  keyPlace: 'outcomes',
  reads: ['sign_ins', 'changes', 'orders', 'disputes'],
  homes: closingHomes,
  fingerprint: ({ account }) => account,
  decide({ states, now, catalogue }, input) {
    const { account: id, letters } = input
    const account = present(states.accounts.get(id)?.account, 'whoever asks exists')
    if (lacksStepUp(states, 'close_account', { ...input, now })) {
      return refused({ code: 'step_up_needed' })
    }
    const wrong = refuseAsking(states, account, input.lines)
    if (wrong !== null) return refused(wrong)

    // From here asking must succeed.
    const row: PendingChange = {
      id: input.change,
      of: { kind: 'account', id },
      what: { kind: 'forget' },
      askedBy: null,
      second: null,
      shop: null,
      askedAt: now,
      dueAt: dueAtOf('forget', rulesAt(catalogue.rules, now).counter, now),
      state: { kind: 'waiting' },
    }
    return decided(
      { change: row.id, dueAt: row.dueAt },
      {
        changes: [{ table: 'pending_changes', row }],
        events: [{ name: 'change_asked', facts: { change: row.id, what: 'forget' } }],
        jobs: letters,
      },
    )
  },
}

/** The account first: it owns the journal entry. */
export function closingHomes({
  account,
  lines,
}: {
  readonly account: AccountId
  readonly lines: readonly LineId[]
}): readonly [Home, ...Home[]] {
  return [{ kind: 'account', id: account }, ...lines.map((id): Home => ({ kind: 'line', id }))]
}

/** The same whoever asks: nothing waits already, and nothing on the lines is in the way. */
export function refuseAsking(
  states: States,
  account: Account,
  lines: readonly LineId[],
): ClosingRefusal | ChangeWaits | LinesMoved | null {
  if (!sameLines(account.lines, lines)) return { code: 'lines_moved' }
  const { changes } = states.accounts.get(account.id) ?? NO_ACCOUNT
  return waitingOf(changes, 'forget') ?? refuseClosing(heldLines(states, lines))
}

function sameLines(one: readonly LineId[], other: readonly LineId[]): boolean {
  return one.length === other.length && one.every((id) => other.includes(id))
}

function heldLines(states: States, lines: readonly LineId[]): readonly LineState[] {
  return lines.map((id) => states.lines.get(id) ?? NO_LINE)
}

export interface ForgetPerson {
  readonly account: AccountId
  readonly mailbox: MailboxId
  readonly lines: readonly LineId[]
  /** Null: forgotten before, in a database that an older backup was put back into. */
  readonly change: PendingChangeId | null
  /** By which words of the name the account is found. */
  readonly nameKeys: readonly string[]
  /** Addresses that the same person left on these lines when they bought without the account. */
  readonly guests: readonly { readonly line: LineId; readonly person: PersonId }[]
  /** Tells the address for the last time. */
  readonly letters: readonly Job[]
}

/** `not_yet`: not due, or something is in the way that will be over by itself. */
export type Forgetting = 'forgotten' | 'not_yet' | 'nothing'

/** Idempotent by the account's own state. */
export const forgetPerson: Command<ForgetPerson, Forgetting, never> = {
  name: 'forget_person',
  keyPlace: 'outcomes',
  reads: ['sign_ins', 'changes', 'points', 'kept_methods', 'orders', 'mandate', 'disputes'],
  homes: (input) => {
    const [first, ...lines] = closingHomes(input)
    return [first, ...lines, { kind: 'mailbox', id: input.mailbox }]
  },
  fingerprint: ({ account }) => account,
  decide(context, input) {
    const { states, now } = context
    const state = states.accounts.get(input.account) ?? NO_ACCOUNT
    const { account } = state
    if (account === null || account.closed !== null) return decided('nothing')
    const of = { kind: 'account', id: account.id } as const
    const { change: id } = input
    const change = id === null ? null : waitingChange(states, { of, change: id })
    if (id !== null && change === null) return decided('nothing')
    if (change !== null && isBefore(now, change.dueAt)) return decided('not_yet')
    const moved = !sameLines(account.lines, input.lines) || account.mailbox !== input.mailbox
    if (moved || refuseClosing(heldLines(states, input.lines)) !== null) return decided('not_yet')

    // From here forgetting must succeed.
    const points = pointsGone(context, state)
    return decided('forgotten', {
      changes: [
        ...accountGone(context, { ...state, account }, input),
        ...points.changes,
        ...input.lines.flatMap((line) => lineReleased(context, line, account.id)),
        ...changesOver(context, state, input),
        ...state.keptMethods.map((one): Change => {
          return { table: 'kept_methods', row: { ...one, forgottenAt: now } }
        }),
      ],
      events: [
        {
          name: 'person_forgotten',
          facts: { account: account.id, lines: input.lines.length, points: points.lapsed },
        },
      ],
      jobs: [
        ...state.keptMethods.map((one): Job => {
          return { task: 'forget_means', payload: { account: account.id, method: one.id } }
        }),
        ...input.letters,
      ],
    })
  },
}

/** Key, texts, sign-ins and everything by which the account was found. */
function accountGone(
  { states, ids, now }: DecideContext,
  { account, signIns, passkeys }: AccountState & { readonly account: Account },
  { mailbox: mailboxId, lines, nameKeys, guests }: ForgetPerson,
): readonly Change[] {
  const { id, person, phone } = account
  const home = { kind: 'account', id } as const
  const gone = (kind: Find['kind'], value: string): Change => {
    return { table: 'finds', row: { kind, value, home, id }, removed: true }
  }
  const mailbox = states.mailboxes.get(mailboxId)
  const row: Account = {
    ...account,
    // Nobody's: what is kept must not tell whether an address was here.
    mailbox: ids.next<MailboxId>(),
    country: null,
    lines: [],
    notices: null,
    phone: NO_PHONE,
    closed: { at: now, lines },
  }
  return [
    { table: 'accounts', row },
    ...keyGone(home, person, ['email', 'display_name', 'contact_number']),
    ...guests.flatMap((one) => keyGone({ kind: 'line', id: one.line }, one.person, ['email'])),
    ...(mailbox === undefined
      ? []
      : ([{ table: 'mailboxes', row: mailbox, removed: true }] satisfies Change[])),
    gone('mailbox', mailboxId),
    ...(phone.number === null ? [] : [gone('contact_number', phone.number.hash)]),
    ...(phone.claim === null ? [] : [gone('number_claim', phone.claim.hash)]),
    ...nameKeyChanges(id, { before: nameKeys, after: [] }),
    ...signIns.flatMap((one): Change[] => [
      { table: 'sign_ins', row: one, removed: true },
      gone('sign_in', one.tokenHash),
    ]),
    ...passkeys.flatMap((one): Change[] => [
      { table: 'passkeys', row: one, removed: true },
      gone('passkey', one.credential),
    ]),
  ]
}

const NOTHING = new Uint8Array()

function keyGone(
  home: Home,
  person: PersonId,
  kinds: readonly ('email' | 'display_name' | 'contact_number')[],
): readonly Change[] {
  return [
    ...kinds.map((kind): Change => {
      return { table: 'sealed_texts', row: { home, person, kind, sealed: NOTHING }, removed: true }
    }),
    { table: 'person_keys', row: { home, person, wrapped: NOTHING }, removed: true },
  ]
}

/** Points are no money of the holder's: they lapse, as those do whose time is over. */
function pointsGone({ ids, now }: DecideContext, { account, lots }: AccountState) {
  const lapsed = sumYen(lots.map((lot) => lot.left))
  if (account === null || lapsed === NO_YEN) return { lapsed: NO_YEN, changes: [] }
  const id = ids.next<PostingSetId>()
  const set = postingSet({
    id,
    home: { kind: 'account', id: account.id },
    order: null,
    cause: 'points_lapsed',
    subject: id,
    at: now,
    postings: transfer(lapsed, { debit: 'points', credit: 'promotions' }),
  })
  const changes: Change[] = [
    ...lots.map((lot): Change => ({ table: 'points_lots', row: { ...lot, left: NO_YEN } })),
    { table: 'postings', row: set },
  ]
  return { lapsed, changes }
}

/**
 * Packs stay until they end, for whoever has the card and its printed code may use it: wrong tries
 * of before are forgotten with their holder.
 */
function lineReleased(
  { states, now }: DecideContext,
  id: LineId,
  account: AccountId,
): readonly Change[] {
  const { line, mandate } = states.lines.get(id) ?? NO_LINE
  const held = present(line, 'an account’s line is there')
  assert(held.holder === account, 'an account’s lines are held by it')
  const activation = { ...held.activation, wrongTries: 0, lockedUntil: null }
  const row = { ...held, holder: null, releasedAt: now, activation }
  // Nothing is under way: an order that waits would have stood in the way before.
  const ended = endByOwner({ mandate, underWay: null }, now)
  return [
    { table: 'lines', row },
    ...(ended.ok ? ([{ table: 'mandates', row: ended.value.mandate }] satisfies Change[]) : []),
  ]
}

function changesOver(
  { states, now }: DecideContext,
  { changes }: AccountState,
  { change: done, lines }: ForgetPerson,
): readonly Change[] {
  const waiting = [...changes, ...heldLines(states, lines).flatMap((line) => line.changes)]
  return waiting.map((one): Change => {
    const row =
      one.id === done
        ? over(one, { kind: 'done', at: now })
        : over(one, { kind: 'void', at: now, why: 'gone' })
    return { table: 'pending_changes', row }
  })
}

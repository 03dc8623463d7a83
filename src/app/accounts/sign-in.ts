/** Signing in by e-mail code or passkey, and signing out. */
import type { AccountId, MailboxId, PasskeyId, SignInId } from '../../domain/basics/ids.ts'
import type { Instant } from '../../domain/basics/time.ts'
import {
  emptyMailbox,
  grantTicket,
  prove,
  type ProofRefusal,
} from '../../domain/account/mailbox.ts'
import {
  isTold,
  SIGN_INS_MAX,
  type SignIn,
  type SignInMeans,
} from '../../domain/account/sign-in.ts'
import { decided, refused, type Command, type Job } from '../door/command.ts'
import { NO_ACCOUNT, type AccountState, type Change, type Home } from '../door/state.ts'
import { signInLetterJob } from '../letters/sign-in-letter.ts'

/** A browser that asks to be let in; its token's hash and what it is. */
export interface NewSignIn {
  readonly id: SignInId
  readonly tokenHash: string
  readonly device: string
}

export interface SignInByCode {
  readonly mailbox: MailboxId
  /** Null where nobody has registered this address. */
  readonly account: AccountId | null
  readonly codeHash: string
  readonly signIn: NewSignIn
  /** Hash of the ticket with which an unregistered address may register. */
  readonly ticketHash: string
  /** This browser has signed in to this account before; of others the holder is told. */
  readonly knownBrowser: boolean
}

export type SignedIn =
  | { readonly kind: 'signed_in'; readonly account: AccountId }
  | { readonly kind: 'may_register' }

export const signInByCode: Command<SignInByCode, SignedIn, ProofRefusal> = {
  name: 'sign_in_by_code',
  keyPlace: 'outcomes',
  reads: ['sign_ins'],
  homes: ({ mailbox, account }) => {
    const first: Home = { kind: 'mailbox', id: mailbox }
    return account === null ? [first] : [first, { kind: 'account', id: account }]
  },
  fingerprint: ({ mailbox, codeHash }) => `${mailbox}|${codeHash}`,
  decide({ states, now }, input) {
    const mailbox = states.mailboxes.get(input.mailbox) ?? emptyMailbox(input.mailbox)
    const proof = prove(mailbox, input.codeHash, now)
    if (!proof.outcome.ok) {
      return refused(proof.outcome.refusal, [{ table: 'mailboxes', row: proof.mailbox }])
    }
    const state = input.account === null ? NO_ACCOUNT : states.accounts.get(input.account)
    const account = state?.account ?? null
    if (state === undefined || account === null) {
      const row = grantTicket(proof.mailbox, input.ticketHash, now)
      return decided({ kind: 'may_register' }, { changes: [{ table: 'mailboxes', row }] })
    }
    const changes: Change[] = [
      { table: 'mailboxes', row: proof.mailbox },
      ...letIn(state, { account: account.id, means: 'email_code', ...input.signIn }, now),
    ]
    const facts = { account: account.id, means: 'email_code' }
    return decided(
      { kind: 'signed_in', account: account.id },
      {
        changes,
        events: [{ name: 'signed_in', facts }],
        jobs: lettersOf(state, account.id, { ...input, now }),
      },
    )
  },
}

function lettersOf(
  { signIns }: AccountState,
  account: AccountId,
  entry: { readonly signIn: NewSignIn; readonly knownBrowser: boolean; readonly now: Instant },
): readonly Job[] {
  if (!isTold(signIns, entry)) return []
  return [signInLetterJob({ account, device: entry.signIn.device, at: entry.now })]
}

/** The new sign-in; beyond the most an account may have, the one unseen for longest ends. */
export function letIn(
  state: AccountState,
  entry: NewSignIn & { readonly account: AccountId; readonly means: SignInMeans },
  now: Instant,
): readonly Change[] {
  const row: SignIn = { ...entry, since: now, lastSeenAt: now, ended: null, push: null }
  const home = { kind: 'account', id: entry.account } as const
  const find = { kind: 'sign_in', value: entry.tokenHash, home, id: entry.id } as const
  const oldest = state.signIns
    .filter((one) => one.ended === null)
    .toSorted((one, other) => Temporal.Instant.compare(one.lastSeenAt, other.lastSeenAt))
  const surplus = oldest.slice(0, Math.max(0, oldest.length + 1 - SIGN_INS_MAX))
  return [
    { table: 'sign_ins', row },
    { table: 'finds', row: find },
    ...surplus.flatMap((one) => endChanges(one, now)),
  ]
}

/** The browser is signed out. */
export function endChanges(signIn: SignIn, now: Instant): readonly Change[] {
  const home = { kind: 'account', id: signIn.account } as const
  const find = { kind: 'sign_in', value: signIn.tokenHash, home, id: signIn.id } as const
  return [
    { table: 'sign_ins', row: { ...signIn, ended: now } },
    { table: 'finds', row: find, removed: true },
  ]
}

export interface SignInByPasskey {
  readonly account: AccountId
  readonly passkey: PasskeyId
  /** The authenticator's counter; a lower one than known hints at a copy. */
  readonly counter: number
  readonly signIn: NewSignIn
  readonly knownBrowser: boolean
}

export type PasskeyRefusal = { readonly code: 'passkey_unknown' }

export const signInByPasskey: Command<SignInByPasskey, null, PasskeyRefusal> = {
  name: 'sign_in_by_passkey',
  keyPlace: 'outcomes',
  reads: ['sign_ins'],
  homes: ({ account }) => [{ kind: 'account', id: account }],
  fingerprint: ({ passkey, counter }) => `${passkey}|${counter}`,
  decide({ states, now }, input) {
    const state = states.accounts.get(input.account) ?? NO_ACCOUNT
    const passkey = state.passkeys.find((one) => one.id === input.passkey)
    if (state.account === null || passkey === undefined) {
      return refused({ code: 'passkey_unknown' })
    }
    if (input.counter !== 0 && input.counter <= passkey.counter) {
      return refused({ code: 'passkey_unknown' })
    }
    const used = { ...passkey, counter: input.counter, lastUsedAt: now }
    const entry = { account: state.account.id, means: 'passkey', ...input.signIn } as const
    return decided(null, {
      changes: [{ table: 'passkeys', row: used }, ...letIn(state, entry, now)],
      events: [{ name: 'signed_in', facts: { account: state.account.id, means: 'passkey' } }],
      jobs: lettersOf(state, state.account.id, { ...input, now }),
    })
  },
}

export interface SignOut {
  readonly account: AccountId
  /** One of them, all but this one, or all. */
  readonly which:
    | { readonly kind: 'one'; readonly id: SignInId }
    | { readonly kind: 'others'; readonly keep: SignInId }
    | { readonly kind: 'all' }
}

/** Idempotent by the sign-ins' own state. */
export const signOut: Command<SignOut, { readonly ended: number }, never> = {
  name: 'sign_out',
  keyPlace: 'outcomes',
  reads: ['sign_ins'],
  homes: ({ account }) => [{ kind: 'account', id: account }],
  fingerprint: ({ which }) => JSON.stringify(which),
  decide({ states, now }, { account, which }) {
    const state = states.accounts.get(account) ?? NO_ACCOUNT
    const leaving = state.signIns.filter((one) => {
      if (one.ended !== null) return false
      if (which.kind === 'one') return one.id === which.id
      return which.kind === 'all' || one.id !== which.keep
    })
    return decided(
      { ended: leaving.length },
      {
        changes: leaving.flatMap((one) => endChanges(one, now)),
        events: leaving.map((one) => ({ name: 'signed_out', facts: { signIn: one.id } })),
      },
    )
  },
}

export interface SeenSignIn {
  readonly account: AccountId
  readonly signIn: SignInId
}

/** Moves the idle limit; asked at most once a day and browser. */
export const seenSignIn: Command<SeenSignIn, null, never> = {
  name: 'seen_sign_in',
  keyPlace: 'outcomes',
  reads: ['sign_ins'],
  homes: ({ account }) => [{ kind: 'account', id: account }],
  fingerprint: ({ signIn }) => signIn,
  decide({ states, now }, { account, signIn: id }) {
    const signIn = states.accounts.get(account)?.signIns.find((one) => one.id === id)
    if (signIn === undefined || signIn.ended !== null) return decided(null)
    return decided(null, { changes: [{ table: 'sign_ins', row: { ...signIn, lastSeenAt: now } }] })
  },
}

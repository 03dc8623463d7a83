/** Passkeys of an account: added and removed after a fresh sign-in, its holder told each time. */
import type { AccountId, PasskeyId, SignInId } from '../../domain/basics/ids.ts'
import { PASSKEYS_MAX, type Passkey } from '../../domain/account/passkey.ts'
import { decided, refused, type Command, type Job } from '../door/command.ts'
import { NO_ACCOUNT } from '../door/state.ts'
import { lacksStepUp, type StepUpRefusal } from './step-up.ts'

export interface AddPasskey {
  readonly account: AccountId
  readonly signIn: SignInId
  readonly passkey: Omit<Passkey, 'account' | 'createdAt' | 'lastUsedAt'>
  /** Tells the holder; null where nobody can be told. */
  readonly letter: Job | null
}

export type AddPasskeyRefusal =
  | StepUpRefusal
  | { readonly code: 'too_many_passkeys'; readonly max: number }

export const addPasskey: Command<AddPasskey, null, AddPasskeyRefusal> = {
  name: 'add_passkey',
  keyPlace: 'outcomes',
  reads: ['sign_ins'],
  homes: ({ account }) => [{ kind: 'account', id: account }],
  fingerprint: ({ passkey }) => passkey.credential,
  decide({ states, now }, input) {
    const state = states.accounts.get(input.account) ?? NO_ACCOUNT
    if (lacksStepUp(states, 'add_passkey', { ...input, now })) {
      return refused({ code: 'step_up_needed' })
    }
    if (state.passkeys.length >= PASSKEYS_MAX) {
      return refused({ code: 'too_many_passkeys', max: PASSKEYS_MAX })
    }
    const row: Passkey = {
      ...input.passkey,
      account: input.account,
      createdAt: now,
      lastUsedAt: null,
    }
    const home = { kind: 'account', id: input.account } as const
    return decided(null, {
      changes: [
        { table: 'passkeys', row },
        { table: 'finds', row: { kind: 'passkey', value: row.credential, home, id: row.id } },
      ],
      events: [{ name: 'passkey_added', facts: { passkey: row.id } }],
      jobs: input.letter === null ? [] : [input.letter],
    })
  },
}

export interface RemovePasskey {
  readonly account: AccountId
  readonly signIn: SignInId
  readonly passkey: PasskeyId
  readonly letter: Job | null
}

/** Idempotent by the passkeys' own state. */
export const removePasskey: Command<RemovePasskey, null, StepUpRefusal> = {
  name: 'remove_passkey',
  keyPlace: 'outcomes',
  reads: ['sign_ins'],
  homes: ({ account }) => [{ kind: 'account', id: account }],
  fingerprint: ({ passkey }) => passkey,
  decide({ states, now }, { account, signIn, passkey: id, letter }) {
    if (lacksStepUp(states, 'remove_passkey', { account, signIn, now })) {
      return refused({ code: 'step_up_needed' })
    }
    const row = states.accounts.get(account)?.passkeys.find((one) => one.id === id)
    if (row === undefined) return decided(null)
    const home = { kind: 'account', id: account } as const
    return decided(null, {
      changes: [
        { table: 'passkeys', row, removed: true },
        {
          table: 'finds',
          row: { kind: 'passkey', value: row.credential, home, id },
          removed: true,
        },
      ],
      events: [{ name: 'passkey_removed', facts: { passkey: id } }],
      jobs: letter === null ? [] : [letter],
    })
  },
}

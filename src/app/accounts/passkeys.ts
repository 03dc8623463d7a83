/** Passkeys of an account: added after a fresh sign-in, removed at will. */
import type { AccountId, PasskeyId, SignInId } from '../../domain/basics/ids.ts'
import { PASSKEYS_MAX, type Passkey } from '../../domain/account/passkey.ts'
import { isFresh } from '../../domain/account/sign-in.ts'
import { decided, refused, type Command } from '../door/command.ts'
import { NO_ACCOUNT } from '../door/state.ts'

export interface AddPasskey {
  readonly account: AccountId
  readonly signIn: SignInId
  readonly passkey: Omit<Passkey, 'account' | 'createdAt' | 'lastUsedAt'>
}

export type AddPasskeyRefusal =
  | { readonly code: 'step_up_needed' }
  | { readonly code: 'too_many_passkeys'; readonly max: number }

export const addPasskey: Command<AddPasskey, null, AddPasskeyRefusal> = {
  name: 'add_passkey',
  keyPlace: 'outcomes',
  reads: ['sign_ins'],
  homes: ({ account }) => [{ kind: 'account', id: account }],
  fingerprint: ({ passkey }) => passkey.credential,
  decide({ states, now }, input) {
    const state = states.accounts.get(input.account) ?? NO_ACCOUNT
    const signIn = state.signIns.find((one) => one.id === input.signIn)
    if (signIn === undefined || !isFresh(signIn, now)) return refused({ code: 'step_up_needed' })
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
    })
  },
}

export interface RemovePasskey {
  readonly account: AccountId
  readonly passkey: PasskeyId
}

/** Idempotent by the passkeys' own state. */
export const removePasskey: Command<RemovePasskey, null, never> = {
  name: 'remove_passkey',
  keyPlace: 'outcomes',
  reads: ['sign_ins'],
  homes: ({ account }) => [{ kind: 'account', id: account }],
  fingerprint: ({ passkey }) => passkey,
  decide({ states }, { account, passkey: id }) {
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
    })
  },
}

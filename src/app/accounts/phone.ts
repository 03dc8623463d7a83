/**
 * An account's PIN and contact number for the telephone. Both are set by its holder, signed in a
 * moment ago; the number counts only once it was called from. Trying a PIN is the call's
 * (`app/calls`).
 */
import type { Account } from '../../domain/account/account.ts'
import { claimHolds, claimUntil, type NumberClaim } from '../../domain/account/phone.ts'
import { present } from '../../domain/basics/assert.ts'
import type { AccountId, CallId, SignInId } from '../../domain/basics/ids.ts'
import type { Instant } from '../../domain/basics/time.ts'
import { isOver, withProof, type Call } from '../../domain/call/call.ts'
import { decided, refused, type Command, type Job } from '../door/command.ts'
import { NO_ACCOUNT, NO_CALL, type Change, type Find, type States } from '../door/state.ts'
import type { MintedClaim } from './phone-secrets.ts'
import { lacksStepUp, type StepUpRefusal } from './step-up.ts'

export interface SetPhonePin {
  readonly account: AccountId
  /** The browser that asks; its sign-in must be fresh (a risky act). */
  readonly signIn: SignInId
  /** Of digits that will do (`troubleWithPin`). */
  readonly hash: string
  /** Tells the holder; null where nobody can be told. */
  readonly letter: Job | null
}

/** The new PIN replaces the old one and ends its lock. */
export const setPhonePin: Command<SetPhonePin, null, StepUpRefusal> = {
  name: 'set_phone_pin',
  keyPlace: 'outcomes',
  reads: ['sign_ins'],
  homes: ({ account }) => [{ kind: 'account', id: account }],
  fingerprint: ({ hash }) => hash,
  decide({ states, now }, input) {
    const account = accountIn(states, input.account)
    if (lacksStepUp(states, 'set_phone_pin', { ...input, now })) {
      return refused({ code: 'step_up_needed' })
    }
    const pin = { hash: input.hash, since: now, wrongTries: 0, lockedAt: null }
    return decided(null, {
      changes: [withPhone(account, { pin })],
      events: [{ name: 'phone_pin_set', facts: { account: account.id } }],
      jobs: lettersOf(input),
    })
  },
}

/** Idempotent by the account's own state. */
export const removePhonePin: Command<{ readonly account: AccountId }, null, never> = {
  name: 'remove_phone_pin',
  keyPlace: 'outcomes',
  reads: [],
  homes: ({ account }) => [{ kind: 'account', id: account }],
  fingerprint: ({ account }) => account,
  decide({ states }, input) {
    const account = accountIn(states, input.account)
    if (account.phone.pin === null) return decided(null)
    return decided(null, {
      changes: [withPhone(account, { pin: null })],
      events: [{ name: 'phone_pin_removed', facts: { account: account.id } }],
    })
  },
}

export interface ClaimNumber extends MintedClaim {
  readonly account: AccountId
  /** The browser that asks; its sign-in must be fresh (a risky act). */
  readonly signIn: SignInId
  readonly letter: Job | null
}

/** `sealedCode`: of the attempt that made the claim, also when it is replayed. */
export interface Claimed {
  readonly sealedCode: string
  readonly until: Instant
}

/** A number that was confirmed before stays until the new one is. */
export const claimNumber: Command<ClaimNumber, Claimed, StepUpRefusal> = {
  name: 'claim_number',
  keyPlace: 'outcomes',
  reads: ['sign_ins'],
  homes: ({ account }) => [{ kind: 'account', id: account }],
  fingerprint: ({ numberHash }) => numberHash,
  decide({ states, now }, input) {
    const account = accountIn(states, input.account)
    if (lacksStepUp(states, 'claim_number', { ...input, now })) {
      return refused({ code: 'step_up_needed' })
    }
    const { hash, numberHash, lastDigits, sealedCode, sealedNumber: sealed } = input
    const claim: NumberClaim = { hash, numberHash, lastDigits, until: claimUntil(now) }
    const { id, person } = account
    const home = { kind: 'account', id } as const
    return decided(
      { sealedCode, until: claim.until },
      {
        changes: [
          withPhone(account, { claim }),
          ...claimRemoved(account),
          { table: 'finds', row: claimFind(account, hash) },
          { table: 'sealed_texts', row: { home, person, kind: 'contact_number', sealed } },
        ],
        events: [{ name: 'number_claimed', facts: { account: id } }],
        jobs: lettersOf(input),
      },
    )
  },
}

export interface ConfirmNumber {
  readonly account: AccountId
  /** Of the number that calls and the code that was keyed (`numberClaimHash`). */
  readonly hash: string
  readonly call: CallId
  readonly letter: Job | null
}

export type ConfirmNumberRefusal = { readonly code: 'number_not_confirmed' }

/** The call itself is the proof, so the caller is known from then on. */
export const confirmNumber: Command<ConfirmNumber, null, ConfirmNumberRefusal> = {
  name: 'confirm_number',
  keyPlace: 'outcomes',
  reads: [],
  homes: ({ account, call }) => [
    { kind: 'account', id: account },
    { kind: 'call', id: call },
  ],
  fingerprint: ({ hash, call }) => `${hash}|${call}`,
  decide({ states, now }, input) {
    const { account } = states.accounts.get(input.account) ?? NO_ACCOUNT
    const { call } = states.calls.get(input.call) ?? NO_CALL
    const claim = account?.phone.claim ?? null
    if (account === null || call === null || claim === null) {
      return refused({ code: 'number_not_confirmed' })
    }
    if (!claimHolds(claim, input.hash, now) || !comesFrom(call, claim)) {
      return refused({ code: 'number_not_confirmed' })
    }

    // From here confirming must succeed. Whoever had the number before is no longer found by it.
    const { numberHash, lastDigits } = claim
    const number = { hash: numberHash, lastDigits, since: now }
    return decided(null, {
      changes: [
        withPhone(account, { number, claim: null }),
        ...claimRemoved(account),
        ...numberRemoved(account, numberHash),
        { table: 'finds', row: numberFind(account, numberHash) },
        {
          table: 'calls',
          row: withProof(call, { kind: 'number', account: account.id, at: now }),
        },
      ],
      events: [{ name: 'number_confirmed', facts: { account: account.id, call: call.id } }],
      jobs: lettersOf(input),
    })
  },
}

export interface ForgetNumber {
  readonly account: AccountId
  /** In place of the number (`noNumber`). */
  readonly sealedNumber: Uint8Array | null
}

/** Idempotent by the account's own state: the number, and one that waits. */
export const forgetNumber: Command<ForgetNumber, null, never> = {
  name: 'forget_number',
  keyPlace: 'outcomes',
  reads: [],
  homes: ({ account }) => [{ kind: 'account', id: account }],
  fingerprint: ({ account }) => account,
  decide({ states }, { account: id, sealedNumber: sealed }) {
    const account = accountIn(states, id)
    const { number, claim } = account.phone
    if (number === null && claim === null) return decided(null)
    const home = { kind: 'account', id } as const
    const { person } = account
    const text = { home, person, kind: 'contact_number' } as const
    return decided(null, {
      changes: [
        withPhone(account, { number: null, claim: null }),
        ...claimRemoved(account),
        ...numberRemoved(account, null),
        ...(sealed === null
          ? []
          : [{ table: 'sealed_texts', row: { ...text, sealed } } satisfies Change]),
      ],
      events: [{ name: 'number_forgotten', facts: { account: id } }],
    })
  },
}

function accountIn(states: States, id: AccountId): Account {
  return present(states.accounts.get(id)?.account, 'whoever edits exists')
}

function comesFrom(call: Call, claim: NumberClaim): boolean {
  return !isOver(call) && call.number?.asserted === true && call.number.hash === claim.numberHash
}

function withPhone(account: Account, phone: Partial<Account['phone']>): Change {
  return { table: 'accounts', row: { ...account, phone: { ...account.phone, ...phone } } }
}

function claimFind({ id }: Account, hash: string): Find {
  return { kind: 'number_claim', value: hash, home: { kind: 'account', id }, id }
}

function numberFind({ id }: Account, hash: string): Find {
  return { kind: 'contact_number', value: hash, home: { kind: 'account', id }, id }
}

function claimRemoved(account: Account): readonly Change[] {
  const { claim } = account.phone
  if (claim === null) return []
  return [{ table: 'finds', row: claimFind(account, claim.hash), removed: true }]
}

/** Unless it is the one that comes. */
function numberRemoved(account: Account, comes: string | null): readonly Change[] {
  const { number } = account.phone
  if (number === null || number.hash === comes) return []
  return [{ table: 'finds', row: numberFind(account, number.hash), removed: true }]
}

function lettersOf({ letter }: { readonly letter: Job | null }): readonly Job[] {
  return letter === null ? [] : [letter]
}

/**
 * Passkeys of staff. One with user verification (WebAuthn §6.2.3) is enough to come in: it is held
 * and unlocked by the person. The edge verifies the signature; here stands what follows of it.
 */
import type { StaffId } from '../../domain/basics/ids.ts'
import {
  NO_TRIES,
  signInStateAt,
  STAFF_PASSKEYS_MAX,
  type Staff,
  type StaffPasskey,
} from '../../domain/staff/staff.ts'
import { decided, refused, type Command } from '../door/command.ts'
import { NO_STAFF, type Change } from '../door/state.ts'
import { standing, type StaffAtDesk } from './desk-lock.ts'
import {
  countWrong,
  isLockedOut,
  letIn,
  opened,
  type NewStaffSignIn,
  type StaffProofRefusal,
  type UnlockRefusal,
} from './sign-in.ts'

/** What the edge verified. */
export interface UsedPasskey {
  readonly credential: string
  /** The authenticator's counter; one that does not grow hints at a copy. */
  readonly counter: number
}

export interface SignInStaffByPasskey extends UsedPasskey {
  readonly staff: StaffId
  readonly signIn: NewStaffSignIn
}

export const signInStaffByPasskey: Command<SignInStaffByPasskey, null, StaffProofRefusal> = {
  name: 'sign_in_staff_by_passkey',
  keyPlace: 'outcomes',
  reads: ['sign_ins'],
  homes: ({ staff }) => [{ kind: 'staff', id: staff }],
  fingerprint: ({ credential, counter }) => `${credential}|${counter}`,
  decide({ states, now }, input) {
    const state = states.staff.get(input.staff) ?? NO_STAFF
    const staff = state.staff === null ? null : usedBy(state.staff, input)
    if (staff === null) return refused({ code: 'staff_not_proved' })
    const made = { ...input.signIn, staff: staff.id, means: 'passkey', lockedAt: null } as const
    return decided(null, {
      changes: [{ table: 'staff', row: staff }, ...letIn(state, made, now)],
      events: [{ name: 'staff_signed_in', facts: { staff: staff.id, means: 'passkey' } }],
    })
  },
}

export interface UnlockStaffByPasskey extends StaffAtDesk, UsedPasskey {}

export const unlockStaffByPasskey: Command<UnlockStaffByPasskey, null, UnlockRefusal> = {
  name: 'unlock_staff_by_passkey',
  keyPlace: 'outcomes',
  reads: ['sign_ins'],
  homes: ({ staff }) => [{ kind: 'staff', id: staff }],
  fingerprint: ({ signIn, credential, counter }) => `${signIn}|${credential}|${counter}`,
  decide(context, input) {
    const own = standing(context, input)
    const before = context.states.staff.get(input.staff)?.staff ?? null
    if (own === null || before === null) return refused({ code: 'staff_signed_out' })
    const staff = usedBy(before, input)
    if (staff === null) return refused({ code: 'staff_not_proved' })
    return decided(null, {
      changes: [
        { table: 'staff', row: staff },
        { table: 'staff_sign_ins', row: opened(own, context.now) },
      ],
      events: [{ name: 'console_unlocked', facts: { staff: staff.id, signIn: own.id } }],
    })
  },
}

/** The person after the use; null where the passkey is not theirs, or hints at a copy. */
function usedBy(staff: Staff, { credential, counter }: UsedPasskey): Staff | null {
  const passkey = staff.passkeys.find((one) => one.credential === credential)
  if (staff.ended !== null || passkey === undefined) return null
  if (counter !== 0 && counter <= passkey.counter) return null
  const passkeys = staff.passkeys.map((one) => (one === passkey ? { ...one, counter } : one))
  return { ...staff, passkeys, tries: NO_TRIES }
}

export interface AddStaffPasskey extends StaffAtDesk {
  /** Of their own password, asked once more: a console that was left open is not enough. */
  readonly passwordRight: boolean
  readonly passkey: Omit<StaffPasskey, 'createdAt'>
}

export type AddStaffPasskeyRefusal =
  | UnlockRefusal
  | { readonly code: 'too_many_passkeys'; readonly max: number }

export const addStaffPasskey: Command<AddStaffPasskey, null, AddStaffPasskeyRefusal> = {
  name: 'add_staff_passkey',
  keyPlace: 'outcomes',
  reads: ['sign_ins'],
  homes: ({ staff }) => [{ kind: 'staff', id: staff }],
  fingerprint: ({ passkey, passwordRight }) => `${passkey.credential}|${passwordRight}`,
  decide(context, input) {
    const { now } = context
    const staff = openAt(context, input)
    if (staff === null) return refused({ code: 'staff_signed_out' })
    if (isLockedOut(staff, now)) return refused({ code: 'staff_not_proved' })
    if (!input.passwordRight) return refused({ code: 'staff_not_proved' }, countWrong(staff, now))
    if (staff.passkeys.length >= STAFF_PASSKEYS_MAX) {
      return refused({ code: 'too_many_passkeys', max: STAFF_PASSKEYS_MAX })
    }
    const passkeys = [...staff.passkeys, { ...input.passkey, createdAt: now }]
    return decided(null, {
      changes: [
        { table: 'staff', row: { ...staff, passkeys, tries: NO_TRIES } },
        findPasskey(staff, input.passkey.credential),
      ],
      events: [{ name: 'staff_passkey_added', facts: { staff: staff.id } }],
    })
  },
}

export interface RemoveStaffPasskey extends StaffAtDesk {
  readonly credential: string
}

/** Idempotent by the passkeys' own state. */
export const removeStaffPasskey: Command<
  RemoveStaffPasskey,
  null,
  { readonly code: 'staff_signed_out' }
> = {
  name: 'remove_staff_passkey',
  keyPlace: 'outcomes',
  reads: ['sign_ins'],
  homes: ({ staff }) => [{ kind: 'staff', id: staff }],
  fingerprint: ({ credential }) => credential,
  decide(context, input) {
    const staff = openAt(context, input)
    if (staff === null) return refused({ code: 'staff_signed_out' })
    const passkeys = staff.passkeys.filter((one) => one.credential !== input.credential)
    if (passkeys.length === staff.passkeys.length) return decided(null)
    return decided(null, {
      changes: [
        { table: 'staff', row: { ...staff, passkeys } },
        { ...findPasskey(staff, input.credential), removed: true },
      ],
      events: [{ name: 'staff_passkey_removed', facts: { staff: staff.id } }],
    })
  },
}

type FindChange = Extract<Change, { table: 'finds' }>

export function findPasskey({ id }: Pick<Staff, 'id'>, credential: string): FindChange {
  const home = { kind: 'staff', id } as const
  return { table: 'finds', row: { kind: 'staff_passkey', value: credential, home, id: null } }
}

/** Who sits at an open console. */
function openAt(context: Parameters<typeof standing>[0], at: StaffAtDesk): Staff | null {
  const own = standing(context, at)
  const isOpen = own !== null && signInStateAt(own, context.now) === 'open'
  return isOpen ? (context.states.staff.get(at.staff)?.staff ?? null) : null
}

/**
 * How staff come in: password and one-time code together. The edge proves them and hands in a
 * verdict (`secrets.ts`); here wrong tries are counted, a code is good once, and whoever may not in
 * gets one answer, whatever was wrong. Passkeys are in `passkeys.ts`, what follows in
 * `desk-lock.ts`.
 */
import type { StaffId, StaffSignInId } from '../../domain/basics/ids.ts'
import { isBefore, plusMinutes, type Instant } from '../../domain/basics/time.ts'
import {
  IDLE_LOCK_MINUTES,
  NO_TRIES,
  signInStateAt,
  STAFF_LOCK_MINUTES,
  STAFF_SIGN_INS_MAX,
  STAFF_TRIES_MAX,
  type Staff,
  type StaffSignIn,
} from '../../domain/staff/staff.ts'
import { decided, refused, type Command } from '../door/command.ts'
import { NO_STAFF, type Change, type StaffState } from '../door/state.ts'
import { endSignIn, standing, type StaffAtDesk } from './desk-lock.ts'

/** What the edge found of a password and a one-time code. */
export interface StaffProof {
  readonly passwordRight: boolean
  /** The time step of the code; null: wrong, or none was asked. */
  readonly step: number | null
}

/** Unknown name, wrong password, wrong, used or missing code, or too many tries: all the same. */
export type StaffProofRefusal = { readonly code: 'staff_not_proved' }

export interface NewStaffSignIn {
  readonly id: StaffSignInId
  /** SHA-256 of the token, lower-case hex. */
  readonly tokenHash: string
}

export interface SignInStaff extends StaffProof {
  readonly staff: StaffId
  readonly signIn: NewStaffSignIn
}

/** `needsSetUp`: the sign-in stays locked until a one-time code is set up. */
export const signInStaff: Command<SignInStaff, { needsSetUp: boolean }, StaffProofRefusal> = {
  name: 'sign_in_staff',
  keyPlace: 'outcomes',
  reads: ['sign_ins'],
  saves: ['staff'],
  homes: ({ staff }) => [{ kind: 'staff', id: staff }],
  fingerprint: ({ passwordRight, step }) => `${passwordRight}|${step}`,
  decide(context, input) {
    const state = context.states.staff.get(input.staff) ?? NO_STAFF
    const { now } = context
    const { staff } = state
    if (staff === null || staff.ended !== null || isLockedOut(staff, now)) return notProved()
    const needsSetUp = staff.oneTimeCode === null
    if (!input.passwordRight || !(needsSetUp || isFreshStep(staff, input.step))) {
      return notProved(countWrong(staff, now))
    }

    // From here it must succeed.
    const signIn = {
      means: 'password',
      lockedAt: needsSetUp ? now : null,
      ...input.signIn,
    } as const
    return decided(
      { needsSetUp },
      {
        changes: [
          { table: 'staff', row: proved(staff, input.step) },
          ...letIn(state, { ...signIn, staff: staff.id }, now),
        ],
        events: [{ name: 'staff_signed_in', facts: { staff: staff.id, means: 'password' } }],
      },
    )
  },
}

export interface SetUpOneTimeCode extends StaffAtDesk {
  /** The secret that the code below was made with, sealed. */
  readonly sealed: string
  readonly step: number | null
}

export type SetUpRefusal =
  | { readonly code: 'staff_signed_out' }
  /** It is set up already; an operator can reset it. */
  | { readonly code: 'one_time_code_there' }
  | { readonly code: 'one_time_code_wrong' }

/** Opens the sign-in that was born locked. Only soon after signing in. */
export const setUpOneTimeCode: Command<SetUpOneTimeCode, null, SetUpRefusal> = {
  name: 'set_up_one_time_code',
  keyPlace: 'outcomes',
  reads: ['sign_ins'],
  homes: ({ staff }) => [{ kind: 'staff', id: staff }],
  fingerprint: ({ signIn, step }) => `${signIn}|${step}`,
  decide(context, input) {
    const { now } = context
    const staff = context.states.staff.get(input.staff)?.staff ?? null
    const own = standing(context, input)
    if (staff === null || own === null) return refused({ code: 'staff_signed_out' })
    if (staff.oneTimeCode !== null) return refused({ code: 'one_time_code_there' })
    if (!isSoonAfter(own, now)) return refused({ code: 'staff_signed_out' })
    if (input.step === null) return refused({ code: 'one_time_code_wrong' })
    const oneTimeCode = { sealed: input.sealed, since: now, lastStep: input.step }
    return decided(null, {
      changes: [
        { table: 'staff', row: { ...staff, oneTimeCode } },
        { table: 'staff_sign_ins', row: opened(own, now) },
      ],
      events: [{ name: 'one_time_code_set_up', facts: { staff: staff.id } }],
    })
  },
}

export interface UnlockStaff extends StaffAtDesk {
  readonly passwordRight: boolean
}

export type UnlockRefusal = StaffProofRefusal | { readonly code: 'staff_signed_out' }

/** The same person's password is enough: their code let them in. Wrong ones count as any. */
export const unlockStaff: Command<UnlockStaff, null, UnlockRefusal> = {
  name: 'unlock_staff',
  keyPlace: 'outcomes',
  reads: ['sign_ins'],
  homes: ({ staff }) => [{ kind: 'staff', id: staff }],
  fingerprint: ({ signIn, passwordRight }) => `${signIn}|${passwordRight}`,
  decide(context, input) {
    const { now } = context
    const staff = context.states.staff.get(input.staff)?.staff ?? null
    const own = standing(context, input)
    if (staff === null || own === null) return refused({ code: 'staff_signed_out' })
    if (isUnfinished(staff, own) || isLockedOut(staff, now)) return notProved()
    if (!input.passwordRight) return notProved(countWrong(staff, now))
    return decided(null, {
      changes: [
        { table: 'staff', row: { ...staff, tries: NO_TRIES } },
        { table: 'staff_sign_ins', row: opened(own, now) },
      ],
      events: [{ name: 'console_unlocked', facts: { staff: staff.id, signIn: own.id } }],
    })
  },
}

export interface ProveSecond extends StaffProof {
  readonly staff: StaffId
}

/**
 * Somebody else's password and one-time code, typed at another's console: proves that they stand
 * there, now. The code is spent; nobody is signed in.
 */
export const proveSecond: Command<ProveSecond, null, StaffProofRefusal> = {
  name: 'prove_second',
  keyPlace: 'outcomes',
  reads: [],
  saves: ['staff'],
  homes: ({ staff }) => [{ kind: 'staff', id: staff }],
  fingerprint: ({ staff, passwordRight, step }) => `${staff}|${passwordRight}|${step}`,
  decide({ states, now }, input) {
    const staff = states.staff.get(input.staff)?.staff ?? null
    if (staff === null || staff.ended !== null || isLockedOut(staff, now)) return notProved()
    if (!input.passwordRight || !isFreshStep(staff, input.step)) {
      return notProved(countWrong(staff, now))
    }
    return decided(null, {
      changes: [{ table: 'staff', row: proved(staff, input.step) }],
      events: [{ name: 'second_proved', facts: { staff: staff.id } }],
    })
  },
}

function notProved(changes: readonly Change[] = []) {
  return refused<StaffProofRefusal>({ code: 'staff_not_proved' }, changes)
}

export function isLockedOut({ tries }: Staff, now: Instant): boolean {
  return tries.lockedUntil !== null && isBefore(now, tries.lockedUntil)
}

/** A code is good once, and never after a later one. */
function isFreshStep({ oneTimeCode }: Staff, step: number | null): boolean {
  return oneTimeCode !== null && step !== null && step > oneTimeCode.lastStep
}

/** One more of password and code together; the last one begins the pause. */
export function countWrong(staff: Staff, now: Instant): readonly Change[] {
  const wrong = (staff.tries.lockedUntil === null ? staff.tries.wrong : 0) + 1
  const tries =
    wrong < STAFF_TRIES_MAX
      ? { wrong, lockedUntil: null }
      : { wrong, lockedUntil: plusMinutes(now, STAFF_LOCK_MINUTES) }
  return [{ table: 'staff', row: { ...staff, tries } }]
}

function proved(staff: Staff, step: number | null): Staff {
  const { oneTimeCode } = staff
  return {
    ...staff,
    tries: NO_TRIES,
    oneTimeCode: oneTimeCode === null || step === null ? null : { ...oneTimeCode, lastStep: step },
  }
}

/** The password alone opened it, and the one-time code is still to be set up. */
export function isUnfinished({ oneTimeCode }: Staff, { means }: StaffSignIn): boolean {
  return oneTimeCode === null && means === 'password'
}

function isSoonAfter({ since }: StaffSignIn, now: Instant): boolean {
  return isBefore(now, plusMinutes(since, IDLE_LOCK_MINUTES))
}

export function opened(signIn: StaffSignIn, now: Instant): StaffSignIn {
  return { ...signIn, lockedAt: null, lastSeenAt: now }
}

/** Beyond the limit the browser that was left alone for longest is signed out; so are old ones. */
export function letIn(
  { signIns }: StaffState,
  made: Pick<StaffSignIn, 'id' | 'staff' | 'tokenHash' | 'means' | 'lockedAt'>,
  now: Instant,
): readonly Change[] {
  const row: StaffSignIn = { ...made, till: null, since: now, lastSeenAt: now, ended: null }
  const standing = signIns.filter((one) => one.ended === null)
  const isOver = (one: StaffSignIn) => signInStateAt(one, now) === 'over'
  const live = standing
    .filter((one) => !isOver(one))
    .toSorted((one, other) => (isBefore(one.lastSeenAt, other.lastSeenAt) ? -1 : 1))
  const beyond = live.slice(0, Math.max(0, live.length + 1 - STAFF_SIGN_INS_MAX))
  const leaving = [...standing.filter(isOver), ...beyond]
  const home = { kind: 'staff', id: made.staff } as const
  return [
    ...leaving.flatMap((one) => endSignIn(one, now)),
    { table: 'staff_sign_ins', row },
    { table: 'finds', row: { kind: 'staff_sign_in', value: made.tokenHash, home, id: made.id } },
  ]
}

/**
 * A console that is signed in, from hour to hour: seen, locked, standing at a till, signed out. Who
 * may unlock it is proved at the edge and judged in `sign-in.ts` and `passkeys.ts`.
 */
import type { StaffId, StaffSignInId, TillId } from '../../domain/basics/ids.ts'
import { isBefore, plusSeconds } from '../../domain/basics/time.ts'
import { SEEN_AGAIN_SECONDS, signInStateAt, type StaffSignIn } from '../../domain/staff/staff.ts'
import { decided, refused, type Command, type DecideContext } from '../door/command.ts'
import { NO_STAFF, type Change } from '../door/state.ts'

export interface StaffAtDesk {
  readonly staff: StaffId
  readonly signIn: StaffSignInId
}

/** The sign-in while it is not over and its person is with us. */
export function standing(
  { states, now }: Pick<DecideContext, 'states' | 'now'>,
  { staff: id, signIn }: StaffAtDesk,
): StaffSignIn | null {
  const { staff, signIns } = states.staff.get(id) ?? NO_STAFF
  if (staff === null || staff.ended !== null) return null
  const own = signIns.find((one) => one.id === signIn)
  return own === undefined || signInStateAt(own, now) === 'over' ? null : own
}

/** Moves the idle limit; a locked console is not opened by it. */
export const seenStaff: Command<StaffAtDesk, null, never> = {
  name: 'seen_staff',
  keyPlace: 'outcomes',
  reads: ['sign_ins'],
  homes: ({ staff }) => [{ kind: 'staff', id: staff }],
  fingerprint: ({ signIn }) => signIn,
  decide(context, input) {
    const { now } = context
    const own = standing(context, input)
    if (own === null || signInStateAt(own, now) !== 'open') return decided(null)
    if (isBefore(now, plusSeconds(own.lastSeenAt, SEEN_AGAIN_SECONDS))) return decided(null)
    return decided(null, {
      changes: [{ table: 'staff_sign_ins', row: { ...own, lastSeenAt: now } }],
    })
  },
}

/** By hand, at once. Idempotent by the sign-in's own state. */
export const lockStaff: Command<StaffAtDesk, null, never> = {
  name: 'lock_staff',
  keyPlace: 'outcomes',
  reads: ['sign_ins'],
  homes: ({ staff }) => [{ kind: 'staff', id: staff }],
  fingerprint: ({ signIn }) => signIn,
  decide(context, input) {
    const own = standing(context, input)
    if (own === null || own.lockedAt !== null) return decided(null)
    const row = { ...own, lockedAt: context.now }
    return decided(null, {
      changes: [{ table: 'staff_sign_ins', row }],
      events: [{ name: 'console_locked', facts: { staff: input.staff, signIn: own.id } }],
    })
  },
}

export interface ChooseTill extends StaffAtDesk {
  readonly till: TillId
}

export type ChooseTillRefusal =
  | { readonly code: 'staff_signed_out' }
  /** None, or of another shop. */
  | { readonly code: 'till_unknown' }

/** Where this browser stands until its sign-in is over. */
export const chooseTill: Command<ChooseTill, null, ChooseTillRefusal> = {
  name: 'choose_till',
  keyPlace: 'outcomes',
  reads: ['sign_ins'],
  homes: ({ staff, till }) => [
    { kind: 'staff', id: staff },
    { kind: 'till', id: till },
  ],
  fingerprint: ({ till }) => till,
  decide(context, input) {
    const own = standing(context, input)
    if (own === null || signInStateAt(own, context.now) !== 'open') {
      return refused({ code: 'staff_signed_out' })
    }
    const staff = context.states.staff.get(input.staff)?.staff
    const till = context.states.tills.get(input.till)?.till ?? null
    if (till === null || !worksAt(staff?.shop ?? null, till.shop)) {
      return refused({ code: 'till_unknown' })
    }
    const row = { ...own, till: till.id, lastSeenAt: context.now }
    return decided(null, {
      changes: [{ table: 'staff_sign_ins', row }],
      events: [{ name: 'till_chosen', facts: { staff: input.staff, till: till.id } }],
    })
  },
}

/** Whoever works at no counter, an operator say, may stand at any. */
function worksAt(own: string | null, shop: string): boolean {
  return own === null || own === shop
}

export interface SignOutStaff {
  readonly staff: StaffId
  /** Null: all of them. */
  readonly signIn: StaffSignInId | null
}

/** Idempotent by the sign-ins' own state. */
export const signOutStaff: Command<SignOutStaff, { readonly ended: number }, never> = {
  name: 'sign_out_staff',
  keyPlace: 'outcomes',
  reads: ['sign_ins'],
  homes: ({ staff }) => [{ kind: 'staff', id: staff }],
  fingerprint: ({ signIn }) => signIn ?? 'all',
  decide({ states, now }, { staff, signIn }) {
    const { signIns } = states.staff.get(staff) ?? NO_STAFF
    const leaving = signIns.filter(
      (one) => one.ended === null && (signIn === null || one.id === signIn),
    )
    return decided(
      { ended: leaving.length },
      {
        changes: leaving.flatMap((one) => endSignIn(one, now)),
        events: leaving.map((one) => ({
          name: 'staff_signed_out',
          facts: { staff, signIn: one.id },
        })),
      },
    )
  },
}

export function endSignIn(signIn: StaffSignIn, now: DecideContext['now']): readonly Change[] {
  const home = { kind: 'staff', id: signIn.staff } as const
  const find = { kind: 'staff_sign_in', value: signIn.tokenHash, home, id: signIn.id } as const
  return [
    { table: 'staff_sign_ins', row: { ...signIn, ended: now } },
    { table: 'finds', row: find, removed: true },
  ]
}

/**
 * What the operator does about somebody who works here, from the command line: gives them a fresh
 * password when theirs is lost, or ends them. Who they are and where is `put-staff.ts`.
 */
import type { StaffId } from '../../domain/basics/ids.ts'
import { NO_TRIES } from '../../domain/staff/staff.ts'
import { decided, refused, type Command, type DecideContext } from '../door/command.ts'
import { NO_STAFF, type Change, type StaffState } from '../door/state.ts'
import { endSignIn } from './desk-lock.ts'
import { findPasskey } from './passkeys.ts'

export interface ResetStaff {
  readonly staff: StaffId
  readonly passwordHash: string
}

export type ResetStaffRefusal =
  | { readonly code: 'staff_unknown' }
  | { readonly code: 'staff_ended' }

/** One-time code and passkeys are forgotten, every browser is signed out. */
export const resetStaff: Command<ResetStaff, null, ResetStaffRefusal> = {
  name: 'reset_staff',
  keyPlace: 'outcomes',
  reads: ['sign_ins'],
  homes: ({ staff }) => [{ kind: 'staff', id: staff }],
  fingerprint: ({ staff }) => staff,
  decide({ states, now }, { staff: id, passwordHash }) {
    const state = states.staff.get(id) ?? NO_STAFF
    const { staff } = state
    if (staff === null) return refused({ code: 'staff_unknown' })
    if (staff.ended !== null) return refused({ code: 'staff_ended' })
    const row = { ...staff, passwordHash, oneTimeCode: null, passkeys: [], tries: NO_TRIES }
    return decided(null, {
      changes: [{ table: 'staff', row }, ...shutOut(state, now)],
      events: [{ name: 'staff_reset', facts: { staff: id } }],
    })
  },
}

export interface EndStaff {
  readonly staff: StaffId
}

/** Can do nothing from this instant on. The name stays theirs: entries and receipts show it. */
export const endStaff: Command<EndStaff, null, { readonly code: 'staff_unknown' }> = {
  name: 'end_staff',
  keyPlace: 'outcomes',
  reads: ['sign_ins'],
  homes: ({ staff }) => [{ kind: 'staff', id: staff }],
  fingerprint: ({ staff }) => staff,
  decide({ states, now }, { staff: id }) {
    const state = states.staff.get(id) ?? NO_STAFF
    const { staff } = state
    if (staff === null) return refused({ code: 'staff_unknown' })
    if (staff.ended !== null) return decided(null)
    const row = { ...staff, passkeys: [], ended: { at: now } }
    return decided(null, {
      changes: [{ table: 'staff', row }, ...shutOut(state, now)],
      events: [{ name: 'staff_ended', facts: { staff: id } }],
    })
  },
}

function shutOut({ staff, signIns }: StaffState, now: DecideContext['now']): readonly Change[] {
  const passkeys =
    staff === null ? [] : staff.passkeys.map((one) => findPasskey(staff, one.credential))
  return [
    ...signIns.filter((one) => one.ended === null).flatMap((one) => endSignIn(one, now)),
    ...passkeys.map((find): Change => ({ ...find, removed: true })),
  ]
}

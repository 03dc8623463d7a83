/**
 * Brings a member of staff to what the operator's file says: made, moved to another role or shop,
 * or left as they are. Passwords and one-time codes are their own business (`sign-in.ts`).
 */
import type { ShopId, StaffId } from '../../domain/basics/ids.ts'
import type { StaffRole } from '../../domain/staff/permissions.ts'
import { NO_TRIES, type Staff } from '../../domain/staff/staff.ts'
import { decided, type Command } from '../door/command.ts'
import { NO_STAFF, type Change } from '../door/state.ts'

export interface PutStaff {
  /** Of the one that the name finds; freshly minted where it finds nobody. */
  readonly staff: StaffId
  readonly name: string
  readonly role: StaffRole
  readonly shop: ShopId | null
  /** For somebody new; null leaves what they have. */
  readonly passwordHash: string | null
  /** For somebody new: a shared secret that they hold already, sealed. */
  readonly sealedSecret: string | null
}

export type PutOutcome = 'created' | 'changed' | 'unchanged'

export const putStaff: Command<PutStaff, PutOutcome, never> = {
  name: 'put_staff',
  keyPlace: 'outcomes',
  reads: [],
  homes: ({ staff }) => [{ kind: 'staff', id: staff }],
  fingerprint: ({ name, role, shop }) => `${name}|${role}|${shop ?? ''}`,
  decide({ states, now }, { staff: id, name, role, shop, passwordHash, sealedSecret }) {
    const { staff: before } = states.staff.get(id) ?? NO_STAFF
    if (before !== null && before.role === role && before.shop === shop && before.ended === null) {
      return decided('unchanged')
    }
    const oneTimeCode =
      sealedSecret === null ? null : { sealed: sealedSecret, since: now, lastStep: 0 }
    const row: Staff =
      before === null
        ? {
            id,
            name,
            role,
            shop,
            passwordHash: passwordHash ?? '',
            oneTimeCode,
            passkeys: [],
            tries: NO_TRIES,
            createdAt: now,
            ended: null,
          }
        : { ...before, role, shop, ended: null }
    const home = { kind: 'staff', id } as const
    const find: Change = { table: 'finds', row: { kind: 'staff', value: name, home, id } }
    return decided(before === null ? 'created' : 'changed', {
      changes: [{ table: 'staff', row }, ...(before === null ? [find] : [])],
      events: [{ name: 'staff_put', facts: { staff: id, role, shop } }],
    })
  },
}

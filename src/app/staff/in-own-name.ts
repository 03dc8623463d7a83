/**
 * A staff command that writes down who acts, and who stands beside them: what is written must be
 * what was proved. Not the permission itself (`by-staff.ts`).
 */
import { assert } from '../../domain/basics/assert.ts'
import type { ShopId, StaffId } from '../../domain/basics/ids.ts'
import type { RefusalShape } from '../../domain/basics/result.ts'
import type { Command } from '../door/command.ts'
import type { States } from '../door/state.ts'
import { byStaff, type StaffCommand, type StaffRule } from './by-staff.ts'

export interface OwnName {
  readonly staff: StaffId
  /** Where the act writes down who stands beside them. */
  readonly second?: StaffId | null
}

export function inOwnName<Input extends OwnName, Value, Refusal extends RefusalShape>(
  rule: StaffRule<Input>,
  command: Command<Input, Value, Refusal>,
): StaffCommand<Input, Value, Refusal> {
  const made = byStaff(rule, command)
  return {
    ...made,
    decide(context, asked) {
      const { acting, input } = asked
      assert(acting.staff === input.staff, 'who acts is who is written down')
      assert((input.second ?? null) === null || input.second === acting.second, 'and who is second')
      return made.decide(context, asked)
    },
  }
}

/** Where whoever acts works. */
export function shopOfStaff(states: Pick<States, 'staff'>, { staff }: OwnName): ShopId | null {
  return states.staff.get(staff)?.staff?.shop ?? null
}

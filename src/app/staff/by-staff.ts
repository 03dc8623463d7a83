/**
 * Makes a command one that staff ask for: the console's sign-in must be open, the act must be
 * theirs to do at that shop, and where one person is not enough a second must stand beside them.
 * All of it is asked under the lock, of the people as they are at that instant. The edge proves who
 * they are (`sign-in.ts`).
 */
import type { RefusalShape } from '../../domain/basics/result.ts'
import type { ShopId, StaffId, StaffSignInId } from '../../domain/basics/ids.ts'
import type { Instant } from '../../domain/basics/time.ts'
import { mayDo, type PermissionRefusal, type StaffAct } from '../../domain/staff/permissions.ts'
import { signInStateAt, type Staff } from '../../domain/staff/staff.ts'
import { refused, type Command, type DecideContext } from '../door/command.ts'
import { NO_STAFF, type Home, type States } from '../door/state.ts'

export interface StaffActing {
  readonly staff: StaffId
  readonly signIn: StaffSignInId
  /** Who proved to stand beside them; null: nobody. */
  readonly second: StaffId | null
}

export interface ByStaff<Input> {
  readonly acting: StaffActing
  readonly input: Input
}

export type StaffRefusal =
  | PermissionRefusal
  /** Signed out, locked, or no longer with us. */
  | { readonly code: 'staff_signed_out' }
  | { readonly code: 'second_person_needed'; readonly act: StaffAct }
  /** The same person, or one who may not stand in here. */
  | { readonly code: 'second_person_refused'; readonly act: StaffAct }

export interface StaffRule<Input> {
  readonly act: StaffAct
  /** Whose the thing is; absent, no shop's. */
  shopOf?(states: States, input: Input): ShopId | null
  /** Absent: one person is enough. */
  needsSecond?(context: DecideContext, input: Input): boolean
}

export interface StaffCommand<Input, Value, Refusal extends RefusalShape> extends Command<
  ByStaff<Input>,
  Value,
  Refusal | StaffRefusal
> {
  readonly act: StaffAct
}

export function byStaff<Input, Value, Refusal extends RefusalShape>(
  rule: StaffRule<Input>,
  command: Command<Input, Value, Refusal>,
): StaffCommand<Input, Value, Refusal> {
  return {
    act: rule.act,
    name: command.name,
    keyPlace: command.keyPlace,
    reads: command.reads,
    homes({ acting, input }) {
      const [first, ...others] = command.homes(input)
      return [first, ...others, ...homesOfActing(acting)]
    },
    ...(command.orders && { orders: ({ input }) => command.orders?.(input) ?? [] }),
    ...(command.sessions && { sessions: ({ input }) => command.sessions?.(input) ?? [] }),
    fingerprint: ({ input }) => command.fingerprint(input),
    decide(context, { acting, input }) {
      const refusal = refuseStaff(rule, context, { acting, input })
      return refusal === null ? command.decide(context, input) : refused(refusal)
    },
  }
}

function homesOfActing({ staff, second }: StaffActing): readonly Home[] {
  const ids = second === null || second === staff ? [staff] : [staff, second]
  return ids.map((id): Home => ({ kind: 'staff', id }))
}

function refuseStaff<Input>(
  { act, shopOf, needsSecond }: StaffRule<Input>,
  context: DecideContext,
  { acting, input }: ByStaff<Input>,
): StaffRefusal | null {
  const { states, now } = context
  const staff = atWork(states, acting, now)
  if (staff === null) return { code: 'staff_signed_out' }
  const shop = shopOf?.(states, input) ?? null
  const allowed = mayDo(staff, act, shop)
  if (!allowed.ok) return allowed.refusal
  if (needsSecond?.(context, input) !== true) return null
  if (acting.second === null) return { code: 'second_person_needed', act }
  const second = states.staff.get(acting.second)?.staff ?? null
  return canBeSecond(second, staff, shop) ? null : { code: 'second_person_refused', act }
}

/** Null unless the console is open and the person is still with us. */
export function atWork(
  states: Pick<States, 'staff'>,
  { staff: id, signIn }: Pick<StaffActing, 'staff' | 'signIn'>,
  now: Instant,
): Staff | null {
  const { staff, signIns } = states.staff.get(id) ?? NO_STAFF
  const own = signIns.find((one) => one.id === signIn)
  if (staff === null || staff.ended !== null || own === undefined) return null
  return signInStateAt(own, now) === 'open' ? staff : null
}

/** Another person, of the shop whose thing it is, or else of the first one's. */
export function canBeSecond(second: Staff | null, first: Staff, shop: ShopId | null): boolean {
  if (second === null || second.ended !== null || second.id === first.id) return false
  return mayDo(second, 'be_second', shop ?? first.shop).ok
}

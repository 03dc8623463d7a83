/**
 * Who may do what at the console: one table, asked inside every staff command. `own`: what belongs
 * to a shop, in their own shop only; what belongs to none, anywhere. Not the staff themselves.
 */
import type { ShopId } from '../basics/ids.ts'
import { accept, refuse, type Result } from '../basics/result.ts'
import type { Staff } from './staff.ts'

/**
 * clerk     sells, takes money, checks documents
 * senior    also is the second person, and looks after the shop's tills
 * agent     answers the hotline: the clerk's acts without a till
 * operator  everything, everywhere
 * auditor   reads everything, changes nothing
 */
export const STAFF_ROLES = ['clerk', 'senior', 'agent', 'operator', 'auditor'] as const
export type StaffRole = (typeof STAFF_ROLES)[number]

export type Reach = 'no' | 'own' | 'any'

/** In the order of the roles above. */
type Row = readonly [clerk: Reach, senior: Reach, agent: Reach, operator: Reach, auditor: Reach]

const TABLE = {
  find_line: ['any', 'any', 'any', 'any', 'any'],
  sell: ['any', 'any', 'any', 'any', 'no'],
  take_money: ['own', 'own', 'no', 'any', 'no'],
  open_till: ['own', 'own', 'no', 'any', 'no'],
  move_cash: ['own', 'own', 'no', 'any', 'no'],
  close_till: ['own', 'own', 'no', 'any', 'no'],
  read_shifts: ['own', 'own', 'no', 'any', 'any'],
  check_identity: ['any', 'any', 'no', 'any', 'no'],
  edit_person: ['any', 'any', 'any', 'any', 'no'],
  change_contact: ['own', 'own', 'no', 'any', 'no'],
  forget_person: ['own', 'own', 'no', 'any', 'no'],
  replace_sim: ['own', 'own', 'no', 'any', 'no'],
  order_profile: ['any', 'any', 'no', 'any', 'no'],
  stop_change: ['any', 'any', 'any', 'any', 'no'],
  suspend_line: ['any', 'any', 'any', 'any', 'no'],
  resume_line: ['no', 'any', 'any', 'any', 'no'],
  keep_case: ['any', 'any', 'any', 'any', 'no'],
  refund: ['own', 'own', 'any', 'any', 'no'],
  pay_out_refund: ['own', 'own', 'no', 'any', 'no'],
  raise_dispute: ['any', 'any', 'any', 'any', 'no'],
  read_disputes: ['no', 'any', 'any', 'any', 'any'],
  settle_disputes: ['no', 'own', 'any', 'any', 'no'],
  give_points: ['no', 'any', 'any', 'any', 'no'],
  sell_gift_card: ['own', 'own', 'no', 'any', 'no'],
  check_gift_card: ['any', 'any', 'any', 'any', 'any'],
  freeze_gift_card: ['no', 'any', 'any', 'any', 'no'],
  read_calls: ['no', 'any', 'any', 'any', 'any'],
  answer_call: ['no', 'any', 'any', 'any', 'no'],
  read_anomalies: ['no', 'any', 'any', 'any', 'any'],
  read_reports: ['no', 'any', 'any', 'any', 'any'],
  judge_reports: ['no', 'any', 'any', 'any', 'no'],
  edit_directory: ['no', 'no', 'no', 'any', 'no'],
  handle_breach: ['no', 'no', 'no', 'any', 'no'],
  read_network: ['no', 'any', 'any', 'any', 'any'],
  read_limits: ['no', 'any', 'any', 'any', 'any'],
  lift_limit: ['no', 'any', 'no', 'any', 'no'],
  read_usage_files: ['no', 'no', 'no', 'any', 'any'],
  take_usage_file: ['no', 'no', 'no', 'any', 'no'],
  read_fulfilments: ['any', 'any', 'any', 'any', 'any'],
  fulfil_by_hand: ['any', 'any', 'any', 'any', 'no'],
  manage_staff: ['no', 'no', 'no', 'any', 'no'],
  be_second: ['no', 'own', 'no', 'any', 'no'],
} as const satisfies Record<string, Row>

export type StaffAct = keyof typeof TABLE

export const STAFF_ACTS = Object.keys(TABLE) as readonly StaffAct[]

export function reachOf(role: StaffRole, act: StaffAct): Reach {
  const row: Row = TABLE[act]
  return row[STAFF_ROLES.indexOf(role)] ?? 'no'
}

export type PermissionRefusal =
  | { readonly code: 'act_not_allowed'; readonly act: StaffAct; readonly role: StaffRole }
  | { readonly code: 'other_shop'; readonly act: StaffAct; readonly shop: ShopId }

/** `shop`: whose the thing is; null where it is no shop's. */
export function mayDo(
  { role, shop: own }: Pick<Staff, 'role' | 'shop'>,
  act: StaffAct,
  shop: ShopId | null,
): Result<null, PermissionRefusal> {
  const reach = reachOf(role, act)
  if (reach === 'no') return refuse({ code: 'act_not_allowed', act, role })
  if (reach === 'own' && shop !== null && shop !== own) {
    return refuse({ code: 'other_shop', act, shop })
  }
  return accept(null)
}

/**
 * What the door looks up of homes: one statement a table for all homes of a group. Key look-ups go
 * through `lateral … offset 0`, because a generic plan made on empty tables would otherwise read
 * whole indexes for ever. Not what is made of the rows.
 */
import type pg from 'pg'
import type { GroupPlan } from '../../app/door/store.ts'
import { PACKS_ALIVE_MAX } from '../../domain/balance/delivery.ts'
import { uuids } from './rows/columns.ts'
import type { Row } from './rows/table.ts'

/** A connection inside a transaction, or what stands for one. */
export interface Asker {
  query(statement: { name: string; text: string; values: unknown[] }): Promise<pg.QueryResult>
}

/** Packs that ended lately are loaded beside the living ones: late reports and grace need them. */
export const PACKS_LOADED_MAX = PACKS_ALIVE_MAX + 8
/** The newest identity checks of a line; older ones say no more than these. */
export const IDENTITY_CHECKS_LOADED_MAX = 20
/** The newest anomalies of a line; older ones are no longer disputed. */
export const ANOMALIES_LOADED_MAX = 100
/** The newest eSIM profiles of a line; a Sim of before these is long gone. */
export const PROFILES_LOADED_MAX = 20

/** What is loaded of homes, without their locks and keys. */
export type Wanted = Pick<GroupPlan, 'homes' | 'parts' | 'orders' | 'sessions'>

/** By name; a test holds their plans to index look-ups. */
export const LOADS = {
  homes: `select home_id, last_at, version from homes
    where home_id = any ($1::uuid[]) order by home_id for no key update`,
  lines: `select one.* from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select * from lines where home_id = wanted.id offset 0) as one`,
  packs: `select one.* from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select * from packs where home_id = wanted.id
      order by valid_until desc nulls first limit ${PACKS_LOADED_MAX} offset 0) as one`,
  openOrders: `select one.* from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select * from orders where home_id = wanted.id
      and (state_kind in ('awaiting_payment', 'fulfilling', 'refund_due') or parts_due)
      offset 0) as one`,
  orders: `select one.* from unnest($1::uuid[], $2::uuid[]) as named (home, id)
    cross join lateral (select * from orders
      where home_id = named.home and id = named.id offset 0) as one`,
  openPayments: `select one.* from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select payments.* from orders
      join payments on payments.home_id = orders.home_id and payments.order_id = orders.id
      where orders.home_id = wanted.id
      and (orders.state_kind in ('awaiting_payment', 'fulfilling', 'refund_due')
        or orders.parts_due)
      offset 0) as one`,
  payments: `select one.* from unnest($1::uuid[], $2::uuid[]) as named (home, id)
    cross join lateral (select * from payments
      where home_id = named.home and order_id = named.id offset 0) as one`,
  documents: `select one.* from unnest($1::uuid[], $2::uuid[]) as named (home, id)
    cross join lateral (select * from documents
      where home_id = named.home and order_id = named.id offset 0) as one`,
  liveSessions: `select one.* from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select * from data_sessions
      where home_id = wanted.id and not is_over offset 0) as one`,
  sessions: `select one.* from unnest($1::uuid[], $2::text[], $3::text[])
      as named (home, peer, session_key)
    cross join lateral (select * from data_sessions where home_id = named.home
      and peer = named.peer and session_key = named.session_key and is_over offset 0) as one`,
  mandates: `select one.* from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select * from mandates
      where home_id = wanted.id and ended is null offset 0) as one`,
  identityChecks: `select one.* from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select * from identity_checks where home_id = wanted.id
      order by id desc limit ${IDENTITY_CHECKS_LOADED_MAX} offset 0) as one`,
  openCases: `select one.* from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select * from cases
      where home_id = wanted.id and closed is null offset 0) as one`,
  waitingChanges: `select one.* from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select * from pending_changes
      where home_id = wanted.id and state_kind = 'waiting' offset 0) as one`,
  anomalies: `select one.* from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select * from anomalies where home_id = wanted.id
      order by about_at desc limit ${ANOMALIES_LOADED_MAX} offset 0) as one`,
  openDisputes: `select one.* from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select * from disputes
      where home_id = wanted.id and state_kind = 'open' offset 0) as one`,
  profiles: `select one.* from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select * from sim_profiles where home_id = wanted.id
      order by id desc limit ${PROFILES_LOADED_MAX} offset 0) as one`,
  reports: `select one.* from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select * from reports where home_id = wanted.id offset 0) as one`,
  staff: `select one.* from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select * from staff where home_id = wanted.id offset 0) as one`,
  staffSignIns: `select one.* from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select * from staff_sign_ins
      where home_id = wanted.id and ended is null offset 0) as one`,
  tills: `select one.* from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select * from tills where home_id = wanted.id offset 0) as one`,
  openShifts: `select one.* from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select * from shifts
      where home_id = wanted.id and closing is null offset 0) as one`,
  calls: `select one.* from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select * from calls where home_id = wanted.id offset 0) as one`,
  callBacks: `select one.* from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select * from call_backs where home_id = wanted.id offset 0) as one`,
  accounts: `select one.* from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select * from accounts where home_id = wanted.id offset 0) as one`,
  signIns: `select one.* from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select * from sign_ins
      where home_id = wanted.id and ended is null offset 0) as one`,
  passkeys: `select one.* from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select * from passkeys where home_id = wanted.id offset 0) as one`,
  points: `select one.* from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select * from points_lots
      where home_id = wanted.id and "left" > 0 offset 0) as one`,
  keptMethods: `select one.* from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select * from kept_methods
      where home_id = wanted.id and forgotten_at is null offset 0) as one`,
  giftCards: `select one.* from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select * from gift_cards where home_id = wanted.id offset 0) as one`,
  books: `select one.* from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select * from books where home_id = wanted.id offset 0) as one`,
  mailboxes: `select one.* from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select * from mailboxes where home_id = wanted.id offset 0) as one`,
  outcomes: `select one.* from unnest($1::uuid[], $2::text[], $3::text[])
      as asked (home, actor, key)
    cross join lateral (select * from remembered_outcomes where home_id = asked.home
      and actor = asked.actor and key = asked.key offset 0) as one`,
  usageKeys: `select one.* from unnest($1::uuid[], $2::text[]) as asked (home, key)
    cross join lateral (select home_id, record_key, heard_at, answer from usage_records
      where home_id = asked.home and record_key = asked.key limit 1) as one`,
} as const

export function prepared(name: keyof typeof LOADS, values: unknown[]) {
  return { name: `load_${name}`, text: LOADS[name], values }
}

export async function rowsOf(
  client: Asker,
  name: keyof typeof LOADS,
  ids: readonly string[] | undefined,
  others: unknown[] = [],
): Promise<readonly Row[]> {
  if (ids === undefined || ids.length === 0) return []
  const result = await client.query(prepared(name, [uuids(ids), ...others]))
  return result.rows as Row[]
}

/** Each row once, oldest id first: the order in which every store answers. */
export function distinct(one: readonly Row[], other: readonly Row[]): readonly Row[] {
  const rows = new Map([...one, ...other].map((row) => [row['id'] as string, row]))
  return [...rows.values()].toSorted((a, b) => (String(a['id']) < String(b['id']) ? -1 : 1))
}

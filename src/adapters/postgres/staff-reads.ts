/** What staff look up, over PostgreSQL: one statement a question. */
import type pg from 'pg'
import { present } from '../../domain/basics/assert.ts'
import type { AccountId } from '../../domain/basics/ids.ts'
import type { Home } from '../../app/door/state.ts'
import type { StaffReads } from '../../app/staff-reads.ts'
import { asAway } from './away.ts'
import { loadStaff, loadTills } from './group-load.ts'
import {
  caseOf,
  identityCheckOf,
  pendingChangeOf,
  shiftOf,
  staffOf,
  tillEntryOf,
  tillOf,
} from './rows/counter-rows.ts'
import type { Row } from './rows/table.ts'

const SQL = {
  all_staff: 'select * from staff order by name',
  tills: 'select * from tills where $1::text is null or shop_id = $1 order by shop_id, name',
  open_shifts: 'select * from shifts where home_id = any ($1::uuid[]) and closing is null',
  shifts: 'select * from shifts where home_id = $1 order by id desc limit $2',
  shift: 'select * from shifts where home_id = $1 and id = $2',
  till_entries: 'select * from till_entries where home_id = $1 and shift_id = $2 order by id',
  identity_checks: 'select * from identity_checks where home_id = $1 order by id',
  cases: 'select * from cases where home_id = $1 order by id desc limit $2',
  open_cases: 'select * from cases where closed is null order by id limit $1',
  pending_changes: 'select * from pending_changes where home_id = $1 order by id desc limit $2',
  changes_due: `select * from pending_changes
    where state_kind = 'waiting' and due_at <= $1 order by due_at, id limit $2`,
  accounts_unnamed: `select home_id from accounts
    where ($1::uuid is null or home_id > $1) and closed is null and not exists (
      select from search_keys
      where search_keys.home_id = accounts.home_id and search_keys.kind = 'name')
    order by home_id limit $2`,
  searched: `select home_kind, home_id from search_keys
    where kind = $1 and value = any ($2::text[])
    group by home_kind, home_id having count(*) = cardinality($2::text[])
    order by home_id limit $3`,
} as const

export function createStaffReads(pool: pg.Pool): StaffReads {
  async function ask(name: keyof typeof SQL, values: unknown[]): Promise<readonly Row[]> {
    try {
      return (await pool.query<Row>({ name: `read_${name}`, text: SQL[name], values })).rows
    } catch (fault) {
      throw asAway(fault)
    }
  }
  const one = async (name: keyof typeof SQL, values: unknown[]) => (await ask(name, values))[0]
  return {
    async staff(id) {
      const states = await loadStaff(pool, { homes: [{ kind: 'staff', id }] })
      return present(states.get(id), 'staff asked for are answered')
    },
    allStaff: async () => (await ask('all_staff', [])).map(staffOf),
    async till(id) {
      const states = await loadTills(pool, { homes: [{ kind: 'till', id }] })
      return present(states.get(id), 'a till asked for is answered')
    },
    async tills(shop) {
      const tills = (await ask('tills', [shop])).map(tillOf)
      const open = (await ask('open_shifts', [tills.map(({ id }) => id)])).map(shiftOf)
      return tills.map((till) => ({
        till,
        shift: open.find((shift) => shift.till === till.id) ?? null,
      }))
    },
    shifts: async (till, limit) => (await ask('shifts', [till, limit])).map(shiftOf),
    async shift(till, id) {
      const row = await one('shift', [till, id])
      return row === undefined ? null : shiftOf(row)
    },
    tillEntries: async (till, shift) => (await ask('till_entries', [till, shift])).map(tillEntryOf),
    identityChecks: async (line) => (await ask('identity_checks', [line])).map(identityCheckOf),
    cases: async (line, limit) => (await ask('cases', [line, limit])).map(caseOf),
    openCases: async (limit) => (await ask('open_cases', [limit])).map(caseOf),
    pendingChanges: async (home, limit) =>
      (await ask('pending_changes', [home, limit])).map(pendingChangeOf),
    accountsUnnamed: async ({ after, limit }) =>
      (await ask('accounts_unnamed', [after, limit])).map((row) => row['home_id'] as AccountId),
    changesDue: async (at, limit) =>
      (await ask('changes_due', [at.toString(), limit])).map(pendingChangeOf),
    async searched(kind, values, limit) {
      if (values.length === 0) return []
      const rows = await ask('searched', [kind, [...new Set(values)], limit])
      return rows.map((row) => ({ kind: row['home_kind'], id: row['home_id'] }) as Home)
    },
  }
}

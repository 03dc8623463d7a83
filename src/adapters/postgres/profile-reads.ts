/** What is looked up about eSIM profiles, over PostgreSQL: one statement a question. */
import type pg from 'pg'
import type { ProfileReads } from '../../app/profile-reads.ts'
import { asAway } from './away.ts'
import { PROFILES_LOADED_MAX } from './look-ups.ts'
import { simProfileOf } from './rows/profile-rows.ts'
import type { Row } from './rows/table.ts'

const SQL = {
  profiles: `select * from sim_profiles where home_id = $1
    order by id desc limit ${PROFILES_LOADED_MAX}`,
  profiles_at_server: `select * from sim_profiles
    where waits_for_server and moved_at < $1 order by moved_at limit $2`,
} as const

export function createProfileReads(pool: pg.Pool): ProfileReads {
  async function ask(name: keyof typeof SQL, values: unknown[]): Promise<readonly Row[]> {
    try {
      return (await pool.query<Row>({ name: `read_${name}`, text: SQL[name], values })).rows
    } catch (fault) {
      throw asAway(fault)
    }
  }
  return {
    profiles: async (line) => (await ask('profiles', [line])).map(simProfileOf).toReversed(),
    profilesAtServer: async (before, limit) =>
      (await ask('profiles_at_server', [before.toString(), limit])).map(simProfileOf),
  }
}

/** What is looked up about agreements, over PostgreSQL: one statement a question. */
import type pg from 'pg'
import type { AgreementReads } from '../../app/agreement-reads.ts'
import type { LineId } from '../../domain/basics/ids.ts'
import { asAway } from './away.ts'
import { agreementOf } from './rows/order-rows.ts'
import type { Row } from './rows/table.ts'

const SQL = {
  agreement: 'select * from agreements where home_id = $1 and id = $2',
  agreements_of: `select one.* from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select * from agreements
      where home_id = wanted.id and person_id = $2 offset 0) as one
    order by one.at desc, one.id desc limit $3`,
  mandates_untold: `select home_id from mandates
    where ended is null and terms_told < $1 order by terms_told, home_id limit $2`,
} as const

export function createAgreementReads(pool: pg.Pool): AgreementReads {
  async function ask(name: keyof typeof SQL, values: unknown[]): Promise<readonly Row[]> {
    try {
      return (await pool.query<Row>({ name: `read_${name}`, text: SQL[name], values })).rows
    } catch (fault) {
      throw asAway(fault)
    }
  }
  return {
    async agreement(home, id) {
      const [row] = await ask('agreement', [home, id])
      return row === undefined ? null : agreementOf(row)
    },
    agreementsOf: async (homes, person, limit) =>
      (await ask('agreements_of', [homes, person, limit])).map(agreementOf),
    mandatesUntold: async (version, limit) =>
      (await ask('mandates_untold', [version, limit])).map((row) => row['home_id'] as LineId),
  }
}

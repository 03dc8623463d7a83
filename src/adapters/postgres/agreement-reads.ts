/** What is looked up about agreements, over PostgreSQL: one statement a question. */
import type pg from 'pg'
import type { AgreementReads } from '../../app/agreement-reads.ts'
import type { LineId } from '../../domain/basics/ids.ts'
import { asAway } from './away.ts'
import { agreementOf } from './rows/order-rows.ts'
import type { Row } from './rows/table.ts'

const SQL = {
  agreement: 'select * from agreements where home_id = $1 and id = $2',
  agreements_of: `select * from agreements where person_id = $1
    and ($3::timestamptz is null or at < $3) order by at desc, id desc limit $2`,
  own_agreement: 'select * from agreements where person_id = $1 and id = $2',
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
    agreementsOf: async (person, { limit, before }) =>
      (await ask('agreements_of', [person, limit, before?.toString() ?? null])).map(agreementOf),
    async ownAgreement(person, id) {
      const [row] = await ask('own_agreement', [person, id])
      return row === undefined ? null : agreementOf(row)
    },
    mandatesUntold: async (version, limit) =>
      (await ask('mandates_untold', [version, limit])).map((row) => row['home_id'] as LineId),
  }
}

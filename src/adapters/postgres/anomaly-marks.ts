/** The mark of the search for oddities, in its one row. */
import type pg from 'pg'
import type { PostingSetId } from '../../domain/basics/ids.ts'
import type { Instant, JstDate } from '../../domain/basics/time.ts'
import type { AnomalyMarks } from '../../app/bills/ports.ts'

const SQL = {
  read: 'select * from anomaly_progress',
  keep: `insert into anomaly_progress (began_at, sold_at, sale_id, days_until)
    values ($1, $2, $3, $4)
    on conflict (only_row) do update
    set sold_at = excluded.sold_at, sale_id = excluded.sale_id, days_until = excluded.days_until`,
} as const

export function createAnomalyMarks(pool: pg.Pool): AnomalyMarks {
  return {
    async read() {
      const [row] = (await pool.query<Record<string, unknown>>(SQL.read)).rows
      if (row === undefined) return null
      const at = row['sold_at'] as Instant | null
      const set = row['sale_id'] as PostingSetId | null
      return {
        began: row['began_at'] as Instant,
        sale: at === null || set === null ? null : { at, set },
        day: row['days_until'] as JstDate | null,
      }
    },
    async keep({ began, sale, day }) {
      const values = [began.toString(), sale?.at.toString(), sale?.set, day?.toString()]
      await pool.query(
        SQL.keep,
        values.map((value) => value ?? null),
      )
    },
  }
}

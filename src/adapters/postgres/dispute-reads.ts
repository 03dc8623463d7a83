/** What is looked up about disputes, over PostgreSQL: one statement a question. */
import type pg from 'pg'
import type { DisputeId, LineId } from '../../domain/basics/ids.ts'
import type { Instant } from '../../domain/basics/time.ts'
import type { DisputeReads } from '../../app/dispute-reads.ts'
import { asAway } from './away.ts'
import { disputeOf } from './rows/caution-rows.ts'
import type { Row } from './rows/table.ts'

const SQL = {
  dispute: 'select * from disputes where home_id = $1 and id = $2',
  disputes_of: `select * from disputes where home_id = any($1::uuid[])
    order by raised_at desc, id desc limit $2`,
  open_disputes: `select * from disputes where state_kind = 'open' order by due_at, id limit $1`,
  disputes_late: `select home_id, id from disputes
    where state_kind = 'open' and due_at <= $1 and not steps @> '[{"kind":"overdue"}]'
    order by due_at, id limit $2`,
  journal_of_order: `select at, command, channel, split_part(actor, ':', 1) as by from journal
    where home_id = $1 and at >= $2 and events @> $3::jsonb order by at, id limit $4`,
  usage_reports: `select count(*)::int as reports, count(distinct session_id)::int as sessions
    from usage_records
    where home_id = $1 and heard_at >= $2 and span_until >= $2 and span_until < $3 and bytes > 0`,
} as const

export function createDisputeReads(pool: pg.Pool): DisputeReads {
  async function ask(name: keyof typeof SQL, values: unknown[]): Promise<readonly Row[]> {
    try {
      return (await pool.query<Row>({ name: `read_${name}`, text: SQL[name], values })).rows
    } catch (fault) {
      throw asAway(fault)
    }
  }
  return {
    async dispute(line, id) {
      const [row] = await ask('dispute', [line, id])
      return row === undefined ? null : disputeOf(row)
    },
    disputesOf: async (lines, limit) => (await ask('disputes_of', [lines, limit])).map(disputeOf),
    openDisputes: async (limit) => (await ask('open_disputes', [limit])).map(disputeOf),
    disputesLate: async (at, limit) =>
      (await ask('disputes_late', [at.toString(), limit])).map((row) => ({
        line: row['home_id'] as LineId,
        dispute: row['id'] as DisputeId,
      })),
    async journalOfOrder({ line, order }, { since, limit }) {
      const about = JSON.stringify([{ facts: { order } }])
      const rows = await ask('journal_of_order', [line, since.toString(), about, limit])
      return rows.map((row) => ({
        at: row['at'] as Instant,
        command: row['command'] as string,
        channel: row['channel'] as string,
        by: row['by'] as string,
      }))
    },
    async usageReports(line, { from, until }) {
      const [row] = await ask('usage_reports', [line, from.toString(), until.toString()])
      return { reports: row?.['reports'] as number, sessions: row?.['sessions'] as number }
    },
  }
}

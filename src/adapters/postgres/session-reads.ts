/** What is looked up about data sessions, over PostgreSQL: one statement a question. */
import type pg from 'pg'
import type { SessionReads } from '../../app/session-reads.ts'
import type { Bytes } from '../../domain/basics/data-volume.ts'
import type { LineId } from '../../domain/basics/ids.ts'
import type { Instant } from '../../domain/basics/time.ts'
import type { Protocol } from '../../domain/charging/request.ts'
import { asAway } from './away.ts'
import { dataSessionOf } from './rows/line-rows.ts'
import type { Row } from './rows/table.ts'

export const SESSION_SQL = {
  open_sessions: `select * from data_sessions where not is_over
    and ($1::text is null or peer = $1) and ($2::text is null or protocol = $2)
    and ($3::uuid is null or id < $3) order by id desc limit $4`,
  open_sessions_by_peer: `select protocol, peer, count(*)::int as open, max(heard_at) as heard_at
    from data_sessions where not is_over
    group by protocol, peer order by open desc, protocol, peer limit $1`,
  line_of_session: `select home_id from data_sessions
    where peer || ' ' || session_key = $1::text || ' ' || $2::text and peer = $1
    order by heard_at desc, id desc limit 1`,
  // Usage is heard of after it happened, so the index on heard_at bounds the search from below.
  usage_hours: `select date_trunc('hour', span_until, 'UTC') as hour, sum(bytes)::bigint as bytes
    from usage_records
    where home_id = $1 and heard_at >= $2 and span_until >= $2 and span_until < $3
    group by hour having sum(bytes) > 0 order by hour`,
} as const

export function createSessionReads(pool: pg.Pool): SessionReads {
  async function ask(name: keyof typeof SESSION_SQL, values: unknown[]): Promise<readonly Row[]> {
    try {
      return (await pool.query<Row>({ name: `read_${name}`, text: SESSION_SQL[name], values })).rows
    } catch (fault) {
      throw asAway(fault)
    }
  }
  return {
    async openSessions({ peer, protocol }, { limit, after }) {
      return (await ask('open_sessions', [peer, protocol, after, limit])).map(dataSessionOf)
    },
    async openSessionsByPeer(limit) {
      return (await ask('open_sessions_by_peer', [limit])).map((row) => ({
        protocol: row['protocol'] as Protocol,
        peer: row['peer'] as string,
        open: row['open'] as number,
        heardAt: row['heard_at'] as Instant,
      }))
    },
    async lineOfSession(peer, sessionKey) {
      const [row] = await ask('line_of_session', [peer, sessionKey])
      return row === undefined ? null : (row['home_id'] as LineId)
    },
    async usageHours(line, from, until) {
      const rows = await ask('usage_hours', [line, from.toString(), until.toString()])
      return rows.map((row) => ({ from: row['hour'] as Instant, bytes: row['bytes'] as Bytes }))
    },
  }
}

/** What is looked up about calls, over PostgreSQL: one statement a question. */
import type pg from 'pg'
import type { CallId } from '../../domain/basics/ids.ts'
import { present } from '../../domain/basics/assert.ts'
import type { CallReads } from '../../app/call-reads.ts'
import { asAway } from './away.ts'
import { loadCalls } from './group-load.ts'
import { callBackOf, callOf, callTurnOf } from './rows/call-rows.ts'
import type { Row } from './rows/table.ts'
import { inSnapshot } from './snapshot.ts'

const SQL = {
  call_turn: 'select * from call_turns where home_id = $1 and number = $2',
  call_turns: 'select * from call_turns where home_id = $1 order by number desc limit $2',
  live_calls: `select * from calls where state_kind <> 'over'
    order by started_at, home_id limit $1`,
  calls_over: `select * from calls where state_kind = 'over' and heard_at >= $1
    order by heard_at desc, home_id limit $2`,
  calls_of: 'select * from calls where line_id = $1 order by started_at desc, home_id limit $2',
  open_call_backs: `select * from call_backs where state_kind <> 'done'
    order by promised_until, home_id limit $1`,
  silent_calls: `select home_id from calls where state_kind <> 'over' and heard_at < $1 limit $2`,
} as const

export function createCallReads(pool: pg.Pool): CallReads {
  async function ask(name: keyof typeof SQL, values: unknown[]): Promise<readonly Row[]> {
    try {
      return (await pool.query<Row>({ name: `read_${name}`, text: SQL[name], values })).rows
    } catch (fault) {
      throw asAway(fault)
    }
  }
  return {
    async call(id) {
      const homes = [{ kind: 'call', id } as const]
      const states = await inSnapshot(pool, (client) => loadCalls(client, { homes }))
      return present(states.get(id), 'a call asked for is answered')
    },
    async callTurn(id, number) {
      const [row] = await ask('call_turn', [id, number])
      return row === undefined ? null : callTurnOf(row)
    },
    callTurns: async (id, limit) =>
      (await ask('call_turns', [id, limit])).map(callTurnOf).toReversed(),
    liveCalls: async (limit) => (await ask('live_calls', [limit])).map(callOf),
    callsOverSince: async (since, limit) =>
      (await ask('calls_over', [since.toString(), limit])).map(callOf),
    callsOf: async (line, limit) => (await ask('calls_of', [line, limit])).map(callOf),
    openCallBacks: async (limit) => (await ask('open_call_backs', [limit])).map(callBackOf),
    silentCalls: async (before, limit) =>
      (await ask('silent_calls', [before.toString(), limit])).map(
        (row) => row['home_id'] as CallId,
      ),
  }
}

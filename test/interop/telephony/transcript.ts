/** What the product's database kept of a call that came over FastAGI. */
import type pg from 'pg'
import { fromJson } from '../../../src/domain/basics/json.ts'
import type { CallProof, CallState, HeardNote } from '../../../src/domain/call/call.ts'
import type { Reply, UtteranceCode } from '../../../src/channels/hotline/utterances.ts'

export interface Transcript {
  readonly id: string
  readonly line: string | null
  readonly order: string | null
  readonly agent: string | null
  readonly state: CallState
  readonly proofs: readonly CallProof[]
  readonly turns: readonly { readonly heard: HeardNote; readonly said: readonly UtteranceCode[] }[]
  /** All of it as it is stored, to look for what must not be there. */
  readonly stored: string
}

/** By the exchange's name of the call. Null: the product knows of none. */
export async function transcriptOf(pool: pg.Pool, uniqueid: string): Promise<Transcript | null> {
  const { rows } = await pool.query<{ id: string; row: object; turns: readonly object[] }>(
    `select c.home_id as id, to_jsonb(c) as row,
       (select jsonb_agg(to_jsonb(t) order by t.number)
        from call_turns t where t.home_id = c.home_id) as turns
     from calls c where c.transport = 'fastagi' and c.reference = $1`,
    [uniqueid],
  )
  const [found] = rows
  if (found === undefined) return null
  const row = fromJson<{
    readonly line_id: string | null
    readonly order_id: string | null
    readonly agent_id: string | null
    readonly state: CallState
    readonly proofs: readonly CallProof[]
  }>(found.row)
  const turns = fromJson<readonly { readonly heard: HeardNote; readonly reply: Reply }[]>(
    found.turns,
  )
  return {
    id: found.id,
    line: row.line_id,
    order: row.order_id,
    agent: row.agent_id,
    state: row.state,
    proofs: row.proofs,
    turns: turns.map(({ heard, reply }) => ({
      heard,
      said: reply.say.map(({ utterance }) => utterance.code),
    })),
    stored: JSON.stringify(found),
  }
}

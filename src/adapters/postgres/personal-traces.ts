/**
 * What is left of a person who is forgotten, removed over PostgreSQL: one transaction under the
 * locks of the homes that it touches, taken in the door's order. Letters that wait are known by
 * their opened form alone, so each is looked at. Not keys and texts (`app/accounts`).
 */
import type pg from 'pg'
import type { AccountId } from '../../domain/basics/ids.ts'
import { fromJson } from '../../domain/basics/json.ts'
import type { Forgotten, PersonalTraces } from '../../app/forgetting/ports.ts'
import { asAway } from './away.ts'
import { connected } from './pool.ts'

/** So many letters are opened at once; a queue that is longer is gone through in several. */
export const LETTERS_LOOKED_AT = 500

/** Each takes the account, its lines and the instant. */
const WIPES: readonly string[] = [
  'delete from sign_ins where home_id = $1',
  'delete from waiting_notices where home_id = $1',
  'delete from search_keys where home_id = $1',
  `delete from search_keys where home_id = any ($2) and kind = 'document'`,
  'delete from remembered_outcomes where home_id = $1',
  // They were about whoever held the line: the next one is checked afresh.
  'delete from identity_checks where home_id = any ($2) and at <= $3',
  `update cases set notes = '[]' where home_id = any ($2) and opened_at <= $3`,
  `update orders set refunds = (select jsonb_agg(refund || '{"note": null}' order by place)
      from jsonb_array_elements(refunds) with ordinality as one (refund, place))
    where home_id = any ($2) and placed_at <= $3 and refunds <> '[]'`,
  `update disputes set words = null,
      state = case when state ? 'words' then state || '{"words": null}' else state end
    where home_id = any ($2) and account_id = $1`,
  'update reports set sealed = null, account_id = null where account_id = $1',
  'update sim_profiles set eid = null where home_id = any ($2) and ordered_at <= $3',
  `delete from call_backs where asked_at <= $3 and (line_id = any ($2) or account_id = $1)`,
]

/** Each takes the calls. */
const WIPES_OF_CALLS: readonly string[] = [
  'delete from call_turns where home_id = any ($1)',
  `update calls set number = null,
      wrap_up = case when wrap_up is null then null else wrap_up || '{"note": null}' end
    where home_id = any ($1)`,
  `delete from call_backs where home_id = any ($1)`,
]

/** Names every parameter with its type, also to statements that leave some out. */
const GIVEN = `with given as (select $1::uuid, $2::uuid[], $3::timestamptz)`

const SQL = {
  // Calls of the lines, and those on which the account was proved.
  calls: `select home_id from calls where state_kind = 'over' and heard_at <= $3::timestamptz
    and (line_id = any ($2::uuid[])
      or proofs @> jsonb_build_array(jsonb_build_object('account', $1::text)))`,
  lock: `select home_id from homes where home_id = any ($1)
    order by home_id for no key update`,
  letters: `select jobs.id, jobs.payload ->> 'sealed' as sealed
    from graphile_worker._private_jobs as jobs
    join graphile_worker._private_tasks as tasks on tasks.id = jobs.task_id
    where tasks.identifier = 'letter' and jobs.id > $1 order by jobs.id limit $2`,
  drop_letters: `delete from graphile_worker._private_jobs
    where id = any ($1::bigint[]) and locked_at is null`,
  drop_mail: 'delete from sandbox_mail where recipient = $1',
  closed: `select home_id, closed from accounts where closed is not null
    and (closed #>> '{at,$instant}')::timestamptz >= $1
    and ($2::uuid is null or home_id > $2) order by home_id limit $3`,
} as const

export function createPersonalTraces(pool: pg.Pool): PersonalTraces {
  return {
    async dropLetters(isTheirs) {
      let dropped = 0
      let after = '0'
      for (;;) {
        const { rows } = await pool.query<{ readonly id: string; readonly sealed: string }>(
          SQL.letters,
          [after, LETTERS_LOOKED_AT],
        )
        const theirs = rows.filter(({ sealed }) => isTheirs(sealed)).map(({ id }) => id)
        dropped += (await pool.query(SQL.drop_letters, [theirs])).rowCount ?? 0
        if (rows.length < LETTERS_LOOKED_AT) return dropped
        after = rows.at(-1)?.id ?? after
      }
    },
    dropCaughtMail: async (to) => (await pool.query(SQL.drop_mail, [to])).rowCount ?? 0,
    wipe: (of) => wipe(pool, of),
    async closedSince(at, { after, limit }) {
      const { rows } = await pool.query<{ readonly home_id: string; readonly closed: unknown }>(
        SQL.closed,
        [at.toString(), after, limit],
      )
      return rows.map(({ home_id: id, closed }) => {
        return { account: id as AccountId, ...fromJson<Omit<Forgotten, 'account'>>(closed) }
      })
    },
  }
}

async function wipe(pool: pg.Pool, { account, lines, at }: Forgotten): Promise<void> {
  const values = [account, lines, at.toString()]
  const client = await connected(pool)
  let isGood = false
  try {
    await client.query('begin')
    await client.query(`set local tsuzuki.ageing = 'on'`)
    const found = await client.query<{ readonly home_id: string }>(SQL.calls, values)
    const calls = found.rows.map((row) => row.home_id)
    await client.query(SQL.lock, [[account, ...lines, ...calls]])
    for (const text of WIPES) await client.query(`${GIVEN} ${text}`, values)
    for (const text of WIPES_OF_CALLS) await client.query(text, [calls])
    await client.query('commit')
    isGood = true
  } catch (fault) {
    throw asAway(fault)
  } finally {
    client.release(!isGood)
  }
}

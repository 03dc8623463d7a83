/** The counter that tells every process to load the operator's tables again. */
import type pg from 'pg'

const EDITION = 'edition'

const MOVE = `insert into operator_settings (name, content) values ($1, '1')
  on conflict (name) do update
    set content = to_jsonb((operator_settings.content #>> '{}')::bigint + 1)`

/** Tells every process to load again. */
export async function moveEdition(client: pg.PoolClient): Promise<void> {
  await client.query(MOVE, [EDITION])
}

/** The same, among the statements of a group. */
export const MOVE_EDITION = { name: 'move_edition', text: MOVE, values: [EDITION] }

/** Moves with every save; 0 before the first. */
export async function catalogueEdition(client: pg.Pool | pg.PoolClient): Promise<number> {
  const { rows } = await client.query<{ content: unknown }>(
    'select content from operator_settings where name = $1',
    [EDITION],
  )
  return Number(rows[0]?.content ?? 0)
}

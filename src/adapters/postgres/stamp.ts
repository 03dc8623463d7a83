/**
 * What a database was made for, stamped at its creation: one made for play is never opened for
 * money, nor the other way round.
 */
import type pg from 'pg'

const SQL = {
  stamp: `insert into operator_settings (name, content) values ('mode', to_jsonb($1::text))
    on conflict (name) do nothing`,
  read: `select content #>> '{}' as mode from operator_settings where name = 'mode'`,
} as const

/** @throws when the database belongs to the other mode. */
export async function stampMode(pool: pg.Pool, mode: 'sandbox' | 'live'): Promise<void> {
  await pool.query(SQL.stamp, [mode])
  const found = await pool.query<{ mode: string }>(SQL.read)
  const stamped = found.rows[0]?.mode
  if (stamped !== mode) throw new Error(`this database is stamped ${stamped}, not ${mode}`)
}

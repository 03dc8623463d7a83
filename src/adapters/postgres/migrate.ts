/**
 * Brings a database forward to the schema of this code: numbered SQL files, each applied once, in
 * order, in a transaction of its own. There is no way back; a mistake is mended by the next file.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'

export interface MigrateOptions {
  /** Recorded as `applied_at`: RFC 3339 text, from the caller's clock. */
  readonly now: string
  /** Default: `db/migrations` of this checkout. */
  readonly folder?: string
}

interface Migration {
  readonly number: number
  readonly name: string
  readonly sql: string
  readonly sha256: string
}

interface AppliedRow {
  readonly number: number
  readonly name: string
  readonly sha256: string
}

const MIGRATIONS = join(import.meta.dirname, '../../../db/migrations')
const FILE_NAME = /^(\d{4})_[a-z0-9_]+\.sql$/

/** Any constant, the same in every process: "tsuzuki" in ASCII. */
const LOCK_KEY = 0x7473757a756b69n

/**
 * Applies what is missing and names it. Throws, leaving the database at the last good file, when a
 * file fails, when an applied file is not the same any more, or when the database is ahead.
 */
export async function migrate(
  database: pg.Pool | pg.ClientBase,
  options: MigrateOptions,
): Promise<{ applied: string[] }> {
  const migrations = readMigrations(options.folder ?? MIGRATIONS)
  if (!(database instanceof pg.Pool)) return migrateLocked(database, migrations, options.now)
  const client = await database.connect()
  try {
    return await migrateLocked(client, migrations, options.now)
  } finally {
    client.release()
  }
}

function readMigrations(folder: string): Migration[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql'))
  return names.toSorted().map((name, index) => {
    const number = Number(FILE_NAME.exec(name)?.[1])
    if (number !== index + 1) {
      throw new Error(`migration ${name} should be number ${index + 1}, named like 0001_words.sql`)
    }
    const sql = readFileSync(join(folder, name), 'utf8')
    return { number, name, sql, sha256: createHash('sha256').update(sql).digest('hex') }
  })
}

/** Processes that start together wait for the first; a lock of a dead one goes with its session. */
async function migrateLocked(client: pg.ClientBase, migrations: Migration[], now: string) {
  await client.query('select pg_advisory_lock($1)', [LOCK_KEY])
  try {
    await client.query(
      `create table if not exists schema_migrations (
         number integer primary key,
         name text not null,
         sha256 text not null,
         applied_at timestamptz not null
       )`,
    )
    const { rows } = await client.query<AppliedRow>(
      'select number, name, sha256 from schema_migrations order by number',
    )
    const missing = migrations.slice(countAgreed(rows, migrations))
    for (const migration of missing) await apply(client, migration, now)
    return { applied: missing.map(({ name }) => name) }
  } finally {
    await client.query('select pg_advisory_unlock($1)', [LOCK_KEY])
  }
}

function countAgreed(applied: readonly AppliedRow[], migrations: readonly Migration[]): number {
  for (const [index, row] of applied.entries()) {
    const known = migrations[index]
    if (known === undefined) {
      throw new Error(`the database is ahead of this code: it has ${row.name}`)
    }
    if (known.number !== row.number || known.name !== row.name || known.sha256 !== row.sha256) {
      throw new Error(`migration ${row.name} was applied, but ${known.name} differs from it`)
    }
  }
  return applied.length
}

async function apply(client: pg.ClientBase, migration: Migration, now: string): Promise<void> {
  await client.query('begin')
  try {
    await client.query(migration.sql)
    await client.query(
      'insert into schema_migrations (number, name, sha256, applied_at) values ($1, $2, $3, $4)',
      [migration.number, migration.name, migration.sha256, now],
    )
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`migration ${migration.name}${lineOf(error, migration.sql)} failed`, {
      cause: error,
    })
  }
}

function lineOf(error: unknown, sql: string): string {
  const position = error instanceof pg.DatabaseError ? Number(error.position ?? 0) : 0
  return position > 0 ? `, line ${sql.slice(0, position).split('\n').length},` : ''
}

/**
 * Writes `db/schema.sql`, the schema that all migrations together make, by applying them to a
 * throw-away database. With `--check` it writes nothing and fails when the file is out of date.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describeSchema } from '../src/adapters/postgres/describe-schema.ts'
import { startDatabase } from '../src/adapters/postgres/embedded/start.ts'
import { migrate } from '../src/adapters/postgres/migrate.ts'
import { createPool } from '../src/adapters/postgres/pool.ts'

const FILE = join(import.meta.dirname, '../db/schema.sql')
const HEAD = '-- Made by scripts/schema.ts from db/migrations; do not edit.\n\n'

async function schemaOfMigrations(): Promise<string> {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'tsuzuki-schema-'))
  const database = await startDatabase({ dataDirectory, log: () => {} })
  const pool = createPool(database.connection, { max: 1, applicationName: 'schema' })
  try {
    await migrate(pool, { now: Temporal.Now.instant().toString() })
    const client = await pool.connect()
    const schema = await describeSchema(client)
    client.release()
    return HEAD + schema
  } finally {
    await pool.end()
    await database.stop()
    rmSync(dataDirectory, { recursive: true, force: true })
  }
}

function readSchemaFile(): string {
  try {
    return readFileSync(FILE, 'utf8')
  } catch {
    return ''
  }
}

function firstDifference(wanted: string, found: string): string {
  const [left, right] = [wanted.split('\n'), found.split('\n')]
  const line = left.findIndex((text, index) => text !== right[index])
  const at = line === -1 ? left.length : line
  return `line ${at + 1}\n  migrations: ${left[at] ?? ''}\n  schema.sql: ${right[at] ?? ''}`
}

const schema = await schemaOfMigrations()
const found = readSchemaFile()
if (!process.argv.includes('--check')) writeFileSync(FILE, schema)
else if (schema !== found) {
  const where = firstDifference(schema, found)
  process.stdout.write(`db/schema.sql differs from the migrations at ${where}\n`)
  process.stdout.write('run: npm run schema\n')
  process.exitCode = 1
}

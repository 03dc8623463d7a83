/**
 * How rows of one table are written and read. The SQL of a write is one statement for any number of
 * rows: they travel as one JSON document, which PostgreSQL unfolds by the column types given here.
 */
import { toJson } from '../../../domain/basics/json.ts'

export type ColumnType =
  | 'uuid'
  | 'uuid[]'
  | 'text'
  | 'text[]'
  | 'bigint'
  | 'bigint[]'
  | 'integer'
  | 'smallint'
  | 'boolean'
  | 'date'
  | 'timestamptz'
  | 'timestamptz[]'
  | 'jsonb'
  | 'bytea'

export type Row = Readonly<Record<string, unknown>>

export interface TableShape {
  readonly name: string
  readonly columns: Readonly<Record<string, ColumnType>>
  readonly key: readonly string[]
  /** `once`: a second insert of the key is a fault. `replace`: the row as it now stands. */
  readonly write: 'once' | 'replace'
}

export function upsertStatement(table: TableShape): string {
  // Quoted, because a column may be called as a word of SQL is (`left`).
  const names = Object.keys(table.columns).map((name) => `"${name}"`)
  const typed = Object.entries(table.columns).map(([name, type]) => `"${name}" ${type}`)
  const insert = `insert into ${table.name} (${names.join(', ')})
    select ${names.join(', ')} from json_to_recordset($1::json) as fresh (${typed.join(', ')})`
  if (table.write === 'once') return insert
  const moved = names.filter((name) => !table.key.includes(name.slice(1, -1)))
  const set = moved.map((name) => `${name} = excluded.${name}`).join(', ')
  return `${insert} on conflict (${table.key.join(', ')}) do update set ${set}`
}

/**
 * Rows as the one parameter of `upsertStatement`, sorted by key so that locks are taken in order.
 */
export function rowsDocument(table: TableShape, rows: readonly Row[]): string {
  const sorted =
    rows.length < 2 ? rows : rows.toSorted((one, other) => compareKeys(table, one, other))
  return JSON.stringify(sorted.map((row) => plainRow(table, row)))
}

function compareKeys(table: TableShape, one: Row, other: Row): number {
  for (const name of table.key) {
    const [a, b] = [String(one[name]), String(other[name])]
    if (a !== b) return a < b ? -1 : 1
  }
  return 0
}

function plainRow(table: TableShape, row: Row): Row {
  const plain: Record<string, unknown> = {}
  for (const name in table.columns) plain[name] = plainValue(row[name], table.columns[name])
  return plain
}

export function plainValue(value: unknown, type: ColumnType | undefined): unknown {
  if (value === null || value === undefined) return null
  if (type === 'jsonb') return toJson(value)
  if (type === 'bytea') return `\\x${(value as Uint8Array).toHex()}`
  if (type === 'date') return (value as Temporal.PlainDate).toString()
  if (type === 'timestamptz') return (value as Temporal.Instant).toString()
  if (type === 'timestamptz[]') return (value as readonly Temporal.Instant[]).map(String)
  if (type === 'bigint') return (value as bigint | number).toString()
  if (type === 'bigint[]') return (value as readonly bigint[]).map(String)
  return value
}

/**
 * How rows of one table are written and read. The SQL of a write is one statement for any number of
 * rows: they travel as one JSON document, which PostgreSQL unfolds by the column types given here.
 */
import { instantText } from '../instants.ts'
import { toJson, toJsonText } from '../../../domain/basics/json.ts'

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
  /**
   * `once`: a second insert of the key is a fault. `replace`: the row as it now stands. `move`: a
   * row
   * that is known to be there.
   */
  readonly write: 'once' | 'replace' | 'move'
  /** Of a table whose rows move often: what of them stays as it was inserted. */
  readonly lasting?: readonly string[]
}

/** A table's rows that are there already, without what stays. */
export function movedShape(table: TableShape): TableShape {
  const { name, key, lasting = [] } = table
  const moves = Object.entries(table.columns).filter(([column]) => !lasting.includes(column))
  return { name, key, columns: Object.fromEntries(moves), write: 'move' }
}

export function upsertStatement(table: TableShape): string {
  if (table.write === 'move') return moveStatement(table)
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

function moveStatement({ name: table, columns, key }: TableShape): string {
  const typed = Object.entries(columns).map(([name, type]) => `"${name}" ${type}`)
  const moved = Object.keys(columns).filter((name) => !key.includes(name))
  const set = moved.map((name) => `"${name}" = fresh."${name}"`)
  const same = key.map((name) => `${table}."${name}" = fresh."${name}"`)
  return `update ${table} set ${set.join(', ')}
    from json_to_recordset($1::json) as fresh (${typed.join(', ')}) where ${same.join(' and ')}`
}

/**
 * Rows as the one parameter of `upsertStatement`, sorted by key so that locks are taken in order.
 * Written as text at once: it is most of what a group costs beside its statements.
 */
export function rowsDocument(table: TableShape, rows: readonly Row[]): string {
  const sorted =
    rows.length < 2 ? rows : rows.toSorted((one, other) => compareKeys(table, one, other))
  return `[${sorted.map((row) => rowText(table, row)).join(',')}]`
}

function compareKeys(table: TableShape, one: Row, other: Row): number {
  for (const name of table.key) {
    const [a, b] = [String(one[name]), String(other[name])]
    if (a !== b) return a < b ? -1 : 1
  }
  return 0
}

function rowText({ columns }: TableShape, row: Row): string {
  let text = ''
  for (const name in columns) {
    const value = row[name]
    // What is left out is null.
    if (value === null || value === undefined) continue
    text += `${text === '' ? '' : ','}"${name}":${valueText(value, columns[name])}`
  }
  return `{${text}}`
}

function valueText(value: unknown, type: ColumnType | undefined): string {
  switch (type) {
    case 'jsonb':
      return toJsonText(value, instantText)
    case 'timestamptz':
      return `"${instantText(value as Temporal.Instant)}"`
    case 'uuid':
    case 'bigint':
    case 'date':
      // None of them has a character that JSON would escape.
      return `"${String(value)}"`
    default:
      return JSON.stringify(plainValue(value, type))
  }
}

/** A value as the driver takes it where it is the parameter of a column of this type. */
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

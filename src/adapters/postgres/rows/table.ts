/**
 * How rows of one table are written and read. The SQL of a write is one statement for any number of
 * rows: each column travels as one array, which PostgreSQL unfolds by the types given here.
 */
import { toJson } from '../../../domain/basics/json.ts'
import { COLUMN_TYPES, ColumnWriter, type ColumnType } from './columns.ts'

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
  const { columns, lasting = [] } = table
  return narrowShape(
    table,
    Object.keys(columns).filter((column) => !lasting.includes(column)),
  )
}

/** Of rows that are there already, no more than these columns and the key. */
export function narrowShape({ name, key, columns }: TableShape, moved: readonly string[]) {
  const isWritten = (column: string) => key.includes(column) || moved.includes(column)
  const narrow = Object.entries(columns).filter(([column]) => isWritten(column))
  return { name, key, columns: Object.fromEntries(narrow), write: 'move' } as const
}

export function upsertStatement(table: TableShape): string {
  if (table.write === 'move') return moveStatement(table)
  // Quoted, because a column may be called as a word of SQL is (`left`).
  const names = Object.keys(table.columns).map((name) => `"${name}"`)
  const insert = `insert into ${table.name} (${names.join(', ')}) ${selection(table)}`
  if (table.write === 'once') return insert
  const moved = names.filter((name) => !table.key.includes(name.slice(1, -1)))
  const set = moved.map((name) => `${name} = excluded.${name}`).join(', ')
  return `${insert} on conflict (${table.key.join(', ')}) do update set ${set}`
}

function moveStatement(table: TableShape): string {
  const { name: own, columns, key } = table
  const moved = Object.entries(columns).filter(([name]) => !key.includes(name))
  const set = moved.map(([name, type]) => `"${name}" = ${carried([name, type])}`)
  const same = key.map((name) => `${own}."${name}" = fresh."${name}"`)
  return `update ${own} set ${set.join(', ')} from ${unfolded(table)} where ${same.join(' and ')}`
}

/** Of the parameters of `rowColumns`, the rows again. */
export function selection(table: TableShape): string {
  const columns = Object.entries(table.columns).map(carried)
  return `select ${columns.join(', ')} from ${unfolded(table)}`
}

/** A column as it arrived, in its own type. */
function carried([name, type]: readonly [string, ColumnType]): string {
  return COLUMN_TYPES[type].carriedBy === type ? `fresh."${name}"` : `fresh."${name}"::${type}`
}

function unfolded({ columns }: TableShape): string {
  const names = Object.keys(columns).map((name) => `"${name}"`)
  const places = Object.values(columns).map(
    (type, index) => `$${index + 1}::${COLUMN_TYPES[type].carriedBy}[]`,
  )
  return `unnest(${places.join(', ')}) as fresh (${names.join(', ')})`
}

/** Rows as the parameters of `upsertStatement`, sorted by key so that locks are taken in order. */
export function rowColumns(table: TableShape, rows: readonly Row[]): Buffer[] {
  const sorted =
    rows.length < 2 ? rows : rows.toSorted((one, other) => compareKeys(table, one, other))
  const writer = new ColumnWriter()
  return Object.entries(table.columns).map(([name, type]) =>
    writer.column(sorted, type, (row) => row[name]),
  )
}

function compareKeys(table: TableShape, one: Row, other: Row): number {
  for (const name of table.key) {
    const [a, b] = [String(one[name]), String(other[name])]
    if (a !== b) return a < b ? -1 : 1
  }
  return 0
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

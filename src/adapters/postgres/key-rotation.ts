/**
 * Everything that lies sealed under the operator's keys, place by place: looked through, and
 * sealed again under the current key. A row is replaced only while it is as it was read, so a
 * change that comes in between stands, and is taken by the next look. What a row says is not
 * changed, so no command is needed. Texts under a person's own key are not touched: the person's
 * key is.
 */
import type pg from 'pg'
import type { Resealer } from '../../app/key-ring.ts'

/** Rows that are looked at, and written, at once. */
export const ROTATION_BATCH = 500

interface Place {
  readonly table: string
  readonly key: Readonly<Record<string, 'uuid' | 'text'>>
  readonly column: string
  /** `text`: sealed texts stand in it somewhere, as base64. */
  readonly holds: 'wrapped key' | 'text'
  readonly type: 'bytea' | 'text' | 'jsonb'
}

const ROW = { home_id: 'uuid', id: 'uuid' } as const
const HOME = { home_id: 'uuid' } as const
const text = (table: string, key: Place['key'], column: string, type: 'text' | 'jsonb'): Place => {
  return { table, key, column, holds: 'text', type }
}

const PLACES: readonly Place[] = [
  {
    table: 'person_keys',
    key: { home_id: 'uuid', person_id: 'uuid' },
    column: 'wrapped',
    holds: 'wrapped key',
    type: 'bytea',
  },
  text('cases', ROW, 'notes', 'jsonb'),
  text('calls', HOME, 'number', 'jsonb'),
  text('calls', HOME, 'wrap_up', 'jsonb'),
  text('call_backs', ROW, 'number', 'text'),
  text('reports', HOME, 'sealed', 'text'),
  text('reports', HOME, 'state', 'jsonb'),
  text('orders', ROW, 'refunds', 'jsonb'),
  text('disputes', ROW, 'words', 'jsonb'),
  text('disputes', ROW, 'steps', 'jsonb'),
  text('disputes', ROW, 'state', 'jsonb'),
  text('staff', HOME, 'one_time_code', 'jsonb'),
  text('pending_changes', ROW, 'what', 'jsonb'),
  text('sim_profiles', ROW, 'sealed_matching_id', 'text'),
  text('remembered_outcomes', { home_id: 'uuid', actor: 'text', key: 'text' }, 'outcome', 'jsonb'),
]

/** Nonce and tag alone come to so many characters; shorter text is nothing sealed. */
const SEALED = /(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{38,}={0,2}/g
const SEALED_SQL = '[A-Za-z0-9+/]{38}'

/** How much is sealed under which key, by its id. */
export interface SealedPlace {
  readonly name: string
  readonly byKey: ReadonlyMap<string, number>
}

export async function countSealed(
  pool: pg.Pool,
  resealer: Resealer,
): Promise<readonly SealedPlace[]> {
  const counted: SealedPlace[] = []
  for (const place of PLACES) {
    const byKey = new Map<string, number>()
    for await (const rows of pages(pool, place)) {
      for (const { value } of rows) {
        for (const id of keysIn(place, value, resealer)) byKey.set(id, (byKey.get(id) ?? 0) + 1)
      }
    }
    counted.push({ name: nameOf(place), byKey })
  }
  return [...counted, await waitingLetters(pool, resealer)]
}

/** Jobs are left to be done: a letter is gone once it is sent. */
async function waitingLetters(pool: pg.Pool, resealer: Resealer): Promise<SealedPlace> {
  const { rows } = await pool.query<{ payload: string }>(
    'select payload::text from graphile_worker._private_jobs where payload::text ~ $1',
    [SEALED_SQL],
  )
  const byKey = new Map<string, number>()
  for (const { payload } of rows) {
    for (const [sealed] of payload.matchAll(SEALED)) {
      const id = resealer.sealedBy(sealed)
      if (id !== null) byKey.set(id, (byKey.get(id) ?? 0) + 1)
    }
  }
  return { name: 'letters that wait', byKey }
}

/** Ends by itself; may be cut off anywhere and asked again. `told`: after each batch written. */
export async function resealAll(
  pool: pg.Pool,
  resealer: Resealer,
  at: { readonly current: string; told(place: string, rows: number): void },
): Promise<void> {
  for (const place of PLACES) {
    for await (const rows of pages(pool, place)) {
      const fresh = rows.flatMap((row) => {
        const stale = keysIn(place, row.value, resealer).some((id) => id !== at.current)
        return stale ? [{ ...row, fresh: resealedValue(place, row.value, resealer, at) }] : []
      })
      if (fresh.length === 0) continue
      await pool.query(replaceStatement(place), [
        ...Object.keys(place.key).map((_, index) => fresh.map(({ key }) => key[index])),
        fresh.map(({ value }) => value),
        fresh.map((row) => row.fresh),
      ])
      at.told(nameOf(place), fresh.length)
    }
  }
}

function nameOf({ table, column }: Place): string {
  return `${table}.${column}`
}

function keysIn(place: Place, value: string, resealer: Resealer): readonly string[] {
  const ids =
    place.holds === 'wrapped key'
      ? [resealer.wrappedBy(bytesIn(value))]
      : [...value.matchAll(SEALED)].map(([sealed]) => resealer.sealedBy(sealed))
  return ids.filter((id) => id !== null)
}

function resealedValue(
  place: Place,
  value: string,
  resealer: Resealer,
  { current }: { readonly current: string },
): string {
  if (place.holds === 'wrapped key') return resealer.rewrapped(bytesIn(value)).toBase64()
  return value.replaceAll(SEALED, (sealed) => {
    const by = resealer.sealedBy(sealed)
    return by === null || by === current ? sealed : resealer.resealed(sealed)
  })
}

function bytesIn(base64: string): Uint8Array {
  return new Uint8Array(Buffer.from(base64, 'base64'))
}

interface Row {
  readonly key: readonly string[]
  readonly value: string
}

async function* pages(pool: pg.Pool, place: Place): AsyncGenerator<readonly Row[]> {
  const names = Object.keys(place.key)
  const types = Object.values(place.key)
  const after = names.map((_, index) => `$${index + 2}::${types[index]}`)
  const sql = (isFirst: boolean) => `
    select array[${names.map((name) => `${name}::text`).join(', ')}] as key,
      ${readAs(place)} as value
    from ${place.table}
    where ${place.column} is not null
      ${place.holds === 'text' ? `and ${place.column}::text ~ '${SEALED_SQL}'` : ''}
      ${isFirst ? '' : `and (${names.join(', ')}) > (${after.join(', ')})`}
    order by ${names.join(', ')} limit $1`
  let last: readonly string[] | null = null
  for (;;) {
    const { rows }: { rows: Row[] } = await pool.query<Row>(sql(last === null), [
      ROTATION_BATCH,
      ...(last ?? []),
    ])
    if (rows.length > 0) yield rows
    if (rows.length < ROTATION_BATCH) return
    last = rows.at(-1)?.key ?? null
  }
}

function readAs({ column, type }: Place): string {
  return type === 'bytea' ? `translate(encode(${column}, 'base64'), E'\\n', '')` : `${column}::text`
}

/** Each row only while it is as it was read. */
function replaceStatement({ table, key, column, type }: Place): string {
  const names = Object.keys(key)
  const lists = Object.values(key).map((one, index) => `$${index + 1}::${one}[]`)
  const [old, fresh] = [names.length + 1, names.length + 2]
  const valued = (name: string) =>
    type === 'bytea' ? `decode(${name}, 'base64')` : `${name}::${type}`
  return `update ${table} as row set ${column} = ${valued('read.fresh')}
    from unnest(${lists.join(', ')}, $${old}::text[], $${fresh}::text[])
      as read (${names.join(', ')}, old, fresh)
    where ${names.map((name) => `row.${name} = read.${name}`).join(' and ')}
      and row.${column} = ${valued('read.old')}`
}

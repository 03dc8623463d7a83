/** Columns of rows as PostgreSQL receives them: every type, with its edges and without values. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import {
  COLUMN_TYPES,
  ColumnWriter,
  type ColumnType,
} from '../../src/adapters/postgres/rows/columns.ts'
import { fromMicros } from '../../src/domain/basics/time.ts'
import { fromJson } from '../../src/domain/basics/json.ts'
import { assertSame } from './same.ts'
import { openPostgres, type OpenPostgres } from './stores.ts'

let open: OpenPostgres
before(async () => {
  open = await openPostgres()
})
after(() => open.close())

/** PostgreSQL's text has no character zero. */
const text = fc.string({ unit: 'grapheme' }).map((one) => one.replaceAll('\0', ''))
const edgyText = fc.oneof(text, fc.constantFrom('', '{', '"', '\\', '\\"', 'NULL', 'a,b', '続'))
const INT8 = 2n ** 63n
const bigint = fc.oneof(
  fc.bigInt({ min: -INT8, max: INT8 - 1n }),
  fc.constantFrom(-INT8, -1n, 0n, INT8 - 1n),
)
const integer = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })
/** From 4713 BC, where PostgreSQL's calendar begins, to the last year of four digits and on. */
const micros = fc.bigInt({ min: -210_000_000_000_000_000n, max: 260_000_000_000_000_000n })
const instant = fc.oneof(micros, fc.constantFrom(0n, -1n, 946_684_800_000_000n)).map(fromMicros)
/** Lists travel as text, which has no years before the first. */
const commonInstant = fc.bigInt({ min: 0n, max: 9_000_000_000_000_000n }).map(fromMicros)
const date = fc
  .integer({ min: -2_000_000, max: 2_000_000 })
  .map((days) => Temporal.PlainDate.from('1970-01-01').add({ days }))

const VALUES: Readonly<Record<ColumnType, fc.Arbitrary<unknown>>> = {
  uuid: fc.uuid(),
  text: edgyText,
  bigint,
  integer,
  smallint: fc.integer({ min: -(2 ** 15), max: 2 ** 15 - 1 }),
  boolean: fc.boolean(),
  date,
  timestamptz: instant,
  jsonb: fc.record({ at: instant, bytes: bigint, text: edgyText, list: fc.array(integer) }),
  bytea: fc.uint8Array({ maxLength: 300 }),
  'uuid[]': fc.array(fc.uuid()),
  'text[]': fc.array(edgyText),
  'bigint[]': fc.array(bigint),
  'timestamptz[]': fc.array(commonInstant),
}

function shown(value: unknown, type: ColumnType): unknown {
  if (value === null) return null
  if (type === 'jsonb') return fromJson(value)
  return type === 'bytea' ? new Uint8Array(value as Uint8Array) : value
}

for (const type of Object.keys(VALUES) as ColumnType[]) {
  test(`A column of ${type} arrives as it was written`, async () => {
    const values = fc.array(fc.option(VALUES[type], { freq: 4 }), { maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(values, async (written) => {
        const column = new ColumnWriter().column(written, type, (one) => one)
        const { rows } = await open.pool.query<{ value: unknown }>(
          `select one.value::${type} as value
           from unnest($1::${COLUMN_TYPES[type].carriedBy}[]) with ordinality as one (value, place)
           order by place`,
          [column],
        )
        assertSame(
          rows.map(({ value }) => shown(value, type)),
          written,
        )
      }),
      { numRuns: 60 },
    )
  })
}

test('Columns of one statement stay what they are while the next are written', () => {
  const writer = new ColumnWriter()
  const rows = Array.from({ length: 500 }, (_, place) => `row ${place} ${'続'.repeat(place % 50)}`)
  const alone = () => new ColumnWriter().column(rows, 'text', (row) => row)
  const columns = Array.from({ length: 5 }, () => writer.column(rows, 'text', (row) => row))
  for (const column of columns) assert.deepEqual(column, alone())
})

test('What is no id is not written as one', () => {
  const writer = new ColumnWriter()
  const id = '0192f3c1-5a5e-7c3e-8f21-0123456789ag'
  assert.throws(() => writer.column([id], 'uuid', (one) => one), RangeError)
})

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openPostgres, type OpenPostgres } from '../../../test/contracts/stores.ts'
import { forgetWorld, WORLD_TABLES } from './sandbox.ts'

/** Not of the world: how the database came about, its stamp, and the sandbox's clock. */
const KEPT = ['schema_migrations', 'operator_settings', 'sandbox_clock']

let open: OpenPostgres
before(async () => {
  open = await openPostgres()
})
after(() => open.close())

test('A world that is begun again leaves no table of the one before', async () => {
  const { rows } = await open.pool.query<{ name: string }>(
    `select relname as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition`,
  )
  const known = [...WORLD_TABLES, ...KEPT].toSorted()
  assert.deepEqual(
    rows.map(({ name }) => name).toSorted(),
    known,
    'a new table is of the world or is kept: say which in sandbox.ts or here',
  )
  await forgetWorld(open.pool)
})

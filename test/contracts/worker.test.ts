/** Jobs that fail, and jobs that nobody finishes, with a real database under the worker. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { prepareJobs, startWorker, WORKER_CONNECTIONS } from '../../src/adapters/jobs/worker.ts'
import {
  ABANDONED_AFTER_MINUTES,
  releaseAbandonedJobs,
} from '../../src/adapters/postgres/abandoned-jobs.ts'
import { startDatabase, type EmbeddedDatabase } from '../../src/adapters/postgres/embedded/start.ts'
import { createJobPool } from '../../src/adapters/postgres/job-pool.ts'
import { createPool } from '../../src/adapters/postgres/pool.ts'

let database: EmbeddedDatabase
let pool: pg.Pool
const scratch = mkdtempSync(join(tmpdir(), 'tsuzuki-worker-'))

before(async () => {
  database = await startDatabase({ dataDirectory: scratch, log: () => {} })
  pool = createPool(database.connection, { max: 2, applicationName: 'test' })
  await prepareJobs(pool)
})
after(async () => {
  await pool.end()
  await database.stop()
  rmSync(scratch, { recursive: true, force: true })
})

function enqueue(task: string, note: string) {
  return pool.query('select graphile_worker.add_job($1, $2::json)', [
    task,
    JSON.stringify({ note }),
  ])
}

test('A job that fails is told, kept for another try, and ends neither worker nor process', async () => {
  const told: string[] = []
  const done = Promise.withResolvers<void>()
  const jobs = createJobPool(pool, WORKER_CONNECTIONS)
  const worker = await startWorker(jobs, {
    tasks: {
      async fails() {
        throw new Error('no such mailbox')
      },
      async succeeds({ note }) {
        if (note === 'later') done.resolve()
      },
    },
    sweeps: [],
    onFault: (where, fault) => told.push(`${where}: ${String(fault)}`),
  })
  await enqueue('fails', 'once')
  const failed = 'select last_error from graphile_worker.jobs where last_error is not null'
  while ((await pool.query(failed)).rowCount === 0);
  await enqueue('succeeds', 'later')
  await done.promise
  await worker.stop()
  await jobs.end()
  assert.deepEqual(told, ['job fails: Error: no such mailbox'])
  const { rows } = await pool.query('select attempts, locked_by from graphile_worker.jobs')
  assert.deepEqual(rows, [{ attempts: 1, locked_by: null }])
})

test('Only jobs held for longer than any job takes are taken from their worker', async () => {
  await pool.query('delete from graphile_worker._private_jobs')
  for (const minutes of [ABANDONED_AFTER_MINUTES - 1, ABANDONED_AFTER_MINUTES + 1]) {
    await enqueue('held', 'by another')
    await pool.query(
      `update graphile_worker._private_jobs set locked_by = 'worker ' || $1::int,
         locked_at = now() - make_interval(mins => $1::int) where locked_by is null`,
      [minutes],
    )
  }
  await releaseAbandonedJobs(pool)
  const { rows } = await pool.query('select locked_by from graphile_worker.jobs order by id')
  assert.deepEqual(rows, [
    { locked_by: `worker ${ABANDONED_AFTER_MINUTES - 1}` },
    { locked_by: null },
  ])
})

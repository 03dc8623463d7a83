/**
 * What ages out on PostgreSQL: nothing on the last day of its time, everything a moment later, kind
 * by kind, with what it was found by; and what the journal says of it.
 */
import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { MORE_AFTER_MS, pauseMs } from '../../src/adapters/jobs/worker.ts'
import { documentRenderer } from '../../src/adapters/documents/renderer.ts'
import { AGE_BATCH_MAX, AGE_BATCHES_MAX, ageOut } from '../../src/adapters/postgres/ageing.ts'
import { createDocumentFiles } from '../../src/adapters/postgres/document-files.ts'
import { SETTINGS } from '../../src/app/operator/operator-files.ts'
import { wordDocument } from '../../src/channels/documents/sheet.ts'
import type { Instant } from '../../src/domain/basics/time.ts'
import { plusDays, plusSeconds } from '../../src/domain/basics/time.ts'
import { RETENTION_BOUNDS, type RetentionKind } from '../../src/domain/retention/retention.ts'
import { AGEING_EVERY_MS, ageOutNow, sweeps } from '../../src/main/sweeps.ts'
import { customer, type Customer } from '../scenarios/forgetting-customer.ts'
import { careWorld, type CareWorld } from './care-world.ts'
import { openPostgres, type OpenPostgres } from './stores.ts'

let open: OpenPostgres
let world: CareWorld
let known: Customer
/** When the last of what is known of the customer was written. */
let written: Instant

before(async () => {
  open = await openPostgres()
  world = await careWorld(open)
  const files = createDocumentFiles(open.pool)
  const paper = { wording: wordDocument, renderer: documentRenderer(), files }
  known = await customer({ open, world, paper })
  written = world.clock.now()
  await settle()
})
after(() => open.close())

/** What waits for somebody never ages: here somebody came. */
async function settle(): Promise<void> {
  const at = JSON.stringify({ $instant: written.toString() })
  for (const text of [
    `update cases set closed = jsonb_build_object('at', $1::jsonb, 'by', opened_by)`,
    `update call_backs set state_kind = 'done',
       state = jsonb_build_object('kind', 'done', 'at', $1::jsonb, 'result', 'reached')`,
    `update reports set state_kind = 'rejected',
       state = jsonb_build_object('kind', 'rejected', 'at', $1::jsonb)`,
  ]) {
    await open.pool.query(text, [at])
  }
  await open.pool.query('update kept_methods set forgotten_at = $1', [written.toString()])
  await open.pool.query('update sign_ins set ended = $1', [written.toString()])
  await open.pool.query(`insert into homes values (gen_random_uuid(), 'mailbox', $1)`, [
    written.toString(),
  ])
  await open.pool.query(
    `insert into mailboxes (home_id, challenge, sent_at, locked_until)
     select home_id, null, '{}', null from homes where kind = 'mailbox'
     on conflict do nothing`,
  )
  await open.pool.query(
    `insert into data_sessions (home_id, id, protocol, peer, session_key, started_at,
       reported_until, heard_at, expected_by, bytes_counted, framed_address, ended, is_over)
     values ($1, gen_random_uuid(), 'radius', 'nas', 'one', $2, $2, $2, $2, 0, '10.64.0.9',
       '{}', true)`,
    [known.line.id, written.toString()],
  )
  await open.pool.query(
    `with file as (insert into usage_files
         (id, source, name, sha256, size_bytes, came, sent_by, at, rows_read, rejected)
         values
      (gen_random_uuid(), 'cdr', 'a.csv', repeat('0', 64), 1, 'folder', 'system', $1, 1, 1)
         returning id)
       insert into rejected_usage_rows select id, 2, 'r1,', '{"code": "not_text"}', $1 from file`,
    [written.toString()],
  )
  await open.pool.query(
    `update graphile_worker._private_jobs set attempts = max_attempts, created_at = $1`,
    [written.toString()],
  )
}

const KINDS = (Object.keys(RETENTION_BOUNDS) as RetentionKind[]).toSorted(
  (one, other) => RETENTION_BOUNDS[one].usual - RETENTION_BOUNDS[other].usual,
)

suite('Ageing', () => {
  test('takes nothing before its time, and each kind as soon as it is over', async () => {
    for (const days of new Set(KINDS.map((kind) => RETENTION_BOUNDS[kind].usual))) {
      const due = KINDS.filter((kind) => RETENTION_BOUNDS[kind].usual === days)
      const over = plusDays(written, days)
      const early = await ageOut(open.pool, { now: over, ...SETTINGS })
      assert.deepEqual(
        Object.keys(early).filter((kind) => due.some((one) => one === kind)),
        [],
      )
      const gone = await ageOut(open.pool, { now: plusSeconds(over, 1), ...SETTINGS })
      assert.deepEqual(Object.keys(gone).toSorted(), due.toSorted(), `after ${days} days`)
    }
  })

  test('takes what it was found by, and leaves the account as it is', async () => {
    const { rows } = await open.pool.query<{ readonly what: string }>(
      `select 'key' as what from search_keys where kind = 'document'
       union all select 'claim' from finds where kind = 'number_claim'
       union all select 'guest' from person_keys
         where home_id = $1 and person_id not in (
           select person_id from sealed_texts where kind = 'invoice_name')`,
      [known.line.id],
    )
    assert.deepEqual(rows, [])
    const { account, passkeys } = await open.reads.account(known.account.id)
    assert.equal(account?.closed, null)
    assert.equal(account?.phone.claim, null)
    assert.notEqual(account?.phone.number, null)
    assert.equal(passkeys.length, 1)
    assert.notEqual(await open.reads.find('mailbox', known.account.mailbox), null)
  })

  test('goes on over more rows than one batch, and the journal has the count', async () => {
    const many = AGE_BATCH_MAX + 1
    await open.pool.query(
      `insert into sandbox_mail select gen_random_uuid(), $1, 'a@example.jp', 'en', 's', 'b'
       from generate_series(1, $2::int)`,
      [written.toString(), many],
    )
    world.clock.advance(60 * 86_400)
    await ageOutNow(world.app, open.pool)
    const { rows } = await open.pool.query<{ readonly facts: { sandboxMailDays: number } }>(
      `select events -> 0 -> 'facts' as facts from journal where command = 'age_out'`,
    )
    assert.deepEqual(
      rows.map(({ facts }) => facts.sandboxMailDays),
      [many],
    )
    await ageOutNow(world.app, open.pool)
    const again = await open.pool.query(`select from journal where command = 'age_out'`)
    assert.equal(again.rowCount, 1, 'nothing is written where nothing went')
  })

  test('is soon done again where one run did not take all, and not once it did', async () => {
    const sweep = sweeps(world.app, open.pool).find(({ name }) => name === 'age_out')
    assert.ok(sweep !== undefined)
    assert.equal(pauseMs(sweep), AGEING_EVERY_MS)
    const inOneRun = AGE_BATCH_MAX * AGE_BATCHES_MAX
    await open.pool.query(
      `insert into sandbox_mail select gen_random_uuid(), $1, 'a@example.jp', 'en', 's', 'b'
       from generate_series(1, $2::int)`,
      [written.toString(), inOneRun + 1],
    )
    await sweep.run()
    const { rowCount } = await open.pool.query('select from sandbox_mail where at = $1', [
      written.toString(),
    ])
    assert.equal(rowCount, 1)
    assert.equal(pauseMs(sweep), MORE_AFTER_MS)
    await sweep.run()
    assert.equal(pauseMs(sweep), AGEING_EVERY_MS)
  })
})

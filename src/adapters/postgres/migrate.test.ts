import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, test } from 'node:test'
import pg from 'pg'
import { describeSchema } from './describe-schema.ts'
import { startDatabase, type EmbeddedDatabase } from './embedded/start.ts'
import { migrate } from './migrate.ts'
import { createPool } from './pool.ts'

const scratch = mkdtempSync(join(tmpdir(), 'tsuzuki-migrate-'))
const now = '2026-04-01T00:00:00.000001Z'
let database: EmbeddedDatabase
let pool: pg.Pool
let folder: string

before(async () => {
  database = await startDatabase({ dataDirectory: join(scratch, 'data'), log: () => {} })
  pool = createPool(database.connection, { max: 4, applicationName: 'migrate test' })
})
after(async () => {
  await pool.end()
  await database.stop()
  rmSync(scratch, { recursive: true, force: true })
})
beforeEach(async () => {
  folder = mkdtempSync(join(scratch, 'migrations-'))
  await pool.query('drop schema public cascade; create schema public')
})

function write(name: string, sql: string): void {
  writeFileSync(join(folder, name), sql)
}

const count = async (sql: string) => (await pool.query<{ n: bigint }>(sql)).rows[0]?.n

test('Files are applied once, in order, and recorded with the time given', async () => {
  write('0002_two.sql', 'insert into one values (2)')
  write('0001_one.sql', 'create table one (n int); insert into one values (1);')
  assert.deepEqual(await migrate(pool, { now, folder }), {
    applied: ['0001_one.sql', '0002_two.sql'],
  })
  assert.deepEqual(await migrate(pool, { now, folder }), { applied: [] })
  write('0003_three.sql', 'insert into one values (3)')
  assert.deepEqual((await migrate(pool, { now, folder })).applied, ['0003_three.sql'])

  assert.equal(await count('select count(*) as n from one'), 3n)
  const { rows } = await pool.query<{ at: Temporal.Instant }>(
    'select applied_at as at from schema_migrations',
  )
  assert.deepEqual(new Set(rows.map(({ at }) => at.toString())), new Set([now]))
})

test('A file that fails leaves nothing of itself and says its name and line', async () => {
  write('0001_good.sql', 'create table good ()')
  write('0002_bad.sql', 'create table half ();\n\nselect nonsense;')
  await assert.rejects(migrate(pool, { now, folder }), /0002_bad\.sql, line 3, failed/)
  assert.equal(await count(`select count(*) as n from schema_migrations`), 1n)
  assert.equal(await count(`select count(to_regclass('half')) as n`), 0n)

  write('0002_bad.sql', 'create table whole ()')
  assert.deepEqual((await migrate(pool, { now, folder })).applied, ['0002_bad.sql'])
})

test('An applied file that has changed is refused', async () => {
  write('0001_one.sql', 'create table one ()')
  await migrate(pool, { now, folder })
  write('0001_one.sql', 'create table one (n int)')
  await assert.rejects(migrate(pool, { now, folder }), /0001_one\.sql was applied, but .* differs/)
})

test('A database ahead of the code is refused', async () => {
  write('0001_one.sql', 'create table one ()')
  write('0002_two.sql', 'create table two ()')
  await migrate(pool, { now, folder })
  rmSync(join(folder, '0002_two.sql'))
  await assert.rejects(migrate(pool, { now, folder }), /ahead of this code: it has 0002_two\.sql/)
})

test('Gaps, twins and odd names are refused before anything is applied', async () => {
  for (const name of ['0002_gap.sql', '0001_Loud.sql', '1_short.sql']) {
    rmSync(folder, { recursive: true })
    mkdirSync(folder)
    write(name, 'create table gap ()')
    await assert.rejects(migrate(pool, { now, folder }), /should be number 1/, name)
  }
  write('0001_one.sql', '')
  write('0001_twin.sql', '')
  await assert.rejects(migrate(pool, { now, folder }), /should be number/)
})

test('Several processes may migrate at once; each file is applied by one of them', async () => {
  write('0001_one.sql', 'create table one (n int)')
  write('0002_two.sql', 'insert into one values (1)')
  const client = new pg.Client(database.connection)
  await client.connect()
  const all = await Promise.all([
    migrate(pool, { now, folder }),
    migrate(client, { now, folder }),
    migrate(pool, { now, folder }),
  ])
  await client.end()
  assert.deepEqual(all.flatMap(({ applied }) => applied).toSorted(), [
    '0001_one.sql',
    '0002_two.sql',
  ])
})

test('A described schema, applied to an empty database, describes itself alike', async () => {
  write(
    '0001_sample.sql',
    `create type colour as enum ('red', 'green');
     create domain yen as bigint check (value >= 0);
     create sequence numbers start 7;
     create function twice(n int) returns int language sql immutable as 'select n * 2';
     create function touch() returns trigger language plpgsql as 'begin return new; end';
     create table parent (
       home_id uuid not null, id uuid default uuidv7(), shade colour not null default 'red',
       amount yen, name text collate "C", doubled int generated always as (twice(7)) stored,
       n int generated by default as identity,
       primary key (home_id, id), check (name <> ''));
     create table child (
       home_id uuid not null, at timestamptz not null, parent uuid,
       constraint child_of foreign key (home_id, parent) references parent (home_id, id),
       unique (home_id, at)
     ) partition by range (at);
     create table child_2026 partition of child for values from ('2026-01-01') to ('2027-01-01');
     alter table parent set (fillfactor = 70);
     create index on child (parent) where parent is not null;
     create unique index lower_name on parent (lower(name), home_id);
     create view names as select name from parent;
     create trigger touched before update on parent for each row execute function touch();
     comment on table parent is 'It''s a parent';
     comment on column parent.name is 'its name';`,
  )
  await migrate(pool, { now, folder })
  const client = await pool.connect()
  const described = await describeSchema(client)
  await client.query('drop schema public cascade; create schema public')
  await client.query(described)
  assert.equal(await describeSchema(client), described)
  client.release()
  for (const word of [
    'fillfactor',
    'partition of',
    'twice(7)',
    'child_of',
    'lower_name',
    "It''s",
  ]) {
    assert.ok(described.includes(word), word)
  }
})

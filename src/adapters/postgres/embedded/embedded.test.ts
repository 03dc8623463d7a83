import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  unlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test, type TestContext } from 'node:test'
import pg from 'pg'
import { findBinaries } from './binaries.ts'
import {
  chooseDataDirectory,
  makeOwned,
  preparePlace,
  serverUser,
  SOCKET_PATH_BYTES_MAX,
} from './place.ts'
import { outlives, processesOn } from './server.ts'
import { startDatabase, type EmbeddedDatabase } from './start.ts'

const isRoot = process.getuid?.() === 0
const scratch = mkdtempSync(join(tmpdir(), 'tsuzuki-embedded-'))
chmodSync(scratch, 0o755)
after(() => rmSync(scratch, { recursive: true, force: true }))

const silent = () => {}

async function started(
  t: TestContext,
  dataDirectory: string,
  log: (line: string) => void = silent,
) {
  const database = await startDatabase({ dataDirectory, log })
  t.after(() => database.stop())
  return database
}

async function connected(t: TestContext, { connection }: EmbeddedDatabase): Promise<pg.Client> {
  const client = new pg.Client(connection)
  client.on('error', silent)
  await client.connect()
  t.after(() => client.end())
  return client
}

async function scalar(client: pg.Client, sql: string): Promise<unknown> {
  const { rows } = await client.query<Record<string, unknown>>(sql)
  return Object.values(rows[0] ?? {})[0]
}

test('A fresh directory becomes a durable server without TCP and with the right settings', async (t) => {
  const database = await started(t, join(scratch, 'fresh'))
  const client = await connected(t, database)

  assert.equal(database.adopted, false)
  assert.equal(await scalar(client, 'select current_database()'), 'tsuzuki')
  const wanted = {
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    data_checksums: 'on',
    jit: 'off',
    listen_addresses: '',
    TimeZone: 'UTC',
    server_encoding: 'UTF8',
    shared_buffers: '256MB',
    max_connections: '100',
  }
  for (const [name, value] of Object.entries(wanted)) {
    assert.equal(await scalar(client, `show ${name}`), value, name)
  }
  assert.match(String(await scalar(client, 'show server_version')), /^18\./)
  assert.equal(lstatSync(database.connection.host).mode & 0o777, 0o700)
})

test('A stopped server is gone, and its directory starts again with its rows', async (t) => {
  const dataDirectory = join(scratch, 'again')
  const first = await startDatabase({ dataDirectory, log: silent })
  const writer = await connected(t, first)
  await writer.query('create table kept (n int); insert into kept values (7)')
  await first.stop()
  assert.deepEqual(processesOn(join(dataDirectory, 'postgres')), [])
  await first.stop() // stopping twice is harmless

  const client = await connected(t, await started(t, dataDirectory))
  assert.equal(await scalar(client, 'select n from kept'), 7)
})

function pidOn(data: string): number {
  return Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0])
}

/** Inserts until the connection breaks; answers with every number the server acknowledged. */
async function insertUntilKilled(client: pg.Client, from: number, enough: () => void) {
  const acknowledged: number[] = []
  try {
    for (let n = from; ; n += 1) {
      await client.query('insert into rows values ($1)', [n])
      acknowledged.push(n)
      if (acknowledged.length === 100) enough()
    }
  } catch {
    return acknowledged
  }
}

for (const victims of ['the whole server', 'its postmaster alone'] as const) {
  test(`No acknowledged row is lost when ${victims} is killed at work`, async (t) => {
    const dataDirectory = mkdtempSync(join(scratch, 'killed-'))
    const data = join(dataDirectory, 'postgres')
    const first = await startDatabase({ dataDirectory, log: silent })
    const writers = [await connected(t, first), await connected(t, first)]
    await writers[0]?.query('create table rows (n int primary key)')

    const enough = Promise.withResolvers<void>()
    const work = writers.map((client, i) => insertUntilKilled(client, i * 1e6, enough.resolve))
    await enough.promise
    const server = pidOn(data)
    for (const pid of victims === 'its postmaster alone' ? [server] : processesOn(data)) {
      process.kill(pid, 'SIGKILL')
    }
    // Recovery begins at once, while children may still be alive.
    const second = await started(t, dataDirectory)
    assert.equal(second.adopted, false)
    const acknowledged = (await Promise.all(work)).flat()
    assert.ok(acknowledged.length >= 100)
    const client = await connected(t, second)
    const { rows } = await client.query<{ n: number }>('select n from rows')
    const present = new Set(rows.map(({ n }) => n))
    assert.deepEqual(
      acknowledged.filter((n) => !present.has(n)),
      [],
    )
  })
}

test('A killed server is brought back while we live, and not after it was stopped', async (t) => {
  const dataDirectory = join(scratch, 'revived')
  const data = join(dataDirectory, 'postgres')
  const recovered = Promise.withResolvers<void>()
  const database = await started(t, dataDirectory, (line) => {
    if (line.startsWith('database recovered')) recovered.resolve()
  })
  database.keepRunning()
  const writer = await connected(t, database)
  await writer.query('create table kept as select 7 as n')
  for (const pid of processesOn(data)) process.kill(pid, 'SIGKILL')

  await recovered.promise
  assert.equal(await scalar(await connected(t, database), 'select n from kept'), 7)
  await database.stop()
  assert.deepEqual(processesOn(data), [])
})

test('A server outlives the process that started it and is adopted by the next', async (t) => {
  const dataDirectory = join(scratch, 'adopted')
  const script = `
    const { startDatabase } = await import(${JSON.stringify(import.meta.resolve('./start.ts'))})
    const log = (line) => process.stderr.write(line + '\\n')
    const database = await startDatabase({ dataDirectory: process.argv[1], log })
    process.stdout.write(JSON.stringify(database.connection))
    setInterval(() => {}, 1e6)`
  const app = spawn(process.execPath, ['--input-type=module', '-e', script, dataDirectory], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [told] = (await once(app.stdout, 'data')) as [Buffer]
  app.kill('SIGKILL')
  await once(app, 'exit')

  const database = await started(t, dataDirectory)
  assert.equal(database.adopted, true)
  assert.deepEqual(database.connection, JSON.parse(told.toString()))
  const client = await connected(t, database)
  assert.equal(await scalar(client, 'select 1'), 1)
  await database.stop()
  assert.deepEqual(processesOn(join(dataDirectory, 'postgres')), [])
})

test('A server whose directory was deleted gives way to a fresh one', async (t) => {
  const dataDirectory = join(scratch, 'deleted')
  const first = await startDatabase({ dataDirectory, log: silent })
  const pid = pidOn(join(dataDirectory, 'postgres'))
  rmSync(dataDirectory, { recursive: true })
  const second = await started(t, dataDirectory)
  assert.equal(second.adopted, false)
  assert.equal(outlives(pid, join(dataDirectory, 'postgres')), false)
  await first.stop()
  assert.equal(await scalar(await connected(t, second), 'select 1'), 1)
})

test('A server is stopped even when its directory has been deleted', async () => {
  const dataDirectory = join(scratch, 'deleted-too')
  const database = await startDatabase({ dataDirectory, log: silent })
  const pid = pidOn(join(dataDirectory, 'postgres'))
  rmSync(dataDirectory, { recursive: true })
  await database.stop()
  assert.equal(outlives(pid, join(dataDirectory, 'postgres')), false)
})

test('Two processes that start the same directory at once share one server', async (t) => {
  const dataDirectory = join(scratch, 'raced')
  const both = await Promise.all([started(t, dataDirectory), started(t, dataDirectory)])
  assert.deepEqual(both[0].connection, both[1].connection)
  assert.notEqual(both[0].adopted, both[1].adopted)
})

test('Two data directories run side by side, one of them too long for a socket', async (t) => {
  const said: string[] = []
  const long = join(scratch, 'long'.repeat(25), 'data')
  const [one, other] = await Promise.all([
    started(t, join(scratch, 'short')),
    started(t, long, (line) => said.push(line)),
  ])
  assert.equal(one.connection.host, join(scratch, 'short', 'run'))
  assert.match(other.connection.host, /^\/tmp\/tsuzuki-[0-9a-f]{16}$/)
  assert.ok(said.some((line) => line.includes(other.connection.host)))

  const clients = [await connected(t, one), await connected(t, other)]
  for (const [i, client] of clients.entries()) await client.query(`create table only_${i} ()`)
  for (const [i, client] of clients.entries()) {
    assert.equal(await scalar(client, `select to_regclass('only_${1 - i}')`), null)
  }
  await other.stop()
  assert.equal(existsSync(other.connection.host), false)
})

test('A socket folder that somebody else made first is refused', { skip: !isRoot }, () => {
  const squatted = join(scratch, 'squatted')
  mkdirSync(squatted)
  assert.throws(() => makeOwned(squatted, serverUser()), /must be a folder of user 65534/)
})

test('The socket moves away exactly when its path would be too long', () => {
  const log = silent
  const restBytes = Buffer.byteLength('/run/.s.PGSQL.5432')
  for (const [bytes, stays] of [
    [SOCKET_PATH_BYTES_MAX, true],
    [SOCKET_PATH_BYTES_MAX + 1, false],
  ] as const) {
    const name = 'x'.repeat(bytes - restBytes - Buffer.byteLength(scratch) - 1)
    const place = preparePlace(join(scratch, name), log)
    assert.equal(place.sockets.startsWith(scratch), stays, `${bytes} bytes`)
    if (!stays) rmSync(place.sockets, { recursive: true })
  }
})

test('A data directory that only its owner may enter is opened for the server to pass', async (t) => {
  const closed = mkdtempSync(join(scratch, 'closed-'))
  const database = await started(t, closed)
  assert.equal(await scalar(await connected(t, database), 'select 1'), 1)
})

test('Below a closed folder the database lives elsewhere and is found again', async (t) => {
  if (!isRoot) return t.skip('only root runs the server as somebody else')
  const closed = mkdtempSync(join(scratch, 'shut-'))
  const dataDirectory = join(closed, 'data')
  const said: string[] = []
  const first = await startDatabase({ dataDirectory, log: (line) => said.push(line) })
  const home = preparePlace(dataDirectory, silent).home
  const writer = await connected(t, first)
  await writer.query('create table kept as select 7 as n')
  await first.stop()
  assert.ok(said.some((line) => line.includes(home)))

  const second = await startDatabase({ dataDirectory, log: silent })
  const client = await connected(t, second)
  assert.equal(await scalar(client, 'select n from kept'), 7)
  await second.stop()
  rmSync(home, { recursive: true })
})

test('The default directory is beside the checkout unless the server cannot reach it', () => {
  const checkout = mkdtempSync(join(scratch, 'checkout-'))
  const told = { TSUZUKI_DATA: '/srv/told' }
  assert.equal(chooseDataDirectory(checkout, told), '/srv/told')
  assert.equal(chooseDataDirectory(checkout, { TSUZUKI_DATA: 'rel' }), join(checkout, 'rel'))

  const apart = chooseDataDirectory(checkout, {})
  if (isRoot) assert.match(apart, /^\/var\/lib\/tsuzuki\/[0-9a-f]{16}$/)
  else assert.equal(apart, join(checkout, '.tsuzuki'))
  chmodSync(checkout, 0o755)
  assert.equal(chooseDataDirectory(checkout, {}), join(checkout, '.tsuzuki'))
})

test('Binaries that the server cannot reach, or that lack links, are copied beside the data', () => {
  const place = preparePlace(join(scratch, 'copied'), silent)
  const installed = join(findBinaries(place, silent).postgres, '../../..')
  const shut = mkdtempSync(join(scratch, 'modules-'))
  const copy = join(shut, 'package')
  cpSync(installed, copy, { recursive: true, verbatimSymlinks: true })
  unlinkSync(join(copy, 'native/lib/libicui18n.so.60'))
  const { initdb } = findBinaries(place, silent, copy)
  assert.equal(initdb.startsWith(isRoot ? place.home : copy), true)
  assert.ok(existsSync(join(initdb, '../../lib/libicui18n.so.60')))
})

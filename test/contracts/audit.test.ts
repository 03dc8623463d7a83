/**
 * The audit over PostgreSQL: everything the door wrote is chained, in whatever order it was
 * committed, and every row, agreement, entry and head that somebody changes or takes away past the
 * door is named with its place.
 */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, suite, test } from 'node:test'
import { createAudit } from '../../src/adapters/postgres/audit.ts'
import { createAuditKey } from '../../src/adapters/secrets/audit-key.ts'
import { isSignedBy } from '../../src/adapters/secrets/ed25519.ts'
import {
  BATCHES_A_RUN_MAX,
  chainAudit,
  CHAINED_A_BATCH_MAX,
  CLOCKS_DIFFER_SECONDS_MAX,
  type Chained,
} from '../../src/app/audit/chain.ts'
import type { AuditStore, HeldChains } from '../../src/app/audit/ports.ts'
import { HEAD_HOURS_MAX, UNCHAINED_MINUTES_MAX, verifyAudit } from '../../src/app/audit/verify.ts'
import { createDoor, type Door } from '../../src/app/door/door.ts'
import { renewByPartner } from '../../src/app/orders/renew-by-partner.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import { MASTER_KEY_BYTES } from '../../src/app/vault.ts'
import type { LineId } from '../../src/domain/basics/ids.ts'
import { fulfilAudit, understandAudit, wordsOf } from '../../src/main/operator/audit.ts'
import type { Desk } from '../../src/main/operator/desk.ts'
import { jstDate } from '../../src/domain/basics/time.ts'
import {
  CATALOGUE,
  createTestClock,
  createTestIds,
  freshLine,
  partnerRenewal,
} from './catalogue.ts'
import { openPostgres, writeRows, type OpenPostgres } from './stores.ts'

const MANY = CHAINED_A_BATCH_MAX * 2 + 500
const LINES = 3
const key = createAuditKey(new Uint8Array(MASTER_KEY_BYTES))
const isSigned = ({ signature }: { readonly signature: string }, bytes: Uint8Array) =>
  isSignedBy(key.publicKey, bytes, Uint8Array.fromHex(signature))

const clock = createTestClock()
const ids = createTestIds()
let open: OpenPostgres
let store: AuditStore
let door: Door
let lines: readonly LineId[]

before(async () => {
  open = await openPostgres()
  store = createAudit(open.pool)
  door = createDoor({ store: open.store, clock, ids, catalogue: () => CATALOGUE })
  lines = Array.from({ length: LINES }, () => ids.next<LineId>()).toSorted()
  for (const id of lines) {
    const homes = [{ kind: 'line', id }] as const
    await door.ask(writeRows, { homes, changes: [{ table: 'lines', row: freshLine(id) }] }, SYSTEM)
  }
})
after(() => open.close())

async function renew(line: LineId): Promise<void> {
  clock.advance(1)
  const answer = await door.ask(renewByPartner, partnerRenewal(line, ids), SYSTEM)
  assert.ok(answer.ok)
}

/** So many journal rows, one a second, home by home in turn. */
async function remember(count: number): Promise<void> {
  clock.advance(count)
  await open.pool.query(
    `insert into journal (home_id, id, at, command, channel, actor, key, events)
     select ($1::uuid[])[1 + number % ${LINES}], gen_random_uuid(),
       $2::timestamptz - make_interval(secs => number), 'example', 'web', 'system', null, '[]'
     from generate_series(0, $3) as number`,
    [lines, clock.now().toString(), count - 1],
  )
}

const chain = (): Promise<Chained | null> => chainAudit({ clock, store, key })
const verify = () => verifyAudit({ clock, store, key, isSigned })
const found = async () => (await verify()).breaks.map(wordsOf)

/** Changes past the triggers; answers what the statement returns. */
async function tamper(table: string, sql: string): Promise<Record<string, unknown>> {
  await open.pool.query(`alter table ${table} disable trigger user`)
  const { rows } = await open.pool.query<Record<string, unknown>>(sql)
  await open.pool.query(`alter table ${table} enable trigger user`)
  const [row] = rows
  assert.ok(row !== undefined, 'something was tampered with')
  return row
}

suite('Chaining', () => {
  test('takes thousands of records batch by batch, each once, and nothing is amiss', async () => {
    await remember(MANY)
    for (const line of lines) await renew(line)
    const done = await chain()
    // Each renewal leaves a journal row and an agreement.
    assert.equal(done?.entries, MANY + 2 * LINES)
    const again = await chain()
    assert.equal(again?.entries, 0)
    const { entries, chains, breaks } = await verify()
    assert.deepEqual([entries, chains, breaks], [BigInt(MANY + 2 * LINES), BigInt(LINES), []])
  })

  test('never loses a record that is committed long after younger ones', async () => {
    const slow = await open.pool.connect()
    const [line, other] = lines
    assert.ok(line !== undefined && other !== undefined)
    await slow.query('begin')
    const late = clock.now()
    // Many looks go by, and the clock with them, while the transaction is open.
    for (let look = 0; look < 5; look += 1) {
      clock.advance(CLOCKS_DIFFER_SECONDS_MAX * 10)
      await renew(other)
      assert.equal((await chain())?.entries, 2)
    }
    await slow.query(
      `insert into journal (home_id, id, at, command, channel, actor, key, events)
       values ($1, gen_random_uuid(), $2, 'late', 'web', 'system', null, '[]')`,
      [line, late.toString()],
    )
    await slow.query('commit')
    slow.release()
    assert.equal((await chain())?.entries, 1)
    clock.advance(UNCHAINED_MINUTES_MAX * 60)
    assert.deepEqual(await found(), [])
  })

  test('looks no further back than needed once everything open is over', async () => {
    await chain()
    clock.advance(CLOCKS_DIFFER_SECONDS_MAX * 2)
    await chain()
    const progress = await store.hold(async (held) => held.progress)
    const { lookedFrom, settledUntil } = progress ?? {}
    assert.ok(lookedFrom && settledUntil && lookedFrom.equals(settledUntil))
  })

  test('by two at once is done by one of them', async () => {
    await remember(100)
    const [one, other] = await Promise.all([chain(), chain()])
    assert.equal((one?.entries ?? 0) + (other?.entries ?? 0), 100)
    const second = await store.hold(async () => {
      return (await chain()) === null ? 'turned away' : 'let in'
    })
    assert.equal(second, 'turned away')
    assert.deepEqual(await found(), [])
  })

  test('that is killed between or within batches goes on without a hole', async () => {
    await remember(MANY)
    let appended = 0
    const dying: AuditStore = {
      ...store,
      hold: (work) =>
        store.hold((held) => {
          const append: HeldChains['append'] = async (entries) => {
            await held.append(entries)
            appended += 1
            if (appended === 2) throw new Error('killed')
          }
          return work({ ...held, append })
        }),
    }
    await assert.rejects(chainAudit({ clock, store: dying, key }), /killed/)
    // The server lets go of a connection that broke in its own time.
    let done = await chain()
    for (let tries = 0; done === null && tries < 1_000; tries += 1) done = await chain()
    assert.ok(done !== null, 'nobody else holds the chains')
    assert.ok(done.entries > 0 && done.entries < MANY, `${done.entries} of ${MANY}`)
    assert.ok(BATCHES_A_RUN_MAX * CHAINED_A_BATCH_MAX > MANY)
    assert.deepEqual(await found(), [])
  })

  test('knows every column of what it stands for', async () => {
    const { rows } = await open.pool.query<{ name: string; columns: string[] }>(
      `select relname::text as name, array_agg(attname::text order by attname) as columns
       from pg_attribute join pg_class on pg_class.oid = attrelid
       where relname in ('journal', 'agreements') and attnum > 0 and not attisdropped
       group by relname order by relname`,
    )
    // Of which kind a home is, its own row tells; the digest names the home.
    const agreements = 'at channel home_id home_kind id order_id person_id shown terms'
    const journal = 'actor at channel command events home_id id key'
    assert.deepEqual(
      rows.map(({ columns }) => columns.join(' ')),
      [agreements, journal],
      'a new column is added to postgres/rows/audit-rows.ts, in a new version of the form',
    )
  })
})

suite('A day that is over', () => {
  test('gets one signed head over all chains, which names the one before', async () => {
    const day = jstDate(clock.now())
    await chain()
    clock.advance(86_400)
    await chain()
    const made = await chain()
    assert.equal(made?.day?.toString() ?? day.toString(), day.toString())
    await renewAll()
    for (let count = 0; count < 2; count += 1) {
      clock.advance(86_400)
      await chain()
      await chain()
    }
    const heads = await store.read((book) => book.heads())
    assert.ok(heads.length >= 2)
    assert.ok(heads.slice(1).every(({ previous }) => previous !== null))
    assert.deepEqual(await found(), [])
    assert.equal((await chain())?.day, null, 'a day has one head')
  })

  test('is missed when nobody makes its head', async () => {
    const last = (await store.read((book) => book.heads())).at(-1)
    assert.ok(last !== undefined)
    clock.advance(86_400 + HEAD_HOURS_MAX * 3_600)
    assert.match((await found()).join(), /^head of \d{4}-\d\d-\d\d: missing$/)
    await chain()
    await chain()
    assert.deepEqual(await found(), [])
  })
})

async function renewAll(): Promise<void> {
  for (const line of lines) await renew(line)
  await chain()
}

/** One act each, and what must be told of it. */
const TAMPERINGS: readonly {
  readonly what: string
  readonly table: string
  readonly change: string
  readonly told: RegExp
}[] = [
  {
    what: 'changes a journal row',
    table: 'journal',
    change: `update journal set actor = 'staff:nobody' where id = (select subject_id
      from audit_entries where kind = 'journal' order by home_id, seq offset 7 limit 1)
      returning id`,
    told: /^home \S+, entry 8: journal ID was changed$/,
  },
  {
    what: 'changes one digit in a journal row’s events',
    table: 'journal',
    change: `update journal set events = '[{"n": 1.00000000000000000001}]' where id = (select
      subject_id from audit_entries where kind = 'journal' order by home_id, seq offset 9 limit 1)
      returning id`,
    told: /^home \S+, entry 10: journal ID was changed$/,
  },
  {
    what: 'changes when a journal row was written',
    table: 'journal',
    change: `update journal set at = at + interval '2 months' where id = (select subject_id
      from audit_entries where kind = 'journal' order by home_id, seq offset 7 limit 1)
      returning id`,
    told: /^home \S+, entry 8: journal ID was changed$/,
  },
  {
    what: 'changes an agreement',
    table: 'agreements',
    change: `update agreements set shown = shown || '{"button": "?"}' where id = (select id
      from agreements order by id limit 1) returning id`,
    told: /^home \S+, entry \d+: agreement ID was changed$/,
  },
  {
    what: 'changes an entry',
    table: 'audit_entries',
    change: `update audit_entries set digest = sha256('x') where (home_id, seq) = (select home_id,
      seq from audit_entries order by home_id, seq offset 4 limit 1) returning subject_id as id`,
    told: /^home \S+, entry 5: the entry was changed; it names \w+ ID$/,
  },
  {
    what: 'changes an entry’s hash',
    table: 'audit_entries',
    change: `update audit_entries set hash = sha256('x') where (home_id, seq) = (select home_id,
      seq from audit_entries order by home_id, seq offset 4 limit 1) returning subject_id as id`,
    told: /^home \S+, entry 5: the entry was changed; it names \w+ ID$/,
  },
  {
    what: 'changes a head',
    table: 'audit_heads',
    change: `update audit_heads set at = at + interval '1 second' where day = (select day
      from audit_heads order by day limit 1) returning day as id`,
    told: /^head of ID: forged$/,
  },
  {
    what: 'takes away a journal row',
    table: 'journal',
    change: `delete from journal where id = (select subject_id from audit_entries
      where kind = 'journal' order by home_id, seq offset 7 limit 1) returning id`,
    told: /^home \S+, entry 8: journal ID is missing$/,
  },
  {
    what: 'takes away an agreement',
    table: 'agreements',
    change: `delete from agreements where id = (select id from agreements order by id limit 1)
      returning id`,
    told: /^home \S+, entry \d+: agreement ID is missing$/,
  },
  {
    what: 'takes an entry, whose record then has none,',
    table: 'audit_entries',
    change: `delete from audit_entries where (home_id, seq) = (select home_id, seq
      from audit_entries order by home_id, seq offset 4 limit 1) returning subject_id as id`,
    told: /^home \S+, entry 5: the entry is missing\nhome \S+: \w+ ID of \S+ has no entry$/,
  },
  {
    what: 'takes away a head',
    table: 'audit_heads',
    change: `delete from audit_heads where day = (select day from audit_heads order by day limit 1)
      returning day as id`,
    told: /^head of \S+: missing$/,
  },
]

suite('Somebody past the door', () => {
  let pristine: Readonly<Record<string, string>>
  const TABLES = ['journal', 'agreements', 'audit_entries', 'audit_heads']

  before(async () => {
    pristine = Object.fromEntries(TABLES.map((table) => [table, `kept_${table}`] as const))
    for (const [table, kept] of Object.entries(pristine)) {
      await open.pool.query(`create table ${kept} as select * from ${table}`)
    }
  })
  beforeEach(async () => {
    for (const [table, kept] of Object.entries(pristine)) {
      await open.pool.query(`truncate ${table}`)
      await open.pool.query(`insert into ${table} select * from ${kept}`)
    }
  })
  after(() => open.pool.query(`drop table ${Object.values(pristine).join(', ')}`))

  test('who changes nothing is not accused', async () => assert.deepEqual(await found(), []))

  for (const { what, table, change, told } of TAMPERINGS) {
    test(`who ${what} is found, and where`, async () => {
      const { id } = await tamper(table, change)
      const said = (await found())
        .filter((words) => !/: \d+ chains and/.test(words))
        .map((words) => words.replaceAll(String(id), 'ID'))
      assert.match(said.join('\n'), told)
    })
  }

  test('who takes the end of a chain with its records is found by the head', async () => {
    const { home, id } = await tamper(
      'audit_entries',
      `delete from audit_entries where (home_id, seq) = (select home_id, seq from audit_entries
       where kind = 'journal' and at < (select max(at) from audit_heads)
       order by home_id, seq desc limit 1) returning home_id as home, subject_id as id`,
    )
    await tamper('journal', `delete from journal where id = '${String(id)}' returning id`)
    const said = await found()
    assert.ok(
      said.some((words) => /^head of \S+: \d+ chains and \d+ entries were signed/.test(words)),
    )
    assert.ok(home !== undefined)
  })

  test('is refused by the database as long as its triggers stand', async () => {
    for (const table of ['audit_entries', 'audit_heads']) {
      await assert.rejects(open.pool.query(`update ${table} set at = at`), /append-only/)
      await assert.rejects(open.pool.query(`delete from ${table}`), /append-only/)
    }
  })

  test('who writes a record into the past is found by its lack of an entry', async () => {
    await open.pool.query(
      `insert into journal (home_id, id, at, command, channel, actor, key, events)
       values ($1, gen_random_uuid(), $2::timestamptz - interval '2 days', 'forged', 'web',
         'system', null, '[]')`,
      [lines[0], clock.now().toString()],
    )
    await chain()
    assert.match((await found()).join('\n'), /^home \S+: journal \S+ of \S+ has no entry$/)
  })

  test('who takes what was exported is found by the file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tsuzuki-audit-'))
    const file = join(folder, 'audit.jsonl')
    const span = understandAudit(['export', '2026-01-01', '2027-01-01'])
    assert.ok(span !== null)
    const exported = await told(span)
    assert.ok(exported.ok)
    writeFileSync(file, exported.said)
    const sound = await told({ kind: 'verify', file })
    assert.ok(sound.ok, sound.said)
    const { home, seq } = await tamper(
      'audit_entries',
      `delete from audit_entries where (home_id, seq) = (select home_id, seq from audit_entries
       order by home_id, seq desc limit 1) returning home_id as home, seq`,
    )
    const lost = await told({ kind: 'verify', file })
    assert.ok(!lost.ok)
    const place = `home ${String(home)}, entry ${String(seq)}`
    assert.ok(lost.said.includes(`in the database: ${place}: the entry is missing`), lost.said)
    const forged = exported.said.replace(/"digest":"./, '"digest":"_')
    writeFileSync(file, forged)
    const changed = await told({ kind: 'verify', file })
    assert.ok(!changed.ok)
    assert.match(changed.said, /^in the file: home \S+, entry 1: the entry was changed/)
    rmSync(folder, { recursive: true })
  })

  test('is told by the operator’s command, whose answer is then no', async () => {
    const sound = await told({ kind: 'verify', file: null })
    assert.ok(sound.ok)
    assert.match(
      sound.said,
      /^3 chains, \d+ entries, \d+ heads, 0 breaks\npublic key [0-9a-f]{64}$/,
    )
    await tamper(
      'journal',
      `update journal set key = 'x' where id = (select subject_id from
      audit_entries where kind = 'journal' order by home_id, seq limit 1) returning id`,
    )
    const bad = await told({ kind: 'verify', file: null })
    assert.ok(!bad.ok)
    assert.match(bad.said, /entry 1: journal \S+ was changed\n3 chains, .* 1 breaks/)
  })
})

test('What is no day, no verb or too much is not understood', () => {
  assert.deepEqual(understandAudit(['verify']), { kind: 'verify', file: null })
  assert.deepEqual(understandAudit(['verify', 'x']), { kind: 'verify', file: 'x' })
  for (const words of [
    [],
    ['prove'],
    ['export'],
    ['export', '2026-01-01'],
    ['export', '2026-02-30', '2026-03-01'],
    ['verify', 'x', 'y'],
    ['export', '2026-01-01', '2026-01-02', 'x'],
  ]) {
    assert.equal(understandAudit(words), null)
  }
})

async function told(
  wish: Parameters<typeof fulfilAudit>[2],
): Promise<{ readonly ok: boolean; readonly said: string }> {
  const said: string[] = []
  const say = (line: string) => void said.push(line)
  const desk = { clock, pool: open.pool, auditKey: key } as Partial<Desk> as Desk
  const ok = await fulfilAudit(desk, { say, complain: say }, wish)
  return { ok, said: said.join('\n') }
}

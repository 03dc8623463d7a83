/**
 * Looking after a line as commands of every store do it: documents seen, people set right, lines
 * stopped, cases kept; and what is kept of a document, searched for in every table.
 */
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { editProfile } from '../../src/app/accounts/edit-profile.ts'
import { newName } from '../../src/app/accounts/new-name.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import { personalText } from '../../src/app/queries/account-view.ts'
import { standingLocks } from '../../src/app/queries/staff/locks.ts'
import { documentKey, nameKeys } from '../../src/app/search-keys.ts'
import { addNote, closeCase, openCase } from '../../src/app/staff/cases.ts'
import { keptOfNumber, recordIdentityCheck } from '../../src/app/staff/identity.ts'
import { liftLock, type Lockable } from '../../src/app/staff/locks.ts'
import { editPersonByStaff } from '../../src/app/staff/person.ts'
import { resumeLine, suspendLine } from '../../src/app/staff/suspension.ts'
import { keyNames } from '../../src/app/sweeps/names.ts'
import { readMrz } from '../../src/channels/counter/reading/mrz.ts'
import { emptyMailbox } from '../../src/domain/account/mailbox.ts'
import { PIN_TRIES_MAX } from '../../src/domain/account/phone.ts'
import type { DisplayName } from '../../src/domain/account/profile.ts'
import type { CaseId, IdentityCheckId } from '../../src/domain/basics/ids.ts'
import { NOTES_MAX, OPEN_CASES_MAX } from '../../src/domain/case/case.ts'
import { plusMinutes } from '../../src/domain/basics/time.ts'
import { judge } from '../../src/domain/identity/identity-check.ts'
import { card, careWorld, checked, holder, PASSPORT_NUMBER, type CareWorld } from './care-world.ts'
import { write } from './rows-asked.ts'
import { asked, seen } from './till-world.ts'
import type { OpenPostgres, OpenStore } from './stores.ts'

export function lineCareContract(name: string, openStore: () => Promise<OpenStore>): void {
  describe(`Looking after a line over the ${name} store`, () => {
    let world: CareWorld
    before(async () => {
      world = await careWorld(await openStore())
    })
    beforeEach(() => seen(world))
    after(() => world.open.close())
    identityContract(() => world)
    personContract(() => world)
    stoppingContract(() => world)
    locksContract(() => world)
    casesContract(() => world)
  })
}

/** ICAO Doc 9303 part 4, its specimen; everything of it that a person could be known by. */
const MRZ = [
  'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<',
  'L898902C36UTO7408122F1204159ZE184226B<<<<<10',
].join('\n')
const TRACES = new RegExp(
  [
    'L898902C3|ERIKSSON|ANNA|MARIA|ZE184226B|1974-08-12|2012-04-15',
    // Neither within a hash, where any six digits may stand.
    String.raw`(?<![0-9a-f])(740812|120415)|\bUTO\b`,
  ].join('|'),
  'i',
)

function identityContract(ofWorld: () => CareWorld): void {
  test('A document leaves kind, last characters, keyed hash, judgement, clerk and time', async () => {
    const world = ofWorld()
    const { app } = world
    const line = await card(world)
    const now = app.clock.now()
    const read = readMrz(MRZ, now)
    assert.ok(read.ok)
    const document = read.value
    const result = judge(document, { isHolder: true, now })
    const kept = keptOfNumber(app.vault, document.number)
    const check = world.ids.next<IdentityCheckId>()
    const { kind } = document
    const input = { line: line.id, check, kind, ...kept, result, staff: world.lin.staff }
    assert.ok((await asked(world, recordIdentityCheck, world.lin, { input, key: check })).ok)
    const [row, ...others] = await app.reads.identityChecks(line.id)
    assert.equal(others.length, 0)
    assert.deepEqual(row, {
      id: check,
      line: line.id,
      kind: 'passport',
      lastDigits: '02C3',
      numberHash: documentKey(app.vault, document.number),
      result: 'expired',
      clerk: world.lin.staff,
      shop: 'shinjuku',
      at: row?.at,
    })
    const found = await app.reads.searched('document', [kept.numberHash], 5)
    assert.deepEqual(found, [{ kind: 'line', id: line.id }])
    const everything = await everyRow(world.open)
    assert.match(everything, /02C3/)
    assert.doesNotMatch(everything, TRACES)
  })

  test('A document that is somebody else’s finds nobody', async () => {
    const world = ofWorld()
    const line = await card(world)
    await checked(world, line.id, 'refused')
    const { numberHash } = keptOfNumber(world.app.vault, PASSPORT_NUMBER)
    const found = await world.app.reads.searched('document', [numberHash], 50)
    assert.ok(found.every(({ id }) => id !== line.id))
  })

  test('A line that is not there is refused', async () => {
    const world = ofWorld()
    const { app, lin } = world
    const kept = keptOfNumber(app.vault, PASSPORT_NUMBER)
    const input = {
      line: world.ids.next(),
      check: world.ids.next(),
      kind: 'passport',
      ...kept,
      result: 'accepted',
      staff: lin.staff,
    } as const
    const answer = await asked(world, recordIdentityCheck, lin, { input: input as never })
    assert.equal(!answer.ok && answer.refusal.code, 'line_unknown')
  })
}

/** Every row of every table as text: ours, the journal and the jobs. */
async function everyRow(open: OpenStore): Promise<string> {
  if (open.name === 'memory') return memoryRows(open)
  const { pool } = open as OpenPostgres
  const { rows: tables } = await pool.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'`,
  )
  assert.ok(tables.length > 30, 'every table is looked into')
  const texts: string[] = []
  for (const { name } of tables) {
    const { rows } = await pool.query<{ row: string }>(
      `select one::text as row from ${name} as one`,
    )
    texts.push(...rows.map(({ row }) => row))
  }
  return texts.join('\n')
}

function memoryRows({ store }: OpenStore): string {
  return JSON.stringify(store, (_, value: unknown) => {
    if (typeof value === 'bigint') return value.toString()
    return value instanceof Map ? [...value.entries()] : value
  })
}

function personContract(ofWorld: () => CareWorld): void {
  const names = async (world: CareWorld, name: string) =>
    (await world.app.reads.searched('name', nameKeys(world.app.vault, name), 50)).map(
      ({ id }) => id,
    )

  test('A name set right by staff is found by its new words and not by its old ones', async () => {
    const world = ofWorld()
    const { app } = world
    const { account, line } = await holder(world, { name: 'Lin Meiling' })
    assert.ok((await names(world, 'meiling lin')).includes(account.id))
    const name = await newName(app, account, 'Lin 美玲' as DisplayName)
    const own = { account: account.id, language: 'ko', country: 'TW', name } as const
    const input = { line: line.id, ...own }
    assert.ok((await asked(world, editPersonByStaff, world.lin, { input })).ok)
    const state = await app.reads.account(account.id)
    assert.equal(state.account?.language, 'ko')
    assert.equal(state.account?.country, 'TW')
    assert.equal((await personalText(app, state))?.displayName, 'Lin 美玲')
    assert.ok(!(await names(world, 'Meiling')).includes(account.id))
    for (const text of ['Lin', '美玲', '美玲 LIN']) {
      assert.ok((await names(world, text)).includes(account.id), text)
    }
  })

  test('So is a name that its owner changed', async () => {
    const world = ofWorld()
    const { app } = world
    const { account } = await holder(world, { name: 'Nguyen Van An' })
    const name = await newName(app, account, 'Nguyen Binh' as DisplayName)
    const input = { account: account.id, language: 'en', country: null, name } as const
    assert.ok((await app.door.ask(editProfile, input, SYSTEM)).ok)
    assert.ok((await names(world, 'binh')).includes(account.id))
    assert.ok(!(await names(world, 'van')).includes(account.id))
  })

  test('An account of before names were searched gets its words, once', async () => {
    const world = ofWorld()
    const { app } = world
    const { account } = await holder(world, { name: 'Pham Thu' })
    const home = { kind: 'account', id: account.id } as const
    const gone = nameKeys(app.vault, 'Pham Thu').map(
      (value) =>
        ({ table: 'search_keys', row: { kind: 'name', value, home }, removed: true }) as const,
    )
    await write(world, home, gone)
    assert.ok(!(await names(world, 'pham')).includes(account.id))
    assert.deepEqual(await keyNames(app), { done: 1, left: [] })
    assert.deepEqual(await keyNames(app), { done: 0, left: [] })
    assert.ok((await names(world, 'thu pham')).includes(account.id))
  })

  test('Nobody edits who does not hold this line', async () => {
    const world = ofWorld()
    const { account } = await holder(world)
    const other = await card(world)
    const own = { account: account.id, language: 'ko', country: null, name: null } as const
    const input = { line: other.id, ...own }
    const answer = await asked(world, editPersonByStaff, world.lin, { input })
    assert.equal(!answer.ok && answer.refusal.code, 'line_not_held')
  })
}

function stoppingContract(ofWorld: () => CareWorld): void {
  test('A clerk stops a line; letting it go on is a senior’s', async () => {
    const world = ofWorld()
    const { lin, sato, app } = world
    const { id: line } = await card(world)
    const stop = () =>
      asked(world, suspendLine, lin, { input: { line, reason: 'misuse' } as const })
    const go = (by: typeof lin) => asked(world, resumeLine, by, { input: { line } })
    assert.ok((await stop()).ok)
    const again = await stop()
    assert.equal(!again.ok && again.refusal.code, 'line_suspended_already')
    assert.equal((await app.reads.line(line)).line?.suspension?.reason, 'misuse')
    const alone = await go(lin)
    assert.equal(!alone.ok && alone.refusal.code, 'act_not_allowed')
    assert.ok((await go(sato)).ok)
    assert.equal((await app.reads.line(line)).line?.suspension, null)
    const late = await go(sato)
    assert.equal(!late.ok && late.refusal.code, 'line_not_suspended')
  })
}

function locksContract(ofWorld: () => CareWorld): void {
  test('A senior ends one lock at a time, and nothing else of the thing changes', async () => {
    const world = ofWorld()
    const { app, lin, sato } = world
    const now = app.clock.now()
    const until = plusMinutes(now, 10)
    const { account, line } = await holder(world)
    const pin = { hash: 'pin', since: now, wrongTries: PIN_TRIES_MAX, lockedAt: now }
    const phone = { ...account.phone, pin }
    const locked = { ...line.activation, wrongTries: 5, lockedUntil: until }
    const { mailbox } = account
    const guessed = { ...emptyMailbox(mailbox), sentAt: [now], lockedUntil: until }
    const home = { kind: 'account', id: account.id } as const
    await write(world, home, [{ table: 'accounts', row: { ...account, phone } }])
    await write(world, { kind: 'mailbox', id: mailbox }, [{ table: 'mailboxes', row: guessed }])
    const row = { ...line, activation: locked }
    await write(world, { kind: 'line', id: line.id }, [{ table: 'lines', row }])
    const standing = async () => (await standingLocks(app, row, now)).map(({ what }) => what)
    const all: readonly Lockable[] = [
      { kind: 'activation', line: line.id },
      { kind: 'mailbox', mailbox },
      { kind: 'phone_pin', account: account.id },
    ]
    assert.deepEqual(await standing(), all)
    for (const what of all) {
      const lift = (by: typeof lin) =>
        asked(world, liftLock, by, { input: { what, reason: 'person_known' } })
      const alone = await lift(lin)
      assert.equal(!alone.ok && alone.refusal.code, 'act_not_allowed', what.kind)
      assert.ok((await lift(sato)).ok, what.kind)
      const late = await lift(sato)
      assert.equal(!late.ok && late.refusal.code, 'not_locked', what.kind)
    }
    const after = (await app.reads.line(line.id)).line
    assert.deepEqual(after, line)
    assert.deepEqual(await standingLocks(app, after ?? row, now), [])
    assert.deepEqual(await app.reads.mailbox(mailbox), { ...guessed, lockedUntil: null })
    const known = (await app.reads.account(account.id)).account
    assert.deepEqual(known?.phone.pin, { ...pin, wrongTries: 0, lockedAt: null })
  })
}

function casesContract(ofWorld: () => CareWorld): void {
  const NOTE = 'Ms Lin waits for a call back'

  test('A case keeps its notes sealed, in order, and takes none once it is closed', async () => {
    const world = ofWorld()
    const { app, lin, mori } = world
    const { id: line } = await card(world)
    const id = world.ids.next<CaseId>()
    const of = { line, id }
    const sealed = () => app.vault.seal(NOTE)
    const opened = { ...of, about: 'slow', sealedNote: sealed(), staff: lin.staff } as const
    assert.ok((await asked(world, openCase, lin, { input: opened })).ok)
    const note = { ...of, sealedNote: sealed(), staff: mori.staff }
    assert.ok((await asked(world, addNote, mori, { input: note })).ok)
    const [one] = await app.reads.cases(line, 5)
    assert.deepEqual(
      one?.notes.map(({ by, sealed: text }) => [by, app.vault.open(text)]),
      [
        [lin.staff, NOTE],
        [mori.staff, NOTE],
      ],
    )
    assert.doesNotMatch(await everyRow(world.open), /call back/)
    const closing = { input: { ...of, staff: lin.staff } }
    assert.ok((await asked(world, closeCase, lin, closing)).ok)
    for (const answer of [
      await asked(world, closeCase, lin, closing),
      await asked(world, addNote, mori, { input: note }),
    ]) {
      assert.equal(!answer.ok && answer.refusal.code, 'case_not_open')
    }
    assert.deepEqual((await app.reads.line(line)).cases, [])
  })

  test('Neither cases nor notes grow without end', async () => {
    const world = ofWorld()
    const { lin } = world
    const { id: line } = await card(world)
    const open = async (id: CaseId) => {
      const input = { line, id, about: 'note', sealedNote: null, staff: lin.staff } as const
      const answer = await asked(world, openCase, lin, { input })
      return answer.ok ? 'opened' : answer.refusal.code
    }
    const id = world.ids.next<CaseId>()
    assert.equal(await open(id), 'opened')
    for (let count = 1; count < OPEN_CASES_MAX; count += 1) await open(world.ids.next())
    assert.equal(await open(world.ids.next()), 'too_many_open_cases')
    const note = async () => {
      const input = { line, id, sealedNote: 'x', staff: lin.staff }
      const answer = await asked(world, addNote, lin, { input })
      return answer.ok ? 'noted' : answer.refusal.code
    }
    for (let count = 0; count < NOTES_MAX; count += 1) assert.equal(await note(), 'noted')
    assert.equal(await note(), 'too_many_notes')
  })
}

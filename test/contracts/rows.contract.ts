/**
 * What is saved is loaded back equal: every table, every field, with and without a value, to the
 * microsecond, beyond 2^53 and in every script; and rows are found, replaced and removed.
 */
import { NO_PHONE } from '../../src/domain/account/phone.ts'
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { NO_ACCOUNT, type Change, type Find } from '../../src/app/door/state.ts'
import type { Account } from '../../src/domain/account/account.ts'
import { emptyMailbox, type Mailbox } from '../../src/domain/account/mailbox.ts'
import type { Passkey } from '../../src/domain/account/passkey.ts'
import type { SignIn } from '../../src/domain/account/sign-in.ts'
import type { Agreement } from '../../src/domain/agreement/agreement.ts'
import type { AccountId, LineId, MailboxId, PersonId } from '../../src/domain/basics/ids.ts'
import { yen } from '../../src/domain/basics/money.ts'
import { plusDays, type Instant } from '../../src/domain/basics/time.ts'
import { isOpen } from '../../src/domain/order/order.ts'
import type { PostingSet } from '../../src/domain/ledger/posting.ts'
import type { Line } from '../../src/domain/line/line.ts'
import { DEFAULT_PREFERENCES } from '../../src/domain/notice/preferences.ts'
import type { Zone } from '../../src/domain/notice/quiet-hours.ts'
import type { PointsLot } from '../../src/domain/points/lots.ts'
import { DAY, freshLine, requestFor } from './catalogue.ts'
import { counterRowsContract } from './counter-rows.contract.ts'
import {
  EARLY,
  EVERY_SCRIPT,
  FINE,
  someOrders,
  somePacks,
  someSessions,
  someUsage,
} from './example-rows.ts'
import { mandatesContract } from './mandates.contract.ts'
import { assertSame } from './same.ts'
import { moneyRowsContract } from './money-rows.contract.ts'
import { load, write } from './rows-asked.ts'
import { createWorld, type DoorWorld, type OpenStore } from './stores.ts'

export function rowsContract(name: string, openStore: () => Promise<OpenStore>): void {
  describe(`The rows of the ${name} store`, () => {
    let world: DoorWorld
    before(async () => {
      world = createWorld(await openStore())
    })
    after(() => world.open.close())
    lineRowsContract(() => world)
    orderRowsContract(() => world)
    bookRowsContract(() => world)
    moneyRowsContract(() => world)
    chargingRowsContract(() => world)
    accountRowsContract(() => world)
    personRowsContract(() => world)
    findsContract(() => world)
    noticesContract(() => world)
    expiringPointsContract(() => world)
    mandatesContract(() => world)
    counterRowsContract(() => world)
  })
}

function lineRowsContract(given: () => DoorWorld): void {
  test('A line comes back as it was saved, bare and full', async () => {
    const { ids, open } = given()
    const bare = freshLine(ids.next())
    const full: Line = {
      ...freshLine(ids.next()),
      sim: {
        iccid: '8981100000000000001' as Line['sim']['iccid'],
        imsi: '440101234567890' as Line['sim']['imsi'],
        form: 'esim',
        eid: '8'.repeat(32) as Line['sim']['eid'],
      },
      msisdn: '+819012345678' as Line['msisdn'],
      holder: ids.next<AccountId>(),
      releasedAt: FINE,
      activation: { hash: EVERY_SCRIPT, wrongTries: 3, lockedUntil: FINE },
      suspension: { since: EARLY, by: 'holder', reason: 'lost_card' },
      recognition: 'off',
      createdAt: FINE,
    }
    for (const row of [bare, full]) {
      await write(given(), { kind: 'line', id: row.id }, [{ table: 'lines', row }])
      assertSame((await open.reads.line(row.id)).line, row)
    }
    const again = { ...full, msisdn: null, suspension: null, holder: null, releasedAt: null }
    await write(given(), { kind: 'line', id: full.id }, [{ table: 'lines', row: again }])
    assertSame((await open.reads.line(full.id)).line, again)
  })

  test('A pack comes back as it was saved, in every state of its start', async () => {
    const { ids, open } = given()
    const line = ids.next<LineId>()
    const packs = somePacks(line, given())
    await write(
      given(),
      { kind: 'line', id: line },
      packs.map((row) => ({ table: 'packs', row })),
    )
    assertSame(await open.packs(line), packs)
    assertSame((await open.reads.line(line)).packs, packs)
    const homes = [{ kind: 'line', id: line } as const]
    const parts = new Map([['packs', [line]]] as const)
    assertSame((await load(given(), { homes, parts })).lines.get(line)?.packs, packs)
  })
}

function orderRowsContract(given: () => DoorWorld): void {
  test('Orders and payments come back as they were saved, in every state', async () => {
    const { ids, open } = given()
    const line = ids.next<LineId>()
    const pairs = someOrders(line, given())
    await write(
      given(),
      { kind: 'line', id: line },
      pairs.flatMap(({ order, payment }): Change[] => [
        { table: 'orders', row: order },
        { table: 'payments', row: payment },
      ]),
    )
    for (const pair of pairs) assertSame(await open.reads.order(line, pair.order.id), pair)
    const waiting = pairs.filter(({ order }) => isOpen(order))
    const state = await open.reads.line(line)
    assertSame(
      state.orders,
      waiting.map(({ order }) => order),
    )
    const home = { kind: 'line', id: line } as const
    const homes = [home]
    const parts = new Map([['orders', [line]]] as const)
    const orders = pairs.map(({ order }) => ({ home, order: order.id }))
    const loaded = (await load(given(), { homes, parts, orders })).lines.get(line)
    assertSame(
      loaded?.orders,
      pairs.map(({ order }) => order),
    )
    assertSame(
      loaded?.payments.toSorted((one, other) => (one.id < other.id ? -1 : 1)),
      pairs.map(({ payment }) => payment),
    )
  })
}

function bookRowsContract(given: () => DoorWorld): void {
  test('Agreements and posting sets come back as they were saved', async () => {
    const { ids, open } = given()
    const line = ids.next<LineId>()
    const { shown, acceptedTerms } = requestFor(DAY)
    const bare: Agreement = {
      id: ids.next(),
      home: { kind: 'line', id: line },
      order: ids.next(),
      person: null,
      channel: 'api',
      terms: [],
      shown: { ...shown, lines: [] },
      at: EARLY,
    }
    const lines = [{ label: EVERY_SCRIPT, value: '' }]
    const full: Agreement = {
      ...bare,
      id: ids.next(),
      person: ids.next(),
      terms: acceptedTerms,
      shown: { language: 'ko', lines, button: EVERY_SCRIPT },
      at: FINE,
    }
    const most = yen(4_611_686_018_427_387_904n)
    const set: PostingSet = {
      id: ids.next(),
      home: { kind: 'line', id: line },
      order: bare.order,
      cause: 'sale',
      subject: String(bare.order),
      at: FINE,
      postings: [
        { account: 'provider_clearing:stripe', amount: most },
        { account: 'sales', amount: yen(1n - most) },
        { account: 'consumption_tax', amount: yen(-1n) },
      ],
    }
    await write(given(), { kind: 'line', id: line }, [
      { table: 'agreements', row: bare },
      { table: 'agreements', row: full },
      { table: 'postings', row: set },
    ])
    assertSame(await open.reads.agreement(line, bare.id), bare)
    assertSame(await open.reads.agreement(line, full.id), full)
    assertSame(await open.postings(line), [set])
  })
}

function chargingRowsContract(given: () => DoorWorld): void {
  test('Data sessions and usage records come back as they were saved', async () => {
    const { ids, open } = given()
    const line = ids.next<LineId>()
    const { bare, full, over } = someSessions(line, given())
    const records = someUsage(bare, given())
    await write(given(), { kind: 'line', id: line }, [
      ...[bare, full, over].map((row): Change => ({ table: 'data_sessions', row })),
      ...records.map((row): Change => ({ table: 'usage_records', row })),
    ])
    assertSame((await open.reads.line(line)).sessions, [bare, full])
    assertSame(await open.usage(line), records)
    // One that is over is loaded when it is named.
    const home = { kind: 'line', id: line } as const
    const homes = [home]
    const sessions = [{ home, peer: 'nas-1', sessionKey: 'over' }]
    const parts = new Map([['sessions', [line]]] as const)
    const loaded = await load(given(), { homes, parts, sessions })
    assertSame(loaded.lines.get(line)?.sessions, [bare, full, over])
  })
}

function accountRowsContract(given: () => DoorWorld): void {
  test('An account comes back with its live sign-ins and its passkeys', async () => {
    const { ids, open } = given()
    const id = ids.next<AccountId>()
    const home = { kind: 'account', id } as const
    const account: Account = {
      id,
      person: ids.next(),
      mailbox: ids.next(),
      language: 'zh-TW',
      country: null,
      lines: [],
      createdAt: FINE,
      notices: null,
      phone: NO_PHONE,
      accepted: [],
      closed: null,
    }
    const signIn: SignIn = {
      id: ids.next(),
      account: id,
      tokenHash: 'ab'.repeat(32),
      means: 'email_code',
      device: EVERY_SCRIPT,
      since: EARLY,
      lastSeenAt: FINE,
      ended: null,
      push: { endpoint: 'https://push.example/x', p256dh: 'BA_-', auth: EVERY_SCRIPT },
    }
    const ended: SignIn = { ...signIn, id: ids.next(), means: 'passkey', ended: FINE, push: null }
    const passkey: Passkey = {
      id: ids.next(),
      account: id,
      credential: 'AAEC_-',
      publicKey: 'pQEC',
      counter: 4_294_967_295,
      transports: ['internal', 'a,b "c"'],
      name: EVERY_SCRIPT,
      createdAt: EARLY,
      lastUsedAt: null,
    }
    const used: Passkey = { ...passkey, id: ids.next(), transports: [], lastUsedAt: FINE }
    await write(given(), home, [
      { table: 'accounts', row: account },
      ...[signIn, ended].map((row): Change => ({ table: 'sign_ins', row })),
      ...[passkey, used].map((row): Change => ({ table: 'passkeys', row })),
    ])
    const signedIn = { account, signIns: [signIn], passkeys: [passkey, used] }
    const state = { ...NO_ACCOUNT, ...signedIn }
    assertSame(await open.reads.account(id), state)
    const lines: LineId[] = [ids.next(), ids.next()]
    const notices = { ...DEFAULT_PREFERENCES, zone: 'Asia/Taipei' as Zone }
    const moved: Account = { ...account, country: 'TW', lines, notices }
    await write(given(), home, [
      { table: 'accounts', row: moved },
      { table: 'passkeys', row: passkey, removed: true },
    ])
    assertSame(await open.reads.account(id), { ...state, account: moved, passkeys: [used] })
  })

  mailboxRowsContract(given)
}

function mailboxRowsContract(given: () => DoorWorld): void {
  test('A mailbox comes back with and without its code', async () => {
    const { ids } = given()
    const id = ids.next<MailboxId>()
    const home = { kind: 'mailbox', id } as const
    const challenge = { codeHash: EVERY_SCRIPT, expiresAt: FINE, wrongTries: 2, ticketHash: null }
    const full: Mailbox = {
      id,
      challenge,
      sentAt: [EARLY, FINE],
      lockedUntil: FINE,
      bounces: 3,
      silentSince: FINE,
    }
    const bare: Mailbox = emptyMailbox(id)
    assert.equal(await given().open.reads.mailbox(id), null)
    for (const row of [full, bare]) {
      await write(given(), home, [{ table: 'mailboxes', row }])
      assertSame((await load(given(), { homes: [home] })).mailboxes.get(id), row)
      assertSame(await given().open.reads.mailbox(id), row)
    }
  })
}

function personRowsContract(given: () => DoorWorld): void {
  test('Sealed texts come back byte for byte, the newest of each kind', async () => {
    const { ids, open } = given()
    const home = { kind: 'account', id: ids.next<AccountId>() } as const
    const person = ids.next<PersonId>()
    const every = Uint8Array.from({ length: 256 }, (_, at) => at)
    const wrapped = Uint8Array.of(0, 255, 1)
    assert.equal(await open.reads.sealed(home, person), null)
    await write(given(), home, [{ table: 'person_keys', row: { home, person, wrapped } }])
    assertSame(await open.reads.sealed(home, person), { wrapped, texts: [] })
    const text = (kind: 'email' | 'display_name', sealed: Uint8Array): Change => {
      return { table: 'sealed_texts', row: { home, person, kind, sealed } }
    }
    await write(given(), home, [text('email', every), text('display_name', new Uint8Array())])
    await write(given(), home, [text('display_name', wrapped)])
    assertSame(await open.reads.sealed(home, person), {
      wrapped,
      texts: [
        { kind: 'display_name', sealed: wrapped },
        { kind: 'email', sealed: every },
      ],
    })
    assert.equal(await open.reads.sealed(home, ids.next()), null)
  })
}

function findsContract(given: () => DoorWorld): void {
  test('A find leads home, moves with its last writer, and goes when removed', async () => {
    const { ids, open } = given()
    const home = { kind: 'line', id: ids.next<LineId>() } as const
    const other = { kind: 'line', id: ids.next<LineId>() } as const
    const find: Find = { kind: 'address', value: '10.9.8.7', home, id: EVERY_SCRIPT }
    assert.equal(await open.reads.find('address', find.value), null)
    await write(given(), home, [{ table: 'finds', row: find }])
    assertSame(await open.reads.find('address', find.value), find)
    assert.equal(await open.reads.find('iccid', find.value), null)
    const moved: Find = { ...find, home: other, id: null }
    await write(given(), other, [{ table: 'finds', row: moved }])
    assertSame(await open.reads.find('address', find.value), moved)
    await write(given(), other, [{ table: 'finds', row: moved, removed: true }])
    assert.equal(await open.reads.find('address', find.value), null)
  })
}

function noticesContract(given: () => DoorWorld): void {
  test('Watches and waiting notices are found when they are due, in order, and not before', async () => {
    const { ids, open } = given()
    const [one, other, never] = [ids.next<LineId>(), ids.next<LineId>(), ids.next<LineId>()]
    const look = (line: LineId, lookAt: Instant | null) =>
      write(given(), { kind: 'line', id: line }, [{ table: 'watches', row: { line, lookAt } }])
    await look(one, FINE)
    await look(other, EARLY)
    await look(never, null)
    assert.deepEqual(await open.reads.linesToLookAfter(FINE, 9), [other, one])
    assert.deepEqual(await open.reads.linesToLookAfter(FINE, 1), [other])
    assert.deepEqual(await open.reads.linesToLookAfter(EARLY, 9), [other])
    await look(other, null)
    assert.deepEqual(await open.reads.linesToLookAfter(FINE, 9), [one])
    await look(one, null)

    const account = ids.next<AccountId>()
    const home = { kind: 'account', id: account } as const
    const row = { account, id: EVERY_SCRIPT, payload: { kind: 'end_1d' }, dueAt: FINE }
    const earlier = { ...row, id: 'earlier', dueAt: EARLY }
    await write(given(), home, [
      { table: 'waiting_notices', row },
      { table: 'waiting_notices', row: earlier },
    ])
    assertSame(await open.reads.waitingNotices(FINE, 9), [earlier, row])
    assertSame(await open.reads.waitingNotices(EARLY, 9), [earlier])
    await write(given(), home, [{ table: 'waiting_notices', row: earlier, removed: true }])
    assertSame(await open.reads.waitingNotices(FINE, 9), [row])
    await write(given(), home, [{ table: 'waiting_notices', row, removed: true }])
  })
}

function expiringPointsContract(given: () => DoorWorld): void {
  test('Accounts whose points expire soon are found once, with the first expiry', async () => {
    const { ids, open } = given()
    const accounts = [ids.next<AccountId>(), ids.next<AccountId>(), ids.next<AccountId>()]
    const [one, other, spent] = accounts as [AccountId, AccountId, AccountId]
    const lot = (account: AccountId, expiresAt: Instant, left = 10): PointsLot => ({
      id: ids.next(),
      account,
      source: { kind: 'goodwill', order: null },
      granted: yen(10),
      left: yen(left),
      grantedAt: EARLY,
      expiresAt,
    })
    const [first, later] = [plusDays(FINE, 1), plusDays(FINE, 2)]
    const rows = [lot(one, later), lot(one, first), lot(other, later), lot(spent, first, 0)]
    for (const row of rows) {
      const home = { kind: 'account', id: row.account } as const
      await write(given(), home, [{ table: 'points_lots', row }])
    }
    const find = (until: Instant, after: AccountId | null = null, limit = 9) =>
      open.reads.pointsExpiring({ from: FINE, until }, { after, limit })
    assertSame(await find(later), [
      { account: one, at: first },
      { account: other, at: later },
    ])
    assertSame(await find(later, null, 1), [{ account: one, at: first }])
    assertSame(await find(later, one), [{ account: other, at: later }])
    assertSame(await find(first), [{ account: one, at: first }])
    assertSame(await open.reads.pointsExpiring({ from: later, until: later }, PAGE), [])
  })
}

const PAGE = { after: null, limit: 9 }

/**
 * What is saved is loaded back equal: every table, every field, with and without a value, to the
 * microsecond, beyond 2^53 and in every script; and rows are found, replaced and removed.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Change, Find, Home, States } from '../../src/app/door/state.ts'
import type { GroupPlan } from '../../src/app/door/store.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import type { Account } from '../../src/domain/account/account.ts'
import type { Mailbox } from '../../src/domain/account/mailbox.ts'
import type { Passkey } from '../../src/domain/account/passkey.ts'
import type { SignIn } from '../../src/domain/account/sign-in.ts'
import type { Agreement } from '../../src/domain/agreement/agreement.ts'
import type { Pack } from '../../src/domain/balance/pack.ts'
import { bytes } from '../../src/domain/basics/data-volume.ts'
import type { AccountId, LineId, MailboxId, PersonId } from '../../src/domain/basics/ids.ts'
import { yen } from '../../src/domain/basics/money.ts'
import { instant, plusSeconds } from '../../src/domain/basics/time.ts'
import type { DataSession } from '../../src/domain/charging/data-session.ts'
import type { UsageRecord } from '../../src/domain/charging/usage-record.ts'
import type { PostingSet } from '../../src/domain/ledger/posting.ts'
import type { Line } from '../../src/domain/line/line.ts'
import type { Order } from '../../src/domain/order/order.ts'
import type { Payment } from '../../src/domain/payment/payment.ts'
import { DAY, freshLine, MONTH, requestFor } from './catalogue.ts'
import { assertSame } from './same.ts'
import { createWorld, writeRows, type DoorWorld, type OpenStore } from './stores.ts'

/** Microseconds, before and after the epoch, and beyond what a double can hold. */
const FINE = instant('2026-12-31T23:59:59.999999Z')
const EARLY = instant('1969-12-31T23:59:59.000001Z')
const HUGE = bytes(9_223_372_036_854_775_807n)
const BEYOND_DOUBLE = bytes(9_007_199_254_740_993n)
const EVERY_SCRIPT = `日本語 简体 繁體 한국어 e\u0301 🗾 "quoted" \\back 'single' {brace} \t $bigint`

export function rowsContract(name: string, openStore: () => Promise<OpenStore>): void {
  describe(`The rows of the ${name} store`, () => {
    let world: DoorWorld
    before(async () => {
      world = createWorld(await openStore())
    })
    after(() => world.open.close())
    lineRowsContract(() => world)
    orderRowsContract(() => world)
    chargingRowsContract(() => world)
    accountRowsContract(() => world)
    personRowsContract(() => world)
    findsContract(() => world)
  })
}

function write(world: DoorWorld, home: Home, changes: readonly Change[]) {
  return world.door.ask(writeRows, { homes: [home], changes }, SYSTEM)
}

/** What the door would load; nothing is written. */
async function load(world: DoorWorld, plan: Partial<GroupPlan>): Promise<States> {
  const whole = { homes: [], keys: [], parts: new Map(), orders: [], sessions: [], ...plan }
  const { promise, resolve } = Promise.withResolvers<States>()
  const nothing = { homes: [], changes: [], journal: [], outcomes: [], jobs: [] }
  await world.open.store.transact(whole, (loaded) => {
    resolve(loaded.states)
    return { ...nothing, now: world.clock.now() }
  })
  return promise
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
      activation: { hash: EVERY_SCRIPT, wrongTries: 3, lockedUntil: FINE },
      suspension: { since: EARLY, by: 'holder', reason: 'lost_card' },
      recognition: 'off',
      createdAt: FINE,
    }
    for (const row of [bare, full]) {
      await write(given(), { kind: 'line', id: row.id }, [{ table: 'lines', row }])
      assertSame((await open.reads.line(row.id)).line, row)
    }
    const again = { ...full, msisdn: null, suspension: null, holder: null }
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

function somePacks(line: LineId, { ids }: DoorWorld): readonly Pack[] {
  const id = ids.next<Pack['id']>()
  const bare: Pack = {
    id,
    line,
    order: null,
    offer: { id: DAY.id, version: 1 },
    family: DAY.family,
    length: 'hourly',
    chain: id,
    origin: 'bonus',
    allowance: { kind: 'unlimited' },
    afterAllowance: { kind: 'stop' },
    fullKbps: null,
    validity: { kind: 'calendar_month' },
    anchorDay: null,
    graceDays: 0,
    deliveredAt: EARLY,
    start: { kind: 'begun', from: EARLY, until: null },
    bytesUsed: HUGE,
    bytesReserved: bytes(0),
    bytesThrottled: BEYOND_DOUBLE,
    days: [],
    revoked: null,
  }
  const next = (over: Partial<Pack>): Pack => ({ ...bare, id: ids.next(), ...over })
  return [
    bare,
    next({
      order: ids.next(),
      origin: 'paid',
      allowance: { kind: 'total', bytes: HUGE },
      afterAllowance: { kind: 'throttle', kbps: 128 },
      fullKbps: 2_000_000_000,
      validity: { kind: 'hours', hours: 24 },
      anchorDay: 31,
      graceDays: 30,
      start: { kind: 'begun', from: EARLY, until: FINE },
      bytesUsed: BEYOND_DOUBLE,
    }),
    next({
      allowance: { kind: 'daily', bytesPerDay: BEYOND_DOUBLE, resetHour: 5 },
      days: [
        { from: EARLY, bytesUsed: BEYOND_DOUBLE },
        { from: FINE, bytesUsed: bytes(0) },
      ],
    }),
    next({ start: { kind: 'queued', behind: id, trigger: 'end_or_empty' } }),
    next({ start: { kind: 'first_use', latest: FINE, atLatest: 'lapses' } }),
    next({ start: { kind: 'lapsed', at: FINE } }),
    next({ revoked: { at: FINE, order: null } }),
    next({ revoked: { at: FINE, order: ids.next() } }),
  ]
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
    const waiting = pairs.filter(({ order }) =>
      ['awaiting_payment', 'refund_due'].includes(order.state.kind),
    )
    const state = await open.reads.line(line)
    assertSame(
      state.orders,
      waiting.map(({ order }) => order),
    )
    const homes = [{ kind: 'line', id: line } as const]
    const parts = new Map([['orders', [line]]] as const)
    const orders = pairs.map(({ order }) => order.id)
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

  test('Agreements and posting sets come back as they were saved', async () => {
    const { ids, open } = given()
    const line = ids.next<LineId>()
    const { shown, acceptedTerms } = requestFor(DAY)
    const bare: Agreement = {
      id: ids.next(),
      line,
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
      line,
      order: bare.order,
      cause: 'sale',
      at: FINE,
      postings: [
        { account: 'provider_clearing:stripe', amount: most },
        { account: 'sales', amount: yen(-most + 1n) },
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

function someOrders(line: LineId, { ids }: DoorWorld) {
  const orderStates: readonly Order['state'][] = [
    { kind: 'awaiting_payment' },
    { kind: 'delivered', at: FINE, pack: ids.next() },
    { kind: 'cancelled', at: FINE, replacedBy: null },
    { kind: 'cancelled', at: FINE, replacedBy: ids.next() },
    { kind: 'expired', at: EARLY },
    { kind: 'refund_due', at: FINE, why: 'too_many_packs' },
    { kind: 'refunded', at: FINE, why: 'replaced' },
  ]
  const reference = 'cs_ü' as Payment['reference'] & string
  const paymentStates: readonly Payment['state'][] = [
    { kind: 'created' },
    { kind: 'open', lastFailure: null },
    { kind: 'open', lastFailure: 'declined' },
    { kind: 'undecided' },
    { kind: 'succeeded', at: FINE, claimedAt: EARLY, charge: reference },
    { kind: 'failed', reason: 'expired' },
    { kind: 'succeeded', at: FINE, claimedAt: FINE, charge: reference },
  ]
  const buyers: readonly Order['buyer'][] = [
    { kind: 'line_proof' },
    { kind: 'connection' },
    { kind: 'account', account: ids.next() },
    { kind: 'api_key', apiKey: ids.next() },
  ]
  return orderStates.map((state, at) => {
    const paymentState = paymentStates[at] ?? { kind: 'created' }
    const buyer = buyers[at % buyers.length] ?? { kind: 'connection' }
    const order: Order = {
      id: ids.next(),
      line,
      offer: { id: MONTH.id, version: 2_147_483_647 },
      price: yen(BEYOND_DOUBLE),
      taxPercent: at,
      channel: 'phone',
      buyer,
      startNow: at % 2 === 0,
      placedAt: plusSeconds(EARLY, at),
      payBy: FINE,
      payment: ids.next(),
      agreement: ids.next(),
      state,
    }
    const payment: Payment = {
      id: order.payment,
      line,
      order: order.id,
      provider: at % 2 === 0 ? 'stripe' : 'partner',
      method: at % 2 === 0 ? 'card' : 'partner',
      amount: order.price,
      reference: at % 2 === 0 ? null : reference,
      checkoutUrl: at % 2 === 0 ? null : `https://pay.example/${EVERY_SCRIPT}`,
      means: at % 2 === 0 ? null : { brand: 'visa', lastDigits: '0042' },
      state: paymentState,
      refunds:
        at % 2 === 0
          ? []
          : [{ id: ids.next(), amount: yen(1n), askedAt: FINE, state: 'undecided' }],
      createdAt: EARLY,
      stateSince: FINE,
    }
    return { order, payment }
  })
}

function chargingRowsContract(given: () => DoorWorld): void {
  test('Data sessions and usage records come back as they were saved', async () => {
    const { ids, open } = given()
    const line = ids.next<LineId>()
    const bare: DataSession = {
      id: ids.next(),
      line,
      protocol: 'radius',
      peer: 'nas-1',
      sessionKey: EVERY_SCRIPT,
      startedAt: EARLY,
      reportedUntil: EARLY,
      heardAt: EARLY,
      bytesCounted: bytes(0),
      framedAddress: null,
      framedIpv6Prefix: null,
      ended: null,
    }
    const full: DataSession = {
      ...bare,
      id: ids.next(),
      protocol: 'nchf',
      sessionKey: 'other',
      reportedUntil: FINE,
      heardAt: FINE,
      bytesCounted: HUGE,
      framedAddress: '10.1.2.3',
      framedIpv6Prefix: '2001:db8::/64',
    }
    const over = {
      ...full,
      id: ids.next(),
      sessionKey: 'over',
      ended: { at: FINE, reason: '終' },
    } as DataSession
    const record: UsageRecord = {
      id: ids.next(),
      line,
      session: bare.id,
      key: 'nas-1|x|1',
      sequence: '1',
      moment: 'start',
      from: EARLY,
      until: EARLY,
      heardAt: EARLY,
      claimedAt: null,
      delaySeconds: 0,
      bytes: bytes(0),
      shares: [],
      uncovered: bytes(0),
    }
    const charged: UsageRecord = {
      ...record,
      id: ids.next(),
      key: 'nas-1|x|2',
      sequence: EVERY_SCRIPT,
      moment: 'end',
      until: FINE,
      heardAt: FINE,
      claimedAt: FINE,
      delaySeconds: 2_147_483_647,
      bytes: HUGE,
      shares: [{ pack: ids.next(), bytes: BEYOND_DOUBLE, at: 'throttled' }],
      uncovered: BEYOND_DOUBLE,
    }
    await write(given(), { kind: 'line', id: line }, [
      ...[bare, full, over].map((row): Change => ({ table: 'data_sessions', row })),
      ...[record, charged].map((row): Change => ({ table: 'usage_records', row })),
    ])
    assertSame((await open.reads.line(line)).sessions, [bare, full])
    assertSame(await open.usage(line), [record, charged])
    // One that is over is loaded when it is named.
    const sessions = [{ peer: 'nas-1', sessionKey: 'over' }]
    const homes = [{ kind: 'line', id: line } as const]
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
    }
    const ended: SignIn = { ...signIn, id: ids.next(), means: 'passkey', ended: FINE }
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
    const state = { account, signIns: [signIn], passkeys: [passkey, used] }
    assertSame(await open.reads.account(id), state)
    const moved: Account = { ...account, country: 'TW', lines: [ids.next(), ids.next()] }
    await write(given(), home, [
      { table: 'accounts', row: moved },
      { table: 'passkeys', row: passkey, removed: true },
    ])
    assertSame(await open.reads.account(id), { ...state, account: moved, passkeys: [used] })
  })

  test('A mailbox comes back with and without its code', async () => {
    const { ids } = given()
    const id = ids.next<MailboxId>()
    const home = { kind: 'mailbox', id } as const
    const challenge = { codeHash: EVERY_SCRIPT, expiresAt: FINE, wrongTries: 2, ticketHash: null }
    const full: Mailbox = { id, challenge, sentAt: [EARLY, FINE], lockedUntil: FINE }
    const bare: Mailbox = { id, challenge: null, sentAt: [], lockedUntil: null }
    for (const row of [full, bare]) {
      await write(given(), home, [{ table: 'mailboxes', row }])
      assertSame((await load(given(), { homes: [home] })).mailboxes.get(id), row)
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

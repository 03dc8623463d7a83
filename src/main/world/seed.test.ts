import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { createMemoryStore } from '../../adapters/memory/memory-store.ts'
import { createMemoryReads } from '../../adapters/memory/reads.ts'
import { createVault } from '../../adapters/system/vault.ts'
import { contactNumberHash, phonePinHash } from '../../app/accounts/phone-secrets.ts'
import { MASTER_KEY_BYTES } from '../../app/vault.ts'
import { balanceAt, bytesLeftAt } from '../../domain/balance/balance.ts'
import { begin, endOfChain } from '../../domain/balance/chain.ts'
import { isValidAt, type Pack } from '../../domain/balance/pack.ts'
import type { ApiKeyId, MailboxId } from '../../domain/basics/ids.ts'
import { instant, isBefore, plusDays, plusHours, type Instant } from '../../domain/basics/time.ts'
import { printGiftCode } from '../../domain/gift-card/code.ts'
import { troubleWith } from '../../domain/gift-card/gift-card.ts'
import { pointsLeft } from '../../domain/points/lots.ts'
import { isLive } from '../../domain/charging/data-session.ts'
import { entitlementAt, type Entitlement } from '../../domain/line/entitlement.ts'
import { lifecycleAt, type Lifecycle } from '../../domain/line/lifecycle.ts'
import type { Line } from '../../domain/line/line.ts'
import type { Order } from '../../domain/order/order.ts'
import { describeWorld } from './describe.ts'
import { CORNER_SHOP, readWorldFolder } from './read-folder.ts'
import { seedWorld } from './seed.ts'
import { STORIES, type Story } from './world-file.ts'

const folder = readWorldFolder(CORNER_SHOP)
const vault = createVault(new Uint8Array(MASTER_KEY_BYTES).fill(7))
const mailboxOf = (email: string) => {
  const hex = vault.keyed('mailbox', email)
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20)]
  return [...parts, hex.slice(20, 32)].join('-') as MailboxId
}
const partner = '01890000-0000-7000-8000-000000000001' as ApiKeyId

async function live(now: Instant) {
  const store = createMemoryStore()
  const { catalogue, operator } = folder
  const reads = createMemoryReads(store)
  const ports = { store, reads, vault, catalogue, operator: operator.view, mailboxOf, partner }
  const seeded = await seedWorld(ports, { world: folder.world, cards: folder.cards, now })
  return { store, seeded }
}

interface Seen {
  readonly line: Line
  readonly packs: readonly Pack[]
  readonly orders: readonly Order[]
  readonly live: readonly { readonly framedAddress: string | null }[]
  readonly lifecycle: Lifecycle
  readonly entitlement: Entitlement
  readonly now: Instant
}

const valid = ({ packs, now }: Seen) => packs.filter((pack) => isValidAt(pack, now))
const left = ({ packs, now }: Seen) => balanceAt(packs, now)
const isFull = ({ entitlement }: Seen) => entitlement.kind === 'full'
const newestOrder = ({ orders }: Seen) =>
  orders.toSorted((one, other) => Temporal.Instant.compare(other.placedAt, one.placedAt))[0]

/** Asked of the domain, not of the seeding. */
const REACHED: Readonly<Record<Story, (seen: Seen) => boolean>> = {
  fresh: ({ lifecycle, packs }) => lifecycle.state === 'fresh' && packs.length === 0,
  plenty: (seen) => isFull(seen) && share(seen) >= 40n,
  low: (seen) => isFull(seen) && share(seen) > 0n && share(seen) <= 5n,
  'empty-throttled': (seen) => seen.entitlement.kind === 'throttled' && left(seen).bytesLeft === 0n,
  'empty-stopped': (seen) =>
    seen.lifecycle.state === 'active' && seen.entitlement.kind === 'portal_only',
  month: (seen) => isFull(seen) && valid(seen).some((p) => p.validity.kind === 'calendar_month'),
  extended: ({ packs, now }) =>
    packs.some((pack) => pack.chain !== pack.id && isValidAt(pack, now)) &&
    packs.some((pack) => {
      const end = endOfChain(packs, pack.chain)
      return end.known && end.at !== null && isBefore(plusDays(now, 1), end.at)
    }),
  queued: (seen) => isFull(seen) && seen.packs.some((pack) => pack.start.kind === 'queued'),
  'queue-advanced': (seen) =>
    valid(seen).some((pack) => bytesLeftAt(pack, seen.now) === 0n) && isFull(seen),
  'several-packs': (seen) => valid(seen).length >= 3,
  'daily-quota': (seen) => valid(seen).some((pack) => pack.allowance.kind === 'daily'),
  unlimited: (seen) => left(seen).bytesLeft === null && isFull(seen),
  'last-hours': ({ lifecycle, now }) =>
    lifecycle.state === 'active' &&
    lifecycle.until !== null &&
    isBefore(lifecycle.until, plusHours(now, 5)),
  'first-use-waiting': (seen) =>
    seen.packs.some((pack) => pack.start.kind === 'first_use') && isFull(seen),
  'first-use-running': (seen) =>
    valid(seen).some((pack) => isBefore(pack.deliveredAt, startOf(pack))) && isFull(seen),
  'until-used': (seen) =>
    isFull(seen) && valid(seen).some((pack) => pack.validity.kind === 'until_used'),
  voucher: (seen) => isFull(seen) && valid(seen).some((p) => p.validity.kind === 'end_of_month'),
  year: ({ lifecycle, now }) =>
    lifecycle.state === 'active' &&
    lifecycle.until !== null &&
    isBefore(plusDays(now, 300), lifecycle.until),
  grace: ({ lifecycle }) => lifecycle.state === 'grace',
  suspended: ({ lifecycle, entitlement }) =>
    lifecycle.state === 'suspended' && entitlement.kind === 'portal_only',
  ended: ({ lifecycle, entitlement }) => lifecycle.state === 'ended' && entitlement.kind === 'none',
  lost: ({ line, entitlement }) =>
    line.suspension?.reason === 'lost_card' && entitlement.kind === 'portal_only',
  connected: (seen) => isFull(seen) && seen.live.some((one) => one.framedAddress !== null),
  'recognition-off': ({ line }) => line.recognition === 'off',
  'order-waiting': (seen) => newestOrder(seen)?.state.kind === 'awaiting_payment',
  'order-cancelled': (seen) => newestOrder(seen)?.state.kind === 'cancelled',
  'order-expired': (seen) => newestOrder(seen)?.state.kind === 'expired',
}

/** Per cent of what the packs valid now granted that is left. */
function share(seen: Seen): bigint {
  const { bytesLeft, bytesGranted } = left(seen)
  return bytesLeft === null || bytesGranted === null ? 100n : (bytesLeft * 100n) / bytesGranted
}

function startOf(pack: Pack): Instant {
  return pack.start.kind === 'begun' ? pack.start.from : pack.deliveredAt
}

/** An evening, the first minutes of a month, of a year, the end of February, and a summer noon. */
const MOMENTS = [
  '2026-11-22T19:05:31+09:00',
  '2026-12-01T00:03:00+09:00',
  '2027-01-01T00:40:00+09:00',
  '2028-02-29T23:58:30+09:00',
  '2026-07-31T12:00:00+09:00',
] as const

suite('the corner shop', () => {
  for (const moment of MOMENTS) {
    test(`reaches the state of every story when it is seeded at ${moment}`, async () => {
      const now = instant(moment)
      const { store, seeded } = await live(now)
      const missed: string[] = []
      for (const { id, line } of seeded.lines) {
        const seen = look(store, id, now)
        if (!REACHED[line.story](seen)) missed.push(`${line.card} ${line.story}`)
      }
      assert.deepEqual(missed, [])
    })
  }

  test('has a line for every story there is', () => {
    const told = new Set(folder.world.lines.map((line) => line.story))
    assert.deepEqual(
      STORIES.filter((story) => !told.has(story)),
      [],
    )
    assert.equal(folder.world.lines.length, 60)
    assert.equal(folder.world.customers.length, 40)
  })

  test('uses its data within its packs: hardly a byte is uncovered', async () => {
    const { store } = await live(instant(MOMENTS[0]))
    let uncovered = 0n
    let used = 0n
    for (const record of store.tables.usage.values()) {
      uncovered += record.uncovered
      used += record.bytes
    }
    assert.ok(used > 300_000_000_000n, `${used} bytes used`)
    assert.ok(uncovered * 1_000n < used, `${uncovered} bytes uncovered`)
  })

  test('leaves no letters of the past, and the same world twice for the same instant', async () => {
    const now = instant(MOMENTS[0])
    const [one, other] = [await live(now), await live(now)]
    assert.deepEqual(one.store.jobs, [])
    assert.deepEqual([...one.store.tables.packs.values()], [...other.store.tables.packs.values()])
    assert.deepEqual([...one.store.tables.lines.values()], [...other.store.tables.lines.values()])
  })

  test('has gift cards of every kind and points, all of them in the books', async () => {
    const now = instant(MOMENTS[0])
    const { store, seeded } = await live(now)
    const balance = await createMemoryReads(store).trialBalance()
    const cards = [...store.tables.giftCards.values()]
    const sold = cards.filter((card) => card.origin.kind === 'sold' && card.activatedAt !== null)
    const worth = (some: typeof cards) => some.reduce((sum, { left }) => sum + left, 0n)
    assert.equal(balance.get('gift_cards'), -worth(sold))
    assert.equal(
      balance.get('gift_cards_free'),
      -worth(cards.filter((card) => card.origin.kind === 'given')),
    )
    assert.deepEqual(cards.map((card) => troubleWith(card, now)).toSorted(), [
      'frozen',
      'not_active',
      null,
      null,
      null,
      null,
    ])
    const lots = [...store.tables.lots.values()]
    assert.equal(balance.get('points'), 0n - pointsLeft(lots, now))
    assert.ok(
      lots.some(({ account }) => account === seeded.accounts.get('chen.wei@example.com')?.id),
    )
  })

  test('has callers whose numbers were confirmed by a call, known by them and by their PIN', async () => {
    const now = instant(MOMENTS[0])
    const { store, seeded } = await live(now)
    const callers = folder.world.customers.flatMap(({ email, phone }) =>
      phone === null ? [] : [{ account: seeded.accounts.get(email)?.id ?? '', phone }],
    )
    assert.ok(callers.length >= 4)
    assert.deepEqual(
      new Set(callers.map(({ phone }) => phone.language)),
      new Set(['zh', 'en', 'ja', 'ko']),
    )
    for (const { account: id, phone } of callers) {
      const account = store.tables.accounts.get(id)
      assert.ok(account !== undefined)
      assert.equal(account.phone.number?.hash, contactNumberHash(vault, phone.number))
      assert.equal(account.phone.claim, null)
      const pinHash = phone.pin === null ? undefined : phonePinHash(vault, account.id, phone.pin)
      assert.equal(account.phone.pin?.hash, pinHash)
    }
    const calls = [...store.tables.calls.values()]
    assert.equal(calls.length, callers.length)
    assert.ok(calls.every(({ state }) => state.kind === 'over' && state.how === 'hung_up'))
  })

  test('has reports that wait, with what they name', async () => {
    const { store } = await live(instant(MOMENTS[0]))
    const reports = [...store.tables.reports.values()]
    assert.equal(reports.length, folder.world.reports.length)
    assert.ok(reports.every(({ state, sealed }) => state.kind === 'waiting' && sealed !== null))
    const named = reports.filter(({ names }) => names.includes('handle wechat jp_data888'))
    assert.equal(named.length, 2)
  })

  test('is described with ids that find its lines and accounts', async () => {
    const now = instant(MOMENTS[0])
    const { store, seeded } = await live(now)
    const reads = createMemoryReads(store)
    const told = await describeWorld(folder, { reads, vault, mailboxOf, now })
    assert.equal(told.lines.length, 60)
    assert.equal(told.accounts.length, 40)
    assert.deepEqual(
      told.lines.map((line) => line.id),
      seeded.lines.map((line) => line.id),
    )
    for (const account of told.accounts) {
      const row = store.tables.accounts.get(account.id)
      assert.deepEqual(row?.lines.toSorted(), account.lines.toSorted())
    }
    assert.equal(told.staff.length, folder.staff.length)
    for (const { oneTimeCode } of told.staff) assert.match(oneTimeCode, /^\d{6}$/)
    assert.deepEqual(
      told.giftCards.map(({ code, left }) => [code.slice(-6), left]),
      folder.world.giftCards.map(({ code, value }) => [
        printGiftCode(code).slice(-6),
        Number(value),
      ]),
    )
  })
})

function look(store: Awaited<ReturnType<typeof live>>['store'], id: string, now: Instant): Seen {
  const line = store.tables.lines.get(id)
  assert.ok(line !== undefined)
  const network = folder.catalogue.networks.get(line.network)
  assert.ok(network !== undefined)
  const packs = begin(store.tables.packsOf(id), now)
  return {
    line,
    packs,
    orders: store.tables.ordersOf(id),
    live: store.tables
      .sessionsOf(id)
      .filter((session) => isLive(session, { now, interimSeconds: 300 })),
    lifecycle: lifecycleAt(packs, { suspendedDays: network.suspendedDays, now }),
    entitlement: entitlementAt(line, packs, { network, now }),
    now,
  }
}

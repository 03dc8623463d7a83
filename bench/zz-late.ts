/**
 * Automatic renewal of everything that is due at one instant, 00:00 in Japan: 100,000 lines by
 * points and 20,000 by kept cards through the sandbox's payment provider, every answer of which
 * takes 50 ms. The same looks as one transaction each are measured in turns with them. The books
 * are read by SQL of their own: nobody twice, nobody missed, every yen where it belongs.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { startOrAdoptSandboxProvider } from '../src/adapters/payments/sandbox/launch.ts'
import { createStripeProvider } from '../src/adapters/payments/stripe/provider.ts'
import { createDoorStore } from '../src/adapters/postgres/door-store.ts'
import { createPool, LOOK_UPS_ONLY } from '../src/adapters/postgres/pool.ts'
import { createReads } from '../src/adapters/postgres/reads.ts'
import { ensureMonths } from '../src/adapters/postgres/upkeep.ts'
import type { App } from '../src/app/app.ts'
import { createDoor, type Door } from '../src/app/door/door.ts'
import type { Clock, PaymentProvider } from '../src/app/ports.ts'
import { chargeRenewal, lookAtMandate } from '../src/app/sagas/renewing.ts'
import { renewWhatIsDue } from '../src/app/sweeps/auto-renewal.ts'
import type { KeptMeans } from '../src/domain/payment/provider.ts'
import { asksFor, controlOf } from '../test/contracts/payment-world.ts'
import {
  AUTO_CATALOGUE,
  clockFrom,
  copyCards,
  DUE_AT,
  makeDueLines,
  MIDNIGHT,
  POINTS_HELD,
  SOLD,
} from './due-lines.ts'
import { openGround, type Ground } from './ground.ts'
import { inRounds, medianSlice, ratioOf, say } from './harness.ts'
import type { Bench, Report, Slice, Taken } from './harness.ts'
import { BASELINE_CONNECTIONS, createOneEach } from './one-each.ts'

const ROUNDS = 3
/** In all, over the rounds. */
const LINES = { points: 3_000, card: 600 }
/** The baseline is as slow as it is; fewer say enough. */
const BASELINE_LINES = { points: 60, card: 30 }
/** A part of each round is rounded up. */
const CARDS = LINES.card + ROUNDS * (BASELINE_LINES.card + 1)
/** Of `--full`: the small and the large run whose rates are compared. */
const SMALL_RUN = 10_000
const LARGE_RUN = 1_000_000
export const LARGE_TO_SMALL_GOAL = 0.75
const LATENCY_MS = 50
const DOOR_CONNECTIONS = 4
const RSS_EVERY_MS = 250
const MEGABYTE = 1_048_576

interface Desk {
  readonly ground: Ground
  readonly bank: Bank
  readonly clock: Clock
  /** The whole product's way. */
  readonly app: App
  /** One transaction each. */
  readonly plain: App
  /** How many lines were made so far. */
  made: number
}

export const autoRenewal: Bench = async ({ full }) => {
  const ground = await openGround()
  const pools: pg.Pool[] = []
  const bank = await openBank()
  const memory = watchMemory()
  try {
    await ensureMonths(ground.pool, DUE_AT)
    const desk = openDesk(ground, bank, pools)
    // Cards first: the bank knows those of the first lines.
    const card = await compare(desk, 'card')
    const points = await compare(desk, 'points')
    const large = full ? await compareSizes(desk) : {}
    memory.stop()
    return await report(desk, { points, card, large, peakMegabytes: memory.peakMegabytes() })
  } finally {
    memory.stop()
    await bank.close()
    await Promise.all(pools.map((pool) => pool.end()))
    await ground.close()
  }
}

function openDesk(ground: Ground, bank: Bank, pools: pg.Pool[]): Desk {
  const poolOf = (max: number, applicationName: string, pipeline = true) => {
    const settings = LOOK_UPS_ONLY
    const pool = createPool(ground.connection, { max, applicationName, pipeline, settings })
    pools.push(pool)
    return pool
  }
  const clock = bank.clock
  const catalogue = () => AUTO_CATALOGUE
  const ports = { clock, ids: ground.ids, catalogue }
  const store = createDoorStore(poolOf(DOOR_CONNECTIONS, 'door'))
  const plainPool = poolOf(BASELINE_CONNECTIONS, 'plain', false)
  const reads = createReads(poolOf(DOOR_CONNECTIONS, 'reads'))
  const appOf = (door: Door) =>
    // Only what auto-renewal asks for.
    ({ ...ports, door, reads, providers: new Map([['stripe', bank.payments]]) }) as unknown as App
  return {
    ground,
    bank,
    clock,
    app: appOf(createDoor({ ...ports, store })),
    plain: appOf(createOneEach({ ...ports, pool: plainPool, withJobs: true }, 'plain')),
    made: 0,
  }
}

async function makeDue(desk: Desk, count: number, how: 'points' | 'card'): Promise<void> {
  const card = how === 'card' ? desk.bank.card : null
  await makeDueLines(desk.ground.pool, { from: desk.made, count, card })
  desk.made += count
}

/** In each round both meet lines that were just made; the order turns. */
async function compare(desk: Desk, how: 'points' | 'card'): Promise<Taken> {
  say(`-- ${how}`)
  const ours = async (): Promise<Slice> => {
    const count = Math.ceil(LINES[how] / ROUNDS)
    await makeDue(desk, count, how)
    return timed(count, () => sweep(desk.app))
  }
  const theirs = async (): Promise<Slice> => {
    await makeDue(desk, BASELINE_LINES[how], how)
    return timed(BASELINE_LINES[how], () => oneByOne(desk.plain))
  }
  return inRounds(ROUNDS, { sweep: ours, one_each: theirs })
}

async function sweep(app: App): Promise<void> {
  const { left } = await renewWhatIsDue(app)
  if (left.length > 0) throw new AggregateError(left, `${left.length} renewals were left`)
}

/** As code without groups would: so many workers, each one line after the other. */
async function oneByOne(app: App): Promise<void> {
  const due = (
    await app.reads.mandatesDue(app.clock.now(), { limit: LINES.points, after: null })
  ).values()
  const worker = async () => {
    for (const ref of due) {
      const { charge } = await lookAtMandate(app, ref)
      if (charge !== null) await chargeRenewal(app, charge)
    }
  }
  await Promise.all(Array.from({ length: BASELINE_CONNECTIONS * 4 }, worker))
}

async function timed(count: number, run: () => Promise<void>): Promise<Slice> {
  const began = performance.now()
  await run()
  const took = performance.now() - began
  return { perSecond: (count * 1_000) / took, p50Ms: took, p99Ms: took, done: count }
}

/** Whether a million at once goes as fast as ten thousand. */
async function compareSizes(desk: Desk): Promise<Record<string, number>> {
  say('-- sizes')
  const run = (count: number) => async () => {
    await makeDue(desk, count, 'points')
    return timed(count, () => sweep(desk.app))
  }
  const taken = await inRounds(ROUNDS, { large: run(LARGE_RUN), small: run(SMALL_RUN) })
  return {
    large_per_second: medianSlice(taken, 'large').perSecond,
    small_per_second: medianSlice(taken, 'small').perSecond,
    large_to_small: ratioOf(taken, 'large', 'small'),
    goal_large_to_small: LARGE_TO_SMALL_GOAL,
  }
}

interface Bank {
  readonly payments: PaymentProvider
  readonly card: KeptMeans
  readonly clock: Clock
  /** What it took, by its own book. */
  taken(): Promise<{ readonly charges: number; readonly yen: bigint }>
  close(): Promise<void>
}

/** The sandbox's provider as a process of its own, its events held back: nobody listens here. */
async function openBank(): Promise<Bank> {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'tsuzuki-bench-bank-'))
  const clock = clockFrom(MIDNIGHT)
  const product = createServer((_, reply) => {
    reply.end(JSON.stringify({ now: clock.now().toString() }))
  })
  await new Promise<void>((resolve) => product.listen(0, '127.0.0.1', resolve))
  const productUrl = `http://127.0.0.1:${(product.address() as AddressInfo).port}`
  const child = await startOrAdoptSandboxProvider({
    dataDirectory,
    port: 0,
    webhookUrl: `${productUrl}/events`,
    productUrl,
  })
  const { hostname, port } = new URL(child.url)
  const apiBase = { host: hostname, port: Number(port), protocol: 'http' } as const
  const { secretKey, webhookSecret } = child
  const payments = createStripeProvider({ secretKey, webhookSecret, apiBase }, clock)
  const control = controlOf(child.url, secretKey)
  await control('POST', '/webhooks/hold')
  const card = await keepCard(payments, control, clock)
  copyCards(join(dataDirectory, 'sandbox-provider.sqlite'), card, CARDS)
  await control('PUT', '/settings', { latencyMs: LATENCY_MS })
  return {
    payments,
    card,
    clock,
    async taken() {
      await control('PUT', '/settings', { latencyMs: 0 })
      const all = await payments.movements(DUE_AT, MIDNIGHT.add({ hours: 24 }))
      const charges = all.filter(({ kind, ref }) => kind === 'charge' && ref !== null)
      return { charges: charges.length, yen: charges.reduce((sum, { amount }) => sum + amount, 0n) }
    },
    async close() {
      await child.stop()
      await new Promise<void>((resolve) => product.close(() => resolve()))
      rmSync(dataDirectory, { recursive: true, force: true })
    },
  }
}

/** One card, agreed to on the page as any other. */
async function keepCard(
  payments: PaymentProvider,
  control: ReturnType<typeof controlOf>,
  clock: Clock,
): Promise<KeptMeans> {
  const checkout = await payments.openCheckout(asksFor(clock, { keepMeans: true }))
  await control('POST', `/sessions/${checkout.reference}/payment`, { card: 'approve' })
  const told = await payments.readPayment(checkout.reference)
  if (told.state !== 'succeeded' || told.kept === null) throw new Error('the card was not kept')
  return told.kept
}

function watchMemory() {
  let peak = 0
  const look = () => {
    peak = Math.max(peak, process.memoryUsage.rss())
  }
  look()
  const timer = setInterval(look, RSS_EVERY_MS)
  return {
    peakMegabytes: () => Math.round(peak / MEGABYTE),
    stop: () => clearInterval(timer),
  }
}

interface Books {
  readonly lines: number
  readonly by_card: number
  readonly doubled: number
  readonly missed: number
  readonly misplaced: number
  readonly points_taken: bigint
  readonly sold: bigint
  readonly sum: bigint
  readonly clearing: bigint
}

/**
 * Nothing of the product's own queries: rows are counted as they lie. A pack waits for the end of
 * the one before; a run so long that the end has passed meanwhile begins it when it is delivered.
 */
async function readBooks(pool: pg.Pool): Promise<Books> {
  const found = await pool.query(
    `with renewed as (
       select mandates.home_id,
         (select count(*) from orders where orders.home_id = mandates.home_id) as orders,
         (select count(*) from packs where packs.home_id = mandates.home_id) as packs,
         (select count(*) from orders where orders.home_id = mandates.home_id
            and state_kind = 'delivered') as delivered
       from mandates)
     select (select count(*)::int from mandates) as lines,
       (select count(*)::int from mandates where means ->> 'kind' = 'kept') as by_card,
       (select count(*)::int from renewed where orders > 1 or packs > 2) as doubled,
       (select count(*)::int from renewed where delivered = 0 or packs < 2) as missed,
       (select count(*)::int from packs where order_id is not null
          and (start ->> 'kind' <> 'queued' or start ->> 'trigger' <> 'end')
          and (start ->> 'kind' <> 'begun' or delivered_at < $1
            or (start -> 'from' ->> '$instant')::timestamptz <> delivered_at)) as misplaced,
       (select coalesce(sum(granted - "left"), 0)::bigint from points_lots) as points_taken,
       (select -coalesce(sum(amount), 0)::bigint from postings
          where account in ('sales', 'consumption_tax')) as sold,
       (select coalesce(sum(amount), 0)::bigint from postings) as sum,
       (select coalesce(sum(amount), 0)::bigint from postings
          where account like 'provider_clearing:%' or account like 'provider_fees:%') as clearing`,
    [MIDNIGHT.toString()],
  )
  return found.rows[0] as Books
}

async function report(
  desk: Desk,
  found: {
    readonly points: Taken
    readonly card: Taken
    readonly large: Record<string, number>
    readonly peakMegabytes: number
  },
): Promise<Report> {
  const { points, card, large, peakMegabytes } = found
  const books = await readBooks(desk.ground.pool)
  const bank = await desk.bank.taken()
  const cardYen = SOLD.price * BigInt(books.by_card)
  const pointsYen = SOLD.price * BigInt(books.lines - books.by_card)
  const plain = (_: string, one: unknown) => (typeof one === 'bigint' ? `${one}` : one)
  say(`books: ${JSON.stringify(books, plain)}`)
  say(`the bank: ${bank.charges} charges, ${bank.yen} yen`)
  const conserved =
    books.lines === desk.made &&
    books.doubled === 0 &&
    books.missed === 0 &&
    books.misplaced === 0 &&
    books.sum === 0n &&
    books.points_taken === pointsYen &&
    books.clearing === cardYen &&
    books.sold === cardYen + pointsYen &&
    // The first charge is the one with which the card was kept.
    bank.charges === books.by_card + 1 &&
    POINTS_HELD >= SOLD.price
  return {
    bench: 'auto-renewal',
    machine: desk.ground.machine,
    runs: ROUNDS,
    ratio: ratioOf(points, 'sweep', 'one_each'),
    figures: {
      points_per_second: medianSlice(points, 'sweep').perSecond,
      baseline_points_per_second: medianSlice(points, 'one_each').perSecond,
      card_per_second: medianSlice(card, 'sweep').perSecond,
      baseline_card_per_second: medianSlice(card, 'one_each').perSecond,
      ratio_card: ratioOf(card, 'sweep', 'one_each'),
      provider_latency_ms: LATENCY_MS,
      ...large,
      lines: books.lines,
      by_card: books.by_card,
      doubled: books.doubled,
      missed: books.missed,
      peak_rss_megabytes: peakMegabytes,
    },
    conserved,
  }
}

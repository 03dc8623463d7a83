/**
 * Processes of a running product are killed while a thousand renewals come in: the app, the whole
 * database, then both and the payment provider. Callers repeat what was not answered. In the end
 * the database and the provider's books are read directly: everything once, nothing lost.
 */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { killDatabase, killProvider, type DemoLine, type Product } from '../product.ts'
import { auditDatabase, auditOrder, readBooks, readProviderBooks } from './books.ts'
import {
  advance,
  cheapestOffer,
  comesTrue,
  connect,
  openDesk,
  pay,
  read,
  renew,
  type Attempt,
  type Desk,
  type OrderAnswer,
} from './callers.ts'
import { openStage, restart, say, type Stage } from './stage.ts'

const RENEWALS = 1_000
const CALLERS = 12
/** One line in so many renews by card. */
const CARD_LINES_EVERY = 4
/** A line holds no more packs that are not over. */
const PACKS_MAX = 24
/** Every so many answered attempts are made once more, as by a caller that lost the answer. */
const REPEATED_EVERY = 10
/** Longer than a payment may stand still before it is asked about. */
const STANDSTILL = 'PT3M'

const ends: (() => Promise<void>)[] = []
const later = { after: (end: unknown) => void ends.push(end as () => Promise<void>) }
let stage: Stage
before(async () => {
  stage = await openStage(later)
})
after(async () => {
  for (const end of ends.toReversed()) await end()
})

const CLOSED: ReadonlySet<string> = new Set(['ended', 'lost', 'suspended'])

/** What is killed once so many attempts were answered. */
const KILLS: readonly {
  readonly after: number
  readonly victims: string
  kill(stage: Stage): Promise<void>
}[] = [
  {
    after: 150,
    victims: 'the app',
    async kill(stage) {
      await stage.product.kill9()
      await restart(stage)
    },
  },
  {
    after: 350,
    victims: 'every process of the database, under the living app',
    async kill({ product }) {
      say(`  ${killDatabase(product.dataDirectory)} processes`)
    },
  },
  {
    after: 550,
    victims: 'the provider and the app',
    async kill(stage) {
      killProvider(stage.product.dataDirectory)
      await stage.product.kill9()
      await restart(stage)
    },
  },
  {
    after: 750,
    victims: 'the app, the whole database and the provider',
    async kill(stage) {
      const gone = stage.product.kill9()
      say(`  ${killDatabase(stage.product.dataDirectory)} processes of the database`)
      killProvider(stage.product.dataDirectory)
      await gone
      await restart(stage)
    },
  },
]

async function planAttempts(desk: Desk, lines: readonly DemoLine[]): Promise<Attempt[]> {
  const open = lines.filter(({ story }) => !CLOSED.has(story))
  const rooms = await Promise.all(
    open.map(async ({ id }, at) => {
      const { packs } = (await read(desk, `/lines/${id}/overview`)) as { packs: unknown[] }
      const offer = await cheapestOffer(desk, id)
      const method = at % CARD_LINES_EVERY === 0 ? 'card' : 'partner'
      return { line: id, offer, method, room: PACKS_MAX - packs.length } as const
    }),
  )
  const attempts: Attempt[] = []
  for (let round = 0; attempts.length < RENEWALS; round += 1) {
    const roomy = rooms.filter(({ room }) => round < room)
    assert.ok(roomy.length > 0, 'the lines have room for all renewals')
    for (const { line, offer, method } of roomy) {
      if (attempts.length === RENEWALS) break
      attempts.push({ key: `renewal-${attempts.length}`, line, method, offer })
    }
  }
  return attempts
}

interface Run {
  readonly answered: Map<string, OrderAnswer>
  unanswered: number
  repeated: number
}

/** Several callers share the attempts; at its mark each kill happens, with calls in flight. */
async function callAll(stage: Stage, desk: Desk, attempts: readonly Attempt[]): Promise<Run> {
  const run: Run = { answered: new Map(), unanswered: 0, repeated: 0 }
  const waiting = [...attempts]
  const kills = [...KILLS]
  const since = performance.now()
  async function call(): Promise<void> {
    for (let attempt = waiting.shift(); attempt !== undefined; attempt = waiting.shift()) {
      const count = () => {
        run.unanswered += 1
      }
      const order = await renew(desk, attempt, count)
      run.answered.set(attempt.key, order)
      const [next] = kills
      if (next !== undefined && run.answered.size >= next.after) {
        kills.shift()
        const seconds = ((performance.now() - since) / 1_000).toFixed(1)
        say(`${seconds} s, ${run.answered.size} answered: killing ${next.victims}`)
        stage.restarting = next.kill(stage)
      }
      if (order.payment.checkoutUrl !== null) await pay(desk, order)
      if (run.answered.size % REPEATED_EVERY !== 0) continue
      run.repeated += 1
      assert.equal((await renew(desk, attempt, count)).id, order.id, 'the same key, another order')
    }
  }
  await Promise.all(Array.from({ length: CALLERS }, call))
  await stage.restarting
  return run
}

async function settled(pool: pg.Pool, orders: readonly string[]): Promise<boolean> {
  const { rows } = await pool.query<{ waiting: number }>(
    `select count(*)::int as waiting from orders
     where state_kind in ('awaiting_payment', 'refund_due') and id = any($1::uuid[])`,
    [orders],
  )
  return rows[0]?.waiting === 0
}

test('A thousand renewals survive kills of every process: each is delivered once and paid once', async (t) => {
  const desk = await openDesk(stage.product)
  const { lines } = await stage.product.world()
  const attempts = await planAttempts(desk, lines)
  const first = connect(stage.product.dataDirectory)
  const before = await readBooks(first)
  await first.end()

  const run = await callAll(stage, desk, attempts)
  assert.equal(run.answered.size, RENEWALS, 'every attempt was answered in the end')
  say(`${run.unanswered} tries had no answer, ${run.repeated} attempts were made twice on purpose`)
  await advance(desk, STANDSTILL)

  const pool = connect(stage.product.dataDirectory)
  t.after(() => pool.end())
  const orders = [...run.answered.values()].map(({ id }) => id)
  assert.equal(new Set(orders).size, RENEWALS, 'every key has an order of its own')
  await comesTrue('every order is settled', () => settled(pool, orders))
  await auditDatabase(pool)

  const after = await readBooks(pool)
  for (const order of after.orders.values()) auditOrder(order)
  const fresh = [...after.orders.values()].filter(({ id }) => !before.orders.has(id))
  assert.deepEqual(
    new Set(fresh.map(({ id }) => id)),
    new Set(orders),
    'no order that nobody knows',
  )
  for (const { id, state, why, keys } of fresh) {
    assert.ok(
      state === 'delivered' || (state === 'refunded' && why === 'replaced'),
      `${id} ${state}`,
    )
    assert.equal(keys, 1, `one key names order ${id}`)
  }
  const partners = fresh.filter(({ provider }) => provider === 'partner')
  const partnerYen = partners.reduce((sum, { price }) => sum + price, 0n)
  assert.equal(moved(before, after, 'partner'), partnerYen)
  const provider = await readProviderBooks(desk)
  assert.deepEqual(new Set(provider.taken.values()), new Set([1]), 'no payment was taken twice')
  assert.equal(provider.taken.size, fresh.length - partners.length)
  assert.equal(moved(before, after, 'stripe'), provider.owed)
  const delivered = fresh.filter(({ state }) => state === 'delivered').length
  say(
    `${delivered} delivered, ${fresh.length - delivered} refunded, ${provider.taken.size} by card`,
  )
})

type Clearing = { readonly clearing: ReadonlyMap<string, bigint> }

function moved(before: Clearing, after: Clearing, name: string): bigint {
  return (after.clearing.get(name) ?? 0n) - (before.clearing.get(name) ?? 0n)
}

test('The database of a killed app is adopted as it runs, and the next start is quick', async () => {
  const server = serverOf(stage.product)
  await stage.product.kill9()
  await restart(stage)
  assert.equal(serverOf(stage.product), server, 'the same server goes on')
  await stage.product.stop()
  say('stopped, and started on old data:')
  await restart(stage)
  assert.notEqual(serverOf(stage.product), server)
})

function serverOf({ dataDirectory }: Product): number {
  const file = join(dataDirectory, 'postgres', 'postmaster.pid')
  return Number(readFileSync(file, 'utf8').split('\n')[0])
}

test('Two products on two data directories run side by side and share nothing', async () => {
  const one = stage.product
  const other = (await openStage(later)).product
  const shared = new Set(Object.values(one.ports)).intersection(new Set(Object.values(other.ports)))
  assert.deepEqual(shared, new Set())
  const desks = await Promise.all([openDesk(one), openDesk(other)])
  const [line] = (await one.world()).lines
  assert.ok(line !== undefined)
  const offer = await cheapestOffer(desks[0], line.id)
  const attempt = { key: 'side-by-side', line: line.id, method: 'partner', offer } as const
  const order = await renew(desks[0], attempt)
  const stranger = await fetch(`${other.url}/api/v1/orders/${order.id}`, {
    headers: { authorization: `Bearer ${desks[1].key}` },
  })
  assert.equal(stranger.status, 404)
  await one.kill9()
  killDatabase(one.dataDirectory)
  killProvider(one.dataDirectory)
  assert.equal((await fetch(`${other.url}/healthz`)).status, 200, 'the other is not concerned')
})

/**
 * Six hundred renewals are due at one instant, by points and by kept cards, and while they are made
 * the app is killed, then the app with its database, then the app with the payment provider. In the
 * end the database and the provider's book are read directly: every line once, nobody missed.
 */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { copyCards, makeDueLines } from '../../bench/due-lines.ts'
import { createStripeProvider } from '../../src/adapters/payments/stripe/provider.ts'
import { systemClock } from '../../src/adapters/system/clock.ts'
import { fromJson } from '../../src/domain/basics/json.ts'
import { plusMinutes, type Instant } from '../../src/domain/basics/time.ts'
import type { TermsRef } from '../../src/domain/agreement/agreement.ts'
import { AUTO_RENEWAL_TERMS } from '../../src/domain/agreement/accepting.ts'
import type { Offer } from '../../src/domain/catalogue/offer.ts'
import type { KeptMeans } from '../../src/domain/payment/provider.ts'
import { asksFor, controlOf } from '../contracts/payment-world.ts'
import { killDatabase, killProvider } from '../product.ts'
import { auditDatabase, readProviderBooks } from './books.ts'
import { advance, comesTrue, connect, openDesk, type Desk } from './callers.ts'
import { openStage, restart, say, type Stage } from './stage.ts'

const BY_CARD = 200
const BY_POINTS = 400
const ALL = BY_CARD + BY_POINTS
const OFFER = 'kawasemi-1gb-1d'
/** Until then nothing is due; the clock is moved there at once. */
const ENDS_IN_MINUTES = 60

/** Longer than a charge may stand still before it is looked at again. */
const STANDSTILL = 'PT6M'

const KILLS: readonly {
  readonly after: number
  readonly victims: string
  kill(stage: Stage): Promise<void>
}[] = [
  {
    after: 40,
    victims: 'the app',
    kill: ({ product }) => product.kill9(),
  },
  {
    after: 200,
    victims: 'the app and its database',
    async kill({ product }) {
      const gone = product.kill9()
      killDatabase(product.dataDirectory)
      await gone
    },
  },
  {
    after: 400,
    victims: 'the app and the provider',
    async kill({ product }) {
      killProvider(product.dataDirectory)
      await product.kill9()
    },
  },
]

const ends: (() => Promise<void>)[] = []
let stage: Stage
let desk: Desk
before(async () => {
  stage = await openStage({ after: (end: unknown) => void ends.push(end as () => Promise<void>) })
  desk = await openDesk(stage.product)
})
after(async () => {
  for (const end of ends.toReversed()) await end()
})

/** A fresh pool each time: the database itself is killed. */
async function asked<Told>(ask: (pool: pg.Pool) => Promise<Told>): Promise<Told> {
  const pool = connect(stage.product.dataDirectory)
  try {
    return await ask(pool)
  } finally {
    await pool.end()
  }
}

async function delivered(): Promise<number> {
  const count = await asked((pool) =>
    pool.query<{ count: number }>(
      `select count(*)::int as count from orders
       where channel = 'auto' and state_kind = 'delivered'`,
    ),
  )
  return count.rows[0]?.count ?? 0
}

/** One card that its payer agreed to keep, as on the page. */
async function keepCard(): Promise<KeptMeans> {
  const file = join(stage.product.dataDirectory, 'sandbox-provider-keys.json')
  const { secretKey, webhookSecret } = JSON.parse(readFileSync(file, 'utf8')) as Keys
  const { hostname, port } = new URL(desk.providerUrl)
  const apiBase = { host: hostname, port: Number(port), protocol: 'http' } as const
  const bank = createStripeProvider({ secretKey, webhookSecret, apiBase }, systemClock)
  const checkout = await bank.openCheckout(asksFor(systemClock, { keepMeans: true }))
  const control = controlOf(desk.providerUrl, secretKey)
  await control('POST', `/sessions/${checkout.reference}/payment`, { card: 'approve' })
  const told = await bank.readPayment(checkout.reference)
  assert.ok(told.state === 'succeeded' && told.kept !== null)
  return told.kept
}

interface Keys {
  readonly secretKey: string
  readonly webhookSecret: string
}

async function makeLines(): Promise<void> {
  const card = await keepCard()
  copyCards(join(stage.product.dataDirectory, 'sandbox-provider.sqlite'), card, BY_CARD)
  await asked(async (pool) => {
    const { rows } = await pool.query<{ content: unknown }>(
      'select content from offers where id = $1',
      [OFFER],
    )
    const offer = fromJson<Offer>(rows[0]?.content)
    const { rows: terms } = await pool.query<TermsRef>(
      'select kind, version, hash from terms where kind = $1',
      [AUTO_RENEWAL_TERMS],
    )
    const clock = await fetch(`${desk.url}/sandbox/clock`)
    const { now } = (await clock.json()) as { now: string }
    const endsAt: Instant = plusMinutes(Temporal.Instant.from(now), ENDS_IN_MINUTES)
    await makeDueLines(pool, { from: 0, count: BY_CARD, card, offer, endsAt, terms })
    await makeDueLines(pool, { from: BY_CARD, count: BY_POINTS, card: null, offer, endsAt, terms })
  })
}

test('Renewals due at one instant survive kills of every process: each line once, none missed', async () => {
  await makeLines()
  const earlier = await readProviderBooks(desk)
  // The answer comes when the sweeps have run, and so, with the app killed, it never does.
  const unheard = advance(desk, `PT${ENDS_IN_MINUTES - 10}M`).catch(() => {})
  for (const { after: count, victims, kill } of KILLS) {
    await comesTrue(`${count} renewals`, async () => (await delivered()) >= count)
    say(`${await delivered()} of ${ALL} renewed: killing ${victims}`)
    await kill(stage)
    await restart(stage)
  }
  await unheard
  say(`${await delivered()} of ${ALL} renewed: charges that nobody heard of are asked about`)
  await advance(desk, STANDSTILL)
  await comesTrue('every line is renewed', async () => (await delivered()) >= ALL)
  await asked(async (pool) => {
    const { rows } = await pool.query(
      `select count(*)::int as lines,
         count(*) filter (where orders <> 1)::int as not_once,
         count(*) filter (where packs <> 2)::int as not_two_packs
       from (select mandates.home_id,
         (select count(*) from orders where orders.home_id = mandates.home_id) as orders,
         (select count(*) from packs where packs.home_id = mandates.home_id) as packs
         from mandates) as renewed`,
    )
    assert.deepEqual(rows, [{ lines: ALL, not_once: 0, not_two_packs: 0 }])
    await auditDatabase(pool)
  })
  const { taken } = await readProviderBooks(desk)
  assert.deepEqual(new Set(taken.values()), new Set([1]), 'no payment was taken twice')
  assert.equal(taken.size - earlier.taken.size, BY_CARD)
})

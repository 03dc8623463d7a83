/**
 * The app is killed at each step between placing an order and its letter. Whatever the provider,
 * the database and the buyer do meanwhile, after the next start the order comes to one end: it is
 * delivered once, or its money goes back once.
 */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, before, describe, it } from 'node:test'
import type pg from 'pg'
import type { DemoLine } from '../product.ts'
import { auditDatabase, auditOrder, readBooks, readProviderBooks } from './books.ts'
import {
  advance,
  cheapestOffer,
  comesTrue,
  connect,
  lever,
  openDesk,
  pay,
  renew,
  sessionOf,
  tryRenewal,
  type Attempt,
  type Desk,
  type OrderAnswer,
} from './callers.ts'
import { openStage, restart, type Stage } from './stage.ts'

/** Longer than a payment may stand still before it is asked about. */
const STANDSTILL = 'PT3M'
/** Longer than an order paid by card is held. */
const PAY_BY_OVER = 'PT2H'

describe('An order whose app is killed', () => {
  const ends: (() => Promise<void>)[] = []
  let stage: Stage
  let desk: Desk
  let pool: pg.Pool
  let lines: DemoLine[]

  before(async () => {
    stage = await openStage({ after: (end) => void ends.push(end as () => Promise<void>) })
    desk = await openDesk(stage.product)
    pool = connect(stage.product.dataDirectory)
    ends.push(() => pool.end())
    lines = (await stage.product.world()).lines.filter(
      ({ story, holder }) => story === 'plenty' || story === 'fresh' || (story === 'low' && holder),
    )
  })
  after(async () => {
    for (const end of ends.toReversed()) await end()
  })

  /** An attempt on a line of its own, so that orders do not replace each other. */
  async function attemptBy(method: Attempt['method']): Promise<Attempt> {
    const line = lines.shift()
    assert.ok(line !== undefined, 'the world has a line for each step')
    return {
      key: `plug-${line.id}`,
      line: line.id,
      method,
      offer: await cheapestOffer(desk, line.id),
    }
  }

  async function kill(): Promise<void> {
    await stage.product.kill9()
  }

  async function stateOf(order: string): Promise<string> {
    const { rows } = await pool.query<{ state: string }>(
      'select state_kind as state from orders where id = $1',
      [order],
    )
    return rows[0]?.state ?? 'unknown'
  }

  async function ordersOn({ line, offer }: Attempt): Promise<readonly string[]> {
    const { rows } = await pool.query<{ id: string }>(
      `select id from orders where home_id = $1 and offer_id = $2 and buyer ->> 'kind' = 'api_key'
         and placed_at > (select max(at) - interval '1 day' from journal)
         and payment_id in (select id from payments where home_id = $1 and method = 'card')`,
      [line, offer.id],
    )
    return rows.map(({ id }) => id)
  }

  /** Nothing stays open, and everything was done once, here and at the provider. */
  async function endsAs(order: string, state: string): Promise<void> {
    await comesTrue(`order ${order} is ${state}`, async () => (await stateOf(order)) === state)
    const traces = (await readBooks(pool)).orders.get(order)
    assert.ok(traces !== undefined)
    auditOrder(traces)
    await auditDatabase(pool)
    const { taken } = await readProviderBooks(desk)
    assert.deepEqual(
      [...taken].filter(([, times]) => times !== 1),
      [],
    )
  }

  it('while it is being placed is placed once by the repeated attempt', async () => {
    const attempt = await attemptBy('partner')
    const unheard = tryRenewal(desk, attempt)
    await kill()
    const heard = await unheard
    await restart(stage)
    const order = await renew(desk, attempt)
    assert.equal((await renew(desk, attempt)).id, order.id)
    if (heard !== null) assert.equal((heard.body as OrderAnswer).id, order.id)
    await endsAs(order.id, 'delivered')
  })

  it('while the provider opens its page gets one page by the repeated attempt', async () => {
    const attempt = await attemptBy('card')
    await lever(desk, { method: 'PUT', path: '/faults', body: { fault: 'api-hang', times: 1 } })
    const unheard = tryRenewal(desk, attempt)
    await comesTrue('it is placed', async () => (await ordersOn(attempt)).length === 1)
    await kill()
    assert.equal(await unheard, null)
    await restart(stage)
    const order = await renew(desk, attempt)
    assert.deepEqual(await ordersOn(attempt), [order.id])
    await pay(desk, order)
    await endsAs(order.id, 'delivered')
  })

  it('before its page was opened, and asked for no more, expires and costs nothing', async () => {
    const attempt = await attemptBy('card')
    await lever(desk, { method: 'PUT', path: '/faults', body: { fault: 'api-hang', times: 1 } })
    const unheard = tryRenewal(desk, attempt)
    await comesTrue('it is placed', async () => (await ordersOn(attempt)).length === 1)
    await kill()
    await unheard
    await restart(stage)
    await advance(desk, PAY_BY_OVER)
    const [order = ''] = await ordersOn(attempt)
    await endsAs(order, 'expired')
  })

  it('while the buyer is on the page is delivered once it is paid', async () => {
    const order = await renew(desk, await attemptBy('card'))
    await kill()
    await pay(desk, order)
    await restart(stage)
    await endsAs(order.id, 'delivered')
  })

  it('after it was paid is delivered without a webhook, and late ones change nothing', async () => {
    const order = await renew(desk, await attemptBy('card'))
    await lever(desk, { method: 'POST', path: '/webhooks/hold' })
    await pay(desk, order)
    await kill()
    await restart(stage)
    assert.equal(await stateOf(order.id), 'awaiting_payment')
    await advance(desk, STANDSTILL)
    await endsAs(order.id, 'delivered')
    await lever(desk, { method: 'POST', path: '/webhooks/release' })
    await comesTrue('the webhooks have come', webhooksAreIn)
    await endsAs(order.id, 'delivered')
  })

  async function webhooksAreIn(): Promise<boolean> {
    const answer = await fetch(`${desk.providerUrl}/sandbox-control/webhooks`, {
      headers: { authorization: `Bearer ${desk.providerKey}` },
    })
    const { deliveries } = (await answer.json()) as { deliveries: { state: string }[] }
    return deliveries.every(({ state }) => state === 'delivered')
  }

  it('while it asks the provider about a webhook is delivered by the next one', async () => {
    const order = await renew(desk, await attemptBy('card'))
    await pay(desk, order, 'hanging-read')
    await comesTrue('the app waits for the provider', async () => hangsAt(sessionOf(order)))
    await kill()
    assert.equal(await stateOf(order.id), 'awaiting_payment')
    await restart(stage)
    await endsAs(order.id, 'delivered')
  })

  /** Whether the provider is letting the app wait, which only its own store tells. */
  function hangsAt(session: string): boolean {
    const path = join(stage.product.dataDirectory, 'sandbox-provider.sqlite')
    const store = new DatabaseSync(path, { readOnly: true })
    try {
      const sql = "select times from quirks where session = ? and quirk = 'hang'"
      return store.prepare(sql).get(session)?.['times'] === 0
    } finally {
      store.close()
    }
  }

  it('the moment it is delivered stays delivered once, though webhooks come again', async () => {
    const order = await renew(desk, await attemptBy('card'))
    await pay(desk, order, 'duplicate-webhooks')
    await comesTrue('it is delivered', async () => (await stateOf(order.id)) === 'delivered')
    await kill()
    await restart(stage)
    await comesTrue('the webhooks have come', webhooksAreIn)
    await endsAs(order.id, 'delivered')
  })

  it('while its money is on the way back has it back once', async () => {
    const attempt = await attemptBy('card')
    const replaced = await renew(desk, attempt)
    await lever(desk, { method: 'POST', path: '/webhooks/hold' })
    await lever(desk, {
      method: 'PUT',
      path: '/faults',
      body: { fault: 'refund-pending', times: 1 },
    })
    await pay(desk, replaced)
    const order = await renew(desk, { ...attempt, key: `${attempt.key}-again` })
    await comesTrue('a refund is pending', async () => (await pendingRefund()) !== null)
    await kill()
    const refund = await pendingRefund()
    const body = { status: 'succeeded' }
    await lever(desk, { method: 'PUT', path: `/refunds/${refund}/status`, body })
    await restart(stage)
    await advance(desk, STANDSTILL)
    await endsAs(replaced.id, 'refunded')
    await lever(desk, { method: 'POST', path: '/webhooks/release' })
    await pay(desk, order)
    await endsAs(order.id, 'delivered')
    await endsAs(replaced.id, 'refunded')
  })

  async function pendingRefund(): Promise<string | null> {
    const answer = await fetch(`${desk.providerUrl}/v1/refunds?limit=100`, {
      headers: { authorization: `Bearer ${desk.providerKey}` },
    })
    const { data } = (await answer.json()) as { data: { id: string; status: string }[] }
    return data.find(({ status }) => status === 'pending')?.id ?? null
  }

  it('while its letter is being written has the letter written by the next worker', async () => {
    const held = lines.findIndex(({ holder }) => holder !== null)
    lines = lines.slice(held)
    const attempt = await attemptBy('partner')
    const order = await renew(desk, attempt)
    await comesTrue('its letter is out', async () => (await lettersOf(order)) === 1)
    await kill()
    await holdAgain(attempt.line, order.id)
    await restart(stage)
    await advance(desk, STANDSTILL)
    await comesTrue('the letter is written again', async () => (await lettersOf(order)) === 2)
    await endsAs(order.id, 'delivered')
  })

  async function lettersOf({ id }: OrderAnswer): Promise<number> {
    const { rows } = await pool.query<{ letters: number }>(
      'select count(*)::int as letters from sandbox_mail where body like $1',
      [`%${id}%`],
    )
    return rows[0]?.letters ?? 0
  }

  /** As a worker leaves it that was killed at the job a while ago. */
  async function holdAgain(line: string, order: string): Promise<void> {
    await pool.query("select graphile_worker.add_job('order_letter', $1::json)", [
      JSON.stringify({ line, order, state: 'delivered' }),
    ])
    await pool.query(
      `update graphile_worker._private_jobs set attempts = 1, locked_by = 'killed',
         locked_at = now() - interval '1 hour' where locked_at is null`,
    )
  }
})

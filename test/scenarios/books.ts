/**
 * Looks straight into the database, past all of the product's own code, and into the provider's
 * books: whether what was paid was delivered once, and the money is where it should be.
 */
import assert from 'node:assert/strict'
import type pg from 'pg'
import type { Desk } from './callers.ts'

export interface Books {
  /** Orders by id, with how often each left a trace. */
  readonly orders: ReadonlyMap<string, OrderTraces>
  /** Yen that provider x owes us, by its name. */
  readonly clearing: ReadonlyMap<string, bigint>
}

export interface OrderTraces {
  readonly id: string
  readonly state: string
  readonly why: string | null
  readonly payment: string
  readonly price: bigint
  readonly provider: string
  readonly packs: number
  readonly sales: number
  readonly returns: number
  readonly deliveries: number
  readonly keys: number
}

export async function readBooks(pool: pg.Pool): Promise<Books> {
  const { rows: orders } = await pool.query<OrderTraces>(ORDERS)
  const { rows: clearing } = await pool.query<{ name: string; amount: bigint }>(
    `select split_part(account, ':', 2) as name, sum(amount)::bigint as amount
     from posting_sets, unnest(accounts, amounts) as posting (account, amount)
     where account like 'provider_clearing:%' group by 1`,
  )
  return {
    orders: new Map(orders.map((order) => [order.id, order])),
    clearing: new Map(clearing.map(({ name, amount }) => [name, amount])),
  }
}

const ORDERS = `
  select o.id, o.state_kind as state, o.state ->> 'why' as why, p.state_kind as payment, o.price,
    p.provider,
    (select count(*)::int from packs where packs.order_id = o.id) as packs,
    (select count(*)::int from posting_sets s where s.order_id = o.id and s.cause = 'sale')
      as sales,
    (select count(*)::int from posting_sets s where s.order_id = o.id and s.cause = 'return')
      as returns,
    coalesce(told.times, 0)::int as deliveries,
    (select count(*)::int from remembered_outcomes r
     where r.home_id = o.home_id and r.outcome::text like '%' || o.id || '%') as keys
  from orders o
  join payments p on p.home_id = o.home_id and p.id = o.payment_id
  left join (
    select event #>> '{facts,order}' as id, count(*) as times
    from journal, jsonb_array_elements(events) as event
    where event ->> 'name' = 'order_delivered' group by 1
  ) as told on told.id = o.id::text`

/** What must be true of every order at every time. */
export function auditOrder(order: OrderTraces): void {
  const of = `order ${order.id}: ${JSON.stringify(order, (_, value) => String(value))}`
  const delivered = order.state === 'delivered' ? 1 : 0
  assert.equal(order.packs, delivered, of)
  assert.equal(order.sales, delivered, of)
  assert.equal(order.deliveries, delivered, of)
  assert.equal(order.returns, order.state === 'refunded' ? 1 : 0, of)
  const isPaid = ['delivered', 'refund_due', 'refunded'].includes(order.state)
  assert.equal(order.payment === 'succeeded', isPaid, of)
}

/** What must be true of the whole database. */
export async function auditDatabase(pool: pg.Pool): Promise<void> {
  const troubles = await pool.query<{ trouble: string }>(`
    select 'a posting set does not sum to zero: ' || id as trouble
    from posting_sets where (select sum(amount) from unnest(amounts) as amount) <> 0
    union all
    select 'a pack belongs to no delivered order: ' || packs.id from packs
    left join orders on orders.home_id = packs.home_id and orders.id = packs.order_id
    where packs.order_id is not null
      and (orders.state_kind is distinct from 'delivered'
        or orders.state ->> 'pack' is distinct from packs.id::text)
    union all
    select 'a sale does not match its order: ' || s.id from posting_sets s
    join orders o on o.home_id = s.home_id and o.id = s.order_id
    where s.cause = 'sale' and o.price is distinct from (
      select sum(amount) from unnest(s.accounts, s.amounts) as posting (account, amount)
      where account like 'provider_clearing:%' or account = 'held_for_orders')
    union all
    select 'a payment belongs to no order: ' || p.id from payments p
    left join orders o on o.home_id = p.home_id and o.payment_id = p.id where o.id is null
    union all
    select 'an order cannot be found: ' || o.id from orders o
    left join finds f on f.kind = 'order' and f.value = o.id::text where f.value is null`)
  assert.deepEqual(
    troubles.rows.map(({ trouble }) => trouble),
    [],
  )
}

interface Intent {
  readonly id: string
  readonly status: string
  readonly amount_received: number
  readonly metadata: { readonly payment?: string }
}

interface Page<Item> {
  readonly data: readonly (Item & { readonly id: string })[]
  readonly has_more: boolean
}

export interface ProviderBooks {
  /** Payments whose money was taken, by our payment id; more than one is a double. */
  readonly taken: ReadonlyMap<string, number>
  /** Yen taken, less what went back, less the provider's fee. */
  readonly owed: bigint
}

const FEE_PER_MILLE = 36n

/** The provider's own account of what it took and gave back. */
export async function readProviderBooks(desk: Desk): Promise<ProviderBooks> {
  const intents = await list<Intent>(desk, 'payment_intents')
  const refunds = await list<{ status: string; amount: number }>(desk, 'refunds')
  const taken = new Map<string, number>()
  let owed = 0n
  for (const { status, amount_received: amount, metadata } of intents) {
    if (status !== 'succeeded') continue
    const payment = metadata.payment ?? 'nobody'
    taken.set(payment, (taken.get(payment) ?? 0) + 1)
    owed += BigInt(amount) - (BigInt(amount) * FEE_PER_MILLE + 500n) / 1_000n
  }
  for (const { status, amount } of refunds) if (status === 'succeeded') owed -= BigInt(amount)
  return { taken, owed }
}

async function list<Item>(desk: Desk, what: string): Promise<readonly (Item & { id: string })[]> {
  const found: (Item & { readonly id: string })[] = []
  for (;;) {
    const after = found.at(-1)?.id
    const query = `limit=100${after === undefined ? '' : `&starting_after=${after}`}`
    const answer = await fetch(`${desk.providerUrl}/v1/${what}?${query}`, {
      headers: { authorization: `Bearer ${desk.providerKey}` },
    })
    assert.equal(answer.status, 200, what)
    const page = (await answer.json()) as Page<Item>
    found.push(...page.data)
    if (!page.has_more) return found
  }
}

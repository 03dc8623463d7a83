/**
 * Proofs of derived figures over PostgreSQL: pages of homes, each read as of one instant and made
 * again from its records by the domain (`domain/proof`). Nothing is locked and nothing is mended.
 */
import type pg from 'pg'
import type { FoundDifference, ProofRound, Proofs, ProvedPage } from '../../app/books/ports.ts'
import type { AccountId } from '../../domain/basics/ids.ts'
import { NO_YEN, yen, type Yen } from '../../domain/basics/money.ts'
import type { Instant } from '../../domain/basics/time.ts'
import { THE_BOOK } from '../../domain/bill/book.ts'
import { differs, type BookDifference } from '../../domain/proof/difference.ts'
import { proveOrder } from '../../domain/proof/order-book.ts'
import { provePack, type UsedSum } from '../../domain/proof/usage.ts'
import { proveGiftCard, provePoints, type Balances } from '../../domain/proof/value.ts'
import { asAway } from './away.ts'
import { packOf } from './rows/line-rows.ts'
import { giftCardOf, pointsLotOf } from './rows/money-rows.ts'
import { orderOf, orderRow, paymentOf, paymentRow } from './rows/order-rows.ts'
import type { Row } from './rows/table.ts'
import { proveTills, TILL_PROOF_SQL } from './till-proofs.ts'

/** A campaign is counted every few seconds or, without a total, hourly: fresher orders may lack. */
const COUNTED_WITHIN = '2 hours'

/** The first instant of the day of a daily allowance that holds the given one. */
const dayOf = (column: string) => `
  case when packs.allowance ->> 'kind' = 'daily' then (date_trunc('day',
      (${column} at time zone 'Asia/Tokyo')
        - make_interval(hours => (packs.allowance ->> 'resetHour')::int))
    + make_interval(hours => (packs.allowance ->> 'resetHour')::int)) at time zone 'Asia/Tokyo'
  else 'epoch'::timestamptz end`

/** Home by home, so that no plan made on small tables ever reads whole ones. */
const ofHomes = (table: string) => `select one.* from unnest($1::uuid[]) as wanted (id)
  cross join lateral (select * from ${table} where home_id = wanted.id offset 0) as one`

const SQL = {
  homes: `select home_id, kind from homes
    where ($1::uuid is null or home_id > $1) and kind in ('line', 'account', 'gift_card', 'till')
    order by home_id limit $2`,
  packs: ofHomes('packs'),
  used: `select packs.id, share ->> 'at' as at, ${dayOf('usage.span_from')} as day_of_start,
      ${dayOf('usage.span_until')} as day_of_end,
      sum((share #>> '{bytes,$bigint}')::bigint)::bigint as bytes
    from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select home_id, span_from, span_until, shares from usage_records
      where home_id = wanted.id offset 0) as usage
    cross join lateral jsonb_array_elements(usage.shares) as share
    cross join lateral (select id, allowance from packs
      where home_id = usage.home_id and id = (share ->> 'pack')::uuid offset 0) as packs
    group by packs.id, share ->> 'at', day_of_start, day_of_end`,
  orders: ofHomes('orders'),
  payments: ofHomes('payments'),
  balances: `select home_id, order_id, account, cause = 'dispute_lost' as is_lost,
      sum(amount)::bigint as amount
    from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select * from posting_sets where home_id = wanted.id offset 0) as sets
    cross join lateral unnest(accounts, amounts) as entry (account, amount)
    group by home_id, order_id, account, is_lost`,
  gift_cards: ofHomes('gift_cards'),
  lots: ofHomes('points_lots'),
  whole: `select coalesce(sum(amount), 0)::bigint as total,
      coalesce(sum(amount) filter (where account = 'between_homes'), 0)::bigint as between_homes
    from postings`,
  unbalanced: `select home_id, home_kind, id, (select sum(one) from unnest(amounts) as one)::bigint
      as amount
    from posting_sets where (select sum(one) from unnest(amounts) as one) <> 0 limit 100`,
  ...TILL_PROOF_SQL,
  campaigns: `select id, taken, count(orders.campaign_id)::bigint as counted,
      count(orders.campaign_id) filter (where homes.last_at > $1::timestamptz
        - interval '${COUNTED_WITHIN}')::bigint as fresh
    from campaigns
    left join (select home_id, campaign_id from orders where campaign_id is not null
      and state_kind in ('awaiting_payment', 'delivered')) as orders on campaign_id = id
    left join homes on homes.home_id = orders.home_id
    group by id, taken order by id`,
} as const

export type ProvingReads = Pick<Proofs, 'proveHomes' | 'proveWhole'>

export function createProving(pool: pg.Pool): ProvingReads {
  return {
    proveHomes: (after, limit) => inSnapshot(pool, (ask) => provePage(ask, after, limit)),
    proveWhole: (now) => inSnapshot(pool, (ask) => proveWhole(ask, now)),
  }
}

type Ask = (name: keyof typeof SQL, values: readonly unknown[]) => Promise<readonly Row[]>

/** Every statement of `read` sees the database as of one instant. */
async function inSnapshot<Answer>(
  pool: pg.Pool,
  read: (ask: Ask) => Promise<Answer>,
): Promise<Answer> {
  const client = await pool.connect().catch((fault: unknown) => Promise.reject(asAway(fault)))
  let isGood = false
  try {
    await client.query('begin isolation level repeatable read read only')
    const answer = await read(
      async (name, values) => (await client.query(SQL[name], [...values])).rows as Row[],
    )
    await client.query('commit')
    isGood = true
    return answer
  } catch (fault) {
    throw asAway(fault)
  } finally {
    client.release(!isGood)
  }
}

async function provePage(ask: Ask, after: string | null, limit: number): Promise<ProvedPage> {
  const homes = await ask('homes', [after, limit])
  const idsOf = (kind: string) =>
    homes.filter((row) => row['kind'] === kind).map((row) => row['home_id'] as string)
  const ids = homes.map((row) => row['home_id'] as string)
  const balances = await ask('balances', [ids])
  const byHome = Map.groupBy(balances, (row) => row['home_id'] as string)
  const of = (home: string) => balancesOf(byHome.get(home) ?? [])
  const differences = [
    ...(await proveLines(ask, idsOf('line'), balances)),
    ...(await proveValue(ask, { accounts: idsOf('account'), cards: idsOf('gift_card') }, of)),
    ...(await proveTills(ask, idsOf('till'), of)),
  ]
  return { homes: homes.length, last: ids.at(-1) ?? null, differences }
}

async function proveLines(
  ask: Ask,
  ids: readonly string[],
  balances: readonly Row[],
): Promise<readonly BookDifference[]> {
  if (ids.length === 0) return []
  const packs = await ask('packs', [ids])
  const used = Map.groupBy(await ask('used', [ids]), (row) => row['id'] as string)
  const orders = await ask('orders', [ids])
  const payments = await ask('payments', [ids])
  const byOrder = Map.groupBy(payments, (row) => row['order_id'] as string)
  const sums = Map.groupBy(balances, (row) => row['order_id'] as string)
  return [
    ...packs.flatMap((row) =>
      provePack(packOf(row), (used.get(row['id'] as string) ?? []).map(sumOf)),
    ),
    ...orders.flatMap((row) => {
      const id = row['id'] as string
      const own = (sums.get(id) ?? []).filter((one) => one['home_id'] === row['home_id'])
      const paid = (byOrder.get(id) ?? []).map(paymentOf)
      const lost = balancesOf(own.filter((one) => one['is_lost'] === true))
      const book = { order: orderOf(row), payments: paid, balances: balancesOf(own), lost }
      return [...proveOrder(book), ...proveOrderFlags(row)]
    }),
    ...payments.flatMap(provePaymentFlags),
  ]
}

function sumOf(row: Row): UsedSum {
  return {
    at: row['at'] as UsedSum['at'],
    dayOfStart: row['day_of_start'] as Instant,
    dayOfEnd: row['day_of_end'] as Instant,
    bytes: row['bytes'] as bigint,
  }
}

function balancesOf(rows: readonly Row[]): Balances {
  const sums = new Map<string, Yen>()
  for (const row of rows) {
    const account = row['account'] as string
    sums.set(account, yen((sums.get(account) ?? NO_YEN) + (row['amount'] as bigint)))
  }
  return sums
}

/** Columns that only serve an index are made again from the row itself. */
function proveOrderFlags(row: Row): readonly BookDifference[] {
  const made = orderRow(orderOf(row))
  const home = { kind: 'line', id: orderOf(row).line } as const
  return differs(
    { home, subject: row['id'] as string },
    {
      parts_due: [row['parts_due'], made['parts_due']],
      state_kind: [row['state_kind'], made['state_kind']],
    },
  )
}

function provePaymentFlags(row: Row): readonly BookDifference[] {
  const made = paymentRow(paymentOf(row))
  const home = { kind: 'line', id: paymentOf(row).line } as const
  return differs(
    { home, subject: row['id'] as string },
    {
      refund_due: [row['refund_due'], made['refund_due']],
      state_kind: [row['state_kind'], made['state_kind']],
    },
  )
}

async function proveValue(
  ask: Ask,
  { accounts, cards }: { readonly accounts: readonly string[]; readonly cards: readonly string[] },
  of: (home: string) => Balances,
): Promise<readonly BookDifference[]> {
  const lots = accounts.length === 0 ? [] : await ask('lots', [accounts])
  const lotsOf = Map.groupBy(lots.map(pointsLotOf), (lot) => lot.account as string)
  const rows = cards.length === 0 ? [] : await ask('gift_cards', [cards])
  return [
    ...accounts.flatMap((id) => provePoints(id as AccountId, lotsOf.get(id) ?? [], of(id))),
    ...rows.map(giftCardOf).flatMap((card) => proveGiftCard(card, of(card.id))),
  ]
}

async function proveWhole(ask: Ask, now: Instant): Promise<readonly BookDifference[]> {
  const home = { kind: 'book', id: THE_BOOK } as const
  const [sums] = await ask('whole', [])
  const unbalanced = await ask('unbalanced', [])
  const campaigns = await ask('campaigns', [now.toString()])
  return [
    ...differs(
      { home, subject: 'ledger' },
      { sum: [sums?.['total'], 0n], between_homes: [sums?.['between_homes'], 0n] },
    ),
    ...unbalanced.flatMap((row) =>
      differs({ home, subject: `posting set ${String(row['id'])}` }, { sum: [row['amount'], 0n] }),
    ),
    ...campaigns.flatMap((row) => {
      const [taken, counted] = [row['taken'] as bigint, row['counted'] as bigint]
      const apart = taken < counted ? counted - taken : taken - counted
      if (apart <= (row['fresh'] as bigint)) return []
      return differs(
        { home, subject: `campaign ${String(row['id'])}` },
        { taken: [taken, counted] },
      )
    }),
  ]
}

const KEPT = {
  resolve: `update book_differences set resolved_at = $1
    where resolved_at is null and home_kind <> 'book'
      and ($2::uuid is null or home_id > $2) and home_id <= $3
      and (home_id, subject, figure) not in (select home_id, subject, figure
        from unnest($4::uuid[], $5::text[], $6::text[]) as found (home_id, subject, figure))`,
  resolve_whole: `update book_differences set resolved_at = $1
    where resolved_at is null and home_kind = 'book'
      and (home_id, subject, figure) not in (select home_id, subject, figure
        from unnest($2::uuid[], $3::text[], $4::text[]) as found (home_id, subject, figure))`,
  open: `insert into book_differences
      (home_id, home_kind, subject, figure, stored, rebuilt, found_at)
    select *, $7::timestamptz from unnest($1::uuid[], $2::text[], $3::text[], $4::text[],
      $5::text[], $6::text[])
    on conflict (home_id, subject, figure) where resolved_at is null
    do update set stored = excluded.stored, rebuilt = excluded.rebuilt`,
  found: `select * from book_differences where resolved_at is null
    order by found_at, home_id, subject, figure limit $1`,
  count: 'select count(*)::int as open from book_differences where resolved_at is null',
  round: 'select * from book_rounds',
  keep_round: `insert into book_rounds (started_at, ended_at, after_home, homes, differences)
    values ($1, $2, $3, $4, $5)
    on conflict (only_row) do update set started_at = excluded.started_at,
      ended_at = excluded.ended_at, after_home = excluded.after_home, homes = excluded.homes,
      differences = excluded.differences`,
} as const

export function createProofs(pool: pg.Pool): Proofs {
  const ask = async (name: keyof typeof KEPT, values: readonly unknown[]) => {
    const { rows } = await pool
      .query(KEPT[name], [...values])
      .catch((fault: unknown) => Promise.reject(asAway(fault)))
    return rows as Row[]
  }
  const open = async (found: readonly BookDifference[], now: Instant) => {
    if (found.length === 0) return
    const [homes, subjects, figures] = keysOf(found)
    const kinds = found.map(({ home }) => home.kind)
    const values = [found.map(({ stored }) => stored), found.map(({ rebuilt }) => rebuilt)]
    await ask('open', [homes, kinds, subjects, figures, ...values, now.toString()])
  }
  return {
    ...createProving(pool),
    async keepDifferences(found, { after, last, now }) {
      await ask('resolve', [now.toString(), after, last, ...keysOf(found)])
      await open(found, now)
    },
    async keepWholeDifferences(found, now) {
      await ask('resolve_whole', [now.toString(), ...keysOf(found)])
      await open(found, now)
    },
    openDifferences: async (limit) => (await ask('found', [limit])).map(foundOf),
    async countOpen() {
      const [row] = await ask('count', [])
      return (row?.['open'] as number | undefined) ?? 0
    },
    async round() {
      const [row] = await ask('round', [])
      return row === undefined ? null : roundOf(row)
    },
    async keepRound({ startedAt, endedAt, after, homes, differences }) {
      const ended = endedAt?.toString() ?? null
      await ask('keep_round', [startedAt.toString(), ended, after, homes, differences])
    },
  }
}

function keysOf(found: readonly BookDifference[]) {
  return [
    found.map(({ home }) => home.id as string),
    found.map(({ subject }) => subject),
    found.map(({ figure }) => figure),
  ] as const
}

function foundOf(row: Row): FoundDifference {
  return {
    home: { kind: row['home_kind'], id: row['home_id'] },
    subject: row['subject'],
    figure: row['figure'],
    stored: row['stored'],
    rebuilt: row['rebuilt'],
    foundAt: row['found_at'],
  } as FoundDifference
}

function roundOf(row: Row): ProofRound {
  return {
    startedAt: row['started_at'] as Instant,
    endedAt: row['ended_at'] as Instant | null,
    after: row['after_home'] as string | null,
    homes: Number(row['homes']),
    differences: Number(row['differences']),
  }
}

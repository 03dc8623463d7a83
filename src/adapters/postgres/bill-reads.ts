/** What is looked up about bills, over PostgreSQL: one statement a question. */
import type pg from 'pg'
import type { Bytes } from '../../domain/basics/data-volume.ts'
import type { AccountId, LineId } from '../../domain/basics/ids.ts'
import type { Yen } from '../../domain/basics/money.ts'
import { jstMidnight, plusDays, type Instant } from '../../domain/basics/time.ts'
import type { JstMonth } from '../../domain/bill/month.ts'
import type { DayOfUse } from '../../domain/bill/statement.ts'
import type { AnomalyCount, BillReads, SoldRef } from '../../app/bill-reads.ts'
import { asAway } from './away.ts'
import { anomalyOf } from './rows/caution-rows.ts'
import { packOf } from './rows/line-rows.ts'
import { orderOf, paymentOf, postingSetOf } from './rows/order-rows.ts'
import type { Row } from './rows/table.ts'

/** The index on `heard_at` bounds the search: usage is heard of within this after it happened. */
const HEARD_LATE_DAYS = 2

const SQL = {
  postings_in: `select * from posting_sets where home_id = $1 and at >= $2 and at < $3
    order by at, id limit $4`,
  points_before: `select coalesce(-sum(entry.amount), 0)::bigint as points
    from posting_sets, unnest(accounts, amounts) as entry (account, amount)
    where home_id = $1 and at < $2 and entry.account = 'points'`,
  orders_by_id: 'select * from orders where home_id = $1 and id = any($2::uuid[])',
  payments_by_order: `select payments.* from orders
    join payments on payments.home_id = orders.home_id and payments.id = orders.payment_id
    where orders.home_id = $1 and orders.id = any($2::uuid[])`,
  packs_in: `select * from packs where home_id = $1 and ((delivered_at >= $2 and delivered_at < $3)
      or ((revoked -> 'at' ->> '$instant')::timestamptz >= $2
        and (revoked -> 'at' ->> '$instant')::timestamptz < $3))
    order by delivered_at, id limit $4`,
  use_in: `select (span_until at time zone 'Asia/Tokyo')::date as date,
      sum(bytes)::bigint as bytes, sum(uncovered)::bigint as uncovered,
      coalesce(sum((select sum((share -> 'bytes' ->> '$bigint')::bigint)
        from jsonb_array_elements(shares) as share where share ->> 'at' = 'throttled')), 0)::bigint
        as throttled
    from usage_records where home_id = $1 and heard_at >= $2 and heard_at < $3
    group by date having sum(bytes) > 0 order by date`,
  // Each month is asked for by itself: a year of usage is never read to list twelve names.
  months_of: `select to_char(first, 'YYYY-MM') as month
    from (select ($2 || '-01')::timestamp - make_interval(months => place) as first
      from generate_series(0, $3::int - 1) as place) as months
    cross join lateral (select first at time zone 'Asia/Tokyo' as begins,
      (first + interval '1 month') at time zone 'Asia/Tokyo' as ends) as span
    where exists (select from posting_sets
        where home_id = any($1::uuid[]) and at >= begins and at < ends)
      or exists (select from packs
        where home_id = any($1::uuid[]) and delivered_at >= begins and delivered_at < ends)
      or exists (select from usage_records
        where home_id = any($1::uuid[]) and heard_at >= begins and heard_at < ends and bytes > 0)
    order by first desc`,
  anomalies_in: `select * from (select * from anomalies
      where home_id = $1 and about_at >= $2 and about_at < $3
      order by about_at desc, id desc limit $4) as newest order by about_at, id`,
  unanswered_anomalies: `select * from anomalies where home_id = $1 and feedback is null
    order by about_at desc, id desc limit $2`,
  anomaly: 'select * from anomalies where home_id = $1 and id = $2',
  anomalies_of_order: `select * from anomalies where home_id = $1 and finding ->> 'order' = $2
    order by about_at, id`,
  newest_anomalies: 'select * from anomalies order by found_at desc, id desc limit $1',
  anomaly_counts: `select kind, count(*)::int as found,
      count(*) filter (where feedback ->> 'says' = 'fine')::int as fine,
      count(*) filter (where feedback ->> 'says' = 'disputed')::int as disputed
    from anomalies where found_at >= $1 group by kind order by kind`,
  sales_after: `select home_id, order_id, at, id from posting_sets
    where cause = 'sale' and at < $3 and (at, id) > ($1::timestamptz, $2::uuid)
    order by at, id limit $4`,
  sales_of: `select home_id, order_id, at, id from posting_sets
    where home_id = $1 and cause = 'sale' and at < $2 order by at desc, id desc limit $3`,
  heavy_days: `select home_id, sum(bytes)::bigint as bytes from usage_records
    where heard_at >= $1 and heard_at < $3 and span_until >= $1 and span_until < $2
      and ($5::uuid is null or home_id > $5)
    group by home_id having sum(bytes) > $4 order by home_id limit $6`,
  accounts_with_month: `select home_id from accounts
    where ($3::uuid is null or home_id > $3) and (
      exists (select from posting_sets where posting_sets.home_id = accounts.home_id
        and at >= $1 and at < $2)
      or exists (select from posting_sets where posting_sets.home_id = any(accounts.lines)
        and at >= $1 and at < $2)
      or exists (select from usage_records where usage_records.home_id = any(accounts.lines)
        and heard_at >= $1 and heard_at < $2 and bytes > 0))
    order by home_id limit $4`,
} as const

/** Before every instant and set. */
const FIRST = ['-infinity', '00000000-0000-0000-0000-000000000000'] as const

export function createBillReads(pool: pg.Pool): BillReads {
  async function ask(name: keyof typeof SQL, values: unknown[]): Promise<readonly Row[]> {
    try {
      return (await pool.query<Row>({ name: `read_${name}`, text: SQL[name], values })).rows
    } catch (fault) {
      throw asAway(fault)
    }
  }
  return { ...statementReads(ask), ...anomalyReads(ask), ...sweepReads(ask) }
}

type Ask = (name: keyof typeof SQL, values: unknown[]) => Promise<readonly Row[]>

function statementReads(
  ask: Ask,
): Pick<
  BillReads,
  'postingsIn' | 'pointsBefore' | 'ordersById' | 'packsIn' | 'useIn' | 'monthsOf'
> {
  return {
    async postingsIn(home, { from, until }, limit) {
      const rows = await ask('postings_in', [home, text(from), text(until), limit])
      return rows.map(postingSetOf)
    },
    async pointsBefore(account, at) {
      const [row] = await ask('points_before', [account, text(at)])
      return row?.['points'] as Yen
    },
    async ordersById(line, ids) {
      if (ids.length === 0) return []
      const [orders, payments] = await Promise.all([
        ask('orders_by_id', [line, ids]),
        ask('payments_by_order', [line, ids]),
      ])
      const paid = new Map(payments.map((row) => [row['id'], paymentOf(row)]))
      return orders.map(orderOf).flatMap((order) => {
        const payment = paid.get(order.payment)
        return payment === undefined ? [] : [{ order, payment }]
      })
    },
    async packsIn(line, { from, until }, limit) {
      return (await ask('packs_in', [line, text(from), text(until), limit])).map(packOf)
    },
    async useIn(line, { from, until }) {
      return (await ask('use_in', [line, text(from), text(until)])).map(dayOfUse)
    },
    async monthsOf(homes, { newest, count }) {
      return (await ask('months_of', [homes, newest, count])).map((row) => row['month'] as JstMonth)
    },
  }
}

function anomalyReads(
  ask: Ask,
): Pick<
  BillReads,
  | 'anomaliesIn'
  | 'unansweredAnomalies'
  | 'anomaly'
  | 'anomaliesOfOrder'
  | 'newestAnomalies'
  | 'anomalyCounts'
> {
  return {
    async anomaliesIn(line, { from, until }, limit) {
      return (await ask('anomalies_in', [line, text(from), text(until), limit])).map(anomalyOf)
    },
    unansweredAnomalies: async (line, limit) =>
      (await ask('unanswered_anomalies', [line, limit])).map(anomalyOf),
    async anomaly(line, id) {
      const [row] = await ask('anomaly', [line, id])
      return row === undefined ? null : anomalyOf(row)
    },
    anomaliesOfOrder: async (line, order) =>
      (await ask('anomalies_of_order', [line, order])).map(anomalyOf),
    newestAnomalies: async (limit) => (await ask('newest_anomalies', [limit])).map(anomalyOf),
    anomalyCounts: async (since) => (await ask('anomaly_counts', [text(since)])).map(anomalyCount),
  }
}

function sweepReads(
  ask: Ask,
): Pick<BillReads, 'salesAfter' | 'salesOf' | 'heavyDays' | 'accountsWithMonth'> {
  return {
    async salesAfter(after, { until, limit }) {
      const place = after === null ? FIRST : [text(after.at), after.set]
      return (await ask('sales_after', [...place, text(until), limit])).map(soldRef)
    },
    salesOf: async (line, before, limit) =>
      (await ask('sales_of', [line, text(before), limit])).map(soldRef),
    async heavyDays(day, { above, after, limit }) {
      const from = jstMidnight(day)
      const heardUntil = plusDays(from, 1 + HEARD_LATE_DAYS)
      const span = [text(from), text(plusDays(from, 1)), text(heardUntil)]
      const rows = await ask('heavy_days', [...span, above, after, limit])
      return rows.map((row) => ({ line: row['home_id'] as LineId, bytes: row['bytes'] as Bytes }))
    },
    async accountsWithMonth({ from, until }, { after, limit }) {
      const rows = await ask('accounts_with_month', [text(from), text(until), after, limit])
      return rows.map((row) => row['home_id'] as AccountId)
    },
  }
}

function text(at: Instant): string {
  return at.toString()
}

function dayOfUse({ date, bytes, throttled, uncovered }: Row): DayOfUse {
  return { date, bytes, throttled, uncovered } as DayOfUse
}

function anomalyCount({ kind, found, fine, disputed }: Row): AnomalyCount {
  return { kind, found, fine, disputed } as AnomalyCount
}

function soldRef(row: Row): SoldRef {
  const { home_id: line, order_id: order, at, id: set } = row
  return { line, order, at, set } as SoldRef
}

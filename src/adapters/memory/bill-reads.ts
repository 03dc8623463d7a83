/** What is looked up about bills, over the memory store. */
import { present } from '../../domain/basics/assert.ts'
import { NO_BYTES, plus, type Bytes } from '../../domain/basics/data-volume.ts'
import type { LineId } from '../../domain/basics/ids.ts'
import { negate, sumYen } from '../../domain/basics/money.ts'
import {
  contains,
  isBefore,
  jstDate,
  sameInstant,
  type Instant,
  type Interval,
} from '../../domain/basics/time.ts'
import { ANOMALY_KINDS, type Anomaly } from '../../domain/bill/anomaly.ts'
import { monthAt, monthBefore, type JstMonth } from '../../domain/bill/month.ts'
import type { DayOfUse } from '../../domain/bill/statement.ts'
import type { PostingSet } from '../../domain/ledger/posting.ts'
import type { BillReads, SoldRef } from '../../app/bill-reads.ts'
import type { Tables } from './tables.ts'

export function billReads(tables: Tables): BillReads {
  return { ...statementReads(tables), ...anomalyReads(tables), ...sweepReads(tables) }
}

type Order<Row> = (one: Row, other: Row) => number

function byTime<Row extends { readonly id: string }>(at: (row: Row) => Instant): Order<Row> {
  return (one, other) =>
    Temporal.Instant.compare(at(one), at(other)) || (one.id < other.id ? -1 : 1)
}

const BY_POSTING = byTime<PostingSet>(({ at }) => at)
const BY_SUBJECT = byTime<Anomaly>(({ aboutAt }) => aboutAt)
const BY_FINDING = byTime<Anomaly>(({ foundAt }) => foundAt)

function setsOf(tables: Tables, home: string): readonly PostingSet[] {
  return [...tables.postings.values()].filter((set) => set.home.id === home)
}

function statementReads(
  tables: Tables,
): Pick<
  BillReads,
  'postingsIn' | 'pointsBefore' | 'ordersById' | 'packsIn' | 'useIn' | 'monthsOf'
> {
  return {
    async postingsIn(home, span, limit) {
      const sets = setsOf(tables, home).filter(({ at }) => contains(span, at))
      return sets.toSorted(BY_POSTING).slice(0, limit)
    },
    async pointsBefore(account, at) {
      const postings = setsOf(tables, account)
        .filter((set) => isBefore(set.at, at))
        .flatMap((set) => set.postings.filter((one) => one.account === 'points'))
      return negate(sumYen(postings.map(({ amount }) => amount)))
    },
    async ordersById(line, ids) {
      return ids.flatMap((id) => {
        const order = tables.orders.get(id)
        if (order === undefined || order.line !== line) return []
        const payment = present(tables.payments.get(order.payment), 'an order has its payment')
        return [{ order, payment }]
      })
    },
    async packsIn(line, span, limit) {
      return tables
        .packsOf(line)
        .filter(
          ({ deliveredAt, revoked }) =>
            contains(span, deliveredAt) || (revoked !== null && contains(span, revoked.at)),
        )
        .toSorted(byTime(({ deliveredAt }) => deliveredAt))
        .slice(0, limit)
    },
    useIn: async (line, span) => useIn(tables, line, span),
    async monthsOf(homes, { newest, count }) {
      const moments = [
        ...homes.flatMap((home) => setsOf(tables, home).map(({ at }) => at)),
        ...homes.flatMap((home) => tables.packsOf(home).map(({ deliveredAt }) => deliveredAt)),
        ...[...tables.usage.values()]
          .filter(({ line, bytes }) => homes.includes(line) && bytes > 0n)
          .map(({ heardAt }) => heardAt),
      ]
      const there = new Set(moments.map(monthAt))
      const asked: JstMonth[] = []
      for (let month = newest; asked.length < count; month = monthBefore(month)) asked.push(month)
      return asked.filter((month) => there.has(month))
    },
  }
}

function useIn(tables: Tables, line: LineId, span: Interval): readonly DayOfUse[] {
  const days = new Map<string, DayOfUse>()
  for (const record of tables.usage.values()) {
    if (record.line !== line || record.bytes === 0n || !contains(span, record.heardAt)) continue
    const date = jstDate(record.until)
    const none = { date, bytes: NO_BYTES, throttled: NO_BYTES, uncovered: NO_BYTES }
    const known = days.get(date.toString()) ?? none
    const slow = record.shares.filter(({ at }) => at === 'throttled').map(({ bytes }) => bytes)
    days.set(date.toString(), {
      date,
      bytes: plus(known.bytes, record.bytes),
      throttled: slow.reduce(plus, known.throttled),
      uncovered: plus(known.uncovered, record.uncovered),
    })
  }
  return [...days.values()].toSorted((one, other) =>
    Temporal.PlainDate.compare(one.date, other.date),
  )
}

function anomalyReads(
  tables: Tables,
): Pick<
  BillReads,
  | 'anomaliesIn'
  | 'unansweredAnomalies'
  | 'anomaly'
  | 'anomaliesOfOrder'
  | 'newestAnomalies'
  | 'anomalyCounts'
> {
  const all = () => [...tables.anomalies.values()]
  const of = (line: LineId) => all().filter((one) => one.line === line)
  return {
    async anomaliesIn(line, span, limit) {
      const own = of(line).filter(({ aboutAt }) => contains(span, aboutAt))
      return own.toSorted(BY_SUBJECT).slice(-limit)
    },
    async unansweredAnomalies(line, limit) {
      const own = of(line).filter(({ feedback }) => feedback === null)
      return own.toSorted(BY_SUBJECT).toReversed().slice(0, limit)
    },
    anomaly: async (line, id) => of(line).find((one) => one.id === id) ?? null,
    async anomaliesOfOrder(line, order) {
      return of(line)
        .filter(({ finding }) => 'order' in finding && finding.order === order)
        .toSorted(BY_SUBJECT)
    },
    newestAnomalies: async (limit) => all().toSorted(BY_FINDING).toReversed().slice(0, limit),
    async anomalyCounts(since) {
      const found = all().filter(({ foundAt }) => !isBefore(foundAt, since))
      return ANOMALY_KINDS.toSorted().flatMap((kind) => {
        const own = found.filter(({ finding }) => finding.kind === kind)
        if (own.length === 0) return []
        const says = (what: 'fine' | 'disputed') =>
          own.filter(({ feedback }) => feedback?.says === what).length
        return [{ kind, found: own.length, fine: says('fine'), disputed: says('disputed') }]
      })
    },
  }
}

function sweepReads(
  tables: Tables,
): Pick<BillReads, 'salesAfter' | 'salesOf' | 'heavyDays' | 'accountsWithMonth'> {
  const sales = () =>
    [...tables.postings.values()].filter(({ cause }) => cause === 'sale').toSorted(BY_POSTING)
  return {
    async salesAfter(after, { until, limit }) {
      return sales()
        .filter(({ at, id }) => {
          if (!isBefore(at, until)) return false
          if (after === null || isBefore(after.at, at)) return true
          return sameInstant(after.at, at) && id > after.set
        })
        .slice(0, limit)
        .map(soldRef)
    },
    async salesOf(line, before, limit) {
      return sales()
        .filter(({ home, at }) => home.id === line && isBefore(at, before))
        .toReversed()
        .slice(0, limit)
        .map(soldRef)
    },
    async heavyDays(day, { above, after, limit }) {
      const sums = new Map<LineId, Bytes>()
      for (const { line, until, bytes } of tables.usage.values()) {
        if (!jstDate(until).equals(day)) continue
        sums.set(line, plus(sums.get(line) ?? NO_BYTES, bytes))
      }
      return [...sums]
        .filter(([line, bytes]) => bytes > above && (after === null || line > after))
        .toSorted(([one], [other]) => (one < other ? -1 : 1))
        .slice(0, limit)
        .map(([line, bytes]) => ({ line, bytes }))
    },
    async accountsWithMonth(span, { after, limit }) {
      const has = (homes: readonly string[]) =>
        homes.some((home) => setsOf(tables, home).some(({ at }) => contains(span, at))) ||
        [...tables.usage.values()].some(
          ({ line, bytes, heardAt }) =>
            homes.includes(line) && bytes > 0n && contains(span, heardAt),
        )
      return [...tables.accounts.values()]
        .filter(({ id, lines }) => (after === null || id > after) && has([id, ...lines]))
        .map(({ id }) => id)
        .toSorted()
        .slice(0, limit)
    },
  }
}

function soldRef({ home, order, at, id }: PostingSet): SoldRef {
  return {
    line: home.id as LineId,
    order: present(order, 'a sale is of an order'),
    at,
    set: id,
  }
}

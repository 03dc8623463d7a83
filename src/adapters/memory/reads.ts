/** The read side over the memory store: the same answers as PostgreSQL gives, in the same order. */
import { present } from '../../domain/basics/assert.ts'
import { plus, type Bytes } from '../../domain/basics/data-volume.ts'
import type { AccountId, LineId } from '../../domain/basics/ids.ts'
import {
  contains,
  earlierEnd,
  later,
  earlier,
  isBefore,
  jstDate,
  type Instant,
} from '../../domain/basics/time.ts'
import type { Order } from '../../domain/order/order.ts'
import type { Mandate } from '../../domain/renewal/mandate.ts'
import { haveReturnsDue } from '../../domain/order/parts.ts'
import { isUndecided, refundsDue } from '../../domain/payment/payment.ts'
import type { DayOfUsage, OrderWithPayment, PaymentRef, Reads } from '../../app/reads.ts'
import type { Find, Part } from '../../app/door/state.ts'
import { loadAccount, loadLine, type MemoryStore } from './memory-store.ts'
import { agreementReads } from './agreement-reads.ts'
import { callReads } from './call-reads.ts'
import { directoryReads } from './directory-reads.ts'
import { billReads } from './bill-reads.ts'
import { disputeReads } from './dispute-reads.ts'
import { fulfilmentReads } from './fulfilment-reads.ts'
import { personalReads } from './personal-reads.ts'
import { profileReads } from './profile-reads.ts'
import { sessionReads } from './session-reads.ts'
import { staffReads } from './staff-reads.ts'
import type { Tables } from './tables.ts'

const LINE_PARTS: readonly Part[] = ['packs', 'orders', 'sessions', 'mandate']

export function createMemoryReads(store: MemoryStore): Reads {
  const { tables } = store
  const lineOf = (id: LineId) =>
    loadLine(tables, id, {
      parts: new Map(LINE_PARTS.map((part) => [part, [id]])),
      orders: [],
      sessions: [],
    })
  const findOne = (kind: Find['kind'], value: string) => tables.finds.get(`${kind}|${value}`)
  return {
    find: async (kind, value) => findOne(kind, value) ?? null,
    findMany: async (kind, values) =>
      [...new Set(values)].flatMap((value) => findOne(kind, value) ?? []),
    line: async (id) => lineOf(id),
    lines: async (ids) => ids.map(lineOf),
    account: async (id) => loadAccount(tables, id),
    async orders(line, { limit, before }) {
      return tables
        .ordersOf(line)
        .filter((order) => before === null || isBefore(order.placedAt, before))
        .toSorted((one, other) => -byTime([one.placedAt, one.id], [other.placedAt, other.id]))
        .slice(0, limit)
        .map((order) => withPayment(tables, order))
    },
    async order(line, id) {
      const order = tables.orders.get(id)
      return order === undefined || order.line !== line ? null : withPayment(tables, order)
    },
    async payments(line, order) {
      return tables
        .paymentsOf(line)
        .filter((payment) => payment.order === order)
        .toSorted((one, other) => (one.id < other.id ? -1 : 1))
    },
    usageDays: async (line, from, until) => usageDays(tables, line, { from, until }),
    async lastReport(line) {
      const heard = [...tables.usage.values()]
        .filter((record) => record.line === line)
        .map((record) => record.heardAt)
      return heard.length === 0 ? null : heard.reduce(later)
    },
    async sealed(home, person) {
      const key = tables.personKeys.get(person)
      if (key === undefined || key.home.id !== home.id) return null
      const texts = [...tables.sealedTexts.values()]
        .filter((text) => text.person === person && text.home.id === home.id)
        .map(({ kind, sealed }) => ({ kind, sealed }))
        .toSorted((one, other) => (one.kind < other.kind ? -1 : 1))
      return { wrapped: key.wrapped, texts }
    },
    async lastChange(homes) {
      return new Map(homes.flatMap((id) => pairOf(id, store.lastInstants.get(id))))
    },
    ...staffReads(tables),
    ...profileReads(tables),
    ...personalReads(store),
    ...agreementReads(tables),
    ...callReads(tables),
    ...directoryReads(tables),
    ...billReads(tables),
    ...sessionReads(tables),
    ...disputeReads(store),
    ...fulfilmentReads(store),
    ...keptReads(tables),
    ...sweepReads(tables),
  }
}

/** One thing of a home, by its id. */
function keptReads(
  tables: Tables,
): Pick<Reads, 'documents' | 'mailbox' | 'giftCard' | 'keptMethod' | 'mandates'> {
  return {
    async documents(line, order) {
      return [...tables.documents.values()]
        .filter((document) => document.line === line && document.order === order)
        .toSorted((one, other) => (one.id < other.id ? -1 : 1))
    },
    mailbox: async (id) => tables.mailboxes.get(id) ?? null,
    giftCard: async (id) => tables.giftCards.get(id) ?? null,
    async keptMethod(account, id) {
      const method = tables.keptMethods.get(id)
      return method?.account === account ? method : null
    },
    async mandates(line, limit) {
      return [...tables.mandates.values()]
        .filter((mandate) => mandate.line === line)
        .toSorted((one, other) => -byTime([one.since, one.id], [other.since, other.id]))
        .slice(0, limit)
    },
  }
}

type SweepReads = Pick<
  Reads,
  | 'mandatesDue'
  | 'ordersDue'
  | 'shortCodesDue'
  | 'paymentsUnsettled'
  | 'refundsOwed'
  | 'partsOwed'
  | 'giftCardsDue'
  | 'pointsDue'
  | 'linesWithSessionsOf'
  | 'linesWithSessionsDue'
  | 'dataSession'
  | 'linesToLookAfter'
  | 'waitingNotices'
  | 'pointsExpiring'
  | 'trialBalance'
>

/** What of our own is over: gift cards, points, short codes. */
function lapsing(tables: Tables): Pick<Reads, 'giftCardsDue' | 'pointsDue' | 'shortCodesDue'> {
  return {
    async shortCodesDue(at, limit) {
      return [...tables.orders.values()]
        .flatMap(({ line, id, shortCode }) =>
          shortCode === null || isBefore(at, shortCode.until)
            ? []
            : [{ line, order: id, hash: shortCode.hash }],
        )
        .slice(0, limit)
    },
    async giftCardsDue(at, limit) {
      return [...tables.giftCards.values()]
        .flatMap(({ id, left, expiresAt, lapsedAt }) =>
          left > 0n && lapsedAt === null && expiresAt !== null && !isBefore(at, expiresAt)
            ? [{ id, expiresAt }]
            : [],
        )
        .toSorted((one, other) => byTime([one.expiresAt, one.id], [other.expiresAt, other.id]))
        .slice(0, limit)
        .map(({ id }) => id)
    },
    async pointsDue(at, limit) {
      const over = [...tables.lots.values()]
        .filter(({ left, expiresAt }) => left > 0n && !isBefore(at, expiresAt))
        .toSorted((one, other) => byTime([one.expiresAt, one.id], [other.expiresAt, other.id]))
        .slice(0, limit)
      return [...new Set(over.map(({ account }) => account))]
    },
  }
}

/** What time alone asks for: ends to tell of, points that end soon, notices that waited. */
function noticeReads(
  tables: Tables,
): Pick<Reads, 'linesToLookAfter' | 'pointsExpiring' | 'waitingNotices'> {
  return {
    async linesToLookAfter(at, limit) {
      return [...tables.watches.values()]
        .flatMap(({ line, lookAt }) => (lookAt === null ? [] : [{ line, lookAt }]))
        .filter(({ lookAt }) => !isBefore(at, lookAt))
        .toSorted((one, other) => byTime([one.lookAt, one.line], [other.lookAt, other.line]))
        .slice(0, limit)
        .map(({ line }) => line)
    },
    async pointsExpiring({ from, until }, { after, limit }) {
      const first = new Map<AccountId, Instant>()
      for (const { account, left, expiresAt } of tables.lots.values()) {
        if (left === 0n || !isBefore(from, expiresAt) || isBefore(until, expiresAt)) continue
        const known = first.get(account)
        first.set(account, known === undefined ? expiresAt : earlier(known, expiresAt))
      }
      return [...first]
        .filter(([account]) => after === null || account > after)
        .toSorted(([one], [other]) => (one < other ? -1 : 1))
        .slice(0, limit)
        .map(([account, at]) => ({ account, at }))
    },
    async waitingNotices(at, limit) {
      return [...tables.waitingNotices.values()]
        .filter(({ dueAt }) => !isBefore(at, dueAt))
        .toSorted((one, other) => byTime([one.dueAt, one.id], [other.dueAt, other.id]))
        .slice(0, limit)
    },
  }
}

/** What is asked of all lines at once. */
function sweepReads(tables: Tables): SweepReads {
  return {
    async mandatesDue(at, { limit, after }) {
      return [...tables.mandates.values()]
        .flatMap((mandate) => {
          const lookAt = lookAtOf(mandate)
          const isDue = lookAt !== null && !isBefore(at, lookAt)
          return isDue ? [{ mandate, lookAt }] : []
        })
        .toSorted((one, other) => {
          return byTime([one.lookAt, one.mandate.line], [other.lookAt, other.mandate.line])
        })
        .filter(({ mandate, lookAt }) => {
          return after === null || byTime([lookAt, mandate.line], [after.lookAt, after.line]) > 0
        })
        .slice(0, limit)
        .map(({ mandate: { line, account, attempt }, lookAt }) => {
          return { lookAt, line, account, order: attempt?.order ?? null }
        })
    },
    async ordersDue(at, limit) {
      return [...tables.orders.values()]
        .filter((order) => order.state.kind === 'awaiting_payment' && !isBefore(at, order.payBy))
        .toSorted((one, other) => byTime([one.payBy, one.id], [other.payBy, other.id]))
        .slice(0, limit)
        .map(refOfOrder)
    },
    async paymentsUnsettled(before, { limit, after }) {
      const place = after === null ? null : ([after.since, after.payment] as const)
      return [...tables.payments.values()]
        .filter((payment) => isUndecided(payment) && isBefore(payment.stateSince, before))
        .filter((one) => place === null || byTime([one.stateSince, one.id], place) > 0)
        .toSorted((one, other) => byTime([one.stateSince, one.id], [other.stateSince, other.id]))
        .slice(0, limit)
        .map(({ id, line, order: of, stateSince }) => {
          const order = present(tables.orders.get(of), 'a payment has its order')
          const isAwaited = order.state.kind === 'awaiting_payment' && order.payment === id
          return { line, order: of, payment: id, since: stateSince, isAwaited }
        })
    },
    async refundsOwed(limit) {
      return [...tables.payments.values()]
        .filter((payment) => refundsDue(payment).length > 0 && payment.provider !== 'till')
        .toSorted((one, other) => byTime([one.stateSince, one.id], [other.stateSince, other.id]))
        .slice(0, limit)
        .map((payment) => ({ line: payment.line, order: payment.order, payment: payment.id }))
    },
    async partsOwed(limit) {
      return [...tables.orders.values()]
        .filter((order) => haveReturnsDue(order.parts))
        .toSorted((one, other) => byTime([one.placedAt, one.id], [other.placedAt, other.id]))
        .slice(0, limit)
        .map(refOfOrder)
    },
    ...lapsing(tables),
    ...noticeReads(tables),
    ...sessionSweeps(tables),
    trialBalance: async () => trialBalance(tables),
  }
}

/** Of live sessions, whoever's line they are on. */
function sessionSweeps(
  tables: Tables,
): Pick<SweepReads, 'linesWithSessionsOf' | 'linesWithSessionsDue' | 'dataSession'> {
  return {
    async linesWithSessionsOf(peer) {
      const live = [...tables.sessions.values()].filter(
        (session) => session.peer === peer && session.ended === null,
      )
      return [...new Set(live.map((session) => session.line))].toSorted()
    },
    async linesWithSessionsDue(at, limit) {
      const due = [...tables.sessions.values()]
        .flatMap(({ line, ended, lookAt }) =>
          ended !== null || lookAt === null || isBefore(at, lookAt) ? [] : [{ line, lookAt }],
        )
        .toSorted((one, other) => Temporal.Instant.compare(one.lookAt, other.lookAt))
      return [...new Set(due.slice(0, limit).map(({ line }) => line))]
    },
    async dataSession(line, id) {
      const session = [...tables.sessions.values()].find((one) => one.id === id)
      return session?.line === line ? session : null
    },
  }
}

/** What the index of PostgreSQL holds: whichever comes first. */
function lookAtOf({ dueAt, noticeAt }: Mandate): Instant | null {
  return earlierEnd(dueAt, noticeAt)
}

/** Orders by instant, then by id. */
function byTime(one: readonly [Instant, string], other: readonly [Instant, string]): number {
  const byId = one[1] === other[1] ? 0 : one[1] < other[1] ? -1 : 1
  return Temporal.Instant.compare(one[0], other[0]) || byId
}

function withPayment(tables: Tables, order: Order): OrderWithPayment {
  return { order, payment: present(tables.payments.get(order.payment), 'an order has its payment') }
}

function refOfOrder(order: Order): PaymentRef {
  return { line: order.line, order: order.id, payment: order.payment }
}

function pairOf<Value>(
  id: string,
  value: Value | undefined,
): readonly (readonly [string, Value])[] {
  return value === undefined ? [] : [[id, value]]
}

function usageDays(
  tables: Tables,
  line: LineId,
  span: { readonly from: Instant; readonly until: Instant },
): readonly DayOfUsage[] {
  const days = new Map<string, Bytes>()
  for (const record of tables.usage.values()) {
    if (record.line !== line || record.bytes === 0n || !contains(span, record.until)) continue
    const date = jstDate(record.until).toString()
    const known = days.get(date)
    days.set(date, known === undefined ? record.bytes : plus(known, record.bytes))
  }
  return [...days.keys()].toSorted().map((date) => ({
    date: Temporal.PlainDate.from(date),
    bytes: present(days.get(date), 'a day listed has bytes'),
  }))
}

function trialBalance(tables: Tables): ReadonlyMap<string, bigint> {
  const sums = new Map<string, bigint>()
  for (const { postings } of tables.postings.values()) {
    for (const { account, amount } of postings) {
      sums.set(account, (sums.get(account) ?? 0n) + amount)
    }
  }
  return sums
}

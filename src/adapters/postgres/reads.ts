/**
 * The read side over PostgreSQL: one statement a question, or several in one read-only snapshot and
 * one round trip. Nothing here locks, and nothing is decided upon what it answers. A line and an
 * account are read by the very statements the door loads them with.
 */
import type pg from 'pg'
import { present } from '../../domain/basics/assert.ts'
import type { Bytes } from '../../domain/basics/data-volume.ts'
import type { AccountId, GiftCardId, LineId, OrderId } from '../../domain/basics/ids.ts'
import type { Instant, JstDate } from '../../domain/basics/time.ts'
import type { Find, Home, Part, SealedText } from '../../app/door/state.ts'
import type { MandateRef, OrderWithPayment, PaymentRef, Reads } from '../../app/reads.ts'
import { createAgreementReads } from './agreement-reads.ts'
import { asAway } from './away.ts'
import { loadAccounts } from './group-load.ts'
import { loadLines } from './line-load.ts'
import type { Wanted } from './look-ups.ts'
import { findOf, mailboxOf } from './rows/account-rows.ts'
import { waitingNoticeOf } from './rows/notice-rows.ts'
import { createCallReads } from './call-reads.ts'
import { createDirectoryReads } from './directory-reads.ts'
import { createBillReads } from './bill-reads.ts'
import { createDisputeReads } from './dispute-reads.ts'
import { createFulfilmentReads } from './fulfilment-reads.ts'
import { inSnapshot } from './snapshot.ts'
import { createPersonalReads } from './personal-reads.ts'
import { createProfileReads } from './profile-reads.ts'
import { createSessionReads } from './session-reads.ts'
import { createStaffReads } from './staff-reads.ts'
import { documentOf } from './rows/document-rows.ts'
import { dataSessionOf } from './rows/line-rows.ts'
import { mandateOf } from './rows/mandate-rows.ts'
import { giftCardOf, keptMethodOf } from './rows/money-rows.ts'
import { orderOf, ORDERS, paymentOf, PAYMENTS } from './rows/order-rows.ts'
import type { Row, TableShape } from './rows/table.ts'

const PAYMENT_REFS = 'orders.home_id, orders.id as order_id, orders.payment_id'

const SQL = {
  find: `select one.* from unnest($2::text[]) as wanted (value)
    cross join lateral (select * from finds
      where kind = $1 and value = wanted.value offset 0) as one`,
  orders: `select ${prefixed(ORDERS)}, ${prefixed(PAYMENTS)}
    from (select * from orders where home_id = $1 and ($2::timestamptz is null or placed_at < $2)
      order by placed_at desc, id desc limit $3) as orders
    cross join lateral (select * from payments
      where home_id = orders.home_id and id = orders.payment_id offset 0) as payments
    order by orders_placed_at desc, orders_id desc`,
  order: `select ${prefixed(ORDERS)}, ${prefixed(PAYMENTS)} from orders
    join payments on payments.home_id = orders.home_id and payments.id = orders.payment_id
    where orders.home_id = $1 and orders.id = $2`,
  payments: 'select * from payments where home_id = $1 and order_id = $2 order by id',
  documents: 'select * from documents where home_id = $1 and order_id = $2 order by id',
  mailbox: 'select * from mailboxes where home_id = $1',
  gift_card: 'select * from gift_cards where home_id = $1',
  kept_method: 'select * from kept_methods where home_id = $1 and id = $2',
  mandates: `select * from mandates where home_id = $1 order by since desc, id desc limit $2`,
  mandates_due: `select look_at, home_id, account_id, attempt ->> 'order' as order_id from mandates
    where look_at <= $1 and (look_at, home_id) > ($3::timestamptz, $4::uuid)
    order by look_at, home_id limit $2`,
  // Usage is heard of after it happened, so the index on heard_at bounds the search from below.
  usage_days: `select (span_until at time zone 'Asia/Tokyo')::date as date,
      sum(bytes)::bigint as bytes
    from usage_records
    where home_id = $1 and heard_at >= $2 and span_until >= $2 and span_until < $3
    group by date having sum(bytes) > 0 order by date`,
  // The index is of records with a time, as all are; saying so makes it the one that fits.
  last_report: `select heard_at from usage_records where home_id = $1 and heard_at > 'epoch'
    order by heard_at desc limit 1`,
  sealed: `select wrapped, kind, sealed from person_keys left join sealed_texts
    on sealed_texts.home_id = person_keys.home_id
    and sealed_texts.person_id = person_keys.person_id
    where person_keys.home_id = $1 and person_keys.person_id = $2 order by kind`,
  last_change: `select one.* from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select home_id, last_at from homes
      where home_id = wanted.id offset 0) as one`,
  sessions_due: `select home_id from data_sessions
    where not is_over and look_at <= $1 order by look_at limit $2`,
  data_session: 'select * from data_sessions where home_id = $1 and id = $2',
  orders_due: `select ${PAYMENT_REFS} from orders
    where state_kind = 'awaiting_payment' and pay_by <= $1 order by pay_by, id limit $2`,
  // Few live at once, for each is forgotten within minutes of its end.
  short_codes_due: `select finds.home_id, finds.id as order_id, finds.value as hash
    from finds cross join lateral (select short_code from orders
      where orders.home_id = finds.home_id and orders.id = finds.id::uuid offset 0) as one
    where finds.kind = 'short_code'
      and (one.short_code #>> '{until,$instant}')::timestamptz <= $1 limit $2`,
  payments_unsettled: `select one.home_id, one.order_id, one.id as payment_id,
      one.state_since as since,
      orders.state_kind = 'awaiting_payment' and orders.payment_id = one.id as is_awaited
    from (select home_id, order_id, id, state_since from payments
      where state_kind in ('created', 'open', 'undecided') and state_since < $1
        and ($3::timestamptz is null or (state_since, id) > ($3, $4::uuid))
      order by state_since, id limit $2) as one
    cross join lateral (select state_kind, payment_id from orders
      where home_id = one.home_id and id = one.order_id offset 0) as orders
    order by one.state_since, one.id`,
  refunds_owed: `select home_id, order_id, id as payment_id from payments
    where refund_due and provider <> 'till' order by state_since, id limit $1`,
  parts_owed: `select ${PAYMENT_REFS} from orders where parts_due order by placed_at, id limit $1`,
  gift_cards_due: `select home_id from gift_cards
    where "left" > 0 and lapsed_at is null and expires_at <= $1
    order by expires_at, home_id limit $2`,
  points_due: `select home_id from points_lots
    where "left" > 0 and expires_at <= $1 order by expires_at, id limit $2`,
  lines_to_look_after: `select home_id from watches
    where look_at <= $1 order by look_at, home_id limit $2`,
  points_expiring: `select home_id, min(expires_at) as at from points_lots
    where "left" > 0 and expires_at > $1 and expires_at <= $2
    and ($3::uuid is null or home_id > $3) group by home_id order by home_id limit $4`,
  waiting_notices: `select * from waiting_notices
    where due_at <= $1 order by due_at, id limit $2`,
  lines_with_sessions: `select distinct home_id from data_sessions
    where peer = $1 and not is_over order by home_id`,
  trial_balance: 'select account, sum(amount)::bigint as amount from postings group by account',
} as const

export function createReads(pool: pg.Pool): Reads {
  const ask = (name: keyof typeof SQL, values: readonly unknown[]) => asked(pool, name, values)
  const linesOf = (ids: readonly LineId[]) =>
    inSnapshot(pool, (client) =>
      loadLines(client, wanted('line', ids, ['packs', 'orders', 'sessions', 'mandate'])),
    )
  return {
    async find(kind, value) {
      const [row] = await ask('find', [kind, [value]])
      return row === undefined ? null : findOf(row)
    },
    async findMany(kind: Find['kind'], values: readonly string[]) {
      return (await ask('find', [kind, [...new Set(values)]])).map(findOf)
    },
    async line(id) {
      return present((await linesOf([id])).get(id), 'a line asked for is answered')
    },
    async lines(ids) {
      const states = await linesOf([...new Set(ids)])
      return ids.map((id) => present(states.get(id), 'a line asked for is answered'))
    },
    async account(id) {
      const states = await inSnapshot(pool, (client) =>
        loadAccounts(client, wanted('account', [id], ['sign_ins', 'points', 'kept_methods'])),
      )
      return present(states.get(id), 'an account asked for is answered')
    },
    async orders(line, { limit, before }) {
      return (await ask('orders', [line, textOf(before), limit])).map(orderWithPayment)
    },
    async order(line, id) {
      const [row] = await ask('order', [line, id])
      return row === undefined ? null : orderWithPayment(row)
    },
    async payments(line, order) {
      return (await ask('payments', [line, order])).map(paymentOf)
    },
    async usageDays(line, from, until) {
      const rows = await ask('usage_days', [line, textOf(from), textOf(until)])
      return rows.map((row) => ({ date: row['date'] as JstDate, bytes: row['bytes'] as Bytes }))
    },
    async lastReport(line) {
      const [row] = await ask('last_report', [line])
      return (row?.['heard_at'] as Instant | undefined) ?? null
    },
    async sealed(home, person) {
      return sealedPerson(await ask('sealed', [home.id, person]))
    },
    async lastChange(homes) {
      const rows = await ask('last_change', [homes])
      return new Map(rows.map((row) => [row['home_id'] as string, row['last_at'] as Instant]))
    },
    ...createStaffReads(pool),
    ...createPersonalReads(pool),
    ...createProfileReads(pool),
    ...createAgreementReads(pool),
    ...createCallReads(pool),
    ...createDirectoryReads(pool),
    ...createBillReads(pool),
    ...createDisputeReads(pool),
    ...createSessionReads(pool),
    ...keptReads(ask),
    ...sweepReads(ask),
    ...lapsing(ask),
    ...createFulfilmentReads(pool),
  }
}

type Ask = (name: keyof typeof SQL, values: readonly unknown[]) => Promise<readonly Row[]>

/** One thing of a home, by its id. */
function keptReads(
  ask: Ask,
): Pick<Reads, 'documents' | 'mailbox' | 'giftCard' | 'keptMethod' | 'mandates'> {
  return {
    async documents(line, order) {
      return (await ask('documents', [line, order])).map(documentOf)
    },
    async mailbox(id) {
      const [row] = await ask('mailbox', [id])
      return row === undefined ? null : mailboxOf(row)
    },
    async giftCard(id) {
      const [row] = await ask('gift_card', [id])
      return row === undefined ? null : giftCardOf(row)
    },
    async keptMethod(account, id) {
      const [row] = await ask('kept_method', [account, id])
      return row === undefined ? null : keptMethodOf(row)
    },
    async mandates(line, limit) {
      return (await ask('mandates', [line, limit])).map(mandateOf)
    },
  }
}

/** What is asked of all lines at once. */
function sweepReads(
  ask: Ask,
): Pick<
  Reads,
  | 'mandatesDue'
  | 'ordersDue'
  | 'paymentsUnsettled'
  | 'refundsOwed'
  | 'partsOwed'
  | 'linesWithSessionsOf'
  | 'linesWithSessionsDue'
  | 'dataSession'
  | 'linesToLookAfter'
  | 'waitingNotices'
  | 'pointsExpiring'
  | 'trialBalance'
> {
  return {
    async mandatesDue(at, { limit, after }) {
      const [lookAt, line] = after === null ? FIRST : [textOf(after.lookAt), after.line]
      return (await ask('mandates_due', [textOf(at), limit, lookAt, line])).map(mandateRef)
    },
    async ordersDue(at, limit) {
      return (await ask('orders_due', [textOf(at), limit])).map(paymentRef)
    },
    async paymentsUnsettled(before, { limit, after }) {
      const place = [textOf(after?.since ?? null), after?.payment ?? null]
      const rows = await ask('payments_unsettled', [textOf(before), limit, ...place])
      return rows.map((row) => ({
        ...paymentRef(row),
        since: row['since'] as Instant,
        isAwaited: row['is_awaited'] as boolean,
      }))
    },
    async refundsOwed(limit) {
      return (await ask('refunds_owed', [limit])).map(paymentRef)
    },
    async partsOwed(limit) {
      return (await ask('parts_owed', [limit])).map(paymentRef)
    },
    async linesToLookAfter(at, limit) {
      const rows = await ask('lines_to_look_after', [textOf(at), limit])
      return rows.map((row) => row['home_id'] as LineId)
    },
    async pointsExpiring({ from, until }, { after, limit }) {
      const rows = await ask('points_expiring', [textOf(from), textOf(until), after, limit])
      return rows.map((row) => ({ account: row['home_id'] as AccountId, at: row['at'] as Instant }))
    },
    async waitingNotices(at, limit) {
      return (await ask('waiting_notices', [textOf(at), limit])).map(waitingNoticeOf)
    },
    async linesWithSessionsOf(peer) {
      const rows = await ask('lines_with_sessions', [peer])
      return rows.map((row) => row['home_id'] as LineId)
    },
    async linesWithSessionsDue(at, limit) {
      const rows = await ask('sessions_due', [textOf(at), limit])
      return [...new Set(rows.map((row) => row['home_id'] as LineId))]
    },
    async dataSession(line, session) {
      const [row] = await ask('data_session', [line, session])
      return row === undefined ? null : dataSessionOf(row)
    },
    async trialBalance() {
      const rows = await ask('trial_balance', [])
      return new Map(rows.map((row) => [row['account'] as string, row['amount'] as bigint]))
    },
  }
}

async function asked(
  pool: pg.Pool,
  name: keyof typeof SQL,
  values: readonly unknown[],
): Promise<readonly Row[]> {
  const statement = { name: `read_${name}`, text: SQL[name], values: [...values] }
  try {
    return (await pool.query(statement)).rows as Row[]
  } catch (fault) {
    throw asAway(fault)
  }
}

function wanted(kind: Home['kind'], ids: readonly string[], parts: readonly Part[]): Wanted {
  return {
    homes: ids.map((id) => ({ kind, id }) as Home),
    parts: new Map(parts.map((part) => [part, ids])),
    orders: [],
    sessions: [],
  }
}

/** Columns of two tables side by side, told apart by the table's name. */
function prefixed({ name, columns }: TableShape): string {
  return Object.keys(columns)
    .map((column) => `${name}.${column} as ${name}_${column}`)
    .join(', ')
}

function unprefixed({ name, columns }: TableShape, row: Row): Row {
  return Object.fromEntries(
    Object.keys(columns).map((column) => [column, row[`${name}_${column}`]]),
  )
}

function orderWithPayment(row: Row): OrderWithPayment {
  return {
    order: orderOf(unprefixed(ORDERS, row)),
    payment: paymentOf(unprefixed(PAYMENTS, row)),
  }
}

function paymentRef(row: Row): PaymentRef {
  return {
    line: row['home_id'],
    order: row['order_id'],
    payment: row['payment_id'],
  } as PaymentRef
}

/** Before every instant and line. */
const FIRST = ['-infinity', '00000000-0000-0000-0000-000000000000'] as const

function mandateRef(row: Row): MandateRef {
  return {
    lookAt: row['look_at'],
    line: row['home_id'],
    account: row['account_id'],
    order: row['order_id'],
  } as MandateRef
}

function sealedPerson(rows: readonly Row[]) {
  const [first] = rows
  if (first === undefined) return null
  const texts = rows
    .filter((row) => row['kind'] !== null)
    .map((row) => ({
      kind: row['kind'] as SealedText['kind'],
      sealed: plainBytes(row['sealed']),
    }))
  return { wrapped: plainBytes(first['wrapped']), texts }
}

/** The driver answers its own kind of byte array. */
function plainBytes(value: unknown): Uint8Array {
  return new Uint8Array(value as Uint8Array)
}

function textOf(at: Instant | null): string | null {
  return at === null ? null : at.toString()
}

/** What of our own is over: gift cards, points, short codes. */
function lapsing(ask: Ask): Pick<Reads, 'giftCardsDue' | 'pointsDue' | 'shortCodesDue'> {
  return {
    async shortCodesDue(at, limit) {
      const rows = await ask('short_codes_due', [textOf(at), limit])
      return rows.map((row) => ({
        line: row['home_id'] as LineId,
        order: row['order_id'] as OrderId,
        hash: row['hash'] as string,
      }))
    },
    async giftCardsDue(at, limit) {
      const rows = await ask('gift_cards_due', [textOf(at), limit])
      return rows.map((row) => row['home_id'] as GiftCardId)
    },
    async pointsDue(at, limit) {
      const rows = await ask('points_due', [textOf(at), limit])
      return [...new Set(rows.map((row) => row['home_id'] as AccountId))]
    },
  }
}

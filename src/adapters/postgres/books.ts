/**
 * The books as reconciliation and reports see them, over PostgreSQL. Plain reads outside the door;
 * the only tables written here are those of migration 0006, which no command owns.
 */
import type pg from 'pg'
import { BOOKS_A_READ_MAX, type Books } from '../../app/books/ports.ts'
import { homeOf } from '../../app/books/post-movement.ts'
import { assert } from '../../domain/basics/assert.ts'
import type { Instant, JstDate } from '../../domain/basics/time.ts'
import { NO_YEN, yen, type Yen } from '../../domain/basics/money.ts'
import type { TrialLine } from '../../domain/ledger/trial-balance.ts'
import type { PaymentRef } from '../../domain/payment/movement.ts'
import type { PaymentBook } from '../../domain/reconciliation/comparing.ts'
import { asAway } from './away.ts'
import {
  movementOf,
  movementRow,
  PROVIDER_MOVEMENTS,
  reconciliationOf,
  RECONCILIATIONS,
  reconciliationRow,
} from './rows/book-rows.ts'
import { paymentOf, postingSetOf } from './rows/order-rows.ts'
import { rowColumns, upsertStatement, type Row } from './rows/table.ts'

/** One statement keeps no more movements. */
export const MOVEMENTS_A_WRITE_MAX = 5_000

const SQL = {
  trial_balance: `
    select (at at time zone 'Asia/Tokyo')::date as day, home_kind, account,
      coalesce(sum(amount) filter (where amount > 0), 0)::bigint as debit,
      coalesce(-sum(amount) filter (where amount < 0), 0)::bigint as credit
    from postings where $1::timestamptz is null or at < $1
    group by day, home_kind, account order by day, home_kind, account`,
  balance: `select sum(amount)::bigint as amount from postings where account = $1 and at < $2`,
  first_payment: `select min(created_at) as at from payments where provider = $1`,
  movements: `select * from provider_movements
    where provider = $1 and at >= $2 and at < $3 order by at, id`,
  provided: `select sum(amount - fee)::bigint as amount from provider_movements
    where provider = $1 and at < $2`,
  payments_moved: `
    select home_id, order_id, id as payment_id from payments
    where provider = $1 and state_kind = 'succeeded' and state_since >= $2 and state_since < $3
    union
    select payments.home_id, payments.order_id, payments.id from posting_sets as sets
    join payments on payments.home_id = sets.home_id and payments.order_id = sets.order_id
      and payments.provider = $1
    where sets.cause in ('return', 'dispute_opened', 'dispute_won')
      and sets.at >= $2 and sets.at < $3
    order by 1, 3`,
  payments: `select one.* from unnest($1::uuid[], $2::uuid[]) as named (home, id)
    cross join lateral (select * from payments
      where home_id = named.home and id = named.id offset 0) as one`,
  sets: `select one.* from (select distinct home, id
      from unnest($1::uuid[], $2::uuid[]) as named (home, id)) as named
    cross join lateral (select * from posting_sets
      where home_id = named.home and order_id = named.id offset 0) as one
    order by one.id`,
  movements_of: `select one.* from unnest($1::uuid[], $2::uuid[]) as named (home, id)
    cross join lateral (select * from provider_movements
      where home_id = named.home and payment_id = named.id offset 0) as one
    order by one.at, one.id`,
  posted: `select one.subject, one.cause
    from unnest($1::uuid[], $2::text[], $3::text[]) as named (home, subject, cause)
    cross join lateral (select subject, cause from posting_sets where home_id = named.home
      and subject = named.subject and cause = named.cause offset 0) as one`,
  reconciliations: `select * from reconciliations
    where provider = $1 and day >= $2 order by day`,
  reconciliation: 'select * from reconciliations where provider = $1 and day = $2',
  keep_movements: `${upsertStatement({ ...PROVIDER_MOVEMENTS, write: 'once' })}
    on conflict (provider, id) do nothing`,
  keep_reconciliation: upsertStatement(RECONCILIATIONS),
} as const

type Ask = (name: keyof typeof SQL, values: readonly unknown[]) => Promise<readonly Row[]>

export function createBooks(pool: pg.Pool): Books {
  const ask: Ask = async (name, values) => {
    const statement = { name: `books_${name}`, text: SQL[name], values: [...values] }
    try {
      return (await pool.query(statement)).rows as Row[]
    } catch (fault) {
      throw asAway(fault)
    }
  }
  return {
    async trialBalance(until) {
      return (await ask('trial_balance', [until?.toString() ?? null])).map(trialLineOf)
    },
    async balance(account, until) {
      return amountOf(await ask('balance', [account, until.toString()]))
    },
    async firstPayment(provider) {
      const [row] = await ask('first_payment', [provider])
      return (row?.['at'] as Instant | null | undefined) ?? null
    },
    paymentBooks: (refs) => paymentBooks(ask, refs),
    async paymentsMoved(provider, { from, until }) {
      const rows = await ask('payments_moved', [provider, from.toString(), until.toString()])
      return rows.map(refOf)
    },
    async posted(movements) {
      const rows = await ask('posted', [
        movements.map((one) => homeOf(one).id),
        movements.map((one) => one.movement),
        movements.map((one) => one.cause),
      ])
      return new Set(rows.map((row) => `${String(row['cause'])} ${String(row['subject'])}`))
    },
    ...movementReads(ask),
    ...reconciliationReads(ask),
  }
}

function movementReads(ask: Ask): Pick<Books, 'keepMovements' | 'movements' | 'provided'> {
  return {
    async keepMovements(provider, movements) {
      for (let from = 0; from < movements.length; from += MOVEMENTS_A_WRITE_MAX) {
        const some = movements.slice(from, from + MOVEMENTS_A_WRITE_MAX)
        const rows = some.map((movement) => movementRow(provider, movement))
        await ask('keep_movements', rowColumns(PROVIDER_MOVEMENTS, rows))
      }
    },
    async movements(provider, { from, until }) {
      const rows = await ask('movements', [provider, from.toString(), until.toString()])
      return rows.map(movementOf)
    },
    async provided(provider, until) {
      return amountOf(await ask('provided', [provider, until.toString()]))
    },
  }
}

function reconciliationReads(
  ask: Ask,
): Pick<Books, 'reconciliations' | 'reconciliation' | 'keepReconciliation'> {
  return {
    async reconciliations(provider, from) {
      return (await ask('reconciliations', [provider, from.toString()])).map(reconciliationOf)
    },
    async reconciliation(provider, day) {
      const [row] = await ask('reconciliation', [provider, day.toString()])
      return row === undefined ? null : reconciliationOf(row)
    },
    async keepReconciliation(reconciliation) {
      const rows = [reconciliationRow(reconciliation)]
      await ask('keep_reconciliation', rowColumns(RECONCILIATIONS, rows))
    },
  }
}

async function paymentBooks(
  ask: Ask,
  refs: readonly PaymentRef[],
): Promise<readonly PaymentBook[]> {
  assert(refs.length <= BOOKS_A_READ_MAX, 'payment books are read by pages')
  const homes = refs.map(({ line }) => line)
  const ids = refs.map(({ payment }) => payment)
  const [payments, sets, movements] = await Promise.all([
    ask('payments', [homes, ids]),
    ask('sets', [homes, refs.map(({ order }) => order)]),
    ask('movements_of', [homes, ids]),
  ])
  const setsByOrder = Map.groupBy(sets, (row) => row['order_id'] as string)
  const byPayment = Map.groupBy(movements, (row) => row['payment_id'] as string)
  return payments.map((row) => {
    const payment = paymentOf(row)
    return {
      payment,
      sets: (setsByOrder.get(payment.order) ?? []).map(postingSetOf),
      movements: (byPayment.get(payment.id) ?? []).map(movementOf),
    }
  })
}

function trialLineOf(row: Row): TrialLine {
  return {
    day: row['day'] as JstDate,
    homeKind: row['home_kind'] as TrialLine['homeKind'],
    account: row['account'] as string,
    debit: yen(row['debit'] as bigint),
    credit: yen(row['credit'] as bigint),
  }
}

function amountOf([row]: readonly Row[]): Yen {
  const amount = row?.['amount'] as bigint | null | undefined
  return amount === null || amount === undefined ? NO_YEN : yen(amount)
}

function refOf(row: Row): PaymentRef {
  return { line: row['home_id'], order: row['order_id'], payment: row['payment_id'] } as PaymentRef
}

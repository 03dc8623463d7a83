/** What is looked up about orders and packs that others deliver, over PostgreSQL. */
import type pg from 'pg'
import type { LineId, SupplierName } from '../../domain/basics/ids.ts'
import type { FulfilmentReads } from '../../app/fulfilment-reads.ts'
import { asAway } from './away.ts'
import { orderOf } from './rows/order-rows.ts'
import type { Row } from './rows/table.ts'

const SQL = {
  fulfilments_due: `select * from orders
    where state_kind = 'fulfilling' and fulfil_due <= $1 order by fulfil_due, id limit $2`,
  fulfilments_waiting: `select * from orders
    where state_kind = 'fulfilling' order by placed_at, id limit $1`,
  supplies_unknown: `select * from orders
    where state ->> 'why' = 'supply_unknown' order by placed_at desc, id desc limit $1`,
  usage_to_ask: `select home_id, elsewhere #>> '{by,supplier}' as supplier, min(ask_at) as since
    from packs where ask_at <= $1 and (valid_until is null or valid_until > $1)
    group by 1, 2 order by since, home_id limit $2`,
} as const

export function createFulfilmentReads(pool: pg.Pool): FulfilmentReads {
  async function ask(name: keyof typeof SQL, values: unknown[]): Promise<readonly Row[]> {
    try {
      return (await pool.query<Row>({ name: `read_${name}`, text: SQL[name], values })).rows
    } catch (fault) {
      throw asAway(fault)
    }
  }
  return {
    fulfilmentsDue: async (at, limit) =>
      (await ask('fulfilments_due', [at.toString(), limit])).map(orderOf),
    fulfilmentsWaiting: async (limit) => (await ask('fulfilments_waiting', [limit])).map(orderOf),
    suppliesUnknown: async (limit) => (await ask('supplies_unknown', [limit])).map(orderOf),
    usageToAsk: async (at, limit) =>
      (await ask('usage_to_ask', [at.toString(), limit])).map((row) => ({
        line: row['home_id'] as LineId,
        supplier: row['supplier'] as SupplierName,
      })),
  }
}

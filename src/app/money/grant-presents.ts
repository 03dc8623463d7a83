/**
 * Points that a delivered order earned its buyer, given after delivery so that the sale itself
 * needs no lock on the account. What was taken back by a refund meanwhile is not given at all.
 */
import { present } from '../../domain/basics/assert.ts'
import type {
  AccountId,
  LineId,
  OrderId,
  PointsLotId,
  PostingSetId,
} from '../../domain/basics/ids.ts'
import { sumYen, yen, type Yen } from '../../domain/basics/money.ts'
import { plusDays } from '../../domain/basics/time.ts'
import { rulesAt } from '../../domain/catalogue/money-rules.ts'
import { postingSet, transfer } from '../../domain/ledger/posting.ts'
import type { PointsLot } from '../../domain/points/lots.ts'
import { decided, type Command } from '../door/command.ts'
import { NO_LINE } from '../door/state.ts'

export interface GrantPresents {
  readonly line: LineId
  readonly order: OrderId
  readonly account: AccountId
}

/** Idempotent by the order's own word on what it earned. */
export const grantPresents: Command<GrantPresents, { readonly points: Yen }, never> = {
  name: 'grant_presents',
  keyPlace: 'outcomes',
  reads: ['orders'],
  homes: ({ line, account }) => [
    { kind: 'line', id: line },
    { kind: 'account', id: account },
  ],
  orders: ({ order }) => [order],
  fingerprint: ({ order }) => order,
  decide({ states, now, catalogue, ids }, { line, order: id, account }) {
    const { orders } = states.lines.get(line) ?? NO_LINE
    const order = present(
      orders.find((one) => one.id === id),
      'presents are of an order',
    )
    const { earning } = order
    if (earning?.state !== 'due') return decided({ points: yen(0n) })
    const back = sumYen(order.refunds.map((refund) => refund.pointsTakenBack))
    const points = yen(earning.points - back)
    const row = { ...order, earning: { ...earning, state: 'granted' } } as const
    if (points <= 0n) {
      return decided({ points: yen(0n) }, { changes: [{ table: 'orders', row }] })
    }
    const lot: PointsLot = {
      id: ids.next<PointsLotId>(),
      account,
      source: { kind: 'earned', order: id },
      granted: points,
      left: points,
      grantedAt: now,
      expiresAt: plusDays(now, rulesAt(catalogue.rules, now).pointsValidDays),
    }
    const set = postingSet({
      id: ids.next<PostingSetId>(),
      home: { kind: 'account', id: account },
      order: id,
      cause: 'points_granted',
      subject: id,
      at: now,
      postings: transfer(points, { debit: 'promotions', credit: 'points' }),
    })
    return decided(
      { points },
      {
        changes: [
          { table: 'orders', row },
          { table: 'points_lots', row: lot },
          { table: 'postings', row: set },
        ],
        events: [{ name: 'points_granted', facts: { order: id, points } }],
      },
    )
  },
}

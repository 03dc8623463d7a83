/**
 * Points and gift cards that were taken for an order go back to where they came from: the order
 * ended unpaid, could not be delivered, or was refunded. Points come back with the expiry they had,
 * a card keeps its own.
 */
import { assert, present } from '../../domain/basics/assert.ts'
import type { LineId, OrderId, PointsLotId } from '../../domain/basics/ids.ts'
import { sumYen, yen, type Yen } from '../../domain/basics/money.ts'
import type { Instant } from '../../domain/basics/time.ts'
import { returnToCard } from '../../domain/gift-card/gift-card.ts'
import { dueToReturn, type Part } from '../../domain/order/parts.ts'
import { closeIfReturned, partReturned } from '../../domain/order/settling.ts'
import type { PointsLot, TakenPoints } from '../../domain/points/lots.ts'
import { decided, type Command } from '../door/command.ts'
import { NO_LINE, type Change, type Home, type States } from '../door/state.ts'
import type { Ids } from '../ports.ts'
import { orderJobs } from './order-jobs.ts'
import { homeOfPart, partsReturned } from './parts.ts'

export interface ReturnParts {
  readonly line: LineId
  readonly order: OrderId
  /** Homes of the order's parts, which never change once it is placed. */
  readonly parts: readonly Part[]
}

/** Idempotent by what the parts say is due. */
export const returnParts: Command<ReturnParts, { readonly returned: Yen }, never> = {
  name: 'return_parts',
  keyPlace: 'outcomes',
  reads: ['orders'],
  homes: ({ line, parts }) => [
    { kind: 'line', id: line },
    ...parts.map((one): Home => homeOfPart(one)),
  ],
  orders: ({ order }) => [order],
  fingerprint: ({ order }) => order,
  decide({ states, now, ids }, input) {
    const state = states.lines.get(input.line) ?? NO_LINE
    const order = present(
      state.orders.find((one) => one.id === input.order),
      'parts are of an order',
    )
    const due = order.parts.filter((part) => dueToReturn(part) > 0n)
    if (due.length === 0) return decided({ returned: yen(0n) })
    const returned = due.map((part) => ({ part, amount: dueToReturn(part) }))
    const parts = order.parts.map((part) => partReturned(part, dueToReturn(part)))
    const after = closeIfReturned({ ...order, parts }, state.payments, now)
    const total = sumYen(returned.map(({ amount }) => amount))
    return decided(
      { returned: total },
      {
        changes: [
          { table: 'orders', row: after },
          ...returned.flatMap((one) => given(one, { states, ids, now, order: order.id })),
          ...partsReturned(order, returned, { ids, now }),
        ],
        events: [{ name: 'parts_returned', facts: { order: order.id, yen: total } }],
        jobs: orderJobs(order, { order: after, payments: [] }),
      },
    )
  },
}

function given(
  { part, amount }: { readonly part: Part; readonly amount: Yen },
  made: {
    readonly states: States
    readonly ids: Ids
    readonly now: Instant
    readonly order: OrderId
  },
): readonly Change[] {
  if (part.kind === 'gift_card') {
    const card = present(made.states.giftCards.get(part.card), 'a gift card stays')
    return [{ table: 'gift_cards', row: returnToCard(card, amount) }]
  }
  return lotsBack(part.lots, { skip: part.returned, amount }).map(
    ({ amount: points, expiresAt }) => {
      const row: PointsLot = {
        id: made.ids.next<PointsLotId>(),
        account: part.account,
        source: { kind: 'returned', order: made.order },
        granted: points,
        left: points,
        grantedAt: made.now,
        expiresAt,
      }
      return { table: 'points_lots', row }
    },
  )
}

/** The longest-lived go back first; `skip` of them are back already. */
export function lotsBack(
  lots: readonly TakenPoints[],
  { skip, amount }: { readonly skip: Yen; readonly amount: Yen },
): readonly TakenPoints[] {
  let skipped: bigint = skip
  let rest: bigint = amount
  const back: TakenPoints[] = []
  for (const lot of lots.toReversed()) {
    const passed = lot.amount < skipped ? lot.amount : skipped
    skipped -= passed
    const able = lot.amount - passed
    const now = able < rest ? able : rest
    rest -= now
    if (now > 0n) back.push({ amount: yen(now), expiresAt: lot.expiresAt })
  }
  assert(rest === 0n, 'no more points go back than were taken')
  return back
}

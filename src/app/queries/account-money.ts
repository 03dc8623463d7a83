/** What an account keeps: means of payment, points with their ends, how points came and went. */
import type { Account } from '../../domain/account/account.ts'
import type { KeptMethodId, OrderId } from '../../domain/basics/ids.ts'
import { NO_YEN, sumYen, yen, type Yen } from '../../domain/basics/money.ts'
import { isBefore, type Instant } from '../../domain/basics/time.ts'
import { accountOf, type Order } from '../../domain/order/order.ts'
import { pointsOf } from '../../domain/order/parts.ts'
import { pointsLeft, type PointsLot } from '../../domain/points/lots.ts'
import type { ShownMeans } from '../../domain/payment/provider.ts'
import type { App } from '../app.ts'
import { orderNumber } from './order-view.ts'

/** Orders of each line that are looked at for the history. */
export const ORDERS_LOOKED_AT_MAX = 40

export interface AccountMoneyView {
  readonly asOf: Instant
  readonly kept: readonly KeptView[]
  readonly points: Yen
  /** Soonest end first: the order in which they are spent. */
  readonly lots: readonly {
    readonly left: Yen
    readonly expiresAt: Instant
    readonly source: PointsLot['source']['kind']
  }[]
  /** Newest first. */
  readonly history: readonly PointsMove[]
}

export interface KeptView {
  readonly id: KeptMethodId
  readonly means: ShownMeans
  /** `YYYY-MM`; null where it has no end. */
  readonly expires: string | null
  readonly keptAt: Instant
  readonly barred: boolean
}

export interface PointsMove {
  readonly order: OrderId
  readonly number: string
  readonly at: Instant
  readonly kind: 'spent' | 'earned' | 'returned'
  readonly points: Yen
}

export async function accountMoney(app: App, account: Account): Promise<AccountMoneyView> {
  const now = app.clock.now()
  const [{ lots, keptMethods }, pages] = await Promise.all([
    app.reads.account(account.id),
    Promise.all(
      account.lines.map((line) =>
        app.reads.orders(line, { limit: ORDERS_LOOKED_AT_MAX, before: null }),
      ),
    ),
  ])
  const own = pages
    .flat()
    .map(({ order }) => order)
    .filter((order) => accountOf(order) === account.id)
  return {
    asOf: now,
    kept: keptMethods
      .filter((one) => one.forgottenAt === null)
      .toReversed()
      .map(({ id, means: { brand, lastDigits, expires }, keptAt, barred }) => {
        return { id, means: { brand, lastDigits }, expires, keptAt, barred: barred !== null }
      }),
    points: pointsLeft(lots, now),
    lots: lots
      .filter((lot) => lot.left > 0n && isBefore(now, lot.expiresAt))
      .toSorted((one, other) => Temporal.Instant.compare(one.expiresAt, other.expiresAt))
      .map(({ left, expiresAt, source }) => ({ left, expiresAt, source: source.kind })),
    history: own
      .flatMap(movesOf)
      .toSorted((one, other) => Temporal.Instant.compare(other.at, one.at)),
  }
}

function movesOf(order: Order): readonly PointsMove[] {
  const { id, placedAt, parts, earning, state } = order
  const move = (kind: PointsMove['kind'], points: Yen, at: Instant): readonly PointsMove[] =>
    points > 0n ? [{ order: id, number: orderNumber(id), at, kind, points }] : []
  const returned = sumYen(
    parts.filter((part) => part.kind === 'points').map((part) => part.returned),
  )
  const since = state.kind === 'awaiting_payment' ? placedAt : state.at
  const takenBack = sumYen(order.refunds.map((refund) => refund.pointsTakenBack))
  const granted = earning?.state === 'granted' ? yen(earning.points - takenBack) : NO_YEN
  return [
    ...move('spent', pointsOf(parts), placedAt),
    ...move('returned', returned, since),
    ...move('earned', granted, since),
  ]
}

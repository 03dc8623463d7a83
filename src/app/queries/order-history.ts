/** The orders of all lines of an account, newest first. */
import type { Account } from '../../domain/account/account.ts'
import { maySeeOrder } from '../../domain/line/past.ts'
import type { App } from '../app.ts'
import { orderView } from './order-view.ts'
import type { OrderView } from './views.ts'

export const ORDERS_SHOWN_MAX = 40

export async function historyOf(app: App, account: Account): Promise<readonly OrderView[]> {
  const given = { catalogue: app.catalogue(), now: app.clock.now(), access: 'holder' } as const
  const states = await app.reads.lines(account.lines)
  const found = await Promise.all(
    states.map(async (state) => {
      const { line } = state
      if (line === null) return []
      const page = { limit: ORDERS_SHOWN_MAX, before: null }
      const orders = await app.reads.orders(line.id, page)
      return orders
        .filter(({ order }) => maySeeOrder(line, order, account.id))
        .map((one) => orderView(one, { ...given, state }))
    }),
  )
  return found
    .flat()
    .toSorted((one, other) => Temporal.Instant.compare(other.placedAt, one.placedAt))
    .slice(0, ORDERS_SHOWN_MAX)
}

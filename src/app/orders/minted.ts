/** Ids of an order's rows, minted before the transaction so that it may be tried again whole. */
import type { PlacingIds } from '../../domain/order/placing.ts'
import type { SettlingIds } from '../../domain/order/settling.ts'
import type { Ids } from '../ports.ts'

export function settlingIds(ids: Ids): SettlingIds {
  return {
    pack: ids.next(),
    bonus: ids.next(),
    postings: ids.next(),
    fee: ids.next(),
    refund: ids.next(),
  }
}

export function orderIds(ids: Ids): PlacingIds & SettlingIds {
  return {
    order: ids.next(),
    payment: ids.next(),
    agreement: ids.next(),
    ...settlingIds(ids),
  }
}

/**
 * Orders that wait for another carrier, as staff see them: oldest first, with the card's whole
 * number, because it is typed at the carrier's desk. And those whose money went back without
 * anybody knowing, to be held against the wholesaler's bill.
 */
import { present } from '../../../domain/basics/assert.ts'
import type { LineId, OrderId } from '../../../domain/basics/ids.ts'
import type { Localised } from '../../../domain/basics/language.ts'
import { accept, type Result } from '../../../domain/basics/result.ts'
import type { Instant } from '../../../domain/basics/time.ts'
import { offerOf } from '../../../domain/catalogue/catalogue.ts'
import type { Offer } from '../../../domain/catalogue/offer.ts'
import type { Progress } from '../../../domain/fulfilment/progress.ts'
import type { Iccid } from '../../../domain/line/iccid.ts'
import type { Order } from '../../../domain/order/order.ts'
import { mayDo, type PermissionRefusal } from '../../../domain/staff/permissions.ts'
import type { Staff } from '../../../domain/staff/staff.ts'
import type { App } from '../../app.ts'
import { orderNumber } from '../order-view.ts'

export const FULFILMENTS_SHOWN_MAX = 100

export interface WaitingFulfilment {
  readonly order: OrderId
  readonly line: LineId
  readonly number: string
  readonly iccid: Iccid
  readonly offerName: Localised
  readonly gigabyte: Offer['gigabyte']
  readonly placedAt: Instant
  readonly deadline: Instant
  readonly progress: Progress
  /** Theirs to say what became of it. */
  readonly byHand: boolean
}

export interface UnknownSupply {
  readonly order: OrderId
  readonly number: string
  readonly iccid: Iccid
  readonly offerName: Localised
  readonly at: Instant
}

export interface FulfilmentQueue {
  readonly waiting: readonly WaitingFulfilment[]
  readonly unknown: readonly UnknownSupply[]
}

export async function fulfilmentQueue(
  app: App,
  staff: Staff,
): Promise<Result<FulfilmentQueue, PermissionRefusal>> {
  const allowed = mayDo(staff, 'read_fulfilments', null)
  if (!allowed.ok) return allowed
  const [waiting, unknown] = await Promise.all([
    app.reads.fulfilmentsWaiting(FULFILMENTS_SHOWN_MAX),
    app.reads.suppliesUnknown(FULFILMENTS_SHOWN_MAX),
  ])
  const lines = [...new Set([...waiting, ...unknown].map(({ line }) => line))]
  const states = await app.reads.lines(lines)
  const iccids = new Map(states.flatMap(({ line }) => (line ? [[line.id, line.sim.iccid]] : [])))
  const about = (order: Order) => {
    const offer = present(offerOf(app.catalogue(), order.offer), 'an order has its offer')
    const iccid = present(iccids.get(order.line), 'an order has its line')
    return { order: order.id, number: orderNumber(order.id), iccid, offerName: offer.name, offer }
  }
  return accept({
    waiting: waiting.flatMap((order): readonly WaitingFulfilment[] => {
      if (order.state.kind !== 'fulfilling') return []
      const { deadline, progress } = order.state
      const { offer, ...shown } = about(order)
      const byHand = progress.by.kind === 'manual' || progress.doubt !== null
      const { line, placedAt } = order
      return [{ ...shown, line, placedAt, deadline, progress, gigabyte: offer.gigabyte, byHand }]
    }),
    unknown: unknown.flatMap((order): readonly UnknownSupply[] => {
      if (!('why' in order.state)) return []
      const { offer: _, ...shown } = about(order)
      return [{ ...shown, at: order.state.at }]
    }),
  })
}

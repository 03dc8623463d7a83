/** What is looked up about orders and packs that others deliver: a part of the read side. */
import type { LineId, OrderId, SupplierName } from '../domain/basics/ids.ts'
import type { Instant } from '../domain/basics/time.ts'
import type { Order } from '../domain/order/order.ts'

export interface FulfilmentReads {
  /** Paid, waiting for their data, and due to be looked at; longest due first. */
  fulfilmentsDue(at: Instant, limit: number): Promise<readonly Order[]>
  /** All that wait for their data, oldest first. */
  fulfilmentsWaiting(limit: number): Promise<readonly Order[]>
  /** Those whose money went back without anybody knowing; newest first. */
  suppliesUnknown(limit: number): Promise<readonly Order[]>
  /** Cards of which a wholesaler is to be asked again at the instant, longest due first. */
  usageToAsk(at: Instant, limit: number): Promise<readonly UsageToAsk[]>
}

export interface FulfilmentRef {
  readonly line: LineId
  readonly order: OrderId
}

export interface UsageToAsk {
  readonly line: LineId
  readonly supplier: SupplierName
}

/** Wholesalers, as the application asks them. Adapters answer; nothing here knows a protocol. */
import type { Iccid } from '../../domain/line/iccid.ts'
import type { OrderId, SupplierName } from '../../domain/basics/ids.ts'
import type { ToldTopUp, ToldUsage, SupplyTrouble } from '../../domain/fulfilment/told.ts'

export interface TopUpRequest {
  /** Names the top-up at the wholesaler, as far as it knows names of ours. */
  readonly key: OrderId
  readonly iccid: Iccid
  readonly plan: string
}

/** A question about one top-up: by the wholesaler's own name for it, or by ours. */
export interface TopUpQuestion {
  readonly key: OrderId
  readonly ref: string | null
  readonly iccid: Iccid
}

export type UsageAnswer =
  | { readonly kind: 'told'; readonly usage: ToldUsage }
  | { readonly kind: 'later'; readonly why: SupplyTrouble; readonly seconds: number }

export type SupplierEvent =
  /** Genuine: something moved for this card. What, is read again. */
  | { readonly kind: 'card'; readonly iccid: Iccid }
  /** Genuine, but nothing of ours. */
  | { readonly kind: 'ignored' }
  | { readonly kind: 'forged' }

/**
 * A wholesaler. No method throws for what the other side does: an outcome that is not known is an
 * answer too. Calls end within `SUPPLIER_ANSWERS_MS`.
 */
export interface WholesaleSupplier {
  readonly name: SupplierName
  /** Whether asking twice with one key tops up once. Where not, it is asked once and then read. */
  readonly knowsKeys: boolean
  /** A card's usage is not asked for more often. */
  readonly usageEverySeconds: number
  topUp(request: TopUpRequest): Promise<ToldTopUp>
  readTopUp(question: TopUpQuestion): Promise<ToldTopUp>
  readUsage(iccid: Iccid): Promise<UsageAnswer>
  /** Checks the signature over the raw body. Trusts nothing of the content but whom it is about. */
  readEvent(
    rawBody: Uint8Array,
    headers: Readonly<Record<string, string | undefined>>,
  ): Promise<SupplierEvent>
}

/** Far below the time after which an unanswered question counts as lost. */
export const SUPPLIER_ANSWERS_MS = 18_000

export type Suppliers = ReadonlyMap<SupplierName, WholesaleSupplier>

/**
 * What the sandbox remembers of PayPal's objects, kept in the one store beside Stripe's. Records
 * are not the wire: `objects.ts` words them.
 */
import type { Sandbox } from '../sandbox.ts'
import type { WireObject } from '../store.ts'

/** What the payer chose on the page, kept until the capture acts on it. */
export type Outcome = 'pay' | 'late-success' | 'late-failure' | 'declined'

export const OUTCOMES: readonly Outcome[] = ['pay', 'late-success', 'late-failure', 'declined']

export interface OrderRecord extends WireObject {
  readonly object: 'paypal.order'
  readonly updated: number
  readonly status: 'PAYER_ACTION_REQUIRED' | 'APPROVED' | 'COMPLETED'
  readonly amount: number
  readonly description: string | null
  readonly customId: string | null
  readonly invoiceId: string | null
  readonly locale: string | null
  readonly returnUrl: string | null
  readonly cancelUrl: string | null
  readonly keep: boolean
  /** The kept means that was charged, where no payer was asked. */
  readonly charged: string | null
  readonly outcome: Outcome | null
  /** Whether the last capture was refused by the funding source. */
  readonly refused: boolean
  readonly payer: string | null
  readonly capture: string | null
  readonly token: string | null
}

export interface CaptureRecord extends WireObject {
  readonly object: 'paypal.capture'
  readonly updated: number
  readonly status: 'COMPLETED' | 'PENDING' | 'DECLINED' | 'REFUNDED' | 'PARTIALLY_REFUNDED'
  readonly order: string
  readonly amount: number
  readonly fee: number
  readonly refunded: number
  readonly customId: string | null
  readonly invoiceId: string | null
}

export interface RefundRecord extends WireObject {
  readonly object: 'paypal.refund'
  readonly updated: number
  readonly status: 'COMPLETED' | 'PENDING' | 'FAILED' | 'CANCELLED'
  readonly capture: string
  readonly amount: number
  /** Of the capture, this refund included. */
  readonly total: number
  readonly customId: string | null
  readonly invoiceId: string | null
}

/**
 * How charges without the payer end: taken, taken after the bank's decision, refused by the
 * funding source, sent back to the payer (by refusal, or by an order that waits), agreement ended,
 * account closed.
 */
export type Behaviour =
  | 'pays'
  | 'late'
  | 'declines'
  | 'needs-payer'
  | 'needs-approval'
  | 'revoked'
  | 'closed'

export const BEHAVIOURS: readonly Behaviour[] = [
  'pays',
  'late',
  'declines',
  'needs-payer',
  'needs-approval',
  'revoked',
  'closed',
]

export interface TokenRecord extends WireObject {
  readonly object: 'paypal.token'
  readonly customer: string
  readonly payer: string
  readonly order: string
  readonly behaviour: Behaviour
  readonly deleted: boolean
}

export interface DisputeRecord extends WireObject {
  readonly object: 'paypal.dispute'
  readonly updated: number
  readonly capture: string
  readonly amount: number
  readonly end: 'won' | 'lost' | null
}

/** A line of PayPal's own book, as Transaction Search shows it. */
export interface TransactionRecord extends WireObject {
  readonly object: 'paypal.transaction'
  readonly transaction: string
  readonly code: string
  readonly amount: number
  readonly fee: number
  readonly about: string | null
  readonly customId: string | null
  readonly invoiceId: string | null
}

interface Records {
  'paypal.order': OrderRecord
  'paypal.capture': CaptureRecord
  'paypal.refund': RefundRecord
  'paypal.token': TokenRecord
  'paypal.dispute': DisputeRecord
  'paypal.transaction': TransactionRecord
}

export function find<Kind extends keyof Records>(
  { store }: Sandbox,
  kind: Kind,
  id: string,
): Records[Kind] | null {
  const found = store.get<Records[Kind]>(id)
  return found?.object === kind ? found : null
}

/** What was found and is put back with a change. */
export function put({ store }: Sandbox, record: Records[keyof Records]): void {
  store.put(record)
}

/** Oldest first. */
export function listed<Kind extends keyof Records>(
  { store }: Sandbox,
  kind: Kind,
  filter: { readonly parent?: string; readonly createdMin?: number; readonly createdMax?: number },
  limit = 1_000,
): Records[Kind][] {
  return store.list({ kind, limit, ...filter }).toReversed() as Records[Kind][]
}

/** PayPal tells the whole second. */
export function wireTime(seconds: number): string {
  return new Date(seconds * 1_000).toISOString().replace('.000Z', 'Z')
}

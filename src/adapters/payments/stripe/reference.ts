/**
 * Which payment of ours something at Stripe belongs to: written as metadata on session, intent and
 * refund (Stripe copies an intent's to its charge), read back from events and from Stripe's book.
 * Metadata is what we wrote, or it is not ours; it never says how a payment stands.
 */
import type { PaymentRef } from '../../../app/ports.ts'
import { parseId, type LineId, type OrderId, type PaymentId } from '../../../domain/basics/ids.ts'
import type { Yen } from '../../../domain/basics/money.ts'
import { isMissing, type Reach } from './trouble.ts'

export type Metadata = { [name: string]: string }

export function metadataOf(ref: PaymentRef): Metadata {
  return { payment: ref.payment, order: ref.order, line: ref.line }
}

/** The amount too: a payment that took another one stops the reading. */
export function askedMetadata(ref: PaymentRef, amount: Yen): Metadata {
  return { ...metadataOf(ref), amount: String(amount) }
}

export function refFrom(metadata: unknown): PaymentRef | null {
  if (typeof metadata !== 'object' || metadata === null) return null
  const { payment, order, line } = metadata as Partial<Record<string, unknown>>
  if (typeof payment !== 'string' || typeof order !== 'string' || typeof line !== 'string') {
    return null
  }
  const ids = {
    line: parseId<LineId>(line),
    order: parseId<OrderId>(order),
    payment: parseId<PaymentId>(payment),
  }
  if (ids.line === null || ids.order === null || ids.payment === null) return null
  return { line: ids.line, order: ids.order, payment: ids.payment }
}

/** Asks Stripe; an intent it does not know is not ours. */
export async function refOfIntent({ stripe, ask }: Reach, id: string): Promise<PaymentRef | null> {
  try {
    const intent = await ask('read payment', () => stripe.paymentIntents.retrieve(id))
    return refFrom(intent.metadata)
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

/** Stripe puts an object in the place of its id where it was asked to expand it. */
export function idOf(value: string | { readonly id: string } | null | undefined): string | null {
  if (value === null || value === undefined) return null
  return typeof value === 'string' ? value : value.id
}

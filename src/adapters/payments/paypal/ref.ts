/**
 * Our three ids as one text in PayPal's `custom_id`, which PayPal keeps beside the money, shows to
 * no payer, and repeats in captures, events and reports.
 */
import type { PaymentRef } from '../../../app/ports.ts'
import { parseId, type LineId, type OrderId, type PaymentId } from '../../../domain/basics/ids.ts'

/** PayPal's limit of `custom_id`; three UUIDs and two bars take 110. */
export const CUSTOM_ID_LENGTH_MAX = 127

export function customIdOf({ line, order, payment }: PaymentRef): string {
  return `${line}|${order}|${payment}`
}

/** Null for what is not ours: another program may share the account. */
export function refIn(customId: unknown): PaymentRef | null {
  if (typeof customId !== 'string' || customId.length > CUSTOM_ID_LENGTH_MAX) return null
  const parts = customId.split('|')
  if (parts.length !== 3) return null
  const line = parseId<LineId>(parts[0] ?? '')
  const order = parseId<OrderId>(parts[1] ?? '')
  const payment = parseId<PaymentId>(parts[2] ?? '')
  if (line === null || order === null || payment === null) return null
  return { line, order, payment }
}

/** What the sections of a person's data are made from, its bounds, and whose a row of a line is. */
import { present } from '../../../domain/basics/assert.ts'
import type { LineId } from '../../../domain/basics/ids.ts'
import type { Language } from '../../../domain/basics/language.ts'
import { isBefore, plusDays, type Instant } from '../../../domain/basics/time.ts'
import type { Document } from '../../../domain/bill/document.ts'
import type { Payment } from '../../../domain/payment/payment.ts'
import type { App } from '../../app.ts'
import type { AccountState, LineState } from '../../door/state.ts'
import type { PersonalRows } from '../../personal-reads.ts'
import type { OrderWithPayment } from '../../reads.ts'
import type { openedText } from '../personal-opened.ts'

/** Of each kind no more rows are told; the newest are. A section says whether it is whole. */
export const EXPORT_ROWS_MAX = 1_000
/** Orders are looked up with their payments and documents, one by one. */
export const EXPORT_ORDERS_MAX = 300
/** Days of usage of each line. */
export const EXPORT_USAGE_DAYS = 400

/** An order with all that was paid for it and issued about it. */
export interface WholeOrder extends OrderWithPayment {
  readonly payments: readonly Payment[]
  readonly documents: readonly { readonly document: Document; readonly recipient: string | null }[]
}

export interface Gathered {
  readonly app: App
  readonly now: Instant
  readonly language: Language
  readonly state: AccountState & { readonly account: NonNullable<AccountState['account']> }
  readonly opened: Awaited<ReturnType<typeof openedText>>
  readonly lines: readonly LineState[]
  readonly orders: readonly WholeOrder[]
  readonly rows: PersonalRows
}

export function usageSince(now: Instant): Instant {
  return plusDays(now, -EXPORT_USAGE_DAYS)
}

/**
 * Whether what lies under a line is this person's: whatever was there before it came to them may be
 * somebody else's, and is not told.
 */
export function isTheirs({ state, rows }: Gathered, line: LineId | null, then: Instant): boolean {
  const since = line === null ? null : (rows.addedAt.get(line) ?? state.account.createdAt)
  return since === null || !isBefore(then, since)
}

/** The card by which a person knows the line. */
export function cardOf({ lines }: Gathered, id: string): string {
  const found = lines.find(({ line }) => line?.id === id)
  return present(found?.line ?? null, 'a row is of a line that is held').sim.iccid
}

/**
 * PayPal's own book (Transaction Search v1), in our words. A transaction appears there up to three
 * hours after it happened, and only what moved the balance is listed. What is not in yen is left
 * out: this product asks for nothing else.
 */
import type { PaymentRef, ProviderMovement } from '../../../app/ports.ts'
import { negate, NO_YEN } from '../../../domain/basics/money.ts'
import {
  contains,
  earlier,
  fromMicros,
  isBefore,
  microsOf,
  plusDays,
  secondsBetween,
  type Instant,
} from '../../../domain/basics/time.ts'
import { isMissing, isRefused, type Ask } from './client.ts'
import { refIn } from './ref.ts'
import { idIn, instantIn, wireTime, yenIn, type WireCapture, type WireMoney } from './wire.ts'

/** Transaction Search takes a range of at most so many days. */
export const WINDOW_DAYS_MAX = 31
/** Transaction Search's largest page. */
export const PAGE_SIZE_MAX = 500
/** Transaction Search shows no more than so many transactions of one range. */
export const RANGE_TRANSACTIONS_MAX = 10_000
/** Captures read one by one to learn whose they are, in one reading of the book. */
export const LOOKUPS_MAX = 200

interface Range {
  readonly from: Instant
  readonly until: Instant
}

interface WireTransaction {
  readonly transaction_id: string
  readonly paypal_reference_id?: string
  readonly transaction_event_code: string
  readonly transaction_initiation_date: string
  readonly transaction_amount: WireMoney
  readonly fee_amount?: WireMoney
  readonly transaction_status?: string
  readonly custom_field?: string
  readonly invoice_id?: string
}

interface WirePage {
  readonly transaction_details?: readonly { readonly transaction_info: WireTransaction }[]
  readonly total_pages?: number
}

export interface Transaction extends WireTransaction {
  readonly event_code: string
  readonly at: Instant
}

/** Everything in `[from, until)` that has happened: neither denied nor pending. Oldest first. */
export async function transactionsIn(ask: Ask, range: Range): Promise<Transaction[]> {
  const found: Transaction[] = []
  let from = range.from
  while (isBefore(from, range.until)) {
    const until = earlier(range.until, plusDays(from, WINDOW_DAYS_MAX))
    found.push(...(await windowOf(ask, { from, until })))
    from = until
  }
  return found.toSorted((one, other) => Temporal.Instant.compare(one.at, other.at))
}

/** A range with too many transactions is asked for in halves. */
async function windowOf(ask: Ask, range: Range): Promise<Transaction[]> {
  try {
    return await pagesOf(ask, range)
  } catch (error) {
    const seconds = secondsBetween(range.from, range.until)
    if (!isRefused(error, ['RESULTSET_TOO_LARGE']) || seconds < 2) throw error
    const middle = fromMicros(microsOf(range.from) + BigInt(seconds >> 1) * 1_000_000n)
    const early = await windowOf(ask, { from: range.from, until: middle })
    return [...early, ...(await windowOf(ask, { from: middle, until: range.until }))]
  }
}

async function pagesOf(ask: Ask, range: Range): Promise<Transaction[]> {
  const found: Transaction[] = []
  const pagesMax = RANGE_TRANSACTIONS_MAX / PAGE_SIZE_MAX
  for (let page = 1; page <= pagesMax; page += 1) {
    const query = new URLSearchParams({
      start_date: wireTime(range.from),
      end_date: wireTime(range.until),
      fields: 'transaction_info',
      page_size: String(PAGE_SIZE_MAX),
      page: String(page),
    })
    const told = await ask<WirePage>({
      what: 'read the book',
      method: 'GET',
      path: `/v1/reporting/transactions?${query}`,
    })
    for (const { transaction_info: info } of told.transaction_details ?? []) {
      if (info.transaction_status === 'D' || info.transaction_status === 'P') continue
      const at = instantIn(info.transaction_initiation_date)
      // PayPal takes both ends as inside, and to the second.
      if (contains(range, at)) found.push({ ...info, event_code: info.transaction_event_code, at })
    }
    if (page >= (told.total_pages ?? 1)) return found
  }
  throw new Error(`PayPal's book has more than ${RANGE_TRANSACTIONS_MAX} lines in one range`)
}

export async function movementsIn(ask: Ask, range: Range): Promise<ProviderMovement[]> {
  const transactions = await transactionsIn(ask, range)
  const owners = new Map<string, PaymentRef | null>()
  for (const { transaction_id, custom_field } of transactions) {
    const ref = refIn(custom_field)
    if (ref !== null) owners.set(transaction_id, ref)
  }
  let lookups = 0
  const ownerOf = async ({ transaction_id, paypal_reference_id: about }: Transaction) => {
    const own = owners.get(transaction_id)
    if (own !== undefined || about === undefined) return own ?? null
    if (!owners.has(about) && lookups < LOOKUPS_MAX) {
      lookups += 1
      owners.set(about, await captureOwner(ask, about))
    }
    return owners.get(about) ?? null
  }
  const movements: ProviderMovement[] = []
  for (const transaction of transactions) {
    const amount = yenIn(transaction.transaction_amount)
    if (amount === null) continue
    movements.push({
      id: transaction.transaction_id,
      kind: kindOf(transaction.event_code, amount),
      ref: await ownerOf(transaction),
      amount,
      fee: negate(yenIn(transaction.fee_amount) ?? NO_YEN),
      at: transaction.at,
    })
  }
  return movements
}

/** Whose money a capture is; null when the id is no capture's. */
export async function captureOwner(ask: Ask, id: string): Promise<PaymentRef | null> {
  try {
    const capture = await ask<WireCapture>({
      what: 'read capture',
      method: 'GET',
      path: `/v2/payments/captures/${idIn(id)}`,
    })
    return refIn(capture.custom_id)
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

/** PayPal's transaction event codes; the first two digits are the group. */
export function kindOf(code: string, amount: bigint): ProviderMovement['kind'] {
  // Reversed by PayPal, held while a dispute is looked at, charged back by the bank.
  if (['T1106', 'T1110', 'T1201'].includes(code)) return 'dispute'
  // The hold ends, the chargeback is reversed or paid back.
  if (['T1111', 'T1202', 'T1205'].includes(code)) return 'dispute_won'
  if (code === 'T1107') return 'refund'
  if (['T1108', 'T1109'].includes(code) || code.startsWith('T01')) return 'fee'
  if (code.startsWith('T04')) return 'payout'
  return code.startsWith('T00') && amount > 0n ? 'charge' : 'other'
}

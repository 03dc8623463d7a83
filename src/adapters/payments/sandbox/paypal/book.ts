/** PayPal's own book, as Transaction Search reads it: every movement of the merchant's balance. */
import type { Sandbox } from '../sandbox.ts'
import { mintId } from './ids.ts'
import { transactionObject } from './objects.ts'
import { listed, wireTime, type TransactionRecord } from './records.ts'
import { malformed, PayPalTrouble } from './trouble.ts'

export const RANGE_DAYS_MAX = 31
export const RESULTS_MAX = 10_000
export const PAGE_SIZE_MAX = 500
const PAGE_SIZE_DEFAULT = 100
const DAY_SECONDS = 86_400

type Entry = Pick<TransactionRecord, 'code' | 'amount'> &
  Partial<Pick<TransactionRecord, 'transaction' | 'fee' | 'about' | 'customId' | 'invoiceId'>>

export function enter(sandbox: Sandbox, entry: Entry): TransactionRecord {
  const transaction = entry.transaction ?? mintId()
  const record: TransactionRecord = {
    id: `transaction:${transaction}`,
    object: 'paypal.transaction',
    created: sandbox.clock.nowSeconds(),
    transaction,
    code: entry.code,
    amount: entry.amount,
    fee: entry.fee ?? 0,
    about: entry.about ?? null,
    customId: entry.customId ?? null,
    invoiceId: entry.invoiceId ?? null,
  }
  sandbox.store.put(record)
  return record
}

/** Both ends of the range count as inside. */
export function searchBook(sandbox: Sandbox, query: URLSearchParams): unknown {
  const from = secondsIn(query, 'start_date')
  const until = secondsIn(query, 'end_date')
  if (until < from || until - from > RANGE_DAYS_MAX * DAY_SECONDS) {
    throw new PayPalTrouble(400, 'INVALID_REQUEST', 'Date range is greater than 31 days', [
      { issue: 'Date range is greater than 31 days', description: 'The range is too long.' },
    ])
  }
  const size = wholeIn(query, 'page_size', PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX)
  const page = wholeIn(query, 'page', 1, RESULTS_MAX)
  const range = { createdMin: from, createdMax: until }
  const found = listed(sandbox, 'paypal.transaction', range, RESULTS_MAX + 1)
  if (found.length > RESULTS_MAX) {
    throw new PayPalTrouble(400, 'RESULTSET_TOO_LARGE', 'Result set size is greater than 10000.')
  }
  return {
    transaction_details: found.slice((page - 1) * size, page * size).map(transactionObject),
    account_number: 'SANDB2XSH2PAA',
    start_date: wireTime(from),
    end_date: wireTime(until),
    last_refreshed_datetime: wireTime(sandbox.clock.nowSeconds()),
    page,
    total_items: found.length,
    total_pages: Math.max(1, Math.ceil(found.length / size)),
    links: [],
  }
}

function secondsIn(query: URLSearchParams, name: string): number {
  const ms = Date.parse(query.get(name) ?? '')
  if (Number.isNaN(ms)) throw malformed(name, 'INVALID_PARAMETER_SYNTAX')
  return Math.floor(ms / 1_000)
}

function wholeIn(query: URLSearchParams, name: string, normal: number, max: number): number {
  const text = query.get(name)
  if (text === null) return normal
  const value = /^\d{1,6}$/.test(text) ? Number(text) : 0
  if (value < 1 || value > max) throw malformed(name, 'INVALID_PARAMETER_SYNTAX')
  return value
}

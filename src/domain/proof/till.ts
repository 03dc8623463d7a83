/** What a till's open shift and its part of the book say, against its entries. Pure. */
import { NO_YEN, negate, sumYen, yen, type Yen } from '../basics/money.ts'
import type { TillId } from '../basics/ids.ts'
import type { Shift, TillEntryKind, TillMeans } from '../till/till.ts'
import { differs, type BookDifference } from './difference.ts'
import type { Balances } from './value.ts'

/** Entries of one kind and means, summed; `isOpen`: those of the shift that is open. */
export interface EntrySum {
  readonly isOpen: boolean
  readonly kind: TillEntryKind
  readonly means: TillMeans
  readonly entries: number
  readonly amount: Yen
}

export interface TillBook {
  readonly till: TillId
  readonly open: Shift | null
  readonly sums: readonly EntrySum[]
  /** Named by the counts of shifts that are closed, summed. */
  readonly differences: Yen
  /** Balances of the till's home by account, debit positive. */
  readonly balances: Balances
}

export function proveTill({
  till,
  open,
  sums,
  differences,
  balances,
}: TillBook): readonly BookDifference[] {
  const home = { kind: 'till', id: till } as const
  const sum = (which: (one: EntrySum) => boolean) =>
    sumYen(sums.filter((one) => which(one)).map(({ amount }) => amount))
  const ofShift = (means: TillMeans) => sum((one) => one.isOpen && one.means === means)
  const cash = open === null ? NO_YEN : yen(open.float + ofShift('cash'))
  const entries = sums.filter((one) => one.isOpen).reduce((all, one) => all + one.entries, 0)
  const balance = (account: string) => balances.get(account) ?? NO_YEN
  const withOrders = sum(
    ({ kind }) => kind === 'sale' || kind === 'gift_card_sold' || kind === 'refund',
  )
  return [
    ...differs(
      { home, subject: open?.id ?? till },
      {
        cash_expected: [open?.cashExpected ?? NO_YEN, cash],
        terminal_expected: [open?.terminalExpected ?? NO_YEN, ofShift('terminal')],
        entries: [open?.entries ?? 0, entries],
      },
    ),
    ...differs(
      { home, subject: till },
      {
        cash: [balance('cash'), cash],
        terminal: [balance('terminal'), sum(({ means }) => means === 'terminal')],
        expenses: [balance('expenses'), negate(sum(({ kind }) => kind === 'expense'))],
        between_homes: [balance('between_homes'), negate(withOrders)],
        cash_differences: [balance('cash_differences'), negate(differences)],
      },
    ),
  ]
}

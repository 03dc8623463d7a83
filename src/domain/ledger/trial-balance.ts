/** The whole book in sums: by account, by JST day, by the kind of home. Pure. */
import { NO_YEN, sumYen, yen, type Yen } from '../basics/money.ts'
import type { JstDate } from '../basics/time.ts'
import type { LedgerHome } from './posting.ts'

/** Debits and credits of one account on one day in homes of one kind; both positive. */
export interface TrialLine {
  readonly day: JstDate
  readonly homeKind: LedgerHome['kind']
  readonly account: string
  readonly debit: Yen
  readonly credit: Yen
}

export type TrialTotal = Omit<TrialLine, 'day' | 'homeKind'> & {
  /** Debit positive. */
  readonly balance: Yen
}

export interface TrialBalance {
  /** By name of the account. */
  readonly accounts: readonly TrialTotal[]
  readonly debit: Yen
  readonly credit: Yen
  /** Value on its way between homes; the whole book must have none. */
  readonly betweenHomes: Yen
  readonly isBalanced: boolean
}

export function trialBalance(lines: readonly TrialLine[]): TrialBalance {
  const accounts = totalsBy(lines, ({ account }) => account).map(({ key, ...sums }) => ({
    account: key,
    ...sums,
    balance: yen(sums.debit - sums.credit),
  }))
  const debit = sumYen(lines.map((line) => line.debit))
  const credit = sumYen(lines.map((line) => line.credit))
  const between = accounts.find(({ account }) => account === 'between_homes')?.balance ?? NO_YEN
  const isBalanced = debit === credit && between === 0n
  return { accounts, debit, credit, betweenHomes: between, isBalanced }
}

/** Sums by whatever the key says, in the order of the keys. */
export function totalsBy(
  lines: readonly TrialLine[],
  keyOf: (line: TrialLine) => string,
): readonly { readonly key: string; readonly debit: Yen; readonly credit: Yen }[] {
  const groups = Map.groupBy(lines, keyOf)
  return [...groups]
    .map(([key, some]) => ({
      key,
      debit: sumYen(some.map((line) => line.debit)),
      credit: sumYen(some.map((line) => line.credit)),
    }))
    .toSorted((one, other) => (one.key < other.key ? -1 : 1))
}

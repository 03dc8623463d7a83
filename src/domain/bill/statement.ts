/**
 * A month on paper: what was bought, paid, given back and used, of one line or of an account's
 * lines together. Pure arithmetic over records that are never changed and that bear the instant at
 * which they were made (posting sets, packs, usage records), so a month that is over stays as it
 * is: whatever corrects it is dated later and stands in a later month. Not a Document: it asks for
 * no money and is no invoice.
 */
import type { Pack } from '../balance/pack.ts'
import { NO_BYTES, plus, type Bytes } from '../basics/data-volume.ts'
import type { LineId, OrderId } from '../basics/ids.ts'
import { negate, sumYen, yen, type Yen } from '../basics/money.ts'
import { contains, isBefore, type Instant, type JstDate } from '../basics/time.ts'
import type { LedgerAccount, PostingCause, PostingSet } from '../ledger/posting.ts'
import type { Order } from '../order/order.ts'
import type { Payment } from '../payment/payment.ts'
import type { Settlement } from './document.ts'
import { spanOf, type JstMonth, type MonthSpan } from './month.ts'
import type { Taxed } from './tax.ts'

/** Bytes of a day, as reported in the month. */
export interface DayOfUse {
  readonly date: JstDate
  readonly bytes: Bytes
  /** Of them, at the reduced speed. */
  readonly throttled: Bytes
  /** Of them, what no pack covered. */
  readonly uncovered: Bytes
}

export interface OrderOfStatement {
  readonly order: Order
  /** The attempt that was paid. */
  readonly payment: Payment
}

/** What a line has of a month. More than the month's is left aside. */
export interface LineFacts {
  readonly line: LineId
  /** Of the line's own part of the book. */
  readonly sets: readonly PostingSet[]
  /** Those that the sets name. */
  readonly orders: readonly OrderOfStatement[]
  /** Delivered or taken back in the month. */
  readonly packs: readonly Pack[]
  /** Reported in the month; late reports may be of days before it. */
  readonly days: readonly DayOfUse[]
}

/** Of the account's own part of the book. */
export interface PointsFacts {
  /** What it could spend when the month began. */
  readonly before: Yen
  readonly sets: readonly PostingSet[]
}

interface EntryBase {
  readonly at: Instant
  readonly line: LineId
  readonly order: OrderId
}

/**
 * sold         paid and delivered
 * given_back   a sale undone, in part or whole, by the offer's rule or by staff
 * charged_back the payer's bank took it back
 * to_return    paid, but it could not be delivered; it goes back
 * returned     confirmed: it went back the way it came
 * set_aside    points and gift cards taken for an order that was not delivered in this month
 */
export type StatementEntry =
  | (EntryBase & {
      readonly kind: 'sold'
      /** Points and gift cards included. */
      readonly amount: Yen
      readonly percent: number
      readonly taxed: Taxed
      readonly ways: readonly Settlement[]
    })
  | (EntryBase & {
      readonly kind: 'given_back' | 'charged_back'
      readonly amount: Yen
      readonly percent: number
      readonly taxed: Taxed
    })
  | (EntryBase & {
      readonly kind: 'to_return' | 'returned' | 'set_aside'
      readonly amount: Yen
    })

export type PointsMoveKind = 'granted' | 'spent' | 'returned' | 'lapsed' | 'taken_back'

export interface PointsMove {
  readonly at: Instant
  readonly kind: PointsMoveKind
  readonly points: Yen
  readonly order: OrderId | null
}

export interface RateOfStatement {
  readonly percent: number
  readonly sold: Taxed
  readonly returned: Taxed
}

export interface UseOfLine {
  readonly line: LineId
  readonly bought: readonly Pack[]
  readonly takenBack: readonly Pack[]
  /** Of the month's own days, oldest first. */
  readonly days: readonly DayOfUse[]
  /** Reported in this month for days before it. */
  readonly late: DayOfUse | null
  readonly bytes: Bytes
  readonly throttled: Bytes
  readonly uncovered: Bytes
}

export interface Statement {
  readonly month: JstMonth
  readonly span: MonthSpan
  /** Oldest first. */
  readonly entries: readonly StatementEntry[]
  /** Of everything sold, points and gift cards included. */
  readonly sold: Yen
  /** Of everything given and charged back. */
  readonly returned: Yen
  /** Highest first. */
  readonly rates: readonly RateOfStatement[]
  readonly ways: readonly Settlement[]
  /** Null where it is of a line alone: points are an account's. */
  readonly points: {
    readonly before: Yen
    readonly after: Yen
    readonly moves: readonly PointsMove[]
  } | null
  readonly lines: readonly UseOfLine[]
}

export function statementOf(
  month: JstMonth,
  { lines, points }: { readonly lines: readonly LineFacts[]; readonly points: PointsFacts | null },
): Statement {
  const span = spanOf(month)
  const entries = lines
    .flatMap((facts) => entriesOf(facts, span))
    .toSorted((one, other) => Temporal.Instant.compare(one.at, other.at))
  const sold = entries.filter((entry) => entry.kind === 'sold')
  const back = entries.filter(isReturn)
  return {
    month,
    span,
    entries,
    sold: sumYen(sold.map(({ amount }) => amount)),
    returned: sumYen(back.map(({ amount }) => amount)),
    rates: ratesOf(sold, back),
    ways: summed(sold.flatMap(({ ways }) => ways)),
    points: points === null ? null : pointsOfMonth(points, span),
    lines: lines.map((facts) => useOf(facts, span)),
  }
}

type ReturnEntry = Extract<StatementEntry, { kind: 'given_back' | 'charged_back' }>

function isReturn(entry: StatementEntry): entry is ReturnEntry {
  return entry.kind === 'given_back' || entry.kind === 'charged_back'
}

/** Whether there is anything to state. */
export function isEmpty({ entries, points, lines }: Statement): boolean {
  const used = lines.some(
    (line) => line.bytes > 0n || line.bought.length + line.takenBack.length > 0,
  )
  return entries.length === 0 && !used && (points === null || points.moves.length === 0)
}

function entriesOf(facts: LineFacts, span: MonthSpan): readonly StatementEntry[] {
  const orders = new Map(facts.orders.map((one) => [one.order.id, one]))
  const sets = facts.sets.filter(({ at }) => contains(span, at))
  const sold = new Set(sets.filter(({ cause }) => cause === 'sale').map(({ order }) => order))
  return sets.flatMap((set): readonly StatementEntry[] => {
    const known = set.order === null ? undefined : orders.get(set.order)
    if (known === undefined) return []
    if (set.cause === 'parts_taken' && sold.has(set.order)) return []
    const entry = entryOf(set, known)
    return entry === null ? [] : [entry]
  })
}

/** Null for what is the operator's own affair: fees, and what a bank withholds while it decides. */
function entryOf(set: PostingSet, of: OrderOfStatement): StatementEntry | null {
  const { order } = of
  const base = { at: set.at, line: order.line, order: order.id }
  const on = (account: LedgerAccount) => amountOn(set, account)
  const percent = order.taxPercent
  const taxed = (sign: 1 | -1): Taxed => {
    const [net, tax] = [on('sales'), on('consumption_tax')]
    const gross = yen(net + tax)
    return sign === 1 ? { gross, tax } : { gross: negate(gross), tax: negate(tax) }
  }
  switch (set.cause) {
    case 'sale':
      return { ...base, kind: 'sold', percent, ...soldIn(set, of), taxed: taxed(-1) }
    case 'refund':
      return { ...base, kind: 'given_back', percent, amount: takenFrom(set), taxed: taxed(1) }
    case 'dispute_lost': {
      const back = taxed(1)
      // What was promised back before was stated then.
      return back.gross === 0n
        ? null
        : { ...base, kind: 'charged_back', percent, amount: back.gross, taxed: back }
    }
    case 'receipt_to_return':
    case 'advance_to_return':
      return { ...base, kind: 'to_return', amount: negate(on('refunds_due')) }
    case 'return':
      return { ...base, kind: 'returned', amount: on('refunds_due') }
    case 'part_returned':
      return { ...base, kind: 'returned', amount: on('held_for_orders') }
    case 'parts_taken':
      return { ...base, kind: 'set_aside', amount: negate(on('held_for_orders')) }
    default:
      return null
  }
}

function amountOn(set: PostingSet, account: LedgerAccount): Yen {
  return sumYen(set.postings.filter((one) => one.account === account).map(({ amount }) => amount))
}

/** All that a refund promises back, by whichever way. */
function takenFrom(set: PostingSet): Yen {
  return negate(yen(amountOn(set, 'refunds_due') + amountOn(set, 'held_for_orders')))
}

/** What a sale took: from points, from gift cards, and from outside. */
function soldIn(set: PostingSet, { order, payment }: OrderOfStatement) {
  const held = amountOn(set, 'held_for_orders')
  const all = sumYen(set.postings.map(({ amount }) => amount).filter((amount) => amount > 0n))
  const fromOutside = yen(all - held)
  const ways: Settlement[] = order.parts.map(({ kind, amount }) => ({ by: { kind }, amount }))
  const { method } = payment
  if (method !== 'house') ways.push({ by: { kind: 'provider', method }, amount: fromOutside })
  return { amount: all, ways: ways.filter(({ amount }) => amount > 0n) }
}

/** One line a way, the first met first. */
function summed(ways: readonly Settlement[]): readonly Settlement[] {
  const sums = new Map<string, Settlement>()
  for (const { by, amount } of ways) {
    const key = by.kind === 'provider' ? by.method : by.kind
    const known = sums.get(key)
    sums.set(key, { by, amount: yen((known?.amount ?? 0n) + amount) })
  }
  return [...sums.values()]
}

interface AtRate {
  readonly percent: number
  readonly taxed: Taxed
}

/** Tax is summed, never rounded again: each entry has it as its document does. */
function ratesOf(sold: readonly AtRate[], back: readonly AtRate[]): readonly RateOfStatement[] {
  const percents = [...new Set([...sold, ...back].map(({ percent }) => percent))]
  const at = (list: readonly AtRate[], percent: number): Taxed => {
    const own = list.filter((one) => one.percent === percent)
    return {
      gross: sumYen(own.map(({ taxed }) => taxed.gross)),
      tax: sumYen(own.map(({ taxed }) => taxed.tax)),
    }
  }
  return percents
    .toSorted((one, other) => other - one)
    .map((percent) => ({ percent, sold: at(sold, percent), returned: at(back, percent) }))
}

const POINTS_MOVES: Partial<Readonly<Record<PostingCause, PointsMoveKind>>> = {
  points_granted: 'granted',
  points_spent: 'spent',
  points_returned: 'returned',
  points_lapsed: 'lapsed',
  points_taken_back: 'taken_back',
}

function pointsOfMonth({ before, sets }: PointsFacts, span: MonthSpan): Statement['points'] {
  const moves = sets
    .filter(({ at }) => contains(span, at))
    .flatMap((set): readonly PointsMove[] => {
      const kind = POINTS_MOVES[set.cause]
      const points = negate(amountOn(set, 'points'))
      if (kind === undefined || points === 0n) return []
      return [{ at: set.at, kind, points, order: set.order }]
    })
    .toSorted((one, other) => Temporal.Instant.compare(one.at, other.at))
  return { before, moves, after: sumYen([before, ...moves.map(({ points }) => points)]) }
}

function useOf({ line, packs, days }: LineFacts, span: MonthSpan): UseOfLine {
  const first = span.from.toZonedDateTimeISO('Asia/Tokyo').toPlainDate()
  const isLate = ({ date }: DayOfUse) => Temporal.PlainDate.compare(date, first) < 0
  const late = days.filter(isLate)
  const own = days
    .filter((day) => !isLate(day))
    .toSorted((one, other) => Temporal.PlainDate.compare(one.date, other.date))
  const byDelivery = packs.toSorted((one, other) =>
    isBefore(one.deliveredAt, other.deliveredAt) ? -1 : 1,
  )
  const sum = (figure: 'bytes' | 'throttled' | 'uncovered', list: readonly DayOfUse[]) =>
    list.reduce((whole, day) => plus(whole, day[figure]), NO_BYTES)
  return {
    line,
    bought: byDelivery.filter(({ deliveredAt }) => contains(span, deliveredAt)),
    takenBack: byDelivery.filter(({ revoked }) => revoked !== null && contains(span, revoked.at)),
    days: own,
    late:
      late.length === 0
        ? null
        : {
            date: first,
            bytes: sum('bytes', late),
            throttled: sum('throttled', late),
            uncovered: sum('uncovered', late),
          },
    bytes: sum('bytes', days),
    throttled: sum('throttled', days),
    uncovered: sum('uncovered', days),
  }
}

/**
 * The statement of a month as people see it: of a line, or of an account with the lines it holds
 * and its points. Computed when it is asked for, from records that never change.
 */
import type { Account } from '../../domain/account/account.ts'
import type { AccountId, LineId, OrderId } from '../../domain/basics/ids.ts'
import type { Localised } from '../../domain/basics/language.ts'
import { isBefore, type Instant } from '../../domain/basics/time.ts'
import { monthAt, spanOf, type JstMonth } from '../../domain/bill/month.ts'
import {
  isEmpty,
  statementOf,
  type LineFacts,
  type PointsFacts,
  type Statement,
} from '../../domain/bill/statement.ts'
import { nameOfOffer, offerOf } from '../../domain/catalogue/catalogue.ts'
import type { OfferRef } from '../../domain/catalogue/offer.ts'
import { maskIccid } from '../../domain/line/iccid.ts'
import type { Line } from '../../domain/line/line.ts'
import { isOfBefore, maySeeDay, maySeeOrder, seenFrom } from '../../domain/line/past.ts'
import type { App } from '../app.ts'
import type { OrderWithPayment } from '../reads.ts'
import { anomalyViews, type AnomalyView } from './anomalies.ts'

/** Posting sets of one home and month; whoever has more sees the first of them, and is told. */
export const POSTINGS_A_MONTH_MAX = 2_000
const PACKS_A_MONTH_MAX = 500
export const ANOMALIES_A_MONTH_MAX = 50
/** Three years: as far back as a list of months reaches. */
export const MONTHS_LISTED_MAX = 36

export interface LineOfStatement {
  readonly id: LineId
  readonly masked: string
  readonly networkName: Localised
}

export interface StatementView {
  readonly statement: Statement
  /** Not over yet: it still grows. */
  readonly isOpen: boolean
  readonly asOf: Instant
  readonly lines: readonly LineOfStatement[]
  readonly offerNames: ReadonlyMap<OrderId, Localised>
  readonly anomalies: readonly AnomalyView[]
  /** There was more than is read at once. */
  readonly isCut: boolean
}

/** For staff, whoever held it. Null: the line is not there, or the month had nothing of it. */
export async function lineStatement(
  app: App,
  line: LineId,
  month: JstMonth,
): Promise<StatementView | null> {
  return statementView(app, month, { lines: [line], points: null, holder: null })
}

/** For its holder: without what was before an earlier holder let it go. */
export async function heldLineStatement(
  app: App,
  of: { readonly line: LineId; readonly account: AccountId },
  month: JstMonth,
): Promise<StatementView | null> {
  return statementView(app, month, { lines: [of.line], points: null, holder: of.account })
}

/** Of the lines it holds now; what it bought for other lines stands on those. */
export async function accountStatement(
  app: App,
  account: Account,
  month: JstMonth,
): Promise<StatementView | null> {
  const { from } = spanOf(month)
  const span = spanOf(month)
  const [before, sets] = await Promise.all([
    app.reads.pointsBefore(account.id, from),
    app.reads.postingsIn(account.id, span, POSTINGS_A_MONTH_MAX),
  ])
  const points = { before, sets }
  return statementView(app, month, { lines: account.lines, points, holder: account.id })
}

/** Months with anything in them, the newest first. */
export async function statementMonths(
  { reads, clock }: Pick<App, 'reads' | 'clock'>,
  homes: readonly string[],
): Promise<readonly JstMonth[]> {
  const newest = monthAt(clock.now())
  return reads.monthsOf(homes, { newest, count: MONTHS_LISTED_MAX })
}

/**
 * The same for a holder of these lines. Of one that an earlier holder let go, months up to that are
 * listed only where they hold something of this one's own.
 */
export async function heldMonths(
  app: App,
  account: AccountId,
  homes: { readonly lines: readonly LineId[]; readonly withPoints: boolean },
): Promise<readonly JstMonth[]> {
  const states = await app.reads.lines(homes.lines)
  const lines = states.flatMap(({ line }) => line ?? [])
  const whole = lines.filter(({ releasedAt }) => releasedAt === null).map(({ id }) => id)
  const released = lines.filter(({ releasedAt }) => releasedAt !== null)
  const months = new Set(
    await statementMonths(app, [...(homes.withPoints ? [account] : []), ...whole]),
  )
  for (const line of released) {
    for (const month of await statementMonths(app, [line.id])) {
      if (!months.has(month) && (await hasOwn(app, line, { account, month }))) months.add(month)
    }
  }
  return [...months].toSorted().toReversed().slice(0, MONTHS_LISTED_MAX)
}

async function hasOwn(
  app: App,
  line: Line,
  of: { readonly account: AccountId; readonly month: JstMonth },
): Promise<boolean> {
  if (!isOfBefore(line, spanOf(of.month).from)) return true
  return (await heldLineStatement(app, { line: line.id, account: of.account }, of.month)) !== null
}

interface Wanted {
  readonly lines: readonly LineId[]
  readonly points: PointsFacts | null
  /** Who sees it; null: staff, who see what was before, too. */
  readonly holder: AccountId | null
}

async function statementView(
  app: App,
  month: JstMonth,
  wanted: Wanted,
): Promise<StatementView | null> {
  const asOf = app.clock.now()
  const span = spanOf(month)
  if (isBefore(asOf, span.from)) return null
  const states = await app.reads.lines(wanted.lines)
  const held = states.flatMap(({ line }) => line ?? [])
  const facts = await Promise.all(
    held.map((line) => lineFacts(app, line, { month, holder: wanted.holder })),
  )
  const statement = statementOf(month, { lines: facts, points: wanted.points })
  const lines = await linesOfStatement(app, wanted.lines)
  if (lines.length < wanted.lines.length || isEmpty(statement)) return null
  const found = await Promise.all(
    held.map(async (line) => {
      const odd = await app.reads.anomaliesIn(line.id, span, ANOMALIES_A_MONTH_MAX)
      return wanted.holder === null ? odd : odd.filter((one) => !isOfBefore(line, one.aboutAt))
    }),
  )
  return {
    statement,
    isOpen: monthAt(asOf) === month,
    asOf,
    lines,
    offerNames: offerNames(app, facts),
    anomalies: await anomalyViews(app, found.flat()),
    isCut: [...facts, wanted.points].some((one) => one?.sets.length === POSTINGS_A_MONTH_MAX),
  }
}

async function lineFacts(
  { reads }: App,
  line: Line,
  { month, holder }: { readonly month: JstMonth; readonly holder: AccountId | null },
): Promise<LineFacts> {
  const span = spanOf(month)
  const used = holder === null ? span : { ...span, from: seenFrom(line, span.from) }
  const [sets, packs, days] = await Promise.all([
    reads.postingsIn(line.id, span, POSTINGS_A_MONTH_MAX),
    reads.packsIn(line.id, span, PACKS_A_MONTH_MAX),
    isBefore(used.from, used.until) ? reads.useIn(line.id, used) : [],
  ])
  const named = new Set<OrderId>()
  for (const { order } of [...sets, ...packs]) if (order !== null) named.add(order)
  const orders = await reads.ordersById(line.id, [...named])
  const facts = { line: line.id, sets, packs, days, orders }
  return holder === null ? facts : seenBy(facts, line, holder)
}

/** Entries without their order are not stated. */
function seenBy(
  facts: LineFacts & { readonly orders: readonly OrderWithPayment[] },
  line: Line,
  holder: AccountId,
): LineFacts {
  const orders = facts.orders.filter(({ order }) => maySeeOrder(line, order, holder))
  const own = new Set(orders.map(({ order }) => order.id))
  return {
    ...facts,
    orders,
    packs: facts.packs.filter(({ order, deliveredAt }) => {
      return order === null ? !isOfBefore(line, deliveredAt) : own.has(order)
    }),
    days: facts.days.filter(({ date }) => maySeeDay(line, date)),
  }
}

/** As they are called on statements; unknown ones are left out. */
export async function linesOfStatement(
  app: App,
  ids: readonly LineId[],
): Promise<readonly LineOfStatement[]> {
  const { networks } = app.catalogue()
  const states = await app.reads.lines(ids)
  return states.flatMap(({ line }): readonly LineOfStatement[] => {
    const network = line === null ? undefined : networks.get(line.network)
    if (line === null || network === undefined) return []
    return [{ id: line.id, masked: maskIccid(line.sim.iccid), networkName: network.name }]
  })
}

function offerNames(app: App, facts: readonly LineFacts[]): ReadonlyMap<OrderId, Localised> {
  const named = facts.flatMap(({ orders }) =>
    orders.flatMap(({ order }) => {
      const name = nameOf(app, order.offer)
      return name === null ? [] : [[order.id, name] as const]
    }),
  )
  return new Map(named)
}

function nameOf({ catalogue }: App, ref: OfferRef): Localised | null {
  const all = catalogue()
  return offerOf(all, ref)?.name ?? nameOfOffer(all, ref.id)
}

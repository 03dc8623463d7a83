/**
 * The statement of a month as people see it: of a line, or of an account with the lines it holds
 * and its points. Computed when it is asked for, from records that never change.
 */
import type { Account } from '../../domain/account/account.ts'
import type { LineId, OrderId } from '../../domain/basics/ids.ts'
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
import type { App } from '../app.ts'
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

/** Null: the line is not there, or the month had nothing of it. */
export async function lineStatement(
  app: App,
  line: LineId,
  month: JstMonth,
): Promise<StatementView | null> {
  return statementView(app, month, { lines: [line], points: null })
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
  return statementView(app, month, { lines: account.lines, points: { before, sets } })
}

/** Months with anything in them, the newest first. */
export async function statementMonths(
  { reads, clock }: Pick<App, 'reads' | 'clock'>,
  homes: readonly string[],
): Promise<readonly JstMonth[]> {
  const newest = monthAt(clock.now())
  return reads.monthsOf(homes, { newest, count: MONTHS_LISTED_MAX })
}

async function statementView(
  app: App,
  month: JstMonth,
  wanted: { readonly lines: readonly LineId[]; readonly points: PointsFacts | null },
): Promise<StatementView | null> {
  const asOf = app.clock.now()
  const span = spanOf(month)
  if (isBefore(asOf, span.from)) return null
  const facts = await Promise.all(wanted.lines.map((line) => lineFacts(app, line, month)))
  const statement = statementOf(month, { lines: facts, points: wanted.points })
  const lines = await linesOfStatement(app, wanted.lines)
  if (lines.length < wanted.lines.length || isEmpty(statement)) return null
  const found = await Promise.all(
    wanted.lines.map((line) => app.reads.anomaliesIn(line, span, ANOMALIES_A_MONTH_MAX)),
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

async function lineFacts({ reads }: App, line: LineId, month: JstMonth): Promise<LineFacts> {
  const span = spanOf(month)
  const [sets, packs, days] = await Promise.all([
    reads.postingsIn(line, span, POSTINGS_A_MONTH_MAX),
    reads.packsIn(line, span, PACKS_A_MONTH_MAX),
    reads.useIn(line, span),
  ])
  const named = new Set<OrderId>()
  for (const { order } of sets) if (order !== null) named.add(order)
  return { line, sets, packs, days, orders: await reads.ordersById(line, [...named]) }
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

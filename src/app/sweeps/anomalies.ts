/**
 * Looks for what is odd on bills: every sale soon after it was made, every day of usage once it is
 * over. Bounded; begun again after a fall where its mark stands, and what it finds again is noted
 * once, because a finding's id follows from what it is about.
 */
import type { LineId } from '../../domain/basics/ids.ts'
import {
  isBefore,
  jstDate,
  jstMidnight,
  plusDays,
  plusHours,
  plusSeconds,
  type Instant,
  type JstDate,
} from '../../domain/basics/time.ts'
import { oddDay, oddInSale, type Sale } from '../../domain/bill/anomalies.ts'
import type { Finding } from '../../domain/bill/anomaly.ts'
import { rulesAt } from '../../domain/catalogue/money-rules.ts'
import type { Line } from '../../domain/line/line.ts'
import { isOfBefore, seenFrom } from '../../domain/line/past.ts'
import type { App } from '../app.ts'
import type { SalePlace, SoldRef } from '../bill-reads.ts'
import { anomalyIdOf, noteAnomaly } from '../bills/anomalies.ts'
import type { AnomalyMarks, AnomalyProgress } from '../bills/ports.ts'
import { SYSTEM } from '../origin.ts'
import { DoorBusy } from '../sagas/paying.ts'
import { SWEEP_BATCH_MAX, type SweepReport } from './orders.ts'

/** A sale bears the instant of its decision and is seen once it is committed: within so long. */
export const SALE_SETTLED_SECONDS = 10
/** Reports of a day still come in for so long after it. */
export const DAY_SETTLED_HOURS = 1
/** Where nobody has looked yet: days of longer ago are left alone. */
export const DAYS_BACK_MAX = 35
/** Whole days in one run; what is left is looked at in the next. */
export const DAYS_A_RUN_MAX = 5
/** Sales of the same line that one is compared with. */
export const SALES_BEFORE_MAX = 50
const MANDATES_MAX = 20

export async function lookForAnomalies(app: App, marks: AnomalyMarks): Promise<SweepReport> {
  const known = await marks.read()
  const progress = known ?? { began: app.clock.now(), sale: null, day: null }
  const { began } = progress
  const sales = await lookAtSales(app, progress)
  const sale = sales.reached
  let { day } = progress
  if (known === null || sale !== known.sale) await marks.keep({ began, sale, day })
  let done = sales.done
  const left = [...sales.left]
  for (let count = 0; count < DAYS_A_RUN_MAX; count += 1) {
    const looked = await lookAtDay(app, { began, day })
    done += looked.done
    left.push(...looked.left)
    if (looked.reached === day) break
    day = looked.reached
    await marks.keep({ began, sale, day })
  }
  return { done, left }
}

interface Looked<Place> extends SweepReport {
  /** Everything up to there was looked at. */
  readonly reached: Place
}

/** In order, so that the mark passes nothing that was not looked at. */
async function lookAtSales(
  app: App,
  { began, sale: after }: AnomalyProgress,
): Promise<Looked<SalePlace | null>> {
  const until = plusSeconds(app.clock.now(), -SALE_SETTLED_SECONDS)
  const sales = await app.reads.salesAfter(after, { until, limit: SWEEP_BATCH_MAX })
  let reached = after
  let done = 0
  for (const sale of sales) {
    try {
      await lookAtSale(app, sale, began)
    } catch (fault) {
      return { reached, done, left: [fault] }
    }
    reached = { at: sale.at, set: sale.set }
    done += 1
  }
  return { reached, done, left: [] }
}

async function lookAtSale(
  app: App,
  { line, order: id, at }: SoldRef,
  began: Instant,
): Promise<void> {
  const { reads } = app
  const [known, payments, refs, mandates, state] = await Promise.all([
    reads.order(line, id),
    reads.payments(line, id),
    reads.salesOf(line, at, SALES_BEFORE_MAX),
    reads.mandates(line, MANDATES_MAX),
    reads.line(line),
  ])
  if (known === null) return
  const { order } = known
  const findings = oddInSale(
    {
      order,
      payments,
      at,
      before: await salesBefore(app, state.line, { at, refs }),
      mandates,
      holder: state.line?.holder ?? null,
    },
    { catalogue: app.catalogue(), rules: billRules(app, at) },
  )
  for (const finding of findings) await note(app, { line, finding, aboutAt: at }, began)
}

async function salesBefore(
  { reads }: App,
  line: Line | null,
  { at: sold, refs }: { readonly at: Instant; readonly refs: readonly SoldRef[] },
): Promise<readonly Sale[]> {
  if (line === null) return []
  // What an earlier holder bought tells nothing of this one, and is not told to them.
  const own = isOfBefore(line, sold) ? refs : refs.filter(({ at }) => !isOfBefore(line, at))
  const ids = own.map(({ order }) => order)
  const orders = await reads.ordersById(line.id, ids)
  return orders.flatMap(({ order }): readonly Sale[] => {
    const ref = refs.find((one) => one.order === order.id)
    const { id, offer, channel } = order
    return ref === undefined ? [] : [{ order: id, offer: offer.id, channel, at: ref.at }]
  })
}

/** The next that is over and was not looked at. */
async function lookAtDay(
  app: App,
  { began, day: last }: Pick<AnomalyProgress, 'began' | 'day'>,
): Promise<Looked<JstDate | null>> {
  const now = app.clock.now()
  const oldest = jstDate(now).subtract({ days: DAYS_BACK_MAX })
  const next = last?.add({ days: 1 }) ?? oldest
  const day = Temporal.PlainDate.compare(next, oldest) < 0 ? oldest : next
  if (Temporal.Instant.compare(now, settledAt(day)) < 0) return { reached: last, done: 0, left: [] }
  const { jumpFactor, jumpFloor: above } = billRules(app, jstMidnight(day))
  if (jumpFactor === 0) return { reached: day, done: 0, left: [] }
  let after: LineId | null = null
  let done = 0
  for (;;) {
    const limit = SWEEP_BATCH_MAX
    const heavy: Awaited<ReturnType<App['reads']['heavyDays']>> = await app.reads.heavyDays(day, {
      above,
      after,
      limit,
    })
    for (const { line } of heavy) {
      try {
        await lookAtDayOf(app, { line, day, began })
      } catch (fault) {
        return { reached: last, done, left: [fault] }
      }
      done += 1
    }
    if (heavy.length < limit) return { reached: day, done, left: [] }
    after = heavy.at(-1)?.line ?? null
  }
}

function settledAt(day: JstDate): Instant {
  return plusHours(plusDays(jstMidnight(day), 1), DAY_SETTLED_HOURS)
}

async function lookAtDayOf(
  app: App,
  { line, day, began }: { readonly line: LineId; readonly day: JstDate; readonly began: Instant },
): Promise<void> {
  const begin = jstMidnight(day)
  const rules = billRules(app, begin)
  const known = (await app.reads.line(line)).line
  if (known === null) return
  const from = seenFrom(known, plusDays(begin, -rules.jumpDays))
  const until = plusDays(begin, 1)
  if (!isBefore(from, until)) return
  const days = await app.reads.usageDays(line, from, until)
  const own = days.find(({ date }) => date.equals(day))
  if (own === undefined) return
  const before = days.filter(({ date }) => !date.equals(day)).map(({ bytes }) => bytes)
  const finding = oddDay({ day, bytes: own.bytes, before }, rules)
  if (finding !== null) await note(app, { line, finding, aboutAt: begin }, began)
}

function billRules({ catalogue }: App, at: Instant) {
  return rulesAt(catalogue().rules, at).bills
}

async function note(
  { door, vault }: App,
  found: { readonly line: LineId; readonly finding: Finding; readonly aboutAt: Instant },
  began: Instant,
): Promise<void> {
  const id = anomalyIdOf(vault, found.line, found.finding)
  const isNews = !isBefore(found.aboutAt, began)
  const answer = await door.ask(noteAnomaly, { id, ...found, isNews }, SYSTEM)
  if (!answer.ok) throw new DoorBusy('busy')
}

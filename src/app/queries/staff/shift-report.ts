/**
 * What staff read of tills: a till with its open shift, the shifts of a shop, and the report of one
 * shift (a Z report once it is closed). Made from entries and orders; nothing is kept of it.
 */
import type {
  OrderId,
  ShiftId,
  ShopId,
  StaffId,
  TillEntryId,
  TillId,
} from '../../../domain/basics/ids.ts'
import { negate, NO_YEN, sumYen, yen, type Yen } from '../../../domain/basics/money.ts'
import { accept, refuse, type Result } from '../../../domain/basics/result.ts'
import type { Instant } from '../../../domain/basics/time.ts'
import { taxWithin } from '../../../domain/bill/tax.ts'
import { taxableAmount, type Order, type OrderRefund } from '../../../domain/order/order.ts'
import { mayDo, reachOf, type PermissionRefusal } from '../../../domain/staff/permissions.ts'
import type { Staff } from '../../../domain/staff/staff.ts'
import type {
  Closing,
  Shift,
  Till,
  TillEntry,
  TillEntryKind,
  TillMeans,
} from '../../../domain/till/till.ts'
import type { App } from '../../app.ts'
import { orderNumber } from '../order-view.ts'

type Asked = Pick<App, 'reads' | 'clock'>
type Asker = Pick<Staff, 'role' | 'shop'>

/** Shifts of each till on the list, newest first. */
export const SHIFTS_SHOWN_MAX = 30
/** Orders are read so many at once. */
const ORDERS_AT_ONCE = 16

export interface Tally {
  readonly count: number
  /** As it moved the till: negative where it went out. */
  readonly amount: Yen
}

export interface TaxLine {
  readonly percent: number
  /** What tax is of, tax included. */
  readonly gross: Yen
  readonly tax: Yen
}

export interface EntryView {
  readonly id: TillEntryId
  readonly at: Instant
  readonly by: string
  readonly kind: TillEntryKind
  readonly means: TillMeans
  readonly amount: Yen
  readonly tendered: Yen | null
  readonly reference: string | null
  readonly note: string | null
  readonly order: { readonly id: OrderId; readonly number: string } | null
}

export interface ShiftView {
  readonly shift: ShiftId
  readonly till: Till
  readonly openedAt: Instant
  readonly openedBy: string
  readonly float: Yen
  readonly cashExpected: Yen
  readonly terminalExpected: Yen
  readonly entries: number
  /** Names in place of ids; null while the shift is open. */
  readonly closing:
    | (Omit<Closing, 'by' | 'second'> & { readonly by: string; readonly second: string | null })
    | null
}

export interface ShiftReport extends ShiftView {
  readonly asOf: Instant
  /** By kind, then by means. */
  readonly tallies: Readonly<Record<TillEntryKind, Readonly<Record<TillMeans, Tally>>>>
  readonly soldTax: readonly TaxLine[]
  /** Of what was paid out in this shift. */
  readonly returnedTax: readonly TaxLine[]
  /** Oldest first. */
  readonly list: readonly EntryView[]
}

export type ShiftReportRefusal = PermissionRefusal | { readonly code: 'shift_unknown' }

export async function shiftReport(
  app: Asked,
  staff: Asker,
  { till, shift: id }: { readonly till: TillId; readonly shift: ShiftId },
): Promise<Result<ShiftReport, ShiftReportRefusal>> {
  const [{ till: place }, shift] = await Promise.all([
    app.reads.till(till),
    app.reads.shift(till, id),
  ])
  const allowed = mayDo(staff, 'read_shifts', place?.shop ?? null)
  if (!allowed.ok) return allowed
  if (place === null || shift === null) return refuse({ code: 'shift_unknown' })
  const [entries, names] = await Promise.all([app.reads.tillEntries(till, id), staffNames(app)])
  const orders = await ordersOf(app, entries)
  return accept({
    ...viewOf(shift, { till: place, names }),
    asOf: app.clock.now(),
    tallies: talliesOf(entries),
    soldTax: taxBy(soldOf(entries, orders)),
    returnedTax: taxBy(returnedOf(entries, orders)),
    list: entries.map((entry) => entryView(entry, names)),
  })
}

export interface TillNow {
  readonly asOf: Instant
  readonly till: Till
  /** Null while the till is closed. */
  readonly open: ShiftView | null
  /** Of the open shift, newest first. */
  readonly list: readonly EntryView[]
}

export type TillNowRefusal = PermissionRefusal | { readonly code: 'till_unknown' }

/** As it is at this moment: for the page that stands open beside the drawer. */
export async function tillNow(
  app: Asked,
  staff: Asker,
  id: TillId,
): Promise<Result<TillNow, TillNowRefusal>> {
  const { till, shift } = await app.reads.till(id)
  const allowed = mayDo(staff, 'read_shifts', till?.shop ?? null)
  if (!allowed.ok) return allowed
  if (till === null) return refuse({ code: 'till_unknown' })
  const asOf = app.clock.now()
  if (shift === null) return accept({ asOf, till, open: null, list: [] })
  const [entries, names] = await Promise.all([app.reads.tillEntries(id, shift.id), staffNames(app)])
  const list = entries.map((entry) => entryView(entry, names)).toReversed()
  return accept({ asOf, till, open: viewOf(shift, { till, names }), list })
}

/** The tills of one's shop, or of all, each with its last shifts; newest first. */
export async function shiftList(
  app: Asked,
  staff: Asker,
): Promise<Result<readonly ShiftView[], PermissionRefusal>> {
  const isAll = reachOf(staff.role, 'read_shifts') === 'any'
  const allowed = mayDo(staff, 'read_shifts', isAll ? null : staff.shop)
  if (!allowed.ok) return allowed
  if (!isAll && staff.shop === null) return accept([])
  const [tills, names] = await Promise.all([
    app.reads.tills(isAll ? null : (staff.shop as ShopId)),
    staffNames(app),
  ])
  const shifts = await Promise.all(
    tills.map(async ({ till }) =>
      till === null
        ? []
        : (await app.reads.shifts(till.id, SHIFTS_SHOWN_MAX)).map((shift) =>
            viewOf(shift, { till, names }),
          ),
    ),
  )
  return accept(shifts.flat().toSorted(newestFirst))
}

function newestFirst(one: ShiftView, other: ShiftView): number {
  return Temporal.Instant.compare(other.openedAt, one.openedAt)
}

type Names = ReadonlyMap<StaffId, string>

async function staffNames(app: Asked): Promise<Names> {
  return new Map((await app.reads.allStaff()).map(({ id, name }) => [id, name]))
}

/** Whoever is gone from the staff keeps their id. */
function nameOf(names: Names, id: StaffId): string {
  return names.get(id) ?? id
}

function viewOf(
  shift: Shift,
  { till, names }: { readonly till: Till; readonly names: Names },
): ShiftView {
  const { closing, openedAt, float, cashExpected, terminalExpected, entries } = shift
  return {
    shift: shift.id,
    till,
    openedAt,
    openedBy: nameOf(names, shift.openedBy),
    float,
    cashExpected,
    terminalExpected,
    entries,
    closing:
      closing === null
        ? null
        : {
            ...closing,
            by: nameOf(names, closing.by),
            second: closing.second === null ? null : nameOf(names, closing.second),
          },
  }
}

function entryView(entry: TillEntry, names: Names): EntryView {
  const { id, at, staff, kind, means, amount, tendered, reference, note, order } = entry
  return {
    id,
    at,
    by: nameOf(names, staff),
    kind,
    means,
    amount,
    tendered,
    reference,
    note,
    order: order === null ? null : { id: order, number: orderNumber(order) },
  }
}

function talliesOf(entries: readonly TillEntry[]): ShiftReport['tallies'] {
  const of = (kind: TillEntryKind, means: TillMeans): Tally => {
    const own = entries.filter((entry) => entry.kind === kind && entry.means === means)
    return { count: own.length, amount: sumYen(own.map(({ amount }) => amount)) }
  }
  const both = (kind: TillEntryKind) => ({
    cash: of(kind, 'cash'),
    terminal: of(kind, 'terminal'),
  })
  return {
    sale: both('sale'),
    gift_card_sold: both('gift_card_sold'),
    refund: both('refund'),
    paid_in: both('paid_in'),
    paid_out: both('paid_out'),
    expense: both('expense'),
  }
}

type Orders = ReadonlyMap<OrderId, Order>

async function ordersOf(app: Asked, entries: readonly TillEntry[]): Promise<Orders> {
  const wanted = new Map(
    entries.flatMap(({ line, order }) =>
      line === null || order === null ? [] : [[order, line] as const],
    ),
  )
  const orders = new Map<OrderId, Order>()
  const all = [...wanted]
  for (let at = 0; at < all.length; at += ORDERS_AT_ONCE) {
    const page = all.slice(at, at + ORDERS_AT_ONCE)
    const found = await Promise.all(page.map(([order, line]) => app.reads.order(line, order)))
    for (const one of found) if (one !== null) orders.set(one.order.id, one.order)
  }
  return orders
}

/** Each order whole, whatever part of its price came from points or gift cards. */
function soldOf(entries: readonly TillEntry[], orders: Orders): readonly TaxLine[] {
  return entries.flatMap(({ kind, order: id }) => {
    const order = kind === 'sale' && id !== null ? orders.get(id) : undefined
    if (order === undefined) return []
    const gross = taxableAmount(order)
    const { taxPercent: percent, taxRounding } = order
    return [{ percent, gross, tax: taxWithin(gross, percent, taxRounding) }]
  })
}

/** An entry tells its order; of the order's refunds it is one of that amount, each once. */
function returnedOf(entries: readonly TillEntry[], orders: Orders): readonly TaxLine[] {
  const told = new Set<OrderRefund>()
  return entries.flatMap(({ kind, order: id, amount }) => {
    const order = kind === 'refund' && id !== null ? orders.get(id) : undefined
    const paid = negate(amount)
    const refund = order?.refunds.find(
      (one) => !told.has(one) && (one.fromProvider === paid || one.asMoney === paid),
    )
    if (order === undefined || refund === undefined) return []
    told.add(refund)
    return [{ percent: order.taxPercent, gross: refund.taxable, tax: refund.tax }]
  })
}

function taxBy(lines: readonly TaxLine[]): readonly TaxLine[] {
  const rates = new Map<number, TaxLine>()
  for (const { percent, gross, tax } of lines) {
    const before = rates.get(percent) ?? { percent, gross: NO_YEN, tax: NO_YEN }
    rates.set(percent, {
      percent,
      gross: yen(before.gross + gross),
      tax: yen(before.tax + tax),
    })
  }
  return [...rates.values()].toSorted((one, other) => other.percent - one.percent)
}

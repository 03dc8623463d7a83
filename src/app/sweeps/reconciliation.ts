/**
 * Each JST day the provider's own book is read and compared with ours, payment by payment. Events
 * that were lost, payments that failed and were paid later, disputes nobody told of: whatever the
 * provider has booked and we have not is asked about and applied like any other news. Fees told
 * late and payouts are posted. What still differs is remembered with the day, for people to look
 * at. Killed anywhere, the next run does the same day again and finds the rest.
 */
import { negate, NO_YEN } from '../../domain/basics/money.ts'
import { jstDate, plusMinutes, type Instant, type JstDate } from '../../domain/basics/time.ts'
import type { PaymentRef, ProviderMovement } from '../../domain/payment/movement.ts'
import type { ProviderName } from '../../domain/payment/provider.ts'
import { compare, feeOf, lateFee, type PaymentBook } from '../../domain/reconciliation/comparing.ts'
import {
  daysDue,
  LISTED_MAX,
  REACH_BACK_DAYS_MAX,
  spanOf,
  type Difference,
  type Reconciliation,
} from '../../domain/reconciliation/day.ts'
import type { App } from '../app.ts'
import { BOOKS_A_READ_MAX, type Books } from '../books/ports.ts'
import { originOf, postMovement, type PostMovement } from '../books/post-movement.ts'
import { ProviderUnreachable, StoreAway, type PaymentProvider } from '../ports.ts'
import { DoorBusy, refreshPayment } from '../sagas/paying.ts'
import { ASKED_AT_ONCE_MAX } from './asking.ts'
import { fewAtOnce } from './few-at-once.ts'
import type { SweepReport } from './orders.ts'

/** The provider's book is read so much beyond the day, because two clocks tell its ends. */
export const MARGIN_MINUTES = 60
/** One run compares no more days of one provider. */
export const DAYS_A_RUN_MAX = 31

export interface DaysReport extends SweepReport {
  readonly days: readonly Reconciliation[]
}

/** Every provider's days that are due, oldest first. A provider that is away is left for later. */
export async function reconcileDays(app: App, books: Books): Promise<DaysReport> {
  const left: unknown[] = []
  const days: Reconciliation[] = []
  for (const provider of app.providers.values()) {
    try {
      for (const day of await dueDays(app, books, provider.name)) {
        days.push(await reconcileDay(app, books, { provider, day }))
      }
    } catch (fault) {
      left.push(fault)
    }
  }
  return { done: days.length, left, days }
}

async function dueDays(app: App, books: Books, provider: ProviderName) {
  const first = await books.firstPayment(provider)
  if (first === null) return []
  const now = app.clock.now()
  const from = jstDate(now).subtract({ days: REACH_BACK_DAYS_MAX + 2 })
  const known = await books.reconciliations(provider, from)
  return daysDue(known, { first, now }).slice(0, DAYS_A_RUN_MAX)
}

interface Comparing {
  readonly app: App
  readonly books: Books
  readonly provider: PaymentProvider
  readonly day: JstDate
  /** What the provider has booked is known until here. */
  readonly until: Instant
}

/** @throws ProviderUnreachable; nothing is remembered of the day then. */
export async function reconcileDay(
  app: App,
  books: Books,
  { provider, day }: { readonly provider: PaymentProvider; readonly day: JstDate },
): Promise<Reconciliation> {
  const span = spanOf(day)
  const { name } = provider
  const beyond = plusMinutes(span.until, MARGIN_MINUTES)
  await books.keepMovements(name, await provider.movements(span.from, beyond))
  const movements = await books.movements(name, span)
  const comparing: Comparing = { app, books, provider, day, until: span.until }
  const own = await books.paymentsMoved(name, span)
  const refs = distinct([...movements.flatMap(({ ref }) => ref ?? []), ...own])
  const found = await comparePayments(comparing, refs)
  const lone = movements.filter(({ ref }) => ref === null)
  const payoutsPosted = await postLone(comparing, lone)
  const differences = [...found.differences, ...lone.flatMap(foreign)]
  const reconciliation: Reconciliation = {
    provider: name,
    day,
    state: differences.length === 0 ? 'agrees' : 'differs',
    at: app.clock.now(),
    counts: {
      movements: movements.length,
      payments: refs.length,
      healed: found.healed.length,
      differences: differences.length,
      feesPosted: found.feesPosted,
      payoutsPosted,
    },
    healed: found.healed.slice(0, LISTED_MAX),
    differences: differences.slice(0, LISTED_MAX),
  }
  await books.keepReconciliation(reconciliation)
  return reconciliation
}

function distinct(refs: readonly PaymentRef[]): readonly PaymentRef[] {
  return [...new Map(refs.map((ref) => [ref.payment, ref])).values()]
}

interface Found {
  readonly healed: Difference[]
  readonly differences: Difference[]
  feesPosted: number
}

async function comparePayments(comparing: Comparing, refs: readonly PaymentRef[]): Promise<Found> {
  const found: Found = { healed: [], differences: [], feesPosted: 0 }
  for (let from = 0; from < refs.length; from += BOOKS_A_READ_MAX) {
    const page = refs.slice(from, from + BOOKS_A_READ_MAX)
    const before = await differencesOf(comparing, page)
    if (before.length === 0) continue
    const concerned = distinct(before.flatMap(({ ref }) => ref ?? []))
    const untold = distinct(
      before.flatMap(({ ref, figure }) => (ref && figure !== 'fees' ? ref : [])),
    )
    await askAbout(comparing, untold)
    found.feesPosted += await postLateFees(comparing, concerned)
    const after = await differencesOf(comparing, concerned)
    found.differences.push(...after)
    found.healed.push(...before.filter((one) => !after.some((other) => isSame(one, other))))
  }
  return found
}

function isSame(one: Difference, other: Difference): boolean {
  return one.ref?.payment === other.ref?.payment && one.figure === other.figure
}

async function differencesOf(
  { books, until }: Comparing,
  refs: readonly PaymentRef[],
): Promise<readonly Difference[]> {
  const known = new Map(
    (await books.paymentBooks(refs)).map((book) => [book.payment.id as string, book]),
  )
  return refs.flatMap((ref): readonly Difference[] => {
    const book = known.get(ref.payment)
    const of = { ref, movement: null }
    if (book === undefined) {
      return [{ ...of, figure: 'payment_unknown', ours: NO_YEN, theirs: NO_YEN }]
    }
    return compare(book, until).map((finding) => ({ ...of, ...finding }))
  })
}

/**
 * A payment that cannot be read (another amount than was asked, say) stays a difference; a provider
 * or a store that is away stops the day.
 */
async function askAbout({ app }: Comparing, refs: readonly PaymentRef[]): Promise<void> {
  const faults = await fewAtOnce(refs, ASKED_AT_ONCE_MAX, (ref) => refreshPayment(app, ref))
  const away = faults.find(isAway)
  if (away !== undefined) throw away
}

function isAway(fault: unknown): boolean {
  return (
    fault instanceof ProviderUnreachable || fault instanceof StoreAway || fault instanceof DoorBusy
  )
}

async function postLateFees(comparing: Comparing, refs: readonly PaymentRef[]): Promise<number> {
  const { books, provider, until } = comparing
  const fees = (await books.paymentBooks(refs)).flatMap((book): readonly PostMovement[] => {
    const fee = lateFee(book, until)
    if (fee === null) return []
    return [{ ...fee, provider: provider.name, ref: refOf(book), cause: 'fee' }]
  })
  return post(comparing, fees)
}

function refOf({ payment }: PaymentBook): PaymentRef {
  return { line: payment.line, order: payment.order, payment: payment.id }
}

/** Payouts, and fees that are about no payment: into the operator's book. */
async function postLone(comparing: Comparing, lone: readonly ProviderMovement[]): Promise<number> {
  const { name: provider } = comparing.provider
  const wanted = lone.flatMap((one): readonly PostMovement[] => {
    const of = { provider, movement: one.id, ref: null }
    const fee = one.kind === 'fee' || one.kind === 'payout' ? feeOf(one) : NO_YEN
    return [
      { ...of, cause: 'fee', amount: fee },
      { ...of, cause: 'payout', amount: one.kind === 'payout' ? negate(one.amount) : NO_YEN },
    ]
  })
  await post(comparing, wanted)
  return wanted.filter(({ cause, amount }) => cause === 'payout' && amount !== 0n).length
}

/** Those that were not posted yet; answers how many those were. */
async function post(
  { app, books }: Comparing,
  movements: readonly PostMovement[],
): Promise<number> {
  const wanted = movements.filter(({ amount }) => amount !== 0n)
  const posted = await books.posted(wanted)
  const fresh = wanted.filter(({ cause, movement }) => !posted.has(`${cause} ${movement}`))
  const faults = await fewAtOnce(fresh, ASKED_AT_ONCE_MAX, async (movement) => {
    const told = await app.door.ask(postMovement, movement, originOf(movement))
    if (!told.ok) throw new DoorBusy(told.refusal.code)
  })
  if (faults.length > 0) throw new AggregateError(faults, `${faults.length} movements not posted`)
  return fresh.length
}

/** Money in the provider's book that is nobody's here. */
function foreign({ id, kind, amount }: ProviderMovement): readonly Difference[] {
  if (kind === 'fee' || kind === 'payout' || amount === 0n) return []
  return [{ figure: 'foreign', ref: null, movement: id, ours: NO_YEN, theirs: amount }]
}

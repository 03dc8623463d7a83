/**
 * The auditor's part on tills: the drawers counted again from what the counter itself remembers of
 * every act (`counter-book.ts`), the till's part of the book against that, and who may do what by a
 * table of its own. It shares no arithmetic with the domain.
 */
import type { Closing, Shift, TillEntry } from '../src/domain/till/till.ts'
import { isSold, sumsOf, type Sums } from './auditor-orders.ts'
import { RULES } from './catalogue.ts'
import type { TillAct } from './counter-book.ts'
import { expect } from './outside.ts'
import { returned, withheld } from './provider-truth.ts'
import type { SimTill, Staffer } from './staff.ts'
import type { World } from './world.ts'

const total = (amounts: readonly bigint[]) => amounts.reduce((sum, amount) => sum + amount, 0n)

interface Written {
  readonly entry: TillEntry
  readonly act: TillAct
}

/** At any moment. */
export function auditCounter(world: World): void {
  const acts = new Map(world.tillActs.flatMap((act) => act.minted.map((id) => [id, act] as const)))
  const written = entriesByAct(world, acts)
  const entriesOf = Map.groupBy(written, ({ entry }) => entry.shift as string)
  const shiftsOf = Map.groupBy(world.store.tables.shifts.values(), ({ till }) => till as string)
  for (const till of world.tills) {
    const shifts = shiftsOf.get(till.id) ?? []
    for (const shift of shifts) {
      auditShift(shift, { till, act: acts.get(shift.id), written: entriesOf.get(shift.id) ?? [] })
      if (shift.closing !== null) auditClosing(world, shift, { till, closing: shift.closing })
    }
    auditDays(shifts)
    auditTillBook(world, till, { shifts, written: written.filter(({ act }) => act.till === till) })
  }
  const homeless = written.some(({ entry }) => !world.store.tables.shifts.has(entry.shift))
  expect(!homeless, 'nothing moves without a shift')
  auditTakings(world, written)
  auditPayOuts(world, written)
  auditCardsSold(world, written)
  auditSeconds(world)
}

/** Each entry is what somebody asked for, at that till and by a hand of its shop; one for each. */
function entriesByAct({ store }: World, acts: ReadonlyMap<string, TillAct>): readonly Written[] {
  const seen = new Set<TillAct>()
  const written: Written[] = []
  for (const entry of store.tables.tillEntries.values()) {
    const act = acts.get(entry.id)
    expect(act !== undefined, 'an entry is what somebody asked for', entry)
    const { kind, till, staffer, means, amount } = act
    const comesIn = kind === 'sale' || kind === 'gift_card_sold' || kind === 'paid_in'
    const sound =
      entry.kind === kind &&
      entry.till === till.id &&
      entry.staff === staffer.id &&
      entry.means === means &&
      entry.amount === (comesIn ? amount : 0n - amount)
    expect(sound, 'an entry says what was asked', { entry, asked: toldOf(act) })
    expect(!seen.has(act), 'one act is one entry', entry)
    expect(worksAt(staffer, till), 'nobody acts at another shop', { entry, asked: toldOf(act) })
    seen.add(act)
    written.push({ entry, act })
  }
  return written
}

function toldOf({ kind, till, staffer, second, amount, about }: TillAct) {
  return { kind, till, staffer: staffer.name, second: second?.name ?? null, amount, about }
}

function worksAt({ role, shop }: Staffer, till: SimTill): boolean {
  return role === 'operator' || ((role === 'clerk' || role === 'senior') && shop === till.shop)
}

/** Cash in the drawer = float + everything since; entries lie within the shift. */
function auditShift(
  shift: Shift,
  found: {
    readonly till: SimTill
    readonly act: TillAct | undefined
    readonly written: readonly Written[]
  },
): void {
  const { till, act, written } = found
  const isAsked = act?.kind === 'open' && act.till === till && act.staffer.id === shift.openedBy
  expect(isAsked && act.amount === shift.float, 'a shift is what somebody opened', shift)
  expect(worksAt(act.staffer, till), 'nobody opens another shop’s till', shift)
  const of = (means: TillEntry['means']) =>
    total(written.filter(({ entry }) => entry.means === means).map(({ entry }) => entry.amount))
  const [cash, terminal] = [shift.float + of('cash'), of('terminal')]
  expect(shift.cashExpected === cash, 'a drawer holds float and what came', { shift, cash })
  expect(shift.terminalExpected === terminal, 'a terminal took what it took', { shift, terminal })
  expect(shift.entries === written.length, 'every entry is counted', shift)
  for (const { entry } of written) {
    expect(entry.till === shift.till, 'an entry lies in its own till', entry)
    const { openedAt, closing } = shift
    const at = entry.at.epochNanoseconds
    const within =
      openedAt.epochNanoseconds <= at && (closing === null || at <= closing.at.epochNanoseconds)
    expect(within, 'nothing moves without an open shift', { entry, shift })
  }
}

/** A difference is named, has its word, and if it is large its second person. */
function auditClosing(
  world: World,
  shift: Shift,
  { till, closing }: { readonly till: SimTill; readonly closing: Closing },
): void {
  const { cashCounted, difference, note, by, at } = closing
  expect(difference === cashCounted - shift.cashExpected, 'a difference is named', shift)
  const act = world.tillActs.find(
    (one) =>
      one.kind === 'close' &&
      one.about === shift.id &&
      one.staffer.id === by &&
      one.amount === cashCounted &&
      (closing.second === null || one.second?.id === closing.second) &&
      one.minted.length > 0,
  )
  expect(act !== undefined, 'a closing is what somebody counted', shift)
  expect(worksAt(act.staffer, till), 'nobody closes another shop’s till', shift)
  expect(difference === 0n || note !== null, 'a difference has its word', shift)
  const off = difference < 0n ? 0n - difference : difference
  if (off <= counterRules(at).differenceAloneMax) return
  const second = world.staff.find(({ id }) => id === closing.second) ?? null
  const isRight = mayStandBeside(second, act.staffer, till.shop)
  expect(isRight, 'a large difference is seen by two', { shift, second: second?.name ?? null })
}

function counterRules(at: Temporal.Instant) {
  const since = RULES.filter((one) => one.effectiveFrom.epochNanoseconds <= at.epochNanoseconds)
  const rules = since.at(-1) ?? RULES[0]
  expect(rules !== undefined, 'a world has its rules')
  return rules.counter
}

/** Another person: the operator, or a senior of the shop whose thing it is. */
function mayStandBeside(second: Staffer | null, first: Staffer, shop: string | null): boolean {
  if (second === null || second === first) return false
  const of = shop ?? first.shop
  return (
    second.role === 'operator' || (second.role === 'senior' && (of ?? second.shop) === second.shop)
  )
}

/** One shift at a time. */
function auditDays(shifts: readonly Shift[]): void {
  const sorted = shifts.toSorted((one, other) =>
    Number(one.openedAt.epochNanoseconds - other.openedAt.epochNanoseconds),
  )
  for (const [place, { closing }] of sorted.entries()) {
    const next = sorted[place + 1]
    if (next === undefined) continue
    const ends = closing?.at.epochNanoseconds
    const isOver = ends !== undefined && ends <= next.openedAt.epochNanoseconds
    expect(isOver, 'a till has one shift at a time', { closing, next })
  }
}

/** The till's part of the book: a closed one holds no cash, and where it went is named. */
function auditTillBook(
  { store }: World,
  till: SimTill,
  { shifts, written }: { readonly shifts: readonly Shift[]; readonly written: readonly Written[] },
): void {
  const sets = [...store.tables.postings.values()].filter(({ home }) => home.id === till.id)
  const found = sumsOf(sets)
  const of = (kinds: readonly string[], means = 'cash') =>
    total(
      written
        .filter(({ entry }) => kinds.includes(entry.kind) && entry.means === means)
        .map(({ entry }) => entry.amount),
    )
  const closed = shifts.flatMap(({ closing }) => closing ?? [])
  const counted = total(closed.map(({ cashCounted }) => cashCounted))
  const differences = total(closed.map(({ difference }) => difference))
  const floats = total(shifts.map(({ float }) => float))
  const customers = ['sale', 'gift_card_sold', 'refund']
  const [bySafe, spent] = [of(['paid_in', 'paid_out']), of(['expense'])]
  const wanted: Sums = new Map([
    ['cash', floats + of(customers) + bySafe + spent + differences - counted],
    ['terminal', of(customers, 'terminal')],
    ['safe', counted - floats - bySafe],
    ['expenses', 0n - spent],
    ['cash_differences', 0n - differences],
    ['between_homes', 0n - of(customers) - of(customers, 'terminal')],
  ])
  for (const account of new Set([...found.keys(), ...wanted.keys()])) {
    const [has, should] = [found.get(account) ?? 0n, wanted.get(account) ?? 0n]
    expect(has === should, 'the book holds what the till does', { till, account, has, should })
  }
  const isOpen = shifts.some(({ closing }) => closing === null)
  expect(isOpen || (found.get('cash') ?? 0n) === 0n, 'a closed till holds nothing', till)
  // Floats of nothing and counts of an empty drawer post nothing.
  const due = written.length + shifts.filter(({ float }) => float !== 0n).length
  const counts = shifts.filter(
    ({ closing, cashExpected }) =>
      closing !== null && (closing.cashCounted !== 0n || cashExpected !== 0n),
  )
  expect(sets.length === due + counts.length, 'every movement is posted, once', till)
}

/** An order is paid at a till once, whole, by the entry of the till that says it took it. */
function auditTakings({ store }: World, written: readonly Written[]): void {
  const sales = Map.groupBy(
    written.filter(({ entry }) => entry.kind === 'sale'),
    ({ act }) => act.about ?? '',
  )
  const paid = [...store.tables.payments.values()].filter(({ taken }) => taken !== null)
  const payments = Map.groupBy(paid, ({ order }) => order as string)
  for (const order of new Set([...sales.keys(), ...payments.keys()])) {
    const [own, taken] = [sales.get(order) ?? [], payments.get(order) ?? []]
    expect(own.length === 1 && taken.length === 1, 'an order is paid once', { order, taken })
    const [[sale], [payment]] = [own, taken]
    const sound =
      sale !== undefined &&
      payment?.provider === 'till' &&
      payment.state.kind === 'succeeded' &&
      payment.amount === sale.entry.amount &&
      payment.taken?.till === sale.act.till.id &&
      payment.taken.shop === sale.act.till.shop &&
      payment.taken.staff === sale.act.staffer.id &&
      sale.entry.order === order
    expect(sound, 'a payment is what its till took', { payment, entry: sale?.entry })
  }
}

/** What a till owes is paid out at most once, in full, the way it came. */
function auditPayOuts({ store }: World, written: readonly Written[]): void {
  const paidOut = Map.groupBy(
    written.filter(({ entry }) => entry.kind === 'refund'),
    ({ act }) => act.about ?? '',
  )
  const owing = [...store.tables.payments.values()].filter(({ provider }) => provider === 'till')
  const known = new Set<string>()
  for (const payment of owing) {
    for (const refund of payment.refunds) {
      known.add(refund.id)
      const entries = (paidOut.get(refund.id) ?? []).map(({ entry }) => entry)
      const isOut = refund.state === 'succeeded'
      expect(entries.length === (isOut ? 1 : 0), 'a refund is paid out once', { refund, entries })
      const sound = entries.every(
        ({ amount, means, order }) =>
          amount === 0n - refund.amount && means === payment.method && order === payment.order,
      )
      expect(sound, 'a refund goes back as it came', { payment, entries })
    }
  }
  const strange = [...paidOut.keys()].find((id) => !known.has(id))
  expect(strange === undefined, 'nothing is paid out that was not owed', strange)
}

/** A card of the stock is worth something once its price is in a till. */
function auditCardsSold({ store }: World, written: readonly Written[]): void {
  const sold = Map.groupBy(
    written.filter(({ entry }) => entry.kind === 'gift_card_sold'),
    ({ act }) => act.about ?? '',
  )
  for (const card of store.tables.giftCards.values()) {
    if (card.batch !== 'stock') continue
    const entries = (sold.get(card.id) ?? []).map(({ entry }) => entry)
    const wanted = card.activatedAt === null ? 0 : 1
    const sound = entries.every(({ amount, giftCard }) => {
      return amount === card.value && giftCard === card.id
    })
    expect(entries.length === wanted && sound, 'a gift card is sold once', { card, entries })
  }
}

/** Beyond the limit, counted over all that went back for the order, staff are two. */
function auditSeconds({ store, givenByStaff, tills }: World): void {
  const { orders, payments } = store.tables
  for (const order of orders.values()) {
    let sum = 0n
    for (const refund of order.refunds) {
      sum += refund.amount
      const given = givenByStaff.get(refund.id)
      if (given === undefined) continue
      expect(given.order === order.id, 'a refund is of the order it was asked for', refund)
      const { staffer, second } = given
      const { buyer } = order
      const till = payments.get(order.payment)?.taken?.till
      const asked = buyer.kind === 'counter' ? buyer.shop : null
      const shop = tills.find(({ id }) => id === till)?.shop ?? asked
      const facts = { refund, shop, staffer: staffer.name, second: second?.name ?? null }
      const anywhere = staffer.role === 'operator' || staffer.role === 'agent'
      expect(anywhere || shop === null || staffer.shop === shop, 'a shop gives back its own', facts)
      const isLarge = sum > counterRules(refund.at).refundAloneMax || refund.asMoney > 0n
      const isRight = mayStandBeside(second, staffer, shop)
      expect(!isLarge || isRight, 'a large refund is given by two', facts)
    }
  }
}

/** Everybody knows what became of their act; nothing is open or owed; each order is paid once. */
export function auditCounterAtRest(world: World): void {
  const { tillEntries, shifts } = world.store.tables
  for (const act of world.tillActs) {
    expect(act.answer !== null, 'everybody at a till gets an answer', toldOf(act))
    const made = act.minted.filter((id) => tillEntries.has(id) || shifts.has(id))
    const wanted = act.isDone && act.kind !== 'close' ? 1 : 0
    expect(made.length === wanted, 'an act at a till has its one effect', toldOf(act))
    if (act.kind !== 'close' || !act.isDone) continue
    const closing = shifts.get(act.about ?? '')?.closing
    const isSo = closing?.cashCounted === act.amount && closing.by === act.staffer.id
    expect(isSo, 'what was closed is closed', toldOf(act))
  }
  auditPaidOnce(world)
  const trial = total([...sumsOf(world.store.tables.postings.values()).values()])
  expect(trial === 0n, 'the whole book sums to zero', trial)
}

/** Over all ways together: what is kept of an order is its price, less what was promised back. */
function auditPaidOnce({ store, provider }: World): void {
  const { orders, payments, tillEntries } = store.tables
  const atTills = Map.groupBy(tillEntries.values(), ({ order }) => order as string)
  const online = Map.groupBy(provider.truths.values(), ({ ref }) => ref.order as string)
  const attempts = Map.groupBy(payments.values(), ({ order }) => order as string)
  for (const order of orders.values()) {
    const own = attempts.get(order.id) ?? []
    const isElsewhere = own.some((one) => one.provider === 'partner' || one.provider === 'house')
    if (isElsewhere || own.some(({ disputes }) => disputes.length > 0)) continue
    const took = (online.get(order.id) ?? []).filter(({ state }) => state === 'taken')
    const kept =
      total((atTills.get(order.id) ?? []).map(({ amount }) => amount)) +
      total(took.map((truth) => truth.amount - returned(truth) - withheld(truth)))
    const parts = total(order.parts.map(({ amount }) => amount))
    const back = total(order.refunds.map(({ fromProvider, asMoney }) => fromProvider + asMoney))
    const wanted = isSold(order) ? order.price - parts - back : 0n
    expect(kept === wanted, 'an order is paid once over all ways', { order, kept, wanted })
  }
}

/**
 * The auditor keeps a second, simpler book from what the outside saw (the provider's own truth, the
 * partners' answers, the bytes the network counted) and compares. It shares no arithmetic with the
 * domain. `look` is for any moment: what must hold whatever is under way. `auditAtRest` is for the
 * end, when faults have stopped and the sweeps found nothing more to do.
 */
import type { JournalEntry } from '../src/app/door/store.ts'
import type { Order } from '../src/domain/order/order.ts'
import type { Payment } from '../src/domain/payment/payment.ts'
import type { PostingSet } from '../src/domain/ledger/posting.ts'
import { auditUsage, auditSessions } from './auditor-usage.ts'
import { auditValidity } from './auditor-validity.ts'
import { expect } from './outside.ts'
import type { World } from './world.ts'

export interface Auditor {
  look(): void
}

export function createAuditor(world: World): Auditor {
  const { store } = world
  let seen: readonly JournalEntry[] = []
  let rows = { postings: 0, usage: 0, agreements: 0 }
  return {
    look() {
      checkJournal(store.journal, seen)
      seen = [...store.journal]
      const { postings, usage, agreements } = store.tables
      expect(postings.size >= rows.postings, 'the ledger only grows')
      expect(usage.size >= rows.usage, 'usage records only grow')
      expect(agreements.size >= rows.agreements, 'agreements only grow')
      rows = { postings: postings.size, usage: usage.size, agreements: agreements.size }
      auditLedger(world)
      auditPacks(world)
      auditUsage(world)
    },
  }
}

/** What was written stays as it was; no home's time runs backwards. */
function checkJournal(journal: readonly JournalEntry[], seen: readonly JournalEntry[]): void {
  expect(journal.length >= seen.length, 'the journal only grows')
  expect(
    seen.every((entry, index) => entry === journal[index]),
    'the journal is never rewritten',
  )
  const last = new Map<string, bigint>()
  for (const { home, at } of journal) {
    const before = last.get(home.id) ?? 0n
    expect(at.epochNanoseconds >= before, 'time never runs backwards in a home', { home, at })
    last.set(home.id, at.epochNanoseconds)
  }
}

interface OrderBook {
  readonly order: Order
  readonly payment: Payment
  readonly postings: PostingSet[]
}

function orderBooks({ store }: World): ReadonlyMap<string, OrderBook> {
  const { orders, payments, postings } = store.tables
  const books = new Map<string, OrderBook>()
  for (const order of orders.values()) {
    const payment = payments.get(order.payment)
    expect(payment !== undefined, 'an order has its payment', order.id)
    books.set(order.id, { order, payment, postings: [] })
  }
  for (const set of postings.values()) {
    const book = books.get(set.order)
    expect(book !== undefined, 'a posting has its order', set.id)
    book.postings.push(set)
  }
  return books
}

/** Each order's part of the book, from its outcome and price alone. */
function auditLedger(world: World): void {
  const { outside } = world
  const keyed = new Set([...outside.attempts.values()].map((attempt) => attempt.order))
  for (const book of orderBooks(world).values()) {
    const { order, payment, postings } = book
    for (const set of postings) {
      const sum = set.postings.reduce((sum, { amount }) => sum + amount, 0n)
      expect(sum === 0n, 'a posting set sums to zero', set)
    }
    expect(payment.amount === order.price, 'the price is what is charged', order.id)
    const wanted = wantedBalances(book)
    const found = balances(postings, (account) => !account.startsWith('provider_fees'))
    const same = [...new Set([...wanted.keys(), ...found.keys()])].every(
      (account) => (wanted.get(account) ?? 0n) === (found.get(account) ?? 0n),
    )
    expect(same, 'an order is booked by its outcome', { order, found: [...found] })
    expect(new Set(postings.map(({ cause }) => cause)).size === postings.length, 'posted once')
    const isKnown = order.state.kind === 'awaiting_payment' || keyed.has(order.id)
    expect(isKnown || mayBeUnanswered(world, order), 'an order that somebody asked for', order.id)
  }
}

function mayBeUnanswered({ outside }: World, order: Order): boolean {
  return [...outside.attempts.values()].some(({ orders }) => orders.includes(order.id))
}

/** Yen of one order by account; fees are the provider's and are looked at with its truth. */
function wantedBalances({ order, payment, postings }: OrderBook): ReadonlyMap<string, bigint> {
  const fees = balances(postings, (account) => account.startsWith('provider_fees'))
  const fee = [...fees.values()].reduce((sum, amount) => sum + amount, 0n)
  const clearing = `provider_clearing:${payment.provider}`
  switch (order.state.kind) {
    case 'delivered': {
      const percent = BigInt(order.taxPercent)
      const tax = (order.price * percent) / (100n + percent)
      return new Map([
        [clearing, order.price - fee],
        ['sales', tax - order.price],
        ['consumption_tax', -tax],
      ])
    }
    case 'refund_due':
      return new Map([
        [clearing, order.price - fee],
        ['refunds_due', 0n - order.price],
      ])
    case 'refunded':
      return new Map([[clearing, -fee]])
    case 'awaiting_payment':
    case 'cancelled':
    case 'expired':
      return new Map()
  }
}

function balances(
  sets: readonly PostingSet[],
  counts: (account: string) => boolean,
): Map<string, bigint> {
  const sums = new Map<string, bigint>()
  for (const { postings } of sets) {
    for (const { account, amount } of postings) {
      if (counts(account)) sums.set(account, (sums.get(account) ?? 0n) + amount)
    }
  }
  return sums
}

/**
 * Every pack was delivered by an order, and every delivery by one pack; replaced orders by none.
 */
function auditPacks({ store }: World): void {
  const { packs, orders } = store.tables
  for (const pack of packs.values()) {
    const order = pack.order === null ? undefined : orders.get(pack.order)
    const isIts = order?.state.kind === 'delivered' && order.state.pack === pack.id
    expect(isIts && order.line === pack.line, 'no pack without a paid order', pack.id)
  }
  for (const { id, state } of orders.values()) {
    if (state.kind === 'delivered') expect(packs.has(state.pack), 'what is delivered is there', id)
  }
  for (const { events } of store.journal) {
    for (const { name, facts } of events) {
      if (name !== 'order_replaced') continue
      const order = orders.get(String(facts['order']))
      expect(order?.state.kind !== 'delivered', 'a replaced order is not delivered', order?.id)
    }
  }
}

export function auditAtRest(world: World): void {
  auditOutcomes(world)
  auditProvider(world)
  auditAttempts(world)
  auditSessions(world)
  auditValidity(world)
  auditAccounts(world)
}

/** Nothing hangs: every order has its end, every payment its outcome. */
function auditOutcomes({ store }: World): void {
  for (const { id, state } of store.tables.orders.values()) {
    const isOver = state.kind !== 'awaiting_payment' && state.kind !== 'refund_due'
    expect(isOver, 'every order comes to its end', { id, state })
  }
  for (const { id, state } of store.tables.payments.values()) {
    const isOver = state.kind === 'succeeded' || state.kind === 'failed'
    expect(isOver, 'every payment comes to its outcome', { id, state })
  }
}

/** Money taken by the provider is delivered or went back whole, once; nothing else moved. */
function auditProvider({ store, provider }: World): void {
  const { orders, payments } = store.tables
  let clearing = 0n
  for (const { paymentId, amount, state, refunds, reference } of provider.truths.values()) {
    const payment = payments.get(paymentId)
    expect(payment !== undefined, 'the provider knows no payment that we do not', reference)
    const order = orders.get(payment.order)
    const kind = order?.state.kind
    const returned = [...refunds.values()].reduce(
      (sum, refund) => sum + (refund.state === 'returned' ? refund.amount : 0n),
      0n,
    )
    if (state !== 'taken') {
      expect(kind !== 'delivered' && kind !== 'refunded', 'nothing is given unpaid', order)
      expect(refunds.size === 0, 'nothing goes back that did not come', reference)
      continue
    }
    expect(kind === 'delivered' || kind === 'refunded', 'paid is delivered or returned', order)
    const wanted = kind === 'refunded' ? amount : 0n
    expect(returned === wanted, 'money goes back whole and once', { order, returned })
    clearing += amount - returned
  }
  const sets = [...store.tables.postings.values()]
  const booked = balances(sets, (account) => /^provider_\w+:stripe$/.test(account))
  const sum = [...booked.values()].reduce((sum, amount) => sum + amount, 0n)
  expect(sum === clearing, 'the provider holds what the book says', {
    booked: [...booked],
    clearing,
  })
}

/** Under one key one effect: the order that was answered, and no other. */
function auditAttempts({ store, outside }: World): void {
  const { orders } = store.tables
  let partners = 0n
  for (const [key, attempt] of outside.attempts) {
    const made = attempt.orders.filter((id) => orders.has(id))
    expect(made.length <= 1, 'one key has one effect', { key, made })
    const order = made[0] === undefined ? undefined : orders.get(made[0])
    const facts = { key, answer: attempt.answer, made }
    if (attempt.order !== null) expect(made[0] === attempt.order, 'what was answered is so', facts)
    if (attempt.answer !== null && attempt.order === null) {
      expect(order === undefined, 'a refusal has no effect', facts)
    }
    if (attempt.command !== 'renew_by_partner') continue
    expect(attempt.answer !== null, 'a partner gets its answer', facts)
    if (order === undefined) continue
    expect(order.state.kind === 'delivered', 'what a partner paid for is delivered', facts)
    partners += order.price
  }
  const sets = [...store.tables.postings.values()]
  const booked = balances(sets, (account) => account === 'provider_clearing:partner')
  const sum = booked.get('provider_clearing:partner') ?? 0n
  expect(sum === partners, 'partners owe what they took', { sum, partners })
}

/** One account a mailbox, one holder a line, on both sides. */
function auditAccounts({ store }: World): void {
  const { accounts, lines } = store.tables
  const mailboxes = new Set<string>()
  for (const account of accounts.values()) {
    expect(!mailboxes.has(account.mailbox), 'one account for one mailbox', account.mailbox)
    mailboxes.add(account.mailbox)
    expect(new Set(account.lines).size === account.lines.length, 'a line is listed once')
    for (const id of account.lines) {
      expect(lines.get(id)?.holder === account.id, 'who lists a line holds it', id)
    }
  }
  for (const { id, holder } of lines.values()) {
    if (holder === null) continue
    expect(accounts.get(holder)?.lines.includes(id) === true, 'who holds a line lists it', id)
  }
}

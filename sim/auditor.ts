/**
 * The auditor keeps a second, simpler book from what the outside saw (the provider's own truth, the
 * partners' answers, the bytes the network counted) and compares. It shares no arithmetic with the
 * domain. `look` is for any moment: what must hold whatever is under way. `auditAtRest` is for the
 * end, when faults have stopped and the sweeps found nothing more to do.
 */
import type { JournalEntry } from '../src/app/door/store.ts'
import type { Order } from '../src/domain/order/order.ts'
import type { Payment } from '../src/domain/payment/payment.ts'
import { auditCallsAtRest, createCallAuditor } from './auditor-calls.ts'
import { auditCounter, auditCounterAtRest } from './auditor-counter.ts'
import { auditOrder, orderBooks, sumsOf, type Sums } from './auditor-orders.ts'
import { auditPartsOfAll } from './auditor-parts.ts'
import { auditUsage, auditSessions } from './auditor-usage.ts'
import { auditValidity } from './auditor-validity.ts'
import { expect } from './outside.ts'
import { given, returned, withheld, type ProvidersTruth } from './provider-truth.ts'
import type { World } from './world.ts'

export interface Auditor {
  look(): void
}

export function createAuditor(world: World): Auditor {
  const { store } = world
  const calls = createCallAuditor(world)
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
      auditPartsOfAll(world)
      auditCounter(world)
      calls.look()
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

/** Every set sums to zero, is posted once, and its order is booked by its outcome. */
function auditLedger(world: World): void {
  const { store, outside } = world
  const posted = new Set<string>()
  for (const set of store.tables.postings.values()) {
    const sum = set.postings.reduce((total, { amount }) => total + amount, 0n)
    expect(sum === 0n, 'a posting set sums to zero', set)
    const name = `${set.home.id}|${set.cause}|${set.subject}`
    expect(!posted.has(name), 'posted once', set)
    posted.add(name)
  }
  const between = sumsOf(store.tables.postings.values()).get('between_homes') ?? 0n
  expect(between === 0n, 'nothing is lost between homes', between)
  const keyed = new Set([...outside.attempts.values()].map((attempt) => attempt.order))
  for (const book of orderBooks(world).values()) {
    const { order } = book
    auditOrder(book)
    auditPrice(world, order)
    // Whose call an order of the telephone is, `auditor-calls.ts` asks.
    const isAsked = order.channel === 'phone' || keyed.has(order.id)
    const isKnown = order.state.kind === 'awaiting_payment' || isAsked
    expect(isKnown || mayBeUnanswered(world, order), 'an order that somebody asked for', order.id)
  }
}

/** The offer's price less what the campaign takes off. */
function auditPrice({ catalogue }: World, { offer, price, discount, campaign }: Order): void {
  const listed = catalogue.offers.get(`${offer.id}@${offer.version}`)?.price
  const benefit = campaign?.benefit
  const percent = benefit?.kind === 'percent_off' ? BigInt(benefit.percent) : 0n
  const off = listed === undefined ? 0n : (listed * percent - ((listed * percent) % 100n)) / 100n
  const sound = discount === off && price + discount === listed
  expect(sound, 'the price is what was listed less what was promised', { offer, price, discount })
}

function mayBeUnanswered({ outside }: World, order: Order): boolean {
  return [...outside.attempts.values()].some(({ orders }) => orders.includes(order.id))
}

/**
 * Every pack was delivered by an order, and every delivery by one pack; replaced orders by none.
 * What was paid back or charged back is revoked.
 */
function auditPacks({ store }: World): void {
  const { packs, orders } = store.tables
  for (const pack of packs.values()) {
    const order = pack.order === null ? undefined : orders.get(pack.order)
    expect(order !== undefined && order.line === pack.line, 'a pack has its order', pack.id)
    if (pack.origin === 'bonus') {
      const benefit = order.campaign?.benefit
      const sound = benefit?.kind === 'bonus_data' && pack.allowance.kind === 'total'
      expect(sound && pack.allowance.bytes === benefit.bytes, 'a present was promised', pack)
    }
    const { state, refunds } = order
    if (state.kind === 'delivered') {
      expect(pack.revoked === null, 'what is paid for is not revoked', pack)
      expect(pack.origin === 'bonus' || state.pack === pack.id, 'one pack an order', pack)
    } else {
      const back = state.kind === 'charged_back' || refunds.some(({ revoked }) => revoked)
      expect(back && pack.revoked !== null, 'no pack without a paid order', { pack, order })
    }
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
  auditCounterAtRest(world)
  auditCallsAtRest(world)
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

/** Money taken by a provider is delivered or went back whole, once; nothing else moved. */
function auditProvider({ store, provider }: World): void {
  const { orders, payments } = store.tables
  const owed: Sums = new Map()
  for (const truth of provider.truths.values()) {
    const payment = payments.get(truth.ref.payment)
    expect(payment !== undefined, 'a provider knows no payment that we do not', truth.reference)
    const order = orders.get(payment.order)
    expect(order !== undefined, 'a payment has its order', payment)
    expect(payment.amount === truth.amount, 'what was asked is what is charged', truth.reference)
    auditTruth(truth, payment, order)
    if (truth.state !== 'taken') continue
    const net = truth.amount - returned(truth) - withheld(truth)
    const clearing = `provider_clearing:${truth.provider}`
    owed.set(clearing, (owed.get(clearing) ?? 0n) + net)
  }
  const sums = sumsOf(store.tables.postings.values())
  for (const name of ['stripe', 'paypal']) {
    const clearing = `provider_clearing:${name}`
    const [booked, wanted] = [sums.get(clearing) ?? 0n, owed.get(clearing) ?? 0n]
    expect(booked === wanted, 'a provider holds what the book says', { name, booked, wanted })
    expect((sums.get(`disputed:${name}`) ?? 0n) === 0n, 'every dispute comes to its end', name)
  }
  for (const account of ['refunds_due', 'held_for_orders']) {
    expect((sums.get(account) ?? 0n) === 0n, 'at rest nothing is held or due', { account })
  }
}

function auditTruth(truth: ProvidersTruth, payment: Payment, order: Order): void {
  const { kind } = order.state
  const facts = { order, payment, truth: { ...truth, refunds: [...truth.refunds] } }
  const isIts = order.payment === payment.id
  if (truth.state !== 'taken') {
    const sold = kind === 'delivered' || kind === 'refunded' || kind === 'charged_back'
    expect(!isIts || !sold, 'nothing is given unpaid', facts)
    return expect(truth.refunds.size === 0, 'nothing goes back that did not come', facts)
  }
  expect(payment.state.kind === 'succeeded', 'money that came is known', facts)
  expect(given(truth) === returned(truth), 'what was to go back has gone', facts)
  for (const [id, { amount }] of truth.refunds) {
    const ours = payment.refunds.find((refund) => refund.id === id)
    expect(ours?.amount === amount, 'a refund goes back under its one name', facts)
  }
  const isSale =
    isIts && (kind === 'delivered' || kind === 'charged_back' || order.refunds.length > 0)
  const promised = order.refunds.reduce((sum, refund) => sum + refund.fromProvider, 0n)
  const wanted = isSale ? promised : truth.amount
  const back = returned(truth)
  const lost = truth.disputes.some(({ state }) => state === 'lost')
  // What a bank took back for good is not given a second time, and never more than was taken.
  const sound = lost ? back + withheld(truth) <= truth.amount : back === wanted
  expect(sound, 'money goes back as it was promised, once', { ...facts, wanted, back })
}

/** Under one key one effect: the order that was answered, and no other. */
function auditAttempts({ store, outside }: World): void {
  const { orders } = store.tables
  const given = new Set([...orders.values()].flatMap(({ refunds }) => refunds.map(({ id }) => id)))
  let partners = 0n
  for (const [key, attempt] of outside.attempts) {
    const made = attempt.orders.filter((id) => orders.has(id))
    const gave = attempt.refunds.filter((id) => given.has(id))
    expect(gave.length <= 1, 'one key gives back once', { key, gave })
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
    const isSold = order.state.kind === 'delivered' || order.refunds.length > 0
    expect(isSold, 'what a partner paid for is delivered', facts)
    const back = order.refunds.reduce((sum, { fromProvider }) => sum + fromProvider, 0n)
    partners += order.price - back
  }
  const sum = sumsOf(store.tables.postings.values()).get('provider_clearing:partner') ?? 0n
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

/**
 * The auditor's part on orders: the line's part of the book, reckoned again from what each order
 * and its payments say of themselves, with another arithmetic than the domain's. And tax: one
 * rounding for the sale, one for each return, and all returns of a whole sale together its very
 * tax.
 */
import type { PostingSet } from '../src/domain/ledger/posting.ts'
import type { Order } from '../src/domain/order/order.ts'
import type { Payment } from '../src/domain/payment/payment.ts'
import { expect } from './outside.ts'
import type { World } from './world.ts'

export interface OrderBook {
  readonly order: Order
  /** Every attempt. */
  readonly payments: readonly Payment[]
  /** Sets of the order's line. */
  readonly postings: readonly PostingSet[]
}

/** Yen by ledger account; what is missing is nothing. */
export type Sums = Map<string, bigint>

export function orderBooks({ store }: World): ReadonlyMap<string, OrderBook> {
  const { orders, payments, postings } = store.tables
  const books = new Map<string, { order: Order; payments: Payment[]; postings: PostingSet[] }>()
  for (const order of orders.values()) {
    expect(payments.has(order.payment), 'an order has its payment', order.id)
    books.set(order.id, { order, payments: [], postings: [] })
  }
  for (const payment of payments.values()) {
    const book = books.get(payment.order)
    expect(book?.order.line === payment.line, 'a payment has its order', payment.id)
    book.payments.push(payment)
  }
  for (const set of postings.values()) {
    if (set.home.kind !== 'line' || set.order === null) continue
    const book = books.get(set.order)
    expect(book?.order.line === set.home.id, 'a posting has its order', set.id)
    book.postings.push(set)
  }
  return books
}

export function sumsOf(sets: Iterable<PostingSet>): Sums {
  const sums: Sums = new Map()
  for (const { postings } of sets)
    for (const { account, amount } of postings) add(sums, account, amount)
  return sums
}

function add(sums: Sums, account: string, amount: bigint): void {
  // What a provider keeps it does not owe us: looked at with the provider's own truth.
  const name = account.replace('provider_fees:', 'provider_clearing:')
  sums.set(name, (sums.get(name) ?? 0n) + amount)
}

const total = (amounts: readonly bigint[]) => amounts.reduce((sum, amount) => sum + amount, 0n)

/** At any moment: each order's part of the book, from its outcome alone. */
export function auditOrder(book: OrderBook): void {
  const { order, payments, postings } = book
  auditParts(book)
  auditReturns(order)
  const found = sumsOf(postings)
  const wanted = wantedSums(book)
  const lost = payments.flatMap(({ disputes }) => disputes).some(({ state }) => state === 'lost')
  // A lost dispute undoes what is left of the sale, or what was due: together, not one by one.
  const [one, other] = lost ? [merged(found), merged(wanted)] : [found, wanted]
  const same = [...new Set([...one.keys(), ...other.keys()])].every(
    (account) => (one.get(account) ?? 0n) === (other.get(account) ?? 0n),
  )
  expect(same, 'an order is booked by its outcome', {
    order,
    payments,
    found: [...one],
    wanted: [...other],
  })
  const tax = found.get('consumption_tax') ?? 0n
  expect(tax <= 0n, 'no more tax is returned than was charged', { order, tax })
}

function merged(sums: Sums): Sums {
  const all: Sums = new Map()
  for (const [account, amount] of sums) {
    const undone = ['sales', 'consumption_tax', 'refunds_due'].includes(account)
    const name = undone ? 'undone' : account
    all.set(name, (all.get(name) ?? 0n) + amount)
  }
  return all
}

/** A card that is over stands as the payer of what a till pays out in its place. */
function isPaidOutOnly({ provider, taken, state }: Payment): boolean {
  return provider === 'till' && taken === null && state.kind === 'succeeded'
}

/** What is left of a sale, once it was made. */
export function isSold({ state, refunds }: Order): boolean {
  return state.kind === 'delivered' || state.kind === 'charged_back' || refunds.length > 0
}

function wantedSums({ order, payments, postings }: OrderBook): Sums {
  const sums: Sums = new Map()
  const taken = total(order.parts.map(({ amount }) => amount))
  const back = total(order.parts.map((part) => part.returned))
  add(sums, 'between_homes', taken - back)
  add(sums, 'held_for_orders', back - taken)
  const sent = sentBack(postings)
  for (const payment of payments) {
    const isSale = isSold(order) && payment.id === order.payment
    addPayment(sums, payment, { isSale, sent })
  }
  if (!isSold(order)) return sums
  const points = total(
    order.parts.filter(({ kind }) => kind === 'points').map(({ amount }) => amount),
  )
  const discounted = order.pointsAs === 'discount' ? points : 0n
  const tax = taxOf(order.price - discounted, order)
  add(sums, 'held_for_orders', taken)
  add(sums, 'promotions', -discounted)
  add(sums, 'sales', tax + discounted - order.price)
  add(sums, 'consumption_tax', -tax)
  for (const refund of order.refunds) {
    add(sums, 'sales', refund.taxable - refund.tax)
    add(sums, 'consumption_tax', refund.tax)
    add(sums, 'promotions', refund.amount - refund.taxable)
    const money = refund.fromProvider + refund.asMoney
    add(sums, 'refunds_due', 0n - money)
    add(sums, 'held_for_orders', money - refund.amount)
  }
  return sums
}

function addPayment(
  sums: Sums,
  payment: Payment,
  { isSale, sent }: { readonly isSale: boolean; readonly sent: ReadonlySet<string> },
): void {
  const { provider, amount, state, refunds, disputes } = payment
  if (state.kind !== 'succeeded') return
  // A till is a home of its own.
  const clearing = provider === 'till' ? 'between_homes' : `provider_clearing:${provider}`
  if (!isPaidOutOnly(payment)) {
    add(sums, clearing, amount)
    if (!isSale) add(sums, 'refunds_due', 0n - amount)
  }
  for (const refund of refunds) {
    if (!sent.has(refund.id)) continue
    add(sums, clearing, 0n - refund.amount)
    add(sums, 'refunds_due', refund.amount)
  }
  for (const dispute of disputes) {
    if (dispute.state === 'won') continue
    add(sums, clearing, 0n - dispute.amount)
    add(sums, dispute.state === 'open' ? `disputed:${provider}` : 'sales', dispute.amount)
  }
}

/** Refunds that went back through the provider; a lost dispute made the others good. */
function sentBack(postings: readonly PostingSet[]): ReadonlySet<string> {
  return new Set(postings.filter(({ cause }) => cause === 'return').map(({ subject }) => subject))
}

/** round(gross × r / (100 + r)), by a fraction of its own. */
function taxOf(gross: bigint, { taxPercent, taxRounding }: Order): bigint {
  const [upper, lower] = [gross * BigInt(taxPercent), 100n + BigInt(taxPercent)]
  const rest = upper % lower
  const up = taxRounding === 'up' ? rest > 0n : taxRounding === 'half_up' && 2n * rest >= lower
  return (upper - rest) / lower + (up ? 1n : 0n)
}

/** Price = parts + what the payment is for; no more goes back than was taken. */
function auditParts({ order, payments }: OrderBook): void {
  const taken = total(order.parts.map(({ amount }) => amount))
  const ways = payments.filter((payment) => !isPaidOutOnly(payment))
  for (const payment of ways) {
    expect(payment.amount === order.price - taken, 'the rest is what is charged', {
      order,
      payment,
    })
    const back = total(payment.refunds.map(({ amount }) => amount))
    expect(back <= payment.amount, 'no more goes back than was taken', payment)
  }
  for (const part of order.parts) {
    const asMoney = part.kind === 'gift_card' ? part.asMoney : 0n
    const sound = part.returned <= part.toReturn && part.toReturn + asMoney <= part.amount
    expect(sound && part.returned >= 0n && part.amount > 0n, 'a part goes back once', order)
  }
  const promised = total(order.parts.map(({ toReturn }) => toReturn))
  if (isSold(order)) {
    const wanted = total(
      order.refunds.map(({ amount, fromProvider, asMoney }) => amount - fromProvider - asMoney),
    )
    const asMoney = total(order.refunds.map((refund) => refund.asMoney))
    const paidOut = total(payments.filter(isPaidOutOnly).map(({ amount }) => amount))
    expect(asMoney === paidOut, 'a card that is over is paid out as promised', order)
    expect(promised === wanted, 'nothing is delivered on parts that went back', order)
  } else if (order.state.kind === 'awaiting_payment') {
    expect(promised === 0n, 'what waits for its money keeps its parts', order)
  } else expect(promised === taken, 'an order that came to nothing gives its parts back', order)
}

/** No more than the price; each return rounds its own tax, the completing one is the rest. */
function auditReturns(order: Order): void {
  const points = total(
    order.parts.filter(({ kind }) => kind === 'points').map(({ amount }) => amount),
  )
  const whole = order.price - (order.pointsAs === 'discount' ? points : 0n)
  const original = taxOf(whole, order)
  let [gross, taxable, tax] = [0n, 0n, 0n]
  for (const refund of order.refunds) {
    gross += refund.amount + refund.shortfall
    taxable += refund.taxable
    const left = original - tax
    const own = taxOf(refund.taxable, order)
    const wanted = taxable === whole ? left : own < left ? own : left
    expect(refund.amount > 0n && refund.tax === wanted, 'tax of a return', { order, wanted })
    tax += refund.tax
  }
  expect(gross <= order.price, 'no more is given back than was paid', order)
  expect(taxable <= whole && tax <= original, 'no more tax than was charged', order)
}

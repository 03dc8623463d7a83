/**
 * A look at a mandate: whatever it decides is written in this one transaction. By points the
 * renewal is placed, settled and delivered at once; by kept means the order and its payment are
 * made, and the saga charges. Idempotent by the mandate's own state: who looks twice, or too early,
 * changes nothing.
 */
import { assert, present } from '../../domain/basics/assert.ts'
import type { AccountId, LineId, OrderId } from '../../domain/basics/ids.ts'
import { NO_YEN } from '../../domain/basics/money.ts'
import { accept } from '../../domain/basics/result.ts'
import { isBefore, plusHours, plusMinutes } from '../../domain/basics/time.ts'
import { rulesAt } from '../../domain/catalogue/money-rules.ts'
import type { Order } from '../../domain/order/order.ts'
import { PAID_PLAINLY, type PlacingIds, type PlacingRequest } from '../../domain/order/placing.ts'
import type { SettlingIds } from '../../domain/order/settling.ts'
import type { KeptMethod } from '../../domain/payment/kept-method.ts'
import { isUndecided, type Payment } from '../../domain/payment/payment.ts'
import { pointsLeft } from '../../domain/points/lots.ts'
import { begun, learned } from '../../domain/renewal/attempt.ts'
import {
  announce,
  fire,
  type Firing,
  type FiringState,
  type MeansState,
  type Try,
} from '../../domain/renewal/firing.ts'
import type { Mandate, StopWhy } from '../../domain/renewal/mandate.ts'
import { payByOfRenewal, triesWorthKeeping } from '../../domain/renewal/retries.ts'
import { SUSPENDED_LOOK_HOURS } from '../../domain/renewal/rules.ts'
import { decided, type Command, type DecideContext, type Decision } from '../door/command.ts'
import {
  NO_ACCOUNT,
  NO_LINE,
  type AccountState,
  type Change,
  type LineState,
} from '../door/state.ts'
import { noticeJob } from '../notices/notice-job.ts'
import { ending } from '../orders/end-order.ts'
import { placedDecision, placeNow } from '../orders/place-order.ts'
import { changedMandate } from './following.ts'
import { tellLearned, tellStopped, tellTerms } from './telling.ts'

export interface RenewByMandate {
  readonly line: LineId
  readonly account: AccountId
  /** The order under way, as it was known when the look was asked for. */
  readonly order: OrderId | null
  readonly ids: PlacingIds & SettlingIds
}

/** What is left to do outside: a charge to ask for, or nothing. */
export interface RenewedByMandate {
  readonly did: Firing['kind'] | 'nothing' | 'announced'
  readonly charge: { readonly order: Order; readonly payment: Payment } | null
}

interface Desk {
  readonly context: DecideContext
  readonly input: RenewByMandate
  readonly state: LineState
  readonly account: AccountState
  readonly firing: FiringState
}

type Renewed = Decision<RenewedByMandate, never>

/** What was agreed to is on record with the mandate; a machine sees no screen. */
const NOTHING_SHOWN = { language: 'en', lines: [], button: '' } as const

const NOTHING: RenewedByMandate = { did: 'nothing', charge: null }

export const renewByMandate: Command<RenewByMandate, RenewedByMandate, never> = {
  name: 'renew_by_mandate',
  keyPlace: 'outcomes',
  reads: ['packs', 'orders', 'mandate', 'points', 'kept_methods', 'identity'],
  homes: ({ line, account }) => [
    { kind: 'line', id: line },
    { kind: 'account', id: account },
  ],
  orders: ({ order }) => (order === null ? [] : [order]),
  fingerprint: ({ order }) => order ?? '',
  decide(context, input) {
    const { now } = context
    const state = context.states.lines.get(input.line) ?? NO_LINE
    const { mandate, line } = state
    // Another order than was known has come under way: the next look knows it.
    const isKnown = mandate?.attempt === null || mandate?.attempt.order === input.order
    if (mandate === null || line === null || !isKnown) return decided(NOTHING)
    if (mandate.account !== input.account) return decided(NOTHING)
    const account = context.states.accounts.get(input.account) ?? NO_ACCOUNT
    const firing = firingState({ state, account, mandate }, context)
    const desk = { context, input, state, account, firing }
    const isDue = mandate.dueAt !== null && !isBefore(now, mandate.dueAt)
    if (isDue) return act(desk, fire(firing, given(context)))
    const isNotice = mandate.noticeAt !== null && !isBefore(now, mandate.noticeAt)
    return isNotice ? announced(desk) : decided(NOTHING)
  },
}

/** What deciding about a mandate asks of this instant. */
export function given({ now, catalogue }: DecideContext) {
  return { now, catalogue, rules: rulesAt(catalogue.rules, now).renewal }
}

function firingState(
  of: { readonly state: LineState; readonly account: AccountState; readonly mandate: Mandate },
  { now, catalogue }: DecideContext,
): FiringState {
  const { state, account, mandate } = of
  const line = present(state.line, 'a mandate is of a line')
  const network = present(catalogue.networks.get(line.network), 'a line has its network')
  return {
    line,
    network,
    packs: state.packs,
    identityChecks: state.identityChecks,
    mandate,
    means: meansOf(mandate, account, now),
    underWay: underWayOf(state, mandate.attempt?.order ?? null),
    undecided: state.payments.some((payment) => mayStillTake(payment)),
  }
}

/** A bank is deciding, or a charge without the holder has been ordered. */
function mayStillTake(payment: Payment): boolean {
  if (payment.method === 'saved') return isUndecided(payment)
  return payment.state.kind === 'undecided'
}

export function underWayOf(state: LineState, order: OrderId | null): FiringState['underWay'] {
  const found = state.orders.find((one) => one.id === order)
  if (found === undefined) return null
  const payment = state.payments.find((one) => one.id === found.payment)
  return { order: found, payment: present(payment, 'an order has its payment') }
}

export function meansOf(
  { means }: Pick<Mandate, 'means'>,
  account: AccountState,
  now: DecideContext['now'],
): MeansState {
  if (means.kind === 'points') return { kind: 'points', left: pointsLeft(account.lots, now) }
  const method = keptMethod(account, means.method)
  if (method === null) return { kind: 'gone' }
  return { kind: 'kept', barred: method.barred !== null, tries: method.attempts }
}

function keptMethod({ keptMethods }: AccountState, id: string): KeptMethod | null {
  return keptMethods.find((one) => one.id === id && one.forgottenAt === null) ?? null
}

function act(desk: Desk, firing: Firing): Renewed {
  const { mandate } = firing
  switch (firing.kind) {
    case 'wait':
      return keep(desk, mandate, firing.kind)
    case 'capped': {
      const cap = mandate.monthlyCap
      const { line, offer } = mandate
      const { price } = firing
      const mark = `${mandate.capped?.coverage}`
      const told = noticeJob({ kind: 'auto_renewal_cap', line, mark, offer, price, cap })
      return keep(desk, mandate, firing.kind, { jobs: firing.tell ? [told] : [] })
    }
    case 'terms_changed':
      return heldByTerms(desk, firing)
    case 'short_of_points':
      return shortOfPoints(desk, mandate, firing.try)
    case 'order':
      return placeFor(desk, mandate, firing.try)
    case 'charge': {
      const charge = presentOrder(desk)
      return { ...keep(desk, mandate, 'charge'), outcome: accept({ did: 'charge', charge }) }
    }
    case 'retry':
      return tryAgain(desk, mandate, firing.number)
    case 'drop':
      return keep(desk, mandate, firing.kind, cancelling(desk, firing.order))
    case 'stop':
      return stopped(desk, mandate, firing.why, firing.order)
  }
}

/** The mandate as it is to be kept, and what goes with it. */
function keep(
  desk: Desk,
  mandate: Mandate,
  did: RenewedByMandate['did'],
  also: Partial<Pick<Renewed, 'changes' | 'events' | 'jobs'>> = {},
): Renewed {
  const own = changedMandate(desk.firing.mandate, mandate)
  return decided({ did, charge: null }, { ...also, changes: [...(also.changes ?? []), ...own] })
}

function presentOrder({ state, input }: Desk): {
  readonly order: Order
  readonly payment: Payment
} {
  const order = state.orders.find((one) => one.id === input.order)
  const payment = state.payments.find((one) => one.id === order?.payment)
  return {
    order: present(order, 'a renewal under way has its order'),
    payment: present(payment, 'an order has its payment'),
  }
}

/** Until its holder accepts them; told once. */
function heldByTerms(
  desk: Desk,
  { mandate, terms, tell }: Extract<Firing, { readonly kind: 'terms_changed' }>,
): Renewed {
  const facts = { mandate: mandate.id, version: terms.version }
  const events = [{ name: 'auto_renewal_terms_changed', facts }]
  const jobs = tell ? [tellTerms(mandate, terms.version)] : []
  return keep(desk, mandate, 'terms_changed', { events, jobs })
}

/** The order waits for money that nobody will bring. */
function cancelling(desk: Desk, id: OrderId | null) {
  if (id === null) return { changes: [], jobs: [] }
  const { order } = presentOrder(desk)
  return ending(order, { kind: 'cancelled', at: desk.context.now, replacedBy: null })
}

function announced(desk: Desk): Renewed {
  const { context, firing } = desk
  const told = announce(firing, given(context))
  switch (told.kind) {
    case 'nothing':
      return keep(desk, told.mandate, 'nothing')
    case 'announce': {
      const { mandate, offer, coveredUntil } = told
      const { rules } = given(context)
      const job = noticeJob({
        kind: 'auto_renewal_upcoming',
        line: mandate.line,
        mark: `${mandate.announced}`,
        offer: offer.id,
        price: offer.price,
        at: plusMinutes(coveredUntil, -rules.leadMinutes),
      })
      return keep(desk, mandate, 'announced', { jobs: [job] })
    }
    case 'terms_changed':
      return heldByTerms(desk, told)
    case 'stop':
      return stopped(desk, told.mandate, told.why)
  }
}

/** Told to the holder, and written into the journal. */
function stopped(desk: Desk, mandate: Mandate, why: StopWhy, order: OrderId | null = null) {
  const { changes, jobs } = cancelling(desk, order)
  const events = [{ name: 'auto_renewal_stopped', facts: { mandate: mandate.id, why } }]
  return keep(desk, mandate, 'stop', {
    changes,
    jobs: [...jobs, tellStopped(mandate, why)],
    events,
  })
}

/** The try has failed before an order was made of it. */
function shortOfPoints(desk: Desk, mandate: Mandate, one: Try): Renewed {
  const { now } = desk.context
  const { coverage, number, offer } = one
  const { price, length } = offer
  const tried = begun(mandate, { coverage, order: null, number, price, now })
  const about = { order: null, price, told: { kind: 'failed', reason: 'points_short' } } as const
  const { packs } = desk.state
  const after = learned(tried, about, { ...given(desk.context), length, packs })
  const jobs = tellLearned(after, { order: null, offer: offer.id, price, number })
  return keep(desk, after.mandate, 'short_of_points', { jobs })
}

/** What a refusal at the till means for a machine: it looks again later. */
const REFUSED_LOOK_HOURS = SUSPENDED_LOOK_HOURS

function placeFor(desk: Desk, mandate: Mandate, one: Try): Renewed {
  const { context, input } = desk
  const { now } = context
  const request = requestFor(desk, mandate, one)
  const placed = placeAtAnyDiscount(desk, request)
  if (!placed.ok) {
    const dueAt = plusHours(now, REFUSED_LOOK_HOURS)
    const facts = { mandate: mandate.id, why: placed.refusal.code }
    const events = [{ name: 'auto_renewal_held', facts }]
    return keep(desk, { ...mandate, dueAt }, 'wait', { events })
  }
  const { order } = placed.value
  const { coverage, number } = one
  const tried = begun(mandate, { coverage, order: order.id, number, price: order.price, now })
  const { line, ids } = input
  const decision = placedDecision(context, { placed: placed.value, line, ids, mandate: tried })
  const isPaid = decision.outcome.ok && decision.outcome.value.state !== 'awaiting_payment'
  const { payment } = placed.value
  return {
    ...decision,
    outcome: accept({ did: 'order', charge: isPaid ? null : { order, payment } }),
    changes: [
      ...decision.changes,
      ...(isPaid ? [] : [{ table: 'mandates', row: tried } as const, ...countTry(desk)]),
    ],
  }
}

function requestFor({ context, account, input }: Desk, mandate: Mandate, one: Try): PlacingRequest {
  const { offer, place } = one
  const { means } = mandate
  const method = means.kind === 'kept' ? keptMethod(account, means.method) : null
  const after = { now: null, after_coverage: 'coverage', after_data: 'data' } as const
  const { now, rules } = given(context)
  return {
    ...PAID_PLAINLY,
    offer: { id: offer.id, version: offer.version },
    shownPrice: offer.price,
    acceptedTerms: [],
    shown: NOTHING_SHOWN,
    startNow: place === 'now',
    points: means.kind === 'points' ? offer.price : NO_YEN,
    method: method === null ? 'house' : 'saved',
    provider: method?.provider ?? 'house',
    charges: method?.means ?? null,
    channel: 'auto',
    buyer: { kind: 'account', account: input.account },
    person: mandate.person,
    mandated: {
      agreement: mandate.agreement,
      after: after[place],
      payBy: payByOfRenewal(offer.length, rules, now),
    },
  }
}

/** A campaign may make it cheaper than the offer says, never dearer. */
function placeAtAnyDiscount({ context, input }: Desk, request: PlacingRequest) {
  const { line, ids } = input
  const placed = placeNow(context, { line, request, ids })
  if (placed.ok || placed.refusal.code !== 'price_changed') return placed
  const { price } = placed.refusal
  if (price >= request.shownPrice) return placed
  return placeNow(context, { line, request: { ...request, shownPrice: price }, ids })
}

/** What the card schemes limit. */
function countTry({ account, firing, context }: Desk): readonly Change[] {
  const { means } = firing.mandate
  if (means.kind !== 'kept') return []
  const method = present(keptMethod(account, means.method), 'kept means are there to be charged')
  const { now } = context
  const attempts = [...triesWorthKeeping(method.attempts, now), now]
  return [{ table: 'kept_methods', row: { ...method, attempts } }]
}

/** Another payment of the same order, with a key of its own at the provider. */
function tryAgain(desk: Desk, mandate: Mandate, number: number): Renewed {
  const { context, input, account } = desk
  const { now } = context
  const { order, payment: before } = presentOrder(desk)
  const { coverage } = present(mandate.attempt, 'a retry is of an attempt')
  const { means } = mandate
  assert(means.kind === 'kept', 'only kept means are charged again')
  const method = present(keptMethod(account, means.method), 'kept means are there to be charged')
  const payment: Payment = {
    ...before,
    id: input.ids.payment,
    provider: method.provider,
    method: 'saved',
    charges: method.means,
    byLink: false,
    reference: null,
    checkoutUrl: null,
    means: null,
    state: { kind: 'created' },
    refunds: [],
    disputes: [],
    createdAt: now,
    stateSince: now,
  }
  const row = { ...order, payment: payment.id }
  const { price, id } = order
  const tried = begun(mandate, { coverage, order: id, number, price, now })
  const facts = { mandate: mandate.id, order: id, payment: payment.id, number }
  return {
    outcome: accept({ did: 'retry', charge: { order: row, payment } }),
    changes: [
      { table: 'orders', row },
      { table: 'payments', row: payment },
      { table: 'mandates', row: tried },
      ...countTry(desk),
    ],
    events: [{ name: 'auto_renewal_retried', facts }],
    jobs: [],
  }
}

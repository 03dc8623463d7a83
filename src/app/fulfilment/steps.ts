/**
 * The commands by which an order that another carrier delivers goes on. Each reads the order as it
 * stands under the lock and does nothing to one that waits no more, so each may be repeated.
 */
import type { ToldSupply } from '../../domain/balance/delivery.ts'
import { askLater, hearElsewhere } from '../../domain/balance/elsewhere.ts'
import { present } from '../../domain/basics/assert.ts'
import type { LineId, OrderId, SupplierName } from '../../domain/basics/ids.ts'
import { isBefore, plusSeconds, type Instant } from '../../domain/basics/time.ts'
import { offerOf } from '../../domain/catalogue/catalogue.ts'
import { rulesAt } from '../../domain/catalogue/money-rules.ts'
import {
  beginAsking,
  learnTopUp,
  nextStep,
  putOff,
  type Fulfilling,
  type NextStep,
} from '../../domain/fulfilment/progress.ts'
import type { ToldTopUp, ToldUsage } from '../../domain/fulfilment/told.ts'
import { giveUp, supply, type FulfilIds } from '../../domain/order/fulfilling.ts'
import type { Order } from '../../domain/order/order.ts'
import {
  decided,
  type Command,
  type DecideContext,
  type Decision,
  type JournalEvent,
} from '../door/command.ts'
import { NO_LINE, type Change, type LineState } from '../door/state.ts'
import { movedPacks } from '../notices/moved-packs.ts'
import { orderJobs } from '../orders/order-jobs.ts'

/** Wholesalers write down when they counted in whole seconds. */
const COUNT_ROUNDED_SECONDS = 1

export interface FulfilStep {
  readonly line: LineId
  readonly order: OrderId
  readonly ids: FulfilIds
}

/** An order that waits for its data, with all that deciding needs. */
export interface Waiting {
  readonly context: DecideContext
  readonly state: LineState
  readonly order: Order
  readonly fulfilling: Fulfilling
  readonly ids: FulfilIds
}

/** Null: it waits no more. */
export function waitingOf(context: DecideContext, step: FulfilStep): Waiting | null {
  const found = waitingIn(context, step)
  return found === null ? null : { context, ...found, ids: step.ids }
}

function waitingIn({ states }: DecideContext, step: Pick<FulfilStep, 'line' | 'order'>) {
  const state = states.lines.get(step.line) ?? NO_LINE
  const order = state.orders.find((one) => one.id === step.order)
  if (order?.state.kind !== 'fulfilling') return null
  return { state, order, fulfilling: order.state }
}

/** Looks what is to be done now; that a wholesaler is about to be asked is written down first. */
export const lookAtFulfilment: Command<FulfilStep, NextStep | { readonly kind: 'over' }, never> = {
  name: 'look_at_fulfilment',
  keyPlace: 'outcomes',
  reads: ['packs', 'orders', 'mandate', 'sessions'],
  homes: ({ line }) => [{ kind: 'line', id: line }],
  orders: ({ order }) => [order],
  fingerprint: ({ order }) => order,
  decide(context, step) {
    const waiting = waitingOf(context, step)
    if (waiting === null) return decided({ kind: 'over' })
    const next = nextStep(waiting.fulfilling, context.now)
    if (next.kind === 'give_back') return { ...givenBack(waiting, next.why), outcome: done(next) }
    if (next.kind !== 'ask') return decided(next)
    const asked = { ...waiting.order, state: beginAsking(waiting.fulfilling, context.now) }
    return decided(next, {
      changes: [{ table: 'orders', row: asked }],
      events: [{ name: 'supplier_asked', facts: { order: step.order } }],
    })
  },
}

function done<Value>(value: Value) {
  return { ok: true, value } as const
}

export interface LearnSupply extends FulfilStep {
  readonly told: ToldTopUp
  readonly supplier: SupplierName
  readonly wasReading: boolean
  readonly knowsKeys: boolean
  /** Read once the data was there; null where it could not be read yet. */
  readonly usage: ToldUsage | null
  readonly askAt: Instant
}

export type SupplyOutcome = 'over' | 'waits' | 'delivered' | 'given_back'

/** What the wholesaler answered, applied. */
export const learnSupply: Command<LearnSupply, SupplyOutcome, never> = {
  name: 'learn_supply',
  keyPlace: 'outcomes',
  reads: ['packs', 'orders', 'mandate', 'sessions'],
  homes: ({ line }) => [{ kind: 'line', id: line }],
  orders: ({ order }) => [order],
  fingerprint: ({ order, told }) => `${order}|${told.kind}`,
  decide(context, input) {
    const waiting = waitingOf(context, input)
    if (waiting === null) return decided('over')
    const { now } = context
    const { told, wasReading, knowsKeys: asksAgain, supplier, askAt } = input
    const learned = learnTopUp(waiting.fulfilling, told, { now, asksAgain, wasReading })
    if (learned.kind === 'supplied') {
      const by = { kind: 'wholesale', supplier, ref: learned.ref } as const
      const until = endTold(input, waiting.fulfilling)
      return delivered(waiting, { by, until, bytesTotal: null, askAt })
    }
    if (learned.kind === 'give_back') return givenBack(waiting, learned.why)
    const { trouble } = learned.state.progress
    const heard = { name: 'supply_told', facts: { order: input.order, told: told.kind, trouble } }
    return waitsOn(waiting, learned.state, [heard])
  },
}

export interface PutOffSupply {
  readonly line: LineId
  readonly order: OrderId
  readonly seconds: number
}

/** Nobody is asked about this order for a while. */
export const putOffSupply: Command<PutOffSupply, SupplyOutcome, never> = {
  name: 'put_off_supply',
  keyPlace: 'outcomes',
  reads: ['orders'],
  homes: ({ line }) => [{ kind: 'line', id: line }],
  orders: ({ order }) => [order],
  fingerprint: ({ order, seconds }) => `${order}|${seconds}`,
  decide(context, { line, order, seconds }) {
    const waiting = waitingIn(context, { line, order })
    if (waiting === null) return decided('over')
    return waitsOn(waiting, putOff(waiting.fulfilling, seconds, context.now), [])
  },
}

function waitsOn(
  { order, fulfilling }: Pick<Waiting, 'order' | 'fulfilling'>,
  state: Fulfilling,
  heard: readonly JournalEvent[],
): Decision<'waits', never> {
  const isNew = state.progress.doubt !== null && fulfilling.progress.doubt === null
  const doubted = isNew ? [{ name: 'supply_in_doubt', facts: { order: order.id } }] : []
  return decided('waits', {
    changes: [{ table: 'orders', row: { ...order, state } }],
    events: [...heard, ...doubted],
  })
}

/**
 * Null: not known yet. What was counted before the wholesaler was asked, or comes before the card
 * is read again, is the end of what was there before.
 */
function endTold({ usage, askAt }: LearnSupply, { progress }: Fulfilling): Instant | null {
  if (usage === null || usage.until === null || !isBefore(askAt, usage.until)) return null
  const latest = plusSeconds(usage.asOf, COUNT_ROUNDED_SECONDS)
  return progress.asked !== null && isBefore(latest, progress.asked) ? null : usage.until
}

/** The data is there: as much as was sold. What is left of it the card's next reading tells. */
export function delivered(waiting: Waiting, told: ToldSupply): Decision<'delivered', never> {
  const { context, state, order, ids } = waiting
  const { now, catalogue } = context
  const offer = present(offerOf(catalogue, order.offer), 'an ordered offer stays in the catalogue')
  const rules = rulesAt(catalogue.rules, now)
  const payment = present(
    state.payments.find((one) => one.id === order.payment),
    'an order has its payment',
  )
  const given = { offer, rules, now, ids }
  const supplied = supply({ order, payment, packs: state.packs }, told, given)
  const moved = movedPacks(state, supplied.packs, { catalogue, now })
  const changes: readonly Change[] = [
    { table: 'orders', row: supplied.order },
    ...moved.changes,
    { table: 'postings', row: supplied.postings },
  ]
  return decided('delivered', {
    changes,
    events: [{ name: 'order_delivered', facts: { order: order.id } }],
    jobs: [...orderJobs(order, { order: supplied.order, payments: [] }), ...moved.jobs],
  })
}

/** Everything goes back, by the way that every owed order goes. */
export function givenBack(
  waiting: Waiting,
  why: 'not_supplied' | 'supply_unknown',
): Decision<'given_back', never> {
  const { context, state, order, ids } = waiting
  const before = present(
    state.payments.find((one) => one.id === order.payment),
    'an order has its payment',
  )
  const {
    order: after,
    payment,
    postings,
  } = giveUp({ order, payment: before }, why, {
    now: context.now,
    ids,
  })
  return decided('given_back', {
    changes: [
      { table: 'orders', row: after },
      ...(payment === before ? [] : [{ table: 'payments', row: payment } as const]),
      ...postings.map((row): Change => ({ table: 'postings', row })),
    ],
    events: [{ name: 'refund_due', facts: { order: order.id, why } }],
    jobs: orderJobs(order, { order: after, payments: [payment] }),
  })
}

export interface HearUsage {
  readonly line: LineId
  readonly supplier: SupplierName
  /** Null: nobody could be asked. */
  readonly usage: ToldUsage | null
  readonly askAt: Instant
}

/** What a wholesaler says is left on the line's card. */
export const hearUsage: Command<HearUsage, null, never> = {
  name: 'hear_usage',
  keyPlace: 'outcomes',
  reads: ['packs', 'mandate', 'sessions'],
  homes: ({ line }) => [{ kind: 'line', id: line }],
  fingerprint: ({ line, supplier, usage }) => `${line}|${supplier}|${usage?.asOf.toString() ?? ''}`,
  decide({ states, now, catalogue }, { line, supplier, usage, askAt }) {
    const state = states.lines.get(line) ?? NO_LINE
    const packs =
      usage === null
        ? askLater(state.packs, { supplier, askAt, now })
        : hearElsewhere(state.packs, usage, { supplier, askAt, now })
    return decided(null, movedPacks(state, packs, { catalogue, now }))
  },
}

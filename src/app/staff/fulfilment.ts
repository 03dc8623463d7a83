/**
 * What staff type at a carrier's desk, and say here: done, or it can not be done. Also of an order
 * that a wholesaler was asked for, once its time is over and the wholesaler does not say what
 * became of it; before that, it is the wholesaler's to say.
 */
import type { Bytes } from '../../domain/basics/data-volume.ts'
import { isBefore, type Instant } from '../../domain/basics/time.ts'
import type { Order } from '../../domain/order/order.ts'
import { refused, type Command, type DecideContext, type Decision } from '../door/command.ts'
import {
  delivered,
  givenBack,
  waitingOf,
  type FulfilStep,
  type Waiting,
} from '../fulfilment/steps.ts'
import { NO_LINE } from '../door/state.ts'
import { inOwnName, type OwnName } from './in-own-name.ts'

export type ByHand =
  | {
      readonly kind: 'done'
      /** As the carrier said; null where it names no end yet. */
      readonly until: Instant | null
      /** Null: as much as the offer grants. */
      readonly bytes: Bytes | null
    }
  | { readonly kind: 'cannot' }

export interface FulfilByHand extends OwnName, FulfilStep {
  readonly outcome: ByHand
}

export type FulfilByHandRefusal =
  /** Delivered, or its money went back, at its deadline or by somebody else. */
  | { readonly code: 'fulfilment_over'; readonly state: Order['state']['kind'] | null }
  | { readonly code: 'wholesaler_is_asked'; readonly until: Instant }
  | { readonly code: 'end_is_past'; readonly until: Instant }

const fulfilling: Command<FulfilByHand, 'delivered' | 'given_back', FulfilByHandRefusal> = {
  name: 'fulfil_by_hand',
  keyPlace: 'outcomes',
  reads: ['packs', 'orders', 'mandate', 'sessions'],
  homes: ({ line }) => [{ kind: 'line', id: line }],
  orders: ({ order }) => [order],
  fingerprint({ order, outcome }) {
    if (outcome.kind === 'cannot') return `${order}|cannot`
    return `${order}|done|${outcome.until?.toString() ?? ''}|${outcome.bytes ?? ''}`
  },
  decide(context, input) {
    const waiting = waitingOf(context, input)
    if (waiting === null)
      return refused({ code: 'fulfilment_over', state: stateOf(context, input) })
    const refusal = refuse(waiting, input.outcome, context.now)
    if (refusal !== null) return refused(refusal)

    // From here it must succeed.
    const made = settled(waiting, input.outcome)
    const { staff, order, outcome } = input
    const facts = { staff, order, outcome: outcome.kind }
    return { ...made, events: [{ name: 'fulfilled_by_hand', facts }, ...made.events] }
  },
}

export const fulfilByHand = inOwnName({ act: 'fulfil_by_hand' }, fulfilling)

function stateOf({ states }: DecideContext, { line, order }: FulfilByHand) {
  const { orders } = states.lines.get(line) ?? NO_LINE
  return orders.find(({ id }) => id === order)?.state.kind ?? null
}

function refuse(
  { fulfilling: { progress, deadline } }: Waiting,
  outcome: ByHand,
  now: Instant,
): FulfilByHandRefusal | null {
  // At the deadline the money goes back, whether the sweep has come by or not.
  if (progress.by.kind === 'manual' && !isBefore(now, deadline)) {
    return { code: 'fulfilment_over', state: 'refund_due' }
  }
  if (progress.by.kind === 'wholesale' && progress.doubt === null) {
    return { code: 'wholesaler_is_asked', until: deadline }
  }
  const until = outcome.kind === 'done' ? outcome.until : null
  if (until !== null && !isBefore(now, until)) return { code: 'end_is_past', until }
  return null
}

function settled(
  waiting: Waiting,
  outcome: ByHand,
): Decision<'delivered' | 'given_back', FulfilByHandRefusal> {
  if (outcome.kind === 'cannot') return givenBack(waiting, 'not_supplied')
  const { by } = waiting.fulfilling.progress
  const { until, bytes: bytesTotal } = outcome
  if (by.kind === 'manual') {
    return delivered(waiting, { by: { kind: 'manual' }, until, bytesTotal, askAt: null })
  }
  const from = { kind: 'wholesale', supplier: by.supplier, ref: null } as const
  const askAt = waiting.context.now
  return delivered(waiting, { by: from, until, bytesTotal, askAt })
}

/**
 * What the provider said about a payment, applied: webhook, return page and reconciliation all come
 * here, in any order and any number. Money that came is delivered or owed back, once; a dispute
 * about money that came long ago is learned here too.
 */
import { assert, present } from '../../domain/basics/assert.ts'
import type {
  AccountId,
  KeptMethodId,
  LineId,
  OrderId,
  PaymentId,
  PostingSetId,
  RefundId,
} from '../../domain/basics/ids.ts'
import type { Instant } from '../../domain/basics/time.ts'
import { rulesAt } from '../../domain/catalogue/money-rules.ts'
import { learnDisputes } from '../../domain/order/disputing.ts'
import type { Order } from '../../domain/order/order.ts'
import { ended } from '../../domain/order/placing.ts'
import type { SettlingIds } from '../../domain/order/settling.ts'
import type { Payment } from '../../domain/payment/payment.ts'
import { progress } from '../../domain/payment/progress.ts'
import type { ProviderPayment } from '../../domain/payment/provider.ts'
import { pause } from '../../domain/renewal/agreeing.ts'
import {
  decided,
  type Command,
  type DecideContext,
  type Decision,
  type Job,
} from '../door/command.ts'
import { applyChange } from '../door/applying.ts'
import { NO_ACCOUNT, NO_LINE, type Change, type LineState } from '../door/state.ts'
import { keepMeans } from '../money/keep-means.ts'
import { movedPacks, type Moved } from '../notices/moved-packs.ts'
import { followPayment } from '../renewal/following.ts'
import { orderJobs, orderLetter } from './order-jobs.ts'
import { settlement } from './settlement.ts'

export interface LearnPayment {
  readonly line: LineId
  readonly order: OrderId
  readonly payment: PaymentId
  readonly told: ProviderPayment
  /** The account that keeps the means when the payer agreed to it. */
  readonly keeper: AccountId | null
  readonly ids: SettlingIds & { readonly keptMethod: KeptMethodId }
}

export interface LearnedPayment {
  readonly state: Payment['state']['kind']
  readonly order: Order['state']['kind']
}

interface Learning {
  readonly context: DecideContext
  readonly input: LearnPayment
  readonly state: LineState
  readonly order: Order
  readonly before: Payment
}

/** Idempotent by the payment's own state; it carries no key. */
export const learnPayment: Command<LearnPayment, LearnedPayment, never> = {
  name: 'learn_payment',
  keyPlace: 'outcomes',
  reads: ['packs', 'sessions', 'orders', 'kept_methods', 'mandate'],
  homes: ({ line, keeper }) =>
    keeper === null
      ? [{ kind: 'line', id: line }]
      : [
          { kind: 'line', id: line },
          { kind: 'account', id: keeper },
        ],
  orders: ({ order }) => [order],
  fingerprint: ({ payment, told }) => `${payment}|${told.state}`,
  decide(context, input) {
    const state = context.states.lines.get(input.line) ?? NO_LINE
    const order = present(
      state.orders.find((one) => one.id === input.order),
      'a payment has its order',
    )
    const before = present(
      state.payments.find((one) => one.id === input.payment),
      'a payment told of is there',
    )
    const learning = { context, input, state, order, before }
    const payment = progress(before, input.told, context.now)
    if (payment === before) return disputed(learning)
    if (payment.state.kind !== 'succeeded') return moved(learning, payment)
    return withDisputes(learning, settled(learning, payment))
  },
}

function moved(learning: Learning, payment: Payment): Decision<LearnedPayment, never> {
  const { order, before } = learning
  const failed = payment.state.kind === 'failed'
  const followed = failed ? followFailure(learning, payment) : null
  const after = afterFailure(learning, payment, followed)
  const isOver = after.state !== order.state
  const isAsked = after.payLink !== order.payLink
  const facts = { payment: payment.id, from: before.state.kind, to: payment.state.kind }
  return decided(
    { state: payment.state.kind, order: after.state.kind },
    {
      changes: [
        { table: 'payments', row: payment },
        ...(after === order ? [] : [{ table: 'orders', row: after } as const]),
        ...(followed?.changes ?? []),
      ],
      events: [
        { name: 'payment_moved', facts },
        ...(isAsked ? [{ name: 'pay_link_opened', facts: { order: order.id } }] : []),
      ],
      jobs: [
        ...(isOver ? orderJobs(order, { order: after, payments: [payment] }) : []),
        ...(followed?.jobs ?? []),
        ...(hasFreshVoucher(before, payment) ? [orderLetter(order, order.state.kind)] : []),
      ],
    },
  )
}

/** Over, or waiting for its holder: the letter that asks them carries a link that pays it. */
function afterFailure(
  learning: Learning,
  payment: Payment,
  followed: ReturnType<typeof followFailure>,
): Order {
  const { order, context } = learning
  const { now } = context
  if (payment.state.kind !== 'failed') return order
  if (followed?.cancelOrder === true) {
    return ended(order, { kind: 'cancelled', at: now, replacedBy: null })
  }
  if (endsOrder(learning, payment)) return ended(order, { kind: 'expired', at: now })
  if (followed?.asksHolder !== true || order.state.kind !== 'awaiting_payment') return order
  return { ...order, payLink: { since: now, until: order.payBy, revokedAt: null } }
}

/** A number to pay at a till came: its buyer is told by letter too. */
function hasFreshVoucher(before: Payment, { state }: Payment): boolean {
  const had = before.state.kind === 'open' && before.state.voucher !== null
  return state.kind === 'open' && state.voucher !== null && !had
}

/** A charge without its holder failed: its mandate tries again, asks them, or gives up. */
function followFailure({ state, order, context }: Learning, payment: Payment) {
  if (payment.state.kind !== 'failed' || payment.method !== 'saved') return null
  if (order.payment !== payment.id) return null
  const { reason } = payment.state
  const told = { kind: 'failed', reason } as const
  const after = followPayment(state, { order, told, packs: state.packs }, context)
  if (after === null) return null
  const payload = { line: order.line, order: order.id, payment: payment.id, why: 'scheme' }
  const barred = reason === 'barred' ? [{ task: 'bar_means', payload } as const] : []
  return {
    cancelOrder: after.cancelOrder && order.state.kind === 'awaiting_payment',
    asksHolder: after.tell?.kind === 'needs_you',
    changes: [{ table: 'mandates', row: after.mandate } as const],
    jobs: [...after.jobs, ...barred],
  }
}

/**
 * A hosted page that is over ends its order, unless a bank still decides about an earlier attempt;
 * an attempt without the payer is tried again.
 */
function endsOrder({ state, order }: Learning, payment: Payment): boolean {
  const others = state.payments.filter((one) => one.order === order.id && one.id !== payment.id)
  return (
    !others.some((one) => one.state.kind === 'undecided') &&
    order.state.kind === 'awaiting_payment' &&
    order.payment === payment.id &&
    payment.method !== 'saved'
  )
}

function settled(learning: Learning, payment: Payment): Decision<LearnedPayment, never> {
  const { context, input, state, order } = learning
  const { catalogue, now } = context
  const { told, ids } = input
  assert(
    told.state === 'succeeded' && told.amount === payment.amount,
    'the provider took the amount that was asked',
  )
  const made = settlement({ state, order, payment, catalogue, now, ids, fee: told.fee })
  const means = kept(learning, now)
  return decided(
    { state: 'succeeded', order: made.order.state.kind },
    {
      changes: [...made.changes, ...means],
      events: made.events,
      jobs: [...made.jobs, ...cancelOthers(learning, payment), ...forgotten(means)],
    },
  )
}

function kept({ context, input, order, before }: Learning, now: Instant): readonly Change[] {
  const { told, keeper, ids } = input
  if (keeper === null || !order.keepMeans || told.state !== 'succeeded' || told.kept === null) {
    return []
  }
  const account = context.states.accounts.get(keeper) ?? NO_ACCOUNT
  return keepMeans(account.keptMethods, {
    id: ids.keptMethod,
    account: keeper,
    provider: before.provider,
    means: told.kept,
    order: order.id,
    now,
  })
}

/** Too many are kept: the provider is told to forget the oldest, as if its holder had said so. */
function forgotten(changes: readonly Change[]): readonly Job[] {
  return changes.flatMap((change) => {
    if (change.table !== 'kept_methods' || change.row.forgottenAt === null) return []
    const { account, id: method } = change.row
    return [{ task: 'forget_means', payload: { account, method } } as const]
  })
}

/** Attempts of the same order that could still take money take no more. */
function cancelOthers({ state, order }: Learning, payment: Payment) {
  return state.payments
    .filter((one) => one.order === order.id && one.id !== payment.id)
    .filter(({ state: { kind } }) => kind === 'created' || kind === 'open')
    .map(({ id }) => {
      const payload = { line: order.line, order: order.id, payment: id }
      return { task: 'cancel_checkout', payload } as const
    })
}

/** Money that was contested before we even knew of it: as if it were told a second time. */
function withDisputes(
  learning: Learning,
  first: Decision<LearnedPayment, never>,
): Decision<LearnedPayment, never> {
  const { context, input, order, before } = learning
  if (input.told.state !== 'succeeded' || input.told.disputes.length === 0) return first
  const lines = new Map(context.states.lines)
  const states = { ...context.states, lines, accounts: new Map(context.states.accounts) }
  for (const change of first.changes) applyChange(states, change)
  const state = present(lines.get(input.line), 'a settled order has its line')
  const second = disputed({
    context: { ...context, states },
    input,
    state,
    order: state.orders.find((one) => one.id === order.id) ?? order,
    before: state.payments.find((one) => one.id === before.id) ?? before,
  })
  return {
    outcome: second.outcome,
    changes: [...first.changes, ...second.changes],
    events: [...first.events, ...second.events],
    jobs: [...first.jobs, ...second.jobs],
  }
}

/** Nothing moved in the payment itself; a bank may have contested it. */
function disputed({ context, input, state, order, before }: Learning) {
  const answer = { state: before.state.kind, order: order.state.kind }
  if (before.state.kind !== 'succeeded' || input.told.state !== 'succeeded') return decided(answer)
  const learned = learnDisputes(
    { order, payment: before, packs: state.packs },
    input.told.disputes,
    {
      now: context.now,
      newId: () => context.ids.next<PostingSetId>(),
      newRefundId: () => context.ids.next<RefundId>(),
      others: state.payments.filter((one) => one.id !== before.id),
    },
  )
  if (learned.moved.length === 0) return decided(answer)
  const { payment } = learned
  const lost = learned.moved.some((dispute) => dispute.state === 'lost')
  const payload = { line: order.line, order: order.id, payment: payment.id }
  const moved = lost
    ? withoutMandate(state, learned.packs, context)
    : movedPacks(state, learned.packs, context)
  return decided(
    { state: before.state.kind, order: learned.order.state.kind },
    {
      changes: [
        { table: 'payments', row: payment },
        ...(learned.order === order ? [] : [{ table: 'orders', row: learned.order } as const]),
        ...moved.changes,
        ...learned.postings.map((row): Change => ({ table: 'postings', row })),
      ],
      events: learned.moved.map(({ id, state: to, amount }) => ({
        name: 'dispute_moved',
        facts: { order: order.id, payment: payment.id, dispute: id, to, yen: amount },
      })),
      jobs: [
        ...orderJobs(order, { order: learned.order, payments: lost ? [payment] : [] }),
        { task: 'dispute_letter', payload },
        ...(lost ? [{ task: 'bar_means', payload } as const] : []),
        ...moved.jobs,
      ],
    },
  )
}

/** Money was taken back: until the holder goes on, nothing more is charged for this line. */
function withoutMandate(
  state: LineState,
  packs: LineState['packs'],
  { now, catalogue }: DecideContext,
): Moved {
  const moved = movedPacks({ ...state, mandate: null }, packs, { now, catalogue })
  const rules = rulesAt(catalogue.rules, now).renewal
  const paused = pause({ packs, mandate: state.mandate }, null, { now, rules })
  if (!paused.ok) return moved
  return { ...moved, changes: [...moved.changes, { table: 'mandates', row: paused.value }] }
}

/**
 * Gives money back for a delivered order: by the offer's rule when its buyer asks, or by staff as
 * goodwill. The packs are revoked in the same transaction; what goes through the provider is due
 * from then on, and points and gift cards return by their own command.
 */
import { present } from '../../domain/basics/assert.ts'
import type {
  AccountId,
  LineId,
  OrderId,
  PaymentId,
  PostingSetId,
  RefundId,
} from '../../domain/basics/ids.ts'
import type { Yen } from '../../domain/basics/money.ts'
import { offerOf } from '../../domain/catalogue/catalogue.ts'
import { postingSet, transfer } from '../../domain/ledger/posting.ts'
import type { Earning } from '../../domain/order/order.ts'
import {
  giveRefund,
  quoteRefund,
  type RefundAsk,
  type RefundingRefusal,
  type RefundQuote,
} from '../../domain/order/refunding.ts'
import { closeIfReturned } from '../../domain/order/settling.ts'
import { takePoints } from '../../domain/points/lots.ts'
import { decided, refused, type Command, type DecideContext } from '../door/command.ts'
import { movedPacks } from '../notices/moved-packs.ts'
import { NO_ACCOUNT, NO_LINE, type Change } from '../door/state.ts'
import { orderJobs } from './order-jobs.ts'

export interface RefundOrder {
  readonly line: LineId
  readonly order: OrderId
  readonly ask: RefundAsk
  /** What staff said of a reason that has no name: sealed, because people write names into it. */
  readonly note?: string | null
  /** The amount that was shown; another one is asked again. */
  readonly shownAmount: Yen
  /** The account that earned points with the order; null where none did. */
  readonly earner: AccountId | null
  readonly ids: { readonly refund: RefundId; readonly postings: PostingSetId }
}

export type RefundOrderRefusal =
  | RefundingRefusal
  | { readonly code: 'refund_changed'; readonly shown: Yen; readonly amount: Yen }

export interface RefundedOrder {
  readonly refund: RefundId
  readonly amount: Yen
}

export const refundOrder: Command<RefundOrder, RefundedOrder, RefundOrderRefusal> = {
  name: 'refund_order',
  keyPlace: 'outcomes',
  reads: ['packs', 'sessions', 'orders', 'points', 'mandate'],
  homes: ({ line, earner }) =>
    earner === null
      ? [{ kind: 'line', id: line }]
      : [
          { kind: 'line', id: line },
          { kind: 'account', id: earner },
        ],
  orders: ({ order }) => [order],
  fingerprint: ({ order, ask, shownAmount }) =>
    [
      order,
      ask.kind,
      ...(ask.kind === 'goodwill' ? [ask.amount, ask.revoke, ask.reason] : []),
      ...(ask.overAsMoney === true ? ['over_as_money'] : []),
      shownAmount,
    ].join('|'),
  decide(context, input) {
    const { states, now, catalogue } = context
    const state = states.lines.get(input.line) ?? NO_LINE
    const order = state.orders.find((one) => one.id === input.order)
    if (order === undefined) return refused({ code: 'order_unknown' })
    const offer = present(offerOf(catalogue, order.offer), 'an order has its offer')
    const payment = present(
      state.payments.find((one) => one.id === order.payment),
      'an order has its payment',
    )
    const earner = input.earner === null ? undefined : states.accounts.get(input.earner)
    const { lots } = earner ?? NO_ACCOUNT
    const asked = { order, payment, packs: state.packs, lots }
    const quote = quoteRefund(asked, input.ask, { offer, now })
    if (!quote.ok) return refused(quote.refusal)
    const { amount } = quote.value
    if (amount !== input.shownAmount) {
      return refused({ code: 'refund_changed', shown: input.shownAmount, amount })
    }

    // From here the refund must be given.
    const { ask, note = null } = input
    const payOut = { payment: context.ids.next<PaymentId>(), refund: context.ids.next<RefundId>() }
    const ids = { ...input.ids, payOut }
    const made = giveRefund(asked, quote.value, { ask, note, now, ids })
    const payments = [made.payment, ...(made.payOut === null ? [] : [made.payOut])]
    const after = closeIfReturned(made.order, payments, now)
    const moved = movedPacks(state, made.packs, context)
    return decided(
      { refund: input.ids.refund, amount },
      {
        changes: [
          { table: 'orders', row: after },
          ...payments.map((row): Change => ({ table: 'payments', row })),
          { table: 'postings', row: made.postings },
          ...moved.changes,
          ...pointsBack(context, input, { earning: order.earning, quote: quote.value }),
        ],
        events: [
          {
            name: 'order_refunded',
            facts: { order: order.id, refund: input.ids.refund, yen: amount, ...reasonOf(ask) },
          },
        ],
        jobs: [...orderJobs(order, { order: after, payments }), ...moved.jobs],
      },
    )
  },
}

function reasonOf(ask: RefundAsk) {
  return { why: ask.kind, reason: ask.kind === 'goodwill' ? ask.reason : null }
}

function pointsBack(
  { states, now, ids }: DecideContext,
  { earner, order, ids: { refund } }: RefundOrder,
  { earning, quote }: { readonly earning: Earning | null; readonly quote: RefundQuote },
): readonly Change[] {
  // What is not granted yet is granted less; see `grant-presents.ts`.
  if (earner === null || earning?.state !== 'granted' || quote.pointsTakenBack === 0n) return []
  const { lots } = states.accounts.get(earner) ?? NO_ACCOUNT
  const taken = present(takePoints(lots, quote.pointsTakenBack, now), 'quoted points are there')
  const set = postingSet({
    id: ids.next<PostingSetId>(),
    home: { kind: 'account', id: earner },
    order,
    cause: 'points_taken_back',
    subject: refund,
    at: now,
    postings: transfer(quote.pointsTakenBack, { debit: 'points', credit: 'promotions' }),
  })
  return [
    ...taken.lots.map((row): Change => ({ table: 'points_lots', row })),
    { table: 'postings', row: set },
  ]
}

/**
 * What staff do with disputes: raise one for a customer, take it, decide it. A refund or points
 * that decide it are given in the same transaction, by the very commands that give them elsewhere,
 * so that the money and the answer cannot part; what those refuse leaves the dispute open.
 */
import type { AccountId, DisputeId, LineId, PointsLotId } from '../../domain/basics/ids.ts'
import type { Yen } from '../../domain/basics/money.ts'
import { decide, take, type DecidingRefusal, type NotOpen } from '../../domain/dispute/deciding.ts'
import type { Dispute, DisputeOutcome, SealedWords } from '../../domain/dispute/dispute.ts'
import { raisingFor } from '../disputes/raise.ts'
import { made, openDispute } from '../disputes/follow.ts'
import {
  decided,
  refused,
  type Command,
  type DecideContext,
  type Decision,
} from '../door/command.ts'
import type { Home } from '../door/state.ts'
import { giveGoodwillPoints, type GoodwillPointsRefusal } from '../money/goodwill-points.ts'
import { refundOrder, type RefundOrder, type RefundOrderRefusal } from '../orders/refund-order.ts'
import { inOwnName, type OwnName } from './in-own-name.ts'
import { REFUND_RULE } from './refund.ts'

export const raiseDisputeByStaff = inOwnName({ act: 'raise_dispute' }, raisingFor)

interface OfDispute extends OwnName {
  readonly line: LineId
  readonly dispute: DisputeId
}

const taking: Command<OfDispute, null, NotOpen> = {
  name: 'take_dispute',
  keyPlace: 'outcomes',
  reads: ['disputes'],
  homes: ({ line }) => [{ kind: 'line', id: line }],
  fingerprint: ({ dispute }) => dispute,
  decide({ states, now }, input) {
    const dispute = openDispute(states, input)
    if (dispute === null) return refused({ code: 'dispute_not_open' })
    if (dispute.owner === input.staff) return decided(null)
    const taken = take(dispute, { staff: input.staff, now })
    if (!taken.ok) return refused(taken.refusal)
    return decided(null, made(taken.value, 'dispute_taken'))
  },
}

export const takeDispute = inOwnName({ act: 'settle_disputes' }, taking)

export type AskedOutcome =
  | { readonly kind: 'explained' }
  | { readonly kind: 'refunded'; readonly refund: RefundOrder }
  | { readonly kind: 'adjusted'; readonly points: Yen; readonly lot: PointsLotId }

export interface DecideDispute extends OfDispute {
  /** Whose it is, as the page showed it: points are theirs. */
  readonly account: AccountId | null
  readonly outcome: AskedOutcome
  /** To the customer. */
  readonly words: SealedWords | null
}

export type DecideDisputeRefusal =
  | DecidingRefusal
  | RefundOrderRefusal
  | GoodwillPointsRefusal
  /** Nobody holds the line, or they were forgotten since. */
  | { readonly code: 'nobody_to_give_points' }

const deciding: Command<DecideDispute, DisputeOutcome, DecideDisputeRefusal> = {
  name: 'decide_dispute',
  keyPlace: 'outcomes',
  reads: [...refundOrder.reads, 'disputes'],
  homes: ({ line, account, outcome }) => [
    { kind: 'line', id: line },
    ...(outcome.kind === 'refunded' ? refundOrder.homes(outcome.refund) : []),
    ...(outcome.kind === 'adjusted' ? homeOf(account) : []),
  ],
  orders: ({ outcome }) => (outcome.kind === 'refunded' ? [outcome.refund.order] : []),
  fingerprint({ dispute, outcome }) {
    return `${dispute}|${outcome.kind}|${fingerprintOf(outcome)}`
  },
  decide(context, input) {
    const dispute = openDispute(context.states, input)
    if (dispute === null) return refused({ code: 'dispute_not_open' })
    const given = give(context, input, dispute)
    if (!given.outcome.ok) return refused(given.outcome.refusal)
    const outcome = given.outcome.value
    const { staff, words } = input
    const moved = decide(dispute, { staff, now: context.now, outcome, words })
    if (!moved.ok) return refused(moved.refusal)
    const ended = made(moved.value, 'dispute_decided')
    return decided(outcome, {
      changes: [...given.changes, ...ended.changes],
      events: [...given.events, ...ended.events],
      jobs: [...given.jobs, ...ended.jobs],
    })
  },
}

export const decideDispute = inOwnName(
  {
    act: 'settle_disputes',
    shopOf: (states, { outcome }: DecideDispute) =>
      outcome.kind === 'refunded' ? REFUND_RULE.shopOf(states, outcome.refund) : null,
    needsSecond: (context, { outcome }) =>
      outcome.kind === 'refunded' && REFUND_RULE.needsSecond(context, outcome.refund),
  },
  deciding,
)

type Given = Decision<
  DisputeOutcome,
  RefundOrderRefusal | GoodwillPointsRefusal | { readonly code: 'nobody_to_give_points' }
>

/** What the outcome gives, whole, or why not. */
function give(context: DecideContext, input: DecideDispute, dispute: Dispute): Given {
  const { outcome } = input
  switch (outcome.kind) {
    case 'explained':
      return decided({ kind: 'explained' })
    case 'refunded':
      return refund(context, outcome.refund, dispute)
    case 'adjusted':
      return adjust(context, { ...outcome, account: input.account }, dispute)
  }
}

function refund(context: DecideContext, asked: RefundOrder, { line, about }: Dispute): Given {
  const isOther = about.kind === 'order' && about.order !== asked.order
  if (isOther || asked.line !== line) return refused({ code: 'order_unknown' })
  const given = refundOrder.decide(context, asked)
  if (!given.outcome.ok) return refused(given.outcome.refusal)
  const { refund: id, amount } = given.outcome.value
  const value = { kind: 'refunded', order: asked.order, refund: id, amount } as const
  return { ...given, outcome: { ok: true, value } }
}

function adjust(
  context: DecideContext,
  asked: {
    readonly points: Yen
    readonly lot: PointsLotId
    readonly account: AccountId | null
  },
  dispute: Dispute,
): Given {
  const { points, lot, account } = asked
  const known = account === null ? undefined : context.states.accounts.get(account)?.account
  if (account === null || account !== dispute.account || (known?.closed ?? null) !== null) {
    return refused({ code: 'nobody_to_give_points' })
  }
  const order = dispute.about.kind === 'order' ? dispute.about.order : null
  const given = giveGoodwillPoints.decide(context, { account, points, order, lot })
  if (!given.outcome.ok) return refused(given.outcome.refusal)
  return { ...given, outcome: { ok: true, value: { kind: 'adjusted', points } } }
}

function homeOf(account: AccountId | null): readonly Home[] {
  return account === null ? [] : [{ kind: 'account', id: account }]
}

function fingerprintOf(outcome: AskedOutcome): string {
  switch (outcome.kind) {
    case 'explained':
      return ''
    case 'refunded':
      return refundOrder.fingerprint(outcome.refund)
    case 'adjusted':
      return outcome.points.toString()
  }
}

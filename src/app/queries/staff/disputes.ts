/**
 * Disputes as staff see them: the queue by the day on which an answer is due, and one of them
 * with its evidence, both sides' words, and what can be given back. Words are unsealed here.
 * Nothing here decides; the command quotes again under the lock.
 */
import type { AccountId, DisputeId, LineId, OrderId } from '../../../domain/basics/ids.ts'
import type { Localised } from '../../../domain/basics/language.ts'
import { accept, refuse, type Result } from '../../../domain/basics/result.ts'
import type { Dispute } from '../../../domain/dispute/dispute.ts'
import type { RefundAsk } from '../../../domain/order/refunding.ts'
import { mayDo, reachOf, type PermissionRefusal } from '../../../domain/staff/permissions.ts'
import type { Staff } from '../../../domain/staff/staff.ts'
import { offerOf } from '../../../domain/catalogue/catalogue.ts'
import type { App } from '../../app.ts'
import { openWords } from '../../disputes/words.ts'
import { disputeView, type DisputeView } from '../dispute-view.ts'
import { orderNumber } from '../order-view.ts'
import { staffNames } from './cases.ts'
import { refundView, type RefundView } from './refund-view.ts'

/** Soonest due ones on the queue. */
export const DISPUTES_QUEUED = 200
/** Newest orders that contested usage may be refunded with. */
export const ORDERS_OFFERED = 10

export const QUEUE_SHOWS = ['all', 'mine', 'unowned'] as const
export type QueueShow = (typeof QUEUE_SHOWS)[number]

export interface QueuedDispute extends DisputeView {
  readonly owner: string | null
}

/** Open ones of all lines, soonest due first. */
export async function disputeQueue(
  app: App,
  staff: Staff,
  show: QueueShow,
): Promise<Result<readonly QueuedDispute[], PermissionRefusal>> {
  const allowed = mayDo(staff, 'read_disputes', null)
  if (!allowed.ok) return allowed
  const [open, nameOf] = await Promise.all([
    app.reads.openDisputes(DISPUTES_QUEUED),
    staffNames(app),
  ])
  const shown = open.filter(({ owner }) => {
    return show === 'all' || (show === 'mine' ? owner === staff.id : owner === null)
  })
  const views = shown.map(async (dispute) => ({
    ...(await disputeView(app, dispute)),
    owner: dispute.owner === null ? null : nameOf(dispute.owner),
  }))
  return accept(await Promise.all(views))
}

export interface OfferedOrder {
  readonly id: OrderId
  readonly number: string
  readonly offerName: Localised
}

export interface StaffDispute extends DisputeView {
  readonly account: AccountId | null
  readonly channel: Dispute['raised']['channel']
  /** Who raised it for the customer; null: they did it themselves. */
  readonly raisedBy: string | null
  readonly owner: { readonly name: string; readonly isAsker: boolean } | null
  /** Who did each of its steps; null: the customer, or nobody. */
  readonly stepsBy: readonly (string | null)[]
  readonly words: string | null
  readonly answer: string | null
  /** The contested order, or the one chosen for contested usage, as it can be refunded. */
  readonly refund: RefundView | null
  /** Of contested usage: what can be chosen. */
  readonly orders: readonly OfferedOrder[]
  /** Open, and theirs to decide. */
  readonly maySettle: boolean
}

export interface RefundWished {
  readonly order: OrderId
  readonly ask: RefundAsk
}

export async function staffDispute(
  app: App,
  staff: Staff,
  asked: {
    readonly line: LineId
    readonly dispute: DisputeId
    readonly wish: RefundWished | null
  },
): Promise<Result<StaffDispute, PermissionRefusal | { readonly code: 'dispute_unknown' }>> {
  const allowed = mayDo(staff, 'read_disputes', null)
  if (!allowed.ok) return allowed
  const dispute = await app.reads.dispute(asked.line, asked.dispute)
  if (dispute === null) return refuse({ code: 'dispute_unknown' })
  const { account, raised, owner, state, steps } = dispute
  const maySettle = state.kind === 'open' && reachOf(staff.role, 'settle_disputes') !== 'no'
  const [view, nameOf, words, answer, refund, orders] = await Promise.all([
    disputeView(app, dispute),
    staffNames(app),
    openWords(app, account, dispute.words),
    openWords(app, account, state.kind === 'decided' ? state.words : null),
    maySettle ? refundOf(app, staff, { dispute, wish: asked.wish }) : null,
    maySettle ? ordersFor(app, dispute) : [],
  ])
  const orNobody = (id: Dispute['owner']) => (id === null ? null : nameOf(id))
  return accept({
    ...view,
    account,
    channel: raised.channel,
    raisedBy: orNobody(raised.staff),
    owner: owner === null ? null : { name: nameOf(owner), isAsker: owner === staff.id },
    stepsBy: steps.map(({ by }) => orNobody(by)),
    words,
    answer,
    refund,
    orders,
    maySettle,
  })
}

async function refundOf(
  app: App,
  staff: Staff,
  { dispute, wish }: { readonly dispute: Dispute; readonly wish: RefundWished | null },
): Promise<RefundView | null> {
  const { about } = dispute
  const order = about.kind === 'order' ? about.order : (wish?.order ?? null)
  if (order === null) return null
  const ask = wish?.order === order ? wish.ask : null
  const view = await refundView(app, staff, { order, wish: ask })
  return view.ok && view.value.order.line === dispute.line ? view.value : null
}

async function ordersFor(app: App, { line, about }: Dispute): Promise<readonly OfferedOrder[]> {
  if (about.kind === 'order') return []
  const known = await app.reads.orders(line, { limit: ORDERS_OFFERED, before: null })
  return known
    .filter(({ order }) => order.state.kind === 'delivered')
    .flatMap(({ order: { id, offer } }) => {
      const found = offerOf(app.catalogue(), offer)
      return found === null ? [] : [{ id, number: orderNumber(id), offerName: found.name }]
    })
}

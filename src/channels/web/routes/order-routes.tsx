/** Orders: where each stands, going on paying, cancelling, and the history. */
import { decoyOf } from '../../../app/decoys.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { parseId, type AccountId, type LineId, type OrderId } from '../../../domain/basics/ids.ts'
import { endOrder } from '../../../app/orders/end-order.ts'
import { maySeeOrder } from '../../../domain/line/past.ts'
import { isCharged } from '../../../domain/dispute/raising.ts'
import { ProviderUnreachable } from '../../../app/ports.ts'
import { DISPUTES_LISTED } from '../../../app/queries/dispute-view.ts'
import { anomalyViews, type AnomalyView } from '../../../app/queries/anomalies.ts'
import { historyOf } from '../../../app/queries/order-history.ts'
import { orderWays, type OrderWaysView } from '../../../app/queries/order-ways.ts'
import { orderView } from '../../../app/queries/order-view.ts'
import { refundQuote } from '../../../app/queries/refund-quote.ts'
import type { Access, OrderView } from '../../../app/queries/views.ts'
import type { OrderWithPayment } from '../../../app/reads.ts'
import { cancelPayment, checkoutAddress, refreshPayment } from '../../../app/sagas/paying.ts'
import { readForm } from '../form.ts'
import { OrderPage, orderRefresh } from '../pages/order.tsx'
import type { OrderDispute } from '../parts/dispute-asking.tsx'
import type { ShownShortCode } from '../parts/at-counter.tsx'
import { OrdersPage } from '../pages/orders.tsx'
import { paths } from '../paths.ts'
import type { Portal } from '../desk.ts'
import { refusalText } from '../words/refusals.ts'

export type OrderParams = { Params: { order: string }; Querystring: { back?: string } }

export interface Allowed extends OrderWithPayment {
  readonly access: Access
}

export function orderRoutes(server: FastifyInstance, portal: Portal): void {
  const { app, page } = portal

  server.get(paths.orders, async (request, reply) => {
    const { signedIn } = request.visitor
    if (signedIn === null) return reply.redirect(paths.signIn, 303)
    const voice = page.voice(request)
    const orders = await historyOf(app, signedIn.account)
    const body = <OrdersPage voice={voice} orders={orders} />
    return page.send(request, reply, { title: voice.words.order.listTitle, body, here: 'orders' })
  })

  server.get<OrderParams>('/orders/:order', async (request, reply) => {
    const allowed = await allowedOrder(portal, request)
    if (allowed === null) return strangersTurn(portal, request, reply)
    const fresh = isUndecided(allowed) ? await refreshed(portal, request, allowed) : allowed
    return sendOrder(portal, request, reply, { allowed: fresh })
  })

  server.post<OrderParams>('/orders/:order/cancellation', async (request, reply) => {
    const allowed = await allowedOrder(portal, request)
    if (allowed === null || !mayCancel(request, allowed)) {
      return strangersTurn(portal, request, reply)
    }
    return cancel(portal, request, reply, allowed)
  })
}

export function strangersTurn({ page }: Portal, request: FastifyRequest, reply: FastifyReply) {
  if (request.visitor.signedIn !== null) return page.onNotFound(request, reply)
  return reply.redirect(paths.signIn, 303)
}

/**
 * The line's holder, the browser that placed it, or one that has its digits. Unknown and foreign
 * are one, and so is what an earlier holder bought.
 */
export async function allowedOrder(
  { app, visitors }: Portal,
  request: FastifyRequest,
): Promise<Allowed | null> {
  const id = parseId<OrderId>((request.params as { order: string }).order)
  if (id === null) return null
  const nobodys = decoyOf<LineId>(app.vault, 'line', id)
  const found = await app.reads.find('order', id)
  const line = found?.home.kind === 'line' ? found.home.id : nobodys
  const known = await app.reads.order(line, id)
  if (known === null) return null
  const access = visitors.accessTo(request.visitor, line)
  if (access === 'holder' && (await isShown(app, request, known))) return { ...known, access }
  const { ownOrders, carriedOrders } = request.visitor
  if (!ownOrders.includes(id) && !carriedOrders.includes(id)) return null
  return { ...known, access: access === 'connection' ? access : 'line_proof' }
}

async function isShown(
  { reads }: Portal['app'],
  request: FastifyRequest,
  { order }: OrderWithPayment,
): Promise<boolean> {
  const { line } = await reads.line(order.line)
  return line !== null && maySeeOrder(line, order, accountHere(request))
}

/**
 * What was agreed to is the buyer's own, not the line's holder's. Whoever bought without an account
 * on the telephone has the digits alone.
 */
export function isBuyer({ visitor }: FastifyRequest, { order }: OrderWithPayment): boolean {
  if (visitor.ownOrders.includes(order.id)) return true
  if (order.buyer.kind === 'line_proof') return visitor.carriedOrders.includes(order.id)
  return order.buyer.kind === 'account' && order.buyer.account === visitor.signedIn?.account.id
}

/** Whoever only has its digits may pay it, no more. */
function mayCancel(request: FastifyRequest, allowed: Allowed): boolean {
  return allowed.access === 'holder' || isBuyer(request, allowed)
}

export function accountHere({ visitor }: FastifyRequest): AccountId | null {
  return visitor.signedIn?.account.id ?? null
}

/** What is given away. */
function linkOf({ app }: Portal, { linkToken }: OrderWaysView): string | null {
  return linkToken === null ? null : `${app.portalUrl}${paths.payToken(linkToken)}`
}

function isUndecided({ payment }: OrderWithPayment): boolean {
  return payment.state.kind === 'open' || payment.state.kind === 'undecided'
}

/** Asks the provider on the spot; if it does not answer, what is known is shown. */
async function refreshed(
  { app }: Portal,
  request: FastifyRequest,
  allowed: Allowed,
): Promise<Allowed> {
  const { order, payment } = allowed
  const ref = { line: order.line, order: order.id, payment: payment.id }
  try {
    await refreshPayment(app, ref)
  } catch (fault) {
    request.log.warn({ err: fault }, 'a payment could not be read')
  }
  const known = await app.reads.order(order.line, order.id)
  return known === null ? allowed : { ...known, access: allowed.access }
}

async function viewOf({ app }: Portal, allowed: Allowed): Promise<OrderView> {
  const { id, line } = allowed.order
  const [state, payments] = await Promise.all([app.reads.line(line), app.reads.payments(line, id)])
  const given = { state, payments, catalogue: app.catalogue(), now: app.clock.now() }
  return orderView(allowed, { ...given, access: allowed.access })
}

export async function sendOrder(
  portal: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  given: {
    readonly allowed: Allowed
    readonly banner?: string
    readonly shortCode?: ShownShortCode
  },
): Promise<FastifyReply> {
  const { app, page } = portal
  const order = await viewOf(portal, given.allowed)
  const ways = await orderWays(app, given.allowed, accountHere(request))
  const voice = page.voice(request)
  const body = (
    <OrderPage
      voice={voice}
      order={order}
      isBuyer={isBuyer(request, given.allowed)}
      odd={await oddOf(portal, given.allowed)}
      mayCancel={mayCancel(request, given.allowed)}
      asOf={app.clock.now()}
      seal={page.seal(request)}
      ways={ways && { ...ways, link: linkOf(portal, ways) }}
      shops={app.operator().shops}
      shortCode={given.shortCode ?? null}
      refund={await refundFor(portal, request, given.allowed)}
      dispute={await disputeFor(portal, request, given.allowed)}
    />
  )
  return page.send(request, reply, {
    title: voice.words.order.title(order.number),
    body,
    head: orderRefresh(order),
    banner: given.banner,
    here: 'orders',
    path: paths.order(order.id),
    status: given.banner === undefined ? 200 : 422,
  })
}

/** The line's holder is told what looks odd about it. */
async function oddOf({ app }: Portal, { access, order }: Allowed): Promise<readonly AnomalyView[]> {
  if (access !== 'holder') return []
  return anomalyViews(app, await app.reads.anomaliesOfOrder(order.line, order.id))
}

/** Only whoever placed the order asks its money back. */
async function refundFor({ app }: Portal, request: FastifyRequest, allowed: Allowed) {
  if (allowed.order.state.kind !== 'delivered' || !isBuyer(request, allowed)) return null
  return (await refundQuote(app, allowed)).quote
}

/** The line's holder may contest what was charged, and sees what they contested. */
async function disputeFor(
  { app }: Portal,
  { visitor }: FastifyRequest,
  { order, access }: Allowed,
): Promise<OrderDispute | null> {
  const account = visitor.signedIn?.account.id
  if (account === undefined || access !== 'holder') return null
  const found = (await app.reads.disputesOf([order.line], DISPUTES_LISTED)).filter(
    (one) => one.account === account && one.about.kind === 'order' && one.about.order === order.id,
  )
  const isOpen = found.some(({ state }) => state.kind === 'open')
  return { latest: found[0]?.id ?? null, mayRaise: !isOpen && isCharged(order) }
}

/** To the provider's page; if it cannot be reached, the order waits and says so. */
export async function goToPayment(
  portal: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  given: { readonly line: LineId; readonly order: OrderId; readonly receiptEmail: string | null },
): Promise<FastifyReply> {
  const { app } = portal
  const known = await app.reads.order(given.line, given.order)
  if (known === null) return reply.redirect(paths.orders, 303)
  const here = `${app.portalUrl}${paths.order(given.order)}`
  try {
    const address = await checkoutAddress(app, known, {
      language: request.visitor.language,
      successUrl: here,
      cancelUrl: here,
      receiptEmail: given.receiptEmail,
    })
    return await reply.redirect(address ?? paths.order(given.order), 303)
  } catch (fault) {
    if (!(fault instanceof ProviderUnreachable)) throw fault
    request.log.warn({ err: fault }, 'the payment provider does not answer')
    return reply.redirect(paths.order(given.order), 303)
  }
}

async function cancel(
  portal: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  allowed: Allowed,
): Promise<FastifyReply> {
  const { app, page } = portal
  const form = readForm(app, request)
  if (!form.sealed) {
    return sendOrder(portal, request, reply, { allowed, banner: page.expired(request) })
  }
  const { order, payment } = allowed
  const input = { line: order.line, order: order.id, why: 'cancelled' } as const
  const answer = await app.door.ask(endOrder, input, form.origin)
  if (!answer.ok) {
    const banner = refusalText(answer.refusal, page.voice(request).language)
    return sendOrder(portal, request, reply, { allowed, banner })
  }
  try {
    await cancelPayment(app, { line: order.line, order: order.id, payment: payment.id })
  } catch (fault) {
    // The job enqueued with the command cancels it later.
    request.log.warn({ err: fault }, 'a checkout could not be cancelled at once')
  }
  return reply.redirect(paths.order(order.id), 303)
}

/** An order at the counter: looked at, paid at the till, paid by a phone, or dropped. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { JSX } from 'preact'
import { parseId, type OrderId } from '../../../domain/basics/ids.ts'
import { mayDo, reachOf } from '../../../domain/staff/permissions.ts'
import { counterOrder, type CounterOrder } from '../../../app/queries/staff/counter-order.ts'
import { cancelPayment, refreshPayment } from '../../../app/sagas/paying.ts'
import { mintShortCode } from '../../../app/orders/short-code.ts'
import { channelOf } from '../../../app/staff/channel.ts'
import {
  dropAtCounter,
  payLinkAtCounter,
  sendPayLinkByStaff,
  tellShortCode,
} from '../../../app/staff/sell.ts'
import type { FormProps } from '../../form.tsx'
import { readYen } from '../../shown-form.ts'
import type { Console } from '../desk.ts'
import { readForm } from '../form.ts'
import { statusOf } from '../page.tsx'
import { OrderPage, WAITING_REFRESH_SECONDS } from '../pages/order.tsx'
import type { OnCallProps } from '../parts/paid-elsewhere.tsx'
import { paths } from '../paths.ts'
import { acting, atDesk } from '../staffer.ts'
import { takeForOrder } from '../take-money.ts'
import { speechOf } from '../voice.ts'
import { sellRefusalText } from '../words/sell/refusals.ts'
import { sellWords, type SellRefusal } from '../words/sell/words.ts'
import type { Exchange } from './sign-in-routes.tsx'

export type OrderParams = { Params: { order: string } }

export function orderRoutes(server: FastifyInstance, console: Console): void {
  const { page } = console
  server.get<OrderParams>('/staff/orders/:order', async (request, reply) => {
    const found = await askedOrder(console, request)
    if (found === null) return page.onNotFound(request, reply)
    await refreshed(console, request, found)
    return sendOrder(console, { request, reply }, { order: found.order.id, form: {} })
  })
  paymentRoute(server, console)
  payLinkRoute(server, console)
  linkLetterRoute(server, console)
  webCodeRoute(server, console)
  endRoute(server, console)
}

export async function askedOrder(
  { app }: Console,
  request: FastifyRequest,
): Promise<CounterOrder | null> {
  const id = parseId<OrderId>((request.params as { order: string }).order)
  if (id === null) return null
  const found = await counterOrder(app, atDesk(request).staff, id)
  return found.ok ? found.value : null
}

/** Asks the provider on the spot; if it does not answer, what is known is shown. */
async function refreshed(
  { app }: Console,
  request: FastifyRequest,
  { order, payment }: CounterOrder,
): Promise<void> {
  const { kind } = payment.state
  if (kind !== 'open' && kind !== 'undecided') return
  try {
    await refreshPayment(app, { line: order.line, order: order.id, payment: payment.id })
  } catch (fault) {
    request.log.warn({ err: fault }, 'a payment could not be read')
  }
}

function paymentRoute(server: FastifyInstance, console: Console): void {
  const { app, page } = console
  server.post<OrderParams>('/staff/orders/:order/payments', async (request, reply) => {
    const found = await askedOrder(console, request)
    if (found === null) return page.onNotFound(request, reply)
    const form = readForm(app, request)
    if (!form.sealed) return page.trouble(request, reply, { status: 403 })
    const { line, id: order } = found.order
    const taken = await takeForOrder(console, request, {
      line,
      order,
      form,
      method: form.fields['act'] === 'terminal' ? 'terminal' : 'cash',
      shownRest: readYen(form.fields['rest']),
    })
    if (taken.ok) return reply.redirect(paths.receipt(order), 303)
    return refusedOrder(console, { request, reply }, { order, refusal: taken.refusal })
  })
}

function payLinkRoute(server: FastifyInstance, console: Console): void {
  const { app, page } = console
  server.post<OrderParams>('/staff/orders/:order/pay-link', async (request, reply) => {
    const found = await askedOrder(console, request)
    if (found === null) return page.onNotFound(request, reply)
    const form = readForm(app, request)
    if (!form.sealed) return page.trouble(request, reply, { status: 403 })
    const { line, id: order } = found.order
    const input = { line, order, act: 'open' } as const
    const asked = { acting: acting(request), input }
    const made = await app.door.ask(payLinkAtCounter, asked, form.origin)
    if (made.ok) return reply.redirect(paths.order(order), 303)
    return refusedOrder(console, { request, reply }, { order, refusal: made.refusal })
  })
}

/** To the holder's address, which nobody on the telephone hears. */
function linkLetterRoute(server: FastifyInstance, console: Console): void {
  const { app, page } = console
  server.post<OrderParams>('/staff/orders/:order/pay-link/letter', async (request, reply) => {
    const found = await askedOrder(console, request)
    if (found === null) return page.onNotFound(request, reply)
    const form = readForm(app, request)
    if (!form.sealed) return page.trouble(request, reply, { status: 403 })
    const { line, id: order } = found.order
    const input = { line, order, act: 'open', language: found.language } as const
    const asked = { acting: acting(request), input }
    const sent = await app.door.ask(sendPayLinkByStaff, asked, form.origin)
    if (sent.ok) return reply.redirect(paths.order(order), 303)
    return refusedOrder(console, { request, reply }, { order, refusal: sent.refusal })
  })
}

/** Digits stand in the answer to the post alone, and in no address. */
function webCodeRoute(server: FastifyInstance, console: Console): void {
  const { app, page } = console
  server.post<OrderParams>('/staff/orders/:order/web-code', async (request, reply) => {
    const found = await askedOrder(console, request)
    if (found === null) return page.onNotFound(request, reply)
    const form = readForm(app, request)
    if (!form.sealed) return page.trouble(request, reply, { status: 403 })
    const { line, id: order } = found.order
    const input = { line, order, ...(await mintShortCode(app)) }
    const made = await app.door.ask(tellShortCode, { acting: acting(request), input }, form.origin)
    if (!made.ok) {
      return refusedOrder(console, { request, reply }, { order, refusal: made.refusal })
    }
    const { sealed, until } = made.value
    const webCode = { digits: app.vault.open(sealed), until }
    return sendOrder(console, { request, reply }, { order, form: {}, webCode })
  })
}

function endRoute(server: FastifyInstance, console: Console): void {
  const { app, page } = console
  server.post<OrderParams>('/staff/orders/:order/end', async (request, reply) => {
    const found = await askedOrder(console, request)
    if (found === null) return page.onNotFound(request, reply)
    const form = readForm(app, request)
    if (!form.sealed) return page.trouble(request, reply, { status: 403 })
    const { line, id: order } = found.order
    const input = { line, order, why: 'cancelled' } as const
    const ended = await app.door.ask(dropAtCounter, { acting: acting(request), input }, form.origin)
    if (!ended.ok) {
      return refusedOrder(console, { request, reply }, { order, refusal: ended.refusal })
    }
    try {
      await cancelPayment(app, { line, order, payment: found.payment.id })
    } catch (fault) {
      // The job enqueued with the command cancels it later.
      request.log.warn({ err: fault }, 'a checkout could not be cancelled at once')
    }
    return reply.redirect(paths.line(line), 303)
  })
}

function refusedOrder(
  console: Console,
  exchange: Exchange,
  { order, refusal }: { readonly order: OrderId; readonly refusal: SellRefusal },
): Promise<FastifyReply> {
  const text = sellRefusalText(refusal, exchange.request.staffer.language)
  return sendOrder(console, exchange, { order, form: { refusal: text } })
}

export async function sendOrder(
  { app, page, portal }: Console,
  { request, reply }: Exchange,
  given: {
    readonly order: OrderId
    readonly form: Omit<FormProps, 'seal'>
    readonly webCode?: OnCallProps['webCode']
  },
): Promise<FastifyReply> {
  const { staff, till } = atDesk(request)
  const read = await counterOrder(app, staff, given.order)
  if (!read.ok) return page.onNotFound(request, reply)
  const found = read.value
  const { language } = request.staffer
  const { host } = new URL(app.portalUrl)
  const isOnCall = channelOf(staff) === 'phone'
  const payUrl = found.linkToken === null ? null : portal.payLinkUrl(found.linkToken)
  return page.send(request, reply, {
    title: `${sellWords(language).order.state[found.order.state.kind]} ${found.view.number}`,
    body: (
      <OrderPage
        speech={speechOf(language)}
        found={found}
        form={{ ...given.form, seal: page.seal(request) }}
        payUrl={payUrl}
        onCall={isOnCall ? { host, webCode: given.webCode ?? null } : null}
        hasTill={till !== null}
        sells={mayDo(staff, 'sell', null).ok}
        takes={reachOf(staff.role, 'take_money') !== 'no'}
        refunds={reachOf(staff.role, 'refund') !== 'no'}
        disputes={reachOf(staff.role, 'raise_dispute') !== 'no'}
      />
    ),
    here: 'search',
    path: paths.order(given.order),
    status: statusOf(given.form),
    ...(found.order.state.kind === 'awaiting_payment'
      ? {
          // What is told once is not read again by the clock.
          head: <Watching payUrl={given.webCode === undefined ? payUrl : null} />,
        }
      : {}),
  })
}

/** The page is read again when it is paid; without script, now and then while a phone pays. */
function Watching(props: { readonly payUrl: string | null }): JSX.Element {
  return (
    <>
      <script type="module" src={paths.watching} />
      {props.payUrl !== null && (
        <noscript>
          <meta http-equiv="refresh" content={String(WAITING_REFRESH_SECONDS)} />
        </noscript>
      )}
    </>
  )
}

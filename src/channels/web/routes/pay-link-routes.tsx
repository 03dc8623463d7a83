/**
 * Paying for somebody else. The link's token is exchanged for a cookie at first view, so that it
 * stays in no address bar, history or referrer; looking at it spends nothing.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { changePayment } from '../../../app/orders/change-payment.ts'
import { findPayLink, type FoundPayLink } from '../../../app/pay-links.ts'
import { ProviderUnreachable } from '../../../app/ports.ts'
import { payLinkView } from '../../../app/queries/pay-link-view.ts'
import { methodsFor } from '../../../app/queries/paying-view.ts'
import { checkoutAddress, refreshPayment } from '../../../app/sagas/paying.ts'
import type { PaymentId } from '../../../domain/basics/ids.ts'
import type { Instant } from '../../../domain/basics/time.ts'
import { tellOf, waitUntil } from '../../retry-after.ts'
import { takeTry } from '../tries.ts'
import type { Portal } from '../desk.ts'
import { readForm, type PostedForm } from '../form.ts'
import { PayLinkPage } from '../pages/pay-link.tsx'
import { chosenMeans } from '../paying-means.ts'
import { readMethod } from '../paying-form.ts'
import { paths } from '../paths.ts'
import { refusalText } from '../words/refusals.ts'

const COOKIE = 'pay-link'
/** Longer than any link lasts. */
const COOKIE_SECONDS = 14 * 86_400
/** Nothing of a pay-link is told to others, found by a search or kept by a browser. */
const QUIET = {
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow',
  'cache-control': 'private, no-store',
} as const

export function payLinkRoutes(server: FastifyInstance, portal: Portal): void {
  const { app, page } = portal
  const secure = app.portalUrl.startsWith('https:')

  server.get<{ Params: { token: string } }>('/pay/:token', async (request, reply) => {
    const { token } = request.params
    const sealed = app.vault.seal(token)
    const options = { path: '/pay', httpOnly: true, sameSite: 'lax', secure } as const
    void reply.setCookie(COOKIE, sealed, { ...options, maxAge: COOKIE_SECONDS }).headers(QUIET)
    return reply.redirect(paths.pay, 303)
  })

  server.get(paths.pay, async (request, reply) => {
    const { found, again } = await openLink(portal, request)
    if (again !== null) return tellLater(portal, request, reply, again)
    return sendLink(portal, request, reply, { found })
  })

  server.get(paths.payReturn, async (request, reply) => {
    const { found, again } = await openLink(portal, request)
    if (again !== null) return tellLater(portal, request, reply, again)
    if (found === null) return sendLink(portal, request, reply, { found })
    await refreshed(portal, request, found)
    const token = tokenKept(app, request) ?? ''
    return sendLink(portal, request, reply, { found: await findPayLink(app, token) })
  })

  server.post(paths.payPayments, async (request, reply) => {
    const form = readForm(app, request)
    const { found, again } = await openLink(portal, request)
    if (again !== null) return tellLater(portal, request, reply, again)
    if (!form.sealed) {
      return sendLink(portal, request, reply, { found, banner: page.expired(request) })
    }
    // Another link was opened in this browser meanwhile: what is paid is what was shown.
    const isShown = found !== null && found.order.id === form.fields['order']
    if (!isShown || payLinkView(app, found).state !== 'open') {
      return sendLink(portal, request, reply, { found })
    }
    const { state } = found.payment
    if (form.fields['act'] === 'voucher' && state.kind === 'open' && state.voucher !== null) {
      return reply.headers(QUIET).redirect(state.voucher.url, 303)
    }
    return payLink(portal, request, reply, { found, form })
  })
}

interface OpenedLink {
  readonly found: FoundPayLink | null
  /** Too many links that open nothing. */
  readonly again: Instant | null
}

async function openLink({ app }: Portal, request: FastifyRequest): Promise<OpenedLink> {
  const token = tokenKept(app, request)
  if (token === null) return { found: null, again: null }
  const { again, proved } = await takeTry(app, request, 'pay_links')
  if (again !== null) return { found: null, again }
  const found = await findPayLink(app, token)
  if (found !== null) await proved()
  return { found, again: null }
}

function tokenKept({ vault }: Portal['app'], request: FastifyRequest): string | null {
  const sealed = request.cookies[COOKIE]
  if (sealed === undefined || sealed === '') return null
  try {
    return vault.open(sealed)
  } catch (fault) {
    request.log.debug({ err: fault }, 'a pay-link cookie could not be opened')
    return null
  }
}

function tellLater(
  { app, page }: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  again: Instant,
): FastifyReply {
  const waitSeconds = waitUntil(again, app.clock.now())
  return page.trouble(request, reply, { status: 429, waitSeconds })
}

/** One open payment at a time: another pick ends the one before. */
async function payLink(
  portal: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  { found, form }: { readonly found: FoundPayLink; readonly form: PostedForm },
): Promise<FastifyReply> {
  const { app, page } = portal
  const { language } = page.voice(request)
  const { order, payment } = found
  const means = await chosenMeans(portal, request, {
    key: readMethod(form.fields['method'] ?? ''),
    methods: methodsFor(app, [], payment.amount),
    account: null,
    line: order.line,
    byLink: order.id,
  })
  if (!means.ok) {
    tellOf(reply, means.refusal, app.clock.now())
    const banner = refusalText(means.refusal, language)
    return sendLink(portal, request, reply, { found, banner })
  }
  const { line, id } = order
  const ids = { line, order: id, payment: app.ids.next<PaymentId>() }
  const asked = { ...ids, ...means.value, byLink: true }
  const answer = await app.door.ask(changePayment, asked, form.origin)
  if (!answer.ok) {
    const banner = refusalText(answer.refusal, language)
    return sendLink(portal, request, reply, { found, banner })
  }
  const known = await app.reads.order(line, id)
  const back = `${app.portalUrl}${paths.payReturn}`
  const place = { language, successUrl: back, cancelUrl: back, receiptEmail: null }
  try {
    const address = known === null ? null : await checkoutAddress(app, known, place)
    return await reply.headers(QUIET).redirect(address ?? paths.pay, 303)
  } catch (fault) {
    if (!(fault instanceof ProviderUnreachable)) throw fault
    request.log.warn({ err: fault }, 'the payment provider does not answer')
    const banner = refusalText({ code: 'method_unavailable' }, language)
    return sendLink(portal, request, reply, { found, banner })
  }
}

/** Asks the provider on the spot; if it does not answer, what is known is shown. */
async function refreshed(
  { app }: Portal,
  request: FastifyRequest,
  { order, payment }: FoundPayLink,
): Promise<void> {
  try {
    await refreshPayment(app, { line: order.line, order: order.id, payment: payment.id })
  } catch (fault) {
    request.log.warn({ err: fault }, 'a payment could not be read')
  }
}

function sendLink(
  { app, page }: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  given: { readonly found: FoundPayLink | null; readonly banner?: string },
): FastifyReply {
  const { found, banner } = given
  const voice = page.voice(request)
  const view = found === null ? null : payLinkView(app, found)
  const body = <PayLinkPage voice={voice} view={view} seal={page.seal(request)} />
  const status = banner === undefined ? (view === null ? 404 : 200) : 422
  const { title } = voice.words.payLink
  return page.send(request, reply, {
    title,
    body,
    banner,
    status,
    path: paths.pay,
    headers: QUIET,
  })
}

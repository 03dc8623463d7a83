/** Choosing an offer, the last screen, and placing the order that leads to payment. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { begin } from '../../../domain/balance/chain.ts'
import {
  parseId,
  parseName,
  type LineId,
  type OfferId,
  type PersonId,
  type TermsKind,
} from '../../../domain/basics/ids.ts'
import { yen } from '../../../domain/basics/money.ts'
import { parseEmail, type Email } from '../../../domain/account/email.ts'
import type { TermsRef } from '../../../domain/agreement/agreement.ts'
import type { OfferRef } from '../../../domain/catalogue/offer.ts'
import type { PlacingRequest } from '../../../domain/order/placing.ts'
import { orderIds } from '../../../app/orders/minted.ts'
import { placeOrder, type SealedGuest } from '../../../app/orders/place-order.ts'
import { checkoutView } from '../../../app/queries/checkout-view.ts'
import { lineOverview } from '../../../app/queries/line-overview.ts'
import { quotesFor } from '../../../app/queries/offer-quotes.ts'
import { cancelReplaced } from '../../../app/sagas/paying.ts'
import type { Access, CheckoutView } from '../../../app/queries/views.ts'
import { readForm, type PostedForm } from '../form.ts'
import { ConfirmPage } from '../pages/confirm.tsx'
import { OffersPage } from '../pages/offers.tsx'
import type { FormProps } from '../parts/form.tsx'
import { paths } from '../paths.ts'
import type { Portal } from '../desk.ts'
import { OWN_ORDERS_MAX } from '../visitor.ts'
import { refusalText } from '../words/refusals.ts'
import { shownScreen } from '../words/shown-screen.ts'
import { goToPayment } from './order-routes.tsx'
import { statusOf } from './sign-in-routes.tsx'

type FormState = Omit<FormProps, 'seal'>

interface Chosen {
  readonly line: LineId
  readonly access: Access
  readonly offer: OfferRef
  readonly startNow: boolean
}

export function renewalRoutes(server: FastifyInstance, portal: Portal): void {
  const { app, page } = portal

  server.get<{ Params: { line: string } }>('/lines/:line/offers', async (request, reply) => {
    const allowed = allowedLine(portal, request, request.params.line)
    if (allowed === null) return strangersTurn(portal, request, reply)
    const state = await app.reads.line(allowed.line)
    const overview = await lineOverview(app, allowed.line, allowed.access)
    if (state.line === null || overview === null) return page.onNotFound(request, reply)
    const now = app.clock.now()
    const packs = begin(state.packs, now)
    const quotes = quotesFor(state.line, packs, { catalogue: app.catalogue(), channel: 'web', now })
    const voice = page.voice(request)
    // Starting at once what would wait is the owner's choice alone.
    const shown =
      allowed.access === 'holder' ? quotes : quotes.map((one) => ({ ...one, startNowUntil: null }))
    const choice = { network: overview.network, quotes: shown }
    const body = <OffersPage voice={voice} choice={choice} line={overview} />
    return page.send(request, reply, { title: voice.words.offers.title, body })
  })

  server.get<{
    Params: { line: string }
    Querystring: { offer?: string; version?: string; start?: string }
  }>('/lines/:line/renewals/new', async (request, reply) => {
    const allowed = allowedLine(portal, request, request.params.line)
    if (allowed === null) return strangersTurn(portal, request, reply)
    const offer = readOffer(request.query.offer, request.query.version)
    if (offer === null) return page.onNotFound(request, reply)
    const startNow = request.query.start === 'now' && allowed.access === 'holder'
    return sendConfirm(portal, request, reply, {
      chosen: { ...allowed, offer, startNow },
      form: {},
    })
  })

  server.post<{ Params: { line: string } }>('/lines/:line/renewals', async (request, reply) => {
    const allowed = allowedLine(portal, request, request.params.line)
    if (allowed === null) return strangersTurn(portal, request, reply)
    const form = readForm(app, request)
    const offer = readOffer(form.fields['offer'], form.fields['version'])
    if (offer === null) return page.onNotFound(request, reply)
    const startNow = form.fields['start'] === 'now' && allowed.access === 'holder'
    return postRenewal(portal, request, reply, { chosen: { ...allowed, offer, startNow }, form })
  })
}

function allowedLine({ visitors }: Portal, request: FastifyRequest, text: string) {
  const line = parseId<LineId>(text)
  const access = line === null ? null : visitors.accessTo(request.visitor, line)
  return line === null || access === null ? null : { line, access }
}

function strangersTurn({ page }: Portal, request: FastifyRequest, reply: FastifyReply) {
  if (request.visitor.signedIn !== null) return page.onNotFound(request, reply)
  return reply.redirect(paths.signIn, 303)
}

const VERSION = /^[1-9]\d{0,8}$/

function readOffer(id: string | undefined, version: string | undefined): OfferRef | null {
  const name = parseName<OfferId>(id ?? '')
  return name === null || !VERSION.test(version ?? '')
    ? null
    : { id: name, version: Number(version) }
}

/** `kind.version.hash` of every document that the last screen named. */
function readTerms(values: readonly string[]): readonly TermsRef[] {
  return values.flatMap((value) => {
    const [kind = '', version = '', hash = ''] = value.split('.')
    const name = parseName<TermsKind>(kind)
    return name === null || !VERSION.test(version)
      ? []
      : [{ kind: name, version: Number(version), hash }]
  })
}

const PRICE = /^\d{1,9}$/

async function postRenewal(
  portal: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  posted: { readonly chosen: Chosen; readonly form: PostedForm },
): Promise<FastifyReply> {
  const { app, page, visitors } = portal
  const { chosen, form } = posted
  const { language } = page.voice(request)
  const wrong = (state: FormState) =>
    sendConfirm(portal, request, reply, { chosen, form: { typed: form.fields, ...state } })
  if (!form.sealed) return wrong({ refusal: page.expired(request) })
  const email = (form.fields['receiptEmail'] ?? '').trim()
  const parsedEmail = email === '' ? null : parseEmail(email)
  if (parsedEmail?.ok === false) {
    return wrong({ fieldErrors: { receiptEmail: refusalText(parsedEmail.refusal, language) } })
  }
  const view = await viewOf(portal, request, chosen)
  if (view === null) return page.onNotFound(request, reply)
  const answer = await app.door.ask(
    placeOrder,
    {
      line: chosen.line,
      request: placingRequest({ request, chosen, form, view }),
      guest: parsedEmail?.ok === true ? sealGuest(app, parsedEmail.value) : null,
      ids: orderIds(app.ids),
    },
    form.origin,
  )
  if (!answer.ok) return wrong({ refusal: refusalText(answer.refusal, language) })
  const { order } = answer.value
  // Whoever buys for another's line sees this order, though not the line's others.
  if (chosen.access !== 'holder') {
    const kept = visitors.kept(request)
    const orders = [order, ...(kept.orders ?? [])].slice(0, OWN_ORDERS_MAX)
    visitors.keep(request, reply, { ...kept, orders })
  }
  await cancelReplaced(app, chosen.line, order)
  return goToPayment(portal, request, reply, {
    line: chosen.line,
    order,
    receiptEmail: parsedEmail?.ok === true ? parsedEmail.value : null,
  })
}

function sealGuest({ vault, ids }: Portal['app'], email: Email): SealedGuest {
  const wrappedKey = vault.newPersonKey()
  return { person: ids.next<PersonId>(), wrappedKey, email: vault.sealFor(wrappedKey, email) }
}

function placingRequest(given: {
  readonly request: FastifyRequest
  readonly chosen: Chosen
  readonly form: PostedForm
  readonly view: CheckoutView
}): PlacingRequest {
  const { request, chosen, form, view } = given
  const { signedIn, language } = request.visitor
  const price = form.fields['price'] ?? ''
  const accepted = form.fields['accept'] === 'yes'
  return {
    offer: chosen.offer,
    shownPrice: yen(PRICE.test(price) ? BigInt(price) : 0n),
    acceptedTerms: accepted ? readTerms(form.all('terms')) : [],
    shown: shownScreen(view, language),
    startNow: chosen.startNow,
    method: 'card',
    provider: 'stripe',
    charges: null,
    keepMeans: false,
    byLink: false,
    points: yen(0n),
    giftCards: [],
    campaignCode: null,
    channel: 'web',
    buyer:
      chosen.access === 'holder' && signedIn !== null
        ? { kind: 'account', account: signedIn.account.id }
        : { kind: chosen.access === 'connection' ? 'connection' : 'line_proof' },
    person: signedIn?.account.person ?? null,
  }
}

function viewOf({ app }: Portal, request: FastifyRequest, chosen: Chosen) {
  return checkoutView(app, {
    ...chosen,
    ownConnection: request.visitor.connection === chosen.line,
  })
}

async function sendConfirm(
  portal: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  given: { readonly chosen: Chosen; readonly form: FormState },
): Promise<FastifyReply> {
  const { page } = portal
  const { chosen, form } = given
  const view = await viewOf(portal, request, chosen)
  if (view === null) return reply.redirect(paths.offers(chosen.line), 303)
  const voice = page.voice(request)
  const body = (
    <ConfirmPage voice={voice} view={view} form={{ ...form, seal: page.seal(request) }} />
  )
  return page.send(request, reply, {
    title: voice.words.confirm.title,
    body,
    path: paths.confirm(chosen.line, view.quote.offer, chosen.startNow),
    status: statusOf(form),
  })
}

/** The last screen: computing it again, placing the order, and on to its payment. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type LineId, type OrderId, type PersonId } from '../../../domain/basics/ids.ts'
import type { Language } from '../../../domain/basics/language.ts'
import { accept, type Result } from '../../../domain/basics/result.ts'
import { parseEmail, type Email } from '../../../domain/account/email.ts'
import type { OfferRef } from '../../../domain/catalogue/offer.ts'
import type { Buyer } from '../../../domain/order/order.ts'
import type { PlacingRequest } from '../../../domain/order/placing.ts'
import { orderIds } from '../../../app/orders/minted.ts'
import { placeOrder, type SealedGuest } from '../../../app/orders/place-order.ts'
import { checkoutView } from '../../../app/queries/checkout-view.ts'
import { NO_WISH, type PayingWish } from '../../../app/queries/paying-view.ts'
import type { Access, CheckoutView } from '../../../app/queries/views.ts'
import { cancelReplaced } from '../../../app/sagas/paying.ts'
import type { Portal } from '../desk.ts'
import { readForm, type PostedForm } from '../form.ts'
import { ConfirmPage } from '../pages/confirm.tsx'
import type { FormProps } from '../../form.tsx'
import { paths } from '../paths.ts'
import { figuresOf, readPaying, sealGiftCard, type PayingAsked } from '../paying-form.ts'
import { BY_LINK, chosenMeans, COVERED, type ChosenMeans } from '../paying-means.ts'
import { tellOf } from '../../retry-after.ts'
import { readOffer, readTerms, readYen } from '../../shown-form.ts'
import { OWN_ORDERS_MAX } from '../visitor.ts'
import { refusalText, type PayingFormRefusal, type PortalRefusal } from '../words/refusals.ts'
import { shownScreen } from '../words/shown-screen.ts'
import { goToPayment } from './order-routes.tsx'
import { allowedLine, strangersTurn } from './renewal-routes.tsx'
import { statusOf } from './sign-in-routes.tsx'

type FormState = Omit<FormProps, 'seal'>

interface Chosen {
  readonly line: LineId
  readonly access: Access
  readonly offer: OfferRef
  readonly startNow: boolean
}

export function confirmRoutes(server: FastifyInstance, portal: Portal): void {
  const { app, page } = portal

  server.get<{
    Params: { line: string }
    Querystring: { offer?: string; version?: string; start?: string }
  }>('/lines/:line/renewals/new', async (request, reply) => {
    const allowed = allowedLine(portal, request, request.params.line)
    if (allowed === null) return strangersTurn(portal, request, reply)
    const offer = readOffer(request.query.offer, request.query.version)
    if (offer === null) return page.onNotFound(request, reply)
    const startNow = request.query.start === 'now' && allowed.access === 'holder'
    const chosen = { ...allowed, offer, startNow }
    const view = await viewOf(portal, request, chosen, NO_WISH)
    return sendConfirm(portal, request, reply, { chosen, view, form: {} })
  })

  server.post<{ Params: { line: string } }>('/lines/:line/renewals', async (request, reply) => {
    const allowed = allowedLine(portal, request, request.params.line)
    if (allowed === null) return strangersTurn(portal, request, reply)
    const form = readForm(app, request)
    const offer = readOffer(form.fields['offer'], form.fields['version'])
    if (offer === null) return page.onNotFound(request, reply)
    const startNow = form.fields['start'] === 'now' && allowed.access === 'holder'
    const chosen = { ...allowed, offer, startNow }
    const asked = form.sealed
      ? await readPaying(portal, request, form)
      : { wish: NO_WISH, wrong: {} }
    const view = await viewOf(portal, request, chosen, asked.wish)
    return postConfirm(portal, request, reply, { chosen, form, asked, view })
  })
}

interface Posted {
  readonly chosen: Chosen
  readonly form: PostedForm
  readonly asked: PayingAsked
  readonly view: CheckoutView | null
}

/** Refusals first; what only changed is shown again; then the order is placed. */
async function postConfirm(
  portal: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  posted: Posted,
): Promise<FastifyReply> {
  const { app, page } = portal
  const { chosen, form, asked, view } = posted
  const { language, words } = page.voice(request)
  const again = (state: FormState) =>
    sendConfirm(portal, request, reply, { chosen, view, form: { typed: form.fields, ...state } })
  if (!form.sealed) return again({ refusal: page.expired(request) })
  if (view === null) return again({})
  const email = readEmail(form)
  const wrong = { ...asked.wrong, ...troubleOf(view), ...email.wrong }
  const fieldErrors = worded(wrong, language)
  for (const refusal of Object.values(wrong)) tellOf(reply, refusal, app.clock.now())
  if (Object.keys(fieldErrors).length > 0) return again({ fieldErrors })
  if (form.fields['act'] === 'update') return again({})
  const shownPrice = readYen(form.fields['price'])
  const { price } = view.paying
  if (shownPrice !== price) {
    return again({
      refusal: refusalText({ code: 'price_changed', shown: shownPrice, price }, language),
    })
  }
  if (form.fields['figures'] !== figuresOf(view.paying))
    return again({ refusal: words.paying.changed })
  const buyer = buyerOf(request, chosen.access)
  const means = await meansFor(portal, request, posted, { view, buyer })
  if (!means.ok) {
    tellOf(reply, means.refusal, app.clock.now())
    return again({ refusal: refusalText(means.refusal, language) })
  }
  const answer = await app.door.ask(
    placeOrder,
    {
      line: chosen.line,
      request: placingRequest(request, { ...posted, view, buyer, means: means.value }),
      guest: email.address === null ? null : sealGuest(app, email.address),
      ids: orderIds(app.ids),
    },
    form.origin,
  )
  if (!answer.ok) return again({ refusal: refusalText(answer.refusal, language) })
  return placed(portal, request, reply, {
    chosen,
    order: answer.value.order,
    receiptEmail: email.address,
    toPage: answer.value.state === 'awaiting_payment' && !isByLink(form),
  })
}

async function placed(
  portal: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  given: {
    readonly chosen: Chosen
    readonly order: OrderId
    readonly receiptEmail: string | null
    readonly toPage: boolean
  },
): Promise<FastifyReply> {
  const { app, visitors } = portal
  const { chosen, order, receiptEmail } = given
  // Whoever buys for another's line sees this order, though not the line's others.
  if (chosen.access !== 'holder') {
    const kept = visitors.kept(request)
    const orders = [order, ...(kept.orders ?? [])].slice(0, OWN_ORDERS_MAX)
    visitors.keep(request, reply, { ...kept, orders })
  }
  await cancelReplaced(app, chosen.line, order)
  if (!given.toPage) return reply.redirect(paths.order(order), 303)
  return goToPayment(portal, request, reply, { line: chosen.line, order, receiptEmail })
}

function readEmail({ fields }: PostedForm): {
  readonly address: Email | null
  readonly wrong: Readonly<Record<string, PortalRefusal>>
} {
  const text = (fields['receiptEmail'] ?? '').trim()
  if (text === '') return { address: null, wrong: {} }
  const parsed = parseEmail(text)
  return parsed.ok
    ? { address: parsed.value, wrong: {} }
    : { address: null, wrong: { receiptEmail: parsed.refusal } }
}

/** Beside the field that it is about. */
function troubleOf({ paying }: CheckoutView): Readonly<Record<string, PortalRefusal>> {
  const { trouble } = paying
  switch (trouble?.code) {
    case undefined:
      return {}
    case 'points_short':
      return { pointsAmount: trouble }
    case 'campaign_code_unknown':
      return { campaignCode: trouble }
    case 'gift_code_unknown':
      return { giftCode: trouble }
    case 'not_covered':
    case 'rest_too_small':
    case 'rest_too_large':
      return { method: trouble }
  }
}

function worded(
  wrong: Readonly<Record<string, PortalRefusal>>,
  language: Language,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(wrong).map(([name, refusal]) => [name, refusalText(refusal, language)]),
  )
}

function isByLink({ fields }: PostedForm): boolean {
  return fields['act'] === 'link'
}

async function meansFor(
  portal: Portal,
  request: FastifyRequest,
  { chosen, form, asked }: Posted,
  { view, buyer }: { readonly view: CheckoutView; readonly buyer: Buyer },
): Promise<Result<ChosenMeans, PayingFormRefusal>> {
  const { rest, methods } = view.paying
  if (rest === 0n) return accept(COVERED)
  if (isByLink(form)) return accept(BY_LINK)
  const account = buyer.kind === 'account' ? buyer.account : null
  const { line } = chosen
  const key = asked.wish.method
  return chosenMeans(portal, request, { key, methods, account, line, byLink: null })
}

function sealGuest({ vault, ids }: Portal['app'], email: Email): SealedGuest {
  const wrappedKey = vault.newPersonKey()
  return { person: ids.next<PersonId>(), wrappedKey, email: vault.sealFor(wrappedKey, email) }
}

function buyerOf(request: FastifyRequest, access: Access): Buyer {
  const { signedIn } = request.visitor
  if (access === 'holder' && signedIn !== null) {
    return { kind: 'account', account: signedIn.account.id }
  }
  return { kind: access === 'connection' ? 'connection' : 'line_proof' }
}

function placingRequest(
  request: FastifyRequest,
  given: Posted & {
    readonly view: CheckoutView
    readonly buyer: Buyer
    readonly means: ChosenMeans
  },
): PlacingRequest {
  const { chosen, form, asked, view, buyer, means } = given
  const { signedIn, language } = request.visitor
  const byLink = view.paying.rest > 0n && isByLink(form)
  const accepted = form.fields['accept'] === 'yes'
  return {
    offer: chosen.offer,
    shownPrice: view.paying.price,
    campaignCode: asked.wish.campaignCode,
    acceptedTerms: accepted ? readTerms(form.all('terms')) : [],
    shown: shownScreen(view, language, { byLink }),
    startNow: chosen.startNow,
    ...means,
    points: view.paying.pointsUsed,
    shownRest: view.paying.rest,
    giftCards: asked.wish.giftCards,
    keepMeans: !byLink && means.method !== 'house' && form.fields['keep'] === 'yes',
    byLink,
    channel: 'web',
    buyer,
    person: signedIn?.account.person ?? null,
  }
}

function viewOf(
  { app }: Portal,
  request: FastifyRequest,
  chosen: Chosen,
  wish: PayingWish,
): Promise<CheckoutView | null> {
  return checkoutView(app, {
    ...chosen,
    ownConnection: request.visitor.connection === chosen.line,
    buyer: buyerOf(request, chosen.access),
    wish,
  })
}

function sendConfirm(
  portal: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  given: {
    readonly chosen: Chosen
    readonly view: CheckoutView | null
    readonly form: FormState
  },
): FastifyReply {
  const { page } = portal
  const { chosen, view, form } = given
  if (view === null) return reply.redirect(paths.offers(chosen.line), 303)
  const voice = page.voice(request)
  const giftCards = view.paying.giftCards.map(({ card }) => sealGiftCard(portal, request, card))
  const props = { voice, view, giftCards, form: { ...form, seal: page.seal(request) } }
  return page.send(request, reply, {
    title: voice.words.confirm.title,
    body: <ConfirmPage {...props} />,
    path: paths.confirm(chosen.line, view.quote.offer, chosen.startNow),
    status: statusOf(form),
  })
}

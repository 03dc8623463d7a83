/**
 * Selling over the counter: the last screen shown, the customer's yes, and then the money. Cash and
 * card terminal place the order and take the money in one post; whatever breaks between leaves a
 * waiting order, which the same post finishes, or the line's page.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { assert } from '../../../domain/basics/assert.ts'
import { parseId, type LineId } from '../../../domain/basics/ids.ts'
import type { Language } from '../../../domain/basics/language.ts'
import type { Result } from '../../../domain/basics/result.ts'
import { reachOf } from '../../../domain/staff/permissions.ts'
import type { PlacingRequest } from '../../../domain/order/placing.ts'
import { orderIds } from '../../../app/orders/minted.ts'
import { NO_WISH } from '../../../app/queries/paying-view.ts'
import { saleView, type SaleView } from '../../../app/queries/staff/sale-view.ts'
import { cancelReplaced } from '../../../app/sagas/paying.ts'
import type { PlacedOrder } from '../../../app/orders/place-order.ts'
import { callOf } from '../../../app/queries/staff/calls.ts'
import { sellAtCounter } from '../../../app/staff/sell.ts'
import { sellOnCall } from '../../../app/staff/sell-on-call.ts'
import { paperCopy } from '../../agreement-sheet.ts'
import type { FormProps } from '../../form.tsx'
import { readOffer, readTerms, readYen } from '../../shown-form.ts'
import type { Console } from '../desk.ts'
import { readForm, type PostedForm } from '../form.ts'
import { sealCard } from '../gift-cards-in-use.ts'
import { statusOf } from '../page.tsx'
import { SalePage } from '../pages/sale.tsx'
import { paths } from '../paths.ts'
import { figuresOf, readSale, type SaleAskedForm } from '../sale-form.ts'
import { acting, atDesk } from '../staffer.ts'
import { takeForOrder, troubleTaking } from '../take-money.ts'
import { speechOf } from '../voice.ts'
import { sellRefusalText } from '../words/sell/refusals.ts'
import { sellWords, type SellRefusal } from '../words/sell/words.ts'
import { sendOrder } from './order-routes.tsx'
import type { Exchange } from './sign-in-routes.tsx'

type LineParams = { Params: { line: string } }
type FormState = Omit<FormProps, 'seal'>
/** Most customers read it; whoever does not says so. */
const FIRST_LANGUAGE: Language = 'zh-CN'

export function saleRoutes(server: FastifyInstance, console: Console): void {
  const { app, page } = console

  server.get<LineParams & { Querystring: { offer?: string; version?: string; start?: string } }>(
    '/staff/lines/:line/sales/new',
    async (request, reply) => {
      const line = parseId<LineId>(request.params.line)
      const offer = readOffer(request.query.offer, request.query.version)
      if (line === null || offer === null) return page.onNotFound(request, reply)
      const startNow = request.query.start === 'now'
      const asked = { offer, startNow, language: null, wish: NO_WISH, wrong: {} }
      const view = await saleView(app, atDesk(request).staff, { line, ...asked })
      if (!view.ok) return notSold(console, { request, reply }, { line, refusal: view.refusal })
      return sendSale(console, { request, reply }, { view: view.value, asked, agreed: false })
    },
  )

  server.post<LineParams>('/staff/lines/:line/sales', async (request, reply) => {
    const line = parseId<LineId>(request.params.line)
    if (line === null) return page.onNotFound(request, reply)
    const form = readForm(app, request)
    if (!form.sealed) return page.trouble(request, reply, { status: 403 })
    const asked = await readSale(console, request, form)
    if (asked === null) return page.onNotFound(request, reply)
    const view = await saleView(app, atDesk(request).staff, { line, ...asked })
    if (!view.ok) return notSold(console, { request, reply }, { line, refusal: view.refusal })
    return postSale(console, { request, reply }, { line, form, asked, view: view.value })
  })
}

/** Nothing to show the customer: back to what can be sold. */
function notSold(
  { page }: Console,
  { request, reply }: Exchange,
  given: { readonly line: LineId; readonly refusal: SellRefusal },
): FastifyReply {
  const { language } = request.staffer
  const text = sellRefusalText(given.refusal, language)
  const body = (
    <div class="sheet prose">
      <p role="alert">{text}</p>
      <a class="button main" href={paths.line(given.line)} autofocus>
        {sellWords(language).order.toLine}
      </a>
    </div>
  )
  const title = sellWords(language).sale.title
  return page.send(request, reply, { title, body, status: 422, path: paths.line(given.line) })
}

interface Posted {
  readonly line: LineId
  readonly form: PostedForm
  readonly asked: SaleAskedForm
  readonly view: SaleView
}

/** Refusals first; what only changed is shown again; then the order is placed. */
async function postSale(
  console: Console,
  exchange: Exchange,
  posted: Posted,
): Promise<FastifyReply> {
  const { form, asked, view } = posted
  const { language } = exchange.request.staffer
  const again = (state: FormState, agreed = false) =>
    sendSale(console, exchange, { view, asked, agreed, form: { typed: form.fields, ...state } })
  const act = form.fields['act'] ?? 'update'
  const wrong = { ...asked.wrong, ...troubleOf(view) }
  const fieldErrors = Object.fromEntries(
    Object.entries(wrong).map(([name, one]) => [name, sellRefusalText(one, language)]),
  )
  if (Object.keys(fieldErrors).length > 0) return again({ fieldErrors })
  if (act === 'update') return again({})
  if (act === 'paper') return sendPaper(console, exchange, posted)
  const { paying } = view.checkout
  if (form.fields['figures'] !== figuresOf(paying)) {
    // What was typed beside the button changed the sum: the customer is shown the new one first.
    const isTyped = act === 'agree' && readYen(form.fields['price']) === paying.price
    return again(isTyped ? {} : { refusal: sellRefusalText(changed(form, view), language) })
  }
  if (act === 'agree') return again({}, true)
  if (form.fields['agreed'] !== 'yes') return again({})
  return sell(console, exchange, posted, (refusal) =>
    again({ refusal: sellRefusalText(refusal, language) }, true),
  )
}

/** In the customer's language, with the figures of this moment. */
async function sendPaper(
  { app, paper, portal }: Console,
  { reply }: Exchange,
  { asked, view }: Posted,
): Promise<FastifyReply> {
  const { checkout } = view
  const { overview, quote, operator } = checkout
  const sheet = paperCopy(portal.wordShown(checkout, languageOf(asked, view)), {
    terms: checkout.terms,
    operator,
    url: `${app.portalUrl}/terms`,
    number: `${quote.offer.id} · ${overview.iccidMasked}`,
    at: app.clock.now(),
  })
  const pdf = await paper.renderer.renderReading(sheet)
  return reply
    .headers({
      'content-disposition': 'inline; filename="terms-to-sign.pdf"',
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    })
    .type('application/pdf')
    .send(Buffer.from(pdf))
}

function changed({ fields }: PostedForm, { checkout }: SaleView): SellRefusal {
  const { price } = checkout.paying
  const shown = readYen(fields['price'])
  return shown === price ? { code: 'figures_changed' } : { code: 'price_changed', shown, price }
}

/** Beside the field that it is about. */
function troubleOf({ checkout }: SaleView): Readonly<Record<string, SellRefusal>> {
  const { trouble } = checkout.paying
  switch (trouble?.code) {
    case 'points_short':
      return { pointsAmount: trouble }
    case 'campaign_code_unknown':
      return { campaignCode: trouble }
    case 'gift_code_unknown':
      return { giftCode: trouble }
    case undefined:
    case 'not_covered':
    case 'rest_too_small':
    case 'rest_too_large':
      return {}
  }
}

type Way = 'cash' | 'terminal' | 'link' | 'covered'

async function sell(
  console: Console,
  { request, reply }: Exchange,
  posted: Posted,
  refused: (refusal: SellRefusal) => FastifyReply,
): Promise<FastifyReply> {
  const { app } = console
  const { form, line, view } = posted
  const way = wayOf(form, view)
  if (way === null) return refused({ code: 'figures_changed' })
  const { rest } = view.checkout.paying
  const isAtTill = way === 'cash' || way === 'terminal'
  const trouble = isAtTill
    ? await troubleTaking(console, request, { form, method: way, shownRest: rest })
    : null
  if (trouble !== null) return refused(trouble)
  const placed = await place(console, request, { posted, way })
  if (!placed.ok) return refused(placed.refusal)
  const { order, state } = placed.value
  await cancelReplaced(app, line, order)
  if (way === 'link') return reply.redirect(paths.order(order), 303)
  if (state !== 'awaiting_payment') return reply.redirect(paths.receipt(order), 303)
  assert(isAtTill, 'what waits for its money is paid at the till')
  const given = { line, order, form, method: way, shownRest: rest }
  const taken = await takeForOrder(console, request, given)
  if (taken.ok) return reply.redirect(paths.receipt(order), 303)
  // The order waits: its own page says why nothing was taken, and takes it.
  const refusal = sellRefusalText(taken.refusal, request.staffer.language)
  return sendOrder(console, { request, reply }, { order, form: { refusal } })
}

/** To a caller it is sold on the call that proves who they are. */
async function place(
  console: Console,
  request: FastifyRequest,
  { posted, way }: { readonly posted: Posted; readonly way: Way },
): Promise<Result<PlacedOrder, SellRefusal>> {
  const { app } = console
  const { line, form, view } = posted
  const { staff } = atDesk(request)
  const sale = { line, request: placingRequest(console, posted, way), ids: orderIds(app.ids) }
  const origin = { ...form.origin, key: keyOf(form, 'place') }
  const call = view.checkout.channel === 'phone' ? await callOf(app, staff.id) : null
  if (call === null) {
    return app.door.ask(sellAtCounter, { acting: acting(request), input: sale }, origin)
  }
  const input = { ...sale, call: call.id, staff: staff.id }
  return app.door.ask(sellOnCall, { acting: acting(request), input }, origin)
}

function keyOf({ origin }: PostedForm, step: 'place'): string | null {
  return origin.key === null ? null : `${origin.key}|${step}`
}

function wayOf({ fields }: PostedForm, { checkout }: SaleView): Way | null {
  const { act } = fields
  const isCovered = checkout.paying.rest === 0n
  if (act === 'covered') return isCovered ? 'covered' : null
  if (act !== 'cash' && act !== 'terminal' && act !== 'link') return null
  return isCovered ? null : act
}

/** Until the payer picks, an order that a phone pays is not open anywhere. */
const METHOD = {
  cash: { method: 'cash', provider: 'till' },
  terminal: { method: 'terminal', provider: 'till' },
  link: { method: 'card', provider: 'stripe' },
  covered: { method: 'house', provider: 'house' },
} as const satisfies Record<Way, Pick<PlacingRequest, 'method' | 'provider'>>

function placingRequest(console: Console, posted: Posted, way: Way): PlacingRequest {
  const { form, asked, view } = posted
  const { checkout, buyer, person } = view
  const { paying } = checkout
  return {
    offer: asked.offer,
    shownPrice: paying.price,
    shownRest: paying.rest,
    campaignCode: asked.wish.campaignCode,
    acceptedTerms: readTerms(form.all('terms')),
    shown: {
      ...console.portal.wordShown(checkout, languageOf(asked, view)),
      ...(form.fields['paper'] === 'yes' ? { paper: 'signed' as const } : {}),
    },
    startNow: asked.startNow,
    ...METHOD[way],
    charges: null,
    points: paying.pointsUsed,
    giftCards: asked.wish.giftCards,
    keepMeans: false,
    byLink: way === 'link',
    channel: checkout.channel,
    buyer,
    person,
  }
}

function languageOf({ language }: Pick<SaleAskedForm, 'language'>, view: SaleView): Language {
  return language ?? view.language ?? FIRST_LANGUAGE
}

function sendSale(
  console: Console,
  { request, reply }: Exchange,
  given: {
    readonly view: SaleView
    readonly asked: SaleAskedForm
    readonly agreed: boolean
    readonly form?: FormState
  },
): FastifyReply {
  const { app, page, portal } = console
  const { view, asked, agreed, form = {} } = given
  const { language } = request.staffer
  const { staff, till } = atDesk(request)
  const { checkout } = view
  const said = sellWords(language)
  return page.send(request, reply, {
    title: agreed ? said.pay.title : said.sale.title,
    body: (
      <SalePage
        speech={speechOf(language)}
        view={view}
        shown={portal.wordShown(checkout, languageOf(asked, view))}
        form={{ ...form, seal: page.seal(request) }}
        giftCards={checkout.paying.giftCards.map(({ card }) => sealCard(app, request, card))}
        agreed={agreed}
        till={till}
        takes={reachOf(staff.role, 'take_money') !== 'no'}
      />
    ),
    here: 'search',
    path: paths.sale(checkout.overview.id, checkout.quote.offer, checkout.startNow),
    status: statusOf(form),
  })
}

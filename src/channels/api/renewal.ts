/**
 * A renewal asked for by a partner's program: paid by the buyer's card on a hosted page, or by
 * money the partner has taken itself. Nothing is decided here; the door refuses or accepts.
 */
import type { ApiKey } from '../../app/api-keys.ts'
import type { App } from '../../app/app.ts'
import type { Origin } from '../../app/origin.ts'
import { orderIds } from '../../app/orders/minted.ts'
import { placeOrder } from '../../app/orders/place-order.ts'
import { renewByPartner } from '../../app/orders/renew-by-partner.ts'
import { ProviderUnreachable } from '../../app/ports.ts'
import { quoteFor } from '../../app/queries/offer-quotes.ts'
import { cancelReplaced, checkoutAddress } from '../../app/sagas/paying.ts'
import { begin } from '../../domain/balance/chain.ts'
import { present } from '../../domain/basics/assert.ts'
import {
  parseName,
  type LineId,
  type OfferId,
  type OrderId,
  type TermsKind,
} from '../../domain/basics/ids.ts'
import { yen } from '../../domain/basics/money.ts'
import { offerOf } from '../../domain/catalogue/catalogue.ts'
import { rulesAt } from '../../domain/catalogue/money-rules.ts'
import { PAID_PLAINLY, type PlacingRequest } from '../../domain/order/placing.ts'
import { payByFor } from '../../domain/order/taking.ts'
import { PROVIDER_OF_METHOD, type HostedMethod } from '../../domain/payment/provider.ts'
import { BUSY_RETRY_SECONDS } from '../../app/door/door.ts'
import type { Answered } from './answer.ts'
import { refusedAnswer } from './asking.ts'
import { orderShapeFor, readOrder } from './order-reading.ts'
import type { FieldTrouble, Trouble } from './problems.ts'
import type { FoundLine } from './routes/lines.ts'
import type * as schemas from './schemas/orders.ts'
import type { Shape } from './shapes.ts'
import { confirmedScreen } from './shown.ts'

/** What a caller is told to wait when the payment provider did not answer. */
export const PROVIDER_RETRY_SECONDS = 5

export const RENEWAL_REFUSALS: readonly Trouble['code'][] = [
  'line_unknown',
  'line_ended',
  'line_reported_lost',
  'offer_unknown',
  'offer_of_other_network',
  'offer_not_in_channel',
  'offer_off_sale',
  'identity_needed',
  'price_changed',
  'campaign_code_unknown',
  'terms_not_accepted',
  'too_many_packs',
  'too_many_orders',
  'payment_undecided',
  'payment_method_unavailable',
  'provider_unreachable',
  'key_reused',
  'busy',
]

type RenewalBody = Shape<typeof schemas.Renewal>
type HostedPayment = Extract<RenewalBody['payment'], { method: HostedMethod }>

export interface RenewalAsked {
  readonly found: FoundLine
  readonly body: RenewalBody
  readonly key: ApiKey
  readonly origin: Origin
}

type RenewalAnswer = Answered<Shape<typeof schemas.Order>>

export async function renew(app: App, asked: RenewalAsked): Promise<RenewalAnswer> {
  const { body } = asked
  const request = requestOf(app, asked)
  if (request === null) return { trouble: { code: 'offer_unknown' } }
  if (body.payment.method !== 'partner') return renewOnPage(app, asked, request)
  const { reference } = body.payment
  const ids = orderIds(app.ids)
  const renewal = { line: lineOf(asked), request, partnerReference: reference, ids }
  const renewed = await app.door.ask(renewByPartner, renewal, asked.origin)
  if (!renewed.ok) return refusedAnswer(app, renewed)
  return told(app, asked, { order: renewed.value.order, replayed: renewed.replayed })
}

async function renewOnPage(
  app: App,
  asked: RenewalAsked,
  request: PlacingRequest,
): Promise<RenewalAnswer> {
  const payment = asked.body.payment as HostedPayment
  const errors = unsafeAddresses(payment)
  if (errors.length > 0) return { trouble: { code: 'invalid_request', errors } }
  if (!app.providers.has(request.provider)) {
    return { trouble: { code: 'payment_method_unavailable', method: request.method } }
  }
  const ids = orderIds(app.ids)
  const placing = { line: lineOf(asked), request, ids }
  const placed = await app.door.ask(placeOrder, placing, asked.origin)
  if (!placed.ok) return refusedAnswer(app, placed)
  const { order } = placed.value
  const waits = await openPage(app, asked, order)
  if (waits !== null) return { trouble: waits }
  return told(app, asked, { order, replayed: placed.replayed })
}

/** The same attempt again opens the page that an earlier one could not. */
async function openPage(app: App, asked: RenewalAsked, order: OrderId): Promise<Trouble | null> {
  const { successUrl, cancelUrl } = asked.body.payment as HostedPayment
  const place = { language: asked.body.language, successUrl, cancelUrl, receiptEmail: null }
  const placed = present(await app.reads.order(lineOf(asked), order), 'an order placed is there')
  try {
    await checkoutAddress(app, placed, place)
  } catch (fault) {
    if (!(fault instanceof ProviderUnreachable)) throw fault
    return { code: 'provider_unreachable', retryAfterSeconds: PROVIDER_RETRY_SECONDS }
  }
  const after = present(await app.reads.order(lineOf(asked), order), 'an order stays')
  const isStuck =
    after.order.state.kind === 'awaiting_payment' && after.payment.state.kind === 'created'
  return isStuck ? { code: 'busy', retryAfterSeconds: BUSY_RETRY_SECONDS } : null
}

async function told(
  app: App,
  asked: RenewalAsked,
  made: { readonly order: OrderId; readonly replayed: boolean },
): Promise<RenewalAnswer> {
  // What it replaced can be paid no more; where that fails now, the sweeps do it.
  await cancelReplaced(app, lineOf(asked), made.order)
  const order = present(await readOrder(app, lineOf(asked), made.order), 'an order is there')
  return { body: orderShapeFor(app, order, asked.key), replayed: made.replayed }
}

function lineOf({ found }: RenewalAsked): LineId {
  return found.state.line.id
}

/** Null for a name that no offer can have. */
function requestOf(app: App, { found, body, key }: RenewalAsked): PlacingRequest | null {
  const { state, now } = found
  const id = parseName<OfferId>(body.offer.id)
  const ref = id === null ? null : { id, version: body.offer.version }
  const offer = ref === null ? null : offerOf(app.catalogue(), ref)
  if (ref === null || offer === null) return null
  const startNow = body.startNow ?? false
  const { method } = body.payment
  const acceptedTerms = body.acceptedTerms.map((one) => ({
    ...one,
    kind: one.kind as TermsKind,
  }))
  const price = yen(body.expectedPrice.amount)
  const shown = confirmedScreen({
    price,
    language: body.language,
    offer,
    quote: quoteFor(state.line.id, begin(state.packs, now), { offer, now, startNow }),
    startNow,
    payment: method,
    terms: acceptedTerms,
    operator: app.operator(),
    payBy: payByFor(
      { method, byLink: false },
      { rules: rulesAt(app.catalogue().rules, now), parts: [], now },
    ),
  })
  return {
    ...PAID_PLAINLY,
    offer: ref,
    shownPrice: price,
    campaignCode: body.campaignCode ?? null,
    acceptedTerms,
    shown,
    startNow,
    method,
    provider: method === 'partner' ? 'partner' : PROVIDER_OF_METHOD[method],
    channel: 'api',
    buyer: { kind: 'api_key', apiKey: key.id },
    person: null,
  }
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Buyers come back over https; only a program under test on the same machine may do without. */
function unsafeAddresses(payment: HostedPayment): readonly FieldTrouble[] {
  return (['successUrl', 'cancelUrl'] as const).flatMap((name): FieldTrouble[] => {
    const url = URL.parse(payment[name])
    const isSafe =
      url !== null &&
      (url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.has(url.hostname))) &&
      url.username === '' &&
      url.password === ''
    const detail = 'must be an https address without user name and password'
    return isSafe ? [] : [{ in: 'body', field: `/payment/${name}`, code: 'unsafe_url', detail }]
  })
}

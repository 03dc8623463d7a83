/** What queries answer, as the JSON of the schemas: bigints as integers, instants as text. */
import type * as Type from 'typebox'
import type {
  LineOverview,
  LineSummary,
  OfferQuote,
  OrderView,
  PackView,
} from '../../app/queries/views.ts'
import type { SessionView } from '../../app/queries/session-view.ts'
import type { HourOfUsage } from '../../app/session-reads.ts'
import { assert } from '../../domain/basics/assert.ts'
import type { Instant } from '../../domain/basics/time.ts'
import type { Terms } from '../../domain/agreement/agreement.ts'
import type { Yen } from '../../domain/basics/money.ts'
import type { Allowance, Network, Offer } from '../../domain/catalogue/offer.ts'
import type { OrderState } from '../../domain/order/order.ts'
import type * as lines from './schemas/lines.ts'
import type * as offers from './schemas/offers.ts'
import type * as orders from './schemas/orders.ts'

export type Shape<Schema extends Type.TSchema> = Type.Static<Schema>

/** Within what every JSON reader holds exactly (RFC 8259 §6); more than that is a fault of ours. */
export function integer(count: bigint): number {
  const whole = Number(count)
  assert(Number.isSafeInteger(whole), 'a figure fits a JSON integer')
  return whole
}

export function money(amount: Yen) {
  return { amount: integer(amount), currency: 'JPY' } as const
}

export function text(at: Instant): string {
  return at.toString()
}

export function textOrNull(at: Instant | null): string | null {
  return at === null ? null : text(at)
}

function integerOrNull(count: bigint | null): number | null {
  return count === null ? null : integer(count)
}

/** Every instant of a record as text; the rest stays. */
type Written<Value> = Value extends Instant
  ? string
  : Value extends string
    ? Value
    : Value extends object
      ? { [Name in keyof Value]: Written<Value[Name]> }
      : Value

/** For small records of dates and words, such as states; bigints have named functions above. */
function written<Value extends object>(value: Value): Written<Value> {
  const fields = Object.entries(value).map(([name, field]: [string, unknown]) => [
    name,
    field instanceof Temporal.Instant ? text(field) : field,
  ])
  return Object.fromEntries(fields) as Written<Value>
}

function allowanceShape(allowance: Allowance): Shape<typeof offers.Allowance> {
  switch (allowance.kind) {
    case 'total':
      return { kind: 'total', bytes: integer(allowance.bytes) }
    case 'daily':
      return { ...allowance, bytesPerDay: integer(allowance.bytesPerDay) }
    case 'unlimited':
      return allowance
  }
}

export function offerShape(offer: Offer): Shape<typeof offers.Offer> {
  const { grant } = offer
  return {
    id: offer.id,
    version: offer.version,
    network: offer.network,
    family: offer.family,
    name: offer.name,
    length: offer.length,
    price: money(offer.price),
    taxPercent: offer.taxPercent,
    gigabyte: offer.gigabyte,
    validity: grant.validity,
    allowance: allowanceShape(grant.allowance),
    afterAllowance: grant.afterAllowance,
    fullKbps: grant.fullKbps,
    start: grant.start,
    stacking: grant.stacking,
    graceDays: grant.graceDays,
    fulfilment: fulfilmentShape(grant.fulfilment),
    refund: offer.refund,
    onSaleFrom: text(offer.onSaleFrom),
    onSaleUntil: textOrNull(offer.onSaleUntil),
    identityRequiredFrom: textOrNull(offer.idRequiredFrom),
  }
}

function fulfilmentShape(
  fulfilment: Offer['grant']['fulfilment'],
): Shape<typeof offers.Offer>['fulfilment'] {
  if (fulfilment === undefined) return { kind: 'own' }
  const { kind, withinMinutes } = fulfilment
  return { kind, withinMinutes }
}

export function quoteShape(quote: OfferQuote): Shape<typeof offers.Quote> {
  return {
    asOf: text(quote.asOf),
    offer: offerShape(quote.offer),
    tax: money(quote.tax),
    effect: quote.effect,
    from: textOrNull(quote.from),
    until: textOrNull(quote.until),
    extendsFrom: textOrNull(quote.extendsFrom),
    latestStart: textOrNull(quote.latestStart),
    startNowUntil: textOrNull(quote.startNowUntil),
  }
}

export function networkShape(network: Network): Shape<typeof offers.Network> {
  return { id: network.id, name: network.name, iccidPrefixes: [...network.iccidPrefixes] }
}

export function termsShape(terms: Terms): Shape<typeof offers.Terms> {
  return {
    kind: terms.kind,
    version: terms.version,
    hash: terms.hash,
    effectiveFrom: text(terms.effectiveFrom),
    title: terms.title,
    text: terms.text,
  }
}

function lifecycleShape(lifecycle: LineSummary['lifecycle']): Shape<typeof lines.Lifecycle> {
  switch (lifecycle.state) {
    case 'fresh':
      return { state: 'fresh' }
    case 'active':
      return { state: 'active', until: textOrNull(lifecycle.until) }
    case 'grace': {
      const { since, suspendedFrom } = lifecycle
      return { state: 'grace', since: text(since), suspendedFrom: text(suspendedFrom) }
    }
    case 'suspended':
      return { state: 'suspended', since: text(lifecycle.since), endsAt: text(lifecycle.endsAt) }
    case 'ended':
      return { state: 'ended', since: text(lifecycle.since) }
  }
}

export function lineShape(line: LineSummary): Shape<typeof lines.Line> {
  return {
    id: line.id,
    network: line.network,
    iccidMasked: line.iccidMasked,
    msisdnMasked: line.msisdnMasked,
    lifecycle: lifecycleShape(line.lifecycle),
    bytesLeft: integerOrNull(line.bytesLeft),
    unlimited: line.unlimited,
  }
}

export function packShape(pack: PackView): Shape<typeof lines.Pack> {
  return {
    id: pack.id,
    offerName: pack.offerName,
    length: pack.length,
    origin: pack.origin,
    state: pack.state,
    from: textOrNull(pack.from),
    until: textOrNull(pack.until),
    allowance: allowanceShape(pack.allowance),
    afterAllowance: pack.afterAllowance,
    bytesGranted: integerOrNull(pack.bytesGranted),
    bytesLeft: integerOrNull(pack.bytesLeft),
    bytesUsed: integer(pack.bytesUsed),
    bytesThrottled: integer(pack.bytesThrottled),
    nextReset: textOrNull(pack.nextReset),
    gigabyte: pack.gigabyte,
    canStartNow: pack.canStartNow,
    toldAsOf: textOrNull(pack.toldAsOf),
  }
}

/** Usage by day and orders are left to routes with scopes of their own. */
export function overviewShape(view: LineOverview): Shape<typeof lines.Overview> {
  const repeat = view.repeat?.offer.channels.includes('api') === true ? view.repeat : null
  return {
    asOf: text(view.asOf),
    id: view.id,
    network: view.network,
    iccidMasked: view.iccidMasked,
    msisdnMasked: view.msisdnMasked,
    lifecycle: lifecycleShape(view.lifecycle),
    reportedLostAt: textOrNull(view.lostCard),
    entitlement: view.entitlement,
    bytesLeft: integerOrNull(view.bytesLeft),
    bytesGranted: integerOrNull(view.bytesGranted),
    bytesUsed: integer(view.bytesUsed),
    unlimited: view.unlimited,
    packs: view.packs.map(packShape),
    lastReportAt: textOrNull(view.lastReportAt),
    live: view.live,
    forecast: written(view.forecast),
    repeat: repeat === null ? null : quoteShape(repeat),
  }
}

export function hourShape({ from, bytes }: HourOfUsage): Shape<typeof lines.UsageHour> {
  return { from: text(from), bytes: integer(bytes) }
}

/** Not by whom it is measured: that is for staff. */
export function sessionShape(view: SessionView): Shape<typeof lines.Session> {
  const { id, protocol, since, heardAt, bytesUsed, told } = view
  const times = { startedAt: text(since), heardAt: text(heardAt) }
  return { id, protocol, ...times, bytesUsed: integer(bytesUsed), entitlement: told }
}

function orderStateShape(state: OrderState): Shape<typeof orders.OrderState> {
  if (state.kind === 'fulfilling') {
    const { at, deadline, progress } = state
    const doubtSince = textOrNull(progress.doubt)
    return { kind: 'fulfilling', at: text(at), deadline: text(deadline), doubtSince }
  }
  return written(state)
}

function paymentStateShape(
  state: OrderView['payment']['state'],
): Shape<typeof orders.PaymentState> {
  if (state.kind === 'succeeded') return { kind: 'succeeded', at: text(state.at) }
  if (state.kind !== 'open') return state
  const { lastFailure, voucher } = state
  const shown = voucher === null ? null : { url: voucher.url, until: text(voucher.until) }
  return { kind: 'open', lastFailure, voucher: shown }
}

/** `own`: placed with the key that asks; only then the address to pay at is told. */
export function orderShape(view: OrderView, own: boolean): Shape<typeof orders.Order> {
  return {
    id: view.id,
    line: view.line,
    number: view.number,
    offer: { id: view.offer.id, version: view.offer.version },
    offerName: view.offerName,
    price: money(view.price),
    taxPercent: view.taxPercent,
    tax: money(view.tax),
    placedAt: text(view.placedAt),
    payBy: text(view.payBy),
    own,
    state: orderStateShape(view.state),
    payment: {
      state: paymentStateShape(view.payment.state),
      method: view.payment.method,
      checkoutUrl: own ? view.payment.checkoutUrl : null,
    },
    pack: view.pack === null ? null : packShape(view.pack),
  }
}

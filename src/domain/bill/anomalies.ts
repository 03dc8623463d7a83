/**
 * When something on a bill is odd: pure rules over facts that were looked up. Each says what it saw
 * and the figures that explain it; none says that anybody is at fault. Thresholds are data
 * (`rules.ts`).
 */
import type { Bytes } from '../basics/data-volume.ts'
import type { AccountId, OfferId, OrderId } from '../basics/ids.ts'
import { sumYen, yen, type Yen } from '../basics/money.ts'
import { isBefore, secondsBetween, type Instant, type JstDate } from '../basics/time.ts'
import { discountOf } from '../catalogue/campaign.ts'
import { currentOffer, offerOf, type Catalogue } from '../catalogue/catalogue.ts'
import type { Channel } from '../catalogue/offer.ts'
import { accountOf, type Order } from '../order/order.ts'
import { sumParts } from '../order/parts.ts'
import type { Payment } from '../payment/payment.ts'
import type { Mandate } from '../renewal/mandate.ts'
import type { Finding } from './anomaly.ts'
import type { BillRules } from './rules.ts'

/** Paid and delivered. */
export interface Sale {
  readonly order: OrderId
  readonly offer: OfferId
  readonly channel: Channel
  readonly at: Instant
}

export interface SaleToLookAt {
  readonly order: Order
  /** All attempts to pay it. */
  readonly payments: readonly Payment[]
  readonly at: Instant
  /** Of the same line, sold before; in any order. */
  readonly before: readonly Sale[]
  /** Of the line, ended ones too. */
  readonly mandates: readonly Mandate[]
  /** Who holds the line. */
  readonly holder: AccountId | null
}

export function oddInSale(
  sale: SaleToLookAt,
  given: { readonly catalogue: Catalogue; readonly rules: BillRules },
): readonly Finding[] {
  return [
    duplicate(sale, given.rules),
    priceDiffers(sale, given.catalogue),
    renewedAfterCancel(sale),
    unknownChannel(sale, given.rules),
  ].filter((finding) => finding !== null)
}

/** The nearest sale of the same offer counts; exactly so many minutes apart is still within. */
function duplicate(sale: SaleToLookAt, { duplicateMinutes }: BillRules): Finding | null {
  if (duplicateMinutes === 0) return null
  let nearest: { readonly order: OrderId; readonly apart: number } | null = null
  for (const earlier of sale.before) {
    if (earlier.offer !== sale.order.offer.id || earlier.order === sale.order.id) continue
    const apart = secondsBetween(earlier.at, sale.at)
    if (apart < 0 || apart > duplicateMinutes * 60) continue
    if (nearest === null || apart < nearest.apart) nearest = { order: earlier.order, apart }
  }
  if (nearest === null) return null
  const { order: earlier, apart: secondsApart } = nearest
  return { kind: 'duplicate', order: sale.order.id, earlier, secondsApart }
}

/** What was taken for it, from inside and outside, against what the catalogue says of then. */
function priceDiffers({ order, payments }: SaleToLookAt, catalogue: Catalogue): Finding | null {
  const listed = listedPrice(order, catalogue)
  const paid = payments.find(({ id }) => id === order.payment)
  if (listed === null || paid === undefined) return null
  const charged = sumYen([sumParts(order.parts), paid.amount])
  return charged === listed ? null : { kind: 'price_differs', order: order.id, charged, listed }
}

/**
 * The version on sale when the order was placed, less what the order's campaign takes off; where
 * none was on sale any more, the version that the order names. Null for what was never offered.
 */
export function listedPrice(
  { offer: ref, placedAt, campaign }: Pick<Order, 'offer' | 'placedAt' | 'campaign'>,
  catalogue: Catalogue,
): Yen | null {
  const offer = currentOffer(catalogue, ref.id, placedAt) ?? offerOf(catalogue, ref)
  if (offer === null) return null
  return yen(offer.price - discountOf(campaign, offer.price))
}

/** No mandate stood when it was placed, though one had: ended, or paused and not resumed since. */
function renewedAfterCancel({ order, mandates }: SaleToLookAt): Finding | null {
  if (order.channel !== 'auto') return null
  const begun = mandates.filter(({ since }) => !isBefore(order.placedAt, since))
  const ends = begun.map((mandate) => stoppedAt(mandate, order.placedAt))
  if (ends.some((end) => end === null)) return null
  const last = ends
    .filter((end) => end !== null)
    .toSorted(Temporal.Instant.compare)
    .at(-1)
  if (last === undefined) return null
  return { kind: 'renewal_after_cancel', order: order.id, endedAt: last }
}

/** Since when it renews nothing, at the instant; null while it does. */
function stoppedAt({ ended, paused }: Mandate, at: Instant): Instant | null {
  if (ended !== null && !isBefore(at, ended.at)) return ended.at
  if (paused === null || isBefore(at, paused.since)) return null
  return paused.until === null || isBefore(at, paused.until) ? paused.since : null
}

/** Where somebody else acts: at a counter, on the telephone, by a partner. */
const BY_OTHERS: readonly Channel[] = ['counter', 'phone', 'api']

/**
 * The first of its kind on a line that its holder has bought for otherwise so many times; what the
 * holder themselves bought signed in is known, whichever way it came.
 */
function unknownChannel(sale: SaleToLookAt, rules: BillRules): Finding | null {
  const { order, before, holder } = sale
  if (rules.channelOrdersMin === 0 || holder === null) return null
  if (!BY_OTHERS.includes(order.channel) || accountOf(order) === holder) return null
  const others = before.filter((one) => one.order !== order.id)
  if (others.length < rules.channelOrdersMin) return null
  if (others.some(({ channel }) => channel === order.channel)) return null
  return { kind: 'unknown_channel', order: order.id, channel: order.channel }
}

export interface DayToLookAt {
  readonly day: JstDate
  readonly bytes: Bytes
  /** Of the days before, in any order. */
  readonly before: readonly Bytes[]
}

/** A whole day's bytes against the median of the days before that had any. */
export function oddDay({ day, bytes, before }: DayToLookAt, rules: BillRules): Finding | null {
  if (rules.jumpFactor === 0 || bytes <= rules.jumpFloor) return null
  const used = before.filter((one) => one > 0n)
  if (used.length < rules.jumpDaysMin) return null
  const usual = median(used)
  if (bytes <= usual * BigInt(rules.jumpFactor)) return null
  return { kind: 'usage_jump', day, bytes, usual }
}

/** Of an even number of days, the lower of the middle two: the one that was a day. */
export function median(values: readonly bigint[]): bigint {
  const sorted = values.toSorted((one, other) => (one < other ? -1 : one > other ? 1 : 0))
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0n
}

/** What names a finding: looked at again it is the same one. */
export function findingMark(finding: Finding): string {
  return finding.kind === 'usage_jump'
    ? `${finding.kind}|${finding.day.toString()}`
    : `${finding.kind}|${finding.order}`
}

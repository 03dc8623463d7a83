/**
 * A document about money that moved: what was sold or given back, the tax of each rate, how it was
 * settled (Consumption Tax Act art. 57-4). A value that never changes once it is issued; a mistake
 * is corrected by another document that names it. Not its layout, not its words, and no personal
 * text: a recipient is named by a person's id.
 */
import { assert } from '../basics/assert.ts'
import type { DocumentId, LineId, OrderId, PersonId, RefundId } from '../basics/ids.ts'
import type { Language, Localised } from '../basics/language.ts'
import { negate, NO_YEN, sumYen, yen, type Yen } from '../basics/money.ts'
import type { Instant, Interval, JstDate } from '../basics/time.ts'
import type { MoneyRules } from '../catalogue/money-rules.ts'
import type { PaymentMethod } from '../payment/provider.ts'
import type { DocumentNumber } from './numbering.ts'
import type { RegistrationNumber } from './registration-number.ts'
import { shareOut } from './shares.ts'
import { taxOfReturn, taxWithin, type Taxed, type TaxRounding } from './tax.ts'

/**
 * receipt         names no recipient (a simplified qualified invoice of a registered seller)
 * invoice         names whom it is for
 * return_invoice  money given back, from the amount at which law wants one
 * refund_note     money given back, where law asks for no return invoice
 */
export type DocumentKind = 'receipt' | 'invoice' | 'return_invoice' | 'refund_note'

/** Who sells, as it was on the day of issue. Public facts, so they may stand in the content. */
export interface Seller {
  readonly name: Localised
  readonly address: string
  readonly phone: string
  readonly email: string
  /** Null where the seller is no registered issuer; the document is then no qualified invoice. */
  readonly registrationNumber: RegistrationNumber | null
}

export type SettledBy =
  | { readonly kind: 'provider'; readonly method: Exclude<PaymentMethod, 'house'> }
  | { readonly kind: 'gift_card' }
  | { readonly kind: 'points' }

/** One way in which money (or points) came or went back. */
export interface Settlement {
  readonly by: SettledBy
  readonly amount: Yen
}

export type DocumentLine =
  | {
      readonly kind: 'item'
      readonly name: Localised
      readonly quantity: 1
      readonly gross: Yen
      readonly taxPercent: number
    }
  /** Below zero: what a campaign took off. */
  | {
      readonly kind: 'discount'
      readonly name: Localised
      readonly gross: Yen
      readonly taxPercent: number
    }
  /** Below zero: points that lower the taxable amount. */
  | { readonly kind: 'points'; readonly gross: Yen; readonly taxPercent: number }
  /** Given back, at one rate. */
  | {
      readonly kind: 'return'
      readonly name: Localised
      readonly gross: Yen
      readonly taxPercent: number
    }

/** `percent` 0 is an amount outside consumption tax. */
export interface RateSum extends Taxed {
  readonly percent: number
}

export interface DocumentRef {
  readonly id: DocumentId
  readonly number: DocumentNumber
}

/** What is the same on every kind of document about one order. */
interface OrderFacts {
  readonly line: LineId
  readonly order: OrderId
  /** As people read it out. */
  readonly orderNumber: string
  /** The day of supply: when the pack was delivered. */
  readonly suppliedOn: JstDate
  /** When the pack is valid; null where that is not settled yet. */
  readonly period: Interval | null
}

export interface Document extends OrderFacts {
  readonly id: DocumentId
  readonly kind: DocumentKind
  readonly number: DocumentNumber
  readonly issuedAt: Instant
  readonly language: Language
  readonly seller: Seller
  /** Whose sealed name it bears. */
  readonly recipient: PersonId | null
  readonly lines: readonly DocumentLine[]
  /** Highest rate first. */
  readonly rates: readonly RateSum[]
  /** Tax included; of a return, what was given back. Never below zero. */
  readonly total: Yen
  /** When the money came or went. */
  readonly settledAt: Instant
  readonly settled: readonly Settlement[]
  /** How points and rounding were ruled when the order was placed. */
  readonly pointsAs: MoneyRules['pointsAs']
  readonly taxRounding: TaxRounding
  /** The document that this one corrects or replaces. */
  readonly refersTo: DocumentRef | null
  readonly refund: RefundId | null
}

/** What issuing adds: identity and number come from the operator's book, under its lock. */
export interface Issue {
  readonly id: DocumentId
  readonly number: DocumentNumber
  readonly issuedAt: Instant
  readonly language: Language
  readonly seller: Seller
}

export interface SaleFacts extends OrderFacts {
  /** Prices as offered, tax included. */
  readonly items: readonly {
    readonly name: Localised
    readonly price: Yen
    readonly taxPercent: number
    /** What a campaign took off this item. */
    readonly discount: { readonly name: Localised; readonly amount: Yen } | null
  }[]
  /** All that was paid, points too: together the items less their discounts. */
  readonly paid: readonly Settlement[]
  readonly paidAt: Instant
  readonly pointsAs: MoneyRules['pointsAs']
  readonly taxRounding: TaxRounding
}

export interface ReturnFacts {
  readonly refund: RefundId
  readonly name: Localised
  /** All that goes back, points too, by the way it goes. */
  readonly returned: readonly Settlement[]
  readonly returnedAt: Instant
  /** The receipt or invoice of the order. */
  readonly original: Document
  /** What earlier returns of the same order gave back, documented or not. */
  readonly earlier: readonly Pick<Document, 'rates'>[]
  readonly returnInvoiceFrom: MoneyRules['returnInvoiceFrom']
}

/** A receipt, or an invoice where somebody is named. */
export function documentOfSale(
  facts: SaleFacts,
  issue: Issue,
  named: { readonly recipient: PersonId; readonly replaces: DocumentRef | null } | null = null,
): Document {
  const lines = saleLines(facts)
  const rates = rateSums(lines, facts.taxRounding)
  const settled = facts.paid.filter((one) => one.amount > 0n && isMoney(one, facts.pointsAs))
  const document: Document = {
    ...issue,
    kind: named === null ? 'receipt' : 'invoice',
    recipient: named?.recipient ?? null,
    line: facts.line,
    order: facts.order,
    orderNumber: facts.orderNumber,
    suppliedOn: facts.suppliedOn,
    period: facts.period,
    lines,
    rates,
    total: sumYen(rates.map((rate) => rate.gross)),
    settledAt: facts.paidAt,
    settled,
    pointsAs: facts.pointsAs,
    taxRounding: facts.taxRounding,
    refersTo: named?.replaces ?? null,
    refund: null,
  }
  assert(document.total === sumYen(settled.map((one) => one.amount)), 'a sale is paid in full')
  return document
}

/** Where points are a discount they were never paid, and giving them back is no return of money. */
function isMoney(settlement: Settlement, pointsAs: MoneyRules['pointsAs']): boolean {
  return settlement.by.kind !== 'points' || pointsAs === 'payment'
}

function saleLines({ items, paid, pointsAs }: SaleFacts): readonly DocumentLine[] {
  const lines = items.flatMap(({ name, price, taxPercent, discount }): DocumentLine[] => {
    const item = { kind: 'item', name, quantity: 1, gross: price, taxPercent } as const
    if (discount === null || discount.amount === 0n) return [item]
    assert(discount.amount <= price, 'a discount is at most the price')
    const gross = negate(discount.amount)
    return [item, { kind: 'discount', name: discount.name, gross, taxPercent }]
  })
  if (pointsAs === 'payment') return lines
  const points = sumYen(paid.filter((one) => one.by.kind === 'points').map((one) => one.amount))
  if (points === 0n) return lines
  const percents = ratesOf(lines)
  const shares = shareOut(
    points,
    percents.map((percent) => grossAt(lines, percent)),
  )
  return [
    ...lines,
    ...percents.flatMap((taxPercent, place): DocumentLine[] => {
      const share = shares[place] ?? NO_YEN
      return share === 0n ? [] : [{ kind: 'points', gross: negate(share), taxPercent }]
    }),
  ]
}

/**
 * Given back from what was taxed, over the original's rates in proportion to what is left of each.
 * Null where nothing of it was (points that were a discount): such a return has no document.
 */
export function documentOfReturn(facts: ReturnFacts, issue: Issue): Document | null {
  const { original, earlier } = facts
  const settled = facts.returned.filter((one) => one.amount > 0n && isMoney(one, original.pointsAs))
  const total = sumYen(settled.map((one) => one.amount))
  if (total === 0n) return null
  const rates = returnedRates(total, original, earlier)
  return {
    ...issue,
    kind: returnKind(total, { seller: issue.seller, from: facts.returnInvoiceFrom }),
    recipient: original.recipient,
    line: original.line,
    order: original.order,
    orderNumber: original.orderNumber,
    suppliedOn: original.suppliedOn,
    period: original.period,
    lines: rates.map(({ percent, gross }) => {
      return { kind: 'return', name: facts.name, gross, taxPercent: percent }
    }),
    rates,
    total,
    settledAt: facts.returnedAt,
    settled,
    pointsAs: original.pointsAs,
    taxRounding: original.taxRounding,
    refersTo: { id: original.id, number: original.number },
    refund: facts.refund,
  }
}

/** What is given back of each rate, and the tax within. */
export function returnedRates(
  total: Yen,
  original: Pick<Document, 'rates' | 'taxRounding'>,
  earlier: readonly Pick<Document, 'rates'>[],
): readonly RateSum[] {
  const returned = original.rates.map(({ percent }) =>
    earlier.flatMap((one) => one.rates.filter((rate) => rate.percent === percent)),
  )
  const left = original.rates.map((rate, place) =>
    yen(rate.gross - sumYen((returned[place] ?? []).map((one) => one.gross))),
  )
  const shares = shareOut(total, left)
  return original.rates
    .map((rate, place) => {
      const gross = shares[place] ?? NO_YEN
      const tax = taxOfReturn(gross, {
        original: rate,
        earlier: returned[place] ?? [],
        percent: rate.percent,
        rounding: original.taxRounding,
      })
      return { percent: rate.percent, gross, tax }
    })
    .filter((rate) => rate.gross > 0n)
}

/** Consumption Tax Act Enforcement Order art. 70-9: small returns need no return invoice. */
export function returnKind(
  total: Yen,
  given: { readonly seller: Seller; readonly from: Yen },
): 'return_invoice' | 'refund_note' {
  const wanted = given.seller.registrationNumber !== null && total >= given.from
  return wanted ? 'return_invoice' : 'refund_note'
}

/** One rounding per rate, of the sum of all lines at that rate. */
function rateSums(lines: readonly DocumentLine[], rounding: TaxRounding): readonly RateSum[] {
  return ratesOf(lines).map((percent) => {
    const gross = grossAt(lines, percent)
    return { percent, gross, tax: taxWithin(gross, percent, rounding) }
  })
}

function ratesOf(lines: readonly DocumentLine[]): readonly number[] {
  return [...new Set(lines.map((line) => line.taxPercent))].toSorted((one, other) => other - one)
}

function grossAt(lines: readonly DocumentLine[], percent: number): Yen {
  return sumYen(lines.filter((line) => line.taxPercent === percent).map((line) => line.gross))
}

/**
 * What a partner confirms having shown to its buyer before it asks for a renewal: the six things of
 * the Specified Commercial Transactions Act (art. 12-6) as plain facts, kept with the agreement.
 */
import type { OfferQuote, OperatorView } from '../../app/queries/views.ts'
import type { ShownScreen, TermsRef } from '../../domain/agreement/agreement.ts'
import type { Yen } from '../../domain/basics/money.ts'
import type { Language } from '../../domain/basics/language.ts'
import type { Instant } from '../../domain/basics/time.ts'
import type { Offer } from '../../domain/catalogue/offer.ts'
import type { HostedMethod } from '../../domain/payment/provider.ts'
import { offerKey } from '../../domain/catalogue/catalogue.ts'

export interface ConfirmedFacts {
  readonly language: Language
  readonly offer: Offer
  /** What the buyer pays, the discount of a campaign included. */
  readonly price: Yen
  /** Null when the line can take no further pack; the door refuses it then. */
  readonly quote: OfferQuote | null
  readonly startNow: boolean
  readonly payment: HostedMethod | 'partner'
  readonly terms: readonly TermsRef[]
  readonly operator: OperatorView
  readonly payBy: Instant
}

export function confirmedScreen(facts: ConfirmedFacts): ShownScreen {
  const { offer, language, operator } = facts
  const contact = `${operator.phone} ${operator.email}`
  const terms = facts.terms.map(({ kind, version, hash }) => `${kind} ${version} ${hash}`)
  return {
    language,
    lines: [
      { label: 'quantity', value: `${offer.name[language]} (${offerKey(offer)})` },
      { label: 'period', value: periodOf(facts) },
      { label: 'price', value: priceOf(facts) },
      { label: 'payment', value: paymentOf(facts) },
      { label: 'delivery', value: facts.quote?.effect ?? 'unknown' },
      { label: 'cancellation', value: `${JSON.stringify(offer.refund)} ${contact}` },
      { label: 'application period', value: `until ${facts.payBy.toString()}` },
      { label: 'seller', value: `${operator.name[language]}, ${operator.address}` },
      { label: 'terms', value: terms.join('\n') },
    ],
    button: `confirmed by the partner through the API: JPY ${facts.price}`,
  }
}

function priceOf({ offer, price }: ConfirmedFacts): string {
  const less = price === offer.price ? '' : ` (JPY ${offer.price} less a campaign's discount)`
  return `JPY ${price}${less}, consumption tax ${offer.taxPercent} %`
}

function periodOf({ quote, startNow, offer }: ConfirmedFacts): string {
  const until = startNow ? quote?.startNowUntil : quote?.until
  const end = until === null || until === undefined ? 'not known in advance' : until.toString()
  return `${JSON.stringify(offer.grant.validity)}, end if paid at once: ${end}`
}

function paymentOf({ payment }: ConfirmedFacts): string {
  if (payment === 'partner') return 'taken by the partner'
  if (payment === 'konbini') return 'at a convenience store, within the application period'
  return `by ${payment} on a hosted page, at once`
}

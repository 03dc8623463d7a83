/**
 * The last screen before paying as plain lines: the six things of the Specified Commercial
 * Transactions Act (art. 12-6) — quantity and period, price, payment, delivery, cancellation,
 * application period — with what else the buyer must know, and the words on the button. The page
 * shows exactly this and the agreement stores exactly this.
 */
import { FULFILMENT_WORDS } from '../../fulfilment-words.ts'
import type { PayingView } from '../../../app/queries/paying-view.ts'
import type { CheckoutView, OfferQuote } from '../../../app/queries/views.ts'
import type { ShownScreen } from '../../../domain/agreement/agreement.ts'
import type { Language } from '../../../domain/basics/language.ts'
import type { Instant } from '../../../domain/basics/time.ts'
import { noCoolingOffText } from '../../refund-rule.ts'
import {
  afterText,
  fullSpeedText,
  latestStartText,
  offerAllowance,
  validityText,
} from './offer-words.ts'
import { benefitText, methodName, methodText } from './pay-words.ts'
import { voice, type Voice } from './words.ts'

/** `byLink`: the buyer asks somebody else to pay; otherwise the chosen way counts. */
export function shownScreen(
  view: CheckoutView,
  language: Language,
  { byLink = false }: { readonly byLink?: boolean } = {},
): ShownScreen {
  const speech = voice(language)
  const { confirm } = speech.words
  const { quote, overview, operator } = view
  const after = afterText(quote.offer, speech)
  const contact = confirm.contact(operator.phone, operator.email, operator.hotlineHours[language])
  const seller = confirm.sellerText(
    operator.name[language],
    operator.representative,
    operator.address,
  )
  const rule = confirm.cancellationRule(quote.offer.refund)
  return {
    language,
    lines: [
      { label: confirm.line, value: `${overview.network.name[language]} ${overview.iccidMasked}` },
      { label: confirm.quantity, value: quantityText(view, speech) },
      ...(after === null ? [] : [{ label: confirm.after, value: after }]),
      { label: confirm.period, value: periodText(view, speech) },
      ...campaignLines(view, speech),
      { label: confirm.price, value: priceText(view, speech) },
      { label: confirm.payment, value: paymentText(view, speech, byLink) },
      { label: confirm.delivery, value: deliveryText(view, speech) },
      {
        label: confirm.cancellation,
        value: [rule, noCoolingOffText(language), contact].join('\n'),
      },
      { label: confirm.applicationPeriod, value: applicationText(view, speech) },
      { label: confirm.seller, value: seller },
      {
        label: confirm.termsTitle,
        value: view.terms
          .map((terms) => confirm.termsVersion(terms.title[language], terms.version))
          .join('\n'),
      },
    ],
    button: byLink ? linkButtonText(view, speech) : payButtonText(view, speech),
  }
}

function quantityText({ quote }: CheckoutView, speech: Voice): string {
  const { offer } = quote
  const speed = fullSpeedText(offer, speech)
  return [
    offer.name[speech.language],
    offerAllowance(offer, speech),
    ...(offer.gigabyte === 'GiB' ? [speech.words.offers.binaryGigabyte] : []),
    ...(speed === null ? [] : [speed]),
    speech.words.confirm.once,
  ].join('\n')
}

function periodText(view: CheckoutView, speech: Voice): string {
  const { confirm, paying } = speech.words
  const { quote, quoteLast, startNow } = view
  const lines = [
    validityText(quote.offer.grant.validity, speech),
    spanText(quote, startNow, speech),
  ]
  const latest = latestStartText(quote, speech)
  if (latest !== null) lines.push(latest)
  const begins = startNow ? quote.asOf : quote.from
  if (begins !== null) lines.push(speech.words.frame.inJapan(confirm.ifPaidNow))
  if (begins !== null && quoteLast !== null) {
    const until = speech.format.end(view.paying.payBy.konbini, quote.asOf)
    lines.push(paying.ifPaidLast(until, spanText(quoteLast, startNow, speech)))
  }
  return lines.join('\n')
}

function spanText(quote: OfferQuote, startNow: boolean, speech: Voice): string {
  const { confirm, offers } = speech.words
  const { asOf } = quote
  const until = startNow ? quote.startNowUntil : quote.until
  const from = startNow ? asOf : quote.from
  if (quote.effect === 'extends' && quote.extendsFrom !== null && until !== null) {
    return offers.movesEnd(
      speech.format.end(quote.extendsFrom, asOf),
      speech.format.end(until, asOf),
    )
  }
  if (from === null) return offers.effect[quote.effect]
  if (quote.offer.grant.fulfilment !== undefined) return FULFILMENT_WORDS[speech.language].endToCome
  const begins = speech.format.moment(from, asOf)
  return until === null
    ? confirm.periodFrom(begins)
    : confirm.periodSpan(begins, speech.format.end(until, asOf))
}

function campaignLines({ paying, quote }: CheckoutView, speech: Voice): ShownScreen['lines'] {
  const { campaign } = paying
  if (campaign === null) return []
  const present = benefitText(campaign.benefit, quote.offer.gigabyte, speech)
  const value = `${campaign.name[speech.language]}\n${present}`
  return [{ label: speech.words.paying.campaign, value }]
}

function priceText({ quote, paying }: CheckoutView, speech: Voice): string {
  const { confirm, paying: said } = speech.words
  const { yen } = speech.format
  const price = yen(paying.price)
  const sum =
    quote.offer.taxPercent === 0
      ? confirm.priceUntaxed(price)
      : confirm.priceWithTax(price, quote.offer.taxPercent, yen(paying.tax))
  const struck =
    paying.discount === 0n
      ? []
      : [`${said.listPrice} ${yen(paying.listPrice)}`, `${said.discount} −${yen(paying.discount)}`]
  return [...struck, sum, confirm.noOtherCharges].join('\n')
}

/** What is taken of points and gift cards, then how the rest is paid. */
function paymentText(view: CheckoutView, speech: Voice, byLink: boolean): string {
  const { paying, quote } = view
  const said = speech.words.paying
  const lines = partLines(paying, speech)
  if (paying.rest === 0n) return [...lines, said.coveredText].join('\n')
  if (lines.length > 0) lines.push(`${said.rest} ${speech.format.yen(paying.rest)}`)
  if (view.channel === 'counter') return [...lines, said.atCounter].join('\n')
  if (byLink) return [...lines, said.linkHint].join('\n')
  const option = paying.methods.find(({ key }) => key === paying.chosen)
  if (option === undefined) return [...lines, said.troubled].join('\n')
  const given = { payBy: paying.payBy, asOf: quote.asOf }
  lines.push(methodName(option, speech), methodText(option, given, speech))
  return lines.join('\n')
}

export function partLines(paying: PayingView, speech: Voice): string[] {
  const said = speech.words.paying
  const { yen } = speech.format
  return [
    ...(paying.pointsUsed === 0n ? [] : [`${said.points} −${yen(paying.pointsUsed)}`]),
    ...paying.giftCards.map(({ hint, taken }) => `${said.giftCard(hint)} −${yen(taken)}`),
  ]
}

function applicationText({ paying, quote }: CheckoutView, speech: Voice): string {
  const said = speech.words.paying
  const end = (at: Instant) => speech.format.end(at, quote.asOf)
  const { atOnce, konbini, byLink } = paying.payBy
  const hasKonbini = paying.methods.some(({ method }) => method === 'konbini')
  return [
    speech.words.confirm.applicationUntil(end(atOnce)),
    ...(hasKonbini ? [said.untilKonbini(end(konbini))] : []),
    ...(paying.rest > 0n ? [said.untilLink(end(byLink))] : []),
  ].join('\n')
}

function payButtonText({ paying }: CheckoutView, speech: Voice): string {
  const said = speech.words.paying
  const { yen } = speech.format
  if (paying.rest > 0n) return speech.words.confirm.pay(yen(paying.rest))
  if (paying.price === 0n) return said.takeFree
  if (paying.giftCards.length === 0) return said.payWithPoints(yen(paying.price))
  if (paying.pointsUsed === 0n) return said.payWithGiftCard(yen(paying.price))
  return said.payWithBoth(yen(paying.price))
}

function linkButtonText({ paying }: CheckoutView, speech: Voice): string {
  return speech.words.paying.linkButton(speech.format.yen(paying.rest))
}

function deliveryText({ quote, startNow }: CheckoutView, speech: Voice): string {
  const { confirm } = speech.words
  const { fulfilment } = quote.offer.grant
  if (fulfilment !== undefined) {
    const said = FULFILMENT_WORDS[speech.language]
    return said.supplied(said.minutes(fulfilment.withinMinutes))
  }
  if (startNow || quote.effect === 'runs_now' || quote.effect === 'extends') {
    return confirm.deliveryNow
  }
  return quote.effect === 'queues' ? confirm.deliveryLater : confirm.deliveryFirstUse
}

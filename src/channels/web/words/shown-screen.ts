/**
 * The last screen before paying as plain lines: the six things of the Specified Commercial
 * Transactions Act (art. 12-6) — quantity and period, price, payment, delivery, cancellation,
 * application period — with what else the buyer must know, and the words on the button. The page
 * shows exactly this and the agreement stores exactly this.
 */
import type { CheckoutView } from '../../../app/queries/views.ts'
import type { ShownScreen } from '../../../domain/agreement/agreement.ts'
import type { Language } from '../../../domain/basics/language.ts'
import {
  afterText,
  fullSpeedText,
  latestStartText,
  offerAllowance,
  validityText,
} from './offer-words.ts'
import { voice, type Voice } from './words.ts'

export function shownScreen(view: CheckoutView, language: Language): ShownScreen {
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
      { label: confirm.price, value: priceText(view, speech) },
      { label: confirm.payment, value: confirm.paymentCard },
      { label: confirm.delivery, value: deliveryText(view, speech) },
      { label: confirm.cancellation, value: `${rule}\n${contact}` },
      {
        label: confirm.applicationPeriod,
        value: confirm.applicationUntil(speech.format.end(view.payBy, quote.asOf)),
      },
      { label: confirm.seller, value: seller },
      {
        label: confirm.termsTitle,
        value: view.terms
          .map((terms) => confirm.termsVersion(terms.title[language], terms.version))
          .join('\n'),
      },
    ],
    button: confirm.pay(speech.format.yen(quote.offer.price)),
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

function periodText({ quote, startNow }: CheckoutView, speech: Voice): string {
  const { confirm, offers } = speech.words
  const { asOf } = quote
  const lines = [validityText(quote.offer.grant.validity, speech)]
  const until = startNow ? quote.startNowUntil : quote.until
  const from = startNow ? asOf : quote.from
  if (quote.effect === 'extends' && quote.extendsFrom !== null && until !== null) {
    lines.push(
      offers.movesEnd(speech.format.end(quote.extendsFrom, asOf), speech.format.end(until, asOf)),
    )
  } else if (from !== null) {
    const begins = speech.format.moment(from, asOf)
    lines.push(
      until === null
        ? confirm.periodFrom(begins)
        : confirm.periodSpan(begins, speech.format.end(until, asOf)),
    )
  } else {
    lines.push(offers.effect[quote.effect])
  }
  const latest = latestStartText(quote, speech)
  if (latest !== null) lines.push(latest)
  if (from !== null) lines.push(`${confirm.ifPaidNow} (${speech.words.frame.japanTime})`)
  return lines.join('\n')
}

function priceText({ quote }: CheckoutView, speech: Voice): string {
  const { confirm } = speech.words
  const price = speech.format.yen(quote.offer.price)
  const sum =
    quote.offer.taxPercent === 0
      ? confirm.priceUntaxed(price)
      : confirm.priceWithTax(price, quote.offer.taxPercent, speech.format.yen(quote.tax))
  return `${sum}\n${confirm.noOtherCharges}`
}

function deliveryText({ quote, startNow }: CheckoutView, speech: Voice): string {
  const { confirm } = speech.words
  if (startNow || quote.effect === 'runs_now' || quote.effect === 'extends') {
    return confirm.deliveryNow
  }
  return quote.effect === 'queues' ? confirm.deliveryLater : confirm.deliveryFirstUse
}

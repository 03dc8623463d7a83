/**
 * The last screen before auto-renewal is agreed to, as plain lines: the six things of the Specified
 * Commercial Transactions Act (art. 12-6) — with a guide to the yearly total, for it has no end of
 * its own — and the words on the button. The page shows exactly this and the agreement stores it.
 */
import type { AutoRenewalChoices } from '../../../app/queries/auto-renewal-view.ts'
import type { OperatorView } from '../../../app/queries/views.ts'
import type { ShownScreen } from '../../../domain/agreement/agreement.ts'
import type { Language } from '../../../domain/basics/language.ts'
import { yen, type Yen } from '../../../domain/basics/money.ts'
import type { Offer } from '../../../domain/catalogue/offer.ts'
import type { MandateMeans, Trigger } from '../../../domain/renewal/mandate.ts'
import { afterText, offerAllowance, validityText } from './offer-words.ts'
import { meansText } from './pay-words.ts'
import { renewingWords } from './renewing/words.ts'
import { voice, type Voice } from './words.ts'

const MONTHS_A_YEAR = 12n

/** What the holder has chosen; the same becomes the mandate. */
export interface RenewingWish {
  readonly offer: Offer
  readonly means: MandateMeans
  readonly trigger: Trigger
  readonly monthlyCap: Yen
  readonly noticeHours: number
}

export function renewingScreen(
  wish: RenewingWish,
  given: {
    readonly choices: AutoRenewalChoices
    readonly operator: OperatorView
    /** Network and masked number. */
    readonly line: string
    readonly language: Language
  },
): ShownScreen {
  const { choices, operator, line, language } = given
  const speech = voice(language)
  const { confirm } = speech.words
  const said = renewingWords(language)
  const { offer, monthlyCap } = wish
  const after = afterText(offer, speech)
  const price = speech.format.yen(offer.price)
  const year = speech.format.yen(yen(monthlyCap * MONTHS_A_YEAR))
  const cap = speech.format.yen(monthlyCap)
  const contact = confirm.contact(operator.phone, operator.email, operator.hotlineHours[language])
  const { name, representative, address } = operator
  const quantity = [offer.name[language], offerAllowance(offer, speech), said.screen.repeated]
  return {
    language,
    lines: [
      { label: confirm.line, value: line },
      { label: confirm.quantity, value: quantity.join('\n') },
      ...(after === null ? [] : [{ label: confirm.after, value: after }]),
      { label: confirm.period, value: validityText(offer.grant.validity, speech) },
      {
        label: confirm.price,
        value: `${said.screen.priceEach(price)}\n${said.screen.priceMost(cap, year)}`,
      },
      { label: confirm.payment, value: said.screen.payment(chosenMeans(wish, choices, speech)) },
      { label: said.when, value: triggerText(wish.trigger, speech) },
      { label: confirm.delivery, value: said.screen.delivery[wish.trigger.kind] },
      { label: said.notice, value: said.noticeHours(wish.noticeHours) },
      { label: confirm.cancellation, value: `${said.screen.cancellation}\n${contact}` },
      { label: confirm.applicationPeriod, value: said.screen.openEnded },
      { label: confirm.seller, value: confirm.sellerText(name[language], representative, address) },
      {
        label: confirm.termsTitle,
        value: choices.terms
          .map((terms) => confirm.termsVersion(terms.title[language], terms.version))
          .join('\n'),
      },
    ],
    button: said.screen.agree(price),
  }
}

export function triggerText(trigger: Trigger, { language }: Voice): string {
  const said = renewingWords(language)
  if (trigger.kind === 'at_end') return said.trigger.at_end
  const text = trigger.kind === 'at_zero' ? said.trigger.at_zero : said.share(trigger.percent)
  return `${text}\n${said.endToo}`
}

function chosenMeans({ means }: RenewingWish, choices: AutoRenewalChoices, speech: Voice): string {
  if (means.kind === 'points') return renewingWords(speech.language).pointsPlain
  const kept = choices.kept.find(({ id }) => id === means.method)
  return kept === undefined ? '' : meansText(kept.means, speech)
}

/** Ways to pay, presents and parts of a price in words; shared by several pages. */
import type { Benefit } from '../../../domain/catalogue/campaign.ts'
import type { GigabyteMeaning } from '../../../domain/basics/data-volume.ts'
import type { ShownMeans } from '../../../domain/payment/provider.ts'
import type { MethodBar, MethodOption, PayingView } from '../../../app/queries/paying-view.ts'
import { brandName } from '../../brands.ts'
import type { Voice } from './words.ts'

/** Of a wallet there are no digits to show. */
export function meansText({ brand, lastDigits }: ShownMeans, voice: Voice): string {
  const name = brandName(brand)
  return lastDigits === '' ? name : voice.words.order.meansOf(name, lastDigits)
}

export function methodName(option: MethodOption, voice: Voice): string {
  if (option.method === 'saved') return option.means === null ? '' : meansText(option.means, voice)
  return voice.words.paying.methodName[option.method]
}

/** How and when one pays so. */
export function methodText(
  { method }: Pick<MethodOption, 'method'>,
  { payBy, asOf }: { readonly payBy: PayingView['payBy']; readonly asOf: Temporal.Instant },
  voice: Voice,
): string {
  const { paying } = voice.words
  if (method === 'saved') return paying.keptText
  if (method !== 'konbini') return paying.methodText[method]
  const text = paying.methodText.konbini(voice.format.end(payBy.konbini, asOf))
  return `${text}\n${paying.deliveryKonbini}`
}

export function barText(bar: MethodBar, voice: Voice): string {
  const { paying } = voice.words
  switch (bar.why) {
    case 'troubled':
      return paying.troubled
    case 'rest_too_small':
      return paying.tooSmall(voice.format.yen(bar.min))
    case 'rest_too_large':
      return paying.tooLarge(voice.format.yen(bar.max))
  }
}

export function benefitText(benefit: Benefit, gigabyte: GigabyteMeaning, voice: Voice): string {
  const { paying } = voice.words
  const { format } = voice
  switch (benefit.kind) {
    case 'bonus_data':
      return paying.bonusData(format.volume(benefit.bytes, gigabyte))
    case 'percent_off':
      return paying.percentOff(benefit.percent)
    case 'points_multiplier':
      return paying.pointsTimes(benefit.times)
    case 'points':
      return paying.pointsGiven(format.yen(benefit.points))
    case 'gift_card':
      return paying.giftCardGiven(format.yen(benefit.value), benefit.validMonths)
  }
}

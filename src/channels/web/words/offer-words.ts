/** What an offer grants, in words: shared by the list of offers, the last screen and orders. */
import type { OfferQuote, PackView } from '../../../app/queries/views.ts'
import type { AfterAllowance, Offer } from '../../../domain/catalogue/offer.ts'
import type { Validity } from '../../../domain/catalogue/validity.ts'
import type { Voice } from './words.ts'

export function allowanceText(
  granted: Pick<PackView, 'allowance' | 'gigabyte'>,
  { words, format }: Voice,
): string {
  const { allowance, gigabyte } = granted
  switch (allowance.kind) {
    case 'total':
      return words.offers.total(format.volume(allowance.bytes, gigabyte))
    case 'daily':
      return words.offers.daily(format.volume(allowance.bytesPerDay, gigabyte), allowance.resetHour)
    case 'unlimited':
      return words.offers.unlimited
  }
}

export function offerAllowance(offer: Offer, voice: Voice): string {
  return allowanceText({ allowance: offer.grant.allowance, gigabyte: offer.gigabyte }, voice)
}

/** Null for unlimited: there is no "after". */
export function afterText(offer: Offer, voice: Voice): string | null {
  if (offer.grant.allowance.kind === 'unlimited') return null
  return afterAllowanceText(offer.grant.afterAllowance, voice)
}

function afterAllowanceText(after: AfterAllowance, { words, format }: Voice): string {
  return after.kind === 'stop'
    ? words.offers.afterStop
    : words.offers.afterThrottle(format.speed(after.kbps))
}

export function fullSpeedText(offer: Offer, { words, format }: Voice): string | null {
  const { fullKbps } = offer.grant
  return fullKbps === null ? null : words.offers.fullSpeed(format.speed(fullKbps))
}

export function validityText(validity: Validity, { words }: Voice): string {
  const { validity: said } = words
  switch (validity.kind) {
    case 'hours':
      return said.hours(validity.hours)
    case 'days_to_day_end':
      return said.daysToDayEnd(validity.days)
    case 'calendar_days':
      return said.calendarDays(validity.days)
    case 'calendar_month':
      return said.calendarMonth
    case 'monthly_anniversary':
      return said.monthly
    case 'end_of_month':
      return said.endOfMonth(validity.months)
    case 'until_used':
      return validity.daysMax === null ? said.untilUsed : said.untilUsedAtMost(validity.daysMax)
    case 'told_by_wholesaler':
      return said.told
  }
}

/** The latest start of a first-use offer and what happens then; null for all others. */
export function latestStartText(quote: OfferQuote, { words, format }: Voice): string | null {
  const { start } = quote.offer.grant
  if (start.kind !== 'first_use' || quote.latestStart === null) return null
  const at = format.end(quote.latestStart, quote.asOf)
  return start.atLatest === 'starts' ? words.offers.latestStarts(at) : words.offers.latestLapses(at)
}

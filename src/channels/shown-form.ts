/**
 * What a last screen carries back, so that nothing can be agreed to but what stood on it: offer,
 * amounts and terms. Whether they are still so is the door's to say.
 */
import type { TermsRef } from '../domain/agreement/agreement.ts'
import { parseName, type OfferId, type TermsKind } from '../domain/basics/ids.ts'
import { NO_YEN, yen, type Yen } from '../domain/basics/money.ts'
import type { OfferRef } from '../domain/catalogue/offer.ts'

const YEN = /^\d{1,9}$/
const VERSION = /^[1-9]\d{0,8}$/

/** Anything else than yen is read as none, which is not what was shown. */
export function readYen(text: string | undefined): Yen {
  return text !== undefined && YEN.test(text) ? yen(BigInt(text)) : NO_YEN
}

export function readOffer(id: string | undefined, version: string | undefined): OfferRef | null {
  const name = parseName<OfferId>(id ?? '')
  return name === null || !VERSION.test(version ?? '')
    ? null
    : { id: name, version: Number(version) }
}

/** `kind.version.hash` of every document that the last screen named. */
export function readTerms(values: readonly string[]): readonly TermsRef[] {
  return values.flatMap((value) => {
    const [kind = '', version = '', hash = ''] = value.split('.')
    const name = parseName<TermsKind>(kind)
    return name === null || !VERSION.test(version)
      ? []
      : [{ kind: name, version: Number(version), hash }]
  })
}

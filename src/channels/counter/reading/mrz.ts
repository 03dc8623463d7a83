/**
 * Reads the machine-readable zone of a travel document (ICAO Doc 9303: passports TD3, cards TD1 and
 * TD2). Characters, lengths and all check digits are verified; whether the document is genuine or
 * its bearer's is the clerk's to see. Japan's residence card has no such zone.
 */
import { parse, type FieldName } from 'mrz'
import { present } from '../../../domain/basics/assert.ts'
import { accept, refuse, type Result } from '../../../domain/basics/result.ts'
import { jstDate, type Instant, type JstDate } from '../../../domain/basics/time.ts'
import { parseDocumentNumber } from '../../../domain/identity/document-number.ts'
import type { ReadDocument } from '../../../domain/identity/identity-check.ts'
import { disagreement, misplaced, type Zone } from './mrz-checks.ts'
import { textAt } from './mrz-layout.ts'
import { findZone } from './mrz-lines.ts'
import type { MrzDate, MrzRefusal } from './mrz-refusal.ts'

/** For one look on the clerk's screen; nothing but its check is ever stored. */
export type TravelDocument = ReadDocument & {
  /** Three letters, or Germany's one; as printed, not looked up. */
  readonly issuingState: string
  /** Latin letters of the zone; given names are empty for people who have one name. */
  readonly holder: { readonly surname: string; readonly givenNames: string }
}

/** The zone has two digits for a year: the one meant lies less than this far from now. */
export const EXPIRY_YEARS_AROUND = 50

/** `now` tells which century an expiry date is of. */
export function readMrz(text: string, now: Instant): Result<TravelDocument, MrzRefusal> {
  const found = findZone(text)
  if (!found.ok) return found
  const zone = found.value
  const wrong = misplaced(zone) ?? disagreement(zone)
  if (wrong !== null) return refuse(wrong)
  const parsed = parse(zone.lines)
  const number = parseDocumentNumber(parsed.documentNumber ?? '')
  if (!number.ok) return number
  const expires = expiryOf(zone, now)
  if (!expires.ok) return expires

  const said = (name: FieldName) => parsed.details.find((one) => one.field === name)?.value ?? ''
  const rest = {
    number: number.value,
    issuingState: textAt(zone.lines, { line: 1, from: 3, to: 5 }).replaceAll('<', ''),
    holder: { surname: said('lastName'), givenNames: said('firstName') },
  }
  if (zone.layout.format !== 'TD3' || expires.value === null) {
    return accept({ kind: 'id_card', expires: expires.value, ...rest })
  }
  return accept({ kind: 'passport', expires: expires.value, ...rest })
}

/** Null for a card without an end. */
function expiryOf(zone: Zone, now: Instant): Result<JstDate | null, MrzDate> {
  const stretch = zone.layout.stretches.find(
    (one) => one.field === 'expiry_date' && !one.isCheckDigit,
  )
  const { line, from } = present(stretch, 'every format has an expiry date')
  const text = textAt(zone.lines, { line, from, to: from + 5 })
  if (text.startsWith('<')) return accept(null)
  const year = yearNear(Number(text.slice(0, 2)), jstDate(now).year)
  const month = Number(text.slice(2, 4))
  const day = Number(text.slice(4, 6))
  try {
    return accept(Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }))
  } catch {
    return refuse({ code: 'mrz_date', field: 'expiry_date', line, position: from, found: text })
  }
}

function yearNear(yearOfCentury: number, thisYear: number): number {
  const year = thisYear - (thisYear % 100) + yearOfCentury
  if (year >= thisYear + EXPIRY_YEARS_AROUND) return year - 100
  return year < thisYear - EXPIRY_YEARS_AROUND ? year + 100 : year
}

/**
 * What a person says of the time ahead, as typed: a day, "I live here", gigabytes. Read into the
 * wish of the query; what cannot be read is named with its field. Whether day and volume are within
 * bounds, the query says.
 */
import { DAYS_UNTOLD, type AdviceWish } from '../app/queries/advice.ts'
import { bytes, gigabytes, type Bytes } from '../domain/basics/data-volume.ts'
import type { JstDate } from '../domain/basics/time.ts'

/** Longer text is cut: no date and no volume needs it. */
export const ASKED_LENGTH_MAX = 40

export interface TypedAsked {
  readonly until: string
  readonly resident: boolean
  readonly gigabytes: string
}

export type AskedTrouble =
  | { readonly field: 'until'; readonly code: 'until_unreadable' | 'until_or_resident' }
  | { readonly field: 'gigabytes'; readonly code: 'gigabytes_unreadable' }

export type Asked =
  | { readonly ok: true; readonly wish: AdviceWish }
  | { readonly ok: false; readonly troubles: readonly AskedTrouble[] }

/** `today` in Japan. Nothing typed is the wish of who says nothing. */
export function readAsked(typed: TypedAsked, today: JstDate): Asked {
  const troubles: AskedTrouble[] = []
  const [date, volume] = [readDate(typed.until), readGigabytes(typed.gigabytes)]
  if (date === undefined) troubles.push({ field: 'until', code: 'until_unreadable' })
  else if (date !== null && typed.resident) {
    troubles.push({ field: 'until', code: 'until_or_resident' })
  }
  if (volume === undefined) troubles.push({ field: 'gigabytes', code: 'gigabytes_unreadable' })
  if (date === undefined || volume === undefined || troubles.length > 0) {
    return { ok: false, troubles }
  }
  return { ok: true, wish: wishOf({ until: date, resident: typed.resident, bytes: volume }, today) }
}

/** A volume alone is meant for as long as is counted where nobody says until when. */
export function wishOf(
  told: {
    readonly until: JstDate | null
    readonly resident: boolean
    readonly bytes: Bytes | null
  },
  today: JstDate,
): AdviceWish {
  if (told.until !== null) return { kind: 'until', date: told.until, bytes: told.bytes }
  if (told.resident) return { kind: 'resident', bytes: told.bytes }
  if (told.bytes === null) return { kind: 'history' }
  return { kind: 'until', date: today.add({ days: DAYS_UNTOLD - 1 }), bytes: told.bytes }
}

const DATE = /^([12]\d{3})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/

/** Null where nothing was typed, undefined for what is no date. */
export function readDate(text: string): JstDate | null | undefined {
  const plain = plainly(text)
  if (plain === '') return null
  const [, year, month, day] = DATE.exec(plain)?.map(Number) ?? []
  if (year === undefined || month === undefined || day === undefined) return undefined
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' })
  } catch {
    return undefined
  }
}

const GIGABYTES = /^(\d{1,9})(?:\.(\d{1,9}))?(?:GB?)?$/i
const DECIMALS = 9

/** Of 10^9 bytes. Null where nothing was typed, undefined for what is no plain number. */
export function readGigabytes(text: string): Bytes | null | undefined {
  const plain = plainly(text)
  if (plain === '') return null
  const [, whole, decimals = ''] = GIGABYTES.exec(plain) ?? []
  if (whole === undefined) return undefined
  return bytes(gigabytes(BigInt(whole)) + BigInt(decimals.padEnd(DECIMALS, '0')))
}

/** Full-width digits are digits; spaces say nothing. */
function plainly(text: string): string {
  return text.slice(0, ASKED_LENGTH_MAX).normalize('NFKC').replaceAll(/\s/g, '')
}

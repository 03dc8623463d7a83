/** The last day of a document, as a clerk types it from a card that no reader reads. */
import { accept, refuse, type Result } from '../../../domain/basics/result.ts'
import type { JstDate } from '../../../domain/basics/time.ts'
import { narrow } from '../../../domain/identity/typed-text.ts'

export type ExpiryDateRefusal =
  /** No year, month and day could be made out. */
  | { readonly code: 'expiry_date_shape' }
  /** A day that no calendar has. */
  | {
      readonly code: 'expiry_date_unknown_day'
      readonly year: number
      readonly month: number
      readonly day: number
    }

/** 2028-05-01, 2028/5/1, 2028.5.1, 2028年5月1日, or eight digits. Year first, four digits. */
const SHAPES = [
  /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/u,
  /^(\d{4})(\d\d)(\d\d)$/,
]

export function parseExpiryDate(text: string): Result<JstDate, ExpiryDateRefusal> {
  const typed = narrow(text).trim()
  const [year, month, day] = SHAPES.flatMap((shape) => shape.exec(typed)?.slice(1) ?? []).map(
    Number,
  )
  if (year === undefined || month === undefined || day === undefined) {
    return refuse({ code: 'expiry_date_shape' })
  }
  try {
    return accept(Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }))
  } catch {
    return refuse({ code: 'expiry_date_unknown_day', year, month, day })
  }
}

/** What every route of the console works with, and the settings of a console. */
import type { App } from '../../app/app.ts'
import type { Paper, ReceiptPrinter } from '../../app/documents/ports.ts'
import type { CheckoutView } from '../../app/queries/views.ts'
import type { ShownScreen } from '../../domain/agreement/agreement.ts'
import type { Language } from '../../domain/basics/language.ts'
import type { IsHoliday } from '../../domain/call/hotline-hours.ts'
import type { StaffSecrets } from '../../app/staff/secrets.ts'
import type { ConsolePages } from './page.tsx'
import type { Staffers } from './staffer.ts'

export interface ConsoleSettings {
  readonly sandbox: boolean
  /** Tests of many browsers on one address raise them. */
  readonly limits: ConsoleLimits
}

export interface ConsoleLimits {
  /** Requests of one address in ten minutes; a shop is one address, and a live page asks often. */
  readonly requests: number
}

export const CONSOLE_LIMITS: ConsoleLimits = { requests: 12_000 }

export interface Console {
  readonly app: App
  readonly paper: Paper
  readonly printer: ReceiptPrinter
  readonly portal: PortalSide
  readonly hotline: HotlineSide
  readonly secrets: StaffSecrets
  /** There is an SM-DP+ to order profiles of eSIMs at. */
  readonly ordersProfiles: boolean
  readonly settings: ConsoleSettings
  readonly staffers: Staffers
  readonly page: ConsolePages
}

/** What of the telephone's channel an agent sees. */
export interface HotlineSide {
  /** What a stored reply said, sentence by sentence, in the language nearest to the one asked. */
  transcript(reply: unknown, language: Language): readonly string[]
  /** Where a caller stood; a name of old that nobody knows is itself. */
  placeName(place: string, language: Language): string
  readonly isHoliday: IsHoliday
}

/** What of the customer's own channel a counter shows: channels do not know one another. */
export interface PortalSide {
  /** The last screen in the customer's language, as it is shown and stored. */
  wordShown(view: CheckoutView, language: Language): ShownScreen
  /** Where whoever has the link pays. */
  payLinkUrl(token: string): string
  /** Where a printed code leads. */
  verifyUrl(reference: string): string
}

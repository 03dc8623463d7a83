/** What every route of the console works with, and the settings of a console. */
import type { App } from '../../app/app.ts'
import type { Paper } from '../../app/documents/ports.ts'
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
  /** Tries to sign in or unlock from one address, an hour. */
  readonly signIns: number
}

export const CONSOLE_LIMITS: ConsoleLimits = { requests: 12_000, signIns: 120 }

export interface Console {
  readonly app: App
  readonly paper: Paper
  readonly secrets: StaffSecrets
  readonly settings: ConsoleSettings
  readonly staffers: Staffers
  readonly page: ConsolePages
}

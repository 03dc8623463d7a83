/** What every route of the portal works with, and the settings of a portal. */
import type { App } from '../../app/app.ts'
import type { Paper } from '../../app/documents/ports.ts'
import type { IsHoliday } from '../../domain/call/hotline-hours.ts'
import type { PushSender } from '../../app/notices/ports.ts'
import type { PageMaker } from './page.ts'
import type { DirectoryKey } from '../../app/directory/publication.ts'
import type { Visitors } from './visitor.ts'

export interface PortalSettings {
  readonly sandbox: boolean
  /** Which key browsers subscribe to, and which of their push services we speak to. */
  readonly push: Pick<PushSender, 'publicKey' | 'accepts'>
  readonly sendsSms: boolean
  /** Signs the directory of official channels. */
  readonly directoryKey: DirectoryKey
  /** Of Japan: hours of people at the hotline depend on it. */
  readonly isHoliday: IsHoliday
  /** Origins of hosted payment pages that a form may lead to. */
  readonly providerOrigins: readonly string[]
  /** Tests of many browsers on one address raise it. */
  readonly limits: PortalLimits
}

export interface PortalLimits {
  /** Pages and forms of any kind, of one address in ten minutes and process. */
  readonly requests: number
}

export const PORTAL_LIMITS: PortalLimits = { requests: 1_200 }

export interface Portal {
  readonly app: App
  readonly paper: Paper
  readonly settings: PortalSettings
  readonly visitors: Visitors
  readonly page: PageMaker
}

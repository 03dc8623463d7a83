/** What every route of the portal works with, and the settings of a portal. */
import type { App } from '../../app/app.ts'
import type { Paper } from '../../app/documents/ports.ts'
import type { IsHoliday } from '../../domain/call/hotline-hours.ts'
import type { PushSender } from '../../app/notices/ports.ts'
import type { PageMaker } from './page.ts'
import type { DirectoryKey } from '../../app/directory/publication.ts'
import type { Tries } from './tries.ts'
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
  /** Requests from one address in ten minutes; tests of many browsers on one address raise it. */
  readonly limits: PortalLimits
}

export interface PortalLimits {
  /** Pages and forms of any kind. */
  readonly requests: number
  /** Tries at a card's activation code, an hour. */
  readonly tries: number
  /** Codes asked for and entered, an hour; many people share one address of a mobile network. */
  readonly signIns: number
  /** Wrong gift card numbers in ten minutes; see `tries.ts` for those of one account. */
  readonly giftCodes: number
  /** Wrong digits of orders in ten minutes; see `tries.ts` for those of one visitor. */
  readonly shortCodes: number
  /** Tries to pay, an hour. */
  readonly payments: number
}

export const PORTAL_LIMITS: PortalLimits = {
  requests: 1_200,
  tries: 20,
  signIns: 120,
  giftCodes: 5,
  shortCodes: 5,
  payments: 200,
}

export interface Portal {
  readonly app: App
  readonly paper: Paper
  readonly settings: PortalSettings
  readonly visitors: Visitors
  readonly page: PageMaker
  readonly giftCodeTries: Tries
  readonly shortCodeTries: Tries
  readonly paymentTries: Tries
}

/**
 * Sentences of finding a customer and of the one screen that shows a line. Facts arrive as text
 * already formatted. What was wrong with a scan is in `../reading`; selling is in `../sell`.
 */
import type { Language } from '../../../../domain/basics/language.ts'
import type { CaseSubject } from '../../../../domain/case/case.ts'
import type {
  IdentityDocumentKind,
  IdentityResult,
} from '../../../../domain/identity/identity-check.ts'
import type { WhatChanges } from '../../../../domain/line/pending-change.ts'
import type { OrderState } from '../../../../domain/order/order.ts'
import type { AutoRenewalView } from '../../../../app/queries/auto-renewal-view.ts'
import type { LineClue } from '../../../../app/queries/staff/find-line.ts'
import type { HolderPresence } from '../../../../app/queries/staff/holder.ts'
import type { PackView } from '../../../../app/queries/views.ts'
import { en } from './en.ts'
import { ja } from './ja.ts'
import { ko } from './ko.ts'
import { zhCN } from './zh-CN.ts'
import { zhTW } from './zh-TW.ts'

export interface LineWords {
  readonly find: {
    readonly title: string
    readonly lead: string
    readonly understood: string
    /** What was looked for, and what to try when there is none. */
    readonly none: Readonly<Record<LineClue['kind'], string>>
    readonly unknown: string
    readonly orderNumber: string
    readonly several: (count: number) => string
    readonly more: string
    readonly tooManyTries: (again: string) => string
    readonly heldBy: (name: string) => string
    readonly notHeld: string
  }
  readonly figures: {
    readonly left: string
    readonly unlimited: string
    readonly nothingValid: string
    readonly used: (used: string, granted: string) => string
    readonly usedOnly: (used: string) => string
    readonly number: string
    readonly state: string
    readonly until: string
    readonly noEnd: string
    readonly fresh: string
    readonly active: string
    readonly grace: (since: string, suspendedFrom: string) => string
    readonly suspended: (since: string, endsAt: string) => string
    readonly ended: (since: string) => string
    readonly lost: (since: string) => string
    readonly speed: string
    readonly full: string
    readonly upTo: (speed: string) => string
    readonly slowed: (speed: string) => string
    readonly portalOnly: string
    readonly off: string
    readonly session: string
    readonly live: string
    readonly notLive: string
    readonly reported: (moment: string) => string
    readonly neverReported: string
    readonly asOf: (clock: string) => string
    readonly empties: (at: string) => string
    readonly lasts: string
    readonly paceUnknown: string
  }
  readonly packs: {
    readonly title: string
    readonly none: string
    readonly state: Readonly<Record<PackView['state'], string>>
    readonly bonus: string
    readonly left: (left: string, granted: string) => string
    readonly span: (from: string, until: string) => string
    readonly from: (from: string) => string
    readonly until: (until: string) => string
    readonly firstUse: string
  }
  readonly usage: {
    readonly title: string
    readonly chart: (total: string, most: string, mostDay: string) => string
    /** Instead of `chart` where nothing was used. */
    readonly none: string
  }
  readonly orders: {
    readonly title: string
    readonly none: string
    readonly state: Readonly<Record<OrderState['kind'], string>>
    readonly number: (number: string) => string
    readonly open: string
    readonly openHint: string
    readonly finish: (amount: string) => string
  }
  readonly autoRenewal: {
    readonly title: string
    readonly state: Readonly<Record<AutoRenewalView['state'], string>>
    readonly chargesAt: (moment: string) => string
    readonly needsHolder: string
  }
  readonly holder: {
    readonly title: string
    readonly none: string
    readonly name: string
    readonly email: string
    readonly language: string
    readonly country: string
  }
  readonly identity: {
    readonly title: string
    readonly none: string
    readonly kind: Readonly<Record<IdentityDocumentKind, string>>
    readonly result: Readonly<Record<IdentityResult, string>>
    readonly seen: (kind: string, digits: string, moment: string) => string
    readonly presence: Readonly<Record<HolderPresence['kind'], string>>
  }
  readonly changes: {
    readonly title: string
    readonly due: Readonly<Record<WhatChanges['kind'], (moment: string) => string>>
  }
  readonly cases: {
    readonly title: string
    readonly none: string
    readonly subject: Readonly<Record<CaseSubject, string>>
    readonly isOpen: string
    readonly isClosed: string
  }
  readonly offers: {
    readonly title: string
    readonly none: string
    readonly recommended: string
    readonly saves: (amount: string) => string
    readonly sameAsLast: string
    readonly cheapest: string
    readonly enough: string
    readonly ifNow: (span: string) => string
    readonly effect: Readonly<Record<'queues' | 'first_use', string>>
    readonly planned: (count: number, total: string, until: string) => string
  }
  readonly acts: {
    readonly title: string
    readonly identity: string
    readonly person: string
    readonly contact: string
    readonly sim: string
    readonly forget: string
    readonly suspend: string
    readonly resume: string
    readonly note: string
    readonly cases: string
    readonly points: string
  }
}

const CATALOGUES: Readonly<Record<Language, LineWords>> = {
  'zh-CN': zhCN,
  'zh-TW': zhTW,
  en,
  ja,
  ko,
}

export function lineWords(language: Language): LineWords {
  return CATALOGUES[language]
}

/**
 * Sentences that every page of the console shares: its frame, its troubles, and the refusals that
 * any command of staff can meet. An area's own are in its own catalogue beside this one.
 */
import type { Language } from '../../../../domain/basics/language.ts'
import type { StaffAct, StaffRole } from '../../../../domain/staff/permissions.ts'
import type { DoorRefusal } from '../../../../app/door/door.ts'
import type { StaffRefusal } from '../../../../app/staff/by-staff.ts'
import type { StaffProofRefusal } from '../../../../app/staff/sign-in.ts'
import type { RefusalWords } from '../refusal-words.ts'
import { en } from './en.ts'
import { ja } from './ja.ts'
import { ko } from './ko.ts'
import { zhCN } from './zh-CN.ts'
import { zhTW } from './zh-TW.ts'

/** A heading and the sentence that explains it. */
export interface Told {
  readonly title: string
  readonly text: string
}

export interface ConsoleWords {
  readonly frame: {
    readonly console: string
    readonly sandbox: string
    readonly skip: string
    readonly language: string
    readonly menu: string
    /** Of the one field that takes anything. */
    readonly find: string
    readonly findHint: string
    readonly search: string
    readonly till: string
    readonly shifts: string
    readonly giftCards: string
    readonly cases: string
    readonly calls: string
    /** Reports and the directory. */
    readonly official: string
    readonly account: string
    readonly signIn: string
    readonly signOut: string
    readonly lock: string
    readonly noTill: string
    readonly tillNamed: (name: string) => string
    readonly shortcuts: string
    readonly shortcutsHint: string
    readonly close: string
    readonly wrongTitle: string
    /** Right after a label, so with its brackets. */
    readonly optional: string
  }
  readonly roles: Readonly<Record<StaffRole, string>>
  /** What somebody wanted to do, as it stands in "… is not for your role". */
  readonly acts: Readonly<Record<StaffAct, string>>
  readonly trouble: {
    /** The form is older than the sign-in. */
    readonly expired: string
    readonly forbidden: Told
    readonly notFound: Told
    readonly tooMany: Told
    readonly fault: Told
    readonly busy: Told
    readonly waitSeconds: (seconds: number) => string
    readonly reference: (id: string) => string
    readonly toStart: string
  }
  readonly second: {
    readonly title: string
    readonly hint: string
    readonly name: string
    readonly password: string
    readonly code: string
  }
  readonly refusals: RefusalWords<ConsoleRefusal>
}

/** What any form of the console can be refused with. */
export type ConsoleRefusal = StaffRefusal | StaffProofRefusal | DoorRefusal

const CATALOGUES: Readonly<Record<Language, ConsoleWords>> = {
  'zh-CN': zhCN,
  'zh-TW': zhTW,
  en,
  ja,
  ko,
}

export function consoleWords(language: Language): ConsoleWords {
  return CATALOGUES[language]
}

/** How each language names itself. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  'zh-CN': '简体中文',
  'zh-TW': '繁體中文',
  en: 'English',
  ja: '日本語',
  ko: '한국어',
}

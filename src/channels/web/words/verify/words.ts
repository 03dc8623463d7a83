/**
 * Sentences of the page that says whether something is official, and of the directory it judges
 * by. Typed over every standing, reason and advice of the domain.
 */
import type { Language } from '../../../../domain/basics/language.ts'
import type { Entry } from '../../../../domain/directory/directory.ts'
import type { Advice, Standing } from '../../../../domain/directory/judging.ts'
import type { LinkTrait } from '../../../../domain/directory/links.ts'
import type { Wording } from '../../../../domain/directory/wordings.ts'
import { enVerify } from './en.ts'
import { jaVerify } from './ja.ts'
import { koVerify } from './ko.ts'
import { zhCNVerify } from './zh-CN.ts'
import { zhTWVerify } from './zh-TW.ts'

/** How an answer is headed. `alarm` is unknown that does what frauds do. */
export type Heading = 'official' | 'unknown' | 'alarm' | 'reported' | 'seller' | 'false_code'

export interface VerifyWords {
  readonly title: string
  readonly lead: string
  readonly field: string
  readonly hint: string
  readonly ask: string
  /** What becomes of the text. */
  readonly kept: string
  readonly tooOften: (minutes: number) => string
  readonly headings: Readonly<Record<Heading, readonly [title: string, text: string]>>
  readonly thingsTitle: string
  readonly standings: Readonly<Record<Standing['kind'], string>>
  readonly why: string
  readonly reasons: {
    readonly all_listed: string
    readonly nothing_named: string
    readonly partly_read: string
    readonly reported: (value: string) => string
    readonly look_alike: (value: string, of: string) => string
    readonly given_up: (value: string, day: string) => string
    readonly not_listed: (values: string) => string
    readonly chat_account: (value: string) => string
    readonly speaks_for_us: string
    readonly speaks_for: (brands: string) => string
    readonly carriers_own: (value: string) => string
  }
  readonly links: Readonly<Record<LinkTrait, (value: string) => string>>
  readonly says: Readonly<Record<Wording, string>>
  readonly todo: string
  readonly advice: Readonly<Record<Advice, string>>
  readonly again: string
  readonly directory: {
    readonly title: string
    readonly lead: string
    readonly none: string
    readonly kinds: Readonly<Record<Entry['kind'], string>>
    readonly code: string
    readonly codeLead: string
    readonly signedTitle: string
    readonly signed: (until: string) => string
    readonly list: string
    readonly signature: string
    readonly key: string
  }
}

const WORDS: Readonly<Record<Language, VerifyWords>> = {
  'zh-CN': zhCNVerify,
  'zh-TW': zhTWVerify,
  en: enVerify,
  ja: jaVerify,
  ko: koVerify,
}

export function verifyWords(language: Language): VerifyWords {
  return WORDS[language]
}

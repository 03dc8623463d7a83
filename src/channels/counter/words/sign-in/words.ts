/** Sentences of signing in, of the lock screen, of the own account and of choosing a till. */
import type { Language } from '../../../../domain/basics/language.ts'
import type { ChooseTillRefusal } from '../../../../app/staff/desk-lock.ts'
import type { AddStaffPasskeyRefusal } from '../../../../app/staff/passkeys.ts'
import type { SetUpRefusal } from '../../../../app/staff/sign-in.ts'
import { consoleWords, type ConsoleRefusal } from '../console/words.ts'
import { wordRefusal, type RefusalWords } from '../refusal-words.ts'
import { en } from './en.ts'
import { ja } from './ja.ts'
import { ko } from './ko.ts'
import { zhCN } from './zh-CN.ts'
import { zhTW } from './zh-TW.ts'

type OwnRefusal = Exclude<
  ChooseTillRefusal | AddStaffPasskeyRefusal | SetUpRefusal,
  { readonly code: ConsoleRefusal['code'] }
>

export interface SignInWords {
  readonly signIn: {
    readonly title: string
    readonly name: string
    readonly password: string
    readonly code: string
    readonly codeHint: string
    readonly submit: string
    readonly passkey: string
  }
  readonly passkeyFailed: string
  readonly setUp: {
    readonly title: string
    readonly lead: string
    readonly picture: string
    readonly secret: string
    readonly submit: string
  }
  readonly lock: {
    readonly title: string
    readonly lead: string
    readonly submit: string
    readonly passkey: string
    readonly other: string
  }
  readonly account: {
    readonly title: string
    readonly role: string
    readonly shop: string
    readonly noShop: string
    readonly passkeys: string
    readonly passkeysLead: string
    readonly noPasskeys: string
    readonly passkeyName: string
    readonly addPasskey: string
    readonly needsScript: string
    readonly removePasskey: string
    readonly signIns: string
    readonly thisOne: string
    readonly endAll: string
    readonly ended: string
  }
  readonly till: {
    readonly title: string
    readonly lead: string
    readonly none: string
    readonly open: string
    readonly here: string
  }
  readonly refusals: RefusalWords<OwnRefusal>
}

const CATALOGUES: Readonly<Record<Language, SignInWords>> = {
  'zh-CN': zhCN,
  'zh-TW': zhTW,
  en,
  ja,
  ko,
}

export function signInWords(language: Language): SignInWords {
  return CATALOGUES[language]
}

/** Of any command about signing in. */
export function signInRefusal(refusal: OwnRefusal | ConsoleRefusal, language: Language): string {
  const words = { ...consoleWords(language).refusals, ...signInWords(language).refusals }
  return wordRefusal<OwnRefusal | ConsoleRefusal>(words, refusal)
}

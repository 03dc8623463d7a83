/**
 * Every word of a document on paper, as one typed catalogue a language; a missing one does not
 * compile. Facts arrive as text already formatted. Not the portal's words, not the letters'.
 */
import type { Language } from '../../../domain/basics/language.ts'
import type { DocumentKind } from '../../../domain/bill/document.ts'
import { en } from './en.ts'
import { ja } from './ja.ts'
import { ko } from './ko.ts'
import { zhCN } from './zh-CN.ts'
import { zhTW } from './zh-TW.ts'

export interface DocumentWords {
  readonly title: Readonly<Record<DocumentKind, string>>
  /** The name as whom the document is for, with the courtesy of the language. */
  readonly recipient: (name: string) => string
  readonly paidTotal: string
  readonly returnedTotal: string
  readonly taxIncluded: string
  readonly issuedOn: string
  readonly paidOn: string
  readonly returnedOn: string
  readonly order: string
  readonly suppliedOn: string
  readonly period: string
  readonly between: (from: string, until: string) => string
  readonly since: (from: string) => string
  /** An invoice takes the place of a receipt. */
  readonly replaces: string
  /** A return corrects a receipt or an invoice. */
  readonly corrects: string
  readonly item: string
  readonly rate: string
  readonly quantity: string
  readonly amount: string
  readonly percent: (percent: number) => string
  /** In place of a rate. */
  readonly untaxed: string
  readonly discount: (campaign: string) => string
  readonly points: string
  readonly rateTotal: (percent: number) => string
  readonly rateTax: (percent: number) => string
  readonly untaxedTotal: string
  readonly total: string
  readonly paidBy: string
  readonly returnedBy: string
  readonly nothingPaid: string
  readonly seller: string
  readonly registrationNumber: string
  readonly address: string
  readonly phone: string
  readonly email: string
  readonly notRegistered: string
  readonly electronic: string
}

const WORDS: Readonly<Record<Language, DocumentWords>> = {
  'zh-CN': zhCN,
  'zh-TW': zhTW,
  en,
  ja,
  ko,
}

export function documentWords(language: Language): DocumentWords {
  return WORDS[language]
}

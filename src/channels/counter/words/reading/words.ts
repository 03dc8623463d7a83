/**
 * What is wrong with something that was typed or scanned: one sentence for every code of every
 * reader, with the place where to look. Not what is not found.
 */
import type { Language } from '../../../../domain/basics/language.ts'
import type { MrzField } from '../../reading/mrz-layout.ts'
import type { ScanRefused } from '../../reading/recognise-scan.ts'
import { wordRefusal, type RefusalWords } from '../refusal-words.ts'
import { en } from './en.ts'
import { ja } from './ja.ts'
import { ko } from './ko.ts'
import { zhCN } from './zh-CN.ts'
import { zhTW } from './zh-TW.ts'

export type ReadingRefusal = ScanRefused['refusal']

export interface ReadingWords {
  /** What it was taken for. */
  readonly meant: Readonly<Record<ScanRefused['meant'], string>>
  /** The fields of a machine-readable zone. */
  readonly field: Readonly<Record<MrzField, string>>
  readonly refusals: RefusalWords<ReadingRefusal>
}

const CATALOGUES: Readonly<Record<Language, ReadingWords>> = {
  'zh-CN': zhCN,
  'zh-TW': zhTW,
  en,
  ja,
  ko,
}

export function readingWords(language: Language): ReadingWords {
  return CATALOGUES[language]
}

export function readingRefusalText(refusal: ReadingRefusal, language: Language): string {
  return wordRefusal(CATALOGUES[language].refusals, refusal)
}

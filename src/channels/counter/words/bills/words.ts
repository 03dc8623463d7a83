/** The console's pages about bills: what looked odd, and how often its reader said it was fine. */
import type { Language } from '../../../../domain/basics/language.ts'

export interface BillsWords {
  readonly title: string
  readonly lead: (days: number) => string
  readonly kind: string
  readonly found: string
  readonly fine: string
  readonly disputed: string
  /** Of those that were answered, so many percent were fine. */
  readonly share: string
  readonly none: string
  readonly newest: string
  readonly unanswered: string
  readonly saidFine: string
  readonly saidDisputed: string
  readonly months: string
  readonly statement: string
}

const WORDS: Readonly<Record<Language, BillsWords>> = {
  'zh-CN': {
    title: '账单上的异常',
    lead: (days) =>
      `最近 ${days} 天按规则找到的。误报多的规则，可以在 money-rules 的 bills 里调整。`,
    kind: '规则',
    found: '找到',
    fine: '客户说没问题',
    disputed: '客户有异议',
    share: '误报比例',
    none: '没有找到。',
    newest: '最新',
    unanswered: '客户还没有回复',
    saidFine: '客户说没问题',
    saidDisputed: '客户有异议',
    months: '月账单',
    statement: '账单',
  },
  'zh-TW': {
    title: '帳單上的異常',
    lead: (days) =>
      `最近 ${days} 天依規則找到的。誤報多的規則，可以在 money-rules 的 bills 裡調整。`,
    kind: '規則',
    found: '找到',
    fine: '客戶說沒問題',
    disputed: '客戶有異議',
    share: '誤報比例',
    none: '沒有找到。',
    newest: '最新',
    unanswered: '客戶還沒有回覆',
    saidFine: '客戶說沒問題',
    saidDisputed: '客戶有異議',
    months: '月帳單',
    statement: '帳單',
  },
  en: {
    title: 'Odd on bills',
    lead: (days) =>
      `Found by rule in the last ${days} days. A rule with many false alarms is tuned under bills in the money rules.`,
    kind: 'Rule',
    found: 'Found',
    fine: 'Said to be fine',
    disputed: 'Disputed',
    share: 'False alarms',
    none: 'Nothing was found.',
    newest: 'Newest',
    unanswered: 'No word from the customer yet',
    saidFine: 'The customer says it is fine',
    saidDisputed: 'The customer disputes it',
    months: 'Statements',
    statement: 'Statement',
  },
  ja: {
    title: '明細で目についたもの',
    lead: (days) =>
      `直近${days}日に規則で見つかったものです。誤報の多い規則は money-rules の bills で調整できます。`,
    kind: '規則',
    found: '件数',
    fine: '「問題ない」',
    disputed: '異議あり',
    share: '誤報の割合',
    none: '見つかったものはありません。',
    newest: '新しい順',
    unanswered: 'お客様の返事待ち',
    saidFine: 'お客様は「問題ない」',
    saidDisputed: 'お客様が異議',
    months: 'ご利用明細',
    statement: '明細',
  },
  ko: {
    title: '명세서의 이상 항목',
    lead: (days) =>
      `최근 ${days}일 동안 규칙으로 찾은 것입니다. 오탐이 많은 규칙은 money-rules의 bills에서 조정합니다.`,
    kind: '규칙',
    found: '건수',
    fine: '문제없다는 답',
    disputed: '이의',
    share: '오탐 비율',
    none: '찾은 것이 없습니다.',
    newest: '최신순',
    unanswered: '고객 답변 대기',
    saidFine: '고객: 문제없음',
    saidDisputed: '고객: 이의 있음',
    months: '이용 명세서',
    statement: '명세서',
  },
}

export function billsWords(language: Language): BillsWords {
  return WORDS[language]
}

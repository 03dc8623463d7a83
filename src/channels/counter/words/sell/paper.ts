/** The paper that a customer reads and signs before paying, as staff read of it. */
import type { Language } from '../../../../domain/basics/language.ts'

interface PaperWords {
  readonly print: string
  readonly hint: string
  readonly signed: string
}

const WORDS: Readonly<Record<Language, PaperWords>> = {
  'zh-CN': {
    print: '打印给顾客签名的说明',
    hint: '内容与右侧相同，用顾客的语言，附签名栏。',
    signed: '顾客已在纸上签名，由门店保存',
  },
  'zh-TW': {
    print: '列印給顧客簽名的說明',
    hint: '內容與右側相同，用顧客的語言，附簽名欄。',
    signed: '顧客已在紙本上簽名，由門市保存',
  },
  en: {
    print: 'Print a copy to sign',
    hint: 'The same as beside, in the customer’s language, with a line to sign.',
    signed: 'The customer signed it on paper, and the shop keeps it',
  },
  ja: {
    print: '署名用の控えを印刷',
    hint: '横の内容と同じものを、お客様の言語で署名欄を付けて印刷します。',
    signed: 'お客様が書面に署名済み（店舗で保管）',
  },
  ko: {
    print: '서명용 안내 인쇄',
    hint: '옆의 내용과 같으며 고객의 언어로 서명란과 함께 인쇄합니다.',
    signed: '고객이 종이에 서명했으며 매장에서 보관합니다',
  },
}

export function paperWords(language: Language): PaperWords {
  return WORDS[language]
}

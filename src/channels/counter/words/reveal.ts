/** Sentences of showing what the console masks, in five languages. */
import type { RevealReason } from '../../../app/staff/revealing.ts'
import type { Language } from '../../../domain/basics/language.ts'

export interface RevealWords {
  readonly title: string
  /** Written down, and for how long it stays. */
  readonly lead: (minutes: number) => string
  readonly reason: string
  readonly reasons: Readonly<Record<RevealReason, string>>
  readonly show: string
  readonly until: (clock: string) => string
  readonly name: string
  readonly email: string
  readonly contactNumber: string
  readonly card: string
  readonly number: string
}

const WORDS: Readonly<Record<Language, RevealWords>> = {
  'zh-CN': {
    title: '显示完整资料',
    lead: (minutes) => `查看会被记录。资料在这里显示 ${minutes} 分钟。`,
    reason: '原因',
    reasons: {
      compare_document: '核对证件',
      reach_customer: '联系客人',
      asked_by_customer: '客人本人询问',
      look_into_case: '处理个案',
    },
    show: '显示',
    until: (clock) => `显示到 ${clock}`,
    name: '姓名',
    email: '邮箱',
    contactNumber: '联系电话',
    card: '卡号',
    number: '号码',
  },
  'zh-TW': {
    title: '顯示完整資料',
    lead: (minutes) => `查看會被記錄。資料在這裡顯示 ${minutes} 分鐘。`,
    reason: '原因',
    reasons: {
      compare_document: '核對證件',
      reach_customer: '聯絡客人',
      asked_by_customer: '客人本人詢問',
      look_into_case: '處理個案',
    },
    show: '顯示',
    until: (clock) => `顯示到 ${clock}`,
    name: '姓名',
    email: '電子郵件',
    contactNumber: '聯絡電話',
    card: '卡號',
    number: '號碼',
  },
  en: {
    title: 'Show in full',
    lead: (minutes) => `The look is written down. It stays here for ${minutes} minutes.`,
    reason: 'Reason',
    reasons: {
      compare_document: 'To compare a document',
      reach_customer: 'To reach the customer',
      asked_by_customer: 'The customer asks',
      look_into_case: 'To look into a case',
    },
    show: 'Show',
    until: (clock) => `Shown until ${clock}`,
    name: 'Name',
    email: 'E-mail',
    contactNumber: 'Contact number',
    card: 'Card number',
    number: 'Number',
  },
  ja: {
    title: 'すべて表示',
    lead: (minutes) => `閲覧は記録されます。この画面に${minutes}分間表示されます。`,
    reason: '理由',
    reasons: {
      compare_document: '本人確認書類との照合',
      reach_customer: 'お客様への連絡',
      asked_by_customer: 'お客様からのお尋ね',
      look_into_case: '案件の対応',
    },
    show: '表示する',
    until: (clock) => `${clock}まで表示`,
    name: 'お名前',
    email: 'メールアドレス',
    contactNumber: '連絡先電話番号',
    card: 'カード番号（ICCID）',
    number: '電話番号',
  },
  ko: {
    title: '전체 보기',
    lead: (minutes) => `조회는 기록됩니다. 이 화면에 ${minutes}분 동안 표시됩니다.`,
    reason: '사유',
    reasons: {
      compare_document: '신분증 대조',
      reach_customer: '고객에게 연락',
      asked_by_customer: '고객 본인의 문의',
      look_into_case: '사례 처리',
    },
    show: '보기',
    until: (clock) => `${clock}까지 표시`,
    name: '이름',
    email: '이메일',
    contactNumber: '연락처',
    card: '카드 번호',
    number: '번호',
  },
}

export function revealWords(language: Language): RevealWords {
  return WORDS[language]
}

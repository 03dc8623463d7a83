/** Sentences of an agreement on paper or as a file: what was accepted, and where it is signed. */
import type { Language } from '../domain/basics/language.ts'
import type { Channel } from '../domain/catalogue/offer.ts'

export interface AgreementWords {
  readonly title: string
  /** Before it is signed: not an agreement yet. */
  readonly copyTitle: string
  readonly acceptedAt: string
  readonly printedAt: string
  readonly by: string
  readonly channel: Readonly<Record<Channel, string>>
  readonly button: string
  readonly onPaper: string
  readonly signed: string
  readonly shown: string
  readonly documents: string
  readonly version: (version: number, from: string) => string
  readonly inJapan: (moment: string) => string
  readonly noText: string
  readonly sign: readonly [name: string, date: string]
  readonly signing: string
  readonly readAt: (url: string) => string
  readonly kept: string
}

const zhCN: AgreementWords = {
  title: '您同意过的内容',
  copyTitle: '购买内容与条款摘要',
  acceptedAt: '同意时间',
  printedAt: '打印时间',
  by: '途径',
  channel: { web: '网站', counter: '门店', phone: '电话', api: '合作方', auto: '自动' },
  button: '按下的按钮',
  onPaper: '纸质',
  signed: '已签名',
  shown: '当时显示的内容',
  documents: '条款',
  version: (version, from) => `第 ${version} 版，${from} 起生效`,
  inJapan: (moment) => `${moment}（日本时间）`,
  noText: '这一版的文字不在本系统中。',
  sign: ['签名', '日期'],
  signing: '我已看过以上内容和所列条款，并表示同意。',
  readAt: (url) => `条款全文：${url}`,
  kept: '此内容按同意时的原样保存。',
}

const zhTW: AgreementWords = {
  title: '您同意過的內容',
  copyTitle: '購買內容與條款摘要',
  acceptedAt: '同意時間',
  printedAt: '列印時間',
  by: '管道',
  channel: { web: '網站', counter: '門市', phone: '電話', api: '合作夥伴', auto: '自動' },
  button: '按下的按鈕',
  onPaper: '紙本',
  signed: '已簽名',
  shown: '當時顯示的內容',
  documents: '條款',
  version: (version, from) => `第 ${version} 版，${from} 起生效`,
  inJapan: (moment) => `${moment}（日本時間）`,
  noText: '這一版的文字不在本系統中。',
  sign: ['簽名', '日期'],
  signing: '我已看過以上內容和所列條款，並表示同意。',
  readAt: (url) => `條款全文：${url}`,
  kept: '此內容依同意時的原樣保存。',
}

const en: AgreementWords = {
  title: 'What you accepted',
  copyTitle: 'What you are buying, and the terms',
  acceptedAt: 'Accepted',
  printedAt: 'Printed',
  by: 'By way of',
  channel: { web: 'website', counter: 'shop', phone: 'phone', api: 'partner', auto: 'automatic' },
  button: 'The button pressed',
  onPaper: 'On paper',
  signed: 'signed',
  shown: 'What was shown',
  documents: 'Terms',
  version: (version, from) => `Version ${version}, in force from ${from}`,
  inJapan: (moment) => `${moment} (Japan time)`,
  noText: 'The words of this version are not in this system.',
  sign: ['Signature', 'Date'],
  signing: 'I have read the above and the terms named here, and accept them.',
  readAt: (url) => `The whole terms: ${url}`,
  kept: 'Kept exactly as it was accepted.',
}

const ja: AgreementWords = {
  title: '同意した内容',
  copyTitle: 'ご購入内容と規約の要約',
  acceptedAt: '同意日時',
  printedAt: '印刷日時',
  by: '受付方法',
  channel: { web: 'ウェブ', counter: '店頭', phone: '電話', api: '提携先', auto: '自動' },
  button: '押されたボタン',
  onPaper: '書面',
  signed: '署名済み',
  shown: '表示された内容',
  documents: '規約',
  version: (version, from) => `第${version}版、${from}から有効`,
  inJapan: (moment) => `${moment}（日本時間）`,
  noText: 'この版の本文は本システムにありません。',
  sign: ['署名', '日付'],
  signing: '上の内容と記載の規約を確認し、同意します。',
  readAt: (url) => `規約の全文：${url}`,
  kept: '同意された時のまま保存しています。',
}

const ko: AgreementWords = {
  title: '동의한 내용',
  copyTitle: '구매 내용과 약관 요약',
  acceptedAt: '동의한 시각',
  printedAt: '인쇄한 시각',
  by: '경로',
  channel: { web: '웹', counter: '매장', phone: '전화', api: '제휴사', auto: '자동' },
  button: '누른 버튼',
  onPaper: '종이',
  signed: '서명함',
  shown: '표시된 내용',
  documents: '약관',
  version: (version, from) => `제${version}판, ${from}부터 시행`,
  inJapan: (moment) => `${moment} (일본 시간)`,
  noText: '이 버전의 본문은 이 시스템에 없습니다.',
  sign: ['서명', '날짜'],
  signing: '위 내용과 적힌 약관을 확인하였으며 동의합니다.',
  readAt: (url) => `약관 전문: ${url}`,
  kept: '동의하신 그대로 보관합니다.',
}

const WORDS: Readonly<Record<Language, AgreementWords>> = {
  'zh-CN': zhCN,
  'zh-TW': zhTW,
  en,
  ja,
  ko,
}

export function agreementWords(language: Language): AgreementWords {
  return WORDS[language]
}

/**
 * Sentences about terms: the list of documents, what changed between versions, accepting them where
 * nothing is bought, and agreements kept. One typed catalogue; a missing sentence does not compile.
 */
import type { Language } from '../../../domain/basics/language.ts'

export interface TermsWords {
  readonly title: string
  readonly lead: string
  readonly all: string
  readonly now: string
  readonly coming: string
  readonly past: string
  readonly changes: (from: number, to: number) => string
  readonly compare: (version: number) => string
  /** How the marks look. */
  readonly marks: string
  readonly added: string
  readonly gone: string
  readonly reworded: string
  readonly same: string
  readonly wholeText: string
  /** Beside the button that opens an account. */
  readonly byOpening: string
  readonly asks: string
  readonly asksLink: string
  readonly pending: string
  readonly pendingLead: string
  /** What was paid for goes on. */
  readonly calm: string
  readonly comingTitle: string
  readonly takesEffect: (date: string) => string
  readonly accept: string
  readonly accepted: string
  readonly nonePending: string
  readonly mandate: {
    readonly title: string
    readonly held: string
    readonly comes: (date: string) => string
    readonly read: string
    /** What the button does, when the renewal is due already and when not. */
    readonly renewsNow: string
    readonly renewsLater: string
    readonly canBuy: string
    readonly done: string
    readonly none: string
  }
  readonly older: string
  readonly pdf: string
  readonly json: string
  readonly paper: string
  readonly ofAccount: string
  readonly rule: string
}

const zhCN: TermsWords = {
  title: '条款和规则',
  lead: '每份文件的所有版本。您同意的是哪一版，记录里就是哪一版。',
  all: '所有条款和规则',
  now: '现行',
  coming: '尚未生效',
  past: '旧版',
  changes: (from, to) => `第 ${from} 版到第 ${to} 版的修改`,
  compare: (version) => `与第 ${version} 版比较`,
  marks: '删去的字有删除线，新增的字有下划线。',
  added: '新增',
  gone: '删去',
  reworded: '修改',
  same: '两版文字没有不同。',
  wholeText: '查看全文',
  byOpening: '注册即表示您同意',
  asks: '我们的条款有新版本，请看看改了什么。',
  asksLink: '查看并同意',
  pending: '请确认新的条款',
  pendingLead: '下面的文件有您还没有同意的版本。',
  calm: '您已经付款的套餐不受影响，照常使用。',
  comingTitle: '即将生效',
  takesEffect: (date) => `${date} 起生效；现在就可以同意。`,
  accept: '同意以上文件',
  accepted: '已记录您的同意。',
  nonePending: '没有需要确认的条款。',
  mandate: {
    title: '自动续费条款的修改',
    held: '自动续费的条款有新版本。在您同意之前，不会自动续费，也不会扣款。',
    comes: (date) => `自动续费条款的新版本 ${date} 起生效。那之后，在您同意之前不会自动扣款。`,
    read: '查看修改并同意',
    renewsNow: '同意后，等待中的自动续费会马上进行并扣款。',
    renewsLater: '同意后，自动续费按您的设置继续。',
    canBuy: '您也可以随时自己续费，或关闭自动续费。',
    done: '已记录您的同意，自动续费照常进行。',
    none: '自动续费没有需要同意的新条款。',
  },
  older: '更早的记录',
  pdf: '下载 PDF',
  json: '下载 JSON',
  paper: '已在门店纸上签名',
  ofAccount: '账户',
  rule: '这个套餐的取消规则',
}

const zhTW: TermsWords = {
  title: '條款和規則',
  lead: '每份文件的所有版本。您同意的是哪一版，紀錄裡就是哪一版。',
  all: '所有條款和規則',
  now: '現行',
  coming: '尚未生效',
  past: '舊版',
  changes: (from, to) => `第 ${from} 版到第 ${to} 版的修改`,
  compare: (version) => `與第 ${version} 版比較`,
  marks: '刪去的字有刪除線，新增的字有底線。',
  added: '新增',
  gone: '刪去',
  reworded: '修改',
  same: '兩版文字沒有不同。',
  wholeText: '查看全文',
  byOpening: '註冊即表示您同意',
  asks: '我們的條款有新版本，請看看改了什麼。',
  asksLink: '查看並同意',
  pending: '請確認新的條款',
  pendingLead: '下面的文件有您還沒有同意的版本。',
  calm: '您已經付款的方案不受影響，照常使用。',
  comingTitle: '即將生效',
  takesEffect: (date) => `${date} 起生效；現在就可以同意。`,
  accept: '同意以上文件',
  accepted: '已記錄您的同意。',
  nonePending: '沒有需要確認的條款。',
  mandate: {
    title: '自動續購條款的修改',
    held: '自動續購的條款有新版本。在您同意之前，不會自動續購，也不會扣款。',
    comes: (date) => `自動續購條款的新版本 ${date} 起生效。那之後，在您同意之前不會自動扣款。`,
    read: '查看修改並同意',
    renewsNow: '同意後，等待中的自動續購會馬上進行並扣款。',
    renewsLater: '同意後，自動續購依您的設定繼續。',
    canBuy: '您也可以隨時自己續購，或關閉自動續購。',
    done: '已記錄您的同意，自動續購照常進行。',
    none: '自動續購沒有需要同意的新條款。',
  },
  older: '更早的紀錄',
  pdf: '下載 PDF',
  json: '下載 JSON',
  paper: '已在門市紙本簽名',
  ofAccount: '帳號',
  rule: '這個方案的取消規則',
}

const en: TermsWords = {
  title: 'Terms and policies',
  lead: 'Every version of every document. What you accepted is kept as the version it was.',
  all: 'All terms and policies',
  now: 'In force',
  coming: 'To come',
  past: 'Earlier',
  changes: (from, to) => `What changed from version ${from} to version ${to}`,
  compare: (version) => `Compare with version ${version}`,
  marks: 'Words taken out are struck through, words put in are underlined.',
  added: 'Added',
  gone: 'Removed',
  reworded: 'Changed',
  same: 'The two versions say the same.',
  wholeText: 'Read the whole text',
  byOpening: 'By creating the account you accept',
  asks: 'Our terms have a new version. Please look at what changed.',
  asksLink: 'See and accept',
  pending: 'Please look at our new terms',
  pendingLead: 'Of these documents there are versions that you have not accepted.',
  calm: 'What you have paid for is not affected and works as before.',
  comingTitle: 'To come',
  takesEffect: (date) => `Takes effect on ${date}; you can accept it now.`,
  accept: 'Accept these documents',
  accepted: 'Your acceptance is on record.',
  nonePending: 'There is nothing to accept.',
  mandate: {
    title: 'Changed terms of auto-renewal',
    held: 'The terms of auto-renewal have a new version. Until you accept it, nothing is renewed or charged by itself.',
    comes: (date) =>
      `New terms of auto-renewal take effect on ${date}. From then on nothing is charged by itself until you accept them.`,
    read: 'See what changed and accept',
    renewsNow: 'When you accept, the renewal that waits is made and charged at once.',
    renewsLater: 'When you accept, auto-renewal goes on as you set it.',
    canBuy: 'You can also renew yourself at any time, or switch auto-renewal off.',
    done: 'Your acceptance is on record, and auto-renewal goes on.',
    none: 'Auto-renewal has no new terms to accept.',
  },
  older: 'Earlier ones',
  pdf: 'Download as PDF',
  json: 'Download as JSON',
  paper: 'Signed on paper in the shop',
  ofAccount: 'Account',
  rule: 'Cancellation rule of this pack',
}

const ja: TermsWords = {
  title: '規約と方針',
  lead: '各文書のすべての版です。同意された版は、その版のまま記録しています。',
  all: '規約と方針の一覧',
  now: '適用中',
  coming: '適用前',
  past: '旧版',
  changes: (from, to) => `第${from}版から第${to}版への変更`,
  compare: (version) => `第${version}版と比べる`,
  marks: '削除した語は取り消し線、追加した語は下線で示します。',
  added: '追加',
  gone: '削除',
  reworded: '変更',
  same: '二つの版の文面は同じです。',
  wholeText: '全文を読む',
  byOpening: '登録すると、次の文書に同意したことになります',
  asks: '規約に新しい版があります。変更点をご確認ください。',
  asksLink: '確認して同意する',
  pending: '新しい規約をご確認ください',
  pendingLead: '次の文書に、まだ同意いただいていない版があります。',
  calm: 'お支払い済みのプランには影響なく、そのままご利用になれます。',
  comingTitle: 'まもなく適用',
  takesEffect: (date) => `${date}から適用します。今すぐ同意することもできます。`,
  accept: '上の文書に同意する',
  accepted: '同意を記録しました。',
  nonePending: '確認が必要な規約はありません。',
  mandate: {
    title: '自動更新の規約の変更',
    held: '自動更新の規約に新しい版があります。同意されるまで、自動での更新も請求も行いません。',
    comes: (date) =>
      `自動更新の規約の新しい版を${date}から適用します。適用後は、同意されるまで自動で請求しません。`,
    read: '変更箇所を見て同意する',
    renewsNow: '同意されると、お待ちいただいていた更新をすぐに行い、請求します。',
    renewsLater: '同意されると、設定どおりに自動更新を続けます。',
    canBuy: 'ご自身での更新や、自動更新の停止はいつでもできます。',
    done: '同意を記録しました。自動更新を続けます。',
    none: '自動更新に、同意が必要な新しい規約はありません。',
  },
  older: '以前の記録',
  pdf: 'PDFをダウンロード',
  json: 'JSONをダウンロード',
  paper: '店頭で書面に署名済み',
  ofAccount: 'アカウント',
  rule: 'このプランのキャンセル条件',
}

const ko: TermsWords = {
  title: '약관과 방침',
  lead: '모든 문서의 모든 버전입니다. 동의하신 버전은 그 버전 그대로 기록됩니다.',
  all: '약관과 방침 모두 보기',
  now: '적용 중',
  coming: '적용 예정',
  past: '이전 버전',
  changes: (from, to) => `제${from}판에서 제${to}판으로 바뀐 내용`,
  compare: (version) => `제${version}판과 비교`,
  marks: '지운 말은 취소선, 더한 말은 밑줄로 표시합니다.',
  added: '추가',
  gone: '삭제',
  reworded: '변경',
  same: '두 버전의 내용이 같습니다.',
  wholeText: '전문 읽기',
  byOpening: '가입하면 다음 문서에 동의하는 것입니다',
  asks: '약관에 새 버전이 있습니다. 바뀐 내용을 확인해 주세요.',
  asksLink: '확인하고 동의하기',
  pending: '새 약관을 확인해 주세요',
  pendingLead: '다음 문서에 아직 동의하지 않으신 버전이 있습니다.',
  calm: '이미 결제하신 상품은 영향 없이 그대로 사용하실 수 있습니다.',
  comingTitle: '적용 예정',
  takesEffect: (date) => `${date}부터 적용되며 지금 동의하실 수도 있습니다.`,
  accept: '위 문서에 동의',
  accepted: '동의가 기록되었습니다.',
  nonePending: '확인할 약관이 없습니다.',
  mandate: {
    title: '자동 연장 약관의 변경',
    held: '자동 연장 약관에 새 버전이 있습니다. 동의하시기 전까지 자동으로 연장하거나 청구하지 않습니다.',
    comes: (date) =>
      `자동 연장 약관의 새 버전이 ${date}부터 적용됩니다. 적용된 뒤에는 동의하시기 전까지 자동으로 청구하지 않습니다.`,
    read: '바뀐 부분을 보고 동의하기',
    renewsNow: '동의하시면 기다리던 연장이 바로 이루어지고 청구됩니다.',
    renewsLater: '동의하시면 설정대로 자동 연장이 계속됩니다.',
    canBuy: '직접 연장하거나 자동 연장을 끄는 것은 언제든지 가능합니다.',
    done: '동의가 기록되었으며 자동 연장을 계속합니다.',
    none: '자동 연장에 동의할 새 약관이 없습니다.',
  },
  older: '이전 기록',
  pdf: 'PDF 내려받기',
  json: 'JSON 내려받기',
  paper: '매장에서 종이에 서명함',
  ofAccount: '계정',
  rule: '이 상품의 취소 규칙',
}

const WORDS: Readonly<Record<Language, TermsWords>> = { 'zh-CN': zhCN, 'zh-TW': zhTW, en, ja, ko }

export function termsWords(language: Language): TermsWords {
  return WORDS[language]
}

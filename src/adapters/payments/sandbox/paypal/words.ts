/** What PayPal's page in the sandbox says, in five languages; each has every sentence. */
import type { Language } from '../../../../app/ports.ts'
import type { Outcome } from './records.ts'

export interface PayPalWords {
  readonly title: string
  readonly ask: (money: string) => string
  readonly keep: string
  readonly outcomes: Readonly<Record<Outcome, string>>
  readonly outcomesTitle: string
  readonly refused: string
  readonly approvedTitle: string
  readonly approvedText: string
}

/** PayPal's locale names carry a country. */
export function languageOf(locale: string | null): Language {
  if (locale === 'zh-CN' || locale === 'zh-TW') return locale
  if (locale === 'ja-JP') return 'ja'
  return locale === 'ko-KR' ? 'ko' : 'en'
}

export const PAYPAL_WORDS: Readonly<Record<Language, PayPalWords>> = {
  en: {
    title: 'Pay with PayPal',
    ask: (money) => `You would pay ${money} from a test account. No log-in is needed here.`,
    keep:
      'By paying you also agree that the shop may charge this PayPal account later without ' +
      'asking again, until you end it.',
    outcomes: {
      pay: 'Agree and pay',
      'late-success': 'Agree; the bank decides later: yes',
      'late-failure': 'Agree; the bank decides later: no',
      declined: 'Agree, but the funding source is declined',
    },
    outcomesTitle: 'Or try how else it can end',
    refused: 'The funding source was declined. Nothing was charged; please choose again.',
    approvedTitle: 'You have agreed',
    approvedText: 'Nothing is charged until the shop takes the payment. Please go back to it.',
  },
  'zh-CN': {
    title: '使用 PayPal 付款',
    ask: (money) => `您将从测试账户支付 ${money}。这里无需登录。`,
    keep: '付款即表示您同意商家以后可直接从此 PayPal 账户扣款而不再询问，直到您终止为止。',
    outcomes: {
      pay: '同意并付款',
      'late-success': '同意；银行稍后决定：通过',
      'late-failure': '同意；银行稍后决定：拒绝',
      declined: '同意，但资金来源被拒绝',
    },
    outcomesTitle: '或试试其他结果',
    refused: '资金来源被拒绝。没有扣款，请重新选择。',
    approvedTitle: '您已同意',
    approvedText: '在商家收款之前不会扣款。请返回商家页面。',
  },
  'zh-TW': {
    title: '使用 PayPal 付款',
    ask: (money) => `您將從測試帳戶支付 ${money}。這裡無需登入。`,
    keep: '付款即表示您同意商家日後可直接從此 PayPal 帳戶扣款而不再詢問，直到您終止為止。',
    outcomes: {
      pay: '同意並付款',
      'late-success': '同意；銀行稍後決定：通過',
      'late-failure': '同意；銀行稍後決定：拒絕',
      declined: '同意，但資金來源被拒絕',
    },
    outcomesTitle: '或試試其他結果',
    refused: '資金來源被拒絕。沒有扣款，請重新選擇。',
    approvedTitle: '您已同意',
    approvedText: '在商家收款之前不會扣款。請返回商家頁面。',
  },
  ja: {
    title: 'PayPalでのお支払い',
    ask: (money) => `テスト用アカウントから${money}を支払います。ここではログインは不要です。`,
    keep: 'お支払いにより、店舗が今後このPayPalアカウントに確認なしで請求することに同意したものとします。同意はいつでも終了できます。',
    outcomes: {
      pay: '同意して支払う',
      'late-success': '同意する（銀行が後で決定：承認）',
      'late-failure': '同意する（銀行が後で決定：拒否）',
      declined: '同意するが、支払い方法が承認されない',
    },
    outcomesTitle: 'ほかの結果を試す',
    refused: '支払い方法が承認されませんでした。請求はされていません。もう一度お選びください。',
    approvedTitle: '同意済みです',
    approvedText: '店舗が受け取るまで請求されません。店舗のページにお戻りください。',
  },
  ko: {
    title: 'PayPal로 결제',
    ask: (money) => `테스트 계정에서 ${money}을 결제합니다. 여기서는 로그인이 필요 없습니다.`,
    keep: '결제하면 동의를 끝낼 때까지 매장이 이 PayPal 계정에 다시 묻지 않고 청구하는 것에도 동의하게 됩니다.',
    outcomes: {
      pay: '동의하고 결제',
      'late-success': '동의, 은행이 나중에 결정: 승인',
      'late-failure': '동의, 은행이 나중에 결정: 거절',
      declined: '동의하지만 결제 수단이 거절됨',
    },
    outcomesTitle: '다른 결과 시험하기',
    refused: '결제 수단이 거절되었습니다. 청구되지 않았으니 다시 선택해 주세요.',
    approvedTitle: '동의했습니다',
    approvedText: '매장이 받기 전에는 청구되지 않습니다. 매장으로 돌아가 주세요.',
  },
}

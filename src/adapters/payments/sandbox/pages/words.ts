/** What the sandbox's pages say in five languages; a missing sentence does not compile. */
import type { Language } from '../../../../app/ports.ts'
import type { CardName } from '../cards.ts'

export type Failure = 'declined' | 'insufficient' | 'expired' | 'authentication' | 'processing'

export type FieldTrouble = 'number' | 'expiry' | 'cvc'

export interface Words {
  readonly ribbon: string
  readonly title: string
  readonly money: (amount: string) => string
  readonly pay: (money: string) => string
  readonly number: string
  readonly expiry: string
  readonly cvc: string
  readonly cancel: string
  readonly cardsTitle: string
  readonly cardsHint: string
  readonly use: string
  readonly trouble: Readonly<Record<FieldTrouble, string>>
  readonly failure: Readonly<Record<Failure, string>>
  readonly cards: Readonly<Record<CardName, string>>
  readonly bankTitle: string
  readonly bankText: (money: string) => string
  readonly bankApprove: string
  readonly bankFail: string
  readonly decidingTitle: string
  readonly decidingText: string
  readonly paidTitle: string
  readonly paidText: string
  readonly overTitle: string
  readonly overText: string
  readonly unknownTitle: string
  readonly unknownText: string
  readonly back: string
}

/** Stripe's locale names are not ours. */
export function languageOf(locale: string | null): Language {
  if (locale === 'zh') return 'zh-CN'
  if (locale === 'zh-TW' || locale === 'zh-HK') return 'zh-TW'
  if (locale === 'ja' || locale === 'ko') return locale
  return 'en'
}

export const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    ribbon: 'Sandbox – no real money',
    title: 'Pay by card',
    money: (amount) => `JPY ${amount}`,
    pay: (money) => `Pay ${money}`,
    number: 'Card number',
    expiry: 'Expiry (MM/YY)',
    cvc: 'Security code',
    cancel: 'Cancel and go back',
    cardsTitle: 'Test cards',
    cardsHint: 'Only these cards work here. Never type a real one.',
    use: 'Use this card',
    trouble: {
      number: 'Only the test cards below work here. What you typed was not kept.',
      expiry: 'Please give a future month as MM/YY.',
      cvc: 'The security code has three or four digits.',
    },
    failure: {
      declined: 'The card was declined. Nothing was charged; you can try another card.',
      insufficient: 'The card does not have enough funds. Nothing was charged.',
      expired: 'The card has expired. Nothing was charged; you can try another card.',
      authentication: 'The bank could not confirm it was you. Nothing was charged.',
      processing: 'The bank could not process the card. Nothing was charged; please try again.',
    },
    cards: {
      approve: 'Visa, approved',
      'approve-mastercard': 'Mastercard, approved',
      'approve-jcb': 'JCB, approved',
      authenticate: 'Asks for 3-D Secure',
      declined: 'Declined',
      'insufficient-funds': 'Not enough funds',
      expired: 'Expired card',
      'processing-error': 'Processing error',
      'late-success': 'Bank decides later: yes',
      'late-failure': 'Bank decides later: no',
      'duplicate-webhooks': 'Approved, every notice sent twice',
      'disordered-webhooks': 'Approved, notices out of order',
      'hanging-read': 'Approved, next status query hangs',
    },
    bankTitle: 'Your bank asks: is this you?',
    bankText: (money) => `A payment of ${money} waits for your confirmation.`,
    bankApprove: 'Yes, confirm',
    bankFail: 'No, refuse',
    decidingTitle: 'The bank is still deciding',
    decidingText: 'Nothing needs to be done and please do not pay again. The shop will hear of it.',
    paidTitle: 'This is paid',
    paidText: 'The payment went through once. You can go back to the shop.',
    overTitle: 'This payment page has ended',
    overText: 'Nothing was charged here. You can go back to the shop and begin again.',
    unknownTitle: 'There is no such payment page',
    unknownText: 'Please go back to the shop and begin again.',
    back: 'Back to the shop',
  },
  'zh-CN': {
    ribbon: '沙盒环境 – 不涉及真实资金',
    title: '银行卡支付',
    money: (amount) => `${amount} 日元`,
    pay: (money) => `支付 ${money}`,
    number: '卡号',
    expiry: '有效期（月/年）',
    cvc: '安全码',
    cancel: '取消并返回',
    cardsTitle: '测试卡',
    cardsHint: '这里只能使用以下测试卡，请勿输入真实卡号。',
    use: '使用此卡',
    trouble: {
      number: '这里只接受下方的测试卡。您输入的内容未被保存。',
      expiry: '请按 月/年 输入尚未到期的有效期。',
      cvc: '安全码为三位或四位数字。',
    },
    failure: {
      declined: '银行卡被拒绝。没有扣款，可以换一张卡再试。',
      insufficient: '卡内余额不足。没有扣款。',
      expired: '银行卡已过期。没有扣款，可以换一张卡再试。',
      authentication: '银行未能确认是您本人操作。没有扣款。',
      processing: '银行未能处理此卡。没有扣款，请再试一次。',
    },
    cards: {
      approve: 'Visa，通过',
      'approve-mastercard': 'Mastercard，通过',
      'approve-jcb': 'JCB，通过',
      authenticate: '需要 3-D Secure 验证',
      declined: '被拒绝',
      'insufficient-funds': '余额不足',
      expired: '卡已过期',
      'processing-error': '处理出错',
      'late-success': '银行稍后决定：通过',
      'late-failure': '银行稍后决定：拒绝',
      'duplicate-webhooks': '通过，每条通知发送两次',
      'disordered-webhooks': '通过，通知顺序颠倒',
      'hanging-read': '通过，下一次查询无响应',
    },
    bankTitle: '银行询问：是您本人吗？',
    bankText: (money) => `一笔 ${money} 的付款等待您确认。`,
    bankApprove: '是，确认',
    bankFail: '不是，拒绝',
    decidingTitle: '银行仍在处理',
    decidingText: '无需任何操作，请勿重复支付。结果会通知商家。',
    paidTitle: '已支付',
    paidText: '付款已成功一次。可以返回商家页面。',
    overTitle: '此支付页面已结束',
    overText: '此处没有扣款。可以返回商家页面重新开始。',
    unknownTitle: '没有这个支付页面',
    unknownText: '请返回商家页面重新开始。',
    back: '返回商家',
  },
  'zh-TW': {
    ribbon: '沙盒環境 – 不涉及真實款項',
    title: '信用卡付款',
    money: (amount) => `${amount} 日圓`,
    pay: (money) => `支付 ${money}`,
    number: '卡號',
    expiry: '有效期限（月/年）',
    cvc: '安全碼',
    cancel: '取消並返回',
    cardsTitle: '測試卡',
    cardsHint: '這裡只能使用以下測試卡，請勿輸入真實卡號。',
    use: '使用此卡',
    trouble: {
      number: '這裡只接受下方的測試卡。您輸入的內容未被保存。',
      expiry: '請以 月/年 輸入尚未到期的有效期限。',
      cvc: '安全碼為三位或四位數字。',
    },
    failure: {
      declined: '卡片被拒絕。沒有扣款，可以換一張卡再試。',
      insufficient: '卡片餘額不足。沒有扣款。',
      expired: '卡片已過期。沒有扣款，可以換一張卡再試。',
      authentication: '銀行未能確認是您本人操作。沒有扣款。',
      processing: '銀行未能處理此卡。沒有扣款，請再試一次。',
    },
    cards: {
      approve: 'Visa，通過',
      'approve-mastercard': 'Mastercard，通過',
      'approve-jcb': 'JCB，通過',
      authenticate: '需要 3-D Secure 驗證',
      declined: '被拒絕',
      'insufficient-funds': '餘額不足',
      expired: '卡片已過期',
      'processing-error': '處理錯誤',
      'late-success': '銀行稍後決定：通過',
      'late-failure': '銀行稍後決定：拒絕',
      'duplicate-webhooks': '通過，每則通知發送兩次',
      'disordered-webhooks': '通過，通知順序顛倒',
      'hanging-read': '通過，下一次查詢無回應',
    },
    bankTitle: '銀行詢問：是您本人嗎？',
    bankText: (money) => `一筆 ${money} 的付款等待您確認。`,
    bankApprove: '是，確認',
    bankFail: '不是，拒絕',
    decidingTitle: '銀行仍在處理',
    decidingText: '無需任何操作，請勿重複付款。結果會通知商家。',
    paidTitle: '已付款',
    paidText: '付款已成功一次。可以返回商家頁面。',
    overTitle: '此付款頁面已結束',
    overText: '此處沒有扣款。可以返回商家頁面重新開始。',
    unknownTitle: '沒有這個付款頁面',
    unknownText: '請返回商家頁面重新開始。',
    back: '返回商家',
  },
  ja: {
    ribbon: 'サンドボックス – 実際のお金は動きません',
    title: 'カードでのお支払い',
    money: (amount) => `${amount}円`,
    pay: (money) => `${money}を支払う`,
    number: 'カード番号',
    expiry: '有効期限（月/年）',
    cvc: 'セキュリティコード',
    cancel: 'やめて戻る',
    cardsTitle: 'テストカード',
    cardsHint: 'ここで使えるのは次のカードだけです。実在のカード番号は入力しないでください。',
    use: 'このカードを使う',
    trouble: {
      number: '使えるのは下のテストカードだけです。入力された内容は保存していません。',
      expiry: '有効期限は今後の月を 月/年 で入力してください。',
      cvc: 'セキュリティコードは3桁か4桁の数字です。',
    },
    failure: {
      declined: 'カードが承認されませんでした。請求はされていません。別のカードでお試しください。',
      insufficient: 'カードの残高が足りません。請求はされていません。',
      expired: 'カードの有効期限が切れています。請求はされていません。',
      authentication: 'ご本人確認ができませんでした。請求はされていません。',
      processing: 'カードを処理できませんでした。請求はされていません。もう一度お試しください。',
    },
    cards: {
      approve: 'Visa、承認',
      'approve-mastercard': 'Mastercard、承認',
      'approve-jcb': 'JCB、承認',
      authenticate: '3-Dセキュア認証あり',
      declined: '承認されない',
      'insufficient-funds': '残高不足',
      expired: '期限切れのカード',
      'processing-error': '処理エラー',
      'late-success': '銀行が後で決定：承認',
      'late-failure': '銀行が後で決定：拒否',
      'duplicate-webhooks': '承認、通知が二度届く',
      'disordered-webhooks': '承認、通知の順序が乱れる',
      'hanging-read': '承認、次の照会が応答しない',
    },
    bankTitle: '銀行からの確認：ご本人ですか',
    bankText: (money) => `${money}のお支払いが確認を待っています。`,
    bankApprove: 'はい、確認する',
    bankFail: 'いいえ、断る',
    decidingTitle: '銀行が確認中です',
    decidingText: '操作は不要です。もう一度お支払いにならないでください。結果は店舗に届きます。',
    paidTitle: 'お支払い済みです',
    paidText: 'お支払いは一度だけ完了しました。店舗のページに戻れます。',
    overTitle: 'このお支払いページは終了しました',
    overText: 'ここでは請求されていません。店舗のページからやり直せます。',
    unknownTitle: 'このお支払いページはありません',
    unknownText: '店舗のページからやり直してください。',
    back: '店舗に戻る',
  },
  ko: {
    ribbon: '샌드박스 – 실제 돈이 오가지 않습니다',
    title: '카드 결제',
    money: (amount) => `${amount}엔`,
    pay: (money) => `${money} 결제`,
    number: '카드 번호',
    expiry: '유효기간 (월/년)',
    cvc: '보안 코드',
    cancel: '취소하고 돌아가기',
    cardsTitle: '테스트 카드',
    cardsHint: '여기서는 아래 카드만 쓸 수 있습니다. 실제 카드 번호를 입력하지 마세요.',
    use: '이 카드 사용',
    trouble: {
      number: '아래 테스트 카드만 쓸 수 있습니다. 입력한 내용은 저장되지 않았습니다.',
      expiry: '유효기간을 앞으로의 월/년으로 입력해 주세요.',
      cvc: '보안 코드는 숫자 세 자리 또는 네 자리입니다.',
    },
    failure: {
      declined: '카드가 거절되었습니다. 청구되지 않았으며 다른 카드로 다시 시도할 수 있습니다.',
      insufficient: '카드 잔액이 부족합니다. 청구되지 않았습니다.',
      expired: '카드 유효기간이 지났습니다. 청구되지 않았습니다.',
      authentication: '은행이 본인임을 확인하지 못했습니다. 청구되지 않았습니다.',
      processing: '은행이 카드를 처리하지 못했습니다. 청구되지 않았습니다. 다시 시도해 주세요.',
    },
    cards: {
      approve: 'Visa, 승인',
      'approve-mastercard': 'Mastercard, 승인',
      'approve-jcb': 'JCB, 승인',
      authenticate: '3-D Secure 인증 요청',
      declined: '거절',
      'insufficient-funds': '잔액 부족',
      expired: '만료된 카드',
      'processing-error': '처리 오류',
      'late-success': '은행이 나중에 결정: 승인',
      'late-failure': '은행이 나중에 결정: 거절',
      'duplicate-webhooks': '승인, 알림이 두 번씩 전송',
      'disordered-webhooks': '승인, 알림 순서 뒤바뀜',
      'hanging-read': '승인, 다음 조회가 응답 없음',
    },
    bankTitle: '은행 확인: 본인이십니까?',
    bankText: (money) => `${money} 결제가 확인을 기다리고 있습니다.`,
    bankApprove: '예, 확인합니다',
    bankFail: '아니요, 거절합니다',
    decidingTitle: '은행이 아직 결정 중입니다',
    decidingText: '아무것도 하지 않아도 되며 다시 결제하지 마세요. 결과는 매장에 전달됩니다.',
    paidTitle: '결제되었습니다',
    paidText: '결제가 한 번 완료되었습니다. 매장 페이지로 돌아갈 수 있습니다.',
    overTitle: '이 결제 페이지는 종료되었습니다',
    overText: '여기서는 청구되지 않았습니다. 매장 페이지에서 다시 시작할 수 있습니다.',
    unknownTitle: '해당 결제 페이지가 없습니다',
    unknownText: '매장 페이지에서 다시 시작해 주세요.',
    back: '매장으로 돌아가기',
  },
}

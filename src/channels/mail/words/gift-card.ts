/** The letter that brings a gift card as a present, in five languages. */
import type { Language } from '../../../domain/basics/language.ts'

export interface GiftCardMailWords {
  readonly subject: (value: string) => string
  readonly intro: (campaign: string, value: string) => string
  readonly keypad: string
  readonly value: string
  readonly until: string
  readonly use: string
  /** Whoever has the code has the money. */
  readonly keep: string
}

export const GIFT_CARD_MAIL: Readonly<Record<Language, GiftCardMailWords>> = {
  'zh-CN': {
    subject: (value) => `送您一张礼品卡：${value}`,
    intro: (campaign, value) => `感谢您的续费。这是“${campaign}”活动送您的礼品卡，价值 ${value}：`,
    keypad: '在电话上按这些数字',
    value: '金额',
    until: '有效期至',
    use: '下次续费时，在付款页面输入卡号就能抵扣，可以分几次用完。不能兑换现金，也不能延长有效期。',
    keep: '知道卡号的人就能使用。请妥善保管，不要告诉任何人。',
  },
  'zh-TW': {
    subject: (value) => `送您一張禮品卡：${value}`,
    intro: (campaign, value) =>
      `感謝您的續購。這是「${campaign}」活動送您的禮品卡，價值 ${value}：`,
    keypad: '在電話上按這些數字',
    value: '金額',
    until: '有效期限',
    use: '下次續購時，在付款頁面輸入卡號即可折抵，可以分次使用。不能兌換現金，也不能延長期限。',
    keep: '知道卡號的人就能使用。請妥善保管，不要告訴任何人。',
  },
  en: {
    subject: (value) => `A gift card for you: ${value}`,
    intro: (campaign, value) =>
      `Thank you for renewing. This gift card of ${value} is a present of “${campaign}”:`,
    keypad: 'On a telephone keypad',
    value: 'Value',
    until: 'Valid until',
    use: 'Enter the code on the payment page of your next renewal; what is left stays on the card. It can not be exchanged for money, and its end can not be moved.',
    keep: 'Whoever knows the code can use it. Keep it to yourself.',
  },
  ja: {
    subject: (value) => `ギフトカードをお贈りします：${value}`,
    intro: (campaign, value) =>
      `ご更新ありがとうございます。「${campaign}」のプレゼントとして、${value}分のギフトカードをお贈りします。`,
    keypad: '電話で入力する番号',
    value: '金額',
    until: '有効期限',
    use: '次回の更新のお支払い画面でコードを入力してください。残額は期限まで使えます。現金への交換と期限の延長はできません。',
    keep: 'コードを知っている人は誰でも使えます。他の人に教えないでください。',
  },
  ko: {
    subject: (value) => `기프트 카드를 드립니다: ${value}`,
    intro: (campaign, value) =>
      `충전해 주셔서 감사합니다. ‘${campaign}’ 이벤트로 ${value}의 기프트 카드를 드립니다.`,
    keypad: '전화에서 누를 번호',
    value: '금액',
    until: '유효 기한',
    use: '다음에 충전할 때 결제 화면에서 코드를 입력해 주세요. 남은 금액은 기한까지 쓸 수 있습니다. 현금으로 바꾸거나 기한을 늘릴 수 없습니다.',
    keep: '코드를 아는 사람은 누구나 쓸 수 있습니다. 다른 사람에게 알려 주지 마세요.',
  },
}

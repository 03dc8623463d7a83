/** Sentences of the page on which the digits of an order are typed, in five languages. */
import type { Language } from '../../../domain/basics/language.ts'

export interface CodePageWords {
  /** What leads here. */
  readonly link: string
  readonly title: string
  readonly lead: string
  readonly field: string
  readonly fieldHint: (digits: number, minutes: number) => string
  readonly show: string
  readonly caution: string
}

const WORDS: Readonly<Record<Language, CodePageWords>> = {
  'zh-CN': {
    link: '我有付款码',
    title: '输入付款码',
    lead: '热线或门店给您的付款码，把订单带到这里付款。打开订单不会扣款。',
    field: '付款码',
    fieldHint: (digits, minutes) => `${digits} 位数字，${minutes} 分钟内有效。`,
    show: '查看订单',
    caution: '只输入您自己订购时得到的付款码。',
  },
  'zh-TW': {
    link: '我有付款碼',
    title: '輸入付款碼',
    lead: '專線或門市給您的付款碼，把訂單帶到這裡付款。打開訂單不會扣款。',
    field: '付款碼',
    fieldHint: (digits, minutes) => `${digits} 位數字，${minutes} 分鐘內有效。`,
    show: '查看訂單',
    caution: '只輸入您自己訂購時得到的付款碼。',
  },
  en: {
    link: 'I have a code',
    title: 'Enter a code',
    lead: 'The digits that the hotline or a shop gave you bring the order here, to be paid. Looking at it charges nothing.',
    field: 'Code of the order',
    fieldHint: (digits, minutes) => `${digits} digits, good for ${minutes} minutes.`,
    show: 'Show the order',
    caution: 'Enter only a code that you got when you ordered.',
  },
  ja: {
    link: '支払いコードをお持ちの方',
    title: '支払いコードの入力',
    lead: '電話窓口や店舗でお伝えしたコードで、ご注文をここに呼び出してお支払いいただけます。開いただけでは課金されません。',
    field: '支払いコード',
    fieldHint: (digits, minutes) => `数字${digits}桁、${minutes}分間有効です。`,
    show: '注文を表示',
    caution: 'ご自身の注文で受け取ったコードだけを入力してください。',
  },
  ko: {
    link: '결제 코드가 있습니다',
    title: '결제 코드 입력',
    lead: '고객센터나 매장에서 받은 코드로 주문을 여기로 불러와 결제할 수 있습니다. 여는 것만으로는 결제되지 않습니다.',
    field: '결제 코드',
    fieldHint: (digits, minutes) => `숫자 ${digits}자리, ${minutes}분 동안 유효합니다.`,
    show: '주문 보기',
    caution: '본인이 주문하고 받은 코드만 입력해 주세요.',
  },
}

export function codePageWords(language: Language): CodePageWords {
  return WORDS[language]
}

/** What the parts of the last words are called, where an agreement that was spoken is read. */
import type { SpokenLanguage } from '../../../domain/call/call.ts'
import type { UtteranceCode } from '../utterances.ts'

const HEADINGS = {
  summary_pack: { zh: '商品', en: 'Pack', ja: '商品', ko: '상품' },
  summary_period: { zh: '使用期间', en: 'Period', ja: '利用期間', ko: '이용 기간' },
  summary_price: { zh: '价格', en: 'Price', ja: '価格', ko: '가격' },
  summary_parts: {
    zh: '积分与礼品卡',
    en: 'Points and gift cards',
    ja: 'ポイントとギフトカード',
    ko: '포인트와 기프트 카드',
  },
  summary_paid: { zh: '付款', en: 'Payment', ja: '支払い', ko: '결제' },
  summary_refund: { zh: '取消与退款', en: 'Cancellation', ja: '解約と返金', ko: '해지와 환불' },
  summary_once: { zh: '收费次数', en: 'Charges', ja: '請求', ko: '청구' },
  summary_terms: { zh: '条款', en: 'Terms', ja: '規約', ko: '약관' },
} as const satisfies Partial<Record<UtteranceCode, Readonly<Record<SpokenLanguage, string>>>>

/** Empty for what is no part of the last words. */
export function heading(code: UtteranceCode, language: SpokenLanguage): string {
  return code in HEADINGS ? HEADINGS[code as keyof typeof HEADINGS][language] : ''
}

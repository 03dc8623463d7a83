/** How money came or went back, in five languages: on documents and on statements. */
import type { Language } from '../domain/basics/language.ts'
import type { SettledBy } from '../domain/bill/document.ts'

export type Means = Extract<SettledBy, { kind: 'provider' }>['method'] | 'gift_card' | 'points'

const WORDS: Readonly<Record<Language, Readonly<Record<Means, string>>>> = {
  'zh-CN': {
    card: '银行卡',
    saved: '已保存的付款方式',
    paypal: 'PayPal',
    konbini: '便利店付款',
    alipay: '支付宝',
    wechat_pay: '微信支付',
    cash: '现金',
    terminal: '刷卡机',
    partner: '合作伙伴',
    gift_card: '礼品卡',
    points: '积分',
  },
  'zh-TW': {
    card: '信用卡',
    saved: '已儲存的付款方式',
    paypal: 'PayPal',
    konbini: '便利商店付款',
    alipay: '支付寶',
    wechat_pay: '微信支付',
    cash: '現金',
    terminal: '刷卡機',
    partner: '合作夥伴',
    gift_card: '禮物卡',
    points: '點數',
  },
  en: {
    card: 'Card',
    saved: 'Saved payment method',
    paypal: 'PayPal',
    konbini: 'Convenience store',
    alipay: 'Alipay',
    wechat_pay: 'WeChat Pay',
    cash: 'Cash',
    terminal: 'Card terminal',
    partner: 'Partner',
    gift_card: 'Gift card',
    points: 'Points',
  },
  ja: {
    card: 'クレジットカード',
    saved: '登録済みのお支払い方法',
    paypal: 'PayPal',
    konbini: 'コンビニ払い',
    alipay: 'Alipay',
    wechat_pay: 'WeChat Pay',
    cash: '現金',
    terminal: 'カード端末',
    partner: '販売パートナー',
    gift_card: 'ギフトカード',
    points: 'ポイント',
  },
  ko: {
    card: '카드',
    saved: '저장된 결제 수단',
    paypal: 'PayPal',
    konbini: '편의점 결제',
    alipay: 'Alipay',
    wechat_pay: 'WeChat Pay',
    cash: '현금',
    terminal: '카드 단말기',
    partner: '파트너',
    gift_card: '기프트 카드',
    points: '포인트',
  },
}

export function meansWords(language: Language): Readonly<Record<Means, string>> {
  return WORDS[language]
}

export function meansOf(by: SettledBy): Means {
  return by.kind === 'provider' ? by.method : by.kind
}

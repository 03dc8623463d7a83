/** Card brands as they write themselves; providers name them in lower case. */

const BRANDS: Readonly<Record<string, string>> = {
  alipay: 'Alipay',
  amex: 'American Express',
  diners: 'Diners Club',
  discover: 'Discover',
  jcb: 'JCB',
  konbini: 'Konbini',
  mastercard: 'Mastercard',
  paypal: 'PayPal',
  unionpay: 'UnionPay',
  visa: 'Visa',
  wechat_pay: 'WeChat Pay',
}

export function brandName(brand: string): string {
  return BRANDS[brand] ?? brand
}

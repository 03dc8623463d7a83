/** Mandarin for the ear: what several sentences share. A pack by its facts, a means, a key. */
import { unreachable } from '../../../domain/basics/assert.ts'
import type { AfterAllowance, Allowance } from '../../../domain/catalogue/offer.ts'
import type { Validity } from '../../../domain/catalogue/validity.ts'
import type { Clip, Phrase } from '../speech/phrase.ts'
import { bytesSaid, clip, count, days, digits, hours, kbps, oclock, yen } from '../speech/zh.ts'
import type { MeansSaid, PackSaid } from '../utterances.ts'

/** How long, how much, and what it costs: "七天三个G流量包，价格一千四百三十日元". */
export function packBriefly(pack: PackSaid): Phrase {
  const { validity, allowance, gigabyte } = pack
  const isDays = validity.kind === 'calendar_days' || validity.kind === 'days_to_day_end'
  return [
    ...(isDays ? days(validity.days) : validityPhrase(validity)),
    ...allowancePhrase(allowance, gigabyte),
    ...pricePhrase(pack),
  ]
}

/** The same with how days are counted and what happens when the data is gone. */
export function packWhole(pack: PackSaid): Phrase {
  return [...packGrant(pack), ...pricePhrase(pack)]
}

/** All of it but the price. */
export function packGrant({ validity, allowance, gigabyte, after }: PackSaid): Phrase {
  const isEndless = allowance.kind === 'unlimited'
  return [
    ...validityPhrase(validity),
    ...allowancePhrase(allowance, gigabyte),
    ...(isEndless ? [] : afterPhrase(after)),
  ]
}

function pricePhrase({ price }: PackSaid): Phrase {
  return [clip('，价格', ', jia4 ge2'), ...yen(price)]
}

function validityPhrase(validity: Validity): Phrase {
  switch (validity.kind) {
    case 'hours':
      return hours(validity.hours)
    case 'days_to_day_end':
      return [
        clip('满', 'man3'),
        ...days(validity.days),
        clip('、到那天结束为止的', ', dao4 na4 tian1 jie2 shu4 wei2 zhi3 de5'),
      ]
    case 'calendar_days':
      return [
        ...days(validity.days),
        clip('、当天算第一天的', ', dang4 tian1 suan4 di4 yi1 tian1 de5'),
      ]
    case 'calendar_month':
      return [clip('用到本月底的', 'yong4 dao4 ben3 yue4 di3 de5')]
    case 'monthly_anniversary':
      return [clip('一个月', 'yi1 ge4 yue4')]
    case 'end_of_month':
      return validity.months === 1
        ? [clip('用到本月底的', 'yong4 dao4 ben3 yue4 di3 de5')]
        : [
            clip('连本月在内', 'lian2 ben3 yue4 zai4 nei4'),
            ...count(BigInt(validity.months)),
            clip('个月、用到月底的', 'ge4 yue4, yong4 dao4 yue4 di3 de5'),
          ]
    case 'until_used':
      return validity.daysMax === null
        ? [clip('用完为止的', 'yong4 wan2 wei2 zhi3 de5')]
        : [
            clip('用完为止、最长', 'yong4 wan2 wei2 zhi3, zui4 chang2'),
            ...days(validity.daysMax),
            clip('的', 'de5'),
          ]
    case 'told_by_wholesaler':
      return [
        clip(
          '有效期以开通时告知为准的',
          'you3 xiao4 qi1 yi3 kai1 tong1 shi2 gao4 zhi1 wei2 zhun3 de5',
        ),
      ]
    default:
      return unreachable(validity)
  }
}

function allowancePhrase(allowance: Allowance, gigabyte: PackSaid['gigabyte']): Phrase {
  switch (allowance.kind) {
    case 'total':
      return [...bytesSaid(allowance.bytes, gigabyte), clip('流量包', 'liu2 liang4 bao1')]
    case 'daily':
      return [
        clip('每天', 'mei3 tian1'),
        ...bytesSaid(allowance.bytesPerDay, gigabyte),
        clip('流量包，每天', 'liu2 liang4 bao1, mei3 tian1'),
        ...oclock(allowance.resetHour),
        clip('恢复', 'hui1 fu4'),
      ]
    case 'unlimited':
      return [clip('不限量流量包', 'bu4 xian4 liang4 liu2 liang4 bao1')]
  }
}

function afterPhrase(after: AfterAllowance): Phrase {
  return after.kind === 'stop'
    ? [clip('，用完后停止上网', ', yong4 wan2 hou4 ting2 zhi3 shang4 wang3')]
    : [clip('，用完后降到', ', yong4 wan2 hou4 jiang4 dao4'), ...kbps(after.kbps)]
}

const BRANDS: Readonly<Record<string, Clip>> = {
  alipay: clip('支付宝', 'zhi1 fu4 bao3'),
  amex: clip('美国运通卡', 'mei3 guo2 yun4 tong1 ka3'),
  diners: clip('大来卡', 'da4 lai2 ka3'),
  discover: clip('发现卡', 'fa1 xian4 ka3'),
  jcb: clip('JCB卡', 'jie4 xi1 bi4 ka3'),
  mastercard: clip('万事达卡', 'wan4 shi4 da2 ka3'),
  paypal: clip('贝宝', 'bei4 bao3'),
  unionpay: clip('银联卡', 'yin2 lian2 ka3'),
  visa: clip('维萨卡', 'wei2 sa4 ka3'),
  wechat_pay: clip('微信支付', 'wei1 xin4 zhi1 fu4'),
}

/** Of a wallet there are no digits to say. */
export function meansPhrase({ brand, lastDigits }: MeansSaid): Phrase {
  const name = BRANDS[brand] ?? clip('银行卡', 'yin2 hang2 ka3')
  return lastDigits === ''
    ? [name]
    : [clip('尾号', 'wei3 hao4'), ...digits(lastDigits), clip('的', 'de5'), name]
}

const KEYS: Readonly<Record<string, readonly [text: string, reading: string]>> = {
  0: ['0', 'ling2'],
  1: ['1', 'yi1'],
  2: ['2', 'er4'],
  3: ['3', 'san1'],
  4: ['4', 'si4'],
  5: ['5', 'wu3'],
  6: ['6', 'liu4'],
  7: ['7', 'qi1'],
  8: ['8', 'ba1'],
  9: ['9', 'jiu3'],
  '*': ['星号键', 'xing1 hao4 jian4'],
  '#': ['井号键', 'jing3 hao4 jian4'],
}

export function press(key: string): Clip {
  const [text, reading] = KEYS[key] ?? [key, key]
  return clip(`，请按${text}。`, `, qing3 an4 ${reading}.`)
}

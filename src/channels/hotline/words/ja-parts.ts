/** Japanese for the ear: what several sentences share. A pack by its facts, a means, a key. */
import { unreachable } from '../../../domain/basics/assert.ts'
import type { AfterAllowance, Allowance } from '../../../domain/catalogue/offer.ts'
import type { Validity } from '../../../domain/catalogue/validity.ts'
import { bytesSaid, clip, days, digits, hours, kbps, months, oclock, yen } from '../speech/ja.ts'
import type { Clip, Phrase } from '../speech/phrase.ts'
import type { MeansSaid, PackSaid } from '../utterances.ts'

/** How long and how much: "七日間使える、三ギガバイトのデータパック". */
export function packBriefly({ validity, allowance, gigabyte }: PackSaid): Phrase {
  const isDays = validity.kind === 'calendar_days' || validity.kind === 'days_to_day_end'
  return [
    ...(isDays ? usable(days(validity.days)) : validityPhrase(validity)),
    ...allowancePhrase(allowance, gigabyte),
  ]
}

function usable(span: Phrase): Phrase {
  return [...span, clip('使える、', 'つかえる、')]
}

/** The same with how days are counted and what happens when the data is gone; a sentence. */
export function packWhole({ validity, allowance, gigabyte, after }: PackSaid): Phrase {
  const isEndless = allowance.kind === 'unlimited'
  return [
    ...validityPhrase(validity),
    ...allowancePhrase(allowance, gigabyte),
    ...(isEndless ? [clip('です。', 'です。')] : afterPhrase(after)),
  ]
}

/** In sentences of their own. */
export function packPriced(pack: PackSaid): Phrase {
  return [...packWhole(pack), ...priceOf(pack)]
}

function priceOf({ price }: PackSaid): Phrase {
  return [clip('価格は税込みで', 'かかくわ ぜいこみで'), ...yen(price), clip('です。', 'です。')]
}

function validityPhrase(validity: Validity): Phrase {
  switch (validity.kind) {
    case 'hours':
      return [...hours(validity.hours), clip('使える、', 'つかえる、')]
    case 'days_to_day_end':
      return [
        ...days(validity.days),
        clip('と、その日の終わりまで使える、', 'と、そのひの おわりまで つかえる、'),
      ]
    case 'calendar_days':
      return [
        clip('当日を含めて', 'とうじつを ふくめて'),
        ...days(validity.days),
        clip('使える、', 'つかえる、'),
      ]
    case 'calendar_month':
      return [clip('今月の末日まで使える、', 'こんげつの まつじつまで つかえる、')]
    case 'monthly_anniversary':
      return [...months(1), clip('使える、', 'つかえる、')]
    case 'end_of_month':
      return validity.months === 1
        ? [clip('今月の末日まで使える、', 'こんげつの まつじつまで つかえる、')]
        : [
            clip('今月を含めて', 'こんげつを ふくめて'),
            ...months(validity.months),
            clip('目の末日まで使える、', 'めの まつじつまで つかえる、'),
          ]
    case 'until_used':
      return validity.daysMax === null
        ? [clip('使い切るまで有効な、', 'つかいきるまで ゆうこうな、')]
        : [
            clip('使い切るまで、最長', 'つかいきるまで、さいちょう'),
            ...days(validity.daysMax),
            clip('使える、', 'つかえる、'),
          ]
    case 'told_by_wholesaler':
      return [
        clip('有効期限は開通時にお知らせする、', 'ゆうこうきげんわ かいつうじに おしらせする、'),
      ]
    default:
      return unreachable(validity)
  }
}

function allowancePhrase(allowance: Allowance, gigabyte: PackSaid['gigabyte']): Phrase {
  switch (allowance.kind) {
    case 'total':
      return [...bytesSaid(allowance.bytes, gigabyte), clip('のデータパック', 'の でーたぱっく')]
    case 'daily':
      return [
        clip('毎日', 'まいにち'),
        ...bytesSaid(allowance.bytesPerDay, gigabyte),
        clip('、毎日', '、まいにち'),
        ...oclock(allowance.resetHour),
        clip('に回復するデータパック', 'に かいふくする でーたぱっく'),
      ]
    case 'unlimited':
      return [clip('データ無制限のパック', 'でーた むせいげんの ぱっく')]
  }
}

function afterPhrase(after: AfterAllowance): Phrase {
  return after.kind === 'stop'
    ? [clip('で、使い切ると通信が止まります。', 'で、つかいきると つうしんが とまります。')]
    : [
        clip('で、使い切ったあとの速度は', 'で、つかいきった あとの そくどわ'),
        ...kbps(after.kbps),
        clip('です。', 'です。'),
      ]
}

const BRANDS: Readonly<Record<string, Clip>> = {
  alipay: clip('アリペイ', 'ありぺい'),
  amex: clip('アメリカン・エキスプレスのカード', 'あめりかん えきすぷれすの かーど'),
  diners: clip('ダイナースクラブのカード', 'だいなーすくらぶの かーど'),
  discover: clip('ディスカバーのカード', 'でぃすかばーの かーど'),
  jcb: clip('ジェーシービーのカード', 'じぇーしーびーの かーど'),
  mastercard: clip('マスターカード', 'ますたーかーど'),
  paypal: clip('ペイパル', 'ぺいぱる'),
  unionpay: clip('銀聯カード', 'ぎんれんかーど'),
  visa: clip('ビザのカード', 'びざの かーど'),
  wechat_pay: clip('ウィーチャットペイ', 'うぃーちゃっとぺい'),
}

/** Of a wallet there are no digits to say. */
export function meansPhrase({ brand, lastDigits }: MeansSaid): Phrase {
  const name = BRANDS[brand] ?? clip('カード', 'かーど')
  return lastDigits === ''
    ? [name]
    : [clip('末尾', 'まつび'), ...digits(lastDigits), clip('の', 'の'), name]
}

const KEYS: Readonly<Record<string, readonly [text: string, reading: string]>> = {
  0: ['0', 'ぜろ'],
  1: ['1', 'いち'],
  2: ['2', 'に'],
  3: ['3', 'さん'],
  4: ['4', 'よん'],
  5: ['5', 'ご'],
  6: ['6', 'ろく'],
  7: ['7', 'なな'],
  8: ['8', 'はち'],
  9: ['9', 'きゅう'],
  '*': ['こめじるし', 'こめじるし'],
  '#': ['シャープ', 'しゃーぷ'],
}

export function press(key: string): Clip {
  const [text, reading] = KEYS[key] ?? [key, key]
  return clip(`、${text}を。`, `、${reading}を。`)
}

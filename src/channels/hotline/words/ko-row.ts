/** 한국어 안내를 엮는 조각: 키, 상품, 결제 수단. Figures are `speech/ko.ts`. */
import type { Yen } from '../../../domain/basics/money.ts'
import type { Allowance } from '../../../domain/catalogue/offer.ts'
import type { Validity } from '../../../domain/catalogue/validity.ts'
import * as speech from '../speech/ko.ts'
import { plain, type Phrase } from '../speech/phrase.ts'
import type { MeansSaid, PackSaid } from '../utterances.ts'

/** Fixed words and rows of clips, one after the other. */
export function row(...parts: readonly (string | Phrase)[]): Phrase {
  return parts.flatMap((part) => (typeof part === 'string' ? [plain(part)] : part))
}

/** A key is named with its own particle: 일 번을, 별표를. */
const KEYS: Readonly<Record<string, string>> = {
  '*': '별표를',
  '#': '우물 정자를',
}

/** One clip for each key. */
export function press(key: string): Phrase {
  const name = KEYS[key] ?? `${keyDigit(key)} 번을`
  return row(`${name} 눌러 주세요.`)
}

/** The key 0 is 영, though a row of digits has 공. */
function keyDigit(key: string): string {
  return speech.number(BigInt(key))[0]?.text ?? ''
}

function priced(price: Yen): Phrase {
  return price === 0n ? row('무료인') : row('세금을 포함하여', speech.yen(price, 'that_is'))
}

/** 명사구: '…데이터 팩'으로 끝난다. Everything a buyer has to know of it. */
export function packInFull(pack: PackSaid): Phrase {
  return row(
    allowance(pack),
    beyond(pack),
    validity(pack.validity),
    priced(pack.price),
    '데이터 팩',
  )
}

/** Enough to know one's own again. */
export function packInShort(pack: PackSaid): Phrase {
  return row(allowance(pack), validity(pack.validity), priced(pack.price), '데이터 팩')
}

function allowance({ allowance: grant, gigabyte }: PackSaid): Phrase {
  switch (grant.kind) {
    case 'total':
      return row('모두', speech.bytesSaid(grant.bytes, gigabyte, 'object'), '쓸 수 있고,')
    case 'daily':
      return row(
        ...dailyFrom(grant),
        '하루에',
        speech.bytesSaid(grant.bytesPerDay, gigabyte, 'object'),
        '쓸 수 있고,',
      )
    case 'unlimited':
      return row('데이터를 무제한으로 쓸 수 있고,')
  }
}

function dailyFrom({ resetHour }: Extract<Allowance, { kind: 'daily' }>) {
  return ['일본 시간으로 매일', speech.hourOfDay(resetHour), '새로 채워져'] as const
}

function beyond({ allowance: grant, after }: PackSaid): Phrase {
  if (grant.kind === 'unlimited') return []
  if (after.kind === 'stop') return row('다 쓰면 데이터가 멈추며,')
  return row('다 쓰면 추가 요금 없이', speech.kbps(after.kbps), '속도로 느려지며,')
}

function validity(shape: Validity): Phrase {
  switch (shape.kind) {
    case 'hours':
      return row('시작부터', speech.hours(shape.hours), '동안 유효하며,')
    case 'days_to_day_end':
      return row('시작부터', speech.days(shape.days), '뒤, 그날이 끝날 때까지 유효하며,')
    case 'calendar_days':
      return row('일본 시간으로 첫날을 포함하여', speech.days(shape.days), '동안 유효하며,')
    case 'calendar_month':
      return row('시작한 달의 마지막 날까지 유효하며,')
    case 'monthly_anniversary':
      return row('한 달 동안, 다음 달 같은 날의 전날까지 유효하며,')
    case 'end_of_month':
      return shape.months === 1
        ? row('시작한 달의 마지막 날까지 유효하며,')
        : row(
            '시작한 달을 포함하여',
            speech.number(BigInt(shape.months)),
            '개월째 말일까지 유효하며,',
          )
    case 'until_used':
      return shape.daysMax === null
        ? row('다 쓸 때까지 유효하며,')
        : row('다 쓸 때까지, 길어도', speech.days(shape.daysMax), '동안 유효하며,')
    case 'told_by_wholesaler':
      return row('통신사가 데이터를 추가할 때 정하는 시각까지 유효하며,')
  }
}

const BRANDS: Readonly<Record<string, string>> = {
  alipay: '저장된 알리페이',
  amex: '저장된 아메리칸 익스프레스 카드',
  diners: '저장된 다이너스 클럽 카드',
  discover: '저장된 디스커버 카드',
  jcb: '저장된 제이씨비 카드',
  mastercard: '저장된 마스터카드',
  paypal: '저장된 페이팔',
  unionpay: '저장된 유니온페이 카드',
  visa: '저장된 비자 카드',
  wechat_pay: '저장된 위챗페이',
}

/** 명사구. A particle can not follow: it ends in digits or in the name. */
export function means({ brand, lastDigits }: MeansSaid): Phrase {
  const name = BRANDS[brand] ?? '저장된 카드'
  const ending = speech.digits(lastDigits)
  return ending.length === 0 ? row(name) : row('끝자리', ending, name)
}

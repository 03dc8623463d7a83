/** What English sentences of the hotline are put together from: rows, keys, packs, means. */
import type { Yen } from '../../../domain/basics/money.ts'
import type { Instant } from '../../../domain/basics/time.ts'
import type { Allowance } from '../../../domain/catalogue/offer.ts'
import type { Validity } from '../../../domain/catalogue/validity.ts'
import * as speech from '../speech/en.ts'
import type { Clip, Phrase } from '../speech/phrase.ts'
import type { MeansSaid, PackSaid } from '../utterances.ts'

/** Fixed words and rows of clips, one after the other. */
export function row(...parts: readonly (string | Phrase)[]): Phrase {
  return parts.flatMap((part) => (typeof part === 'string' ? [spoken(part)] : part))
}

/** A synthesiser spells capitals out; the card is read as a word. */
function spoken(text: string): Clip {
  return { text, reading: text.replaceAll('SIM', 'sim') }
}

const KEYS: Readonly<Record<string, string>> = {
  '*': 'the star key',
  '#': 'the hash key',
}

/** One clip for each key. */
export function press(key: string): Phrase {
  const name = KEYS[key] ?? speech.digits(key)[0]?.text ?? key
  return row(`press ${name}.`)
}

/** With the words that close a sentence. */
export function inJapan(at: Instant, asOf: Instant): Phrase {
  return row(speech.moment(at, asOf), 'in Japan time.')
}

export function priced(price: Yen, closing: ',' | '.'): Phrase {
  if (price === 0n) return row(`free of charge${closing}`)
  return row('at the price of', speech.yen(price), `with tax included${closing}`)
}

/** Begins with "a pack"; everything a buyer has to know of it. */
export function packInFull(pack: PackSaid, closing: ',' | '.'): Phrase {
  return row(
    allowance(pack),
    beyond(pack),
    'valid',
    validity(pack.validity),
    priced(pack.price, closing),
  )
}

/** Begins with "a pack"; enough to know one's own again. */
export function packInShort(pack: PackSaid, closing: ',' | '.'): Phrase {
  return row(allowance(pack), 'valid', validity(pack.validity), priced(pack.price, closing))
}

function allowance({ allowance: grant, gigabyte }: PackSaid): Phrase {
  switch (grant.kind) {
    case 'total':
      return row('a pack with', speech.bytesSaid(grant.bytes, gigabyte), 'in all,')
    case 'daily':
      return row('a pack with', speech.bytesSaid(grant.bytesPerDay, gigabyte), ...dailyFrom(grant))
    case 'unlimited':
      return row('a pack with unlimited data,')
  }
}

function dailyFrom({ resetHour }: Extract<Allowance, { kind: 'daily' }>) {
  return ['a day, new at', speech.hourOfDay(resetHour), 'in Japan time,'] as const
}

function beyond({ allowance: grant, after }: PackSaid): Phrase {
  if (grant.kind === 'unlimited') return []
  if (after.kind === 'stop') return row('then stopped, and')
  return row('then slowed to', speech.kbps(after.kbps), 'and')
}

function validity(shape: Validity): Phrase {
  switch (shape.kind) {
    case 'hours':
      return row('for', speech.hours(shape.hours), 'from its start')
    case 'days_to_day_end':
      return row('for', speech.days(shape.days), 'and on to the end of that day in Japan,')
    case 'calendar_days':
      return row('for', speech.days(shape.days), 'in Japan time, with the first day counted,')
    case 'calendar_month':
      return row('to the end of the month in which it starts')
    case 'monthly_anniversary':
      return row('for one month, to the end of the day before the same date next month')
    case 'end_of_month':
      return shape.months === 1
        ? row('to the end of the month in which it starts')
        : row('for', speech.number(BigInt(shape.months)), 'calendar months, the first one counted,')
    case 'until_used':
      return shape.daysMax === null
        ? row('until it is used up')
        : row('until it is used up, but no longer than', speech.days(shape.daysMax))
    case 'told_by_wholesaler':
      return row('until the time that your carrier names when it adds the data')
  }
}

const BRANDS: Readonly<Record<string, string>> = {
  alipay: 'your saved Alipay account',
  amex: 'your saved American Express card',
  diners: 'your saved Diners Club card',
  discover: 'your saved Discover card',
  jcb: 'your saved J C B card',
  mastercard: 'your saved Mastercard',
  paypal: 'your saved PayPal account',
  unionpay: 'your saved Union Pay card',
  visa: 'your saved Visa card',
  wechat_pay: 'your saved WeChat Pay account',
}

export function means({ brand, lastDigits }: MeansSaid): Phrase {
  const name = BRANDS[brand] ?? 'your saved card'
  const ending = speech.digits(lastDigits)
  return ending.length === 0 ? row(name) : row(name, 'ending in', ending)
}

/**
 * Numbers in spoken Mandarin, with their pinyin: 两 and 二, the 零 of a gap, 一十 inside a number.
 * Tones are those of the dictionary. Not dates and sums (`zh.ts`).
 */
import { assert } from '../../../domain/basics/assert.ts'
import type { Clip, Phrase } from './phrase.ts'

export function clip(text: string, reading: string): Clip {
  return { text, reading }
}

const HANZI = [...'零一二三四五六七八九']
const PINYIN = 'ling2 yi1 er4 san1 si4 wu3 liu4 qi1 ba1 jiu3'.split(' ')

function hanzi(digit: number): string {
  return HANZI[digit] ?? ''
}

function pinyin(digit: number): string {
  return PINYIN[digit] ?? ''
}

export const ZERO = clip('零', 'ling2')
export const PAIR = clip('两', 'liang3')
const TEN_THOUSAND = clip('万', 'wan4')
const HUNDRED_MILLION = clip('亿', 'yi4')

/** 0 to 99 as they stand alone. */
export const BELOW_HUNDRED: readonly Clip[] = Array.from({ length: 100 }, (_, n) => tensAndOnes(n))

function tensAndOnes(n: number): Clip {
  const tens = Math.floor(n / 10)
  const ones = n % 10
  if (tens === 0) return clip(hanzi(ones), pinyin(ones))
  const ten = tens === 1 ? clip('十', 'shi2') : clip(`${hanzi(tens)}十`, `${pinyin(tens)} shi2`)
  if (ones === 0) return ten
  return clip(`${ten.text}${hanzi(ones)}`, `${ten.reading} ${pinyin(ones)}`)
}

/** 10 to 19 after something larger: 一百一十五. */
const TEENS_WITHIN: readonly Clip[] = BELOW_HUNDRED.slice(10, 20).map(({ text, reading }) =>
  clip(`一${text}`, `yi1 ${reading}`),
)
const HUNDREDS = multiples('百', 'bai3')
const THOUSANDS = multiples('千', 'qian1')
const PAIR_OF_THOUSANDS = clip('两千', 'liang3 qian1')

function multiples(unit: string, reading: string): readonly Clip[] {
  return Array.from({ length: 9 }, (_, index) =>
    clip(`${hanzi(index + 1)}${unit}`, `${pinyin(index + 1)} ${reading}`),
  )
}

export const NUMBER_ATOMS: readonly Clip[] = [
  ...BELOW_HUNDRED,
  ...TEENS_WITHIN,
  ...HUNDREDS,
  ...THOUSANDS,
  PAIR_OF_THOUSANDS,
  PAIR,
  TEN_THOUSAND,
  HUNDRED_MILLION,
]

/** A whole number that is not negative. */
export function number(n: bigint): Phrase {
  assert(n >= 0n, 'what is counted aloud is not negative')
  const high = n / 100_000_000n
  const low = Number(n % 100_000_000n)
  if (high === 0n) return low < 100 ? [below(low)] : belowHundredMillion(low, true)
  const head = [...(high === 2n ? [PAIR] : number(high)), HUNDRED_MILLION]
  if (low === 0) return head
  return [...head, ...(low < 10_000_000 ? [ZERO] : []), ...belowHundredMillion(low, false)]
}

/** Of things: two of them are 两. */
export function count(n: bigint): Phrase {
  return n === 2n ? [PAIR] : number(n)
}

/** In telephone numbers and codes, one digit after another; 1 is yāo. */
export const DIGITS: readonly Clip[] = Array.from({ length: 10 }, (_, digit) =>
  clip(String(digit), digit === 1 ? 'yao1' : pinyin(digit)),
)

function below(n: number): Clip {
  return BELOW_HUNDRED[n] ?? ZERO
}

/** `leads`: nothing larger stands before it. */
function belowHundredMillion(n: number, leads: boolean): Phrase {
  const high = Math.floor(n / 10_000)
  const low = n % 10_000
  if (high === 0) return belowTenThousand(low, leads)
  const head = [...(high === 2 && leads ? [PAIR] : belowTenThousand(high, leads)), TEN_THOUSAND]
  if (low === 0) return head
  return [...head, ...(low < 1_000 ? [ZERO] : []), ...belowTenThousand(low, false)]
}

function belowTenThousand(n: number, leads: boolean): Phrase {
  const thousands = Math.floor(n / 1_000)
  const hundreds = Math.floor((n % 1_000) / 100)
  const rest = n % 100
  const isAlone = leads && n < 100
  const hasGap = rest > 0 && (hundreds > 0 ? rest < 10 : thousands > 0)
  return [
    ...(thousands > 0 ? [thousandsClip(thousands, leads)] : []),
    ...at(HUNDREDS, hundreds - 1),
    ...(hasGap ? [ZERO] : []),
    ...(rest === 0 ? [] : isAlone ? [below(rest)] : [within(rest)]),
  ]
}

function thousandsClip(thousands: number, leads: boolean): Clip {
  if (thousands === 2 && leads) return PAIR_OF_THOUSANDS
  return THOUSANDS[thousands - 1] ?? ZERO
}

function within(n: number): Clip {
  return TEENS_WITHIN[n - 10] ?? below(n)
}

function at(clips: readonly Clip[], index: number): Phrase {
  const found = clips[index]
  return found === undefined ? [] : [found]
}

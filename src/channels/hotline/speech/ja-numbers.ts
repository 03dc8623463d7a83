/**
 * Numbers in spoken Japanese with their kana, and the counters whose sound changes with the number
 * before them. Not dates and sums (`ja.ts`).
 */
import { assert, present } from '../../../domain/basics/assert.ts'
import type { Clip, Phrase } from './phrase.ts'

export function clip(text: string, reading: string): Clip {
  return { text, reading }
}

const KANJI = [...'零一二三四五六七八九']
const KANA = 'ぜろ いち に さん よん ご ろく なな はち きゅう'.split(' ')
const SPELT = 'ぜろ いち にー さん よん ごー ろく なな はち きゅう'.split(' ')
const HUNDREDS =
  'ひゃく にひゃく さんびゃく よんひゃく ごひゃく ろっぴゃく ななひゃく はっぴゃく きゅうひゃく'
const THOUSANDS = 'せん にせん さんぜん よんせん ごせん ろくせん ななせん はっせん きゅうせん'

/** 0 to 99 as they stand alone. */
export const BELOW_HUNDRED: readonly Clip[] = Array.from({ length: 100 }, (_, n) => {
  const tens = Math.floor(n / 10)
  const ones = n % 10
  if (tens === 0) return clip(kanji(ones), kana(ones))
  const ten = tens === 1 ? clip('十', 'じゅう') : clip(`${kanji(tens)}十`, `${kana(tens)}じゅう`)
  return ones === 0 ? ten : clip(`${ten.text}${kanji(ones)}`, `${ten.reading}${kana(ones)}`)
})
const HUNDRED_CLIPS = multiples('百', HUNDREDS)
const THOUSAND_CLIPS = multiples('千', THOUSANDS)
/** Before 万 and larger: 一千万. */
const A_THOUSAND = clip('一千', 'いっせん')

/** By ten thousands, smallest first; some swallow the end of the number before them. */
const LARGE: readonly { readonly unit: Clip; readonly changed: Joined }[] = [
  { unit: clip('万', 'まん'), changed: {} },
  { unit: clip('億', 'おく'), changed: {} },
  { unit: clip('兆', 'ちょう'), changed: { 1: 'いっちょう', 8: 'はっちょう', 10: 'じゅっちょう' } },
]
export const NUMBER_MAX = 9_999_999_999_999_999n

function kanji(digit: number): string {
  return KANJI[digit] ?? ''
}

function kana(digit: number): string {
  return KANA[digit] ?? ''
}

function multiples(unit: string, readings: string): readonly Clip[] {
  return readings
    .split(' ')
    .map((reading, index) => clip(index === 0 ? unit : `${kanji(index + 1)}${unit}`, reading))
}

/** A whole number that is not negative, up to `NUMBER_MAX`. */
export function number(n: bigint): Phrase {
  assert(n >= 0n && n <= NUMBER_MAX, 'what is counted aloud is neither negative nor astronomical')
  if (n < 100n) return [below(Number(n))]
  const said: Clip[] = []
  for (let power = LARGE.length; power >= 0; power -= 1) {
    const group = Number((n / 10_000n ** BigInt(power)) % 10_000n)
    if (group === 0) continue
    const large = LARGE_COUNTERS[power - 1]
    said.push(...(large === undefined ? belowTenThousand(group) : large.after(group)))
  }
  return said
}

function belowTenThousand(n: number): Phrase {
  const rest = n % 100
  return [
    ...at(THOUSAND_CLIPS, Math.floor(n / 1_000) - 1),
    ...at(HUNDRED_CLIPS, Math.floor((n % 1_000) / 100) - 1),
    ...(rest > 0 ? [below(rest)] : []),
  ]
}

function below(n: number): Clip {
  return present(BELOW_HUNDRED[n], 'there is a clip for each number below a hundred')
}

function at(clips: readonly Clip[], index: number): Phrase {
  const found = clips[index]
  return found === undefined ? [] : [found]
}

/** Readings of the counter joined with a last 1 to 9, with a whole ten and a whole hundred. */
export type Joined = Readonly<Partial<Record<number, string>>>

export interface Counter {
  readonly atoms: readonly Clip[]
  of(n: bigint): Phrase
}

/**
 * A counter after any number. `joined` has those that change their sound: `1: 'いっかい'` for 一回
 * and 二十一回 alike, `10` for every whole ten, `100` for a lone hundred at the end.
 */
export function counter(unit: Clip, joined: Joined): Counter {
  const made = new Map(
    Object.entries(joined).map(([n, reading]): [number, Clip] => [
      Number(n),
      clip(`${textOf(Number(n))}${unit.text}`, reading ?? ''),
    ]),
  )
  const of = (n: bigint): Phrase => {
    const [part, tail] = ending(n)
    const last = made.get(part)
    if (last === undefined) return [...number(n), unit]
    return [...(n === tail ? [] : number(n - tail)), ...tens(tail, part), last]
  }
  return { atoms: [unit, ...made.values()], of }
}

/** What of a number a counter may join with: its last 1 to 9, a whole ten, a whole hundred. */
function ending(n: bigint): readonly [part: number, tail: bigint] {
  if (n === 0n) return [0, 0n]
  const ones = n % 10n
  if (ones > 0n) return [Number(ones), ones]
  const ten = n % 100n
  if (ten > 0n) return [10, ten]
  return n % 1_000n === 100n ? [100, 100n] : [0, 0n]
}

/** The twenty of twenty minutes keeps its two apart: に, じゅっぷん. */
function tens(tail: bigint, part: number): Phrase {
  return part === 10 && tail > 10n ? [below(Number(tail / 10n))] : []
}

function textOf(n: number): string {
  if (n === 100) return '百'
  return n === 0 ? kanji(0) : below(n).text
}

const LARGE_COUNTERS = LARGE.map(({ unit, changed }) => {
  const { atoms, of } = counter(unit, changed)
  const after = (group: number): Phrase =>
    group >= 1_000 && group < 2_000 ? [A_THOUSAND, ...thousandLess(group, of)] : of(BigInt(group))
  return { atoms: [...atoms, A_THOUSAND], after }
})

/** 一千 was said; what is left of the group may be nothing but its unit. */
function thousandLess(group: number, of: Counter['of']): Phrase {
  const rest = of(BigInt(group - 1_000))
  return group === 1_000 ? rest.slice(1) : rest
}

/** In telephone numbers and codes, one digit after another; short ones are drawn out. */
export const DIGITS: readonly Clip[] = SPELT.map((reading, digit) => clip(String(digit), reading))

export const NUMBER_ATOMS: readonly Clip[] = [
  ...BELOW_HUNDRED,
  ...HUNDRED_CLIPS,
  ...THOUSAND_CLIPS,
  ...LARGE_COUNTERS.flatMap(({ atoms }) => atoms),
]

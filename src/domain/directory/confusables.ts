/**
 * Letters that look like others: Cyrillic, Greek, Armenian and Latin look-alikes of the basic Latin
 * letters, drawn from the visible neighbours in Unicode's confusables (UTS #39). A skeleton is for
 * comparing what the eye sees; it is never an address.
 */

const LOOKS: Readonly<Record<string, string>> = {
  a: 'аɑαａⱥ',
  b: 'ьвƅḃ',
  c: 'сϲⅽç',
  d: 'ԁɗⅾđ',
  e: 'еєҽɛëéèêε',
  f: 'ғƒϝ',
  g: 'ɡցǥ',
  h: 'һհнħ',
  i: 'іїıɩιí',
  j: 'јϳ',
  k: 'кκќҝķ',
  l: 'ӏⅼ1|ł',
  m: 'мⅿ',
  n: 'пηոńñ',
  o: 'оοօσ0öóòôõø',
  p: 'рρϱ',
  q: 'ԛզ',
  r: 'гяɼ',
  s: 'ѕʂ5ş',
  t: 'тτţ',
  u: 'υսцüúùûμ',
  v: 'νѵⅴ',
  w: 'ԝшωѡ',
  x: 'хχⅹ×',
  y: 'уγүýÿ',
  z: 'ʐᴢż',
}

const LATIN: ReadonlyMap<string, string> = new Map(
  Object.entries(LOOKS).flatMap(([latin, others]) =>
    Array.from(others, (other) => [other, latin] as const),
  ),
)

/** Of folded text. Two texts that look alike have one skeleton; `i` and `l` are one. */
export function skeleton(folded: string): string {
  const plain = Array.from(folded, (letter) => LATIN.get(letter) ?? letter).join('')
  const bare = plain.normalize('NFKD').replaceAll(/\p{M}/gu, '')
  return bare.replaceAll('rn', 'm').replaceAll('vv', 'w').replaceAll('i', 'l')
}

const LATIN_LETTER = /\p{Script=Latin}/u
const OTHER_LETTER = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}]/u

/** Latin beside Cyrillic, Greek or Armenian in one label: nobody's language writes so. */
export function mixesScripts(label: string): boolean {
  return LATIN_LETTER.test(label) && OTHER_LETTER.test(label)
}

/** How many letters must be changed, put in or taken out; `most + 1` where it is more than that. */
export function distance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1
  let before = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let row = 1; row <= one.length; row += 1) {
    const now = [row]
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1] ? 0 : 1
      const changed = (before[column - 1] ?? 0) + same
      now.push(Math.min(changed, (before[column] ?? 0) + 1, (now[column - 1] ?? 0) + 1))
    }
    before = now
  }
  return Math.min(before[other.length] ?? 0, most + 1)
}

/**
 * Which characters an OpenType font has, read from its `cmap` table: the full-Unicode subtable of
 * format 12, which every font here carries. Not a font library; nothing but coverage.
 */
import { assert, BrokenInvariant } from '../../domain/basics/assert.ts'
import { tableOffset } from './font-table.ts'

export interface CharacterMap {
  has(codePoint: number): boolean
  /** 0, the sign for a missing one, where the font has none. */
  glyph(codePoint: number): number
}

const ENCODING_RECORD_BYTES = 8
const NUMBERS_PER_GROUP = 3
const NUMBER_BYTES = 4
/** OpenType cmap: platform 3 (Windows), encoding 10 (full Unicode); or the older 0 (Unicode), 4. */
const FULL_UNICODE = new Set(['3/10', '0/4', '0/6'])

/** Throws a broken invariant for a font without a full-Unicode map: fonts come with the product. */
export function readCharacterMap(font: Uint8Array): CharacterMap {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength)
  const groups = fullUnicodeGroups(view, tableOffset(view, 'cmap'))
  return {
    has: (codePoint) => glyphOf(groups, codePoint) !== null,
    glyph: (codePoint) => glyphOf(groups, codePoint) ?? 0,
  }
}

/** First and last code point and first glyph of each group, one after another, ascending. */
function fullUnicodeGroups(view: DataView, cmap: number): Uint32Array {
  const count = view.getUint16(cmap + 2)
  for (let index = 0; index < count; index += 1) {
    const record = cmap + 4 + index * ENCODING_RECORD_BYTES
    const encoding = `${view.getUint16(record)}/${view.getUint16(record + 2)}`
    const subtable = cmap + view.getUint32(record + 4)
    if (!FULL_UNICODE.has(encoding) || view.getUint16(subtable) !== 12) continue
    const groups = new Uint32Array(NUMBERS_PER_GROUP * view.getUint32(subtable + 12))
    for (let place = 0; place < groups.length; place += 1) {
      groups[place] = view.getUint32(subtable + 16 + place * NUMBER_BYTES)
    }
    assert(groups.length > 0, 'a font has characters')
    return groups
  }
  throw new BrokenInvariant('a font without a map of all of Unicode')
}

function glyphOf(groups: Uint32Array, codePoint: number): number | null {
  let [low, high] = [0, groups.length / NUMBERS_PER_GROUP - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    const at = middle * NUMBERS_PER_GROUP
    const [first = 0, last = 0, glyph = 0] = groups.subarray(at, at + NUMBERS_PER_GROUP)
    if (codePoint < first) high = middle - 1
    else if (codePoint > last) low = middle + 1
    else return glyph + codePoint - first
  }
  return null
}

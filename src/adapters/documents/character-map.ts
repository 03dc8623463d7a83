/**
 * Which characters an OpenType font has, read from its `cmap` table: the full-Unicode subtable of
 * format 12, which every font here carries. Not a font library; nothing but coverage.
 */
import { assert, BrokenInvariant } from '../../domain/basics/assert.ts'

export interface CharacterMap {
  has(codePoint: number): boolean
}

const TABLE_RECORD_BYTES = 16
const ENCODING_RECORD_BYTES = 8
const GROUP_BYTES = 12
/** OpenType cmap: platform 3 (Windows), encoding 10 (full Unicode); or the older 0 (Unicode), 4. */
const FULL_UNICODE = new Set(['3/10', '0/4', '0/6'])

/** Throws a broken invariant for a font without a full-Unicode map: fonts come with the product. */
export function readCharacterMap(font: Uint8Array): CharacterMap {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength)
  const groups = fullUnicodeGroups(view, tableOffset(view, 'cmap'))
  return { has: (codePoint) => isCovered(groups, codePoint) }
}

function tableOffset(view: DataView, wanted: string): number {
  const count = view.getUint16(4)
  for (let index = 0; index < count; index += 1) {
    const record = 12 + index * TABLE_RECORD_BYTES
    const tag = String.fromCharCode(...[0, 1, 2, 3].map((place) => view.getUint8(record + place)))
    if (tag === wanted) return view.getUint32(record + 8)
  }
  throw new BrokenInvariant(`a font without a ${wanted} table`)
}

/** First and last code point of each group, one after another, ascending. */
function fullUnicodeGroups(view: DataView, cmap: number): Uint32Array {
  const count = view.getUint16(cmap + 2)
  for (let index = 0; index < count; index += 1) {
    const record = cmap + 4 + index * ENCODING_RECORD_BYTES
    const encoding = `${view.getUint16(record)}/${view.getUint16(record + 2)}`
    const subtable = cmap + view.getUint32(record + 4)
    if (!FULL_UNICODE.has(encoding) || view.getUint16(subtable) !== 12) continue
    const groups = new Uint32Array(2 * view.getUint32(subtable + 12))
    for (let place = 0; place < groups.length; place += 2) {
      const group = subtable + 16 + (place / 2) * GROUP_BYTES
      groups[place] = view.getUint32(group)
      groups[place + 1] = view.getUint32(group + 4)
    }
    assert(groups.length > 0, 'a font has characters')
    return groups
  }
  throw new BrokenInvariant('a font without a map of all of Unicode')
}

function isCovered(groups: Uint32Array, codePoint: number): boolean {
  let [low, high] = [0, groups.length / 2 - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    if (codePoint < (groups[middle * 2] ?? 0)) high = middle - 1
    else if (codePoint > (groups[middle * 2 + 1] ?? 0)) low = middle + 1
    else return true
  }
  return false
}

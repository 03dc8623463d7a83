/**
 * What laying out a line needs to know of a font: how far each character advances, and the name
 * under which a picture asks for it. Read from the whole font, since cutting renumbers its glyphs.
 */
import { assert, BrokenInvariant } from '../../../domain/basics/assert.ts'
import { characterMap, fontFile, type Face, type Weight } from '../faces.ts'
import { tableOffset } from '../font-table.ts'

export interface Metrics {
  /** The name that stays in a cut font (OpenType `name`, id 1). */
  readonly family: string
  /** In ems, without kerning. */
  advance(text: string): number
}

const NAME_RECORD_BYTES = 12
const FAMILY_NAME = 1
const WINDOWS = 3
/** Advance and left side bearing. */
const LONG_METRIC_BYTES = 4

export async function metricsOf(face: Face, weight: Weight): Promise<Metrics> {
  const font = await fontFile(face, weight)
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength)
  const map = await characterMap(face)
  const unitsPerEm = view.getUint16(tableOffset(view, 'head') + 18)
  const advances = tableOffset(view, 'hmtx')
  // Glyphs past the last long metric are as wide as that one.
  const glyphLast = view.getUint16(tableOffset(view, 'hhea') + 34) - 1
  assert(unitsPerEm > 0 && glyphLast >= 0, 'a font has measures')
  const unitsOf = (character: string) => {
    const glyph = Math.min(map.glyph(character.codePointAt(0) ?? 0), glyphLast)
    return view.getUint16(advances + glyph * LONG_METRIC_BYTES)
  }
  return {
    family: familyOf(view, tableOffset(view, 'name')),
    advance: (text) => {
      let units = 0
      for (const character of text) units += unitsOf(character)
      return units / unitsPerEm
    },
  }
}

function familyOf(view: DataView, table: number): string {
  const count = view.getUint16(table + 2)
  const texts = table + view.getUint16(table + 4)
  for (let index = 0; index < count; index += 1) {
    const record = table + 6 + index * NAME_RECORD_BYTES
    if (view.getUint16(record) !== WINDOWS || view.getUint16(record + 6) !== FAMILY_NAME) continue
    const bytes = view.getUint16(record + 8)
    const from = texts + view.getUint16(record + 10)
    const units = Array.from({ length: bytes / 2 }, (_, at) => view.getUint16(from + 2 * at))
    return String.fromCharCode(...units)
  }
  throw new BrokenInvariant('a font without a family name')
}

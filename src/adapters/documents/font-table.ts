/** Where a table lies in an OpenType file (OpenType 1.9, "Table Directory"). Not what is in it. */
import { BrokenInvariant } from '../../domain/basics/assert.ts'

const TABLE_RECORD_BYTES = 16

/** Bytes from the beginning. Throws a broken invariant: fonts come with the product. */
export function tableOffset(view: DataView, wanted: string): number {
  const count = view.getUint16(4)
  for (let index = 0; index < count; index += 1) {
    const record = 12 + index * TABLE_RECORD_BYTES
    const tag = String.fromCharCode(...[0, 1, 2, 3].map((place) => view.getUint8(record + place)))
    if (tag === wanted) return view.getUint32(record + 8)
  }
  throw new BrokenInvariant(`a font without a ${wanted} table`)
}

/** A link as the squares of a QR code (ISO/IEC 18004), in modules from its top left corner. */
import { create } from 'qrcode'

export interface QrCode {
  /** Modules along a side, without the quiet zone. */
  readonly size: number
  /** Black runs, row by row. */
  readonly runs: readonly { readonly x: number; readonly y: number; readonly width: number }[]
}

/** On each side, in modules: what the standard asks for. */
export const QUIET_ZONE = 4

/** Level M: a crease or a fingerprint may cost 15 % of it. */
export function qrCode(text: string): QrCode {
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules
  const runs: QrCode['runs'][number][] = []
  for (let y = 0; y < size; y += 1) {
    let from: number | null = null
    for (let x = 0; x <= size; x += 1) {
      const isBlack = x < size && data[y * size + x] === 1
      if (isBlack) from ??= x
      else if (from !== null) {
        runs.push({ x: from, y, width: x - from })
        from = null
      }
    }
  }
  return { size, runs }
}

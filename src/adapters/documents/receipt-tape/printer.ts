/**
 * The port `ReceiptPrinter`: a sheet laid out on a narrow tape with our own fonts, drawn to black
 * and white dots, sent as one raster. What a printer has of fonts and code pages is never asked.
 */
import type { DocumentSheet, ReceiptPrinter, ReportSheet } from '../../../app/documents/ports.ts'
import type { PaperWidthMm } from '../../../app/documents/ports.ts'
import { assert } from '../../../domain/basics/assert.ts'
import { typeFor } from '../type.ts'
import { commandsFor } from './commands.ts'
import { cutStock, type CutStock } from './cut-stock.ts'
import { layOut, SIZES } from './lay-out.ts'
import { rasterise } from './raster.ts'
import { tapeSurface, type Picture } from './tape-surface.ts'

/** Two metres of tape: a sheet that asks for more is none. */
export const TAPE_DOTS_MAX = 16_000

export function receiptPrinter(): ReceiptPrinter {
  const stock = cutStock()
  return {
    print: async (sheet, { widthMm }) =>
      commandsFor(await rasterise(await pictureOf(stock, sheet, widthMm))),
  }
}

async function pictureOf(
  stock: CutStock,
  sheet: DocumentSheet | ReportSheet,
  widthMm: PaperWidthMm,
): Promise<Picture> {
  const surface = tapeSurface(stock)
  const height = layOut(surface, await typeFor(surface, sheet), { sheet, widthMm })
  assert(height <= TAPE_DOTS_MAX, `a tape is at most ${TAPE_DOTS_MAX} dots long`)
  return surface.picture({ width: SIZES[widthMm].widthDots, height })
}

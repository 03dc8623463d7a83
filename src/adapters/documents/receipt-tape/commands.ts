/**
 * Pixels as ESC/POS: reset, raster bit images (GS v 0), feed past the cutter, partial cut (GS V 1).
 * Which printer, and over which wire, is not known here.
 */
import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder'
import type { Pixels } from './raster.ts'

/**
 * Of 255. Anything darker is a black dot: above the middle, so that a thin stroke which falls
 * between two rows of dots is printed in one of them instead of in none.
 */
const DARK_BELOW = 160
/** Lines of 1/6 inch: the cutter sits some 15 mm behind the print head. */
const FEED_BEFORE_CUT_LINES = 4

export function commandsFor(pixels: Pixels): Uint8Array {
  const { width, height } = pixels
  return new ReceiptPrinterEncoder({
    language: 'esc-pos',
    imageMode: 'raster',
    feedBeforeCut: FEED_BEFORE_CUT_LINES,
    newline: '\n',
  })
    .initialize()
    .image({ ...pixels }, { width, height, algorithm: 'threshold', threshold: DARK_BELOW })
    .cut('partial')
    .encode()
}

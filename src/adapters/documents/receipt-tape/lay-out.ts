/**
 * Where things stand on a tape: one column as wide as the paper, names over their figures, figures
 * flush right. Not what is said (the sheet) and not how a line is set (`pen.ts`).
 */
import type {
  DocumentSheet,
  PaperWidthMm,
  ReportSheet,
  SheetItem,
  SheetLink,
} from '../../../app/documents/ports.ts'
import type { Style, Type } from '../type.ts'
import { Pen } from './pen.ts'
import type { TapeSurface } from './tape-surface.ts'

interface Sizes {
  /** What the print head reaches: 8 dots a millimetre, less than the paper is wide. */
  readonly widthDots: number
  readonly text: number
  readonly small: number
  readonly large: number
}

/**
 * 17 Chinese characters a line of text on the narrow roll, 23 on the wide one. Below 22 dots the
 * strokes of 灣 run together.
 */
export const SIZES: Readonly<Record<PaperWidthMm, Sizes>> = {
  58: { widthDots: 384, text: 22, small: 20, large: 32 },
  80: { widthDots: 576, text: 24, small: 21, large: 40 },
}

interface Styles {
  readonly text: Style
  readonly strong: Style
  readonly small: Style
  readonly large: Style
}

const INK = '#000'
const PART = 10

function stylesOf({ text, small, large }: Sizes): Styles {
  return {
    text: { size: text, weight: 'Regular', colour: INK },
    strong: { size: text, weight: 'Bold', colour: INK },
    small: { size: small, weight: 'Regular', colour: INK },
    large: { size: large, weight: 'Bold', colour: INK },
  }
}

/** Draws all of the sheet; answers how many dots of tape that takes. */
export function layOut(
  surface: TapeSurface,
  type: Type,
  {
    sheet,
    widthMm,
  }: { readonly sheet: DocumentSheet | ReportSheet; readonly widthMm: PaperWidthMm },
): number {
  const pen = new Pen(surface, type, SIZES[widthMm].widthDots)
  const styles = stylesOf(SIZES[widthMm])
  if ('parts' in sheet) layOutReport(pen, styles, sheet)
  else layOutDocument(pen, styles, sheet)
  return pen.y
}

function layOutDocument(pen: Pen, styles: Styles, sheet: DocumentSheet): void {
  pen.centred(sheet.title, styles.large)
  if (sheet.legalName !== null) pen.centred(sheet.legalName, styles.small)
  pen.centred(sheet.number, styles.text)
  pen.space(PART)
  if (sheet.recipient !== null) {
    pen.paragraph(sheet.recipient, styles.strong)
    pen.space(PART)
  }
  for (const fact of sheet.facts) pen.pair(fact, styles.text)
  pen.rule()
  layOutItems(pen, styles, sheet)
  pen.rule()
  sheet.sums.forEach((sum, place) =>
    pen.pair(sum, place === sheet.sums.length - 1 ? styles.strong : styles.text),
  )
  pen.rule()
  pen.pair(sheet.total, styles.large)
  if (sheet.total.note !== null) pen.flushRight(sheet.total.note, styles.small)
  pen.space(PART)
  pen.paragraph(sheet.settled.title, styles.strong)
  for (const row of sheet.settled.rows) pen.pair(row, styles.text)
  pen.rule()
  layOutSeller(pen, styles, sheet.seller)
  layOutNotes(pen, styles, sheet.notes)
  if (sheet.link !== undefined) layOutLink(pen, styles, sheet.link)
}

function layOutItems(pen: Pen, styles: Styles, { heads, items }: DocumentSheet): void {
  pen.pair({ label: heads.name, value: heads.amount }, styles.small)
  for (const item of items) {
    pen.paragraph(item.name, styles.text)
    pen.tally(countedOf(heads, item), item.amount, { part: styles.small, figure: styles.text })
  }
}

/** There is no room for columns, so what stands over them in a wide table is said again. */
function countedOf(heads: SheetItem, item: SheetItem): readonly string[] {
  const quantity = item.quantity === '' ? [] : [heads.quantity, item.quantity]
  return [heads.rate, item.rate, ...quantity]
}

function layOutSeller(pen: Pen, styles: Styles, seller: DocumentSheet['seller']): void {
  pen.paragraph(seller.title, styles.small)
  seller.names.forEach((name, place) =>
    pen.paragraph(name, place === 0 ? styles.strong : styles.text),
  )
  for (const row of seller.rows) pen.pair(row, styles.text)
}

function layOutReport(pen: Pen, styles: Styles, sheet: ReportSheet): void {
  pen.centred(sheet.title, styles.large)
  if (sheet.number !== null) pen.centred(sheet.number, styles.text)
  pen.space(PART)
  for (const fact of sheet.facts) pen.pair(fact, styles.text)
  for (const { title, rows, sum } of sheet.parts) {
    pen.rule()
    pen.paragraph(title, styles.strong)
    for (const row of rows) pen.pair(row, styles.text)
    if (sum !== null) pen.pair(sum, styles.strong)
  }
  layOutNotes(pen, styles, sheet.notes)
}

function layOutNotes(pen: Pen, styles: Styles, notes: DocumentSheet['notes']): void {
  if (notes.length > 0) pen.rule()
  for (const note of notes) pen.paragraph(note, styles.small)
}

function layOutLink(pen: Pen, styles: Styles, { url, caption }: SheetLink): void {
  pen.qr(url)
  pen.centred(caption, styles.small)
}

/**
 * Where things stand on the page: A4 upright, one column, quiet rules, figures flush right. Not
 * what is said (the sheet) and not how letters are set (`type.ts`).
 */
import type { DocumentSheet, Said, SheetItem, SheetRow } from '../../app/documents/ports.ts'
import type { Line, Style, Type } from './type.ts'

/** Points: A4 is 210 × 297 mm. */
export const PAGE = { width: 595.28, height: 841.89, margin: 56 } as const
const LEFT = PAGE.margin
const RIGHT = PAGE.width - PAGE.margin
const BOTTOM = PAGE.height - PAGE.margin - 14
const FULL = RIGHT - LEFT

const INK = '#1c2024'
const SOFT = '#5c6670'
const RULE = '#c9d0d6'
const WASH = '#f2f5f7'

const BODY: Style = { size: 9.5, weight: 'Regular', colour: INK }
const STRONG: Style = { ...BODY, weight: 'Bold' }
const LABEL: Style = { ...BODY, size: 8.5, colour: SOFT }
const SMALL: Style = { ...BODY, size: 8, colour: SOFT }
const HEADING: Style = { ...STRONG, size: 10 }
const TITLE: Style = { ...STRONG, size: 20 }
const RECIPIENT: Style = { ...STRONG, size: 13 }
const AMOUNT: Style = { ...STRONG, size: 20 }

const LEADING = 1.6
const LABEL_WIDTH = 118
const COLUMNS = { item: 268, rate: 60, quantity: 55, amount: FULL - 383 } as const

/** What pdfkit's document can do, as far as pages and rules are concerned. */
export type DrawPage = Pick<
  PDFKit.PDFDocument,
  'addPage' | 'moveTo' | 'rect' | 'switchToPage' | 'bufferedPageRange'
>

/** Draws on the first page, which is there already, and on as many more as the sheet needs. */
export function drawSheet(page: DrawPage, type: Type, sheet: DocumentSheet): void {
  const pen = new Pen(page, type)
  drawHead(pen, sheet)
  drawTotal(pen, sheet.total)
  pen.rows(sheet.facts)
  pen.space(16)
  drawItems(pen, sheet)
  drawSums(pen, sheet.sums)
  pen.space(14)
  drawSection(pen, sheet.settled.title, () => pen.rows(sheet.settled.rows))
  pen.space(14)
  drawSection(pen, sheet.seller.title, () => {
    sheet.seller.names.forEach((name, place) => pen.paragraph(name, place === 0 ? STRONG : BODY))
    pen.rows(sheet.seller.rows)
  })
  pen.space(14)
  for (const note of sheet.notes) pen.paragraph(note, SMALL)
  drawFeet(page, type, sheet)
}

/** A place on the paper that moves down, and on to the next page when the paper ends. */
class Pen {
  y: number = PAGE.margin
  readonly page: DrawPage
  readonly type: Type

  constructor(page: DrawPage, type: Type) {
    this.page = page
    this.type = type
  }

  space(points: number): void {
    this.y += points
  }

  /** Keeps so many points together on one page. */
  need(points: number): void {
    if (this.y + points <= BOTTOM) return
    this.page.addPage()
    this.y = PAGE.margin
  }

  rule(): void {
    this.page.moveTo(LEFT, this.y).lineTo(RIGHT, this.y).lineWidth(0.6).stroke(RULE)
  }

  paragraph(said: Said, style: Style, widthMax: number = FULL): void {
    const height = style.size * LEADING
    for (const line of this.type.lines(said, style, widthMax)) {
      this.need(height)
      this.put(line, style, LEFT)
      this.y += height
    }
  }

  /** Label left, value beside it. */
  rows(rows: readonly SheetRow[]): void {
    const height = BODY.size * LEADING
    for (const { label, value } of rows) {
      const labels = this.type.lines(label, LABEL, LABEL_WIDTH - 8)
      const values = this.type.lines(value, BODY, FULL - LABEL_WIDTH)
      const count = Math.max(labels.length, values.length)
      this.need(count * height)
      this.column(labels, LABEL, { x: LEFT, height })
      this.column(values, BODY, { x: LEFT + LABEL_WIDTH, height })
      this.y += count * height
    }
  }

  column(
    lines: readonly Line[],
    style: Style,
    { x, height }: { readonly x: number; readonly height: number },
  ): void {
    lines.forEach((line, place) => this.put(line, style, x, place * height))
  }

  /** One line in the row of text that begins at `y`, its baseline where BODY's would be. */
  put(line: Line, style: Style, x: number, below = 0): void {
    const baseline = this.y + below + Math.max(style.size, BODY.size) * 1.12
    this.type.draw(line, style, { x, baseline })
  }

  putRight(said: Said, style: Style, right: number, below = 0): void {
    const line = this.type.line(said)
    this.put(line, style, right - this.type.width(line, style), below)
  }
}

function drawHead(pen: Pen, sheet: DocumentSheet): void {
  pen.putRight(sheet.number, BODY, RIGHT, 8)
  pen.paragraph(sheet.title, TITLE, FULL - 140)
  if (sheet.legalName !== null) pen.paragraph(sheet.legalName, LABEL)
  pen.space(8)
  pen.rule()
  pen.space(14)
  if (sheet.recipient === null) return
  pen.paragraph(sheet.recipient, RECIPIENT)
  pen.space(8)
}

function drawTotal(pen: Pen, total: DocumentSheet['total']): void {
  const height = 46
  pen.need(height)
  pen.page.rect(LEFT, pen.y, FULL, height).fill(WASH)
  pen.space(11)
  const label = pen.type.line(total.label)
  pen.put(label, STRONG, LEFT + 14, 7)
  if (total.note !== null) {
    const x = LEFT + 14 + pen.type.width(label, STRONG) + 10
    pen.put(pen.type.line(total.note), SMALL, x, 7)
  }
  pen.putRight(total.value, AMOUNT, RIGHT - 14)
  pen.space(height - 11 + 12)
}

function drawItems(pen: Pen, { heads, items }: DocumentSheet): void {
  pen.need(60)
  drawItem(pen, heads, LABEL)
  pen.space(3)
  pen.rule()
  pen.space(5)
  for (const item of items) drawItem(pen, item, BODY)
  pen.space(4)
  pen.rule()
  pen.space(6)
}

function drawItem(pen: Pen, item: SheetItem, style: Style): void {
  const height = BODY.size * LEADING
  const names = pen.type.lines(item.name, style, COLUMNS.item - 12)
  pen.need(names.length * height)
  pen.column(names, style, { x: LEFT, height })
  const rateRight = LEFT + COLUMNS.item + COLUMNS.rate
  pen.putRight(item.rate, style, rateRight)
  pen.putRight(item.quantity, style, rateRight + COLUMNS.quantity)
  pen.putRight(item.amount, style, RIGHT)
  pen.space(names.length * height)
}

/** Flush right, the last one heavier: it is the total. */
function drawSums(pen: Pen, sums: readonly SheetRow[]): void {
  const height = BODY.size * LEADING
  sums.forEach(({ label, value }, place) => {
    const style = place === sums.length - 1 ? STRONG : BODY
    pen.need(height)
    pen.putRight(label, { ...style, colour: place === sums.length - 1 ? INK : SOFT }, RIGHT - 130)
    pen.putRight(value, style, RIGHT)
    pen.space(height)
  })
}

function drawSection(pen: Pen, title: string, body: () => void): void {
  pen.need(50)
  pen.paragraph(title, HEADING)
  pen.space(2)
  body()
}

function drawFeet(page: DrawPage, type: Type, sheet: DocumentSheet): void {
  const { count } = page.bufferedPageRange()
  const baseline = PAGE.height - PAGE.margin + 14
  for (let place = 0; place < count; place += 1) {
    page.switchToPage(place)
    type.draw(type.line(sheet.number), SMALL, { x: LEFT, baseline })
    const number = type.line(`${place + 1} / ${count}`)
    type.draw(number, SMALL, { x: RIGHT - type.width(number, SMALL), baseline })
  }
}

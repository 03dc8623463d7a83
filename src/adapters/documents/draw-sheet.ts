/**
 * Where things stand on the page: A4 upright, one column, quiet rules, figures flush right. Not
 * what is said (the sheet) and not how letters are set (`type.ts`).
 */
import type { DocumentSheet, SheetItem, SheetRow } from '../../app/documents/ports.ts'
import {
  BODY,
  drawFeet,
  FULL,
  HEADING,
  INK,
  LABEL,
  LEADING,
  LEFT,
  Pen,
  RIGHT,
  SMALL,
  SOFT,
  STRONG,
  TITLE,
  WASH,
  type DrawPage,
} from './pen.ts'
import type { Style, Type } from './type.ts'

const RECIPIENT: Style = { ...STRONG, size: 13 }
const AMOUNT: Style = { ...STRONG, size: 20 }
const COLUMNS = { item: 268, rate: 60, quantity: 55, amount: FULL - 383 } as const

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
  drawFeet(page, type, sheet.number)
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

/**
 * A pen over A4 upright: one column, quiet rules, and a place that moves down and on to the next
 * page. Not what is drawn with it (`draw-sheet.ts`, `draw-reading.ts`) and not how letters are set
 * (`type.ts`).
 */
import type { Said, SheetRow } from '../../app/documents/ports.ts'
import type { Line, Style, Type } from './type.ts'

/** Points: A4 is 210 × 297 mm. */
export const PAGE = { width: 595.28, height: 841.89, margin: 56 } as const
export const LEFT = PAGE.margin
export const RIGHT = PAGE.width - PAGE.margin
const BOTTOM = PAGE.height - PAGE.margin - 14
export const FULL = RIGHT - LEFT

export const INK = '#1c2024'
export const SOFT = '#5c6670'
const RULE = '#c9d0d6'
export const WASH = '#f2f5f7'

export const BODY: Style = { size: 9.5, weight: 'Regular', colour: INK }
export const STRONG: Style = { ...BODY, weight: 'Bold' }
export const LABEL: Style = { ...BODY, size: 8.5, colour: SOFT }
export const SMALL: Style = { ...BODY, size: 8, colour: SOFT }
export const HEADING: Style = { ...STRONG, size: 10 }
export const TITLE: Style = { ...STRONG, size: 20 }

export const LEADING = 1.6
export const LABEL_WIDTH = 118

/** What pdfkit's document can do, as far as pages and rules are concerned. */
export type DrawPage = Pick<
  PDFKit.PDFDocument,
  'addPage' | 'moveTo' | 'rect' | 'switchToPage' | 'bufferedPageRange'
>

/** A place on the paper that moves down, and on to the next page when the paper ends. */
export class Pen {
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
    this.line(LEFT, RIGHT)
  }

  line(from: number, to: number): void {
    this.page.moveTo(from, this.y).lineTo(to, this.y).lineWidth(0.6).stroke(RULE)
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

/** The number and the page, once every page is there. */
export function drawFeet(page: DrawPage, type: Type, named: string): void {
  const { count } = page.bufferedPageRange()
  const baseline = PAGE.height - PAGE.margin + 14
  for (let place = 0; place < count; place += 1) {
    page.switchToPage(place)
    type.draw(type.line(named), SMALL, { x: LEFT, baseline })
    const number = type.line(`${place + 1} / ${count}`)
    type.draw(number, SMALL, { x: RIGHT - type.width(number, SMALL), baseline })
  }
}

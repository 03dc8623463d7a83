/**
 * A place on the tape that moves down: lines, pairs with the figure flush right, rules, a QR code.
 * Not which of them a sheet has.
 */
import type { Said } from '../../../app/documents/ports.ts'
import { assert } from '../../../domain/basics/assert.ts'
import type { Line, Style, Type } from '../type.ts'
import { QUIET_ZONE, qrCode } from './qr-code.ts'
import type { TapeSurface } from './tape-surface.ts'

/** Dots left white at each edge: letters may overhang their width by one or two. */
export const MARGIN = 4
const LEADING = 1.36
/** Below the top of a line, in sizes: Chinese characters then stand in its middle. */
const BASELINE = 1.04
/** Between a label and its value. */
const GAP = 14
/** What a value that has a line of its own keeps from the left edge, if it is a text. */
const INDENT = 24
const RULE = { dot: 2, gap: 4, thickness: 2, above: 8, below: 8 } as const
/** A module of 0.63 mm; a long link gets smaller ones, down to what cheap cameras still read. */
const MODULE_DOTS = 5
const MODULE_DOTS_MIN = 3

export interface Pair {
  readonly label: Said
  readonly value: Said
}

export class Pen {
  y: number = MARGIN
  readonly surface: TapeSurface
  readonly type: Type
  readonly left: number = MARGIN
  readonly right: number

  constructor(surface: TapeSurface, type: Type, widthDots: number) {
    this.surface = surface
    this.type = type
    this.right = widthDots - MARGIN
  }

  get full(): number {
    return this.right - this.left
  }

  space(dots: number): void {
    this.y += dots
  }

  paragraph(said: Said, style: Style): void {
    for (const line of this.type.lines(said, style, this.full)) {
      this.put(line, style, this.left)
      this.down(style)
    }
  }

  centred(said: Said, style: Style): void {
    for (const line of this.type.lines(said, style, this.full)) {
      this.put(line, style, this.left + (this.full - this.type.width(line, style)) / 2)
      this.down(style)
    }
  }

  flushRight(said: Said, style: Style): void {
    for (const line of this.type.lines(said, style, this.full)) {
      this.put(line, style, this.right - this.type.width(line, style))
      this.down(style)
    }
  }

  /** On one line where both fit; else the value below, and flush right if that takes one line. */
  pair({ label, value }: Pair, style: Style): void {
    const [name, figure] = [this.type.line(label), this.type.line(value)]
    const [nameWidth, width] = [this.type.width(name, style), this.type.width(figure, style)]
    if (nameWidth + GAP + width <= this.full) {
      this.put(name, style, this.left)
      this.put(figure, style, this.right - width)
      this.down(style)
      return
    }
    this.paragraph(label, style)
    if (width <= this.full) return this.flushRight(value, style)
    for (const line of this.type.lines(value, style, this.full - INDENT)) {
      this.put(line, style, this.left + INDENT)
      this.down(style)
    }
  }

  /** Labels and values side by side at the left, a figure flush right; or below each other. */
  tally(parts: readonly string[], figure: string, styles: { part: Style; figure: Style }): void {
    const [lines, last] = [parts.map((part) => this.type.line(part)), this.type.line(figure)]
    const widths = lines.map((line) => this.type.width(line, styles.part) + GAP)
    const width = this.type.width(last, styles.figure)
    const partsWidth = widths.reduce((sum, one) => sum + one, 0)
    const isOneLine = partsWidth + width <= this.full
    if (partsWidth - GAP <= this.full) {
      let at = this.left
      lines.forEach((line, place) => {
        this.put(line, styles.part, at)
        at += widths[place] ?? 0
      })
      if (!isOneLine) this.down(styles.figure)
    } else for (const part of parts) this.paragraph(part, styles.part)
    this.flushRight(figure, styles.figure)
  }

  rule(): void {
    this.space(RULE.above)
    for (let x = this.left; x + RULE.dot <= this.right; x += RULE.dot + RULE.gap) {
      this.surface.blacken({ x, y: this.y, width: RULE.dot, height: RULE.thickness })
    }
    this.space(RULE.thickness + RULE.below)
  }

  qr(text: string): void {
    const { size, runs } = qrCode(text)
    const modules = size + 2 * QUIET_ZONE
    const dots = Math.min(MODULE_DOTS, Math.floor((this.full + 2 * MARGIN) / modules))
    assert(dots >= MODULE_DOTS_MIN, 'a link on paper is short enough to be read')
    const quiet = QUIET_ZONE * dots
    const left = Math.floor(this.left + (this.full - size * dots) / 2)
    this.space(quiet)
    for (const { x, y, width } of runs) {
      this.surface.blacken({
        x: left + x * dots,
        y: this.y + y * dots,
        width: width * dots,
        height: dots,
      })
    }
    this.space(size * dots + quiet)
  }

  private put(line: Line, style: Style, x: number): void {
    this.type.draw(line, style, { x, baseline: this.y + baselineOf(style) })
  }

  private down(style: Style): void {
    this.y += Math.round(style.size * LEADING)
  }
}

function baselineOf({ size }: Style): number {
  return Math.round(size * BASELINE)
}

/** Where the passages of a reading stand on the page, and where it is signed; see `pen.ts`. */
import type { ReadingSheet } from '../../app/documents/ports.ts'
import {
  BODY,
  drawFeet,
  FULL,
  HEADING,
  LEFT,
  Pen,
  RIGHT,
  SMALL,
  TITLE,
  type DrawPage,
} from './pen.ts'
import type { Type } from './type.ts'

/** Room to write by hand above each rule. */
const SIGNING_HEIGHT = 34
const BETWEEN_SIGNATURES = 24

export function drawReading(page: DrawPage, type: Type, sheet: ReadingSheet): void {
  const pen = new Pen(page, type)
  pen.paragraph(sheet.title, TITLE)
  pen.space(8)
  pen.rule()
  pen.space(14)
  pen.rows(sheet.facts)
  for (const part of sheet.parts) {
    pen.space(14)
    pen.need(50)
    pen.paragraph(part.title, HEADING)
    pen.space(3)
    pen.rows(part.rows)
    for (const passage of part.passages) {
      pen.paragraph(passage, BODY)
      pen.space(3)
    }
  }
  if (sheet.signature.length > 0) drawSignature(pen, sheet.signature)
  pen.space(14)
  for (const note of sheet.notes) pen.paragraph(note, SMALL)
  drawFeet(page, type, sheet.number)
}

/** Side by side, each rule with its word beneath. */
function drawSignature(pen: Pen, words: readonly string[]): void {
  const width = (FULL - BETWEEN_SIGNATURES * (words.length - 1)) / words.length
  pen.need(SIGNING_HEIGHT + 30)
  pen.space(SIGNING_HEIGHT)
  words.forEach((word, place) => {
    const from = LEFT + place * (width + BETWEEN_SIGNATURES)
    pen.line(from, Math.min(from + width, RIGHT))
    pen.put(pen.type.line(word), SMALL, from, 2)
  })
  pen.space(18)
}

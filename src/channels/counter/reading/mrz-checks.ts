/**
 * Characters and check digits of a zone whose lines are found. The `mrz` library computes the check
 * digits (ICAO Doc 9303-3, weights 7-3-1, modulus 10); which character to look at is ours.
 *
 * Modulus 10 cannot tell characters apart whose values differ by tens: 0 A K U and the filler, or
 * 6 G Q. A G read for a 6 in a document number is therefore never found by any check digit.
 */
import { parse, type FieldName } from 'mrz'
import { lookAlike } from '../../../domain/identity/look-alikes.ts'
import { textAt, type Layout, type MrzCheckedField, type Stretch } from './mrz-layout.ts'
import type { MrzCharacter, MrzCheckDigit } from './mrz-refusal.ts'

/** Lines as long and as many as the layout says. */
export interface Zone {
  readonly layout: Layout
  readonly lines: readonly string[]
}

const CHECK_DIGITS: readonly (readonly [MrzCheckedField, FieldName])[] = [
  ['document_number', 'documentNumberCheckDigit'],
  ['birth_date', 'birthDateCheckDigit'],
  ['expiry_date', 'expirationDateCheckDigit'],
  ['personal_number', 'personalNumberCheckDigit'],
  ['composite', 'compositeCheckDigit'],
]

const FILLER = '<'
/** Unknown parts of a birth date are filled two by two; an expiry date is whole or absent. */
const BIRTH_DATE = /^(?:\d\d|<<){3}$/
const EXPIRY_DATE = /^(?:\d{6}|<{6})$/

export function isRight(zone: Zone): boolean {
  return misplaced(zone) === null && wrongChecks(zone).length === 0
}

/** The first character, in reading order, that cannot stand where it stands. */
export function misplaced(zone: Zone): MrzCharacter | null {
  for (const stretch of zone.layout.stretches) {
    const characters = [...textAt(zone.lines, stretch)]
    let index = characters.findIndex((character) => !stretch.holds.test(character))
    if (index < 0) index = loneFiller(stretch, characters.join(''))
    if (index < 0) continue
    const character = characters[index] ?? ''
    const other = lookAlike(character)
    return {
      code: 'mrz_character',
      field: stretch.field,
      line: stretch.line,
      position: stretch.from + index,
      character,
      likely: other !== null && stretch.holds.test(other) ? other : null,
    }
  }
  return null
}

function loneFiller({ field, isCheckDigit }: Stretch, text: string): number {
  if (isCheckDigit) return -1
  if (field === 'birth_date' && !BIRTH_DATE.test(text)) {
    const at = [0, 2, 4].find((pair) => /^(?:\d<|<\d)$/.test(text.slice(pair, pair + 2))) ?? 0
    return text.indexOf(FILLER, at)
  }
  if (field === 'expiry_date' && !EXPIRY_DATE.test(text)) return text.indexOf(FILLER)
  return -1
}

/** The first check digit that disagrees; null if all agree. Expects no misplaced character. */
export function disagreement(zone: Zone): MrzCheckDigit | null {
  const [field] = wrongChecks(zone)
  if (field === undefined) return null
  const exchange = onlyExchange(zone)
  if (exchange !== null) {
    const { stretch, position, likely } = exchange
    const { line } = stretch
    const found = textAt(zone.lines, { line, from: position, to: position })
    return { code: 'mrz_check_digit', field, line, ...span(zone, stretch), position, found, likely }
  }
  const stretch = zone.layout.stretches.find((one) => one.isCheckDigit && one.field === field)
  if (stretch === undefined) return null
  const { line } = stretch
  const { from, to } = span(zone, stretch)
  const position = field === 'document_number' ? to : stretch.to
  const found = textAt(zone.lines, { line, from: position, to: position })
  return { code: 'mrz_check_digit', field, line, from, to, position, found, likely: null }
}

function wrongChecks(zone: Zone): MrzCheckedField[] {
  const { details } = parse(zone.lines)
  const wrong = new Set(details.filter((one) => !one.valid).map((one) => one.field))
  return CHECK_DIGITS.filter(
    ([field, name]) => wrong.has(name) || (field === 'document_number' && endsNowhere(zone)),
  ).map(([field]) => field)
}

/**
 * A filler in place of a card number's check digit says that the number goes on in the optional
 * data: at least one character, then the check digit, then a filler (ICAO Doc 9303-5, 4.2.2.1).
 * The library takes the first two for granted.
 */
function endsNowhere(zone: Zone): boolean {
  const rest = continuation(zone)
  return rest !== null && !/^[A-Z0-9]+[0-9]</.test(rest.text)
}

/** The optional data that a long document number goes on in; null for a short number. */
function continuation(zone: Zone): { readonly from: number; readonly text: string } | null {
  const { stretches } = zone.layout
  const digit = stretches.find((one) => one.isCheckDigit && one.field === 'document_number')
  const rest = stretches.find((one) => one.field === 'optional_data' && one.line === digit?.line)
  if (digit === undefined || rest === undefined) return null
  if (textAt(zone.lines, digit) !== FILLER) return null
  return { from: rest.from, text: textAt(zone.lines, rest) }
}

/** From the first character of a stretch's field to its check digit, on the stretch's line. */
function span(zone: Zone, stretch: Stretch): { readonly from: number; readonly to: number } {
  const own = zone.layout.stretches.filter(
    (one) => one.field === stretch.field && one.line === stretch.line,
  )
  const from = Math.min(...own.map((one) => one.from))
  const to = Math.max(...own.map((one) => one.to))
  const rest = stretch.field === 'document_number' ? continuation(zone) : null
  // In TD2 the continuation stands at the end of the line, past other fields.
  const filler = rest?.text.indexOf(FILLER) ?? -1
  return rest === null || filler < 1 ? { from, to } : { from, to: rest.from + filler - 1 }
}

interface Exchange {
  readonly stretch: Stretch
  readonly position: number
  readonly likely: string
}

/** The one exchange of a character for its look-alike that puts everything right, if one does. */
function onlyExchange(zone: Zone): Exchange | null {
  let only: Exchange | null = null
  for (const stretch of zone.layout.stretches) {
    for (const [index, character] of [...textAt(zone.lines, stretch)].entries()) {
      const likely = lookAlike(character)
      if (likely === null || !stretch.holds.test(likely)) continue
      const position = stretch.from + index
      if (!isRight(withCharacter(zone, { line: stretch.line, position, character: likely }))) {
        continue
      }
      if (only !== null) return null
      only = { stretch, position, likely }
    }
  }
  return only
}

function withCharacter(
  { layout, lines }: Zone,
  at: { readonly line: number; readonly position: number; readonly character: string },
): Zone {
  const changed = lines.map((text, index) =>
    index === at.line - 1
      ? text.slice(0, at.position - 1) + at.character + text.slice(at.position)
      : text,
  )
  return { layout, lines: changed }
}

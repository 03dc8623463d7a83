/**
 * Finds the two or three lines of a machine-readable zone in what a wedge reader, a keyboard or a
 * paste gave: with or without line ends, with spaces anywhere, amid other text. Judges no check
 * digit, except to choose where the zone begins.
 */
import { accept, refuse, type Result } from '../../../domain/basics/result.ts'
import { narrow, upperCase } from '../../../domain/identity/typed-text.ts'
import { isRight, misplaced, type Zone } from './mrz-checks.ts'
import { LAYOUTS, type Layout } from './mrz-layout.ts'
import type { MrzLength, MrzUnknownFormat } from './mrz-refusal.ts'

/** A zone has ninety characters at most; the rest is room for spaces and surrounding text. */
export const MRZ_TEXT_LENGTH_MAX = 1_000

const CODE_LENGTH = 2
/** Document code and issuing state: the part by which formats are told apart. */
const BEGINNING_LENGTH = 5
/** What may stand directly before a card of size TD2. */
const READER_MARK_LENGTH_MAX = 4
/** Of a line too many or too few, in characters too many or too few. */
const LINE_WEIGHT = 5
const NOT_OF_THE_ALPHABET_AT_ENDS = /^[^A-Z0-9<]+|[^A-Z0-9<]+$/gu

export function findZone(text: string): Result<Zone, MrzLength | MrzUnknownFormat> {
  if (text.length > MRZ_TEXT_LENGTH_MAX) return refuse({ code: 'mrz_unknown_format', begins: '' })
  const rows = rowsOf(text)
  const run = rows.join('').replace(NOT_OF_THE_ALPHABET_AT_ENDS, '')
  const unknown = { code: 'mrz_unknown_format', begins: beginningOf(rows) } as const
  // Where lines came apart, two pieces may have the length of another format's lines by chance.
  const likely = [inRows(rows), wholeRun(run)].filter((one) => one !== null)
  const zone = likely.find(isRight) ?? likely[0] ?? rightWithin(run) ?? wornRun(run)
  if (zone !== null) return ofFrance(zone) ? refuse(unknown) : accept(zone)
  const length = lengthOfRows(rows)
  if (length !== null) return refuse(length)
  const [first] = placedWithin(run)
  if (first?.start === 0) return accept(first)
  const shortOrLong = lengthOfRun(run)
  if (shortOrLong !== null) return refuse(shortOrLong)
  return first === undefined ? refuse(unknown) : accept(first)
}

/** France's older card has the size of TD2 and a layout of its own, without a last day. */
function ofFrance({ layout, lines }: Zone): boolean {
  return layout.format === 'TD2' && (lines[0] ?? '').startsWith('IDFRA')
}

/** Upper case, no white space, no empty rows; marks that stand for fillers become fillers. */
function rowsOf(text: string): string[] {
  return upperCase(narrow(text))
    .replaceAll('«', '<<')
    .replaceAll('‹', '<')
    .split(/[\r\n\v\f\u2028\u2029]+/)
    .map((row) => row.replace(/\s/gu, ''))
    .filter((row) => row !== '')
}

/** Neighbouring rows of exactly the right lengths, whatever is above and below. */
function inRows(rows: readonly string[]): Zone | null {
  for (const layout of LAYOUTS) {
    for (const first of rows.keys()) {
      const lines = rows.slice(first, first + layout.lines)
      if (lines.length < layout.lines) break
      const fits = lines.every((line) => line.length === layout.width)
      if (fits && couldBegin(layout, lines[0] ?? '')) return { layout, lines }
    }
  }
  return null
}

/** The run as a whole, when it is exactly as long as a zone and begins like one. */
function wholeRun(run: string): Zone | null {
  const layout = LAYOUTS.find((one) => run.length === totalOf(one) && one.begins.test(run))
  return layout === undefined ? null : zoneAt(layout, run)
}

/** The same with a character at the beginning that cannot be right, so that it can be named. */
function wornRun(run: string): Zone | null {
  const layout = LAYOUTS.find((one) => run.length === totalOf(one) && couldBegin(one, run))
  return layout === undefined ? null : zoneAt(layout, run)
}

/** A zone that is right in everything, anywhere in the run. */
function rightWithin(run: string): Zone | null {
  return zonesWithin(run).find((zone) => isRight(zone)) ?? null
}

/** Zones amid other text, whose characters are all in their places though a digit is wrong. */
function placedWithin(run: string): StartedZone[] {
  return zonesWithin(run).filter((zone) => misplaced(zone) === null)
}

interface StartedZone extends Zone {
  readonly start: number
}

function zonesWithin(run: string): StartedZone[] {
  const zones: StartedZone[] = []
  for (const layout of LAYOUTS) {
    for (let start = 0; start + totalOf(layout) <= run.length; start += 1) {
      if (!layout.begins.test(run.slice(start, start + BEGINNING_LENGTH))) continue
      if (layout.format === 'TD2' && isPartOfPassport(run, start)) continue
      zones.push({ ...zoneAt(layout, run.slice(start)), start })
    }
  }
  return zones
}

/**
 * The end of a passport's first line and the beginning of its second look like a card of size TD2,
 * whose composite digit is right once in ten. They follow eight characters of the passport; a card
 * follows none, or a reader's mark.
 */
function isPartOfPassport(run: string, start: number): boolean {
  const before = run.slice(Math.max(0, start - READER_MARK_LENGTH_MAX - 1), start)
  return before.length > READER_MARK_LENGTH_MAX && /^[A-Z0-9<]+$/.test(before)
}

function totalOf({ lines, width }: Layout): number {
  return lines * width
}

function zoneAt(layout: Layout, run: string): Zone {
  const lines = Array.from({ length: layout.lines }, (_, index) =>
    run.slice(index * layout.width, (index + 1) * layout.width),
  )
  return { layout, lines }
}

/** Also when a character of the beginning is worn, so that it can be named. */
function couldBegin(layout: Layout, line: string): boolean {
  return layout.begins.test(line) || /[^A-Z<]/u.test(line.slice(0, BEGINNING_LENGTH))
}

/** The first line of a wrong length, where the lines came apart. */
function lengthOfRows(rows: readonly string[]): MrzLength | null {
  const first = rows.findIndex((row) => LAYOUTS.some((layout) => layout.begins.test(row)))
  const lines = rows.slice(first)
  if (first < 0 || lines.length < 2) return null
  const layout = likeliest(lines[0] ?? '', (one) =>
    lines
      .slice(0, one.lines)
      .map((line) => Math.abs(line.length - one.width))
      .reduce((sum, more) => sum + more, Math.abs(lines.length - one.lines) * LINE_WEIGHT),
  )
  if (layout === null) return null
  for (let index = 0; index < layout.lines; index += 1) {
    const got = (lines[index] ?? '').length
    if (got !== layout.width) {
      return { code: 'mrz_length', line: index + 1, got, wanted: layout.width }
    }
  }
  return null
}

/** In one run: the first line if all that follows it is right, or else the line where it ends. */
function lengthOfRun(run: string): MrzLength | null {
  const layout = likeliest(run, (one) => Math.abs(totalOf(one) - run.length))
  if (layout === null) return null
  const { lines, width } = layout
  const before = run.length - (lines - 1) * width
  if (before >= BEGINNING_LENGTH) {
    const first = run.slice(0, before).padEnd(width, '<').slice(0, width)
    if (isRight(zoneAt(layout, first + run.slice(before)))) {
      return { code: 'mrz_length', line: 1, got: before, wanted: width }
    }
  }
  const full = Math.min(Math.floor(run.length / width), lines - 1)
  return { code: 'mrz_length', line: full + 1, got: run.length - full * width, wanted: width }
}

/** Of the formats that begin so, the one that is least far away. */
function likeliest(line: string, distance: (layout: Layout) => number): Layout | null {
  const [nearest] = LAYOUTS.filter((layout) => layout.begins.test(line)).toSorted(
    (one, other) => distance(one) - distance(other),
  )
  return nearest ?? null
}

function beginningOf(rows: readonly string[]): string {
  return [...(rows[0] ?? '')].slice(0, CODE_LENGTH).join('')
}

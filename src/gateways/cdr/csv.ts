/**
 * CSV as RFC 4180 has it, from octets as they come: records with their line numbers, and what is
 * damaged named where it stands. Total: no octets make it throw, and one damaged record costs no
 * other. It knows no column; what cells mean is `rows.ts`.
 */
import type { Delimiter } from '../../domain/charging/usage-source.ts'

/** Longer lines, and longer records of several lines, are no records. */
export const RECORD_LETTERS_MAX = 16_384
/** A cell with more line breaks was not closed. */
export const RECORD_LINES_MAX = 8
/** Of a line that is too long, so much is kept to be shown. */
const KEPT_OF_TOO_LONG = 256

export type CsvDamage = 'quotes' | 'too_long' | 'not_text'

/** `line`: where it begins, from 1; `text`: as it stands in the file, without its line end. */
export type CsvRecord = { readonly line: number; readonly text: string } & (
  | { readonly kind: 'cells'; readonly cells: readonly string[] }
  | { readonly kind: 'damaged'; readonly damage: CsvDamage }
)

interface Line {
  readonly line: number
  readonly text: string
  /** As it stood: LF or CRLF. */
  readonly end: string
}

export interface CsvReader {
  push(octets: Uint8Array): readonly CsvRecord[]
  /** What the last line was, if it had no end. */
  end(): readonly CsvRecord[]
}

export function createCsvReader(delimiter: Delimiter): CsvReader {
  // Skips a byte order mark; what is not UTF-8 becomes U+FFFD.
  const decoder = new TextDecoder('utf-8')
  const lines = createLineReader()
  const joiner = createJoiner(delimiter)
  return {
    push: (octets) => lines.push(decoder.decode(octets, { stream: true })).flatMap(joiner.take),
    end() {
      const last = lines.push(decoder.decode())
      return [...last, ...lines.end()].flatMap(joiner.take).concat(joiner.end())
    },
  }
}

/** Cuts text into lines; of one without an end no more than the longest record is held. */
function createLineReader() {
  let rest = ''
  let line = 1
  function cut(text: string, end: string): Line | CsvRecord {
    const at = line
    line += 1
    return text.length > RECORD_LETTERS_MAX ? tooLong(at, text) : { line: at, text, end }
  }
  return {
    push(text: string): readonly (Line | CsvRecord)[] {
      const found: (Line | CsvRecord)[] = []
      let from = 0
      for (let stop = text.indexOf('\n'); stop >= 0; stop = text.indexOf('\n', from)) {
        const whole = rest + text.slice(from, stop)
        rest = ''
        from = stop + 1
        const isCrlf = whole.endsWith('\r')
        found.push(cut(isCrlf ? whole.slice(0, -1) : whole, isCrlf ? '\r\n' : '\n'))
      }
      rest += text.slice(from)
      // One letter too many says all there is to say.
      if (rest.length > RECORD_LETTERS_MAX + 2) rest = rest.slice(0, RECORD_LETTERS_MAX + 2)
      return found
    },
    end: (): readonly (Line | CsvRecord)[] =>
      rest === '' ? [] : [cut(rest.endsWith('\r') ? rest.slice(0, -1) : rest, '')],
  }
}

function tooLong(line: number, text: string): CsvRecord {
  return { kind: 'damaged', line, text: shown(text.slice(0, KEPT_OF_TOO_LONG)), damage: 'too_long' }
}

/** A quoted cell may hold line ends, so a record may be several lines. */
function createJoiner(delimiter: Delimiter) {
  let open: readonly Line[] = []

  /** The first line is damaged, and those after it stand for themselves. */
  function giveUp(): readonly CsvRecord[] {
    const [first, ...others] = open
    open = []
    return first === undefined ? [] : [damaged(first, 'quotes'), ...others.flatMap(take)]
  }
  function take(next: Line | CsvRecord): readonly CsvRecord[] {
    if ('kind' in next) return [...end(), next]
    const lines = [...open, next]
    const text = lines.map((one, at) => one.text + (at < lines.length - 1 ? one.end : '')).join('')
    const cells = cellsOf(text, delimiter)
    if (cells === 'open') {
      open = lines
      const isTooMuch = lines.length >= RECORD_LINES_MAX || text.length > RECORD_LETTERS_MAX
      return isTooMuch ? giveUp() : []
    }
    const { line } = lines[0] ?? next
    if (cells === 'damaged') {
      open = lines
      return giveUp()
    }
    open = []
    if (hasNoText(text)) return [damaged({ line, text }, 'not_text')]
    return text === '' ? [] : [{ kind: 'cells', line, text, cells }]
  }
  function end(): readonly CsvRecord[] {
    const found: CsvRecord[] = []
    while (open.length > 0) found.push(...giveUp())
    return found
  }
  return { take, end }
}

function damaged({ line, text }: Pick<Line, 'line' | 'text'>, damage: CsvDamage): CsvRecord {
  return { kind: 'damaged', line, text: shown(text), damage: hasNoText(text) ? 'not_text' : damage }
}

/** What was not UTF-8, and NUL, which no store keeps in a text. */
function hasNoText(text: string): boolean {
  return text.includes('\ufffd') || text.includes('\0')
}

function shown(text: string): string {
  return text.replaceAll('\0', '\ufffd')
}

/** `open`: a quoted cell goes on after the end of the text. */
function cellsOf(text: string, delimiter: Delimiter): readonly string[] | 'open' | 'damaged' {
  const cells: string[] = []
  let at = 0
  for (;;) {
    if (text[at] !== '"') {
      const found = text.indexOf(delimiter, at)
      const cell = text.slice(at, found < 0 ? text.length : found)
      if (cell.includes('"')) return 'damaged'
      cells.push(cell)
      if (found < 0) return cells
      at = found + 1
      continue
    }
    const quoted = quotedFrom(text, at + 1)
    if (quoted === null) return 'open'
    cells.push(quoted.cell)
    if (quoted.next === text.length) return cells
    if (text[quoted.next] !== delimiter) return 'damaged'
    at = quoted.next + 1
  }
}

/** From behind the opening quote; `next`: behind the closing one. */
function quotedFrom(text: string, start: number): { cell: string; next: number } | null {
  let cell = ''
  let from = start
  for (;;) {
    const close = text.indexOf('"', from)
    if (close < 0) return null
    cell += text.slice(from, close)
    if (text[close + 1] !== '"') return { cell, next: close + 1 }
    cell += '"'
    from = close + 2
  }
}

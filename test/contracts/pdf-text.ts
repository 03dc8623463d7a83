/**
 * The text of a PDF file as a machine reads it: content streams through each font's ToUnicode map,
 * lines by their height on the page. Knows as much of the format as our own documents use (flate
 * streams, two-byte glyphs in hexadecimal, one text matrix a run); not a PDF library.
 */
import assert from 'node:assert/strict'
import { inflateSync } from 'node:zlib'

interface PdfObject {
  readonly head: string
  /** Inflated, as Latin-1; empty where the object has no stream. */
  readonly stream: string
}

interface PdfFont {
  readonly unicode: ReadonlyMap<number, string>
  /** Thousandths of the size, by glyph. */
  readonly widths: readonly number[]
}

/** Lines from top to bottom of each page in turn, words of a line from left to right. */
export function pdfLines(file: Uint8Array): readonly string[] {
  const objects = objectsOf(file)
  const fonts = fontsOf(objects)
  return [...objects.values()]
    .filter(({ stream }) => /\bBT\b/.test(stream))
    .flatMap(({ stream }) => linesOf(stream, fonts))
}

type Objects = ReadonlyMap<number, PdfObject>

/** By the names that pages know them under. */
function fontsOf(objects: Objects): ReadonlyMap<string, PdfFont> {
  const fonts = new Map<string, PdfFont>()
  const follow = (head: string, name: RegExp) => objects.get(Number(name.exec(head)?.[1]))
  for (const { head } of objects.values()) {
    for (const [, name = '', id = ''] of head.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const font = objects.get(Number(id))?.head ?? ''
      const unicode = follow(font, /\/ToUnicode (\d+) 0 R/)?.stream ?? ''
      const glyphs = follow(font, /\/DescendantFonts \[(\d+) 0 R/)?.head ?? ''
      const widths = /\/W \[0 \[([^\]]*)\]/.exec(glyphs)?.[1] ?? ''
      fonts.set(name, {
        unicode: unicodeMap(unicode),
        widths: widths.split(' ').map(Number),
      })
    }
  }
  return fonts
}

function objectsOf(file: Uint8Array): Objects {
  const objects = new Map<number, PdfObject>()
  const text = Buffer.from(file).toString('latin1')
  for (const found of text.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const [, id = '', body = ''] = found
    const at = body.indexOf('\nstream\n')
    const head = at < 0 ? body : body.slice(0, at)
    const raw = at < 0 ? '' : body.slice(at + 8, body.lastIndexOf('\nendstream'))
    objects.set(Number(id), { head, stream: inflated(head, raw) })
  }
  return objects
}

function inflated(head: string, raw: string): string {
  if (raw === '' || !head.includes('/FlateDecode')) return raw
  return inflateSync(Buffer.from(raw, 'latin1')).toString('latin1')
}

/** `beginbfrange` with one string a glyph: `<0000> <00ff> [<0041> <0042> …]`. */
function unicodeMap(cmap: string): ReadonlyMap<number, string> {
  const map = new Map<number, string>()
  for (const [, from = '', list = ''] of cmap.matchAll(/<([\da-f]+)> <[\da-f]+> \[([^\]]*)\]/gi)) {
    let glyph = Number.parseInt(from, 16)
    for (const [, hex = ''] of list.matchAll(/<([\da-f ]*)>/gi)) {
      map.set(glyph, utf16(hex.replaceAll(' ', '')))
      glyph += 1
    }
  }
  return map
}

function utf16(hex: string): string {
  return String.fromCharCode(...(hex.match(/.{4}/g) ?? []).map((unit) => Number.parseInt(unit, 16)))
}

interface PlacedText {
  readonly x: number
  readonly y: number
  readonly size: number
  readonly end: number
  readonly text: string
}

function linesOf(content: string, fonts: ReadonlyMap<string, PdfFont>): readonly string[] {
  const placed = [...content.matchAll(/\bBT\b[\s\S]*?\bET\b/g)].map(([block]) =>
    placedText(block, fonts),
  )
  const heights = [...new Set(placed.map((one) => Math.round(one.y)))].toSorted((a, b) => b - a)
  return heights.map((height) =>
    joined(
      placed
        .filter((one) => Math.round(one.y) === height)
        .toSorted((one, other) => one.x - other.x),
    ),
  )
}

function placedText(block: string, fonts: ReadonlyMap<string, PdfFont>): PlacedText {
  const [, name = '', size = ''] = /\/(F\d+) ([\d.]+) Tf/.exec(block) ?? []
  const font = fonts.get(name)
  assert.ok(font !== undefined, `the font ${name} tells what its glyphs mean`)
  const [, x = '', y = ''] = /1 0 0 1 ([\d.]+) ([\d.]+) Tm/.exec(block) ?? []
  const glyphs = [...block.matchAll(/<([\da-f]+)>/gi)].flatMap(([, hex = '']) =>
    (hex.match(/.{4}/g) ?? []).map((glyph) => Number.parseInt(glyph, 16)),
  )
  const width = glyphs.reduce((sum, one) => sum + (font.widths[one] ?? 0), 0)
  return {
    x: Number(x),
    y: Number(y),
    size: Number(size),
    end: Number(x) + (width * Number(size)) / 1_000,
    text: glyphs.map((one) => font.unicode.get(one) ?? '').join(''),
  }
}

/** Texts that touch are one word, whatever fonts they are set in. */
function joined(line: readonly PlacedText[]): string {
  let text = ''
  let end: number | null = null
  for (const one of line) {
    text += end !== null && one.x - end > one.size / 5 ? ` ${one.text}` : one.text
    end = one.end
  }
  return text.trimEnd()
}

/**
 * What a receipt printer makes of bytes, as far as our receipts speak ESC/POS: resets, raster
 * images, line feeds, cuts. Any other command is an error. Independent of the library that writes
 * them.
 */
import assert from 'node:assert/strict'

const [LF, ESC, FS, GS] = [0x0a, 0x1b, 0x1c, 0x1d]

export interface Paper {
  readonly widthDots: number
  /** Black dots of each row, as columns. */
  readonly rows: readonly (readonly number[])[]
  /** Line feeds after the last dot and before the cut. */
  readonly linesFed: number
  readonly cut: 'full' | 'partial'
}

export function paperOf(bytes: Uint8Array): Paper {
  const rows: number[][] = []
  const widths = new Set<number>()
  let [at, linesFed] = [0, 0]
  let cut: Paper['cut'] | null = null
  const next = () => {
    const byte = bytes[at]
    at += 1
    assert.ok(byte !== undefined, 'a command is whole')
    return byte
  }
  const two = () => next() + 256 * next()
  const raster = () => {
    assert.equal(next(), 0x30, 'GS v 0')
    assert.equal(next(), 0, 'dots as they are, not doubled')
    const [bytesWide, height] = [two(), two()]
    assert.ok(at + bytesWide * height <= bytes.length, 'the header and the dots add up')
    widths.add(bytesWide * 8)
    for (let row = 0; row < height; row += 1) {
      rows.push(columnsOf(bytes.subarray(at, at + bytesWide)))
      at += bytesWide
    }
    linesFed = 0
  }
  while (at < bytes.length) {
    const byte = next()
    const command = byte === LF ? byte : byte * 256 + next()
    if (command === LF) linesFed += cut === null ? 1 : 0
    else if (command === ESC * 256 + 0x40) assert.equal(rows.length, 0, 'reset before printing')
    else if (command === FS * 256 + 0x2e) continue
    else if (command === ESC * 256 + 0x4d) next()
    else {
      assert.equal(cut, null, 'nothing is printed after the cut')
      if (command === GS * 256 + 0x76) raster()
      else if (command === GS * 256 + 0x56) cut = next() === 1 ? 'partial' : 'full'
      else assert.fail(`an unknown command ${command.toString(16)} before byte ${at}`)
    }
  }
  const [widthDots, ...others] = widths
  assert.ok(widthDots !== undefined && others.length === 0, 'all of it is equally wide')
  assert.ok(cut !== null, 'the paper is cut')
  return { widthDots, rows, linesFed, cut }
}

function columnsOf(row: Uint8Array): number[] {
  return [...row].flatMap((byte, place) =>
    [0, 1, 2, 3, 4, 5, 6, 7].filter((bit) => byte & (0x80 >> bit)).map((bit) => place * 8 + bit),
  )
}

export interface Band {
  readonly top: number
  readonly height: number
  readonly left: number
  readonly right: number
}

/** Rows with ink between rows without: mostly a line of text each. */
export function bandsOf({ rows }: Paper): readonly Band[] {
  const bands: Band[] = []
  let top: number | null = null
  for (let y = 0; y <= rows.length; y += 1) {
    const hasInk = (rows[y]?.length ?? 0) > 0
    if (hasInk) top ??= y
    else if (top !== null) {
      const inked = rows.slice(top, y)
      const left = Math.min(...inked.map((row) => row[0] ?? Infinity))
      bands.push({
        top,
        height: y - top,
        left,
        right: Math.max(...inked.map((row) => row.at(-1) ?? -1)),
      })
      top = null
    }
  }
  return bands
}

/**
 * Setting type: a text as runs of faces, its width, its lines. Everything a sheet says passes here
 * once before drawing, so that each font holds just the glyphs that the sheet needs. Not what it is
 * set on: that is a surface, a page of pdfkit or the tape of a receipt printer.
 */
import type { Language } from '../../domain/basics/language.ts'
import type { Said } from '../../app/documents/ports.ts'
import { drawable, runsOf, type Face, type Run, type Weight } from './faces.ts'

export interface Style {
  readonly size: number
  readonly weight: Weight
  readonly colour: string
}

/** What stands on one line, in the faces that set it. */
export type Line = readonly Run[]

interface Place {
  readonly x: number
  readonly baseline: number
}

/** What type is set on, in its own unit of length. */
export interface Surface {
  /** Gets a face ready in both weights, with at least these characters. Before anything else. */
  equip(face: Face, characters: ReadonlySet<string>): Promise<void>
  width(run: Run, style: Style): number
  draw(run: Run, style: Style, at: Place): void
}

export interface Type {
  line(said: Said): Line
  /** Lines that are at most so wide; never none. */
  lines(said: Said, style: Style, widthMax: number): readonly Line[]
  /** In the surface's unit, as all lengths here. */
  width(line: Line, style: Style): number
  /** On a baseline, measured from the top left corner. */
  draw(line: Line, style: Style, at: Place): void
}

export const WEIGHTS: readonly Weight[] = ['Regular', 'Bold']

/** Anything whose texts are to be set, wherever in it they stand. */
interface Worded {
  readonly language: Language
}

/** Reads the sheet's text and gets the surface's faces ready for it. */
export async function typeFor(surface: Surface, sheet: Worded): Promise<Type> {
  const runs = await runsByText(sheet)
  const characters = new Map<Face, Set<string>>()
  for (const run of [...runs.values()].flat()) {
    const known = characters.get(run.face) ?? new Set(' 0123456789/')
    for (const character of run.text) known.add(character)
    characters.set(run.face, known)
  }
  for (const [face, known] of characters) await surface.equip(face, known)
  return setType(surface, sheet.language, runs)
}

type RunsByText = ReadonlyMap<string, readonly Run[]>

async function runsByText(sheet: Worded): Promise<RunsByText> {
  const runs = new Map<string, readonly Run[]>()
  for (const { text, language } of saidOn(sheet, sheet.language)) {
    runs.set(textKey(text, language), await runsOf(text, language))
  }
  return runs
}

/** Every text of a sheet, wherever it stands. */
function saidOn(
  value: unknown,
  language: Language,
): readonly { text: string; language: Language }[] {
  if (typeof value === 'string') return [{ text: drawable(value), language }]
  if (Array.isArray(value)) return value.flatMap((one) => saidOn(one, language))
  if (typeof value !== 'object' || value === null) return []
  if ('text' in value && 'language' in value) {
    return saidOn(value.text, value.language as Language)
  }
  return Object.values(value).flatMap((one) => saidOn(one, language))
}

function setType(surface: Surface, sheetLanguage: Language, known: RunsByText): Type {
  const face = [...known.values()].flat()[0]?.face ?? 'ja'
  const line = (said: Said): Line => {
    const { text, language } = worded(said, sheetLanguage)
    // A text that is not of the sheet is a page number: every font has the figures.
    return known.get(textKey(text, language)) ?? [{ face, text }]
  }
  const width = (runs: Line, style: Style) =>
    runs.reduce((sum, run) => sum + surface.width(run, style), 0)
  return {
    line,
    width,
    lines: (said, style, widthMax) => {
      const { text, language } = worded(said, sheetLanguage)
      const runs = line(said)
      const cut = (from: number, until: number) => cutRuns(runs, from, until)
      const fits = (from: number, until: number) => width(cut(from, until), style) <= widthMax
      return brokenInto(piecesOf(text, language), fits).map(([from, until]) => cut(from, until))
    },
    draw: (runs, style, { x, baseline }) => {
      let at = x
      for (const run of runs) {
        surface.draw(run, style, { x: at, baseline })
        at += surface.width(run, style)
      }
    },
  }
}

function cutRuns(runs: Line, from: number, until: number): Line {
  let begin = 0
  return runs.flatMap((run) => {
    const [start, end] = [Math.max(from - begin, 0), Math.min(until - begin, run.text.length)]
    begin += run.text.length
    return start < end ? [{ face: run.face, text: run.text.slice(start, end) }] : []
  })
}

function textKey(text: string, language: Language): string {
  return `${language} ${text}`
}

function worded(said: Said, language: Language): { text: string; language: Language } {
  if (typeof said === 'string') return { text: drawable(said), language }
  return { text: drawable(said.text), language: said.language }
}

/** Costly to make. */
const WORDS: Readonly<Record<Language, Intl.Segmenter>> = {
  'zh-CN': new Intl.Segmenter('zh-CN', { granularity: 'word' }),
  'zh-TW': new Intl.Segmenter('zh-TW', { granularity: 'word' }),
  en: new Intl.Segmenter('en', { granularity: 'word' }),
  ja: new Intl.Segmenter('ja', { granularity: 'word' }),
  ko: new Intl.Segmenter('ko', { granularity: 'word' }),
}

const MAY_NOT_BEGIN = /^[\p{Pe}\p{Pf}\p{Po}ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ\s]+$/u
const MAY_NOT_END = /^[\p{Ps}\p{Pi}]+$/u

/** Words and single characters, with the signs that stay with their neighbour (JIS X 4051). */
function piecesOf(text: string, language: Language): readonly string[] {
  const pieces: string[] = []
  let opened = ''
  for (const { segment } of WORDS[language].segment(text)) {
    if (MAY_NOT_END.test(segment)) opened += segment
    else if (opened === '' && MAY_NOT_BEGIN.test(segment) && pieces.length > 0) {
      pieces.push(`${pieces.pop() ?? ''}${segment}`)
    } else {
      pieces.push(`${opened}${segment}`)
      opened = ''
    }
  }
  return opened === '' ? pieces : [...pieces, opened]
}

type Span = readonly [from: number, until: number]

/** Greedy; a piece that fits no line by itself is cut between characters. */
function brokenInto(
  pieces: readonly string[],
  fits: (from: number, until: number) => boolean,
): readonly Span[] {
  const spans: Span[] = []
  let [begin, at] = [0, 0]
  for (const piece of pieces) {
    const inked = at + piece.trimEnd().length
    if (!fits(begin, inked)) {
      if (begin < at) spans.push([begin, at])
      begin = at
      for (const character of piece) {
        const after = at + character.length
        if (begin < at && !fits(begin, after)) {
          spans.push([begin, at])
          begin = at
        }
        at = after
      }
    } else at += piece.length
  }
  return begin < at || spans.length === 0 ? [...spans, [begin, at]] : spans
}

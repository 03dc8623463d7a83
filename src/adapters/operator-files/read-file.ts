/**
 * An operator file's text as plain values, with the way back from a place in them to a line of the
 * file. Knows YAML and CSV, not what the values mean (`app/operator`).
 */
import { parse as parseCsv } from 'csv-parse/sync'
import { LineCounter, isMap, isNode, parseDocument, type Document } from 'yaml'
import { LINE_COLUMNS, LINES_IN_A_FILE_MAX } from '../../app/operator/line-files.ts'
import type { Path } from '../../app/operator/reading.ts'
import type { Result } from '../../domain/basics/result.ts'

export const YAML_KINDS = [
  'networks',
  'offers',
  'terms',
  'campaigns',
  'money-rules',
  'operator',
  'answers',
  'directory',
  'staff',
] as const
export type FileKind = (typeof YAML_KINDS)[number] | 'lines'

/** Larger files are refused before they are parsed. */
export const FILE_BYTES_MAX = 32 * 1024 * 1024

export interface FileTrouble {
  /** Line of the file, from 1; null where the whole file is meant. */
  readonly row: number | null
  readonly message: string
}

export interface OperatorFile {
  readonly kind: FileKind
  /** The whole document, or for `lines` the list of rows. */
  readonly content: unknown
  rowOf(path: Path): number | null
}

export type FileRead = Result<
  OperatorFile,
  { readonly code: 'unreadable_file'; troubles: readonly FileTrouble[] }
>

/** `name` tells CSV from YAML by its ending. */
export function readOperatorFile(name: string, content: Uint8Array): FileRead {
  if (content.byteLength > FILE_BYTES_MAX) {
    return unreadable([{ row: null, message: `larger than ${FILE_BYTES_MAX} bytes` }])
  }
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(content)
  } catch {
    return unreadable([{ row: null, message: 'not UTF-8 text' }])
  }
  return name.toLowerCase().endsWith('.csv') ? readCsv(text) : readYaml(text)
}

function unreadable(troubles: readonly FileTrouble[]): FileRead {
  return { ok: false, refusal: { code: 'unreadable_file', troubles } }
}

function readYaml(text: string): FileRead {
  const lines = new LineCounter()
  // Aliases could unfold a small file into a huge one.
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true })
  if (document.errors.length > 0) {
    const row = (offset: number) => lines.linePos(offset).line
    return unreadable(
      document.errors.map((error) => ({
        row: row(error.pos[0]),
        message: (error.message.split('\n')[0] ?? 'not YAML').replace(/ at line \d+.*$/, ''),
      })),
    )
  }
  const kind = isMap(document.contents) ? document.get('kind') : null
  const known = YAML_KINDS.find((one) => one === kind)
  if (known === undefined) {
    const message = `a top-level "kind:" is needed: ${YAML_KINDS.join(', ')}`
    return unreadable([{ row: 1, message }])
  }
  let content: unknown
  try {
    content = document.toJS({ maxAliasCount: 0 })
  } catch {
    return unreadable([{ row: null, message: 'aliases (*name) are not taken' }])
  }
  return {
    ok: true,
    value: { kind: known, content, rowOf: (path) => rowIn(document, path, lines) },
  }
}

/** The line of the deepest part of the path that is there. */
function rowIn(document: Document, path: Path, lines: LineCounter): number | null {
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const node: unknown = document.getIn(path.slice(0, depth), true)
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line
  }
  return null
}

interface CsvRecord {
  readonly record: Readonly<Record<string, string>>
  readonly info: { readonly lines: number }
}

function readCsv(text: string): FileRead {
  let header: readonly string[] = []
  try {
    const records: unknown = parseCsv(text, {
      bom: true,
      trim: true,
      info: true,
      skip_empty_lines: true,
      relax_column_count: false,
      to: LINES_IN_A_FILE_MAX + 1,
      columns: (names: string[]) => {
        header = names
        return names
      },
    })
    const wrong = headerTrouble(header)
    if (wrong !== null) return unreadable([{ row: 1, message: wrong }])
    const rows = records as readonly CsvRecord[]
    const rowOf = (path: Path) => (typeof path[0] === 'number' ? rows[path[0]]?.info.lines : null)
    const content = rows.map((one) => one.record)
    return { ok: true, value: { kind: 'lines', content, rowOf: (path) => rowOf(path) ?? null } }
  } catch (fault) {
    return unreadable([csvTrouble(fault)])
  }
}

function headerTrouble(header: readonly string[]): string | null {
  const needed = LINE_COLUMNS.filter((name) => !header.includes(name))
  const strange = header.filter((name) => !LINE_COLUMNS.some((known) => known === name))
  if (needed.length === 0 && strange.length === 0) return null
  return `the header must name ${LINE_COLUMNS.join(', ')}`
}

function csvTrouble(fault: unknown): FileTrouble {
  if (!(fault instanceof Error)) throw fault
  const row = 'lines' in fault && typeof fault.lines === 'number' ? fault.lines : null
  return { row, message: fault.message }
}

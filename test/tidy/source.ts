/**
 * The project's files as the house rules read them, and code without its comments or strings. Not a
 * parser: it knows just enough of TypeScript's lexical grammar to tell the three apart.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Source {
  /** From the root of the checkout, with slashes. */
  readonly path: string
  readonly text: string
}

/** What a rule finds: `file:line: what is wrong`. */
export type Finding = string

const NOT_OURS = new Set(['node_modules', '.git', '.tsuzuki', 'test-results', 'coverage'])
const IS_TEXT = /(?:\.(?:tsx?|js|json|md|sql|css|html|ya?ml|svg)|^\.[a-z]+rc|\/run)$/

export function readSources(root: string, folder = ''): Source[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (NOT_OURS.has(entry.name)) return []
    if (entry.isDirectory()) return readSources(root, path)
    return IS_TEXT.test(path) ? [{ path, text: readFileSync(join(root, path), 'utf8') }] : []
  })
}

export function isCode({ path }: Source): boolean {
  return /\.tsx?$/.test(path)
}

export function isTest({ path }: Source): boolean {
  return /\.test\.tsx?$/.test(path)
}

export function at({ path, text }: Source, index: number, trouble: string): Finding {
  return `${path}:${text.slice(0, index).split('\n').length}: ${trouble}`
}

/** One finding for each match, where `look` is the source's text with parts blanked out. */
export function findAll(source: Source, look: string, pattern: RegExp, trouble: string): Finding[] {
  const matches = [...look.matchAll(new RegExp(pattern, `g${pattern.flags.replace('g', '')}`))]
  return matches.map((match) => at(source, match.index, `${trouble}: ${match[0].trim()}`))
}

/** A slash begins a regular expression only where a value may begin. */
const BEFORE_VALUE = String.raw`(?<=(?:^|[=(,:[!&|?{};\n>]|return|case)[ \t]*)`
const REGULAR_EXPRESSION = String.raw`\/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/[a-z]*`

/** Comment, string, template or regular expression literal, whichever begins first. */
const LEXEME = new RegExp(
  [
    String.raw`\/\/[^\n]*|\/\*[\s\S]*?\*\/`,
    String.raw`'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"`,
    '`(?:\\\\[\\s\\S]|[^`\\\\])*`',
    BEFORE_VALUE + REGULAR_EXPRESSION,
  ].join('|'),
  'g',
)

/** Newlines stay, so that lines keep their numbers. */
function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ')
}

export function withoutComments(text: string): string {
  return text.replace(LEXEME, (lexeme) => (/^\/[/*]/.test(lexeme) ? blank(lexeme) : lexeme))
}

/** Only names, operators and keywords are left; what a template interpolates goes with it. */
export function codeOnly(text: string): string {
  return text.replace(LEXEME, blank)
}

/** Every string and template with its place, comments excluded. */
export function stringsIn(text: string): { index: number; content: string }[] {
  const found = [...text.matchAll(LEXEME)].filter(([lexeme]) => /^['"`]/.test(lexeme))
  return found.map(({ index, 0: lexeme }) => ({ index, content: lexeme.slice(1, -1) }))
}

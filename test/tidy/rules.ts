/** House rules about names, sizes, words and files; those about imports are in `imports.ts`. */
import {
  at,
  codeOnly,
  findAll,
  isCode,
  isTest,
  stringsIn,
  withoutComments,
  type Finding,
  type Source,
} from './source.ts'

export const FUNCTION_LINES_MAX = 70
export const LINE_COLUMNS_MAX = 100
export const FILE_LINES_MAX = 500

/**
 * Benchmarks and tests bring their own baselines and damage. The sandbox provider stands for
 * somebody else's machine: it keeps a store of its own, in one file.
 */
const MAY_SPEAK_SQL =
  /^(?:src\/adapters\/(?:postgres\/|payments\/sandbox\/store(?:\.test)?\.ts)|bench\/|test\/)/

/** All small or all capital letters, so that no sentence for people is meant. */
const SQL = new RegExp(
  `^\\s*(?:${[
    String.raw`(?:select|SELECT)\s[\s\S]*\b(?:from|FROM)\s`,
    String.raw`(?:insert into|INSERT INTO|delete from|DELETE FROM)\s`,
    String.raw`(?:update|UPDATE)\s+\S+\s+(?:set|SET)\s`,
    String.raw`with \w+ as (?:materialized )?\(`,
    String.raw`(?:create|alter|drop) (?:table|index|schema)\s`,
  ].join('|')})`,
)

export function sqlAtHome(sources: readonly Source[]): Finding[] {
  return sources
    .filter((source) => isCode(source) && !MAY_SPEAK_SQL.test(source.path))
    .flatMap((source) =>
      stringsIn(source.text)
        .filter(({ content }) => SQL.test(content))
        .map(({ index }) => at(source, index, 'SQL lives in src/adapters/postgres')),
    )
}

const FUNCTION_BEGINS = /^\s*(?:export )?(?:default )?(?:async )?function\b|=> \{$/
/** A suite is a list of tests, not a function that does one thing. */
const SUITE = /^\s*(?:describe|suite)\(/

/**
 * Relies on the formatter: a body ends at the first line that closes a brace at the indentation of
 * the line that began the function and opens no other.
 */
export function shortFunctions(sources: readonly Source[]): Finding[] {
  return sources.filter(isCode).flatMap((source) => {
    const lines = codeOnly(source.text).split('\n')
    return lines.flatMap((line, index) => {
      if (!FUNCTION_BEGINS.test(line) || SUITE.test(line)) return []
      const closing = `${/^\s*/.exec(line)?.[0] ?? ''}}`
      const length = lines
        .slice(index + 1)
        .findIndex((later) => later.startsWith(closing) && !later.trimEnd().endsWith('{'))
      const isOneLine = /\}\s*$/.test(line)
      if (isOneLine || length + 2 <= FUNCTION_LINES_MAX) return []
      return [`${source.path}:${index + 1}: a function of ${length + 2} lines`]
    })
  })
}

/** Sentences for people are kept whole, in lists as long as there is to say. */
const WORDS = /^src\/channels\/[^/]+\/words\//
/** The formatter keeps a test's title and an import of one name on one line. */
const UNBREAKABLE = /^\s*(?:test|suite)\(.*=> \{$|^import .* from '[^']+'$|https:\/\//

export function shortLines(sources: readonly Source[]): Finding[] {
  const wrapped = sources.filter((source) => isCode(source) && !WORDS.test(source.path))
  return wrapped.flatMap((source) =>
    source.text.split('\n').flatMap((line, index) => {
      const columns = Array.from(line).length
      if (columns <= LINE_COLUMNS_MAX || UNBREAKABLE.test(line)) return []
      return [`${source.path}:${index + 1}: a line of ${columns} columns`]
    }),
  )
}

export function shortFiles(sources: readonly Source[]): Finding[] {
  const subjects = sources.filter((source) => isCode(source) && !WORDS.test(source.path))
  return subjects.flatMap((source) => {
    const lines = source.text.trimEnd().split('\n').length
    return lines <= FILE_LINES_MAX ? [] : [`${source.path}:${lines}: too long for one subject`]
  })
}

const VAGUE = /(?:^|\/)(?:utils?|helpers?|managers?|common)(?:\.[a-z.]+)?(?:\/|$)/

export function tellingNames(sources: readonly Source[]): Finding[] {
  return sources
    .filter(({ path }) => VAGUE.test(path))
    .map(({ path }) => `${path}:1: the name says nothing`)
}

const EXPORTED = /\bexport\s+(?:default\s+)?(?:async\s+|abstract\s+)?[a-z]+\*?\s+\w*Service\b/
const EXPORTED_LIST = /\bexport\s+(?:type\s+)?\{[^}]*Service\b[^}]*\}/

export function noServices(sources: readonly Source[]): Finding[] {
  return sources.filter(isCode).flatMap((source) => {
    const code = codeOnly(source.text)
    return [EXPORTED, EXPORTED_LIST].flatMap((pattern) =>
      findAll(source, code, pattern, 'name it after what it does'),
    )
  })
}

/** Begins and ends written apart, so that this file does not break its own rule. */
const UNFINISHED = new RegExp(
  String.raw`\b(?:${[
    ['TO', 'DO'],
    ['FIX', 'ME'],
    ['HA', 'CK'],
    ['X', 'XX'],
  ]
    .map(joined)
    .join('|')})\b`,
)

function joined(parts: readonly string[]): string {
  return parts.join('')
}

export function nothingUnfinished(sources: readonly Source[]): Finding[] {
  return sources.flatMap((source) => findAll(source, source.text, UNFINISHED, 'finish it'))
}

const LEFT_OUT = /\.(?:only|skip|todo)\(\s*['"`]|\bonly: true\b/

/** A test may skip itself at run time, saying why; none is switched off in the source. */
export function everyTestRuns(sources: readonly Source[]): Finding[] {
  return sources
    .filter(isTest)
    .flatMap((source) =>
      findAll(
        source,
        withoutComments(source.text).replace(/\bt\.skip\(/g, blankCall),
        LEFT_OUT,
        'every test runs',
      ),
    )
}

function blankCall(call: string): string {
  return ' '.repeat(call.length)
}

export function domainReadmes(sources: readonly Source[]): Finding[] {
  const paths = new Set(sources.map(({ path }) => path))
  const folders = sources.filter(isCode).flatMap(({ path }) => {
    const folder = /^src\/domain\/[^/]+\//.exec(path)?.[0]
    return folder === undefined ? [] : [folder]
  })
  return [...new Set(folders)]
    .filter((folder) => !paths.has(`${folder}README.md`))
    .map((folder) => `${folder}README.md:1: missing`)
}

export function portableLock(sources: readonly Source[]): Finding[] {
  return sources
    .filter(({ path }) => path === 'package-lock.json')
    .flatMap((source) => findAll(source, source.text, /"resolved"/, 'says where from'))
}

/** In two halves, so that this file does not write them down either. */
const PACKAGE_HOST = new RegExp(
  [
    ['regis', 'try\\.[a-z]'],
    ['npm', 'js\\.(?:org|com)'],
    ['yarn', 'pkg\\.com'],
    ['deb', '\\.debian\\.org'],
  ]
    .map(([one, other]) => `${one}${other}`)
    .join('|'),
)

export function noPackageHosts(sources: readonly Source[]): Finding[] {
  return sources.flatMap((source) =>
    findAll(source, source.text, PACKAGE_HOST, 'belongs to the machine'),
  )
}

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

export function dependenciesDecided(sources: readonly Source[]): Finding[] {
  const decisions = sources.filter(({ path }) => /^docs\/decisions\/.*\.md$/.test(path))
  const said = decisions.map(({ text }) => text).join('\n')
  return sources
    .filter(({ path }) => path === 'package.json')
    .flatMap((source) => {
      const manifest = JSON.parse(source.text) as Manifest
      const { dependencies, devDependencies, optionalDependencies } = manifest
      const names = Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies })
      return names
        .filter((name) => !isNamed(name, said))
        .map((name) => at(source, source.text.indexOf(`"${name}"`), `no decision names ${name}`))
    })
}

/** The whole name: `pg` is not named by `pgtyped`. */
function isNamed(name: string, said: string): boolean {
  return new RegExp(`(?<![\\w@/-])${name.replace(/[.]/g, '\\.')}(?![\\w/-])`).test(said)
}

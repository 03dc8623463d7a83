/** The import law: which folder may know which, and what the domain may not even name. */
import { posix } from 'node:path'
import {
  at,
  codeOnly,
  findAll,
  isCode,
  isTest,
  withoutComments,
  type Finding,
  type Source,
} from './source.ts'

interface Import {
  readonly index: number
  readonly specifier: string
}

const FROM = /\b(?:import|export)\s+(?:type\s+)?(?:[\w*{}\s,$]+?\s+from\s*)?['"]([^'"]+)['"]/g
const DYNAMIC = /\bimport\s*\(\s*['"`]([^'"`]+)['"`]/g

export function importsOf({ text }: Source): Import[] {
  const code = withoutComments(text)
  return [...code.matchAll(FROM), ...code.matchAll(DYNAMIC)].map((match) => ({
    index: match.index,
    specifier: match[1] ?? '',
  }))
}

/** Kinds of the outermost ring: they know the inside, never each other. */
const OUTER = ['adapters', 'channels', 'gateways']

/** `src/adapters/postgres/pool.ts` is of layer `adapters`, `src/config.ts` of `config`. */
function layerOf(path: string): string {
  const inner = /^src\/([^/]+)\//.exec(path)?.[1] ?? /^src\/([^/]+)\.tsx?$/.exec(path)?.[1]
  return inner ?? path.split('/')[0] ?? ''
}

/** Files directly in `src/channels` are common ground of its folders. */
function memberOf(path: string): string | null {
  return /^src\/[^/]+\/([^/]+)\//.exec(path)?.[1] ?? null
}

function isAllowed(from: string, to: string): boolean {
  const [knower, known] = [layerOf(from), layerOf(to)]
  if (knower === 'domain') return known === 'domain'
  if (knower === 'app') return known === 'domain' || known === 'app'
  if (knower.startsWith('config')) {
    return known === 'domain' || known === 'app' || known.startsWith('config')
  }
  if (!OUTER.includes(knower)) return true
  if (known === 'domain' || known === 'app') return true
  const [mine, theirs] = [memberOf(from), memberOf(to)]
  return known === knower && (mine === null || theirs === null || mine === theirs)
}

/** Tests see all, except those of the domain, which stay as pure as what they test. */
export function importLaw(sources: readonly Source[]): Finding[] {
  const bound = sources.filter(
    (source) =>
      isCode(source) && source.path.startsWith('src/') && (!isTest(source) || isDomain(source)),
  )
  return bound.flatMap((source) =>
    importsOf(source).flatMap(({ index, specifier }) => {
      if (!specifier.startsWith('.')) return []
      const to = posix.join(posix.dirname(source.path), specifier)
      return isAllowed(source.path, to) ? [] : [at(source, index, `may not import ${to}`)]
    }),
  )
}

function isDomain({ path }: Source): boolean {
  return path.startsWith('src/domain/')
}

const TEST_PACKAGES = ['node:test', 'node:assert', 'node:assert/strict', 'fast-check']

const IMPURE = new RegExp(
  [
    String.raw`\b(?:async|await|Promise|Date|crypto|performance|globalThis|process)\b`,
    String.raw`\bset(?:Timeout|Interval|Immediate)\b`,
    String.raw`\bMath\.random\b`,
    String.raw`\bTemporal\.Now\b`,
    String.raw`\bfetch\s*\(`,
  ].join('|'),
)

export function domainPurity(sources: readonly Source[]): Finding[] {
  return sources
    .filter((source) => isCode(source) && isDomain(source))
    .flatMap((source) => {
      const outside = importsOf(source).filter(({ specifier }) => !specifier.startsWith('.'))
      const strange = outside.filter(
        ({ specifier }) => !(isTest(source) && TEST_PACKAGES.includes(specifier)),
      )
      return [
        ...strange.map(({ index, specifier }) => at(source, index, `imports ${specifier}`)),
        ...findAll(source, codeOnly(source.text), IMPURE, 'the domain is pure'),
      ]
    })
}

/** Where time and chance may be read; everywhere else they are arguments or ports. */
const READS_CLOCKS = /^(?:src\/(?:main|adapters)\/|sim\/|bench\/|test\/|scripts\/)/
const CLOCKS = /\bDate\.now\b|\bnew Date\b|\bTemporal\.Now\b|\bMath\.random\b|\brandomUUID\b/

export function timeAndChance(sources: readonly Source[]): Finding[] {
  return sources
    .filter((source) => isCode(source) && !READS_CLOCKS.test(source.path))
    .flatMap((source) => findAll(source, codeOnly(source.text), CLOCKS, 'ask a port'))
}

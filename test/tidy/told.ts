/** House rules that hold pages to the code: nothing that has a name there goes untold. */
import { at, isCode, isTest, withoutComments, type Finding, type Source } from './source.ts'

const REFUSALS = 'docs/reference/refusals.md'
/** The page, and those that it sends its reader to. */
const REFUSAL_PAGES = [REFUSALS, ...['usage-files', 'fulfilment', 'ivr'].map(pageOf)]

/** What callers hear is words; the others answer a program of ours, or judge and refuse nothing. */
const REFUSES_NOBODY = [
  /^src\/channels\/hotline\//,
  /^src\/domain\/directory\/judging\.ts$/,
  /^src\/domain\/esim\/install-code\.ts$/,
  /^src\/app\/queries\/advice\.ts$/,
  /^src\/channels\/api\/routes\/advice\.ts$/,
]
const CODES = /(?:\breadonly |\brefused?\(\{\s*)code:((?:\s*\|?\s*'[a-z_]+')+)/g

/** Every code that refuses somebody stands on a page, and every code of its tables in the code. */
export function refusalsTold(sources: readonly Source[]): Finding[] {
  const code = sources.filter((source) => isCode(source) && source.path.startsWith('src/'))
  const told = textOf(sources, REFUSAL_PAGES)
  const untold = code.filter(refusesSomebody).flatMap((source) =>
    namesIn(source, CODES)
      .filter(({ name }) => !told.includes(`\`${name}\``))
      .map(({ name, index }) => at(source, index, `${name} stands on no page of refusals`)),
  )
  return [...untold, ...goneFrom(sources, code)]
}

function goneFrom(sources: readonly Source[], code: readonly Source[]): Finding[] {
  const known = new Set(code.flatMap(({ text }) => text.match(/(?<=')[a-z_]+(?=')/g) ?? []))
  return sources
    .filter(({ path }) => path === REFUSALS)
    .flatMap((page) =>
      [...page.text.matchAll(/^\|(?: ?`[a-z_]+`,?)+ \|/gm)].flatMap((row) =>
        [...row[0].matchAll(/`([a-z_]+)`/g)]
          .filter(([, name = '']) => !known.has(name))
          .map(({ 1: name }) => at(page, row.index, `${name} is refused by nothing`)),
      ),
    )
}

/** Every job and every sweep stands in the tables of the architecture. */
export function workTold(sources: readonly Source[]): Finding[] {
  const [, told = ''] = /^## Jobs and sweeps$([\s\S]*?)^## /m.exec(textOf(sources, [WORK])) ?? []
  return sources
    .filter(
      (source) => isCode(source) && !isTest(source) && /^src\/(?:app|main)\//.test(source.path),
    )
    .flatMap((source) =>
      [JOBS, ...SWEEPS].flatMap((pattern) =>
        namesIn(source, pattern)
          .filter(({ name }) => !told.includes(`\`${name}\``))
          .map(({ name, index }) => at(source, index, `${name} is no job or sweep of ${WORK}`)),
      ),
    )
}

const WORK = 'ARCHITECTURE.md'
const JOBS = /\breadonly task:((?:\s*\|?\s*'[a-z_]+')+)/g
const SWEEPS = [/\borders\(('[a-z_]+')/g, /\bname:\s*('[a-z_]+')(?=,\s*everyMs\b)/g]

function refusesSomebody(source: Source): boolean {
  const { path } = source
  if (isTest(source) || !/^src\/(?:domain|app|channels)\//.test(path)) return false
  return REFUSES_NOBODY.every((pattern) => !pattern.test(path))
}

function pageOf(name: string): string {
  return `docs/reference/${name}.md`
}

function textOf(sources: readonly Source[], paths: readonly string[]): string {
  const pages = sources.filter(({ path }) => paths.includes(path))
  return pages.map(({ text }) => text).join('\n')
}

/** The quoted names of the first group of every match, with their places. */
function namesIn({ text }: Source, pattern: RegExp): { name: string; index: number }[] {
  return [...withoutComments(text).matchAll(pattern)].flatMap((match) => {
    const names = match[1] ?? ''
    const from = match.index + match[0].lastIndexOf(names)
    return [...names.matchAll(/'([a-z_]+)'/g)].map(({ 1: name = '', index }) => ({
      name,
      index: from + index,
    }))
  })
}

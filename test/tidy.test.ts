/** The house rules, each kept by one test, and each shown to fail on a bad sample. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { domainPurity, importLaw, timeAndChance } from './tidy/imports.ts'
import * as rules from './tidy/rules.ts'
import { readSources, type Finding, type Source } from './tidy/source.ts'
import { refusalsTold, workTold } from './tidy/told.ts'

interface Rule {
  readonly title: string
  readonly check: (sources: readonly Source[]) => Finding[]
  /** Each must be found, at the line that follows its path. */
  readonly bad: readonly (readonly [path: string, line: number, text: string])[]
  /** None of these may be found. */
  readonly good?: readonly (readonly [path: string, text: string])[]
}

const word = (...letters: string[]) => letters.join('')
const linesOf = (count: number) => Array.from({ length: count }, () => '  act()').join('\n')

const RULES: readonly Rule[] = [
  {
    title: 'Imports point inwards',
    check: importLaw,
    bad: [
      ['src/domain/line/a.ts', 2, `\nimport { b } from '../../app/b.ts'`],
      ['src/domain/line/a.test.ts', 1, `import { b } from '../../app/b.ts'`],
      ['src/app/a.ts', 1, `import type {\n  B,\n} from '../adapters/postgres/b.ts'`],
      ['src/app/a.ts', 1, `export * from '../main/b.ts'`],
      ['src/app/a.ts', 1, `const b = await import('../config.ts')`],
      ['src/channels/web/a.tsx', 1, `import '../../gateways/radius/b.ts'`],
      ['src/adapters/memory/a.ts', 1, `import b from '../postgres/b.ts'`],
      ['src/gateways/radius/a.ts', 1, `export { b } from '../../main/b.ts'`],
    ],
    good: [
      ['src/domain/line/a.ts', `// import x from '../../app/b.ts'\nimport b from '../pack/b.ts'`],
      ['src/app/a.test.ts', `import { b } from '../adapters/memory/b.ts'`],
      ['src/channels/web/a.tsx', `import { b } from '../phrases.ts'`],
      ['src/main/all.ts', `import { b } from '../adapters/postgres/b.ts'`],
    ],
  },
  {
    title: 'The domain is pure',
    check: domainPurity,
    bad: [
      ['src/domain/a/a.ts', 1, 'export async function a() {}'],
      ['src/domain/a/a.ts', 1, 'const at = new Date(0)'],
      ['src/domain/a/a.ts', 2, '/* fine */\nconst n = Math.random()'],
      ['src/domain/a/a.ts', 1, 'const e = process.env'],
      ['src/domain/a/a.ts', 1, `import { test } from 'node:test'`],
      ['src/domain/a/a.ts', 1, `import fc from 'fast-check'`],
      ['src/domain/a/a.test.ts', 1, `import pg from 'pg'`],
      ['src/domain/a/a.ts', 1, 'const page = fetch(url)'],
    ],
    good: [
      ['src/domain/a/a.ts', `/** No async, no Date. */\nconst s = 'async Date process.'`],
      ['src/domain/a/a.ts', 'const at: Temporal.PlainDate = day'],
      ['src/domain/a/a.test.ts', `import fc from 'fast-check'\nimport 'node:assert/strict'`],
    ],
  },
  {
    title: 'Only ports and the outside read time and chance',
    check: timeAndChance,
    bad: [
      ['src/app/a.ts', 1, 'const now = Date.now()'],
      ['src/channels/web/a.ts', 1, 'const now = Temporal.Now.instant()'],
      ['src/gateways/radius/a.ts', 1, 'const id = randomUUID()'],
    ],
    good: [['src/adapters/clock.ts', 'const now = Date.now()']],
  },
  {
    title: 'SQL is spoken only in src/adapters/postgres',
    check: rules.sqlAtHome,
    bad: [
      ['src/app/a.ts', 1, 'const q = `\n  select a\n  from b where c`'],
      ['src/main/a.ts', 1, `run('insert into a values (1)')`],
      ['sim/a.ts', 1, `run("DELETE FROM a ")`],
      ['src/app/a.ts', 1, `run('update a set b = 1')`],
    ],
    good: [
      ['src/adapters/postgres/a.ts', `run('delete from a ')`],
      ['src/channels/web/words/en.ts', `const a = 'Select a pack from the list'`],
      ['src/app/a.ts', `// select a from b\nconst a = 'update your card'`],
    ],
  },
  {
    title: `A function has at most ${rules.FUNCTION_LINES_MAX} lines`,
    check: rules.shortFunctions,
    bad: [
      ['src/a.ts', 1, `export function a() {\n${linesOf(69)}\n}`],
      ['src/a.ts', 1, `export async function a({\n  b,\n}: {\n  b: C\n}) {\n${linesOf(65)}\n}`],
      ['src/a.ts', 2, `const b = 1\nconst a = async () => {\n${linesOf(69)}\n}`],
    ],
    good: [
      ['src/a.ts', `export function a() {\n${linesOf(68)}\n}\nfunction b() {\n${linesOf(68)}\n}`],
      ['src/a.test.ts', `suite('a', () => {\n${linesOf(100)}\n})`],
    ],
  },
  {
    title: `A line has at most ${rules.LINE_COLUMNS_MAX} columns`,
    check: rules.shortLines,
    bad: [['src/a.ts', 2, `\n${'a'.repeat(101)}`]],
    good: [['src/a.ts', '髙'.repeat(100)]],
  },
  {
    title: `A file has at most ${rules.FILE_LINES_MAX} lines`,
    check: rules.shortFiles,
    bad: [['src/a.ts', 501, 'a\n'.repeat(501)]],
    good: [['src/a.ts', 'a\n'.repeat(500)]],
  },
  {
    title: 'Folders and files have telling names',
    check: rules.tellingNames,
    bad: [
      ['src/app/utils/a.ts', 1, ''],
      ['src/app/helpers.ts', 1, ''],
      ['test/common/a.md', 1, ''],
      ['src/app/manager.test.ts', 1, ''],
    ],
    good: [['src/app/commonwealth.ts', '']],
  },
  {
    title: 'Nothing exported is called a service',
    check: rules.noServices,
    bad: [
      ['src/a.ts', 1, 'export class LineService {}'],
      ['src/a.ts', 1, 'export async function aService() {}'],
      ['src/a.ts', 1, 'export { a, bService }'],
    ],
    good: [['src/a.ts', 'export const serviceArea = 1']],
  },
  {
    title: 'Nothing is left unfinished',
    check: rules.nothingUnfinished,
    bad: [
      ['src/a.ts', 1, `// ${word('TO', 'DO')}: later`],
      ['docs/a.md', 2, `\n${word('FIX', 'ME')}`],
      ['db/a.sql', 1, `-- ${word('X', 'XX')}`],
    ],
    good: [['src/a.ts', 'mkdtemp("a-XXXXXX")']],
  },
  {
    title: 'No test is switched off, none runs alone',
    check: rules.everyTestRuns,
    bad: [
      ['src/a.test.ts', 1, `test.${word('on', 'ly')}('a', () => {})`],
      ['test/a.test.ts', 1, `test.${word('sk', 'ip')}('a', () => {})`],
    ],
    good: [['src/a.test.ts', `test('a', (t) => t.skip('needs root'))`]],
  },
  {
    title: 'Every folder of the domain defines its nouns',
    check: rules.domainReadmes,
    bad: [['src/domain/line/line.ts', 1, '']],
    good: [['src/domain/README.md', '']],
  },
  {
    title: 'The lock file does not say where packages came from',
    check: rules.portableLock,
    bad: [['package-lock.json', 2, '{\n"resolved": "x"}']],
  },
  {
    title: 'No package host is written down',
    check: rules.noPackageHosts,
    bad: [['docs/a.md', 1, word('regis', 'try.npm', 'js.org')]],
  },
  {
    title: 'Every dependency has its reason in a decision record',
    check: rules.dependenciesDecided,
    bad: [['package.json', 2, '{"dependencies":\n{"pg": "8"}}']],
    good: [['docs/decisions/0001-a.md', 'pgtyped, @types/pg and pg-boss were not taken']],
  },
  {
    title: 'Every code that refuses somebody stands in the reference, and no other',
    check: refusalsTold,
    bad: [
      ['src/domain/a/a.ts', 1, `export type A = { readonly code: 'b_untold' }`],
      ['src/app/a.ts', 3, `type A = {\n  readonly code:\n    'b_untold' | 'b_told'\n}`],
      ['src/channels/web/a.tsx', 1, `const a = refuse({ code: 'b_untold', at })`],
      ['docs/reference/refusals.md', 2, '\n| `b_told`, `b_gone` | | no more |'],
    ],
    good: [
      ['docs/reference/refusals.md', '| `b_told` | since | told |'],
      ['docs/reference/usage-files.md', 'or `b_of_a_row`'],
      ['src/app/b.ts', `type B = { readonly code: 'b_told' } | { readonly code: 'b_of_a_row' }`],
      ['src/app/c.ts', `const code: 'b_untold' = read()`],
      ['src/channels/hotline/b.ts', `type B = { readonly code: 'b_heard' }`],
    ],
  },
  {
    title: 'Every job and every sweep stands in the architecture',
    check: workTold,
    bad: [
      ['src/app/a.ts', 2, `readonly task:\n    | 'c_untold'\n    | 'c_told'`],
      ['src/main/a.ts', 1, `return { name: 'c_untold', everyMs: A_EVERY_MS }`],
      ['src/main/a.ts', 1, `orders('c_untold', () => a(app))`],
      ['src/main/a.ts', 1, `orders('c_untold', createA(app))`],
    ],
    good: [
      ['ARCHITECTURE.md', 'c_untold\n\n## Jobs and sweeps\n\n| `c_told` | minute |\n\n## Next'],
      ['src/main/b.ts', `orders('c_told', () => b(app))\nconst c = { name: 'c_untold', a }`],
    ],
  },
]

const sources = readSources(join(import.meta.dirname, '..'))

for (const { title, check } of RULES) {
  test(title, () => {
    const found = check(sources)
    assert.ok(found.length === 0, `${title}:\n${found.join('\n')}`)
  })
}

suite('A rule that cannot fail is no rule', () => {
  for (const { title, check, bad, good = [] } of RULES) {
    test(title, () => {
      const around = good.map(([path, text]) => ({ path, text }))
      for (const [path, line, text] of bad) {
        const found = check([...around, { path, text }])
        assert.equal(found.length, 1, `${text}\n${found.join('\n')}`)
        const where = title.startsWith('Every folder') ? 'src/domain/line/README.md' : path
        assert.equal(found[0]?.startsWith(`${where}:${line}: `), true, found.join())
      }
      assert.deepEqual(check(around), [])
    })
  }
})

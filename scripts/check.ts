/**
 * Everything that can be said about the code without running it: `npm run check`. All checks run
 * even when one fails; the last lines name each with its result.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { delimiter, join } from 'node:path'
import { text } from 'node:stream/consumers'

const ROOT = join(import.meta.dirname, '..')
const TOOLS = join(ROOT, 'node_modules/.bin')

const CHECKS: readonly (readonly [name: string, command: string, ...words: string[]])[] = [
  ['types', 'tsc', '-p', '.'],
  ['lint', 'oxlint', '--type-aware', '--deny-warnings'],
  ['format', 'oxfmt', '--check', '.'],
  ['unused code', 'knip'],
  ['house rules', process.execPath, '--test', 'test/tidy.test.ts'],
  ['schema', process.execPath, 'scripts/schema.ts', '--check'],
  ['permissions', process.execPath, 'scripts/permissions.ts', '--check'],
  ['step-up', process.execPath, 'scripts/step-up.ts', '--check'],
]

async function run([name, command, ...words]: (typeof CHECKS)[number]) {
  const began = performance.now()
  const child = spawn(command, words, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PATH: `${TOOLS}${delimiter}${process.env['PATH']}` },
  })
  const exit = once(child, 'close') as Promise<[number | null]>
  const [out, err, [status]] = await Promise.all([text(child.stdout), text(child.stderr), exit])
  const seconds = ((performance.now() - began) / 1_000).toFixed(1)
  const passed = status === 0
  if (!passed) process.stdout.write(`── ${name} ──\n${out}${err}\n`)
  return { passed, line: `${passed ? 'passed' : 'FAILED'}  ${name} (${seconds} s)` }
}

const results: { passed: boolean; line: string }[] = []
for (const check of CHECKS) results.push(await run(check))
process.stdout.write(`${results.map(({ line }) => line).join('\n')}\n`)
if (results.some(({ passed }) => !passed)) process.exitCode = 1

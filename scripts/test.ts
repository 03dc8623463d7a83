/**
 * Runs the tests in one invocation of Node's test runner, whose summary ends the output:
 * nothing said: all that needs only npm and Chromium; `unit`: beside the code, and the house rules;
 * `interop`: against real peers. File names and the runner's own options are passed on.
 */
import { spawn } from 'node:child_process'
import { globSync, mkdirSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import { ensureDebianPackages } from './debian.ts'

const ROOT = join(import.meta.dirname, '..')
const TIDY = 'test/tidy.test.ts'
/** Pure or nearly so: all of them run in one process, `pure-tests.ts`, for speed. */
const PURE = ['src/domain/**/*.test.{ts,tsx}', 'src/app/**/*.test.{ts,tsx}']
const UNIT = ['src/**/*.test.{ts,tsx}', TIDY]
const ALL = [
  ...UNIT,
  'test/contracts/**/*.test.{ts,tsx}',
  'test/corpus/**/*.test.{ts,tsx}',
  'test/scenarios/**/*.test.{ts,tsx}',
  'test/fuzz/**/*.test.ts',
  'test/browser/**/*.test.{ts,tsx}',
  'sim/**/*.test.ts',
  'bench/**/*.test.ts',
]
const INTEROP = ['test/interop/**/*.test.ts']

/** What a hung test may take before the runner gives it up. */
const TEST_MS_MAX = 600_000
/** A browser beside a database; more would only wait for one another on two cores. */
const CONCURRENCY = 2

const BROWSER_PACKAGES = [
  { package: 'chromium', probe: '/usr/bin/chromium' },
  { package: 'fontconfig', probe: 'fc-list' },
  { package: 'fonts-noto-cjk', probe: ':lang=ja' },
]

/** Tests of speech skip themselves, by name, where the program is not to be had. */
const SPEECH_PACKAGES = [{ package: 'espeak-ng', probe: 'espeak-ng' }]
const SPEECH = /(?:^src\/adapters\/speech\/|\/espeak\.test\.ts$)/

function find(patterns: readonly string[]): string[] {
  return globSync(patterns, { cwd: ROOT }).toSorted()
}

/** Files of browser tests that cannot run here; they are shown as skipped, not just left out. */
async function findUnrunnable(files: readonly string[]): Promise<string[]> {
  const browser = files.filter((file) => file.startsWith('test/browser/'))
  if (browser.length === 0) return []
  const { missing } = await ensureDebianPackages(BROWSER_PACKAGES)
  if (missing.length === 0) return []
  process.stdout.write(`skipped, for want of ${missing.join(', ')}:\n  ${browser.join('\n  ')}\n`)
  return browser
}

function reporters(): string[] {
  const spec = ['--test-reporter=spec', '--test-reporter-destination=stdout']
  if (process.env['CI'] !== 'true') return spec
  mkdirSync(join(ROOT, 'test-results'), { recursive: true })
  const junit = 'test-results/junit.xml'
  return [...spec, '--test-reporter=junit', `--test-reporter-destination=${junit}`]
}

function runTests(options: readonly string[], files: readonly string[], skipped: string[]): void {
  const runner = spawn(
    process.execPath,
    [
      '--import=./scripts/jsx.ts',
      '--test',
      `--test-concurrency=${CONCURRENCY}`,
      `--test-timeout=${TEST_MS_MAX}`,
      ...reporters(),
      ...options,
      ...files,
    ],
    {
      cwd: ROOT,
      stdio: 'inherit',
      env: { ...process.env, TSUZUKI_TESTS_SKIPPED: skipped.join('\n') },
    },
  )
  runner.on('exit', (status, signal) => {
    process.exitCode = signal === null ? (status ?? 1) : 128 + constants.signals[signal]
  })
}

function chosenPatterns(words: readonly string[]): string[] {
  if (words.includes('unit')) return UNIT
  return words.includes('interop') ? INTEROP : ALL
}

const [options, words] = [
  process.argv.slice(2).filter((word) => word.startsWith('-')),
  process.argv.slice(2).filter((word) => !word.startsWith('-')),
]
const named = words.filter((word) => word !== 'unit' && word !== 'interop')
if (named.length > 0) {
  runTests(options, named, [])
} else {
  const files = find(chosenPatterns(words))
  const unrunnable = await findUnrunnable(files)
  if (files.some((file) => SPEECH.test(file))) await ensureDebianPackages(SPEECH_PACKAGES)
  const pure = new Set(words.includes('interop') ? [] : find(PURE))
  // Told no file, the runner would look for tests by itself and find all.
  if (files.length === 0) throw new Error('there are no such tests')
  const apart = files.filter((file) => !pure.has(file) && !unrunnable.includes(file))
  const together = pure.size > 0 || unrunnable.length > 0 ? ['scripts/pure-tests.ts'] : []
  runTests(options, [...together, ...apart], unrunnable)
}

/**
 * All tests of the domain and the application in one process, for they share nothing and a process
 * each would take most of the time. Run by `test.ts`, which also names the files it cannot run.
 */
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'

const ROOT = join(import.meta.dirname, '..')

const files = globSync(['src/{domain,app}/**/*.test.{ts,tsx}'], { cwd: ROOT })
for (const file of files.toSorted()) await import(pathToFileURL(join(ROOT, file)).href)

for (const file of (process.env['TSUZUKI_TESTS_SKIPPED'] ?? '').split('\n')) {
  if (file !== '') void test(file, { skip: 'what it needs is not installed' }, () => {})
}

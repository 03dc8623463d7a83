/**
 * Writes `docs/reference/step-up.md`. With `--check` it writes nothing and fails when the page is
 * out of date.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stepUpPage } from './step-up-page.ts'

const FILE = join(import.meta.dirname, '../docs/reference/step-up.md')

if (!process.argv.includes('--check')) writeFileSync(FILE, stepUpPage())
else if (readFileSync(FILE, 'utf8') !== stepUpPage()) {
  process.stdout.write('docs/reference/step-up.md is out of date\n')
  process.stdout.write('run: npm run pages\n')
  process.exitCode = 1
}

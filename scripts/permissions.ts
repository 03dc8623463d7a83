/**
 * Writes `docs/reference/permissions.md`. With `--check` it writes nothing and fails when the page
 * is out of date.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { permissionsPage } from './permissions-page.ts'

const FILE = join(import.meta.dirname, '../docs/reference/permissions.md')

if (!process.argv.includes('--check')) writeFileSync(FILE, permissionsPage())
else if (readFileSync(FILE, 'utf8') !== permissionsPage()) {
  process.stdout.write('docs/reference/permissions.md is out of date\n')
  process.stdout.write('run: npm run pages\n')
  process.exitCode = 1
}

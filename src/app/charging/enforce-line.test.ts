import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

const APP = join(import.meta.dirname, '..')
/** What brings sessions in step with packs; it sees those that were loaded, and no others. */
const MOVES = /\b(?:movedPacks|settlement)\(/
const READS = /reads: \[([^\]]*)\]/g

test('Whoever moves packs reads the live sessions of their line', () => {
  const movers = globSync('**/*.ts', { cwd: APP })
    .filter((file) => !file.endsWith('.test.ts'))
    .map((file) => ({ file, text: readFileSync(join(APP, file), 'utf8') }))
    .filter(({ text }) => MOVES.test(text) && text.includes("'packs'"))
  assert.ok(movers.length >= 8, `${movers.length} files move packs`)
  for (const { file, text } of movers) {
    for (const [, parts = ''] of text.matchAll(READS)) {
      const isBlind = parts.includes("'packs'") && !parts.includes("'sessions'")
      assert.ok(!isBlind, `${file} reads [${parts}]`)
    }
  }
})

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'

test('All migrations together make exactly db/schema.sql', () => {
  const script = join(import.meta.dirname, '../../scripts/schema.ts')
  const checked = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' })
  assert.equal(checked.status, 0, checked.stdout + checked.stderr)
})

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { limitsPage } from '../../scripts/limits-page.ts'
import { LIMIT_KINDS, LIMITS, type LimitRule } from '../../src/app/limits/table.ts'

test('The reference of limits says what the table says', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/reference/limits.md'), 'utf8')
  assert.equal(page, limitsPage())
})

test('No limit of everybody is below that of one, and no window or pause outlives two days', () => {
  for (const kind of LIMIT_KINDS) {
    const { max, minutes, pauseMinutes = 0 }: LimitRule = LIMITS[kind]
    const { all = Infinity, ...ones } = max
    for (const most of Object.values(ones)) assert.ok(most <= all, kind)
    assert.ok(Math.max(minutes, pauseMinutes) < 2 * 24 * 60, kind)
  }
})

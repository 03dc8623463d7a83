import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { StaffSignInId } from '../../domain/basics/ids.ts'
import { instant, plusMinutes } from '../../domain/basics/time.ts'
import { createWrongCodes, WRONG_CODES_MAX, WRONG_CODES_MINUTES } from './tries.ts'

const NOW = instant('2026-11-23T03:00:00Z')
const [DESK, OTHER] = ['desk' as StaffSignInId, 'other' as StaffSignInId]

test('After five wrong codes a desk waits until the first of them is ten minutes old', () => {
  const tries = createWrongCodes()
  for (let count = 0; count < WRONG_CODES_MAX; count += 1) {
    assert.equal(tries.again(DESK, NOW), null)
    tries.count(DESK, plusMinutes(NOW, count))
  }
  const free = plusMinutes(NOW, WRONG_CODES_MINUTES)
  assert.deepEqual(tries.again(DESK, plusMinutes(NOW, WRONG_CODES_MAX)), free)
  assert.equal(tries.again(DESK, free), null)
  assert.equal(tries.again(OTHER, NOW), null, 'another desk is not held up')
})

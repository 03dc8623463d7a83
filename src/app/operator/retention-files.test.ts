import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import {
  RETENTION_BOUNDS,
  RETENTION_KINDS,
  USUAL_RETENTION,
} from '../../domain/retention/retention.ts'
import { read } from './reading.ts'
import { retention, retentionField } from './retention-files.ts'

const KIND = 'callTurnDays'
const FIELD = retentionField(KIND)

suite('retention: of an operator file', () => {
  test('says nothing and gets the usual', () => {
    assert.deepEqual(read(retention, {}), { ok: true, value: USUAL_RETENTION })
  })

  test('names each kind as it is named, in days within its bounds', () => {
    assert.equal(FIELD, 'call_turn_days')
    for (const kind of RETENTION_KINDS) {
      const { min, max } = RETENTION_BOUNDS[kind]
      const field = retentionField(kind)
      const isTaken = (days: unknown) => read(retention, { [field]: days }).ok
      const verdicts = [min - 1, min, max, max + 1, 1.5, '30'].map(isTaken)
      assert.deepEqual(verdicts, [false, true, true, false, false, false], kind)
    }
  })

  test('refuses what it does not know', () => {
    assert.ok(!read(retention, { everything_days: 30 }).ok)
  })
})

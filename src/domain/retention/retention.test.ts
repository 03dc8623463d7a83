import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { instant } from '../basics/time.ts'
import {
  agedBefore,
  invoicesAgedBefore,
  RETENTION_BOUNDS,
  RETENTION_KINDS,
  USUAL_RETENTION,
} from './retention.ts'

suite('Retention', () => {
  test('is as usual within its own bounds, for every kind', () => {
    for (const kind of RETENTION_KINDS) {
      const { usual, min, max } = RETENTION_BOUNDS[kind]
      assert.ok(min >= 1 && min <= usual && usual <= max, kind)
      assert.equal(USUAL_RETENTION[kind], usual)
    }
  })

  test('counts days back from now', () => {
    const now = instant('2026-11-23T00:00:00Z')
    const retention = { ...USUAL_RETENTION, callTurnDays: 7 }
    assert.equal(agedBefore(retention, 'callTurnDays', now).toString(), '2026-11-16T00:00:00Z')
  })

  test('keeps a name on an invoice seven years and as long as a taxable period may last', () => {
    const now = instant('2034-01-31T03:00:00Z')
    assert.equal(invoicesAgedBefore(7, now).toString(), '2025-11-29T15:00:00Z')
  })
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BadSetting } from './config-reading.ts'
import { quota } from './config-quota.ts'
import { QUOTA_RULES } from './domain/charging/quota.ts'

test('Quotas are as they usually are, unless the operator says otherwise', () => {
  assert.deepEqual(quota({}), QUOTA_RULES)
  const own = { QUOTA_MEGABYTES_MAX: '20', QUOTA_MEGABYTES_MIN: '5', QUOTA_PARTS: '4' }
  assert.deepEqual(quota({ ...own, QUOTA_SECONDS: '600' }), {
    sliceMax: 20_000_000n,
    sliceMin: 5_000_000n,
    parts: 4,
    seconds: 600,
  })
})

test('A quota that makes no sense is named', () => {
  const wrong = [
    { QUOTA_MEGABYTES_MAX: '0' },
    { QUOTA_MEGABYTES_MAX: '4', QUOTA_MEGABYTES_MIN: '5' },
    { QUOTA_PARTS: '0' },
    { QUOTA_SECONDS: '59' },
    { QUOTA_SECONDS: '86401' },
  ]
  for (const env of wrong) {
    assert.throws(
      () => quota(env),
      (fault: unknown) => fault instanceof BadSetting && fault.message.startsWith('QUOTA_'),
    )
  }
})

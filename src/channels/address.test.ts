import assert from 'node:assert/strict'
import { test } from 'node:test'
import { maskNetwork } from './address.ts'

test('Staff see the network, and not whose place in it', () => {
  assert.equal(maskNetwork('203.0.113.9'), '203.0.113.•')
  assert.equal(maskNetwork('2001:db8:1:2::/64'), '2001:db8:1:•')
  assert.equal(maskNetwork('2001:db8::/64'), '2001:db8:•')
})

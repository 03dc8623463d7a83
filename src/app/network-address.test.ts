import assert from 'node:assert/strict'
import { test } from 'node:test'
import { networkOf, requestKey } from './network-address.ts'

test('An address of IPv6 counts as the /64 that one customer has, one of IPv4 as itself', () => {
  assert.equal(networkOf('203.0.113.9'), '203.0.113.9')
  assert.equal(networkOf('::ffff:203.0.113.9'), '203.0.113.9')
  assert.equal(networkOf('2001:db8:1:2:3:4:5:6'), '2001:db8:1:2::/64')
  assert.equal(networkOf('2001:db8:1:2::1'), networkOf('2001:db8:1:2:ffff::9'))
  assert.notEqual(networkOf('2001:db8:1:2::1'), networkOf('2001:db8:1:3::1'))
  assert.equal(networkOf('2001:DB8::1'), '2001:db8::/64')
})

test('What is no address counts as it came', () => {
  assert.equal(networkOf('somebody'), null)
  assert.equal(requestKey({ ip: 'somebody' }), 'somebody')
})

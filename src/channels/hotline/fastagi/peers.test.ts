import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { BadPeer, peersOf } from './peers.ts'
import { LOOPBACK_PEERS } from './settings.ts'

suite('Peers', () => {
  test('are on this machine, where nothing else is said', () => {
    const isPeer = peersOf(LOOPBACK_PEERS)
    for (const address of ['127.0.0.1', '127.1.2.3', '::1', '::ffff:127.0.0.1']) {
      assert.ok(isPeer(address), address)
    }
    for (const address of ['192.0.2.1', '::2', '::ffff:192.0.2.1', '', 'localhost']) {
      assert.ok(!isPeer(address), address)
    }
    assert.ok(!isPeer(undefined))
  })

  test('are addresses and networks of both families', () => {
    const isPeer = peersOf(['192.0.2.7', '198.51.100.0/24', '2001:db8::/32'])
    for (const address of ['192.0.2.7', '198.51.100.255', '2001:db8:1::1', '::ffff:192.0.2.7']) {
      assert.ok(isPeer(address), address)
    }
    for (const address of ['192.0.2.8', '198.51.101.0', '2001:db9::1', '127.0.0.1']) {
      assert.ok(!isPeer(address), address)
    }
  })

  for (const peer of [
    '',
    'asterisk',
    '192.0.2.0/33',
    '192.0.2.0/',
    '::/129',
    '192.0.2',
    '1.2.3.4/-1',
  ]) {
    test(`are not named "${peer}"`, () => {
      assert.throws(() => peersOf([peer]), BadPeer)
    })
  }
})

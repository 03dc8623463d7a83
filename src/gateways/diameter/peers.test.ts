import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { BadPeerSetting, peersOf, type PeerSetting } from './peers.ts'

const setting = (host: string, ...addresses: readonly string[]): PeerSetting => ({
  host,
  addresses,
  final: { kind: 'terminate' },
  speed: { kind: 'none' },
  relay: false,
  connect: null,
})

describe('A peer may connect', () => {
  const peers = peersOf([
    setting('*.example.jp', '10.0.0.0/8'),
    setting('*.gy.example.jp', '10.1.0.0/16'),
    setting('pgw.gy.example.jp', '192.0.2.1', '2001:db8::/32'),
  ])

  it('from the addresses of its host, in either form', () => {
    assert.ok(peers.mayConnect('pgw.gy.example.jp', '192.0.2.1'))
    assert.ok(peers.mayConnect('PGW.gy.example.jp', '::ffff:192.0.2.1'))
    assert.ok(peers.mayConnect('pgw.gy.example.jp', '2001:db8::9%eth0'))
    assert.ok(!peers.mayConnect('pgw.gy.example.jp', '192.0.2.2'))
    assert.ok(!peers.mayConnect('pgw.example.org', '192.0.2.1'))
    assert.ok(!peers.mayConnect('pgw.gy.example.jp', 'nowhere'))
  })

  it('under any name below a pattern, but not under the pattern itself', () => {
    assert.ok(peers.mayConnect('x.example.jp', '10.9.9.9'))
    assert.ok(!peers.mayConnect('.example.jp', '10.9.9.9'))
    assert.ok(!peers.mayConnect('example.jp', '10.9.9.9'))
    assert.ok(!peers.mayConnect('xexample.jp', '10.9.9.9'))
  })

  it('and is answered as the closest entry has it', () => {
    assert.equal(peers.settingOf('pgw.gy.example.jp')?.host, 'pgw.gy.example.jp')
    assert.equal(peers.settingOf('other.gy.example.jp')?.host, '*.gy.example.jp')
    assert.equal(peers.settingOf('other.example.jp')?.host, '*.example.jp')
    assert.equal(peers.settingOf('example.org'), null)
  })

  it('and speaks for itself, or for others where it is a relay', () => {
    const known = peersOf([
      setting('pgw.example.jp', '10.0.0.1'),
      { ...setting('*.dra.example.jp', '10.0.0.2'), relay: true },
    ])
    assert.ok(known.speaksFor('pgw.example.jp', 'PGW.example.jp'))
    assert.ok(!known.speaksFor('pgw.example.jp', 'pgw2.example.jp'))
    assert.ok(!known.speaksFor('unknown.example.jp', 'pgw.example.jp'))
    assert.ok(known.speaksFor('a.dra.example.jp', 'pgw.example.jp'))
  })

  it('and an address that is none stops the start', () => {
    assert.throws(() => peersOf([setting('a.b', '10.0.0.0/33')]), BadPeerSetting)
    assert.throws(() => peersOf([setting('a.b', 'pgw')]), BadPeerSetting)
    assert.throws(() => peersOf([setting('a b', '10.0.0.1')]), BadPeerSetting)
  })
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { diameter } from './config-diameter.ts'

const read = (env: Readonly<Record<string, string>>, mode: 'sandbox' | 'live' = 'sandbox') =>
  diameter(env, { mode, other: (port) => port })

test('A sandbox lets gateways of its own realm in from loopback, and a live desk nobody', () => {
  const { peers, identity, port, host } = read({})
  assert.deepEqual(
    [host, port, identity],
    ['127.0.0.1', 3868, { host: 'ocs.sandbox.tsuzuki', realm: 'sandbox.tsuzuki' }],
  )
  assert.deepEqual(
    peers.map((peer) => [peer.host, peer.addresses, peer.final.kind, peer.speed.kind]),
    [['*.sandbox.tsuzuki', ['127.0.0.0/8', '::1/128'], 'redirect', 'qos-information']],
  )
  assert.deepEqual(read({}, 'live').peers, [])
})

test('The realm is what follows the first dot, or what is said', () => {
  const DIAMETER_IDENTITY = 'ocs.gy.example.jp'
  assert.equal(read({ DIAMETER_IDENTITY }).identity.realm, 'gy.example.jp')
  const said = read({ DIAMETER_IDENTITY, DIAMETER_REALM: 'example.jp' })
  assert.equal(said.identity.realm, 'example.jp')
})

test('Every peer has its own dialect', () => {
  const { peers } = read({
    DIAMETER_PEERS:
      'dra.example.jp 10.1.0.0/24,10.2.0.1 final=redirect:https://pay.example.jp/?a=b relay;' +
      'pgw.example.jp ::1 final=restrict:portal speed=filter-id:slow connect=[::1]:3868;' +
      '*.x.jp 10.3.0.1',
  })
  assert.deepEqual(peers, [
    {
      host: 'dra.example.jp',
      addresses: ['10.1.0.0/24', '10.2.0.1'],
      final: { kind: 'redirect', url: 'https://pay.example.jp/?a=b' },
      speed: { kind: 'none' },
      relay: true,
      connect: null,
    },
    {
      host: 'pgw.example.jp',
      addresses: ['::1'],
      final: { kind: 'restrict', filterId: 'portal' },
      speed: { kind: 'filter-id', name: 'slow' },
      relay: false,
      connect: { host: '::1', port: 3868 },
    },
    {
      host: '*.x.jp',
      addresses: ['10.3.0.1'],
      final: { kind: 'terminate' },
      speed: { kind: 'none' },
      relay: false,
      connect: null,
    },
  ])
})

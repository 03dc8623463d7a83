import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { attribute, indexAttributes } from './attributes.ts'
import type { Attribute } from './codec.ts'
import { reachOf, sessionIdOctets } from './reach.ts'

const ORIGIN = { client: 'tokyo', address: '192.0.2.9' }
const reach = (...attributes: Attribute[]) =>
  reachOf(
    indexAttributes({ code: 4, identifier: 0, authenticator: new Uint8Array(16), attributes }),
    ORIGIN,
  )

describe('how a NAS is reached again', () => {
  it('is its client, its address and what it calls itself', () => {
    const named = reach(
      attribute('NAS-Identifier', 'pgw01'),
      attribute('NAS-IP-Address', '192.0.2.7'),
      attribute('NAS-IPv6-Address', '2001:db8::7'),
      attribute('User-Name', '440101234567890@internet'),
    )
    assert.deepEqual(named, {
      ...ORIGIN,
      nasIdentifier: 'pgw01',
      nasIpAddress: '192.0.2.7',
      nasIpv6Address: '2001:db8::7',
      userName: '440101234567890@internet',
    })
    assert.deepEqual(reach(), ORIGIN)
  })

  it('keeps no user name that a person may have chosen', () => {
    for (const name of ['li.na@example.com', 'guest', '']) {
      assert.deepEqual(reach(attribute('User-Name', name)), ORIGIN)
    }
    const number = reach(attribute('User-Name', '818012345678'))
    assert.equal(number['userName'], '818012345678')
  })
})

describe('the session id of a session key', () => {
  it('is what was on the wire', () => {
    assert.deepEqual(sessionIdOctets('AB'), Uint8Array.of(65, 66))
    assert.deepEqual(sessionIdOctets('hex:4100ff'), Uint8Array.of(0x41, 0, 0xff))
  })
})

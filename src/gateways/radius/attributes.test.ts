import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { fromMicros } from '../../domain/basics/time.ts'
import { ipv6Octets, ipv6PrefixText, ipv6Text } from '../address.ts'
import { attribute, has, indexAttributes, read } from './attributes.ts'
import type { ValueOf } from './attributes.ts'
import type { Attribute } from './codec.ts'
import type { AttributeName } from './dictionary.ts'

function indexOf(...attributes: Attribute[]) {
  return indexAttributes({ code: 4, identifier: 0, authenticator: new Uint8Array(16), attributes })
}

function roundTrip<Name extends AttributeName>(name: Name, value: ValueOf<Name>) {
  return read(indexOf(attribute(name, value)), name)
}

describe('attribute values', () => {
  it('are read as they were written, in every kind', () => {
    assert.equal(roundTrip('User-Name', '田中@internet'), '田中@internet')
    assert.equal(roundTrip('Acct-Input-Octets', 0xffff_ffff), 0xffff_ffff)
    assert.equal(roundTrip('3GPP-RAT-Type', 255), 255)
    assert.equal(roundTrip('Framed-IP-Address', '100.64.0.10'), '100.64.0.10')
    assert.equal(roundTrip('NAS-IPv6-Address', '2001:DB8:0:0::1'), '2001:db8::1')
    assert.equal(roundTrip('Framed-IPv6-Prefix', '2001:db8:0:7::/64'), '2001:db8:0:7::/64')
    const at = fromMicros(1_795_359_600_000_000n)
    assert.equal(roundTrip('Event-Timestamp', at)?.toString(), '2026-11-22T15:00:00Z')
    assert.deepEqual(roundTrip('3GPP-MS-TimeZone', Uint8Array.of(0x24, 0)), Uint8Array.of(0x24, 0))
  })

  it('are asserted to suit the name when written', () => {
    assert.throws(() => attribute('Acct-Input-Octets', 2 ** 32))
    assert.throws(() => attribute('Acct-Input-Octets', -1))
    assert.throws(() => attribute('Framed-IP-Address', '100.64.0.300'))
    assert.throws(() => attribute('Framed-IPv6-Prefix', '2001:db8::/129'))
  })

  it('of another shape than their kind are no value, though they are there', () => {
    const index = indexOf(
      { type: 42, value: new Uint8Array(3) },
      { type: 8, value: new Uint8Array(5) },
      { type: 1, value: Uint8Array.of(0xff, 0xfe) },
    )
    assert.equal(read(index, 'Acct-Input-Octets'), null)
    assert.equal(has(index, 'Acct-Input-Octets'), true)
    assert.equal(read(index, 'Framed-IP-Address'), null)
    assert.equal(read(index, 'User-Name'), null)
    assert.equal(has(index, 'Acct-Session-Id'), false)
  })

  it('of text hold no control characters, and lose a closing NUL', () => {
    const text = (...value: number[]) =>
      read(indexOf({ type: 1, value: Uint8Array.from(value) }), 'User-Name')
    assert.equal(text(65, 66), 'AB')
    assert.equal(text(65, 66, 0, 0), 'AB')
    assert.equal(text(65, 0, 66), null)
    assert.equal(text(65, 10), null)
    assert.equal(text(0xc2, 0x85), null)
  })

  it('are the first of repeated attributes', () => {
    const index = indexOf(attribute('User-Name', 'first'), attribute('User-Name', 'second'))
    assert.equal(read(index, 'User-Name'), 'first')
  })

  it('of vendor zero are not taken for those of the RFCs', () => {
    const value = Uint8Array.from([0, 0, 0, 0, 1, 3, 65])
    assert.equal(has(indexOf({ type: 26, value }), 'User-Name'), false)
  })
})

describe('IPv6 text', () => {
  it('shortens the longest run of zeros, the first of equals (RFC 5952 §4.2)', () => {
    const written = (text: string) => ipv6Text(ipv6Octets(text) ?? new Uint8Array(0))
    assert.equal(written('2001:db8:0:0:1:0:0:1'), '2001:db8::1:0:0:1')
    assert.equal(written('2001:db8:0:1:1:1:1:1'), '2001:db8:0:1:1:1:1:1')
    assert.equal(written('::'), '::')
    assert.equal(written('::1'), '::1')
    assert.equal(written('fe80::'), 'fe80::')
    assert.equal(ipv6Octets('::ffff:1.2.3.4'), null)
    assert.equal(ipv6Octets('nonsense'), null)
  })

  it('gives back any address', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(0, 0, 1, 255), { minLength: 16, maxLength: 16 }),
        (octets) => {
          const text = ipv6Text(Uint8Array.from(octets))
          assert.deepEqual([...(ipv6Octets(text ?? '') ?? [])], octets)
        },
      ),
    )
  })

  it('of a prefix clears what lies behind its length and refuses what is too short', () => {
    const prefix = (bits: number, ...octets: number[]) =>
      ipv6PrefixText(Uint8Array.from([0, bits, ...octets]))
    assert.equal(prefix(0), '::/0')
    assert.equal(prefix(8, 0xfd), 'fd00::/8')
    assert.equal(prefix(9, 0xfd, 0xff), 'fd80::/9')
    assert.equal(prefix(16, 0xfd, 1, 7, 7), 'fd01::/16')
    assert.equal(prefix(9, 0xfd), null)
    assert.equal(prefix(129, ...new Uint8Array(17)), null)
    assert.equal(prefix(128, ...new Uint8Array(16)), '::/128')
    assert.equal(ipv6PrefixText(Uint8Array.of(0)), null)
  })
})

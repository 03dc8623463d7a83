import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { instant } from '../../domain/basics/time.ts'
import { readAccounting } from './accounting.ts'
import { attribute, indexAttributes, read } from './attributes.ts'
import { checkRequest } from './authenticator.ts'
import {
  PACKET_BYTES_MAX,
  PACKET_BYTES_MIN,
  VALUE_BYTES_MAX,
  decode,
  encode,
  vendorAttributes,
  wrapVendorAttributes,
} from './codec.ts'
import type { Attribute, Packet } from './codec.ts'
import { VENDOR_3GPP, isLocation } from './dictionary.ts'

const AUTHENTICATOR = Uint8Array.from({ length: 16 }, (_, at) => at)

function packetOf(attributes: readonly Attribute[]): Packet {
  return { code: 4, identifier: 7, authenticator: AUTHENTICATOR, attributes }
}

function decoded(bytes: Uint8Array): Packet {
  const result = decode(bytes)
  assert.ok(result.ok, 'the bytes are a packet')
  return result.value
}

/** Plain copies, because a view is not deeply equal to a copy of another buffer type. */
function plain({ attributes, authenticator, ...rest }: Packet) {
  return {
    ...rest,
    authenticator: [...authenticator],
    attributes: attributes.map(({ type, value }) => ({ type, value: [...value] })),
  }
}

const octet = fc.integer({ min: 0, max: 255 })
const anyAttribute = fc.record({
  type: octet.filter((type) => type !== 26 && !isLocation(type)),
  value: fc.uint8Array({ maxLength: 12 }),
})
const anyVendorAttribute = fc
  .record({
    vendor: fc.constantFrom(0, 9, VENDOR_3GPP, 0xffff_ffff),
    attributes: fc.array(
      fc.record({
        type: fc.constantFrom(1, 2, 21, 23, 255),
        value: fc.uint8Array({ maxLength: 9 }),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  })
  .map(wrapVendorAttributes)
const anyPacket = fc.record({
  code: octet,
  identifier: octet,
  authenticator: fc.uint8Array({ minLength: 16, maxLength: 16 }),
  attributes: fc.array(fc.oneof(anyAttribute, anyVendorAttribute), { maxLength: 20 }),
})

describe('the RADIUS codec', () => {
  it('decodes what it encoded, whatever the attributes', () => {
    fc.assert(
      fc.property(anyPacket, (packet) => {
        assert.deepEqual(plain(decoded(encode(packet))), plain(packet))
      }),
    )
  })

  it('gives the same packet when padding follows the length (RFC 2865 §3)', () => {
    fc.assert(
      fc.property(anyPacket, fc.uint8Array({ maxLength: 30 }), (packet, padding) => {
        const bytes = encode(packet)
        assert.deepEqual(plain(decoded(Buffer.concat([bytes, padding]))), plain(decoded(bytes)))
      }),
    )
  })

  it('answers a packet or a reason for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const result = decode(bytes)
        if (result.ok) assert.ok(bytes.length >= PACKET_BYTES_MIN)
      }),
      { numRuns: 2_000 },
    )
  })

  it('names what is wrong at each bound of the length', () => {
    const framed = (length: number, bytes: number) => {
      const datagram = new Uint8Array(bytes)
      new DataView(datagram.buffer).setUint16(2, length)
      const result = decode(datagram)
      return result.ok ? 'packet' : result.refusal.code
    }
    assert.equal(decode(new Uint8Array(19)).ok, false)
    assert.equal(framed(19, 20), 'length_out_of_bounds')
    assert.equal(framed(20, 20), 'packet')
    assert.equal(framed(20, 25), 'packet')
    assert.equal(framed(21, 20), 'cut_short')
    assert.equal(framed(4_097, 5_000), 'length_out_of_bounds')
  })

  it('takes a packet of exactly the greatest length and asserts against a longer one', () => {
    const full = Array.from({ length: 15 }, () => ({ type: 33, value: new Uint8Array(253) }))
    const rest = PACKET_BYTES_MAX - PACKET_BYTES_MIN - 15 * (2 + VALUE_BYTES_MAX)
    const greatest = packetOf([...full, { type: 33, value: new Uint8Array(rest - 2) }])
    assert.equal(encode(greatest).length, PACKET_BYTES_MAX)
    assert.equal(decoded(encode(greatest)).attributes.length, 16)
    assert.throws(() => encode(packetOf([...full, { type: 33, value: new Uint8Array(rest - 1) }])))
    assert.throws(() => encode(packetOf([{ type: 33, value: new Uint8Array(254) }])))
  })

  it('refuses attribute lengths below two and past the end, and keeps an empty value', () => {
    const withTail = (...tail: number[]) => {
      const datagram = Buffer.concat([encode(packetOf([])), Uint8Array.from(tail)])
      datagram.writeUInt16BE(datagram.length, 2)
      const result = decode(datagram)
      return result.ok ? result.value.attributes.length : result.refusal.code
    }
    assert.equal(withTail(1), 'attribute_length')
    assert.equal(withTail(1, 0), 'attribute_length')
    assert.equal(withTail(1, 1), 'attribute_length')
    assert.equal(withTail(1, 2), 1)
    assert.equal(withTail(1, 3), 'attribute_length')
    assert.equal(withTail(1, 3, 65), 1)
  })
})

describe('vendor-specific attributes', () => {
  it('keeps a malformed one raw', () => {
    const raw = { type: 26, value: Uint8Array.of(0, 0, 0x28, 0xaf, 1, 200, 52) }
    assert.equal(vendorAttributes(raw), null)
    assert.deepEqual(plain(decoded(encode(packetOf([raw])))), plain(packetOf([raw])))
    assert.equal(vendorAttributes({ type: 26, value: Uint8Array.of(0, 0) }), null)
    assert.equal(vendorAttributes({ type: 25, value: new Uint8Array(9) }), null)
  })

  it('reads several sub-attributes out of one attribute', () => {
    const [imsi, chargingId] = [
      attribute('3GPP-IMSI', '440101234567890'),
      attribute('3GPP-Charging-ID', 305_419_896),
    ].map((one) => vendorAttributes(one)?.attributes ?? [])
    const both = wrapVendorAttributes({
      vendor: VENDOR_3GPP,
      attributes: [...(imsi ?? []), ...(chargingId ?? [])],
    })
    const index = indexAttributes(decoded(encode(packetOf([both]))))
    assert.equal(read(index, '3GPP-IMSI'), '440101234567890')
    assert.equal(read(index, '3GPP-Charging-ID'), 305_419_896)
  })
})

describe('location', () => {
  const place = Uint8Array.from(Buffer.from('8244f01000010144f01000000101', 'hex'))
  const located = (type: number) => ({ type, value: place })
  const wrapped = (...attributes: Attribute[]) =>
    wrapVendorAttributes({ vendor: VENDOR_3GPP, attributes })
  const seen = (...attributes: Attribute[]) => decoded(encode(packetOf(attributes))).attributes

  it('is gone after decoding, the attributes beside it are not', () => {
    const rat = { type: 21, value: Uint8Array.of(6) }
    const left = seen(wrapped(rat, located(22), located(30)), wrapped(located(22)))
    assert.deepEqual(left.map(vendorAttributes), [
      { vendor: VENDOR_3GPP, attributes: [{ type: 21, value: Uint8Array.of(6) }] },
    ])
    assert.equal(seen(wrapped(located(29)), wrapped(located(32))).length, 0)
  })

  it('is gone from the attributes of RFC 5580 too', () => {
    assert.equal(seen(located(127), located(128)).length, 0)
  })

  it('is gone even where the vendor attribute breaks off', () => {
    const broken = Uint8Array.from([0, 0, 0x28, 0xaf, 22, 200, ...place])
    assert.equal(seen({ type: 26, value: broken }).length, 0)
  })

  it("does not touch other vendors' numbers", () => {
    assert.equal(seen(wrapVendorAttributes({ vendor: 9, attributes: [located(22)] })).length, 1)
  })
})

describe('two hundred thousand mutated packets', () => {
  const MUTATIONS = 200_000
  const SEED = 0x5eed_2866

  /** xorshift32: small, seeded, good enough to choose octets. */
  function dice(seed: number): (sides: number) => number {
    let state = seed
    return (sides) => {
      state ^= state << 13
      state ^= state >>> 17
      state ^= state << 5
      return (state >>> 0) % sides
    }
  }

  it(`end in a record or a reason, never in a throw (seed ${SEED})`, () => {
    const roll = dice(SEED)
    const origin = {
      client: 'pgw',
      address: '192.0.2.9',
      heardAt: instant('2026-11-22T15:00:00Z'),
    }
    const secret = new TextEncoder().encode('testing123')
    const whole = encode(
      packetOf([
        attribute('Acct-Status-Type', 3),
        attribute('Acct-Session-Id', new TextEncoder().encode('5f01a2b3-0001')),
        attribute('NAS-Identifier', 'pgw01'),
        attribute('NAS-IPv6-Address', '2001:db8::1'),
        attribute('Framed-IPv6-Prefix', '2001:db8:1::/64'),
        attribute('Acct-Input-Octets', 4_000_000_000),
        attribute('Acct-Input-Gigawords', 3),
        attribute('Event-Timestamp', instant('2026-11-22T15:00:00Z')),
        attribute('User-Name', '440101234567890@internet'),
        attribute('3GPP-IMSI', '440101234567890'),
        attribute('3GPP-MS-TimeZone', Uint8Array.of(0x24, 0)),
        attribute('Message-Authenticator', new Uint8Array(16)),
      ]),
    )
    let records = 0
    for (let round = 0; round < MUTATIONS; round += 1) {
      const bytes = Uint8Array.from(whole)
      for (let change = roll(4); change >= 0; change -= 1) bytes[roll(bytes.length)] = roll(256)
      const cut = roll(8) === 0 ? bytes.subarray(0, roll(bytes.length + 1)) : bytes
      if (round % 8 === 0) checkRequest(cut, secret)
      const packet = decode(cut)
      if (packet.ok && readAccounting(packet.value, origin).ok) records += 1
    }
    assert.ok(records > 0 && records < MUTATIONS)
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { instant } from '../../domain/basics/time.ts'
import {
  AVP_OCCURS_TOO_MANY_TIMES,
  AVP_UNSUPPORTED,
  INVALID_AVP_VALUE,
  MISSING_AVP,
  SESSION_BYTES_MAX,
  avp,
  reading,
} from './avps.ts'
import {
  GROUP_DEPTH_MAX,
  HEADER_BYTES,
  MESSAGE_BYTES_MAX,
  RESULT_OF_MALFORMED,
  decode,
  encode,
  lengthAhead,
  type Avp,
  type Message,
} from './codec.ts'
import { AVPS, VENDOR_3GPP, isLocation, nameOf, type AvpName } from './dictionary.ts'

const REQUEST: Omit<Message, 'avps'> = {
  command: 272,
  application: 4,
  request: true,
  proxiable: true,
  error: false,
  retransmitted: false,
  hopByHop: 1,
  endToEnd: 0xffff_ffff,
}

function messageOf(...avps: readonly Avp[]): Message {
  return { ...REQUEST, avps }
}

function decoded(bytes: Uint8Array): Message {
  const result = decode(bytes)
  assert.ok(result.ok, 'the bytes are a message')
  return result.value
}

function refusal(bytes: Uint8Array) {
  const result = decode(bytes)
  assert.ok(!result.ok, 'the bytes are no message')
  return result.refusal
}

/** Plain copies, because a view is not deeply equal to a copy of another buffer type. */
function plain({ data, ...head }: Avp): unknown {
  return { ...head, data: data instanceof Uint8Array ? [...data] : data.map(plain) }
}

function plainMessage({ avps, ...head }: Message): unknown {
  return { ...head, avps: avps.map(plain) }
}

const NAMES = Object.keys(AVPS) as AvpName[]
const isGroup = (name: AvpName) => AVPS[name].kind === 'grouped' && name !== 'Failed-AVP'
const uint32 = fc.oneof(fc.constantFrom(0, 1, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff), fc.nat())

const { anyAvp } = fc.letrec<{ anyAvp: Avp; group: Avp; leaf: Avp; unknown: Avp }>((tie) => ({
  anyAvp: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('leaf'),
    tie('unknown'),
    tie('group'),
  ),
  group: fc
    .record({
      name: fc.constantFrom(...NAMES.filter(isGroup)),
      mandatory: fc.boolean(),
      data: fc.array(tie('anyAvp'), { maxLength: 4 }),
    })
    .map(({ name, ...rest }) => ({
      code: AVPS[name].code,
      vendor: AVPS[name].vendor ?? null,
      ...rest,
    })),
  leaf: fc
    .record({
      name: fc.constantFrom(...NAMES.filter((name) => !isGroup(name))),
      mandatory: fc.boolean(),
      data: fc.uint8Array({ maxLength: 13 }),
    })
    .map(({ name, ...rest }) => ({
      code: AVPS[name].code,
      vendor: AVPS[name].vendor ?? null,
      ...rest,
    })),
  unknown: fc
    .record({
      code: uint32,
      vendor: fc.constantFrom(null, 0, 9, VENDOR_3GPP, 0xffff_ffff),
      mandatory: fc.boolean(),
      data: fc.uint8Array({ maxLength: 13 }),
    })
    .filter(({ code, vendor }) => nameOf(code, vendor) === null && !isLocation(code, vendor)),
}))

const anyMessage = fc.record({
  command: fc.constantFrom(0, 257, 272, 280, 0xff_ffff),
  application: uint32,
  request: fc.constant(false),
  proxiable: fc.boolean(),
  error: fc.boolean(),
  retransmitted: fc.boolean(),
  hopByHop: uint32,
  endToEnd: uint32,
  avps: fc.array(anyAvp, { maxLength: 12 }),
})

describe('the Diameter codec', () => {
  it('decodes what it encoded, whatever the AVPs and however they are grouped', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        const bytes = encode(message)
        assert.equal(bytes.length % 4, 0)
        assert.equal(lengthAhead(bytes), bytes.length)
        assert.deepEqual(plainMessage(decoded(bytes)), plainMessage(message))
      }),
    )
  })

  it('writes the header of RFC 6733 §3 and an AVP of §4.1, octet by octet', () => {
    const bytes = encode(messageOf(avp('Origin-Host', 'pgw.a'), avp('3GPP-IMSI', '44010')))
    assert.equal(
      bytes.toHex(),
      [
        '01000038c0000110',
        '00000004',
        '00000001',
        'ffffffff',
        '000001084000000d7067772e61000000',
        '00000001c0000011000028af3434303130000000',
      ].join(''),
    )
  })

  it('gives a message or a reason for any bytes at all', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        const result = decode(bytes)
        assert.ok(result.ok || result.refusal.code.length > 0)
      }),
    )
  })

  it('gives a message or a reason however a message was damaged, never more than it held', () => {
    const damage = fc.array(fc.tuple(fc.nat(400), fc.integer({ min: 0, max: 255 })), {
      maxLength: 4,
    })
    fc.assert(
      fc.property(anyMessage, damage, (message, hits) => {
        const bytes = encode(message)
        for (const [at, octet] of hits) bytes[at % bytes.length] = octet
        const result = decode(bytes)
        if (result.ok) assert.ok(encode(result.value).length <= bytes.length)
      }),
      { numRuns: 1_000 },
    )
  })

  it('refuses with the reason that the RFC has a result code for', () => {
    const bytes = () => encode(messageOf(avp('Origin-Host', 'pgw.a')))
    const changed = (at: number, octet: number) => {
      const copy = bytes()
      copy[at] = octet
      return refusal(copy).code
    }
    assert.equal(RESULT_OF_MALFORMED.invalid_avp_length, 5014)
    assert.equal(refusal(bytes().subarray(0, 19)).code, 'shorter_than_a_header')
    assert.equal(changed(0, 2), 'unsupported_version')
    assert.equal(changed(3, 0x20), 'invalid_message_length')
    assert.equal(changed(4, 0xe0), 'invalid_header_bits')
    assert.equal(changed(HEADER_BYTES + 4, 0x41), 'invalid_avp_bits')
    assert.equal(changed(HEADER_BYTES + 7, 7), 'invalid_avp_length')
    assert.equal(changed(HEADER_BYTES + 7, 17), 'invalid_avp_length')
  })

  it('looks at no bit of the header that is reserved (RFC 6733 §3)', () => {
    const bytes = encode(messageOf(avp('Origin-Host', 'pgw.a')))
    bytes[4] = 0xcf
    assert.deepEqual(plainMessage(decoded(bytes)), plainMessage(decoded(encode(decoded(bytes)))))
    assert.ok(decoded(bytes).request)
  })

  it('gives what stood before the broken AVP, for the answer', () => {
    const [session, host] = [avp('Session-Id', 's'), avp('Origin-Host', 'pgw.a')]
    const broken = encode(messageOf(session, host, avp('CC-Request-Number', 1)))
    broken[broken.length - 5] = 40
    const found = refusal(broken)
    assert.ok('before' in found)
    assert.deepEqual(found.before.map(plain), [session, host].map(plain))
    const wrongBits = encode({ ...messageOf(session, host), error: true })
    const other = refusal(wrongBits)
    assert.equal(other.code, 'invalid_header_bits')
    assert.ok('before' in other)
    assert.deepEqual(other.before.map(plain), [session, host].map(plain))
  })

  it('tells a broken AVP within the groups that lead to it (RFC 6733 §7.5)', () => {
    const inner = avp('CC-Total-Octets', 5n)
    const bytes = encode(
      messageOf(avp('Multiple-Services-Credit-Control', [avp('Used-Service-Unit', [inner])])),
    )
    bytes[HEADER_BYTES + 8 + 8 + 7] = 40
    const found = refusal(bytes)
    assert.equal(found.code, 'invalid_avp_length')
    assert.ok('avp' in found)
    const names: (AvpName | null)[] = []
    for (let one: Avp | undefined = found.avp; one !== undefined;) {
      names.push(nameOf(one.code, one.vendor))
      one = one.data instanceof Uint8Array ? undefined : one.data[0]
    }
    assert.deepEqual(names, [
      'Multiple-Services-Credit-Control',
      'Used-Service-Unit',
      'CC-Total-Octets',
    ])
  })

  it('opens no more groups within groups than it has a limit for', () => {
    const nested = (depth: number): Avp => avp('Proxy-Info', depth === 0 ? [] : [nested(depth - 1)])
    assert.ok(decode(encode(messageOf(nested(GROUP_DEPTH_MAX - 1)))).ok)
    assert.equal(refusal(encode(messageOf(nested(GROUP_DEPTH_MAX)))).code, 'invalid_avp_length')
  })

  it('reads no length that it would not hold', () => {
    const ahead = (length: number) =>
      lengthAhead(Uint8Array.of(1, length >> 16, (length >> 8) & 0xff, length & 0xff))
    assert.equal(ahead(HEADER_BYTES), HEADER_BYTES)
    assert.equal(ahead(HEADER_BYTES - 4), null)
    assert.equal(ahead(HEADER_BYTES + 1), null)
    assert.equal(ahead(MESSAGE_BYTES_MAX), MESSAGE_BYTES_MAX)
    assert.equal(ahead(MESSAGE_BYTES_MAX + 4), null)
    assert.equal(lengthAhead(Uint8Array.of(2, 0, 0, 20)), null)
  })

  it('leaves out where a person is, at every depth', () => {
    const place: Avp = {
      code: 22,
      vendor: VENDOR_3GPP,
      mandatory: false,
      data: Uint8Array.of(0x82, 0x44, 0xf0, 0x10, 0, 1),
    }
    const told = messageOf(
      place,
      avp('Service-Information', [avp('PS-Information', [avp('Called-Station-Id', 'apn'), place])]),
    )
    const kept = decoded(encode(told))
    assert.deepEqual(
      plainMessage(kept),
      plainMessage(
        messageOf(
          avp('Service-Information', [avp('PS-Information', [avp('Called-Station-Id', 'apn')])]),
        ),
      ),
    )
  })
})

describe('reading AVPs', () => {
  it('gives back every value that was written', () => {
    const moment = instant('2027-01-15T03:04:05Z')
    const later = instant('2040-02-29T00:00:00Z')
    const read = reading([
      avp('CC-Request-Number', 0xffff_ffff),
      avp('CC-Request-Type', 4),
      avp('CC-Total-Octets', 2n ** 64n - 1n),
      avp('Value-Digits', -(2n ** 63n)),
      avp('Exponent', -3),
      avp('Event-Timestamp', moment),
      avp('Tariff-Time-Change', later),
      avp('Host-IP-Address', '2001:db8::1'),
      avp('Session-Id', 'pgw;1;2;端'),
      avp('Destination-Realm', 'test.local'),
    ])
    assert.equal(read.need('CC-Request-Number'), 0xffff_ffff)
    assert.equal(read.need('CC-Request-Type'), 4)
    assert.equal(read.need('CC-Total-Octets'), 2n ** 64n - 1n)
    assert.equal(read.need('Value-Digits'), -(2n ** 63n))
    assert.equal(read.need('Exponent'), -3)
    assert.ok(read.need('Event-Timestamp')?.equals(moment))
    assert.ok(read.need('Tariff-Time-Change')?.equals(later))
    assert.equal(read.need('Host-IP-Address'), '2001:db8::1')
    assert.equal(read.need('Session-Id'), 'pgw;1;2;端')
    assert.equal(read.need('Destination-Realm'), 'test.local')
    assert.equal(read.failure(), null)
  })

  it('keeps unknown AVPs out of the way without the M bit, and refuses them with it', () => {
    const stranger = (mandatory: boolean): Avp => {
      return { code: 999_999, vendor: 9, mandatory, data: new Uint8Array(3) }
    }
    assert.equal(reading([stranger(false)]).failure(), null)
    assert.equal(reading([stranger(true)]).failure()?.resultCode, AVP_UNSUPPORTED)
    const within = reading([avp('Used-Service-Unit', [stranger(true)])]).failure()
    assert.equal(within?.resultCode, AVP_UNSUPPORTED)
    assert.equal(within.avp.code, AVPS['Used-Service-Unit'].code)
  })

  it('remembers the first failure: missing, of a wrong value, or once too often', () => {
    const missing = reading([])
    assert.equal(missing.need('CC-Request-Number'), null)
    assert.equal(missing.need('Session-Id'), null)
    assert.deepEqual(
      [missing.failure()?.resultCode, missing.failure()?.avp.code],
      [MISSING_AVP, AVPS['CC-Request-Number'].code],
    )
    const { code } = AVPS['CC-Request-Type']
    const wrong = reading([{ code, vendor: null, mandatory: true, data: new Uint8Array(3) }])
    assert.equal(wrong.read('CC-Request-Type'), null)
    assert.equal(wrong.failure()?.resultCode, INVALID_AVP_VALUE)
    const twice = reading([avp('CC-Request-Type', 1), avp('CC-Request-Type', 2)])
    assert.equal(twice.read('CC-Request-Type'), 1)
    assert.equal(twice.failure()?.resultCode, AVP_OCCURS_TOO_MANY_TIMES)
  })

  it('takes no name of a session that is too long, empty, or holds control characters', () => {
    const resultOf = (id: string) => {
      const read = reading([avp('Session-Id', id)])
      read.need('Session-Id')
      return read.failure()?.resultCode ?? null
    }
    assert.equal(resultOf('端'.repeat(SESSION_BYTES_MAX / 4)), null)
    assert.equal(resultOf('x'.repeat(SESSION_BYTES_MAX)), null)
    assert.equal(resultOf('x'.repeat(SESSION_BYTES_MAX + 1)), INVALID_AVP_VALUE)
    for (const id of ['', 'pgw;1\0;2', 'pgw;1\n', '\u007f', '\u0085']) {
      assert.equal(resultOf(id), INVALID_AVP_VALUE, JSON.stringify(id))
    }
  })

  it('reads every group of a name by itself', () => {
    const service = (group: number) =>
      avp('Multiple-Services-Credit-Control', [avp('Rating-Group', group)])
    const read = reading([service(100), service(200)])
    const groups = read.groups('Multiple-Services-Credit-Control')
    assert.deepEqual(
      groups.map((one) => one.read('Rating-Group')),
      [100, 200],
    )
  })
})

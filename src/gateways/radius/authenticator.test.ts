import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { attribute, indexAttributes, read } from './attributes.ts'
import {
  checkRequest,
  checkResponse,
  emptyMessageAuthenticator,
  encodeRequest,
  encodeResponse,
} from './authenticator.ts'
import { PacketCode, decode, frame, wrapVendorAttributes } from './codec.ts'
import type { Attribute, Packet } from './codec.ts'

const octets = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(/\s/g, ''), 'hex'))
const ascii = (text: string) => new TextEncoder().encode(text)

/** RFC 2865 §7.1, secret "xyzzy5461": a user's telnet log-in. */
const TELNET_SECRET = ascii('xyzzy5461')
const TELNET_REQUEST = octets(`
  01 00 00 38 0f 40 3f 94 73 97 80 57 bd 83 d5 cb 98 f4 22 7a 01 06 6e 65 6d 6f 02 12 0d be 70 8d
  93 d4 13 ce 31 96 e4 3f 78 2a 0a ee 04 06 c0 a8 01 10 05 06 00 00 00 03`)
const TELNET_ACCEPT = octets(`
  02 00 00 26 86 fe 22 0e 76 24 ba 2a 10 05 f6 bf 9b 55 e0 b2 06 06 00 00 00 01 0f 06 00 00 00 00
  0e 06 c0 a8 01 03`)

/** FreeRADIUS 3.2.1 radclient, secret "testing123": Interim-Update with Message-Authenticator. */
const SECRET = ascii('testing123')
const INTERIM = octets(`
  04b400d6125de1a6f6b75440badd54b2ed9ccf842806000000032c0f35663031613262332d30303031011a3434303130
  313233343536373839304069 6e7465726e65741f0e38313830313233343536373804067f0000012007706777303108
  066440000a37066b0303702e06000002582a06000000053406000000012b06000000071a17000028af01113434303130
  313233343536373839301a0c000028af0206123456781a09000028af1503061a16000028af16108244f01000010144f0
  100000010150125d911bdc307bfc5ca1a381d280bc9ae5`)
/** The same client's Status-Server. */
const STATUS = octets(`
  0ca100d604267f3c38c733f44159030ba859a9c72806000000032c0f35663031613262332d30303031011a3434303130
  3132333435363738393040696e7465726e65741f0e38313830313233343536373804067f00000120077067773031
  08066440000a37066b0303702e06000002582a06000000053406000000012b06000000071a17000028af011134343031
  30313233343536373839301a0c000028af0206123456781a09000028af1503061a16000028af16108244f01000010144
  f01000000101501280ead05d736616efac260f6e4b9277bd`)

function decoded(bytes: Uint8Array): Packet {
  const result = decode(bytes)
  assert.ok(result.ok)
  return result.value
}

function requestOf(code: number, attributes: readonly Attribute[]): Packet {
  return { code, identifier: 9, authenticator: octets('00'.repeat(15) + '01'), attributes }
}

describe('published and captured packets', () => {
  it('finds the Access-Accept of RFC 2865 §7.1 valid for its request, and only for it', () => {
    const request = decoded(TELNET_REQUEST)
    assert.deepEqual(checkResponse(TELNET_ACCEPT, request, TELNET_SECRET), {
      authenticator: 'valid',
      messageAuthenticator: 'absent',
    })
    const other = { authenticator: octets('11'.repeat(16)) }
    assert.equal(checkResponse(TELNET_ACCEPT, other, TELNET_SECRET).authenticator, 'wrong')
    assert.equal(checkResponse(TELNET_ACCEPT, request, SECRET).authenticator, 'wrong')
  })

  it('signs the Access-Accept of RFC 2865 §7.1 as the RFC prints it', () => {
    const { code, attributes } = decoded(TELNET_ACCEPT)
    const bytes = encodeResponse({ code, attributes }, decoded(TELNET_REQUEST), TELNET_SECRET)
    assert.deepEqual(bytes, TELNET_ACCEPT)
  })

  it("finds radclient's Accounting-Request valid, both signatures", () => {
    assert.deepEqual(checkRequest(INTERIM, SECRET), {
      authenticator: 'valid',
      messageAuthenticator: 'valid',
    })
    assert.equal(checkRequest(INTERIM, ascii('testing124')).authenticator, 'wrong')
    assert.equal(checkRequest(INTERIM, ascii('testing124')).messageAuthenticator, 'wrong')
  })

  it("signs radclient's Accounting-Request to the octet", () => {
    const packet = decoded(INTERIM)
    const location = wrapVendorAttributes({
      vendor: 10_415,
      attributes: [{ type: 22, value: octets('8244f01000010144f01000000101') }],
    })
    // The decoder left the location out, but the client signed it; Message-Authenticator is last.
    const attributes = [...packet.attributes.slice(0, -1), location, emptyMessageAuthenticator()]
    assert.deepEqual(encodeRequest({ ...packet, attributes }, SECRET), INTERIM)
  })

  it("finds radclient's Status-Server valid by its Message-Authenticator alone", () => {
    assert.deepEqual(checkRequest(STATUS, SECRET), {
      authenticator: 'random',
      messageAuthenticator: 'valid',
    })
    assert.equal(checkRequest(STATUS, ascii('other')).messageAuthenticator, 'wrong')
  })

  it("reads radclient's attributes", () => {
    const index = indexAttributes(decoded(INTERIM))
    assert.equal(read(index, 'NAS-Identifier'), 'pgw01')
    assert.equal(read(index, 'NAS-IP-Address'), '127.0.0.1')
    assert.equal(read(index, '3GPP-IMSI'), '440101234567890')
    assert.equal(read(index, '3GPP-Charging-ID'), 305_419_896)
    assert.equal(read(index, '3GPP-RAT-Type'), 6)
    assert.equal(read(index, 'Acct-Input-Gigawords'), 1)
    assert.equal(read(index, 'Event-Timestamp')?.toString(), '2026-11-22T15:00:00Z')
  })
})

describe('signatures', () => {
  const codes = [
    PacketCode.accessRequest,
    PacketCode.accountingRequest,
    PacketCode.statusServer,
    PacketCode.disconnectRequest,
    PacketCode.coaRequest,
  ]

  it('of every kind of request hold, and fall with any octet changed', () => {
    const attributes = [emptyMessageAuthenticator(), attribute('NAS-Identifier', 'pgw01')]
    fc.assert(
      fc.property(
        fc.constantFrom(...codes),
        fc.integer({ min: 4, max: 44 }),
        fc.integer({ min: 1, max: 255 }),
        (code, at, change) => {
          const signed = encodeRequest(requestOf(code, attributes), SECRET)
          const check = checkRequest(signed, SECRET)
          assert.equal(check.messageAuthenticator, 'valid')
          assert.notEqual(check.authenticator, 'wrong')

          signed[at] = (signed[at] ?? 0) ^ change
          const { authenticator, messageAuthenticator } = checkRequest(signed, SECRET)
          assert.ok(authenticator === 'wrong' || messageAuthenticator !== 'valid')
        },
      ),
    )
  })

  it('of responses carry a Message-Authenticator bound to the request', () => {
    const request = decoded(encodeRequest(requestOf(PacketCode.coaRequest, []), SECRET))
    const response = encodeResponse(
      { code: PacketCode.coaNak, attributes: [emptyMessageAuthenticator()] },
      request,
      SECRET,
    )
    assert.deepEqual(checkResponse(response, request, SECRET), {
      authenticator: 'valid',
      messageAuthenticator: 'valid',
    })
    const other = { authenticator: new Uint8Array(16) }
    assert.equal(checkResponse(response, other, SECRET).messageAuthenticator, 'wrong')
  })

  it('are wrong when Message-Authenticator is repeated or has another length', () => {
    const once = emptyMessageAuthenticator()
    const checked = (attributes: readonly Attribute[]) =>
      checkRequest(
        encodeRequest(requestOf(PacketCode.accountingRequest, attributes), SECRET),
        SECRET,
      )
    assert.equal(checked([]).messageAuthenticator, 'absent')
    assert.equal(checked([once]).messageAuthenticator, 'valid')
    assert.equal(checked([once, once]).messageAuthenticator, 'wrong')
    assert.equal(checked([{ ...once, value: new Uint8Array(15) }]).messageAuthenticator, 'wrong')
  })

  it('cover the packet, not the padding behind it', () => {
    const padded = Buffer.concat([INTERIM, Uint8Array.of(1, 2, 3)])
    assert.equal(checkRequest(padded, SECRET).authenticator, 'valid')
    assert.ok(frame(padded).ok)
  })

  it('are wrong on bytes that are no packet', () => {
    assert.equal(checkRequest(new Uint8Array(3), SECRET).authenticator, 'wrong')
    assert.equal(checkResponse(new Uint8Array(3), decoded(STATUS), SECRET).authenticator, 'wrong')
  })
})

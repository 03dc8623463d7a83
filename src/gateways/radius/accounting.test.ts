import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { instant, plusSeconds } from '../../domain/basics/time.ts'
import type { ChargingRequest, PeerRestart } from '../../domain/charging/request.ts'
import {
  COUNTER_WRAPS_AT,
  DELAY_SECONDS_MAX,
  RESTART_APART_SECONDS,
  readAccounting,
} from './accounting.ts'
import { attribute } from './attributes.ts'
import type { Attribute } from './codec.ts'

const HEARD_AT = instant('2026-11-22T15:00:00Z')
const text = (value: string) => new TextEncoder().encode(value)
const STATUS = { start: 1, stop: 2, interim: 3, on: 7, off: 8 }

const NAS = [attribute('NAS-Identifier', 'pgw01'), attribute('NAS-IP-Address', '192.0.2.7')]
const SESSION = attribute('Acct-Session-Id', text('5f01a2b3-0001'))
const IMSI = attribute('3GPP-IMSI', '440101234567890')

function read(attributes: readonly Attribute[], heardAt = HEARD_AT) {
  const packet = { code: 4, identifier: 0, authenticator: new Uint8Array(16), attributes }
  return readAccounting(packet, { client: 'tokyo', address: '192.0.2.9', heardAt })
}

function requestOf(status: number, ...attributes: Attribute[]): ChargingRequest {
  const record = read([attribute('Acct-Status-Type', status), ...NAS, SESSION, IMSI, ...attributes])
  assert.ok(record.ok && record.value.kind === 'charging')
  return record.value.request
}

function usedBytesOf(status: number, ...attributes: Attribute[]): bigint | null | undefined {
  const { services } = requestOf(status, ...attributes)
  assert.ok(services.length <= 1)
  return services[0]?.usedBytes
}

function restartOf(heardAt = HEARD_AT, ...attributes: Attribute[]): PeerRestart {
  const record = read([attribute('Acct-Status-Type', STATUS.on), ...NAS, ...attributes], heardAt)
  assert.ok(record.ok && record.value.kind === 'restart')
  return record.value.restart
}

function refusalOf(...attributes: Attribute[]): string {
  const record = read(attributes)
  assert.ok(!record.ok)
  return record.refusal.code
}

describe('an accounting record', () => {
  it('becomes a charging request', () => {
    const { sequence, ...request } = requestOf(
      STATUS.stop,
      attribute('Acct-Session-Time', 600),
      attribute('Acct-Input-Octets', 5),
      attribute('Acct-Output-Octets', 7),
      attribute('Acct-Output-Gigawords', 2),
      attribute('Acct-Delay-Time', 3),
      attribute('Acct-Terminate-Cause', 4),
      attribute('Event-Timestamp', instant('2026-11-22T14:59:57Z')),
      attribute('Framed-IP-Address', '100.64.0.10'),
      attribute('Framed-IPv6-Prefix', '2001:db8:0:7::/64'),
      attribute('Calling-Station-Id', '+818012345678'),
    )
    assert.match(sequence, /^end\.600\.[\w-]{22}$/)
    assert.deepEqual(
      { ...request, claimedAt: request.claimedAt?.toString() },
      {
        protocol: 'radius',
        peer: 'tokyo/pgw01',
        moment: 'end',
        sessionKey: '5f01a2b3-0001',
        subscriber: { imsi: '440101234567890', msisdn: '818012345678', iccid: null },
        counting: 'since_session_start',
        number: 600,
        wrapsAt: null,
        services: [{ ratingGroup: null, usedBytes: 8_589_934_604n, wants: null }],
        delaySeconds: 3,
        coveredSeconds: 0,
        claimedAt: '2026-11-22T14:59:57Z',
        framedAddress: '100.64.0.10',
        framedIpv6Prefix: '2001:db8:0:7::/64',
        endReason: 'idle_timeout',
        reach: {
          client: 'tokyo',
          address: '192.0.2.9',
          nasIdentifier: 'pgw01',
          nasIpAddress: '192.0.2.7',
        },
      },
    )
  })

  it('names its moment by Acct-Status-Type', () => {
    assert.equal(requestOf(STATUS.start).moment, 'start')
    assert.equal(requestOf(STATUS.interim).moment, 'update')
    assert.equal(requestOf(STATUS.stop).moment, 'end')
  })

  it('tells no end reason before the end, and numbers an unlisted one', () => {
    const cause = (status: number, value: number) =>
      requestOf(status, attribute('Acct-Terminate-Cause', value)).endReason
    assert.equal(cause(STATUS.interim, 1), null)
    assert.equal(cause(STATUS.stop, 1), 'user_request')
    assert.equal(cause(STATUS.stop, 18), 'host_request')
    assert.equal(cause(STATUS.stop, 19), 'cause_19')
    assert.equal(cause(STATUS.stop, 0), 'cause_0')
    assert.equal(requestOf(STATUS.stop).endReason, null)
  })

  it('has no address where the NAS gives none', () => {
    const framed = (...attributes: Attribute[]) => requestOf(STATUS.start, ...attributes)
    assert.equal(framed().framedAddress, null)
    for (const none of ['0.0.0.0', '255.255.255.254', '255.255.255.255']) {
      assert.equal(framed(attribute('Framed-IP-Address', none)).framedAddress, null)
    }
    const delegated = attribute('Delegated-IPv6-Prefix', '2001:db8:100::/56')
    assert.equal(framed(delegated).framedIpv6Prefix, '2001:db8:100::/56')
    const both = framed(attribute('Framed-IPv6-Prefix', '2001:db8::/64'), delegated)
    assert.equal(both.framedIpv6Prefix, '2001:db8::/64')
  })
})

describe('used bytes', () => {
  const counters = [0, 1, 0xffff_fffe, 0xffff_ffff]

  it('are input plus output, each with its gigawords', () => {
    const counter = fc.constantFrom(...counters)
    fc.assert(
      fc.property(counter, counter, counter, counter, (input, inputGiga, output, outputGiga) => {
        const usedBytes = usedBytesOf(
          STATUS.interim,
          attribute('Acct-Input-Octets', input),
          attribute('Acct-Input-Gigawords', inputGiga),
          attribute('Acct-Output-Octets', output),
          attribute('Acct-Output-Gigawords', outputGiga),
        )
        const wrapped = BigInt(inputGiga) + BigInt(outputGiga)
        assert.equal(usedBytes, wrapped * 4_294_967_296n + BigInt(input) + BigInt(output))
      }),
    )
  })

  it('are whatever one counter says when the other is absent', () => {
    assert.equal(usedBytesOf(STATUS.stop, attribute('Acct-Input-Octets', 9)), 9n)
    assert.equal(usedBytesOf(STATUS.stop, attribute('Acct-Output-Octets', 9)), 9n)
    assert.equal(usedBytesOf(STATUS.stop, attribute('Acct-Output-Octets', 0)), 0n)
  })

  it('are unknown, not zero, when there are no counters', () => {
    assert.deepEqual(requestOf(STATUS.start).services, [])
  })

  it('wrap in silence only where no direction has gigawords', () => {
    const wrapsAt = (...attributes: Attribute[]) => requestOf(STATUS.stop, ...attributes).wrapsAt
    const octets = attribute('Acct-Input-Octets', 9)
    assert.equal(wrapsAt(octets), COUNTER_WRAPS_AT)
    assert.equal(COUNTER_WRAPS_AT, 4_294_967_296n)
    assert.equal(wrapsAt(octets, attribute('Acct-Input-Gigawords', 0)), null)
    assert.equal(wrapsAt(octets, attribute('Acct-Output-Gigawords', 0)), null)
  })

  it('are never guessed from a counter of the wrong size', () => {
    const status = attribute('Acct-Status-Type', STATUS.stop)
    const misshapen = { type: 42, value: new Uint8Array(8) }
    assert.equal(refusalOf(status, ...NAS, SESSION, IMSI, misshapen), 'malformed_counter')
  })
})

describe('the sequence', () => {
  const interim = [
    attribute('Acct-Session-Time', 600),
    attribute('Acct-Input-Octets', 5),
    attribute('Event-Timestamp', HEARD_AT),
  ]
  const first = requestOf(STATUS.interim, ...interim).sequence

  it('survives a resend with a grown delay, another proxy state and a fresh signature', () => {
    const resend = requestOf(
      STATUS.interim,
      ...interim,
      attribute('Acct-Delay-Time', 12),
      attribute('Proxy-State', text('17')),
      attribute('Message-Authenticator', new Uint8Array(16).fill(7)),
    )
    assert.equal(resend.sequence, first)
    assert.equal(resend.delaySeconds, 12)
  })

  it('survives a proxy that reorders the kinds of attributes', () => {
    assert.equal(requestOf(STATUS.interim, ...interim.toReversed()).sequence, first)
  })

  it('is another one for the same counters at a later session time', () => {
    const later = requestOf(
      STATUS.interim,
      attribute('Acct-Session-Time', 900),
      ...interim.slice(1),
    )
    assert.notEqual(later.sequence, first)
  })

  it('is another one for another moment, counter or instant', () => {
    const [sessionTime, octets, at] = interim
    assert.ok(sessionTime && octets && at)
    const others = [
      requestOf(STATUS.stop, ...interim),
      requestOf(STATUS.interim, sessionTime, attribute('Acct-Input-Octets', 6), at),
      requestOf(STATUS.interim, sessionTime, attribute('Acct-Output-Octets', 5), at),
      requestOf(
        STATUS.interim,
        sessionTime,
        octets,
        attribute('Event-Timestamp', plusSeconds(HEARD_AT, 1)),
      ),
    ].map(({ sequence }) => sequence)
    assert.equal(new Set([first, ...others]).size, 5)
  })
})

describe('the delay', () => {
  it('is believed up to its limit', () => {
    const delay = (seconds: number) =>
      requestOf(STATUS.stop, attribute('Acct-Delay-Time', seconds)).delaySeconds
    assert.equal(delay(DELAY_SECONDS_MAX - 1), DELAY_SECONDS_MAX - 1)
    assert.equal(delay(DELAY_SECONDS_MAX), DELAY_SECONDS_MAX)
    assert.equal(delay(DELAY_SECONDS_MAX + 1), DELAY_SECONDS_MAX)
    assert.equal(delay(0xffff_ffff), DELAY_SECONDS_MAX)
    assert.equal(requestOf(STATUS.stop).delaySeconds, 0)
  })
})

describe('who measured', () => {
  const peerOf = (...identity: Attribute[]) => {
    const record = read([attribute('Acct-Status-Type', STATUS.start), ...identity, SESSION, IMSI])
    assert.ok(record.ok && record.value.kind === 'charging')
    return record.value.request.peer
  }

  it('is the NAS behind the client: its identifier, else its address', () => {
    const address = attribute('NAS-IP-Address', '192.0.2.7')
    const address6 = attribute('NAS-IPv6-Address', '2001:db8::7')
    assert.equal(peerOf(address6, address, attribute('NAS-Identifier', 'pgw01')), 'tokyo/pgw01')
    assert.equal(peerOf(address6, address), 'tokyo/192.0.2.7')
    assert.equal(peerOf(address6), 'tokyo/2001:db8::7')
    assert.equal(peerOf(attribute('NAS-Identifier', ''), address), 'tokyo/192.0.2.7')
  })
})

describe('the session key', () => {
  const keyOf = (...octets: number[]) => {
    const session = attribute('Acct-Session-Id', Uint8Array.from(octets))
    const record = read([attribute('Acct-Status-Type', STATUS.start), ...NAS, session, IMSI])
    assert.ok(record.ok && record.value.kind === 'charging')
    return record.value.request.sessionKey
  }

  it('is the text of Acct-Session-Id, or its octets where it is no text', () => {
    assert.equal(keyOf(65, 66), 'AB')
    assert.equal(keyOf(65, 0), 'hex:4100')
    assert.equal(keyOf(0xff), 'hex:ff')
    assert.equal(keyOf(...text('hex:ff')), 'hex:6865783a6666')
  })
})

describe('the subscriber', () => {
  const subscriberOf = (...attributes: Attribute[]) => {
    const record = read([attribute('Acct-Status-Type', 1), ...NAS, SESSION, ...attributes])
    if (!record.ok) return record.refusal.code
    assert.ok(record.value.kind === 'charging')
    const { imsi, msisdn } = record.value.request.subscriber
    return { imsi, msisdn }
  }
  const imsi = '440101234567890'

  it('is named by IMSI, by number or by user name', () => {
    assert.deepEqual(subscriberOf(IMSI), { imsi, msisdn: null })
    const number = attribute('Calling-Station-Id', '818012345678')
    assert.deepEqual(subscriberOf(number), { imsi: null, msisdn: '818012345678' })
    const userName = (name: string) => subscriberOf(attribute('User-Name', name))
    assert.deepEqual(userName(`${imsi}@internet`), { imsi, msisdn: null })
    assert.deepEqual(userName(imsi), { imsi, msisdn: null })
    const permanent = `0${imsi}@wlan.mnc010.mcc440.3gppnetwork.org`
    assert.deepEqual(userName(permanent), { imsi, msisdn: null })
  })

  it('is named by 3GPP-IMSI before the user name', () => {
    const other = attribute('User-Name', '440209999999999@internet')
    assert.deepEqual(subscriberOf(other, IMSI), { imsi, msisdn: null })
    const broken = attribute('3GPP-IMSI', 'unknown')
    assert.deepEqual(subscriberOf(other, broken), { imsi: '440209999999999', msisdn: null })
  })

  it('is not guessed from a hardware address or a log-in name', () => {
    assert.equal(
      subscriberOf(
        attribute('Calling-Station-Id', '00-11-22-33-44-55'),
        attribute('User-Name', 'guest@internet'),
      ),
      'missing_subscriber',
    )
  })
})

describe('a record that cannot be charged', () => {
  const start = attribute('Acct-Status-Type', STATUS.start)

  it('says what is missing', () => {
    assert.equal(refusalOf(...NAS, SESSION, IMSI), 'missing_status_type')
    assert.equal(refusalOf(start, SESSION, IMSI), 'missing_nas_identity')
    assert.equal(refusalOf(start, ...NAS, IMSI), 'missing_session_id')
    const empty = attribute('Acct-Session-Id', new Uint8Array(0))
    assert.equal(refusalOf(start, ...NAS, empty, IMSI), 'missing_session_id')
    assert.equal(refusalOf(start, ...NAS, SESSION), 'missing_subscriber')
  })

  it('says so when its status is about something else', () => {
    const ofStatus = (status: number) =>
      refusalOf(attribute('Acct-Status-Type', status), ...NAS, SESSION, IMSI)
    assert.equal(ofStatus(0), 'unknown_status_type')
    assert.equal(ofStatus(9), 'status_without_usage')
    assert.equal(ofStatus(15), 'status_without_usage')
    assert.equal(ofStatus(16), 'unknown_status_type')
  })
})

describe('a restart of a peer', () => {
  it('is known by Accounting-On and -Off, needs no session, and names the NAS', () => {
    const { peer, delaySeconds } = restartOf(HEARD_AT, attribute('Acct-Delay-Time', 4))
    assert.equal(peer, 'tokyo/pgw01')
    assert.equal(delaySeconds, 4)
    assert.equal(refusalOf(attribute('Acct-Status-Type', STATUS.off)), 'missing_nas_identity')
  })

  it('is one event by the time the peer states, however late it is sent again', () => {
    const at = attribute('Event-Timestamp', HEARD_AT)
    const again = restartOf(plusSeconds(HEARD_AT, 7_200), at, attribute('Acct-Delay-Time', 7_200))
    assert.equal(again.sequence, restartOf(HEARD_AT, at).sequence)
    const next = attribute('Event-Timestamp', plusSeconds(HEARD_AT, 1))
    assert.notEqual(restartOf(HEARD_AT, next).sequence, restartOf(HEARD_AT, at).sequence)
  })

  it('is one event by our time less the delay where the peer states none', () => {
    const resent = (seconds: number) =>
      restartOf(plusSeconds(HEARD_AT, seconds), attribute('Acct-Delay-Time', seconds)).sequence
    assert.equal(resent(5), restartOf().sequence)
    assert.equal(resent(3_600), restartOf().sequence)
  })

  it('is another event a stretch later, though every octet is the same', () => {
    const last = plusSeconds(HEARD_AT, RESTART_APART_SECONDS - 1)
    const next = plusSeconds(HEARD_AT, RESTART_APART_SECONDS)
    assert.equal(restartOf(last).sequence, restartOf().sequence)
    assert.notEqual(restartOf(next).sequence, restartOf().sequence)
  })

  it('differs between on and off', () => {
    const off = read([attribute('Acct-Status-Type', STATUS.off), ...NAS])
    assert.ok(off.ok && off.value.kind === 'restart')
    assert.notEqual(off.value.restart.sequence, restartOf().sequence)
  })
})

import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import fc from 'fast-check'
import { present } from '../../domain/basics/assert.ts'
import {
  DNN_LENGTH_MAX,
  IDENTIFIER_LENGTH_MAX,
  NOTIFY_URI_LENGTH_MAX,
  readChargingData,
} from './charging-data.ts'
import { IMSI, pduSession, reportBody, SMF, startBody } from './example-requests.ts'
import { factsOf, toChargingRequest } from './mapping.ts'
import { createReferences, REFERENCE_KEY_BYTES } from './references.ts'

function read(body: unknown) {
  const told = readChargingData(JSON.stringify(body))
  assert.ok(told.ok, told.ok ? '' : JSON.stringify(told.refusal))
  return told.value
}

function factsIn(body: unknown) {
  const data = read(body)
  return factsOf(data, present(data.subscriber, 'an example names somebody'))
}

const facts = factsIn(startBody())
const RATE_LONGEST = '999999999.999999 Mbps'

suite('A start', () => {
  test('becomes a neutral request', () => {
    const request = toChargingRequest(read(startBody()), { moment: 'start', facts })
    assert.deepEqual(request, {
      protocol: 'nchf',
      peer: SMF,
      moment: 'start',
      sessionKey: facts.sessionKey,
      sequence: 'start.0',
      number: 0,
      subscriber: { imsi: IMSI, msisdn: '817012345678', iccid: null },
      counting: 'since_last_report',
      wrapsAt: null,
      services: [{ ratingGroup: 10, usedBytes: null, wants: { bytes: null } }],
      delaySeconds: 0,
      coveredSeconds: 0,
      claimedAt: Temporal.Instant.from('2026-11-23T10:00:00.125Z'),
      framedAddress: '100.64.1.2',
      framedIpv6Prefix: null,
      endReason: null,
      reach: { notifyUri: 'http://127.0.0.1:7777/notify', ratingGroups: '10' },
    })
  })

  test('sent again is the same session, also when it was stamped anew', () => {
    const again = startBody({
      retransmissionIndicator: true,
      invocationTimeStamp: '2026-11-23T10:00:04Z',
    })
    assert.equal(factsIn(again).sessionKey, facts.sessionKey)
  })

  test('of another subscriber, PDU session or moment is another session', () => {
    const { pduSessionInformation, ...rest } = pduSession()
    const over = (session: object) =>
      startBody({
        pDUSessionChargingInformation: {
          ...rest,
          pduSessionInformation: { ...pduSessionInformation, ...session },
        },
      })
    const others = [
      startBody({ subscriberIdentifier: 'imsi-440100000000002' }),
      startBody({ pDUSessionChargingInformation: pduSession(4712) }),
      over({ pduSessionID: 6 }),
      over({ startTime: '2026-11-23T09:59:58Z' }),
    ]
    const keys = new Set([facts, ...others.map(factsIn)].map(({ sessionKey }) => sessionKey))
    assert.equal(keys.size, 1 + others.length)
  })

  test('without the start of its PDU session is told apart by when it was sent', () => {
    const bare = (invocationTimeStamp: string) =>
      factsIn(startBody({ invocationTimeStamp, pDUSessionChargingInformation: { chargingId: 1 } }))
    const [one, other] = [bare('2026-11-23T10:00:00Z'), bare('2026-11-23T10:00:01Z')]
    assert.notEqual(one.sessionKey, other.sessionKey)
    assert.equal(one.sessionKey, bare('2026-11-23T10:00:00Z').sessionKey)
  })
})

test('The longest facts there can be fit into a reference, and are opened again', () => {
  const { pduSessionInformation, ...rest } = pduSession()
  // What JSON escapes takes two octets.
  const longest = (text: string) => {
    const identifier = text.repeat(IDENTIFIER_LENGTH_MAX)
    return startBody({
      subscriberIdentifier: `imsi-${'4'.repeat(15)}`,
      nfConsumerIdentification: { nodeFunctionality: identifier, nFFqdn: identifier },
      notifyUri: `http://${'x'.repeat(NOTIFY_URI_LENGTH_MAX - 7)}`,
      pDUSessionChargingInformation: {
        ...rest,
        userInformation: { servedGPSI: `msisdn-${'8'.repeat(15)}` },
        pduSessionInformation: {
          ...pduSessionInformation,
          pduSessionID: 255,
          dnnId: text.repeat(DNN_LENGTH_MAX),
          subscribedSessionAMBR: { uplink: RATE_LONGEST, downlink: RATE_LONGEST },
        },
      },
    })
  }
  const references = createReferences(new Uint8Array(REFERENCE_KEY_BYTES).fill(7))
  for (const text of ['"', 'x']) {
    const sealed = factsIn(longest(text))
    assert.equal(sealed.peer.length, 2 * IDENTIFIER_LENGTH_MAX + 1)
    assert.equal(sealed.notifyUri?.length, NOTIFY_URI_LENGTH_MAX)
    assert.equal(sealed.dnn?.length, DNN_LENGTH_MAX)
    assert.equal(sealed.fullRates?.uplink, RATE_LONGEST)
    assert.deepEqual(references.open(references.seal(sealed)), sealed)
  }
})

suite('An update', () => {
  test('needs to name neither its user nor its address: the reference did', () => {
    const data = read(reportBody(4, { used: { totalVolume: 5 } }))
    const request = toChargingRequest(data, { moment: 'update', facts })
    assert.equal(request.subscriber.imsi, IMSI)
    assert.equal(request.sequence, 'update.4')
    assert.equal(request.number, 4)
    assert.equal(request.reach?.['notifyUri'], 'http://127.0.0.1:7777/notify')
  })

  test('of one rating group at several user plane functions is one service', () => {
    const unit = (upf: string, used: number, wants: object | null) => ({
      ratingGroup: 10,
      uPFID: upf,
      usedUnitContainer: [{ totalVolume: used }],
      ...(wants === null ? {} : { requestedUnit: wants }),
    })
    const of = (...units: object[]) =>
      toChargingRequest(read({ ...reportBody(1), multipleUnitUsage: units }), {
        moment: 'update',
        facts,
      }).services
    const sized = { totalVolume: 20 }
    assert.deepEqual(of(unit('a', 1, sized), unit('b', 2, sized)), [
      { ratingGroup: 10, usedBytes: 3n, wants: { bytes: 40n } },
    ])
    assert.deepEqual(of(unit('a', 1, sized), unit('b', 2, {}), unit('c', 3, null)), [
      { ratingGroup: 10, usedBytes: 6n, wants: { bytes: null } },
    ])
  })

  test('has distinct rating groups and loses no byte, whatever they are', () => {
    const units = fc.array(fc.record({ ratingGroup: fc.nat(3), totalVolume: fc.nat(1_000_000) }), {
      maxLength: 12,
    })
    const property = fc.property(units, (given) => {
      const multipleUnitUsage = given.map(({ ratingGroup, totalVolume }) => ({
        ratingGroup,
        usedUnitContainer: [{ totalVolume }],
      }))
      const data = read({ ...reportBody(1), multipleUnitUsage })
      const { services } = toChargingRequest(data, { moment: 'update', facts })
      const groups = services.map(({ ratingGroup }) => ratingGroup)
      assert.equal(new Set(groups).size, groups.length)
      const used = services.reduce((sum, { usedBytes }) => sum + (usedBytes ?? 0n), 0n)
      assert.equal(used, BigInt(given.reduce((sum, one) => sum + one.totalVolume, 0)))
    })
    fc.assert(property)
  })
})

test('Events of one second are told apart by their numbers', () => {
  const event = (number: number) =>
    factsIn(startBody({ oneTimeEvent: true, invocationSequenceNumber: number })).sessionKey
  assert.notEqual(event(1), event(2))
  assert.equal(event(1), event(1))
})

test('A release says why, and one without a notifyUri reaches nobody', () => {
  const data = read({
    ...reportBody(9),
    triggers: [{ triggerType: 'FINAL', triggerCategory: 'IMMEDIATE_REPORT' }],
  })
  const request = toChargingRequest(data, { moment: 'end', facts: { ...facts, notifyUri: null } })
  assert.equal(request.endReason, 'final')
  assert.equal(request.reach, null)
})

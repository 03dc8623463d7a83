import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import fc from 'fast-check'
import {
  CONTAINERS_MAX,
  NOTIFY_URI_LENGTH_MAX,
  RATING_GROUPS_MAX,
  readChargingData,
  VOLUME_BYTES_MAX,
} from './charging-data.ts'
import { IMSI, pduSession, reportBody, SMF, startBody } from './example-requests.ts'
import { TROUBLES_MAX } from './fields.ts'

function read(body: unknown) {
  const told = readChargingData(JSON.stringify(body))
  assert.ok(told.ok, told.ok ? '' : JSON.stringify(told.refusal))
  return told.value
}

function troublesOf(body: unknown) {
  const told = readChargingData(JSON.stringify(body))
  assert.ok(!told.ok && told.refusal.code === 'not_as_described')
  return told.refusal.troubles.map(({ pointer, missing }) =>
    missing ? `${pointer} missing` : pointer,
  )
}

const usage = (unit: object) => ({ multipleUnitUsage: [{ ratingGroup: 10, ...unit }] })

suite('A charging data request', () => {
  test('is read with whom it is about, who asks and what was used', () => {
    const data = read(startBody())
    assert.deepEqual(data.subscriber, { imsi: IMSI, msisdn: '817012345678', iccid: null })
    assert.equal(data.consumer, SMF)
    assert.equal(data.number, 0)
    assert.equal(data.sentAt.toString(), '2026-11-23T10:00:00.125Z')
    assert.equal(data.framedAddress, '100.64.1.2')
    assert.deepEqual(data.session, {
      chargingId: '4711',
      pduSessionId: 5,
      dnn: 'internet',
      startTime: '2026-11-23T09:59:59Z',
      subscribedRates: null,
      authorizedRates: null,
    })
    assert.deepEqual(data.usages, [
      { ratingGroup: 10, upf: null, usedBytes: null, wants: { bytes: null }, unsold: false },
    ])
  })

  test('loses where its user is before anything can keep it', () => {
    const whole = startBody({
      pDUSessionChargingInformation: {
        ...pduSession(),
        presenceReportingAreaInformation: { x: { praId: 'PRA-SECRET' } },
      },
      multipleUnitUsage: [
        {
          ratingGroup: 10,
          usedUnitContainer: [
            {
              localSequenceNumber: 1,
              totalVolume: 1,
              pDUContainerInformation: { userLocationInformation: { cell: 'CELL-SECRET' } },
            },
          ],
        },
      ],
    })
    const kept = JSON.stringify(read(whole), (_, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    )
    for (const place of ['0123abcde', '00ab12', '+09:00', 'SECRET', '356938035643809']) {
      assert.ok(JSON.stringify(whole).includes(place), `the request tells ${place}`)
      assert.ok(!kept.includes(place), `${place} is not kept`)
    }
  })

  test('counts the total, else uplink plus downlink, over all containers', () => {
    const used = (...containers: object[]) =>
      read(startBody(usage({ usedUnitContainer: containers }))).usages[0]?.usedBytes
    assert.equal(used({ totalVolume: 7, uplinkVolume: 1, downlinkVolume: 1 }), 7n)
    assert.equal(used({ uplinkVolume: 3, downlinkVolume: 4 }), 7n)
    assert.equal(used({ downlinkVolume: 4 }), 4n)
    assert.equal(
      used({ totalVolume: 5, quotaManagementIndicator: 'OFFLINE_CHARGING' }, { uplinkVolume: 2 }),
      7n,
    )
    assert.equal(used({ time: 60 }), null)
    assert.equal(used(), null)
  })

  test('leaves the amount to us where it wants no volume, and may want more than there is', () => {
    const wants = (requestedUnit: unknown) =>
      read(startBody(usage({ requestedUnit }))).usages[0]?.wants
    assert.deepEqual(wants({}), { bytes: null })
    assert.deepEqual(wants({ totalVolume: 0 }), { bytes: null })
    assert.deepEqual(wants({ uplinkVolume: 1, downlinkVolume: 2 }), { bytes: 3n })
    const all = { bytes: BigInt(VOLUME_BYTES_MAX) }
    assert.deepEqual(wants({ totalVolume: 2 ** 64 }), all)
    assert.equal(wants(undefined), null)
    assert.equal(wants(null), null)
  })

  test('of time or events alone asks for what is not sold, and an event names its volume', () => {
    const asked = (requestedUnit: unknown, over: object = {}) => {
      const [unit] = read({ ...startBody(usage({ requestedUnit })), ...over }).usages
      return [unit?.wants?.bytes, unit?.unsold]
    }
    const event = { oneTimeEvent: true, oneTimeEventType: 'IEC' }
    for (const over of [{}, event]) {
      assert.deepEqual(asked({ time: 3600 }, over), [undefined, true])
      assert.deepEqual(asked({ serviceSpecificUnits: 1 }, over), [undefined, true])
      assert.deepEqual(asked({ totalVolume: 0, serviceSpecificUnits: 1 }, over), [undefined, true])
      assert.deepEqual(asked({ totalVolume: 5, time: 60 }, over), [5n, false])
      assert.deepEqual(asked(undefined, over), [undefined, false])
    }
    for (const amount of [{}, { totalVolume: 0 }, { time: 0 }]) {
      assert.deepEqual(asked(amount), [null, false])
      assert.deepEqual(asked(amount, event), [undefined, true])
    }
  })

  test('tells the rates of its session in both directions, or none that can be used', () => {
    const rates = (subscribedSessionAMBR: unknown) => {
      const pduSessionInformation = { pduSessionID: 5, dnnId: 'a', subscribedSessionAMBR }
      const pDUSessionChargingInformation = { ...pduSession(), pduSessionInformation }
      return read(startBody({ pDUSessionChargingInformation })).session.subscribedRates
    }
    for (const uplink of ['1 bps', '0.5 Kbps', '999999999.999999 Tbps']) {
      const told = { uplink, downlink: '200 Mbps' }
      assert.deepEqual(rates(told), told)
    }
    for (const uplink of ['0 bps', '0.0 Mbps', '1', '1 mbps', '-1 bps', '1'.repeat(10), 7, null]) {
      assert.equal(rates({ uplink, downlink: '200 Mbps' }), null)
    }
    assert.equal(rates('200 Mbps'), null)
  })

  test('of release 15 is read by the names it has there', () => {
    const { nfConsumerIdentification, ...rest } = startBody({
      multipleUnitUsage: [{ ratingGroup: 10, UsedUnitContainer: [{ totalVolume: 9 }] }],
      pDUSessionChargingInformation: {
        pduSessionInformation: {
          pduAddress: { pduIPv6Address: '2001:db8:1::7', pduAddressprefixlength: 56 },
        },
      },
    })
    const data = read({ ...rest, nfIdentification: nfConsumerIdentification })
    assert.equal(data.consumer, SMF)
    assert.equal(data.usages[0]?.usedBytes, 9n)
    assert.equal(data.framedIpv6Prefix, '2001:db8:1::/56')
  })

  test('says which fields are missing or wrong, each by its pointer', () => {
    assert.deepEqual(troublesOf({}), [
      '/invocationTimeStamp missing',
      '/invocationSequenceNumber missing',
      '/nfConsumerIdentification missing',
    ])
    const wrong = startBody({
      invocationSequenceNumber: -1,
      nfConsumerIdentification: {},
      multipleUnitUsage: [
        { usedUnitContainer: [{ totalVolume: '5' }] },
        'no object',
        { ratingGroup: 2 ** 32, usedUnitContainer: [{ uplinkVolume: 1.5 }] },
      ],
    })
    assert.deepEqual(troublesOf(wrong), [
      '/invocationSequenceNumber',
      '/nfConsumerIdentification/nodeFunctionality missing',
      '/multipleUnitUsage/1',
      '/multipleUnitUsage/0/ratingGroup missing',
      '/multipleUnitUsage/0/usedUnitContainer/0/totalVolume',
      '/multipleUnitUsage/2/ratingGroup',
      '/multipleUnitUsage/2/usedUnitContainer/0/uplinkVolume',
    ])
  })

  test('is believed within limits: at each, and not beyond', () => {
    const groups = (count: number) =>
      startBody({
        multipleUnitUsage: Array.from({ length: count }, (_, ratingGroup) => ({ ratingGroup })),
      })
    assert.equal(read(groups(RATING_GROUPS_MAX)).usages.length, RATING_GROUPS_MAX)
    assert.deepEqual(troublesOf(groups(RATING_GROUPS_MAX + 1)), ['/multipleUnitUsage'])
    const containers = (count: number) =>
      startBody(
        usage({ usedUnitContainer: Array.from({ length: count }, () => ({ totalVolume: 1 })) }),
      )
    assert.equal(read(containers(CONTAINERS_MAX)).usages[0]?.usedBytes, BigInt(CONTAINERS_MAX))
    assert.equal(troublesOf(containers(CONTAINERS_MAX + 1)).length, 1)
    const volume = (totalVolume: number) =>
      startBody(usage({ usedUnitContainer: [{ totalVolume }] }))
    assert.equal(read(volume(VOLUME_BYTES_MAX)).usages[0]?.usedBytes, BigInt(VOLUME_BYTES_MAX))
    assert.equal(troublesOf(volume(VOLUME_BYTES_MAX + 1)).length, 1)
    const uri = (length: number) => read(startBody({ notifyUri: 'x'.repeat(length) })).notifyUri
    assert.equal(uri(NOTIFY_URI_LENGTH_MAX)?.length, NOTIFY_URI_LENGTH_MAX)
    assert.equal(uri(NOTIFY_URI_LENGTH_MAX + 1), null)
    for (const wrong of ['携', 'a b', 'a"', 'a\\b', 'a\u0000', '']) {
      assert.equal(read(startBody({ notifyUri: wrong })).notifyUri, null)
    }
    const many = Array.from({ length: RATING_GROUPS_MAX }, () => ({}))
    assert.equal(troublesOf(startBody({ multipleUnitUsage: many })).length, TROUBLES_MAX)
  })

  test('names who asks in ASCII', () => {
    const consumer = (over: object) =>
      startBody({ nfConsumerIdentification: { nodeFunctionality: 'SMF', ...over } })
    for (const wrong of ['携'.repeat(10), 'a\u0000b', 'a\nb', '\ud800', '', 'x'.repeat(129)]) {
      assert.equal(read(consumer({ nFName: wrong })).consumer, 'SMF')
      assert.deepEqual(troublesOf(consumer({ nodeFunctionality: wrong })), [
        '/nfConsumerIdentification/nodeFunctionality',
      ])
    }
  })

  test('keeps nothing that a database cannot: a wrong name of the subscriber is refused', () => {
    for (const wrong of ['imsi-44010\u0000', '\u0000', 'imsi-44010\ud800', 'a\u2028b']) {
      assert.deepEqual(troublesOf(startBody({ subscriberIdentifier: wrong })), [
        '/subscriberIdentifier',
      ])
      const session = {
        ...pduSession(),
        sMFchargingId: wrong,
        userInformation: { servedGPSI: wrong },
      }
      const data = read(startBody({ pDUSessionChargingInformation: session }))
      assert.deepEqual([data.session.chargingId, data.subscriber?.msisdn], ['4711', null])
      assert.equal(read(startBody({ triggers: [{ triggerType: wrong }] })).endReason, null)
    }
  })

  test('keeps its usage although what merely helps is wrong', () => {
    const data = read(
      startBody({
        pDUSessionChargingInformation: {
          chargingId: 'four',
          userInformation: 7,
          pduSessionInformation: {
            pduSessionID: 'x',
            dnnId: 'a\u0000b',
            pduAddress: { pduIPv4Address: '1.2.3', pduIPv6AddresswithPrefix: 'fe80::%1/64' },
          },
        },
        ...usage({ usedUnitContainer: [{ totalVolume: 1 }] }),
      }),
    )
    assert.equal(data.usages[0]?.usedBytes, 1n)
    assert.deepEqual(data.session, {
      chargingId: null,
      pduSessionId: null,
      dnn: null,
      startTime: null,
      subscribedRates: null,
      authorizedRates: null,
    })
    assert.equal(data.framedAddress, null)
    assert.equal(data.framedIpv6Prefix, null)
  })

  test('names its user by SUPI or GPSI; another kind of name is a name that we do not know', () => {
    const session = { pDUSessionChargingInformation: {} }
    const whom = (subscriberIdentifier?: string) => {
      const { subscriber, namesSubscriber } = read(startBody({ ...session, subscriberIdentifier }))
      return [subscriber?.imsi, subscriber?.msisdn, namesSubscriber]
    }
    assert.deepEqual(whom('imsi-440100000000001'), ['440100000000001', null, true])
    assert.deepEqual(whom('msisdn-817012345678'), [null, '817012345678', true])
    assert.deepEqual(whom('nai-someone@example.jp'), [undefined, undefined, true])
    assert.deepEqual(whom(), [undefined, undefined, false])
  })

  test('tells its reason in small letters', () => {
    const told = { triggers: [{}, { triggerType: 'ABNORMAL_RELEASE', triggerCategory: 'X' }] }
    assert.equal(read({ ...reportBody(3), ...told }).endReason, 'abnormal_release')
    assert.equal(read(reportBody(3)).endReason, null)
  })

  test('is no request when it is no JSON object, however deep', () => {
    for (const text of [
      '',
      'null',
      '[]',
      '"a"',
      '{',
      '['.repeat(100_000),
      '{"a":'.repeat(50_000),
    ]) {
      const told = readChargingData(text)
      assert.ok(!told.ok && told.refusal.code === 'not_json')
    }
  })

  test('of any content at all gives a request or a reason, and never throws', () => {
    const names = [
      'totalVolume',
      'usedUnitContainer',
      'ratingGroup',
      'multipleUnitUsage',
      '__proto__',
    ]
    const { value } = fc.letrec<{ value: unknown }>((own) => ({
      value: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.jsonValue(),
        fc.constantFrom(0, -1, 2 ** 53, Number.MAX_VALUE, '2026-02-30T25:00:00Z', 'imsi-1', ''),
        fc.array(own('value'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom(...names), own('value'), { maxKeys: 4 }),
      ),
    }))
    const fields = Object.keys(startBody())
    const property = fc.property(
      fc.dictionary(fc.constantFrom(...fields), value, { maxKeys: 3 }),
      (over) => {
        const told = readChargingData(JSON.stringify({ ...startBody(), ...over }))
        if (told.ok) return
        assert.ok(told.refusal.code === 'not_as_described')
        assert.ok(told.refusal.troubles.length > 0)
      },
    )
    fc.assert(property, { numRuns: 500 })
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { creditRequest, GATEWAY, serviceIn } from '../../../test/interop/diameter-gateway.ts'
import { bytes } from '../../domain/basics/data-volume.ts'
import { instant } from '../../domain/basics/time.ts'
import { isNamed, type ChargingAnswer, type ServiceGrant } from '../../domain/charging/request.ts'
import { avp, reading } from './avps.ts'
import type { Avp, Message } from './codec.ts'
import {
  BITS_MAX,
  creditAnswer,
  EMPTY_SECONDS,
  THRESHOLD_BYTES_MAX,
  type Dialect,
} from './credit-answer.ts'
import { OCTETS_MAX, readCreditControl, SERVICES_MAX } from './credit-control.ts'

const OURS = { host: 'ocs.test.local', realm: 'test.local' }
const ASKED = { session: 'pgw;1;2', type: 'update', number: 3 } as const
const TERMINATE: Dialect = {
  final: { kind: 'terminate' },
  speed: { kind: 'none' },
  quotaHoldingSeconds: 600,
  portalUrl: 'https://renew.example.jp',
}
const REDIRECT: Dialect = { ...TERMINATE, final: { kind: 'redirect', url: null } }

const message = (over: Partial<Parameters<typeof creditRequest>[0]> = {}) =>
  creditRequest({ ...ASKED, ...over }, GATEWAY, 1)

/** Without the AVPs of these codes, and with others in their place. */
const changed = (one: Message, codes: readonly number[], ...avps: readonly Avp[]): Message => ({
  ...one,
  avps: [...one.avps.filter(({ code }) => !codes.includes(code)), ...avps],
})

function charged(one: Message) {
  const { asked } = readCreditControl(one, OURS)
  assert.equal(
    asked.kind,
    'charge',
    JSON.stringify(asked, (_, value) => `${value}`),
  )
  return asked
}

function refused(one: Message) {
  const { asked } = readCreditControl(one, OURS)
  assert.ok(asked.kind === 'refused', asked.kind)
  return [asked.result, asked.failed?.code ?? null]
}

const used = (...units: readonly Avp[]) => avp('Used-Service-Unit', units)
const group = (...avps: readonly Avp[]) => avp('Multiple-Services-Credit-Control', avps)
const asks = (...units: readonly Avp[]) => avp('Requested-Service-Unit', units)

describe('A Credit-Control-Request', () => {
  it('becomes a charging request: session, place, subscriber, services', () => {
    const { request, isMultiple } = charged(
      message({
        services: [
          { group: 100, used: 7n, wants: null },
          { group: 200, wants: 9n },
        ],
      }),
    )
    assert.equal(isMultiple, true)
    assert.deepEqual(request, {
      protocol: 'diameter',
      peer: GATEWAY.host,
      moment: 'update',
      sessionKey: 'pgw;1;2',
      sequence: '2.3',
      number: 3,
      subscriber: { imsi: '440101234567890', msisdn: null, iccid: null },
      counting: 'since_last_report',
      wrapsAt: null,
      services: [
        { ratingGroup: 100, usedBytes: 7n, wants: { bytes: null } },
        { ratingGroup: 200, usedBytes: null, wants: { bytes: 9n } },
      ],
      delaySeconds: 0,
      coveredSeconds: 0,
      claimedAt: null,
      framedAddress: null,
      framedIpv6Prefix: null,
      endReason: null,
      reach: { host: GATEWAY.host, realm: GATEWAY.realm, session: 'pgw;1;2' },
    })
  })

  it('says what was used as a total, or in both directions, once or often', () => {
    const read = (...avps: readonly Avp[]) =>
      charged(changed(message(), [], group(...avps, avp('Rating-Group', 1)))).request.services[0]
        ?.usedBytes
    const total = (count: bigint) => avp('CC-Total-Octets', count)
    const [input, output] = [avp('CC-Input-Octets', 3n), avp('CC-Output-Octets', 4n)]
    assert.equal(read(used(total(5n))), 5n)
    assert.equal(read(used(total(5n), input, output)), 5n)
    assert.equal(read(used(input, output)), 7n)
    assert.equal(read(used(output)), 4n)
    assert.equal(read(used(total(5n)), used(input, output)), 12n)
    assert.equal(read(used(avp('CC-Time', 60))), null)
    assert.equal(read(), null)
  })

  it('conserves what is reported, however it is cut into groups and units', () => {
    const units = fc.array(fc.bigInt({ min: 0n, max: 2n ** 40n }), { maxLength: 4 })
    const groups = fc.array(fc.tuple(fc.nat(3), units), { maxLength: 6 })
    fc.assert(
      fc.property(groups, (all) => {
        const avps = all.map(([number, counts]) =>
          group(
            avp('Rating-Group', number),
            ...counts.map((count) => used(avp('CC-Total-Octets', count))),
          ),
        )
        const { request, services } = charged(changed(message(), [], ...avps))
        const sum = request.services.reduce((total, one) => total + (one.usedBytes ?? 0n), 0n)
        assert.equal(
          sum,
          all.flatMap(([, counts]) => counts).reduce((a, b) => a + b, 0n),
        )
        const numbers = request.services.map((one) => one.ratingGroup)
        assert.equal(new Set(numbers).size, numbers.length)
        assert.deepEqual(
          services.map((one) => one.ratingGroup),
          numbers,
        )
      }),
    )
  })

  it('wishes an amount, leaves it to us, or wishes nothing', () => {
    const wish = (...avps: readonly Avp[]) =>
      charged(changed(message(), [], group(...avps))).request.services[0]?.wants
    assert.deepEqual(wish(asks()), { bytes: null })
    assert.deepEqual(wish(asks(avp('CC-Total-Octets', 0n))), { bytes: null })
    assert.deepEqual(wish(asks(avp('CC-Total-Octets', 8n))), { bytes: 8n })
    assert.deepEqual(wish(asks(avp('CC-Input-Octets', 3n), avp('CC-Output-Octets', 4n))), {
      bytes: 7n,
    })
    assert.equal(wish(), null)
    const end = message({ type: 'termination', services: [{ group: 1, used: 1n, wants: null }] })
    assert.equal(charged(end).request.services[0]?.wants, null)
  })

  it('without groups is about the whole session', () => {
    const { request, isMultiple } = charged(
      changed(message(), [], asks(), used(avp('CC-Total-Octets', 6n))),
    )
    assert.equal(isMultiple, false)
    assert.deepEqual(request.services, [
      { ratingGroup: null, usedBytes: 6n, wants: { bytes: null } },
    ])
    assert.deepEqual(charged(message()).request.services, [])
  })

  it('names its subscriber in any of the known ways', () => {
    const who = (...avps: readonly Avp[]) =>
      charged(changed(message(), [443], ...avps)).request.subscriber
    const id = (kind: number, data: string) =>
      avp('Subscription-Id', [avp('Subscription-Id-Type', kind), avp('Subscription-Id-Data', data)])
    assert.deepEqual(who(id(0, '818012345678'), id(1, '440101234567890')), {
      imsi: '440101234567890',
      msisdn: '818012345678',
      iccid: null,
    })
    assert.equal(who(id(0, '+818012345678')).msisdn, '818012345678')
    const nai = '0440101234567890@nai.epc.mnc010.mcc440.3gppnetwork.org'
    assert.equal(who(id(3, nai)).imsi, '440101234567890')
    assert.equal(who(id(4, '8981100000000000005')).iccid, '8981100000000000005')
    assert.equal(who(avp('3GPP-IMSI', '440101234567890')).imsi, '440101234567890')
    assert.equal(who(avp('User-Name', '440101234567890@apn')).imsi, '440101234567890')
    const extension = avp('Subscription-Id-Extension', [avp('Subscription-Id-E164', '8180111')])
    assert.equal(who(extension).msisdn, '8180111')
    assert.deepEqual(refused(changed(message(), [443], id(2, 'sip:a@b'))), [5030, null])
    assert.deepEqual(refused(changed(message({ type: 'initial' }), [443])), [5005, 443])
  })

  it('need not name its subscriber again where the session is known', () => {
    const known = { imsi: '440101234567890', msisdn: null, iccid: null }
    const later = changed(message(), [443])
    const remembered = (session: string) => (session === 'pgw.test.local|pgw;1;2' ? known : null)
    const { asked } = readCreditControl(later, OURS, remembered)
    assert.deepEqual(asked.kind === 'charge' && asked.request.subscriber, known)
    const { subscriber, sessionKey } = charged(later).request
    assert.deepEqual([isNamed(subscriber), sessionKey], [false, 'pgw;1;2'])
    const unknown = creditAnswer(charged(later), { kind: 'unknown_subscriber' }, TERMINATE)
    assert.equal(unknown.result, 5002)
    assert.deepEqual(refused(changed(message({ type: 'event' }), [443])), [5005, 436])
  })

  it('is asked in a context of 3GPP or not, and is answered accordingly', () => {
    const asked = { services: [{ group: 100, wants: null }] }
    const plain = charged(changed(message(asked), [461], avp('Service-Context-Id', 'data@x.jp')))
    assert.deepEqual([charged(message(asked)).is3gpp, plain.is3gpp], [true, false])
    const services = [{ ratingGroup: 100, grant: granted() }]
    const answer = creditAnswer(plain, { kind: 'recorded', replayed: false, services }, TERMINATE)
    assert.equal(serviceIn({ ...message(), avps: answer.avps }, 100).threshold, null)
  })

  it('says under which address the customer is', () => {
    const where = (...avps: readonly Avp[]) => {
      const { framedAddress, framedIpv6Prefix } = charged(changed(message(), [], ...avps)).request
      return [framedAddress, framedIpv6Prefix]
    }
    const pdp = (...texts: readonly string[]) =>
      avp('Service-Information', [
        avp(
          'PS-Information',
          texts.map((text) => avp('PDP-Address', text)),
        ),
      ])
    assert.deepEqual(where(pdp('100.64.0.9')), ['100.64.0.9', null])
    assert.deepEqual(where(pdp('100.64.0.9', '2001:db8:1:2:3::4')), [
      '100.64.0.9',
      '2001:db8:1:2::/64',
    ])
    const framed = avp('Framed-IP-Address', Uint8Array.of(100, 64, 0, 8))
    assert.deepEqual(where(framed, pdp('100.64.0.9')), ['100.64.0.8', null])
    const prefix = avp('Framed-IPv6-Prefix', Uint8Array.of(0, 64, 0x20, 1, 0xd, 0xb8, 0, 1, 0, 3))
    assert.deepEqual(where(prefix), [null, '2001:db8:1:3::/64'])
    assert.deepEqual(where(avp('Framed-IP-Address', Uint8Array.of(0, 0, 0, 0))), [null, null])
  })

  it('of a sub-session is of a session of its own', () => {
    const { request } = charged(changed(message(), [], avp('CC-Sub-Session-Id', 4n)))
    assert.equal(request.sessionKey, 'pgw;1;2#4')
    assert.deepEqual([request.reach?.['session'], request.reach?.['subSession']], ['pgw;1;2', '4'])
  })

  it('claims when it was made, and why a session ends', () => {
    const at = instant('2027-01-15T00:00:00Z')
    const more = [avp('Event-Timestamp', at), avp('Termination-Cause', 4)]
    const { request } = charged(message({ type: 'termination', more }))
    assert.equal(request.claimedAt?.toString(), at.toString())
    assert.equal(request.endReason, 'administrative')
    assert.equal(
      charged(message({ type: 'termination', more: [avp('Termination-Cause', 99)] })).request
        .endReason,
      'cause_99',
    )
  })

  it('of an event takes at once; refunds and prices are not ours', () => {
    const event = (action: number, ...avps: readonly Avp[]) =>
      message({ type: 'event', more: [avp('Requested-Action', action), ...avps] })
    const { request } = charged(event(0, asks(avp('CC-Total-Octets', 5n))))
    assert.deepEqual([request.moment, request.services[0]?.wants], ['event', { bytes: 5n }])
    assert.deepEqual(refused(event(1)), [5031, 436])
    assert.deepEqual(refused(event(3)), [5031, 436])
    assert.deepEqual(refused(event(7)), [5004, 436])
    assert.deepEqual(refused(message({ type: 'event' })), [5005, 436])
    assert.equal(readCreditControl(event(2), OURS).asked.kind, 'check_balance')
    assert.deepEqual(refused(event(2, asks(avp('CC-Total-Octets', 5n)))), [5031, 436])
  })

  it('of an event that names no octets is not rated', () => {
    const event = (...avps: readonly Avp[]) =>
      message({ type: 'event', more: [avp('Requested-Action', 0), ...avps] })
    const octets = asks(avp('CC-Total-Octets', 5n))
    const spent = used(avp('CC-Total-Octets', 5n))
    const zero = asks(avp('CC-Total-Octets', 0n))
    const [one, other] = [avp('Rating-Group', 1), avp('Rating-Group', 2)]
    for (const asked of [
      event(),
      event(asks()),
      event(zero),
      event(spent),
      event(group(one)),
      event(group(one, octets), group(other, asks())),
    ]) {
      assert.deepEqual(refused(asked), [5031, 437])
    }
    charged(event(octets, spent))
    charged(event(group(one, octets), group(other, asks(avp('CC-Time', 60)))))
  })

  it('is refused with the result code and the AVP that the RFC wants', () => {
    const foreign: Avp = { code: 60_000, vendor: null, mandatory: true, data: new Uint8Array(4) }
    const without = (code: number) => changed(message(), [code])
    const cases: readonly (readonly [Message, readonly unknown[]])[] = [
      [without(263), [5005, 263]],
      [without(264), [5005, 264]],
      [without(296), [5005, 296]],
      [without(283), [5005, 283]],
      [without(258), [5005, 258]],
      [without(461), [5005, 461]],
      [without(416), [5005, 416]],
      [without(415), [5005, 415]],
      [changed(message(), [416], avp('CC-Request-Type', 9)), [5004, 416]],
      [changed(message(), [258], avp('Auth-Application-Id', 3)), [5004, 258]],
      [changed(message(), [], avp('CC-Request-Number', 4)), [5009, 415]],
      [changed(message(), [], foreign), [5001, 60_000]],
      [changed(message(), [], group(foreign)), [5001, 456]],
      [changed(message(), [283], avp('Destination-Realm', 'x.example')), [3003, null]],
      [changed(message(), [], avp('Destination-Host', 'x.example')), [3002, null]],
    ]
    for (const [asked, expected] of cases) {
      assert.deepEqual(refused(asked), expected)
    }
    const unmarked = { ...foreign, mandatory: false }
    const threeGpp = { ...foreign, code: 21, vendor: 10_415 }
    charged(changed(message(), [], unmarked, threeGpp))
    charged(changed(message(), [283], avp('Destination-Realm', 'TEST.local')))
  })

  it('of more services, or more octets, than make sense is refused', () => {
    const many = Array.from({ length: SERVICES_MAX + 1 }, (_, at) => ({ group: at, wants: null }))
    assert.deepEqual(refused(message({ services: many })), [5012, null])
    charged(message({ services: many.slice(1) }))
    const wild = [{ group: 1, used: OCTETS_MAX + 1n }]
    assert.deepEqual(refused(message({ services: wild })), [5004, 421])
    charged(message({ services: [{ group: 1, used: OCTETS_MAX }] }))
  })

  it('is answered with what it said of itself, even when it is refused', () => {
    const { echo } = readCreditControl(changed(message(), [461]), OURS)
    const read = reading(echo)
    assert.deepEqual(
      [
        read.read('Auth-Application-Id'),
        read.read('CC-Request-Type'),
        read.read('CC-Request-Number'),
      ],
      [4, 2, 3],
    )
  })
})

const granted = (over: Partial<Extract<ServiceGrant, { kind: 'granted' }>> = {}): ServiceGrant => ({
  kind: 'granted',
  bytes: bytes(1_000n),
  kbps: null,
  seconds: 3_600,
  last: null,
  ...over,
})

function told(grant: ServiceGrant | null, dialect: Dialect = TERMINATE) {
  const asked = charged(message({ services: [{ group: 100, wants: null }] }))
  const answer: ChargingAnswer = {
    kind: 'recorded',
    replayed: false,
    services: [{ ratingGroup: 100, grant }],
  }
  const { result, avps } = creditAnswer(asked, answer, dialect)
  return { command: result, ...serviceIn({ ...message(), avps }, 100) }
}

describe('A Credit-Control-Answer', () => {
  it('grants octets for a time, and is asked again when few are left', () => {
    const { command, result, granted: octets, seconds, threshold, final } = told(granted())
    assert.deepEqual(
      [command, result, octets, seconds, threshold, final],
      [2001, 2001, 1_000n, 3_600, 100, null],
    )
    const large = told(granted({ bytes: bytes(10n ** 9n) }))
    assert.equal(large.threshold, Number(THRESHOLD_BYTES_MAX))
    assert.equal(told(granted({ bytes: bytes(9n) })).threshold, null)
  })

  it('says at the last grant what follows it, in the words of the peer', () => {
    const last = granted({ last: 'portal_only' })
    assert.deepEqual([told(last).final, told(last).threshold], [0, null])
    const led = told(last, REDIRECT)
    assert.deepEqual([led.final, led.redirect], [1, 'https://renew.example.jp'])
    const own = { kind: 'redirect', url: 'https://pay.example.jp' } as const
    assert.equal(told(last, { ...TERMINATE, final: own }).redirect, 'https://pay.example.jp')
    const filter = { kind: 'restrict', filterId: 'portal' } as const
    assert.equal(told(last, { ...TERMINATE, final: filter }).final, 2)
    assert.equal(told(granted({ last: 'none' }), REDIRECT).final, 0)
  })

  it('refuses where nothing is left, or leads to the portal with no octets', () => {
    const results = (kind: 'empty' | 'suspended' | 'ended', dialect?: Dialect) => {
      const { command, result, granted: octets, final } = told({ kind }, dialect)
      return [command, result, octets, final]
    }
    assert.deepEqual(results('empty'), [2001, 4012, null, null])
    assert.deepEqual(results('suspended'), [2001, 4010, null, null])
    assert.deepEqual(results('ended'), [2001, 5030, null, null])
    assert.deepEqual(results('empty', REDIRECT), [2001, 2001, 0n, 1])
    assert.deepEqual(results('suspended', REDIRECT), [2001, 2001, 0n, 1])
    assert.deepEqual(results('ended', REDIRECT), [2001, 5030, null, null])
    assert.equal(told({ kind: 'empty' }, REDIRECT).seconds, EMPTY_SECONDS)
  })

  it('to an event says what was taken, or that it was not, and nothing of a next request', () => {
    const octets = asks(avp('CC-Total-Octets', 5n))
    const event = (...avps: readonly Avp[]) =>
      charged(message({ type: 'event', more: [avp('Requested-Action', 0), ...avps] }))
    const dialect: Dialect = { ...REDIRECT, speed: { kind: 'qos-information' } }
    const answer = (asked: ReturnType<typeof charged>, grant: ServiceGrant) => {
      const services = [{ ratingGroup: asked.services[0]?.ratingGroup ?? null, grant }]
      return creditAnswer(asked, { kind: 'recorded', replayed: false, services }, dialect)
    }
    const names = ({ avps }: { readonly avps: readonly Avp[] }) => avps.map(({ code }) => code)
    const alone = event(octets)
    assert.deepEqual(names(answer(alone, granted())), [431])
    const refusals = (['empty', 'suspended', 'ended'] as const).map((kind) => {
      const told = answer(alone, { kind })
      return [told.result, names(told)]
    })
    assert.deepEqual(refusals, [
      [4012, []],
      [4010, []],
      [5030, []],
    ])
    const multiple = event(group(avp('Rating-Group', 1), octets))
    const units = (grant: ServiceGrant) =>
      reading(answer(multiple, grant).avps)
        .groups('Multiple-Services-Credit-Control')
        .map((one) => [
          one.read('Result-Code'),
          one.group('Granted-Service-Unit')?.read('CC-Total-Octets') ?? null,
          one.read('Validity-Time') ?? one.read('Quota-Holding-Time') ?? null,
          one.has('Final-Unit-Indication') || one.has('QoS-Information'),
        ])
    assert.deepEqual(units(granted()), [[2001, 1_000n, null, false]])
    assert.deepEqual(units({ kind: 'empty' }), [[4012, null, null, false]])
  })

  it('tells speeds in the dialect of the peer', () => {
    const slow = granted({ kbps: 128 })
    const qos: Dialect = { ...TERMINATE, speed: { kind: 'qos-information' } }
    assert.equal(told(slow).bits, null)
    assert.equal(told(slow, qos).bits, 128_000)
    assert.equal(told(granted(), qos).bits, BITS_MAX)
    assert.equal(told(granted({ kbps: 10_000_000 }), qos).bits, BITS_MAX)
    const filter: Dialect = { ...TERMINATE, speed: { kind: 'filter-id', name: 'slow' } }
    const asked = charged(message({ services: [{ group: 100, wants: null }] }))
    const named = (grant: ServiceGrant) => {
      const services = [{ ratingGroup: 100, grant }]
      const answer = { kind: 'recorded', replayed: false, services } as const
      const read = reading(creditAnswer(asked, answer, filter).avps)
      return read.groups('Multiple-Services-Credit-Control')[0]?.read('Filter-Id')
    }
    assert.equal(named(slow), 'slow-128')
    assert.equal(named(granted()), null)
  })

  it('of a session that is over says so; what was reported was kept', () => {
    assert.equal(told(null).command, 5002)
  })

  it('refuses units that are not sold, for that service alone', () => {
    const asked = charged(
      changed(
        message(),
        [],
        group(asks(avp('CC-Time', 60)), avp('Rating-Group', 1)),
        group(asks(), avp('Rating-Group', 2), avp('Service-Identifier', 7)),
      ),
    )
    const services = [
      { ratingGroup: 1, grant: null },
      { ratingGroup: 2, grant: granted() },
    ]
    const answer = creditAnswer(asked, { kind: 'recorded', replayed: false, services }, TERMINATE)
    const at = (number: number) => serviceIn({ ...message(), avps: answer.avps }, number)
    assert.deepEqual([answer.result, at(1).result, at(2).result], [2001, 5031, 2001])
    const groups = reading(answer.avps).groups('Multiple-Services-Credit-Control')
    assert.deepEqual(groups[1]?.all('Service-Identifier'), [7])
  })

  it('without groups speaks in the message itself', () => {
    const asked = charged(changed(message(), [], asks()))
    const answerTo = (grant: ServiceGrant) => {
      const services = [{ ratingGroup: null, grant }]
      return creditAnswer(asked, { kind: 'recorded', replayed: false, services }, TERMINATE)
    }
    const { result, avps } = answerTo(granted())
    const units = reading(avps).group('Granted-Service-Unit')
    assert.deepEqual([result, units?.read('CC-Total-Octets')], [2001, 1_000n])
    assert.equal(answerTo({ kind: 'empty' }).result, 4012)
  })

  it('says busy and unknown in the words of the protocol', () => {
    const asked = charged(message({ services: [{ group: 100, wants: null }] }))
    assert.equal(creditAnswer(asked, { kind: 'busy' }, TERMINATE).result, 3004)
    assert.equal(creditAnswer(asked, { kind: 'unknown_subscriber' }, TERMINATE).result, 5030)
  })
})

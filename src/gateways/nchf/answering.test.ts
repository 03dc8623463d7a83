import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import fc from 'fast-check'
import { bytes } from '../../domain/basics/data-volume.ts'
import { present } from '../../domain/basics/assert.ts'
import type { ServiceGrant } from '../../domain/charging/request.ts'
import { THRESHOLD_BYTES_MAX, wordAnswer, type AnswerTerms } from './answering.ts'
import { readChargingData } from './charging-data.ts'
import { granted, pduSession, startBody, TERMS } from './example-requests.ts'
import { factsOf } from './mapping.ts'

interface Worded {
  readonly multipleUnitInformation?: readonly Readonly<Record<string, unknown>>[]
  readonly [field: string]: unknown
}

function answer(
  grant: ServiceGrant | null,
  given: {
    readonly terms?: Partial<AnswerTerms>
    readonly body?: object
    readonly isStart?: boolean
  } = {},
): Worded {
  const told = readChargingData(JSON.stringify(given.body ?? startBody()))
  assert.ok(told.ok)
  const facts = factsOf(told.value, present(told.value.subscriber, 'an example names somebody'))
  const asked = { data: told.value, facts, isStart: given.isStart ?? false }
  const terms = { ...TERMS, ...given.terms }
  return JSON.parse(wordAnswer([{ ratingGroup: 10, grant }], asked, terms)) as Worded
}

const first = (worded: Worded) => present(worded.multipleUnitInformation?.[0], 'a unit is told')

suite('An answer', () => {
  test('tells a grant with its time, its threshold and what to report', () => {
    const trigger = (triggerType: string) => ({ triggerType, triggerCategory: 'IMMEDIATE_REPORT' })
    assert.deepEqual(answer(granted(), { terms: { fullKbps: null } }), {
      invocationTimeStamp: '2026-11-23T10:00:00.125Z',
      invocationSequenceNumber: 0,
      sessionFailover: 'FAILOVER_SUPPORTED',
      multipleUnitInformation: [
        {
          ratingGroup: 10,
          resultCode: 'SUCCESS',
          grantedUnit: { totalVolume: 100_000_000 },
          triggers: ['QUOTA_THRESHOLD', 'QUOTA_EXHAUSTED', 'VALIDITY_TIME', 'QHT'].map(trigger),
          validityTime: 3_600,
          quotaHoldingTime: 600,
          volumeQuotaThreshold: 10_000_000,
        },
      ],
    })
  })

  test('names the threshold of a large grant by its bound, and none for a tiny one', () => {
    const large = first(answer(granted({ bytes: bytes(10n ** 12n) })))
    assert.equal(large['volumeQuotaThreshold'], THRESHOLD_BYTES_MAX)
    assert.equal('volumeQuotaThreshold' in first(answer(granted({ bytes: bytes(9n) }))), false)
  })

  test('holds no quota longer than it is valid', () => {
    const short = first(answer(granted({ seconds: 600 })))
    assert.equal('quotaHoldingTime' in short, false)
    const never = first(answer(granted(), { terms: { quotaHoldingSeconds: null } }))
    assert.equal('quotaHoldingTime' in never, false)
  })

  test('says what follows the last grant: the portal, a filter, or the end', () => {
    const last = granted({ last: 'portal_only' })
    const final = (terms: Partial<AnswerTerms>) =>
      first(answer(last, { terms }))['finalUnitIndication']
    const redirectServer = {
      redirectAddressType: 'URL',
      redirectServerAddress: 'https://renew.example.jp',
    }
    assert.deepEqual(final({}), { finalUnitAction: 'REDIRECT', redirectServer })
    assert.deepEqual(final({ finalUnits: { action: 'restrict', filterId: 'portal' } }), {
      finalUnitAction: 'RESTRICT_ACCESS',
      filterId: 'portal',
    })
    const terminate = { finalUnitAction: 'TERMINATE' }
    assert.deepEqual(final({ finalUnits: { action: 'terminate' } }), terminate)
    const ends = first(answer(granted({ last: 'none' })))
    assert.deepEqual(ends['finalUnitIndication'], terminate)
  })

  test('words why nothing is granted, and where the user can go', () => {
    const told = (kind: 'empty' | 'suspended' | 'ended') => {
      const unit = first(answer({ kind }))
      const { finalUnitAction } = unit['finalUnitIndication'] as { finalUnitAction: string }
      assert.equal('grantedUnit' in unit, false)
      return [unit['resultCode'], finalUnitAction]
    }
    assert.deepEqual(told('empty'), ['QUOTA_LIMIT_REACHED', 'REDIRECT'])
    assert.deepEqual(told('suspended'), ['END_USER_SERVICE_DENIED', 'REDIRECT'])
    assert.deepEqual(told('ended'), ['END_USER_SERVICE_REJECTED', 'TERMINATE'])
  })

  test('tells a speed in the session, and as a filter where one is named', () => {
    const slow = granted({ kbps: 128 })
    const plain = answer(slow)
    assert.deepEqual(plain['pDUSessionChargingInformation'], {
      pduSessionInformation: {
        pduSessionID: 5,
        dnnId: 'internet',
        authorizedSessionAMBR: { uplink: '128 Kbps', downlink: '128 Kbps' },
      },
    })
    assert.equal('finalUnitIndication' in first(plain), false)
    const filtered = first(answer(slow, { terms: { rateFilter: 'rate-{kbps}' } }))
    assert.deepEqual(filtered['finalUnitIndication'], {
      finalUnitAction: 'RESTRICT_ACCESS',
      filterId: 'rate-128',
    })
    const unnamed = startBody({ pDUSessionChargingInformation: { chargingId: 1 } })
    assert.equal('pDUSessionChargingInformation' in answer(slow, { body: unnamed }), false)
  })

  test('names the full rate once a speed may have been told, for silence would not lift it', () => {
    const rates = (grant: ServiceGrant, given: Parameters<typeof answer>[1] = {}) => {
      const session = answer(grant, given)['pDUSessionChargingInformation']
      if (session === undefined) return null
      const { pduSessionInformation: told } = session as {
        pduSessionInformation: { authorizedSessionAMBR: object }
      }
      return told.authorizedSessionAMBR
    }
    const both = (rate: string) => ({ uplink: rate, downlink: rate })
    assert.deepEqual(rates(granted({ kbps: 128 })), both('128 Kbps'))
    assert.deepEqual(rates(granted()), both('1000000 Kbps'))
    assert.equal(rates(granted(), { isStart: true }), null)
    assert.equal(rates(granted(), { terms: { fullKbps: null } }), null)
    assert.equal(rates(granted({ free: true })), null)
    assert.equal(rates({ kind: 'empty' }), null)
    const told = (over: object) => {
      const { pduSessionInformation, ...rest } = pduSession()
      const named = { ...pduSessionInformation, ...over }
      return startBody({ pDUSessionChargingInformation: { ...rest, pduSessionInformation: named } })
    }
    const subscribedSessionAMBR = { uplink: '50 Mbps', downlink: '200 Mbps' }
    const authorizedSessionAMBR = both('20 Mbps')
    const whole = told({ subscribedSessionAMBR, authorizedSessionAMBR })
    assert.deepEqual(rates(granted(), { body: whole }), authorizedSessionAMBR)
    assert.deepEqual(
      rates(granted(), { body: told({ subscribedSessionAMBR }) }),
      subscribedSessionAMBR,
    )
    assert.equal(
      rates(granted({ bytes: bytes(5n) }), { body: { ...whole, oneTimeEvent: true } }),
      null,
    )
  })

  test('tells nothing of a rating group that asked for nothing', () => {
    const body = startBody({ multipleUnitUsage: [{ ratingGroup: 10 }] })
    assert.equal('multipleUnitInformation' in answer(null, { body }), false)
  })

  test('rates no time and no events, and says so of each that asked for them', () => {
    const body = startBody({
      multipleUnitUsage: [
        { ratingGroup: 10, uPFID: 'a', requestedUnit: { serviceSpecificUnits: 1 } },
        { ratingGroup: 10, uPFID: 'b', requestedUnit: {} },
      ],
    })
    const [unsold, sold] = answer(granted(), { body }).multipleUnitInformation ?? []
    assert.deepEqual(unsold, { ratingGroup: 10, uPFID: 'a', resultCode: 'RATING_FAILED' })
    assert.deepEqual(sold?.['grantedUnit'], { totalVolume: 100_000_000 })
  })

  test('to an event names what it took, and nothing to watch or to report', () => {
    const multipleUnitUsage = [{ ratingGroup: 10, requestedUnit: { totalVolume: 5 } }]
    const body = startBody({ oneTimeEvent: true, multipleUnitUsage })
    assert.deepEqual(first(answer(granted({ bytes: bytes(5n), last: 'portal_only' }), { body })), {
      ratingGroup: 10,
      resultCode: 'SUCCESS',
      grantedUnit: { totalVolume: 5 },
    })
  })

  test('shares a grant among the user plane functions that asked, to the byte', () => {
    const property = fc.property(fc.bigInt(5n, 10n ** 13n), fc.integer({ min: 1, max: 5 }), shared)
    fc.assert(property)
  })
})

function shared(total: bigint, count: number): void {
  const multipleUnitUsage = Array.from({ length: count }, (_, at) => ({
    ratingGroup: 10,
    uPFID: `upf-${at}`,
    requestedUnit: {},
  }))
  const body = startBody({ multipleUnitUsage: [...multipleUnitUsage, { ratingGroup: 10 }] })
  const units = answer(granted({ bytes: bytes(total) }), { body }).multipleUnitInformation ?? []
  assert.deepEqual(
    units.map((one) => one['uPFID']),
    multipleUnitUsage.map((one) => one.uPFID),
  )
  const volumes = units.map((one) => (one['grantedUnit'] as { totalVolume: number }).totalVolume)
  assert.equal(
    volumes.reduce((sum, one) => sum + BigInt(one), 0n),
    total,
  )
}

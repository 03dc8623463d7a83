import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Admission } from '../../app/charging/ports.ts'
import type { Entitlement } from '../../domain/line/entitlement.ts'
import {
  INTERIM_SECONDS_MIN,
  SESSION_SECONDS_MAX,
  answerOf,
  readAccess,
  rejected,
  rejectedEap,
} from './access.ts'
import type { AccessAnswer, SessionPolicy } from './access.ts'
import { attribute, has, indexAttributes, read } from './attributes.ts'
import { PacketCode, VALUE_BYTES_MAX } from './codec.ts'
import type { Attribute } from './codec.ts'
import { ATTRIBUTES } from './dictionary.ts'
import type { AttributeName } from './dictionary.ts'
import type { DialectName } from './dialects.ts'

const POLICY: SessionPolicy = {
  prefix: 'tsuzuki-',
  portalUrl: 'https://renew.example.jp',
  idleSeconds: 900,
  interimSeconds: 600,
}
const FULL: Entitlement = { kind: 'full', kbps: null }

const packetOf = (...attributes: Attribute[]) => ({
  code: PacketCode.accessRequest,
  identifier: 0,
  authenticator: new Uint8Array(16),
  attributes,
})

const told = <Name extends AttributeName>({ attributes }: AccessAnswer, name: Name) =>
  read(indexAttributes(packetOf(...attributes)), name)

function answered(
  entitlement: Entitlement,
  given: {
    readonly seconds?: number | null
    readonly dialect?: DialectName
    readonly policy?: Partial<SessionPolicy>
  } = {},
): AccessAnswer {
  const admission: Admission = { kind: 'known', entitlement, seconds: given.seconds ?? null }
  const policy = { ...POLICY, ...given.policy }
  return answerOf(admission, { dialect: given.dialect ?? 'none', policy })
}

describe('an Access-Request', () => {
  const imsi = '440101234567890'

  it('is about a card, whatever credential stands beside its name', () => {
    const password = { type: 2, value: new Uint8Array(16).fill(9) }
    const chap = { type: 3, value: new Uint8Array(17).fill(9) }
    for (const beside of [[], [password], [chap]]) {
      const about = readAccess(packetOf(attribute('User-Name', `${imsi}@internet`), ...beside))
      assert.deepEqual(about, { ok: true, value: { imsi, msisdn: null, iccid: null } })
    }
    const number = readAccess(packetOf(attribute('Calling-Station-Id', '+818012345678')))
    assert.ok(number.ok && number.value.msisdn === '818012345678')
  })

  it('that names nobody, or wants EAP to be ended here, is refused', () => {
    const refusalOf = (...attributes: Attribute[]) => {
      const about = readAccess(packetOf(...attributes))
      assert.ok(!about.ok)
      return about.refusal.code
    }
    assert.equal(refusalOf(attribute('User-Name', 'guest')), 'missing_subscriber')
    const eap = attribute('EAP-Message', Uint8Array.of(2, 7, 0, 5, 1))
    assert.equal(refusalOf(attribute('3GPP-IMSI', imsi), eap), 'eap')
  })
})

describe('somebody who may come in', () => {
  it('is accepted until time alone changes that, but for a day at most', () => {
    const secondsOf = (seconds: number | null) =>
      told(answered(FULL, { seconds }), 'Session-Timeout')
    assert.equal(secondsOf(1), 1)
    assert.equal(secondsOf(SESSION_SECONDS_MAX - 1), SESSION_SECONDS_MAX - 1)
    assert.equal(secondsOf(SESSION_SECONDS_MAX), SESSION_SECONDS_MAX)
    assert.equal(secondsOf(SESSION_SECONDS_MAX + 1), SESSION_SECONDS_MAX)
    assert.equal(secondsOf(null), SESSION_SECONDS_MAX)
  })

  it('is told when to report, and how long it may be silent', () => {
    const answer = answered(FULL)
    assert.equal(answer.code, PacketCode.accessAccept)
    assert.equal(answer.refusal, null)
    assert.equal(told(answer, 'Acct-Interim-Interval'), 600)
    assert.equal(told(answer, 'Idle-Timeout'), 900)
    const loose = answered(FULL, { policy: { idleSeconds: null, interimSeconds: 2 } })
    assert.equal(told(loose, 'Idle-Timeout'), null)
    assert.equal(told(loose, 'Acct-Interim-Interval'), INTERIM_SECONDS_MIN)
  })

  it('gets its speed in the words of its NAS', () => {
    const throttled: Entitlement = { kind: 'throttled', kbps: 300 }
    const wispr = answered(throttled, { dialect: 'wispr' })
    assert.equal(told(wispr, 'WISPr-Bandwidth-Max-Down'), 300_000)
    const full = answered({ kind: 'full', kbps: 5_000 }, { dialect: 'filter-id' })
    assert.equal(told(full, 'Filter-Id'), 'tsuzuki-5000k')
  })

  it('has the renewal pages alone where its NAS knows how', () => {
    const mikrotik = answered({ kind: 'portal_only' }, { dialect: 'mikrotik' })
    assert.equal(mikrotik.code, PacketCode.accessAccept)
    assert.equal(told(mikrotik, 'Mikrotik-Address-List'), 'tsuzuki-portal')
  })
})

describe('somebody who may not come in', () => {
  it('is told why, and where to go', () => {
    const replies = [
      rejected('missing_subscriber', POLICY),
      answerOf({ kind: 'unknown_subscriber' }, { dialect: 'none', policy: POLICY }),
      answered({ kind: 'none' }),
      answered({ kind: 'portal_only' }),
    ]
    assert.deepEqual(
      replies.map(({ refusal }) => refusal),
      ['missing_subscriber', 'unknown_subscriber', 'ended', 'portal_only'],
    )
    for (const reply of replies) {
      assert.equal(reply.code, PacketCode.accessReject)
      assert.match(told(reply, 'Reply-Message') ?? '', /https:\/\/renew\.example\.jp$/)
    }
  })

  it('is told nothing where the address would have to be cut', () => {
    const portalUrl = `https://renew.example.jp/${'a'.repeat(VALUE_BYTES_MAX)}`
    const reply = rejected('ended', { portalUrl })
    assert.equal(told(reply, 'Reply-Message'), null)
    const fits = 'x'.repeat(VALUE_BYTES_MAX - 'This card has ended. Get a new one at '.length)
    assert.ok(told(rejected('ended', { portalUrl: fits }), 'Reply-Message')?.endsWith(fits))
  })

  it('inside EAP gets a Failure of the same identifier and no message', () => {
    const request = packetOf(attribute('EAP-Message', Uint8Array.of(2, 7, 0, 5, 1)))
    const reply = rejectedEap(request)
    assert.deepEqual(told(reply, 'EAP-Message'), Uint8Array.of(4, 7, 0, 4))
    assert.ok(!has(indexAttributes(packetOf(...reply.attributes)), 'Reply-Message'))
    const empty = rejectedEap(packetOf(attribute('EAP-Message', new Uint8Array(0))))
    assert.deepEqual(told(empty, 'EAP-Message'), Uint8Array.of(4, 0, 0, 4))
  })

  it('has the signature before everything else, as everybody has', () => {
    const answers = [answered(FULL), answered({ kind: 'none' }), rejectedEap(packetOf())]
    for (const { attributes } of answers) {
      assert.equal(attributes[0]?.type, ATTRIBUTES['Message-Authenticator'].code)
    }
  })
})

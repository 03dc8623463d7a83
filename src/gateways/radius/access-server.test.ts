import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { TestContext } from 'node:test'
import type { Admission } from '../../app/charging/ports.ts'
import { instant } from '../../domain/basics/time.ts'
import type { SubscriberClaim } from '../../domain/charging/request.ts'
import { openAccessServer } from './access-server.ts'
import { attribute } from './attributes.ts'
import { checkResponse } from './authenticator.ts'
import { clientFinder } from './clients.ts'
import type { RadiusClientSetting } from './clients.ts'
import { PACKET_BYTES_MAX, PacketCode, bytesOf, decode } from './codec.ts'
import type { Attribute } from './codec.ts'
import { ATTRIBUTES } from './dictionary.ts'
import {
  NAS_CLIENT,
  NAS_SECRET,
  accessRequest,
  exampleNas,
  signed,
  statusServer,
  until,
} from './example-nas.ts'

const KNOWN: Admission = {
  kind: 'known',
  entitlement: { kind: 'full', kbps: null },
  seconds: null,
}
const IMSI = attribute('3GPP-IMSI', '440101234567890')
/** No subscriber is named in fewer octets. */
const SHORT_NAME = attribute('Calling-Station-Id', '81801')

async function accessServer(
  context: TestContext,
  told: {
    readonly admit?: (subscriber: SubscriberClaim) => Promise<Admission>
    readonly client?: Partial<RadiusClientSetting>
    readonly idleSeconds?: number
  } = {},
) {
  const asked: SubscriberClaim[] = []
  const faults: unknown[] = []
  const clients = { find: clientFinder([{ ...NAS_CLIENT, ...told.client }]) }
  const server = await openAccessServer({
    host: '127.0.0.1',
    port: 0,
    findClient: (address) => clients.find(address),
    clock: { now: () => instant('2026-11-22T15:00:00Z') },
    onFault: (fault) => faults.push(fault),
    charging: {
      admit: async (subscriber) => {
        asked.push(subscriber)
        return (await told.admit?.(subscriber)) ?? KNOWN
      },
    },
    policy: {
      prefix: 'tsuzuki-',
      portalUrl: 'https://renew.example.jp',
      idleSeconds: told.idleSeconds ?? null,
      interimSeconds: 600,
    },
  })
  context.after(() => server.close())
  const peer = await exampleNas(context, server.port)
  return { server, asked, faults, peer, clients }
}

/** An answered exchange, last: everything sent before it on this socket has been seen. */
async function settle(peer: Awaited<ReturnType<typeof exampleNas>>) {
  peer.send(signed(statusServer(255)))
  assert.equal((await peer.next())[1], 255, 'nothing else was answered')
}

describe('the access server', () => {
  it('lets somebody in, signed twice, the signature first', async (context) => {
    const { server, asked, peer } = await accessServer(context)
    const state = attribute('Proxy-State', new TextEncoder().encode('far'))
    const request = signed(accessRequest(7, IMSI, state))
    peer.send(request)
    const response = await peer.next()
    assert.equal(response[0], PacketCode.accessAccept)
    assert.equal(response[1], 7)
    assert.equal(response[20], ATTRIBUTES['Message-Authenticator'].code)
    assert.deepEqual(
      checkResponse(response, { authenticator: request.subarray(4, 20) }, NAS_SECRET),
      {
        authenticator: 'valid',
        messageAuthenticator: 'valid',
      },
    )
    const decoded = decode(response)
    assert.ok(decoded.ok)
    assert.deepEqual(Uint8Array.from(decoded.value.attributes.at(-1)?.value ?? []), state.value)
    assert.deepEqual(asked, [{ imsi: '440101234567890', msisdn: null, iccid: null }])
    assert.equal(server.counters.accepted, 1)
  })

  it('turns people away, and counts why', async (context) => {
    const admissions: Admission[] = [
      { kind: 'unknown_subscriber' },
      { ...KNOWN, entitlement: { kind: 'none' } },
      { ...KNOWN, entitlement: { kind: 'portal_only' } },
    ]
    const { server, peer } = await accessServer(context, {
      admit: async () => admissions.shift() ?? KNOWN,
    })
    const eap = attribute('EAP-Message', Uint8Array.of(2, 7, 0, 4))
    const requests = [[IMSI], [IMSI], [IMSI], [], [IMSI, eap]]
    for (const [at, attributes] of requests.entries()) {
      peer.send(signed(accessRequest(at, ...attributes)))
      assert.equal((await peer.next())[0], PacketCode.accessReject)
    }
    assert.deepEqual(server.counters.rejected, {
      unknown_subscriber: 1,
      missing_subscriber: 1,
      ended: 1,
      portal_only: 1,
      eap: 1,
    })
  })

  it('speaks the dialect of the client', async (context) => {
    const { server, peer } = await accessServer(context, {
      client: { dialect: 'filter-id' },
      admit: async () => ({ ...KNOWN, entitlement: { kind: 'portal_only' } }),
    })
    peer.send(signed(accessRequest(1, IMSI)))
    const response = await peer.next()
    assert.equal(response[0], PacketCode.accessAccept)
    assert.match(new TextDecoder('latin1').decode(response), /tsuzuki-portal/)
    assert.equal(server.counters.acceptedPortalOnly, 1)
  })

  it('answers Status-Server with Access-Accept (RFC 5997 §3)', async (context) => {
    const { server, asked, peer } = await accessServer(context)
    const request = signed(statusServer(3))
    peer.send(request)
    const response = await peer.next()
    assert.equal(response[0], PacketCode.accessAccept)
    const check = checkResponse(response, { authenticator: request.subarray(4, 20) }, NAS_SECRET)
    assert.deepEqual(check, { authenticator: 'valid', messageAuthenticator: 'valid' })
    assert.equal(server.counters.accepted, 0)
    assert.deepEqual(asked, [])
  })

  it('takes no request without Message-Authenticator, whoever asks', async (context) => {
    const { server, asked, peer } = await accessServer(context)
    peer.send(signed({ ...accessRequest(1), attributes: [IMSI] }))
    const forged = signed(accessRequest(2, IMSI))
    forged[forged.length - 1] = 0x39
    peer.send(forged)
    peer.send(signed({ ...accessRequest(3, IMSI), code: PacketCode.accountingRequest }))
    await settle(peer)
    assert.equal(server.counters.dropped.missing_message_authenticator, 1)
    assert.equal(server.counters.dropped.wrong_message_authenticator, 1)
    assert.equal(server.counters.dropped.unexpected_code, 1)
    assert.deepEqual(asked, [])
  })

  it('answers a duplicate with the same octets, without asking again', async (context) => {
    const { server, asked, peer } = await accessServer(context)
    const request = signed(accessRequest(1, IMSI))
    peer.send(request)
    const first = await peer.next()
    peer.send(request)
    assert.deepEqual(await peer.next(), first)
    assert.equal(asked.length, 1)
    assert.equal(server.counters.resent, 1)
  })

  it('says nothing on a fault, and answers the next', async (context) => {
    let isGone = true
    const { server, faults, peer } = await accessServer(context, {
      admit: async () => {
        if (isGone) throw new Error('the store is gone')
        return KNOWN
      },
    })
    peer.send(signed(accessRequest(1, IMSI)))
    await until(() => server.counters.faults === 1)
    await settle(peer)
    assert.match(String(faults[0]), /the store is gone/)
    isGone = false
    peer.send(signed(accessRequest(1, IMSI)))
    assert.equal((await peer.next())[0], PacketCode.accessAccept)
  })

  it('lets optional attributes give way to Proxy-States that fill a packet', async (context) => {
    const { server, faults, peer } = await accessServer(context, {
      admit: async () => admissions.shift() ?? KNOWN,
    })
    const admissions: Admission[] = [KNOWN, { kind: 'unknown_subscriber' }]
    const eap = attribute('EAP-Message', Uint8Array.of(2, 7, 0, 4))
    const asked = [[], [eap], [IMSI], [IMSI]].map((attributes, at) => {
      const states = proxyStates(4_065 - 38 - bytesOf(attributes))
      return { request: signed(accessRequest(at, ...attributes, ...states)), states }
    })
    const codes: (number | undefined)[] = []
    for (const { request, states } of asked) {
      assert.equal(request.length, 4_065)
      peer.send(request)
      const response = await peer.next()
      assert.ok(response.length <= PACKET_BYTES_MAX)
      const decoded = decode(response)
      assert.ok(decoded.ok)
      codes.push(decoded.value.code)
      const { attributes } = decoded.value
      const kept = attributes.filter(({ type }) => type === ATTRIBUTES['Proxy-State'].code)
      assert.deepEqual(kept.map(valueOf), states.map(valueOf))
      assert.ok(attributes.every(({ type }) => type !== ATTRIBUTES['Reply-Message'].code))
    }
    const { accessReject, accessAccept } = PacketCode
    assert.deepEqual(codes, [accessReject, accessReject, accessAccept, accessReject])
    await settle(peer)
    assert.deepEqual(faults, [])
    assert.equal(server.counters.dropped.answer_too_long, 0)
  })

  it('leaves out no more than has to give way', async (context) => {
    const { peer } = await accessServer(context, { idleSeconds: 300 })
    const whole = 20 + 18 + 3 * 6
    const { 'Idle-Timeout': idle, 'Acct-Interim-Interval': interim } = ATTRIBUTES
    for (const [over, gone] of [
      [0, []],
      [1, [idle.code]],
      [6, [idle.code]],
      [7, [idle.code, interim.code]],
      [11, [idle.code, interim.code]],
    ] as const) {
      const states = proxyStates(PACKET_BYTES_MAX - whole + over)
      peer.send(signed(accessRequest(over, SHORT_NAME, ...states)))
      const decoded = decode(await peer.next())
      assert.ok(decoded.ok)
      const types = new Set(decoded.value.attributes.map(({ type }) => type))
      assert.ok(types.has(ATTRIBUTES['Session-Timeout'].code))
      const missing = [idle.code, interim.code].filter((code) => !types.has(code))
      assert.deepEqual(missing, gone)
    }
  })

  it('does not answer where what the line may do finds no room, and counts it', async (context) => {
    const { server, faults, peer } = await accessServer(context, {
      client: { dialect: 'filter-id' },
    })
    const states = proxyStates(PACKET_BYTES_MAX - 38 - bytesOf([SHORT_NAME]))
    peer.send(signed(accessRequest(1, SHORT_NAME, ...states)))
    await until(() => server.counters.dropped.answer_too_long === 1)
    await settle(peer)
    assert.deepEqual(faults, [])
    assert.equal(server.counters.accepted, 0)
  })

  it('outlives a fault before anything is decided', async (context) => {
    const fault = new Error('the clients cannot be read')
    const { server, faults, peer, clients } = await accessServer(context)
    const { find } = clients
    clients.find = () => {
      throw fault
    }
    peer.send(signed(accessRequest(1, IMSI)))
    await until(() => server.counters.faults === 1)
    clients.find = find
    await settle(peer)
    assert.deepEqual(faults, [fault])
  })
})

/** Proxy-States of so many octets together. */
function proxyStates(octets: number): Attribute[] {
  const states: Attribute[] = []
  for (let left = octets; left > 0;) {
    // None may be left with an octet less than its header has.
    const next = left > 255 && left < 258 ? 200 : Math.min(left, 255)
    states.push(attribute('Proxy-State', new Uint8Array(next - 2).fill(states.length)))
    left -= next
  }
  return states
}

function valueOf({ value }: Attribute): Uint8Array {
  return Uint8Array.from(value)
}

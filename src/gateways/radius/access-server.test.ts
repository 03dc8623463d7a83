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
import { PacketCode, decode } from './codec.ts'
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

async function accessServer(
  context: TestContext,
  told: {
    readonly admit?: (subscriber: SubscriberClaim) => Promise<Admission>
    readonly client?: Partial<RadiusClientSetting>
  } = {},
) {
  const asked: SubscriberClaim[] = []
  const faults: unknown[] = []
  const server = await openAccessServer({
    host: '127.0.0.1',
    port: 0,
    findClient: clientFinder([{ ...NAS_CLIENT, ...told.client }]),
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
      idleSeconds: null,
      interimSeconds: 600,
    },
  })
  context.after(() => server.close())
  const peer = await exampleNas(context, server.port)
  return { server, asked, faults, peer }
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
})

import assert from 'node:assert/strict'
import { after, afterEach, describe, it } from 'node:test'
import { memoryCharging } from '../../../test/interop/diameter-charging.ts'
import {
  creditRequest,
  GATEWAY,
  resultOf,
  type CreditAsked,
} from '../../../test/interop/diameter-gateway.ts'
import { OURS, TestNodes } from '../../../test/interop/diameter-node.ts'
import type { DataSession } from '../../domain/charging/data-session.ts'
import { avp, INVALID_AVP_VALUE, SHOWN_BYTES_MAX } from './avps.ts'
import { RESULT, type Identity } from './base.ts'
import { CREDIT_RESULT } from './credit-control.ts'
import { AVPS } from './dictionary.ts'
import { createTeller } from './teller.ts'

const IMSI = '440101234567890'

const nodes = new TestNodes()
afterEach(() => nodes.close())
after(() => assert.deepEqual(nodes.faults, []))

/** Without a word of whom it is about. */
function nameless(asked: CreditAsked, mark: number) {
  const request = creditRequest(asked, GATEWAY, mark)
  const avps = request.avps.filter(({ code }) => code !== AVPS['Subscription-Id'].code)
  return { ...request, avps }
}

const PGW2: Identity = { ...GATEWAY, host: 'pgw2.test.local' }
const DRA: Identity = { ...GATEWAY, host: 'one.dra.test.local' }

describe('In the name of another host', () => {
  const asked = { session: 's', type: 'initial', number: 0, services: [] } as const
  const restarted = { ...asked, more: [avp('Origin-State-Id', 0xffff_ffff)] }

  it('a gateway is not heard, and ends nothing of the other', async () => {
    const charging = memoryCharging({ [IMSI]: 9n })
    const server = await nodes.open(charging)
    const [one, other] = [await nodes.gatewayOf(server), await nodes.gatewayOf(server, PGW2)]
    await one.credit(asked)
    const answer = await other.send(creditRequest(restarted, GATEWAY, other.nextMark()))
    assert.equal(resultOf(answer), RESULT.authorizationRejected)
    assert.deepEqual([charging.restarts.length, charging.requests.length], [0, 1])
    const more = [avp('Requested-Action', 2)]
    const balance = { session: 'b', type: 'event', number: 0, more } as const
    const told = await other.send(creditRequest(balance, GATEWAY, other.nextMark()))
    assert.equal(resultOf(told), RESULT.authorizationRejected)
    assert.equal(server.counters.requestsUnvouched, 2)
  })

  it('a relay is heard, and a gateway in its own, however it is written', async () => {
    const charging = memoryCharging({ [IMSI]: 9n })
    const server = await nodes.open(charging)
    const [relay, own] = [await nodes.gatewayOf(server, DRA), await nodes.gatewayOf(server)]
    const forwarded = await relay.send(creditRequest(asked, PGW2, relay.nextMark()))
    assert.equal(resultOf(forwarded), RESULT.success)
    const loud = { ...GATEWAY, host: GATEWAY.host.toUpperCase() }
    assert.equal(resultOf(await own.send(creditRequest(asked, loud, own.nextMark()))), 2001)
  })
})

describe('An order to a host', () => {
  const session = {
    sessionKey: 's',
    reach: { host: GATEWAY.host, realm: GATEWAY.realm },
  } as unknown as DataSession

  it('goes by no gateway that is not a relay', async () => {
    const server = await nodes.open()
    const other = await nodes.gatewayOf(server, PGW2)
    other.orderResult = 5002
    assert.equal(await createTeller(server, OURS).stop(session), 'silent')
    assert.deepEqual(other.orders, [])
  })

  it('says that the session is gone only by the word of its own host', async () => {
    const server = await nodes.open()
    const relay = await nodes.gatewayOf(server, DRA)
    relay.orderResult = 5002
    assert.equal(await createTeller(server, OURS).stop(session), 'silent')
    assert.equal(relay.orders.length, 1)
    const own = await nodes.gatewayOf(server)
    own.orderResult = 5002
    assert.equal(await createTeller(server, OURS).stop(session), 'gone')
  })
})

describe('The name of a session', () => {
  it('that cannot be kept is refused, and nothing of it reaches charging', async () => {
    const charging = memoryCharging({ [IMSI]: 9n })
    const gateway = await nodes.gatewayOf(await nodes.open(charging))
    for (const session of ['pgw;1\0;2', 'x'.repeat(60_000)]) {
      const answer = await gateway.credit({ session, type: 'initial', number: 0 })
      assert.equal(resultOf(answer), INVALID_AVP_VALUE)
      const failed = answer.avps.find(({ code }) => code === AVPS['Failed-AVP'].code)
      assert.ok(failed?.data instanceof Uint8Array)
      assert.ok(failed.data.length <= 8 + SHOWN_BYTES_MAX, 'it stays closed, and is short')
    }
    assert.deepEqual(charging.requests, [])
  })

  it('stands for its subscriber once charging knows them, and not before', async () => {
    const server = await nodes.open(memoryCharging({ [IMSI]: 9n }))
    const gateway = await nodes.gatewayOf(server)
    const resultOfNext = async (session: string, imsi: string) => {
      await gateway.credit({ session, type: 'initial', number: 0, imsi })
      const next = nameless({ session, type: 'update', number: 1 }, gateway.nextMark())
      return resultOf(await gateway.send(next))
    }
    assert.equal(await resultOfNext('known', IMSI), RESULT.success)
    const first = { session: 's', type: 'initial', number: 0, imsi: '440109999999999' } as const
    assert.equal(resultOf(await gateway.credit(first)), CREDIT_RESULT.userUnknown)
    assert.equal(await resultOfNext('unknown', '440109999999999'), RESULT.unknownSessionId)
  })
})

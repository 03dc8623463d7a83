import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { ProfileServerUnreachable } from '../../src/app/esim/ports.ts'
import type { MatchingId } from '../../src/domain/esim/install-code.ts'
import { EID } from '../../src/domain/esim/example-profiles.ts'
import type { Eid } from '../../src/domain/line/eid.ts'
import type { Iccid } from '../../src/domain/line/iccid.ts'
import type { SandboxSmdp } from '../../src/adapters/smdp/sandbox-smdp.ts'
import { esimContract } from './esim.contract.ts'
import { clientOf, startSmdp } from './esim-world.ts'
import { openMemory, openPostgres } from './stores.ts'

esimContract('memory', openMemory)
esimContract('PostgreSQL', openPostgres)

describe('ES2+ between the client and an SM-DP+', () => {
  let smdp: SandboxSmdp
  let calls = 0
  before(async () => {
    smdp = await startSmdp()
  })
  after(() => smdp.close())

  const matchingId = 'AB-1' as MatchingId
  function order(iccid: string, over: { readonly eid?: Eid; readonly call?: string } = {}) {
    calls += 1
    return { call: `call-${calls}`, iccid: iccid as Iccid, eid: null, ...over }
  }

  test('a profile goes from available to released and back', async () => {
    const server = clientOf(smdp)
    const iccid = '8981100000000000017'
    assert.deepEqual(await server.downloadOrder(order(iccid)), { kind: 'success' })
    assert.equal(smdp.profile(iccid)?.state, 'Allocated')
    const confirmed = await server.confirmOrder({ ...order(iccid), matchingId })
    assert.deepEqual(confirmed, { execution: { kind: 'success' }, matchingId, smdp: null })
    assert.equal(smdp.profile(iccid)?.state, 'Released')
    const cancelled = await server.cancelOrder({ ...order(iccid), matchingId })
    assert.deepEqual(cancelled, { kind: 'success' })
    assert.equal(smdp.profile(iccid)?.state, 'Available')
  })

  test('with an EID it is linked, and confirmed for no other', async () => {
    const server = clientOf(smdp)
    const iccid = '8981100000000000025'
    await server.downloadOrder(order(iccid, { eid: EID }))
    assert.equal(smdp.profile(iccid)?.state, 'Linked')
    const other = { ...order(iccid, { eid: '0'.repeat(32) as Eid }), matchingId }
    const { execution } = await server.confirmOrder(other)
    assert.deepEqual(execution, { kind: 'failed', status: { subject: '8.1.1', reason: '3.10' } })
  })

  test('the same call is answered the same, another call by the state', async () => {
    const server = clientOf(smdp)
    const iccid = '8981100000000000033'
    const same = order(iccid)
    assert.deepEqual(await server.downloadOrder(same), { kind: 'success' })
    assert.deepEqual(await server.downloadOrder(same), { kind: 'success' })
    const inUse = { kind: 'failed', status: { subject: '8.2.1', reason: '3.3' } }
    assert.deepEqual(await server.downloadOrder(order(iccid)), inUse)
    const wrong = { ...order(iccid), matchingId: 'OTHER' as MatchingId }
    const notOurs = { kind: 'failed', status: { subject: '8.2.6', reason: '3.10' } }
    assert.deepEqual(await server.cancelOrder(wrong), notOurs)
  })

  test('no answer, a fault and a wrong token leave nobody knowing', async () => {
    const iccid = '8981100000000000041'
    for (const how of [503, 'lose_answer'] as const) {
      smdp.misbehave(how)
      await assert.rejects(clientOf(smdp).downloadOrder(order(iccid)), ProfileServerUnreachable)
    }
    const stranger = clientOf(smdp, 'another word')
    await assert.rejects(stranger.downloadOrder(order(iccid)), ProfileServerUnreachable)
    const gone = await startSmdp()
    const late = clientOf(gone)
    await gone.close()
    await assert.rejects(late.downloadOrder(order(iccid)), ProfileServerUnreachable)
  })
})

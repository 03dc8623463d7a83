import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach, describe, it, type TestContext } from 'node:test'
import { memoryCharging } from '../../../test/interop/diameter-charging.ts'
import { GATEWAY, resultOf, TestGateway } from '../../../test/interop/diameter-gateway.ts'
import { LOOPBACK, OURS, TestNodes, until } from '../../../test/interop/diameter-node.ts'
import { certificates } from '../../../test/interop/diameter-peers.ts'
import { COMMAND, DISCONNECT, disconnectRequest } from './base.ts'
import type { PeerSetting } from './peers.ts'
import { RECONNECT_MS, UNNEEDED_MS } from './server.ts'

const IMSI = '440101234567890'

const nodes = new TestNodes()
afterEach(() => nodes.close())
after(() => assert.deepEqual(nodes.faults, []))

/** Where connections of ours arrive. */
async function listen(t: TestContext) {
  const taken: TestGateway[] = []
  const waiting: ((gateway: TestGateway) => void)[] = []
  const listener = createServer((socket) => {
    const gateway = new TestGateway(socket)
    nodes.gateways.push(gateway)
    taken.push(gateway)
    waiting.shift()?.(gateway)
  })
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  t.after(() => listener.close())
  const { port } = listener.address() as AddressInfo
  const connect = { host: '127.0.0.1', port }
  const peer: PeerSetting = { ...LOOPBACK, host: GATEWAY.host, connect }
  const next = () => new Promise<TestGateway>((resolve) => waiting.push(resolve))
  return { peer, taken, next }
}

describe('Connections of our own', () => {
  it('are made, made again when they end, and carry requests', async (t) => {
    const { peer, next } = await listen(t)
    const charging = memoryCharging({ [IMSI]: 9n })
    const coming = next()
    const server = await nodes.open(charging, { peers: [peer], reconnectMs: 20 })
    const first = await coming
    assert.equal((await first.order()).command, COMMAND.capabilitiesExchange)
    const again = next()
    await first.leave()
    const second = await again
    await second.order()
    await until(() => server.counters.connectionsMade === 2 && server.connections() === 1)
    const services = [{ group: 100, wants: null }]
    const asked = { session: 's1', type: 'initial', number: 0, services } as const
    assert.equal(resultOf(await second.credit(asked)), 2001)
  })

  it('that the peer sees no need of are made again much later', async (t) => {
    const { peer, next } = await listen(t)
    const coming = next()
    const server = await nodes.open(undefined, { peers: [peer], unneededMs: 20 })
    const gateway = await coming
    await gateway.order()
    const again = next()
    const mark = gateway.nextMark()
    const marks = { hopByHop: mark, endToEnd: mark }
    await gateway.send(disconnectRequest(GATEWAY, marks, DISCONNECT.doNotWantToTalk))
    await gateway.leave()
    await again
    assert.ok(UNNEEDED_MS >= 10 * RECONNECT_MS)
    assert.equal(server.counters.connectionsFailed, 0)
  })

  const openssl = spawnSync('openssl', ['version']).status === 0
  const skip = openssl ? false : 'openssl is not there to make certificates'

  it('are given up and made again where TLS is met with silence', { skip }, async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'tsuzuki-dial-'))
    t.after(() => rmSync(folder, { recursive: true, force: true }))
    const { ca, of } = certificates(folder, [OURS.host])
    let taken = 0
    const silent = createServer((socket) => {
      taken += 1
      socket.on('error', () => {})
    })
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    t.after(() => silent.close())
    const { port } = silent.address() as AddressInfo
    const peer = { ...LOOPBACK, host: GATEWAY.host, connect: { host: '127.0.0.1', port } }
    const tls = { ...of(OURS.host), ca }
    const server = await nodes.open(undefined, { peers: [peer], tls, dialMs: 50, reconnectMs: 20 })
    await until(() => taken === 2)
    assert.ok(server.counters.connectionsFailed >= 1)
  })
})

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach, describe, it } from 'node:test'
import { connect as connectTls } from 'node:tls'
import { GATEWAY, resultOf, TestGateway } from '../../../test/interop/diameter-gateway.ts'
import { LOOPBACK, OURS, TestNodes, until } from '../../../test/interop/diameter-node.ts'
import { certificates } from '../../../test/interop/diameter-peers.ts'
import { CONNECTIONS_MAX, ENTRY_CONNECTIONS_MAX, STRANGERS_MAX } from './places.ts'

const NEAR = '127.0.0.2'
const FAR = '127.0.0.3'
const near = { ...LOOPBACK, host: '*.near.test.local', addresses: [NEAR] }
const far = { ...LOOPBACK, host: '*.far.test.local', addresses: [FAR] }

const nodes = new TestNodes()
const sockets: Socket[] = []
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy()
  return nodes.close()
})
after(() => assert.deepEqual(nodes.faults, []))

/** Connected, and silent. */
async function reach(port: number, localAddress: string, count: number): Promise<void> {
  const connected = Array.from({ length: count }, () => {
    const socket = connect({ host: '127.0.0.1', port, localAddress })
    sockets.push(socket)
    socket.on('error', () => {})
    return new Promise((resolve) => socket.once('connect', resolve))
  })
  await Promise.all(connected)
}

describe('Places for connections', () => {
  it('are so many in all, and those beyond are closed', async () => {
    const peers = ['a', 'b', 'c'].map((name) => ({ ...LOOPBACK, host: `*.${name}.test.local` }))
    const server = await nodes.open(undefined, { peers })
    await reach(server.port, NEAR, CONNECTIONS_MAX + 1)
    await until(() => server.counters.connectionsRefused.too_many === 1)
    assert.equal(server.connections(), CONNECTIONS_MAX)
  })

  it('are so many of one entry of the peers, and leave room for the others', async () => {
    const server = await nodes.open(undefined, { peers: [near, far] })
    await reach(server.port, NEAR, ENTRY_CONNECTIONS_MAX + 1)
    await until(() => server.counters.connectionsRefused.too_many_of_peer === 1)
    assert.equal(server.connections(), ENTRY_CONNECTIONS_MAX)
    await reach(server.port, FAR, 1)
    await until(() => server.connections() === ENTRY_CONNECTIONS_MAX + 1)
    assert.ok(2 * ENTRY_CONNECTIONS_MAX + STRANGERS_MAX < CONNECTIONS_MAX)
  })

  it('are few for strangers, and are given again when they have gone', async () => {
    const server = await nodes.open(undefined, { peers: [near] })
    await reach(server.port, FAR, STRANGERS_MAX + 1)
    await until(() => server.counters.connectionsRefused.too_many_strangers === 1)
    assert.equal(server.connections(), STRANGERS_MAX)
    for (const socket of sockets) socket.destroy()
    await until(() => server.connections() === 0)
    await reach(server.port, FAR, STRANGERS_MAX)
    await until(() => server.connections() === STRANGERS_MAX)
    assert.equal(server.counters.connectionsRefused.too_many_strangers, 1)
  })

  const openssl = spawnSync('openssl', ['version']).status === 0
  const skip = openssl ? false : 'openssl is not there to make certificates'

  it('are given before a handshake of TLS, which strangers may never end', { skip }, async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'tsuzuki-places-'))
    t.after(() => rmSync(folder, { recursive: true, force: true }))
    const authority = certificates(folder, [OURS.host, GATEWAY.host])
    const { ca } = authority
    const peer = { ...LOOPBACK, addresses: [NEAR] }
    const tls = { ...authority.of(OURS.host), ca }
    const server = await nodes.open(undefined, { peers: [peer], tls })
    await reach(server.port, FAR, CONNECTIONS_MAX)
    const refused = CONNECTIONS_MAX - STRANGERS_MAX
    await until(() => server.counters.connectionsRefused.too_many_strangers === refused)
    const at = { host: '127.0.0.1', port: server.port, localAddress: NEAR, servername: OURS.host }
    const gateway = new TestGateway(connectTls({ ...at, ca, ...authority.of(GATEWAY.host) }))
    nodes.gateways.push(gateway)
    assert.equal(resultOf(await gateway.introduce()), 2001)
    assert.equal(server.counters.connectionsRefused.too_many, 0)
    const since = performance.now()
    await server.close()
    assert.ok(performance.now() - since < 4_000, 'nor are they waited for')
  })
})

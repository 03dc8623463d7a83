import assert from 'node:assert/strict'
import { connect, type Socket } from 'node:net'
import { suite, test } from 'node:test'
import { makeCertificates, openWith, TOKEN, withoutOpenssl as skip } from './example-gateway.ts'
import { openPeer } from './example-peer.ts'
import { startBody } from './example-requests.ts'
import { STRANGER_REQUESTS_MAX } from './server.ts'
import { ADDRESS_STRANGERS_MAX, createStrangers, STRANGERS_MAX } from './strangers.ts'

const FAR = '127.0.0.2'
const TOKENS = [{ name: 'smf-1', token: TOKEN }]
/** The peer of `openWith` comes from there; whoever else does not. */
const LISTED = { tokens: TOKENS, peers: ['127.0.0.1'] }
const headers = { authorization: `Bearer ${TOKEN}` }
/** No figure of ours; only shorter than what is waited for otherwise. */
const SOON_MS = 5_000

/** Connects, and is silent. `gone` resolves once it is hung up on. */
function reach(port: number | undefined, localAddress = FAR) {
  const socket: Socket = connect({ host: '127.0.0.1', port: port ?? 0, localAddress })
  const connected = Promise.withResolvers<void>()
  const gone = Promise.withResolvers<void>()
  socket.on('error', () => {})
  socket.on('connect', () => connected.resolve())
  socket.on('close', () => gone.resolve())
  socket.resume()
  return { socket, connected: connected.promise, gone: gone.promise }
}

suite('Room for strangers', () => {
  test('is small for one address and all together, and is given back once', () => {
    const strangers = createStrangers()
    const taken = Array.from({ length: ADDRESS_STRANGERS_MAX }, () => strangers.take('192.0.2.1'))
    assert.ok(taken.every((one) => one !== null))
    assert.equal(strangers.take('192.0.2.1'), null)
    assert.equal(strangers.take('::ffff:192.0.2.1'), null)
    taken[0]?.()
    taken[0]?.()
    assert.notEqual(strangers.take('192.0.2.1'), null)
    assert.equal(strangers.take('192.0.2.1'), null)
    for (let at = ADDRESS_STRANGERS_MAX; at < STRANGERS_MAX; at += 1) {
      assert.notEqual(strangers.take(`198.51.100.${at}`), null)
    }
    assert.equal(strangers.take('203.0.113.1'), null)
  })

  test('is that of one /64 for all addresses in it', () => {
    const strangers = createStrangers()
    for (let at = 0; at < ADDRESS_STRANGERS_MAX; at += 1) {
      assert.notEqual(strangers.take(`2001:db8::${at}`), null)
    }
    assert.equal(strangers.take('2001:db8::ffff'), null)
    assert.notEqual(strangers.take('2001:db8:0:1::1'), null)
  })
})

suite('A stranger', () => {
  test('who asks for nothing is hung up on soon, and whoever is listed is served', async () => {
    const { plain, peer, close } = await openWith({ callers: LISTED, strangerMsMax: 400 })
    await peer.ask({ body: startBody() })
    const { gone } = reach(plain?.port)
    const proven = openPeer(`http://127.0.0.1:${plain?.port}`, { localAddress: FAR })
    assert.equal((await proven.ask({ body: startBody(), headers })).status, 201)
    await gone
    assert.equal((await proven.ask({ body: startBody(), headers })).status, 201)
    assert.equal((await peer.ask({ body: startBody() })).status, 201)
    await proven.close()
    await close()
  })

  test('whom nothing can help is hung up on at once', async () => {
    const callers = { tokens: [], peers: ['127.0.0.1'] }
    const { plain, peer, counters, close } = await openWith({ callers })
    await reach(plain?.port).gone
    assert.equal(counters.turnedAway, 1)
    assert.equal((await peer.ask({ body: startBody() })).status, 201)
    assert.equal(counters.connections, 1)
    await close()
  })

  test('takes no more than its share, which whoever shows a token leaves', async () => {
    const { plain, peer, counters, close } = await openWith({ callers: LISTED })
    const proven = openPeer(`http://127.0.0.1:${plain?.port}`, { localAddress: FAR })
    assert.equal((await proven.ask({ body: startBody(), headers })).status, 201)
    const silent = Array.from({ length: ADDRESS_STRANGERS_MAX + 1 }, () => reach(plain?.port))
    await Promise.all(silent.map(({ connected }) => connected))
    await Promise.race(silent.map(({ gone }) => gone))
    assert.equal(counters.turnedAway, 1)
    assert.equal((await peer.ask({ body: startBody() })).status, 201)
    for (const { socket } of silent) socket.destroy()
    await Promise.all(silent.map(({ gone }) => gone))
    await proven.close()
    await close()
  })

  test('is asked for a token where there are any', async () => {
    const { peer, close } = await openWith({ callers: { tokens: TOKENS, peers: [] } })
    const refused = await peer.ask({ body: startBody() })
    assert.equal(refused.status, 401)
    assert.match(refused.text, /"UNAUTHENTICATED"/)
    assert.equal(refused.headers['www-authenticate'], 'Bearer')
    assert.equal((await peer.ask({ body: startBody(), headers })).status, 201)
    await close()
  })

  test('who keeps asking loses the connection', async () => {
    const { peer, close } = await openWith({ callers: { tokens: TOKENS, peers: [] } })
    const { promise: closed, resolve } = Promise.withResolvers<void>()
    peer.session.on('close', resolve)
    for (let at = 0; at < STRANGER_REQUESTS_MAX; at += 1) {
      assert.equal((await peer.ask({ body: startBody() })).status, 401)
    }
    await closed
    await close()
  })

  test(
    'who never ends a handshake of TLS has no longer, and a stop does not wait',
    { skip },
    async () => {
      const { server, client } = makeCertificates()
      const { ca, key, cert } = server
      const callers = { tokens: [], peers: [] }
      const quick = await openWith({
        secure: { port: 0, key, cert, ca },
        callers,
        strangerMsMax: 1_000,
      })
      await reach(quick.secure?.port).gone
      // Without a certificate nothing of what it may ask can help.
      const nobody = openPeer(`https://localhost:${quick.secure?.port}`, { ca })
      await assert.rejects(nobody.ask({ body: startBody() }))
      const known = openPeer(`https://localhost:${quick.secure?.port}`, { ca, ...client })
      assert.equal((await known.ask({ body: startBody() })).status, 201)
      await known.close()
      await quick.close()

      const slow = await openWith({ secure: { port: 0, key, cert, ca }, callers })
      const { connected, gone } = reach(slow.secure?.port)
      await connected
      const since = performance.now()
      await slow.close()
      await gone
      assert.ok(performance.now() - since < SOON_MS)
    },
  )
})

import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { after, before, suite, test } from 'node:test'
import {
  CONNECTIONS_MAX,
  HEADER_BYTES_MAX,
  openLanding,
  REQUEST_MS_MAX,
  type Landing,
} from './landing.ts'

const PORTAL = 'https://renew.example.jp'

/** What devices ask for to see whether they are shut in. */
const PROBES = [
  ['connectivitycheck.gstatic.com', '/generate_204'],
  ['captive.apple.com', '/hotspot-detect.html'],
  ['www.msftconnecttest.com', '/connecttest.txt'],
  ['www.msftncsi.com', '/ncsi.txt'],
  ['detectportal.firefox.com', '/success.txt?ipv4'],
  ['detectportal.firefox.com', '/canonical.html'],
  ['anywhere.example', '/'],
] as const

suite('The plain-HTTP landing', () => {
  let landing: Landing
  before(async () => {
    landing = await openLanding({ host: '127.0.0.1', port: 0, portalUrl: PORTAL })
  })
  after(() => landing.close())

  /** Everything that is said to these octets, until the other side closes. */
  async function say(octets: string, { port } = landing): Promise<string> {
    const socket = connect(port, '127.0.0.1')
    let said = ''
    socket.on('data', (chunk: Buffer) => (said += chunk.toString()))
    socket.on('error', () => socket.destroy())
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
    socket.write(octets)
    await closed
    return said
  }

  test('Leads the probes of every system, and any page of any host, to the portal', async () => {
    for (const [host, path] of PROBES) {
      const said = await say(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nCookie: a=b\r\n\r\n`)
      assert.match(said, /^HTTP\/1\.1 302 /, path)
      assert.match(said, /\r\nlocation: https:\/\/renew\.example\.jp\/\r\n/i)
      assert.match(said, /\r\ncache-control: no-store\r\n/i)
      assert.match(said, /\r\nconnection: close\r\n/i)
      assert.doesNotMatch(said, /set-cookie|<form/i)
      assert.ok(said.length < 500, 'a few hundred bytes at 128 kbps')
    }
  })

  test('Tells a HEAD the way without a body, and speaks to HTTP of 1996', async () => {
    const head = await say('HEAD / HTTP/1.1\r\nHost: a.example\r\n\r\n')
    assert.match(head, /^HTTP\/1\.1 302 [\s\S]*\r\n\r\n$/)
    assert.match(await say('GET / HTTP/1.0\r\n\r\n'), /^HTTP\/1\.1 302 /)
    assert.match(
      await say('GET http://a.example/x HTTP/1.1\r\nHost: a\r\n\r\n'),
      /^HTTP\/1\.1 302 /,
    )
  })

  test('Takes no form and no tunnel', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']) {
      const said = await say(
        `${method} / HTTP/1.1\r\nHost: a.example\r\nContent-Length: 3\r\n\r\na=b`,
      )
      assert.match(said, /^HTTP\/1\.1 405 /, method)
      assert.match(said, /\r\nallow: GET, HEAD\r\n/i)
    }
    const expecting =
      'POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n'
    assert.match(await say(expecting), /^HTTP\/1\.1 405 /)
    const tunnel = await say('CONNECT a.example:443 HTTP/1.1\r\nHost: a.example:443\r\n\r\n')
    assert.match(tunnel, /^HTTP\/1\.1 405 /)
    const upgrade = 'GET / HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n'
    assert.match(await say(upgrade), /^HTTP\/1\.1 302 /)
  })

  test('Answers rubbish and heads that are too long with a refusal, and lives on', async () => {
    const before = landing.counters.malformed
    assert.match(await say('\u0016\u0003\u0001 no http at all\r\n\r\n'), /^HTTP\/1\.1 400 /)
    const long = 'x'.repeat(HEADER_BYTES_MAX)
    assert.match(await say(`GET / HTTP/1.1\r\nHost: a\r\nX: ${long}\r\n\r\n`), /^HTTP\/1\.1 400 /)
    assert.equal(landing.counters.malformed, before + 2)
    assert.match(await say('GET / HTTP/1.1\r\nHost: a\r\n\r\n'), /^HTTP\/1\.1 302 /)
  })

  test('Holds so many connections and no more', async () => {
    const full = await openLanding({ host: '127.0.0.1', port: 0, portalUrl: PORTAL })
    const sockets = Array.from({ length: CONNECTIONS_MAX }, () => connect(full.port, '127.0.0.1'))
    await Promise.all(sockets.map((socket) => once(socket, 'connect')))
    assert.equal(await say('GET / HTTP/1.1\r\nHost: a\r\n\r\n', full), '')
    for (const socket of sockets) socket.on('error', () => socket.destroy()).destroy()
    await full.close()
  })

  test('Waits for nobody who says nothing', { timeout: 4 * REQUEST_MS_MAX }, async () => {
    const since = performance.now()
    await say('GET / HTTP/1.1\r\nHost: a\r\n')
    assert.ok(performance.now() - since < 2.5 * REQUEST_MS_MAX)
  })
})

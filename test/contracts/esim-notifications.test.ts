/** News of the SM-DP+ at our door: by token on the portal's listener, by certificate on its own. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import Fastify, { type FastifyInstance } from 'fastify'
import { createEs2PlusClient } from '../../src/adapters/smdp/es2plus-client.ts'
import { advanceProfile } from '../../src/app/esim/saga.ts'
import { ES2_NOTIFICATION_PATHS } from '../../src/domain/esim/es2plus.ts'
import { EID, SMDP } from '../../src/domain/esim/example-profiles.ts'
import { es2PlusRoutes } from '../../src/gateways/es2plus/notifications.ts'
import { listenForCertificates } from '../../src/main/esim.ts'
import { esimLine, esimWorld, ordered, profileOf, type EsimWorld } from './esim-world.ts'
import { openMemory } from './stores.ts'

const TOKENS = ['the-word-until-spring-comes', 'the-word-from-spring-onwards']
const [SECOND, THIRD] = ES2_NOTIFICATION_PATHS

const status = { status: 'Executed-Success' }
const news = (iccid: string, over: object = {}) => ({
  header: { functionRequesterIdentifier: 'smdp', functionCallIdentifier: '1' },
  eid: EID,
  iccid,
  timestamp: '2026-11-23T03:00:00Z',
  notificationPointId: 4,
  notificationPointStatus: status,
  ...over,
})

suite('News of the SM-DP+', () => {
  let world: EsimWorld
  let server: FastifyInstance
  before(async () => {
    world = await esimWorld(await openMemory())
    server = Fastify()
    await server.register(es2PlusRoutes(world.app, { kind: 'token', tokens: TOKENS }))
  })
  after(async () => {
    await server.close()
    await world.smdp.close()
  })

  async function released() {
    const line = await esimLine(world)
    const ref = await ordered(world, line.id)
    await advanceProfile(world.app, world.server, ref)
    return { iccid: line.sim.iccid, ref }
  }

  function told(path: string, body: object | string, authorization = `Bearer ${TOKENS[0]}`) {
    const headers = { 'content-type': 'application/json;charset=UTF-8', authorization }
    return server.inject({ method: 'POST', url: path, headers, payload: body })
  }

  test('are heard by either token and by either version, and answered without a body', async () => {
    for (const [path, token] of [
      [SECOND, TOKENS[0]],
      [THIRD, TOKENS[1]],
    ] as const) {
      const { iccid, ref } = await released()
      const third = { notificationPointId: undefined, notificationEvent: 4 }
      const body = news(iccid, path === SECOND ? {} : { ...third, notificationEventStatus: status })
      const answer = await told(path, body, `Bearer ${token}`)
      assert.equal(answer.statusCode, 204)
      assert.equal(answer.body, '')
      assert.equal((await profileOf(world, ref)).state, 'installed')
    }
  })

  test('of what is nobody’s are heard too; what is no news is not', async () => {
    assert.equal((await told(SECOND, news('8981100123456789017'))).statusCode, 204)
    for (const body of [{}, news('12'), '{', '[]']) {
      assert.equal((await told(SECOND, body)).statusCode, 400)
    }
  })

  test('of whoever does not prove to be it change nothing', async () => {
    const { iccid, ref } = await released()
    for (const proof of ['', 'Bearer', 'Bearer wrong', `Basic ${TOKENS[0]}`]) {
      const answer = await told(SECOND, news(iccid), proof)
      assert.equal(answer.statusCode, 401)
      assert.equal(answer.headers['www-authenticate'], 'Bearer')
    }
    assert.equal((await profileOf(world, ref)).state, 'released')
  })

  const skip =
    spawnSync('openssl', ['version']).status === 0 ? false : 'openssl makes the certificates'

  test('are heard by certificate where there is a listener for it', { skip }, async (t) => {
    const files = makeCertificates()
    t.after(() => rmSync(files.folder, { recursive: true }))
    const { iccid, ref } = await released()
    const stops: (() => Promise<void>)[] = []
    const own = {
      host: '127.0.0.1',
      port: 0,
      certificateFile: join(files.folder, 'server.pem'),
      keyFile: join(files.folder, 'server.key'),
      authorityFile: join(files.folder, 'ca.pem'),
    }
    const { port } = await listenForCertificates(world.app, own, stops)
    t.after(async () => {
      for (const stop of stops) await stop()
    })
    const text = (name: string) => readFileSync(join(files.folder, name), 'utf8')
    const ask = (tls: object) =>
      new Promise<number>((done, fail) => {
        const headers = { 'content-type': 'application/json' }
        const options = { host: 'localhost', port, path: SECOND, method: 'POST', headers }
        const sent = request({ ...options, ca: text('ca.pem'), ...tls }, (answer) => {
          answer.resume().on('end', () => done(answer.statusCode ?? 0))
        })
        sent.on('error', fail).end(JSON.stringify(news(iccid)))
      })
    await assert.rejects(ask({}))
    await assert.rejects(ask({ cert: text('stranger.pem'), key: text('stranger.key') }))
    assert.equal((await profileOf(world, ref)).state, 'released')
    assert.equal(await ask({ cert: text('client.pem'), key: text('client.key') }), 204)
    assert.equal((await profileOf(world, ref)).state, 'installed')

    // Our own calls carry a certificate the same way: the listener answers, if only that.
    const url = `https://localhost:${port}`
    const given = { url, smdp: SMDP, requester: 'desk', token: null, authorities: text('ca.pem') }
    const tls = { certificate: text('client.pem'), key: text('client.key') }
    const order = { call: 'call', iccid, eid: null }
    const known = createEs2PlusClient({ ...given, tls }).downloadOrder(order)
    await assert.rejects(known, /status 404/)
    const stranger = createEs2PlusClient({ ...given, tls: null }).downloadOrder(order)
    await assert.rejects(stranger, /no answer/)
  })
})

/** An authority, a server and a client of it, and a stranger who signed itself. */
function makeCertificates() {
  const folder = mkdtempSync(join(tmpdir(), 'tsuzuki-es2plus-'))
  const fresh = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2']
  const make = (name: string, ...more: readonly string[]) => {
    const files = ['-keyout', `${name}.key`, '-out', `${name}.pem`, '-subj', `/CN=${name}`]
    const args = ['req', '-x509', ...fresh, ...files, ...more]
    const done = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' })
    assert.equal(done.status, 0, done.stderr)
  }
  const ofAuthority = ['-CA', 'ca.pem', '-CAkey', 'ca.key']
  make('ca')
  make('server', ...ofAuthority, '-addext', 'subjectAltName=DNS:localhost')
  make('client', ...ofAuthority)
  make('stranger')
  return { folder }
}

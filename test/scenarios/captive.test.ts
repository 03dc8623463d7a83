/** What a device is told of its connection: as much as the portal would recognise, and no more. */
import assert from 'node:assert/strict'
import Fastify, { type FastifyInstance } from 'fastify'
import { beforeEach, suite, test } from 'node:test'
import { chargeLine } from '../../src/app/charging/charge-line.ts'
import { renewByPartner } from '../../src/app/orders/renew-by-partner.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import { megabytes } from '../../src/domain/basics/data-volume.ts'
import type { Line } from '../../src/domain/line/line.ts'
import { CAPTIVE_LIMITS, captiveRoutes } from '../../src/gateways/captive/routes.ts'
import { MONTH, NETWORK, partnerRenewal, usageReport } from '../contracts/catalogue.ts'
import { writeRows } from '../contracts/stores.ts'
import { openApi, type ApiWorld } from './api-world.ts'

const OWN = '192.0.2.7'
const HOUR_SECONDS = 3_600

suite('A device that asks about its connection', () => {
  let world: ApiWorld
  let server: FastifyInstance
  beforeEach(async () => {
    world = await openApi()
    const network = { ...NETWORK, unsharedPools: ['192.0.2.0/24'] }
    world.catalogue = { ...world.catalogue, networks: new Map([[NETWORK.id, network]]) }
    server = Fastify({ trustProxy: ['127.0.0.1'] })
    const limits = { requests: CAPTIVE_LIMITS.requests }
    await server.register(captiveRoutes(world.app, { hosts: [], limits }))
  })

  const ask = (remoteAddress: string, headers: Readonly<Record<string, string>> = {}) =>
    server.inject({ url: '/captive', remoteAddress, headers })
  const told = async (address = OWN) => (await ask(address)).json<Record<string, unknown>>()

  async function connectAs(sessionKey: string, usedBytes = megabytes(0), framedAddress = OWN) {
    const report = { sequence: `${usedBytes}`, sessionKey, usedBytes, framedAddress }
    await world.app.door.ask(chargeLine, usageReport(world.line, world.app.ids, report), SYSTEM)
  }

  async function change(changed: Partial<Line>) {
    const { line } = await world.app.reads.line(world.line)
    assert.ok(line !== null)
    const row = { ...line, ...changed }
    const changes = [{ table: 'lines', row } as const]
    const home = { kind: 'line', id: line.id } as const
    assert.ok((await world.app.door.ask(writeRows, { homes: [home], changes }, SYSTEM)).ok)
  }

  test('is shut in without a pack, and free with one, to the second and the byte', async () => {
    await connectAs('now')
    const before = await ask(OWN)
    assert.equal(before.headers['content-type'], 'application/captive+json')
    assert.equal(before.headers['cache-control'], 'private, no-store')
    assert.equal(before.headers['set-cookie'], undefined)
    assert.deepEqual(before.json(), {
      captive: true,
      'user-portal-url': 'https://example.jp/',
      'venue-info-url': 'https://example.jp/help',
      'can-extend-session': true,
    })
    const renewal = partnerRenewal(world.line, world.app.ids, MONTH)
    assert.ok((await world.app.door.ask(renewByPartner, renewal, SYSTEM)).ok)
    const full = await told()
    assert.equal(full['captive'], false)
    await connectAs('now', megabytes(250))
    world.clock.advance(HOUR_SECONDS)
    await connectAs('now', megabytes(250))
    const later = await told()
    const seconds = (seen: Record<string, unknown>) => Number(seen['seconds-remaining'])
    assert.equal(seconds(full) - seconds(later), HOUR_SECONDS)
    const bytes = (seen: Record<string, unknown>) => seen['bytes-remaining']
    if (bytes(full) !== undefined) {
      assert.equal(Number(bytes(full)) - Number(bytes(later)), 250_000_000)
    }
  })

  test('that is not recognised reads the same, whatever the reason', async () => {
    const stranger = await ask('203.0.113.9')
    assert.equal(stranger.json<{ captive: boolean }>().captive, false)
    const same = async (why: string, address = OWN, headers = {}) => {
      const seen = await ask(address, headers)
      assert.equal(seen.body, stranger.body, why)
      assert.deepEqual(seen.headers['content-length'], stranger.headers['content-length'], why)
    }
    await same('nobody has the address')
    await connectAs('now')
    assert.notEqual((await ask(OWN)).body, stranger.body)
    await same('the header is forged', '198.51.100.1', { 'x-forwarded-for': OWN })
    await same('another address of the pool', '192.0.2.8')
    await change({ recognition: 'off' })
    await same('its owner does not want it')
    const since = world.app.clock.now()
    await change({ recognition: 'on', suspension: { since, by: 'holder', reason: 'lost_card' } })
    await same('the card is lost')
    await change({ suspension: null })
    assert.notEqual((await ask(OWN)).body, stranger.body)
    world.clock.advance(2 * world.app.interimSeconds)
    await same('two reports were missed')
  })

  test('behind the proxy that we trust is known by the address the proxy saw', async () => {
    await connectAs('now')
    const headers = { 'x-forwarded-for': OWN, 'x-forwarded-proto': 'https' }
    const seen = await ask('127.0.0.1', headers)
    assert.equal(seen.json<{ captive: boolean }>().captive, true)
    const plain = await ask('127.0.0.1', { ...headers, 'x-forwarded-proto': 'http' })
    assert.equal(plain.statusCode, 308)
    assert.equal(plain.headers.location, 'https://example.jp/captive')
  })

  test('is answered so often and no more', async () => {
    for (let times = 0; times < CAPTIVE_LIMITS.requests; times += 1) {
      assert.equal((await ask('203.0.113.9')).statusCode, 200)
    }
    assert.equal((await ask('203.0.113.9')).statusCode, 429)
    assert.equal((await ask('203.0.113.10')).statusCode, 200)
  })
})

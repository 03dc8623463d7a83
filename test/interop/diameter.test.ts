/**
 * Real peers at our Diameter node: Erlang/OTP's diameter as a gateway, directly and through
 * freeDiameter as a relay; and tshark as a third opinion about every octet that we say.
 */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect as connectTls } from 'node:tls'
import { after, before, describe, it } from 'node:test'
import { ensureDebianPackages } from '../../scripts/debian.ts'
import { systemClock } from '../../src/adapters/system/clock.ts'
import { bytes } from '../../src/domain/basics/data-volume.ts'
import type { DataSession } from '../../src/domain/charging/data-session.ts'
import { avp } from '../../src/gateways/diameter/avps.ts'
import { watchdogRequest } from '../../src/gateways/diameter/base.ts'
import type { PeerSetting } from '../../src/gateways/diameter/peers.ts'
import {
  openDiameterServer,
  type DiameterServer,
  type DiameterSettings,
} from '../../src/gateways/diameter/server.ts'
import { createTeller } from '../../src/gateways/diameter/teller.ts'
import { freePort } from '../../src/main/parts.ts'
import { memoryCharging, type MemoryCharging } from './diameter-charging.ts'
import { GATEWAY, resultOf, TestGateway, type Recorded } from './diameter-gateway.ts'
import { buildClient, captureOf, certificates, startClient, startRelay } from './diameter-peers.ts'

const { missing } = await ensureDebianPackages([
  { package: 'erlang-base', probe: 'erl' },
  { package: 'erlang-diameter', probe: 'diameterc' },
  { package: 'erlang-dev', probe: 'erlc' },
  { package: 'erlang-parsetools', probe: '/usr/share/doc/erlang-parsetools' },
  { package: 'erlang-ssl', probe: '/usr/share/doc/erlang-ssl' },
  { package: 'erlang-examples', probe: '/usr/share/doc/erlang-examples' },
  { package: 'freediameterd', probe: 'freeDiameterd' },
  { package: 'freediameter-extensions', probe: '/usr/lib/freeDiameter/dict_dcca_3gpp.fdx' },
  { package: 'tshark', probe: 'tshark' },
  { package: 'openssl', probe: 'openssl' },
])
const skip = missing.length > 0 && `not installed: ${missing.join(', ')}`

const IMSI = '440101234567890'
const OURS = { host: 'ocs.test.local', realm: 'test.local' }
const SESSIONS = 2_000
const LEFT = 10n ** 12n
const PEER: PeerSetting = {
  host: '*.test.local',
  addresses: ['127.0.0.0/8'],
  final: { kind: 'redirect', url: null },
  speed: { kind: 'qos-information' },
  relay: false,
  connect: null,
}

function open(charging: MemoryCharging, peer: PeerSetting = PEER): Promise<DiameterServer> {
  return openDiameterServer(settingsOf(charging, peer))
}

function settingsOf(charging: MemoryCharging, peer: PeerSetting): DiameterSettings {
  return {
    host: '127.0.0.1',
    port: 0,
    identity: OURS,
    peers: [peer],
    tls: null,
    portalUrl: 'http://renew.test.local/',
    quotaHoldingSeconds: 600,
    charging,
    clock: systemClock,
    onFault: (fault) => assert.fail(String(fault)),
  }
}

describe('The Diameter node and real peers', { skip }, () => {
  let folder: string
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'tsuzuki-diameter-'))
    buildClient(folder)
  })
  after(() => rmSync(folder, { recursive: true, force: true }))

  async function serveClient(server: DiameterServer, charging: MemoryCharging, port: number) {
    const client = startClient(folder, port, SESSIONS)
    const [, session = ''] = (await client.line('waiting ')).split(' ')
    const teller = createTeller(server, OURS)
    const { reach = null } = charging.requests.find((one) => one.sessionKey === session) ?? {}
    const told = { sessionKey: session, reach } as unknown as DataSession
    assert.equal(await teller.change(told, { kind: 'full', kbps: null }), 'taken')
    await client.line('cca 2001 type 2 number 8 ')
    assert.equal(await teller.stop(told), 'taken')
    await client.ended
    const { lines } = client
    assert.deepEqual(
      lines.filter((line) => !line.startsWith('sessions ') && !line.startsWith('waiting ')),
      [
        'cca 2001 type 1 number 0 group 100 2001 1000000 group 200 2001 1000000',
        'cca 2001 type 2 number 1 group 100 2001 1000000 group 200 2001 1000000',
        'cca 2001 type 3 number 2',
        'cca 2001 type 1 number 7 group 100 2001 1000000',
        `order RAR ${session}`,
        'cca 2001 type 2 number 8 group 100 2001 1000000',
        `order ASR ${session}`,
        'cca 2001 type 3 number 9',
      ],
    )
    const summary = lines.find((line) => line.startsWith('sessions ')) ?? ''
    assert.match(summary, new RegExp(`^sessions ${SESSIONS} of ${SESSIONS} `))
    process.stdout.write(`${summary}, ${server.counters.writes} writes\n`)
    assert.equal(LEFT - (charging.balances.get(IMSI) ?? 0n), 1_000_005n + BigInt(SESSIONS) * 1_007n)
    assert.equal(server.counters.messagesMalformed, 0)
  }

  it("serve Erlang's client from first to last, and tell it what to do", async () => {
    const charging = memoryCharging({ [IMSI]: LEFT })
    const server = await open(charging)
    try {
      await serveClient(server, charging, server.port)
    } finally {
      await server.close()
    }
  })

  it('serve it through a relay, and reach it through the relay too', async () => {
    const charging = memoryCharging({ [IMSI]: LEFT })
    const server = await open(charging, { ...PEER, host: 'dra.test.local', relay: true })
    const listen = await freePort('127.0.0.1')
    const relay = await startRelay(join(folder, 'relay'), {
      listen,
      port: server.port,
      host: OURS.host,
    })
    try {
      await serveClient(server, charging, listen)
      assert.deepEqual(
        [...new Set(charging.requests.map(({ peer }) => peer))],
        ['pgw01.test.local'],
      )
    } finally {
      await relay.stop()
      await server.close()
    }
  })

  it('speak TLS, and believe a name only with the certificate that says it', async () => {
    const authority = certificates(join(folder, 'tls'), [OURS.host, GATEWAY.host])
    const charging = memoryCharging({ [IMSI]: LEFT })
    const server = await openDiameterServer({
      ...settingsOf(charging, PEER),
      tls: { ...authority.of(OURS.host), ca: authority.ca },
    })
    const reach = async (host: string | null, said: string) => {
      const own = host === null ? {} : authority.of(host)
      const at = { host: '127.0.0.1', port: server.port, servername: OURS.host }
      const socket = connectTls({ ...at, ca: authority.ca, ...own })
      const gateway = new TestGateway(socket, { ...GATEWAY, host: said })
      return { gateway, answer: gateway.introduce() }
    }
    const known = await reach(GATEWAY.host, GATEWAY.host)
    assert.equal(resultOf(await known.answer), 2001)
    const wish = { services: [{ group: 100, wants: null }] }
    const asked = { session: 's', type: 'initial', number: 0, ...wish } as const
    assert.equal(resultOf(await known.gateway.credit(asked)), 2001)
    const other = await reach(GATEWAY.host, 'other.test.local')
    assert.equal(resultOf(await other.answer), 3010)
    const nameless = await reach(null, GATEWAY.host)
    nameless.answer.catch(() => {})
    await nameless.gateway.closed
    assert.equal(server.counters.connectionsRefused.tls, 1)
    await server.close()
  })

  it('agree with tshark about everything that was said', async () => {
    const heard: Recorded[] = []
    for (const peer of [
      PEER,
      { ...PEER, final: { kind: 'terminate' } as const, speed: { kind: 'none' } as const },
      {
        ...PEER,
        final: { kind: 'restrict', filterId: 'portal' } as const,
        speed: { kind: 'filter-id', name: 'slow' } as const,
      },
    ]) {
      heard.push(...(await everythingSaid(peer)))
    }
    const file = join(folder, 'said.pcap')
    writeFileSync(file, captureOf(heard.map((one) => one.bytes)))
    const fields = ['diameter.cmd.code', '_ws.malformed', '_ws.expert.message']
    const { stdout, stderr } = spawnSync(
      'tshark',
      ['-r', file, '-T', 'fields', ...fields.flatMap((one) => ['-e', one])],
      { encoding: 'utf8', maxBuffer: 1 << 26 },
    )
    const rows = stdout
      .trimEnd()
      .split('\n')
      .map((row) => row.split('\t'))
    assert.equal(rows.length, heard.length, stderr)
    const commands = new Set(rows.map(([code]) => code))
    assert.deepEqual([...commands].toSorted(), ['257', '258', '272', '274', '280', '282'])
    const troubles = rows.filter(([, malformed = '', expert = ''], at) => {
      // That a gateway's wish may be empty, tshark finds worth a note.
      return malformed !== '' || (expert !== '' && heard[at]?.from === 'server')
    })
    assert.deepEqual(troubles, [])
  })
})

/** Both directions of one connection on which everything happens once. */
async function everythingSaid(peer: PeerSetting): Promise<readonly Recorded[]> {
  const charging = memoryCharging({ [IMSI]: LEFT })
  const server = await open(charging, peer)
  const gateway = await TestGateway.open(server.port)
  const services = [
    { group: 100, used: 5n, wants: null },
    { group: 200, wants: 7n },
  ]
  const ask = { session: 'pgw;1;1', type: 'update', services } as const
  let number = 0
  const next = () => gateway.credit({ ...ask, number: (number += 1) })
  await gateway.credit({ ...ask, type: 'initial', number })
  for (const kind of ['empty', 'suspended', 'ended'] as const) {
    charging.grants = { kind }
    await next()
  }
  for (const last of ['portal_only', 'none', null] as const) {
    charging.grants = { kind: 'granted', bytes: bytes(10n ** 8n), kbps: 128, seconds: 60, last }
    await next()
  }
  charging.answersBusy = true
  await next()
  charging.answersBusy = false
  await gateway.credit({ ...ask, number: 90, imsi: '440100000000000' })
  await gateway.credit({
    session: 'e',
    type: 'event',
    number: 0,
    more: [avp('Requested-Action', 1)],
  })
  await gateway.credit({
    session: 'b',
    type: 'event',
    number: 0,
    more: [avp('Requested-Action', 2)],
  })
  const mark = gateway.nextMark()
  await gateway.send(watchdogRequest(GATEWAY, { hopByHop: mark, endToEnd: mark }))
  const teller = createTeller(server, OURS)
  const session = {
    sessionKey: 'pgw;1;1',
    reach: { host: GATEWAY.host, realm: GATEWAY.realm },
  } as unknown as DataSession
  await teller.change(session, { kind: 'none' })
  await teller.stop(session)
  await gateway.credit({ ...ask, type: 'termination', number: 99 })
  await server.close()
  await gateway.closed
  return gateway.record
}

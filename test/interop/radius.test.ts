/**
 * The accounting port against FreeRADIUS's own client: what a real peer puts on the wire, and
 * whether it accepts what we answer. Charging is a plain recorder here; the whole product behind
 * the port is another test's subject.
 */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { TestContext } from 'node:test'
import { ensureDebianPackages } from '../../scripts/debian.ts'
import { instant } from '../../src/domain/basics/time.ts'
import type {
  ChargingAnswer,
  ChargingRequest,
  PeerRestart,
} from '../../src/domain/charging/request.ts'
import { clientFinder } from '../../src/gateways/radius/clients.ts'
import { openAccountingServer } from '../../src/gateways/radius/accounting-server.ts'
import { radclient as runRadclient, type RadclientAsked } from './radclient.ts'

const { missing } = await ensureDebianPackages([
  { package: 'freeradius-utils', probe: 'radclient' },
])
const skip = missing.length > 0 && `not installed: ${missing.join(', ')}`

const SECRET = 'testing123'
/** radclient refuses more at once than one socket has identifiers. */
const PARALLEL_MAX = 200

const GATEWAY = `
  NAS-IP-Address = 127.0.0.1
  NAS-Identifier = "pgw01"
  User-Name = "440101234567890@internet"
  Calling-Station-Id = "818012345678"
  Called-Station-Id = "internet.jp"
  Framed-IP-Address = 100.64.0.10
  Framed-IPv6-Prefix = 2001:db8:0:7::/64
  3GPP-IMSI = "440101234567890"
  3GPP-Charging-ID = 305419896
  3GPP-PDP-Type = 0
  3GPP-GGSN-Address = 127.0.0.1
  3GPP-SGSN-Address = 127.0.0.2
  3GPP-IMSI-MCC-MNC = "44010"
  3GPP-GGSN-MCC-MNC = "44010"
  3GPP-NSAPI = "5"
  3GPP-Selection-Mode = "0"
  3GPP-Charging-Characteristics = "0800"
  3GPP-IMEISV = "3534900698733190"
  3GPP-RAT-Type = 6
  3GPP-MS-Time-Zone = 0x2400
  3GPP-User-Location-Info = 0x8244f01000010144f01000000101`

const START = `
  Acct-Status-Type = Start
  Acct-Session-Id = "5f01a2b3-0001"
  Event-Timestamp = "Nov 22 2026 15:00:00 UTC"`
const INTERIM = `
  Acct-Status-Type = Interim-Update
  Acct-Session-Id = "5f01a2b3-0001"
  Event-Timestamp = "Nov 22 2026 15:10:00 UTC"
  Acct-Session-Time = 600
  Acct-Input-Octets = 1000
  Acct-Output-Octets = 4294967295
  Acct-Output-Gigawords = 2`
const STOP = `
  Acct-Status-Type = Stop
  Acct-Session-Id = "5f01a2b3-0001"
  Event-Timestamp = "Nov 22 2026 15:20:00 UTC"
  Acct-Session-Time = 1200
  Acct-Input-Octets = 2000
  Acct-Output-Octets = 5
  Acct-Output-Gigawords = 3
  Acct-Terminate-Cause = User-Request`

type Asked = ChargingRequest | PeerRestart

async function recordingServer(
  context: TestContext,
  answer: (asked: readonly Asked[]) => ChargingAnswer = () => ({
    kind: 'recorded',
    replayed: false,
    services: [],
  }),
) {
  const asked: Asked[] = []
  const take = async (one: Asked) => {
    asked.push(one)
    return answer(asked)
  }
  const server = await openAccountingServer({
    host: '127.0.0.1',
    port: 0,
    findClient: clientFinder([
      {
        name: 'tokyo',
        addresses: '127.0.0.1',
        secret: SECRET,
        requireMessageAuthenticator: false,
        dialect: 'none',
        coaPort: null,
      },
    ]),
    accounting: { charge: take, peerRestarted: take },
    clock: { now: () => instant('2026-11-22T15:00:00Z') },
    onFault: (fault) => assert.fail(String(fault)),
  })
  context.after(() => server.close())
  return { server, asked, requests: () => asked.filter((one) => 'moment' in one) }
}

/** With the secret of the recording server unless told another. */
function radclient(port: number, told: Omit<RadclientAsked, 'secret'> & { secret?: string }) {
  return runRadclient(port, { secret: SECRET, ...told })
}

describe('radclient', { skip }, () => {
  it('has a whole session with 3GPP attributes accepted', async (context) => {
    const { server, requests } = await recordingServer(context)
    const packets = [START, INTERIM, STOP].map((one) => one + GATEWAY)
    const summary = await radclient(server.port, { packets, options: ['-p', '1'] })
    assert.equal(summary.accepted, 3, summary.output)

    const told = requests().map(({ moment, services, endReason }) => [
      moment,
      services[0]?.usedBytes ?? null,
      endReason,
    ])
    assert.deepEqual(told, [
      ['start', null, null],
      ['update', 1_000n + 4_294_967_295n + 2n * 4_294_967_296n, null],
      ['end', 2_000n + 5n + 3n * 4_294_967_296n, 'user_request'],
    ])
    const [start] = requests()
    assert.equal(start?.peer, 'tokyo/pgw01')
    assert.equal(start?.sessionKey, '5f01a2b3-0001')
    assert.deepEqual(start?.subscriber, {
      imsi: '440101234567890',
      msisdn: '818012345678',
      iccid: null,
    })
    assert.equal(start?.claimedAt?.toString(), '2026-11-22T15:00:00Z')
    assert.equal(start?.framedAddress, '100.64.0.10')
    assert.equal(start?.framedIpv6Prefix, '2001:db8:0:7::/64')
  })

  it('gets its proxy states back, and may sign its requests twice over', async (context) => {
    const { server } = await recordingServer(context)
    const packets = [
      `${START}${GATEWAY}
      Proxy-State = 0x6661
      Proxy-State = 0x6e65
      Message-Authenticator = 0x00`,
    ]
    const summary = await radclient(server.port, { packets, options: ['-x'] })
    assert.equal(summary.accepted, 1, summary.output)
    const response = summary.output.slice(summary.output.indexOf('Received Accounting-Response'))
    assert.match(response, /Proxy-State = 0x6661\s+Proxy-State = 0x6e65/)
  })

  it('sends two thousand sessions in a burst and loses none', async (context) => {
    const { server, requests } = await recordingServer(context)
    const BURST = 2_000
    const packets = Array.from(
      { length: BURST },
      (_, at) => INTERIM.replace('5f01a2b3-0001', `burst-${at}`) + GATEWAY,
    )
    const options = ['-q', '-p', `${PARALLEL_MAX}`]
    const summary = await radclient(server.port, { packets, options })
    assert.equal(summary.accepted, BURST, summary.output)
    assert.equal(summary.lost, 0)
    assert.equal(new Set(requests().map(({ sessionKey }) => sessionKey)).size, BURST)
    assert.equal(server.counters.received, BURST, 'nothing had to be sent twice')
  })

  it('sends again when the door is full, and it is the same record', async (context) => {
    const { server, asked } = await recordingServer(context, (seen) =>
      seen.length === 1 ? { kind: 'busy' } : { kind: 'recorded', replayed: false, services: [] },
    )
    const options = ['-r', '3', '-t', '1']
    const first = await radclient(server.port, { packets: [INTERIM + GATEWAY], options })
    assert.equal(first.accepted, 1, first.output)
    const late = `${INTERIM}${GATEWAY}
      Acct-Delay-Time = 30`
    const again = await radclient(server.port, { packets: [late], options })
    assert.equal(again.accepted, 1, again.output)
    assert.equal(asked.length, 3)
    assert.equal(new Set(asked.map(({ sequence }) => sequence)).size, 1)
    assert.equal(asked[2]?.delaySeconds, 30)
  })

  it('is told apart by its secret', async (context) => {
    const { server, asked } = await recordingServer(context)
    const options = ['-r', '1', '-t', '1']
    const told = { packets: [START + GATEWAY], secret: 'another', options }
    const summary = await radclient(server.port, told)
    assert.equal(summary.accepted, 0, summary.output)
    assert.equal(server.counters.dropped.wrong_authenticator, 1)
    assert.equal(asked.length, 0)
  })

  it('finds the server alive (RFC 5997) and tells of its restart', async (context) => {
    const { server, asked } = await recordingServer(context)
    const status = ['Message-Authenticator = 0x00']
    const alive = await radclient(server.port, { packets: status, kind: 'status' })
    assert.equal(alive.accepted, 1, alive.output)
    const on = ['Acct-Status-Type = Accounting-On\nNAS-Identifier = "pgw01"']
    const restarted = await radclient(server.port, { packets: on })
    assert.equal(restarted.accepted, 1, restarted.output)
    assert.deepEqual(
      asked.map(({ peer }) => peer),
      ['tokyo/pgw01'],
    )
  })
})

/**
 * The access port under FreeRADIUS's client, and our CoA and Disconnect at FreeRADIUS in the NAS's
 * place: what real peers put on the wire and accept of ours. Charging is a plain double here.
 */
import assert from 'node:assert/strict'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { describe, it } from 'node:test'
import { ensureDebianPackages } from '../../scripts/debian.ts'
import { systemClock } from '../../src/adapters/system/clock.ts'
import { systemDice } from '../../src/adapters/system/dice.ts'
import type { Admission } from '../../src/app/charging/ports.ts'
import { openAccessServer } from '../../src/gateways/radius/access-server.ts'
import { clientFinder } from '../../src/gateways/radius/clients.ts'
import { openDynamicAuthorization } from '../../src/gateways/radius/dynamic-authorization.ts'
import { exampleSession } from '../../src/gateways/radius/example-nas.ts'
import { startFreeRadius } from './freeradius.ts'
import { radclient } from './radclient.ts'

const { missing } = await ensureDebianPackages([
  { package: 'freeradius', probe: 'freeradius' },
  { package: 'freeradius-utils', probe: 'radclient' },
])
const skip = missing.length > 0 && `not installed: ${missing.join(', ')}`

const SECRET = 'testing123'
const CLIENT = {
  name: 'tokyo',
  addresses: '127.0.0.1',
  secret: SECRET,
  requireMessageAuthenticator: true,
  dialect: 'mikrotik',
  coaPort: null,
} as const
const NAMING = { prefix: 'tsuzuki-', portalUrl: 'https://renew.example.jp' }

const SIGNED = 'Message-Authenticator = 0x00'
const card = (imsi: string) => `
  User-Name = "${imsi}@internet"
  User-Password = "not judged"
  NAS-Identifier = "pgw01"
  ${SIGNED}`

describe('radclient at the access port', { skip }, () => {
  async function open() {
    const asked: string[] = []
    const admissions: Readonly<Record<string, Admission>> = {
      '440101234567890': {
        kind: 'known',
        entitlement: { kind: 'throttled', kbps: 300 },
        seconds: 3_600,
      },
      '440101234567891': { kind: 'known', entitlement: { kind: 'none' }, seconds: null },
    }
    const server = await openAccessServer({
      host: '127.0.0.1',
      port: 0,
      findClient: clientFinder([CLIENT]),
      clock: systemClock,
      onFault: (fault) => assert.fail(String(fault)),
      charging: {
        admit: async ({ imsi }) => {
          asked.push(imsi ?? '')
          return admissions[imsi ?? ''] ?? { kind: 'unknown_subscriber' }
        },
      },
      policy: { ...NAMING, idleSeconds: 900, interimSeconds: 600 },
    })
    return { server, asked }
  }

  it('is let in with what its NAS needs, or told where to renew', async (context) => {
    const { server } = await open()
    context.after(() => server.close())
    const ask = (imsi: string) =>
      radclient(server.port, {
        packets: [card(imsi)],
        secret: SECRET,
        kind: 'auth',
        options: ['-x', '-r', '1', '-t', '2'],
      })
    const welcome = await ask('440101234567890')
    assert.match(welcome.output, /Received Access-Accept/)
    assert.match(welcome.output, /Mikrotik-Rate-Limit = "300k\/300k"/)
    assert.match(welcome.output, /Session-Timeout = 3600/)
    assert.match(welcome.output, /Idle-Timeout = 900/)
    assert.match(welcome.output, /Acct-Interim-Interval = 600/)
    for (const imsi of ['440101234567891', '440101234567892']) {
      const refused = await ask(imsi)
      assert.match(refused.output, /Received Access-Reject/)
      assert.match(refused.output, /Reply-Message = ".*https:\/\/renew\.example\.jp"/)
    }
  })

  it('finds it alive, and is not heard without its signature', async (context) => {
    const { server, asked } = await open()
    context.after(() => server.close())
    const alive = await radclient(server.port, {
      packets: [SIGNED],
      secret: SECRET,
      kind: 'status',
    })
    assert.equal(alive.accepted, 1, alive.output)
    const unsigned = card('440101234567890').replace(SIGNED, '')
    await radclient(server.port, {
      packets: [unsigned],
      secret: SECRET,
      kind: 'auth',
      options: ['-r', '1', '-t', '1'],
    })
    assert.equal(asked.length, 0)
    assert.equal(server.counters.dropped.missing_message_authenticator, 1)
  })

  it('asks a thousand times in a burst and has every answer', async (context) => {
    const { server } = await open()
    context.after(() => server.close())
    const packets = Array.from({ length: 1_000 }, () => card('440101234567890'))
    const summary = await radclient(server.port, {
      packets,
      secret: SECRET,
      kind: 'auth',
      options: ['-q', '-p', '200'],
    })
    assert.equal(summary.accepted, 1_000, summary.output)
    assert.equal(summary.lost, 0)
  })
})

describe('FreeRADIUS in the place of a NAS', { skip }, () => {
  it('takes our CoA and Disconnect, and says which session it has not', async (context) => {
    const coaPort = await freePort()
    const nas = await startFreeRadius((folder) => nasConfig(folder, coaPort))
    context.after(() => nas.stop())
    const told = await openDynamicAuthorization({
      host: '127.0.0.1',
      findClient: clientFinder([{ ...CLIENT, coaPort }]),
      naming: NAMING,
      clock: systemClock,
      timers: {
        after(ms, run) {
          const timer = setTimeout(run, ms)
          return () => clearTimeout(timer)
        },
      },
      dice: systemDice,
      onFault: (fault) => assert.fail(String(fault)),
    })
    context.after(() => told.close())
    const { teller } = told
    const session = exampleSession()
    assert.equal(await teller.change(session, { kind: 'throttled', kbps: 300 }), 'taken')
    assert.match(nas.log(), /Mikrotik-Rate-Limit = "300k\/300k"/)
    assert.match(nas.log(), /User-Name = "440101234567890@internet"/)
    assert.equal(await teller.stop(session), 'taken')
    const unknown = exampleSession({ sessionKey: 'nobody knows' })
    assert.equal(await teller.change(unknown, { kind: 'full', kbps: null }), 'gone')
    assert.equal(await teller.stop(unknown), 'gone')
    const many = Array.from({ length: 500 }, () => teller.stop(session))
    assert.deepEqual(new Set(await Promise.all(many)), new Set(['taken']))
  })
})

function nasConfig(_folder: string, port: number): string {
  return `
modules {
  always ok {
    rcode = ok
  }
  always reject {
    rcode = reject
  }
}
client desk {
  ipaddr = 127.0.0.1
  secret = ${SECRET}
  require_message_authenticator = yes
}
server nas {
  listen {
    type = coa
    ipaddr = 127.0.0.1
    port = ${port}
  }
  recv-coa {
    if (&Acct-Session-Id != "5f01a2b3-0001") {
      update reply {
        Error-Cause := Session-Context-Not-Found
      }
      reject
    }
    ok
  }
  send-coa {
    ok
  }
}`
}

async function freePort(): Promise<number> {
  const socket = createSocket('udp4')
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  const { port } = socket.address()
  socket.close()
  await once(socket, 'close')
  return port
}

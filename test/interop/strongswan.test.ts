/**
 * The whole product around a VPN gateway with real traffic: packets through a strongSwan tunnel use
 * up a pack, our Disconnect-Request ends the tunnel, FreeRADIUS ends EAP and asks us first whether
 * the card may come in, and a renewal lets it in again.
 */
import assert from 'node:assert/strict'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { after, before, describe, it } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { ensureDebianPackages } from '../../scripts/debian.ts'
import { startProduct, type DemoLine, type Product } from '../product.ts'
import { cheapestOffer, openDesk, read, renew, type Desk } from '../scenarios/callers.ts'
import { startFreeRadius, type FreeRadius } from './freeradius.ts'
import { TestNas } from './radius-nas.ts'
import { DAE_PORT, DESK, NAS, openTunnel, openWires, type Tunnel } from './strongswan.ts'

const { missing } = await ensureDebianPackages([
  { package: 'freeradius', probe: 'freeradius' },
  { package: 'freeradius-utils', probe: 'radclient' },
  { package: 'strongswan-charon', probe: '/usr/lib/ipsec/charon' },
  { package: 'strongswan-swanctl', probe: 'swanctl' },
  {
    package: 'libcharon-extra-plugins',
    probe: '/usr/lib/ipsec/plugins/libstrongswan-eap-radius.so',
  },
  {
    package: 'libcharon-extauth-plugins',
    probe: '/usr/lib/ipsec/plugins/libstrongswan-eap-mschapv2.so',
  },
  { package: 'iperf3', probe: 'iperf3' },
  { package: 'iproute2', probe: 'ip' },
  { package: 'iputils-ping', probe: 'ping' },
])
const isRoot = process.getuid?.() === 0
const skip =
  (missing.length > 0 && `not installed: ${missing.join(', ')}`) ||
  (!isRoot && 'network namespaces need root')

const SECRET = 'tunnel-secret'
const PASSWORD = 'card-secret'
/** So much is left of the pack when the tunnel comes up; so much is sent again and again. */
const LEFT = 2_000_000
const SENT = 3_000_000
const THROUGH_MIN = 100_000
const PATIENCE_MS = 20_000

describe('The product and a VPN gateway', { skip }, () => {
  let wires: Awaited<ReturnType<typeof openWires>>
  let product: Product
  let desk: Desk
  let radius: FreeRadius
  let tunnel: Tunnel
  let line: DemoLine & { readonly imsi: string }

  before(async () => {
    wires = await openWires()
    product = await startProduct({
      env: {
        RADIUS_HOST: '0.0.0.0',
        RADIUS_CLIENTS:
          `vpn ${NAS} ${SECRET} coa-port=${DAE_PORT};` +
          `eap ${DESK} ${SECRET} require-message-authenticator coa-port=none;` +
          `own 127.0.0.1 ${SECRET} coa-port=none`,
      },
    })
    desk = await openDesk(product)
    const found = (await product.world()).lines.find(({ story }) => story === 'empty-stopped')
    assert.ok(found !== undefined && found.imsi !== null)
    line = { ...found, imsi: found.imsi }
    const authPort = await freePort()
    radius = await startFreeRadius((folder) => eapServer(folder, authPort), {
      files: { 'ask.sh': askFirst(product.ports['radiusAuth'] ?? 0) },
    })
    tunnel = await openTunnel({
      imsi: line.imsi,
      password: PASSWORD,
      secret: SECRET,
      authPort,
      accountingPort: product.ports['radiusAccounting'] ?? 0,
    })
  })
  after(async () => {
    await tunnel?.close()
    await radius?.stop()
    await product?.remove()
    await wires?.close()
  })

  const bytesLeft = async () =>
    ((await read(desk, `/lines/${line.id}/overview`)) as { bytesLeft: number }).bytesLeft

  async function buy(key: string): Promise<void> {
    const offer = await cheapestOffer(desk, line.id)
    await renew(desk, { key, line: line.id, method: 'partner', offer })
  }

  /** All but a little is used elsewhere, lest gigabytes go through the tunnel. */
  async function useAllBut(rest: number): Promise<void> {
    const nas = await TestNas.open('elsewhere', SECRET)
    const used = (await bytesLeft()) - rest
    const report = { session: 'elsewhere', imsi: line.imsi, input: 0 }
    const port = product.ports['radiusAccounting'] ?? 0
    await nas.report(port, { ...report, status: 'start', seconds: 0, output: 0 })
    await nas.report(port, {
      ...report,
      status: 'end',
      seconds: 60,
      output: used % 2 ** 32,
      outputGigawords: Math.floor(used / 2 ** 32),
    })
    nas.close()
    assert.equal(await bytesLeft(), rest)
  }

  async function eventually(what: string, holds: () => Promise<boolean>): Promise<number> {
    const since = performance.now()
    while (!(await holds())) {
      assert.ok(performance.now() - since < PATIENCE_MS, `${what}\n${await tunnel.log()}`)
      await delay(100)
    }
    return performance.now() - since
  }

  it('a card with nothing left is not let in', async () => {
    assert.equal(await tunnel.dial(), false)
    assert.equal(await tunnel.reaches(), false)
  })

  it('after a renewal it is, and what goes through is what it used', async () => {
    await buy('vpn-1')
    await useAllBut(LEFT)
    assert.ok(await tunnel.dial(), await tunnel.log())
    assert.ok(await tunnel.reaches())
    await tunnel.send(500_000)
    // iperf3 counts what it wrote into its socket, the gateway what went through.
    await eventually('the report came', async () => (await bytesLeft()) <= LEFT - THROUGH_MIN)
  })

  it('used up by real packets, the tunnel is ended, and the card stays out', async () => {
    const ms = await eventually('the tunnel ended', async () => {
      await tunnel.send(SENT).catch(() => {})
      return !(await tunnel.reaches())
    })
    process.stdout.write(`from the first packet to the end of the tunnel ${ms.toFixed(0)} ms\n`)
    assert.equal(await bytesLeft(), 0)
    assert.equal(await tunnel.dial(), false, 'FreeRADIUS asked, and we refused')
  })

  it('a renewal lets it in again', async () => {
    await buy('vpn-2')
    assert.ok(await tunnel.dial(), await tunnel.log())
    assert.ok(await tunnel.reaches())
  })
})

/** Whether the card may come in, asked once at the beginning of an EAP conversation. */
function askFirst(port: number): string {
  const asked = 'User-Name = %s\\nNAS-Identifier = "eap"\\nMessage-Authenticator = 0x00\\n'
  return `
answer=$(printf '${asked}' "$USER_NAME" |
  radclient -x -r 1 -t 3 ${DESK}:${port} auth ${SECRET})
case "$answer" in
  *Access-Accept*) exit 0 ;;
esac
exit 1
`
}

function eapServer(folder: string, port: number): string {
  return `
modules {
  eap {
    default_eap_type = mschapv2
    timer_expire = 60
    max_sessions = 64
    mschapv2 {
    }
  }
  mschap {
  }
  exec ask {
    wait = yes
    input_pairs = request
    shell_escape = yes
    program = "/bin/sh ${folder}/ask.sh"
  }
}
client vpn {
  ipaddr = ${NAS}
  secret = ${SECRET}
}
server eap {
  listen {
    type = auth
    ipaddr = ${DESK}
    port = ${port}
  }
  authorize {
    if (!&State) {
      ask
    }
    update control {
      Cleartext-Password := "${PASSWORD}"
    }
    eap
  }
  authenticate {
    Auth-Type MS-CHAP {
      mschap
    }
    eap
  }
}`
}

async function freePort(): Promise<number> {
  const socket = createSocket('udp4')
  socket.bind(0, DESK)
  await once(socket, 'listening')
  const { port } = socket.address()
  socket.close()
  await once(socket, 'close')
  return port
}

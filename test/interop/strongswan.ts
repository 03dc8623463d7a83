/**
 * strongSwan as a NAS with real traffic: a gateway and a device, each in a network namespace of its
 * own, joined by a wire; the gateway asks and reports over RADIUS and takes Disconnect-Requests.
 * Everything is made for one test and taken away with it.
 */
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)
const CHARON = '/usr/lib/ipsec/charon'
const PLUGINS =
  'random nonce aes sha1 sha2 md4 md5 hmac kdf gmp curve25519 pem pkcs1 pkcs8 x509 pubkey ' +
  'constraints openssl kernel-libipsec kernel-netlink socket-default vici eap-identity'
const COMMAND_MS_MAX = 20_000
/** A transfer whose tunnel is gone never ends by itself. */
const TRANSFER_MS_MAX = 4_000
const STARTED_WITHIN_MS = 10_000

/** Where the test itself stands on the wire to the gateway. */
export const DESK = '10.98.7.1'
export const NAS = '10.98.7.2'
/** Behind the gateway, reached through the tunnel alone. */
export const INSIDE = '10.50.7.1'
export const DAE_PORT = 3799

export interface Tunnel {
  /** Whether the tunnel came up. */
  dial(): Promise<boolean>
  /** Whether what is behind the gateway answers the device. */
  reaches(): Promise<boolean>
  /** Octets sent by the device through the tunnel; rejects when it breaks. */
  send(bytes: number): Promise<void>
  log(): Promise<string>
  close(): Promise<void>
}

export interface TunnelGiven {
  readonly imsi: string
  readonly password: string
  readonly secret: string
  readonly authPort: number
  readonly accountingPort: number
}

/** Before the product starts, so that it can bind `DESK`. Needs root. */
export async function openWires(): Promise<{ close(): Promise<void> }> {
  const close = async () => {
    for (const name of ['tzgw', 'tzue']) await ip('netns', 'delete', name).catch(() => {})
    await ip('link', 'delete', 'tzdesk').catch(() => {})
  }
  await close()
  for (const name of ['tzgw', 'tzue']) {
    await ip('netns', 'add', name)
    await ip('-n', name, 'link', 'set', 'lo', 'up')
  }
  await ip('link', 'add', 'tzdesk', 'type', 'veth', 'peer', 'name', 'desk', 'netns', 'tzgw')
  await ip('address', 'add', `${DESK}/24`, 'dev', 'tzdesk')
  await ip('link', 'set', 'tzdesk', 'up')
  await ip('-n', 'tzgw', 'address', 'add', `${NAS}/24`, 'dev', 'desk')
  await ip('-n', 'tzgw', 'link', 'set', 'desk', 'up')
  const wire = ['link', 'add', 'ue', 'type', 'veth', 'peer', 'name', 'gw', 'netns', 'tzue']
  await ip('-n', 'tzgw', ...wire)
  await ip('-n', 'tzgw', 'address', 'add', '10.99.7.1/24', 'dev', 'ue')
  await ip('-n', 'tzue', 'address', 'add', '10.99.7.2/24', 'dev', 'gw')
  await ip('-n', 'tzgw', 'link', 'set', 'ue', 'up')
  await ip('-n', 'tzue', 'link', 'set', 'gw', 'up')
  await ip('-n', 'tzgw', 'address', 'add', `${INSIDE}/32`, 'dev', 'lo')
  return { close }
}

export async function openTunnel(given: TunnelGiven): Promise<Tunnel> {
  const folder = mkdtempSync(join(tmpdir(), 'tsuzuki-strongswan-'))
  for (const side of ['gw', 'ue']) {
    for (const part of ['x509', 'private']) mkdirSync(join(folder, side, part), { recursive: true })
  }
  await certificate(folder)
  writeFileSync(join(folder, 'gw/strongswan.conf'), daemon(folder, 'gw', gatewayPlugins(given)))
  writeFileSync(join(folder, 'ue/strongswan.conf'), daemon(folder, 'ue', { load: 'eap-mschapv2' }))
  writeFileSync(join(folder, 'gw/swanctl.conf'), GATEWAY)
  writeFileSync(join(folder, 'ue/swanctl.conf'), device(given))

  const children: ChildProcess[] = []
  for (const side of ['gw', 'ue']) children.push(await startSide(folder, side))
  children.push(spawn('ip', inside('tzgw', 'iperf3', '-s', '-B', INSIDE), { stdio: 'ignore' }))
  const log = async () => {
    const sides = ['gw', 'ue'].map((side) => join(folder, side, 'charon.log'))
    return (await run('tail', ['-n', '40', ...sides])).stdout
  }
  return {
    dial: () =>
      swanctl(folder, 'ue', '--initiate', '--child', 'net', '--timeout', '15').then(
        () => true,
        () => false,
      ),
    reaches: () =>
      run('ip', inside('tzue', 'ping', '-c', '1', '-W', '1', INSIDE)).then(
        () => true,
        () => false,
      ),
    async send(bytes) {
      const args = ['iperf3', '-c', INSIDE, '-n', `${bytes}`]
      await run('ip', inside('tzue', ...args), { timeout: TRANSFER_MS_MAX, killSignal: 'SIGKILL' })
    },
    log,
    async close() {
      for (const child of children) {
        if (child.exitCode !== null || child.signalCode !== null) continue
        const ended = once(child, 'exit')
        child.kill('SIGTERM')
        await ended
      }
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/**
 * The daemon, and its configuration loaded. Both write a pid to /run, so each has one of its own.
 */
async function startSide(folder: string, side: string): Promise<ChildProcess> {
  const script = `mount -t tmpfs tmpfs /run && exec ${CHARON}`
  const child = spawn('ip', inside(`tz${side}`, 'unshare', '-m', 'sh', '-c', script), {
    env: { ...process.env, STRONGSWAN_CONF: join(folder, side, 'strongswan.conf') },
    stdio: 'ignore',
  })
  const since = performance.now()
  while (!existsSync(join(folder, side, 'vici'))) {
    if (performance.now() - since > STARTED_WITHIN_MS) throw new Error(`${side} did not start`)
    await delay(50)
  }
  await swanctl(folder, side, '--load-all')
  return child
}

function swanctl(folder: string, side: string, ...args: readonly string[]) {
  const socket = `unix://${join(folder, side, 'vici')}`
  return run('swanctl', [...args, '--uri', socket], {
    env: {
      ...process.env,
      SWANCTL_DIR: join(folder, side),
      STRONGSWAN_CONF: join(folder, side, 'strongswan.conf'),
    },
    timeout: COMMAND_MS_MAX,
  })
}

function ip(...args: readonly string[]) {
  return run('ip', args)
}

function inside(name: string, ...command: readonly string[]): string[] {
  return ['netns', 'exec', name, ...command]
}

async function certificate(folder: string): Promise<void> {
  const key = join(folder, 'gw/private/gw.pem')
  const made = join(folder, 'gw/x509/gw.pem')
  const subject = ['-subj', '/CN=gw.test', '-addext', 'subjectAltName=DNS:gw.test']
  await run('openssl', [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '2',
    '-keyout',
    key,
    '-out',
    made,
    ...subject,
  ])
  await run('cp', [made, join(folder, 'ue/x509/gw.pem')])
}

function daemon(
  folder: string,
  side: string,
  plugins: { readonly load: string; readonly settings?: string },
): string {
  return `
charon {
  load = ${PLUGINS} ${plugins.load}
  install_routes = yes
  filelog {
    all {
      path = ${join(folder, side, 'charon.log')}
      default = 1
      flush_line = yes
    }
  }
  plugins {
    vici {
      socket = unix://${join(folder, side, 'vici')}
    }
    kernel-libipsec {
      allow_peer_ts = yes
    }
    ${plugins.settings ?? ''}
  }
}
swanctl {
  load = pem pkcs1 pkcs8 x509 openssl random
}
`
}

function gatewayPlugins(given: TunnelGiven) {
  return {
    load: 'eap-radius',
    settings: `
    eap-radius {
      accounting = yes
      accounting_interval = 2
      servers {
        desk {
          address = ${DESK}
          secret = ${given.secret}
          auth_port = ${given.authPort}
          acct_port = ${given.accountingPort}
        }
      }
      dae {
        enable = yes
        listen = ${NAS}
        port = ${DAE_PORT}
        secret = ${given.secret}
      }
    }`,
  }
}

const GATEWAY = `
connections {
  devices {
    local_addrs = 10.99.7.1
    pools = addresses
    local {
      auth = pubkey
      certs = gw.pem
      id = gw.test
    }
    remote {
      auth = eap-radius
      eap_id = %any
    }
    children {
      net {
        local_ts = ${INSIDE}/32
      }
    }
  }
}
pools {
  addresses {
    addrs = 10.60.7.0/24
  }
}
`

function device({ imsi, password }: TunnelGiven): string {
  return `
connections {
  home {
    remote_addrs = 10.99.7.1
    vips = 0.0.0.0
    local {
      auth = eap
      eap_id = ${imsi}
    }
    remote {
      auth = pubkey
      id = gw.test
      certs = gw.pem
    }
    children {
      net {
        remote_ts = ${INSIDE}/32
      }
    }
  }
}
secrets {
  eap-card {
    id = ${imsi}
    secret = ${password}
  }
}
`
}

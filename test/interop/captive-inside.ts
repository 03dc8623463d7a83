/**
 * The inside of `captive.test.ts`: what happens in the namespace of the gateway and in the device's
 * behind it. Run by that test alone, with the folder of its certificate in the environment.
 */
import assert from 'node:assert/strict'
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:https'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { after, before, it } from 'node:test'
import { startProduct, type DemoLine, type Product } from '../product.ts'
import { radclient } from './radclient.ts'

/** Inside an unshared pool of the demonstration world. */
const GATEWAY = '10.64.77.1'
const DEVICE = '10.64.77.20'
const PROBE = 'http://connectivitycheck.gstatic.com/generate_204'
const FAKE_SITE = '198.51.100.1'

const folder = process.env['CAPTIVE_INSIDE'] ?? ''

function run(command: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  assert.equal(status, 0, `${command} ${args.join(' ')}: ${stderr}${stdout}`)
  return stdout
}

let product: Product
let device: ChildProcess
let dhcp: ChildProcess
let proxy: ReturnType<typeof proxyTo>
let portalUrl: string
let line: DemoLine & { readonly imsi: string }
let secret: string
const inDevice = (command: string, ...args: readonly string[]) =>
  run('nsenter', ['--net', '--target', `${device.pid}`, command, ...args])
/** Not waited for in place: the proxy lives in this process. */
async function curl(...args: readonly string[]): Promise<string> {
  const inside = ['--net', '--target', `${device.pid}`, 'curl', '-sS', '--max-time', '20']
  const trusting = ['--cacert', join(folder, 'cert.pem')]
  const child = spawn('nsenter', [...inside, ...trusting, ...args])
  const [said, complained] = await Promise.all([text(child.stdout), text(child.stderr)])
  assert.equal(complained, '')
  return said
}

before(async () => {
  run('ip', ['link', 'set', 'lo', 'up'])
  device = spawn('unshare', ['--net', 'sleep', '600'], { stdio: 'ignore' })
  await once(device, 'spawn')
  await untilItsOwn(device)
  run('ip', ['link', 'add', 'gw', 'type', 'veth', 'peer', 'name', 'phone'])
  run('ip', ['link', 'set', 'phone', 'netns', `${device.pid}`])
  run('ip', ['address', 'add', `${GATEWAY}/24`, 'dev', 'gw'])
  run('ip', ['link', 'set', 'gw', 'up'])
  inDevice('ip', 'link', 'set', 'lo', 'up')
  inDevice('ip', 'link', 'set', 'phone', 'up')

  const port = { ofProduct: 0 }
  proxy = proxyTo(port)
  proxy.listen(0, GATEWAY)
  await once(proxy, 'listening')
  portalUrl = `https://${GATEWAY}:${(proxy.address() as AddressInfo).port}`
  const env = { TSUZUKI_PORTAL_URL: portalUrl, TRUSTED_PROXIES: '127.0.0.1' }
  product = await startProduct({ env })
  port.ofProduct = product.ports['portal'] ?? 0
  redirectPlainHttp(product.ports['landing'] ?? 0)
  const world = await product.world()
  secret = world.radius.secret
  const empty = world.lines.find(({ imsi, story }) => imsi !== null && story === 'plenty')
  assert.ok(empty !== undefined && empty.imsi !== null)
  line = { ...empty, imsi: empty.imsi }
  dhcp = await handOut(`${portalUrl}/captive`)
})

after(async () => {
  dhcp?.kill()
  device?.kill()
  proxy?.close()
  proxy?.closeAllConnections()
  await product?.remove()
})

void it('A device is told by DHCP where the document is, and fetches it there', async () => {
  const script = join(folder, 'bound.sh')
  const lease = join(folder, 'lease')
  const up = 'ip address add $ip/$mask dev $interface; ip route add default via $router'
  const note = `[ "$1" = bound ] && { ${up}; env > ${lease}; }; exit 0`
  writeFileSync(script, `#!/bin/sh\n${note}\n`, { mode: 0o755 })
  const asking = ['udhcpc', '-i', 'phone', '-O', '114', '-q', '-n', '-f', '-s', script]
  inDevice('busybox', ...asking)
  const told = readFileSync(lease, 'utf8')
  assert.match(told, new RegExp(`^ip=${DEVICE}$`, 'm'))
  assert.equal(uriOf(told), `${portalUrl}/captive`)

  const seen = await curl('-i', '-H', 'Accept: application/captive+json', uriOf(told))
  assert.match(seen, /^HTTP\/1\.1 200 /)
  assert.match(seen, /content-type: application\/captive\+json\r\n/i)
  assert.match(seen, /cache-control: private, no-store\r\n/i)
  assert.deepEqual(documentOf(seen), {
    captive: false,
    'user-portal-url': `${portalUrl}/`,
    'venue-info-url': `${portalUrl}/help`,
  })
})

void it('A device is told of its own line once the network says whose its address is', async () => {
  await report('Start', 0)
  const first = documentOf(await curl('-i', `${portalUrl}/captive`))
  assert.equal(first['captive'], false)
  assert.equal(first['can-extend-session'], true)
  assert.ok(Number(first['seconds-remaining']) > 0)
  await report('Interim-Update', 5_000_000)
  const second = documentOf(await curl('-i', `${portalUrl}/captive`))
  const [before, now] = [first['bytes-remaining'], second['bytes-remaining']]
  if (before !== undefined) assert.equal(Number(before) - Number(now), 5_000_000)
  await report('Stop', 5_000_000)
  const after = documentOf(await curl('-i', `${portalUrl}/captive`))
  assert.equal(after['can-extend-session'], undefined)
})

void it('A device is led to the portal from any page by http, and takes it', async () => {
  // The name is not looked up: what a resolver would answer is not what is tried here.
  const at = ['--resolve', `connectivitycheck.gstatic.com:80:${FAKE_SITE}`]
  const seen = await curl('-i', ...at, PROBE)
  assert.match(seen, /^HTTP\/1\.1 302 /)
  assert.ok(seen.includes(`location: ${portalUrl}/\r\n`), seen)
  const page = await curl('-L', ...at, PROBE)
  assert.match(page, /<html lang="/)
  assert.match(page, /<form/)
  const posted = await curl('-i', ...at, '-d', 'card=1', PROBE)
  assert.match(posted, /^HTTP\/1\.1 405 /)
})

async function report(status: string, octets: number): Promise<void> {
  const packet = `
    Acct-Status-Type = ${status}
    Acct-Session-Id = "captive-1"
    Acct-Session-Time = ${octets === 0 ? 0 : 60}
    NAS-Identifier = "captive"
    3GPP-IMSI = "${line.imsi}"
    Framed-IP-Address = ${DEVICE}
    Acct-Output-Octets = ${octets}`.trim()
  const asked = { packets: [packet.replace(/\n\s+/g, '\n')], secret }
  const { accepted, output } = await radclient(product.ports['radiusAccounting'] ?? 0, asked)
  assert.equal(accepted, 1, output)
}

/** Until the child has left our namespace for one of its own. */
async function untilItsOwn({ pid }: ChildProcess): Promise<void> {
  const link = (of: string) => run('readlink', [`/proc/${of}/ns/net`])
  const ours = link('self')
  for (let times = 0; link(`${pid}`) === ours; times += 1) {
    assert.ok(times < 1_000, 'the device never got a namespace')
  }
}

/** In front of the product, as an operator's own would be. */
function proxyTo(port: { readonly ofProduct: number }) {
  const read = (name: string) => readFileSync(join(folder, name))
  return createServer({ key: read('key.pem'), cert: read('cert.pem') }, (asked, answered) => {
    const from = asked.socket.remoteAddress ?? ''
    const headers = { ...asked.headers, 'x-forwarded-for': from, 'x-forwarded-proto': 'https' }
    const { method, url: path } = asked
    const on = { host: '127.0.0.1', port: port.ofProduct, method, path, headers }
    const passed = request(on, (answer) => {
      answered.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(answered)
    })
    passed.on('error', () => answered.destroy())
    asked.pipe(passed)
  })
}

/** What a gateway does with whoever may reach the portal only. */
function redirectPlainHttp(landing: number): void {
  writeFileSync('/proc/sys/net/ipv4/conf/gw/route_localnet', '1')
  run('nft', ['add', 'table', 'ip', 'captive'])
  const hook = '{ type nat hook prerouting priority dstnat; }'
  run('nft', ['add', 'chain', 'ip', 'captive', 'shut', hook])
  const lead = `iifname "gw" tcp dport 80 dnat to 127.0.0.1:${landing}`
  run('nft', ['add', 'rule', 'ip', 'captive', 'shut', ...lead.split(' ')])
}

async function handOut(uri: string): Promise<ChildProcess> {
  const server = spawn(
    'dnsmasq',
    [
      '--keep-in-foreground',
      '--conf-file=/dev/null',
      '--port=0',
      '--interface=gw',
      '--bind-interfaces',
      '--log-facility=-',
      `--dhcp-leasefile=${join(folder, 'leases')}`,
      '--pid-file=',
      '--user=root',
      `--dhcp-range=${DEVICE},${DEVICE},1h`,
      `--dhcp-option-force=114,${uri}`,
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  // It says that it serves before it does anything.
  await once(server.stderr, 'data')
  return server
}

/** Busybox knows no name for 114 and gives its octets in hexadecimal. */
function uriOf(lease: string): string {
  const [, value = ''] = /^opt114=(.*)$/m.exec(lease) ?? []
  return Buffer.from(value, 'hex').toString()
}

function documentOf(answer: string): Record<string, unknown> {
  return JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4)) as Record<string, unknown>
}

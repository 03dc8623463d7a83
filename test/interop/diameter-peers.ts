/** Erlang/OTP's diameter as a gateway and freeDiameter as a relay, for tests only. */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { connect } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'

const EXAMPLES = '/usr/lib/erlang/lib'
const CLIENT = join(import.meta.dirname, 'gy_client.erl')
const RELAY_PATIENCE_MS = 15_000

/** What the RFC's dictionary lacks: what we send in the words of 3GPP, and requests of servers. */
const MORE_AVPS = `
@avp_vendor_id 10415 Quota-Holding-Time Volume-Quota-Threshold QoS-Information
@avp_vendor_id 10415 APN-Aggregate-Max-Bitrate-UL APN-Aggregate-Max-Bitrate-DL
@avp_types
   Quota-Holding-Time           871  Unsigned32 MV
   Volume-Quota-Threshold       869  Unsigned32 MV
   QoS-Information              1016 Grouped    MV
   APN-Aggregate-Max-Bitrate-UL 1041 Unsigned32 V
   APN-Aggregate-Max-Bitrate-DL 1040 Unsigned32 V
@grouped
   QoS-Information ::= < AVP Header: 1016 10415 >
           [ APN-Aggregate-Max-Bitrate-UL ]
           [ APN-Aggregate-Max-Bitrate-DL ]
         * [ AVP ]
`
const MORE_OF_SERVICES = `
           [ Quota-Holding-Time ]
           [ Volume-Quota-Threshold ]
           [ QoS-Information ]
`
const SERVER_REQUEST = `
           < Session-Id >
           { Origin-Host }
           { Origin-Realm }
           { Destination-Realm }
           { Destination-Host }
           { Auth-Application-Id }`
const SERVER_ANSWER = `
           < Session-Id >
           { Result-Code }
           { Origin-Host }
           { Origin-Realm }
         * [ AVP ]
`
const MORE_MESSAGES = `
   RAR ::= < Diameter Header: 258, REQ, PXY >${SERVER_REQUEST}
           { Re-Auth-Request-Type }
         * [ Proxy-Info ]
         * [ Route-Record ]
         * [ AVP ]
   RAA ::= < Diameter Header: 258, PXY >${SERVER_ANSWER}
   ASR ::= < Diameter Header: 274, REQ, PXY >${SERVER_REQUEST}
         * [ Proxy-Info ]
         * [ Route-Record ]
         * [ AVP ]
   ASA ::= < Diameter Header: 274, PXY >${SERVER_ANSWER}
`

/** Compiles the client into a folder. @throws with what the compiler says. */
export function buildClient(folder: string): void {
  const found = run('sh', ['-c', `ls -d ${EXAMPLES}/diameter-*/examples/dict`], folder).trim()
  const [examples = ''] = found.split('\n')
  const plain = readFileSync(join(examples, 'rfc4006_cc.dia'), 'utf8')
  writeFileSync(join(folder, 'rfc4005_nas.dia'), readFileSync(join(examples, 'rfc4005_nas.dia')))
  const whole =
    plain
      .replace('@messages', `@messages${MORE_MESSAGES}`)
      .replace(
        /(Multiple-Services-Credit-Control ::= < AVP Header: 456 >)/,
        `$1${MORE_OF_SERVICES}`,
      ) + MORE_AVPS
  writeFileSync(join(folder, 'gy_dictionary.dia'), whole)
  const base = 'common/diameter_gen_base_rfc6733'
  run('diameterc', ['--inherits', base, 'rfc4005_nas.dia'], folder)
  run('erlc', ['rfc4005_nas.erl'], folder)
  run('diameterc', ['--inherits', base, 'gy_dictionary.dia'], folder)
  run('erlc', ['gy_dictionary.erl'], folder)
  run('erlc', ['-o', folder, CLIENT], folder)
}

function run(command: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command}: ${stdout}${stderr}`)
  return stdout
}

export interface RunningClient {
  readonly lines: readonly string[]
  /** The next line that begins so, heard before or not. */
  line(beginning: string): Promise<string>
  readonly ended: Promise<unknown>
}

export function startClient(folder: string, port: number, count: number): RunningClient {
  const args = ['-noshell', '-pa', folder, '-eval', `gy_client:main(["${port}","${count}"])`]
  const child = spawn('erl', args, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] })
  const lines: string[] = []
  const waiting: { readonly beginning: string; resolve(line: string): void }[] = []
  createInterface(child.stdout).on('line', (line) => {
    lines.push(line)
    for (const one of waiting.filter(({ beginning }) => line.startsWith(beginning))) {
      one.resolve(line)
    }
  })
  const ended = once(child, 'exit')
  return {
    lines,
    ended,
    line(beginning) {
      const heard = lines.find((line) => line.startsWith(beginning))
      if (heard !== undefined) return Promise.resolve(heard)
      const { promise, resolve } = Promise.withResolvers<string>()
      waiting.push({ beginning, resolve })
      const over = ended.then(() => {
        throw new Error(`the client ended without "${beginning}":\n${lines.join('\n')}`)
      })
      return Promise.race([promise, over])
    },
  }
}

/** A relay between clients and the server at `port`. */
export async function startRelay(
  folder: string,
  { listen, port, host }: { readonly listen: number; readonly port: number; readonly host: string },
) {
  mkdirSync(folder, { recursive: true })
  const name = 'dra.test.local'
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const asked = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj']
  run('openssl', [...asked, `/CN=${name}`, '-keyout', key, '-out', cert], folder)
  const white = join(folder, 'peers.conf')
  writeFileSync(white, 'ALLOW_IPSEC *.test.local\n')
  const extension = (one: string, config = '') =>
    `LoadExtension = "/usr/lib/freeDiameter/${one}.fdx"${config};`
  const config = join(folder, 'relay.conf')
  const lines = [
    `Identity = "${name}";`,
    'Realm = "test.local";',
    `Port = ${listen};`,
    'SecPort = 0;',
    'No_SCTP;',
    'No_IPv6;',
    'ListenOn = "127.0.0.1";',
    `TLS_Cred = "${cert}", "${key}";`,
    `TLS_CA = "${cert}";`,
    ...['dict_nasreq', 'dict_dcca', 'dict_dcca_3gpp'].map((one) => extension(one)),
    extension('acl_wl', ` : "${white}"`),
    `ConnectPeer = "${host}" { ConnectTo = "127.0.0.1"; Port = ${port}; No_TLS; No_SCTP; };`,
  ]
  writeFileSync(config, `${lines.join('\n')}\n`)
  const child = spawn('freeDiameterd', ['-c', config], { stdio: ['ignore', 'pipe', 'pipe'] })
  const said: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    createInterface(stream).on('line', (line) => said.push(line))
  }
  const ended = once(child, 'exit')
  await listening(listen, said)
  return {
    said,
    async stop() {
      child.kill('SIGTERM')
      const late = setTimeout(() => child.kill('SIGKILL'), 3_000)
      await ended
      clearTimeout(late)
    },
  }
}

/** An authority of its own, and a certificate in each name. */
export function certificates(folder: string, hosts: readonly string[]) {
  mkdirSync(folder, { recursive: true })
  const ask = (...args: readonly string[]) => run('openssl', args, folder)
  const fresh = ['-newkey', 'rsa:2048', '-nodes']
  const root = ['-subj', '/CN=authority', '-keyout', 'ca.key', '-out', 'ca.pem']
  ask('req', '-x509', ...fresh, '-days', '2', ...root)
  for (const host of hosts) {
    const request = ['-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`]
    const files = ['-keyout', `${host}.key`, '-out', `${host}.pem`]
    ask(
      'req',
      '-x509',
      ...fresh,
      '-days',
      '2',
      '-CA',
      'ca.pem',
      '-CAkey',
      'ca.key',
      ...request,
      ...files,
    )
  }
  const text = (name: string) => readFileSync(join(folder, name), 'utf8')
  return {
    ca: text('ca.pem'),
    of: (host: string) => ({ key: text(`${host}.key`), cert: text(`${host}.pem`) }),
  }
}

/** It says nowhere that it listens. */
async function listening(port: number, said: readonly string[]): Promise<void> {
  const late = performance.now() + RELAY_PATIENCE_MS
  while (performance.now() < late) {
    const socket = connect({ host: '127.0.0.1', port })
    const isOpen = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true))
      socket.once('error', () => resolve(false))
    })
    socket.destroy()
    if (isOpen) return
    await delay(50)
  }
  throw new Error(`the relay does not listen:\n${said.slice(-20).join('\n')}`)
}

/** PCAP of "exported PDUs" (link type 252): packets name their dissector and hold a message. */
export function captureOf(messages: readonly Uint8Array[]): Uint8Array {
  const head = Buffer.alloc(24)
  head.writeUInt32LE(0xa1b2c3d4, 0)
  head.writeUInt16LE(2, 4)
  head.writeUInt16LE(4, 6)
  head.writeUInt32LE(0x40000, 16)
  head.writeUInt32LE(252, 20)
  const dissector = Buffer.concat([Buffer.from([0, 12, 0, 8]), Buffer.from('diameter')])
  const packets = messages.flatMap((message, at) => {
    const body = Buffer.concat([dissector, Buffer.alloc(4), message])
    const packet = Buffer.alloc(16)
    packet.writeUInt32LE(at, 0)
    packet.writeUInt32LE(body.length, 8)
    packet.writeUInt32LE(body.length, 12)
    return [packet, body]
  })
  return Buffer.concat([head, ...packets])
}

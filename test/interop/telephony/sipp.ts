/**
 * Callers without ears, by sipp: each places a call, keys one row of digits whenever the exchange
 * tells that a prompt waits for keys (RFC 6086), and hangs up or is hung up on. RTP that comes back
 * is echoed. Its keys go out over raw sockets, which only root may open.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { freeUdpPort } from './free-ports.ts'
import { PROMPT_PACKAGE } from './trunk.ts'

/** Below what the system gives to others, and above rtpengine's. */
const RTP_PORT = 26_000

export interface Caller {
  /** As the trunk will say it. */
  readonly number: string
  /** One row for each prompt. */
  readonly rows: readonly string[]
}

export interface Calling {
  /** Of the exchange's trunk. */
  readonly port: number
  /** All key as many rows. */
  readonly callers: readonly Caller[]
  /** Who says goodbye: after the last row the caller, at the prompt that follows, or the desk. */
  readonly ends: 'caller' | 'desk'
  readonly callsASecond?: number
  /** How long nothing may happen. */
  readonly patienceMs?: number
}

export interface CallsMade {
  readonly successful: number
  readonly failed: number
  /** What sipp said. */
  readonly output: string
}

export async function placeCalls(calling: Calling): Promise<CallsMade> {
  const { port, callers, callsASecond = 1 } = calling
  const folder = mkdtempSync(join(tmpdir(), 'tsuzuki-sipp-'))
  const [scenario, rows] = [join(folder, 'caller.xml'), join(folder, 'callers.csv')]
  writeFileSync(scenario, scenarioOf(calling))
  const lines = callers.map(({ number, rows: keyed }) => [number, ...keyed].join(';'))
  writeFileSync(rows, ['SEQUENTIAL', ...lines, ''].join('\n'))
  const sipp = spawn(
    'sipp',
    [
      `127.0.0.1:${port}`,
      `-sf ${scenario} -inf ${rows} -s 0120000000`,
      `-i 127.0.0.1 -p ${await freeUdpPort()}`,
      `-ci 127.0.0.1 -cp ${await freeUdpPort()}`,
      `-mi 127.0.0.1 -mp ${RTP_PORT} -rtp_echo`,
      `-m ${callers.length} -l ${callers.length} -r ${callsASecond} -nostdin -trace_err`,
    ].flatMap((options) => options.split(' ')),

    { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, TERM: 'dumb' } },
  )
  try {
    const [screen, errors] = await Promise.all([
      text(sipp.stdout),
      text(sipp.stderr),
      once(sipp, 'exit'),
    ])
    const count = (label: string) =>
      Number(new RegExp(`${label} call\\s*\\|\\s*\\d+\\s*\\|\\s*(\\d+)`).exec(lastOf(screen))?.[1])
    return {
      successful: count('Successful'),
      failed: count('Failed'),
      output: [lastOf(screen), errors, ...errorsIn(folder)].join('\n'),
    }
  } finally {
    sipp.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What sipp wrote down of messages that it did not expect. */
function errorsIn(folder: string): readonly string[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('_errors.log'))
  return files.map((name) => readFileSync(join(folder, name), 'utf8'))
}

/** Screens follow one another; the last tells the sums. */
function lastOf(screen: string): string {
  return screen.slice(screen.lastIndexOf('Statistics Screen'))
}

function scenarioOf({ callers, ends, patienceMs = 60_000 }: Calling): string {
  const rows = callers[0]?.rows.length ?? 0
  const keying = Array.from({ length: rows }, (_, row) => prompt(patienceMs) + key(row))
  const end =
    ends === 'caller'
      ? prompt(patienceMs) + bye()
      : `<recv request="BYE" timeout="${patienceMs}"/>${yes()}`
  return `<?xml version="1.0" encoding="UTF-8"?>
<scenario name="caller">
${invite()}
<recv response="100" optional="true"/>
<recv response="180" optional="true"/>
<recv response="200" timeout="${patienceMs}"/>
${request('ACK', 1)}
${keying.join('\n')}
${end}
</scenario>
`
}

function invite(): string {
  return send(
    `INVITE sip:[service]@[remote_ip]:[remote_port] SIP/2.0
${headers('INVITE', 1, '<sip:[service]@[remote_ip]:[remote_port]>')}
Recv-Info: ${PROMPT_PACKAGE}
Content-Type: application/sdp
Content-Length: [len]

v=0
o=caller 1 1 IN IP4 [local_ip]
s=-
c=IN IP4 [media_ip]
t=0 0
m=audio [auto_media_port] RTP/AVP 0 96
a=rtpmap:0 PCMU/8000
a=rtpmap:96 telephone-event/8000
a=fmtp:96 0-15`,
    ' retrans="500"',
  )
}

function request(method: string, cseq: number): string {
  const address = 'sip:[service]@[remote_ip]:[remote_port]'
  return send(`${method} ${address} SIP/2.0
${headers(method, cseq, `<${address}>[peer_tag_param]`)}
Content-Length: 0`)
}

function bye(): string {
  return `${request('BYE', 2)}<recv response="200"/>`
}

function headers(method: string, cseq: number, to: string): string {
  return `Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:[field0]@[local_ip]:[local_port]>;tag=[pid]-[call_number]
To: ${to}
Call-ID: [call_id]
CSeq: ${cseq} ${method}
Contact: <sip:[field0]@[local_ip]:[local_port]>
Max-Forwards: 70`
}

/** It is time to key. */
function prompt(patienceMs: number): string {
  return `<recv request="INFO" timeout="${patienceMs}"/>${yes()}`
}

function yes(): string {
  return send(`SIP/2.0 200 OK
[last_Via:]
[last_From:]
[last_To:]
[last_Call-ID:]
[last_CSeq:]
Content-Length: 0`)
}

/**
 * sipp begins each row at the same timestamp, and rtpengine takes a key for the one before when
 * their timestamps are one. An `A`, which no telephone has, keeps rows apart.
 */
const APART = 'A'

/** What sipp sends before each row, and for each key (RFC 4733). */
const PACKETS_A_ROW = 20
const PACKETS_A_KEY = 13

/** RTP packets of the rows themselves, without what is echoed. */
export function packetsKeyed(rows: readonly string[]): number {
  return rows.reduce(
    (sum, row) => sum + PACKETS_A_ROW + PACKETS_A_KEY * (APART.length + row.length),
    0,
  )
}

/** The number of the caller is the first field. */
function key(row: number): string {
  return `<nop><action><exec play_dtmf="${APART}[field${row + 1}]"/></action></nop>`
}

function send(message: string, options = ''): string {
  return `<send${options}><![CDATA[\n${message}\n\n]]></send>`
}

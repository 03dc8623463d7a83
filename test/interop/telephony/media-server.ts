/**
 * rtpengine as a process of the test's own: media of every call, driven over its control protocol
 * (a cookie, a space, bencode, over UDP), and the keys it hears in RTP (RFC 4733). In user space,
 * on loopback only.
 */
import { spawn } from 'node:child_process'
import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { present } from '../../../src/domain/basics/assert.ts'
import { readBencode, writeBencode, type Bencoded } from './bencode.ts'
import { freeUdpPort } from './free-ports.ts'

/** Below what the system gives to others; ports that are taken are passed over. */
const RTP_PORT_MIN = 20_000
const RTP_PORT_MAX = 24_999
const ANSWER_MS_MAX = 1_000
const TRIES_MAX = 4
/** While it starts nobody listens yet. */
const START_TRY_MS = 50
const START_TRIES_MAX = 200

export type MediaAnswer = { readonly [name: string]: Bencoded }

export interface MediaServer {
  readonly pid: number
  /** @throws when rtpengine refuses, or does not answer. */
  ask(command: string, told: MediaAnswer): Promise<MediaAnswer>
  /** One listener for each call; `0`–`9`, `*`, `#`. */
  onKey(callId: string, listener: (key: string) => void): void
  forget(callId: string): void
  close(): Promise<void>
}

interface Asking {
  readonly socket: Socket
  readonly port: number
  readonly waiting: Map<string, (answer: MediaAnswer) => void>
  asked: number
}

export async function startMediaServer(): Promise<MediaServer> {
  const [keys, control] = [await bound(), await bound()]
  const port = await freeUdpPort()
  const listeners = new Map<string, (key: string) => void>()
  keys.on('message', (octets) => hearKey(listeners, octets.toString()))
  const child = spawn(
    'rtpengine',
    [
      '--config-file=none',
      '--foreground',
      '--log-stderr',
      '--log-level=3',
      '--table=-1',
      '--interface=127.0.0.1',
      `--listen-ng=127.0.0.1:${port}`,
      `--dtmf-log-dest=127.0.0.1:${keys.address().port}`,
      `--port-min=${RTP_PORT_MIN}`,
      `--port-max=${RTP_PORT_MAX}`,
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const said: string[] = []
  child.stderr.on('data', (octets) => said.push(String(octets)))
  const ended = once(child, 'exit')
  const asking: Asking = { socket: control, port, waiting: new Map(), asked: 0 }
  control.on('message', (octets) => hearAnswer(asking, octets))
  // Nobody listens yet, or no more.
  control.on('error', () => {})
  const close = async () => {
    child.kill('SIGTERM')
    await ended
    keys.close()
    control.close()
  }
  if (!(await isUp(asking, () => child.exitCode !== null))) {
    await close()
    throw new Error(`rtpengine did not start:\n${said.join('')}`)
  }
  return {
    pid: present(child.pid, 'a process that runs'),
    ask: (command, told) => ask(asking, command, told),
    onKey: (callId, listener) => listeners.set(callId, listener),
    forget: (callId) => listeners.delete(callId),
    close,
  }
}

async function bound(): Promise<Socket> {
  const socket = createSocket('udp4')
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return socket
}

async function isUp(asking: Asking, isOver: () => boolean): Promise<boolean> {
  for (let tries = 0; tries < START_TRIES_MAX && !isOver(); tries += 1) {
    const answer = await tryOnce(
      asking,
      { command: 'ping' },
      { cookie: `up-${tries}`, ms: START_TRY_MS },
    )
    if (answer?.['result'] === 'pong') return true
  }
  return false
}

/** Sent again under the same cookie it is done once. */
async function ask(asking: Asking, command: string, told: MediaAnswer): Promise<MediaAnswer> {
  asking.asked += 1
  const cookie = `ask-${asking.asked}`
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const answer = await tryOnce(asking, { ...told, command }, { cookie, ms: ANSWER_MS_MAX })
    if (answer === null) continue
    if (answer['result'] === 'ok') return answer
    throw new Error(`rtpengine refused ${command}: ${JSON.stringify(answer)}`)
  }
  throw new Error(`rtpengine did not answer ${command}`)
}

async function tryOnce(
  { socket, port, waiting }: Asking,
  told: MediaAnswer,
  { cookie, ms }: { readonly cookie: string; readonly ms: number },
): Promise<MediaAnswer | null> {
  const { promise, resolve } = Promise.withResolvers<MediaAnswer | null>()
  waiting.set(cookie, resolve)
  const timer = setTimeout(() => resolve(null), ms)
  socket.send(Buffer.concat([Buffer.from(`${cookie} `), writeBencode(told)]), port, '127.0.0.1')
  const answer = await promise
  clearTimeout(timer)
  waiting.delete(cookie)
  return answer
}

function hearAnswer({ waiting }: Asking, octets: Buffer): void {
  const space = octets.indexOf(' ')
  const listener = waiting.get(octets.toString('latin1', 0, space))
  listener?.(readBencode(octets.subarray(space + 1)) as MediaAnswer)
}

/** Events 0–9, then the star and the square (RFC 4733 §3.2). */
const KEYS = '0123456789*#'

function hearKey(listeners: ReadonlyMap<string, (key: string) => void>, text: string): void {
  const told = JSON.parse(text) as { type?: string; callid?: string; event?: number }
  const key = KEYS[told.event ?? -1]
  if (told.type === 'DTMF' && key !== undefined) listeners.get(told.callid ?? '')?.(key)
}

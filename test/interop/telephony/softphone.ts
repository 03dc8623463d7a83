/**
 * baresip as a telephone: dials, keys one digit at a time, hangs up, and records what the caller
 * hears. Driven over its control port (JSON in netstrings). It has no microphone: it sends a file
 * of silence.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { writeWave } from '../../../src/adapters/speech/wave.ts'
import { freeTcpPort, freeUdpPort } from './free-ports.ts'

const MODULES = '/usr/lib/baresip/modules'
const READY = 'baresip is ready'
const SAMPLES_A_SECOND = 8_000
/** Below what the system gives to others, and above those of rtpengine and sipp. */
const RTP_PORTS = '28000-28999'

export interface Softphone {
  /** To the exchange's trunk on that port; the call is on its way. */
  dial(port: number): Promise<void>
  key(key: string): Promise<void>
  hangUp(): Promise<void>
  /** Resolves when the call is over, whoever ended it. */
  readonly closed: Promise<void>
  /** What was heard, when the call is over: a WAV file's octets. */
  recording(): Buffer
  close(): Promise<void>
}

/** @throws with what it said when it does not start. */
export async function openSoftphone(number: string): Promise<Softphone> {
  const folder = mkdtempSync(join(tmpdir(), 'tsuzuki-softphone-'))
  const controlPort = await freeTcpPort()
  await writeSettings(folder, { number, controlPort })
  const child = spawn('baresip', ['-f', folder], { stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = once(child, 'exit')
  const said: string[] = []
  const ready = Promise.withResolvers<boolean>()
  for (const stream of [child.stdout, child.stderr]) {
    createInterface(stream).on('line', (line) => {
      said.push(line)
      if (line.startsWith(READY)) ready.resolve(true)
    })
  }
  void ended.then(() => ready.resolve(false))
  const close = async () => {
    child.kill('SIGKILL')
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
  if (!(await ready.promise)) {
    await close()
    throw new Error(`baresip did not start:\n${said.join('\n')}`)
  }
  const closed = Promise.withResolvers<void>()
  const control = connect(controlPort, '127.0.0.1')
  try {
    await once(control, 'connect')
  } catch (fault) {
    await close()
    throw fault
  }
  const answers = listen(control, closed.resolve)
  const ask = async (command: string, params = '') => {
    control.write(netstring(JSON.stringify({ command, params })))
    const answer = await answers.next()
    if (!answer) throw new Error(`baresip refused ${command}:\n${said.slice(-20).join('\n')}`)
  }
  return {
    dial: (port) => ask('dial', `sip:0120000000@127.0.0.1:${port}`),
    key: (key) => ask('sndcode', key),
    hangUp: () => ask('hangup'),
    closed: closed.promise,
    recording: () => recordingIn(folder),
    async close() {
      control.destroy()
      await close()
    },
  }
}

async function writeSettings(
  folder: string,
  { number, controlPort }: { readonly number: string; readonly controlPort: number },
): Promise<void> {
  const silence = join(folder, 'silence.wav')
  writeFileSync(silence, writeWave(new Float32Array(SAMPLES_A_SECOND * 60)))
  const settings = [
    `sip_listen 127.0.0.1:${await freeUdpPort()}`,
    `rtp_ports ${RTP_PORTS}`,
    `module_path ${MODULES}`,
    ...['g711', 'aufile', 'aubridge', 'sndfile'].map((module) => `module ${module}.so`),
    'module_tmp uuid.so',
    'module_tmp account.so',
    'module_app menu.so',
    'module_app ctrl_tcp.so',
    `ctrl_tcp_listen 127.0.0.1:${controlPort}`,
    `audio_source aufile,${silence}`,
    'audio_player aubridge,nobody',
    `snd_path ${folder}`,
  ]
  writeFileSync(join(folder, 'config'), `${settings.join('\n')}\n`)
  writeFileSync(join(folder, 'contacts'), '')
  const account = `<sip:${number}@127.0.0.1>;regint=0;audio_codecs=pcmu`
  writeFileSync(join(folder, 'accounts'), `${account}\n`)
}

/** What came in (`dec`), of the only call. */
function recordingIn(folder: string): Buffer {
  const [file] = readdirSync(folder).filter((name) => name.endsWith('-dec.wav'))
  if (file === undefined) throw new Error('nothing was recorded')
  return readFileSync(join(folder, file))
}

function netstring(text: string): string {
  return `${Buffer.byteLength(text)}:${text},`
}

interface Answers {
  /** Whether the next command was taken. */
  next(): Promise<boolean>
}

/** Answers come in the order of the commands; events between them. */
function listen(control: Socket, onClosed: () => void): Answers {
  const waiting: ((isTaken: boolean) => void)[] = []
  let held = Buffer.alloc(0)
  control.on('error', () => {})
  control.on('close', () => waiting.splice(0).forEach((resolve) => resolve(false)))
  control.on('data', (octets) => {
    held = Buffer.concat([held, Buffer.from(octets)])
    for (;;) {
      const colon = held.indexOf(':')
      const length = Number(held.toString('latin1', 0, colon))
      if (colon === -1 || held.length < colon + length + 2) return
      const told = JSON.parse(held.toString('utf8', colon + 1, colon + 1 + length)) as {
        readonly response?: boolean
        readonly ok?: boolean
        readonly type?: string
      }
      held = held.subarray(colon + length + 2)
      if (told.response === true) waiting.shift()?.(told.ok === true)
      if (told.type === 'CALL_CLOSED') onClosed()
    }
  })
  return {
    next() {
      const { promise, resolve } = Promise.withResolvers<boolean>()
      waiting.push(resolve)
      return promise
    },
  }
}

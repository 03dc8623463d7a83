/**
 * The whole product as a process of its own, as `npm start` runs it: started on a data directory,
 * asked over its ports, killed or stopped. For tests and benchmarks; what is inside is none of its
 * business, except where a test must kill a part of it.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { preparePlace } from '../src/adapters/postgres/embedded/place.ts'
import { processesOn } from '../src/adapters/postgres/embedded/server.ts'

const ROOT = resolve(import.meta.dirname, '..')
/** The words that are printed last. */
const READY = /^ready (\S+)$/
const PORT = /^(\w+) port (\d+)$/
/** Of what the process said, this much is shown when it fails. */
const LINES_SHOWN = 20

export interface ProductOptions {
  /** Default: a new one. */
  readonly dataDirectory?: string
  readonly env?: Readonly<Record<string, string>>
}

/** What `/sandbox/world.json` tells, as far as tests ask. */
export interface DemoWorld {
  readonly lines: readonly DemoLine[]
  readonly accounts: readonly { readonly id: string; readonly email: string }[]
  readonly staff: readonly { readonly name: string; readonly password: string }[]
  readonly apiKeys: readonly { readonly name: string; readonly key: string }[]
  readonly radius: { readonly secret: string }
  readonly ports: Readonly<Record<string, number>>
}

export interface DemoLine {
  readonly id: string
  readonly iccid: string
  readonly activationCode: string
  readonly msisdn: string | null
  readonly imsi: string | null
  readonly network: string
  readonly story: string
  readonly holder: string | null
}

export interface Product {
  readonly url: string
  /** By name, as printed: portal, operations, provider, radiusAccounting. */
  readonly ports: Readonly<Record<string, number>>
  readonly pid: number
  readonly dataDirectory: string
  /** From spawn to the ready line. */
  readonly readyMs: number
  world(): Promise<DemoWorld>
  /** Ends this process alone, at once; database and provider live on. */
  kill9(): Promise<void>
  /** Ends everything as Ctrl-C does. */
  stop(): Promise<void>
  /** Stops, and deletes the data. */
  remove(): Promise<void>
}

/** Resolves with the ready line. @throws with what was said when the process ends before. */
export async function startProduct(options: ProductOptions = {}): Promise<Product> {
  const dataDirectory = options.dataDirectory ?? mkdtempSync(join(tmpdir(), 'tsuzuki-'))
  const since = performance.now()
  const child = spawn(process.execPath, ['--import', './scripts/jsx.ts', 'src/main/all.ts'], {
    cwd: ROOT,
    env: environment({ PORT: '0', LOG_LEVEL: 'warn', ...options.env, TSUZUKI_DATA: dataDirectory }),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(child, 'exit').then(() => {})
  const said = listen(child)
  const url = await Promise.race([said.ready, ended.then(() => null)])
  if (url === null) {
    const last = said.lines.slice(-LINES_SHOWN).join('\n')
    throw new Error(`the product did not start:\n${last}`)
  }
  async function end(signal: NodeJS.Signals): Promise<void> {
    child.kill(signal)
    await ended
  }
  async function stop(): Promise<void> {
    await end('SIGTERM')
    killRest(dataDirectory)
  }
  return {
    url,
    ports: said.ports,
    pid: child.pid ?? 0,
    dataDirectory,
    readyMs: performance.now() - since,
    world: async () => (await (await fetch(`${url}/sandbox/world.json`)).json()) as DemoWorld,
    kill9: () => end('SIGKILL'),
    stop,
    async remove() {
      await stop()
      rmSync(dataDirectory, { recursive: true, force: true })
    },
  }
}

/** Nothing of the tests' own settings reaches the product. */
function environment(settings: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env
  return { PATH, HOME, TMPDIR, ...settings }
}

function listen(child: ChildProcess) {
  const ready = Promise.withResolvers<string>()
  const lines: string[] = []
  const ports: Record<string, number> = {}
  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) continue
    createInterface(stream).on('line', (line) => {
      lines.push(line)
      if (lines.length > LINES_SHOWN) lines.shift()
      const [, name, port] = PORT.exec(line) ?? []
      if (name !== undefined) ports[name] = Number(port)
      const [, url] = READY.exec(line) ?? []
      if (url !== undefined) ready.resolve(url)
    })
  }
  return { ready: ready.promise, lines, ports }
}

/** Where the database of a data directory is reached by a test's own client. */
export function databaseOf(dataDirectory: string) {
  const { sockets } = preparePlace(dataDirectory, () => {})
  return { host: sockets, port: 5432, user: 'tsuzuki', database: 'tsuzuki' }
}

/** Every process of the database, at once. Answers how many there were. */
export function killDatabase(dataDirectory: string): number {
  const pids = processesOn(preparePlace(dataDirectory, () => {}).data)
  for (const pid of pids) kill(pid)
  return pids.length
}

/** The sandbox's payment provider; its store stays. */
export function killProvider(dataDirectory: string): void {
  const note = join(dataDirectory, 'sandbox-provider.json')
  if (!existsSync(note)) return
  const { pid } = JSON.parse(readFileSync(note, 'utf8')) as { pid: number }
  // A pid that passed to a stranger is left alone.
  if (commandOf(pid).includes('sandbox')) kill(pid)
}

/** After a stop nothing is left; after a failure something may be. */
function killRest(dataDirectory: string): void {
  killProvider(dataDirectory)
  killDatabase(dataDirectory)
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'ESRCH') throw fault
  }
}

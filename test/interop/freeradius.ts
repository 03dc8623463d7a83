/**
 * FreeRADIUS as a daemon of a test: a configuration of our own in a folder of its own, started,
 * and ended with the test. Only what the tests need of it.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export interface FreeRadius {
  readonly folder: string
  /** All that it said so far. */
  log(): string
  stop(): Promise<void>
}

/** `parts` are modules, clients and servers. Resolves when it takes requests. */
export async function startFreeRadius(
  parts: (folder: string) => string,
  given: {
    readonly prefix?: readonly string[]
    readonly files?: Readonly<Record<string, string>>
  } = {},
): Promise<FreeRadius> {
  const folder = mkdtempSync(join(tmpdir(), 'tsuzuki-freeradius-'))
  chmodSync(folder, 0o755)
  for (const [name, text] of Object.entries(given.files ?? {})) {
    writeFileSync(join(folder, name), text, { mode: 0o755 })
  }
  writeFileSync(join(folder, 'radiusd.conf'), `${main(folder)}\n${parts(folder)}\n`)
  const [command, ...rest] = [
    ...(given.prefix ?? []),
    'freeradius',
    '-f',
    '-x',
    '-l',
    'stdout',
    '-d',
    folder,
    '-n',
    'radiusd',
  ]
  const child = spawn(command, rest, { stdio: ['ignore', 'pipe', 'pipe'] })
  const lines: string[] = []
  const ready = Promise.withResolvers<boolean>()
  for (const stream of [child.stdout, child.stderr]) {
    createInterface(stream).on('line', (line) => {
      lines.push(line)
      if (line.includes('Ready to process requests')) ready.resolve(true)
    })
  }
  const ended = once(child, 'exit').then(() => ready.resolve(false))
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
  if (!(await ready.promise)) {
    await stop()
    throw new Error(`freeradius did not start:\n${lines.slice(-30).join('\n')}`)
  }
  return { folder, log: () => lines.join('\n'), stop }
}

function main(folder: string): string {
  return `
prefix = /usr
libdir = /usr/lib/freeradius
raddbdir = ${folder}
logdir = ${folder}
run_dir = ${folder}
pidfile = ${folder}/pid
dictionary_dir = /usr/share/freeradius
max_requests = 1024
log {
  destination = stdout
}
security {
  allow_core_dumps = no
}
thread pool {
  start_servers = 1
  max_servers = 4
  min_spare_servers = 1
  max_spare_servers = 2
}`
}

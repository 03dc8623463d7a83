/**
 * The server's processes: which run on a directory, how one is made, spawned and ended. It asks
 * `/proc`, so it is for Linux. What to do when (adopt, recover, start) is decided in `start.ts`.
 */
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { moveIfFirst, type Binaries } from './binaries.ts'
import { SOCKET_PORT, type Place } from './place.ts'

export const SUPERUSER = 'tsuzuki'

/** A bare environment: nothing of ours (keys, settings) belongs in the server's. */
const ENVIRONMENT = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }

/** Given at every start, so that a newer version of this list reaches older data. */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  port: String(SOCKET_PORT),
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  password_encryption: 'scram-sha-256',
  max_connections: '100',
  shared_buffers: '256MB',
  // Just-in-time compilation costs more than it saves on queries of milliseconds.
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Tables that are updated all day ask for more in their own settings (db/migrations).
  autovacuum: 'on',
  autovacuum_naptime: '15s',
  autovacuum_vacuum_scale_factor: '0.1',
  // Keys are random, so every page touched after a checkpoint is logged whole: checkpoints are few.
  max_wal_size: '4GB',
  checkpoint_timeout: '15min',
  autovacuum_vacuum_cost_delay: '1ms',
  // One file a weekday, overwritten after a week. Statements and details may hold personal data.
  logging_collector: 'on',
  log_directory: 'log',
  log_filename: 'postgres-%u.log',
  log_rotation_age: '1d',
  log_rotation_size: '0',
  log_truncate_on_rotation: 'on',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
}

export interface Postmaster {
  readonly pid: number
  readonly port: number
  readonly sockets: string
}

function linkTarget(path: string): string {
  try {
    return readlinkSync(path)
  } catch {
    return ''
  }
}

/** Whether the process is a live PostgreSQL process of this directory; a zombie is not. */
export function runsOn(pid: number, data: string): boolean {
  const isPostgres = basename(linkTarget(`/proc/${pid}/exe`)).startsWith('postgres')
  return isPostgres && linkTarget(`/proc/${pid}/cwd`) === data
}

/** What Linux appends to a folder that was deleted under a process. */
const DELETED = ' (deleted)'

/** Every live PostgreSQL process of this directory, servers and their children. */
export function processesOn(data: string): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return pids.map(Number).filter((pid) => runsOn(pid, data))
}

/** Children retitle themselves "postgres: checkpointer"; a server keeps its command line. */
function isChild(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').startsWith('postgres: ')
  } catch {
    return false
  }
}

/** What `postmaster.pid` says (PostgreSQL `miscadmin.h`), if that server really lives. */
export function readPostmaster(data: string): Postmaster | null {
  const [pid, , , port, sockets] = readPidFile(data).split('\n')
  if (!pid || !port || !sockets || !runsOn(Number(pid), data)) return null
  return { pid: Number(pid), port: Number(port), sockets }
}

function readPidFile(data: string): string {
  try {
    return readFileSync(join(data, 'postmaster.pid'), 'utf8')
  } catch {
    return ''
  }
}

/**
 * Clears the way after a server that was killed, and says whether it is clear. Children that
 * outlived their server are told to go, for they hold its shared memory; what they had acknowledged
 * is in the write-ahead log.
 */
export function clearRemains(data: string): boolean {
  const left = processesOn(data)
  // With a server among them, another process is starting one at this moment: they are its own.
  if (left.every(isChild)) for (const pid of left) signal(pid, 'SIGQUIT')
  if (left.length > 0) return false

  // A server whose directory was deleted has nothing to save, and would take our socket along when
  // it goes, for that has the same path.
  const stray = processesOn(data + DELETED)
  for (const pid of stray) signal(pid, 'SIGQUIT')
  if (stray.length > 0) return false

  // The pid may have been given to a stranger since (a container started again); PostgreSQL would
  // then take the stranger for its server and refuse for ever.
  const [pid] = readPidFile(data).split('\n')
  if (pid && existsSync(`/proc/${pid}`) && !runsOn(Number(pid), data)) {
    rmSync(join(data, 'postmaster.pid'), { force: true })
  }
  return true
}

/** A server lives on for a while when its directory is deleted under it. */
export function outlives(pid: number, data: string): boolean {
  return runsOn(pid, data) || runsOn(pid, data + DELETED)
}

export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** Makes the server's directory beside its final place, so that a half-made one is never used. */
export async function initialise(place: Place, { initdb }: Binaries): Promise<void> {
  if (existsSync(place.data)) return
  const unfinished = mkdtempSync(`${place.data}.${process.pid}.`)
  if (place.user.uid !== undefined) chownSync(unfinished, place.user.uid, place.user.gid)
  const options = ['--auth-local=trust', '--auth-host=reject', '--data-checksums', '--locale=C']
  const more = ['--encoding=UTF8', '--no-instructions', '-U', SUPERUSER, '-D', unfinished]
  await promisify(execFile)(initdb, [...options, ...more], {
    ...place.user,
    cwd: '/',
    env: ENVIRONMENT,
  })
  moveIfFirst(unfinished, place.data)
  const folder = openSync(place.home, 'r')
  fsyncSync(folder)
  closeSync(folder)
}

export function startLogOf(place: Place): string {
  return join(place.home, 'postgres-start.log')
}

/**
 * Spawned in a session of its own and writing to files, so that neither Ctrl-C nor the death of
 * this process takes the server along.
 */
export function spawnServer(place: Place, { postgres }: Binaries): ChildProcess {
  const settings = Object.entries({ ...SETTINGS, unix_socket_directories: place.sockets })
  const output = openSync(startLogOf(place), 'w', 0o600)
  const child = spawn(
    postgres,
    ['-D', place.data, ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    {
      ...place.user,
      cwd: '/',
      env: ENVIRONMENT,
      detached: true,
      stdio: ['ignore', output, output],
    },
  )
  closeSync(output)
  child.unref()
  return child
}

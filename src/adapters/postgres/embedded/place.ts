/**
 * Where the embedded server lives and as whom it runs: folders, owners, permissions, the length of
 * its socket's path. Not the server's processes (`server.ts`), not its binaries (`binaries.ts`).
 *
 * PostgreSQL refuses to run as root, so root runs it as `nobody`, and every folder above its data
 * must then be open to that user.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readlinkSync,
  realpathSync,
  symlinkSync,
} from 'node:fs'
import { join, resolve } from 'node:path'

/** A user of its own would have to be made; this one exists everywhere and owns nothing. */
export const NOBODY = 65_534

/** `sun_path` is 108 bytes with its final zero (Linux unix(7)). */
export const SOCKET_PATH_BYTES_MAX = 107

/** Only the name of the socket file: there is no TCP. */
export const SOCKET_PORT = 5432

const SHARED_STATE = '/var/lib/tsuzuki'

export interface Place {
  /** The folder that holds all the others. */
  readonly home: string
  /** The server's own directory (PGDATA), absent until `initdb` has finished. */
  readonly data: string
  /** Mode 0700: whoever may enter it is trusted by the server. */
  readonly sockets: string
  /** As whom to spawn the server; empty means as ourselves. */
  readonly user: { readonly uid: number; readonly gid: number } | Record<string, never>
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}

export function serverUser(): Place['user'] {
  return process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {}
}

/** Asks the system itself, as the server's user, because modes alone do not tell (ACLs, mounts). */
export function reachable(path: string): boolean {
  if (process.getuid?.() !== 0) return true
  return spawnSync('test', ['-x', path], { ...serverUser(), cwd: '/' }).status === 0
}

/**
 * The data directory for a checkout: `TSUZUKI_DATA` when set, else `./.tsuzuki`, unless we are root
 * and `nobody` cannot reach that; then `/var/lib/tsuzuki/<hash of checkout>`.
 */
export function chooseDataDirectory(
  checkout: string,
  env: Readonly<Record<string, string | undefined>>,
): string {
  const told = env['TSUZUKI_DATA']
  if (told !== undefined && told !== '') return resolve(checkout, told)
  const beside = join(checkout, '.tsuzuki')
  const nearest = lstatSync(beside, { throwIfNoEntry: false }) === undefined ? checkout : beside
  return reachable(nearest) ? beside : join(SHARED_STATE, hashOf(resolve(checkout)))
}

/** Makes the folders of a data directory, or finds them again. */
export function preparePlace(dataDirectory: string, log: (line: string) => void): Place {
  const user = serverUser()
  const home = findHome(resolve(dataDirectory), log)
  return { home, data: join(home, 'postgres'), sockets: socketDirectory(home, user, log), user }
}

function findHome(dataDirectory: string, log: (line: string) => void): string {
  mkdirSync(dataDirectory, { recursive: true, mode: 0o755 })
  if (reachable(dataDirectory)) return realpathSync(dataDirectory)
  // `mktemp -d` gives 0700; the folder is ours, so it may let others pass, though not look.
  chmodSync(dataDirectory, (lstatSync(dataDirectory).mode & 0o777) | 0o011)
  if (reachable(dataDirectory)) return realpathSync(dataDirectory)

  // A closed folder above is not ours to open: the database lives elsewhere and is linked here, so
  // that deleting the data directory still means starting afresh.
  const link = join(dataDirectory, 'database')
  if (lstatSync(link, { throwIfNoEntry: false }) === undefined) {
    mkdirSync(SHARED_STATE, { recursive: true, mode: 0o755 })
    const elsewhere = mkdtempSync(join(SHARED_STATE, 'database-'))
    chmodSync(elsewhere, 0o711)
    symlinkSync(elsewhere, link)
  }
  const home = readlinkSync(link)
  log(`the database of ${dataDirectory} is in ${home}: its server cannot reach the former`)
  return realpathSync(home)
}

function socketDirectory(home: string, user: Place['user'], log: (line: string) => void): string {
  const beside = join(home, 'run')
  const isShort =
    Buffer.byteLength(join(beside, `.s.PGSQL.${SOCKET_PORT}`)) <= SOCKET_PATH_BYTES_MAX
  const sockets = isShort ? beside : join('/tmp', `tsuzuki-${hashOf(home)}`)
  if (!isShort) log(`the database's socket is in ${sockets}: ${home} is too long for one`)
  makeOwned(sockets, user)
  return sockets
}

/** A folder with mode 0700 that belongs to the server; whoever else made it first is refused. */
export function makeOwned(path: string, user: Place['user']): void {
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) {
    mkdirSync(path, { mode: 0o700 })
    if (user.uid !== undefined) chownSync(path, user.uid, user.gid)
  }
  const found = lstatSync(path)
  const owner = user.uid ?? process.getuid?.()
  if (!found.isDirectory() || found.uid !== owner) {
    throw new Error(`${path} must be a folder of user ${owner}, but it belongs to ${found.uid}`)
  }
  chmodSync(path, 0o700)
}

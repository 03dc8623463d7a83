/**
 * Files of usage dropped into a folder, one folder a source: which of them are complete, and where
 * they go when they were taken. Not what is in them.
 *
 * A sender writes under another name and renames into `NAME.csv`. As a second guard a file is taken
 * only when it stood unchanged between two looks, so that one who copies in place is not read in
 * the middle, unless they stall for longer than that.
 */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { access, mkdir, readdir, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** More wait for the next look. */
export const FILES_A_LOOK_MAX = 16

/** Small letters and digits first: no hidden files, and nothing that leads elsewhere. */
const TAKEN_NAMES = /^[A-Za-z0-9][\w.+ -]{0,190}\.csv$/i

export interface DroppedFile {
  readonly source: string
  readonly name: string
  readonly sizeBytes: bigint
  /** From the beginning each time. */
  readonly content: () => AsyncIterable<Uint8Array>
  sha256(): Promise<string>
  /** Out of the way, into `done` or `rejected` beside it; one that is gone already stays gone. */
  putAway(into: 'done' | 'rejected'): Promise<void>
}

export interface DropFolder {
  /** Those that stood unchanged since the last look, the oldest name first. */
  look(sources: readonly string[]): Promise<readonly DroppedFile[]>
}

export function openDropFolder(folder: string): DropFolder {
  let seen = new Map<string, string>()
  return {
    async look(sources) {
      const now = new Map<string, string>()
      const complete: DroppedFile[] = []
      for (const source of sources) {
        for (const name of await namesIn(join(folder, source))) {
          const path = join(folder, source, name)
          const shape = await shapeOf(path)
          if (shape === null) continue
          now.set(path, shape.mark)
          if (seen.get(path) !== shape.mark) continue
          complete.push(droppedFile(path, { source, name, sizeBytes: shape.size }))
        }
      }
      seen = now
      return complete.slice(0, FILES_A_LOOK_MAX)
    },
  }
}

/** A folder is made where there is none, so that senders find it. */
async function namesIn(folder: string): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true })
  const names = await readdir(folder)
  return names.filter((name) => TAKEN_NAMES.test(name)).toSorted()
}

/** What changes while a file is being written; null: not a plain file, or gone. */
async function shapeOf(path: string): Promise<{ mark: string; size: bigint } | null> {
  try {
    const about = await stat(path, { bigint: true })
    const { size, mtimeNs, ino } = about
    return about.isFile() ? { mark: `${ino}|${size}|${mtimeNs}`, size } : null
  } catch (fault) {
    if (isGone(fault)) return null
    throw fault
  }
}

function isGone(fault: unknown): boolean {
  return (fault as NodeJS.ErrnoException).code === 'ENOENT'
}

function droppedFile(
  path: string,
  given: Pick<DroppedFile, 'source' | 'name' | 'sizeBytes'>,
): DroppedFile {
  return {
    ...given,
    content: () => createReadStream(path),
    async sha256() {
      const digest = createHash('sha256')
      for await (const octets of createReadStream(path)) digest.update(octets as Uint8Array)
      return digest.digest('hex')
    },
    async putAway(into) {
      const folder = join(path, '..', into)
      await mkdir(folder, { recursive: true })
      const place = await freePlace(folder, given.name)
      await rename(path, place).catch((fault: unknown) => {
        if (!isGone(fault)) throw fault
      })
    },
  }
}

/** A name that is taken there gets a number. */
async function freePlace(folder: string, name: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const place = join(folder, number === 1 ? name : name.replace(/\.csv$/i, `.${number}.csv`))
    const isTaken = await access(place).then(
      () => true,
      () => false,
    )
    if (!isTaken) return place
  }
}

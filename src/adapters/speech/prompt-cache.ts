/**
 * Sound files kept under the hash of what they say, as many as there is room for; the one unused
 * for longest goes first. A file appears whole or not at all, and one that is not whole is thrown
 * away when it is asked for. Several processes may share a folder.
 */
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { assert } from '../../domain/basics/assert.ts'
import { HEADER_BYTES, writtenMilliseconds } from './wave.ts'

/** About eight hours of speech at 16 kB a second. */
export const PROMPT_BYTES_KEPT_MAX = 512 * 1024 * 1024
export const PROMPTS_KEPT_MAX = 8_000

/** A half-written file of this age was left by a process that died. */
export const PART_MS_MAX = 60_000

/** The group may read: a telephone exchange that plays files runs as another user. */
const FOLDER_MODE = 0o750
const FILE_MODE = 0o640

const FILE_NAME = /^([0-9a-f]{16,64})\.wav$/
const PART_NAME = /^[0-9a-f]{16,64}\.\d+\.\d+\.part$/

export interface CacheLimits {
  readonly filesMax: number
  readonly bytesMax: number
}

export interface KeptPrompt {
  readonly path: string
  readonly milliseconds: number
}

export interface PromptCache {
  find(id: string): Promise<KeptPrompt | null>
  keep(id: string, wave: Uint8Array): Promise<KeptPrompt>
  /** What a file says, all of it; null when it is not there or not whole. */
  read(id: string): Promise<Uint8Array | null>
  size(): { readonly files: number; readonly bytes: number }
}

/** @throws when the folder can not be made or read. */
export async function openPromptCache(
  folder: string,
  { filesMax, bytesMax }: CacheLimits,
): Promise<PromptCache> {
  await mkdir(folder, { recursive: true, mode: FOLDER_MODE })
  const kept = listOf(await lookThrough(folder))
  let partsWritten = 0
  const pathOf = (id: string) => join(folder, `${id}.wav`)

  async function drop(id: string): Promise<void> {
    kept.forget(id)
    await rm(pathOf(id), { force: true })
  }

  async function makeRoom(): Promise<void> {
    for (let { files, bytes } = kept.size(); files > filesMax || bytes > bytesMax;) {
      const oldest = kept.oldest()
      if (files <= 1 || oldest === undefined) return
      await drop(oldest)
      ;({ files, bytes } = kept.size())
    }
  }

  async function find(id: string): Promise<KeptPrompt | null> {
    const used = await use(pathOf(id))
    if (used === null) {
      kept.forget(id)
      return null
    }
    if (used.milliseconds === null) {
      await drop(id)
      return null
    }
    kept.note(id, used.bytes)
    return { path: pathOf(id), milliseconds: used.milliseconds }
  }

  async function keep(id: string, wave: Uint8Array): Promise<KeptPrompt> {
    const milliseconds = writtenMilliseconds(wave, wave.length)
    assert(FILE_NAME.test(`${id}.wav`), 'a prompt is kept under a hash')
    assert(milliseconds !== null, 'only whole prompts are kept')
    partsWritten += 1
    const part = join(folder, `${id}.${process.pid}.${partsWritten}.part`)
    try {
      await writeFile(part, wave, { mode: FILE_MODE, flag: 'wx' })
      await rename(part, pathOf(id))
    } catch (fault) {
      await rm(part, { force: true })
      throw fault
    }
    kept.note(id, wave.length)
    await makeRoom()
    return { path: pathOf(id), milliseconds }
  }

  async function read(id: string): Promise<Uint8Array | null> {
    const there = await find(id)
    const wave = there && (await readFile(there.path).catch(nullIfGone))
    return wave !== null && writtenMilliseconds(wave, wave.length) !== null ? wave : null
  }

  await makeRoom()
  return { find, keep, read, size: kept.size }
}

interface KeptFile {
  readonly id: string
  readonly bytes: number
}

/** What is kept, the one used last at the end. */
function listOf(found: readonly KeptFile[]) {
  const bytesById = new Map<string, number>()
  let bytes = 0

  function forget(id: string): void {
    bytes -= bytesById.get(id) ?? 0
    bytesById.delete(id)
  }

  function note(id: string, its: number): void {
    forget(id)
    bytesById.set(id, its)
    bytes += its
  }

  for (const file of found) note(file.id, file.bytes)
  return {
    note,
    forget,
    oldest: () => bytesById.keys().next().value,
    size: () => ({ files: bytesById.size, bytes }),
  }
}

/** Says that it was used now, in the file itself: that outlives us. Null when there is none. */
async function use(path: string): Promise<{ bytes: number; milliseconds: number | null } | null> {
  const file = await open(path, 'r').catch(nullIfGone)
  if (file === null) return null
  try {
    const header = new Uint8Array(HEADER_BYTES)
    await file.read(header, 0, HEADER_BYTES, 0)
    const { size } = await file.stat()
    const now = Date.now() / 1_000
    await file.utimes(now, now)
    return { bytes: size, milliseconds: writtenMilliseconds(header, size) }
  } finally {
    await file.close()
  }
}

/** The one used last at the end. Half-written files that nobody finishes are thrown away. */
async function lookThrough(folder: string): Promise<readonly KeptFile[]> {
  const found: { id: string; bytes: number; usedMs: number }[] = []
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    const id = FILE_NAME.exec(name)?.[1]
    if (id === undefined && !PART_NAME.test(name)) continue
    const about = await stat(path).catch(nullIfGone)
    if (about === null) continue
    if (id !== undefined) found.push({ id, bytes: about.size, usedMs: about.mtimeMs })
    else if (Date.now() - about.mtimeMs > PART_MS_MAX) await rm(path, { force: true })
  }
  return found.toSorted((a, b) => a.usedMs - b.usedMs)
}

function nullIfGone(fault: NodeJS.ErrnoException): null {
  if (fault.code === 'ENOENT') return null
  throw fault
}

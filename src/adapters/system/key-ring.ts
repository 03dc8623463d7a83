/**
 * The ring as a file (JSON, read by its owner alone), and what one master key is as a ring. The
 * index root of a file is not the key that it came from but what was derived of it, use by use: it
 * opens nothing.
 */
import { hash, randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import type { KeyIndex, KeyRing, RingKey, RingState } from '../../app/key-ring.ts'
import { HASH_PURPOSES, MASTER_KEY_BYTES } from '../../app/vault.ts'
import { instant, type Instant } from '../../domain/basics/time.ts'
import { derived } from '../root-key.ts'

const ID_CHARACTERS = 12
const STATES: readonly RingState[] = ['coming', 'current', 'former']

/** Every use that outlives a rotation. */
const INDEX_USES = [
  ...HASH_PURPOSES.map((purpose) => `tsuzuki hash ${purpose}`),
  'tsuzuki audit',
  'tsuzuki directory',
  'tsuzuki web push 0',
  'tsuzuki web push 1',
]

export function ringOf(masterKey: Uint8Array): KeyRing {
  const key: RingKey = {
    id: idOf(masterKey),
    bytes: masterKey,
    madeAt: null,
    state: 'current',
  }
  return { keys: [key], index: indexOf(masterKey) }
}

function indexOf(masterKey: Uint8Array): KeyIndex {
  const made = new Map(INDEX_USES.map((use) => [use, derived(masterKey, use)]))
  return { made, root: derived(masterKey, 'tsuzuki index') }
}

export function freshKey(madeAt: Instant): Omit<RingKey, 'state'> {
  const bytes = new Uint8Array(randomBytes(MASTER_KEY_BYTES))
  return { id: idOf(bytes), bytes, madeAt }
}

function idOf(bytes: Uint8Array): string {
  return hash('sha256', derived(bytes, 'tsuzuki key id'), 'hex').slice(0, ID_CHARACTERS)
}

interface RingFile {
  readonly keys: readonly {
    readonly state: RingState
    readonly madeAt: string | null
    /** Base64, as everywhere here. */
    readonly key: string
  }[]
  readonly index: { readonly root: string; readonly made: Readonly<Record<string, string>> }
}

/** @throws when the file is no ring. */
export function readRing(path: string): KeyRing {
  const file = JSON.parse(readFileSync(path, 'utf8')) as RingFile
  const keys = file.keys.map(({ state, madeAt, key }): RingKey => {
    const bytes = keyIn(path, key)
    if (!STATES.includes(state)) throw new Error(`${path}: a key has no state`)
    return { id: idOf(bytes), bytes, madeAt: madeAt === null ? null : instant(madeAt), state }
  })
  const counts = (state: RingState) => keys.filter((key) => key.state === state).length
  if (counts('current') !== 1 || counts('coming') > 1) {
    throw new Error(`${path}: one key is current, and at most one is coming`)
  }
  const made = new Map(Object.entries(file.index.made).map(([use, key]) => [use, keyIn(path, key)]))
  return { keys, index: { made, root: keyIn(path, file.index.root) } }
}

function keyIn(path: string, base64: string): Uint8Array {
  const bytes = new Uint8Array(Buffer.from(base64, 'base64'))
  if (bytes.length !== MASTER_KEY_BYTES) throw new Error(`${path}: a key has not its length`)
  return bytes
}

/** Whole or not at all: written beside it, made durable, and moved there. */
export function writeRing(path: string, ring: KeyRing): void {
  const file: RingFile = {
    keys: ring.keys.map(({ state, madeAt, bytes }) => ({
      state,
      madeAt: madeAt?.toString() ?? null,
      key: bytes.toBase64(),
    })),
    index: {
      root: ring.index.root.toBase64(),
      made: Object.fromEntries(
        [...ring.index.made].map(([use, key]) => [use, key.toBase64()] as const),
      ),
    },
  }
  const beside = `${path}.writing`
  const descriptor = openSync(beside, 'w', 0o600)
  try {
    writeSync(descriptor, `${JSON.stringify(file, null, 2)}\n`)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
  renameSync(beside, path)
}

/**
 * `npm run operator -- keys …`: tells what is sealed under which key of the ring, adds a key,
 * seals everything again under it, and takes away what seals nothing any more.
 */
import { existsSync, rmSync } from 'node:fs'
import { countSealed, resealAll, type SealedPlace } from '../../adapters/postgres/key-rotation.ts'
import { freshKey, writeRing } from '../../adapters/system/key-ring.ts'
import { createResealer } from '../../adapters/system/vault.ts'
import { currentKey, turned, withComing, withoutFormer, type KeyRing } from '../../app/key-ring.ts'
import type { Desk } from './desk.ts'
import type { Told } from './load.ts'

export type KeyWish =
  | { readonly kind: 'show' | 'add' | 'rotate' | 'retire' }
  /** Writes the ring of the settings' one key. */
  | { readonly kind: 'file'; readonly path: string }

/** Null when the words make no wish. */
export function understandKeys(words: readonly string[]): KeyWish | null {
  const [kind, path, ...more] = words
  if (more.length > 0) return null
  if (kind === 'file') return path === undefined ? null : { kind, path }
  if (path !== undefined) return null
  if (kind === undefined) return { kind: 'show' }
  return kind === 'add' || kind === 'rotate' || kind === 'retire' ? { kind } : null
}

type KeyDesk = Pick<Desk, 'pool' | 'keys' | 'clock'>

/** Whether it was done. */
export function fulfilKeys(desk: KeyDesk, told: Told, wish: KeyWish): Promise<boolean> {
  switch (wish.kind) {
    case 'show':
      return show(desk, told)
    case 'file':
      return Promise.resolve(writeFile(desk, told, wish.path))
    case 'add':
      return Promise.resolve(add(desk, told))
    case 'rotate':
      return rotate(desk, told)
    case 'retire':
      return retire(desk, told)
  }
}

async function show({ pool, keys: { ring } }: KeyDesk, told: Told): Promise<boolean> {
  for (const { id, state, madeAt } of ring.keys) {
    told.say(`key ${id} ${state}${madeAt === null ? '' : `, made ${madeAt.toString()}`}`)
  }
  for (const { name, byKey } of await countSealed(pool, createResealer(ring))) {
    const counts = ring.keys.map(({ id }) => `${id}: ${byKey.get(id) ?? 0}`)
    told.say(`${name}  ${counts.join('  ')}`)
  }
  return true
}

function writeFile({ keys }: KeyDesk, told: Told, path: string): boolean {
  if (existsSync(path)) {
    told.complain(`${path} is there already`)
    return false
  }
  writeRing(path, keys.ring)
  told.say(`${path} written: set TSUZUKI_KEY_FILE to it and unset TSUZUKI_MASTER_KEY`)
  return true
}

function add({ keys, clock }: KeyDesk, told: Told): boolean {
  const file = fileIn(keys, told)
  if (file === null) return false
  const key = freshKey(clock.now())
  const ring = withComing(keys.ring, key)
  if (ring === null) {
    told.complain('a key is coming already')
    return false
  }
  keep(keys, { file, ring })
  told.say(`key ${key.id} is coming: it opens and does not seal yet`)
  told.say('restart every process, then: keys rotate')
  return true
}

async function rotate({ pool, keys }: KeyDesk, told: Told): Promise<boolean> {
  const file = fileIn(keys, told)
  if (file === null) return false
  const ring = turned(keys.ring)
  // The file first: were the work cut off, whatever was sealed again still opens.
  if (ring !== keys.ring) keep(keys, { file, ring })
  const current = currentKey(ring).id
  const resealer = createResealer(ring)
  await resealAll(pool, resealer, {
    current,
    told: (place, rows) => told.say(`${place}: ${rows} sealed again`),
  })
  const left = underOthers(await countSealed(pool, resealer), current)
  for (const [name, count] of left) told.say(`${name}: ${count} still under a former key`)
  told.say(
    left.length === 0
      ? `everything is sealed under ${current}; restart every process, then: keys retire`
      : 'restart every process, so that all seal under it, then: keys rotate, again',
  )
  return true
}

async function retire({ pool, keys }: KeyDesk, told: Told): Promise<boolean> {
  const file = fileIn(keys, told)
  if (file === null) return false
  const { ring } = keys
  const left = underOthers(await countSealed(pool, createResealer(ring)), currentKey(ring).id)
  for (const [name, count] of left) told.complain(`${name}: ${count} still under a former key`)
  if (left.length > 0) return false
  const kept = withoutFormer(ring)
  keep(keys, { file, ring: kept })
  told.say(`${ring.keys.length - kept.keys.length} former keys are gone`)
  return true
}

function underOthers(
  places: readonly SealedPlace[],
  current: string,
): readonly (readonly [name: string, count: number])[] {
  return places.flatMap(({ name, byKey }) => {
    const others = [...byKey].filter(([id]) => id !== current)
    const count = others.reduce((sum, [, sealed]) => sum + sealed, 0)
    return count === 0 ? [] : [[name, count] as const]
  })
}

function fileIn({ file }: Desk['keys'], told: Told): string | null {
  if (file === null) {
    told.complain('TSUZUKI_MASTER_KEY is one key alone: first write a ring, with: keys file PATH')
  }
  return file
}

function keep(
  { first }: Desk['keys'],
  written: { readonly file: string; readonly ring: KeyRing },
): void {
  writeRing(written.file, written.ring)
  // The ring has it, or no longer needs it.
  if (first !== null) rmSync(first, { force: true })
}

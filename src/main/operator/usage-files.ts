/**
 * `npm run operator -- usage-file FILE --source NAME`: one file of usage charged now, beside a
 * running product.
 */
import { openAsBlob, statSync } from 'node:fs'
import { basename } from 'node:path'
import { createHash } from 'node:crypto'
import { createCharging } from '../../app/charging/charge.ts'
import { SYSTEM } from '../../app/origin.ts'
import { noteUsageFile } from '../../app/usage-files/note.ts'
import { takeUsageFile } from '../../app/usage-files/take.ts'
import type { UsageFileId } from '../../domain/basics/ids.ts'
import { usageFileParts } from '../gateways/cdr.ts'
import type { Desk } from './desk.ts'
import type { Told } from './load.ts'

export interface UsageFileWish {
  readonly path: string
  readonly source: string
}

/** Rejected rows that are told; the rest stand at the console. */
const TOLD_MAX = 20

/** Null when the words make no wish. */
export function understandUsageFile(
  words: readonly string[],
  { source }: { readonly source: string | undefined },
): UsageFileWish | null {
  const [path, ...more] = words
  return path === undefined || more.length > 0 ? null : { path, source: source ?? 'cdr' }
}

/** Whether every row was taken, or was known. */
export async function fulfilUsageFile(
  desk: Desk,
  told: Told,
  { path, source }: UsageFileWish,
): Promise<boolean> {
  const parts = usageFileParts(desk, { pool: desk.pool, charging: createCharging(desk) })
  const content = await contentOf(path)
  const digest = createHash('sha256')
  for await (const octets of content()) digest.update(octets)
  const sha256 = digest.digest('hex')
  const about = { source, name: basename(path), sha256, came: 'command' } as const
  const noted = await desk.door.ask(noteUsageFile, about, SYSTEM)
  if (!noted.ok) throw new Error('the door is busy; try again')
  const id = desk.ids.next<UsageFileId>()
  const sizeBytes = BigInt(statSync(path).size)
  const by = SYSTEM.actor
  const taken = await takeUsageFile(parts, { ...about, id, sizeBytes, by, content })
  if (!taken.ok) {
    told.complain(
      taken.refusal.code === 'source_unknown'
        ? `no such source; known are ${taken.refusal.sources.join(', ')}`
        : 'charging is busy; what was taken stays taken, so give the same file again',
    )
    return false
  }
  const { counts, refusal } = taken.value
  if (refusal !== null) {
    told.complain(`refused: ${JSON.stringify(refusal)}`)
    return false
  }
  const { rows, accepted, repeated, rejected, usedBytes } = counts
  for (const row of await parts.store.rejected(taken.value.id, { after: 0, countMax: TOLD_MAX })) {
    told.complain(`${path}:${row.line}: ${JSON.stringify(row.refusal)}`)
  }
  told.say(
    `${rows} rows: ${accepted} taken (${usedBytes} bytes), ${repeated} known already, ` +
      `${rejected} rejected`,
  )
  return rejected === 0
}

async function contentOf(path: string): Promise<() => AsyncIterable<Uint8Array>> {
  const blob = await openAsBlob(path)
  return () => blob.stream()
}

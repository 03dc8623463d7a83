/**
 * Usage files joined to charging, and the folder that they are dropped into. It listens nowhere, so
 * it is no role: the worker looks into the folder, console and API take what is sent to them.
 */
import { createHash } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import type pg from 'pg'
import type { Sweep } from '../../adapters/jobs/worker.ts'
import { loadOperator } from '../../adapters/postgres/catalogue-store.ts'
import { createUsageFiles } from '../../adapters/postgres/usage-files.ts'
import type { App } from '../../app/app.ts'
import type { Charging } from '../../app/charging/ports.ts'
import { SETTINGS } from '../../app/operator/operator-files.ts'
import { SYSTEM } from '../../app/origin.ts'
import { noteUsageFile } from '../../app/usage-files/note.ts'
import { takeUsageFile, type UsageFileParts } from '../../app/usage-files/take.ts'
import type { Config } from '../../config.ts'
import type { UsageFileId } from '../../domain/basics/ids.ts'
import { openDropFolder, type DroppedFile } from '../../gateways/cdr/folder.ts'
import { csvFormat } from '../../gateways/cdr/format.ts'

/** A file is taken at the second look that finds it unchanged. */
export const FOLDER_EVERY_MS = 5_000

export function usageFileParts(
  { clock, ids }: Pick<App, 'clock' | 'ids'>,
  on: { readonly pool: pg.Pool; readonly charging: Pick<Charging, 'charge'> },
): UsageFileParts {
  return {
    clock,
    ids,
    charging: on.charging,
    store: createUsageFiles(on.pool),
    format: csvFormat,
    sources: async () => ((await loadOperator(on.pool))?.settings ?? SETTINGS).usageSources,
    pause: (ms) => setTimeout(ms),
    digest: (octets) => createHash('sha256').update(octets).digest('hex'),
  }
}

/** None where no folder is set. */
export function usageFolderSweeps(
  { usageFilesFolder }: Pick<Config, 'usageFilesFolder'>,
  app: FolderApp,
  parts: UsageFileParts,
): readonly Sweep[] {
  return usageFilesFolder === null ? [] : [usageFolderSweep(usageFilesFolder, app, parts)]
}

type FolderApp = Pick<App, 'door' | 'ids'>

/** One look at a time, whoever asks; a file that cannot be taken is told, and keeps no other. */
function usageFolderSweep(folder: string, app: FolderApp, parts: UsageFileParts): Sweep {
  const dropped = openDropFolder(folder)
  let looking: Promise<void> | null = null
  async function look(): Promise<void> {
    const names = (await parts.sources()).map(({ name }) => name)
    const faults: unknown[] = []
    for (const file of await dropped.look(names)) {
      await takeDropped(app, parts, file).catch((fault: unknown) => faults.push(fault))
    }
    if (faults.length > 0) throw new AggregateError(faults, 'usage files were left for later')
  }
  return {
    name: 'usage_files',
    everyMs: FOLDER_EVERY_MS,
    run() {
      looking ??= look().finally(() => (looking = null))
      return looking
    },
  }
}

async function takeDropped(
  app: FolderApp,
  parts: UsageFileParts,
  file: DroppedFile,
): Promise<void> {
  const { source, name, sizeBytes, content } = file
  const about = { source, name, sha256: await file.sha256(), came: 'folder' } as const
  const noted = await app.door.ask(noteUsageFile, about, SYSTEM)
  // Busy now: the file stands there at the next look too.
  if (!noted.ok) return
  const id = app.ids.next<UsageFileId>()
  const taken = await takeUsageFile(parts, { ...about, id, sizeBytes, by: SYSTEM.actor, content })
  if (!taken.ok) return
  await file.putAway(taken.value.refusal === null ? 'done' : 'rejected')
}

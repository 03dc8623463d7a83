/** The sandbox's world: seeded into a fresh database, described at `/sandbox/world.json`. */
import type { App } from '../../app/app.ts'
import type { Config } from '../../config.ts'
import type { Database } from '../database.ts'

export async function seedIfFresh(app: App, database: Database): Promise<void> {
  if (!database.fresh) return
  await app.refreshCatalogue()
}

export async function describeRunningWorld(
  _app: App,
  given: { readonly config: Config; readonly ports: Readonly<Record<string, number>> },
): Promise<unknown> {
  return { ports: given.ports }
}

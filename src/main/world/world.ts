/** The sandbox's world: seeded into a fresh database, described at `/sandbox/world.json`. */
import { addApiKey, addStaff } from '../../adapters/postgres/staff-store.ts'
import { createDoorStore } from '../../adapters/postgres/door-store.ts'
import { saveCatalogue } from '../../adapters/postgres/catalogue-store.ts'
import {
  forgetWorld,
  hasNetworks,
  setWorldState,
  worldState,
} from '../../adapters/postgres/sandbox.ts'
import { ensureMonths } from '../../adapters/postgres/upkeep.ts'
import { hashPassword, sha256 } from '../../adapters/secrets/passwords.ts'
import { mailboxOf } from '../../app/accounts/proofs.ts'
import type { App } from '../../app/app.ts'
import type { Config } from '../../config.ts'
import { present } from '../../domain/basics/assert.ts'
import type { ApiKeyId, StaffId } from '../../domain/basics/ids.ts'
import { plusDays } from '../../domain/basics/time.ts'
import type { Email } from '../../domain/account/email.ts'
import type { Database } from '../database.ts'
import { describeWorld } from './describe.ts'
import { CORNER_SHOP, readWorldFolder } from './read-folder.ts'
import { seedWorld } from './seed.ts'
import type { World } from './world-file.ts'

/** How far back the world's usage lies: its partitions are made first. */
const PAST_DAYS = 70

/** Once, in a database that nobody has loaded anything into; resumed from nothing after a crash. */
export async function seedIfFresh(on: {
  readonly app: App
  readonly database: Database
  refreshCatalogue(): Promise<void>
}): Promise<void> {
  const { app, database } = on
  const state = await worldState(database.pool)
  if (state === 'lived') return
  if (state === null && (await hasNetworks(database.pool))) return
  if (state === 'begun') await forgetWorld(database.pool)
  await setWorldState(database.pool, 'begun')
  const folder = readWorldFolder(CORNER_SHOP)
  const { catalogue, operator, world } = folder
  const saved = await saveCatalogue(database.pool, {
    networks: [...catalogue.networks.values()],
    offers: [...catalogue.offers.values()],
    terms: catalogue.terms,
    campaigns: catalogue.campaigns,
    rules: catalogue.rules,
    operator,
  })
  if (!saved.ok) throw new Error(`the demo world was not saved: ${saved.refusal.code}`)
  await on.refreshCatalogue()
  const now = app.clock.now()
  await ensureMonths(database.pool, plusDays(now, -PAST_DAYS))
  const partner = await addKeys(on, folder.world.apiKeys)
  await Promise.all(
    folder.staff.map(async ({ name, role }) => {
      const password = world.staff.find((one) => one.name === name)?.password ?? ''
      const passwordHash = await hashPassword(password, app.dice)
      const id = app.ids.next<StaffId>()
      await addStaff(database.pool, { id, name, role, passwordHash, createdAt: now })
    }),
  )
  await seedWorld(
    {
      store: createDoorStore(database.doorPool),
      vault: app.vault,
      catalogue: app.catalogue(),
      mailboxOf: (email) => mailboxOf(app.vault, email as Email),
      partner,
    },
    { world, cards: folder.cards, now },
  )
  await setWorldState(database.pool, 'lived')
}

/** Answers the first key: the partner under which the world's past renewals are booked. */
async function addKeys(
  { app, database }: { readonly app: App; readonly database: Database },
  keys: World['apiKeys'],
): Promise<ApiKeyId> {
  const ids: ApiKeyId[] = []
  for (const { name, key, scopes } of keys) {
    const id = app.ids.next<ApiKeyId>()
    const keyHash = sha256(key)
    await addApiKey(database.pool, { id, name, keyHash, scopes, createdAt: app.clock.now() })
    ids.push(id)
  }
  return present(ids[0], 'the world has a partner')
}

export async function describeRunningWorld(
  app: App,
  given: { readonly config: Config; readonly ports: Readonly<Record<string, number>> },
): Promise<unknown> {
  const described = await describeWorld(readWorldFolder(CORNER_SHOP), {
    reads: app.reads,
    vault: app.vault,
    mailboxOf: (email) => mailboxOf(app.vault, email as Email),
  })
  const secret = given.config.radius.clients[0]?.secret ?? described.radius.secret
  return { ...described, radius: { ...described.radius, secret }, ports: given.ports }
}

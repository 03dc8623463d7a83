/** The sandbox's world: seeded into a fresh database, described at `/sandbox/world.json`. */
import { addApiKey } from '../../adapters/postgres/api-keys.ts'
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
import { SYSTEM } from '../../app/origin.ts'
import { putStaff } from '../../app/staff/put-staff.ts'
import { putTill } from '../../app/tills/put-till.ts'
import type { Config } from '../../config.ts'
import { present } from '../../domain/basics/assert.ts'
import type { ApiKeyId, StaffId, TillId } from '../../domain/basics/ids.ts'
import { plusDays } from '../../domain/basics/time.ts'
import type { Email } from '../../domain/account/email.ts'
import type { Database } from '../database.ts'
import { describeWorld } from './describe.ts'
import { CORNER_SHOP, readWorldFolder, type WorldFolder } from './read-folder.ts'
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
  const { catalogue, operator, answers, directory, world } = folder
  const saved = await saveCatalogue(database.pool, {
    networks: [...catalogue.networks.values()],
    offers: [...catalogue.offers.values()],
    terms: catalogue.terms,
    campaigns: catalogue.campaigns,
    rules: catalogue.rules,
    operator,
    answers,
    directory,
  })
  if (!saved.ok) throw new Error(`the demo world was not saved: ${saved.refusal.code}`)
  await on.refreshCatalogue()
  const now = app.clock.now()
  await ensureMonths(database.pool, plusDays(now, -PAST_DAYS))
  const partner = await addKeys(on, folder.world.apiKeys)
  await openShops(app, folder)
  await seedWorld(
    {
      store: createDoorStore(database.doorPool),
      reads: app.reads,
      vault: app.vault,
      catalogue: app.catalogue(),
      operator: app.operator(),
      mailboxOf: (email) => mailboxOf(app.vault, email as Email),
      partner,
    },
    { world, cards: folder.cards, now },
  )
  await setWorldState(database.pool, 'lived')
}

/** Staff of a sandbox have their passwords and one-time codes from the world's file. */
async function openShops(app: App, { staff, world, operator }: WorldFolder): Promise<void> {
  const hired = staff.map(async ({ name, role, shop }) => {
    const known = present(
      world.staff.find((one) => one.name === name),
      'staff of the world have passwords',
    )
    const passwordHash = await hashPassword(known.password, app.dice)
    const sealedSecret = app.vault.seal(known.oneTimeSecret)
    const id = app.ids.next<StaffId>()
    const input = { staff: id, name, role, shop, passwordHash, sealedSecret }
    await app.door.ask(putStaff, input, SYSTEM)
  })
  const opened = operator.view.shops.flatMap(({ id: shop, tills }) =>
    tills.map((name) =>
      app.door.ask(putTill, { till: app.ids.next<TillId>(), shop, name }, SYSTEM),
    ),
  )
  await Promise.all([...hired, ...opened])
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
    now: app.clock.now(),
  })
  const secret = given.config.radius.clients[0]?.secret ?? described.radius.secret
  return { ...described, radius: { ...described.radius, secret }, ports: given.ports }
}

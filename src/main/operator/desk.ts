/** What the operator's commands stand on: the database and a door, without any listener. */
import type pg from 'pg'
import { watchCatalogue } from '../../adapters/postgres/catalogue-store.ts'
import { createDoorStore } from '../../adapters/postgres/door-store.ts'
import { createReads } from '../../adapters/postgres/reads.ts'
import { systemDice } from '../../adapters/system/dice.ts'
import { createIds } from '../../adapters/system/ids.ts'
import { createAuditKey } from '../../adapters/secrets/audit-key.ts'
import { createVault } from '../../adapters/system/vault.ts'
import type { App } from '../../app/app.ts'
import type { AuditKey } from '../../app/audit/ports.ts'
import type { KeyRing } from '../../app/key-ring.ts'
import { createDoor } from '../../app/door/door.ts'
import type { Config } from '../../config.ts'
import { firstKeyFile, keyFileOf, keyRingOf, visitDatabase } from '../database.ts'
import { openClock } from '../parts.ts'

/** The ring as this process read it, and the file that it may write. */
export interface Keys {
  readonly ring: KeyRing
  readonly file: string | null
  /** Where a sandbox's first key stood before there was a ring. */
  readonly first: string | null
}

export interface Desk extends Pick<
  App,
  'door' | 'reads' | 'clock' | 'ids' | 'dice' | 'vault' | 'catalogue'
> {
  readonly auditKey: AuditKey
  readonly keys: Keys
  readonly pool: pg.Pool
  refreshCatalogue(): Promise<void>
  close(): Promise<void>
}

/** Two loadings at once could give one card two lines; the second is turned away. */
export class AnotherLoading extends Error {
  override name = 'AnotherLoading'
}

/** Any constant, the same in every process: "operator" in ASCII. */
const LOCK_KEY = 0x6f70657261746f72n

/** @throws AnotherLoading while another process holds the operator's desk. */
export async function openDesk(config: Config, log: (line: string) => void): Promise<Desk> {
  const database = await visitDatabase(config, log)
  const stops: (() => Promise<void>)[] = [() => database.stop()]
  const close = async () => {
    for (const stop of stops.splice(0).toReversed()) await stop()
  }
  try {
    const lock = await database.pool.connect()
    // Closing the connection gives the lock back.
    stops.push(async () => lock.release(true))
    const { rows } = await lock.query<{ held: boolean }>(
      'select pg_try_advisory_lock($1) as held',
      [LOCK_KEY],
    )
    if (rows[0]?.held !== true) throw new AnotherLoading('another loading is running')
    const { clock } = await openClock(config, database, stops)
    const watch = await watchCatalogue(database.pool)
    stops.push(async () => watch.stop())
    const ids = createIds({ clock, dice: systemDice })
    const ring = keyRingOf(config, database.dataDirectory)
    const store = createDoorStore(database.doorPool)
    const door = createDoor({ store, clock, ids, catalogue: watch.catalogue })
    return {
      door,
      reads: createReads(database.pool),
      clock,
      ids,
      dice: systemDice,
      vault: createVault(ring),
      auditKey: createAuditKey(ring.index),
      keys: keysOf(config, { ring, dataDirectory: database.dataDirectory }),
      catalogue: watch.catalogue,
      pool: database.pool,
      refreshCatalogue: watch.refresh,
      close,
    }
  } catch (fault) {
    await close()
    throw fault
  }
}

function keysOf(
  config: Config,
  on: { readonly ring: KeyRing; readonly dataDirectory: string },
): Keys {
  const isSandboxes = config.masterKey === null && config.keyFile === null
  return {
    ring: on.ring,
    file: keyFileOf(config, on.dataDirectory),
    first: isSandboxes ? firstKeyFile(on.dataDirectory) : null,
  }
}

/**
 * One life of the application's process: the real door and flows over the store that outlives them.
 * When it dies, whoever waited for it learns only that, and nothing it was about to do happens.
 */
import { createMemoryLimits } from '../src/adapters/memory/limits.ts'
import { createMemoryReads } from '../src/adapters/memory/reads.ts'
import type { MemoryStore } from '../src/adapters/memory/memory-store.ts'
import { createIds } from '../src/adapters/system/ids.ts'
import type { App } from '../src/app/app.ts'
import { createCharging } from '../src/app/charging/charge.ts'
import type { Charging } from '../src/app/charging/ports.ts'
import { createDoor, type DoorLimits } from '../src/app/door/door.ts'
import type { DoorStore } from '../src/app/door/store.ts'
import type { Dice } from '../src/app/ports.ts'
import type { Catalogue } from '../src/domain/catalogue/catalogue.ts'
import { createHotline } from '../src/channels/hotline/answering.ts'
import type { Hotline } from '../src/channels/hotline/ports.ts'
import { OPERATOR } from './catalogue.ts'
import type { Chance } from './chance.ts'
import type { MovableClock } from './clock.ts'
import type { Crossings } from './crossings.ts'
import type { FaultyProvider } from './provider.ts'
import { SIM_VAULT } from './vault.ts'

/** Small enough that the door is sometimes full and groups are cut. */
const LIMITS: DoorLimits = { queueMax: 12, groupMax: 6, groupsInFlight: 2 }
const INTERIM_SECONDS = 300

/** What a caller sees of a process that died: nothing but that. */
export class ProcessDied extends Error {
  override name = 'ProcessDied'
}

export interface Process {
  readonly app: App
  readonly charging: Charging
  readonly hotline: Hotline
  /** Runs in this process; rejects with `ProcessDied` when the process dies before the answer. */
  within<Value>(work: () => Promise<Value>): Promise<Value>
  die(): void
}

export interface ProcessWorld {
  readonly chance: Chance
  readonly clock: MovableClock
  readonly crossings: Crossings
  readonly store: MemoryStore
  readonly provider: FaultyProvider
  readonly catalogue: () => Catalogue
}

export function startProcess(world: ProcessWorld): Process {
  const { clock, crossings, catalogue } = world
  const self = {}
  const waiting = new Set<(fault: ProcessDied) => void>()
  const dice: Dice = { bytes: (count) => world.chance.bytes(count) }
  const ids = createIds({ clock, dice })
  const store: DoorStore = {
    async transact(plan, decide) {
      await crossings.cross(self)
      await world.store.transact(plan, decide)
      await crossings.cross(self)
    },
  }
  const app: App = {
    door: createDoor({ store, clock, ids, catalogue }, LIMITS),
    reads: createMemoryReads(world.store),
    clock,
    ids,
    dice,
    vault: SIM_VAULT,
    catalogue,
    operator: () => OPERATOR,
    providers: new Map([
      ['stripe', world.provider.seenBy(self, 'stripe')],
      ['paypal', world.provider.seenBy(self, 'paypal')],
    ]),
    providerTroubles: () => new Set(),
    portalUrl: 'https://portal.example',
    interimSeconds: INTERIM_SECONDS,
    limits: createMemoryLimits(),
  }
  return {
    app,
    charging: createCharging(app),
    hotline: createHotline({
      app,
      isHoliday: () => false,
      sandbox: false,
    }),
    within: (work) =>
      new Promise((resolve, reject) => {
        waiting.add(reject)
        work()
          .then(resolve, reject)
          .finally(() => waiting.delete(reject))
      }),
    die() {
      crossings.drop(self)
      for (const tell of waiting) tell(new ProcessDied('the process died'))
      waiting.clear()
    },
  }
}

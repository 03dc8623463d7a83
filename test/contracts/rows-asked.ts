/** Rows put through the door as they are, and what the door would load of them. For tests only. */
import type { Change, Home, States } from '../../src/app/door/state.ts'
import type { GroupPlan } from '../../src/app/door/store.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import { writeRows, type DoorWorld } from './stores.ts'

export function write({ door }: Pick<DoorWorld, 'door'>, home: Home, changes: readonly Change[]) {
  return door.ask(writeRows, { homes: [home], changes }, SYSTEM)
}

/** What the door would load; nothing is written. */
export async function load(world: DoorWorld, plan: Partial<GroupPlan>): Promise<States> {
  const none = { homes: [], keys: [], parts: new Map(), orders: [], sessions: [] }
  const whole = { isHurried: false, ...none, ...plan }
  const { promise, resolve } = Promise.withResolvers<States>()
  const nothing = { homes: [], changes: [], journal: [], outcomes: [], jobs: [] }
  await world.open.store.transact(whole, (loaded) => {
    resolve(loaded.states)
    return { ...nothing, now: world.clock.now() }
  })
  return promise
}

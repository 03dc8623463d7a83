/**
 * Everything in a simulated world that takes time stands at a crossing until chance lets it go on:
 * a packet on its way, a commit on its way to the disk, an answer on its way back. Nothing else is
 * asynchronous, so the seed alone decides every order of events. Not a timer: `after` only holds
 * something back until the world's clock says so.
 */
import type { Clock } from '../src/app/ports.ts'
import { isBefore, type Instant } from '../src/domain/basics/time.ts'
import type { Chance } from './chance.ts'

/** Whose way it is; all of an owner's are dropped when it dies. */
export type Traveller = object

export interface Crossings {
  /** Resolves when chance lets it; never, once the traveller is dropped. */
  cross(traveller: Traveller, after?: Instant): Promise<void>
  /** Lets one of those that may go on; false when none may. */
  letOneGo(): boolean
  drop(traveller: Traveller): void
  waiting(): number
  /** The earliest instant that something is held back to; null when nothing is. */
  heldUntil(): Instant | null
}

interface Waiting {
  readonly traveller: Traveller
  readonly after: Instant
  go(): void
}

export function createCrossings(chance: Chance, clock: Clock): Crossings {
  let ready: Omit<Waiting, 'after'>[] = []
  let held: Waiting[] = []
  let lookedAt: Instant | null = null

  /** Whatever the clock has reached may go. */
  function release(): void {
    const now = clock.now()
    if (held.length === 0 || now === lookedAt) return
    lookedAt = now
    const still: Waiting[] = []
    for (const one of held) (isBefore(now, one.after) ? still : ready).push(one)
    held = still
  }

  return {
    cross: (traveller, after) =>
      new Promise((go) => {
        if (after !== undefined && isBefore(clock.now(), after)) held.push({ traveller, after, go })
        else ready.push({ traveller, go })
      }),
    letOneGo() {
      release()
      if (ready.length === 0) return false
      const at = chance.below(ready.length)
      const [one] = ready.splice(at, 1)
      one?.go()
      return true
    },
    drop(traveller) {
      ready = ready.filter((one) => one.traveller !== traveller)
      held = held.filter((one) => one.traveller !== traveller)
    },
    waiting: () => ready.length,
    heldUntil() {
      let earliest: Instant | null = null
      for (const { after } of held) {
        if (earliest === null || isBefore(after, earliest)) earliest = after
      }
      return earliest
    },
  }
}

/** One turn of the event loop: promises and the door's own turn run, in the order they came. */
export function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}

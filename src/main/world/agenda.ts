/**
 * What happens when, on a clock of its own: acts of one instant are asked together, so that the
 * door takes them as one group.
 */
import type { Clock } from '../../app/ports.ts'
import { isBefore, microsOf, type Instant } from '../../domain/basics/time.ts'
import { assert } from '../../domain/basics/assert.ts'

export interface SeedingClock extends Clock {
  moveTo(at: Instant): void
}

export function seedingClock(start: Instant): SeedingClock {
  let now = start
  return {
    now: () => now,
    moveTo(at) {
      assert(!isBefore(at, now), 'a seeding clock moves forwards')
      now = at
    },
  }
}

type Act = () => Promise<void>

export interface Agenda {
  at(instant: Instant, act: Act): void
  /** Runs everything in order; acts may not add to the agenda. */
  run(clock: SeedingClock): Promise<void>
}

/** Acts before `start` happen at the start, acts after `end` at the end. */
export function createAgenda({
  start,
  end,
}: {
  readonly start: Instant
  readonly end: Instant
}): Agenda {
  const acts = new Map<bigint, Act[]>()
  const [first, last] = [microsOf(start), microsOf(end)]
  return {
    at(instant, act) {
      const wanted = microsOf(instant)
      const at = wanted < first ? first : wanted > last ? last : wanted
      const known = acts.get(at)
      if (known === undefined) acts.set(at, [act])
      else known.push(act)
    },
    async run(clock) {
      for (const at of [...acts.keys()].toSorted((one, other) => (one < other ? -1 : 1))) {
        clock.moveTo(Temporal.Instant.fromEpochNanoseconds(at * 1_000n))
        await Promise.all((acts.get(at) ?? []).map((act) => act()))
      }
    },
  }
}

/** What is looked up about eSIM profiles, over the memory store. */
import { isBefore } from '../../domain/basics/time.ts'
import { nextStep } from '../../domain/esim/sim-profile.ts'
import type { ProfileReads } from '../../app/profile-reads.ts'
import { profilesOf } from './memory-store.ts'
import type { Tables } from './tables.ts'

export function profileReads(tables: Tables): ProfileReads {
  return {
    profiles: async (line) => profilesOf(tables, line),
    async profilesAtServer(before, limit) {
      return [...tables.simProfiles.values()]
        .filter((one) => {
          const last = one.steps.at(-1)
          return nextStep(one) !== null && last !== undefined && isBefore(last.at, before)
        })
        .slice(0, limit)
    },
  }
}

/** What is looked up about agreements, over the memory store. */
import type { AgreementReads } from '../../app/agreement-reads.ts'
import { isBefore } from '../../domain/basics/time.ts'
import { isStanding } from '../../domain/renewal/mandate.ts'
import type { Tables } from './tables.ts'

export function agreementReads(tables: Tables): AgreementReads {
  return {
    async agreement(home, id) {
      const agreement = tables.agreements.get(id)
      return agreement === undefined || agreement.home.id !== home ? null : agreement
    },
    async agreementsOf(person, { limit, before }) {
      return [...tables.agreements.values()]
        .filter((one) => one.person === person)
        .filter(({ at }) => before === null || isBefore(at, before))
        .toSorted((one, other) => {
          return Temporal.Instant.compare(other.at, one.at) || (one.id < other.id ? 1 : -1)
        })
        .slice(0, limit)
    },
    async ownAgreement(person, id) {
      const agreement = tables.agreements.get(id)
      return agreement?.person === person ? agreement : null
    },
    async mandatesUntold(version, limit) {
      return [...tables.mandates.values()]
        .filter((one) => isStanding(one) && one.termsTold < version)
        .toSorted((one, other) => {
          return one.termsTold - other.termsTold || (one.line < other.line ? -1 : 1)
        })
        .slice(0, limit)
        .map(({ line }) => line)
    },
  }
}

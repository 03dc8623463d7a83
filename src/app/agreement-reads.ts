/** What is looked up about agreements: a part of the read side (`reads.ts`), bounded like the rest. */
import type { Agreement } from '../domain/agreement/agreement.ts'
import type { AccountId, AgreementId, LineId, PersonId } from '../domain/basics/ids.ts'

export interface AgreementReads {
  agreement(home: LineId | AccountId, id: AgreementId): Promise<Agreement | null>
  /** That the person made, of these homes, newest first. */
  agreementsOf(
    homes: readonly (LineId | AccountId)[],
    person: PersonId,
    limit: number,
  ): Promise<readonly Agreement[]>
  /** Lines whose standing mandate accepted, or was told of, no such version of its terms. */
  mandatesUntold(version: number, limit: number): Promise<readonly LineId[]>
}

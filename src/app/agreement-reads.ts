/**
 * What is looked up about agreements: a part of the read side (`reads.ts`), bounded like the rest.
 */
import type { Agreement } from '../domain/agreement/agreement.ts'
import type { AccountId, AgreementId, LineId, PersonId } from '../domain/basics/ids.ts'
import type { Instant } from '../domain/basics/time.ts'

export interface AgreementReads {
  agreement(home: LineId | AccountId, id: AgreementId): Promise<Agreement | null>
  /**
   * That the person made, of whichever home, also of lines that others hold; newest first, made
   * before `before` where it is given.
   */
  agreementsOf(
    person: PersonId,
    page: { readonly limit: number; readonly before: Instant | null },
  ): Promise<readonly Agreement[]>
  /** Null for one that somebody else made. */
  ownAgreement(person: PersonId, id: AgreementId): Promise<Agreement | null>
  /** Lines whose standing mandate accepted, or was told of, no such version of its terms. */
  mandatesUntold(version: number, limit: number): Promise<readonly LineId[]>
}

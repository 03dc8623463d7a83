/** The SM-DP+ as a port: what is asked of it over ES2+ (GSMA SGP.22 §5.3). */
import type { ExecutionStatus } from '../../domain/esim/es2plus.ts'
import type { MatchingId, SmdpAddress } from '../../domain/esim/install-code.ts'
import type { Eid } from '../../domain/line/eid.ts'
import type { Iccid } from '../../domain/line/iccid.ts'

/**
 * Thrown by profile servers when nobody knows what came of a call: no answer, a time-out, an answer
 * that is not ES2+. The same call may be asked again.
 */
export class ProfileServerUnreachable extends Error {
  override name = 'ProfileServerUnreachable'
}

export interface ProfileOrderCall {
  /**
   * functionCallIdentifier: the same one asked again is the same deed (SGP.22 §5.2.6), so it stays
   * for every try of one step.
   */
  readonly call: string
  readonly iccid: Iccid
  /** Binds the profile to a chip; null: whichever phone has the code. */
  readonly eid: Eid | null
}

export interface ProfileServer {
  /** Where phones fetch, unless it says otherwise for an order. */
  readonly smdp: SmdpAddress
  downloadOrder(order: ProfileOrderCall): Promise<ExecutionStatus>
  /** With the release flag: once confirmed, the profile can be fetched. */
  confirmOrder(order: ProfileOrderCall & { readonly matchingId: MatchingId }): Promise<{
    readonly execution: ExecutionStatus
    /** Null: not told, so that ours stands. */
    readonly matchingId: MatchingId | null
    readonly smdp: SmdpAddress | null
  }>
  /** The profile goes back to where it can be ordered again. */
  cancelOrder(
    order: ProfileOrderCall & { readonly matchingId: MatchingId | null },
  ): Promise<ExecutionStatus>
}

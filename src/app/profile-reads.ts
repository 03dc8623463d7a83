/** What is looked up about eSIM profiles: a part of the read side (`reads.ts`), bounded like it. */
import type { LineId } from '../domain/basics/ids.ts'
import type { Instant } from '../domain/basics/time.ts'
import type { SimProfile } from '../domain/esim/sim-profile.ts'

export interface ProfileReads {
  /** The newest of the line, oldest first. */
  profiles(line: LineId): Promise<readonly SimProfile[]>
  /**
   * That wait for the SM-DP+ and were last moved before the instant, in no order; what the SM-DP+
   * refused to cancel waits for people instead.
   */
  profilesAtServer(before: Instant, limit: number): Promise<readonly SimProfile[]>
}

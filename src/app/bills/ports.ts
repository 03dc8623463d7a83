/**
 * How far oddities were looked for. A mark, not a promise: looking again finds nothing twice, so it
 * is kept outside the door, and whoever keeps an older one only makes work.
 */
import type { Instant, JstDate } from '../../domain/basics/time.ts'
import type { SalePlace } from '../bill-reads.ts'

export interface AnomalyProgress {
  /** When the first look was taken; what was there before is found, and no news. */
  readonly began: Instant
  readonly sale: SalePlace | null
  /** The last JST day that was looked at whole. */
  readonly day: JstDate | null
}

export interface AnomalyMarks {
  /** Null before the first look. */
  read(): Promise<AnomalyProgress | null>
  keep(progress: AnomalyProgress): Promise<void>
}

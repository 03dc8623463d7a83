/**
 * How far oddities were looked for. A mark, not a promise: looking again finds nothing twice, so it
 * is kept outside the door, and whoever keeps an older one only makes work.
 */
import type { JstDate } from '../../domain/basics/time.ts'
import type { SalePlace } from '../bill-reads.ts'

export interface AnomalyProgress {
  readonly sale: SalePlace | null
  /** The last JST day that was looked at whole. */
  readonly day: JstDate | null
}

export interface AnomalyMarks {
  read(): Promise<AnomalyProgress>
  keep(progress: AnomalyProgress): Promise<void>
}

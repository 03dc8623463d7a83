/** The mark of the search for oddities, kept as long as the process lives. */
import type { AnomalyMarks, AnomalyProgress } from '../../app/bills/ports.ts'

export function createMemoryAnomalyMarks(): AnomalyMarks {
  let kept: AnomalyProgress | null = null
  return {
    read: async () => kept,
    async keep(progress) {
      kept = progress
    },
  }
}

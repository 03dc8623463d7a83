/** What whoever raised a dispute is told of a step: one notice each. */
import { NO_YEN } from '../../domain/basics/money.ts'
import type { Yen } from '../../domain/basics/money.ts'
import type { Dispute, DisputeOutcome, ToldStep } from '../../domain/dispute/dispute.ts'
import type { Job } from '../door/command.ts'
import { noticeJob } from '../notices/notice-job.ts'

/** Also where nobody is to be told: the operator's own systems hear of a decision by it. */
export function movedJobs(dispute: Dispute, step: ToldStep | null): readonly Job[] {
  if (step === null) return []
  const { line, id, state } = dispute
  const outcome = state.kind === 'decided' ? state.outcome : null
  return [
    noticeJob({
      kind: 'dispute_moved',
      line,
      dispute: id,
      step,
      outcome: outcome?.kind ?? null,
      yen: outcome === null ? NO_YEN : yenOf(outcome),
    }),
  ]
}

function yenOf(outcome: DisputeOutcome): Yen {
  switch (outcome.kind) {
    case 'explained':
      return NO_YEN
    case 'refunded':
      return outcome.amount
    case 'adjusted':
      return outcome.points
  }
}

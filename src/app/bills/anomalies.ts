/**
 * What is odd on a bill, kept with its line: noted once, whoever looks again, and answered by the
 * holder with one tap. Whether something is odd is decided before (`domain/bill/anomalies.ts`).
 */
import type { AccountId, AnomalyId, LineId } from '../../domain/basics/ids.ts'
import { isBefore, plusDays, type Instant } from '../../domain/basics/time.ts'
import type { Anomaly, Finding } from '../../domain/bill/anomaly.ts'
import { findingMark } from '../../domain/bill/anomalies.ts'
import { isOfBefore } from '../../domain/line/past.ts'
import { decided, refused, type Command } from '../door/command.ts'
import { NO_LINE } from '../door/state.ts'
import { noticeJob } from '../notices/notice-job.ts'
import { idOfHash, type Vault } from '../vault.ts'

/** What lies further back is kept and shown, and no news any more. */
export const ANOMALY_NEWS_DAYS = 7

export interface NoteAnomaly {
  readonly id: AnomalyId
  readonly line: LineId
  readonly finding: Finding
  readonly aboutAt: Instant
  /** To be told, if it is not too long ago. */
  readonly isNews: boolean
}

export function anomalyIdOf(
  vault: Pick<Vault, 'keyed'>,
  line: LineId,
  finding: Finding,
): AnomalyId {
  return idOfHash(vault.keyed('anomaly', `${line}|${findingMark(finding)}`))
}

export const noteAnomaly: Command<NoteAnomaly, { readonly noted: boolean }, never> = {
  name: 'note_anomaly',
  keyPlace: 'outcomes',
  reads: ['anomalies'],
  homes: ({ line }) => [{ kind: 'line', id: line }],
  fingerprint: ({ id }) => id,
  decide({ states, now }, { id, line: lineId, finding, aboutAt, isNews }) {
    const { line, anomalies } = states.lines.get(lineId) ?? NO_LINE
    if (line === null || anomalies.some((one) => one.id === id)) return decided({ noted: false })
    const account = isOfBefore(line, aboutAt) ? null : line.holder
    const row: Anomaly = {
      id,
      line: lineId,
      account,
      finding,
      aboutAt,
      foundAt: now,
      feedback: null,
    }
    const isTold = isNews && isBefore(now, plusDays(aboutAt, ANOMALY_NEWS_DAYS))
    return decided(
      { noted: true },
      {
        changes: [{ table: 'anomalies', row }],
        events: [{ name: 'anomaly_found', facts: { anomaly: id, kind: finding.kind } }],
        jobs:
          account !== null && isTold
            ? [noticeJob({ kind: 'anomaly_found', line: lineId, anomaly: id })]
            : [],
      },
    )
  },
}

export interface AnswerAnomaly {
  readonly line: LineId
  readonly account: AccountId
  readonly anomaly: AnomalyId
}

/** Unknown and somebody else's are one. */
export type AnswerAnomalyRefusal = { readonly code: 'anomaly_unknown' }

/** "This is fine", from whoever holds the line; once said, it stays said. */
export const answerAnomaly: Command<AnswerAnomaly, null, AnswerAnomalyRefusal> = {
  name: 'answer_anomaly',
  keyPlace: 'outcomes',
  reads: ['anomalies'],
  homes: ({ line }) => [{ kind: 'line', id: line }],
  fingerprint: ({ anomaly, account }) => `${anomaly}|${account}`,
  decide({ states, now }, { line: lineId, account, anomaly }) {
    const { line, anomalies } = states.lines.get(lineId) ?? NO_LINE
    const known = anomalies.find(({ id }) => id === anomaly)
    if (line === null || line.holder !== account || known === undefined) {
      return refused({ code: 'anomaly_unknown' })
    }
    if (isOfBefore(line, known.aboutAt)) return refused({ code: 'anomaly_unknown' })
    // From here answering must succeed.
    if (known.feedback !== null) return decided(null)
    const { kind } = known.finding
    return decided(null, {
      changes: [{ table: 'anomalies', row: { ...known, feedback: { at: now, says: 'fine' } } }],
      events: [{ name: 'anomaly_answered', facts: { anomaly, kind, says: 'fine' } }],
    })
  },
}

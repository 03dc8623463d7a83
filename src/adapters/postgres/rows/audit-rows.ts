/** Rows of the audit, and the records that its entries stand for, as the database shows them. */
import type { AuditEntry, Subject, SubjectKind } from '../../../domain/audit/entry.ts'
import type { SignedHead } from '../../../domain/audit/head.ts'
import type { EntryAndRow } from '../../../domain/audit/verifying.ts'
import type { Instant, JstDate } from '../../../domain/basics/time.ts'
import type { Row } from './table.ts'

/** Every column but home (with its kind), id and instant, which stand in the subject itself. */
const COLUMNS = {
  journal: ['command', 'channel', 'actor', 'key', 'events'],
  agreement: ['order_id', 'person_id', 'channel', 'terms', 'shown'],
} as const satisfies Record<SubjectKind, readonly string[]>

/** As text, so that nothing is lost on the way: numbers in JSON keep all their digits. */
const fieldsOf = (kind: SubjectKind) =>
  `array[${COLUMNS[kind].map((name) => `subject.${name}::text`).join(', ')}]`

export const JOURNAL_FIELDS = fieldsOf('journal')
export const AGREEMENT_FIELDS = fieldsOf('agreement')

export function subjectOf(row: Row): Subject {
  const kind = row['kind'] as SubjectKind
  const texts = row['fields'] as readonly (string | null)[]
  return {
    kind,
    home: row['home_id'] as string,
    id: row['id'] as string,
    at: row['at'] as Instant,
    fields: COLUMNS[kind].map((name, index) => [name, texts[index] ?? null] as const),
  }
}

export function entryOf(row: Row): AuditEntry {
  return {
    home: row['home_id'] as string,
    seq: row['seq'] as bigint,
    at: row['at'] as Instant,
    subject: {
      kind: row['kind'] as SubjectKind,
      id: row['subject_id'] as string,
      at: row['subject_at'] as Instant,
    },
    digest: hexOf(row['digest']),
    hash: hexOf(row['hash']),
  }
}

export function entryAndRowOf(row: Row): EntryAndRow {
  const isThere = row['id'] !== null
  return {
    entry: entryOf(row),
    row: isThere ? subjectOf({ ...row, at: row['row_at'] }) : null,
  }
}

export function headOf(row: Row): SignedHead {
  const previous = row['previous']
  return {
    day: row['day'] as JstDate,
    at: row['at'] as Instant,
    chains: row['chains'] as bigint,
    entries: row['entries'] as bigint,
    root: hexOf(row['root']),
    previous: previous === null ? null : hexOf(previous),
    signature: hexOf(row['signature']),
  }
}

export function bytesOf(hex: string): Buffer {
  return Buffer.from(hex, 'hex')
}

function hexOf(bytes: unknown): string {
  return (bytes as Buffer).toString('hex')
}

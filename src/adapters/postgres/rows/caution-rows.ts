/** Anomalies, disputes, reports and edited entries of the directory, as rows, and back. */
import { fromJson } from '../../../domain/basics/json.ts'
import type { Anomaly } from '../../../domain/bill/anomaly.ts'
import { THE_BOOK } from '../../../domain/bill/book.ts'
import type { EditedEntry, Report } from '../../../domain/directory/report.ts'
import type { Dispute } from '../../../domain/dispute/dispute.ts'
import type { Row, TableShape } from './table.ts'

export const ANOMALIES: TableShape = {
  name: 'anomalies',
  columns: {
    home_id: 'uuid',
    id: 'uuid',
    account_id: 'uuid',
    kind: 'text',
    finding: 'jsonb',
    about_at: 'timestamptz',
    found_at: 'timestamptz',
    feedback: 'jsonb',
  },
  key: ['home_id', 'id'],
  write: 'replace',
}

export function anomalyRow(anomaly: Anomaly): Row {
  return {
    home_id: anomaly.line,
    id: anomaly.id,
    account_id: anomaly.account,
    kind: anomaly.finding.kind,
    finding: anomaly.finding,
    about_at: anomaly.aboutAt,
    found_at: anomaly.foundAt,
    feedback: anomaly.feedback,
  }
}

/** Rows were written by us from these very types; the casts restore their brands. */
export function anomalyOf(row: Row): Anomaly {
  return {
    id: row['id'],
    line: row['home_id'],
    account: row['account_id'],
    finding: fromJson(row['finding']),
    aboutAt: row['about_at'],
    foundAt: row['found_at'],
    feedback: fromJson(row['feedback']),
  } as Anomaly
}

export const DISPUTES: TableShape = {
  name: 'disputes',
  columns: {
    home_id: 'uuid',
    id: 'uuid',
    account_id: 'uuid',
    about: 'jsonb',
    anomaly_id: 'uuid',
    raised: 'jsonb',
    raised_at: 'timestamptz',
    words: 'jsonb',
    due_at: 'timestamptz',
    owner_id: 'uuid',
    evidence: 'jsonb',
    steps: 'jsonb',
    state: 'jsonb',
    state_kind: 'text',
  },
  key: ['home_id', 'id'],
  write: 'replace',
}

export function disputeRow(dispute: Dispute): Row {
  return {
    home_id: dispute.line,
    id: dispute.id,
    account_id: dispute.account,
    about: dispute.about,
    anomaly_id: dispute.anomaly,
    raised: dispute.raised,
    raised_at: dispute.raisedAt,
    words: dispute.words,
    due_at: dispute.dueAt,
    owner_id: dispute.owner,
    evidence: dispute.evidence,
    steps: dispute.steps,
    state: dispute.state,
    state_kind: dispute.state.kind,
  }
}

export function disputeOf(row: Row): Dispute {
  return {
    id: row['id'],
    line: row['home_id'],
    account: row['account_id'],
    about: fromJson(row['about']),
    anomaly: row['anomaly_id'],
    raised: fromJson(row['raised']),
    raisedAt: row['raised_at'],
    words: fromJson(row['words']),
    dueAt: row['due_at'],
    owner: row['owner_id'],
    evidence: fromJson(row['evidence']),
    steps: fromJson(row['steps']),
    state: fromJson(row['state']),
  } as Dispute
}

export const REPORTS: TableShape = {
  name: 'reports',
  columns: {
    home_id: 'uuid',
    at: 'timestamptz',
    channel: 'text',
    language: 'text',
    account_id: 'uuid',
    names: 'text[]',
    sealed: 'text',
    state: 'jsonb',
    state_kind: 'text',
  },
  key: ['home_id'],
  write: 'replace',
}

export function reportRow(report: Report): Row {
  return {
    home_id: report.id,
    at: report.at,
    channel: report.channel,
    language: report.language,
    account_id: report.account,
    names: report.names,
    sealed: report.sealed,
    state: report.state,
    state_kind: report.state.kind,
  }
}

export function reportOf(row: Row): Report {
  return {
    id: row['home_id'],
    at: row['at'],
    channel: row['channel'],
    language: row['language'],
    account: row['account_id'],
    names: row['names'],
    sealed: row['sealed'],
    state: fromJson(row['state']),
  } as Report
}

export const DIRECTORY_ENTRIES: TableShape = {
  name: 'directory_entries',
  columns: {
    home_id: 'uuid',
    id: 'text',
    entry: 'jsonb',
    staff_id: 'uuid',
    at: 'timestamptz',
  },
  key: ['home_id', 'id'],
  write: 'replace',
}

export function directoryEntryRow({ entry, by, at }: EditedEntry): Row {
  return { home_id: THE_BOOK, id: entry.id, entry, staff_id: by, at }
}

export function directoryEntryOf(row: Row): EditedEntry {
  return {
    entry: fromJson(row['entry']),
    by: row['staff_id'],
    at: row['at'],
  } as EditedEntry
}

/** Watches and waiting notices as rows, and back. */
import { fromJson } from '../../../domain/basics/json.ts'
import type { WaitingNotice, Watch } from '../../../domain/notice/waiting.ts'
import type { Row, TableShape } from './table.ts'

export const WATCHES: TableShape = {
  name: 'watches',
  columns: { home_id: 'uuid', look_at: 'timestamptz' },
  key: ['home_id'],
  write: 'replace',
}

export function watchRow(watch: Watch): Row {
  return { home_id: watch.line, look_at: watch.lookAt }
}

export const WAITING_NOTICES: TableShape = {
  name: 'waiting_notices',
  columns: { home_id: 'uuid', id: 'text', payload: 'jsonb', due_at: 'timestamptz' },
  key: ['home_id', 'id'],
  write: 'replace',
}

export function waitingNoticeRow(notice: WaitingNotice): Row {
  const { account, id, payload, dueAt } = notice
  return { home_id: account, id, payload, due_at: dueAt }
}

export function waitingNoticeOf(row: Row): WaitingNotice {
  return {
    account: row['home_id'],
    id: row['id'],
    payload: fromJson(row['payload']),
    dueAt: row['due_at'],
  } as WaitingNotice
}

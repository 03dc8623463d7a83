/** Mandates of auto-renewal as rows, and back. */
import { fromJson } from '../../../domain/basics/json.ts'
import type { Mandate } from '../../../domain/renewal/mandate.ts'
import type { Row, TableShape } from './table.ts'

export const MANDATES: TableShape = {
  name: 'mandates',
  columns: {
    home_id: 'uuid',
    id: 'uuid',
    account_id: 'uuid',
    person_id: 'uuid',
    offer_id: 'text',
    max_price: 'bigint',
    means: 'jsonb',
    trigger: 'jsonb',
    monthly_cap: 'bigint',
    notice_hours: 'integer',
    agreement_id: 'uuid',
    terms: 'jsonb',
    terms_told: 'integer',
    since: 'timestamptz',
    paused: 'jsonb',
    ended: 'jsonb',
    due_at: 'timestamptz',
    notice_at: 'timestamptz',
    announced: 'uuid',
    fired: 'uuid',
    attempt: 'jsonb',
    capped: 'jsonb',
    spent: 'jsonb',
  },
  key: ['home_id', 'id'],
  write: 'replace',
}

export function mandateRow(mandate: Mandate): Row {
  return {
    home_id: mandate.line,
    id: mandate.id,
    account_id: mandate.account,
    person_id: mandate.person,
    offer_id: mandate.offer,
    max_price: mandate.maxPrice,
    means: mandate.means,
    trigger: mandate.trigger,
    monthly_cap: mandate.monthlyCap,
    notice_hours: mandate.noticeHours,
    agreement_id: mandate.agreement,
    terms: mandate.terms,
    terms_told: mandate.termsTold,
    since: mandate.since,
    paused: mandate.paused,
    ended: mandate.ended,
    due_at: mandate.dueAt,
    notice_at: mandate.noticeAt,
    announced: mandate.announced,
    fired: mandate.fired,
    attempt: mandate.attempt,
    capped: mandate.capped,
    spent: mandate.spent,
  }
}

/** Rows were written by us from these very types; the casts restore their brands. */
export function mandateOf(row: Row): Mandate {
  return {
    id: row['id'],
    line: row['home_id'],
    account: row['account_id'],
    person: row['person_id'],
    offer: row['offer_id'],
    maxPrice: row['max_price'],
    means: fromJson(row['means']),
    trigger: fromJson(row['trigger']),
    monthlyCap: row['monthly_cap'],
    noticeHours: row['notice_hours'],
    agreement: row['agreement_id'],
    terms: fromJson(row['terms']),
    termsTold: row['terms_told'],
    since: row['since'],
    paused: fromJson(row['paused']),
    ended: fromJson(row['ended']),
    dueAt: row['due_at'],
    noticeAt: row['notice_at'],
    announced: row['announced'],
    fired: row['fired'],
    attempt: fromJson(row['attempt']),
    capped: fromJson(row['capped']),
    spent: fromJson(row['spent']),
  } as Mandate
}

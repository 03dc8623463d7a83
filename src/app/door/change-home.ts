/**
 * Whose a change is: the home that is locked for it and whose version tells other processes that it
 * happened. Not how the row is written.
 */
import { assert } from '../../domain/basics/assert.ts'
import { THE_BOOK } from '../../domain/bill/book.ts'
import { homeText, type Change, type Home } from './state.ts'

/** Of a row of no home among them, nobody would have the lock, nor hear that it changed. */
export function assertAtHome(changes: readonly Change[], homes: readonly Home[]): void {
  for (const change of changes) {
    const id = homeIdOf(change)
    const isTheirs = homes[0]?.id === id || homes.some((home) => home.id === id)
    if (!isTheirs) assert(false, `${change.table} of ${id}, not of ${homes.map(homeText).join()}`)
  }
}

function homeIdOf(change: Change): string {
  switch (change.table) {
    case 'lines':
    case 'accounts':
    case 'mailboxes':
    case 'gift_cards':
    case 'books':
    case 'staff':
    case 'tills':
    case 'calls':
    case 'reports':
      return change.row.id
    case 'packs':
    case 'orders':
    case 'payments':
    case 'mandates':
    case 'documents':
    case 'data_sessions':
    case 'usage_records':
    case 'identity_checks':
    case 'cases':
    case 'anomalies':
    case 'disputes':
    case 'sim_profiles':
    case 'watches':
      return change.row.line
    case 'sign_ins':
    case 'passkeys':
    case 'points_lots':
    case 'kept_methods':
    case 'waiting_notices':
      return change.row.account
    case 'staff_sign_ins':
      return change.row.staff
    case 'shifts':
    case 'till_entries':
      return change.row.till
    case 'call_turns':
    case 'call_backs':
      return change.row.call
    case 'pending_changes':
      return change.row.of.id
    case 'agreements':
    case 'postings':
    case 'search_keys':
    case 'person_keys':
    case 'sealed_texts':
    case 'finds':
      return change.row.home.id
    case 'directory_entries':
      return THE_BOOK
  }
}

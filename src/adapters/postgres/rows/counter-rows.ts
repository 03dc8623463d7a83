/** Staff, tills, identity checks, cases and changes that wait, as rows, and back. */
import { fromJson } from '../../../domain/basics/json.ts'
import type { Case } from '../../../domain/case/case.ts'
import type { IdentityCheck } from '../../../domain/identity/identity-check.ts'
import type { PendingChange } from '../../../domain/line/pending-change.ts'
import type { Staff, StaffSignIn } from '../../../domain/staff/staff.ts'
import type { Shift, Till, TillEntry } from '../../../domain/till/till.ts'
import type { SearchKey } from '../../../app/door/state.ts'
import type { Row, TableShape } from './table.ts'

export const STAFF: TableShape = {
  name: 'staff',
  columns: {
    home_id: 'uuid',
    name: 'text',
    role: 'text',
    shop_id: 'text',
    password_hash: 'text',
    one_time_code: 'jsonb',
    passkeys: 'jsonb',
    tries: 'jsonb',
    created_at: 'timestamptz',
    ended: 'jsonb',
  },
  key: ['home_id'],
  write: 'replace',
}

export function staffRow(staff: Staff): Row {
  return {
    home_id: staff.id,
    name: staff.name,
    role: staff.role,
    shop_id: staff.shop,
    password_hash: staff.passwordHash,
    one_time_code: staff.oneTimeCode,
    passkeys: staff.passkeys,
    tries: staff.tries,
    created_at: staff.createdAt,
    ended: staff.ended,
  }
}

/** Rows were written by us from these very types; the casts restore their brands. */
export function staffOf(row: Row): Staff {
  return {
    id: row['home_id'],
    name: row['name'],
    role: row['role'],
    shop: row['shop_id'],
    passwordHash: row['password_hash'],
    oneTimeCode: fromJson(row['one_time_code']),
    passkeys: fromJson(row['passkeys']),
    tries: fromJson(row['tries']),
    createdAt: row['created_at'],
    ended: fromJson(row['ended']),
  } as Staff
}

export const STAFF_SIGN_INS: TableShape = {
  name: 'staff_sign_ins',
  columns: {
    home_id: 'uuid',
    id: 'uuid',
    token_hash: 'text',
    means: 'text',
    till_id: 'uuid',
    since: 'timestamptz',
    last_seen_at: 'timestamptz',
    locked_at: 'timestamptz',
    ended: 'timestamptz',
  },
  key: ['home_id', 'id'],
  write: 'replace',
}

export function staffSignInRow(signIn: StaffSignIn): Row {
  return {
    home_id: signIn.staff,
    id: signIn.id,
    token_hash: signIn.tokenHash,
    means: signIn.means,
    till_id: signIn.till,
    since: signIn.since,
    last_seen_at: signIn.lastSeenAt,
    locked_at: signIn.lockedAt,
    ended: signIn.ended,
  }
}

export function staffSignInOf(row: Row): StaffSignIn {
  return {
    id: row['id'],
    staff: row['home_id'],
    tokenHash: row['token_hash'],
    means: row['means'],
    till: row['till_id'],
    since: row['since'],
    lastSeenAt: row['last_seen_at'],
    lockedAt: row['locked_at'],
    ended: row['ended'],
  } as StaffSignIn
}

export const TILLS: TableShape = {
  name: 'tills',
  columns: { home_id: 'uuid', shop_id: 'text', name: 'text', created_at: 'timestamptz' },
  key: ['home_id'],
  write: 'replace',
}

export function tillRow(till: Till): Row {
  return { home_id: till.id, shop_id: till.shop, name: till.name, created_at: till.createdAt }
}

export function tillOf(row: Row): Till {
  return {
    id: row['home_id'],
    shop: row['shop_id'],
    name: row['name'],
    createdAt: row['created_at'],
  } as Till
}

export const SHIFTS: TableShape = {
  name: 'shifts',
  columns: {
    home_id: 'uuid',
    id: 'uuid',
    opened_by: 'uuid',
    opened_at: 'timestamptz',
    float: 'bigint',
    cash_expected: 'bigint',
    terminal_expected: 'bigint',
    entries: 'integer',
    closing: 'jsonb',
  },
  key: ['home_id', 'id'],
  write: 'replace',
}

export function shiftRow(shift: Shift): Row {
  return {
    home_id: shift.till,
    id: shift.id,
    opened_by: shift.openedBy,
    opened_at: shift.openedAt,
    float: shift.float,
    cash_expected: shift.cashExpected,
    terminal_expected: shift.terminalExpected,
    entries: shift.entries,
    closing: shift.closing,
  }
}

export function shiftOf(row: Row): Shift {
  return {
    id: row['id'],
    till: row['home_id'],
    openedBy: row['opened_by'],
    openedAt: row['opened_at'],
    float: row['float'],
    cashExpected: row['cash_expected'],
    terminalExpected: row['terminal_expected'],
    entries: row['entries'],
    closing: fromJson(row['closing']),
  } as Shift
}

export const TILL_ENTRIES: TableShape = {
  name: 'till_entries',
  columns: {
    home_id: 'uuid',
    id: 'uuid',
    shift_id: 'uuid',
    staff_id: 'uuid',
    kind: 'text',
    means: 'text',
    amount: 'bigint',
    tendered: 'bigint',
    reference: 'text',
    line_id: 'uuid',
    order_id: 'uuid',
    gift_card_id: 'uuid',
    note: 'text',
    at: 'timestamptz',
  },
  key: ['home_id', 'id'],
  write: 'once',
}

export function tillEntryRow(entry: TillEntry): Row {
  return {
    home_id: entry.till,
    id: entry.id,
    shift_id: entry.shift,
    staff_id: entry.staff,
    kind: entry.kind,
    means: entry.means,
    amount: entry.amount,
    tendered: entry.tendered,
    reference: entry.reference,
    line_id: entry.line,
    order_id: entry.order,
    gift_card_id: entry.giftCard,
    note: entry.note,
    at: entry.at,
  }
}

export function tillEntryOf(row: Row): TillEntry {
  return {
    id: row['id'],
    till: row['home_id'],
    shift: row['shift_id'],
    staff: row['staff_id'],
    kind: row['kind'],
    means: row['means'],
    amount: row['amount'],
    tendered: row['tendered'],
    reference: row['reference'],
    line: row['line_id'],
    order: row['order_id'],
    giftCard: row['gift_card_id'],
    note: row['note'],
    at: row['at'],
  } as TillEntry
}

export const IDENTITY_CHECKS: TableShape = {
  name: 'identity_checks',
  columns: {
    home_id: 'uuid',
    id: 'uuid',
    kind: 'text',
    last_digits: 'text',
    number_hash: 'text',
    result: 'text',
    staff_id: 'uuid',
    shop_id: 'text',
    at: 'timestamptz',
  },
  key: ['home_id', 'id'],
  write: 'once',
}

export function identityCheckRow(check: IdentityCheck): Row {
  return {
    home_id: check.line,
    id: check.id,
    kind: check.kind,
    last_digits: check.lastDigits,
    number_hash: check.numberHash,
    result: check.result,
    staff_id: check.clerk,
    shop_id: check.shop,
    at: check.at,
  }
}

export function identityCheckOf(row: Row): IdentityCheck {
  return {
    id: row['id'],
    line: row['home_id'],
    kind: row['kind'],
    lastDigits: row['last_digits'],
    numberHash: row['number_hash'],
    result: row['result'],
    clerk: row['staff_id'],
    shop: row['shop_id'],
    at: row['at'],
  } as IdentityCheck
}

export const CASES: TableShape = {
  name: 'cases',
  columns: {
    home_id: 'uuid',
    id: 'uuid',
    shop_id: 'text',
    about: 'text',
    opened_by: 'uuid',
    opened_at: 'timestamptz',
    notes: 'jsonb',
    closed: 'jsonb',
  },
  key: ['home_id', 'id'],
  write: 'replace',
}

export function caseRow(one: Case): Row {
  return {
    home_id: one.line,
    id: one.id,
    shop_id: one.shop,
    about: one.about,
    opened_by: one.openedBy,
    opened_at: one.openedAt,
    notes: one.notes,
    closed: one.closed,
  }
}

export function caseOf(row: Row): Case {
  return {
    id: row['id'],
    line: row['home_id'],
    shop: row['shop_id'],
    about: row['about'],
    openedBy: row['opened_by'],
    openedAt: row['opened_at'],
    notes: fromJson(row['notes']),
    closed: fromJson(row['closed']),
  } as Case
}

export const PENDING_CHANGES: TableShape = {
  name: 'pending_changes',
  columns: {
    home_id: 'uuid',
    id: 'uuid',
    of_kind: 'text',
    what: 'jsonb',
    asked_by: 'uuid',
    second: 'uuid',
    shop_id: 'text',
    asked_at: 'timestamptz',
    due_at: 'timestamptz',
    state: 'jsonb',
    state_kind: 'text',
  },
  key: ['home_id', 'id'],
  write: 'replace',
}

export function pendingChangeRow(change: PendingChange): Row {
  return {
    home_id: change.of.id,
    id: change.id,
    of_kind: change.of.kind,
    what: change.what,
    asked_by: change.askedBy,
    second: change.second,
    shop_id: change.shop,
    asked_at: change.askedAt,
    due_at: change.dueAt,
    state: change.state,
    state_kind: change.state.kind,
  }
}

export function pendingChangeOf(row: Row): PendingChange {
  return {
    id: row['id'],
    of: { kind: row['of_kind'], id: row['home_id'] },
    what: fromJson(row['what']),
    askedBy: row['asked_by'],
    second: row['second'],
    shop: row['shop_id'],
    askedAt: row['asked_at'],
    dueAt: row['due_at'],
    state: fromJson(row['state']),
  } as PendingChange
}

export const SEARCH_KEYS: TableShape = {
  name: 'search_keys',
  columns: { kind: 'text', value: 'text', home_kind: 'text', home_id: 'uuid' },
  key: ['kind', 'value', 'home_id'],
  write: 'replace',
}

export function searchKeyRow(key: SearchKey): Row {
  return { kind: key.kind, value: key.value, home_kind: key.home.kind, home_id: key.home.id }
}

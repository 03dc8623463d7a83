/** A change folded into the states of its group: how the next command sees what one decided. */
import type { AccountId, CallId, LineId, StaffId, TillId } from '../../domain/basics/ids.ts'
import type { PendingChange } from '../../domain/line/pending-change.ts'
import type { Payment } from '../../domain/payment/payment.ts'
import { isStanding } from '../../domain/renewal/mandate.ts'
import {
  NO_ACCOUNT,
  NO_CALL,
  NO_LINE,
  NO_STAFF,
  NO_TILL,
  type AccountState,
  type CallState,
  type Change,
  type LineState,
  type StaffState,
  type States,
  type TillState,
} from './state.ts'

/** Folds a change into the states, so that the next command of the group sees it. */
export function applyChange(states: States, change: Change): void {
  switch (change.table) {
    case 'lines':
    case 'packs':
    case 'orders':
    case 'documents':
    case 'data_sessions':
    case 'payments':
    case 'mandates':
    case 'anomalies':
    case 'disputes':
    case 'sim_profiles':
      return applyToLine(states, change)
    case 'accounts':
    case 'sign_ins':
    case 'passkeys':
    case 'points_lots':
    case 'kept_methods':
      return applyToAccount(states, change)
    case 'mailboxes':
      if (change.removed) states.mailboxes.delete(change.row.id)
      else states.mailboxes.set(change.row.id, change.row)
      return
    case 'gift_cards':
      states.giftCards.set(change.row.id, change.row)
      return
    case 'books':
      states.books.set(change.row.id, change.row)
      return
    case 'staff':
    case 'staff_sign_ins':
    case 'tills':
    case 'shifts':
    case 'identity_checks':
    case 'cases':
    case 'pending_changes':
      return applyAtCounter(states, change)
    case 'calls':
      return patchCall(states, change.row.id, { call: change.row })
    case 'call_backs':
      return patchCall(states, change.row.call, { callBack: change.row })
    case 'reports':
      states.reports.set(change.row.id, change.row)
      return
    case 'directory_entries':
    case 'call_turns':
    case 'till_entries':
    case 'search_keys':
    case 'watches':
    case 'waiting_notices':
    case 'agreements':
    case 'postings':
    case 'usage_records':
    case 'person_keys':
    case 'sealed_texts':
    case 'finds':
      // Written once and never decided upon within the group.
      return
  }
}

type LineChange = Extract<
  Change,
  {
    table:
      | 'lines'
      | 'packs'
      | 'orders'
      | 'documents'
      | 'data_sessions'
      | 'payments'
      | 'mandates'
      | 'anomalies'
      | 'disputes'
      | 'sim_profiles'
  }
>

function applyToLine(states: States, change: LineChange): void {
  switch (change.table) {
    case 'lines':
      return patchLine(states, change.row.id, { line: change.row })
    case 'packs':
      return patchLine(states, change.row.line, (state) => ({
        packs: upsert(state.packs, change.row),
      }))
    case 'orders':
      return patchLine(states, change.row.line, (state) => ({
        orders: upsert(state.orders, change.row),
      }))
    case 'documents':
      return patchLine(states, change.row.line, (state) => ({
        documents: upsert(state.documents, change.row),
      }))
    case 'data_sessions':
      return patchLine(states, change.row.line, (state) => ({
        sessions: upsert(state.sessions, change.row),
      }))
    case 'payments':
      return patchPayment(states, change.row)
    case 'mandates': {
      const { row } = change
      return patchLine(states, row.line, { mandate: isStanding(row) ? row : null })
    }
    case 'anomalies':
      return patchLine(states, change.row.line, (state) => ({
        anomalies: upsert(state.anomalies, change.row),
      }))
    case 'disputes': {
      const { row } = change
      return patchLine(states, row.line, (state) => ({
        disputes: upsert(state.disputes, row).filter((one) => one.state.kind === 'open'),
      }))
    }
    case 'sim_profiles':
      return patchLine(states, change.row.line, (state) => ({
        profiles: upsert(state.profiles, change.row),
      }))
  }
}

type AccountChange = Extract<
  Change,
  { table: 'accounts' | 'sign_ins' | 'passkeys' | 'points_lots' | 'kept_methods' }
>

function applyToAccount(states: States, change: AccountChange): void {
  switch (change.table) {
    case 'accounts':
      return patchAccount(states, change.row.id, { account: change.row })
    case 'sign_ins':
      return patchAccount(states, change.row.account, (state) => ({
        signIns: change.removed
          ? state.signIns.filter((signIn) => signIn.id !== change.row.id)
          : upsert(state.signIns, change.row),
      }))
    case 'passkeys':
      return patchAccount(states, change.row.account, (state) => ({
        passkeys: change.removed
          ? state.passkeys.filter((passkey) => passkey.id !== change.row.id)
          : upsert(state.passkeys, change.row),
      }))
    case 'points_lots':
      return patchAccount(states, change.row.account, (state) => ({
        lots: upsert(state.lots, change.row),
      }))
    case 'kept_methods':
      return patchAccount(states, change.row.account, (state) => ({
        keptMethods: upsert(state.keptMethods, change.row),
      }))
  }
}

type CounterChange = Extract<
  Change,
  {
    table:
      | 'staff'
      | 'staff_sign_ins'
      | 'tills'
      | 'shifts'
      | 'identity_checks'
      | 'cases'
      | 'pending_changes'
  }
>

/** Of staff and tills, and of what a counter knows about a line. */
function applyAtCounter(states: States, change: CounterChange): void {
  switch (change.table) {
    case 'staff':
      return patchStaff(states, change.row.id, { staff: change.row })
    case 'staff_sign_ins':
      return patchStaff(states, change.row.staff, (state) => ({
        signIns: upsert(state.signIns, change.row),
      }))
    case 'tills':
      return patchTill(states, change.row.id, { till: change.row })
    case 'shifts': {
      const { row } = change
      return patchTill(states, row.till, { shift: row.closing === null ? row : null })
    }
    case 'identity_checks':
      return patchLine(states, change.row.line, (state) => ({
        identityChecks: upsert(state.identityChecks, change.row),
      }))
    case 'cases':
      return patchLine(states, change.row.line, (state) => ({
        cases: upsert(state.cases, change.row),
      }))
    case 'pending_changes':
      return patchChange(states, change.row)
  }
}

type Patch<State> = Partial<State> | ((state: State) => Partial<State>)

function patchLine(states: States, id: LineId, patch: Patch<LineState>): void {
  const state = states.lines.get(id) ?? NO_LINE
  states.lines.set(id, { ...state, ...(typeof patch === 'function' ? patch(state) : patch) })
}

function patchAccount(states: States, id: AccountId, patch: Patch<AccountState>): void {
  const state = states.accounts.get(id) ?? NO_ACCOUNT
  states.accounts.set(id, { ...state, ...(typeof patch === 'function' ? patch(state) : patch) })
}

function patchStaff(states: States, id: StaffId, patch: Patch<StaffState>): void {
  const state = states.staff.get(id) ?? NO_STAFF
  states.staff.set(id, { ...state, ...(typeof patch === 'function' ? patch(state) : patch) })
}

function patchTill(states: States, id: TillId, patch: Partial<TillState>): void {
  states.tills.set(id, { ...(states.tills.get(id) ?? NO_TILL), ...patch })
}

function patchCall(states: States, id: CallId, patch: Partial<CallState>): void {
  states.calls.set(id, { ...(states.calls.get(id) ?? NO_CALL), ...patch })
}

/** Only those that wait are decided upon. */
function patchChange(states: States, row: PendingChange): void {
  const after = (changes: readonly PendingChange[]) => ({
    changes: upsert(changes, row).filter((one) => one.state.kind === 'waiting'),
  })
  if (row.of.kind === 'line') patchLine(states, row.of.id, (state) => after(state.changes))
  else patchAccount(states, row.of.id, (state) => after(state.changes))
}

function patchPayment(states: States, row: Payment): void {
  patchLine(states, row.line, (state) => ({ payments: upsert(state.payments, row) }))
}

function upsert<Row extends { readonly id: string }>(rows: readonly Row[], row: Row) {
  const at = rows.findIndex((one) => one.id === row.id)
  return at < 0 ? [...rows, row] : rows.with(at, row)
}

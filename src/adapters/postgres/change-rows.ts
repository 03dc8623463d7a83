/** Changes as rows of their tables. Not how rows are written. */
import type { Change } from '../../app/door/state.ts'
import * as accountRows from './rows/account-rows.ts'
import * as callRows from './rows/call-rows.ts'
import * as cautionRows from './rows/caution-rows.ts'
import * as counterRows from './rows/counter-rows.ts'
import * as documentRows from './rows/document-rows.ts'
import * as lineRows from './rows/line-rows.ts'
import * as mandateRows from './rows/mandate-rows.ts'
import * as moneyRows from './rows/money-rows.ts'
import * as noticeRows from './rows/notice-rows.ts'
import * as orderRows from './rows/order-rows.ts'
import * as profileRows from './rows/profile-rows.ts'
import type { Row } from './rows/table.ts'

export function rowOf(change: Change): Row {
  switch (change.table) {
    case 'lines':
    case 'packs':
    case 'data_sessions':
    case 'usage_records':
    case 'sim_profiles':
      return rowOfLine(change)
    case 'orders':
      return orderRows.orderRow(change.row)
    case 'payments':
      return orderRows.paymentRow(change.row)
    case 'mandates':
      return mandateRows.mandateRow(change.row)
    case 'agreements':
      return orderRows.agreementRow(change.row)
    case 'documents':
      return documentRows.documentRow(change.row)
    case 'postings':
      return orderRows.postingSetRow(change.row)
    case 'accounts':
      return accountRows.accountRow(change.row)
    case 'sign_ins':
      return accountRows.signInRow(change.row)
    case 'passkeys':
      return accountRows.passkeyRow(change.row)
    case 'mailboxes':
      return accountRows.mailboxRow(change.row)
    case 'points_lots':
      return moneyRows.pointsLotRow(change.row)
    case 'kept_methods':
      return moneyRows.keptMethodRow(change.row)
    case 'gift_cards':
      return moneyRows.giftCardRow(change.row)
    case 'books':
      return moneyRows.bookRow(change.row)
    case 'staff':
      return counterRows.staffRow(change.row)
    case 'staff_sign_ins':
      return counterRows.staffSignInRow(change.row)
    case 'tills':
      return counterRows.tillRow(change.row)
    case 'shifts':
      return counterRows.shiftRow(change.row)
    case 'till_entries':
      return counterRows.tillEntryRow(change.row)
    case 'identity_checks':
      return counterRows.identityCheckRow(change.row)
    case 'cases':
      return counterRows.caseRow(change.row)
    case 'pending_changes':
      return counterRows.pendingChangeRow(change.row)
    case 'calls':
    case 'call_turns':
    case 'call_backs':
      return rowOfCall(change)
    case 'anomalies':
    case 'disputes':
    case 'reports':
    case 'directory_entries':
      return rowOfCaution(change)
    case 'watches':
    case 'waiting_notices':
    case 'search_keys':
    case 'person_keys':
    case 'sealed_texts':
    case 'finds':
      return rowBesideHomes(change)
  }
}

type LineChange = Extract<
  Change,
  { table: 'lines' | 'packs' | 'data_sessions' | 'usage_records' | 'sim_profiles' }
>

function rowOfLine(change: LineChange): Row {
  switch (change.table) {
    case 'lines':
      return lineRows.lineRow(change.row)
    case 'packs':
      return lineRows.packRow(change.row)
    case 'data_sessions':
      return lineRows.dataSessionRow(change.row)
    case 'usage_records':
      return lineRows.usageRecordRow(change.row)
    case 'sim_profiles':
      return profileRows.simProfileRow(change.row)
  }
}

type BesideHomes = Extract<
  Change,
  {
    table: 'watches' | 'waiting_notices' | 'search_keys' | 'person_keys' | 'sealed_texts' | 'finds'
  }
>

function rowBesideHomes(change: BesideHomes): Row {
  switch (change.table) {
    case 'watches':
      return noticeRows.watchRow(change.row)
    case 'waiting_notices':
      return noticeRows.waitingNoticeRow(change.row)
    case 'search_keys':
      return counterRows.searchKeyRow(change.row)
    case 'person_keys':
      return accountRows.personKeyRow(change.row)
    case 'sealed_texts':
      return accountRows.sealedTextRow(change.row)
    case 'finds':
      return accountRows.findRow(change.row)
  }
}

type CautionChange = Extract<
  Change,
  { table: 'anomalies' | 'disputes' | 'reports' | 'directory_entries' }
>

function rowOfCaution(change: CautionChange): Row {
  switch (change.table) {
    case 'anomalies':
      return cautionRows.anomalyRow(change.row)
    case 'disputes':
      return cautionRows.disputeRow(change.row)
    case 'reports':
      return cautionRows.reportRow(change.row)
    case 'directory_entries':
      return cautionRows.directoryEntryRow(change.row)
  }
}

type CallChange = Extract<Change, { table: 'calls' | 'call_turns' | 'call_backs' }>

function rowOfCall(change: CallChange): Row {
  switch (change.table) {
    case 'calls':
      return callRows.callRow(change.row)
    case 'call_turns':
      return callRows.callTurnRow(change.row)
    case 'call_backs':
      return callRows.callBackRow(change.row)
  }
}

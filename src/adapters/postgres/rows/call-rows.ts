/** Calls to the hotline, their turns and call-backs, as rows, and back. */
import type { CallBack } from '../../../domain/call/call-back.ts'
import type { Call, CallTurn } from '../../../domain/call/call.ts'
import { fromJson } from '../../../domain/basics/json.ts'
import type { Row, TableShape } from './table.ts'

export const CALLS: TableShape = {
  name: 'calls',
  columns: {
    home_id: 'uuid',
    transport: 'text',
    reference: 'text',
    number: 'jsonb',
    language: 'text',
    started_at: 'timestamptz',
    heard_at: 'timestamptz',
    turns: 'integer',
    place: 'jsonb',
    proofs: 'jsonb',
    wrong_proofs: 'integer',
    line_id: 'uuid',
    order_id: 'uuid',
    state: 'jsonb',
    state_kind: 'text',
    agent_id: 'uuid',
    wrap_up: 'jsonb',
  },
  key: ['home_id'],
  write: 'replace',
}

export function callRow(call: Call): Row {
  return {
    home_id: call.id,
    transport: call.transport,
    reference: call.reference,
    number: call.number,
    language: call.language,
    started_at: call.startedAt,
    heard_at: call.heardAt,
    turns: call.turns,
    place: call.place,
    proofs: call.proofs,
    wrong_proofs: call.wrongProofs,
    line_id: call.line,
    order_id: call.order,
    state: call.state,
    state_kind: call.state.kind,
    agent_id: call.agent,
    wrap_up: call.wrapUp,
  }
}

/** Rows were written by us from these very types; the casts restore their brands. */
export function callOf(row: Row): Call {
  return {
    id: row['home_id'],
    transport: row['transport'],
    reference: row['reference'],
    number: fromJson(row['number']),
    language: row['language'],
    startedAt: row['started_at'],
    heardAt: row['heard_at'],
    turns: row['turns'],
    place: fromJson(row['place']),
    proofs: fromJson(row['proofs']),
    wrongProofs: row['wrong_proofs'],
    line: row['line_id'],
    order: row['order_id'],
    state: fromJson(row['state']),
    agent: row['agent_id'],
    wrapUp: fromJson(row['wrap_up']),
  } as Call
}

export const CALL_TURNS: TableShape = {
  name: 'call_turns',
  columns: {
    home_id: 'uuid',
    number: 'integer',
    at: 'timestamptz',
    place: 'text',
    heard: 'jsonb',
    reply: 'jsonb',
  },
  key: ['home_id', 'number'],
  write: 'once',
}

export function callTurnRow(turn: CallTurn): Row {
  return {
    home_id: turn.call,
    number: turn.number,
    at: turn.at,
    place: turn.place,
    heard: turn.heard,
    reply: turn.reply,
  }
}

export function callTurnOf(row: Row): CallTurn {
  return {
    call: row['home_id'],
    number: row['number'],
    at: row['at'],
    place: row['place'],
    heard: fromJson(row['heard']),
    reply: fromJson(row['reply']),
  } as CallTurn
}

export const CALL_BACKS: TableShape = {
  name: 'call_backs',
  columns: {
    home_id: 'uuid',
    id: 'uuid',
    language: 'text',
    number: 'text',
    last_digits: 'text',
    line_id: 'uuid',
    account_id: 'uuid',
    asked_at: 'timestamptz',
    promised_from: 'timestamptz',
    promised_until: 'timestamptz',
    tries: 'jsonb',
    state: 'jsonb',
    state_kind: 'text',
  },
  key: ['home_id'],
  write: 'replace',
}

export function callBackRow(callBack: CallBack): Row {
  return {
    home_id: callBack.call,
    id: callBack.id,
    language: callBack.language,
    number: callBack.number,
    last_digits: callBack.lastDigits,
    line_id: callBack.line,
    account_id: callBack.account,
    asked_at: callBack.askedAt,
    promised_from: callBack.promised.from,
    promised_until: callBack.promised.until,
    tries: callBack.tries,
    state: callBack.state,
    state_kind: callBack.state.kind,
  }
}

export function callBackOf(row: Row): CallBack {
  return {
    id: row['id'],
    call: row['home_id'],
    language: row['language'],
    number: row['number'],
    lastDigits: row['last_digits'],
    line: row['line_id'],
    account: row['account_id'],
    askedAt: row['asked_at'],
    promised: { from: row['promised_from'], until: row['promised_until'] },
    tries: fromJson(row['tries']),
    state: fromJson(row['state']),
  } as CallBack
}

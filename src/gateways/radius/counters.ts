/**
 * What the accounting server has seen, as plain numbers for metrics. They only grow. They name no
 * peer and no person.
 */
import type { AccountingRefusal } from './accounting.ts'

/** Why a datagram was dropped without an answer. */
export type DropReason =
  | 'unknown_client'
  | 'source_port_zero'
  | 'malformed'
  | 'unexpected_code'
  | 'wrong_authenticator'
  | 'wrong_message_authenticator'
  | 'missing_message_authenticator'
  | 'overloaded'
  | Exclude<AccountingRefusal['code'], AnsweredRefusal>

/** Refusals that are answered all the same, because sending again could not help. */
export type AnsweredRefusal = 'status_without_usage' | 'missing_subscriber'

export interface Counters {
  received: number
  /** Responses handed to the socket for the first time. */
  answered: number
  /** Duplicates answered again from memory. */
  resent: number
  /** Duplicates that came while the first was being decided. */
  joined: number
  statusServer: number
  recorded: number
  /** Of the recorded: repeats of something recorded before. */
  replayed: number
  unknownSubscriber: number
  /** The door was full; not answered. */
  busy: number
  /** Deciding threw; not answered. */
  faults: number
  sendFailures: number
  socketErrors: number
  acknowledged: Record<AnsweredRefusal, number>
  dropped: Record<DropReason, number>
}

export function freshCounters(): Counters {
  return {
    received: 0,
    answered: 0,
    resent: 0,
    joined: 0,
    statusServer: 0,
    recorded: 0,
    replayed: 0,
    unknownSubscriber: 0,
    busy: 0,
    faults: 0,
    sendFailures: 0,
    socketErrors: 0,
    acknowledged: { status_without_usage: 0, missing_subscriber: 0 },
    dropped: {
      unknown_client: 0,
      source_port_zero: 0,
      malformed: 0,
      unexpected_code: 0,
      wrong_authenticator: 0,
      wrong_message_authenticator: 0,
      missing_message_authenticator: 0,
      overloaded: 0,
      missing_status_type: 0,
      missing_session_id: 0,
      missing_nas_identity: 0,
      unknown_status_type: 0,
      malformed_counter: 0,
    },
  }
}

/**
 * What the RADIUS ports have seen, as plain numbers for metrics. They only grow. They name no peer
 * and no person.
 */
import type { AccountingRefusal } from './accounting.ts'

/** Why any port drops a datagram without an answer. */
export type DropReason =
  | 'unknown_client'
  | 'source_port_zero'
  | 'malformed'
  | 'unexpected_code'
  | 'wrong_authenticator'
  | 'wrong_message_authenticator'
  | 'missing_message_authenticator'
  | 'overloaded'
  /** The answer has no room beside the Proxy-States that it must repeat. */
  | 'answer_too_long'

export interface ListenerCounters {
  received: number
  /** Responses handed to the socket for the first time. */
  answered: number
  /** Duplicates answered again from memory. */
  resent: number
  /** Duplicates that came while the first was being decided. */
  joined: number
  statusServer: number
  /** Taking or deciding it threw; not answered. */
  faults: number
  sendFailures: number
  socketErrors: number
  dropped: Record<DropReason, number>
}

/** Refusals of accounting that are answered all the same: sending again could not help. */
export type AnsweredRefusal = 'status_without_usage' | 'missing_subscriber'

export interface AccountingCounters extends ListenerCounters {
  recorded: number
  /** Of the recorded: repeats of something recorded before. */
  replayed: number
  unknownSubscriber: number
  /** The door was full; not answered. */
  busy: number
  acknowledged: Record<AnsweredRefusal, number>
  dropped: Record<DropReason | Exclude<AccountingRefusal['code'], AnsweredRefusal>, number>
}

/** Why somebody is not let in. */
export type AccessRefusal =
  | 'unknown_subscriber'
  | 'missing_subscriber'
  | 'ended'
  | 'portal_only'
  /** It asks us to judge a credential inside EAP, which another server must end. */
  | 'eap'

export interface AccessCounters extends ListenerCounters {
  accepted: number
  /** Of the accepted: to the portal and nothing else. */
  acceptedPortalOnly: number
  rejected: Record<AccessRefusal, number>
}

/** How requests to NASes fared. */
export interface DynamicAuthorizationCounters {
  coaRequests: number
  disconnectRequests: number
  resent: number
  acknowledged: number
  /** By what the NAS gave as the reason. */
  refused: Record<'session_gone' | 'other', number>
  silent: number
  /** Too many were waiting for one NAS. */
  overflowed: number
  /** Nobody to ask: the client is no more, or takes no such requests. */
  unreachable: number
  sendFailures: number
  socketErrors: number
  /** Datagrams that were no answer to anything, or not signed by whom they should be. */
  dropped: Record<'malformed' | 'unasked' | 'wrong_authenticator', number>
}

export function freshAccountingCounters(): AccountingCounters {
  const listener = freshListenerCounters()
  return {
    ...listener,
    recorded: 0,
    replayed: 0,
    unknownSubscriber: 0,
    busy: 0,
    acknowledged: { status_without_usage: 0, missing_subscriber: 0 },
    dropped: {
      ...listener.dropped,
      missing_status_type: 0,
      missing_session_id: 0,
      missing_nas_identity: 0,
      unknown_status_type: 0,
      malformed_counter: 0,
    },
  }
}

export function freshAccessCounters(): AccessCounters {
  return {
    ...freshListenerCounters(),
    accepted: 0,
    acceptedPortalOnly: 0,
    rejected: { unknown_subscriber: 0, missing_subscriber: 0, ended: 0, portal_only: 0, eap: 0 },
  }
}

export function freshDynamicAuthorizationCounters(): DynamicAuthorizationCounters {
  return {
    coaRequests: 0,
    disconnectRequests: 0,
    resent: 0,
    acknowledged: 0,
    refused: { session_gone: 0, other: 0 },
    silent: 0,
    overflowed: 0,
    unreachable: 0,
    sendFailures: 0,
    socketErrors: 0,
    dropped: { malformed: 0, unasked: 0, wrong_authenticator: 0 },
  }
}

function freshListenerCounters(): ListenerCounters {
  return {
    received: 0,
    answered: 0,
    resent: 0,
    joined: 0,
    statusServer: 0,
    faults: 0,
    sendFailures: 0,
    socketErrors: 0,
    dropped: {
      unknown_client: 0,
      source_port_zero: 0,
      malformed: 0,
      unexpected_code: 0,
      wrong_authenticator: 0,
      wrong_message_authenticator: 0,
      missing_message_authenticator: 0,
      overloaded: 0,
      answer_too_long: 0,
    },
  }
}

/**
 * What the Diameter gateway has seen, as plain numbers for metrics. They only grow, and they name
 * no peer and no person.
 */
import type { PeerEnd } from './peer.ts'

export interface Counters {
  connectionsAccepted: number
  /** Of those that we made. */
  connectionsMade: number
  /** Ours that nobody took. */
  connectionsFailed: number
  connectionsRefused: {
    too_many: number
    too_many_of_peer: number
    too_many_strangers: number
    tls: number
  }
  connectionsEnded: Record<PeerEnd | 'no_diameter' | 'closed_by_peer' | 'socket_error', number>
  messagesReceived: number
  /** Answered with the reason, or dropped where they were answers themselves. */
  messagesMalformed: number
  /** Credit control. */
  requests: number
  /** Came again while the first was being decided. */
  requestsJoined: number
  requestsReplayed: number
  requestsRefused: number
  /** In the name of a host that the peer does not speak for. */
  requestsUnvouched: number
  requestsUnknownSubscriber: number
  requestsBusy: number
  /** Deciding threw; answered as busy. */
  faults: number
  answersSent: number
  /** Of several answers each. */
  writes: number
  peersRestarted: number
  /** Re-auth and abort. */
  orders: number
  ordersSentAgain: number
  ordersUnanswered: number
  /** Answers to nothing that we asked. */
  answersStray: number
}

export function freshCounters(): Counters {
  return {
    connectionsAccepted: 0,
    connectionsMade: 0,
    connectionsFailed: 0,
    connectionsRefused: { too_many: 0, too_many_of_peer: 0, too_many_strangers: 0, tls: 0 },
    connectionsEnded: {
      unknown_peer: 0,
      not_wanted: 0,
      no_common_application: 0,
      no_common_security: 0,
      malformed: 0,
      silent: 0,
      they_left: 0,
      we_left: 0,
      unneeded: 0,
      no_diameter: 0,
      closed_by_peer: 0,
      socket_error: 0,
    },
    messagesReceived: 0,
    messagesMalformed: 0,
    requests: 0,
    requestsJoined: 0,
    requestsReplayed: 0,
    requestsRefused: 0,
    requestsUnvouched: 0,
    requestsUnknownSubscriber: 0,
    requestsBusy: 0,
    faults: 0,
    answersSent: 0,
    writes: 0,
    peersRestarted: 0,
    orders: 0,
    ordersSentAgain: 0,
    ordersUnanswered: 0,
    answersStray: 0,
  }
}

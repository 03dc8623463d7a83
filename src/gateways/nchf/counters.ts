/** What the gateway counted since it started; for `/metrics`. */
import type { Cause } from './problems.ts'

export interface Counters {
  connections: number
  /** Connections for which there was no room, or whose requests nothing could have helped. */
  turnedAway: number
  /** Frames or octets that are no HTTP/2. */
  brokenConnections: number
  requests: number
  created: number
  updated: number
  released: number
  events: number
  replayed: number
  /** By the cause told. */
  refused: Partial<Record<Cause, number>>
  /** The peer went away before its answer. */
  unanswered: number
  faults: number
  notified: Record<'taken' | 'gone' | 'refused' | 'silent', number>
  /** A notifyUri to which nothing is sent, for its host is not allowed. */
  notifyForbidden: number
}

export function freshCounters(): Counters {
  return {
    connections: 0,
    turnedAway: 0,
    brokenConnections: 0,
    requests: 0,
    created: 0,
    updated: 0,
    released: 0,
    events: 0,
    replayed: 0,
    refused: {},
    unanswered: 0,
    faults: 0,
    notified: { taken: 0, gone: 0, refused: 0, silent: 0 },
    notifyForbidden: 0,
  }
}

/**
 * Places for connections that come in, by the address that they come from: so many of one entry of
 * the peers, so many of addresses that no entry has. Given before any handshake, so that nobody
 * keeps others out by being slow in one.
 */
import type { Socket } from 'node:net'
import type { Peers, PeerSetting } from './peers.ts'

/** Connections at once, all peers together. */
export const CONNECTIONS_MAX = 256
/** Of one entry of the peers, however many hosts it stands for: never the places of all others. */
export const ENTRY_CONNECTIONS_MAX = 96
/** Of addresses that no peer has: they may say who they are, and hear that nobody knows them. */
export const STRANGERS_MAX = 16

export interface Places {
  /** A place until the socket is closed; or why there is none. */
  take(socket: Socket): 'too_many_of_peer' | 'too_many_strangers' | null
}

export function createPlaces(peers: Peers): Places {
  /** Null: strangers. */
  const taken = new Map<PeerSetting | null, number>()
  const isFree = (of: PeerSetting | null) => {
    return (taken.get(of) ?? 0) < (of === null ? STRANGERS_MAX : ENTRY_CONNECTIONS_MAX)
  }
  const count = (of: PeerSetting | null, by: number) => taken.set(of, (taken.get(of) ?? 0) + by)
  return {
    take(socket) {
      const entries = peers.settingsAt(socket.remoteAddress ?? '')
      const isStranger = entries.length === 0
      const of = isStranger ? null : entries.find(isFree)
      if (of === undefined) return 'too_many_of_peer'
      if (!isFree(of)) return 'too_many_strangers'
      count(of, 1)
      socket.once('close', () => count(of, -1))
      return null
    },
  }
}

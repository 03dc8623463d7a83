/** What is looked up about data sessions, over the memory store. */
import type { PeerSessions, SessionReads } from '../../app/session-reads.ts'
import { bytes } from '../../domain/basics/data-volume.ts'
import { contains, fromMicros, later, microsOf } from '../../domain/basics/time.ts'
import type { DataSession } from '../../domain/charging/data-session.ts'
import { isSameSession } from '../../domain/charging/request.ts'
import type { Tables } from './tables.ts'

const HOUR_MICROS = 3_600_000_000n

function newestFirst(one: DataSession, other: DataSession): number {
  const byTime = Temporal.Instant.compare(other.heardAt, one.heardAt)
  return byTime || (one.id < other.id ? 1 : one.id > other.id ? -1 : 0)
}

export function sessionReads(tables: Tables): SessionReads {
  const open = () => [...tables.sessions.values()].filter(({ ended }) => ended === null)
  return {
    async openSessions({ peer, protocol }, { limit, after }) {
      return open()
        .filter((one) => peer === null || one.peer === peer)
        .filter((one) => protocol === null || one.protocol === protocol)
        .filter((one) => after === null || one.id < after)
        .toSorted((one, other) => (one.id < other.id ? 1 : -1))
        .slice(0, limit)
    },
    async openSessionsByPeer(limit) {
      const peers = new Map<string, PeerSessions>()
      for (const session of open()) {
        const key = `${session.protocol} ${session.peer}`
        peers.set(key, counted(peers.get(key), session))
      }
      return [...peers.values()].toSorted(mostFirst).slice(0, limit)
    },
    async lineOfSession(peer, sessionKey) {
      const [last] = [...tables.sessions.values()]
        .filter((one) => isSameSession(one, { peer, sessionKey }))
        .toSorted(newestFirst)
      return last?.line ?? null
    },
    async usageHours(line, from, until) {
      const hours = new Map<bigint, bigint>()
      for (const record of tables.usage.values()) {
        if (record.line !== line || !contains({ from, until }, record.until)) continue
        const hour = microsOf(record.until) / HOUR_MICROS
        hours.set(hour, (hours.get(hour) ?? 0n) + record.bytes)
      }
      return [...hours]
        .filter(([, count]) => count > 0n)
        .toSorted(([one], [other]) => (one < other ? -1 : 1))
        .map(([hour, count]) => ({ from: fromMicros(hour * HOUR_MICROS), bytes: bytes(count) }))
    },
  }
}

function counted(known: PeerSessions | undefined, session: DataSession): PeerSessions {
  const { protocol, peer, heardAt } = session
  if (known === undefined) return { protocol, peer, open: 1, heardAt }
  return { ...known, open: known.open + 1, heardAt: later(known.heardAt, heardAt) }
}

function mostFirst(one: PeerSessions, other: PeerSessions): number {
  const named = ({ protocol, peer }: PeerSessions) => `${protocol} ${peer}`
  return other.open - one.open || (named(one) < named(other) ? -1 : 1)
}

/**
 * Looking up data sessions over all lines, and usage by the hour: plain look-ups outside the door,
 * part of `Reads`. Lists are bounded by the caller's page.
 */
import type { Bytes } from '../domain/basics/data-volume.ts'
import type { DataSessionId, LineId } from '../domain/basics/ids.ts'
import type { Instant } from '../domain/basics/time.ts'
import type { DataSession } from '../domain/charging/data-session.ts'
import type { Protocol } from '../domain/charging/request.ts'

/** Null: any. */
export interface SessionFilter {
  readonly peer: string | null
  readonly protocol: Protocol | null
}

export interface PeerSessions {
  readonly protocol: Protocol
  readonly peer: string
  /** Not ended, whether heard of lately or not. */
  readonly open: number
  readonly heardAt: Instant
}

export interface HourOfUsage {
  /** The hour's first instant; hours of JST are hours of UTC. */
  readonly from: Instant
  readonly bytes: Bytes
}

export interface SessionReads {
  /** Those that are not over, the last begun first; `after`: the last of the page before. */
  openSessions(
    filter: SessionFilter,
    page: { readonly limit: number; readonly after: DataSessionId | null },
  ): Promise<readonly DataSession[]>
  /** The peers with most of them. */
  openSessionsByPeer(limit: number): Promise<readonly PeerSessions[]>
  /** Of a session, over or not, whoever's it is; the one heard of last where a key came again. */
  lineOfSession(peer: string, sessionKey: string): Promise<LineId | null>
  /** Bytes of each hour in `[from, until)` that had any, oldest first. */
  usageHours(line: LineId, from: Instant, until: Instant): Promise<readonly HourOfUsage[]>
}

/**
 * A charging session on the network, as far as its reports tell. It remembers the counters of the
 * last report so that a repeat or a late report takes nothing twice, and the address by which the
 * portal recognises the connection. Not a SignIn and not a phone Call.
 */
import type { Bytes } from '../basics/data-volume.ts'
import type { DataSessionId, LineId } from '../basics/ids.ts'
import type { Instant } from '../basics/time.ts'
import type { ChargingRequest } from './request.ts'

export interface DataSession {
  readonly id: DataSessionId
  readonly line: LineId
  readonly protocol: ChargingRequest['protocol']
  readonly peer: string
  readonly sessionKey: string
  readonly startedAt: Instant
  /** The end of the span already attributed: usage up to here is accounted for. */
  readonly reportedUntil: Instant
  /** When we last heard of it; two missed interims and it no longer counts as live. */
  readonly heardAt: Instant
  /** Counters since the session began, for peers that count so. */
  readonly bytesCounted: Bytes
  readonly framedAddress: string | null
  readonly framedIpv6Prefix: string | null
  readonly ended: { readonly at: Instant; readonly reason: string } | null
}

/**
 * The one charging request that every network protocol maps to (and its answer). Not a wire
 * format: gateways translate. Our clock decides; the time on the wire is kept as a claim.
 */
import type { Bytes } from '../basics/data-volume.ts'
import type { Instant } from '../basics/time.ts'

export type ChargingMoment = 'start' | 'update' | 'end' | 'event'

/**
 * How the peer counted: since the session began (RADIUS), or since its last report (Diameter,
 * Nchf).
 */
export type UsageCounting = 'since_session_start' | 'since_last_report'

/**
 * How the network names the subscriber; at least one is present, the first that is known decides.
 */
export interface SubscriberClaim {
  readonly imsi: string | null
  /** As on the wire, digits only; the domain parses it. */
  readonly msisdn: string | null
  readonly iccid: string | null
}

export interface ChargingRequest {
  readonly protocol: 'radius' | 'diameter' | 'nchf' | 'cdr'
  /** Which configured peer spoke (NAS, Origin-Host, NF instance). */
  readonly peer: string
  readonly moment: ChargingMoment
  /** Unique per peer for as long as the peer remembers the session. */
  readonly sessionKey: string
  /**
   * Session + sequence is the idempotency key. Where a protocol has none the mapping derives one
   * that survives retransmission.
   */
  readonly sequence: string
  readonly subscriber: SubscriberClaim
  readonly counting: UsageCounting
  /** Uplink plus downlink; null when the moment carries no counters. */
  readonly usedBytes: Bytes | null
  /** How long ago, in seconds, the peer says the counters were read (Acct-Delay-Time). */
  readonly delaySeconds: number
  readonly claimedAt: Instant | null
  /** Framed-IP-Address, or the delegated IPv6 prefix in `address/length` form. */
  readonly framedAddress: string | null
  readonly framedIpv6Prefix: string | null
  readonly endReason: string | null
}

export type ChargingAnswer =
  /** Recorded (or a repeat of something recorded): answer success. */
  | { readonly kind: 'recorded'; readonly replayed: boolean }
  /** No such line here. What to answer is the protocol's business. */
  | { readonly kind: 'unknown_subscriber' }
  /** The door is full: do not answer, the peer will send again. */
  | { readonly kind: 'busy' }

/** A peer restarted or is shutting down: all its sessions are over (Accounting-On/Off). */
export interface PeerRestart {
  readonly protocol: 'radius'
  readonly peer: string
  readonly sequence: string
  readonly delaySeconds: number
}

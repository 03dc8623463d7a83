/**
 * The one charging request that every network protocol maps to, and its answer. Not a wire format:
 * gateways translate. Our clock decides; the time on the wire is kept as a claim.
 */
import type { Bytes } from '../basics/data-volume.ts'
import type { Instant } from '../basics/time.ts'

export type Protocol = 'radius' | 'diameter' | 'nchf' | 'cdr'

export type ChargingMoment = 'start' | 'update' | 'end' | 'event'

/**
 * How the peer counted: since the session began (RADIUS), or since its last report (Diameter,
 * Nchf).
 */
export type UsageCounting = 'since_session_start' | 'since_last_report'

/**
 * How the network names the subscriber: the first that is known decides. None is present in a later
 * request of a session that leaves it to what its first one said.
 */
export interface SubscriberClaim {
  readonly imsi: string | null
  /** As on the wire, digits only; the domain parses it. */
  readonly msisdn: string | null
  readonly iccid: string | null
}

export function isNamed({ imsi, msisdn, iccid }: SubscriberClaim): boolean {
  return imsi !== null || msisdn !== null || iccid !== null
}

/** Names a part of the traffic that is granted and counted by itself; null: all of the session. */
export type RatingGroup = number | null

/** What is reported and asked of one rating group. */
export interface ServiceRequest {
  readonly ratingGroup: RatingGroup
  /** Uplink plus downlink, counted as `counting` says; null: no counters came. */
  readonly usedBytes: Bytes | null
  /** Null: no quota is asked for. `bytes` null: how much is left to us. */
  readonly wants: { readonly bytes: Bytes | null } | null
}

export interface ChargingRequest {
  readonly protocol: Protocol
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
  /**
   * Its place among the session's requests: CC-Request-Number, invocationSequenceNumber, or the
   * session's seconds (Acct-Session-Time). A lower one than was heard before is late. Null: not
   * known.
   */
  readonly number: number | null
  readonly subscriber: SubscriberClaim
  readonly counting: UsageCounting
  /** Where each direction's counter since the start may wrap (2^32); null: they do not. */
  readonly wrapsAt: Bytes | null
  /** Distinct rating groups; empty when the moment says nothing of any. */
  readonly services: readonly ServiceRequest[]
  /** How long ago, in seconds, the peer says the counters were read (Acct-Delay-Time). */
  readonly delaySeconds: number
  /** How long they had run then, where no earlier report can tell (the duration of a CDR). */
  readonly coveredSeconds: number
  readonly claimedAt: Instant | null
  /** Framed-IP-Address, or the delegated IPv6 prefix in `address/length` form. */
  readonly framedAddress: string | null
  readonly framedIpv6Prefix: string | null
  readonly endReason: string | null
  /** How the peer is reached about this session; read by its own gateway alone. */
  readonly reach: Reach | null
}

/** A gateway's own words, kept with the session: addresses and ids, no personal text. */
export type Reach = Readonly<Record<string, string>>

/** What one rating group may have. */
export type ServiceGrant =
  | {
      readonly kind: 'granted'
      readonly bytes: Bytes
      /** Null: the network's best. */
      readonly kbps: number | null
      /** To be asked about again within so many seconds, even if less was used; at least one. */
      readonly seconds: number
      /** Nothing is granted after this; null: something is. */
      readonly last: 'portal_only' | 'none' | null
      /** Of a rating group that costs nothing: it says nothing of what the line may have. */
      readonly free?: true
    }
  /** Nothing is left; the pages on which it is renewed stay reachable. */
  | { readonly kind: 'empty' }
  /** Stopped at somebody's wish; the portal stays reachable. */
  | { readonly kind: 'suspended' }
  /** The line is no more. */
  | { readonly kind: 'ended' }

export interface ServiceAnswer {
  readonly ratingGroup: RatingGroup
  /** Null: none was asked for. */
  readonly grant: ServiceGrant | null
}

export type ChargingAnswer =
  /** Kept, or a repeat of something kept, which gets the same answer. In the request's order. */
  | {
      readonly kind: 'recorded'
      readonly replayed: boolean
      readonly services: readonly ServiceAnswer[]
    }
  /** No such line here. What to answer is the protocol's business. */
  | { readonly kind: 'unknown_subscriber' }
  /** The door is full: ask again. */
  | { readonly kind: 'busy' }

/** A peer restarted or is shutting down: all its sessions are over (Accounting-On/Off). */
export interface PeerRestart {
  readonly protocol: Protocol
  readonly peer: string
  readonly sequence: string
  readonly delaySeconds: number
}

/** Session + sequence, told apart by peer: the idempotency key of a charging request. */
export function usageKey(request: ChargingRequest): string {
  return `${request.peer}|${request.sessionKey}|${request.sequence}`
}

type SessionName = Pick<ChargingRequest, 'peer' | 'sessionKey'>

export function isSameSession(one: SessionName, other: SessionName): boolean {
  return one.sessionKey === other.sessionKey && one.peer === other.peer
}

/**
 * What an Accounting-Request says, in the neutral words of charging (RFC 2866, RFC 2869, TS 29.061
 * §16). Pure: no sockets, no signatures, no decision about the line. `docs/reference/radius.md`
 * tells operators the same.
 */
import { hash } from 'node:crypto'
import { bytes, plus } from '../../domain/basics/data-volume.ts'
import type { Bytes } from '../../domain/basics/data-volume.ts'
import { accept, refuse } from '../../domain/basics/result.ts'
import type { Result } from '../../domain/basics/result.ts'
import { secondsBetween } from '../../domain/basics/time.ts'
import type { Instant } from '../../domain/basics/time.ts'
import type {
  ChargingMoment,
  ChargingRequest,
  PeerRestart,
  ServiceRequest,
} from '../../domain/charging/request.ts'
import { has, indexAttributes, read, readText } from './attributes.ts'
import type { AttributeIndex } from './attributes.ts'
import type { Attribute, Packet } from './codec.ts'
import { ATTRIBUTES } from './dictionary.ts'
import type { NamesOf } from './dictionary.ts'
import { reachOf } from './reach.ts'
import { subscriberOf } from './subscriber.ts'

/**
 * The longest Acct-Delay-Time that is believed, a week: peers keep records while we are away, and
 * a broken clock must not reach further back.
 */
export const DELAY_SECONDS_MAX = 7 * 86_400

/**
 * Accounting-On and -Off without Event-Timestamp are one event when they happened within the same
 * stretch of this many seconds: nothing else tells a resend from the next restart.
 */
export const RESTART_APART_SECONDS = 60

/** RFC 2866 §5.1. */
const MOMENTS: ReadonlyMap<number, ChargingMoment> = new Map([
  [1, 'start'],
  [2, 'end'],
  [3, 'update'],
])
const ACCOUNTING_ON = 7
const ACCOUNTING_OFF = 8
/** RFC 2867 §4: Tunnel-Start to Tunnel-Link-Stop; and Failed. They tell nothing about usage. */
const WITHOUT_USAGE_FROM = 9
const WITHOUT_USAGE_TO = 15

/** RFC 2866 §5.10; other numbers become `cause_N`. */
const TERMINATE_CAUSES: readonly string[] = [
  'user_request',
  'lost_carrier',
  'lost_service',
  'idle_timeout',
  'session_timeout',
  'admin_reset',
  'admin_reboot',
  'port_error',
  'nas_error',
  'nas_request',
  'nas_reboot',
  'port_unneeded',
  'port_preempted',
  'port_suspended',
  'service_unavailable',
  'callback',
  'user_error',
  'host_request',
]

/** A resend may change these and still be the same record (RFC 2866 §5.2, RFC 5080 §2.2.1). */
const CHANGED_BY_RESENDING: ReadonlySet<number> = new Set([
  ATTRIBUTES['Acct-Delay-Time'].code,
  ATTRIBUTES['Message-Authenticator'].code,
  ATTRIBUTES['Proxy-State'].code,
])
/** Octets of SHA-256 kept: 128 bits, in base64url. */
const DIGEST_LENGTH = 22

/** "Not assigned" and "let the NAS choose" (RFC 2865 §5.8). */
const NO_ADDRESS: ReadonlySet<string> = new Set(['0.0.0.0', '255.255.255.255', '255.255.255.254'])

/** Where each counter of a peer that sends no gigawords begins again (RFC 2866 §5.3, §5.4). */
export const COUNTER_WRAPS_AT = bytes(1n << 32n)

export type AccountingRecord =
  | { readonly kind: 'charging'; readonly request: ChargingRequest }
  | { readonly kind: 'restart'; readonly restart: PeerRestart }

/** Why a record of a known peer says nothing that we can charge; each is counted by its code. */
export type AccountingRefusal =
  | { readonly code: 'missing_status_type' }
  | { readonly code: 'missing_session_id' }
  | { readonly code: 'missing_nas_identity' }
  | { readonly code: 'unknown_status_type'; readonly statusType: number }
  /** Known to the RFCs, but about tunnels or failures, not about usage. */
  | { readonly code: 'status_without_usage'; readonly statusType: number }
  /** A counter that is not a number of four octets: taking it for zero would lose usage. */
  | { readonly code: 'malformed_counter' }
  | { readonly code: 'missing_subscriber' }

interface Origin {
  /** The configured name of the client whose secret signed the packet. */
  readonly client: string
  /** Where the datagram came from. */
  readonly address: string
  readonly heardAt: Instant
}

/** Reads one Accounting-Request whose signature was found valid. */
export function readAccounting(
  packet: Packet,
  origin: Origin,
): Result<AccountingRecord, AccountingRefusal> {
  const index = indexAttributes(packet)
  const statusType = read(index, 'Acct-Status-Type')
  if (statusType === null) return refuse({ code: 'missing_status_type' })
  const nas = nasIdentity(index)
  if (nas === null) return refuse({ code: 'missing_nas_identity' })
  const peer = `${origin.client}/${nas}`

  if (statusType === ACCOUNTING_ON || statusType === ACCOUNTING_OFF) {
    const delaySeconds = delayOf(index)
    const sequence = restartSequence(packet, { index, delaySeconds, heardAt: origin.heardAt })
    return accept({
      kind: 'restart',
      restart: { protocol: 'radius', peer, sequence, delaySeconds },
    })
  }
  const moment = MOMENTS.get(statusType)
  if (moment === undefined) return refuse(momentless(statusType))
  return chargingRecord(packet, { index, peer, moment, origin })
}

function chargingRecord(
  packet: Packet,
  told: {
    readonly index: AttributeIndex
    readonly peer: string
    readonly moment: ChargingMoment
    readonly origin: Origin
  },
): Result<AccountingRecord, AccountingRefusal> {
  const { index, peer, moment, origin } = told
  const sessionKey = sessionKeyOf(index)
  if (sessionKey === null) return refuse({ code: 'missing_session_id' })
  if (COUNTERS.some((name) => has(index, name) && read(index, name) === null)) {
    return refuse({ code: 'malformed_counter' })
  }
  const subscriber = subscriberOf(index)
  if (subscriber === null) return refuse({ code: 'missing_subscriber' })

  // From here it is a charging request.
  const sessionTime = read(index, 'Acct-Session-Time')
  const request: ChargingRequest = {
    protocol: 'radius',
    peer,
    moment,
    sessionKey,
    sequence: `${moment}.${sessionTime ?? ''}.${digest(packet)}`,
    number: sessionTime,
    subscriber,
    counting: 'since_session_start',
    wrapsAt: GIGAWORDS.some((name) => has(index, name)) ? null : COUNTER_WRAPS_AT,
    services: servicesOf(index),
    delaySeconds: delayOf(index),
    coveredSeconds: 0,
    claimedAt: read(index, 'Event-Timestamp'),
    framedAddress: framedAddressOf(index),
    framedIpv6Prefix: read(index, 'Framed-IPv6-Prefix') ?? read(index, 'Delegated-IPv6-Prefix'),
    endReason: moment === 'end' ? endReasonOf(index) : null,
    reach: reachOf(index, origin),
  }
  return accept({ kind: 'charging', request })
}

const GIGAWORDS = [
  'Acct-Input-Gigawords',
  'Acct-Output-Gigawords',
] as const satisfies readonly NamesOf<'integer'>[]
const COUNTERS = [
  'Acct-Input-Octets',
  'Acct-Output-Octets',
  ...GIGAWORDS,
] as const satisfies readonly NamesOf<'integer'>[]

/** RADIUS counts a session as a whole and asks for no quota. */
function servicesOf(index: AttributeIndex): readonly ServiceRequest[] {
  const usedBytes = usedBytesOf(index)
  return usedBytes === null ? [] : [{ ratingGroup: null, usedBytes, wants: null }]
}

/**
 * Input plus output, each with its gigawords (RFC 2869 §5.1, §5.2: how often the 32-bit counter
 * has wrapped; absent while zero). A peer that sends none may wrap in silence: `wrapsAt` says so,
 * and the domain judges a sum that falls.
 */
function usedBytesOf(index: AttributeIndex): Bytes | null {
  if (!COUNTERS.some((name) => has(index, name))) return null
  const input = counterOf(read(index, 'Acct-Input-Gigawords'), read(index, 'Acct-Input-Octets'))
  const output = counterOf(read(index, 'Acct-Output-Gigawords'), read(index, 'Acct-Output-Octets'))
  return plus(input, output)
}

function counterOf(gigawords: number | null, octets: number | null): Bytes {
  return bytes((BigInt(gigawords ?? 0) << 32n) + BigInt(octets ?? 0))
}

/**
 * Who measured: behind one client (a proxy) there may be many NASes, and a restart of one ends
 * only its own sessions. RFC 2866 §4.1 demands an address or an identifier.
 */
function nasIdentity(index: AttributeIndex): string | null {
  const name = read(index, 'NAS-Identifier')
  if (name !== null && name !== '') return name
  return read(index, 'NAS-IP-Address') ?? read(index, 'NAS-IPv6-Address')
}

/**
 * Acct-Session-Id alone, because RFC 2866 §5.5 makes it unique in one NAS and TS 29.061 §16.4.3
 * builds it from gateway address and charging id already; 3GPP-Charging-ID would add nothing, and
 * a peer that sends it in some records only would split a session in two.
 */
function sessionKeyOf(index: AttributeIndex): string | null {
  const octets = read(index, 'Acct-Session-Id')
  if (octets === null || octets.length === 0) return null
  const text = octets.includes(0) ? null : readText(octets)
  if (text !== null && !text.startsWith('hex:')) return text
  return `hex:${Buffer.from(octets.buffer, octets.byteOffset, octets.length).toString('hex')}`
}

function delayOf(index: AttributeIndex): number {
  return Math.min(read(index, 'Acct-Delay-Time') ?? 0, DELAY_SECONDS_MAX)
}

function framedAddressOf(index: AttributeIndex): string | null {
  const address = read(index, 'Framed-IP-Address')
  return address === null || NO_ADDRESS.has(address) ? null : address
}

function endReasonOf(index: AttributeIndex): string | null {
  const cause = read(index, 'Acct-Terminate-Cause')
  return cause === null ? null : (TERMINATE_CAUSES[cause - 1] ?? `cause_${cause}`)
}

function momentless(statusType: number): AccountingRefusal {
  const known = statusType >= WITHOUT_USAGE_FROM && statusType <= WITHOUT_USAGE_TO
  return { code: known ? 'status_without_usage' : 'unknown_status_type', statusType }
}

/**
 * Two restarts of one NAS may be alike to the octet, so the instant of the event belongs to the
 * key: as the peer states it, else as we reckon it, cut to `RESTART_APART_SECONDS`.
 */
function restartSequence(
  packet: Packet,
  told: {
    readonly index: AttributeIndex
    readonly delaySeconds: number
    readonly heardAt: Instant
  },
): string {
  if (has(told.index, 'Event-Timestamp')) return digest(packet)
  const heard = secondsBetween(Temporal.Instant.fromEpochMilliseconds(0), told.heardAt)
  const stretch = Math.floor((heard - told.delaySeconds) / RESTART_APART_SECONDS)
  return `${digest(packet)}.${stretch}`
}

/**
 * All attributes except those that resending changes, in the order of their types: proxies may
 * reorder types (RFC 2865 §5), and identifier, authenticator and delay differ at every attempt.
 */
function digest(packet: Packet): string {
  const lasting = packet.attributes
    .filter(({ type }) => !CHANGED_BY_RESENDING.has(type))
    .toSorted((one, other) => one.type - other.type)
  return hash('sha256', joined(lasting), 'base64url').slice(0, DIGEST_LENGTH)
}

function joined(attributes: readonly Attribute[]): Uint8Array {
  return Buffer.concat(
    attributes.flatMap(({ type, value }) => [Uint8Array.of(type, value.length), value]),
  )
}

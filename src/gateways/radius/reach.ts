/**
 * How a session's NAS is found again: what an accounting record says of itself that a
 * Disconnect-Request or CoA-Request must repeat (RFC 5176 §3). Kept with the session. The session
 * id and the framed address are not here, for the session has them already.
 */
import type { DataSession } from '../../domain/charging/data-session.ts'
import type { Reach } from '../../domain/charging/request.ts'
import { attribute, has, read } from './attributes.ts'
import type { AttributeIndex } from './attributes.ts'
import type { Attribute } from './codec.ts'
import type { AttributeName } from './dictionary.ts'
import { isNetworkIdentity } from './subscriber.ts'

/** Whom to ask about a session, and as which session. */
export interface NasReach {
  /** The name of the client whose secret signs. */
  readonly client: string
  /** Where its records come from, and requests go. */
  readonly address: string
  readonly identification: readonly Attribute[]
}

/** The names under which attributes of the NAS are kept. */
const KEPT = {
  nasIdentifier: 'NAS-Identifier',
  nasIpAddress: 'NAS-IP-Address',
  nasIpv6Address: 'NAS-IPv6-Address',
} as const satisfies Readonly<Record<string, AttributeName>>

/**
 * A user name is kept only where it is an IMSI or a number, for others may be a person's own; it
 * is needed, because some NASes know sessions by nothing else.
 */
export function reachOf(
  index: AttributeIndex,
  { client, address }: { readonly client: string; readonly address: string },
): Reach {
  const reach: Record<string, string> = { client, address }
  for (const [key, name] of Object.entries(KEPT)) {
    const value = has(index, name) ? read(index, name) : null
    if (value !== null && value !== '') reach[key] = value
  }
  const userName = read(index, 'User-Name')
  if (userName !== null && isNetworkIdentity(userName)) reach['userName'] = userName
  return reach
}

/** Null when the session was not opened by this gateway. */
export function nasReachOf(session: DataSession): NasReach | null {
  const { client, address, userName } = session.reach ?? {}
  if (client === undefined || address === undefined) return null
  const identification = [attribute('Acct-Session-Id', sessionIdOctets(session.sessionKey))]
  if (userName !== undefined) identification.push(attribute('User-Name', userName))
  if (session.framedAddress !== null) {
    identification.push(attribute('Framed-IP-Address', session.framedAddress))
  }
  for (const [key, name] of Object.entries(KEPT)) {
    const value = session.reach?.[key]
    if (value !== undefined) identification.push(attribute(name, value))
  }
  return { client, address, identification }
}

/** Acct-Session-Id as it was on the wire, from the session key made of it. */
export function sessionIdOctets(sessionKey: string): Uint8Array {
  return sessionKey.startsWith('hex:')
    ? new Uint8Array(Buffer.from(sessionKey.slice(4), 'hex'))
    : new TextEncoder().encode(sessionKey)
}

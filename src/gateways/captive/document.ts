/**
 * The captive portal document (RFC 8908 §5) of one connection. Numbers are whole and round towards
 * less: what is promised is there. A connection that is not recognised gets the same document
 * whatever the reason, so that no line's existence can be read from it.
 */
import { secondsBetween, type Instant } from '../../domain/basics/time.ts'
import type { CaptiveView } from '../../app/queries/captive.ts'

/** RFC 8908 §6.1. */
export const CAPTIVE_TYPE = 'application/captive+json'

export interface CaptiveDocument {
  readonly captive: boolean
  readonly 'user-portal-url': string
  readonly 'venue-info-url': string
  readonly 'can-extend-session'?: boolean
  readonly 'seconds-remaining'?: number
  readonly 'bytes-remaining'?: number
}

/**
 * Of a stranger we do not know that they are shut in, and a device that is told so would show a
 * sign-in page over a connection that works: `captive` is false. Whether it is can still be seen by
 * the device itself, by the landing that answers its probes.
 */
export function captiveDocument(view: CaptiveView | null, portalUrl: string): CaptiveDocument {
  const pages = { 'user-portal-url': `${portalUrl}/`, 'venue-info-url': `${portalUrl}/help` }
  if (view === null) return { captive: false, ...pages }
  const { captivity, canExtend, asOf } = view
  const extending = { 'can-extend-session': canExtend }
  // Of a client that is captive nothing remains (RFC 8908 §5).
  if (captivity.captive) return { captive: true, ...pages, ...extending }
  const { until, bytesLeft } = captivity
  return {
    captive: false,
    ...pages,
    ...extending,
    ...(until === null ? {} : { 'seconds-remaining': wholeSeconds(asOf, until) }),
    ...(bytesLeft === null ? {} : { 'bytes-remaining': wholeNumber(bytesLeft) }),
  }
}

function wholeSeconds(from: Instant, until: Instant): number {
  return Math.floor(secondsBetween(from, until))
}

/** JSON's numbers are exact up to here (RFC 8259 §6); nobody has nine petabytes left. */
function wholeNumber(count: bigint): number {
  const most = BigInt(Number.MAX_SAFE_INTEGER)
  return Number(count > most ? most : count)
}

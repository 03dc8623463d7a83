/** Data sessions of a line as the read side shows them: when, how much, how fast. No address. */
import type { Bytes } from '../../domain/basics/data-volume.ts'
import type { DataSessionId } from '../../domain/basics/ids.ts'
import { plusHours, type Instant } from '../../domain/basics/time.ts'
import { isLive, type DataSession, type Telling } from '../../domain/charging/data-session.ts'
import type { Protocol } from '../../domain/charging/request.ts'
import type { Entitlement } from '../../domain/line/entitlement.ts'
import { NO_BYTES } from '../../domain/basics/data-volume.ts'
import type { HourOfUsage } from '../session-reads.ts'

export interface SessionView {
  readonly id: DataSessionId
  readonly protocol: Protocol
  /** Who measures; for staff. */
  readonly peer: string
  readonly since: Instant
  readonly heardAt: Instant
  readonly bytesUsed: Bytes
  /** What its peer lets through, as far as it was told; null: it was told nothing. */
  readonly told: Entitlement | null
  /** Under way because something else should be let through. */
  readonly telling: Telling | null
}

/** The live ones, the one that began last first. */
export function liveSessions(
  sessions: readonly DataSession[],
  given: { readonly now: Instant; readonly interimSeconds: number },
): readonly SessionView[] {
  return sessions
    .filter((one) => isLive(one, given))
    .map(sessionView)
    .toSorted((one, other) => Temporal.Instant.compare(other.since, one.since))
}

export function sessionView(session: DataSession): SessionView {
  const { id, protocol, peer, startedAt, heardAt, bytesUsed, told, telling } = session
  return { id, protocol, peer, since: startedAt, heardAt, bytesUsed, told, telling }
}

/** Hours shown, the present one included. */
export const USAGE_HOURS_SHOWN = 24

/** The first instant of the hour; hours of JST are hours of UTC. */
export function hourOf(at: Instant): Instant {
  return at.round({ smallestUnit: 'hour', roundingMode: 'floor' })
}

/** Every hour from `from`, those without usage as zero. */
export function fillHours(
  used: readonly HourOfUsage[],
  { from, count }: { readonly from: Instant; readonly count: number },
): readonly HourOfUsage[] {
  const known = new Map(used.map((hour) => [hour.from.epochMilliseconds, hour.bytes]))
  return Array.from({ length: count }, (_, index) => {
    const at = plusHours(from, index)
    return { from: at, bytes: known.get(at.epochMilliseconds) ?? NO_BYTES }
  })
}

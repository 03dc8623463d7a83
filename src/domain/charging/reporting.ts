/**
 * A usage report meets a line: what is new in it, which span it covers, which packs it burns, and
 * what becomes of the session. Repeats are caught before (session + sequence); a late report whose
 * counters lie below what was counted adds nothing.
 */
import { burn } from '../balance/burn.ts'
import type { Pack } from '../balance/pack.ts'
import { NO_BYTES, type Bytes } from '../basics/data-volume.ts'
import type { DataSessionId, LineId, UsageRecordId } from '../basics/ids.ts'
import { isBefore, later, plusSeconds, type Instant } from '../basics/time.ts'
import type { DataSession } from './data-session.ts'
import type { ChargingRequest } from './request.ts'
import type { UsageRecord } from './usage-record.ts'

export interface Reported {
  readonly session: DataSession
  readonly packs: readonly Pack[]
  readonly record: UsageRecord
}

export interface ReportingState {
  readonly line: LineId
  readonly session: DataSession | null
  readonly packs: readonly Pack[]
}

export function report(
  state: ReportingState,
  request: ChargingRequest,
  given: {
    readonly now: Instant
    readonly ids: { readonly session: DataSessionId; readonly record: UsageRecordId }
  },
): Reported {
  const { now, ids } = given
  const readAt = plusSeconds(now, -request.delaySeconds)
  const before = state.session ?? openSession(state.line, request, { id: ids.session, readAt })
  const span = { from: before.reportedUntil, until: later(before.reportedUntil, readAt) }
  const used = newBytes(before, request)
  const burned = burn(state.packs, { ...span, heardAt: now }, used)
  return {
    session: follow(before, request, { now, readAt, reportedUntil: span.until }),
    packs: burned.packs,
    record: {
      id: ids.record,
      line: state.line,
      session: before.id,
      key: usageKey(request),
      sequence: request.sequence,
      moment: request.moment,
      from: span.from,
      until: span.until,
      heardAt: now,
      claimedAt: request.claimedAt,
      delaySeconds: request.delaySeconds,
      bytes: used,
      shares: burned.shares,
      uncovered: burned.uncovered,
    },
  }
}

/** A session may first be heard of by an interim report: its Start was lost. */
function openSession(
  line: LineId,
  request: ChargingRequest,
  given: { readonly id: DataSessionId; readonly readAt: Instant },
): DataSession {
  return {
    id: given.id,
    line,
    protocol: request.protocol,
    peer: request.peer,
    sessionKey: request.sessionKey,
    startedAt: given.readAt,
    reportedUntil: given.readAt,
    heardAt: given.readAt,
    bytesCounted: NO_BYTES,
    framedAddress: null,
    framedIpv6Prefix: null,
    ended: null,
  }
}

function newBytes(session: DataSession, request: ChargingRequest): Bytes {
  const used = request.usedBytes ?? NO_BYTES
  if (request.counting === 'since_last_report') return used
  return (used > session.bytesCounted ? used - session.bytesCounted : 0n) as Bytes
}

function follow(
  session: DataSession,
  request: ChargingRequest,
  given: { readonly now: Instant; readonly readAt: Instant; readonly reportedUntil: Instant },
): DataSession {
  const counted =
    request.counting === 'since_session_start' ? (request.usedBytes ?? NO_BYTES) : NO_BYTES
  const ended =
    request.moment === 'end' ? { at: given.readAt, reason: request.endReason ?? 'unstated' } : null
  return {
    ...session,
    reportedUntil: given.reportedUntil,
    heardAt: later(session.heardAt, given.now),
    bytesCounted: counted > session.bytesCounted ? counted : session.bytesCounted,
    framedAddress: request.framedAddress ?? session.framedAddress,
    framedIpv6Prefix: request.framedIpv6Prefix ?? session.framedIpv6Prefix,
    ended: session.ended ?? ended,
  }
}

/** A session counts as live until it ends or two reports in a row are missed. */
export function isLive(
  session: DataSession,
  given: { readonly now: Instant; readonly interimSeconds: number },
): boolean {
  const silentFrom = plusSeconds(session.heardAt, 2 * given.interimSeconds)
  return session.ended === null && isBefore(given.now, silentFrom)
}

/** Session + sequence, told apart by peer: the idempotency key of a charging request. */
export function usageKey(request: ChargingRequest): string {
  return `${sessionText(request)}|${request.sequence}`
}

export function sessionText(request: { readonly peer: string; readonly sessionKey: string }) {
  return `${request.peer}|${request.sessionKey}`
}

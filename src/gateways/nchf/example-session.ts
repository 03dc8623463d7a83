/** A session that is told something. For tests only. */
import { bytes } from '../../domain/basics/data-volume.ts'
import type { DataSessionId, LineId } from '../../domain/basics/ids.ts'
import { instant } from '../../domain/basics/time.ts'
import type { DataSession } from '../../domain/charging/data-session.ts'

const NOON = instant('2026-11-23T12:00:00Z')

/** `groups`: of its reservations. */
export function exampleSession(
  reach: DataSession['reach'],
  groups: readonly number[] = [],
): DataSession {
  return {
    id: '0197a000-0000-7000-8003-000000000001' as DataSessionId,
    line: '0197a000-0000-7000-8003-000000000002' as LineId,
    protocol: 'nchf',
    peer: 'smf-1',
    sessionKey: 'k',
    startedAt: NOON,
    reportedUntil: NOON,
    heardAt: NOON,
    lastNumber: 3,
    bytesCounted: bytes(0n),
    bytesUsed: bytes(0n),
    reservations: groups.map((ratingGroup) => ({ ratingGroup, slices: [], askAgainBefore: NOON })),
    told: { kind: 'full', kbps: null },
    telling: null,
    expectedBy: NOON,
    lookAt: null,
    reach,
    framedAddress: null,
    framedIpv6Prefix: null,
    ended: null,
  }
}

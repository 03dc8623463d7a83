/**
 * One report of the network meets its line: packs burn, the session moves on, the record is kept.
 * The record carries the idempotency key, so a resent packet changes nothing.
 */
import { present } from '../../domain/basics/assert.ts'
import type { DataSessionId, LineId, UsageRecordId } from '../../domain/basics/ids.ts'
import { noticeUse } from '../../domain/notice/thresholds.ts'
import { report, sessionText, usageKey } from '../../domain/charging/reporting.ts'
import type { ChargingRequest } from '../../domain/charging/request.ts'
import { decided, type Command } from '../door/command.ts'
import { NO_LINE, type Change } from '../door/state.ts'
import { movedPacks } from '../notices/moved-packs.ts'
import { noticeJob } from '../notices/notice-job.ts'

export interface ReportUsage {
  readonly line: LineId
  readonly request: ChargingRequest
  readonly ids: { readonly session: DataSessionId; readonly record: UsageRecordId }
}

export const reportUsage: Command<ReportUsage, null, never> = {
  name: 'report_usage',
  keyPlace: 'usage_records',
  reads: ['packs', 'sessions', 'mandate'],
  homes: ({ line }) => [{ kind: 'line', id: line }],
  sessions: ({ request }) => [{ peer: request.peer, sessionKey: request.sessionKey }],
  fingerprint: ({ request }) => usageKey(request),
  decide({ states, now, catalogue }, { line, request, ids }) {
    const state = states.lines.get(line) ?? NO_LINE
    const { holder } = present(state.line, 'usage is reported for a line that is there')
    const session = state.sessions.find((one) => sessionText(one) === sessionText(request)) ?? null
    const reported = report({ line, session, packs: state.packs }, request, { now, ids })
    const noticed = noticeUse(reported.packs, now)
    const changes: Change[] = [
      { table: 'usage_records', row: reported.record },
      { table: 'data_sessions', row: reported.session },
      ...movedPacks(state, noticed.packs, { catalogue, now }),
    ]
    for (const address of newAddresses(session, reported.session)) {
      const home = { kind: 'line', id: line } as const
      const row = { kind: 'address', value: address, home, id: reported.session.id } as const
      changes.push({ table: 'finds', row })
    }
    // That data is used up concerns the operator too, also where nobody holds the line.
    const concerning = noticed.told.filter(({ kind }) => holder !== null || kind === 'data_100')
    const jobs = concerning.map((one) => noticeJob({ ...one, line }))
    return decided(null, { changes, jobs })
  },
}

interface Addresses {
  readonly framedAddress: string | null
  readonly framedIpv6Prefix: string | null
}

/** The newest session on an address is the one that is found by it. */
function newAddresses(before: Addresses | null, after: Addresses): readonly string[] {
  const addresses: string[] = []
  if (after.framedAddress !== null && after.framedAddress !== before?.framedAddress) {
    addresses.push(after.framedAddress)
  }
  if (after.framedIpv6Prefix !== null && after.framedIpv6Prefix !== before?.framedIpv6Prefix) {
    addresses.push(after.framedIpv6Prefix)
  }
  return addresses
}

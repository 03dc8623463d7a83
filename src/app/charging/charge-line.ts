/**
 * One request of the network meets its line: packs burn and are set aside, the session moves on,
 * the record is kept with what was answered. The record carries the idempotency key, so a repeat
 * changes nothing and gets the same answer.
 */
import { present } from '../../domain/basics/assert.ts'
import type { DataSessionId, LineId, UsageRecordId } from '../../domain/basics/ids.ts'
import { credit } from '../../domain/charging/crediting.ts'
import { isFurtherOn } from '../../domain/charging/data-session.ts'
import type { QuotaRules } from '../../domain/charging/quota.ts'
import {
  isSameSession,
  usageKey,
  type ChargingRequest,
  type ServiceAnswer,
} from '../../domain/charging/request.ts'
import { noticeUse } from '../../domain/notice/thresholds.ts'
import { decided, type Command } from '../door/command.ts'
import { NO_LINE, type Change } from '../door/state.ts'
import { movedPacks } from '../notices/moved-packs.ts'
import { noticeJob } from '../notices/notice-job.ts'

export interface ChargeLine {
  readonly line: LineId
  readonly request: ChargingRequest
  readonly rules: QuotaRules
  readonly ids: { readonly session: DataSessionId; readonly record: UsageRecordId }
}

export const chargeLine: Command<ChargeLine, readonly ServiceAnswer[], never> = {
  name: 'charge',
  keyPlace: 'usage_records',
  reads: ['packs', 'sessions', 'mandate'],
  homes: ({ line }) => [{ kind: 'line', id: line }],
  sessions: ({ request }) => [{ peer: request.peer, sessionKey: request.sessionKey }],
  fingerprint: ({ request }) => usageKey(request),
  isNew: ({ sessions }, { request }) =>
    sessions.some((one) => isSameSession(one, request) && isFurtherOn(request, one)),
  decide({ states, now, catalogue }, { line: id, request, rules, ids }) {
    const state = states.lines.get(id) ?? NO_LINE
    const line = present(state.line, 'usage is reported for a line that is there')
    const network = present(catalogue.networks.get(line.network), 'a line has its network')
    const session = state.sessions.find((one) => isSameSession(one, request)) ?? null
    const credited = credit({ line, network, packs: state.packs, session }, request, {
      now,
      rules,
      ids,
    })
    const noticed = noticeUse(credited.packs, now)
    const others = state.sessions.filter((one) => one !== session)
    const moved = movedPacks(state, noticed.packs, {
      catalogue,
      now,
      sessions: [...others, credited.session],
    })
    const changes: Change[] = [{ table: 'usage_records', row: credited.record }, ...moved.changes]
    for (const address of newAddresses(session, credited.session)) {
      const home = { kind: 'line', id } as const
      const row = { kind: 'address', value: address, home, id: credited.session.id } as const
      changes.push({ table: 'finds', row })
    }
    // That data is used up concerns the operator too, also where nobody holds the line.
    const concerning = noticed.told.filter(
      ({ kind }) => line.holder !== null || kind === 'data_100',
    )
    const jobs = concerning.map((one) => noticeJob({ ...one, line: id }))
    return decided(credited.record.answer, { changes, jobs: [...jobs, ...moved.jobs] })
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

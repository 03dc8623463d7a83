/** Lines, packs and data sessions as rows, and back. */
import type { DayUsage, Pack } from '../../../domain/balance/pack.ts'
import { NO_BYTES, type Bytes } from '../../../domain/basics/data-volume.ts'
import { fromJson } from '../../../domain/basics/json.ts'
import type { DataSession } from '../../../domain/charging/data-session.ts'
import type { UsageRecord } from '../../../domain/charging/usage-record.ts'
import type { Line } from '../../../domain/line/line.ts'
import type { Row, TableShape } from './table.ts'

export const LINES: TableShape = {
  name: 'lines',
  columns: {
    home_id: 'uuid',
    network_id: 'text',
    iccid: 'text',
    imsi: 'text',
    msisdn: 'text',
    sim_form: 'text',
    eid: 'text',
    holder_id: 'uuid',
    released_at: 'timestamptz',
    activation: 'jsonb',
    suspension: 'jsonb',
    recognition: 'text',
    campaign_uses: 'jsonb',
    created_at: 'timestamptz',
  },
  key: ['home_id'],
  write: 'replace',
}

export function lineRow(line: Line): Row {
  return {
    home_id: line.id,
    network_id: line.network,
    iccid: line.sim.iccid,
    imsi: line.sim.imsi,
    msisdn: line.msisdn,
    sim_form: line.sim.form,
    eid: line.sim.eid,
    holder_id: line.holder,
    released_at: line.releasedAt,
    activation: line.activation,
    suspension: line.suspension,
    recognition: line.recognition,
    campaign_uses: line.campaignUses,
    created_at: line.createdAt,
  }
}

/** Rows were written by us from these very types; the casts restore their brands. */
export function lineOf(row: Row): Line {
  return {
    id: row['home_id'],
    network: row['network_id'],
    sim: { iccid: row['iccid'], imsi: row['imsi'], form: row['sim_form'], eid: row['eid'] },
    msisdn: row['msisdn'],
    holder: row['holder_id'],
    releasedAt: row['released_at'],
    activation: fromJson(row['activation']),
    suspension: fromJson(row['suspension']),
    recognition: row['recognition'],
    campaignUses: fromJson(row['campaign_uses']),
    createdAt: row['created_at'],
  } as Line
}

export const PACKS: TableShape = {
  name: 'packs',
  columns: {
    home_id: 'uuid',
    id: 'uuid',
    order_id: 'uuid',
    offer_id: 'text',
    offer_version: 'integer',
    family: 'text',
    length: 'text',
    chain_id: 'uuid',
    origin: 'text',
    allowance: 'jsonb',
    after_allowance: 'jsonb',
    full_kbps: 'integer',
    validity: 'jsonb',
    anchor_day: 'smallint',
    grace_days: 'integer',
    extends_from: 'timestamptz',
    delivered_at: 'timestamptz',
    start: 'jsonb',
    valid_until: 'timestamptz',
    bytes_total: 'bigint',
    bytes_used: 'bigint',
    bytes_reserved: 'bigint',
    bytes_throttled: 'bigint',
    days: 'jsonb',
    noticed: 'text[]',
    elsewhere: 'jsonb',
    ask_at: 'timestamptz',
    revoked: 'jsonb',
  },
  key: ['home_id', 'id'],
  write: 'replace',
  lasting: [
    'order_id',
    'offer_id',
    'offer_version',
    'family',
    'length',
    'chain_id',
    'origin',
    'after_allowance',
    'full_kbps',
    'validity',
    'grace_days',
    'delivered_at',
  ],
}

/** What every report may move of a pack: the domain's names for the columns. */
export const PACK_MOVES_OFTEN = {
  bytesUsed: 'bytes_used',
  bytesReserved: 'bytes_reserved',
  bytesThrottled: 'bytes_throttled',
  days: 'days',
} as const satisfies Partial<Record<keyof Pack, string>>

export function packRow(pack: Pack): Row {
  return {
    home_id: pack.line,
    id: pack.id,
    order_id: pack.order,
    offer_id: pack.offer.id,
    offer_version: pack.offer.version,
    family: pack.family,
    length: pack.length,
    chain_id: pack.chain,
    origin: pack.origin,
    allowance: pack.allowance,
    after_allowance: pack.afterAllowance,
    full_kbps: pack.fullKbps,
    validity: pack.validity,
    anchor_day: pack.anchorDay,
    grace_days: pack.graceDays,
    extends_from: pack.extendsFrom,
    delivered_at: pack.deliveredAt,
    start: pack.start,
    valid_until: endForIndex(pack),
    bytes_total: pack.allowance.kind === 'total' ? pack.allowance.bytes : null,
    bytes_used: pack.bytesUsed,
    bytes_reserved: pack.bytesReserved,
    bytes_throttled: pack.bytesThrottled,
    days: pack.days,
    noticed: pack.noticed,
    elsewhere: pack.elsewhere,
    ask_at: pack.revoked === null ? (pack.elsewhere?.askAt ?? null) : null,
    revoked: pack.revoked,
  }
}

/**
 * Null sorts as the latest: packs without an end, or whose end is not known yet, are always loaded.
 */
function endForIndex(pack: Pack): Temporal.Instant | null {
  if (pack.revoked !== null) return pack.revoked.at
  if (pack.start.kind === 'begun') return pack.start.until
  return pack.start.kind === 'lapsed' ? pack.start.at : null
}

/** Days written before quotas could be reserved lack the figure. */
function withDayDefaults(days: readonly DayUsage[]): readonly DayUsage[] {
  return days.map((day) => ({ ...NOTHING_RESERVED, ...day }))
}

const NOTHING_RESERVED = { bytesReserved: NO_BYTES }

export function packOf(row: Row): Pack {
  return {
    id: row['id'],
    line: row['home_id'],
    order: row['order_id'],
    offer: { id: row['offer_id'], version: row['offer_version'] },
    family: row['family'],
    length: row['length'],
    chain: row['chain_id'],
    origin: row['origin'],
    allowance: fromJson(row['allowance']),
    afterAllowance: fromJson(row['after_allowance']),
    fullKbps: row['full_kbps'],
    validity: fromJson(row['validity']),
    anchorDay: row['anchor_day'],
    graceDays: row['grace_days'],
    extendsFrom: row['extends_from'],
    deliveredAt: row['delivered_at'],
    start: fromJson(row['start']),
    bytesUsed: row['bytes_used'],
    bytesReserved: row['bytes_reserved'],
    bytesThrottled: row['bytes_throttled'],
    days: withDayDefaults(fromJson(row['days'])),
    noticed: row['noticed'],
    elsewhere: fromJson(row['elsewhere']),
    revoked: fromJson(row['revoked']),
  } as Pack
}

export const DATA_SESSIONS: TableShape = {
  name: 'data_sessions',
  columns: {
    home_id: 'uuid',
    id: 'uuid',
    protocol: 'text',
    peer: 'text',
    session_key: 'text',
    started_at: 'timestamptz',
    reported_until: 'timestamptz',
    heard_at: 'timestamptz',
    last_number: 'bigint',
    bytes_counted: 'bigint',
    bytes_used: 'bigint',
    reservations: 'jsonb',
    told: 'jsonb',
    telling: 'jsonb',
    expected_by: 'timestamptz',
    look_at: 'timestamptz',
    reach: 'jsonb',
    framed_address: 'text',
    framed_ipv6_prefix: 'text',
    ended: 'jsonb',
    is_over: 'boolean',
  },
  key: ['home_id', 'id'],
  write: 'replace',
  lasting: ['protocol', 'peer', 'session_key', 'started_at'],
}

/** What every report moves of a session: the domain's names for the columns. */
export const DATA_SESSION_MOVES_OFTEN = {
  reportedUntil: 'reported_until',
  heardAt: 'heard_at',
  lastNumber: 'last_number',
  bytesCounted: 'bytes_counted',
  bytesUsed: 'bytes_used',
  reservations: 'reservations',
} as const satisfies Partial<Record<keyof DataSession, string>>

export function dataSessionRow(session: DataSession): Row {
  return {
    home_id: session.line,
    id: session.id,
    protocol: session.protocol,
    peer: session.peer,
    session_key: session.sessionKey,
    started_at: session.startedAt,
    reported_until: session.reportedUntil,
    heard_at: session.heardAt,
    last_number: session.lastNumber,
    bytes_counted: session.bytesCounted,
    bytes_used: session.bytesUsed,
    reservations: session.reservations,
    told: session.told,
    telling: session.telling,
    expected_by: session.expectedBy,
    look_at: session.lookAt,
    reach: session.reach,
    framed_address: session.framedAddress,
    framed_ipv6_prefix: session.framedIpv6Prefix,
    ended: session.ended,
    is_over: session.ended !== null,
  }
}

export function dataSessionOf(row: Row): DataSession {
  return {
    id: row['id'],
    line: row['home_id'],
    protocol: row['protocol'],
    peer: row['peer'],
    sessionKey: row['session_key'],
    startedAt: row['started_at'],
    reportedUntil: row['reported_until'],
    heardAt: row['heard_at'],
    lastNumber: row['last_number'] === null ? null : Number(row['last_number']),
    bytesCounted: row['bytes_counted'] as Bytes,
    bytesUsed: row['bytes_used'] as Bytes,
    reservations: fromJson(row['reservations']),
    told: fromJson(row['told']),
    telling: fromJson(row['telling']),
    expectedBy: row['expected_by'],
    lookAt: row['look_at'],
    reach: fromJson(row['reach']),
    framedAddress: row['framed_address'],
    framedIpv6Prefix: row['framed_ipv6_prefix'],
    ended: fromJson(row['ended']),
  } as DataSession
}

export const USAGE_RECORDS: TableShape = {
  name: 'usage_records',
  columns: {
    home_id: 'uuid',
    id: 'uuid',
    record_key: 'text',
    session_id: 'uuid',
    sequence: 'text',
    moment: 'text',
    span_from: 'timestamptz',
    span_until: 'timestamptz',
    heard_at: 'timestamptz',
    claimed_at: 'timestamptz',
    delay_seconds: 'integer',
    bytes: 'bigint',
    free: 'bigint',
    services: 'jsonb',
    shares: 'jsonb',
    uncovered: 'bigint',
    answer: 'jsonb',
  },
  key: ['home_id', 'record_key', 'heard_at'],
  write: 'once',
}

export function usageRecordRow(record: UsageRecord): Row {
  return {
    home_id: record.line,
    id: record.id,
    record_key: record.key,
    session_id: record.session,
    sequence: record.sequence,
    moment: record.moment,
    span_from: record.from,
    span_until: record.until,
    heard_at: record.heardAt,
    claimed_at: record.claimedAt,
    delay_seconds: record.delaySeconds,
    bytes: record.bytes,
    free: record.free,
    services: record.services,
    shares: record.shares,
    uncovered: record.uncovered,
    answer: record.answer,
  }
}

export function usageRecordOf(row: Row): UsageRecord {
  return {
    id: row['id'],
    line: row['home_id'],
    key: row['record_key'],
    session: row['session_id'],
    sequence: row['sequence'],
    moment: row['moment'],
    from: row['span_from'],
    until: row['span_until'],
    heardAt: row['heard_at'],
    claimedAt: row['claimed_at'],
    delaySeconds: row['delay_seconds'],
    bytes: row['bytes'],
    free: row['free'],
    services: fromJson(row['services']),
    shares: fromJson(row['shares']),
    uncovered: row['uncovered'],
    answer: fromJson(row['answer']),
  } as UsageRecord
}

/** A line, its packs and its usage, as the API describes them. */
import * as Type from 'typebox'
import { AfterAllowance, Allowance, Gigabyte, Length, Quote } from './offers.ts'
import {
  Bytes,
  Day,
  Id,
  Instant,
  Kbps,
  named,
  NetworkName,
  nullable,
  record,
  Texts,
} from './values.ts'

export const Lifecycle = Type.Union(
  [
    record({ state: Type.Literal('fresh') }),
    record({ state: Type.Literal('active'), until: nullable(Instant) }),
    record({ state: Type.Literal('grace'), since: Instant, suspendedFrom: Instant }),
    record({ state: Type.Literal('suspended'), since: Instant, endsAt: Instant }),
    record({ state: Type.Literal('ended'), since: Instant }),
  ],
  {
    title: 'Lifecycle',
    description: 'Where a line stands. In `grace` and `suspended` it can still be renewed.',
  },
)

export const Entitlement = Type.Union(
  [
    record({ kind: Type.Literal('full'), kbps: nullable(Kbps) }),
    record({ kind: Type.Literal('throttled'), kbps: Kbps }),
    record({ kind: Type.Literal('portal_only') }),
    record({ kind: Type.Literal('none') }),
  ],
  { title: 'Entitlement', description: 'How fast the network serves the line now.' },
)

export const Forecast = Type.Union(
  [
    record({
      kind: Type.Literal('empties'),
      emptyAt: Instant,
      beforeEndBy: Type.Integer({ minimum: 0, description: 'Whole hours.' }),
    }),
    record({ kind: Type.Literal('lasts') }),
    record({ kind: Type.Literal('unknown') }),
  ],
  { title: 'Forecast', description: 'When the data ends at the pace of the last days.' },
)

const masks = {
  iccidMasked: Type.String(),
  msisdnMasked: nullable(Type.String()),
}

export const Line = named('Line', 'A line. Card number and telephone number are masked.', {
  id: Id,
  network: NetworkName,
  ...masks,
  lifecycle: Lifecycle,
  bytesLeft: nullable(Bytes, 'Over all packs valid now; null while one is unlimited.'),
  unlimited: Type.Boolean(),
})

export const Lines = named('Lines', 'None or one line.', { items: Type.Array(Line) })

export const Pack = named('Pack', 'Data granted to a line for a time.', {
  id: Id,
  offerName: Texts,
  length: Length,
  origin: Type.Enum(['paid', 'bonus']),
  state: Type.Enum(['running', 'empty', 'queued', 'waiting_first_use', 'ended']),
  from: nullable(Instant),
  until: nullable(Instant),
  allowance: Allowance,
  afterAllowance: AfterAllowance,
  bytesGranted: nullable(Bytes, 'Null for unlimited; of today for a daily allowance.'),
  bytesLeft: nullable(Bytes),
  bytesUsed: Bytes,
  bytesThrottled: Bytes,
  nextReset: nullable(Instant, 'When the data of the next day arrives.'),
  gigabyte: Gigabyte,
  canStartNow: Type.Boolean(),
  toldAsOf: nullable(
    Instant,
    'Counted by another carrier: when it last told what is left. Null for our own network.',
  ),
})

export const Packs = named('Packs', 'Living packs and those lately ended, oldest first.', {
  items: Type.Array(Pack),
})

export const Overview = named('Overview', 'All that matters of a line at one instant.', {
  asOf: Instant,
  id: Id,
  network: NetworkName,
  ...masks,
  lifecycle: Lifecycle,
  reportedLostAt: nullable(Instant),
  entitlement: Entitlement,
  bytesLeft: nullable(Bytes),
  bytesGranted: nullable(Bytes),
  bytesUsed: Bytes,
  unlimited: Type.Boolean(),
  packs: Type.Array(Pack),
  lastReportAt: nullable(Instant, 'When the network last reported usage.'),
  live: Type.Boolean({ description: 'A data session is open now.' }),
  forecast: Forecast,
  repeat: nullable(Quote, 'The offer of the last renewal, if it can be bought again here.'),
})

export const UsageDay = named('UsageDay', 'Bytes of one JST day.', { date: Day, bytes: Bytes })

export const UsageHour = named('UsageHour', 'Bytes of one hour.', { from: Instant, bytes: Bytes })

export const Usage = named('Usage', 'Every day of [from, to), those without usage as zero.', {
  from: Day,
  to: Day,
  bytes: Bytes,
  days: Type.Array(UsageDay),
  hours: Type.Optional(
    Type.Array(UsageHour, { description: 'Every hour of the same days, where asked for.' }),
  ),
})

export const Session = named('Session', 'A live data session of a line.', {
  id: Id,
  protocol: Type.Enum(['radius', 'diameter', 'nchf', 'cdr']),
  startedAt: Instant,
  /** When the network last reported on it. */
  heardAt: Instant,
  bytesUsed: Bytes,
  entitlement: nullable(Entitlement, 'What the network was told to let through; null if nothing.'),
})

export const Sessions = named('Sessions', 'Live data sessions.', { items: Type.Array(Session) })

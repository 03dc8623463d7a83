/** All that a line's home shows at one instant, cut to what the visitor may see. */
import { balanceAt } from '../../domain/balance/balance.ts'
import { begin } from '../../domain/balance/chain.ts'
import { coverageAt } from '../../domain/balance/coverage.ts'
import { isAlive } from '../../domain/balance/delivery.ts'
import { forecast } from '../../domain/balance/forecast.ts'
import type { Pack } from '../../domain/balance/pack.ts'
import { present } from '../../domain/basics/assert.ts'
import { NO_BYTES, type Bytes } from '../../domain/basics/data-volume.ts'
import type { LineId } from '../../domain/basics/ids.ts'
import {
  jstDate,
  jstMidnight,
  plusDays,
  plusHours,
  type Instant,
} from '../../domain/basics/time.ts'
import { currentOffer } from '../../domain/catalogue/catalogue.ts'
import { isLive } from '../../domain/charging/data-session.ts'
import { entitlementAt } from '../../domain/line/entitlement.ts'
import { maskIccid } from '../../domain/line/iccid.ts'
import { lifecycleAt } from '../../domain/line/lifecycle.ts'
import type { Line } from '../../domain/line/line.ts'
import { isOfBefore, maySeeDay, maySeeOrder, maySeePack, seenFrom } from '../../domain/line/past.ts'
import { maskMsisdn } from '../../domain/line/msisdn.ts'
import type { App } from '../app.ts'
import type { LineState } from '../door/state.ts'
import type { DayOfUsage, OrderWithPayment } from '../reads.ts'
import type { HourOfUsage } from '../session-reads.ts'
import { quoteFor } from './offer-quotes.ts'
import { orderView } from './order-view.ts'
import { packView } from './pack-view.ts'
import { fillHours, hourOf, liveSessions, USAGE_HOURS_SHOWN } from './session-view.ts'
import {
  seesPast,
  type Access,
  type LineOverview,
  type LineSummary,
  type OfferQuote,
  type UsageDay,
} from './views.ts'

export const USAGE_DAYS_SHOWN = 14

/** Null for a line that is not there. */
export async function lineOverview(
  app: App,
  id: LineId,
  access: Access,
): Promise<LineOverview | null> {
  const now = app.clock.now()
  const since = jstMidnight(jstDate(now).subtract({ days: USAGE_DAYS_SHOWN - 1 }))
  const [state, newest, lastReportAt] = await Promise.all([
    app.reads.line(id),
    app.reads.orders(id, { limit: 1, before: null }),
    app.reads.lastReport(id),
  ])
  const { line } = state
  if (line === null) return null
  const seen = access === 'staff' ? WHOLE_PAST : line
  const hoursFrom = plusHours(hourOf(now), 1 - USAGE_HOURS_SHOWN)
  const [usage, hours] = seesPast(access)
    ? await Promise.all([
        app.reads.usageDays(id, seenFrom(seen, since), plusDays(now, 1)),
        app.reads.usageHours(id, seenFrom(seen, hoursFrom), plusDays(now, 1)),
      ])
    : [[], []]
  return compose(app, {
    state: { ...state, line },
    access,
    seen,
    now,
    usage,
    hours: fillHours(hours, { from: hoursFrom, count: USAGE_HOURS_SHOWN }),
    newest: newest.find(({ order }) => maySeeOrder(seen, order, line.holder)),
    lastReportAt: lastReportAt === null || isOfBefore(seen, lastReportAt) ? null : lastReportAt,
  })
}

/** As of a line that nobody let go. */
const WHOLE_PAST = { releasedAt: null }

interface Gathered {
  readonly state: LineState & { readonly line: Line }
  readonly access: Access
  /** From when on its past is shown. */
  readonly seen: Pick<Line, 'releasedAt'>
  readonly now: Instant
  readonly usage: readonly DayOfUsage[]
  readonly hours: readonly HourOfUsage[]
  readonly newest: OrderWithPayment | undefined
  readonly lastReportAt: Instant | null
}

function compose(app: App, gathered: Gathered): LineOverview {
  const { state, access, now } = gathered
  const { line } = state
  const catalogue = app.catalogue()
  const network = present(catalogue.networks.get(line.network), 'a line has its network')
  const packs = begin(state.packs, now)
  const balance = balanceAt(packs, now)
  const days = fillDays(gathered.usage, now).filter(({ date }) => maySeeDay(gathered.seen, date))
  return {
    asOf: now,
    id: line.id,
    access,
    network: { id: network.id, name: network.name },
    iccidMasked: maskIccid(line.sim.iccid),
    msisdnMasked: line.msisdn === null ? null : maskMsisdn(line.msisdn),
    lifecycle: lifecycleAt(packs, { suspendedDays: network.suspendedDays, now }),
    lostCard: line.suspension?.since ?? null,
    entitlement: entitlementAt(line, servedAnywhere(packs), { network, now }),
    ...balance,
    unlimited: balance.bytesLeft === null,
    packs: shownPacks(packs, now).map((pack) => packView(packs, pack, { catalogue, now })),
    lastReportAt: gathered.lastReportAt,
    live: state.sessions.some((one) => isLive(one, { now, interimSeconds: app.interimSeconds })),
    usageDays: seesPast(access) ? days : [],
    usageHours: seesPast(access) ? gathered.hours : [],
    sessions: seesPast(access)
      ? liveSessions(state.sessions, { now, interimSeconds: app.interimSeconds }).filter(
          ({ since }) => !isOfBefore(gathered.seen, since),
        )
      : [],
    forecast: forecast(packs, {
      now,
      coverage: coverageAt(packs, now),
      dayUsage: days.slice(0, -1).map((day) => day.bytes),
    }),
    newestOrder:
      seesPast(access) && gathered.newest !== undefined
        ? orderView(gathered.newest, { state, catalogue, now, access })
        : null,
    repeat: repeatOf(app, gathered, packs),
    recognition: line.recognition,
    simForm: line.sim.form,
  }
}

/** What people feel, whoever serves it; our own network is asked without this. */
function servedAnywhere(packs: readonly Pack[]): readonly Pack[] {
  return packs.map((pack) => (pack.elsewhere === null ? pack : { ...pack, elsewhere: null }))
}

/** Living packs in the order they run, then nothing that is over. */
function shownPacks(packs: readonly Pack[], now: Instant): readonly Pack[] {
  const rank = (pack: Pack): bigint =>
    pack.start.kind === 'begun' ? pack.start.from.epochNanoseconds : 1n << 100n
  return packs
    .filter((pack) => isAlive(pack, now))
    .toSorted((one, other) => (rank(one) < rank(other) ? -1 : rank(one) > rank(other) ? 1 : 0))
}

/** Every day of the window, those without usage as zero; today is the last. */
function fillDays(usage: readonly DayOfUsage[], now: Instant): readonly UsageDay[] {
  const known = new Map<string, Bytes>(usage.map((day) => [day.date.toString(), day.bytes]))
  const today = jstDate(now)
  return Array.from({ length: USAGE_DAYS_SHOWN }, (_, index) => {
    const date = today.subtract({ days: USAGE_DAYS_SHOWN - 1 - index })
    return { date, bytes: known.get(date.toString()) ?? NO_BYTES }
  })
}

/** The offer of the last renewal, in the version now on sale. */
function repeatOf(app: App, gathered: Gathered, packs: readonly Pack[]): OfferQuote | null {
  const { now, state } = gathered
  const last = packs
    .filter((pack) => pack.origin === 'paid' && maySeePack(gathered.seen, pack, now))
    .toSorted((one, other) => Temporal.Instant.compare(other.deliveredAt, one.deliveredAt))[0]
  if (last === undefined) return null
  const offer = currentOffer(app.catalogue(), last.offer.id, now)
  const channel = gathered.access === 'staff' ? 'counter' : 'web'
  if (offer === null || !offer.channels.includes(channel)) return null
  return quoteFor(state.line.id, packs, { offer, now, startNow: false })
}

/** One row of the list of a person's lines. */
export function lineSummary(app: App, state: LineState, now: Instant): LineSummary | null {
  const { line } = state
  if (line === null) return null
  const network = present(app.catalogue().networks.get(line.network), 'a line has its network')
  const packs = begin(state.packs, now)
  const { bytesLeft } = balanceAt(packs, now)
  return {
    id: line.id,
    network: { id: network.id, name: network.name },
    iccidMasked: maskIccid(line.sim.iccid),
    msisdnMasked: line.msisdn === null ? null : maskMsisdn(line.msisdn),
    lifecycle: lifecycleAt(packs, { suspendedDays: network.suspendedDays, now }),
    bytesLeft,
    unlimited: bytesLeft === null,
  }
}

/** Which sweeps run and how often. What each does is told in app/sweeps and postgres/upkeep. */
import type pg from 'pg'
import type { Sweep } from '../adapters/jobs/worker.ts'
import { ageOut, mayHaveLeft } from '../adapters/postgres/ageing.ts'
import { releaseAbandonedJobs } from '../adapters/postgres/abandoned-jobs.ts'
import { countCampaigns } from '../adapters/postgres/campaign-counts.ts'
import { loadOperator } from '../adapters/postgres/catalogue-store.ts'
import { createPersonalTraces } from '../adapters/postgres/personal-traces.ts'
import { ensureDecoys, ensureMonths, forgetOldOutcomes } from '../adapters/postgres/upkeep.ts'
import type { App } from '../app/app.ts'
import { recordAgeing, type AgedOut } from '../app/forgetting/ageing.ts'
import type { ProfileServer } from '../app/esim/ports.ts'
import { advanceProfiles } from '../app/esim/saga.ts'
import { SETTINGS } from '../app/operator/operator-files.ts'
import { SYSTEM } from '../app/origin.ts'
import { lapseDuePoints, lapseGiftCards } from '../app/sweeps/money.ts'
import { lookForAnomalies } from '../app/sweeps/anomalies.ts'
import { createStatementSweep } from '../app/sweeps/statements.ts'
import { createAnomalyMarks } from '../adapters/postgres/anomaly-marks.ts'
import { createAsking } from '../app/sweeps/asking.ts'
import { renewWhatIsDue } from '../app/sweeps/auto-renewal.ts'
import { askForUsage, fulfilOrders } from '../app/sweeps/fulfilments.ts'
import { endLostCalls } from '../app/sweeps/calls.ts'
import { carryOutChanges } from '../app/sweeps/changes.ts'
import { overdueDisputes } from '../app/sweeps/disputes.ts'
import {
  expireOrders,
  forgetShortCodes,
  returnOwed,
  returnOwedParts,
  type SweepReport,
} from '../app/sweeps/orders.ts'
import {
  announceExpiringPoints,
  lookAfterLines,
  releaseWaitingNotices,
} from '../app/sweeps/notices.ts'
import { lookAfterSessionsDue } from '../app/sweeps/sessions.ts'
import { forgetPeople, wipeForgotten } from '../app/sweeps/forgetting.ts'
import { tellOfChangedTerms } from '../app/sweeps/terms.ts'
import { keyNames } from '../app/sweeps/names.ts'
import { plusDays } from '../domain/basics/time.ts'

export const ORDERS_EVERY_MS = 5_000
/** A pack that ended is served so much longer at most, where the network does not ask by itself. */
export const SESSIONS_EVERY_MS = 1_000
/** So long a campaign's total may be overrun. */
export const CAMPAIGNS_EVERY_MS = 5_000
export const ABANDONED_JOBS_EVERY_MS = 60_000
/** Told a week ahead; an hour matters to nobody. */
export const POINTS_EVERY_MS = 3_600_000
/** Told on the 1st; within the hour is soon enough. */
export const STATEMENTS_EVERY_MS = 3_600_000
/** Only an account of before it was searched by name waits for this. */
export const NAMES_EVERY_MS = 600_000
/** What still reaches a closed account is wiped within the hour. */
export const WIPES_EVERY_MS = 3_600_000
/** A call is lost after half an hour; a minute more matters to nobody. */
export const CALLS_EVERY_MS = 60_000
/** They are promised by the day. */
export const DISPUTES_EVERY_MS = 60_000
/** Upkeep is due daily; asking hourly makes up for a process that never lives a day. */
export const UPKEEP_EVERY_MS = 3_600_000
/** What has stood for months may stand some hours more; where much goes, runs follow each other. */
export const AGEING_EVERY_MS = 6 * 3_600_000
/** A key repeated later than so is a new attempt. */
export const OUTCOMES_REMEMBERED_DAYS = 30

/** `profiles`: null where no profile of an eSIM is ordered. */
export function sweeps(
  app: App,
  pool: pg.Pool,
  profiles: ProfileServer | null = null,
): readonly Sweep[] {
  const traces = createPersonalTraces(pool)
  return [
    orders('expire_orders', () => expireOrders(app)),
    orders('forget_short_codes', () => forgetShortCodes(app)),
    orders('reconcile_payments', createAsking(app)),
    orders('fulfil_orders', () => fulfilOrders(app)),
    orders('ask_for_usage', () => askForUsage(app)),
    orders('return_owed', () => returnOwed(app)),
    orders('return_owed_parts', () => returnOwedParts(app)),
    orders('tell_of_changed_terms', () => tellOfChangedTerms(app)),
    orders('auto_renewal', () => renewWhatIsDue(app)),
    orders('look_after_lines', () => lookAfterLines(app)),
    {
      ...orders('look_after_sessions', () => lookAfterSessionsDue(app)),
      everyMs: SESSIONS_EVERY_MS,
    },
    orders('release_waiting_notices', () => releaseWaitingNotices(app)),
    {
      ...orders('announce_expiring_points', () => announceExpiringPoints(app)),
      everyMs: POINTS_EVERY_MS,
    },
    orders('look_for_anomalies', () => lookForAnomalies(app, createAnomalyMarks(pool))),
    { ...orders('announce_statements', createStatementSweep(app)), everyMs: STATEMENTS_EVERY_MS },
    orders('carry_out_changes', () => carryOutChanges(app, profiles)),
    ...(profiles === null
      ? []
      : [orders('advance_profiles', () => advanceProfiles(app, profiles))]),
    { ...orders('overdue_disputes', () => overdueDisputes(app)), everyMs: DISPUTES_EVERY_MS },
    orders('forget_people', () => forgetPeople(app, traces)),
    {
      ...orders('wipe_forgotten', () => wipeForgotten(app, traces)),
      everyMs: WIPES_EVERY_MS,
    },
    { ...orders('key_names', () => keyNames(app)), everyMs: NAMES_EVERY_MS },
    { ...orders('end_lost_calls', () => endLostCalls(app)), everyMs: CALLS_EVERY_MS },
    orders('lapse_gift_cards', () => lapseGiftCards(app)),
    orders('lapse_points', () => lapseDuePoints(app)),
    {
      name: 'count_campaigns',
      everyMs: CAMPAIGNS_EVERY_MS,
      run: async () => void (await countCampaigns(pool, { all: false })),
    },
    {
      name: 'abandoned_jobs',
      everyMs: ABANDONED_JOBS_EVERY_MS,
      run: () => releaseAbandonedJobs(pool),
    },
    {
      name: 'forget_tries',
      everyMs: UPKEEP_EVERY_MS,
      run: () => app.limits.prune(app.clock.now()),
    },
    { name: 'upkeep', everyMs: UPKEEP_EVERY_MS, run: () => upkeep(app, pool) },
    ageing(app, pool),
  ]
}

/** Also to be run at every start, before the first command: sweeps begin with a pause. */
export async function upkeep({ clock }: Pick<App, 'clock'>, pool: pg.Pool): Promise<void> {
  const now = clock.now()
  await ensureMonths(pool, now)
  await ensureDecoys(pool, now)
  await countCampaigns(pool, { all: true })
  await forgetOldOutcomes(pool, plusDays(now, -OUTCOMES_REMEMBERED_DAYS))
}

function ageing(app: App, pool: pg.Pool): Sweep {
  let hasMore = false
  return {
    name: 'age_out',
    everyMs: AGEING_EVERY_MS,
    hasMore: () => hasMore,
    async run() {
      hasMore = false
      hasMore = mayHaveLeft(await ageOutNow(app, pool))
    },
  }
}

/** By what the operator says today; the journal keeps how much of each kind went. */
export async function ageOutNow(
  { clock, door }: Pick<App, 'clock' | 'door'>,
  pool: pg.Pool,
): Promise<AgedOut> {
  const { settings } = (await loadOperator(pool)) ?? { settings: SETTINGS }
  const gone = await ageOut(pool, { now: clock.now(), ...settings })
  if (Object.keys(gone).length > 0) await door.ask(recordAgeing, { gone }, SYSTEM)
  return gone
}

/** Runs every sweep once, in order; for a clock that was moved. */
export async function sweepOnce(
  list: readonly Sweep[],
  onFault: (where: string, fault: unknown) => void,
): Promise<void> {
  for (const sweep of list) {
    await sweep.run().catch((fault: unknown) => onFault(`sweep ${sweep.name}`, fault))
  }
}

/** What could not be done is told to whoever watches; the next run tries it again. */
function orders(name: string, sweep: () => Promise<SweepReport>): Sweep {
  return {
    name,
    everyMs: ORDERS_EVERY_MS,
    async run() {
      const { left } = await sweep()
      if (left.length > 0) throw new AggregateError(left, `${name} left ${left.length} for later`)
    },
  }
}

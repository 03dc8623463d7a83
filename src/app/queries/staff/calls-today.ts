/**
 * Figures of a day of the hotline for whoever looks after its agents. Counted from the calls
 * themselves, so that they are as true as those. Not a report of months.
 */
import type { StaffId } from '../../../domain/basics/ids.ts'
import { accept, type Result } from '../../../domain/basics/result.ts'
import { isBefore, jstDayStart, secondsBetween, type Instant } from '../../../domain/basics/time.ts'
import { isOverdue } from '../../../domain/call/call-back.ts'
import type { Call, CallTurn } from '../../../domain/call/call.ts'
import { mayDo, type PermissionRefusal } from '../../../domain/staff/permissions.ts'
import type { Staff } from '../../../domain/staff/staff.ts'
import type { App } from '../../app.ts'
import { CALL_BACKS_SHOWN, LIVE_CALLS_SHOWN } from './calls.ts'
import { staffNames } from './cases.ts'

/** Calls of one day that are counted; a day with more says so. */
export const CALLS_COUNTED_MAX = 2_000
/** Newest calls whose turns are read for how long their callers waited. */
export const WAITS_MEASURED_MAX = 100
const TURNS_READ = 150

export interface CallsToday {
  readonly asOf: Instant
  readonly since: Instant
  readonly calls: number
  /** There were more than are counted. */
  readonly more: boolean
  /** Over, and nobody stepped in. */
  readonly byFlowAlone: number
  readonly handedOver: number
  readonly waiting: { readonly now: number; readonly longestSince: Instant | null }
  /** From asking for a person to one coming, of the newest calls; null: nobody waited. */
  readonly averageWaitSeconds: number | null
  /** Orders placed on calls that were delivered. */
  readonly renewals: number
  readonly callBacks: { readonly open: number; readonly overdue: number }
  readonly agents: readonly AgentToday[]
}

export interface AgentToday {
  readonly name: string
  readonly calls: number
  /** Since when; null: on no call. */
  readonly talkingSince: Instant | null
}

export async function callsToday(
  app: App,
  staff: Staff,
): Promise<Result<CallsToday, PermissionRefusal>> {
  const allowed = mayDo(staff, 'read_calls', null)
  if (!allowed.ok) return allowed
  const now = app.clock.now()
  const since = jstDayStart(now)
  const [live, over, callBacks, nameOf] = await Promise.all([
    app.reads.liveCalls(LIVE_CALLS_SHOWN),
    app.reads.callsOverSince(since, CALLS_COUNTED_MAX),
    app.reads.openCallBacks(CALL_BACKS_SHOWN),
    staffNames(app),
  ])
  const calls = [...live, ...over].filter(({ startedAt }) => !isBefore(startedAt, since))
  const waits = live.flatMap(({ state }) => (state.kind === 'waiting' ? [state.since] : []))
  const handed = calls.filter(({ agent, state }) => agent !== null || state.kind === 'waiting')
  return accept({
    asOf: now,
    since,
    calls: calls.length,
    more: over.length >= CALLS_COUNTED_MAX,
    byFlowAlone: calls.filter(({ agent, state }) => agent === null && state.kind === 'over').length,
    handedOver: handed.length,
    waiting: {
      now: waits.length,
      longestSince: waits.toSorted(Temporal.Instant.compare).at(0) ?? null,
    },
    averageWaitSeconds: await averageWait(app, handed),
    renewals: await renewalsOf(app, calls),
    callBacks: {
      open: callBacks.length,
      overdue: callBacks.filter((one) => isOverdue(one, now)).length,
    },
    agents: agentsOf(calls, nameOf),
  })
}

function agentsOf(calls: readonly Call[], nameOf: (id: StaffId) => string): readonly AgentToday[] {
  const byAgent = Map.groupBy(calls, ({ agent }) => agent)
  return [...byAgent]
    .flatMap(([agent, own]) => {
      if (agent === null) return []
      const talking = own.flatMap(({ state }) =>
        state.kind === 'with_agent' && state.agent === agent ? [state.since] : [],
      )
      return [{ name: nameOf(agent), calls: own.length, talkingSince: talking[0] ?? null }]
    })
    .toSorted((one, other) => one.name.localeCompare(other.name))
}

async function averageWait(
  { reads }: Pick<App, 'reads'>,
  handed: readonly Call[],
): Promise<number | null> {
  const measured = handed
    .toSorted((one, other) => Temporal.Instant.compare(other.startedAt, one.startedAt))
    .slice(0, WAITS_MEASURED_MAX)
  const waits = await Promise.all(
    measured.map(async ({ id }) => waitsIn(await reads.callTurns(id, TURNS_READ))),
  )
  const seconds = waits.flat()
  if (seconds.length === 0) return null
  return Math.round(seconds.reduce((sum, one) => sum + one, 0) / seconds.length)
}

/** From the turn that promised a person to the one in which one came, or nobody did. */
export function waitsIn(turns: readonly CallTurn[]): readonly number[] {
  return turns.flatMap(({ heard, at }, place) => {
    if (heard.kind !== 'stepped_in' && heard.kind !== 'nobody_came') return []
    const before = turns[place - 1]
    return before === undefined ? [] : [secondsBetween(before.at, at)]
  })
}

async function renewalsOf({ reads }: Pick<App, 'reads'>, calls: readonly Call[]): Promise<number> {
  const placed = calls.flatMap(({ line, order }) =>
    line === null || order === null ? [] : [{ line, order }],
  )
  const orders = await Promise.all(placed.map(({ line, order }) => reads.order(line, order)))
  return orders.filter((one) => one?.order.state.kind === 'delivered').length
}

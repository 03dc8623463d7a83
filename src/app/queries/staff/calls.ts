/**
 * Calls as the desk of agents sees them: who waits and who talks, who must be called back, and one
 * call with all that its caller did. Masked; digits that were secret are not even here. Every
 * reading is asked for. What was said is data, worded by whoever shows it.
 */
import type { CallId, LineId, OrderId, StaffId } from '../../../domain/basics/ids.ts'
import { accept, refuse, type Result } from '../../../domain/basics/result.ts'
import type { Instant } from '../../../domain/basics/time.ts'
import { isOverdue, type CallBack, type CallBackTry } from '../../../domain/call/call-back.ts'
import type {
  Call,
  CallPlace,
  CallState,
  CallTurn,
  SpokenLanguage,
  WaitingWhy,
} from '../../../domain/call/call.ts'
import { CALL_TURNS_MAX, type CallOutcome, type CallProof } from '../../../domain/call/call.ts'
import {
  accountCalling,
  CALLER_ACTS,
  callerMay,
  standingOf,
  type CallerAct,
  type CallerRefusal,
  type CallerStanding,
} from '../../../domain/call/caller.ts'
import { isStuck } from '../../../domain/call/moving.ts'
import { maskIccid } from '../../../domain/line/iccid.ts'
import type { Line } from '../../../domain/line/line.ts'
import { mayDo, type PermissionRefusal } from '../../../domain/staff/permissions.ts'
import type { Staff } from '../../../domain/staff/staff.ts'
import type { App } from '../../app.ts'
import { lineSummary } from '../line-overview.ts'
import type { LineSummary } from '../views.ts'
import { staffNames } from './cases.ts'

/** Live calls on one desk; more are more than anybody could look after. */
export const LIVE_CALLS_SHOWN = 200
export const CALL_BACKS_SHOWN = 100
/** Earlier calls about the same line. */
const EARLIER_CALLS_SHOWN = 5

export interface CallRow {
  readonly id: CallId
  readonly language: SpokenLanguage | null
  /** Of the calling number; null where it is withheld. */
  readonly numberEnds: string | null
  readonly startedAt: Instant
  readonly state: CallState['kind']
  readonly waiting: { readonly since: Instant; readonly why: WaitingWhy } | null
  readonly agent: { readonly id: StaffId; readonly name: string } | null
  readonly standing: CallerStanding
  readonly lineMasked: string | null
  readonly place: CallPlace
  readonly turns: number
  readonly stuck: boolean
}

export interface CallBackRow {
  /** On which it was asked for, and by which it is found. */
  readonly call: CallId
  readonly language: SpokenLanguage
  readonly numberEnds: string
  readonly askedAt: Instant
  readonly promised: CallBack['promised']
  readonly overdue: boolean
  readonly tries: readonly CallBackTry[]
  readonly takenBy: { readonly id: StaffId; readonly name: string } | null
  readonly line: LineId | null
  /** Opened for whoever has taken it, and for nobody else. */
  readonly number: string | null
}

export interface CallsDesk {
  readonly asOf: Instant
  /** Longest waiting first; stuck ones in the flow after those who wait. */
  readonly waiting: readonly CallRow[]
  /** The one that whoever asks talks on comes first. */
  readonly live: readonly CallRow[]
  /** The earliest promise first. */
  readonly callBacks: readonly CallBackRow[]
  /** Differs whenever something else is to be shown. */
  readonly mark: string
}

type Answer<Value> = Promise<Result<Value, PermissionRefusal>>

export async function callsDesk(app: App, staff: Staff): Answer<CallsDesk> {
  const allowed = mayDo(staff, 'read_calls', null)
  if (!allowed.ok) return allowed
  const [calls, callBacks] = await Promise.all([
    app.reads.liveCalls(LIVE_CALLS_SHOWN),
    app.reads.openCallBacks(CALL_BACKS_SHOWN),
  ])
  const now = app.clock.now()
  const rows = await rowsOf(app, calls)
  const nameOf = await staffNames(app)
  const waits = rows.filter(({ waiting, stuck }) => waiting !== null || stuck)
  const others = rows.filter((row) => !waits.includes(row))
  return accept({
    asOf: now,
    waiting: waits.toSorted((one, other) => compareWaits(one, other)),
    live: others.toSorted((one, other) => rank(one, staff) - rank(other, staff)),
    callBacks: callBacks.map((one) => callBackRow(app, one, { staff, nameOf })),
    mark: app.vault.digest(shownOf(calls, callBacks, now)).slice(0, MARK_LENGTH),
  })
}

function compareWaits(one: CallRow, other: CallRow): number {
  const rankOf = ({ waiting }: CallRow) => (waiting === null ? 1 : 0)
  const since = ({ waiting, startedAt }: CallRow) => waiting?.since ?? startedAt
  return rankOf(one) - rankOf(other) || Temporal.Instant.compare(since(one), since(other))
}

function rank({ agent, state }: CallRow, { id }: Staff): number {
  if (state !== 'with_agent') return 1
  return agent?.id === id ? 0 : 2
}

/** Digits of a digest; enough to tell two looks apart. */
export const MARK_LENGTH = 16
/** While somebody waits the list is read again now and then, so that it says how long. */
const WAIT_SHOWN_SECONDS = 30

/** Moves with every call that comes, moves or goes; what a caller keys is no reason to. */
function shownOf(calls: readonly Call[], callBacks: readonly CallBack[], now: Instant): string {
  const ofCalls = calls.map((one) => `${one.id}${one.state.kind}${isStuck(one)}`)
  const ofCallBacks = callBacks.map((one) => `${one.id}${one.state.kind}${one.tries.length}`)
  const waits = calls.some(({ state }) => state.kind === 'waiting')
  const time = Math.floor(now.epochMilliseconds / (WAIT_SHOWN_SECONDS * 1_000))
  return [...ofCalls, '|', ...ofCallBacks, waits ? time : ''].join(',')
}

async function rowsOf(app: App, calls: readonly Call[]): Promise<readonly CallRow[]> {
  const ids = [...new Set(calls.flatMap(({ line }) => (line === null ? [] : [line])))]
  const states = ids.length === 0 ? [] : await app.reads.lines(ids)
  const lines = new Map(states.flatMap(({ line }) => (line === null ? [] : [[line.id, line]])))
  const nameOf = await staffNames(app)
  return calls.map((call) =>
    callRow(call, (call.line === null ? null : lines.get(call.line)) ?? null, nameOf),
  )
}

function callRow(call: Call, line: Line | null, nameOf: (id: StaffId) => string): CallRow {
  const { id, language, number, startedAt, state, agent, place, turns } = call
  return {
    id,
    language,
    numberEnds: number?.lastDigits ?? null,
    startedAt,
    state: state.kind,
    waiting: state.kind === 'waiting' ? { since: state.since, why: state.why } : null,
    agent: agent === null ? null : { id: agent, name: nameOf(agent) },
    standing: standingShown(call, line),
    lineMasked: line === null ? null : maskIccid(line.sim.iccid),
    place,
    turns,
    stuck: isStuck(call),
  }
}

/** Before a line is known, whoever calls from a verified number is its holder's account. */
function standingShown(call: Call, line: Line | null): CallerStanding {
  if (line !== null) return standingOf(call, line)
  return accountCalling(call) === null ? 'nobody' : 'holder'
}

function callBackRow(
  { vault, clock }: Pick<App, 'vault' | 'clock'>,
  callBack: CallBack,
  { staff, nameOf }: { readonly staff: Staff; readonly nameOf: (id: StaffId) => string },
): CallBackRow {
  const { call, language, lastDigits, askedAt, promised, tries, state, line } = callBack
  const takenBy = state.kind === 'taken' ? state.by : null
  return {
    call,
    language,
    numberEnds: lastDigits,
    askedAt,
    promised,
    overdue: isOverdue(callBack, clock.now()),
    tries,
    takenBy: takenBy === null ? null : { id: takenBy, name: nameOf(takenBy) },
    line,
    number: takenBy === staff.id ? vault.open(callBack.number) : null,
  }
}

export interface CallContext {
  readonly asOf: Instant
  readonly row: CallRow
  readonly heardAt: Instant
  /** Whoever asks talks on it. */
  readonly isMine: boolean
  /** May be taken by whoever asks. */
  readonly mayTake: boolean
  /** May be wrapped up by whoever asks. */
  readonly mayWrapUp: boolean
  readonly asserted: boolean
  readonly proofs: readonly ProofRow[]
  readonly wrongProofs: number
  readonly line: LineSummary | null
  /** Of the account whose verified number calls, where the line is not known yet. */
  readonly lines: readonly LineSummary[]
  readonly order: OrderId | null
  /** Null where no line is known. */
  readonly acts: readonly CallerActRow[] | null
  /** In order. */
  readonly turns: readonly CallTurn[]
  /** Asked for on this call, and others that wait for the same number. */
  readonly callBacks: readonly CallBackRow[]
  /** Newest first, without this one. */
  readonly earlier: readonly CallRow[]
  readonly wrapUp: {
    readonly by: string
    readonly at: Instant
    readonly outcome: CallOutcome
    readonly note: string | null
  } | null
}

export interface ProofRow {
  readonly kind: CallProof['kind']
  readonly at: Instant
  /** Whom card and code were told; null: keyed by the caller. */
  readonly by: string | null
}

export interface CallerActRow {
  readonly act: CallerAct
  /** Null: may be done. */
  readonly missing: CallerRefusal['code'] | null
}

export type CallContextRefusal = PermissionRefusal | { readonly code: 'call_unknown' }

export async function callContext(
  app: App,
  staff: Staff,
  id: CallId,
): Promise<Result<CallContext, CallContextRefusal>> {
  const allowed = mayDo(staff, 'read_calls', null)
  if (!allowed.ok) return allowed
  const { call, callBack } = await app.reads.call(id)
  if (call === null) return refuse({ code: 'call_unknown' })
  const now = app.clock.now()
  const state = call.line === null ? null : await app.reads.line(call.line)
  const line = state?.line ?? null
  const [turns, nameOf, lines, earlier, others] = await Promise.all([
    app.reads.callTurns(id, CALL_TURNS_MAX),
    staffNames(app),
    line === null ? linesCalling(app, call) : [],
    line === null ? [] : app.reads.callsOf(line.id, EARLIER_CALLS_SHOWN + 1),
    sameNumber(app, call),
  ])
  const known = [...(callBack === null ? [] : [callBack]), ...others]
  const answers = mayDo(staff, 'answer_call', null).ok
  const isWith = call.state.kind === 'with_agent' ? call.state.agent : null
  const isOver = call.state.kind === 'over'
  return accept({
    asOf: now,
    row: callRow(call, line, nameOf),
    heardAt: call.heardAt,
    isMine: isWith === staff.id,
    mayTake: answers && !isOver && isWith === null,
    mayWrapUp: answers && call.wrapUp === null && call.agent === staff.id,
    asserted: call.number?.asserted ?? false,
    proofs: call.proofs.map((proof) => proofRow(proof, nameOf)),
    wrongProofs: call.wrongProofs,
    line: state === null ? null : lineSummary(app, state, now),
    lines,
    order: call.order,
    acts: line === null ? null : actsOf(call, line),
    turns,
    callBacks: known.map((one) => callBackRow(app, one, { staff, nameOf })),
    earlier: earlier.filter((one) => one.id !== id).map((one) => callRow(one, line, nameOf)),
    wrapUp: call.wrapUp && {
      by: nameOf(call.wrapUp.by),
      at: call.wrapUp.at,
      outcome: call.wrapUp.outcome,
      note: call.wrapUp.note === null ? null : app.vault.open(call.wrapUp.note),
    },
  })
}

function proofRow(proof: CallProof, nameOf: (id: StaffId) => string): ProofRow {
  const by = proof.kind === 'activation' && proof.by !== null ? nameOf(proof.by) : null
  return { kind: proof.kind, at: proof.at, by }
}

function actsOf(call: Call, line: Line): readonly CallerActRow[] {
  return (Object.keys(CALLER_ACTS) as readonly CallerAct[]).map((act) => {
    const may = callerMay(call, act, line)
    return { act, missing: may.ok ? null : may.refusal.code }
  })
}

async function linesCalling(app: App, call: Call): Promise<readonly LineSummary[]> {
  const id = accountCalling(call)
  const { account } = id === null ? { account: null } : await app.reads.account(id)
  if (account === null) return []
  const now = app.clock.now()
  const states = await app.reads.lines(account.lines)
  return states.flatMap((state) => lineSummary(app, state, now) ?? [])
}

/** Open ones of other calls. Numbers lie sealed: only those with the same end are opened. */
async function sameNumber(
  { reads, vault }: Pick<App, 'reads' | 'vault'>,
  { id, number }: Call,
): Promise<readonly CallBack[]> {
  if (number === null) return []
  const open = await reads.openCallBacks(CALL_BACKS_SHOWN)
  const alike = open.filter((one) => one.call !== id && one.lastDigits === number.lastDigits)
  if (alike.length === 0) return []
  const calling = vault.open(number.sealed)
  return alike.filter((one) => vault.open(one.number) === calling)
}

/** The call that somebody talks on: the one taken last, where another was not wrapped up. */
export async function callOf({ reads }: Pick<App, 'reads'>, staff: StaffId): Promise<Call | null> {
  const live = await reads.liveCalls(LIVE_CALLS_SHOWN)
  const own = live.flatMap((call) => {
    const { state } = call
    return state.kind === 'with_agent' && state.agent === staff ? [{ call, at: state.since }] : []
  })
  const newest = own.toSorted((one, other) => Temporal.Instant.compare(one.at, other.at)).at(-1)
  return newest?.call ?? null
}

/**
 * Loading lines for the door and for reads: those parts that are asked for, and of a line that is
 * kept only what is not kept with it.
 */
import type { LineId } from '../../domain/basics/ids.ts'
import { NO_LINE, type LineState, type Part } from '../../app/door/state.ts'
import type { NamedOrder, NamedSession } from '../../app/door/store.ts'
import { NONE_KEPT, oldestFirst, type KeptLine, type KeptPart } from './kept-lines.ts'
import { distinct, rowsOf, type Asker, type Wanted } from './look-ups.ts'
import { anomalyOf, disputeOf } from './rows/caution-rows.ts'
import { caseOf, identityCheckOf, pendingChangeOf } from './rows/counter-rows.ts'
import { documentOf } from './rows/document-rows.ts'
import { dataSessionOf, lineOf, packOf } from './rows/line-rows.ts'
import { mandateOf } from './rows/mandate-rows.ts'
import { orderOf, paymentOf } from './rows/order-rows.ts'
import { simProfileOf } from './rows/profile-rows.ts'
import type { Row } from './rows/table.ts'

export async function loadLines(
  client: Asker,
  plan: Wanted,
  kept: ReadonlyMap<LineId, KeptLine> = NONE_KEPT,
) {
  const ids = plan.homes.flatMap((home) => (home.kind === 'line' ? [home.id] : []))
  const isLine = new Set<string>(ids)
  const of = (part: Part) => plan.parts.get(part)?.filter((id) => isLine.has(id))
  const isRead = (id: string) => !kept.has(id as LineId)
  const read = (part: KeptPart) => of(part)?.filter(isRead)
  const withOrders = of('orders')
  const orderHomes = plan.orders.map(({ home }) => home.id)
  const orders = plan.orders.map(({ order }) => order)
  const documented = plan.orders.filter(({ home }) => of('documents')?.includes(home.id))
  const found = await Promise.all([
    rowsOf(client, 'lines', ids.filter(isRead)),
    rowsOf(client, 'packs', read('packs')),
    rowsOf(client, 'openOrders', withOrders),
    rowsOf(client, 'orders', orderHomes, [orders]),
    rowsOf(client, 'openPayments', withOrders),
    rowsOf(client, 'payments', orderHomes, [orders]),
    rowsOf(client, 'liveSessions', read('sessions')),
    loadNamedSessions(client, plan.sessions.filter(isNotAmong(kept))),
    loadDocuments(client, documented),
    rowsOf(client, 'mandates', read('mandate')),
    rowsOf(client, 'identityChecks', of('identity')),
    rowsOf(client, 'openCases', of('cases')),
    rowsOf(client, 'waitingChanges', of('changes')),
    rowsOf(client, 'anomalies', of('anomalies')),
    rowsOf(client, 'openDisputes', of('disputes')),
    rowsOf(client, 'profiles', of('profiles')),
  ])
  const asked = {
    packs: new Set(of('packs')),
    sessions: new Set(of('sessions')),
    mandate: new Set(of('mandate')),
  }
  const states = new Map(ids.map((id) => [id, stateOf(id, kept.get(id), asked)]))
  return assembleLines(states, found)
}

/** A session is one by its peer and its key: the live one that is kept, or one that is over. */
function isNotAmong(kept: ReadonlyMap<LineId, KeptLine>) {
  return ({ home, peer, sessionKey }: NamedSession) => {
    const live = home.kind === 'line' ? (kept.get(home.id)?.sessions ?? []) : []
    return !live.some((one) => one.sessionKey === sessionKey && one.peer === peer)
  }
}

/** No more than is asked of the line: a command sees the same of it whether it is kept or not. */
function stateOf(id: LineId, kept: KeptLine | undefined, asked: AskedOf): LineState {
  if (kept === undefined) return NO_LINE
  return {
    ...NO_LINE,
    line: kept.line,
    packs: asked.packs.has(id) ? kept.packs : NO_LINE.packs,
    sessions: asked.sessions.has(id) ? kept.sessions : NO_LINE.sessions,
    mandate: asked.mandate.has(id) ? kept.mandate : NO_LINE.mandate,
  }
}

type AskedOf = Readonly<Record<KeptPart, ReadonlySet<string>>>

function loadDocuments(client: Asker, named: readonly NamedOrder[]) {
  const homes = named.map(({ home }) => home.id)
  return rowsOf(client, 'documents', homes, [named.map(({ order }) => order)])
}

function loadNamedSessions(client: Asker, sessions: readonly NamedSession[]) {
  const homes = sessions.map(({ home }) => home.id)
  const peers = sessions.map(({ peer }) => peer)
  const keys = sessions.map(({ sessionKey }) => sessionKey)
  return rowsOf(client, 'sessions', homes, [peers, keys])
}

type LineRows = readonly (readonly Row[])[]

function assembleLines(states: Map<LineId, LineState>, found: LineRows): Map<LineId, LineState> {
  const [
    lines = [],
    packs = [],
    open = [],
    named = [],
    paid = [],
    asked = [],
    live = [],
    told = [],
    documents = [],
    mandates = [],
    checks = [],
    cases = [],
    changes = [],
    anomalies = [],
    disputes = [],
    profiles = [],
  ] = found
  const put = (row: Row, patch: (state: LineState) => LineState) => {
    const id = row['home_id'] as LineId
    states.set(id, patch(states.get(id) ?? NO_LINE))
  }
  for (const row of lines) put(row, (state) => ({ ...state, line: lineOf(row) }))
  for (const row of mandates) put(row, (state) => ({ ...state, mandate: mandateOf(row) }))
  for (const row of distinct(packs, []))
    put(row, (state) => ({ ...state, packs: [...state.packs, packOf(row)] }))
  for (const row of distinct(open, named)) {
    put(row, (state) => ({ ...state, orders: [...state.orders, orderOf(row)] }))
  }
  for (const row of distinct(paid, asked)) {
    put(row, (state) => ({ ...state, payments: [...state.payments, paymentOf(row)] }))
  }
  for (const row of distinct(documents, [])) {
    put(row, (state) => ({ ...state, documents: [...state.documents, documentOf(row)] }))
  }
  for (const row of distinct(checks, [])) {
    put(row, (state) => ({
      ...state,
      identityChecks: [...state.identityChecks, identityCheckOf(row)],
    }))
  }
  for (const row of distinct(cases, [])) {
    put(row, (state) => ({ ...state, cases: [...state.cases, caseOf(row)] }))
  }
  for (const row of distinct(changes, [])) {
    put(row, (state) => ({ ...state, changes: [...state.changes, pendingChangeOf(row)] }))
  }
  for (const row of distinct(anomalies, [])) {
    put(row, (state) => ({ ...state, anomalies: [...state.anomalies, anomalyOf(row)] }))
  }
  for (const row of distinct(disputes, [])) {
    put(row, (state) => ({ ...state, disputes: [...state.disputes, disputeOf(row)] }))
  }
  for (const row of distinct(profiles, [])) {
    put(row, (state) => ({ ...state, profiles: [...state.profiles, simProfileOf(row)] }))
  }
  for (const row of distinct(live, told)) {
    put(row, (state) => ({
      ...state,
      sessions: oldestFirst([...state.sessions, dataSessionOf(row)]),
    }))
  }
  return states
}

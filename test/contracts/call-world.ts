/**
 * Calls put where a test needs them: in the flow, waiting, with somebody, with proofs; and
 * call-backs that wait. For tests only.
 */
import type { CallBackId, CallId, LineId, StaffId } from '../../src/domain/basics/ids.ts'
import { plusMinutes } from '../../src/domain/basics/time.ts'
import type { CallBack } from '../../src/domain/call/call-back.ts'
import type { Call, CallTurn } from '../../src/domain/call/call.ts'
import type { App } from '../../src/app/app.ts'
import type { Change } from '../../src/app/door/state.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import { writeRows } from './stores.ts'

type Ground = { readonly app: App }

export const NUMBER = '+8613800138000'

export async function putCall({ app }: Ground, own: Partial<Call> = {}): Promise<Call> {
  const id = own.id ?? app.ids.next<CallId>()
  const now = app.clock.now()
  const row: Call = {
    id,
    transport: 'sandbox',
    reference: id,
    number: {
      hash: app.vault.keyed('contact_number', NUMBER),
      lastDigits: NUMBER.slice(-4),
      sealed: app.vault.seal(NUMBER),
      asserted: false,
    },
    language: 'zh',
    startedAt: now,
    heardAt: now,
    turns: 0,
    place: { name: 'main' },
    proofs: [],
    wrongProofs: 0,
    line: null,
    order: null,
    state: { kind: 'in_flow' },
    agent: null,
    wrapUp: null,
    ...own,
  }
  await put({ app }, id, [{ table: 'calls', row }])
  return row
}

export function withAgent({ app }: Ground, agent: StaffId): Pick<Call, 'state' | 'agent'> {
  return { agent, state: { kind: 'with_agent', since: app.clock.now(), agent } }
}

export async function putTurns(
  { app }: Ground,
  call: Call,
  turns: readonly Omit<CallTurn, 'call' | 'number'>[],
): Promise<void> {
  const rows = turns.map((turn, place): Change => {
    return { table: 'call_turns', row: { ...turn, call: call.id, number: place + 1 } }
  })
  const moved = { table: 'calls', row: { ...call, turns: turns.length } } as const
  await put({ app }, call.id, [...rows, moved])
}

export async function putCallBack(
  { app }: Ground,
  call: Call,
  own: Partial<CallBack> = {},
): Promise<CallBack> {
  const now = app.clock.now()
  const row: CallBack = {
    id: app.ids.next<CallBackId>(),
    call: call.id,
    language: 'ko',
    number: app.vault.seal(NUMBER),
    lastDigits: NUMBER.slice(-4),
    line: null as LineId | null,
    account: null,
    askedAt: now,
    promised: { from: now, until: plusMinutes(now, 120) },
    tries: [],
    state: { kind: 'waiting' },
    ...own,
  }
  await put({ app }, call.id, [{ table: 'call_backs', row }])
  return row
}

async function put({ app }: Ground, id: CallId, changes: readonly Change[]): Promise<void> {
  await app.door.ask(writeRows, { homes: [{ kind: 'call', id }], changes }, SYSTEM)
}

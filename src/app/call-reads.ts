/** What is looked up about calls: a part of the read side (`reads.ts`), bounded like the rest. */
import type { CallId, LineId } from '../domain/basics/ids.ts'
import type { Instant } from '../domain/basics/time.ts'
import type { CallBack } from '../domain/call/call-back.ts'
import type { Call, CallTurn } from '../domain/call/call.ts'
import type { CallState } from './door/state.ts'

export interface CallReads {
  /** As the door would load it. */
  call(id: CallId): Promise<CallState>
  /** Null for a turn that was not taken. */
  callTurn(id: CallId, number: number): Promise<CallTurn | null>
  /** In order; the newest where there are more. */
  callTurns(id: CallId, limit: number): Promise<readonly CallTurn[]>
  /** Not over, longest running first. */
  liveCalls(limit: number): Promise<readonly Call[]>
  /** Over since the instant, newest first. */
  callsOverSince(since: Instant, limit: number): Promise<readonly Call[]>
  /** Newest first. */
  callsOf(line: LineId, limit: number): Promise<readonly Call[]>
  /** Not done, the earliest promise first. */
  openCallBacks(limit: number): Promise<readonly CallBack[]>
  /** Not over and not heard of since before the instant, in no order. */
  silentCalls(before: Instant, limit: number): Promise<readonly CallId[]>
}

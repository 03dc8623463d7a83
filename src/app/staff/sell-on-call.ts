/**
 * An agent sells to the caller they talk with: the same placing as everybody's, and only on the
 * word of the call's proofs on the holder's account and for the holder's points. Selling without a
 * call is `sell.ts`.
 */
import type { CallId } from '../../domain/basics/ids.ts'
import { callerMay, type CallerRefusal } from '../../domain/call/caller.ts'
import type { Call } from '../../domain/call/call.ts'
import type { NotYours } from '../../domain/call/moving.ts'
import type { Line } from '../../domain/line/line.ts'
import type { PlacingRefusal, PlacingRequest } from '../../domain/order/placing.ts'
import { refused, type Command } from '../door/command.ts'
import { NO_LINE } from '../door/state.ts'
import { placeOrder, type PlacedOrder, type PlaceOrder } from '../orders/place-order.ts'
import { ownCall, type CallUnknown } from './calls.ts'
import { inOwnName, type OwnName } from './in-own-name.ts'

export interface SellOnCall extends PlaceOrder, OwnName {
  readonly call: CallId
}

export type SellOnCallRefusal =
  | CallUnknown
  | NotYours
  | Exclude<CallerRefusal, { readonly code: 'call_over' }>
  | PlacingRefusal

const selling: Command<SellOnCall, PlacedOrder, SellOnCallRefusal> = {
  name: 'sell_on_call',
  keyPlace: 'outcomes',
  reads: placeOrder.reads,
  homes: ({ call, ...sale }) => [...placeOrder.homes(sale), { kind: 'call', id: call }],
  fingerprint: ({ call, ...sale }) => `${call}|${placeOrder.fingerprint(sale)}`,
  decide(context, { call: id, staff, ...sale }) {
    const own = ownCall(context, { call: id, staff })
    if (!own.ok) return refused(own.refusal)
    const call = own.value
    const { line } = context.states.lines.get(sale.line) ?? NO_LINE
    const barred = line === null ? null : refuseHolders(call, line, sale.request)
    if (barred !== null) return refused(barred)
    const placed = placeOrder.decide(context, sale)
    const { outcome } = placed
    if (!outcome.ok) return { ...placed, outcome }
    const row: Call = {
      ...call,
      heardAt: context.now,
      line: sale.line,
      order: outcome.value.order,
    }
    return { ...placed, outcome, changes: [...placed.changes, { table: 'calls', row }] }
  },
}

export const sellOnCall = inOwnName({ act: 'sell' }, selling)

/** What only the holder may have: the order in their account, and points with the PIN beside. */
function refuseHolders(
  call: Call,
  line: Line,
  { buyer, points, charges }: PlacingRequest,
): Exclude<CallerRefusal, { readonly code: 'call_over' }> | null {
  const spends = points > 0n || charges !== null
  if (buyer.kind !== 'account' && !spends) return null
  const act = spends ? 'spend_kept' : 'hear_past'
  if (buyer.kind !== 'account' || buyer.account !== line.holder) {
    return { code: 'caller_not_verified', act }
  }
  const may = callerMay(call, act, line)
  if (may.ok) return null
  return may.refusal.code === 'call_over' ? { code: 'caller_not_verified', act } : may.refusal
}

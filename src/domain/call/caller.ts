/**
 * What a caller may hear and do, from what was proved on the call. A calling number that the
 * operator's own trunk asserts makes the account's holder known; card number and activation code
 * make whoever has the card known; the phone PIN alone lets money that is kept be spent.
 */
import type { AccountId } from '../basics/ids.ts'
import { accept, refuse, type Result } from '../basics/result.ts'
import type { Line } from '../line/line.ts'
import { isOver, type Call } from './call.ts'

/** `card`: has the card and its code. `holder`: is the account that holds the line. */
export type CallerStanding = 'nobody' | 'card' | 'holder'

export const CALLER_ACTS = {
  /** What is left and until when. */
  hear_balance: 'card',
  /** Placing an order, paid by a gift card, a link or a code for the web. */
  renew: 'card',
  /** A lost card stops at once. */
  stop_card: 'card',
  /** Billing dates, last orders, what is spent: the holder's own past. */
  hear_past: 'holder',
  /** Points and kept means of payment. */
  spend_kept: 'holder',
} as const satisfies Record<string, Exclude<CallerStanding, 'nobody'>>
export type CallerAct = keyof typeof CALLER_ACTS

/** Acts that need the phone PIN beside. */
const NEEDS_PIN: readonly CallerAct[] = ['spend_kept']

export type CallerRefusal =
  | { readonly code: 'call_over' }
  | { readonly code: 'caller_not_verified'; readonly act: CallerAct }
  | { readonly code: 'pin_needed'; readonly act: CallerAct }

/** The account whose verified number calls; null where the number proves nothing. */
export function accountCalling({ proofs }: Pick<Call, 'proofs'>): AccountId | null {
  return proofs.find((proof) => proof.kind === 'number')?.account ?? null
}

export function standingOf(
  { proofs }: Pick<Call, 'proofs'>,
  line: Pick<Line, 'id' | 'holder'>,
): CallerStanding {
  const isHolder = proofs.some(
    (proof) => proof.kind !== 'activation' && proof.account === line.holder,
  )
  if (isHolder) return 'holder'
  const hasCard = proofs.some((proof) => proof.kind === 'activation' && proof.line === line.id)
  return hasCard ? 'card' : 'nobody'
}

export function hasKeyedPin({ proofs }: Pick<Call, 'proofs'>, account: AccountId | null): boolean {
  return proofs.some((proof) => proof.kind === 'pin' && proof.account === account)
}

export function callerMay(
  call: Pick<Call, 'proofs' | 'state'>,
  act: CallerAct,
  line: Pick<Line, 'id' | 'holder'>,
): Result<null, CallerRefusal> {
  if (isOver(call)) return refuse({ code: 'call_over' })
  const standing = standingOf(call, line)
  const isEnough = standing === 'holder' || (standing === 'card' && CALLER_ACTS[act] === 'card')
  // Whoever has the card may still key the holder's PIN, and is the holder then.
  if (standing === 'nobody') return refuse({ code: 'caller_not_verified', act })
  if (NEEDS_PIN.includes(act) && !hasKeyedPin(call, line.holder)) {
    return refuse({ code: 'pin_needed', act })
  }
  return isEnough ? accept(null) : refuse({ code: 'caller_not_verified', act })
}
